//! What a source says of a time: an EDTF expression with its bounds and its words.
//!
//! The grammar and the bounds are those of `edtf-core` (ISO 8601-2:2019, Annex A). That
//! crate stays behind this type, so that nothing else depends on it.

use std::fmt;
use std::sync::{Arc, OnceLock};

use edtf_core::{Edtf, IntervalEndpoint, SetElement, YearKind};

use super::date_bounds::ends_of;
use super::date_words::words_of;
use super::day::Day;

/// One end of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Date(Arc<Meaning>);

/// What it means; behind a pointer, because every claim has room for a date and few have one.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
struct Meaning {
    edtf: Box<str>,
    /// Made when they are first asked for: of most dates they never are.
    #[serde(skip)]
    words: OnceLock<Box<str>>,
    start: (Edge, Edge),
    end: (Edge, Edge),
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
    /// EDTF, but with significant digits (`1950S2`) or an exponent (`Y17E8`).
    #[error("“{0}” has significant digits or an exponent, which are not read")]
    NotSupported(String),
    /// An interval, or a range in a set, whose end is before its start.
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
            Self::NotSupported(_) => {
                "write the year with four digits, and X for each digit that is not known: 19XX"
            }
            Self::Reversed(_) => "put the earlier date first",
        }
    }
}

impl Date {
    /// Reads an EDTF expression: levels 0, 1 and 2, but for times of day, years beyond
    /// −9999 to 9999, significant digits and exponents.
    ///
    /// # Errors
    /// [`DateError`] if it is not EDTF, or one of these exceptions, or ends before it
    /// starts.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let own = || text.chars().take(60).collect::<String>();
        let edtf = Edtf::parse(text).map_err(|_| refusal(text)(own()))?;
        if matches!(edtf, Edtf::DateTime(_)) {
            return Err(DateError::TimeOfDay(own()));
        }
        if dates_of(&edtf).any(is_beyond_digits) {
            return Err(DateError::NotSupported(own()));
        }
        let out_of_range = || DateError::OutOfRange(own());
        let (start, end) = ends_of(&edtf).ok_or_else(out_of_range)?;
        let (earliest, latest) = (start.0, end.1);
        if let (Edge::Day(first), Edge::Day(last)) = (earliest, latest)
            && first > last
        {
            return Err(DateError::Reversed(own()));
        }
        Ok(Self(Arc::new(Meaning {
            words: OnceLock::new(),
            start,
            end,
            precision: precision_of(&edtf),
            uncertain: edtf.is_uncertain(),
            approximate: edtf.is_approximate(),
            edtf: text.into(),
        })))
    }

    /// The expression as it was written.
    #[must_use]
    pub fn edtf(&self) -> &str {
        &self.0.edtf
    }

    /// In words: "about May 2020", "from 10 to 14 February 2020", "2020 or later".
    #[must_use]
    pub fn words(&self) -> &str {
        self.0.words.get_or_init(|| {
            // It was read when the date was.
            Edtf::parse(&self.0.edtf)
                .map_or_else(|_| self.0.edtf.clone(), |edtf| words_of(&edtf).into())
        })
    }

    /// The first day it can mean. `?`, `~` and `%` do not widen it.
    #[must_use]
    pub fn earliest(&self) -> Edge {
        self.0.start.0
    }

    /// The last day it can mean. `?`, `~` and `%` do not widen it.
    #[must_use]
    pub fn latest(&self) -> Edge {
        self.0.end.1
    }

    /// The earliest and the latest day on which it can have started.
    ///
    /// - A date that is no interval starts on any day from [`Self::earliest`] to
    ///   [`Self::latest`]; so does a set of which one member is meant (`[..]`).
    /// - An interval starts on any day of its first date. A start that is open or unknown
    ///   is [`Edge::Open`] or [`Edge::Unknown`] on both sides.
    /// - A set of which all members are meant (`{..}`) starts with the earliest of them.
    ///
    /// ```
    /// # use regesta::model::{Date, Day, Edge};
    /// # let day = |y, m, d| Edge::Day(Day::from_ymd(y, m, d).expect("a day"));
    /// # let date = |text| Date::parse(text).expect("a date");
    /// let may = (day(2020, 5, 1), day(2020, 5, 31));
    /// assert_eq!(date("2020-05").start_bounds(), may);
    /// assert_eq!(date("2020-05/2020-07").start_bounds(), may);
    /// assert_eq!(date("../2020-07").start_bounds(), (Edge::Open, Edge::Open));
    /// assert_eq!(date("/2020-07").start_bounds(), (Edge::Unknown, Edge::Unknown));
    /// assert_eq!(
    ///     date("[2020-05,2020-07]").start_bounds(),
    ///     (day(2020, 5, 1), day(2020, 7, 31))
    /// );
    /// assert_eq!(date("[..2020-07]").start_bounds(), (Edge::Open, day(2020, 7, 31)));
    /// assert_eq!(date("{2020-05,2020-07}").start_bounds(), may);
    /// ```
    #[must_use]
    pub fn start_bounds(&self) -> (Edge, Edge) {
        self.0.start
    }

    /// The earliest and the latest day on which it can have ended, by the same rules as
    /// [`Self::start_bounds`].
    ///
    /// ```
    /// # use regesta::model::{Date, Day, Edge};
    /// # let day = |y, m, d| Edge::Day(Day::from_ymd(y, m, d).expect("a day"));
    /// # let date = |text| Date::parse(text).expect("a date");
    /// let july = (day(2020, 7, 1), day(2020, 7, 31));
    /// assert_eq!(date("2020-07").end_bounds(), july);
    /// assert_eq!(date("2020-05/2020-07").end_bounds(), july);
    /// assert_eq!(date("2020-05/..").end_bounds(), (Edge::Open, Edge::Open));
    /// assert_eq!(date("2020-05/").end_bounds(), (Edge::Unknown, Edge::Unknown));
    /// assert_eq!(
    ///     date("[2020-05,2020-07]").end_bounds(),
    ///     (day(2020, 5, 1), day(2020, 7, 31))
    /// );
    /// assert_eq!(date("{2020-05,2020-07}").end_bounds(), july);
    /// ```
    #[must_use]
    pub fn end_bounds(&self) -> (Edge, Edge) {
        self.0.end
    }

    /// How finely it is told.
    #[must_use]
    pub fn precision(&self) -> Precision {
        self.0.precision
    }

    /// Marked `?` or `%`, as a whole or in a part.
    #[must_use]
    pub fn is_uncertain(&self) -> bool {
        self.0.uncertain
    }

    /// Marked `~` or `%`, as a whole or in a part.
    #[must_use]
    pub fn is_approximate(&self) -> bool {
        self.0.approximate
    }

    /// The stretch of the timeline that is certain to belong to it, in days: a side without
    /// an end is `None`. The end is exclusive: a single day is one day long. Where an end is
    /// not known, the stretch goes as far as the known one can: `2020-05/` is May.
    #[must_use]
    pub fn stretch(&self) -> (Option<f64>, Option<f64>) {
        let (mut start, mut end) = self.reach();
        if self.earliest() == Edge::Unknown {
            start = self.0.end.0.day().map(Day::start);
        }
        if self.latest() == Edge::Unknown {
            end = self.0.start.1.day().map(Day::end);
        }
        (start, end)
    }

    /// The stretch of the timeline that it can reach over, in days: a side that is open or
    /// not known is `None`. The end is exclusive.
    #[must_use]
    pub fn reach(&self) -> (Option<f64>, Option<f64>) {
        (
            self.earliest().day().map(Day::start),
            self.latest().day().map(Day::end),
        )
    }

    /// A day by which dates are sorted: the first, else the last.
    #[must_use]
    pub fn sort_day(&self) -> Option<Day> {
        self.earliest().day().or(self.latest().day())
    }
}

impl PartialEq for Meaning {
    fn eq(&self, other: &Self) -> bool {
        // All else follows from it.
        self.edtf == other.edtf
    }
}

impl Eq for Meaning {}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.edtf)
    }
}

/// Why `edtf-core` did not read a text.
fn refusal(text: &str) -> fn(String) -> DateError {
    let is_date = |text: &str| matches!(Edtf::parse(text), Ok(Edtf::Date(_)));
    let has_time = |side: &str| {
        side.split_once('T').is_some_and(|(date, time)| {
            is_date(date) && time.starts_with(|first: char| first.is_ascii_digit())
        })
    };
    let sides = text.split_once('/');
    if [Some((text, "")), sides]
        .into_iter()
        .flatten()
        .any(|(start, end)| has_time(start) || has_time(end))
    {
        return DateError::TimeOfDay;
    }
    let members = text.trim_matches(['[', ']', '{', '}']).split(',');
    let ranges = members.filter_map(|member| member.split_once(".."));
    for (start, end) in sides.into_iter().chain(ranges) {
        if is_date(start) && is_date(end) && Edtf::parse(&format!("{end}/{start}")).is_ok() {
            return DateError::Reversed;
        }
    }
    DateError::Syntax
}

fn dates_of(edtf: &Edtf) -> impl Iterator<Item = &edtf_core::Date> {
    let (one, ends, members) = match edtf {
        Edtf::Date(date) | Edtf::DateTime(edtf_core::DateTime { date, .. }) => {
            (Some(date), None, None)
        }
        Edtf::Interval(interval) => (None, Some([&interval.start, &interval.end]), None),
        Edtf::Set(set) => (None, None, Some(&set.elements)),
    };
    let ends = ends.into_iter().flatten().filter_map(|end| match end {
        IntervalEndpoint::Date(date)
        | IntervalEndpoint::OnOrBefore(date)
        | IntervalEndpoint::OnOrAfter(date) => Some(date),
        IntervalEndpoint::Open | IntervalEndpoint::Unknown => None,
    });
    let members = members
        .into_iter()
        .flatten()
        .flat_map(|member| match member {
            SetElement::Date(date) | SetElement::OnOrBefore(date) | SetElement::OnOrAfter(date) => {
                [Some(date), None]
            }
            SetElement::Range(from, to) => [Some(from), Some(to)],
        });
    one.into_iter().chain(ends).chain(members.flatten())
}

/// With significant digits or an exponent.
fn is_beyond_digits(date: &edtf_core::Date) -> bool {
    date.year.significant_digits.is_some() || matches!(date.year.kind, YearKind::Exponential { .. })
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

#[cfg(test)]
mod tests {
    use super::*;

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
        assert!(matches!(
            Date::parse("2020-05/2020-04"),
            Err(DateError::Reversed(_))
        ));
        assert!(matches!(
            Date::parse("1950S2"),
            Err(DateError::NotSupported(_))
        ));
        assert!(Date::parse("").is_err());
    }
}
