//! The program: it hands what was typed to the library and ends with its exit code.

fn main() {}
