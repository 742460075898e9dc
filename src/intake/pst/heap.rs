//! The middle layer of a store, [MS-PST] 2.3: heaps on nodes, trees on heaps, and what stands in
//! them: the properties of an object, and tables of such.

use super::ndb::{Form, Ndb, Node, number, short};
use crate::intake::outlook::{Names, Properties, is_fixed};
use crate::model::words::unread as w;
use std::collections::BTreeMap;

/// Deepest tree on a heap.
const LEVELS: u8 = 8;
/// Most records of a tree on a heap, and rows of a table.
const RECORDS: usize = 1_000_000;
/// Most values of a property that has several.
const VALUES: usize = 100_000;

/// A heap: its blocks.
struct Heap {
    blocks: Vec<Vec<u8>>,
    is_large: bool,
}

impl Heap {
    /// Takes blocks for a heap of a kind; `None` where they are none.
    fn of(blocks: Vec<Vec<u8>>, kind: u8, form: Form) -> Option<Self> {
        let first = blocks.first()?;
        let is_heap = first.get(2) == Some(&0xec) && first.get(3) == Some(&kind);
        is_heap.then_some(Self {
            blocks,
            is_large: form == Form::Large,
        })
    }

    fn root(&self) -> Option<u32> {
        self.blocks
            .first()
            .and_then(|b| number(b, 4, 4))
            .map(|n| n as u32)
    }

    /// Gives an allocation.
    fn get(&self, id: u32) -> Option<&[u8]> {
        if !is_in_heap(id) || id == 0 {
            return None;
        }
        let (index, block) = if self.is_large {
            ((id >> 5) & 0x3fff, id >> 19)
        } else {
            ((id >> 5) & 0x7ff, id >> 16)
        };
        let block = self.blocks.get(block as usize)?;
        let map = usize::from(short(block, 0)?);
        let at = map
            .checked_add(4)?
            .checked_add((index as usize).checked_sub(1)? * 2)?;
        if index as usize > usize::from(short(block, map)?) {
            return None;
        }
        let (start, end) = (short(block, at)?, short(block, at + 2)?);
        block.get(usize::from(start)..usize::from(end))
    }

    /// Shows the records of a tree: key and value together, and the length of the key.
    fn tree(&self, header: u32, show: &mut dyn FnMut(&[u8])) -> Option<()> {
        let head = self.get(header)?;
        if head.first() != Some(&0xb5) {
            return None;
        }
        let (key, value) = (usize::from(*head.get(1)?), usize::from(*head.get(2)?));
        let levels = *head.get(3)?;
        let root = number(head, 4, 4)? as u32;
        if levels > LEVELS || key == 0 || root == 0 {
            return (root == 0).then_some(());
        }
        let (mut work, mut count) = (vec![(root, levels)], 0);
        while let Some((id, level)) = work.pop() {
            let bytes = self.get(id)?;
            if level == 0 {
                for record in bytes.chunks_exact(key + value) {
                    count += 1;
                    show(record);
                }
            } else {
                let below = bytes.chunks_exact(key + 4).rev();
                work.extend(below.filter_map(|r| Some((number(r, key, 4)? as u32, level - 1))));
            }
            if count > RECORDS || work.len() > RECORDS {
                return None;
            }
        }
        Some(())
    }
}

/// Tells an allocation of the heap from a subnode: both are numbers of 32 bits.
fn is_in_heap(id: u32) -> bool {
    id.trailing_zeros() >= 5
}

/// An object of a store: its properties, and the nodes that some of them are.
#[derive(Default)]
pub(super) struct Object {
    pub props: Properties,
    /// The node of each property that is an object, by its identifier.
    pub objects: BTreeMap<u16, u32>,
}

/// What a property or cell says: bytes of its own, or where they are.
struct Reader<'a, 's> {
    ndb: &'a Ndb<'s>,
    heap: &'a Heap,
    subnodes: &'a BTreeMap<u32, Node>,
}

impl Reader<'_, '_> {
    /// Gives the bytes that an identifier of a heap or a subnode stands for.
    fn bytes(&self, id: u32) -> Option<Vec<u8>> {
        if id == 0 {
            return Some(Vec::new());
        }
        if is_in_heap(id) {
            return self.heap.get(id).map(<[u8]>::to_vec);
        }
        let node = self.subnodes.get(&id)?;
        Some(self.ndb.data(node.data).concat())
    }

    fn value(&self, kind: u16, own: &[u8]) -> Option<Vec<u8>> {
        let id = || number(own, 0, 4).map(|n| n as u32);
        match is_fixed(kind) {
            Some(2) if kind == 0x000b => Some(vec![own.first().copied()?, 0]),
            Some(size) if size <= own.len() => own.get(..size).map(<[u8]>::to_vec),
            _ => {
                let bytes = self.bytes(id()?)?;
                let many = kind & 0x1000 != 0 && is_fixed(kind & 0xfff).is_none();
                Some(if many { values(&bytes) } else { bytes })
            }
        }
    }
}

/// Puts several values of any length into their form: each behind its length.
fn values(bytes: &[u8]) -> Vec<u8> {
    let count = number(bytes, 0, 4).unwrap_or_default() as usize;
    let start = |at: usize| {
        if at == count {
            return Some(bytes.len());
        }
        number(bytes, 4 + at * 4, 4).map(|n| n as usize)
    };
    let mut out = Vec::new();
    for at in 0..count.min(VALUES) {
        let one = start(at)
            .zip(start(at + 1))
            .and_then(|(a, b)| bytes.get(a..b));
        let Some(one) = one else {
            break;
        };
        if out.len() + one.len() > bytes.len() * 2 + 64 {
            break;
        }
        out.extend_from_slice(&(one.len() as u32).to_le_bytes());
        out.extend_from_slice(one);
    }
    out
}

/// Reads the properties of a node; `None` where it bears none.
pub(super) fn object(
    ndb: &Ndb<'_>,
    data: u64,
    subnodes: &BTreeMap<u32, Node>,
    names: &Names,
) -> Option<Object> {
    let heap = Heap::of(ndb.data(data), 0xbc, ndb.form)?;
    let reader = Reader {
        ndb,
        heap: &heap,
        subnodes,
    };
    let mut out = Object::default();
    let read = heap.tree(heap.root()?, &mut |record| {
        let (Some(id), Some(kind)) = (short(record, 0), short(record, 2)) else {
            return;
        };
        let own = record.get(4..8).unwrap_or(&[]);
        let Some(value) = reader.value(kind, own) else {
            ndb.damaged(w::PROPERTY_NOWHERE);
            return;
        };
        if kind == 0x000d
            && let Some(node) = number(&value, 0, 4)
        {
            out.objects.insert(id, node as u32);
        }
        let (tag, name) = names.resolve((u32::from(id) << 16) | u32::from(kind));
        out.props.put(tag, name, value);
    });
    if read.is_none() {
        ndb.damaged(w::PROPERTIES_DAMAGED);
    }
    Some(out)
}

/// A column of a table: its tag, place and size, and the bit that says whether a row has it.
struct Column {
    tag: u32,
    at: usize,
    size: usize,
    bit: usize,
}

/// Reads the rows of a table.
pub(super) fn rows(ndb: &Ndb<'_>, node: Node, names: &Names) -> Option<Vec<Properties>> {
    let subnodes = ndb.subnodes(node.sub);
    let heap = Heap::of(ndb.data(node.data), 0x7c, ndb.form)?;
    let info = heap.get(heap.root()?)?;
    let count = usize::from(*info.get(1)?);
    let bits = usize::from(short(info, 6)?);
    let row = usize::from(short(info, 8)?);
    let index = number(info, 10, 4)? as u32;
    let matrix = number(info, 14, 4)? as u32;
    let columns: Vec<Column> = info
        .get(22..)?
        .chunks_exact(8)
        .take(count)
        .filter_map(|c| {
            Some(Column {
                tag: number(c, 0, 4)? as u32,
                at: usize::from(short(c, 4)?),
                size: usize::from(*c.get(6)?),
                bit: usize::from(*c.get(7)?),
            })
        })
        .collect();
    let mut order = Vec::new();
    heap.tree(index, &mut |record| {
        let size = record.len().saturating_sub(4);
        order.extend(number(record, 4, size.min(4)).map(|n| n as usize));
    });
    if row == 0 || matrix == 0 {
        return Some(Vec::new());
    }
    let blocks = match subnodes.get(&matrix) {
        Some(node) if !is_in_heap(matrix) => ndb.data(node.data),
        _ => vec![heap.get(matrix)?.to_vec()],
    };
    let a_block = blocks.first().map_or(1, |b| (b.len() / row).max(1));
    let reader = Reader {
        ndb,
        heap: &heap,
        subnodes: &subnodes,
    };
    order.sort_unstable();
    let mut out = Vec::new();
    for at in order {
        let cells = blocks.get(at / a_block);
        let start = (at % a_block) * row;
        let Some(cells) = cells.and_then(|b| b.get(start..start + row)) else {
            ndb.damaged(w::ROW_NOWHERE);
            continue;
        };
        out.push(one_row(&reader, cells, (&columns, bits), names));
    }
    Some(out)
}

fn one_row(
    reader: &Reader<'_, '_>,
    cells: &[u8],
    (columns, bits): (&[Column], usize),
    names: &Names,
) -> Properties {
    let mut out = Properties::default();
    for column in columns {
        let flags = cells
            .get(bits + column.bit / 8)
            .copied()
            .unwrap_or_default();
        if flags & (0x80 >> (column.bit % 8)) == 0 {
            continue;
        }
        let own = cells.get(column.at..column.at + column.size);
        let Some(value) = own.and_then(|own| reader.value(column.tag as u16, own)) else {
            reader.ndb.damaged(w::CELL_NOWHERE);
            continue;
        };
        let (tag, name) = names.resolve(column.tag);
        out.put(tag, name, value);
    }
    out
}
