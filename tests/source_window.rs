//! Reading in the window: whole sources, editions side by side, footnotes as evidence, the
//! user's own originals, text and timeline moving together.
#![allow(clippy::expect_used, clippy::panic)]

#[path = "window/drive.rs"]
mod drive;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use drive::{Driven, is_chosen, name_of, seen};
use egui::accesskit::Role;
use egui::{Key, Modifiers, Rect, vec2};
use egui_kittest::kittest::NodeT as _;
use regesta::dataset::Files;
use regesta::model::{Passage, Place, SourceIx};
use regesta::state::{Beside, Command, Selection};
use regesta::ui::OriginalState;

const CTRL_SHIFT: Modifiers = Modifiers {
    ctrl: true,
    command: true,
    shift: true,
    ..Modifiers::NONE
};

fn passage(driven: &Driven, address: &str) -> Passage {
    let found = driven.opened().record.find_passage(address);
    found.unwrap_or_else(|why| panic!("{address}: {why}"))
}

fn source(driven: &Driven, id: &str) -> SourceIx {
    let sources = &driven.opened().record.sources;
    let at = sources.iter().position(|source| &*source.id == id);
    SourceIx::new(at.unwrap_or_else(|| panic!("no source {id}")))
}

/// Where the words that begin so stand.
#[track_caller]
fn rect_of(driven: &Driven, words: &str) -> Rect {
    let found = driven.nodes().find(|node| {
        node.accesskit_node().role() == Role::Label && name_of(node).starts_with(words)
    });
    found
        .unwrap_or_else(|| panic!("“{words}” is not in sight"))
        .rect()
}

/// The first words of a passage, enough to know it by.
fn begins(driven: &Driven, passage: Passage) -> String {
    let text = driven.opened().record.passage_text(passage);
    text.chars().take(60).collect()
}

/// A dataset of one source with so many sections of ten paragraphs, an event in each.
fn long_record(sections: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let mut text = String::from("# A long text\n");
    let mut events = String::new();
    for section in 1..=sections {
        let _ = write!(text, "\n## Section {section} {{#s{section}}}\n");
        for paragraph in 1..=10 {
            let _ = write!(text, "\nParagraph {paragraph} of section {section}.");
            for _ in 0..(section * 7 + paragraph * 3) % 11 {
                text.push_str(" It tells of what came after, at some length and to no end.");
            }
            text.push('\n');
        }
        let _ = writeln!(
            events,
            "(id: \"e{section}\", title: \"Event {section}\", passage: \"text#s{section}/1\", \
             dates: [(edtf: \"{}\")]),",
            1000 + section
        );
    }
    let ron = format!(
        "(format: 1, id: \"long\", title: \"Long\", sources: [(id: \"text\", title: \"A long \
         text\", issued: \"1990\", editions: [(id: \"text\", file: \"text.md\")])],\nevents: [\n\
         {events}])\n"
    );
    fs::write(folder.path().join("dataset.ron"), ron).expect("written");
    fs::write(folder.path().join("text.md"), text).expect("written");
    folder
}

// ---- Whole sources -----------------------------------------------------------------------------

#[test]
fn the_contents_list_every_section_and_lead_to_it() {
    let mut driven = Driven::shipped_with(vec2(1600.0, 1000.0), seen());
    driven.key_with(CTRL_SHIFT, Key::O);
    let ix = driven.app().state.open_source().expect("a source");
    let text = driven.opened().record.source(ix).text().clone();
    let headings: Vec<String> = (text.sections.iter())
        .filter(|section| !section.heading.is_empty())
        .map(|section| section.heading.to_string())
        .collect();
    assert!(headings.len() > 1);
    let last = headings.last().expect("one");
    driven.click(Role::Button, last);
    let panel = driven.panel("Source text");
    let heading = rect_of(&driven, last);
    assert!(
        heading.top() < panel.top() + 130.0,
        "{heading:?} in {panel:?}"
    );
    // And it is the one that is marked as being read.
    assert!(is_chosen(&driven.one(Role::Button, last)));
    driven.key_with(CTRL_SHIFT, Key::O);
    assert!(driven.all(Role::Button, last).is_empty());
}

#[test]
fn only_what_is_in_sight_is_set_however_long_the_source() {
    let folder = long_record(2_000);
    let driven = Driven::on_disk(folder.path());
    let paragraphs = driven
        .nodes()
        .filter(|node| name_of(node).starts_with("Paragraph"));
    let count = paragraphs.count();
    assert!((1..60).contains(&count), "{count}");
}

#[test]
fn what_is_in_sight_moves_as_far_as_the_wheel_says_also_over_rows_never_seen() {
    let folder = long_record(300);
    let mut driven = Driven::on_disk(folder.path());
    let middle = passage(&driven, "text#s200/5");
    driven.command(Command::ShowPassage(middle));
    let panel = driven.panel("Source text");
    let in_sight = |driven: &Driven| -> Vec<(String, f32)> {
        let labels = driven
            .nodes()
            .filter(|node| node.accesskit_node().role() == Role::Label);
        labels
            .filter(|node| name_of(node).starts_with("Paragraph"))
            .map(|node| (name_of(&node).chars().take(30).collect(), node.rect().top()))
            .collect()
    };
    // Upwards, over paragraphs whose height was only guessed.
    for _ in 0..30 {
        let before = in_sight(&driven);
        driven.wheel(panel.center(), vec2(0.0, 70.0));
        let after = in_sight(&driven);
        let mut kept = 0;
        for (name, top) in &before {
            if let Some((_, now)) = after.iter().find(|(other, _)| other == name) {
                assert!(
                    (now - top - 70.0).abs() < 1.5,
                    "{name} moved by {}",
                    now - top
                );
                kept += 1;
            }
        }
        assert!(kept > 0, "{before:?} {after:?}");
    }
}

#[test]
fn a_passage_far_away_is_shown_exactly() {
    let folder = long_record(800);
    let mut driven = Driven::on_disk(folder.path());
    for address in [
        "text#s790/9",
        "text#s3/2",
        "text#s400/10",
        "text#s401/1",
        "text#s800/10",
    ] {
        let wanted = passage(&driven, address);
        driven.command(Command::ShowPassage(wanted));
        assert!(driven.shows_passage(wanted), "{address}");
    }
    // A section begins at the top.
    let section = passage(&driven, "text#s500");
    driven.command(Command::ShowPassage(section));
    let panel = driven.panel("Source text");
    assert!(rect_of(&driven, "Section 500").top() < panel.top() + 110.0);
}

#[test]
fn the_reader_keeps_his_place_when_the_panel_changes_its_width() {
    let folder = long_record(300);
    let mut driven = Driven::on_disk(folder.path());
    let wanted = passage(&driven, "text#s200");
    driven.command(Command::ShowPassage(wanted));
    let words = begins(&driven, passage(&driven, "text#s200/1"));
    let before = rect_of(&driven, &words);
    driven.key_with(CTRL_SHIFT, Key::O);
    let after = rect_of(&driven, &words);
    assert!(
        after.left() > before.left() + 50.0,
        "the contents take room"
    );
    assert!(
        (after.top() - before.top()).abs() < 60.0,
        "{before:?} {after:?}"
    );
}

#[test]
fn a_passage_that_tells_of_ties_alone_has_a_dot_too() {
    let mut driven = Driven::shipped_with(vec2(1280.0, 1200.0), seen());
    let opened = driven.opened();
    let (ix, tie) = (0..)
        .map(regesta::model::TieIx)
        .zip(&opened.record.ties)
        .find(|(_, tie)| {
            let at = tie.basis.passage;
            let paragraph = opened
                .record
                .source(at.source)
                .text()
                .rich_at(at.place)
                .is_some();
            paragraph
                && !matches!(at.place, Place::Note { .. })
                && opened.index.events_at(at).next().is_none()
        })
        .expect("such a tie");
    let (wanted, from) = (tie.basis.passage, tie.from);
    let role = opened.record.role(tie.role).term.name.clone();
    let name = opened.record.entity(from).name.to_string();
    assert_eq!(driven.opened().record.tie(ix).from, from);
    driven.command(Command::ShowPassage(wanted));
    let beside = rect_of(&driven, &begins(&driven, wanted));
    let dot = driven.in_panel("Source text").into_iter().find(|node| {
        let said = name_of(node);
        said.contains(" tie")
            && said.ends_with("told here")
            && beside.y_range().contains(node.rect().center().y)
    });
    let at = dot.expect("a dot").rect().center();
    driven.click_at(at);
    let line = driven
        .nodes()
        .find(|node| name_of(node).starts_with(&format!("{name}: {role}, ")));
    let at = line.expect("a line for the tie").rect().center();
    driven.click_at(at);
    assert_eq!(driven.app().state.view.selection, Selection::Entity(from));
}

// ---- Words in the source -----------------------------------------------------------------------

#[test]
fn words_are_found_and_gone_through_with_and_without_accents() {
    let folder = long_record(40);
    let mut driven = Driven::on_disk(folder.path());
    driven.key_with(CTRL_SHIFT, Key::F);
    let field = "Find in this source";
    assert!(driven.one(Role::TextInput, field).is_focused());
    driven.type_keys("SÉCTION 7.");
    assert!(driven.says("1 of 10"));
    let place = |driven: &Driven, words: &str| {
        let panel = driven.panel("Source text");
        panel.y_range().contains(rect_of(driven, words).top())
    };
    assert!(place(&driven, "Paragraph 1 of section 7."));
    driven.key(Key::Enter);
    assert!(driven.says("2 of 10"));
    driven.key(Key::F3);
    driven.key_with(Modifiers::SHIFT, Key::F3);
    assert!(driven.says("2 of 10"));
    driven.key_with(Modifiers::SHIFT, Key::F3);
    driven.key_with(Modifiers::SHIFT, Key::F3);
    assert!(driven.says("10 of 10"), "around the beginning");
    assert!(place(&driven, "Paragraph 10 of section 7."));
    driven.type_keys("x");
    assert!(driven.says("not found"));
    driven.click(Role::Button, "Close the search in the source");
    assert!(driven.all(Role::TextInput, field).is_empty());
}

#[test]
fn words_in_a_footnote_open_it() {
    let mut driven = Driven::shipped_with(vec2(1280.0, 1600.0), seen());
    let note = passage(&driven, "q2-summary#^3");
    driven.command(Command::ShowPassage(Passage {
        source: note.source,
        place: Place::Section { section: 0 },
    }));
    let body = driven.opened().record.passage_text(note);
    let words = body
        .split(". ")
        .nth(1)
        .expect("a second sentence")
        .to_owned();
    assert!(!driven.nodes().any(|node| name_of(&node) == body));
    driven.key_with(CTRL_SHIFT, Key::F);
    driven.type_keys(&words);
    driven.settle();
    assert!(driven.nodes().any(|node| name_of(&node) == body), "{words}");
}

// ---- Editions ----------------------------------------------------------------------------------

#[test]
fn two_editions_stand_side_by_side_paragraph_beside_paragraph_and_scroll_together() {
    let mut driven = Driven::shipped_with(vec2(1700.0, 1100.0), seen());
    let ix = source(&driven, "q3-un");
    let place = Place::Block {
        section: 0,
        block: 1,
    };
    driven.command(Command::ShowPassage(Passage { source: ix, place }));
    driven.command(Command::ShowBeside(Some(Beside::Edition(1))));
    let editions = driven.opened().record.source(ix).editions.clone();
    let words = |edition: usize, place: Place| -> String {
        let plain = editions[edition].text.plain_at(place).expect("a paragraph");
        plain.chars().take(50).collect()
    };
    let lined_up = |driven: &Driven, place: Place| {
        let (english, german) = (
            rect_of(driven, &words(0, place)),
            rect_of(driven, &words(1, place)),
        );
        assert!(
            (english.top() - german.top()).abs() < 1.0,
            "{english:?} {german:?}"
        );
        assert!(english.right() < german.left());
        english.top()
    };
    let before = lined_up(&driven, place);
    let panel = driven.panel("Source text");
    driven.wheel(panel.center(), vec2(0.0, -60.0));
    let after = lined_up(&driven, place);
    assert!((before - after - 60.0).abs() < 1.5, "{before} {after}");
    // The other way round: the German one is read, the English one stands beside it.
    driven.command(Command::ShowEdition(ix, 1));
    let (english, german) = (
        rect_of(&driven, &words(0, place)),
        rect_of(&driven, &words(1, place)),
    );
    assert!(german.right() < english.left());
    driven.command(Command::ShowBeside(None));
    assert!(!driven.says(&words(0, place)));
}

// ---- Evidence ----------------------------------------------------------------------------------

/// A document that a footnote and something else cite, and that tells of an event; of all
/// such the one with the least to show, so that all of it is in sight.
fn document_cited_twice(driven: &Driven) -> (regesta::model::DocumentIx, Passage) {
    let opened = driven.opened();
    let found = opened.known_documents().filter_map(|(ix, document)| {
        let mut passages = (document.citations.iter()).map(|citation| citation.basis.passage);
        let note = passages.find(|passage| matches!(passage.place, Place::Note { .. }))?;
        let around: usize = (document.citations.iter())
            .map(|citation| opened.index.events_at(citation.basis.passage).count())
            .sum();
        let fits = document.citations.len() > 1 && !document.events().is_empty();
        fits.then_some((around, ix, note))
    });
    let (_, ix, note) = found
        .min_by_key(|(size, ..)| *size)
        .expect("such a document");
    (ix, note)
}

#[test]
fn a_footnote_leads_to_its_document_and_that_to_all_that_rests_on_it() {
    let mut driven = Driven::shipped_with(vec2(1600.0, 2400.0), seen());
    let (ix, note) = document_cited_twice(&driven);
    driven.command(Command::ShowPassage(note));
    let label = driven.opened().record.document(ix).label();
    let link = driven
        .nodes()
        .filter(|node| node.accesskit_node().role() == Role::Button);
    let link = link.into_iter().find(|node| name_of(node) == label);
    let at = link
        .unwrap_or_else(|| panic!("no link {label}"))
        .rect()
        .center();
    driven.click_at(at);
    assert_eq!(driven.app().state.view.selection, Selection::Document(ix));
    let document = driven.opened().record.document(ix).clone();
    let record = &driven.opened().record;
    let addresses: Vec<String> = (document.citations.iter())
        .map(|citation| format!("Passage {}", record.address(citation.basis.passage)))
        .collect();
    for address in &addresses {
        assert!(driven.panel_says("Inspector", address), "{address}");
    }
    for event in document.events() {
        let title = driven.opened().record.event(event).title.to_string();
        assert!(driven.panel_says("Inspector", &title), "{title}");
        // And it belongs to the selection everywhere.
        assert!(Selection::Document(ix).holds_event(&driven.opened().record, event));
    }
}

#[test]
fn the_list_of_documents_is_narrowed_and_leads_to_each() {
    let mut driven = Driven::shipped_with(vec2(1280.0, 1000.0), seen());
    driven.key(Key::B);
    let all = driven.opened().known_documents().count();
    assert!(driven.says(&format!("{all} documents. Sort by")));
    driven
        .one(Role::TextInput, "Narrow by author or title")
        .focus();
    driven.settle();
    driven.type_keys("guterres");
    assert!(!driven.says(&format!("{all} documents. Sort by")));
    let labels: Vec<String> = (driven.opened().known_documents())
        .map(|(_, document)| document.label())
        .collect();
    let link = driven.nodes().find(|node| {
        let name = name_of(node);
        node.accesskit_node().role() == Role::Button
            && name.contains("Guterres")
            && labels.contains(&name)
    });
    let at = link.expect("one of his").rect().center();
    driven.click_at(at);
    assert!(matches!(
        driven.app().state.view.selection,
        Selection::Document(_)
    ));
    driven.key(Key::Escape);
    driven.key(Key::Escape);
    assert!(!driven.app().state.documents_open);
}

#[test]
fn an_outline_shows_its_items_and_where_they_lead() {
    let mut driven = Driven::shipped_with(vec2(1280.0, 2400.0), seen());
    let (ix, outline) = (driven.opened().known_outlines())
        .find(|(_, outline)| {
            outline
                .items
                .iter()
                .filter(|it| !it.events.is_empty())
                .count()
                > 1
        })
        .map(|(ix, outline)| (ix, outline.clone()))
        .expect("an outline that leads to events");
    driven.command(Command::Select(Selection::Outline(ix)));
    for item in &outline.items {
        assert!(
            driven.panel_says("Inspector", &item.title),
            "{}",
            item.title
        );
        for event in &item.events {
            let title = driven.opened().record.event(*event).title.to_string();
            assert!(driven.panel_says("Inspector", &title), "{title}");
        }
    }
}

#[test]
fn a_remark_of_the_editors_is_shown_at_each_of_its_places() {
    let mut driven = Driven::shipped_with(vec2(1280.0, 1800.0), seen());
    let note = (driven.opened().known_notes())
        .map(|(_, note)| note.clone())
        .find(|note| {
            let is_paragraph = |passage: Passage| {
                let text = driven.opened().record.source(passage.source).text();
                text.rich_at(passage.place).is_some()
                    && matches!(passage.place, Place::Block { .. } | Place::Item { .. })
            };
            note.places.len() > 1 && note.places.iter().all(|it| is_paragraph(it.passage))
        })
        .expect("a remark with two places in the text");
    for place in &note.places {
        driven.command(Command::ShowPassage(place.passage));
        let words = begins(&driven, place.passage);
        let beside = rect_of(&driven, &words);
        let sign = driven.in_panel("Source text").into_iter().find(|node| {
            name_of(node).contains("editors’ note")
                && beside.y_range().contains(node.rect().center().y)
        });
        let at = sign.expect("a sign").rect().center();
        assert!(!driven.panel_says("Source text", &note.text));
        driven.click_at(at);
        assert!(driven.panel_says("Source text", &note.text), "{}", note.id);
        // The text may have moved to bring the remark into sight; the sign with it.
        let sign = driven.in_panel("Source text").into_iter().find(|node| {
            name_of(node).contains("editors’ note")
                && rect_of(&driven, &words)
                    .y_range()
                    .contains(node.rect().center().y)
        });
        let at = sign.expect("a sign").rect().center();
        driven.click_at(at);
        assert!(!driven.panel_says("Source text", &note.text));
    }
}

#[test]
fn the_ledger_lists_the_remarks_of_substance() {
    let mut driven = Driven::shipped();
    driven.key(Key::L);
    let notes = driven.opened().known_notes();
    let count = notes
        .filter(|(_, note)| note.kind.is_of_substance())
        .count();
    assert!(driven.says(&format!("{count} editors’ notes")));
}

// ---- Originals ---------------------------------------------------------------------------------

/// Runs passes until the original has been read; each pass says that it is being read.
#[track_caller]
fn wait_until_lined_up(driven: &mut Driven) {
    for _ in 0..1_000_000 {
        driven.harness.step();
        let reading = (driven.app().originals().iter())
            .any(|original| matches!(original.state, OriginalState::Reading));
        if !reading {
            driven.settle();
            return;
        }
        std::thread::yield_now();
    }
    panic!("it was never read");
}

/// The digest of a source as somebody's own file: the words of each paragraph, changed.
fn original_of(driven: &Driven, id: &str, folder: &Path) -> std::path::PathBuf {
    let ix = source(driven, id);
    let text = driven.opened().record.source(ix).text();
    let mut words = String::new();
    for section in &text.sections {
        let _ = write!(words, "{}\n\n", section.heading);
        for rich in section.blocks.iter().flat_map(|block| block.texts()) {
            let _ = write!(words, "{} It was told otherwise.\n\n", rich.plain);
        }
    }
    let path = folder.join("report.txt");
    fs::write(&path, words).expect("written");
    path
}

#[test]
fn an_original_is_attached_stands_beside_the_digest_and_is_remembered() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut driven = Driven::shipped_with(vec2(1700.0, 1100.0), seen());
    let path = original_of(&driven, "q2-summary", folder.path());
    let ix = source(&driven, "q2-summary");
    let wanted = passage(&driven, "q2-summary#roadmap/2");
    driven.command(Command::ShowPassage(wanted));
    driven.command(Command::AttachPath(path.clone()));
    wait_until_lined_up(&mut driven);
    let digest = driven.opened().record.passage_text(wanted);
    let own = format!("{digest} It was told otherwise.");
    let find = |driven: &Driven, words: &str| {
        let node = driven.nodes().find(|node| name_of(node) == words);
        node.unwrap_or_else(|| panic!("“{words}” is not in sight"))
            .rect()
    };
    let (left, right) = (find(&driven, &digest), find(&driven, &own));
    assert!((left.top() - right.top()).abs() < 1.0 && left.right() < right.left());
    assert!(driven.says("Surely the same passage"));
    let remembered = &driven.app().state.preferences.originals;
    assert_eq!(remembered.len(), 1);
    assert_eq!(
        (&*remembered[0].source, &remembered[0].path),
        ("q2-summary", &path)
    );

    // On the next start it is there again; what has changed is said.
    let preferences = driven.app().state.preferences.clone();
    let mut next = Driven::shipped_with(vec2(1700.0, 1100.0), preferences.clone());
    wait_until_lined_up(&mut next);
    assert!(next.app().originals()[0].is_ready() && !next.app().originals()[0].has_changed);
    let mut changed = fs::read_to_string(&path).expect("it");
    changed.push_str("\n\nAnd a paragraph more about nothing in particular.\n");
    fs::write(&path, changed).expect("written");
    let mut third = Driven::shipped_with(vec2(1700.0, 1100.0), preferences.clone());
    wait_until_lined_up(&mut third);
    third.command(Command::ShowPassage(wanted));
    assert!(third.app().originals()[0].has_changed);
    assert!(third.says("has changed since it was attached"));
    third.click(Role::Button, "OK");
    wait_until_lined_up(&mut third);
    assert!(!third.says("has changed since it was attached"));

    // Gone: said, with its place; let go, it is forgotten.
    fs::remove_file(&path).expect("removed");
    let mut fourth = Driven::shipped_with(vec2(1700.0, 1100.0), preferences);
    wait_until_lined_up(&mut fourth);
    fourth.command(Command::ShowPassage(wanted));
    assert!(fourth.says("report.txt"));
    fourth.command(Command::DetachOriginal(ix));
    assert!(fourth.app().originals().is_empty());
    assert!(fourth.app().state.preferences.originals.is_empty());
}

#[test]
fn what_is_no_text_is_refused_with_a_reason_and_nothing_is_remembered() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).expect("written");
        path
    };
    let large = folder.path().join("large.txt");
    let file = fs::File::create(&large).expect("a file");
    // 50 MB that take no room on the disk.
    file.set_len(50_000_000).expect("a length");
    let files = [
        write("report.pdf", b"%PDF-1.7"),
        write("zip.txt", b"PK\x03\x04\x00\x00\x00\x00 and so on"),
        write("empty.txt", b""),
        folder.path().join("nowhere.txt"),
        large,
    ];
    let mut driven = Driven::shipped();
    for path in files {
        driven.command(Command::AttachPath(path.clone()));
        wait_until_lined_up(&mut driven);
        let [original] = driven.app().originals() else {
            panic!("not one original");
        };
        let OriginalState::Faulty(why) = &original.state else {
            panic!("{} was taken", path.display());
        };
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        assert!(why.contains(&name), "{why}");
        assert!(why.len() > name.len() + 20, "{why}");
        let why = why.clone();
        assert!(driven.says(&why), "{why}");
        assert!(driven.app().state.preferences.originals.is_empty());
    }
}

#[test]
fn what_cannot_be_lined_up_is_listed() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut driven = Driven::shipped_with(vec2(1700.0, 1100.0), seen());
    let path = original_of(&driven, "q2-summary", folder.path());
    let mut words = fs::read_to_string(&path).expect("it");
    let stray = "Bake the dough slowly, with raisins and a little butter, until it is brown.";
    let _ = write!(words, "\n\n{stray}\n");
    fs::write(&path, words).expect("written");
    let wanted = passage(&driven, "q2-summary#roadmap/2");
    driven.command(Command::ShowPassage(wanted));
    driven.command(Command::AttachPath(path));
    wait_until_lined_up(&mut driven);
    let lined_up = driven.app().originals()[0].lined_up().expect("lined up");
    assert!(
        lined_up
            .strays
            .iter()
            .any(|paragraph| &**paragraph == stray)
    );
    // Footnotes are not in the file, so they are missing.
    assert!(
        lined_up
            .missing
            .iter()
            .any(|place| matches!(place, Place::Note { .. }))
    );
    let panel = driven.panel("Source text");
    for _ in 0..60 {
        driven.wheel(panel.center(), vec2(0.0, -2_000.0));
    }
    assert!(driven.says("Not lined up"));
    assert!(driven.says("Not found in the original: "));
    assert!(driven.says(stray));
}

// ---- Reading along -----------------------------------------------------------------------------

#[test]
fn reading_on_moves_the_timeline_and_the_timeline_moves_the_text() {
    let folder = long_record(300);
    let mut driven = Driven::on_disk(folder.path());
    let panel = driven.panel("Source text");
    let window = |driven: &Driven| driven.app().state.view.window;
    driven.command(Command::ShowWindow(-354_000.0, -350_000.0));
    // Apart, neither moves the other.
    let before = window(&driven);
    driven.wheel(panel.center(), vec2(0.0, -3_000.0));
    assert_eq!(window(&driven), before);

    driven.key(Key::R);
    driven.command(Command::ShowPassage(passage(&driven, "text#s250")));
    driven.wheel(panel.center(), vec2(0.0, -400.0));
    let read = driven.app().state.reading.place.expect("a place");
    let told: Vec<_> = driven.opened().index.events_at(read).collect();
    assert!(!told.is_empty());
    let date = driven
        .opened()
        .record
        .event(told[0])
        .leading_date()
        .expect("a date");
    let (start, end) = date.date.as_ref().expect("a date").stretch();
    assert!(
        window(&driven).touches(start, end),
        "the timeline has moved there"
    );

    // The year 1100 in the middle: the text goes to the section that tells of it.
    let middle = (1100.5 - 1970.0) * 365.2425;
    driven.command(Command::ShowWindow(middle - 900.0, middle + 900.0));
    let wanted = passage(&driven, "text#s100/1");
    assert_eq!(driven.app().state.reading.place, Some(wanted));
    assert!(driven.shows_passage(wanted));
}

#[test]
fn behind_the_curtain_later_sources_cite_nothing() {
    let mut driven = Driven::shipped();
    let all = driven.opened().known_documents().count();
    let first = driven.app().state.curtain_days[0];
    driven.command(Command::SetCurtain(Some(first)));
    driven.key(Key::B);
    let heading = driven
        .names()
        .into_iter()
        .find(|name| name.contains("documents. Sort by"));
    let count: usize = heading
        .and_then(|words| words.split(' ').next()?.parse().ok())
        .expect("a number");
    assert!(count < all, "{count} of {all}");
}

#[test]
fn a_shipped_source_can_be_read_from_top_to_bottom() {
    let mut driven = Driven::shipped_with(vec2(1280.0, 900.0), seen());
    driven.open(Files::shipped());
    let panel = driven.panel("Source text");
    for at in 0..driven.opened().record.sources.len() {
        let source = SourceIx::new(at);
        let place = Place::Section { section: 0 };
        driven.command(Command::ShowPassage(Passage { source, place }));
        let text = driven.opened().record.source(source).text().clone();
        let mut unseen: std::collections::BTreeSet<String> = (text.sections.iter())
            .flat_map(|section| &section.blocks)
            .flat_map(|block| block.texts())
            .map(|rich| rich.plain.clone())
            .collect();
        for _ in 0..200 {
            for node in driven.nodes() {
                unseen.remove(&name_of(&node));
            }
            if unseen.is_empty() {
                break;
            }
            driven.wheel(panel.center(), vec2(0.0, -300.0));
        }
        assert!(unseen.is_empty(), "{:?}", unseen.first());
    }
}
