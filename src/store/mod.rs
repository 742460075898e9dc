//! Floor 5: on disk. Index generations that are replaced whole; journals, and sled made from them.
