//! Signatures of servers under a message: DKIM (RFC 6376, RFC 8463) and ARC (RFC 8617), offline.
//!
//! Floor 2, part of `attest`. The body hash needs no key; the signature needs one that is kept.
