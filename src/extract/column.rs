//! A column of text in the making: breaks and spaces are owed until a word comes, so that markup
//! without words leaves no trace.

/// Text in the making: breaks and spaces are owed until a word comes.
#[derive(Default)]
pub(super) struct Column {
    pub text: String,
    pub breaks: usize,
    pub space: bool,
    pub tab: bool,
    /// Written before the next word: a bullet or number.
    pub mark: String,
}

impl Column {
    /// Owes line breaks: one ends a line, two a paragraph.
    pub fn owe(&mut self, breaks: usize) {
        if !self.text.is_empty() {
            self.breaks = self.breaks.max(breaks);
        }
        self.space = false;
        self.tab = false;
    }

    /// Takes a `<br>`: each counts, up to one empty line.
    pub fn broken(&mut self) {
        if !self.text.is_empty() {
            self.breaks = (self.breaks + 1).min(2);
        }
        self.space = false;
        self.tab = false;
    }

    /// Writes text with white space collapsed.
    pub fn flow(&mut self, text: &str, quotes: usize) {
        let mut rest = text;
        loop {
            let word_at = rest.bytes().position(|b| !b.is_ascii_whitespace());
            let Some(at) = word_at else {
                self.space |= !rest.is_empty();
                return;
            };
            self.space |= at > 0;
            rest = rest.get(at..).unwrap_or("");
            let end = rest.bytes().position(|b| b.is_ascii_whitespace());
            let (word, after) = rest.split_at(end.unwrap_or(rest.len()));
            self.settle(quotes);
            self.text.push_str(word);
            rest = after;
        }
    }

    /// Writes preformatted text as it stands.
    pub fn keep(&mut self, text: &str, quotes: usize) {
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.breaks += 1;
            }
            let line = line.trim_end_matches('\r');
            if !line.is_empty() {
                self.settle(quotes);
                self.text.push_str(line);
            }
        }
    }

    /// Pays the breaks and spaces that are owed before a word.
    fn settle(&mut self, quotes: usize) {
        let breaks = std::mem::take(&mut self.breaks);
        let (space, tab) = (
            std::mem::take(&mut self.space),
            std::mem::take(&mut self.tab),
        );
        if breaks > 0 {
            for at in 0..breaks {
                self.text.push('\n');
                if quotes > 0 && at + 1 < breaks {
                    self.text.extend(std::iter::repeat_n('>', quotes));
                }
            }
        }
        if breaks > 0 || self.text.is_empty() {
            for _ in 0..quotes {
                self.text.push_str("> ");
            }
            self.text.push_str(&self.mark);
            self.mark.clear();
        } else if !self.mark.is_empty() {
            self.text.push_str(&self.mark);
            self.mark.clear();
        } else if tab {
            self.text.push('\t');
        } else if space {
            self.text.push(' ');
        }
    }
}
