//! Tests of messages of Outlook: the canonical form, the rebuilt one, TNEF.


