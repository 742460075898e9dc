//! Floor 4: structure becomes evidence and ranked findings.
