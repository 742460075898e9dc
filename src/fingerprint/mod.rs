//! Floor 2: texts become shingles and sketches, and a banded index of sketches gives the pairs
//! that are worth comparing.
