//! A made-up case: invented people under example.org, French and English, with copies, a
//! near-duplicate group, an attachment, a loose document, two exceptions and two findings.

use crate::ledger::ledger;
use std::io;
use std::sync::Arc;
use std::time::Duration;
use valla::case::{Board, Generation, MemoryReader, Read, Snapshot};
use valla::model::{
    Comparison, Digest, Edit, EditClass, Exception, ExceptionClass, Field, Finding, Grade, Group,
    GroupIx, Head, Header, Item, ItemIx, ItemText, Kind, Ledger, Location, Mailbox, Member, Node,
    PartRole, Role, Said, Stage, Stamp, TextPart, Thread, ThreadIx,
};

/// A memory reader that compares as the program does.
pub struct Texts(pub MemoryReader);

impl Read for Texts {
    fn text(&self, item: &Item) -> io::Result<ItemText> {
        self.0.text(item)
    }
    fn bytes(&self, item: &Item) -> io::Result<Vec<u8>> {
        self.0.bytes(item)
    }
    fn headers(&self, item: &Item) -> io::Result<Vec<Header<'static>>> {
        self.0.headers(item)
    }
    fn ledger(&self, item: &Item) -> io::Result<Ledger> {
        self.0.ledger(item)
    }
    fn compare(&self, a: &Item, b: &Item, _: Option<Duration>) -> io::Result<Comparison> {
        let (a, b) = (self.text(a)?.body(), self.text(b)?.body());
        Ok(valla::compare::texts(
            &a,
            &b,
            &valla::compare::Options::default(),
        ))
    }
}

/// What a message of the sample says.
#[derive(Clone, Default)]
pub struct Mail {
    /// Message-ID.
    pub id: String,
    /// From: name and address.
    pub from: (String, String),
    /// To: name and address.
    pub to: (String, String),
    /// Subject.
    pub subject: String,
    /// Hours after the first message.
    pub hour: i64,
    /// File.
    pub path: String,
    /// Text.
    pub text: String,
}

/// Items, texts and structure in the making.
#[derive(Default)]
pub struct Sample {
    items: Vec<Item>,
    reader: MemoryReader,
}

const START: i64 = 1_492_760_000;
const ANNA: (&str, &str) = ("Anna Lebrun", "anna.lebrun@example.org");
const CAMILLE: (&str, &str) = ("Camille Berger", "camille.berger@example.org");
const PRESS: (&str, &str) = ("", "press@example.org");

const LETTER: &str = "Bonjour Camille,\n\ncomme convenu hier je te renvoie le RIB de la SCI pour \
le virement.\nMerci de confirmer avant 18h.\n\nObjet : virement du loyer\nMerci de proceder au \
virement de la somme de 12 500 EUR au plus tard le 28 avril.\nBeneficiaire : SCI Les Pins\nMotif : \
loyer de la permanence\nReference : dossier 2017-04\nPiece jointe : le contrat\nTemoin : Camille\n\
Lieu : la permanence\n\nCordialement\n-- \nAnna Lebrun\n";

impl Sample {
    /// Adds a message.
    pub fn mail(&mut self, mail: &Mail) -> ItemIx {
        let mailbox = |(name, address): &(String, String)| {
            let (name, address) = (name.clone(), address.clone());
            Arc::new(Mailbox { name, address })
        };
        let head = Head {
            message_id: (!mail.id.is_empty()).then(|| mail.id.clone()),
            subject: mail.subject.clone(),
            from: vec![mailbox(&mail.from)],
            to: vec![mailbox(&mail.to)],
            date: Some(Stamp {
                epoch_s: START + mail.hour * 3600,
                offset_min: 120,
            }),
            ..Head::default()
        };
        let ix = self.item(Kind::Message, Some(head), &mail.path, &mail.text);
        let digest = self.items[ix.at()].digest;
        let header = |name: &str, value: &str| {
            let (name, value) = (name.into(), value.into());
            let range = 0..0;
            Header { name, value, range }.into_owned()
        };
        let headers = vec![
            header(
                "Received",
                "from relay.example.org by mx.example.org;\n\tFri, 21 Apr 2017",
            ),
            header("From", &format!("{} <{}>", mail.from.0, mail.from.1)),
            header("Subject", &mail.subject),
            header("X-Mailer", "Courrier 3.1"),
        ];
        self.reader.headers.insert(digest, headers);
        self.reader
            .ledgers
            .insert(digest, ledger(START + mail.hour * 3600));
        ix
    }

    /// Adds an item of any kind.
    pub fn item(&mut self, kind: Kind, head: Option<Head>, path: &str, text: &str) -> ItemIx {
        let n = self.items.len();
        let mut bytes = [0x5a; 32];
        bytes[0] = n as u8 + 1;
        bytes[1] = 0xc0 | n as u8;
        let digest = Digest(bytes);
        self.items.push(Item {
            digest,
            kind,
            size_bytes: text.len() as u64,
            media_type: match kind {
                Kind::Message => "message/rfc822".into(),
                Kind::Attachment => "application/pdf".into(),
                Kind::Document => "text/plain".into(),
            },
            head,
            locations: vec![Location {
                source: "dump".into(),
                path: path.into(),
                offset: Some(18_220_113 + n as u64 * 5_000),
                length: Some(text.len() as u64),
                ..Location::default()
            }],
            children: Vec::new(),
            text_digest: None,
            text_bytes: text.len() as u32,
            defects: Vec::new(),
            thread: None,
            group: None,
        });
        let part = TextPart {
            part: Said::same("1"),
            role: PartRole::Body,
            text: text.into(),
        };
        self.reader
            .texts
            .insert(digest, ItemText { parts: vec![part] });
        self.reader.bytes.insert(digest, text.as_bytes().to_vec());
        ItemIx(n as u32)
    }

    /// Ties items into a thread of the sample.
    fn thread(&mut self, at: u32, nodes: &[(&[ItemIx], Option<u32>, u16)]) -> Thread {
        let first = nodes.iter().find_map(|n| n.0.first()).copied();
        let head = |ix: ItemIx| self.items[ix.at()].head.clone().unwrap_or_default();
        let thread = Thread {
            id: format!("{at:016x}"),
            subject: first.map(|ix| head(ix).subject).unwrap_or_default(),
            nodes: nodes
                .iter()
                .map(|(items, parent, depth)| Node {
                    message_id: Some(items.first().map_or_else(
                        || "gone@example.org".to_owned(),
                        |ix| head(*ix).message_id.unwrap_or_default(),
                    )),
                    items: items.to_vec(),
                    parent: *parent,
                    depth: *depth,
                })
                .collect(),
            oldest: first.and_then(|ix| head(ix).date),
            newest: first.and_then(|ix| head(ix).date),
        };
        for (items, _, _) in nodes {
            for ix in *items {
                self.items[ix.at()].thread = Some(ThreadIx(at));
            }
        }
        thread
    }

    /// Ends the making.
    pub fn done(self, threads: Vec<Thread>, groups: Vec<Group>) -> (Snapshot, Texts) {
        let mut generation = Generation::new(self.items, threads, groups);
        generation.exceptions = exceptions();
        generation.metadata = super::claims::metadata(&generation.items);
        if generation.items.len() > 3 {
            generation.findings = findings();
        }
        let snapshot = Snapshot {
            name: "sample".into(),
            time_zone: "UTC".into(),
            views: Arc::default(),
            generation: Arc::new(generation),
            board: Arc::new(Board::default()),
            heads: Vec::new(),
        };
        (snapshot, Texts(self.reader))
    }

    /// Makes a case of one thread a message.
    pub fn loose(self) -> (Snapshot, Texts) {
        let mut sample = self;
        let count = sample.items.len() as u32;
        let threads = (0..count)
            .map(|n| sample.thread(n, &[(&[ItemIx(n)], None, 0)]))
            .collect();
        sample.done(threads, Vec::new())
    }
}

fn mail(id: &str, from: (&str, &str), to: (&str, &str), subject: &str) -> Mail {
    let own = |(name, address): (&str, &str)| (name.to_owned(), address.to_owned());
    Mail {
        id: format!("{id}@example.org"),
        from: own(from),
        to: own(to),
        subject: subject.into(),
        path: "dump/camille.mbox".into(),
        ..Mail::default()
    }
}

/// Makes the case.
pub fn sample() -> (Snapshot, Texts) {
    let mut s = Sample::default();
    let rent = mail("rent", ANNA, CAMILLE, "virement du loyer");
    let edited = LETTER.replace("12 500", "72 500").replace(
        "Beneficiaire : SCI Les Pins",
        "Beneficiaire : Holding Les Pins",
    );
    let a = s.mail(&Mail {
        text: LETTER.into(),
        ..rent.clone()
    });
    let b = s.mail(&Mail {
        text: edited,
        path: "dump/extra/anna.mbox".into(),
        ..rent
    });
    let c = s.mail(&Mail {
        hour: 1,
        text: "Je ne comprends pas de quel virement tu parles. Quel RIB ?\n\nCamille\n\n\
               > comme convenu hier je te renvoie le RIB de la holding pour le virement.\n\
               > Merci de confirmer avant 18h.\n"
            .into(),
        ..mail("which", CAMILLE, ANNA, "Re: virement du loyer")
    });
    let d = s.mail(&Mail {
        hour: 20,
        text: "The draft of the statement is below; please send your changes by noon.\n\n\
               On Thursday the agency wrote:\n> Please send us the statement.\n\
               > We publish at noon.\n"
            .into(),
        ..mail("draft", PRESS, CAMILLE, "Statement, third draft")
    });
    let e = s.mail(&Mail {
        hour: 30,
        text: "Second meeting on Thursday at ten.\n".into(),
        ..mail("meet", CAMILLE, PRESS, "")
    });
    let file = s.item(
        Kind::Attachment,
        None,
        "dump/camille.mbox",
        "LOYER 12 500 EUR\n",
    );
    s.items[file.at()].locations[0].name = Some("contrat.pdf".into());
    s.items[file.at()].locations[0].parent = Some(s.items[a.at()].digest);
    let child = s.items[file.at()].digest;
    s.items[a.at()].children = vec![child];
    let doc = s.item(
        Kind::Document,
        None,
        "disk/Docs/notes.txt",
        "Notes of April.\n",
    );
    s.items[doc.at()].locations.push(Location {
        path: "disk/old/notes.txt".into(),
        ..Location::default()
    });
    tied(s, [a, b, c, d, e])
}

/// Ties the mails of the sample into threads and a group.
fn tied(mut s: Sample, [a, b, c, d, e]: [ItemIx; 5]) -> (Snapshot, Texts) {
    let threads = vec![
        s.thread(0, &[(&[e], None, 0)]),
        s.thread(1, &[(&[], None, 0), (&[d], Some(0), 1)]),
        s.thread(2, &[(&[a, b], None, 0), (&[c], Some(0), 1)]),
    ];
    let member = |item, similarity| Member {
        item,
        similarity,
        containment: similarity,
    };
    for ix in [a, b] {
        s.items[ix.at()].group = Some(GroupIx(0));
    }
    let group = Group {
        id: "00000000000000a0".into(),
        pivot: a,
        members: vec![member(a, 1.0), member(b, 0.941)],
        reason: Said::same("the oldest of two that resemble each other"),
    };
    s.done(threads, vec![group])
}

fn exceptions() -> Vec<Exception> {
    let exception = |path: &str, class, reason: &str, item| Exception {
        source: "dump".into(),
        path: path.into(),
        inner: None,
        stage: Stage::Walk,
        class,
        reason: Said::same(reason),
        item,
    };
    vec![
        exception(
            "dump/latest",
            ExceptionClass::Link,
            "a symbolic link to archive/2017",
            None,
        ),
        exception(
            "disk/scan.pdf",
            ExceptionClass::Encrypted,
            "a password is asked for; the text was not read",
            None,
        ),
    ]
}

fn findings() -> Vec<Finding> {
    let edit = Edit {
        class: EditClass::Amount,
        field: Field::Body,
        before: "12 500 EUR".into(),
        after: "72 500 EUR".into(),
        a: 0..0,
        b: 0..0,
    };
    let holding = Edit {
        class: EditClass::Name,
        before: "SCI".into(),
        after: "holding".into(),
        ..edit.clone()
    };
    let quote = Finding {
        id: "f00df00df00df00e".into(),
        check: "quotes",
        grade: Grade::S,
        score: 0.91,
        items: vec![(ItemIx(2), Role::Suspect), (ItemIx(0), Role::Witness)],
        edits: vec![holding],
        reason: Said {
            en: "The quoted text is not the text of the message: SCI became holding.".into(),
            fr: "La citation n'est pas le texte du message : SCI est devenu holding.".into(),
        },
        innocent: Said {
            en: "Who replies may correct the words that are quoted.".into(),
            fr: "Qui répond peut corriger les mots cités.".into(),
        },
        features: Vec::new(),
    };
    let copies = Finding {
        id: "f00df00df00df00d".into(),
        check: "copies.differ",
        grade: Grade::S,
        score: 0.97,
        items: vec![(ItemIx(1), Role::Suspect), (ItemIx(0), Role::Witness)],
        edits: vec![edit],
        reason: Said {
            en: "Two copies of one Message-ID differ in a sum of money: 12 500 became 72 500."
                .into(),
            fr: "Deux copies d'un même Message-ID diffèrent par une somme : 12 500 est devenu \
                 72 500."
                .into(),
        },
        innocent: Said {
            en: "A sender may correct a draft and send it again under the same id.".into(),
            fr: "Un expéditeur peut corriger un brouillon et le renvoyer sous le même id.".into(),
        },
        features: Vec::new(),
    };
    vec![copies, quote]
}
