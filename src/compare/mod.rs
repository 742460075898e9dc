//! Floor 2: two texts become aligned edits with spans in both originals. The door of `similar`.
