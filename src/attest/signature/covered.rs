//! What the signatures of a message cover, read as far as no sum is needed, and settled once the
//! sums are there. Between `read`, which reads the header, and `body`, which answers for the body.

use super::body::Body;
use super::fields::Fields;
use super::line::Handling;
use super::read::{Algorithm, Ask, Placed, digest, drafts};

/// What the signatures of a message cover: all is read but the sums of these texts, which are made
/// fastest for many messages at once.
pub struct Covered<'a> {
    fields: Fields<'a>,
    body: Body<'a>,
    /// Each signature as far as it is read, and what is yet to be asked.
    drafts: Vec<(Placed, Option<Ask>)>,
}

impl<'a> Covered<'a> {
    /// Reads the signatures of a message.
    pub fn of(bytes: &'a [u8]) -> Self {
        let fields = Fields::read(bytes);
        let mut body = Body::new(fields.body(), fields.body_at);
        let drafts = drafts(&fields);
        for ask in drafts.iter().filter_map(|(_, ask)| ask.as_ref()) {
            if let Some((canon, None, _)) = &ask.body
                && ask.algorithm != Algorithm::RsaSha1
            {
                body.prepare(*canon);
            }
        }
        Self {
            fields,
            body,
            drafts,
        }
    }

    /// The texts whose SHA-256 decides, always in one order.
    pub fn texts(&self) -> impl Iterator<Item = &[u8]> {
        let asks = self.drafts.iter().filter_map(|(_, ask)| ask.as_ref());
        let fields = asks.filter(|ask| ask.algorithm != Algorithm::RsaSha1);
        self.body
            .forms()
            .chain(fields.map(|ask| ask.fields.as_slice()))
    }

    /// Ends the reading with the sums of [`Covered::texts`]; those that are not given are made.
    pub(super) fn settled(mut self, sums: &[[u8; 32]]) -> (Fields<'a>, Vec<Placed>) {
        let (forms, mut sums) = sums.split_at(self.body.forms().count().min(sums.len()));
        self.body.know(forms);
        let handling = Handling::of(&self.fields);
        let mut out = Vec::with_capacity(self.drafts.len());
        for (mut placed, ask) in self.drafts {
            let signature = &mut placed.signature;
            signature.handling = handling;
            if let Some(ask) = ask {
                if let Some((canon, limit, want)) = &ask.body {
                    signature.body = self.body.test(*canon, ask.algorithm, *limit, want);
                }
                signature.digest = match sums.split_first() {
                    Some((sum, rest)) if ask.algorithm != Algorithm::RsaSha1 => {
                        sums = rest;
                        sum.to_vec()
                    }
                    _ => digest(ask.algorithm, &ask.fields),
                };
            }
            out.push(placed);
        }
        (self.fields, out)
    }
}

#[cfg(test)]
mod tests {
    use super::super::body::BodyTest;
    use super::*;
    use crate::model::sha256_all;

    const HEAD: &str = "From: ada@example.org\r\nDKIM-Signature: v=1; d=example.org; s=a; h=from; \
        c=relaxed/relaxed; a=";
    /// SHA-256 of `Good day` with its line end.
    const SUM: &str = "N1bgtYQcalzPe2cBi6UZaIId8w0pqhINxsw8kDemo5U=";

    fn settled(mail: &str, with_sums: bool) -> Vec<Placed> {
        let covered = Covered::of(mail.as_bytes());
        let texts: Vec<&[u8]> = covered.texts().collect();
        let sums = if with_sums {
            sha256_all(&texts)
        } else {
            Vec::new()
        };
        covered.settled(&sums).1
    }

    #[test]
    fn sums_that_are_given_decide_as_those_that_are_made() {
        for tags in [
            format!("rsa-sha256; bh={SUM}; b=AAAA"),
            format!("rsa-sha256; l=3; bh={SUM}; b=AAAA"),
            "rsa-sha1; bh=AAAA; b=AAAA".to_owned(),
            "rsa-sha256; bh=AAAA; b=AAAA".to_owned(),
            "none; b=".to_owned(),
        ] {
            let mail = format!("{HEAD}{tags}\r\n\r\nGood day\r\n");
            let twice = mail.replacen("DKIM", "DKIM-Signature: v=1; a=x\r\nDKIM", 1);
            for mail in [&mail, &twice] {
                let (given, made) = (settled(mail, true), settled(mail, false));
                let signature = |p: &Placed| p.signature.clone();
                let of = |all: &[Placed]| all.iter().map(signature).collect::<Vec<_>>();
                assert_eq!(of(&given), of(&made), "{tags}");
            }
        }
    }

    #[test]
    fn a_body_is_held_against_the_sum_that_is_given() {
        let mail = format!("{HEAD}rsa-sha256; bh={SUM}; b=AAAA\r\n\r\nGood day\r\n");
        let body = |all: Vec<Placed>| all[0].signature.body.clone();
        assert_eq!(body(settled(&mail, true)), BodyTest::Holds);
        let covered = Covered::of(mail.as_bytes());
        let wrong = vec![[0; 32]; covered.texts().count()];
        assert_ne!(body(covered.settled(&wrong).1), BodyTest::Holds);
    }
}
