//! Office files behind a password ([MS-OFFCRYPTO] 2.3.4, agile and standard encryption): the given
//! passwords are tried, and the package inside comes out where one fits. Older ways of encrypting
//! are those of `old_lock`.

use super::ole::{Compound, stream};
use super::paper::Paper;
use super::xml::{Node, walk};
use crate::model::bounds;
use aes::cipher::{Block, BlockCipherDecrypt, KeyInit};
use aes::{Aes128, Aes192, Aes256};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};

/// The password that Excel sets on files which are only protected against changes.
const BY_DEFAULT: &str = "VelvetSweatshop";
/// Rounds of hashing that are done for one password at most; the format allows ten million.
const ROUNDS: u32 = 1_000_000;
/// Bytes of the package that share one vector.
const SEGMENT: usize = 4096;
/// What is mixed into a key for each use of it.
const INPUT: [u8; 8] = [0xfe, 0xa7, 0xd2, 0x76, 0x3b, 0x4b, 0x9e, 0x79];
const VALUE: [u8; 8] = [0xd7, 0xaa, 0x0f, 0x6d, 0x30, 0x61, 0x34, 0x4e];
const KEY: [u8; 8] = [0x14, 0x6e, 0x0b, 0xe7, 0xab, 0xac, 0xd0, 0xd6];

/// Opens the package of a locked file; nothing where no password fits.
pub(super) fn opened(file: &mut Compound<'_>, paper: &mut Paper) -> Option<Vec<u8>> {
    let info = stream(file, "/EncryptionInfo", paper);
    let package = stream(file, "/EncryptedPackage", paper);
    let given: Vec<String> = paper.passwords.iter().map(str::to_owned).collect();
    let mut all = std::iter::once(BY_DEFAULT.to_owned()).chain(given);
    match info.get(..4)? {
        [4, 0, 4, 0] => {
            let agile = Agile::read(info.get(8..)?, paper)?;
            all.find_map(|p| agile.open(&p, &package))
        }
        [2..=4, 0, 2, 0] => {
            let standard = Standard::read(&info)?;
            all.find_map(|p| standard.open(&p, &package))
        }
        _ => None,
    }
}

/// One way of hashing.
type Hash = fn(&[&[u8]]) -> Vec<u8>;

fn digest<D: Digest>(parts: &[&[u8]]) -> Vec<u8> {
    let mut hash = D::new();
    for part in parts {
        hash.update(part);
    }
    hash.finalize().to_vec()
}

fn hash_of(name: &str) -> Option<Hash> {
    match name {
        "SHA1" | "SHA-1" => Some(digest::<Sha1>),
        "SHA256" | "SHA-256" => Some(digest::<Sha256>),
        "SHA384" | "SHA-384" => Some(digest::<Sha384>),
        "SHA512" | "SHA-512" => Some(digest::<Sha512>),
        _ => None,
    }
}

/// The sum of a password: salted, then hashed again and again with a counter.
fn spun(hash: Hash, salt: &[u8], password: &str, rounds: u32) -> Vec<u8> {
    let units: Vec<u8> = password.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let first = hash(&[salt, &units]);
    (0..rounds).fold(first, |sum, n| hash(&[&n.to_le_bytes(), &sum]))
}

/// What an agile file says of one key.
#[derive(Default)]
struct Part {
    salt: Vec<u8>,
    key_bytes: usize,
    hash: Option<Hash>,
    is_aes_cbc: bool,
    rounds: u32,
    input: Vec<u8>,
    value: Vec<u8>,
    key: Vec<u8>,
}

/// Agile encryption: a description in XML.
#[derive(Default)]
struct Agile {
    data: Part,
    lock: Part,
}

impl Agile {
    fn read(xml: &[u8], paper: &mut Paper) -> Option<Self> {
        let mut out = Self::default();
        walk(xml, paper, &mut |node, _| {
            let Node::Open(name, attributes) = node else {
                return;
            };
            let part = match *name {
                "keyData" => &mut out.data,
                "encryptedKey" => &mut out.lock,
                _ => return,
            };
            let text = |name: &str| attributes.get(name).unwrap_or_default();
            let bytes = |name: &str| STANDARD.decode(text(name)).unwrap_or_default();
            *part = Part {
                salt: bytes("saltValue"),
                key_bytes: text("keyBits").parse::<usize>().unwrap_or(0) / 8,
                hash: hash_of(text("hashAlgorithm")),
                is_aes_cbc: text("cipherAlgorithm") == "AES"
                    && text("cipherChaining") == "ChainingModeCBC",
                rounds: text("spinCount").parse().unwrap_or(0),
                input: bytes("encryptedVerifierHashInput"),
                value: bytes("encryptedVerifierHashValue"),
                key: bytes("encryptedKeyValue"),
            };
        });
        let sound = out.data.is_aes_cbc && out.lock.is_aes_cbc && out.lock.rounds <= ROUNDS;
        sound.then_some(out)
    }

    fn open(&self, password: &str, package: &[u8]) -> Option<Vec<u8>> {
        let lock = &self.lock;
        let hash = lock.hash?;
        let sum = spun(hash, &lock.salt, password, lock.rounds);
        let unlock = |use_of: &[u8], sealed: &[u8]| {
            let mut key = hash(&[&sum, use_of]);
            key.resize(lock.key_bytes, 0x36);
            unchained(&key, &lock.salt, sealed)
        };
        let (input, value) = (unlock(&INPUT, &lock.input)?, unlock(&VALUE, &lock.value)?);
        let want = hash(&[input.get(..lock.salt.len()).unwrap_or(&input)]);
        if value.get(..want.len())? != want {
            return None;
        }
        let key = unlock(&KEY, &lock.key)?;
        let key = key.get(..self.data.key_bytes)?;
        let hash = self.data.hash?;
        let (size, sealed) = sized(package)?;
        let mut out = Vec::with_capacity(sealed.len());
        for (n, segment) in (0_u32..).zip(sealed.chunks(SEGMENT)) {
            let vector = hash(&[&self.data.salt, &n.to_le_bytes()]);
            out.extend(unchained(key, &vector, segment)?);
        }
        out.truncate(size);
        Some(out)
    }
}

/// Standard encryption: AES block by block, under SHA-1.
struct Standard {
    key_bytes: usize,
    salt: Vec<u8>,
    input: Vec<u8>,
    value: Vec<u8>,
}

impl Standard {
    fn read(info: &[u8]) -> Option<Self> {
        let at = |place: usize| -> Option<usize> {
            let four = info.get(place..)?.first_chunk::<4>()?;
            usize::try_from(u32::from_le_bytes(*four)).ok()
        };
        let (header, bits) = (at(8)?, at(12 + 16)?);
        let verifier = info.get(12_usize.checked_add(header)?..)?;
        Some(Self {
            key_bytes: if bits == 0 { 16 } else { bits / 8 },
            salt: verifier.get(4..20)?.to_vec(),
            input: verifier.get(20..36)?.to_vec(),
            value: verifier.get(40..72)?.to_vec(),
        })
    }

    fn open(&self, password: &str, package: &[u8]) -> Option<Vec<u8>> {
        let sum = spun(digest::<Sha1>, &self.salt, password, 50_000);
        let last = digest::<Sha1>(&[&sum, &[0; 4]]);
        let half = |byte: u8| {
            let mut block = [byte; 64];
            for (b, x) in block.iter_mut().zip(&last) {
                *b ^= x;
            }
            digest::<Sha1>(&[&block])
        };
        let key = [half(0x36), half(0x5c)].concat();
        let key = key.get(..self.key_bytes)?;
        let want = digest::<Sha1>(&[&blocks(key, &self.input)?]);
        if blocks(key, &self.value)?.get(..want.len())? != want {
            return None;
        }
        let (size, sealed) = sized(package)?;
        let mut out = blocks(key, sealed)?;
        out.truncate(size);
        Some(out)
    }
}

/// Parts the length that a package claims from its bytes.
fn sized(package: &[u8]) -> Option<(usize, &[u8])> {
    let (size, sealed) = package.split_first_chunk::<8>()?;
    let size = usize::try_from(u64::from_le_bytes(*size)).ok()?;
    (size <= bounds::DOCUMENT_BYTES).then_some((size, sealed))
}

/// Deciphers whole blocks, each by itself; what is left over at the end is dropped.
fn blocks(key: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
    match key.len() {
        16 => Some(each::<Aes128>(&Aes128::new_from_slice(key).ok()?, sealed)),
        24 => Some(each::<Aes192>(&Aes192::new_from_slice(key).ok()?, sealed)),
        32 => Some(each::<Aes256>(&Aes256::new_from_slice(key).ok()?, sealed)),
        _ => None,
    }
}

fn each<C: BlockCipherDecrypt>(cipher: &C, sealed: &[u8]) -> Vec<u8> {
    let mut out = sealed.to_vec();
    let size = C::block_size();
    out.truncate(out.len() / size * size);
    for block in out.chunks_exact_mut(size) {
        if let Ok(block) = <&mut Block<C>>::try_from(block) {
            cipher.decrypt_block(block);
        }
    }
    out
}

/// Deciphers blocks each of which was mixed with the one before (CBC).
fn unchained(key: &[u8], vector: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
    let mut out = blocks(key, sealed)?;
    let mut first = vector.get(..vector.len().min(16))?.to_vec();
    first.resize(16, 0x36);
    for (at, byte) in out.iter_mut().enumerate() {
        let before = match at.checked_sub(16) {
            Some(before) => sealed.get(before),
            None => first.get(at),
        };
        *byte ^= before.copied().unwrap_or(0);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use aes::cipher::BlockCipherEncrypt;

    /// Chains and enciphers blocks.
    fn chained(key: &[u8], vector: &[u8], plain: &[u8]) -> Vec<u8> {
        let cipher = Aes256::new_from_slice(key).unwrap();
        let mut before = vector[..16].to_vec();
        let mut out = Vec::new();
        for chunk in plain.chunks(16) {
            let mut block = [0; 16];
            for (n, b) in block.iter_mut().enumerate() {
                *b = chunk.get(n).copied().unwrap_or(0) ^ before[n];
            }
            let mut sealed = block.into();
            cipher.encrypt_block(&mut sealed);
            before = sealed.to_vec();
            out.extend_from_slice(&before);
        }
        out
    }

    #[test]
    fn an_agile_package_opens_with_its_password_only() {
        let hash = hash_of("SHA512").unwrap();
        let (salt, data_salt) = ([7; 16], [9; 16]);
        let sum = spun(hash, &salt, "the mill", 1_000);
        let seal =
            |use_of: &[u8], plain: &[u8]| chained(&hash(&[&sum, use_of])[..32], &salt, plain);
        let (input, key) = ([3; 16], [5; 32]);
        let part = |salt: [u8; 16]| Part {
            salt: salt.to_vec(),
            key_bytes: 32,
            hash: Some(hash),
            is_aes_cbc: true,
            rounds: 1_000,
            ..Part::default()
        };
        let agile = Agile {
            data: part(data_salt),
            lock: Part {
                input: seal(&INPUT, &input),
                value: seal(&VALUE, &hash(&[&input])),
                key: seal(&KEY, &key),
                ..part(salt)
            },
        };
        let plain: Vec<u8> = (0..5_000_u32).map(|n| n as u8).collect();
        let mut package = 5_000_u64.to_le_bytes().to_vec();
        for (n, segment) in (0_u32..).zip(plain.chunks(SEGMENT)) {
            let vector = hash(&[&data_salt, &n.to_le_bytes()]);
            package.extend(chained(&key, &vector, segment));
        }
        assert_eq!(agile.open("the mill", &package), Some(plain));
        assert_eq!(agile.open("the hill", &package), None);
    }
}
