//! What does not belong to the source: noise among its paragraphs, other texts altogether.

use regesta::dataset::{Files, Limits, TUTORIAL, read};
use regesta::index::{Certainty, Match, align};

use super::made::{NOISE, Told, original, told, translated, with_noise};
use super::{SHIPPED, check, sources, tally};

#[test]
fn noise_is_left_out() {
    let tally = tally("noise", |told, chance| with_noise(told, chance, 3));
    tally.assert(0.99, 0.99, 0.999);
}

#[test]
fn what_is_much_longer_than_a_passage_is_not_guessed_to_be_it() {
    let tally = tally("long strangers", |mut told, chance| {
        for told in &mut told {
            told.text = if chance.one_in(5) {
                told.places.clear();
                translated(&NOISE.repeat(2).join(" "))
            } else {
                translated(&told.text)
            };
        }
        told
    });
    tally.assert(0.97, 0.88, 0.999);
}

#[test]
fn a_stranger_in_the_place_of_a_passage_is_not_guessed_to_be_it() {
    let strangers = NOISE.repeat(100).join(" ");
    let tally = tally("strangers", |mut told, chance| {
        for told in &mut told {
            if chance.one_in(5) {
                told.places.clear();
                let length = told.text.chars().count();
                told.text = strangers
                    .chars()
                    .skip(1)
                    .take(length)
                    .chain(['.'])
                    .collect();
            }
        }
        told
    });
    tally.assert(0.99, 0.99, 0.99);
}

#[test]
fn what_begins_in_small_letters_continues_only_what_breaks_off() {
    let tally = tally("small letters", |told, _| {
        let stranger = Told {
            text: translated("continued from the page before. Turn to the sports.").to_lowercase(),
            places: Vec::new(),
        };
        let mut all = Vec::new();
        for told in told {
            all.extend([told, stranger.clone()]);
        }
        all
    });
    tally.assert(0.999, 0.99, 0.999);
}

#[test]
fn a_foreign_text_is_left_alone() {
    let tutorial = read(&Files::BuiltIn(TUTORIAL), &Limits::default());
    let tutorial = tutorial.record.expect("the tutorial loads");
    let noise: Vec<Box<str>> = (NOISE.iter().cycle().take(60).enumerate())
        .map(|(at, text)| format!("[{at}] {text} 2020[{at}]").into())
        .collect();
    let foreign = (tutorial.sources.iter())
        .map(|source| original(&told(source.text())))
        .chain([noise]);
    for original in foreign {
        for (source, text) in sources() {
            let alignment = align(&SHIPPED, source, &original);
            check(&alignment, original.len());
            println!(
                "foreign: {} of {}",
                alignment.matches.len(),
                told(text).len()
            );
            assert!(alignment.matches.len() <= 2, "{:?}", alignment.matches);
            let sure = |found: &Match| found.certainty == Certainty::Sure;
            assert!(
                !alignment.matches.iter().any(sure),
                "{:?}",
                alignment.matches
            );
        }
    }
}

#[test]
fn another_text_about_the_same_is_hardly_ever_sure() {
    let (mut found, mut sure, mut there) = (0, 0, 0);
    for (source, passages) in sources() {
        for (_, text) in sources().filter(|(other, _)| *other != source) {
            let alignment = align(&SHIPPED, source, &original(&told(text)));
            there += told(passages).len();
            found += alignment.matches.len();
            sure += (alignment.matches.iter())
                .filter(|found| found.certainty == Certainty::Sure)
                .count();
        }
    }
    println!("another text about the same: {found} matches of {there}, {sure} sure");
    assert!(found * 100 <= there * 15, "{found} of {there}");
    assert!(sure * 100 <= there * 3, "{sure} of {there}");
}
