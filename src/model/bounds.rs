//! Every limit of every floor, each with its reason.

/// Deepest nesting of MIME parts and attached messages; real mail stays under 10, and the mail
/// parser's recursive drop overflows a stack at some 20,000.
pub const MIME_DEPTH: usize = 64;
/// Most of size times level of an attached message that is taken apart below the fourth level:
/// each level reads all that lies in it again.
pub const NESTED_BYTES: usize = 256 << 20;
/// Longest header block that is parsed; real ones stay under 64 KiB, and parsers are quadratic.
pub const HEADER_BYTES: usize = 1 << 20;
/// Most MIME parts of a message; a legitimate digest holds some hundreds.
pub const MIME_PARTS: usize = 10_000;
/// Most parameters of one structured header field; RFC 2231 assembly is quadratic in them.
pub const PARAMETERS: usize = 1_000;
/// Most ids of References that are kept; the last ones are nearest to the message.
pub const REFERENCES: usize = 1_000;
/// Most addresses that are kept of one address field.
pub const ADDRESSES: usize = 2_000;
/// Longest text that is kept of one part; 4 MiB is 700,000 words.
pub const TEXT_BYTES: usize = 4 << 20;
/// Largest loose file that is taken for a message; larger ones are documents.
pub const MESSAGE_BYTES: u64 = 512 << 20;
/// Longest line that is looked at for `From ` or header fields when a file's type is told.
pub const SNIFF_BYTES: usize = 64 << 10;
/// Most members of one bucket of the near-duplicate index that are paired with each other.
pub const BUCKET: usize = 64;
/// Most different readings of one Message-ID that are set against each other in findings; a dump
/// of hundreds of mailboxes shows some ten, and each further one costs a comparison with them all.
pub const READINGS: usize = 256;
/// Most tokens of a text that take part in an alignment in findings.
pub const ALIGN_TOKENS: usize = 200_000;
/// Most distinct versions of a text that a tree is made of; beyond, a group is a mail-merge.
pub const VERSIONS: usize = 1_000;
/// Most distinct versions among which the cheapest tree is looked for; its cost is cubic.
pub const VERSIONS_EXACT: usize = 200;
/// Most words of one version that are aligned with the others; 40,000 are eighty pages.
pub const VERSION_TOKENS: usize = 40_000;
/// Most words of all versions of a text together, some 200 MB while the tree is made.
pub const VERSIONS_TOKENS: usize = 2_000_000;
/// Largest document whose text is read; a thousand scanned pages are some 50 MB.
pub const DOCUMENT_BYTES: usize = 128 << 20;
/// Files inside one document that become items; a letter with a hundred drawings has as many.
pub const INNER_FILES: usize = 1_000;
/// Bytes of the files inside one document together; they go through a pipe at once.
pub const INNER_BYTES: usize = 48 << 20;
/// Deepest nesting of elements in an office document; a table in a table in a table takes 30.
pub const XML_DEPTH: usize = 256;
/// Largest item that is read whole, and checked by its digest, to show some of its bytes.
pub const WINDOW_WHOLE: u64 = 32 << 20;
/// Claims that are kept of one document; real ones make some 30.
pub const CLAIMS: usize = 256;
/// Longest value of a claim that is kept, in bytes; the sessions of a long-lived Word file fill it.
pub const CLAIM_BYTES: usize = 4 << 10;
/// Seconds within which files saved by one name stand out; who saves by hand takes a minute a file.
pub const BURST_S: i64 = 600;
/// Address space of the process that reads documents.
pub const READER_BYTES: u64 = 768 << 20;
/// Processor seconds that one document gets; the slowest of a thousand real ones takes three.
pub const READER_CPU_S: u64 = 20;
/// Seconds after which a silent reader is killed, whatever the load: it slept, or the machine did.
pub const READER_WALL_S: u64 = 300;
/// Documents that one reader process serves before a fresh one takes its place.
pub const READER_DOCUMENTS: u32 = 500;
/// Deepest nesting of containers; what lies deeper is listed and not opened. Real archives of
/// archives stay under 5.
pub const BOX_DEPTH: usize = 10;
/// Most members of one outermost container, those of all containers inside it together.
pub const BOX_MEMBERS: u64 = 1_000_000;
/// Bytes that any outermost container may hold, whatever its own size.
pub const BOX_FLOOR: u64 = 64 << 20;
/// Most bytes that come out of an outermost container for each byte of it, beyond the floor. Text
/// packs to a tenth or twentieth; spreadsheets of zeros to a hundredth and less.
pub const BOX_RATIO: u64 = 250;
/// Most bytes that come out of one outermost container at all.
pub const BOX_BYTES: u64 = 1 << 40;
/// Largest member that is read for text; larger ones are listed by their digest.
pub const MEMBER_BYTES: u64 = 64 << 20;
/// Bytes that are set aside in memory; more go to a file without a name.
pub const SPOOL_BYTES: u64 = 32 << 20;
/// Largest dictionary that a decoder may claim: xz -9 takes 64 MiB, zstd --ultra 128.
pub const DICTIONARY_BYTES: u64 = 128 << 20;
/// Deepest folder below a source.
pub const FOLDER_DEPTH: usize = 256;
/// Bytes of a JSON journal row; a bulk act of 100,000 items is some 7 MB.
pub const JOURNAL_ROW_BYTES: usize = 64 << 20;
/// Smallest screen that is drawn.
pub const SCREEN: (u16, u16) = (60, 20);
/// Most bytes of a body in which the part that a signature covers is looked for line by line;
/// each line costs one more block of the hash.
pub const PREFIX_BYTES: usize = 64 << 20;
/// Longest body that is searched for what was signed under a banner: each line of the banner
/// costs one more search.
pub const BANNER_BYTES: usize = 256 << 10;
/// Most signatures of one message that are read; real mail bears under 40, ARC sets included.
pub const SIGNATURES: usize = 200;
/// Most fields that one signature may name; each costs a search of the header block.
pub const SIGNED_FIELDS: usize = 1_000;
/// Longest RSA key that is used, in bits; checking costs the square of it.
pub const RSA_BITS: usize = 8_192;

/// Passwords that are tried; each costs a tenth of a second on a slow lock.
pub const PASSWORDS: usize = 1_000;
