//! The curtain: nothing that became known later shows through, in any view or export. Held
//! over the whole record that ships and over one made by hand, with what that lacks.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    clippy::cast_possible_truncation
)]

#[path = "window/drive.rs"]
mod drive;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use drive::{Driven, name_of, seen};
use egui::accesskit::Role;
use egui::{Key, Vec2, vec2};
use egui_kittest::kittest::NodeT as _;
use proptest::prelude::*;
use regesta::cli::{Listing, Question, run};
use regesta::dataset::{Files, Limits, read};
use regesta::index::{Index, Opened, Query, QueryContext, curtain_days, fold, known_day};
use regesta::model::{
    Basis, Block, Day, EntityIx, Event, EventIx, Passage, Place, Record, SourceIx,
};
use regesta::state::{Command, Effect, Filters, LaneBy, Selection, State, compute_matches};
use serde_json::Value;

// ---- Two records ---------------------------------------------------------------------------

fn open(files: &Files) -> Opened {
    let reading = read(files, &Limits::default());
    let record = reading
        .record
        .unwrap_or_else(|| panic!("{:#?}", reading.problems));
    Opened::new(record)
}

static SHIPPED: LazyLock<Opened> = LazyLock::new(|| open(&Files::shipped()));

static BY_HAND: LazyLock<Opened> = LazyLock::new(|| {
    let folder = by_hand();
    open(&Files::open(folder.path()).expect("a dataset"))
});

/// What the record that ships lacks: sources of which it is not certain when they were
/// issued, claims that were known earlier or later than their source was issued, and an
/// order that names what is told later.
fn by_hand() -> tempfile::TempDir {
    const RON: &str = r#"(
        format: 1, id: "by-hand", title: "Made by hand",
        roles: [(id: "speaker", name: "speaker")],
        kinds: [(id: "meeting", name: "Meeting")],
        actors: [
            (id: "ada", name: "Ada Lindqvist", kind: Person),
            (id: "bruno", name: "Bruno Okafor", kind: Person, names: ["the Okafor of the letters"]),
            (id: "chiara", name: "Chiara Zoppi", kind: Person),
            (id: "dmitri", name: "Dmitri Halloran", kind: Person),
        ],
        forums: [
            (id: "house", name: "Upper House", kind: Body),
            (id: "panel", name: "Panel on Tariffs", kind: Process, parent: "house"),
            (id: "ring", name: "Ring of Harbours", kind: Initiative),
        ],
        sources: [
            (id: "first", title: "Minutes of winter", short: "Winter", issued: "2020-01-31", editions: [(id: "text", file: "first.md")]),
            (id: "second", title: "Gazette of spring", short: "Spring", issued: "2020-04~", editions: [(id: "text", file: "second.md")]),
            (id: "third", title: "Memoir of summer", short: "Summer", issued: "[2020-06,2020-08]", editions: [(id: "text", file: "third.md")]),
        ],
        events: [
            (id: "alpha", title: "Council at Alpha", kind: "meeting", passage: "first#told/1",
                dates: [(edtf: "2020-01-10"), (edtf: "2020-01-12", passage: "third#told/1", quote: "kestrel")],
                forums: [(forum: "house"), (forum: "panel", passage: "second#told/1")],
                actors: [(actor: "ada", role: "speaker"), (actor: "dmitri", role: "speaker", passage: "third#told/1")]),
            // Told in spring, known since February.
            (id: "bravo", title: "Strike at Bravo", passage: "second#told/1",
                dates: [(edtf: "2020-02-20", known_from: "2020-02", quote: "heron")],
                actors: [(actor: "bruno", role: "speaker", forum: "panel")]),
            // Told in winter, known only since June.
            (id: "charlie", title: "Pact at Charlie",
                dates: [(edtf: "2020-01-05", passage: "first#told/2", known_from: "2020-06-15")],
                forums: [(forum: "ring", passage: "first#told/2", known_from: "2020-06-15")],
                actors: [(actor: "ada", role: "speaker", passage: "first#told/2", known_from: "2020-06-15")]),
            // Says in winter that it came before what only the summer tells.
            (id: "delta", title: "Feast at Delta", passage: "first#told/2",
                order: [(is: Before, event: "echo"), (is: After, event: "alpha")]),
            (id: "echo", title: "Flood at Echo", passage: "third#told/2",
                dates: [(edtf: "2020-03-03", stage: Planned), (edtf: "2020-05-05")],
                actors: [(actor: "chiara", role: "speaker")],
                order: [(is: During, event: "foxtrot", passage: "first#told/1")]),
            // Nothing but an order, to what is told later; and one to it.
            (id: "foxtrot", title: "Parade at Foxtrot", passage: "third#told/2",
                order: [(is: Before, event: "echo", passage: "first#told/1")]),
            // All of it is known before anybody tells it.
            (id: "golf", title: "Levy at Golf",
                dates: [(edtf: "2019-12", stage: Planned, passage: "third#told/3", quote: "plover", known_from: "2019-11")],
                forums: [(forum: "house", passage: "third#told/3", known_from: "2019-11")]),
        ],
        ties: [
            (from: "chiara", role: "speaker", to: "ring", passage: "third#told/3", quote: "plover", known_from: "2020-05-05"),
            (from: "dmitri", role: "speaker", to: "panel", passage: "third#told/3"),
        ],
    )"#;
    let folder = tempfile::tempdir().expect("a folder");
    let write =
        |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("written");
    write("dataset.ron", RON);
    write(
        "first.md",
        "# Minutes of winter\n\n## Told {#told}\n\nFrost lay on the council.\n\nSnow lay on the feast.\n",
    );
    write(
        "second.md",
        "# Gazette of spring\n\n## Told {#told}\n\nThe heron came to the strike.\n",
    );
    write(
        "third.md",
        "# Memoir of summer\n\n## Told {#told}\n\nThe kestrel saw it otherwise.\n\nThe swift knew of the flood.\n\nThe plover had heard of the levy.\n",
    );
    folder
}

/// The days on which something becomes known, and those before.
fn days_of(opened: &Opened) -> Vec<Day> {
    let steps = curtain_days(&opened.record);
    let before = steps.iter().map(|day| Day(day.0 - 1));
    let mut days: Vec<Day> = before.chain(steps.iter().copied()).collect();
    days.sort_unstable();
    days.dedup();
    days
}

fn day(year: i64, month: u8, day: u8) -> Day {
    Day::from_ymd(year, month, day).expect("a day")
}

// ---- What is known, worked out the slow way ------------------------------------------------

/// What is known on a day, from the claims alone.
struct Known<'a> {
    record: &'a Record,
    day: Day,
}

impl Known<'_> {
    fn source(&self, ix: SourceIx) -> bool {
        let issued = &self.record.source(ix).issued;
        let last = issued.latest().day().or(issued.earliest().day());
        last.expect("a day") <= self.day
    }

    fn basis(&self, basis: &Basis) -> bool {
        match &basis.known_from {
            Some(from) => from.latest().day().expect("a day") <= self.day,
            None => self.source(basis.passage.source),
        }
    }

    /// Which events anything is known of: a claim, or a passage. An order is known only when
    /// the other event is.
    fn events(&self) -> Vec<bool> {
        let record = self.record;
        let mut known = vec![false; record.events.len()];
        loop {
            let before = known.clone();
            for (ix, event) in record.events_ix() {
                let plain = event.bases().count() - event.order.len();
                known[ix.at()] = event.passages.iter().any(|at| self.source(at.source))
                    || event.bases().take(plain).any(|basis| self.basis(basis))
                    || (event.order.iter())
                        .any(|claim| self.basis(&claim.basis) && before[claim.event.at()]);
            }
            if known == before {
                return known;
            }
        }
    }

    /// Which actors and forums a known claim names.
    fn entities(&self) -> Vec<bool> {
        let record = self.record;
        let mut known = vec![false; record.entities.len()];
        let mut named: Vec<EntityIx> = Vec::new();
        for event in &record.events {
            let forums = event.forums.iter().filter(|claim| self.basis(&claim.basis));
            named.extend(forums.map(|claim| claim.forum));
            for claim in event.actors.iter().filter(|claim| self.basis(&claim.basis)) {
                named.push(claim.actor);
                named.extend(claim.forum);
            }
        }
        for tie in record.ties.iter().filter(|tie| self.basis(&tie.basis)) {
            named.extend([tie.from, tie.to]);
        }
        for ix in named {
            for above in record.with_parents(ix) {
                known[above.at()] = true;
            }
        }
        known
    }
}

fn sources(record: &Record) -> impl Iterator<Item = SourceIx> {
    (0..record.sources.len()).map(SourceIx::new)
}

/// Every text that stands in a source, in pieces.
fn pieces(record: &Record, source: SourceIx) -> Vec<String> {
    let text = record.source(source).text();
    let mut pieces = Vec::new();
    for section in &text.sections {
        pieces.push(section.heading.to_string());
        for block in &section.blocks {
            match block {
                Block::Paragraph(rich) | Block::Quote(rich) => pieces.push(rich.plain.clone()),
                Block::List { items, .. } => {
                    pieces.extend(items.iter().map(|item| item.plain.clone()));
                }
            }
        }
    }
    pieces.extend(text.notes.iter().map(|note| note.body.plain.clone()));
    pieces.retain(|piece| piece.len() > 3);
    pieces
}

/// What must not be read anywhere, and what may.
struct Secrets {
    secret: Vec<String>,
    /// Their beginnings, as far as they may not be read anyhow.
    starts: Vec<String>,
}

impl Secrets {
    fn new(whole: &Opened, day: Day) -> Self {
        let record = &whole.record;
        let known = Known { record, day };
        let (events, entities) = (known.events(), known.entities());
        let (mut secret, mut open) = (
            Vec::new(),
            vec![record.title.to_string(), record.about.to_string()],
        );
        for (ix, event) in record.events_ix() {
            let list = if events[ix.at()] {
                &mut open
            } else {
                &mut secret
            };
            list.push(event.title.to_string());
        }
        for (ix, entity) in record.entities_ix() {
            let list = if entities[ix.at()] {
                &mut open
            } else {
                &mut secret
            };
            list.extend(entity.all_names().map(ToOwned::to_owned));
        }
        for ix in sources(record) {
            let source = record.source(ix);
            let list = if known.source(ix) {
                &mut open
            } else {
                &mut secret
            };
            list.push(source.title.to_string());
            // A receipt names its source, and a claim can be known before that was issued.
            let rests = |basis: &Basis| basis.passage.source == ix && known.basis(basis);
            let has_receipt = (record.events.iter().flat_map(|event| event.bases()))
                .chain(record.ties.iter().map(|tie| &tie.basis))
                .any(rests);
            if !has_receipt {
                list.push(source.short.to_string());
            }
            list.push(source.text().title.to_string());
            list.extend(source.author.as_deref().map(ToOwned::to_owned));
            list.extend(source.issued_note.as_deref().map(ToOwned::to_owned));
            list.extend(source.citation.as_deref().map(ToOwned::to_owned));
            list.extend(pieces(record, ix));
        }
        let apparatus = &record.apparatus;
        for document in &apparatus.documents {
            // A document is known by those who cite it.
            let mut citing = document.citations.iter().map(|citation| &citation.basis);
            let is_cited = citing.any(|basis| known.source(basis.passage.source));
            let list = if is_cited { &mut open } else { &mut secret };
            list.push(document.label());
            list.push(document.title.to_string());
            list.extend(document.author.as_deref().map(ToOwned::to_owned));
        }
        for note in &apparatus.notes {
            let mut places = note.places.iter();
            let is_known = places.all(|place| known.source(place.passage.source));
            let list = if is_known { &mut open } else { &mut secret };
            list.push(note.text.to_string());
        }
        for outline in &apparatus.outlines {
            let is_known = known.source(outline.passage.source);
            let list = if is_known { &mut open } else { &mut secret };
            list.push(outline.title.to_string());
            list.extend(outline.items.iter().map(|item| item.title.to_string()));
        }
        for role in &record.roles {
            open.push(role.term.name.to_string());
        }
        for term in (record.areas.iter())
            .chain(&record.levels)
            .chain(&record.kinds)
        {
            open.push(term.name.to_string());
        }
        let words = regesta::state::CATALOGUE.iter();
        open.extend(
            words
                .flat_map(|entry| [entry.name, entry.help])
                .map(ToOwned::to_owned),
        );
        let open = open.join("\n");
        secret.retain(|name| !holds(&open, name));
        secret.sort();
        secret.dedup();
        let starts = (secret.iter())
            .map(|name| name.chars().take(60).collect::<String>())
            .filter(|start| !holds(&open, start))
            .collect();
        Self { secret, starts }
    }

    /// The first secret that a text gives away. Of long ones their beginning is enough.
    fn given_away<'s>(&'s self, text: &str) -> Option<&'s str> {
        (self.starts.iter().map(String::as_str)).find(|start| holds(text, start))
    }
}

/// Whether whole words stand in a text.
fn holds(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, found)| {
        let before = text[..at].chars().next_back();
        let after = text[at + found.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

// ---- The record and its index --------------------------------------------------------------

/// Holds everything that is to hold of the record and index of one day.
fn check(whole: &Opened, day: Day) {
    let then = whole.as_known_on(day);
    let known = Known {
        record: &whole.record,
        day,
    };
    let (events, entities) = (known.events(), known.entities());
    for ix in sources(&whole.record) {
        assert_eq!(then.knows_source(ix), known.source(ix), "{day}");
    }
    for (ix, entity) in whole.record.entities_ix() {
        assert_eq!(
            then.knows_entity(ix),
            entities[ix.at()],
            "{day}: {}",
            entity.name
        );
    }
    for (ix, event) in whole.record.events_ix() {
        assert_eq!(
            then.knows_event(ix),
            events[ix.at()],
            "{day}: {}",
            event.title
        );
        let shown = then.record.event(ix);
        if !events[ix.at()] {
            assert_eq!(*shown, Event::default(), "{day}: {}", event.title);
            assert_eq!(then.index.haystack(&then.record, ix), "", "{day}");
            continue;
        }
        assert_eq!((&shown.id, &shown.title), (&event.id, &event.title));
        check_event(&known, &events, event, shown);
        check_haystack(&known, &then, ix);
    }
    for tie in &then.record.ties {
        assert!(
            known_day(&whole.record, &tie.basis) <= day,
            "{day}: {tie:?}"
        );
        check_words(&known, &tie.basis);
    }
    let ties = whole
        .record
        .ties
        .iter()
        .filter(|tie| known.basis(&tie.basis));
    assert_eq!(then.record.ties.len(), ties.count(), "{day}");
    check_index(&known, &events, &then);
    check_equal(&known, &then);
}

/// Exactly the known claims are there.
fn check_event(known: &Known<'_>, events: &[bool], event: &Event, shown: &Event) {
    let day = known.day;
    for basis in shown.bases() {
        assert!(
            known_day(known.record, basis) <= day,
            "{day}: {}: {basis:?}",
            event.title
        );
        check_words(known, basis);
    }
    for passage in &shown.passages {
        assert!(known.source(passage.source), "{day}: {}", event.title);
    }
    for claim in &shown.order {
        assert!(events[claim.event.at()], "{day}: {}", event.title);
    }
    let lost_order =
        (event.order.iter()).filter(|claim| known.basis(&claim.basis) && !events[claim.event.at()]);
    let all = event.bases().filter(|basis| known.basis(basis)).count();
    assert_eq!(
        shown.bases().count(),
        all - lost_order.count(),
        "{day}: {}",
        event.title
    );
    let passages = event.passages.iter().filter(|at| known.source(at.source));
    assert_eq!(shown.passages.len(), passages.count(), "{day}");
}

/// The words of a source that was not issued are not there, though a claim may be.
fn check_words(known: &Known<'_>, basis: &Basis) {
    assert!(
        basis.quote.is_none() || known.source(basis.passage.source),
        "{}: {basis:?}",
        known.day
    );
}

fn check_haystack(known: &Known<'_>, then: &Opened, ix: EventIx) {
    let haystack = then.index.haystack(&then.record, ix);
    assert!(haystack.contains(&fold(&then.record.event(ix).title)));
    let issued: Vec<String> = sources(known.record)
        .filter(|source| known.source(*source))
        .flat_map(|source| pieces(known.record, source))
        .map(|piece| fold(&piece))
        .collect();
    for source in sources(known.record).filter(|source| !known.source(*source)) {
        for piece in pieces(known.record, source) {
            let piece = fold(&piece);
            assert!(
                !haystack.contains(&piece) || issued.iter().any(|open| open.contains(&piece)),
                "{}: {ix:?}: {piece}",
                known.day
            );
        }
    }
}

/// Everything that the index names is known.
fn check_index(known: &Known<'_>, events: &[bool], then: &Opened) {
    let (day, index) = (known.day, &then.index);
    let shown: BTreeSet<EventIx> = (index.by_time.iter().chain(&index.undated))
        .copied()
        .collect();
    let all = (0..events.len())
        .map(EventIx::new)
        .filter(|ix| events[ix.at()]);
    assert_eq!(shown, all.collect(), "{day}");
    assert_eq!(shown.len(), index.by_time.len() + index.undated.len());
    for link in &index.links {
        assert!(then.knows_entity(link.actor) && then.knows_entity(link.forum));
        assert!(link.event().is_none_or(|ix| events[ix.at()]), "{day}");
        assert!(known_day(known.record, link.basis(&then.record)) <= day);
    }
    for (ix, entity) in known.record.entities_ix() {
        for event in index.events_of(ix) {
            assert!(events[event.at()], "{day}: {}", entity.name);
        }
    }
    for source in sources(known.record) {
        for (place, event) in index.in_text(source) {
            assert!(known.source(source) && events[event.at()], "{day}");
            let passage = Passage {
                source,
                place: *place,
            };
            assert!(then.record.event(*event).all_passages().contains(&passage));
            assert!(index.events_at(passage).any(|found| found == *event));
        }
    }
}

/// The index is the one that the narrowed record has of its own, but for events of which
/// nothing is known and the words of sources that had not been issued.
fn check_equal(known: &Known<'_>, then: &Opened) {
    let (day, own, index) = (known.day, Index::new(&then.record), &then.index);
    assert_eq!(index.by_time, own.by_time, "{day}");
    let undated = own
        .undated
        .iter()
        .copied()
        .filter(|ix| then.knows_event(*ix));
    assert_eq!(index.undated, undated.collect::<Vec<_>>(), "{day}");
    assert_eq!(index.links, own.links, "{day}");
    assert_eq!(index.extent, own.extent, "{day}");
    assert_eq!(index.heart, own.heart, "{day}");
    for (ix, _) in known.record.entities_ix() {
        assert_eq!(index.events_of(ix), own.events_of(ix), "{day}");
        let (links, own): (Vec<_>, Vec<_>) = (
            index.links_of(ix).copied().collect(),
            own.links_of(ix).copied().collect(),
        );
        assert_eq!(links, own, "{day}");
    }
    for source in sources(known.record) {
        let own: &[(Place, EventIx)] = if known.source(source) {
            own.in_text(source)
        } else {
            &[]
        };
        assert_eq!(index.in_text(source), own, "{day}");
    }
    for (ix, event) in then.known_events() {
        let passages = event.all_passages();
        if passages.iter().all(|passage| known.source(passage.source)) {
            assert_eq!(
                index.haystack(&then.record, ix),
                own.haystack(&then.record, ix),
                "{day}: {}",
                event.title
            );
        }
    }
}

/// What is known on a day is known on every later one.
fn check_later(whole: &Opened, day: Day, later: Day) {
    let (then, now) = (whole.as_known_on(day), whole.as_known_on(later));
    for (ix, event) in whole.record.events_ix() {
        assert!(
            !then.knows_event(ix) || now.knows_event(ix),
            "{day} → {later}"
        );
        let (before, after) = (then.record.event(ix), now.record.event(ix));
        let key = |basis: &Basis| (basis.passage, basis.standing, basis.known_from.clone());
        let keys: Vec<_> = after.bases().map(key).collect();
        for basis in before.bases() {
            assert!(
                keys.contains(&key(basis)),
                "{day} → {later}: {}",
                event.title
            );
        }
        assert!(before.passages.iter().all(|at| after.passages.contains(at)));
        assert!(before.bases().count() <= after.bases().count());
    }
    for (ix, entity) in whole.record.entities_ix() {
        let lost = then.knows_entity(ix) && !now.knows_entity(ix);
        assert!(!lost, "{day} → {later}: {}", entity.name);
    }
    for ix in sources(&whole.record) {
        assert!(!then.knows_source(ix) || now.knows_source(ix));
    }
    assert!(then.record.ties.len() <= now.record.ties.len());
    assert!(then.index.links.len() <= now.index.links.len());
}

#[test]
fn on_every_day_of_the_record_that_ships_only_what_is_known_is_there() {
    for day in days_of(&SHIPPED) {
        check(&SHIPPED, day);
    }
}

#[test]
fn on_every_day_of_the_record_made_by_hand_only_what_is_known_is_there() {
    let days = days_of(&BY_HAND);
    assert_eq!(days.len(), 14);
    for day in &days {
        check(&BY_HAND, *day);
        for later in days.iter().filter(|later| *later >= day) {
            check_later(&BY_HAND, *day, *later);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn on_any_day_only_what_is_known_is_there(at in 18_100..18_600_i32, after in 0..300_i32, far in any::<i32>()) {
        for whole in [&*SHIPPED, &*BY_HAND] {
            check(whole, Day(at));
            check_later(whole, Day(at), Day(at + after));
        }
        check(&BY_HAND, Day(far));
    }
}

#[test]
fn the_last_day_is_the_whole_record() {
    for whole in [&*SHIPPED, &*BY_HAND] {
        let last = *curtain_days(&whole.record).last().expect("a day");
        for day in [last, Day(last.0 + 1), Day::MAX] {
            let then = whole.as_known_on(day);
            assert_eq!(then.record, whole.record);
            assert!(!then.hidden.events.contains(&true));
            assert!(!then.hidden.sources.contains(&true));
            for (ix, _) in whole.record.events_ix() {
                let of = |opened: &Opened| opened.index.haystack(&opened.record, ix);
                assert_eq!(of(&then), of(whole));
            }
            assert_eq!(then.index.links, whole.index.links);
            assert_eq!(then.index.by_time, whole.index.by_time);
            assert_eq!(then.index.extent, whole.index.extent);
        }
        let before = whole.as_known_on(Day::MIN);
        assert_eq!(before.known_events().count(), 0);
        assert_eq!(before.known_entities().count(), 0);
        assert_eq!(before.index.extent, None);
    }
}

#[test]
fn a_view_of_a_view_knows_no_more_than_either() {
    for whole in [&*SHIPPED, &*BY_HAND] {
        for day in days_of(whole) {
            let then = whole.as_known_on(day);
            for other in days_of(whole) {
                let twice = then.as_known_on(other);
                let once = whole.as_known_on(day.min(other));
                assert_eq!(
                    twice.record.events, once.record.events,
                    "{day}, then {other}"
                );
                assert_eq!(
                    twice.hidden.events, once.hidden.events,
                    "{day}, then {other}"
                );
                assert_eq!(twice.index.by_time, once.index.by_time);
                assert_eq!(twice.index.undated, once.index.undated);
            }
        }
    }
}

/// Ids of the events that are known on a day.
fn known_ids(whole: &Opened, day: Day) -> Vec<String> {
    let then = whole.as_known_on(day);
    let ids = then.known_events().map(|(_, event)| event.id.to_string());
    ids.collect()
}

#[test]
fn a_claim_is_known_from_its_own_day_else_from_the_last_on_which_its_source_can_be_issued() {
    let whole = &*BY_HAND;
    for (day, ids) in [
        (day(2019, 11, 29), &[][..]),
        (day(2019, 11, 30), &["golf"]),
        (day(2020, 1, 30), &["golf"]),
        (day(2020, 1, 31), &["alpha", "delta", "golf"]),
        (day(2020, 2, 28), &["alpha", "delta", "golf"]),
        (day(2020, 2, 29), &["alpha", "bravo", "delta", "golf"]),
        (day(2020, 6, 14), &["alpha", "bravo", "delta", "golf"]),
        (
            day(2020, 6, 15),
            &["alpha", "bravo", "charlie", "delta", "golf"],
        ),
        (
            day(2020, 8, 30),
            &["alpha", "bravo", "charlie", "delta", "golf"],
        ),
        (
            day(2020, 8, 31),
            &[
                "alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf",
            ],
        ),
    ] {
        assert_eq!(known_ids(whole, day), ids, "{day}");
    }
    // What is about spring was issued by its end at the latest.
    assert!(
        !whole
            .as_known_on(day(2020, 4, 29))
            .knows_source(SourceIx(1))
    );
    assert!(
        whole
            .as_known_on(day(2020, 4, 30))
            .knows_source(SourceIx(1))
    );
}

#[test]
fn an_order_to_what_is_told_later_is_not_known_and_makes_nothing_known() {
    let then = BY_HAND.as_known_on(day(2020, 3, 1));
    let delta = then.record.event(EventIx(3));
    assert_eq!(&*delta.id, "delta");
    let others: Vec<EventIx> = delta.order.iter().map(|claim| claim.event).collect();
    assert_eq!(others, [EventIx(0)], "after alpha, and nothing of echo");
    // Echo and foxtrot name each other by a source that was issued, and nothing else is known.
    assert!(!then.knows_event(EventIx(4)) && !then.knows_event(EventIx(5)));
}

#[test]
fn the_words_of_a_source_that_was_not_issued_are_not_searched() {
    let found = |day: Day, words: &str| {
        let then = BY_HAND.as_known_on(day);
        let query = Query::parse(words).expect("a query");
        let context = QueryContext {
            record: &then.record,
            index: &then.index,
        };
        let found = query.find(context).into_iter().zip(0..);
        let found = found.filter(|(found, _)| *found);
        found
            .map(|(_, at)| then.record.events[at].id.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(found(day(2020, 3, 1), "strike"), ["bravo"], "by its title");
    assert!(found(day(2020, 3, 1), "heron").is_empty());
    assert_eq!(found(day(2020, 5, 1), "heron"), ["alpha", "bravo"]);
    assert!(found(day(2020, 8, 30), "plover").is_empty());
    assert!(found(day(2020, 8, 30), "kestrel").is_empty());
    assert_eq!(found(day(2020, 8, 31), "plover"), ["golf"]);
    assert!(found(day(2020, 3, 1), "halloran").is_empty());
}

// ---- The command line ----------------------------------------------------------------------

fn answer(question: &Question) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = run(question, &mut out, &mut err).expect("written");
    (
        code,
        String::from_utf8(out).expect("text"),
        String::from_utf8(err).expect("text"),
    )
}

fn words(dataset: Option<&Path>, more: &[&str]) -> Vec<String> {
    let dataset = dataset.map(|path| path.display().to_string());
    dataset
        .into_iter()
        .chain(more.iter().map(|&word| word.to_owned()))
        .collect()
}

/// Every text in a value.
fn texts_in(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) => texts.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|value| texts_in(value, texts)),
        Value::Object(fields) => fields.values().for_each(|value| texts_in(value, texts)),
        _ => {}
    }
}

/// Asks everything on a day; nothing that is not known may be named.
fn check_answers(whole: &Opened, dataset: Option<&Path>, day: Day) {
    let then = whole.as_known_on(day);
    let record = &whole.record;
    let secrets = Secrets::new(whole, day);
    let known_on = Some(day.to_string());
    let hidden_events =
        (record.events_ix().filter(|(ix, _)| !then.knows_event(*ix))).map(|(_, event)| &*event.id);
    let hidden_entities = (record
        .entities_ix()
        .filter(|(ix, _)| !then.knows_entity(*ix)))
    .map(|(_, entity)| &*entity.id);
    let mut ids: BTreeSet<&str> = hidden_events.chain(hidden_entities).collect();
    let open_ids: Vec<&str> = (then.known_events().map(|(_, event)| &*event.id))
        .chain(then.known_entities().map(|(_, entity)| &*entity.id))
        .chain(record.areas.iter().map(|term| &*term.id))
        .chain(record.kinds.iter().map(|term| &*term.id))
        .collect();
    ids.retain(|id| !open_ids.contains(id));
    // A claim that was known before its source was issued still names its passage.
    let early: BTreeSet<String> = (then.record.events.iter())
        .flat_map(|event| event.bases())
        .chain(then.record.ties.iter().map(|tie| &tie.basis))
        .filter(|basis| !then.knows_source(basis.passage.source))
        .map(|basis| record.address(basis.passage))
        .collect();
    let hidden_sources: Vec<String> = sources(record)
        .filter(|ix| !then.knows_source(*ix))
        .map(|ix| record.source(ix).id.to_string())
        .collect();

    let check_text = |what: &str, text: &str| {
        assert!(!ids.contains(text), "{day}: {what}: {text}");
        if let Some(secret) = secrets.given_away(text) {
            panic!("{day}: {what}: “{text}” gives away “{secret}”");
        }
        if !early.contains(text) {
            for id in &hidden_sources {
                let names = text == id || text.starts_with(&format!("{id}#"));
                assert!(!names, "{day}: {what}: {text}");
            }
        }
    };
    let check_all = |what: &str, out: &str| {
        for line in out.lines() {
            let mut texts = Vec::new();
            texts_in(&serde_json::from_str(line).expect("JSON"), &mut texts);
            texts.iter().for_each(|text| check_text(what, text));
        }
    };
    for query in [&[][..], &["from:2020"], &["not role:speaker"]] {
        for json in [true, false] {
            let listing = || Listing {
                words: words(dataset, query),
                json,
                known_on: known_on.clone(),
            };
            let show = Question::Show(listing());
            let links = Question::Links {
                listing: listing(),
                of: None,
            };
            for (what, question, most) in [
                ("show", show, then.known_events().count()),
                ("links", links, then.index.links.len()),
            ] {
                let (code, out, _) = answer(&question);
                assert_eq!(code, 0);
                assert!(out.lines().count() <= most, "{day}: {what}");
                if query.is_empty() {
                    assert_eq!(out.lines().count(), most, "{day}: {what}");
                }
                if json {
                    check_all(what, &out);
                } else if let Some(secret) = secrets.given_away(&out) {
                    panic!("{day}: {what}: gives away “{secret}” in\n{out}");
                }
            }
        }
    }
    for ix in sources(record) {
        let section = &record.source(ix).text().sections[0].id;
        let address = format!("{}#{section}", record.source(ix).id);
        for json in [true, false] {
            let (code, out, _) = answer(&Question::Text {
                words: words(dataset, &[&address]),
                json,
                known_on: known_on.clone(),
            });
            assert_eq!(code == 0, then.knows_source(ix), "{day}: {address}");
            assert_eq!(out.is_empty(), code != 0, "{day}: {address}");
        }
    }
}

#[test]
fn no_answer_about_the_record_that_ships_names_what_is_not_known() {
    for day in days_of(&SHIPPED) {
        check_answers(&SHIPPED, None, day);
    }
}

#[test]
fn no_answer_about_the_record_made_by_hand_names_what_is_not_known() {
    let folder = by_hand();
    for day in days_of(&BY_HAND) {
        check_answers(&BY_HAND, Some(folder.path()), day);
    }
}

#[test]
fn a_wrong_address_does_not_tell_which_sources_are_issued_later() {
    let folder = by_hand();
    for address in [
        "thrid#told/1",
        "third#tolled/1",
        "third#told/9",
        "third#told/1",
    ] {
        let (code, out, err) = answer(&Question::Text {
            words: words(Some(folder.path()), &[address]),
            json: true,
            known_on: Some("2020-03-01".to_owned()),
        });
        assert_eq!((code, out.as_str()), (1, ""));
        let err = err.replace(address, "");
        assert!(!err.contains("second"), "{address}: {err}");
        assert!(!err.contains("third"), "{address}: {err}");
        assert!(
            !err.contains("block") && !err.contains("section"),
            "{address}: {err}"
        );
    }
}

#[test]
fn a_curtain_day_may_be_any_date_and_means_its_last_day() {
    let folder = by_hand();
    let events = |known_on: &str| {
        let (code, out, _) = answer(&Question::Show(Listing {
            words: words(Some(folder.path()), &[]),
            json: true,
            known_on: Some(known_on.to_owned()),
        }));
        assert_eq!(code, 0);
        out.lines().count()
    };
    assert_eq!(events("2020-02"), 4);
    assert_eq!(events("2020-02-28"), 3);
    assert_eq!(events("2020"), 7);
    let (code, ..) = answer(&Question::Show(Listing {
        words: words(Some(folder.path()), &[]),
        json: true,
        known_on: Some("soon".to_owned()),
    }));
    assert_eq!(code, 2);
}

// ---- The window ----------------------------------------------------------------------------

/// So high that every lane and every list is in sight.
const HIGH: Vec2 = vec2(1600.0, 2600.0);

/// Everything that is painted or read out.
fn everything(driven: &Driven) -> Vec<String> {
    let mut texts = driven.painted();
    for node in driven.nodes() {
        texts.push(name_of(&node));
        let node = node.accesskit_node();
        texts.extend(
            [node.label(), node.value(), node.description()]
                .into_iter()
                .flatten(),
        );
    }
    texts.retain(|text| !text.is_empty());
    texts.sort();
    texts.dedup();
    texts
}

#[track_caller]
fn check_window(driven: &Driven, secrets: &Secrets, what: &str) {
    check_window_but(driven, secrets, what, "");
}

/// The same, but for what was typed.
#[track_caller]
fn check_window_but(driven: &Driven, secrets: &Secrets, what: &str, typed: &str) {
    // What the choice of sources is called has a test of its own.
    let texts = (everything(driven).into_iter())
        .filter(|text| !text.starts_with("Source: ") && text != typed);
    for text in texts {
        let text = text.replace(&format!("“{}”", typed.to_lowercase()), "");
        if let Some(secret) = secrets.given_away(&text) {
            panic!("{what}: “{text}” gives away “{secret}”");
        }
    }
}

/// Looks everywhere on one day.
fn look_around(driven: &mut Driven, day: Day, lanes: &[LaneBy], selected: usize) {
    driven.command(Command::SetCurtain(None));
    let secrets = Secrets::new(driven.opened(), day);
    let then = driven.opened().as_known_on(day);
    driven.command(Command::SetCurtain(Some(day)));
    driven.command(Command::Select(Selection::None));
    driven.command(Command::Fit);
    for lanes in lanes {
        driven.command(Command::SetLanes(*lanes));
        check_window(
            driven,
            &secrets,
            &format!("{day}: lanes by {}", lanes.label()),
        );
    }
    for (list, name) in [
        (Command::ToggleLedger, "ledger"),
        (Command::ToggleTrails, "trails"),
        (Command::ToggleChanges, "changes"),
        (Command::ToggleDocuments, "documents"),
        (Command::ToggleOutlines, "outlines"),
        (Command::ToggleChips, "chips"),
    ] {
        driven.command(list.clone());
        check_window(driven, &secrets, &format!("{day}: {name}"));
        driven.command(list);
    }
    let events: Vec<EventIx> = then.known_events().map(|(ix, _)| ix).collect();
    let entities: Vec<EntityIx> = then.known_entities().map(|(ix, _)| ix).collect();
    let some = |count: usize| (count / selected.max(1)).max(1);
    for ix in events.iter().copied().step_by(some(events.len())) {
        driven.command(Command::Select(Selection::Event(ix)));
        assert_eq!(driven.app().state.view.selection, Selection::Event(ix));
        check_window(driven, &secrets, &format!("{day}: {ix:?}"));
    }
    if let Some(first) = events.first() {
        driven.command(Command::Select(Selection::Event(*first)));
        driven.command(Command::Compare);
        driven.command(Command::Select(Selection::Event(events[events.len() - 1])));
        check_window(driven, &secrets, &format!("{day}: order"));
        driven.command(Command::CloseOrder);
    }
    for ix in entities.iter().copied().step_by(some(entities.len())) {
        driven.command(Command::Select(Selection::Entity(ix)));
        check_window(driven, &secrets, &format!("{day}: {ix:?}"));
    }
    driven.command(Command::Select(Selection::None));
    // The palette is asked for what must not be found.
    let beginnings: BTreeSet<String> = (secrets.secret.iter())
        .filter(|name| name.chars().count() > 8 && name.is_ascii())
        .map(|name| name.chars().take(4).collect())
        .collect();
    let every = (beginnings.len() / 6).max(1);
    for beginning in beginnings.iter().step_by(every) {
        driven.command(Command::TogglePalette);
        driven.harness.event(egui::Event::Text(beginning.clone()));
        driven.settle();
        assert!(
            (driven.nodes()).any(|node| node.accesskit_node().value().as_ref() == Some(beginning)),
            "it was typed"
        );
        check_window_but(
            driven,
            &secrets,
            &format!("{day}: palette, “{beginning}”"),
            beginning,
        );
        driven.command(Command::TogglePalette);
        driven.command(Command::SetQuery(beginning.clone()));
        check_window_but(
            driven,
            &secrets,
            &format!("{day}: search for “{beginning}”"),
            beginning,
        );
        driven.command(Command::SetQuery(String::new()));
    }
}

#[test]
fn nothing_that_is_told_later_is_in_the_window() {
    let mut driven = Driven::shipped_with(HIGH, seen());
    let last = *curtain_days(&driven.opened().record).last().expect("a day");
    for day in days_of(&SHIPPED) {
        let secrets = Secrets::new(&SHIPPED, day);
        assert_eq!(secrets.secret.is_empty(), day == last, "{day}");
        let lanes: &[LaneBy] = if day == last {
            &[LaneBy::Area]
        } else {
            &LaneBy::ALL
        };
        look_around(&mut driven, day, lanes, 10);
    }
}

#[test]
fn nothing_that_is_told_later_is_in_the_window_of_the_record_made_by_hand() {
    let folder = by_hand();
    let mut driven = Driven::on_disk(folder.path());
    for day in days_of(&BY_HAND) {
        // A claim that was known before its source was issued still names its passage, and
        // so its source.
        look_around(&mut driven, day, &LaneBy::ALL, 10);
    }
}

#[test]
fn the_choice_of_sources_does_not_name_one_that_was_not_issued() {
    let mut driven = Driven::shipped();
    let passage = Passage {
        source: SourceIx(1),
        place: Place::Section { section: 0 },
    };
    driven.command(Command::ShowPassage(passage));
    driven.command(Command::SetCurtain(Some(day(2020, 5, 1))));
    let title = &driven.opened().record.source(SourceIx(1)).short;
    assert!(
        !everything(&driven)
            .iter()
            .any(|text| text.contains(&**title)),
        "{title}"
    );
}

#[test]
fn a_passage_of_a_source_that_was_not_issued_cannot_be_copied() {
    let passage = Passage {
        source: SourceIx(2),
        place: Place::Block {
            section: 0,
            block: 0,
        },
    };
    let then = BY_HAND.as_known_on(day(2020, 5, 1));
    let words = BY_HAND.record.passage_text(passage);
    let mut state = State::default();
    state.view.passage = Some(passage);
    let matches = compute_matches(&then, &Filters::default());
    for effect in state.apply(Command::CopyPassage, &then, &matches) {
        if let Effect::CopyText(text) | Effect::Say(text) = effect {
            assert!(!text.contains(&words), "{text}");
            assert!(!text.contains("Memoir"), "{text}");
        }
    }
}

#[test]
fn the_ledger_does_not_show_words_of_a_source_that_was_not_issued() {
    // Two rival dates, known in May by a source that was issued in August.
    let folder = by_hand();
    let path = folder.path().join("dataset.ron");
    let ron = fs::read_to_string(&path).expect("read").replace(
        r#"(edtf: "2020-01-12", passage: "third#told/1", quote: "kestrel")"#,
        r#"(edtf: "2020-01-12", passage: "third#told/1", quote: "kestrel", known_from: "2020-05-05")"#,
    );
    fs::write(&path, ron).expect("written");
    let mut driven = Driven::on_disk(folder.path());
    driven.command(Command::SetCurtain(Some(day(2020, 5, 5))));
    driven.key(Key::L);
    assert!(driven.says("1 contradiction"));
    assert!(!driven.all(Role::Button, "Council at Alpha").is_empty());
    assert!(!driven.says("kestrel"), "in short");
    assert_eq!(driven.all(Role::Button, "All of the passage").len(), 2);
    let buttons: Vec<egui::Pos2> = (driven.all(Role::Button, "All of the passage").iter())
        .map(|node| node.rect().center())
        .collect();
    for at in buttons {
        driven.click_at(at);
    }
    let texts = everything(&driven);
    assert!(
        !texts.iter().any(|text| text.contains("kestrel")),
        "in full"
    );
    assert!(texts.iter().any(|text| text.contains("Frost lay")));
}
