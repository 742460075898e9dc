//! Trees of versions: made chains and trees with known roots, and real documents in order.
use super::*;
