//! The screen on a made-up case: what every screen looks like at three sizes, what keys do, and
//! what must hold whatever the evidence says.

mod claims;
mod desk;
mod frames;
mod habits;
mod hostile;
mod keys;
mod ledger;
mod places;
mod sample;
mod tour;
