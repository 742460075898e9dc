//! When versions of office programs came out, and which version a document says that it was
//! written with. Part of `detect::ledger`.
//!
//! The months are those that Microsoft and The Document Foundation gave for the finished version
//! of each. A version that the table lacks counts as the next older one in it.

use crate::model::{Meta, MetaKey, MetaOrigin};
use jiff::civil::date;
use jiff::tz::TimeZone;

/// Before it came out, a version was tried by some for about half a year.
pub const SLACK_S: i64 = 183 * 86_400;

/// Major, minor, year and month.
type Release = (u16, u16, i16, i8);

/// Microsoft Office by the number that it writes (`AppVersion`).
const OFFICE: &[Release] = &[
    (8, 0, 1996, 11),
    (9, 0, 1999, 3),
    (10, 0, 2001, 3),
    (11, 0, 2003, 8),
    (12, 0, 2006, 11),
    (14, 0, 2010, 4),
    (15, 0, 2012, 10),
    (16, 0, 2015, 7),
];

/// Microsoft Office by the year in its name, as it writes it into PDF.
const OFFICE_YEARS: &[Release] = &[
    (2007, 0, 2006, 11),
    (2010, 0, 2010, 4),
    (2013, 0, 2012, 10),
    (2016, 0, 2015, 7),
    (2019, 0, 2018, 9),
    (2021, 0, 2021, 10),
];

/// Words of such a name: in a longer one stands the title of the document.
const OFFICE_WORDS: [&str; 10] = [
    "®",
    "Office",
    "Word",
    "Word®",
    "Excel",
    "Excel®",
    "PowerPoint",
    "PowerPoint®",
    "Publisher",
    "Visio®",
];

/// `LibreOffice`.
const LIBRE: &[Release] = &[
    (3, 3, 2011, 1),
    (3, 4, 2011, 6),
    (3, 5, 2012, 2),
    (3, 6, 2012, 8),
    (4, 0, 2013, 2),
    (4, 1, 2013, 7),
    (4, 2, 2014, 1),
    (4, 3, 2014, 7),
    (4, 4, 2015, 1),
    (5, 0, 2015, 8),
    (5, 1, 2016, 2),
    (5, 2, 2016, 8),
    (5, 3, 2017, 2),
    (5, 4, 2017, 7),
    (6, 0, 2018, 1),
    (6, 1, 2018, 8),
    (6, 2, 2019, 2),
    (6, 3, 2019, 8),
    (6, 4, 2020, 1),
    (7, 0, 2020, 8),
    (7, 1, 2021, 2),
    (7, 2, 2021, 8),
    (7, 3, 2022, 2),
    (7, 4, 2022, 8),
    (7, 5, 2023, 2),
    (7, 6, 2023, 8),
    (24, 2, 2024, 1),
    (24, 8, 2024, 8),
    (25, 2, 2025, 2),
];

/// A program of a version whose release is known.
pub struct Program {
    /// Its name and version.
    pub shown: String,
    /// The first second of the month in which it came out.
    pub released_s: i64,
    year: i16,
    month: i8,
}

impl Program {
    fn of(shown: String, (_, _, year, month): Release) -> Option<Self> {
        let day = date(year, month, 1).to_zoned(TimeZone::UTC).ok()?;
        Some(Self {
            shown,
            released_s: day.timestamp().as_second(),
            year,
            month,
        })
    }

    /// Writes the month in which it came out.
    pub fn month(&self) -> String {
        format!("{}-{:02}", self.year, self.month)
    }
}

/// Gives the newest program among those that a document names.
pub fn program(claims: &[Meta]) -> Option<Program> {
    let names = |m: &&Meta| matches!(m.key, MetaKey::Application | MetaKey::Producer);
    let named = claims.iter().filter(names);
    let by_name = named.filter_map(|m| libre(&m.value).or_else(|| office_year(m)));
    by_name.chain(office(claims)).max_by_key(|p| p.released_s)
}

/// Reads `LibreOffice/7.3.7.2$Linux…` and `LibreOffice 7.3`; a build of its makers
/// (`LibreOfficeDev`) is older than the version that it names.
fn libre(name: &str) -> Option<Program> {
    let (_, rest) = name.split_once("LibreOffice")?;
    let rest = rest.strip_prefix(['/', ' '])?;
    let (major, minor) = number(rest)?;
    Program::of(
        format!("LibreOffice {major}.{minor}"),
        find(LIBRE, major, minor)?,
    )
}

/// Reads `Microsoft® Word 2016` in a PDF; servers of such names came out in other months.
fn office_year(claim: &Meta) -> Option<Program> {
    let name = claim.value.trim();
    let in_pdf = matches!(claim.origin, MetaOrigin::PdfInfo | MetaOrigin::Xmp);
    let (words, year) = name.strip_prefix("Microsoft")?.rsplit_once(' ')?;
    let year: u16 = year.parse().ok()?;
    let is_name = words.split_whitespace().all(|w| OFFICE_WORDS.contains(&w));
    let row = OFFICE_YEARS.iter().find(|r| r.0 == year);
    Program::of(name.to_owned(), *row.filter(|_| in_pdf && is_name)?)
}

/// Reads `16.0300` beside `Microsoft Office Word`: other programs write other numbers there.
fn office(claims: &[Meta]) -> Option<Program> {
    let by_office = |m: &&Meta| {
        let own = matches!(m.origin, MetaOrigin::App | MetaOrigin::Summary);
        own && m.key == MetaKey::Application && m.value.starts_with("Microsoft")
    };
    let name = claims.iter().find(by_office)?;
    let written = |m: &&Meta| {
        let own = matches!(m.origin, MetaOrigin::App | MetaOrigin::DocSummary);
        own && m.key == MetaKey::Version
    };
    let (major, _) = number(&claims.iter().find(written)?.value)?;
    let row = OFFICE.iter().find(|r| r.0 == major)?;
    let name = name.value.trim();
    let shown = if name.ends_with(|c: char| c.is_ascii_digit()) {
        name.to_owned()
    } else {
        format!("{name} {major}")
    };
    Program::of(shown, *row)
}

/// Gives the newest release that is not newer than a version.
fn find(table: &[Release], major: u16, minor: u16) -> Option<Release> {
    let mut older = table.iter().rev();
    older.find(|r| (r.0, r.1) <= (major, minor)).copied()
}

fn number(text: &str) -> Option<(u16, u16)> {
    let mut parts = text.splitn(3, '.');
    let major = parts.next()?.trim().parse().ok()?;
    let minor = parts.next().unwrap_or("0");
    let end = minor.find(|c: char| !c.is_ascii_digit());
    let minor = minor.get(..end.unwrap_or(minor.len()))?;
    Some((major, minor.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(claims: &[(MetaKey, MetaOrigin, &str)]) -> Option<(String, String)> {
        let meta = |(key, origin, value): &(MetaKey, MetaOrigin, &str)| Meta {
            key: *key,
            origin: *origin,
            value: (*value).to_owned(),
        };
        let claims: Vec<Meta> = claims.iter().map(meta).collect();
        program(&claims).map(|p| (p.shown.clone(), p.month()))
    }

    #[test]
    fn programs_are_read_as_they_name_themselves() {
        use MetaKey::{Application, Producer, Version};
        use MetaOrigin::{App, DocSummary, OdfMeta, PdfInfo, Summary};
        let is = |shown: &str, month: &str| Some((shown.to_owned(), month.to_owned()));
        let libre = "LibreOffice/5.1.6.2$Linux_X86_64 LibreOffice_project/10m0$Build-2";
        assert_eq!(
            of(&[(Application, OdfMeta, libre)]),
            is("LibreOffice 5.1", "2016-02")
        );
        let pdf = [
            (Application, PdfInfo, "Writer"),
            (Producer, PdfInfo, "LibreOffice 25.8"),
        ];
        assert_eq!(of(&pdf), is("LibreOffice 25.8", "2025-02"));
        let word = [
            (Application, App, "Microsoft Office Word"),
            (Version, App, "16.0000"),
        ];
        assert_eq!(of(&word), is("Microsoft Office Word 16", "2015-07"));
        let old = [
            (Application, Summary, "Microsoft Excel"),
            (Version, DocSummary, "11.9999"),
        ];
        assert_eq!(of(&old), is("Microsoft Excel 11", "2003-08"));
        let named = "Microsoft® Office Word 2007";
        assert_eq!(of(&[(Producer, PdfInfo, named)]), is(named, "2006-11"));
    }

    #[test]
    fn what_names_no_release_is_passed_over() {
        use MetaKey::{Application, Version};
        use MetaOrigin::{App, OdfMeta, PdfInfo};
        let libre = [(Application, App, "LibreOffice"), (Version, App, "15.0000")];
        assert_eq!(of(&libre), None);
        let library = [(Application, App, "Microsoft Excel"), (Version, App, "3.1")];
        assert_eq!(of(&library), None);
        assert_eq!(of(&[(Application, OdfMeta, "LibreOfficeDev/7.4.0")]), None);
        let server = "Microsoft Exchange Server 2010";
        assert_eq!(of(&[(Application, PdfInfo, server)]), None);
        let titled = "Microsoft Word - The rent of the mill 2016";
        assert_eq!(of(&[(Application, PdfInfo, titled)]), None);
    }

    #[test]
    fn the_tables_stand_in_order() {
        for table in [OFFICE, OFFICE_YEARS, LIBRE] {
            assert!(table.is_sorted_by_key(|r| (r.2, r.3)));
            assert!(table.is_sorted());
        }
    }
}
