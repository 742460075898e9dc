//! Floor 3: items become structure: threads, copy sets, near-duplicate groups, quotes with their
//! originals.
