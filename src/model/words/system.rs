//! What the system says of a failure, in the languages of the house: it speaks English to us.

use super::{Lang, Said, Word};
use std::io;

super::words! {
    NOT_FOUND: "not found", "fichier ou dossier introuvable";
    DENIED: "permission denied", "accès refusé";
    EXISTS: "it exists", "le fichier existe déjà";
    NO_FOLDER: "not a directory", "ce n'est pas un dossier";
    IS_FOLDER: "is a directory", "c'est un dossier";
    NOT_EMPTY: "directory not empty", "le dossier n'est pas vide";
    READ_ONLY: "read-only file system", "système de fichiers en lecture seule";
    NO_ROOM: "no storage space", "plus de place sur le disque";
    QUOTA: "quota exceeded", "quota dépassé";
    TOO_LARGE: "file too large", "fichier trop grand";
    BUSY: "resource busy", "ressource occupée";
    NO_DEVICE: "connection or pipe closed", "connexion ou tube fermé";
    CUT: "unexpected end of file", "fin de fichier inattendue";
    DATA: "invalid data", "données non valides";
    INPUT: "invalid input", "valeur non valide";
    MEMORY: "out of memory", "mémoire insuffisante";
    UNSUPPORTED: "unsupported", "opération non prise en charge";
    INTERRUPTED: "interrupted", "opération interrompue";
    TIMED_OUT: "timed out", "délai dépassé";
    NAME: "invalid file name", "nom de fichier non valide";
    OTHER: "input/output error", "erreur d'entrée-sortie";
}

/// What a kind of error is called.
fn word(kind: io::ErrorKind) -> Word {
    use io::ErrorKind as Kind;
    match kind {
        Kind::NotFound => NOT_FOUND,
        Kind::PermissionDenied => DENIED,
        Kind::AlreadyExists => EXISTS,
        Kind::NotADirectory => NO_FOLDER,
        Kind::IsADirectory => IS_FOLDER,
        Kind::DirectoryNotEmpty => NOT_EMPTY,
        Kind::ReadOnlyFilesystem => READ_ONLY,
        Kind::StorageFull => NO_ROOM,
        Kind::QuotaExceeded => QUOTA,
        Kind::FileTooLarge => TOO_LARGE,
        Kind::ResourceBusy | Kind::WouldBlock | Kind::ExecutableFileBusy => BUSY,
        Kind::BrokenPipe | Kind::NotConnected | Kind::ConnectionReset => NO_DEVICE,
        Kind::UnexpectedEof => CUT,
        Kind::InvalidData => DATA,
        Kind::InvalidInput => INPUT,
        Kind::OutOfMemory => MEMORY,
        Kind::Unsupported => UNSUPPORTED,
        Kind::Interrupted => INTERRUPTED,
        Kind::TimedOut => TIMED_OUT,
        Kind::InvalidFilename => NAME,
        _ => OTHER,
    }
}

/// Says an error: in English as the system has it, in French by its kind, with the system's number.
/// What a library wrote is the same in every language.
pub fn said(error: &io::Error) -> Said {
    let en = error.to_string();
    if error.get_ref().is_some() {
        return Said::same(&en);
    }
    let what = word(error.kind()).of(Lang::French);
    let fr = match error.raw_os_error() {
        Some(number) => format!("{what} (erreur {number} du système)"),
        None => what.to_owned(),
    };
    Said { en, fr }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_of_the_system_has_its_words_in_french() {
        let refused = io::Error::from_raw_os_error(13);
        let told = said(&refused);
        assert_eq!(told.en, refused.to_string());
        assert_eq!(told.fr, "accès refusé (erreur 13 du système)");
        let cut = said(&io::Error::from(io::ErrorKind::UnexpectedEof));
        assert_eq!(
            (cut.en.as_str(), cut.fr.as_str()),
            ("unexpected end of file", "fin de fichier inattendue")
        );
        let library = said(&io::Error::other("block 3 is bad"));
        assert_eq!(library.fr, "block 3 is bad");
    }
}
