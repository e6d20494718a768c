//! Dates with unspecified digits (`X`) in words.

use edtf_core::{Date, DateField, Year, YearKind};

use super::date_words::listed;
use super::day::{Day, month_name, year_words};

/// A year that stands alone: "2020", "the 1990s", "some year from 1900 to 1999".
pub(super) fn year_as_a_whole(year: &Year) -> String {
    if let Some(value) = year.value() {
        return year_words(value);
    }
    let digits = digits_of(year);
    let known = digits.iter().take_while(|digit| digit.is_some()).count();
    let (Some(first), Some(last)) = (years(digits).next(), years(digits).next_back()) else {
        return "some year".to_owned();
    };
    let after: Vec<String> = ["first", "second", "third", "fourth"]
        .into_iter()
        .zip(digits)
        .skip(known)
        .filter_map(|(place, digit)| digit.map(|digit| format!("{digit} as its {place}")))
        .collect();
    if !after.is_empty() {
        let after = listed(&after, "and");
        return format!("some year from {first} to {last} with {after} digit");
    }
    match known {
        0 => "some year".to_owned(),
        // "The 1900s" would be a century, "the 10s" of any.
        3 if first % 100 != 0 && first > 100 => format!("the {first}s"),
        _ => format!(
            "some year from {} to {}",
            year_words(first),
            year_words(last)
        ),
    }
}

/// A year of which a part is told: "2020", "some year of the 1990s".
pub(super) fn year_of(year: &Year) -> String {
    let whole = year_as_a_whole(year);
    if whole.starts_with("the ") {
        format!("some year of {whole}")
    } else {
        whole
    }
}

/// A month, or a day of a month, of which some digit (or one of the year) is not told.
pub(super) fn day_and_month_words(date: &Date, month: DateField) -> String {
    let Some(day) = date.day else {
        return month_words(date, month);
    };
    if is_unspecified(day) && is_unspecified(month) {
        return format!("some day of {}", year_of(&date.year));
    }
    if is_unspecified(day) {
        return format!("some day of {}", month_words(date, month));
    }
    let days: Vec<u8> = fitting(day, 31)
        .filter(|day| months(date, month).any(|month| exists(date, month, *day)))
        .collect();
    match (month.value(), days.as_slice()) {
        (Some(_), [day]) => format!("{day} {}", month_words(date, month)),
        (Some(_), _) => format!(
            "{} {}",
            one_of(&days, "day", u8::to_string),
            month_words(date, month)
        ),
        (None, [day]) => format!("the {} of {}", ordinal(*day), month_words(date, month)),
        (None, _) => {
            let days = one_of(&days, "day", |day| format!("the {}", ordinal(*day)));
            format!("{days} of {}", month_words(date, month))
        }
    }
}

fn month_words(date: &Date, month: DateField) -> String {
    if is_unspecified(month) {
        return format!("some month of {}", year_of(&date.year));
    }
    let months: Vec<u8> = months(date, month).collect();
    let name = |month: &u8| month_name(month.cast_signed()).to_owned();
    let months = one_of(&months, "month", name);
    match date.year.value() {
        Some(year) => format!("{months} {}", year_words(year)),
        None => format!("{months} of {}", year_of(&date.year)),
    }
}

/// "10", "11 or 21", "some day from 10 to 19".
fn one_of(values: &[u8], unit: &str, name: impl Fn(&u8) -> String) -> String {
    match values {
        [first, .., last] if values.len() > 4 && usize::from(last - first) + 1 == values.len() => {
            format!("some {unit} from {} to {}", name(first), name(last))
        }
        _ => listed(&values.iter().map(name).collect::<Vec<_>>(), "or"),
    }
}

fn is_unspecified(field: DateField) -> bool {
    field.digits == [None, None]
}

/// The numbers up to `most` that fit the digits.
fn fitting(field: DateField, most: u8) -> impl Iterator<Item = u8> {
    let [tens, ones] = field.digits;
    (1..=most).filter(move |number| {
        tens.is_none_or(|tens| tens == number / 10) && ones.is_none_or(|ones| ones == number % 10)
    })
}

/// The months that fit the digits and have a day that fits.
fn months(date: &Date, month: DateField) -> impl Iterator<Item = u8> {
    fitting(month, 12).filter(move |month| {
        date.day
            .is_none_or(|day| fitting(day, 31).any(|day| exists(date, *month, day)))
    })
}

/// Whether a year that fits has this day.
fn exists(date: &Date, month: u8, day: u8) -> bool {
    match date.year.value() {
        Some(year) => Day::from_ymd(year, month, day).is_some(),
        None => years(digits_of(&date.year)).any(|year| Day::from_ymd(year, month, day).is_some()),
    }
}

const fn digits_of(year: &Year) -> [Option<u8>; 4] {
    match year.kind {
        YearKind::Standard { digits, .. } => digits,
        YearKind::Big { .. } | YearKind::Exponential { .. } => [None; 4],
    }
}

/// The years that fit the digits. (Years before Christ have none that are not told.)
fn years(digits: [Option<u8>; 4]) -> impl DoubleEndedIterator<Item = i64> {
    (0..=9999).filter(move |year| {
        [year / 1000, year / 100 % 10, year / 10 % 10, year % 10]
            .into_iter()
            .zip(digits)
            .all(|(is, digit)| digit.is_none_or(|digit| i64::from(digit) == is))
    })
}

/// "1st", "22nd".
fn ordinal(day: u8) -> String {
    let ending = match (day / 10, day % 10) {
        (1, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{day}{ending}")
}
