//! Dates and small numbers in English, German, French and Spanish.

use super::terms::{Kind, PLAIN, Strength, sign};
use super::tokens::{Sort, Tokens};

/// Days and months: "10 to 14 February 2020", "am 26. August", "June 11, 2020",
/// "22 de mayo de 2020", "2020-05-22", "22.05.2020".
pub(super) fn dates(
    tokens: &Tokens,
    covered: &mut [bool],
    add: &mut impl FnMut(Kind, u64, Strength),
) {
    let is_link = |at: &usize| matches!(tokens.text(&tokens.list[*at]), "of" | "de" | "del");
    let places: Vec<usize> = (0..tokens.list.len()).filter(|at| !is_link(at)).collect();
    let token = |at: usize| places.get(at).map(|place| &tokens.list[*place]);
    let number = |at: usize| {
        token(at)
            .filter(|token| token.sort == Sort::Number)
            .map(|token| token.number)
    };
    let mut cover = |at: usize| covered[places[at]] = true;
    let mut add_month = |month: u8, year: Option<u64>| {
        add(Kind::BareMonth, sign(Kind::BareMonth, &[month]), PLAIN);
        if let Some(year) = year {
            let [low, high, ..] = year.to_le_bytes();
            add(Kind::Month, sign(Kind::Month, &[month, low, high]), PLAIN);
        }
    };
    let mut days: Vec<(u8, u64)> = Vec::new();
    let mut at = 0;
    while let Some(word) = token(at) {
        if let Some((year, month, day)) = in_digits(number(at), number(at + 1), number(at + 2)) {
            (at..at + 3).for_each(&mut cover);
            days.push((month, day));
            add_month(month, Some(year));
            at += 3;
            continue;
        }
        let text = tokens.text(word);
        let named = (word.sort == Sort::Word).then(|| month_of(text));
        let Some(month) = named.flatten() else {
            at += 1;
            continue;
        };
        let before = at
            .checked_sub(1)
            .and_then(number)
            .filter(|day| is_day(*day));
        let after = number(at + 1);
        let doubtful = is_doubtful(text) || !word.capital;
        if doubtful && before.is_none() && after.is_none() {
            at += 1;
            continue;
        }
        cover(at);
        if let Some(day) = before {
            cover(at - 1);
            days.push((month, day));
            // The day at which a stretch begins: 10–14, "10 to 14", "10 bis 14".
            let link = at.checked_sub(2).and_then(token);
            let linked = link.is_some_and(|link| {
                matches!(
                    tokens.text(link),
                    "to" | "and" | "bis" | "und" | "au" | "et" | "al"
                )
            });
            if let Some(first) = at.checked_sub(if linked { 3 } else { 2 })
                && let Some(day) = number(first).filter(|day| is_day(*day))
            {
                cover(first);
                days.push((month, day));
            }
        }
        let mut year = after.filter(|year| is_year(*year));
        if year.is_some() {
            cover(at + 1);
        } else if let (None, Some(day)) = (before, after.filter(|day| is_day(*day))) {
            cover(at + 1);
            days.push((month, day));
            year = number(at + 2).filter(|year| is_year(*year));
        }
        add_month(month, year);
        at += 1;
    }
    for (month, day) in days {
        let day = u8::try_from(day).unwrap_or(0);
        add(Kind::Day, sign(Kind::Day, &[month, day]), PLAIN);
    }
}

const fn is_day(number: u64) -> bool {
    matches!(number, 1..=31)
}

const fn is_year(number: u64) -> bool {
    matches!(number, 1000..=2999)
}

/// Year, month and day, if three numbers are that, forwards or backwards.
fn in_digits(a: Option<u64>, b: Option<u64>, c: Option<u64>) -> Option<(u64, u8, u64)> {
    let (a, month, c) = (a?, u8::try_from(b?).ok()?, c?);
    let (year, day) = if is_year(a) { (a, c) } else { (c, a) };
    ((1..=12).contains(&month) && is_year(year) && is_day(day)).then_some((year, month, day))
}

/// The month that a folded word names, 1 to 12. Words that also mean something else
/// ("may", "mars", "march") count only beside a number; see [`is_doubtful`].
fn month_of(word: &str) -> Option<u8> {
    let month = match word {
        "january" | "januar" | "janner" | "janvier" | "enero" | "jan" | "janv" => 1,
        "february" | "februar" | "feber" | "fevrier" | "febrero" | "feb" | "fevr" => 2,
        "march" | "marz" | "maerz" | "mars" | "marzo" | "mar" => 3,
        "april" | "avril" | "abril" | "apr" | "avr" | "abr" => 4,
        "may" | "mai" | "mayo" => 5,
        "june" | "juni" | "juin" | "junio" | "jun" => 6,
        "july" | "juli" | "juillet" | "julio" | "jul" => 7,
        "august" | "aout" | "agosto" | "aug" | "ago" => 8,
        "september" | "septembre" | "septiembre" | "setiembre" | "sep" | "sept" => 9,
        "october" | "oktober" | "octobre" | "octubre" | "oct" | "okt" => 10,
        "november" | "novembre" | "noviembre" | "nov" => 11,
        "december" | "dezember" | "decembre" | "diciembre" | "dec" | "dez" | "dic" => 12,
        _ => return None,
    };
    Some(month)
}

/// Whether the name of a month is a word of another meaning too, or an abbreviation.
fn is_doubtful(word: &str) -> bool {
    word.len() <= 4 || matches!(word, "march" | "marzo" | "august")
}

/// The number that a folded word names, 2 to 12. Words that mean a number in one of the
/// languages and something else in another ("once", "sept") are left out.
pub(super) fn number_of(word: &str) -> Option<u64> {
    let number = match word {
        "two" | "zwei" | "deux" => 2,
        "three" | "drei" | "trois" | "tres" => 3,
        "four" | "vier" | "quatre" | "cuatro" => 4,
        "five" | "funf" | "fuenf" | "cinq" | "cinco" => 5,
        "six" | "sechs" | "seis" => 6,
        "seven" | "sieben" | "siete" => 7,
        "eight" | "acht" | "huit" | "ocho" => 8,
        "nine" | "neun" | "neuf" | "nueve" => 9,
        "ten" | "zehn" | "dix" | "diez" => 10,
        "eleven" | "elf" | "onze" => 11,
        "twelve" | "zwolf" | "zwoelf" | "douze" | "doce" => 12,
        _ => return None,
    };
    Some(number)
}

/// Words that stand everywhere and tell nothing, folded; sorted.
const EMPTY: [&str; 152] = [
    "aber", "about", "above", "after", "again", "against", "aller", "alles", "also", "alors",
    "although", "among", "andere", "anderen", "another", "auch", "aussi", "avec", "avoir",
    "because", "been", "before", "being", "beim", "between", "both", "cela", "cette", "como",
    "could", "dans", "darauf", "dass", "davon", "dazu", "deren", "desde", "dessen", "diese",
    "diesem", "diesen", "dieser", "dieses", "doch", "does", "donc", "donde", "during", "durch",
    "each", "eine", "einem", "einen", "einer", "eines", "elle", "elles", "entre", "esta", "este",
    "estos", "etre", "even", "every", "fait", "from", "fuer", "gegen", "habe", "haben", "hace",
    "hasta", "hatte", "hatten", "have", "having", "hier", "http", "https", "ihre", "ihrem",
    "ihren", "ihrer", "immer", "into", "itself", "jede", "kann", "keine", "konnen", "konnte",
    "leur", "leurs", "mais", "many", "mehr", "meme", "more", "most", "much", "nach", "nicht",
    "noch", "nous", "oder", "only", "onto", "other", "others", "ours", "over", "para", "pero",
    "plus", "pour", "quand", "sans", "sein", "seine", "seinem", "seinen", "seiner", "shall",
    "should", "sich", "sind", "sobre", "sont", "sous", "such", "sein", "than", "that", "their",
    "them", "then", "there", "these", "they", "this", "those", "through", "uber", "unter", "upon",
    "very", "werden", "were", "which", "while", "wird", "with",
];

/// Whether a folded word stands everywhere and tells nothing.
pub(super) fn is_empty(word: &str) -> bool {
    EMPTY.contains(&word)
}
