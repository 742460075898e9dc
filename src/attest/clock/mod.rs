//! Clocks that programs leave in a message, decoded: ids, boundaries, indexes, hops.
//!
//! Floor 2, part of `attest`. Each clock says who wrote it, so that one origin speaks once.
