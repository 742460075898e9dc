//! Floor 2: where bytes come from. A stable walk of sources, and readers that cut raw items out of
//! mailboxes and files, each with its location.
