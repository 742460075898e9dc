//! The page of the command line is the one that the program would write.

use std::path::Path;

#[test]
fn the_page_of_the_command_line_is_fresh() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/cli.md");
    let expected = valla::cli::reference();
    if std::env::var_os("VALLA_BLESS").is_some() {
        std::fs::write(&path, &expected).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == expected,
        "docs/cli.md is stale; write it again with VALLA_BLESS=1 cargo test --test cli_docs"
    );
}

#[test]
fn every_command_shows_an_example() {
    let page = valla::cli::reference();
    let commands = page.split("\n## valla ").skip(1);
    for section in commands {
        let name = section.lines().next().unwrap();
        let inner = name.contains(' ');
        assert!(
            inner || section.contains("Examples:\n"),
            "{name} lacks an example"
        );
    }
}
