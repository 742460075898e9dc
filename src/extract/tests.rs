//! Tests of whole messages.
