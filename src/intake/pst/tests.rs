//! Tests of the reader of stores against hostile bytes, and against real stores where they are.


