//! What a path says about the mail folder: Maildir, MH, and the `.mbox` folders of Apple Mail.

/// Folder and flags of a message file.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Place {
    /// Name of the mail folder.
    pub folder: Option<String>,
    /// Maildir flags.
    pub flags: String,
}

/// Gives the mail folder that the path of a message tells.
pub fn folder_of(path: &str) -> Option<String> {
    place(path).folder
}

/// Reads folder and flags from a path as reached from the source.
pub(super) fn place(path: &str) -> Place {
    let mut parts: Vec<&str> = path.split('/').collect();
    let name = parts.pop().unwrap_or("");
    let flags = flags(name);
    match parts.last() {
        Some(&"cur" | &"new") => {
            parts.pop();
            let folder = match parts.last() {
                Some(dir) if dir.starts_with('.') => dir.trim_start_matches('.').to_owned(),
                Some(dir) => (*dir).to_owned(),
                None => "INBOX".to_owned(),
            };
            return Place {
                folder: Some(folder),
                flags,
            };
        }
        Some(dir) if !name.is_empty() && name.bytes().all(|b| b.is_ascii_digit()) => {
            return Place {
                folder: Some((*dir).to_owned()),
                flags: String::new(),
            };
        }
        Some(_) | None => {}
    }
    let apple = parts.iter().rev().find_map(|p| p.strip_suffix(".mbox"));
    Place {
        folder: apple.map(str::to_owned),
        flags: String::new(),
    }
}

/// Reads the letters behind `:2,` (`;2,` and `!2,` where a file system takes no colon).
fn flags(name: &str) -> String {
    [":2,", ";2,", "!2,"]
        .iter()
        .find_map(|mark| name.rsplit_once(mark))
        .map_or("", |(_, letters)| letters)
        .chars()
        .filter(char::is_ascii_alphabetic)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_and_flags_are_read_from_the_path() {
        let read = |path| {
            let place = place(path);
            (place.folder.unwrap_or_default(), place.flags)
        };
        let of = |folder: &str, flags: &str| (folder.to_owned(), flags.to_owned());
        assert_eq!(read("cur/1.x:2,S"), of("INBOX", "S"));
        assert_eq!(read("box/.Sent/cur/1.x:2,RS"), of("Sent", "RS"));
        assert_eq!(read("box/new/1.x"), of("box", ""));
        assert_eq!(read("mh/inbox/12"), of("inbox", ""));
        assert_eq!(read("Old.mbox/Messages/7.emlx"), of("Old", ""));
        assert_eq!(read("a/b.eml"), of("", ""));
    }
}
