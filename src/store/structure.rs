//! The records of threads and groups in a generation.

use super::finding::{SaidRecord, said, said_record};
use crate::model::{Group, ItemIx, Member, Node, Stamp, Thread};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
struct NodeRecord(Option<String>, Vec<u32>, Option<u32>, u16);
type MomentRecord = Option<(i64, i16)>;
/// A thread as it stands on disk.
#[derive(Serialize, Deserialize)]
pub struct ThreadRecord(String, String, Vec<NodeRecord>, MomentRecord, MomentRecord);
/// A group as it stands on disk.
#[derive(Serialize, Deserialize)]
pub struct GroupRecord(String, u32, Vec<(u32, f32, f32)>, SaidRecord);
fn moment(stamp: Option<Stamp>) -> MomentRecord {
    stamp.map(|s| (s.epoch_s, s.offset_min))
}

fn stamp(moment: MomentRecord) -> Option<Stamp> {
    moment.map(|(epoch_s, offset_min)| Stamp {
        epoch_s,
        offset_min,
    })
}

/// Turns a thread into its record.
pub fn thread_record(t: &Thread) -> ThreadRecord {
    let node = |n: &Node| {
        let items = n.items.iter().map(|i| i.0).collect();
        NodeRecord(n.message_id.clone(), items, n.parent, n.depth)
    };
    let nodes = t.nodes.iter().map(node).collect();
    ThreadRecord(
        t.id.clone(),
        t.subject.clone(),
        nodes,
        moment(t.oldest),
        moment(t.newest),
    )
}

/// Reads a thread back.
pub fn thread(r: ThreadRecord) -> Thread {
    let node = |n: NodeRecord| Node {
        message_id: n.0,
        items: n.1.into_iter().map(ItemIx).collect(),
        parent: n.2,
        depth: n.3,
    };
    Thread {
        id: r.0,
        subject: r.1,
        nodes: r.2.into_iter().map(node).collect(),
        oldest: stamp(r.3),
        newest: stamp(r.4),
    }
}

/// Turns a group into its record.
pub fn group_record(g: &Group) -> GroupRecord {
    let members = g
        .members
        .iter()
        .map(|m| (m.item.0, m.similarity, m.containment))
        .collect();
    GroupRecord(g.id.clone(), g.pivot.0, members, said_record(&g.reason))
}

/// Reads a group back.
pub fn group(r: GroupRecord) -> Group {
    let member = |(item, similarity, containment)| Member {
        item: ItemIx(item),
        similarity,
        containment,
    };
    Group {
        id: r.0,
        pivot: ItemIx(r.1),
        members: r.2.into_iter().map(member).collect(),
        reason: said(r.3),
    }
}
