//! The terminal while we have it: raw, on the alternate screen, with bracketed paste and without a
//! cursor; and given back on every way out, a panic among them.

use crate::case::is_guarded;
use crossterm::cursor::{Hide, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::execute;
use crossterm::style::{ResetColor, force_color_output};
use crossterm::terminal::{
    DisableLineWrap, EnableLineWrap, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
    enable_raw_mode, size,
};
use std::io::{self, Write, stdout};
use std::panic;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

/// The terminal, given back when dropped.
pub struct Terminal;

/// Whether it is ours now: whoever takes this down gives it back, once.
static HELD: AtomicBool = AtomicBool::new(false);

impl Terminal {
    /// Takes the terminal.
    pub fn enter() -> io::Result<Self> {
        // NO_COLOR is resolved by our own theme: left to crossterm it would undo reverse and
        // underline as well.
        force_color_output(true);
        give_back_on_panic();
        Self::again()?;
        Ok(Self)
    }

    /// Takes it again, after the shell or a stop from outside had it.
    pub fn again() -> io::Result<()> {
        HELD.store(true, Ordering::SeqCst);
        enable_raw_mode()?;
        execute!(
            stdout(),
            EnterAlternateScreen,
            EnableBracketedPaste,
            DisableLineWrap,
            Hide
        )
    }

    /// Gives it back.
    pub fn leave() {
        give_back();
    }

    /// Goes to the shell; comes back when the user does.
    #[expect(
        clippy::unused_self,
        reason = "only who holds the screen may go to the shell"
    )]
    pub fn suspend(&mut self) -> io::Result<()> {
        Self::leave();
        signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
        Self::again()
    }

    /// Gives columns and rows.
    pub fn size() -> io::Result<(u16, u16)> {
        size()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        Self::leave();
    }
}

/// A terminal that went away takes nothing any more: what fails here has no one to be told to.
fn give_back() {
    if !HELD.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = stdout();
    let _ = execute!(
        out,
        ResetColor,
        EnableLineWrap,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        Show
    );
    let _ = out.flush();
    let _ = disable_raw_mode();
}

/// A panic of the thread that draws gives the terminal back before it is told. Panics of workers
/// are caught where they work and shown as an answer that failed.
fn give_back_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let told = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            // Threads of sled and of ours go on beside the screen, or their end is shown on it.
            if thread::current().name() != Some("main") || is_guarded() {
                return;
            }
            give_back();
            told(info);
        }));
    });
}
