//! Floor 2: what bytes say. The door of `mail_parser`: a raw item becomes text, headers, children
//! and defects; never an error.
