//! Every example of the published specification (Library of Congress, *Extended Date/Time
//! Format*, 4 February 2019; the profile in Annex A of ISO 8601-2:2019), and what holds for
//! every date.
#![allow(clippy::expect_used, clippy::panic)]

use proptest::prelude::*;
use proptest::sample::select;
use regesta::model::{Date, DateError, Day, Edge, Precision};

/// Expression, first day, last day (`..` if open, empty if unknown), marks, precision, words.
type Example = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    Precision,
    &'static str,
);

use Precision::{Day as D, Interval as I, Month as M, Set as S, SubYear as Q, Year as Y};

#[rustfmt::skip]
const LEVEL_0: &[Example] = &[
    ("1985-04-12", "1985-04-12", "1985-04-12", "", D, "12 April 1985"),
    ("1985-04", "1985-04-01", "1985-04-30", "", M, "April 1985"),
    ("1985", "1985-01-01", "1985-12-31", "", Y, "1985"),
    ("1964/2008", "1964-01-01", "2008-12-31", "", I, "from 1964 to 2008"),
    ("2004-06/2006-08", "2004-06-01", "2006-08-31", "", I, "from June 2004 to August 2006"),
    ("2004-02-01/2005-02-08", "2004-02-01", "2005-02-08", "", I, "from 1 February 2004 to 8 February 2005"),
    ("2004-02-01/2005-02", "2004-02-01", "2005-02-28", "", I, "from 1 February 2004 to February 2005"),
    ("2004-02-01/2005", "2004-02-01", "2005-12-31", "", I, "from 1 February 2004 to 2005"),
    ("2005/2006-02", "2005-01-01", "2006-02-28", "", I, "from 2005 to February 2006"),
];

#[rustfmt::skip]
const LEVEL_1: &[Example] = &[
    // Seasons.
    ("2001-21", "2001-03-01", "2001-05-31", "", Q, "spring 2001"),
    ("2001-22", "2001-06-01", "2001-08-31", "", Q, "summer 2001"),
    ("2001-23", "2001-09-01", "2001-11-30", "", Q, "autumn 2001"),
    ("2001-24", "2001-12-01", "2002-02-28", "", Q, "winter 2001–02"),
    // Qualification of a whole date.
    ("1984?", "1984-01-01", "1984-12-31", "?", Y, "1984 (uncertain)"),
    ("2004-06~", "2004-06-01", "2004-06-30", "~", M, "about June 2004"),
    ("2004-06-11%", "2004-06-11", "2004-06-11", "%", D, "about 11 June 2004 (uncertain)"),
    // Unspecified digits from the right.
    ("201X", "2010-01-01", "2019-12-31", "", Y, "the 2010s"),
    ("20XX", "2000-01-01", "2099-12-31", "", Y, "some year from 2000 to 2099"),
    ("2004-XX", "2004-01-01", "2004-12-31", "", M, "some month of 2004"),
    ("1985-04-XX", "1985-04-01", "1985-04-30", "", D, "some day of April 1985"),
    ("1985-XX-XX", "1985-01-01", "1985-12-31", "", D, "some day of 1985"),
    // Extended intervals.
    ("1985-04-12/..", "1985-04-12", "..", "", I, "from 12 April 1985 on"),
    ("1985-04/..", "1985-04-01", "..", "", I, "from April 1985 on"),
    ("1985/..", "1985-01-01", "..", "", I, "from 1985 on"),
    ("../1985-04-12", "..", "1985-04-12", "", I, "up to 12 April 1985"),
    ("../1985-04", "..", "1985-04-30", "", I, "up to April 1985"),
    ("../1985", "..", "1985-12-31", "", I, "up to 1985"),
    ("1985-04-12/", "1985-04-12", "", "", I, "from 12 April 1985, end unknown"),
    ("1985-04/", "1985-04-01", "", "", I, "from April 1985, end unknown"),
    ("1985/", "1985-01-01", "", "", I, "from 1985, end unknown"),
    ("/1985-04-12", "", "1985-04-12", "", I, "until 12 April 1985, beginning unknown"),
    ("/1985-04", "", "1985-04-30", "", I, "until April 1985, beginning unknown"),
    ("/1985", "", "1985-12-31", "", I, "until 1985, beginning unknown"),
    ("1984~/2004-06", "1984-01-01", "2004-06-30", "~", I, "from about 1984 to June 2004"),
    ("1984/2004-06~", "1984-01-01", "2004-06-30", "~", I, "from 1984 to about June 2004"),
    ("1984~/2004~", "1984-01-01", "2004-12-31", "~", I, "from about 1984 to about 2004"),
    ("1984?/2004%", "1984-01-01", "2004-12-31", "%", I, "from 1984 (uncertain) to about 2004 (uncertain)"),
    ("1984-06-02?/2004-08-08~", "1984-06-02", "2004-08-08", "%", I, "from 2 June 1984 (uncertain) to about 8 August 2004"),
    ("1984-06-02?/", "1984-06-02", "", "?", I, "from 2 June 1984 (uncertain), end unknown"),
    // Negative years.
    ("-1985", "-1985-01-01", "-1985-12-31", "", Y, "1986 BC"),
];

#[rustfmt::skip]
const LEVEL_2: &[Example] = &[
    // Groupings below the year.
    ("2001-25", "2001-03-01", "2001-05-31", "", Q, "northern spring 2001"),
    ("2001-26", "2001-06-01", "2001-08-31", "", Q, "northern summer 2001"),
    ("2001-27", "2001-09-01", "2001-11-30", "", Q, "northern autumn 2001"),
    ("2001-28", "2001-12-01", "2002-02-28", "", Q, "northern winter 2001–02"),
    ("2001-29", "2001-09-01", "2001-11-30", "", Q, "southern spring 2001"),
    ("2001-30", "2001-12-01", "2002-02-28", "", Q, "southern summer 2001–02"),
    ("2001-31", "2001-03-01", "2001-05-31", "", Q, "southern autumn 2001"),
    ("2001-32", "2001-06-01", "2001-08-31", "", Q, "southern winter 2001"),
    ("2001-33", "2001-01-01", "2001-03-31", "", Q, "first quarter of 2001"),
    ("2001-34", "2001-04-01", "2001-06-30", "", Q, "second quarter of 2001"),
    ("2001-35", "2001-07-01", "2001-09-30", "", Q, "third quarter of 2001"),
    ("2001-36", "2001-10-01", "2001-12-31", "", Q, "fourth quarter of 2001"),
    ("2001-37", "2001-01-01", "2001-04-30", "", Q, "first third of 2001"),
    ("2001-38", "2001-05-01", "2001-08-31", "", Q, "second third of 2001"),
    ("2001-39", "2001-09-01", "2001-12-31", "", Q, "last third of 2001"),
    ("2001-40", "2001-01-01", "2001-06-30", "", Q, "first half of 2001"),
    ("2001-41", "2001-07-01", "2001-12-31", "", Q, "second half of 2001"),
    // One of a set.
    ("[1667,1668,1670..1672]", "1667-01-01", "1672-12-31", "", S, "1667, 1668, or some year from 1670 to 1672"),
    ("[..1760-12-03]", "..", "1760-12-03", "", S, "3 December 1760 or earlier"),
    ("[1760-12..]", "1760-12-01", "..", "", S, "December 1760 or later"),
    ("[1760-01,1760-02,1760-12..]", "1760-01-01", "..", "", S, "January 1760, February 1760, or December 1760 or later"),
    ("[1667,1760-12]", "1667-01-01", "1760-12-31", "", S, "1667 or December 1760"),
    ("[..1984]", "..", "1984-12-31", "", S, "1984 or earlier"),
    // All of a set.
    ("{1667,1668,1670..1672}", "1667-01-01", "1672-12-31", "", S, "1667, 1668, and every year from 1670 to 1672"),
    ("{1960,1961-12}", "1960-01-01", "1961-12-31", "", S, "1960 and December 1961"),
    ("{..1984}", "..", "1984-12-31", "", S, "1984 and every earlier year"),
    // Qualification of a group of parts, and of single parts.
    ("2004-06~-11", "2004-06-11", "2004-06-11", "~", D, "11 June 2004 (year and month approximate)"),
    ("2004?-06-11", "2004-06-11", "2004-06-11", "?", D, "11 June 2004 (year uncertain)"),
    ("?2004-06-~11", "2004-06-11", "2004-06-11", "%", D, "11 June 2004 (year uncertain, day approximate)"),
    ("2004-%06-11", "2004-06-11", "2004-06-11", "%", D, "11 June 2004 (month approximate and uncertain)"),
    // Unspecified digits anywhere.
    ("156X-12-25", "1560-12-25", "1569-12-25", "", D, "25 December of some year of the 1560s"),
    ("15XX-12-25", "1500-12-25", "1599-12-25", "", D, "25 December of some year from 1500 to 1599"),
    ("XXXX-12-XX", "0000-12-01", "9999-12-31", "", D, "some day of December of some year"),
    ("1XXX-XX", "1000-01-01", "1999-12-31", "", M, "some month of some year from 1000 to 1999"),
    ("1XXX-12", "1000-12-01", "1999-12-31", "", M, "December of some year from 1000 to 1999"),
    ("1984-1X", "1984-10-01", "1984-12-31", "", M, "October, November or December 1984"),
    // Intervals.
    ("2004-06-~01/2004-06-~20", "2004-06-01", "2004-06-20", "~", I, "from 1 June 2004 (day approximate) to 20 June 2004 (day approximate)"),
    ("2004-06-XX/2004-07-03", "2004-06-01", "2004-07-03", "", I, "from some day of June 2004 to 3 July 2004"),
];

#[rustfmt::skip]
/// Further forms of Annex A, and forms of which the words or days are not obvious.
const OTHERS: &[Example] = &[
    ("0000", "0000-01-01", "0000-12-31", "", Y, "1 BC"),
    ("2000-02", "2000-02-01", "2000-02-29", "", M, "February 2000"),
    ("1999-24", "1999-12-01", "2000-02-29", "", Q, "winter 1999–2000"),
    ("-0043-24", "-0043-12-01", "-0042-02-28", "", Q, "winter 44–43 BC"),
    ("0000-24", "0000-12-01", "0001-02-28", "", Q, "winter 1 BC–1"),
    ("2019-24/2020-21", "2019-12-01", "2020-05-31", "", I, "from winter 2019–20 to spring 2020"),
    ("199X-24", "1990-12-01", "2000-02-29", "", Q, "winter that begins in some year of the 1990s"),
    ("199X-34", "1990-04-01", "1999-06-30", "", Q, "second quarter of some year of the 1990s"),
    ("2001-34~", "2001-04-01", "2001-06-30", "~", Q, "about the second quarter of 2001"),
    ("2001?-34", "2001-04-01", "2001-06-30", "?", Q, "second quarter of 2001 (year uncertain)"),
    ("2001-~34", "2001-04-01", "2001-06-30", "~", Q, "second quarter of 2001 (quarter approximate)"),
    ("2001-33/2001-34", "2001-01-01", "2001-06-30", "", I, "from the first to the second quarter of 2001"),
    ("2001-33/2001-05", "2001-01-01", "2001-05-31", "", I, "from the first quarter of 2001 to May 2001"),
    ("190X", "1900-01-01", "1909-12-31", "", Y, "some year from 1900 to 1909"),
    ("001X", "0010-01-01", "0019-12-31", "", Y, "some year from 10 to 19"),
    ("0XXX", "0000-01-01", "0999-12-31", "", Y, "some year from 1 BC to 999"),
    ("XXXX", "0000-01-01", "9999-12-31", "", Y, "some year"),
    ("1XX3", "1003-01-01", "1993-12-31", "", Y, "some year from 1003 to 1993 with 3 as its fourth digit"),
    ("1XX3-05", "1003-05-01", "1993-05-31", "", M, "May of some year from 1003 to 1993 with 3 as its fourth digit"),
    ("1560-XX-25", "1560-01-25", "1560-12-25", "", D, "the 25th of some month of 1560"),
    ("1985-0X-31", "1985-01-31", "1985-08-31", "", D, "the 31st of January, March, May, July or August 1985"),
    ("1985-04-1X", "1985-04-10", "1985-04-19", "", D, "some day from 10 to 19 April 1985"),
    ("1985-04-X1", "1985-04-01", "1985-04-21", "", D, "1, 11 or 21 April 1985"),
    ("2020-05-XX~", "2020-05-01", "2020-05-31", "~", D, "some day of May 2020 (approximate)"),
    ("XXXX-02-29", "0000-02-29", "9996-02-29", "", D, "29 February of some year"),
    ("2020-02-10/2020-02-14", "2020-02-10", "2020-02-14", "", I, "from 10 to 14 February 2020"),
    ("2020-03-28/2020-04-02", "2020-03-28", "2020-04-02", "", I, "from 28 March to 2 April 2020"),
    ("2019-12-30/2020-01-02", "2019-12-30", "2020-01-02", "", I, "from 30 December 2019 to 2 January 2020"),
    ("2020-05/2020-07", "2020-05-01", "2020-07-31", "", I, "from May to July 2020"),
    ("2020-05-04/2020-07", "2020-05-04", "2020-07-31", "", I, "from 4 May to July 2020"),
    ("2020-05-04/2020-05", "2020-05-04", "2020-05-31", "", I, "from 4 May 2020 to some time in May 2020"),
    ("2020/2020-05-04", "2020-01-01", "2020-05-04", "", I, "from some time in 2020 to 4 May 2020"),
    ("2020-05/2020-05", "2020-05-01", "2020-05-31", "", I, "within May 2020"),
    ("2020-05-04/2020-05-04", "2020-05-04", "2020-05-04", "", I, "4 May 2020"),
    ("2020-05-XX/2020-05-XX", "2020-05-01", "2020-05-31", "", I, "from some day of May 2020 to some day of May 2020"),
    ("2020-05~/2020-07", "2020-05-01", "2020-07-31", "~", I, "from about May 2020 to July 2020"),
    ("2020-05~/2020-07~", "2020-05-01", "2020-07-31", "~", I, "from about May to about July 2020"),
    ("..2004-06-01/2004-06-20..", "..", "..", "", I, "from 1 June 2004 or earlier to 20 June 2004 or later"),
    ("[2020-05-22,2020-05-25]", "2020-05-22", "2020-05-25", "", S, "22 or 25 May 2020"),
    ("{2020-05-22,2020-06-03}", "2020-05-22", "2020-06-03", "", S, "22 May and 3 June 2020"),
    ("[2020-05~,2020-07]", "2020-05-01", "2020-07-31", "~", S, "about May 2020 or July 2020"),
    ("[2020-05-04,2020-06]", "2020-05-04", "2020-06-30", "", S, "4 May 2020 or June 2020"),
    ("[2020-05-03..2020-05-07]", "2020-05-03", "2020-05-07", "", S, "some day from 3 to 7 May 2020"),
    ("{2020-34..}", "2020-04-01", "..", "", S, "the second quarter of 2020 and every later quarter"),
    ("{2021,2019}", "2019-01-01", "2021-12-31", "", S, "2021 and 2019"),
    ("[2020]", "2020-01-01", "2020-12-31", "", S, "2020"),
];

fn all() -> Vec<Example> {
    [LEVEL_0, LEVEL_1, LEVEL_2, OTHERS].concat()
}

fn date(edtf: &str) -> Date {
    Date::parse(edtf).unwrap_or_else(|error| panic!("{edtf}: {error}"))
}

fn told(edge: Edge) -> String {
    match edge {
        Edge::Day(day) => day.to_string(),
        Edge::Open => "..".to_owned(),
        Edge::Unknown => String::new(),
    }
}

#[test]
fn every_example_of_the_specification_means_what_it_says() {
    for (edtf, earliest, latest, marks, precision, _) in all() {
        let date = date(edtf);
        assert_eq!(told(date.earliest()), earliest, "{edtf}: earliest");
        assert_eq!(told(date.latest()), latest, "{edtf}: latest");
        let uncertain = matches!(marks, "?" | "%");
        let approximate = matches!(marks, "~" | "%");
        assert_eq!(date.is_uncertain(), uncertain, "{edtf}: uncertain");
        assert_eq!(date.is_approximate(), approximate, "{edtf}: approximate");
        assert_eq!(date.precision(), precision, "{edtf}");
    }
}

#[test]
fn every_example_of_the_specification_has_words() {
    let wrong: Vec<String> = all()
        .into_iter()
        .map(|(edtf, .., words)| (edtf, date(edtf).words().to_owned(), words))
        .filter(|(_, said, words)| said != words)
        .map(|(edtf, said, words)| format!("{edtf}: “{said}”, not “{words}”"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn start_and_end_have_bounds_of_their_own() {
    for (edtf, start, end) in [
        ("2020-05", "2020-05-01 2020-05-31", "2020-05-01 2020-05-31"),
        (
            "2020-05-04/2020-07",
            "2020-05-04 2020-05-04",
            "2020-07-01 2020-07-31",
        ),
        ("2020-05/..", "2020-05-01 2020-05-31", ".. .."),
        ("/2020-05", " ", "2020-05-01 2020-05-31"),
        (
            "2020-05-XX/2020-06-03",
            "2020-05-01 2020-05-31",
            "2020-06-03 2020-06-03",
        ),
        ("..2020-05/2020-07..", ".. 2020-05-31", "2020-07-01 .."),
        (
            "[2020-05,2020-07]",
            "2020-05-01 2020-07-31",
            "2020-05-01 2020-07-31",
        ),
        (
            "[2020-07,2020-05]",
            "2020-05-01 2020-07-31",
            "2020-05-01 2020-07-31",
        ),
        ("[2020-05..]", "2020-05-01 ..", "2020-05-01 .."),
        ("[..2020-05]", ".. 2020-05-31", ".. 2020-05-31"),
        (
            "{2020-05,2020-07}",
            "2020-05-01 2020-05-31",
            "2020-07-01 2020-07-31",
        ),
        (
            "{2020-07,2020-05}",
            "2020-05-01 2020-05-31",
            "2020-07-01 2020-07-31",
        ),
        // The year starts first, and whichever starts first does so on 1 May at the latest.
        (
            "{2020,2020-05-01}",
            "2020-01-01 2020-05-01",
            "2020-05-01 2020-12-31",
        ),
        (
            "{2020-05..2020-07}",
            "2020-05-01 2020-05-31",
            "2020-07-01 2020-07-31",
        ),
        ("{..2020-05}", ".. ..", "2020-05-01 2020-05-31"),
    ] {
        let date = date(edtf);
        let pair = |(one, other)| format!("{} {}", told(one), told(other));
        assert_eq!(pair(date.start_bounds()), start, "{edtf}: start");
        assert_eq!(pair(date.end_bounds()), end, "{edtf}: end");
    }
}

type Refusal = fn(String) -> DateError;

#[test]
fn what_is_not_read_is_refused_with_its_reason_and_a_remedy() {
    let refused: &[(Refusal, &str, &[&str])] = &[
        (
            DateError::TimeOfDay,
            "leave out the time",
            &[
                "1985-04-12T23:20:30",
                "1985-04-12T23:20:30Z",
                "1985-04-12T23:20:30-04",
                "1985-04-12T23:20:30+04:30",
                // No times in EDTF, but times of day all the same.
                "1985-04-12T23:20",
                "1985-04-12T24:00:00",
                "1985-04-12T10:00:00/1985-04-13",
                "1985-04-12/1985-04-13T10:00:00",
            ],
        ),
        (
            DateError::OutOfRange,
            "-9999 to 9999",
            &[
                "Y170000002",
                "Y-170000002",
                "Y10000/..",
                "[2020,Y10000]",
                // Ends in February of the year 10000.
                "9999-24",
            ],
        ),
        (
            DateError::NotSupported,
            "19XX",
            &[
                "Y-17E7",
                "Y17E8",
                "1950S2",
                "Y171010000S3",
                "Y3388E2S3",
                "1950S2/1960",
                "{1900,1950S2}",
                "[..1950S2]",
            ],
        ),
        (
            DateError::Reversed,
            "earlier date first",
            &[
                "2020-05/2020-04",
                "2020-05-08/2020-05-04",
                "2020-05?/2019~",
                "0001/-0001",
                "2020-24/2020-21",
                "[1672..1670]",
                "{1660,1672..1670}",
            ],
        ),
        (
            DateError::Syntax,
            "2020-05-22",
            &[
                "",
                " ",
                " 2020",
                "2020 ",
                "2020-05-22\n",
                "[2020, 2021]",
                "199x",
                "2020-xx",
                "y170000002",
                "1985-04-12t23:20:30",
                "May 2020",
                "2020-05-22Today",
                "Today",
                "2020/2021/2022",
                "2021-02-29",
                "2020-13",
                "2020-00",
                "2020-20",
                "2020-42",
                "2020-21-05",
                "20200522",
                "2020-143",
                "2020-W21",
                "2020-5-2",
                "-0000",
                "Y2020",
                "..2020",
                "/",
                "../..",
                "../",
                "[]",
                "[2020",
                "[2020}",
                "[[2020]]",
                "[2020..2021-05]",
                "{2020,}",
                "-199X",
                "2020–05",
                "２０２０",
                "open/2020",
                "2020/unknown",
            ],
        ),
    ];
    for (reason, remedy, texts) in refused {
        for text in *texts {
            let error = Date::parse(text).expect_err(text);
            assert_eq!(error, reason((*text).to_owned()));
            assert!(
                error.remedy().contains(remedy),
                "{text}: {}",
                error.remedy()
            );
            assert!(error.to_string().contains(text), "{error}");
        }
    }
}

fn year() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => (0..9999_i32).prop_map(|year| format!("{year:04}")),
        1 => (1..9999_i32).prop_map(|year| format!("-{year:04}")),
    ]
}

/// A date without marks, of any precision, with or without unspecified digits.
fn plain() -> impl Strategy<Value = String> {
    let masked = "[0-9X]{4}(-[01X][0-9X](-[0-3X][0-9X])?)?";
    prop_oneof![
        2 => year(),
        3 => (year(), 1..=12).prop_map(|(year, month)| format!("{year}-{month:02}")),
        3 => (year(), 21..=41).prop_map(|(year, group)| format!("{year}-{group}")),
        4 => (year(), 1..=12, 1..=31).prop_map(|(year, month, day)| format!("{year}-{month:02}-{day:02}")),
        3 => masked,
    ]
    .prop_filter("is a date", |text| Date::parse(text).is_ok())
}

/// `date` with marks after its parts and before them.
fn marked(date: &str, after: &str, before: &[&str]) -> String {
    let mut marks = before.iter().cycle();
    let (sign, digits) = match date.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", date),
    };
    let parts: Vec<String> = digits
        .split('-')
        .enumerate()
        .map(|(ix, part)| {
            let sign = if ix == 0 { sign } else { "" };
            format!("{}{sign}{part}", marks.next().copied().unwrap_or(""))
        })
        .collect();
    parts.join("-") + after
}

fn any_date() -> impl Strategy<Value = String> {
    let mark = || select(vec!["", "?", "~", "%"]);
    let one = || {
        (plain(), mark(), mark(), mark(), mark()).prop_map(|(date, after, first, second, third)| {
            marked(&date, after, &[first, second, third])
        })
    };
    let set = prop::collection::vec((one(), select(vec!["", "..", "/.."])), 1..4);
    prop_oneof![
        2 => one(),
        1 => (one(), one()).prop_map(|(from, to)| format!("{from}/{to}")),
        1 => (plain(), plain()).prop_map(|(from, to)| format!("[{from}..{to}]")),
        1 => (one(), select(vec!["", ".."])).prop_map(|(from, end)| format!("{from}/{end}")),
        1 => (one(), select(vec!["", ".."])).prop_map(|(to, start)| format!("{start}/{to}")),
        2 => (set, any::<bool>()).prop_map(|(members, all)| {
            let members: Vec<String> = members
                .into_iter()
                .map(|(date, side)| match side {
                    ".." => format!("{date}.."),
                    "/.." => format!("..{date}"),
                    _ => date,
                })
                .collect();
            if all { format!("{{{}}}", members.join(",")) } else { format!("[{}]", members.join(",")) }
        }),
    ]
}

fn in_order(first: Edge, last: Edge) -> bool {
    match (first, last) {
        (Edge::Day(first), Edge::Day(last)) => first <= last,
        _ => true,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn a_date_reads_back_and_has_words_and_ordered_bounds(text in any_date()) {
        let date = match Date::parse(&text) {
            Ok(date) => date,
            Err(error) => {
                prop_assert!(
                    text.contains("/") || text.contains(".."),
                    "only an interval or range can be the wrong way round: {error}"
                );
                return Ok(());
            }
        };
        prop_assert_eq!(date.edtf(), &text);
        prop_assert_eq!(&Date::parse(date.edtf()).expect("it was read"), &date);
        let (start, end) = (date.start_bounds(), date.end_bounds());
        prop_assert!(in_order(start.0, start.1) && in_order(end.0, end.1));
        prop_assert!(in_order(start.0, end.1));
        prop_assert_eq!((start.0, end.1), (date.earliest(), date.latest()));
        let words = date.words();
        prop_assert!(!words.is_empty() && !words.contains(['X', '?', '~', '%', '[', '{', '/']), "{words}");
        prop_assert!(!words.contains("  ") && words.trim() == words, "{words}");
        prop_assert_eq!(words.contains("uncertain"), date.is_uncertain(), "{}", words);
        let about = words.contains("about") || words.contains("approximate");
        prop_assert_eq!(about, date.is_approximate(), "{}", words);
    }

    #[test]
    fn marks_move_no_day(
        text in plain(),
        after in select(vec!["", "?", "~", "%"]),
        before in prop::collection::vec(select(vec!["", "?", "~", "%"]), 3),
    ) {
        let (bare, marked) = (date(&text), date(&marked(&text, after, &before)));
        prop_assert_eq!(bare.start_bounds(), marked.start_bounds());
        prop_assert_eq!(bare.end_bounds(), marked.end_bounds());
        prop_assert_eq!(bare.precision(), marked.precision());
    }

    #[test]
    fn a_part_of_a_year_lies_in_it(year in year(), part in (1..=41_u8).prop_filter("", |part| !(13..=20).contains(part))) {
        let part_text = format!("{year}-{part:02}");
        let (whole, within) = (date(&year), date(&part_text));
        let day = |edge: Edge| edge.day().expect("a day");
        prop_assert!(day(whole.earliest()) <= day(within.earliest()));
        let months = if part <= 12 { 1 } else { [3, 4, 6][usize::from(part > 36) + usize::from(part > 39)] };
        let (first_year, first_month, first_day) = day(within.earliest()).ymd();
        let (last_year, last_month, _) = day(within.latest()).ymd();
        prop_assert_eq!(first_day, 1);
        prop_assert_eq!(
            (i32::from(last_year) - i32::from(first_year)) * 12 + i32::from(last_month) - i32::from(first_month),
            months - 1
        );
        prop_assert_eq!(Day(day(within.latest()).0 + 1).ymd().2, 1, "the last day of a month");
        // December to February: the winter of the north and the summer of the south.
        if matches!(part, 24 | 28 | 30) {
            prop_assert_eq!(i32::from(last_year), i32::from(first_year) + 1);
            prop_assert_eq!((first_month, last_month), (12, 2));
        } else {
            prop_assert!(day(within.latest()) <= day(whole.latest()));
        }
    }

    #[test]
    fn no_text_brings_the_reader_down(text in "\\PC{0,24}", near in "[-0-9XYESTZ:?~%.,/\\[\\]{} ]{0,24}") {
        for text in [text, near] {
            if let Ok(date) = Date::parse(&text) {
                prop_assert_eq!(date.edtf(), &text);
            }
        }
    }

    #[test]
    fn an_interval_the_wrong_way_round_is_said_to_be_so(one in plain(), other in plain()) {
        let (first, second) = (date(&one), date(&other));
        let reversed = !in_order(first.earliest(), second.latest());
        let text = format!("{one}/{other}");
        match Date::parse(&text) {
            Ok(_) => prop_assert!(!reversed),
            Err(error) => prop_assert_eq!((reversed, error), (true, DateError::Reversed(text))),
        }
    }
}
