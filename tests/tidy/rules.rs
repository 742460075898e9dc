//! The rules of the house as tables: floors, doors, sizes. A new top-level module or a new
//! dependency needs a row here and an entry in `docs/decisions/`.

/// Every top-level module with its floor.
pub const FLOORS: &[(&str, u8)] = &[
    ("model", 0),
    ("text", 1),
    ("query", 1),
    ("journal", 1),
    ("intake", 2),
    ("extract", 2),
    ("fingerprint", 2),
    ("compare", 2),
    ("attest", 2),
    ("relate", 3),
    ("detect", 4),
    ("worker", 5),
    ("store", 5),
    ("case", 6),
    ("review", 7),
    ("export", 7),
    ("tui", 8),
    ("cli", 9),
];

/// From floor 7 up, a module sees these of the floors below 7 and no others.
pub const FACADE: &[&str] = &["case", "model", "text", "query"];

/// Every dependency, and the parts of std that touch the world, with the modules that may name it.
pub const DOORS: &[(&str, &[&str])] = &[
    ("mail_parser", &["extract"]),
    ("html5gum", &["extract"]),
    ("zip", &["extract", "intake"]),
    ("quick_xml", &["extract", "intake"]),
    ("chardetng", &["extract"]),
    ("encoding_rs", &["extract"]),
    ("flate2", &["extract", "intake"]),
    ("bzip2", &["intake"]),
    ("lzma_rust2", &["intake"]),
    ("ruzstd", &["intake"]),
    ("tar", &["intake"]),
    ("sevenz_rust2", &["intake"]),
    ("cfb", &["intake", "extract"]),
    ("similar", &["compare"]),
    ("sled", &["store"]),
    ("tantivy", &["store"]),
    ("lz4_flex", &["store"]),
    ("postcard", &["store", "worker"]),
    ("calamine", &["extract"]),
    ("cfb", &["extract", "intake"]),
    ("pdf_extract", &["extract"]),
    ("ratatui", &["tui"]),
    ("crossterm", &["tui"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("etcetera", &["cli"]),
    ("indicatif", &["cli"]),
    ("signal_hook", &["cli", "tui"]),
    (
        "rustix",
        &["cli", "tui", "store", "export", "intake", "case", "worker"],
    ),
    ("csv", &["export"]),
    ("minisign", &["export"]),
    ("tape_sha256", &["model"]),
    ("sha1", &["export", "attest", "extract", "case"]),
    ("aes", &["extract"]),
    ("rsa", &["attest"]),
    ("dashu_base", &["attest"]),
    ("dashu_int", &["attest"]),
    ("ed25519_dalek", &["attest"]),
    ("base64", &["extract", "export", "attest"]),
    (
        "serde",
        &["journal", "store", "case", "export", "cli", "worker"],
    ),
    ("serde_json", &["journal", "store", "case", "export", "cli"]),
    ("toml", &["store", "case", "export", "cli", "tui"]),
    ("std::fs", &["intake", "store", "export", "cli"]),
    ("std::env", &["cli"]),
    ("std::process", &["cli", "worker", "main"]),
    ("std::time::Instant", &["case", "worker", "tui", "compare"]),
    (
        "std::time::SystemTime",
        &["case", "worker", "tui", "intake", "store"],
    ),
    ("std::net", &[]),
    ("std::collections::hash_map::RandomState", &[]),
];

/// Dependencies that any module may name.
pub const FREE: &[&str] = &[
    "jiff",
    "md5",
    "memchr",
    "regex",
    "sha2",
    "thiserror",
    "unicode_normalization",
    "unicode_security",
    "unicode_segmentation",
    "unicode_width",
    "xxhash_rust",
];

/// Dependencies whose library has another name than the package.
pub const RENAMED: &[(&str, &str)] = &[("md-5", "md5")];

/// What may stand at the top of the repository, besides dotfiles and what git ignores.
pub const TOP: &[&str] = &[
    "Cargo.toml",
    "Cargo.lock",
    "src",
    "assets",
    "docs",
    "tests",
    "README.md",
    "LICENSE-MIT",
    "LICENSE-APACHE",
];

/// Words that stop a program, barred outside tests.
pub const BARRED: &[&str] = &[
    "todo!",
    "unimplemented!",
    "dbg!",
    "panic!",
    ".unwrap()",
    ".expect(\"",
];

/// Words that speak of how the project is made and not of what it is.
pub const WORKSHOP: &[&str] = &[
    concat!("/wo", "rk/"),
    concat!("/tmp/", "corpora"),
    concat!("iss", "ue #"),
    concat!("iss", "ues #"),
    concat!("later iss", "ue"),
    concat!("next iss", "ue"),
];

/// Most lines of a file.
pub const FILE_LINES: usize = 400;
/// Most lines of a function.
pub const FUNCTION_LINES: usize = 70;
/// Most characters of a line.
pub const LINE_COLUMNS: usize = 100;
/// Most lines of `docs/architecture.md`.
pub const MAP_LINES: usize = 200;
