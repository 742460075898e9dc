//! Floor 7: a selection of a snapshot becomes files and a manifest.
