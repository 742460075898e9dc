//! The annotations on disk, damaged in every way at hand.
