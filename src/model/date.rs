//! What a source says of a time: an EDTF expression with its bounds and its words.
//!
//! The grammar and the bounds are those of `edtf-core` (ISO 8601-2:2019, Annex A). That
//! crate stays behind this type, so that nothing else depends on it.

use std::fmt;

use edtf_core::{Bound, Edtf, IntervalEndpoint, SetElement, SetKind};

use super::day::{Day, month_name, year_words};

/// One end of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Edge {
    /// This day, inclusive.
    Day(Day),
    /// Without an end on this side ("or later", "and before").
    Open,
    /// There is an end, but it is not known.
    Unknown,
}

impl Edge {
    /// The day, if this end has one.
    #[must_use]
    pub const fn day(self) -> Option<Day> {
        match self {
            Self::Day(day) => Some(day),
            Self::Open | Self::Unknown => None,
        }
    }
}

/// How finely a date is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Precision {
    /// One day.
    Day,
    /// One month.
    Month,
    /// A season, quarter or half-year.
    SubYear,
    /// One year.
    Year,
    /// From one date to another.
    Interval,
    /// One of several, or all of several.
    Set,
}

/// A date as a source tells it.
///
/// ```
/// use regesta::model::{Date, Edge, Day};
/// let date = Date::parse("2020-05~").expect("a date");
/// assert_eq!(date.words(), "about May 2020");
/// assert_eq!(date.earliest(), Edge::Day(Day::from_ymd(2020, 5, 1).expect("a day")));
/// assert!(date.is_approximate());
/// assert!(Date::parse("2020-02-30").is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Date {
    edtf: Box<str>,
    words: Box<str>,
    earliest: Edge,
    latest: Edge,
    precision: Precision,
    uncertain: bool,
    approximate: bool,
}

/// Why a text is not a date that the program can use.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// Not EDTF.
    #[error("“{0}” is not an EDTF date")]
    Syntax(String),
    /// EDTF, but with a time of day.
    #[error("“{0}” has a time of day")]
    TimeOfDay(String),
    /// EDTF, but outside the calendar of the program.
    #[error("“{0}” lies outside the years −9999 to 9999")]
    OutOfRange(String),
    /// An interval or set whose end is before its start.
    #[error("“{0}” ends before it starts")]
    Reversed(String),
}

impl DateError {
    /// What to do about it, in a user's words.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Syntax(_) => {
                "write a day as 2020-05-22, a month as 2020-05, a quarter as 2020-34, a span as 2020-05-04/2020-05-08"
            }
            Self::TimeOfDay(_) => "leave out the time: a day is the smallest unit",
            Self::OutOfRange(_) => "use a year from -9999 to 9999",
            Self::Reversed(_) => "put the earlier date first",
        }
    }
}

impl Date {
    /// Reads an EDTF expression: level 1, and of level 2 sets, part qualifiers and
    /// groupings below the year.
    ///
    /// # Errors
    /// [`DateError`] if it is not EDTF, has a time of day, lies outside the years −9999
    /// to 9999, or ends before it starts.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let own = || text.chars().take(60).collect::<String>();
        let edtf = Edtf::parse(text).map_err(|_| DateError::Syntax(own()))?;
        if matches!(edtf, Edtf::DateTime(_)) {
            return Err(DateError::TimeOfDay(own()));
        }
        let bounds = edtf.bounds();
        let (start_unknown, end_unknown) = match &edtf {
            Edtf::Interval(interval) => (
                interval.start == IntervalEndpoint::Unknown,
                interval.end == IntervalEndpoint::Unknown,
            ),
            _ => (false, false),
        };
        let edge = |bound: Bound, may_be_unknown: bool| match bound {
            Bound::Date(date) => Day::from_ymd(date.year, date.month, date.day)
                .map(Edge::Day)
                .ok_or_else(|| DateError::OutOfRange(own())),
            Bound::NegativeInfinity | Bound::PositiveInfinity => Ok(Edge::Open),
            Bound::Unknown if may_be_unknown => Ok(Edge::Unknown),
            Bound::Unknown => Err(DateError::OutOfRange(own())),
        };
        let earliest = edge(bounds.earliest, start_unknown)?;
        let latest = edge(bounds.latest, end_unknown)?;
        if let (Edge::Day(first), Edge::Day(last)) = (earliest, latest)
            && first > last
        {
            return Err(DateError::Reversed(own()));
        }
        Ok(Self {
            words: words_of(&edtf).into(),
            earliest,
            latest,
            precision: precision_of(&edtf),
            uncertain: edtf.is_uncertain(),
            approximate: edtf.is_approximate(),
            edtf: text.into(),
        })
    }

    /// The expression as it was written.
    #[must_use]
    pub fn edtf(&self) -> &str {
        &self.edtf
    }

    /// In words: "about May 2020", "from 10 to 14 February 2020", "2020 or later".
    #[must_use]
    pub fn words(&self) -> &str {
        &self.words
    }

    /// The first day it can mean. `?`, `~` and `%` do not widen it.
    #[must_use]
    pub const fn earliest(&self) -> Edge {
        self.earliest
    }

    /// The last day it can mean. `?`, `~` and `%` do not widen it.
    #[must_use]
    pub const fn latest(&self) -> Edge {
        self.latest
    }

    /// How finely it is told.
    #[must_use]
    pub const fn precision(&self) -> Precision {
        self.precision
    }

    /// Marked `?` or `%`.
    #[must_use]
    pub const fn is_uncertain(&self) -> bool {
        self.uncertain
    }

    /// Marked `~` or `%`.
    #[must_use]
    pub const fn is_approximate(&self) -> bool {
        self.approximate
    }

    /// The stretch of the timeline that it covers, in days: an end that is open or
    /// unknown is `None`. The end is exclusive: a single day is one day long.
    #[must_use]
    pub fn stretch(&self) -> (Option<f64>, Option<f64>) {
        (
            self.earliest.day().map(Day::start),
            self.latest.day().map(Day::end),
        )
    }

    /// A day by which dates are sorted: the first, else the last.
    #[must_use]
    pub fn sort_day(&self) -> Option<Day> {
        self.earliest.day().or(self.latest.day())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.edtf)
    }
}

fn precision_of(edtf: &Edtf) -> Precision {
    match edtf {
        Edtf::Interval(_) => Precision::Interval,
        Edtf::Set(_) => Precision::Set,
        Edtf::Date(date) | Edtf::DateTime(edtf_core::DateTime { date, .. }) => {
            match date.precision() {
                edtf_core::Precision::Day => Precision::Day,
                edtf_core::Precision::Month => Precision::Month,
                edtf_core::Precision::Season => Precision::SubYear,
                edtf_core::Precision::Year => Precision::Year,
            }
        }
    }
}

fn words_of(edtf: &Edtf) -> String {
    match edtf {
        Edtf::Date(date) | Edtf::DateTime(edtf_core::DateTime { date, .. }) => date_words(date),
        Edtf::Interval(interval) => match (
            endpoint_words(&interval.start),
            endpoint_words(&interval.end),
        ) {
            (Some(start), Some(end)) => format!("from {start} to {end}"),
            (Some(start), None) if interval.end == IntervalEndpoint::Open => {
                format!("{start} or later, without an end")
            }
            (Some(start), None) => format!("from {start}, end unknown"),
            (None, Some(end)) if interval.start == IntervalEndpoint::Open => {
                format!("until {end}, without a beginning")
            }
            (None, Some(end)) => format!("until {end}, beginning unknown"),
            (None, None) => "at some time".to_owned(),
        },
        Edtf::Set(set) => {
            let members: Vec<String> = set.elements.iter().map(element_words).collect();
            match set.kind {
                SetKind::OneMember if members.len() > 1 => {
                    format!("one of: {}", members.join(", "))
                }
                SetKind::AllMembers if members.len() > 1 => {
                    format!("all of: {}", members.join(", "))
                }
                _ => members.concat(),
            }
        }
    }
}

fn endpoint_words(endpoint: &IntervalEndpoint) -> Option<String> {
    match endpoint {
        IntervalEndpoint::Date(date) => Some(date_words(date)),
        IntervalEndpoint::OnOrBefore(date) => Some(format!("{} or earlier", date_words(date))),
        IntervalEndpoint::OnOrAfter(date) => Some(format!("{} or later", date_words(date))),
        IntervalEndpoint::Open | IntervalEndpoint::Unknown => None,
    }
}

fn element_words(element: &SetElement) -> String {
    match element {
        SetElement::Date(date) => date_words(date),
        SetElement::OnOrBefore(date) => format!("{} or earlier", date_words(date)),
        SetElement::OnOrAfter(date) => format!("{} or later", date_words(date)),
        SetElement::Range(from, to) => format!("{} to {}", date_words(from), date_words(to)),
    }
}

fn date_words(date: &edtf_core::Date) -> String {
    let year = match date.year.value() {
        Some(value) => year_words(value),
        None => unspecified_year_words(&date.year),
    };
    let plain = match (date.month, date.day) {
        (None, _) => year,
        (Some(month), None) => match month.value() {
            Some(value) => format!("{} {year}", part_of_year(value)),
            None => format!("some month of {year}"),
        },
        (Some(month), Some(day)) => match (month.value(), day.value()) {
            (Some(month), Some(day)) => format!("{day} {} {year}", part_of_year(month)),
            (Some(month), None) => format!("some day of {} {year}", part_of_year(month)),
            (None, _) => format!("some day of {year}"),
        },
    };
    match (date.is_approximate(), date.is_uncertain()) {
        (false, false) => plain,
        (true, false) => format!("about {plain}"),
        (false, true) => format!("{plain} (uncertain)"),
        (true, true) => format!("about {plain} (uncertain)"),
    }
}

/// ISO 8601-2:2019, 4.8: months 1–12 and the groupings 21–41.
fn part_of_year(value: u8) -> &'static str {
    match value {
        1..=12 => month_name(value.cast_signed()),
        21 | 25 => "spring",
        22 | 26 => "summer",
        23 | 27 => "autumn",
        24 | 28 => "winter",
        29 => "spring (southern)",
        30 => "summer (southern)",
        31 => "autumn (southern)",
        32 => "winter (southern)",
        33 => "first quarter of",
        34 => "second quarter of",
        35 => "third quarter of",
        36 => "fourth quarter of",
        37 => "first third of",
        38 => "second third of",
        39 => "last third of",
        40 => "first half of",
        41 => "second half of",
        _ => "part of",
    }
}

fn unspecified_year_words(year: &edtf_core::Year) -> String {
    let edtf_core::YearKind::Standard { negative, digits } = year.kind else {
        return "some year".to_owned();
    };
    let sign = if negative { "−" } else { "" };
    let known: String = digits
        .iter()
        .map_while(|digit| digit.map(|d| char::from(b'0' + d)))
        .collect();
    let trailing_only = digits.iter().skip(known.len()).all(Option::is_none);
    match (trailing_only, known.len()) {
        (true, 3) => format!("the {sign}{known}0s"),
        (true, 2) => format!("some year from {sign}{known}00 to {sign}{known}99"),
        (true, 1) => format!("some year from {sign}{known}000 to {sign}{known}999"),
        (true, 0) => "some year".to_owned(),
        _ => {
            let shown: String = digits
                .iter()
                .map(|digit| digit.map_or('X', |d| char::from(b'0' + d)))
                .collect();
            format!("a year like {sign}{shown}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(edtf: &str) -> String {
        Date::parse(edtf).expect(edtf).words().to_owned()
    }

    #[test]
    fn words_say_what_is_known_and_no_more() {
        for (edtf, expected) in [
            ("2020-05-22", "22 May 2020"),
            ("2020-05", "May 2020"),
            ("2020", "2020"),
            ("2020-34", "second quarter of 2020"),
            ("2020-22", "summer 2020"),
            ("2020-06~", "about June 2020"),
            ("2020-06?", "June 2020 (uncertain)"),
            ("199X", "the 1990s"),
            ("2020-XX", "some month of 2020"),
            ("2020-05-XX", "some day of May 2020"),
            (
                "2020-02-10/2020-02-14",
                "from 10 February 2020 to 14 February 2020",
            ),
            ("2020-05/..", "May 2020 or later, without an end"),
            ("2020-05/", "from May 2020, end unknown"),
            (
                "[2020-05-22,2020-05-25]",
                "one of: 22 May 2020, 25 May 2020",
            ),
            ("-0043", "44 BC"),
        ] {
            assert_eq!(words(edtf), expected, "{edtf}");
        }
    }

    #[test]
    fn bounds_are_days_and_qualifiers_do_not_widen_them() {
        for edtf in ["2020-02", "2020-02~", "2020-02?", "2020-02%"] {
            let date = Date::parse(edtf).expect(edtf);
            assert_eq!(
                date.earliest(),
                Edge::Day(Day::from_ymd(2020, 2, 1).expect("day"))
            );
            assert_eq!(
                date.latest(),
                Edge::Day(Day::from_ymd(2020, 2, 29).expect("day"))
            );
        }
        let open = Date::parse("2020-05/..").expect("open");
        assert_eq!(open.latest(), Edge::Open);
        let unknown = Date::parse("2020-05/").expect("unknown");
        assert_eq!(unknown.latest(), Edge::Unknown);
    }

    #[test]
    fn what_is_not_supported_is_refused_with_its_reason() {
        assert!(matches!(Date::parse("May 2020"), Err(DateError::Syntax(_))));
        assert!(matches!(
            Date::parse("2021-02-29"),
            Err(DateError::Syntax(_))
        ));
        assert!(matches!(
            Date::parse("2020-05-22T10:00:00"),
            Err(DateError::TimeOfDay(_))
        ));
        assert!(matches!(
            Date::parse("Y123456"),
            Err(DateError::OutOfRange(_))
        ));
        assert!(Date::parse("2020-05/2020-04").is_err());
        assert!(Date::parse("").is_err());
    }
}
