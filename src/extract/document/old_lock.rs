//! Files of Office 97 to 2003 behind a password ([MS-OFFCRYPTO] 2.3.5 to 2.3.7): RC4 with a key of
//! forty bits or more, and the mixing of bytes that the oldest have. Each of them is weak; here
//! only the given passwords are tried, and the one that Excel sets by itself.

use super::paper::{u16_at, u32_at};
use crate::model::Passwords;
use md5::Md5;
use sha1::{Digest, Sha1};

/// The password that Excel sets on files which are only protected against changes.
const BY_DEFAULT: &str = "VelvetSweatshop";

/// What a file says of its lock.
pub(super) enum Lock {
    /// RC4 under MD5.
    Basic {
        salt: Vec<u8>,
        check: Vec<u8>,
        sum: Vec<u8>,
    },
    /// RC4 under SHA-1, with the length of the key in bytes.
    Crypto {
        salt: Vec<u8>,
        check: Vec<u8>,
        sum: Vec<u8>,
        bytes: usize,
    },
    /// Bytes are mixed with those of the password; by how many bits they are turned.
    Mixed { key: u16, check: u16, turn: u32 },
}

/// A lock that a password opened.
pub(super) enum Key {
    Basic(Vec<u8>),
    Crypto(Vec<u8>, usize),
    Mixed([u8; 16]),
}

impl Lock {
    /// Reads the description of a lock; `None` where it is of another kind.
    pub fn read(info: &[u8]) -> Option<Self> {
        let part = |at: usize, size: usize| info.get(at..at.checked_add(size)?).map(<[u8]>::to_vec);
        match (u16_at(info, 0)?, u16_at(info, 2)?) {
            (1, 1) => Some(Self::Basic {
                salt: part(4, 16)?,
                check: part(20, 16)?,
                sum: part(36, 16)?,
            }),
            (2..=4, 2) => {
                let header = u32_at(info, 8)? as usize;
                let (cipher, hash) = (u32_at(info, 20)?, u32_at(info, 24)?);
                let bits = match u32_at(info, 28)? {
                    0 => 40,
                    bits => bits,
                };
                let at = 12_usize.checked_add(header)?;
                let sound = cipher == 0x6801 && hash == 0x8004 && (40..=128).contains(&bits);
                sound.then_some(Self::Crypto {
                    salt: part(at.checked_add(4)?, 16)?,
                    check: part(at.checked_add(20)?, 16)?,
                    sum: part(at.checked_add(40)?, 20)?,
                    bytes: bits as usize / 8,
                })
            }
            _ => None,
        }
    }

    /// Tries the password that Excel sets, then those that were given.
    pub fn opened(&self, given: &Passwords) -> Option<Key> {
        self.open(std::iter::once(BY_DEFAULT).chain(given.iter()))
    }

    /// Gives the sums by which the oldest files know a password.
    #[cfg(test)]
    pub fn sums(password: &str) -> (u16, u16) {
        (
            mixed_key(password.as_bytes()),
            mixed_check(password.as_bytes()),
        )
    }

    fn open<'p>(&self, mut passwords: impl Iterator<Item = &'p str>) -> Option<Key> {
        passwords.find_map(|password| self.fits(password))
    }

    fn fits(&self, password: &str) -> Option<Key> {
        let units: Vec<u8> = password.encode_utf16().flat_map(u16::to_le_bytes).collect();
        match self {
            Self::Basic { salt, check, sum } => {
                let short: Vec<u8> = Md5::digest(&units).iter().take(5).copied().collect();
                let all = [short, salt.clone()].concat().repeat(16);
                let short = Md5::digest(all).iter().take(5).copied().collect();
                let key = Key::Basic(short);
                let mut both = [check.as_slice(), sum].concat();
                key.apply(&mut both, 0, usize::MAX, 0);
                let (check, sum) = both.split_at_checked(16)?;
                (Md5::digest(check).as_slice() == sum).then_some(key)
            }
            Self::Crypto {
                salt,
                check,
                sum,
                bytes,
            } => {
                let first = Sha1::digest([salt.as_slice(), &units].concat());
                let key = Key::Crypto(first.to_vec(), *bytes);
                let mut both = [check.as_slice(), sum].concat();
                key.apply(&mut both, 0, usize::MAX, 0);
                let (check, sum) = both.split_at_checked(16)?;
                (Sha1::digest(check).as_slice() == sum).then_some(key)
            }
            Self::Mixed { key, check, turn } => {
                // Who chose a letter beyond Latin chose it in a code page that nobody wrote down.
                let bytes: Vec<u8> = password.chars().map(|c| c as u32 as u8).take(15).collect();
                let fits = mixed_key(&bytes) == *key && mixed_check(&bytes) == *check;
                fits.then(|| Key::Mixed(mixer(&bytes, *key, *turn)))
            }
        }
    }
}

impl Key {
    /// Opens bytes in place. `at` is where they stand in their stream; after each `block` bytes of
    /// it a new key begins, the first of which is number `first`.
    pub fn apply(&self, bytes: &mut [u8], at: usize, block: usize, first: u32) {
        if let Self::Mixed(mixer) = self {
            for (n, byte) in bytes.iter_mut().enumerate() {
                let mixed = *byte ^ mixer.get((at + n) % 16).copied().unwrap_or(0);
                // What is nothing, or would become it, was left as it is.
                if *byte != 0 && mixed != 0 {
                    *byte = mixed;
                }
            }
            return;
        }
        let mut place = at;
        let mut rest = bytes;
        while !rest.is_empty() {
            let within = place % block;
            let here = (block - within).min(rest.len());
            let (now, next) = rest.split_at_mut(here);
            let mut stream = self.stream(first.wrapping_add((place / block) as u32));
            stream.skip(within);
            for byte in now {
                *byte ^= stream.byte();
            }
            place += here;
            rest = next;
        }
    }

    /// Opens the bytes of one record of a workbook: from where they stand in their stream.
    pub fn apply_record(&self, bytes: &mut [u8], at: usize) {
        let Self::Mixed(mixer) = self else {
            return self.apply(bytes, at, 1024, 0);
        };
        let begin = at + bytes.len();
        for (n, byte) in bytes.iter_mut().enumerate() {
            *byte = byte.rotate_left(3) ^ mixer.get((begin + n) % 16).copied().unwrap_or(0);
        }
    }

    fn stream(&self, block: u32) -> Rc4 {
        let number = block.to_le_bytes();
        match self {
            Self::Basic(short) => Rc4::new(&Md5::digest([short.as_slice(), &number].concat())),
            Self::Crypto(first, bytes) => {
                let sum = Sha1::digest([first.as_slice(), &number].concat());
                let mut key: Vec<u8> = sum.iter().take(*bytes).copied().collect();
                // Forty bits are filled up.
                if key.len() == 5 {
                    key.resize(16, 0);
                }
                Rc4::new(&key)
            }
            Self::Mixed(_) => Rc4::new(&[0]),
        }
    }
}

/// The stream of bytes that RC4 makes of a key.
struct Rc4 {
    state: [u8; 256],
    i: u8,
    j: u8,
}

impl Rc4 {
    fn new(key: &[u8]) -> Self {
        let mut state = [0_u8; 256];
        for (n, slot) in state.iter_mut().enumerate() {
            *slot = n as u8;
        }
        let mut j = 0_u8;
        for i in 0..256 {
            let mine = state.get(i).copied().unwrap_or(0);
            let letter = key.get(i % key.len().max(1)).copied().unwrap_or(0);
            j = j.wrapping_add(mine).wrapping_add(letter);
            state.swap(i, usize::from(j));
        }
        Self { state, i: 0, j: 0 }
    }

    fn byte(&mut self) -> u8 {
        let at = |state: &[u8; 256], n: u8| state.get(usize::from(n)).copied().unwrap_or(0);
        self.i = self.i.wrapping_add(1);
        let first = at(&self.state, self.i);
        self.j = self.j.wrapping_add(first);
        let second = at(&self.state, self.j);
        self.state.swap(usize::from(self.i), usize::from(self.j));
        at(&self.state, first.wrapping_add(second))
    }

    fn skip(&mut self, count: usize) {
        for _ in 0..count {
            self.byte();
        }
    }
}

/// What fills up a password of fewer than sixteen letters.
const FILL: [u8; 15] = [
    0xbb, 0xff, 0xff, 0xba, 0xff, 0xff, 0xb9, 0x80, 0x00, 0xbe, 0x0f, 0x00, 0xbf, 0x0f, 0x00,
];

/// Where the mixing begins, by the length of the password.
const FIRST: [u16; 15] = [
    0xe1f0, 0x1d0f, 0xcc9c, 0x84c0, 0x110c, 0x0e10, 0xf1ce, 0x313e, 0x1872, 0xe139, 0xd40f, 0x84f9,
    0x280c, 0xa96a, 0x4ec3,
];

/// What each bit of each letter adds, letters from the last to the first.
const MATRIX: [u16; 105] = [
    0xaefc, 0x4dd9, 0x9bb2, 0x2745, 0x4e8a, 0x9d14, 0x2a09, 0x7b61, 0xf6c2, 0xfda5, 0xeb6b, 0xc6f7,
    0x9dcf, 0x2bbf, 0x4563, 0x8ac6, 0x05ad, 0x0b5a, 0x16b4, 0x2d68, 0x5ad0, 0x0375, 0x06ea, 0x0dd4,
    0x1ba8, 0x3750, 0x6ea0, 0xdd40, 0xd849, 0xa0b3, 0x5147, 0xa28e, 0x553d, 0xaa7a, 0x44d5, 0x6f45,
    0xde8a, 0xad35, 0x4a4b, 0x9496, 0x390d, 0x721a, 0xeb23, 0xc667, 0x9cef, 0x29ff, 0x53fe, 0xa7fc,
    0x5fd9, 0x47d3, 0x8fa6, 0x0f6d, 0x1eda, 0x3db4, 0x7b68, 0xf6d0, 0xb861, 0x60e3, 0xc1c6, 0x93ad,
    0x377b, 0x6ef6, 0xddec, 0x45a0, 0x8b40, 0x06a1, 0x0d42, 0x1a84, 0x3508, 0x6a10, 0xaa51, 0x4483,
    0x8906, 0x022d, 0x045a, 0x08b4, 0x1168, 0x76b4, 0xed68, 0xcaf1, 0x85c3, 0x1ba7, 0x374e, 0x6e9c,
    0x3730, 0x6e60, 0xdcc0, 0xa9a1, 0x4363, 0x86c6, 0x1dad, 0x3331, 0x6662, 0xccc4, 0x89a9, 0x0373,
    0x06e6, 0x0dcc, 0x1021, 0x2042, 0x4084, 0x8108, 0x1231, 0x2462, 0x48c4,
];

fn mixed_key(password: &[u8]) -> u16 {
    let begin = password.len().checked_sub(1).and_then(|n| FIRST.get(n));
    let mut key = begin.copied().unwrap_or(0);
    let mut rows = MATRIX.iter().rev();
    for letter in password.iter().rev() {
        for bit in 0..7 {
            let row = rows.next().copied().unwrap_or(0);
            if (letter << bit) & 0x40 != 0 {
                key ^= row;
            }
        }
    }
    key
}

fn mixed_check(password: &[u8]) -> u16 {
    let mut check = 0_u16;
    let letters = password.iter().rev().copied();
    for letter in letters.chain(std::iter::once(password.len() as u8)) {
        let high = u16::from(check & 0x4000 != 0);
        check = (high | ((check << 1) & 0x7fff)) ^ u16::from(letter);
    }
    check ^ 0xce4b
}

fn mixer(password: &[u8], key: u16, turn: u32) -> [u8; 16] {
    let halves = key.to_le_bytes();
    let mut out = [0_u8; 16];
    let letters = password.iter().chain(&FILL);
    for ((slot, letter), half) in out.iter_mut().zip(letters).zip(halves.iter().cycle()) {
        *slot = (letter ^ half).rotate_left(turn);
    }
    out
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    #[test]
    fn rc4_makes_the_bytes_that_it_is_known_for() {
        let mut stream = Rc4::new(b"Key");
        let bytes: Vec<u8> = b"Plaintext".iter().map(|b| b ^ stream.byte()).collect();
        assert_eq!(
            bytes,
            [0xbb, 0xf3, 0x16, 0xe8, 0xd9, 0x40, 0xaf, 0x0a, 0xd3]
        );
    }

    /// Shuts a check of sixteen bytes as Office does.
    fn shut(key: &Key, sum: &[u8]) -> Vec<u8> {
        let mut both = [&[7; 16][..], sum].concat();
        key.apply(&mut both, 0, usize::MAX, 0);
        both
    }

    /// Gives the lock that Word 97 writes for a password, and its key.
    pub fn basic(password: &str) -> (Vec<u8>, Key) {
        let units: Vec<u8> = password.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let short = Md5::digest(&units)[..5].to_vec();
        let short = Md5::digest([short, vec![1; 16]].concat().repeat(16))[..5].to_vec();
        let key = Key::Basic(short);
        let both = shut(&key, &Md5::digest([7; 16]));
        ([&[1, 0, 1, 0][..], &[1; 16], &both].concat(), key)
    }

    #[test]
    fn both_kinds_of_rc4_open_with_their_password_only() {
        let (info, key) = basic("the mill");
        let units: Vec<u8> = "the mill"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let lock = Lock::read(&info).unwrap();
        assert!(lock.open(["", "the hill"].into_iter()).is_none());
        let mut text = *b"Four blocks of text, each with a key of its own";
        key.apply(&mut text, 1_000, 16, 0);
        let opened = lock.open(["the hill", "the mill"].into_iter()).unwrap();
        // In two pieces, one of which begins within a block.
        let (one, two) = text.split_at_mut(21);
        opened.apply(one, 1_000, 16, 0);
        opened.apply(two, 1_021, 16, 0);
        assert_eq!(&text, b"Four blocks of text, each with a key of its own");

        for bits in [40_u32, 128] {
            let first = Sha1::digest([&[1; 16][..], &units].concat()).to_vec();
            let key = Key::Crypto(first, bits as usize / 8);
            let mut info = vec![2, 0, 2, 0, 4, 0, 0, 0, 32, 0, 0, 0];
            for field in [4, 0, 0x6801, 0x8004, bits, 1, 0, 0] {
                info.extend(field.to_le_bytes());
            }
            let both = shut(&key, &Sha1::digest([7; 16]));
            info.extend([&[16, 0, 0, 0][..], &[1; 16], &both[..16], &[20, 0, 0, 0]].concat());
            info.extend(&both[16..]);
            let lock = Lock::read(&info).unwrap();
            assert!(lock.open(["the mill"].into_iter()).is_some());
            assert!(lock.open(["the hill"].into_iter()).is_none());
        }
        assert!(Lock::read(&[1, 0, 1, 0, 9]).is_none());
        assert!(Lock::read(&[4, 0, 4, 0]).is_none());
    }

    #[test]
    fn bytes_that_are_mixed_come_back() {
        // The sums that the specification's own steps give of a short password.
        let password = b"abc";
        let (key, check) = (mixed_key(password), mixed_check(password));
        let lock = Lock::Mixed {
            key,
            check,
            turn: 2,
        };
        assert!(lock.open(["abd"].into_iter()).is_none());
        let opened = lock.open(["abc"].into_iter()).unwrap();
        let Key::Mixed(mixer) = &opened else {
            unreachable!("a lock of its own kind");
        };
        let mut record: Vec<u8> = (0..40).collect();
        let begin = 64 + record.len();
        for (n, byte) in record.iter_mut().enumerate() {
            *byte = (*byte ^ mixer[(begin + n) % 16]).rotate_right(3);
        }
        opened.apply_record(&mut record, 64);
        assert_eq!(record, (0..40).collect::<Vec<u8>>());
    }
}
