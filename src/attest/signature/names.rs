//! The names of fields that a signature lists (`h=`), kept as they are listed.

/// Names in lower case, in their order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Names {
    /// The names, colons between them.
    list: String,
}

impl Names {
    /// Reads a list whose names stand between colons.
    pub fn read(mut list: String) -> Self {
        list.make_ascii_lowercase();
        Self { list }
    }

    /// Gives each name; a gap in the list is none.
    pub fn iter(&self) -> impl Iterator<Item = &str> + Clone {
        self.list.split(':').filter(|name| !name.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_in_their_order_and_gaps_are_none() {
        let names = Names::read("From::DATE:from:".to_owned());
        assert_eq!(names.iter().collect::<Vec<_>>(), ["from", "date", "from"]);
        assert_eq!(Names::default().iter().next(), None);
    }
}
