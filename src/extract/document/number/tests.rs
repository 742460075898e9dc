//! Formats with numbers and what is to be shown of them.

use super::*;
use proptest::prelude::*;

#[test]
fn numbers_as_workbooks_show_them() {
    let rows = [
        ("0", 12.5, "13"),
        ("0.00", 12.5, "12.50"),
        ("#,##0.00", -1_122.5, "-1,122.50"),
        ("#,##0.00 \"€\"", 12.5, "12,50 €"),
        ("#,##0.00\\ [$€-40C]", 1_234_567.891, "1 234 567,89 €"),
        ("[$€-407] #,##0.00", 1_122.5, "€ 1.122,50"),
        (
            "\"$\"#,##0.00_);[Red]\\(\"$\"#,##0.00\\)",
            -17_115.696,
            "($17,115.70)",
        ),
        (
            "_-* #,##0.00\\ _€_-;\\-* #,##0.00\\ _€_-;_-* \"-\"??\\ _€_-",
            0.0,
            "-",
        ),
        ("0%", 0.0866, "9%"),
        ("0.00%", 0.0325, "3.25%"),
        ("#,##0,\"k\"", 12_500.0, "13k"),
        (
            "0#\" \"##\" \"##\" \"##\" \"##",
            123_456_789.0,
            "01 23 45 67 89",
        ),
        ("000", 7.0, "007"),
        ("#.##", 0.0, "."),
        ("0.0#", 1.25, "1.25"),
        ("0.00", -0.001, "0.00"),
        ("0.00", 1.005, "1.01"),
        ("0", 0.5, "1"),
        ("0", 999.5, "1000"),
        ("General\" pcs\"", 12.5, "12.5 pcs"),
        ("\"yes\";\"yes\";\"no\"", 0.0, "no"),
        ("@", 42.0, "42"),
    ];
    for (code, value, wanted) in rows {
        let shown = Format::read(code).and_then(|f| f.show(value, false, Convention::Point));
        assert_eq!(shown.as_deref(), Some(wanted), "{code} {value}");
    }
}

#[test]
fn moments_as_workbooks_show_them() {
    let rows = [
        ("dd/mm/yyyy", 42_858.0, "03/05/2017"),
        ("d-mmm-yy", 42_858.0, "3-May-17"),
        ("[$-40C]d mmmm yyyy", 42_858.0, "3 mai 2017"),
        ("[$-40C]dddd d mmm yyyy;@", 42_858.0, "mercredi 3 mai 2017"),
        ("dd/mm/yyyy hh:mm", 42_858.75, "03/05/2017 18:00"),
        ("h:mm AM/PM", 0.75, "6:00 PM"),
        ("h:mm:ss AM/PM", 0.0, "12:00:00 AM"),
        ("[h]:mm:ss", 1.5, "36:00:00"),
        ("mm:ss.0", 0.000_018, "00:01.5"),
        ("yyyy-mm-dd", 1.0, "1900-01-01"),
    ];
    for (code, value, wanted) in rows {
        let shown = Format::read(code).and_then(|f| f.show(value, false, Convention::Point));
        assert_eq!(shown.as_deref(), Some(wanted), "{code} {value}");
    }
    let new = Format::read("dd/mm/yyyy").and_then(|f| f.show(41_396.0, true, Convention::Point));
    assert_eq!(new.as_deref(), Some("03/05/2017"));
}

#[test]
fn what_a_machine_decides_stays_as_it_is_stored() {
    for code in [
        "# ?/?",
        "0.00E+00",
        "[$-F800]dddd\\, mmmm dd\\, yyyy",
        "[>100]0.0;0",
        "[DBNum1]0",
        "\"open",
        "kg0",
    ] {
        assert_eq!(Format::read(code), None, "{code}");
    }
    assert_eq!(Format::built_in(14), None);
    let italian = Format::read("[$-410]d mmmm yyyy");
    assert_eq!(
        italian.and_then(|f| f.show(42_858.0, false, Convention::Point)),
        None
    );
    let unnamed = Format::read("d mmmm yyyy");
    assert_eq!(
        unnamed.and_then(|f| f.show(42_858.0, false, Convention::Space)),
        None
    );
    let before = Format::read("dd/mm/yyyy");
    assert_eq!(
        before.and_then(|f| f.show(-1.0, false, Convention::Point)),
        None
    );
}

#[test]
fn stored_values_are_listed_beside_their_cells() {
    let mut stored = Stored::default();
    stored.note((0, 1), "12,50 €", "12.5");
    stored.note((0, 2), "7", "7");
    stored.note((0, 27), "9%", "0.0866");
    stored.note((6, 0), "13", "12.6");
    assert_eq!(stored.take(), "B1 12.5\tAB1 0.0866\nA7 12.6");
    assert_eq!(general("4.9999999999999975E-2"), "0.05");
    assert_eq!(general("30.0"), "30");
    assert_eq!(general("1E+20"), "1E20");
    assert_eq!(general("n/a"), "n/a");
    let of = |names: &[&str]| Convention::of_sheets(names.iter().copied());
    assert_eq!(of(&["Budget", "Feuil2"]), Some(Convention::Space));
    assert_eq!(of(&["Tabelle1"]), Some(Convention::Comma));
    assert_eq!(of(&["Sheet1", "Feuil", "Feuille de route 2"]), None);
}

proptest! {
    #[test]
    fn no_format_and_no_number_break_it(code in "[0#?.,%;@\"\\\\_*\\[\\]$€a-zA-Z/ -]{0,24}",
        value in any::<f64>()) {
        if let Some(format) = Format::read(&code) {
            let _ = format.show(value, false, Convention::Space);
            let _ = format.show(value, true, Convention::Point);
        }
    }

    #[test]
    fn two_decimals_are_those_of_the_number(cents in -1_000_000_000_i64..1_000_000_000) {
        let value = cents as f64 / 100.0;
        let shown = Format::read("0.00").and_then(|f| f.show(value, false, Convention::Point));
        let sign = if cents < 0 { "-" } else { "" };
        let wanted = format!("{sign}{}.{:02}", cents.abs() / 100, cents.abs() % 100);
        prop_assert_eq!(shown, Some(wanted));
    }
}
