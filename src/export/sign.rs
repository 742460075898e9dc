//! Signatures in minisign's format (Ed25519): over the manifest, and over the list of all sums.
//!
//! The trusted comment holds the digest of what is signed and the name of the case, no more.

use super::check::{CheckReport, Trouble};
use super::folder::ExportError;
use crate::model::Digest;
use crate::model::words::{bags as b, failures as w};
use base64::Engine;
use minisign::{PublicKey, PublicKeyBox, SecretKey, SecretKeyBox, SignatureBox};
use sha2::{Digest as _, Sha256};
use std::fs;
use std::io::Cursor;
use std::path::Path;

/// Files that are signed, each beside its `.minisig`.
const SIGNED: [&str; 4] = [
    "manifest.jsonl",
    "SHA256SUMS",
    "data/manifest.jsonl",
    "tagmanifest-sha256.txt",
];

/// A secret key that signs.
pub struct Signer {
    secret: SecretKey,
    public: PublicKey,
}

impl Signer {
    /// Reads a secret key of minisign; one with a password asks for it on the terminal.
    pub fn open(path: &Path) -> Result<Self, ExportError> {
        let text = read(path)?;
        let refused = |e| ExportError::Signature(w::signs_nothing(path.display(), e));
        let opened = match bare(&text) {
            Some(key) => key,
            None => SecretKeyBox::from_string(&text).and_then(|k| k.into_secret_key(None)),
        };
        let secret = opened.map_err(refused)?;
        let public = PublicKey::from_secret_key(&secret).map_err(refused)?;
        Ok(Self { secret, public })
    }

    /// Signs bytes; gives the text of the `.minisig` file.
    pub fn sign(&self, bytes: &[u8], case: &str) -> Result<String, ExportError> {
        let digest = Digest(Sha256::digest(bytes).into());
        let name: String = case.chars().filter(|c| !c.is_control()).collect();
        let comment = format!("sha256:{digest}\tcase:{name}");
        let untrusted = "signature of an export of valla";
        minisign::sign(
            Some(&self.public),
            &self.secret,
            Cursor::new(bytes),
            Some(&comment),
            Some(untrusted),
        )
        .map(SignatureBox::into_string)
        .map_err(|e| ExportError::Signature(w::nothing_signed(e)))
    }
}

/// Checks the signatures of an export by a public key (a file of minisign, or the key itself);
/// gives the number that hold.
pub fn check_signatures(
    root: &Path,
    key: &str,
    report: &mut CheckReport,
) -> Result<usize, ExportError> {
    let key = public_key(key)?;
    let mut good = 0;
    let is_bag = root.join("bagit.txt").is_file();
    for name in SIGNED {
        let belongs = name.starts_with("data/") || name.starts_with("tag");
        if belongs != is_bag {
            continue;
        }
        let signature = format!("{name}.minisig");
        let (Ok(text), Ok(bytes)) = (
            fs::read_to_string(root.join(&signature)),
            fs::read(root.join(name)),
        ) else {
            report.note(&signature, Trouble::Missing, b::NOT_SIGNED);
            continue;
        };
        let held = SignatureBox::from_string(&text)
            .and_then(|s| minisign::verify(&key, &s, Cursor::new(bytes), true, false, false));
        match held {
            Ok(()) => good += 1,
            Err(e) => report.note(&signature, Trouble::Altered, b::does_not_hold(e)),
        }
    }
    Ok(good)
}

/// Reads a key without a password. minisign itself writes those without a checksum, which its
/// crate refuses; each signature is held against the public key instead.
fn bare(text: &str) -> Option<minisign::Result<SecretKey>> {
    let line = text.lines().nth(1)?;
    let bytes = base64::engine::general_purpose::STANDARD.decode(line.trim());
    let bytes = bytes.ok()?;
    let is_bare = bytes.get(2..4) == Some(&[0, 0]);
    is_bare.then(|| SecretKey::from_bytes(&bytes))
}

fn public_key(key: &str) -> Result<PublicKey, ExportError> {
    let refused = |e| ExportError::Signature(w::no_public_key(key, e));
    let path = Path::new(key);
    if path.is_file() {
        let text = read(path)?;
        return PublicKeyBox::from_string(&text)
            .and_then(PublicKeyBox::into_public_key)
            .map_err(refused);
    }
    PublicKey::from_base64(key).map_err(refused)
}

fn read(path: &Path) -> Result<String, ExportError> {
    fs::read_to_string(path).map_err(|cause| ExportError::Io {
        path: path.to_owned(),
        cause,
    })
}
