//! What the tests sign with: the published sample of RFC 8463, and keys that guard nothing.

use crate::attest::signature::*;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rsa::pkcs1::{DecodeRsaPrivateKey, EncodeRsaPublicKey};
use rsa::traits::{PrivateKeyParts, PublicKeyParts};
use rsa::{BigUint, RsaPrivateKey};

/// The message of RFC 8463, appendix A.3, signed with both of its keys.
pub(super) const RFC8463: &str = concat!(
    include_str!("../../../../tests/samples/rfc8463-ed25519.txt"),
    include_str!("../../../../tests/samples/rfc8463-rsa.eml")
);

pub(super) const RFC8463_KEYS: &str = include_str!("../../../../tests/samples/rfc8463.zone");

/// Keys that were made for these tests and guard nothing.
pub(super) const KEYS: &[(usize, &str)] = &[
    (
        512,
        "MIIBPAIBAAJBANM3tldN3q10BVnjjYeBjEfT1BTWjtw61lWSOC5hWlmOuNQLvwx5vHXlwAFkYHfTj2KR+g0kC/zC \
    X7MqEqYi/9kCAwEAAQJBAMnTf5H236PArGhTTua/vGraF9p9lu8L7cjAupxe/DV7tJA7j4TpE6ubW/aARNkZiWUa \
    yf7a+VWc/N5Z1kkOkwECIQD7f+1dC19TMN/WU8OhrLYXlEB9wAYSIPW9/ez5H4q2eQIhANb/QqoY+XGNmLBBW4Os \
    Ah8jwHC+/LlLjOoywrIQa7xhAiB9faa1v5/wBboa2q8J9ADkIRBQ7sjYsOONyq8821U+mQIhAJWPYLqfQPcjPzJt \
    ZNIGGDu9TSOhWIE180MAKLxh+/BBAiEAmK03PIBcTnowJOoUKHHnAvCcdTnzxJiy8Jz8nOHW+Mk=",
    ),
    (
        768,
        "MIIBzAIBAAJhALrhWkcmVPJfBzv82p4SwKxCpaRauCbDiiVMGmcvKLKN5Sq3a7K3WjN990qz6zhOOckhYpgrp5JK \
    bUnZujLW7wHwyVIE7jq7fK0vX1L72IBuy59rx4DfjLAzHhktcDYMqQIDAQABAmEAocRUu2Yo/izYPEsiita8xeBj \
    NiP5aES3npWD/XHLDtTZXOKtbWRdxljx6U5Y/MJosvng1i8tZNDlyQ82z5lOeiO4VW+Hij/avLyaROlm4MPrXTRe \
    7wltmng+WRDP6cvpAjEA7eJlqxvRsi10IEwq/SrWbAFfmuVv5Rnnete8GA7AxbfMj6SUGGZB+P3IeWCjhqJDAjEA \
    yRye7+6LGgSA1FUbectCfgIsmbXimLWRtdMUcc9WaJ4xyYlATHwoszqZ+/gdupSjAjEAhmGkiVq3xO3EchJVHps6 \
    cdz8wyXlZgiSKWUBjp2W7Jp95o9UUcxCbIQA4gBjoES9AjBUo+UIWb7VXlvSAVek9LSxT7zxnCkX2CLRAVszYu2c \
    7idKCKe1CPQgKmOwNgZdBj0CMQDAGflAQk8YV7tXj6/WtR/cNb7wjL2txtEc/7N+44K84riZgIkdgx9aYjqe5H1g \
    7bs=",
    ),
    (
        1024,
        "MIICXgIBAAKBgQC8Vx26LYUG4DtTILYDPT2IpSpT1f4OdXlClYekg5l1+Mipqk9z8nh6++F2i4hHYsFrF2RBDpw6 \
    nvddhkmlsmPphMu713P4Abih5v8RPZwVos7oGUkik1Fug1TM7xenEqeI7YirqZ8OS0ClYaRZy65XNd3k0DFzUqxP \
    m5iobUclewIDAQABAoGALO6PngIMEXbfUFamdaFfk8DrlzKfOK3X7wWjZaErtFRU8v05lUzMZ3K9+D0Tlww9XqIm \
    /cpRhT61fu9xlIE5imwPEgjTQ+lRLP1LlnuSDsTK+aPpmhpbFmJ6W1XenYeRzL8HWWiurlRZm3L+RU25msAH7SMn \
    NbjhhXICQUSrHCkCQQD0dRyGb2++v3B/aqR1mcx+jODGRVinhNgBqARBgVh4UkGQ03Ee+OgqJhBngWOgcICwPZ0F \
    Ldzrire3NYasilQlAkEAxTuvtUSSy++9jeJmNoFF71OXHk3xtZ22+3tWw4dJNoPGPkz82Hy9eCFQkzeajyNOGpCf \
    5cuf9qhTYGvrfgaRHwJBAMrtSJ+kc+uxOW7cFOd2o5XN1m1gdYaiNTmyws2p1MoU5k6V50qhrwAGFwoFE7HEkl86 \
    1lTNTJ3OylDwwvoJ3m0CQQCZtn6mAx91GQ7d+Ug3ymA6uSbZU13BcX0eWW2xTUpd1i02eMHF5tGzQiON2JP4YkeI \
    pJY5fYzZqy3vw6vwuCV5AkEAq7M+wpBsSrcD+d/UuEj/bVev1IPm7lAHPauUiRvUitMwE2DtkYAmFE2/02CZ/t1c \
    iyEzC7+zy4iK4quXZiEMqQ==",
    ),
];

pub(super) fn private(bits: usize) -> RsaPrivateKey {
    let (_, text) = KEYS.iter().find(|(b, _)| *b == bits).unwrap();
    let text: String = text.split_whitespace().collect();
    RsaPrivateKey::from_pkcs1_der(&STANDARD.decode(text).unwrap()).unwrap()
}

/// The keys under the names `k512`, `k768` and `k1024` of example.org.
pub(super) fn keys() -> KeySet {
    let row = |(bits, _): &(usize, &str)| {
        let public = private(*bits).to_public_key();
        let der = public.to_pkcs1_der().unwrap();
        let p = STANDARD.encode(der.as_bytes());
        format!("k{bits}\texample.org\tv=DKIM1; p={p}\n")
    };
    let text: String = KEYS.iter().map(row).collect();
    KeySet::new(KeyFile::read(&text, "a test").rows)
}

pub(super) const INFO: &[(&str, &[u8])] = &[
    (
        "rsa-sha1",
        b"\x30\x21\x30\x09\x06\x05\x2b\x0e\x03\x02\x1a\x05\x00\x04\x14",
    ),
    (
        "rsa-sha256",
        b"\x30\x31\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00\x04\x20",
    ),
];

/// Signs a message with one of the keys; `tags` go before `bh=`.
pub(super) fn signed(mail: &str, bits: usize, algorithm: &str, tags: &str) -> String {
    use sha2::Digest;
    let body = mail.split_once("\n\n").map_or("", |(_, b)| b);
    let form = canon::body(body.as_bytes(), canon::Canon::Relaxed, canon::Marks::Kept);
    let bh = match algorithm {
        "rsa-sha1" => STANDARD.encode(sha1::Sha1::digest(&form)),
        _ => STANDARD.encode(sha2::Sha256::digest(&form)),
    };
    let head = format!(
        "DKIM-Signature: v=1; a={algorithm}; c=relaxed/relaxed; d=example.org; s=k{bits};\n \
         {tags} bh={bh};\n b="
    );
    let digest = read(format!("{head}\n{mail}").as_bytes())[0].digest.clone();
    let key = private(bits);
    let info = INFO.iter().find(|(a, _)| *a == algorithm).unwrap().1;
    let mut padded = vec![0, 1];
    padded.resize(key.size() - 1 - info.len() - digest.len(), 0xff);
    padded.push(0);
    padded.extend_from_slice(info);
    padded.extend_from_slice(&digest);
    let value = BigUint::from_bytes_be(&padded)
        .modpow(key.d(), key.n())
        .to_bytes_be();
    let mut whole = vec![0; key.size() - value.len()];
    whole.extend(value);
    format!("{head}{}\n{mail}", STANDARD.encode(whole))
}
