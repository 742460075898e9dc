//! A pseudo-terminal with the program in it: what it writes is kept, byte for byte.

use portable_pty::{Child, CommandBuilder, MasterPty, NativePtySystem, PtySize, PtySystem};
use std::io::{Read, Write};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// The program.
pub const VALLA: &str = env!("CARGO_BIN_EXE_valla");
const WAIT: Duration = Duration::from_secs(30);

/// A terminal with the program in it.
pub struct Pty {
    pub master: Box<dyn MasterPty + Send>,
    pub child: Box<dyn Child + Send + Sync>,
    input: Box<dyn Write + Send>,
    shown: Arc<Mutex<(vt100::Parser, Vec<u8>)>>,
}

/// Gives a size of a terminal.
pub fn size(cols: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}

impl Pty {
    /// Starts the program in `home` with the author and case named by `env`.
    pub fn open(
        args: &[&str],
        home: &Path,
        env: &[(&str, &str)],
        (cols, rows): (u16, u16),
    ) -> Self {
        let pair = NativePtySystem::default()
            .openpty(size(cols, rows))
            .unwrap();
        let mut command = CommandBuilder::new(VALLA);
        command.args(args);
        command.cwd(home);
        command.env_clear();
        command.env("HOME", home);
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        command.env("VALLA_AUTHOR", "mira");
        command.env("VALLA_CASE", home.join("case"));
        for (name, value) in env {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        let parser = vt100::Parser::new(
            rows.max(1).try_into().unwrap(),
            cols.max(1).try_into().unwrap(),
            0,
        );
        let shown = Arc::new(Mutex::new((parser, Vec::new())));
        let mut output = pair.master.try_clone_reader().unwrap();
        let kept = Arc::clone(&shown);
        std::thread::spawn(move || {
            let mut bytes = [0; 8192];
            while let Ok(n @ 1..) = output.read(&mut bytes) {
                let mut kept = kept.lock().unwrap();
                kept.0.process(&bytes[..n]);
                kept.1.extend_from_slice(&bytes[..n]);
            }
        });
        let input = pair.master.take_writer().unwrap();
        Self {
            master: pair.master,
            child,
            input,
            shown,
        }
    }

    /// Gives the screen as text.
    pub fn text(&self) -> String {
        self.shown.lock().unwrap().0.screen().contents()
    }

    /// Gives the screen with its looks, a line a row.
    pub fn look(&self) -> Vec<String> {
        look(self.shown.lock().unwrap().0.screen())
    }

    /// Gives the screen with what is reversed and underlined, a line a row.
    pub fn marks(&self) -> Vec<String> {
        let kept = self.shown.lock().unwrap();
        let screen = kept.0.screen();
        let (rows, cols) = screen.size();
        let cell = |y, x| {
            let cell = screen.cell(y, x)?;
            let text = if cell.has_contents() {
                cell.contents()
            } else {
                " "
            };
            let sign = |is: bool, sign: &'static str| if is { sign } else { "" };
            let (inverse, under) = (sign(cell.inverse(), "^"), sign(cell.underline(), "_"));
            Some(format!("{text}{inverse}{under}"))
        };
        (0..u16::from(rows))
            .map(|y| (0..u16::from(cols)).filter_map(|x| cell(y, x)).collect())
            .collect()
    }

    /// The terminal has another size: what the emulator shows is cut or filled up.
    pub fn resized(&self, cols: u16, rows: u16) {
        let (rows, cols) = (rows.try_into().unwrap(), cols.try_into().unwrap());
        self.shown
            .lock()
            .unwrap()
            .0
            .screen_mut()
            .set_size(rows, cols);
    }

    /// Gives everything that was written.
    pub fn bytes(&self) -> Vec<u8> {
        self.shown.lock().unwrap().1.clone()
    }

    /// Types.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        // A program that is gone reads nothing; the test sees that elsewhere.
        let _ = self.input.write_all(keys.as_bytes());
        let _ = self.input.flush();
        self
    }

    /// Waits for words on the screen.
    pub fn wait(&mut self, what: &str) -> &mut Self {
        let start = Instant::now();
        while !self.text().contains(what) {
            assert!(start.elapsed() < WAIT, "no {what:?} in\n{}", self.text());
            std::thread::sleep(Duration::from_millis(5));
        }
        self
    }

    /// Waits until nothing was written for a while.
    pub fn rest(&mut self) -> &mut Self {
        let mut before = usize::MAX;
        let start = Instant::now();
        while start.elapsed() < WAIT {
            let now = self.bytes().len();
            if now == before {
                break;
            }
            before = now;
            std::thread::sleep(Duration::from_millis(150));
        }
        self
    }

    /// Waits for the end; gives the exit code and everything that was written.
    pub fn end(&mut self) -> (u32, Vec<u8>) {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                self.rest();
                return (status.exit_code(), self.bytes());
            }
            assert!(start.elapsed() < WAIT, "still running:\n{}", self.text());
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Sends a signal by its name.
    pub fn signal(&self, name: &str) {
        let id = self.child.process_id().unwrap().to_string();
        let mut kill = std::process::Command::new("kill");
        assert!(kill.args(["-s", name, &id]).status().unwrap().success());
    }
}

/// Gives a screen with its looks, a line a row; what cannot be seen of a blank is left out.
pub fn look(screen: &vt100::Screen) -> Vec<String> {
    let (rows, cols) = screen.size();
    let cell = |y, x| {
        let cell = screen.cell(y, x)?;
        let text = if cell.has_contents() {
            cell.contents()
        } else {
            " "
        };
        let marks = [cell.bold(), cell.underline(), cell.inverse()];
        let seen = text != " " || marks[1] || marks[2];
        let look = seen.then(|| (cell.fgcolor(), marks));
        Some(format!(
            "{text}{}",
            look.map_or(String::new(), |l| format!("{l:?}"))
        ))
    };
    (0..u16::from(rows))
        .map(|y| (0..u16::from(cols)).filter_map(|x| cell(y, x)).collect())
        .collect()
}
