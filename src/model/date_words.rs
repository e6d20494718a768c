//! Dates in words.

use edtf_core::{Edtf, Interval, IntervalEndpoint, Precision, Qualifier, SetElement, SetKind};

use super::date_digits::{day_and_month_words, year_as_a_whole, year_of};
use super::day::{month_name, year_words};

/// An expression in words.
pub(super) fn words_of(edtf: &Edtf) -> String {
    match edtf {
        Edtf::Date(date) | Edtf::DateTime(edtf_core::DateTime { date, .. }) => date_words(date),
        Edtf::Interval(interval) => interval_words(interval),
        Edtf::Set(set) => set_words(&set.elements, set.kind),
    }
}

/// `words`, with commas and `last` before the last.
pub(super) fn listed(words: &[String], last: &str) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., end] => format!("{} {last} {end}", most.join(", ")),
    }
}

fn date_words(date: &edtf_core::Date) -> String {
    let words = parts(date).join(" ");
    match words.strip_prefix("the ") {
        Some(bare) if date.precision() == Precision::Season => bare.to_owned(),
        _ => words,
    }
}

/// A date in words, from its smallest part to its greatest, so that what two dates have
/// in common can be said once: "22", "May", "2020".
fn parts(date: &edtf_core::Date) -> Vec<String> {
    let mut parts = plain_parts(date);
    let qualifiers = [
        Some(date.year.qualifier),
        date.month.map(|month| month.qualifier),
        date.day.map(|day| day.qualifier),
    ];
    let all = date.year.qualifier;
    let note = if qualifiers.iter().flatten().all(|one| *one == all) {
        let spelt_out = [date.month, date.day].into_iter().flatten();
        if all.approximate && !spelt_out.clone().any(|field| field.has_unspecified()) {
            if let Some(first) = parts.first_mut() {
                first.insert_str(0, "about ");
            }
            all.uncertain.then(|| "uncertain".to_owned())
        } else {
            all.is_qualified().then(|| qualifier_words(all).to_owned())
        }
    } else {
        Some(notes(date, qualifiers))
    };
    match note {
        Some(note) => vec![format!("{} ({note})", parts.join(" "))],
        None => parts,
    }
}

const fn qualifier_words(qualifier: Qualifier) -> &'static str {
    match (qualifier.approximate, qualifier.uncertain) {
        (true, true) => "approximate and uncertain",
        (true, false) => "approximate",
        (false, _) => "uncertain",
    }
}

/// "year and month approximate", "year uncertain, day approximate".
fn notes(date: &edtf_core::Date, qualifiers: [Option<Qualifier>; 3]) -> String {
    let names = ["year", month_slot_name(date), "day"];
    let mut notes: Vec<(Qualifier, Vec<String>)> = Vec::new();
    for (qualifier, name) in qualifiers.into_iter().zip(names) {
        let Some(qualifier) = qualifier.filter(|one| one.is_qualified()) else {
            continue;
        };
        match notes.iter_mut().find(|(of, _)| *of == qualifier) {
            Some((_, names)) => names.push(name.to_owned()),
            None => notes.push((qualifier, vec![name.to_owned()])),
        }
    }
    let notes: Vec<String> = notes
        .iter()
        .map(|(of, names)| format!("{} {}", listed(names, "and"), qualifier_words(*of)))
        .collect();
    notes.join(", ")
}

/// ISO 8601-2:2019, 4.8: what stands where the month stands.
fn month_slot_name(date: &edtf_core::Date) -> &'static str {
    match date.month.and_then(edtf_core::DateField::value) {
        Some(21..=32) => "season",
        Some(33..=36) => "quarter",
        Some(37..=39) => "third",
        Some(40..=41) => "half",
        _ => "month",
    }
}

fn plain_parts(date: &edtf_core::Date) -> Vec<String> {
    let Some(month) = date.month else {
        return vec![year_as_a_whole(&date.year)];
    };
    let year = date.year.value();
    match (month.value(), date.day.map(|day| day.value()), year) {
        (Some(grouping @ 21..), None, _) => grouping_parts(grouping, &date.year),
        (Some(month), None, Some(year)) => vec![name_of(month), year_words(year)],
        (Some(month), Some(Some(day)), Some(year)) => {
            vec![day.to_string(), name_of(month), year_words(year)]
        }
        _ => vec![day_and_month_words(date, month)],
    }
}

fn name_of(month: u8) -> String {
    month_name(month.cast_signed()).to_owned()
}

/// ISO 8601-2:2019, 4.8: the groupings 21–41.
fn grouping_parts(grouping: u8, year: &edtf_core::Year) -> Vec<String> {
    let (which, what) = match grouping {
        21 => ("spring", ""),
        22 => ("summer", ""),
        23 => ("autumn", ""),
        24 => ("winter", ""),
        25 => ("northern spring", ""),
        26 => ("northern summer", ""),
        27 => ("northern autumn", ""),
        28 => ("northern winter", ""),
        29 => ("southern spring", ""),
        30 => ("southern summer", ""),
        31 => ("southern autumn", ""),
        32 => ("southern winter", ""),
        33 => ("the first", "quarter of "),
        34 => ("the second", "quarter of "),
        35 => ("the third", "quarter of "),
        36 => ("the fourth", "quarter of "),
        37 => ("the first", "third of "),
        38 => ("the second", "third of "),
        39 => ("the last", "third of "),
        40 => ("the first", "half of "),
        41 => ("the second", "half of "),
        _ => ("a", "part of "),
    };
    // December, and January and February of the year after.
    let wraps = matches!(grouping, 24 | 28 | 30);
    let year = match (year.value(), what) {
        (Some(year), _) if wraps => two_years(year),
        (Some(year), _) => year_words(year),
        (None, "") if wraps => format!("that begins in {}", year_of(year)),
        (None, "") => format!("of {}", year_of(year)),
        (None, _) => year_of(year),
    };
    vec![which.to_owned(), format!("{what}{year}")]
}

/// "2020–21", "1999–2000", "44–43 BC".
fn two_years(year: i64) -> String {
    let next = year + 1;
    if year > 0 && year / 100 == next / 100 {
        format!("{year}–{:02}", next % 100)
    } else if next <= 0 {
        format!("{}–{}", 1 - year, year_words(next))
    } else {
        format!("{}–{}", year_words(year), year_words(next))
    }
}

fn interval_words(interval: &Interval) -> String {
    use IntervalEndpoint as End;
    let end_words = |end: &End| match end {
        End::Date(date) => parts(date).join(" "),
        End::OnOrBefore(date) => format!("{} or earlier", parts(date).join(" ")),
        End::OnOrAfter(date) => format!("{} or later", parts(date).join(" ")),
        End::Open | End::Unknown => String::new(),
    };
    let (start, end) = (end_words(&interval.start), end_words(&interval.end));
    match (&interval.start, &interval.end) {
        (End::Date(from), End::Date(to)) => span_words(from, to),
        (End::Open, _) => format!("up to {end}"),
        (End::Unknown, _) => format!("until {end}, beginning unknown"),
        (_, End::Open) => format!("from {start} on"),
        (_, End::Unknown) => format!("from {start}, end unknown"),
        _ => format!("from {start} to {end}"),
    }
}

/// "from 10 to 14 February 2020".
fn span_words(from: &edtf_core::Date, to: &edtf_core::Date) -> String {
    let (start, end) = (parts(from), parts(to));
    let (whole_start, whole_end) = (start.join(" "), end.join(" "));
    if start == end && !from.has_unspecified() {
        return match from.precision() {
            Precision::Day => whole_start,
            _ => format!("within {whole_start}"),
        };
    }
    if start.len() > end.len() && start.ends_with(&end) {
        return format!("from {whole_start} to some time in {whole_end}");
    }
    if end.len() > start.len() && end.ends_with(&start) {
        return format!("from some time in {whole_start} to {whole_end}");
    }
    // "from about 10 to 14 February" would leave open what is approximate.
    if from.is_approximate() && !to.is_approximate() {
        return format!("from {whole_start} to {whole_end}");
    }
    let (ends, common) = without_what_is_common(&[start, end]);
    format!("from {}{common}", ends.join(" to "))
}

/// What each has of its own, and what all end with.
fn without_what_is_common(dates: &[Vec<String>]) -> (Vec<String>, String) {
    let shortest = dates.iter().map(Vec::len).min().unwrap_or(0);
    let is_common = |count: &usize| {
        let tail = |date: &[String]| date[date.len() - count..].to_vec();
        dates
            .windows(2)
            .all(|pair| tail(&pair[0]) == tail(&pair[1]))
    };
    let count = (1..shortest).take_while(is_common).last().unwrap_or(0);
    let own = |date: &Vec<String>| date[..date.len() - count].join(" ");
    let common = dates.first().map_or(String::new(), |date| {
        date[date.len() - count..]
            .iter()
            .fold(String::new(), |words, part| words + " " + part)
    });
    (dates.iter().map(own).collect(), common)
}

fn set_words(members: &[SetElement], kind: SetKind) -> String {
    let last = match kind {
        SetKind::OneMember => "or",
        SetKind::AllMembers => "and",
    };
    let dates: Option<Vec<&edtf_core::Date>> = members
        .iter()
        .map(|member| match member {
            SetElement::Date(date) => Some(date),
            _ => None,
        })
        .collect();
    let Some(dates) = dates else {
        let words: Vec<String> = members.iter().map(|one| member_words(one, kind)).collect();
        // "1667, or December 1760 or later"
        return match words.as_slice() {
            [most @ .., end] if !most.is_empty() => format!("{}, {last} {end}", most.join(", ")),
            _ => words.concat(),
        };
    };
    let alike = dates.windows(2).all(|pair| {
        pair[0].precision() == pair[1].precision() && pair.iter().all(|date| !date.is_approximate())
    });
    let parts: Vec<Vec<String>> = dates.iter().map(|date| parts(date)).collect();
    if alike {
        let (own, common) = without_what_is_common(&parts);
        listed(&own, last) + &common
    } else {
        let words: Vec<String> = parts.iter().map(|parts| parts.join(" ")).collect();
        listed(&words, last)
    }
}

fn member_words(member: &SetElement, kind: SetKind) -> String {
    let unit = |date: &edtf_core::Date| match date.precision() {
        Precision::Day => "day",
        Precision::Month => "month",
        Precision::Season => month_slot_name(date),
        Precision::Year => "year",
    };
    let beyond = |date: &edtf_core::Date, side: &str| {
        let words = parts(date).join(" ");
        match kind {
            SetKind::OneMember => format!("{words} or {side}"),
            SetKind::AllMembers => format!("{words} and every {side} {}", unit(date)),
        }
    };
    match (member, kind) {
        (SetElement::Date(date), _) => parts(date).join(" "),
        (SetElement::OnOrBefore(date), _) => beyond(date, "earlier"),
        (SetElement::OnOrAfter(date), _) => beyond(date, "later"),
        (SetElement::Range(from, to), SetKind::OneMember) => {
            format!("some {} {}", unit(from), range_words(from, to))
        }
        (SetElement::Range(from, to), SetKind::AllMembers) => {
            format!("every {} {}", unit(from), range_words(from, to))
        }
    }
}

/// As [`span_words`], of two dates as finely told.
fn range_words(from: &edtf_core::Date, to: &edtf_core::Date) -> String {
    let (ends, common) = without_what_is_common(&[parts(from), parts(to)]);
    format!("from {}{common}", ends.join(" to "))
}

#[cfg(test)]
mod tests {
    use crate::model::Date;

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
            ("2020-02-10/2020-02-14", "from 10 to 14 February 2020"),
            ("2020-05/..", "from May 2020 on"),
            ("2020-05/", "from May 2020, end unknown"),
            ("[2020-05..]", "May 2020 or later"),
            ("[2020-05-22,2020-05-25]", "22 or 25 May 2020"),
            ("-0043", "44 BC"),
        ] {
            let date = Date::parse(edtf).expect(edtf);
            assert_eq!(date.words(), expected, "{edtf}");
        }
    }
}
