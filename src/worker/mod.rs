//! Floor 5: the processes that read documents. Door of `std::process` and of the limits.
//!
//! Parsers of office files and PDF are the part of the program that hostile bytes kill: stacks
//! overflow, memory runs out, loops have no end, and no guard inside the process holds that. So a
//! document is read by a child of our own binary ([`serve`]), which sets its own limits first thing
//! and calls `extract` and nothing else. A child that dies costs one document, which is listed with
//! a defect that says why; the next document gets a new child ([`Papers`]).

mod child;
mod limits;
mod wire;

pub use child::Papers;
pub use wire::serve;

/// The word on the command line that makes the program a reader of documents.
pub const COMMAND: &str = "__read-documents";

#[cfg(test)]
mod tests;
