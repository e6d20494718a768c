//! Plain text by lines → paragraphs.
//!
//! Plain text says with blank lines, with the length of its lines and with signs at their
//! start where a paragraph begins. Three habits are understood: paragraphs on one line each,
//! lines broken at a width with blank lines between paragraphs, and the same without.

/// A line of several words that is longer than this, in characters, was not broken at a
/// width: it is a paragraph.
const LONG: usize = 160;
/// Spaces in such a line; an address without spaces may be long anywhere.
const SPACES: usize = 10;

/// A line that says something.
#[derive(Clone, Copy)]
struct Line<'a> {
    text: &'a str,
    /// Characters.
    length: usize,
    /// White space before it, in characters.
    indent: usize,
    /// A page begins with it.
    page: bool,
}

/// What a line begins with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Start {
    Words,
    /// `# `.
    Heading,
    /// A sign that only lists have: `•`.
    Bullet,
    /// A sign that a line within a paragraph may begin with by chance: a dash, or a number
    /// or letter in or before something: `1. `, `b) `, `[1] `. What it is, and its number.
    Sign(char, u32),
}

/// The paragraphs of a plain text.
pub(super) fn paragraphs(text: &str) -> Vec<Box<str>> {
    let mut splitter = Splitter::new(usual_width(text));
    let mut group: Vec<Line<'_>> = Vec::new();
    each_line(text, |line| {
        if let Some(line) = line {
            group.push(line);
        } else {
            splitter.take(&group);
            group.clear();
        }
    });
    splitter.take(&group);
    splitter.done
}

/// Calls back with each line that says something, and with `None` for each blank one.
fn each_line<'a>(text: &'a str, mut found: impl FnMut(Option<Line<'a>>)) {
    let mut page = false;
    let ends = |c| {
        matches!(
            c,
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
        )
    };
    for piece in text.split_inclusive(ends) {
        let end = piece.chars().next_back().filter(|c| ends(*c));
        let body = end.map_or(piece, |end| &piece[..piece.len() - end.len_utf8()]);
        let trimmed = body.trim();
        if !trimmed.is_empty() {
            found(Some(Line {
                text: trimmed,
                length: trimmed.chars().count(),
                indent: body.chars().take_while(|c| c.is_whitespace()).count(),
                page,
            }));
            page = false;
        } else if end != Some('\u{c}') && !is_between(text, piece) {
            found(None);
        }
        page |= end == Some('\u{c}');
    }
}

/// Whether an empty piece lies between the two characters that end a line on Windows.
fn is_between(text: &str, piece: &str) -> bool {
    let at = piece.as_ptr() as usize - text.as_ptr() as usize;
    piece == "\n" && text[..at].ends_with('\r')
}

/// The width at which most of the text is broken, in characters: that of all but the
/// longest twentieth of its lines that can have been broken at all.
fn usual_width(text: &str) -> usize {
    let mut lengths = [0_usize; LONG + 1];
    each_line(text, |line| {
        if let Some(line) = line.filter(|line| line.length <= LONG && can_break(line.text)) {
            lengths[line.length] += 1;
        }
    });
    let all: usize = lengths.iter().sum();
    let mut seen = 0;
    lengths
        .iter()
        .position(|count| {
            seen += count;
            seen * 20 >= all * 19
        })
        .unwrap_or(LONG)
}

/// Whether a line has only words that fit into it: an address of the web may be longer than
/// any line.
fn can_break(line: &str) -> bool {
    line.split_whitespace()
        .all(|word| word.chars().count() <= 30)
}

struct Splitter {
    width: usize,
    done: Vec<Box<str>>,
    /// A page has ended since the last paragraph.
    torn: bool,
}

impl Splitter {
    const fn new(width: usize) -> Self {
        Self {
            width,
            done: Vec::new(),
            torn: false,
        }
    }

    /// Lines without a blank one between them.
    fn take(&mut self, group: &[Line<'_>]) {
        let numbers_alone = group.iter().all(|line| is_page_number(line.text));
        let lines: Vec<Line<'_>> = (group.iter().enumerate())
            .filter(|(at, line)| {
                let at_the_edge = line.page || group.get(at + 1).is_some_and(|next| next.page);
                let dropped = is_page_number(line.text) && (numbers_alone || at_the_edge);
                self.torn |= dropped || line.page;
                !dropped
            })
            .map(|(_, line)| *line)
            .collect();
        let unbroken = lines.iter().any(|line| {
            line.length > LONG && line.text.matches(char::is_whitespace).count() >= SPACES
        });
        let width = match lines.len() {
            0..4 => self.width,
            _ => (lines.iter())
                .filter(|line| can_break(line.text))
                .map(|line| line.length)
                .max()
                .unwrap_or(self.width),
        };
        let mut open = String::new();
        let mut list = None;
        for (at, line) in lines.iter().enumerate() {
            let start = start_of(line.text);
            let before = at.checked_sub(1).map(|before| &lines[before]);
            let anew =
                before.is_none_or(|before| unbroken || begins(before, line, start, list, width));
            if anew {
                self.push(&open);
                open.clear();
                list = matches!(start, Start::Bullet | Start::Sign(..)).then_some(start);
            }
            append(&mut open, line.text);
        }
        self.push(&open);
    }

    /// A paragraph is done.
    fn push(&mut self, open: &str) {
        if !open.chars().any(char::is_alphanumeric) {
            return;
        }
        // What the end of a page tore apart is one paragraph.
        if std::mem::take(&mut self.torn)
            && open.starts_with(char::is_lowercase)
            && start_of(open) == Start::Words
            && let Some(last) = self.done.last_mut()
            && !ends_sentence(last)
        {
            let mut whole = String::from(std::mem::take(last));
            append(&mut whole, open);
            *last = whole.into();
            return;
        }
        self.done.push(open.into());
    }
}

/// Whether a line begins a paragraph although no blank line stands before it. `list` is
/// what the paragraph before began with, if that was an item.
fn begins(
    before: &Line<'_>,
    line: &Line<'_>,
    start: Start,
    list: Option<Start>,
    width: usize,
) -> bool {
    let sentence_over = ends_sentence(before.text);
    let word = line.text.split_whitespace().next().unwrap_or("");
    // The next word would have had room: somebody ended the line here.
    let had_room = (before.length + 1 + word.chars().count()) * 20 < width * 17;
    match start {
        Start::Heading | Start::Bullet => true,
        Start::Sign(sign, number) => {
            let next_item = list.is_some_and(|list| match list {
                Start::Sign(kind, count) => kind == sign && (number == 0 || number == count + 1),
                _ => false,
            });
            next_item || had_room || sentence_over || before.text.ends_with([',', ';'])
        }
        Start::Words if start_of(before.text) == Start::Heading => true,
        Start::Words => {
            let lower = word.starts_with(char::is_lowercase);
            let goes_on = before.text.ends_with([',', '-', '\u{ad}', '–', '(']);
            (had_room && !goes_on && (sentence_over || !lower))
                || (sentence_over && line.indent >= before.indent + 2 && list.is_none())
        }
    }
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '“', '’', '»', '«', ')', ']', '*', '_'])
        .trim_end_matches(|c: char| c.is_ascii_digit() || c == '[')
        .ends_with(['.', '!', '?', ':', '…', ';'])
}

/// A number of at most three digits, perhaps with dashes about it or with what it counts
/// before it.
fn is_page_number(line: &str) -> bool {
    if line.len() > 40 {
        return false;
    }
    let line = line.trim_matches(['-', '–', '—', '|', '[', ']', ' ', '\u{a0}']);
    let lower = line.to_lowercase();
    let number = ["page ", "seite ", "página ", "pagina ", "p. ", "s. "]
        .iter()
        .find_map(|word| lower.strip_prefix(word))
        .unwrap_or(&lower);
    let parts = number.splitn(2, ['/', '|']);
    let mut parts = parts.map(str::trim);
    parts.all(|part| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
}

/// What a line begins with.
fn start_of(line: &str) -> Start {
    let mut words = line.split_whitespace();
    let (Some(first), Some(next)) = (words.next(), words.next()) else {
        return Start::Words;
    };
    let Some(sign) = first.chars().next() else {
        return Start::Words;
    };
    match sign {
        '#' if first.bytes().all(|b| b == b'#') => Start::Heading,
        '•' | '‣' | '◦' | '▪' | '●' | '○' | '∙' | '■' | '□' | '➢' => {
            Start::Bullet
        }
        '-' | '–' | '—' | '*' | '+' | '·' if first.chars().count() == 1 => {
            Start::Sign(sign, 0)
        }
        '(' | '[' => {
            let close = if sign == '(' { ')' } else { ']' };
            (first[1..].trim_end_matches(':'))
                .strip_suffix(close)
                .map(|label| label.trim_start_matches('^'))
                .filter(|label| (1..=4).contains(&label.len()))
                .filter(|label| label.bytes().all(|b| b.is_ascii_alphanumeric()))
                .map_or(Start::Words, |label| {
                    Start::Sign(sign, label.parse().unwrap_or(0))
                })
        }
        _ => numbered(first, next),
    }
}

/// `4.`, `1.2.`, `4)` or `b)`. In German `4. Juli` is a day.
fn numbered(first: &str, next: &str) -> Start {
    const MONTHS: [&str; 13] = [
        "Januar",
        "Jänner",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ];
    let Some(word) = first.strip_suffix(['.', ')']) else {
        return Start::Words;
    };
    let is_number = word
        .split('.')
        .all(|part| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()));
    let is_letter = word.len() == 1 && word.is_ascii() && first.ends_with(')');
    let next = next.trim_end_matches(|c: char| !c.is_alphanumeric());
    if !(is_number || is_letter) || (first.ends_with('.') && MONTHS.contains(&next)) {
        return Start::Words;
    }
    Start::Sign(if is_number { '1' } else { 'a' }, word.parse().unwrap_or(0))
}

/// Appends a line to a paragraph: runs of white space become one space, and a word that was
/// divided at the end of the line becomes whole.
pub(super) fn append(paragraph: &mut String, line: &str) {
    let next = line.trim_start().chars().next();
    let divided = |paragraph: &str, sign: char| {
        paragraph
            .strip_suffix(sign)
            .is_some_and(|before| before.ends_with(char::is_alphabetic))
    };
    if let Some(next) = next {
        let hyphen = ['-', '\u{2010}']
            .into_iter()
            .find(|sign| divided(paragraph, *sign));
        if divided(paragraph, '\u{ad}') {
            paragraph.pop();
        } else if let Some(sign) = hyphen {
            let word = line.split_whitespace().next().unwrap_or("");
            if next.is_lowercase() && !JOINING.contains(&word) {
                paragraph.truncate(paragraph.len() - sign.len_utf8());
            } else if !next.is_alphanumeric() || JOINING.contains(&word) {
                paragraph.push(' ');
            }
        } else if !paragraph.is_empty() && !paragraph.ends_with(' ') {
            paragraph.push(' ');
        }
    }
    for (at, word) in line.split_whitespace().enumerate() {
        if at > 0 && !paragraph.ends_with(' ') {
            paragraph.push(' ');
        }
        let last = word.len();
        paragraph.extend(word.char_indices().filter_map(|(at, c)| match c {
            // Where a word may be divided; wanted only at the end of the line.
            '\u{ad}' if at + c.len_utf8() < last => None,
            '\u{200b}' | '\u{feff}' => None,
            _ if c.is_control() => None,
            _ => Some(c),
        }));
    }
}

/// "Haupt- und Nebensatz", "pre- and post-war": the hyphen stays.
const JOINING: [&str; 12] = [
    "und", "oder", "bzw.", "sowie", "bis", "and", "or", "to", "et", "ou", "y", "o",
];
