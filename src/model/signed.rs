//! How the signatures of a message stand, counted: what a query and an overview ask for.

/// The DKIM signatures of one message, each in one of six states.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Signed {
    /// A key answers for it and the body holds.
    pub valid: u16,
    /// The body holds in part only: text was added around it.
    pub added: u16,
    /// The body does not hold, or a key made it over other fields, and nothing explains that.
    pub broken: u16,
    /// The same, and a list had the message in hands, which rewrites such messages.
    pub rewritten: u16,
    /// The body holds, and no key that is kept decides.
    pub undecided: u16,
    /// The bytes that it covers were not kept, so that nothing can be tested.
    pub untested: u16,
}

impl Signed {
    /// Counts them all.
    pub fn count(&self) -> u16 {
        self.valid
            .saturating_add(self.added)
            .saturating_add(self.broken)
            .saturating_add(self.rewritten)
            .saturating_add(self.undecided)
            .saturating_add(self.untested)
    }
}
