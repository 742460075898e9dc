//! Progress on stderr: a bar twice a second on a terminal, else a line for each tenth.

use super::failure::say;
use super::table::size;
use crate::case::Progress;
use crate::model::Lang;
use crate::model::words::{Word, commands as w};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal};

/// Draws how far a long work is.
pub struct Meter {
    bar: ProgressBar,
    terminal: bool,
    tenths: u64,
    stage: Option<Word>,
    lang: Lang,
}

impl Meter {
    /// Makes a meter for stderr as it is, in a language.
    pub fn new(lang: Lang) -> Self {
        let terminal = io::stderr().is_terminal();
        let target = if terminal {
            ProgressDrawTarget::stderr_with_hz(2)
        } else {
            ProgressDrawTarget::hidden()
        };
        let bar = ProgressBar::with_draw_target(Some(0), target);
        let form = format!(
            "{{msg}} {{bar:24}} {{bytes}}/{{total_bytes}}  {{bytes_per_sec}}  {}",
            w::left("{eta}").of(lang)
        );
        if let Ok(style) = ProgressStyle::with_template(&form) {
            bar.set_style(style.progress_chars("#>-"));
        }
        Self {
            bar,
            terminal,
            tenths: 0,
            stage: None,
            lang,
        }
    }

    /// Takes in how far the work is.
    pub fn show(&mut self, now: Progress) {
        self.bar.set_length(now.total_bytes.max(1));
        self.bar.set_position(now.bytes);
        if self.stage != Some(now.stage) {
            self.stage = Some(now.stage);
            self.tenths = 0;
            if !self.terminal && now.stage != w::READING {
                say(w::stage(now.stage, now.items).of(self.lang));
            }
        }
        if self.terminal {
            let found = w::bar(now.stage, now.files, now.total_files, now.items);
            self.bar.set_message(found.of(self.lang).to_owned());
            return;
        }
        let tenths = now.bytes.saturating_mul(10) / now.total_bytes.max(1);
        if tenths > self.tenths {
            self.tenths = tenths;
            let told = w::tenth(
                now.stage,
                format!("{:>3}", tenths * 10),
                size(now.bytes),
                size(now.total_bytes),
                now.items,
                size(self.bar.per_sec() as u64),
                self.bar.eta().as_secs(),
            );
            say(told.of(self.lang));
        }
    }

    /// Takes the bar away.
    pub fn end(&self) {
        self.bar.finish_and_clear();
    }
}
