//! What an export says of itself: `valla-export.toml`, and the facts of a bag.

use super::run::Work;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Says what the export is; the same case and selection give the same bytes.
pub fn facts(work: &Work<'_>) -> String {
    #[derive(Serialize)]
    struct Facts<'a> {
        version: u32,
        program: &'static str,
        commit: &'static str,
        lock: String,
        tables: String,
        case: &'a str,
        format: &'static str,
        selection: Cow<'a, str>,
        items: usize,
        messages: usize,
        attachments: usize,
        documents: usize,
        heads: BTreeMap<Cow<'a, str>, &'a str>,
    }
    let (plan, snapshot) = (work.plan, work.snapshot);
    let about = crate::case::about();
    let facts = Facts {
        version: 1,
        program: concat!("valla ", env!("CARGO_PKG_VERSION")),
        commit: about.commit,
        lock: about.lock.hex(),
        tables: about.tables(),
        case: &snapshot.name,
        format: plan.format.word(),
        selection: work.veil.text(&plan.options.selection),
        items: plan.entries.len(),
        messages: plan.messages,
        attachments: plan.attachments,
        documents: plan.documents,
        heads: snapshot
            .heads
            .iter()
            .map(|(name, hash)| (work.veil.journal(name), hash.as_str()))
            .collect(),
    };
    let body = toml::to_string(&facts).unwrap_or_default();
    format!(
        "# An export of Valla. `valla ingest` skips this folder; `valla verify` checks it.\n{body}"
    )
}

/// Gives what `bag-info.txt` says.
pub fn bag_facts(work: &Work<'_>) -> Vec<(&'static str, String)> {
    let plan = work.plan;
    vec![
        (
            "Bag-Software-Agent",
            concat!("valla ", env!("CARGO_PKG_VERSION")).to_owned(),
        ),
        ("External-Identifier", work.snapshot.name.clone()),
        ("Valla-Items", plan.entries.len().to_string()),
        ("Valla-Messages", plan.messages.to_string()),
        ("Valla-Attachments", plan.attachments.to_string()),
        ("Valla-Documents", plan.documents.to_string()),
    ]
}
