//! What documents say about themselves: claims with the place that makes them. Anybody can write
//! them, so each is a claim and none is a fact.

use super::words::{Lang, claims};
use jiff::Timestamp;

/// One claim of a document about itself.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Meta {
    /// What is claimed.
    pub key: MetaKey,
    /// The value as it stands; a moment as RFC 3339, with its zone where the claim has one.
    pub value: String,
    /// Which part of the document claims it.
    pub origin: MetaOrigin,
}

impl Meta {
    /// Gives the moment of a claim that is one, in seconds since 1970; a claim without a zone is
    /// read as UTC.
    pub fn epoch_s(&self) -> Option<i64> {
        if !self.key.is_moment() {
            return None;
        }
        let zoned = self.value.parse::<Timestamp>().ok();
        let civil = || format!("{}Z", self.value).parse::<Timestamp>().ok();
        zoned.or_else(civil).map(Timestamp::as_second)
    }

    /// Tells whether a moment is claimed without its zone.
    pub fn is_zoneless(&self) -> bool {
        self.key.is_moment() && self.value.parse::<Timestamp>().is_err()
    }
}

/// Gives the moment at which a document says it was last saved, or else made.
pub fn saved_s(metadata: &[Meta]) -> Option<i64> {
    let of = |key: MetaKey| {
        let mine = metadata.iter().filter(|m| m.key == key);
        mine.filter_map(Meta::epoch_s).max()
    };
    of(MetaKey::Modified).or_else(|| of(MetaKey::Created))
}

/// Gives the longest run of moments, sorted, that lie within some seconds of its first one.
pub fn densest(moments: &[i64], within_s: i64) -> std::ops::Range<usize> {
    let (mut best, mut from) = (0..0, 0);
    for (to, last) in moments.iter().enumerate() {
        while moments
            .get(from)
            .is_some_and(|f| last.saturating_sub(*f) > within_s)
        {
            from += 1;
        }
        if to + 1 - from > best.len() {
            best = from..to + 1;
        }
    }
    best
}

/// Writes a table of keys as an enum with its list, words and sorts.
macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $row:ident = $word:literal,)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum $name { $($(#[$doc])* $row,)* }

        impl $name {
            /// All of them, in the order of the enum: the index keeps one as its place here.
            pub const ALL: &[Self] = &[$(Self::$row),*];

            /// Gives the word of JSON and commands.
            pub fn word(self) -> &'static str {
                match self { $(Self::$row => $word,)* }
            }

            /// Finds what a word stands for.
            pub fn of(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|k| k.word() == word)
            }
        }
    };
}

words! {
    /// What a document claims about itself.
    MetaKey {
        /// Who made it.
        Author = "author",
        /// Who saved it last.
        LastAuthor = "last-author",
        /// Manager.
        Manager = "manager",
        /// Company.
        Company = "company",
        /// Program that wrote it.
        Application = "application",
        /// Version of that program.
        Version = "version",
        /// Library that wrote the file (PDF).
        Producer = "producer",
        /// Template that it was made from.
        Template = "template",
        /// Language of its text.
        Language = "language",
        /// Title.
        Title = "title",
        /// Subject.
        Subject = "subject",
        /// Keywords.
        Keywords = "keywords",
        /// Description or comment.
        Description = "description",
        /// How often it was saved.
        Revision = "revision",
        /// When it was made.
        Created = "created",
        /// When it was saved last.
        Modified = "modified",
        /// When it was printed last.
        Printed = "printed",
        /// When a picture was taken.
        Taken = "taken",
        /// Minutes of editing.
        EditingMinutes = "editing-minutes",
        /// Pages, slides or sheets that it claims.
        Pages = "pages",
        /// Words that it claims.
        Words = "words",
        /// The first editing session of a Word file.
        RsidRoot = "rsid-root",
        /// All editing sessions of a Word file.
        Rsids = "rsids",
        /// Folder of whoever saved it.
        Path = "path",
        /// Identity of the document over all its versions.
        DocumentId = "document-id",
        /// Identity of this version.
        InstanceId = "instance-id",
        /// Device that took a picture.
        Device = "device",
        /// Where a picture was taken.
        Place = "place",
        /// Width and height of a picture.
        Dimensions = "dimensions",
        /// Zone of the writer's clock.
        Zone = "zone",
        /// Character set of the writer's system.
        CodePage = "code-page",
        /// Earlier versions that the file still holds.
        EarlierVersions = "earlier-versions",
        /// Whether it holds macros.
        Macros = "macros",
        /// Fonts that it names.
        Fonts = "fonts",
        /// When the members of the zip were written.
        ZipTime = "zip-time",
        /// What wrote the zip.
        ZipWriter = "zip-writer",
        /// The order in which cells were given formulas, where it is not that of the sheet.
        CalculationOrder = "calculation-order",
        /// A property that its maker named.
        Custom = "custom",
        /// The list of known files that names it.
        Known = "known",
        /// What kind of signature or encryption a sealed part is.
        Seal = "seal",
        /// Whom a signature names as its maker.
        Signer = "signer",
        /// The key or certificate that a signature names.
        SignerKey = "signer-key",
        /// When a signature says that it was made.
        Signed = "signed",
        /// The digest that a signature is over.
        DigestAlgorithm = "digest",
        /// The key that something is encrypted for.
        RecipientKey = "recipient-key",
        /// Width and height of the small picture that a picture carries of itself.
        Thumbnail = "thumbnail",
        /// That small picture has another shape than the picture; cameras also fit theirs to 4:3.
        ThumbnailDiffers = "thumbnail-differs",
    }
}

impl MetaKey {
    /// Names it for a reader.
    pub fn shown(self, lang: Lang) -> &'static str {
        claims::shown(self.word(), lang)
    }

    /// Tells whether the value is a moment.
    pub fn is_moment(self) -> bool {
        matches!(
            self,
            Self::Created
                | Self::Modified
                | Self::Printed
                | Self::Taken
                | Self::ZipTime
                | Self::Signed
        )
    }
}

words! {
    /// The part of a document that makes a claim.
    MetaOrigin {
        /// `docProps/core.xml`.
        Core = "core.xml",
        /// `docProps/app.xml`.
        App = "app.xml",
        /// `docProps/custom.xml`.
        CustomXml = "custom.xml",
        /// `word/settings.xml` and styles.
        Settings = "settings.xml",
        /// `xl/workbook.xml`.
        Workbook = "workbook.xml",
        /// `meta.xml` of an `OpenDocument` file.
        OdfMeta = "meta.xml",
        /// The package file of an e-book.
        Opf = "package.opf",
        /// The OLE property set `SummaryInformation`.
        Summary = "SummaryInformation",
        /// The OLE property set `DocumentSummaryInformation`.
        DocSummary = "DocumentSummaryInformation",
        /// The OLE directory.
        Directory = "directory",
        /// The information group of an RTF file.
        RtfInfo = "rtf",
        /// The Info dictionary of a PDF.
        PdfInfo = "Info",
        /// The trailer and structure of a PDF.
        PdfFile = "pdf",
        /// An XMP packet.
        Xmp = "XMP",
        /// EXIF fields.
        Exif = "EXIF",
        /// The picture's own header.
        Image = "image",
        /// The zip around it.
        Zip = "zip",
        /// The head of a web page.
        Html = "html",
        /// A calendar or address file.
        Calendar = "calendar",
        /// A list that the investigator gave.
        Given = "given",
        /// A structure of S/MIME.
        Cms = "CMS",
        /// Packets of `OpenPGP`.
        Pgp = "OpenPGP",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_stand_in_the_order_of_the_enums() {
        for (at, key) in MetaKey::ALL.iter().enumerate() {
            assert_eq!(*key as usize, at);
            assert_eq!(MetaKey::of(key.word()), Some(*key));
        }
        for (at, origin) in MetaOrigin::ALL.iter().enumerate() {
            assert_eq!(*origin as usize, at);
        }
    }

    #[test]
    fn the_densest_run_is_found() {
        assert_eq!(densest(&[], 10), 0..0);
        assert_eq!(densest(&[0, 40, 55, 60, 61, 100], 10), 2..5);
        assert_eq!(densest(&[i64::MIN, i64::MAX], 10), 0..1);
    }

    #[test]
    fn moments_are_read_with_and_without_a_zone() {
        let of = |key, value: &str| Meta {
            key,
            value: value.into(),
            origin: MetaOrigin::Core,
        };
        let zoned = of(MetaKey::Modified, "2017-04-18T09:13:04Z");
        let civil = of(MetaKey::Modified, "2017-04-18T09:13:04");
        assert_eq!(zoned.epoch_s(), Some(1_492_506_784));
        assert_eq!(civil.epoch_s(), zoned.epoch_s());
        assert!(civil.is_zoneless() && !zoned.is_zoneless());
        assert_eq!(of(MetaKey::Author, "2017-04-18T09:13:04Z").epoch_s(), None);
        let both = [of(MetaKey::Created, "2001-01-01T00:00:00Z"), zoned];
        assert_eq!(saved_s(&both), Some(1_492_506_784));
    }
}
