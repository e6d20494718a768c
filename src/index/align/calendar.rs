//! Months and small numbers by name, in English, German, French and Spanish.

/// The month that a folded word names, 1 to 12. Words that also mean something else
/// ("may", "mars", "march") count only beside a number; see [`is_doubtful`].
pub(super) fn month_of(word: &str) -> Option<u8> {
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
pub(super) fn is_doubtful(word: &str) -> bool {
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
