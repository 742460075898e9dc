//! Valla shows where copies of leaked mail disagree.
//!
//! The house, floor by floor; a module imports only from a lower floor, and two modules of one
//! floor never see each other (`tests/tidy.rs` holds this).
//!
//! | floor | module | what it is |
//! | --- | --- | --- |
//! | 0 | [`model`] | the nouns: items, places, edits, findings, marks, bounds |
//! | 1 | [`text`] | pure string work: safe text, canonical form, zones, words, entities |
//! | 1 | [`query`] | the query language: words to tree |
//! | 1 | [`journal`] | the annotation record: events, board, merge |
//! | 2 | [`intake`] | where bytes come from: walk, mbox, maildir, archives, Outlook's stores |
//! | 2 | [`extract`] | what bytes say: raw item to text, headers, children, defects |
//! | 2 | [`fingerprint`] | text to shingles and sketches, sketches to candidate pairs |
//! | 2 | [`compare`] | two texts to aligned, classed edits |
//! | 2 | [`attest`] | bytes and kept keys to evidence: clocks, servers, signatures |
//! | 3 | [`relate`] | items to structure: threads, copy sets, near-duplicate groups, quotes |
//! | 4 | [`detect`] | structure to evidence and ranked findings |
//! | 5 | [`worker`] | processes of our own binary that read documents, with limits |
//! | 5 | [`store`] | on disk: index generations, the index of words, journals, sled |
//! | 6 | [`case`] | the one façade: open, ingest, snapshot, annotate, verify, repair |
//! | 7 | [`review`] | the queue: order, place, next unreviewed |
//! | 7 | [`export`] | a selection to files and a manifest |
//! | 8 | [`tui`] | the screen |
//! | 9 | [`cli`] | the command line |

pub mod model;

pub mod journal;
pub mod query;
pub mod text;

pub mod attest;
pub mod compare;
pub mod extract;
pub mod fingerprint;
pub mod intake;

pub mod relate;

pub mod detect;

pub mod store;
pub mod worker;

pub mod case;

pub mod export;
pub mod review;

pub mod tui;

pub mod cli;
