//! Sealed parts made with openssl and gpg for invented people: what they say is told, and a cut at
//! any byte breaks nothing.

use super::*;
use crate::extract::{FromQuoting, message, part_bytes};
use crate::model::DefectKind;

const DETACHED: &str = "\
    MIIDDAYJKoZIhvcNAQcCoIIC/TCCAvkCAQExDTALBglghkgBZQMEAgEwCwYJKoZIhvcNAQcBoIIBuDCCAbQwggFZoAMC \
    AQICAkoXMAoGCCqGSM49BAMCMD8xCzAJBgNVBAYTAkZSMRYwFAYDVQQKDA1FeGFtcGxlIFRydXN0MRgwFgYDVQQDDA9F \
    eGFtcGxlIFRlc3QgQ0EwHhcNMjYxMTIyMTIyNjU4WhcNMzYxMTE5MTIyNjU4WjAmMRAwDgYDVQQKDAdFeGFtcGxlMRIw \
    EAYDVQQDDAlBZGEgTW9yZWwwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAStBj6u5jYfTEYtQDgvZR8pQ8yRem1fUDpq \
    Z3z3HYktvSDpVesw+/dxtJiCszIEJfHL2bqXXjsMOSj/c6M9oMbro14wXDAaBgNVHREEEzARgQ9hZGFAZXhhbXBsZS5v \
    cmcwHQYDVR0OBBYEFDnVGD2iFAiLPkW76YWnujmsQ6vkMB8GA1UdIwQYMBaAFBFVxQxFOunrqO1roobJ3Cs6w1ENMAoG \
    CCqGSM49BAMCA0kAMEYCIQD1bwYsal3bdtk7CYbHu/Bws2agx3dFN5gls3RfJabmVwIhAPqvDs2mn+iPcfo4PwAUPiz6 \
    hpTMdeJkLryKvb+7fnUlMYIBGjCCARYCAQEwRTA/MQswCQYDVQQGEwJGUjEWMBQGA1UECgwNRXhhbXBsZSBUcnVzdDEY \
    MBYGA1UEAwwPRXhhbXBsZSBUZXN0IENBAgJKFzALBglghkgBZQMEAgGgaTAYBgkqhkiG9w0BCQMxCwYJKoZIhvcNAQcB \
    MBwGCSqGSIb3DQEJBTEPFw0yNjExMjIxMjI2NThaMC8GCSqGSIb3DQEJBDEiBCC6HFoSc9oR2TJO5iNgop19NIOjO3Qm \
    OGIai+RJy5UKlDAKBggqhkjOPQQDAgRGMEQCIELHwsMu9yprFgrxnhonJzw/bIab2/2HAh27xNlza3XQAiBFvVN7J4VN \
    l0gHr4j/kh6fv7TZCnVav1h/My0kQHLFjg==";

/// Named by the identity of its key, of lengths that are left open, and with its text within.
const OPAQUE: &str = "\
    MIAGCSqGSIb3DQEHAqCAMIACAQMxDTALBglghkgBZQMEAgEwgAYJKoZIhvcNAQcBoIAkgAQ5Q29udGVudC1UeXBlOiB0 \
    ZXh0L3BsYWluDQoNClRoZSBidWRnZXQgaXMgMTIsMDAwIGV1cm9zLg0KAAAAAAAAoIIBuDCCAbQwggFZoAMCAQICAkoX \
    MAoGCCqGSM49BAMCMD8xCzAJBgNVBAYTAkZSMRYwFAYDVQQKDA1FeGFtcGxlIFRydXN0MRgwFgYDVQQDDA9FeGFtcGxl \
    IFRlc3QgQ0EwHhcNMjYxMTIyMTIyNjU4WhcNMzYxMTE5MTIyNjU4WjAmMRAwDgYDVQQKDAdFeGFtcGxlMRIwEAYDVQQD \
    DAlBZGEgTW9yZWwwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAStBj6u5jYfTEYtQDgvZR8pQ8yRem1fUDpqZ3z3HYkt \
    vSDpVesw+/dxtJiCszIEJfHL2bqXXjsMOSj/c6M9oMbro14wXDAaBgNVHREEEzARgQ9hZGFAZXhhbXBsZS5vcmcwHQYD \
    VR0OBBYEFDnVGD2iFAiLPkW76YWnujmsQ6vkMB8GA1UdIwQYMBaAFBFVxQxFOunrqO1roobJ3Cs6w1ENMAoGCCqGSM49 \
    BAMCA0kAMEYCIQD1bwYsal3bdtk7CYbHu/Bws2agx3dFN5gls3RfJabmVwIhAPqvDs2mn+iPcfo4PwAUPiz6hpTMdeJk \
    LryKvb+7fnUlMYHoMIHlAgEDgBQ51Rg9ohQIiz5Fu+mFp7o5rEOr5DALBglghkgBZQMEAgGgaTAYBgkqhkiG9w0BCQMx \
    CwYJKoZIhvcNAQcBMBwGCSqGSIb3DQEJBTEPFw0yNjExMjIxMjI2NThaMC8GCSqGSIb3DQEJBDEiBCC6HFoSc9oR2TJO \
    5iNgop19NIOjO3QmOGIai+RJy5UKlDAKBggqhkjOPQQDAgRGMEQCID2f5TOiYiyeogdzPa7fus7IP/ldKsgfIACQuj1c \
    EW5fAiBvRfc90sEq3Hj5qQUHs1Sjc8/Fml8p7DRKOfXFTYOF/gAAAAAAAA==";

const AGREED: &str = "\
    MIIBNQYJKoZIhvcNAQcDoIIBJjCCASICAQIxga6hgasCAQOgUaFPMAkGByqGSM49AgEDQgAE63qMHMZByCQopKuD13rJ \
    zgsPPzVF7a3GwfvYobGRdnYWVUXHYUVrFUQaRzr57JOxY7luNoPgDfxLPiFS9ESIbDAYBgkrgQUQhkg/AAIwCwYJYIZI \
    AWUDBAEFMDkwNzAbMBYxFDASBgNVBAMMC0JlYSBFeGFtcGxlAgF3BBjLrW6hlQDTM0TgoUDjraZO4QyEFXchOB8wbAYJ \
    KoZIhvcNAQcBMB0GCWCGSAFlAwQBAgQQnlut2rRzCAb9hzLf77X96YBAWwk3/dVrT5ShVa8ULy2yUL7e9PLKWPrzjaOc \
    B4YCl8F8hL6bolh9Wtl1LjO43gRm01b7mEil7bmj9yI0uiywEg==";

const PGP_SIGNATURE: &str = "\
    iIYEABYIAC4WIQSVXsLqVxn5csNAqjIM9+bN3iHNuAUCawLcjhAcYWRhQGV4YW1w \
    bGUub3JnAAoJEAz35s3eIc247aYBAK41vbTjxYY4+Ip7qAW6S+1qYYAbeR3pqlQ+ \
    kiCNB0zLAPsH4srHqlzmAfFob3qRPXgF7RSxiakiQxOj6GHxCQKTCw==";

const PGP_SIGNED: &str = "\
    owGbwMvMwCHG8/3Z2XuKZ3cwrtFO4izISczM0yupKMlmutMXkpGqkFSakp5aopBZ \
    rGBopGNgYKCQWlqUX6zH1VHKwiDGwSArpsgyNe7Qq3DJn0WHHVYZwQxjZQIZwMDF \
    KQATaf/EyLAw3ixWZOLUzv3Bx949XcP84S4Df+G6bf3me7Jv8W1/wLOT4Q+/kkTj \
    5OxFG5WFU2YsWTOZU6nQQOlGSbb15WklNiaP/vIBAA==";

const PGP_ENCRYPTED: &str = "\
    hF4DjxIO8LfYXR4SAQdAh+rX9RIJehpw38/YOzMZTELPBRy+mxbGcXDURy/WugMw \
    oJK2eAWHVbcLi94aDpWYzEVAH2bMuwfr7nZumXrJA7foZUcP/4DYTwkgtSkSFo+N \
    0mABwtIc7809QhilSmNZnQGuIJ6yjVRYfNKlASFrqYE4F3aBDQ//PcQzPduEKeHB \
    qsgkQ0AnqlihAMjPSTjK+AZJI+2pLYf13Tlb+IgMQQD0X0Y8E+J7vjXsyPvojj68 \
    FGc=";

const PGP_KEY: &str = "\
    mDMEawLcjhYJKwYBBAHaRw8BAQdAulKr5NErBUs87fKDcan0SrnKOjaUmEdkYyj+ \
    FZbn1ZO0G0FkYSBNb3JlbCA8YWRhQGV4YW1wbGUub3JnPoiQBBMWCAA4FiEElV7C \
    6lcZ+XLDQKoyDPfmzd4hzbgFAmsC3I4CGwMFCwkIBwIGFQoJCAsCBBYCAwECHgEC \
    F4AACgkQDPfmzd4hzbjpHwEApZ+eoWoLA6btahDg4tUKDmk/t71ZL6DbrasFW0fD \
    Om0BANKSwGN+h0UNnzSoolYvsFbBZ5nm+wv2Yt/bVfFKejkAuDgEawLcjhIKKwYB \
    BAGXVQEFAQEHQGsbbUChFwPDv4Ozj453kb6PTuwUCZhz8vrKXhIB1EocAwEIB4h4 \
    BBgWCAAgFiEElV7C6lcZ+XLDQKoyDPfmzd4hzbgFAmsC3I4CGwwACgkQDPfmzd4h \
    zbglnQD+MIxheYZljMdj20T6kiDclAJ31QepvSVTyRDUa0hs2WkA/1xy6OmdcR5c \
    VLM0NBnhcnDitHSoiSJr3xSH9Jh/HrwN";

fn bytes(text: &str) -> Vec<u8> {
    base64(text.as_bytes()).0
}

fn armour(kind: &str, text: &str) -> String {
    let rows: Vec<&str> = text.split(' ').collect();
    let rows = rows.join("\n");
    format!(
        "-----BEGIN PGP {kind}-----\nVersion: Sealer 1\n\n{rows}\n=0000\n-----END PGP {kind}-----\n"
    )
}

fn told(found: &Extracted) -> Vec<String> {
    let row = |m: &crate::model::Meta| format!("{}: {}", m.key.word(), m.value);
    found.metadata.iter().map(row).collect()
}

#[test]
fn a_detached_signature_names_its_signer() {
    let found = of("smime.p7s", "application/pkcs7-signature", &bytes(DETACHED)).unwrap();
    assert_eq!(found.media_type, "application/pkcs7-signature");
    assert_eq!(
        told(&found),
        [
            "seal: S/MIME signature",
            "signer: Ada Morel <ada@example.org>",
            "signer-key: 4A17 of C=FR, O=Example Trust, CN=Example Test CA",
            "digest: SHA-256",
            "signed: 2026-11-22T12:26:58Z",
        ]
    );
    assert!(found.defects.is_empty() && found.texts.is_empty());
    let pem = format!("-----BEGIN PKCS7-----\n{DETACHED}\n-----END PKCS7-----\n");
    let again = of("a.pem", "", pem.as_bytes()).unwrap();
    assert_eq!(again.metadata, found.metadata);
}

#[test]
fn what_a_signature_holds_within_it_is_a_message() {
    let raw = format!(
        "From: ada@example.org\r\nContent-Type: application/pkcs7-mime; name=smime.p7m\r\n\
         Content-Transfer-Encoding: base64\r\n\r\n{}\r\n",
        OPAQUE.replace(' ', "\r\n")
    );
    let found = message(raw.as_bytes(), FromQuoting::None);
    let [sealed, inner] = &found.children[..] else {
        unreachable!("{:?}", found.children.len());
    };
    assert_eq!((&*sealed.part, &*inner.part), ("1", "1.1"));
    assert!(inner.is_message && inner.bytes.ends_with(b"12,000 euros.\r\n"));
    let again = part_bytes(raw.as_bytes(), FromQuoting::None, "1.1");
    assert_eq!(again.as_ref(), Some(&inner.bytes));
    let claims: Vec<&str> = sealed.metadata.iter().map(|m| &*m.value).collect();
    assert!(
        claims.contains(&"Ada Morel <ada@example.org>"),
        "{claims:?}"
    );
    assert!(claims[2].starts_with("key 39D5183D"), "{claims:?}");
}

#[test]
fn an_encrypted_message_names_its_recipients() {
    let found = of("smime.p7m", "", &bytes(AGREED)).unwrap();
    let rows = [
        "seal: S/MIME encrypted AES-128-CBC",
        "recipient-key: 77 of CN=Bea Example",
    ];
    assert_eq!(told(&found), rows);
    assert_eq!(found.defects[0].kind, DefectKind::Sealed);
    let text = armour("MESSAGE", PGP_ENCRYPTED);
    let found = of("", "application/octet-stream", text.as_bytes()).unwrap();
    let rows = [
        "application: Sealer 1",
        "seal: PGP encrypted",
        "recipient-key: 8F120EF0B7D85D1E",
    ];
    assert_eq!(told(&found), rows);
    assert_eq!(found.defects[0].kind, DefectKind::Sealed);
}

const FINGERPRINT: &str = "signer-key: 955EC2EA5719F972C340AA320CF7E6CDDE21CDB8";

#[test]
fn signatures_of_pgp_are_told_wherever_they_stand() {
    let found = of("a.sig", "", &bytes(PGP_SIGNATURE)).unwrap();
    let rows = [
        "seal: PGP signature",
        "signed: 2026-11-22T12:14:06Z",
        "signer: ada@example.org",
        FINGERPRINT,
        "digest: SHA-256",
    ];
    assert_eq!(told(&found), rows);
    assert_eq!(found.media_type, "application/pgp-signature");
    let text = format!(
        "From: ada@example.org\n\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nHello\n{}",
        armour("SIGNATURE", PGP_SIGNATURE)
    );
    let clear = message(text.as_bytes(), FromQuoting::None);
    assert!(
        told(&clear).contains(&"seal: PGP signed".to_owned()),
        "{:?}",
        told(&clear)
    );
    assert!(clear.texts[0].text.contains("Hello"));
    let quoted = text.replace("-----BEGIN", "> -----BEGIN");
    assert!(told(&message(quoted.as_bytes(), FromQuoting::None)).is_empty());
    // Compressed, with the text within.
    let found = of("a.asc", "", armour("MESSAGE", PGP_SIGNED).as_bytes()).unwrap();
    assert!(
        told(&found).contains(&FINGERPRINT.to_owned()),
        "{:?}",
        told(&found)
    );
    let found = of("a.asc", "", armour("PUBLIC KEY BLOCK", PGP_KEY).as_bytes()).unwrap();
    assert!(
        told(&found).contains(&FINGERPRINT.to_owned()),
        "{:?}",
        told(&found)
    );
    assert!(told(&found).contains(&"signer: Ada Morel <ada@example.org>".to_owned()));
}

#[test]
fn what_is_not_sealed_is_left_alone() {
    for bytes in [
        &b"Dear all"[..],
        b"",
        b"0\x03\x02\x01\x05",
        b"-----BEGIN PGP ",
    ] {
        assert!(of("notes.asc", "text/plain", bytes).is_none());
    }
    assert!(within("no block").is_none());
}

#[test]
fn cut_or_changed_at_any_byte_they_break_nothing() {
    for text in [
        DETACHED,
        OPAQUE,
        AGREED,
        PGP_SIGNATURE,
        PGP_SIGNED,
        PGP_ENCRYPTED,
        PGP_KEY,
    ] {
        let whole = bytes(text);
        for at in 0..whole.len() {
            let mut changed = whole.clone();
            for value in [0, 0x80, 0xff, changed[at] ^ 0x20] {
                changed[at] = value;
                let _ = (of("a.sig", "", &changed), held(&changed));
            }
            let _ = (of("a.sig", "", &whole[..at]), held(&whole[..at]));
        }
    }
}
