//! Floor 7: the queue. Order, place, next unreviewed, and the plan of a bulk act; no screen.
