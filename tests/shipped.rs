//! The record that ships: how much there is in it, counted from itself, and that it says
//! things in one way.
#![allow(clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};

use regesta::dataset::{Files, Limits, read};
use regesta::index::{Opened, fold, trails, unnamed_claims};
use regesta::model::{Block, Place, Record, Stage, Standing, Style};

fn shipped() -> Opened {
    let reading = read(&Files::shipped(), &Limits::default());
    assert!(
        reading.problems.is_empty(),
        "{:?}",
        reading.problems.first()
    );
    Opened::new(reading.record.expect("it loads"))
}

// ---- How much ----------------------------------------------------------------------------------

#[test]
fn all_five_documents_are_in_it_and_each_is_told_of() {
    let opened = shipped();
    assert_eq!(opened.record.sources.len(), 5);
    for (ix, source) in (0..)
        .map(regesta::model::SourceIx)
        .zip(opened.record.sources.iter())
    {
        let told: BTreeSet<_> = opened
            .index
            .in_text(ix)
            .iter()
            .map(|(_, event)| event)
            .collect();
        assert!(told.len() > 50, "{} tells of {}", source.id, told.len());
        // Every paragraph, item and footnote of it is there to be read.
        assert!(
            source
                .text()
                .sections
                .iter()
                .map(|section| section.blocks.len())
                .sum::<usize>()
                > 10
        );
        assert!(source.author.is_some() && source.citation.is_some());
    }
}

#[test]
fn it_has_more_than_320_events_from_1967_to_2060() {
    let opened = shipped();
    assert!(
        opened.record.events.len() > 320,
        "{}",
        opened.record.events.len()
    );
    let (start, end) = opened.index.extent.expect("dates");
    // Days since 1970: within 1967, and within 2060.
    assert!((-1096.0..-730.0).contains(&start), "{start}");
    assert!((32_872.0..=33_238.0).contains(&end), "{end}");
}

#[test]
fn it_has_more_than_240_actors_and_150_forums_of_every_kind() {
    let record = shipped().record;
    let actors = record
        .entities
        .iter()
        .filter(|entity| entity.is_actor())
        .count();
    let forums = record
        .entities
        .iter()
        .filter(|entity| entity.is_forum())
        .count();
    assert!(actors > 240, "{actors}");
    assert!(forums > 150, "{forums}");
    let kinds: BTreeSet<&str> = record
        .entities
        .iter()
        .map(|entity| entity.kind.label())
        .collect();
    assert_eq!(kinds.len(), 11, "{kinds:?}");
}

/// Who took part in what as what, each once, however many passages say so.
fn participations(record: &Record) -> BTreeSet<(&str, &str, &str)> {
    let events = record.events.iter();
    events
        .flat_map(|event| {
            event.actors.iter().map(|claim| {
                let actor = &record.entity(claim.actor).id;
                (&*event.id, &**actor, &*record.role(claim.role).term.id)
            })
        })
        .collect()
}

#[test]
fn it_has_more_than_420_participations_and_ties() {
    let record = shipped().record;
    let ties: BTreeSet<_> = (record.ties.iter())
        .map(|tie| (tie.from, tie.role, tie.to))
        .collect();
    let count = participations(&record).len() + ties.len();
    assert!(count > 420, "{count}");
}

#[test]
fn the_group_of_governmental_experts_has_its_25_members() {
    let record = shipped().record;
    let members: BTreeSet<&str> = (record.ties.iter())
        .filter(|tie| &*record.role(tie.role).term.id == "member")
        .filter(|tie| record.entity(tie.to).id.starts_with("gge"))
        .map(|tie| &*record.entity(tie.from).id)
        .collect();
    assert_eq!(members.len(), 25, "{members:?}");
}

#[test]
fn it_has_more_than_115_documents_each_joined_to_what_cites_it() {
    let opened = shipped();
    let record = &opened.record;
    let documents = &record.apparatus.documents;
    assert!(documents.len() > 115, "{}", documents.len());
    for (ix, document) in opened.known_documents() {
        assert!(!document.citations.is_empty(), "{}", document.id);
        for citation in &document.citations {
            let attached = opened.attached_to(citation.basis.passage);
            assert!(attached.documents.contains(&ix), "{}", document.id);
        }
    }
    let with =
        |has: fn(&regesta::model::Document) -> bool| documents.iter().filter(|d| has(d)).count();
    assert!(with(|document| document.author.is_some()) * 10 > documents.len() * 6);
    assert!(with(|document| document.published.is_some()) * 2 > documents.len());
    assert!(with(|document| document.url.is_some()) > 20);
    let joined = with(|d| {
        d.citations
            .iter()
            .all(|citation| citation.purpose.is_some())
    });
    assert_eq!(joined, documents.len(), "each is cited for something");
}

#[test]
fn it_has_more_than_50_contradictions_of_substance_each_at_both_its_places() {
    let opened = shipped();
    let record = &opened.record;
    let rivals = opened.rivals().len();
    let mut notes = 0;
    for note in record
        .apparatus
        .notes
        .iter()
        .filter(|note| note.kind.is_of_substance())
    {
        notes += 1;
        for place in &note.places {
            let attached = opened.attached_to(place.passage);
            let found = attached
                .notes
                .iter()
                .any(|ix| record.editor_note(*ix).id == note.id);
            assert!(found, "{}", note.id);
        }
    }
    assert!(rivals + notes > 50, "{rivals} and {notes}");
    // What contradicts something has two places, unless one place contradicts itself.
    let between = (record.apparatus.notes.iter())
        .filter(|note| note.kind == regesta::model::NoteKind::Contradiction);
    let (all, double) = between.fold((0, 0), |(all, double), note| {
        (all + 1, double + usize::from(note.places.len() > 1))
    });
    assert!(double * 10 >= all * 8, "{double} of {all}");
}

#[test]
fn plans_and_their_changes_are_trails() {
    let opened = shipped();
    let found = trails(&opened.record);
    assert!(found.len() >= 10, "{}", found.len());
    let has = |stage: Stage| {
        let mut dates = opened.record.events.iter().flat_map(|event| &event.dates);
        dates.any(|claim| claim.stage == stage)
    };
    for stage in Stage::ALL {
        assert!(has(stage), "{}", stage.label());
    }
}

#[test]
fn it_has_more_than_40_outlines_whose_items_lead_somewhere() {
    let opened = shipped();
    let outlines = &opened.record.apparatus.outlines;
    assert!(outlines.len() > 40, "{}", outlines.len());
    let (mut items, mut leading) = (0, 0);
    for outline in outlines {
        assert!(outline.items.len() > 1, "{}", outline.id);
        for item in &outline.items {
            items += 1;
            let own_passage = item.passage != outline.passage;
            leading +=
                usize::from(own_passage || !item.events.is_empty() || !item.entities.is_empty());
        }
    }
    assert!(leading * 10 >= items * 9, "{leading} of {items}");
}

#[test]
fn the_german_report_is_there_in_german_and_in_english_lined_up() {
    let record = shipped().record;
    let source = record
        .sources
        .iter()
        .find(|source| &*source.id == "q3-un")
        .expect("it");
    let languages: Vec<&str> = source
        .editions
        .iter()
        .map(|edition| &*edition.language)
        .collect();
    assert_eq!(languages, ["en", "de"]);
    assert_eq!(
        source.editions[0].text.parting(&source.editions[1].text),
        None
    );
    // Names in both languages, where the German one differs.
    let german = |id: &str| {
        let entity = record
            .entities
            .iter()
            .find(|entity| &*entity.id == id)
            .expect(id);
        let mut names = entity.names.iter();
        names.any(|name| name.language.as_deref() == Some("de"))
    };
    for id in [
        "united-nations",
        "un-security-council",
        "general-assembly",
        "germany",
        "russia",
    ] {
        assert!(german(id), "{id}");
    }
    let with_german = (record.entities.iter())
        .filter(|entity| {
            entity
                .names
                .iter()
                .any(|name| name.language.as_deref() == Some("de"))
        })
        .count();
    assert!(with_german > 100, "{with_german}");
}

// ---- In one way --------------------------------------------------------------------------------

#[test]
fn every_claim_is_named_by_its_passage_or_marked_as_inferred() {
    let opened = shipped();
    let record = &opened.record;
    let unnamed: Vec<String> = (unnamed_claims(record).iter())
        .map(|claim| format!("{} at {}", claim.name, record.address(claim.passage)))
        .collect();
    assert!(unnamed.is_empty(), "{unnamed:#?}");
}

#[test]
fn what_we_filed_ourselves_says_so() {
    let record = shipped().record;
    let filed = || {
        let areas = record
            .events
            .iter()
            .flat_map(|event| event.areas.iter().map(|c| &c.basis));
        areas.chain(
            record
                .events
                .iter()
                .flat_map(|event| event.levels.iter().map(|c| &c.basis)),
        )
    };
    let inferred = filed()
        .filter(|basis| basis.standing == Standing::Inferred)
        .count();
    // Both are there: what the sources file, and what we do.
    assert!(inferred > 100 && inferred < filed().count() - 50);
}

/// A name without what two spellings of it may differ in.
fn bare(name: &str) -> String {
    let folded = fold(name);
    let name = folded.strip_prefix("the ").unwrap_or(&folded);
    name.chars()
        .filter(|c| c.is_alphanumeric() || *c == '+')
        .collect()
}

#[test]
fn no_actor_or_forum_is_there_twice() {
    let record = shipped().record;
    let mut by_name: BTreeMap<String, &str> = BTreeMap::new();
    for entity in record.entities.iter() {
        let names: BTreeSet<String> = entity.all_names().map(bare).collect();
        for name in names {
            if let Some(other) = by_name.insert(name.clone(), &entity.id) {
                panic!("{} and {other} are both called {name}", entity.id);
            }
        }
    }
}

#[test]
fn no_event_document_or_outline_is_there_twice() {
    let record = shipped().record;
    let once = |what: &str, titles: Vec<String>| {
        let mut seen = BTreeSet::new();
        for title in titles {
            assert!(seen.insert(bare(&title)), "{what} twice: {title}");
        }
    };
    once(
        "event",
        record
            .events
            .iter()
            .map(|event| event.title.to_string())
            .collect(),
    );
    let apparatus = &record.apparatus;
    once(
        "document",
        apparatus
            .documents
            .iter()
            .map(regesta::model::Document::label)
            .collect(),
    );
    once(
        "outline",
        apparatus
            .outlines
            .iter()
            .map(|outline| outline.title.to_string())
            .collect(),
    );
    once(
        "note",
        apparatus
            .notes
            .iter()
            .map(|note| note.text.to_string())
            .collect(),
    );
}

#[test]
fn names_are_spelt_one_way_wherever_our_own_words_have_them() {
    let record = shipped().record;
    // Titles are ours; digests keep the spellings of their originals.
    let titles = (record.events.iter().map(|event| &event.title)).chain(
        record
            .apparatus
            .outlines
            .iter()
            .map(|outline| &outline.title),
    );
    for title in titles {
        assert_eq!(title.trim(), &**title, "{title}");
        let plain = ["  ", " - ", "\"", "...", " ,"];
        let found = plain.iter().find(|sign| title.contains(**sign));
        assert_eq!(found, None, "{title}");
        assert!(title.chars().count() <= 90, "too long: {title}");
    }
    // Two spellings of one name, where both could have been written.
    let all = |words: &str| {
        let mut titles = record.events.iter().map(|event| &event.title);
        titles.any(|title| title.contains(words))
    };
    for (one, other) in [
        ("Guterres", "Gutteres"),
        ("cyber security", "cybersecurity"),
        ("Arria", "Aria meeting"),
        ("Multistakeholder", "Multi-Stakeholder"),
        ("TikTok", "Tik Tok"),
        ("Roadmap", "Road Map"),
    ] {
        assert!(!(all(one) && all(other)), "both “{one}” and “{other}”");
    }
    for entity in record.entities.iter() {
        for name in entity.all_names() {
            assert_eq!(name.trim(), name, "{}", entity.id);
            assert!(
                !name.contains('\'') && !name.contains('"'),
                "{}: {name}",
                entity.id
            );
        }
    }
}

#[test]
fn every_footnote_of_every_text_has_its_marker_or_a_note_that_says_why_not() {
    let record = shipped().record;
    for (at, source) in record.sources.iter().enumerate() {
        for edition in &source.editions {
            let text = &edition.text;
            let blocks = text.sections.iter().flat_map(|section| &section.blocks);
            let marked: BTreeSet<u32> = blocks
                .flat_map(Block::texts)
                .flat_map(|rich| &rich.styles)
                .filter_map(|styled| match styled.style {
                    Style::Note(note) => Some(note),
                    _ => None,
                })
                .collect();
            for note in 0..u32::try_from(text.notes.len()).expect("few") {
                let place = Place::Note { note };
                let noted = record.apparatus.notes.iter().flat_map(|note| &note.places);
                let said = noted
                    .filter(|it| it.passage.source.at() == at)
                    .any(|it| it.passage.place == place);
                assert!(marked.contains(&note) || said, "{} {place:?}", source.id);
            }
        }
    }
}

#[test]
fn web_addresses_are_nothing_else() {
    let record = shipped().record;
    for document in &record.apparatus.documents {
        if let Some(url) = &document.url {
            assert!(
                url.starts_with("https://") || url.starts_with("http://"),
                "{url}"
            );
        }
    }
}
