//! Originals made from digests, so that it is known which paragraph tells which passage.

use regesta::model::{Block, Place, Rich, Style, Text};

/// A paragraph of a made original and the passages that it tells.
#[derive(Clone, Debug)]
pub struct Told {
    pub text: String,
    pub places: Vec<Place>,
}

/// `SplitMix64` (Steele, Lea, Flood 2014).
pub struct Chance(pub u64);

impl Chance {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).expect("below a usize")
    }

    pub fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }
}

/// A text as an original has it: headings, paragraphs and items in order, with markers, and
/// the footnotes with their labels at the end.
pub fn told(text: &Text) -> Vec<Told> {
    let mut all = Vec::new();
    let mut add = |text: String, place: Place| {
        all.push(Told {
            text,
            places: vec![place],
        });
    };
    for (section, content) in (0..).zip(&text.sections) {
        if !content.heading.is_empty() {
            add(content.heading.to_string(), Place::Section { section });
        }
        for (block, content) in (0..).zip(&content.blocks) {
            match content {
                Block::Paragraph(rich) | Block::Quote(rich) => {
                    add(marked(rich, text), Place::Block { section, block });
                }
                Block::List { items, .. } => {
                    for (item, rich) in (0..).zip(items) {
                        let place = Place::Item {
                            section,
                            block,
                            item,
                        };
                        add(format!("• {}", marked(rich, text)), place);
                    }
                }
            }
        }
    }
    for (note, content) in (0..).zip(&text.notes) {
        add(
            format!("[{}] {}", content.label, content.body.plain),
            Place::Note { note },
        );
    }
    all
}

/// A text with `[4]` where it has a marker.
fn marked(rich: &Rich, text: &Text) -> String {
    let mut marked = rich.plain.clone();
    for styled in rich.styles.iter().rev() {
        if let Style::Note(note) = styled.style {
            let label = &text.notes[note as usize].label;
            marked.insert_str(styled.range.start, &format!("[{label}]"));
        }
    }
    marked
}

/// The paragraphs alone.
pub fn original(told: &[Told]) -> Vec<Box<str>> {
    told.iter().map(|told| told.text.as_str().into()).collect()
}

/// Every word in small letters becomes another, of the same length and in no language; what
/// has capitals or digits stays.
pub fn translated(text: &str) -> String {
    let mut translated = String::new();
    for piece in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
        if word.chars().all(char::is_lowercase) {
            translated.extend(word.chars().map(|c| match c {
                'a' => 'u',
                'e' => 'o',
                'i' => 'e',
                'o' => 'a',
                'u' => 'i',
                'y' | 'z' => 'b',
                'b'..='x' => {
                    let shifted = char::from(u8::try_from(c).expect("a letter") + 2);
                    if "aeiou".contains(shifted) {
                        'k'
                    } else {
                        shifted
                    }
                }
                other => other,
            }));
            translated.push_str(&piece[word.len()..]);
        } else {
            translated.push_str(piece);
        }
    }
    translated
}

/// Ends of sentences within a text, in bytes.
pub fn sentence_ends(text: &str) -> Vec<usize> {
    text.match_indices(". ")
        .map(|(at, _)| at + 1)
        .filter(|at| text[at + 1..].starts_with(char::is_uppercase))
        .collect()
}

/// What stands about a text and has nothing to do with it.
pub const NOISE: [&str; 8] = [
    "Readers who would like to receive this newsletter by post are asked to send a stamped envelope to the editorial office before the end of the month.",
    "Photograph: the harbour at dusk, seen from the ferry. All rights reserved by the agency.",
    "Advertisement",
    "The weather over the weekend remained unsettled, with showers along the coast and snow above eighteen hundred metres.",
    "Print this page. Send to a friend. Back to top.",
    "Our kitchen recommends a soup of carrots and ginger; it takes half an hour and serves four.",
    "Home | News | Sports | Weather | Contact | Imprint",
    "The crossword of last week was solved by three hundred and twelve readers; the winner of the teapot is Mrs Abernathy of Dundee.",
];

pub fn is_paragraph(told: &Told) -> bool {
    matches!(told.places[..], [Place::Block { .. }])
}

/// Puts noise before one paragraph in so many.
pub fn with_noise(told: Vec<Told>, chance: &mut Chance, times: usize) -> Vec<Told> {
    let mut all = Vec::new();
    for told in told {
        if chance.one_in(times) {
            all.push(Told {
                text: NOISE[chance.below(NOISE.len())].to_owned(),
                places: Vec::new(),
            });
        }
        all.push(told);
    }
    all
}

/// Puts some paragraphs of a section into one, up to three.
pub fn merged(told: Vec<Told>, chance: &mut Chance) -> Vec<Told> {
    let mut merged: Vec<Told> = Vec::new();
    for next in told {
        match merged.last_mut() {
            Some(last)
                if is_paragraph(&next)
                    && (1..3).contains(&last.places.len())
                    && last
                        .places
                        .iter()
                        .all(|place| matches!(place, Place::Block { .. }))
                    && chance.one_in(3) =>
            {
                last.text = format!("{} {}", last.text, next.text);
                last.places.extend(next.places);
            }
            _ => merged.push(next),
        }
    }
    merged
}

/// Cuts every second paragraph into up to three at ends of sentences.
pub fn split(told: Vec<Told>, chance: &mut Chance) -> Vec<Told> {
    let mut split = Vec::new();
    for told in told {
        let ends = sentence_ends(&told.text);
        if !is_paragraph(&told) || ends.is_empty() || chance.one_in(2) {
            split.push(told);
            continue;
        }
        let mut cuts: Vec<usize> = (0..2).map(|_| ends[chance.below(ends.len())]).collect();
        cuts.extend([0, told.text.len()]);
        cuts.sort_unstable();
        cuts.dedup();
        split.extend(cuts.windows(2).map(|cut| Told {
            text: told.text[cut[0]..cut[1]].trim().to_owned(),
            places: told.places.clone(),
        }));
    }
    split
}

/// A file whose lines are broken at 72 characters.
pub fn broken(told: &[Told]) -> String {
    let mut file = String::new();
    for told in told {
        let mut width = 0;
        for word in told.text.split(' ') {
            let length = word.chars().count();
            if width > 0 && width + 1 + length > 72 {
                file.push('\n');
                width = 0;
            } else if width > 0 {
                file.push(' ');
                width += 1;
            }
            file.push_str(word);
            width += length;
        }
        file.push_str("\n\n");
    }
    file
}
