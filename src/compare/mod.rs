//! Floor 2, and the door of `similar`: two texts → aligned edits with their spans in both originals,
//! each with a class; what is noise is counted and folded away.

mod align;
mod stream;
