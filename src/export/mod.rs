//! Floor 7: a selection of a snapshot becomes files and a manifest.
//!
//! `plan` says what would be written, `run` writes it into a new folder, `check` reads it back.
//! Bags, load files, reports and signatures have a file each; `veil` takes out what may not leave.
//! Every export holds `valla-export.toml` (what it is; an ingest skips the folder),
//! `manifest.jsonl` (one item object a line) and `SHA256SUMS` (all files but itself).
//! Two runs over the same case give the same bytes: no clock, no host, no absolute path.

mod bag;
mod cell;
mod check;
mod dat;
mod facts;
mod folder;
mod harmless;
mod html;
mod json;
mod mbox;
mod plan;
mod record;
mod run;
mod sign;
mod table;
mod veil;

#[cfg(test)]
mod tests;

pub use check::{CheckReport, Problem, Trouble, check};
pub use folder::ExportError;
pub use json::{escape as json_escape, line as json_line};
pub use plan::{FORMATS, Format, FormatRow, Options, Plan, Withhold, plan};
pub use record::{EditRecord, ItemRecord, NoteRecord, item_record, item_record_with_notes};
pub use run::{Report, run, run_signed};
pub use sign::{Signer, check_signatures};
