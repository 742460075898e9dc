//! The laws of the record: every cut, every changed byte, every order of events.
