//! Reads Rust well enough to hold the house to its rules: comments and strings are blanked, lines
//! of test code are marked, paths are spelled out. No parser is needed for that.

use std::fs;
use std::path::{Path, PathBuf};

/// One Rust file, read for the rules.
pub struct Source {
    /// Path from the project's root, with `/`.
    pub path: String,
    /// The text as it stands.
    pub raw: String,
    /// The same text, byte for byte as long, with comments and the insides of strings blanked.
    pub code: String,
    /// Byte ranges of code that only tests compile.
    test_ranges: Vec<(usize, usize)>,
}

/// A path named in code, spelled out: `use std::{fs, io}` is two.
pub struct Named {
    pub segments: Vec<String>,
    pub line: usize,
    pub at: usize,
}

impl Source {
    pub fn new(path: String, raw: String) -> Self {
        let code = blank(&raw);
        let test_ranges = test_ranges(&code);
        Self {
            path,
            raw,
            code,
            test_ranges,
        }
    }

    /// Gives the number of the line at a byte offset, from 1.
    pub fn line(&self, at: usize) -> usize {
        self.raw[..at].matches('\n').count() + 1
    }

    /// Tells whether the code at a byte offset is compiled for tests only.
    pub fn is_test(&self, at: usize) -> bool {
        self.path.starts_with("tests/")
            || self.path.ends_with("/tests.rs")
            || self.path.contains("/tests/")
            || self.test_ranges.iter().any(|(a, z)| (*a..*z).contains(&at))
    }

    /// Gives the way to the module at a byte offset: `src/a/b.rs` is `[a, b]`.
    pub fn module(&self, at: usize) -> Vec<String> {
        let inner = self.path.trim_start_matches("src/").trim_end_matches(".rs");
        let mut out: Vec<String> = inner.split('/').map(str::to_owned).collect();
        if matches!(out.last().map(String::as_str), Some("mod" | "lib")) {
            out.pop();
        }
        for (start, name) in words(&self.code, "mod ") {
            let Some(open) = self.code[start..].find(['{', ';']).map(|i| start + i) else {
                continue;
            };
            let inside = self.code.as_bytes()[open] == b'{' && open < at;
            if inside && at < closing(&self.code, open) {
                out.push(name);
            }
        }
        out
    }

    /// Gives every path that starts with `root::`, spelled out.
    pub fn paths(&self, root: &str) -> Vec<Named> {
        let mut out = Vec::new();
        for (at, _) in self.code.match_indices(&format!("{root}::")) {
            let before = self.code[..at].chars().next_back().unwrap_or(' ');
            if before == ':' || before == '.' || is_ident(before) {
                continue;
            }
            let mut tails = Vec::new();
            spell(
                &self.code[at + root.len() + 2..],
                &mut Vec::new(),
                &mut tails,
            );
            let line = self.line(at);
            out.extend(
                tails
                    .into_iter()
                    .map(|segments| Named { segments, line, at }),
            );
        }
        out
    }

    /// Gives first line, name and number of lines of every function.
    pub fn functions(&self) -> Vec<(usize, String, usize)> {
        let mut out = Vec::new();
        for (start, name) in words(&self.code, "fn ") {
            let Some(open) = body(&self.code, start) else {
                continue;
            };
            let first = self.line(start);
            out.push((
                first,
                name,
                self.line(closing(&self.code, open)) - first + 1,
            ));
        }
        out
    }

    /// Gives every `mod name;` with the file that a `#[path]` before it names.
    pub fn declared(&self) -> Vec<(String, Option<String>)> {
        let mut out = Vec::new();
        for (start, name) in words(&self.code, "mod ") {
            if self.code[start..]
                .find(['{', ';'])
                .map(|i| self.code.as_bytes()[start + i])
                != Some(b';')
            {
                continue;
            }
            let from = self.code[..start]
                .rfind(['}', ';', '{'])
                .map_or(0, |i| i + 1);
            let path = self.raw[from..start]
                .split_once("#[path = \"")
                .map(|(_, rest)| rest.split('"').next().unwrap_or_default().to_owned());
            out.push((name, path));
        }
        out
    }
}

/// Gives every file below a folder with this ending, in order; a folder with a Cargo.toml of its
/// own is another crate and left out.
pub fn files(root: &Path, folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut out = Vec::new();
    let mut waiting = vec![root.join(folder)];
    while let Some(folder) = waiting.pop() {
        let Ok(entries) = fs::read_dir(&folder) else {
            continue;
        };
        for path in entries.flatten().map(|e| e.path()) {
            if path.is_dir() && !path.join("Cargo.toml").exists() {
                waiting.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                out.push(path);
            }
        }
    }
    out.sort();
    out
}

/// Blanks comments and the insides of strings and character literals, byte for byte.
pub fn blank(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = bytes.to_vec();
    let mut at = 0;
    while at < bytes.len() {
        let end = literal_end(bytes, at);
        if end > at {
            let keep = usize::from(bytes[at] != b'/');
            for b in &mut out[at + keep..(end - keep).max(at + keep)] {
                if *b != b'\n' {
                    *b = b' ';
                }
            }
        }
        at = end.max(at + 1);
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Gives the end of the comment or literal that starts here, or `at` where none does.
fn literal_end(bytes: &[u8], at: usize) -> usize {
    let rest = &bytes[at..];
    let prior = if at == 0 { b' ' } else { bytes[at - 1] };
    match rest {
        [b'/', b'/', ..] => at + rest.iter().position(|b| *b == b'\n').unwrap_or(rest.len()),
        [b'/', b'*', ..] => at + comment_len(rest),
        [b'"', ..] => at + string_len(rest),
        [b'r', b'"' | b'#', ..] if prior == b'b' || prior == b'c' || !is_ident(prior.into()) => {
            raw_len(rest).map_or(at, |n| at + n)
        }
        [b'\'', b'\\', ..] => {
            let skip = 3.min(rest.len());
            at + rest[skip..]
                .iter()
                .position(|b| *b == b'\'')
                .map_or(1, |n| skip + n + 1)
        }
        [b'\'', ..] => {
            let width = std::str::from_utf8(&rest[1..rest.len().min(5)])
                .map_or_else(|e| e.valid_up_to(), str::len);
            let char_len = (1..=width).find(|n| std::str::from_utf8(&rest[1..=*n]).is_ok());
            match char_len {
                Some(n) if rest.get(n + 1) == Some(&b'\'') => at + n + 2,
                _ => at,
            }
        }
        _ => at,
    }
}

fn comment_len(rest: &[u8]) -> usize {
    let (mut depth, mut i) = (0, 0);
    while i + 1 < rest.len() {
        match &rest[i..i + 2] {
            b"/*" => (depth, i) = (depth + 1, i + 2),
            b"*/" => (depth, i) = (depth - 1, i + 2),
            _ => i += 1,
        }
        if depth == 0 {
            return i;
        }
    }
    rest.len()
}

fn string_len(rest: &[u8]) -> usize {
    let mut i = 1;
    while i < rest.len() && rest[i] != b'"' {
        i += if rest[i] == b'\\' { 2 } else { 1 };
    }
    (i + 1).min(rest.len())
}

fn raw_len(rest: &[u8]) -> Option<usize> {
    let marks = rest[1..].iter().take_while(|b| **b == b'#').count();
    if rest.get(1 + marks) != Some(&b'"') {
        return None;
    }
    let close: Vec<u8> = [b"\"".as_slice(), &b"#".repeat(marks)].concat();
    let inside = &rest[2 + marks..];
    let end = inside.windows(close.len()).position(|w| w == close)?;
    Some(2 + marks + end + close.len())
}

/// Gives the place of the brace that closes the one at `open`, or the end.
pub fn closing(code: &str, open: usize) -> usize {
    let mut depth = 0usize;
    for (i, b) in code.bytes().enumerate().skip(open) {
        match b {
            b'{' => depth += 1,
            b'}' if depth <= 1 => return i,
            b'}' => depth -= 1,
            _ => {}
        }
    }
    code.len()
}

/// Gives the `{` of a function's body; `None` where there is only a signature.
fn body(code: &str, start: usize) -> Option<usize> {
    let mut depth = 0i32;
    for (i, b) in code.bytes().enumerate().skip(start) {
        match b {
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth -= 1,
            b'{' if depth == 0 => return Some(i),
            b';' if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

/// Finds a keyword with the name that follows it; gives the place of the keyword.
fn words(code: &str, keyword: &str) -> Vec<(usize, String)> {
    code.match_indices(keyword)
        .filter(|(at, _)| !code[..*at].chars().next_back().is_some_and(is_ident))
        .map(|(at, _)| {
            let rest = code[at + keyword.len()..].trim_start();
            (
                at,
                rest.chars()
                    .take_while(|c| is_ident(*c))
                    .collect::<String>(),
            )
        })
        .filter(|(_, name)| !name.is_empty())
        .collect()
}

/// Spells out a path and its groups: `a::{b, c::d}` is `[a, b]` and `[a, c, d]`.
fn spell(rest: &str, way: &mut Vec<String>, out: &mut Vec<Vec<String>>) {
    let rest = rest.trim_start();
    if let Some(group) = rest.strip_prefix('{') {
        let end = closing(rest, 0).saturating_sub(1);
        let inside = &group[..end.min(group.len())];
        let mut depth = 0;
        let parts = inside.split(|c| {
            depth += i32::from(c == '{') - i32::from(c == '}');
            c == ',' && depth == 0
        });
        for part in parts.filter(|p| !p.trim().is_empty()) {
            spell(part, &mut way.clone(), out);
        }
        return;
    }
    let name: String = rest
        .chars()
        .take_while(|c| is_ident(*c) || *c == '*')
        .collect();
    let after = rest[name.len()..].trim_start();
    way.push(name);
    match after.strip_prefix("::") {
        Some(next) => spell(next, way, out),
        None => out.push(way.clone()),
    }
}

/// Finds what `#[cfg(test)]` governs: up to the end of the block or statement that follows.
fn test_ranges(code: &str) -> Vec<(usize, usize)> {
    let ends = |at: usize| match code[at..].find(['{', ';']).map(|i| at + i) {
        Some(i) if code.as_bytes()[i] == b'{' => closing(code, i),
        Some(i) => i,
        None => code.len(),
    };
    code.match_indices("#[cfg(test)]")
        .map(|(at, _)| (at, ends(at)))
        .collect()
}

fn is_ident(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}
