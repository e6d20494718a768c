//! Reading a large dataset: how far it has come, stopping it, and opening it from the cache.
#![allow(clippy::expect_used, clippy::panic)]

#[path = "window/drive.rs"]
mod drive;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use drive::{Driven, USUAL, seen};
use egui::Key;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::NodeT as _;
use regesta::app::Cache;
use regesta::dataset::{Files, Limits, Progress, Reading, Stage, read, read_with};
use regesta::model::{EventIx, Record};
use regesta::state::Command;

/// A dataset in parts, with everything that the format has; its only problem is a warning.
const MAIN: &str = r#"(format: 1, id: "made-up", title: "Made up", about: "All there is.",
    editors: ["A", "B"], licence: "CC0-1.0", parts: ["part.ron"],
    areas: [(id: "peace", name: "Peace", names: ["Friede", (text: "Paix", language: "fr")])],
    levels: [(id: "states", name: "States")],
    kinds: [(id: "meeting", name: "Meeting")],
    roles: [(id: "chair", name: "chair"), (id: "away", name: "away", absent: true)],
    sources: [
        (id: "report", title: "Report", short: "R", author: "C", issued: "2021-03", issued_note: "by its cover",
            citation: "C, Report", url: "https://example.org", editions: [
            (id: "digest", title: "Digest", language: "en", file: "report.md"),
            (id: "second", file: "report.md"),
        ]),
    ],
    actors: [
        (id: "jane", name: "Jane", kind: Person, names: ["J."]),
        (id: "envoy", name: "An envoy", kind: Group, unnamed: true),
        (id: "nobody", name: "Nobody", kind: State),
    ],
    forums: [
        (id: "union", name: "The Union", kind: Body, acts: true),
        (id: "talks", name: "The Talks", kind: Series, parent: "union"),
    ],
)"#;
const PART: &str = r#"(
    events: [
        (id: "opening", title: "Opening", kind: "meeting", passage: "report#one/1", passages: ["report#one/2.1"],
            dates: [
                (edtf: "2020-05-04/2020-05-08", quote: "The talks opened", known_from: "2020-06"),
                (edtf: "2020-03~", stage: Planned, standing: Reported, preferred: "nearer", passage: "report#^1"),
                (stage: Postponed, standing: Denied),
            ],
            areas: [(area: "peace", standing: Inferred)], levels: [(level: "states")],
            forums: [(forum: "talks")],
            actors: [(actor: "jane", role: "chair", forum: "talks"), (actor: "union", role: "away", standing: Alleged)],
            order: [(is: Before, event: "close"), (is: Follows, event: "close", standing: Denied)]),
        (id: "close", title: "Close", passage: "report#one",
            dates: [(edtf: "[2020-07,2020-09..]"), (edtf: "2020-07/", stage: Failed), (edtf: "2020-21?", stage: Cancelled)],
            order: [(is: During, event: "opening", standing: Denied)]),
    ],
    accounts: [(event: "close", passage: "report#one/3", dates: [(edtf: "2020", stage: Proposed), (edtf: "../2021", stage: UnderWay)],
        order: [(is: After, event: "opening")])],
    ties: [(from: "envoy", role: "chair", to: "union", period: "2020-33", passage: "report#one/1")],
    documents: [(id: "minutes", title: "Minutes", author: "D", published: "2019", language: "de", url: "https://example.org/m",
        source: "report", citations: [(for: "for the date", events: ["opening"], passage: "report#^1")])],
    notes: [(id: "odd", kind: Slip, text: "Should be May.", places: [(passage: "report#one/1", quote: "talks")], events: ["opening"])],
    outlines: [(id: "points", title: "Points", passage: "report#one/2", items: [
        (number: "a", title: "First", passage: "report#one/2.1", events: ["opening"], forums: ["talks"])])],
)"#;
const TEXT: &str = "# Report\n\nBefore.\n\n## One {#one}\n\nThe talks *opened* in **May**.[^1]\n\n\
    3. First, see [there](https://example.org)\n4. Second\n\n> A word.\n\n[^1]: In March, so the plan.\n";

/// A dataset on disk and a cache, both deleted at the end.
struct Kept {
    folder: tempfile::TempDir,
}

impl Kept {
    fn made_up() -> Self {
        let kept = Self::empty();
        kept.write("dataset.ron", MAIN);
        kept.write("part.ron", PART);
        kept.write("report.md", TEXT);
        kept
    }

    fn empty() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("dataset")).expect("a folder");
        Self { folder }
    }

    /// A dataset that is built into the program.
    fn built_in(name: &str) -> Self {
        let kept = Self::empty();
        let datasets = Path::new(env!("CARGO_MANIFEST_DIR")).join("datasets");
        copy(&datasets.join(name), &kept.dataset());
        kept
    }

    fn dataset(&self) -> PathBuf {
        self.folder.path().join("dataset")
    }

    fn cache_folder(&self) -> PathBuf {
        self.folder.path().join("cache")
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.dataset().join(name), text).expect("written");
    }

    fn files(&self) -> Files {
        Files::open(&self.dataset()).expect("a dataset")
    }

    fn read(&self) -> Reading {
        let reading = read(&self.files(), &Limits::default());
        assert!(reading.record.is_some(), "{:#?}", reading.problems);
        reading
    }

    fn cache(&self) -> Cache {
        Cache::new(self.cache_folder()).keeping_everything()
    }

    /// Reads it and keeps it.
    fn keep(&self) {
        let (cache, reading) = (self.cache(), self.read());
        let sums = cache.sums(&self.files(), Duration::ZERO, &reading.files);
        let (record, sums) = (reading.record.expect("a record"), sums.expect("on disk"));
        (cache.store(&self.files(), &record, &reading.problems, sums)).expect("kept");
    }

    /// The record in the cache, if it is of the dataset as it is.
    fn kept(&self) -> Option<Record> {
        let kept = self.cache().load(&self.files(), &Progress::default());
        kept.map(|kept| kept.record)
    }

    /// The one file in the cache.
    fn file(&self) -> PathBuf {
        let files = in_folder(&self.cache_folder());
        assert_eq!(files.len(), 1, "{files:?}");
        self.cache_folder().join(&files[0])
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("copied");
        }
    }
}

fn in_folder(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    names.sort();
    names
}

// ---- How far it has come --------------------------------------------------------------------

#[test]
fn progress_never_goes_back_and_ends_at_the_end() {
    let progress = Progress::default();
    let mut before = progress.fraction();
    let mut look = |progress: &Progress| {
        assert!(progress.fraction() >= before);
        before = progress.fraction();
    };
    assert_eq!((progress.stage(), progress.fraction()), (Stage::Files, 0.0));
    // A stage that breaks off, one that has nothing to do, one that is told of too much.
    for (stage, until, total, done) in [
        (Stage::Cache, 0.7, 10, 2),
        (Stage::Values, 0.3, 0, 0),
        (Stage::Claims, 0.2, 5, 5),
        (Stage::Claims, 0.9, 100, 300),
        (Stage::Index, 1.0, 1, 1),
    ] {
        progress.begin(stage, until, total);
        assert_eq!(progress.stage(), stage);
        look(&progress);
        for _ in 0..done {
            assert!(progress.advance(1));
            look(&progress);
            assert!(progress.fraction() <= until.max(0.3));
        }
    }
    assert_eq!(progress.fraction(), 1.0);
}

#[test]
fn a_stage_moves_evenly() {
    let progress = Progress::default();
    progress.begin(Stage::Files, 0.2, 1);
    progress.advance(1);
    progress.begin(Stage::Values, 0.6, 8);
    for eighth in 1..=8_u8 {
        progress.advance(1);
        let expected = f32::from(eighth).mul_add(0.05, 0.2);
        assert!((progress.fraction() - expected).abs() < 1e-4);
    }
}

#[test]
fn reading_reports_all_the_way_and_gives_the_same() {
    let kept = Kept::made_up();
    let progress = Progress::default();
    let reading = read_with(&kept.files(), &Limits::default(), &progress).expect("not cancelled");
    assert_eq!(progress.stage(), Stage::Claims);
    assert!(progress.fraction() > 0.89, "{}", progress.fraction());
    let usual = kept.read();
    assert_eq!(reading.record, usual.record);
    assert_eq!(reading.problems, usual.problems);
    assert_eq!(reading.problems.len(), 1, "{:?}", reading.problems);

    let mut driven = Driven::shipped();
    let (ctx, progress) = (driven.harness.ctx.clone(), Progress::default());
    app(&mut driven).open_with(&ctx, kept.files(), &progress);
    assert_eq!((progress.stage(), progress.fraction()), (Stage::Index, 1.0));
    assert_eq!(&*driven.opened().record.id, "made-up");
}

// ---- Stopping it ----------------------------------------------------------------------------

#[test]
fn stopped_at_any_point_it_gives_nothing_and_leaves_what_was_open() {
    let mut driven = Driven::shipped();
    let ctx = driven.harness.ctx.clone();
    let before = driven.opened().record.clone();
    let kept = Kept::made_up();
    // So long that taking it apart is told on the way.
    let padding = "// Nothing.\n".repeat(40_000);
    kept.write(
        "part.ron",
        &PART.replace("accounts:", &format!("{padding}accounts:")),
    );
    let mut stages = Vec::new();
    for part in 0..=100_u8 {
        let at = f32::from(part) / 100.0;
        let progress = Progress::stopping_at(at);
        app(&mut driven).open_with(&ctx, kept.files(), &progress);
        assert!(progress.is_cancelled());
        assert_eq!(driven.opened().record, before, "stopped at {at}");
        assert!(driven.app().faults().problems.is_empty(), "stopped at {at}");
        if !stages.contains(&progress.stage()) {
            stages.push(progress.stage());
        }
        if at <= 0.89 {
            let progress = Progress::stopping_at(at);
            let reading = read_with(&kept.files(), &Limits::default(), &progress);
            assert!(reading.is_none(), "stopped at {at}");
        }
    }
    let all = [
        Stage::Files,
        Stage::Values,
        Stage::Texts,
        Stage::Claims,
        Stage::Index,
    ];
    assert!(all.iter().all(|stage| stages.contains(stage)), "{stages:?}");
}

#[test]
fn a_cancelled_reader_reads_no_further_file() {
    let kept = Kept::made_up();
    let progress = Progress::default();
    progress.cancel();
    assert!(read_with(&kept.files(), &Limits::default(), &progress).is_none());
    kept.keep();
    assert!(kept.cache().load(&kept.files(), &progress).is_none());
    assert!(kept.kept().is_some());
}

#[test]
fn a_newer_request_lets_the_one_before_go() {
    let mut driven = Driven::empty(USUAL, seen());
    let ctx = driven.harness.ctx.clone();
    let first = app(&mut driven).pretend_to_read("first");
    assert!(!first.is_cancelled());
    let second = app(&mut driven).pretend_to_read("second");
    assert!(first.is_cancelled() && !second.is_cancelled());
    let kept = Kept::made_up();
    app(&mut driven).open(Files::shipped());
    assert!(second.is_cancelled());
    app(&mut driven).open(kept.files());
    app(&mut driven).finish_reading(&ctx);
    assert_eq!(&*driven.opened().record.id, "made-up");
    driven.settle();
    assert_eq!(&*driven.opened().record.id, "made-up");
}

// ---- In the window --------------------------------------------------------------------------

fn app(driven: &mut Driven) -> &mut regesta::app::Regesta {
    driven.harness.state_mut().as_mut().expect("a program")
}

/// The program with the record that ships, where signs of toasts may be painted.
fn shipped() -> Driven {
    Driven::shipped_with_any_signs()
}

#[test]
fn a_bar_says_how_far_reading_has_come_and_idle_there_is_none() {
    let mut driven = shipped();
    assert!(
        driven
            .all(Role::ProgressIndicator, "Reading yearbooks")
            .is_empty()
    );
    assert!(driven.all(Role::Button, "Cancel reading").is_empty());

    let progress = app(&mut driven).pretend_to_read("yearbooks");
    progress.begin(Stage::Claims, 0.5, 2);
    progress.advance(1);
    driven.harness.run_steps(1);
    let bar = driven.one(Role::ProgressIndicator, "Reading yearbooks");
    assert_eq!(bar.accesskit_node().numeric_value(), Some(25.0));
    assert!(driven.says("reading yearbooks: checking claims"));
    // It comes again to look, but not at once.
    let pause = driven.sleeps_for();
    assert!(
        pause > Duration::ZERO && pause <= Duration::from_millis(100),
        "{pause:?}"
    );

    progress.begin(Stage::Index, 1.0, 4);
    progress.advance(1);
    driven.harness.run_steps(1);
    let bar = driven.one(Role::ProgressIndicator, "Reading yearbooks");
    assert_eq!(bar.accesskit_node().numeric_value(), Some(43.0));
    assert!(driven.says("reading yearbooks: indexing"));
    driven.harness.check_accessibility();
}

#[test]
fn the_button_stops_reading_and_says_so() {
    let mut driven = shipped();
    let before = driven.opened().record.clone();
    let progress = app(&mut driven).pretend_to_read("yearbooks");
    driven.harness.run_steps(2);
    let at = driven.one(Role::Button, "Cancel reading").rect().center();
    driven.harness.hover_at(at);
    driven.harness.drag_at(at);
    driven.harness.drop_at(at);
    driven.harness.run_steps(4);
    assert_cancelled(&driven, &progress, &before);
}

#[test]
fn escape_stops_reading_when_nothing_else_is_to_be_closed() {
    let mut driven = shipped();
    let before = driven.opened().record.clone();
    let progress = app(&mut driven).pretend_to_read("yearbooks");
    app(&mut driven).state.ledger_open = true;
    let event = EventIx::new(3);
    app(&mut driven).state.view.selection = regesta::state::Selection::Event(event);
    driven.harness.run_steps(2);
    driven.harness.key_press(Key::Escape);
    driven.harness.run_steps(4);
    assert!(!driven.app().state.ledger_open && !progress.is_cancelled());
    driven.harness.key_press(Key::Escape);
    driven.harness.run_steps(4);
    assert_cancelled(&driven, &progress, &before);
    let selected = driven.app().state.view.selection;
    assert_eq!(selected, regesta::state::Selection::Event(event));
}

fn assert_cancelled(driven: &Driven, progress: &Progress, before: &Record) {
    assert!(progress.is_cancelled());
    assert!(driven.all(Role::Button, "Cancel reading").is_empty());
    assert!(!driven.says("reading yearbooks"));
    assert_eq!(driven.opened().record, *before);
    let painted = driven.painted();
    let told = |text: &String| text.contains("Reading “yearbooks” was cancelled.");
    assert!(painted.iter().any(told), "{painted:?}");
}

/// The program without a record, where signs of toasts may be painted.
fn without_record() -> Driven {
    let builder = Harness::builder().with_size(USUAL).allow_missing_glyphs();
    Driven::build(builder, seen(), true)
}

/// Presses the uppermost button of a name.
fn press(driven: &mut Driven, name: &str) {
    let mut rects: Vec<egui::Rect> = (driven.all(Role::Button, name).iter())
        .map(egui_kittest::Node::rect)
        .collect();
    rects.sort_by(|a, b| a.top().total_cmp(&b.top()));
    let at = rects.first().expect("a button").center();
    driven.harness.hover_at(at);
    driven.harness.drag_at(at);
    driven.harness.drop_at(at);
    driven.harness.run_steps(4);
}

const UNDATED: &str = "No event of this record has a date";

#[test]
fn where_no_record_is_open_the_middle_says_what_is() {
    let mut driven = without_record();
    assert!(driven.says("No record is open.") && !driven.says(UNDATED));
    assert!(driven.all(Role::Button, "Read again").is_empty());
    let progress = app(&mut driven).pretend_to_read("big");
    progress.begin(Stage::Claims, 0.5, 2);
    progress.advance(1);
    driven.harness.run_steps(1);
    assert!(driven.says("Reading big…") && driven.says("checking claims, 25 %"));
    assert!(!driven.says("No record is open.") && !driven.says(UNDATED));
    assert!(
        driven
            .all(Role::Button, "Open the record that ships")
            .is_empty()
    );
    driven.harness.check_accessibility();

    driven.harness.key_press(Key::Escape);
    driven.harness.run_steps(4);
    assert!(progress.is_cancelled());
    assert!(driven.says("Reading big was cancelled.") && !driven.says("Reading big…"));
    for name in ["Read again", "Open…", "Open the record that ships"] {
        assert_eq!(driven.all(Role::Button, name).len(), 1, "{name}");
    }
    let ctx = driven.harness.ctx.clone();
    press(&mut driven, "Open the record that ships");
    app(&mut driven).finish_reading(&ctx);
    driven.harness.run_steps(4);
    assert!(driven.app().has_record());
    assert!(!driven.says("Reading big was cancelled."));
    assert!(driven.all(Role::Button, "Read again").is_empty());
}

#[test]
fn what_was_cancelled_or_does_not_load_can_be_read_again() {
    for by_key in [true, false] {
        let kept = Kept::made_up();
        let mut driven = without_record();
        let ctx = driven.harness.ctx.clone();
        let again = |driven: &mut Driven| {
            if by_key {
                driven.harness.key_press(Key::F5);
                driven.harness.run_steps(4);
            } else {
                press(driven, "Read again");
            }
            app(driven).finish_reading(&ctx);
            driven.harness.run_steps(4);
        };
        // Faulty at first, then mended, and cancelled in between.
        kept.write("dataset.ron", "(format: 1");
        app(&mut driven).open(kept.files());
        app(&mut driven).apply(&ctx, Command::CancelReading);
        driven.harness.run_steps(4);
        assert!(driven.says("Reading dataset was cancelled."));
        again(&mut driven);
        assert!(driven.says("dataset does not load."));
        assert!(!driven.says("was cancelled") && !driven.app().has_record());
        kept.write("dataset.ron", MAIN);
        again(&mut driven);
        assert_eq!(&*driven.opened().record.id, "made-up");
    }
    // The same where another record is open.
    let kept = Kept::made_up();
    let mut driven = shipped();
    let ctx = driven.harness.ctx.clone();
    app(&mut driven).open(kept.files());
    app(&mut driven).apply(&ctx, Command::CancelReading);
    assert_ne!(&*driven.opened().record.id, "made-up");
    driven.harness.key_press(Key::F5);
    driven.harness.run_steps(4);
    app(&mut driven).finish_reading(&ctx);
    assert_eq!(&*driven.opened().record.id, "made-up");
}

#[test]
fn cancelling_is_offered_only_while_something_is_read() {
    let mut driven = shipped();
    let offered = |driven: &mut Driven| {
        driven
            .harness
            .key_press_modifiers(egui::Modifiers::COMMAND, Key::K);
        driven.harness.run_steps(4);
        let is_command = |node: &egui_kittest::Node<'_>| {
            drive::name_of(node).starts_with("Cancel reading") && node.rect().width() > 300.0
        };
        let in_palette = driven.nodes().any(|node| is_command(&node));
        driven.harness.key_press(Key::Escape);
        driven.harness.run_steps(4);
        let file = driven.all(Role::Button, "File")[0].rect().center();
        driven.harness.hover_at(file);
        driven.harness.drag_at(file);
        driven.harness.drop_at(file);
        driven.harness.run_steps(4);
        let items = driven.all(Role::Button, "Cancel reading");
        let item = (items.iter()).find(|node| node.rect().width() > 200.0);
        let in_menu = !item.expect("an item").accesskit_node().is_disabled();
        driven.harness.key_press(Key::Escape);
        driven.harness.run_steps(4);
        (in_palette, in_menu)
    };
    assert_eq!(offered(&mut driven), (false, false));
    let progress = app(&mut driven).pretend_to_read("big");
    driven.harness.run_steps(2);
    assert_eq!(offered(&mut driven), (true, true));
    assert!(!progress.is_cancelled());
}

#[test]
fn the_status_counts_nothing_before_it_is_arranged() {
    let kept = Kept::made_up();
    let record = kept.read().record.expect("a record");
    let event = record.events[0].clone();
    let mut large = record;
    // So many that they are arranged beside the window.
    for at in 0..regesta::state::AT_ONCE {
        let mut event = event.clone();
        std::sync::Arc::make_mut(&mut event).id = format!("event-{at}").into();
        large.events.push(event);
    }
    let mut driven = shipped();
    let ctx = driven.harness.ctx.clone();
    app(&mut driven).show(&ctx, regesta::index::Opened::new(large));
    driven.harness.step();
    let waits = driven.says("arranging …");
    let counts = driven.says(" filtered out");
    // It may be there already; then it is counted, and nothing is filtered out.
    assert!(waits != counts, "{:?}", driven.names());
    app(&mut driven).finish_arranging(&ctx);
    driven.harness.run_steps(2);
    assert_eq!(driven.status()[2], 0);
    assert!(!driven.says("arranging …"));
}

#[test]
fn the_cache_is_cleared_from_the_menu() {
    let builder = Harness::builder().with_size(USUAL).allow_missing_glyphs();
    let mut driven = Driven::build(builder, seen(), true);
    let kept = Kept::made_up();
    app(&mut driven).set_cache(Some(kept.cache()));
    driven.open(kept.files());
    let bytes = fs::metadata(kept.file()).expect("a file").len();
    let ctx = driven.harness.ctx.clone();
    app(&mut driven).apply(&ctx, Command::ClearCache);
    driven.harness.run_steps(2);
    assert!(in_folder(&kept.cache_folder()).is_empty());
    let words = format!("{:.1} kB were freed", bytes as f64 / 1000.0);
    let painted = driven.painted();
    assert!(
        painted.iter().any(|text| text.contains(&words)),
        "{painted:?}"
    );
    assert_eq!(&*driven.opened().record.id, "made-up");
}

// ---- The cache ------------------------------------------------------------------------------

#[test]
fn a_record_comes_out_of_the_cache_as_it_went_in() {
    for kept in [
        Kept::made_up(),
        Kept::built_in("tutorial"),
        Kept::built_in("internet-governance-2020"),
    ] {
        assert!(kept.kept().is_none());
        kept.keep();
        let reading = kept.read();
        let found = kept.cache().load(&kept.files(), &Progress::default());
        let found = found.expect("it was kept");
        assert_eq!(Some(&found.record), reading.record.as_ref());
        assert_eq!(found.problems, reading.problems);
        let names: Vec<&str> = reading.files.iter().map(|file| &*file.name).collect();
        assert_eq!(found.names, names);
        // Of the files only those are there of which lines are shown.
        let shown: Vec<&str> = found.texts.iter().map(|file| &*file.name).collect();
        let expected: Vec<&str> = (names.into_iter())
            .filter(|name| {
                found
                    .problems
                    .iter()
                    .any(|problem| &*problem.site.file == *name)
            })
            .collect();
        assert_eq!(shown, expected);
        // Dates are equal if they are written alike; all else must have come along.
        let dates = |record: &Record| -> Vec<String> {
            let claims = record.events.iter().flat_map(|event| &event.dates);
            let dates = claims.filter_map(|claim| claim.date.as_ref());
            dates
                .map(|date| {
                    format!(
                        "{:?} {:?} {}",
                        date.start_bounds(),
                        date.end_bounds(),
                        date.words()
                    )
                })
                .collect()
        };
        assert_eq!(
            dates(&found.record),
            dates(&reading.record.expect("a record"))
        );
    }
}

#[test]
fn opening_keeps_what_is_read_and_takes_it_from_there() {
    let kept = Kept::made_up();
    let mut driven = Driven::empty(USUAL, seen());
    app(&mut driven).set_cache(Some(kept.cache()));
    driven.open(kept.files());
    let record = driven.opened().record.clone();
    assert_eq!(kept.kept().as_ref(), Some(&record));

    let mut again = Driven::empty(USUAL, seen());
    app(&mut again).set_cache(Some(kept.cache()));
    let ctx = again.harness.ctx.clone();
    app(&mut again).open(kept.files());
    app(&mut again).finish_reading(&ctx);
    assert_eq!(again.opened().record, record);
    assert_eq!(
        again.app().faults().problems,
        driven.app().faults().problems
    );
    assert_eq!(again.app().faults().files.len(), 1);
}

#[test]
fn a_dataset_that_has_changed_is_read_again_and_kept_anew() {
    let changes: [(&str, &str, &str); 3] = [
        ("dataset.ron", "Made up", "Made up anew"),
        ("part.ron", "\"Opening\"", "\"The opening\""),
        ("report.md", "In March", "In April"),
    ];
    for (name, from, to) in changes {
        let kept = Kept::made_up();
        kept.keep();
        let path = kept.dataset().join(name);
        let text = fs::read_to_string(&path).expect("a text");
        assert!(text.contains(from));
        kept.write(name, &text.replacen(from, to, 1));
        assert!(kept.kept().is_none(), "{name}");
        let mut driven = Driven::empty(USUAL, seen());
        app(&mut driven).set_cache(Some(kept.cache()));
        driven.open(kept.files());
        let record = kept.read().record;
        assert_eq!(Some(&driven.opened().record), record.as_ref(), "{name}");
        assert_eq!(kept.kept(), record, "{name}");
    }
    let kept = Kept::made_up();
    kept.keep();
    fs::remove_file(kept.dataset().join("report.md")).expect("removed");
    assert!(kept.kept().is_none());
}

#[test]
fn a_damaged_cache_is_noticed_and_made_anew() {
    let kept = Kept::made_up();
    kept.keep();
    let (path, record) = (kept.file(), kept.read().record);
    let whole = fs::read(&path).expect("bytes");
    assert_eq!(kept.kept(), record);
    let assert_noticed = |bytes: &[u8], what: &str| {
        fs::write(&path, bytes).expect("written");
        assert!(kept.kept().is_none(), "{what}");
    };
    assert_noticed(b"", "empty");
    for length in 0..whole.len() {
        assert_noticed(&whole[..length], &format!("cut short to {length}"));
    }
    for at in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << (at % 8);
        assert_noticed(&bytes, &format!("a bit at {at}"));
    }
    let mut longer = whole.clone();
    longer.push(0);
    assert_noticed(&longer, "longer");
    let mut shifted = whole.clone();
    shifted.insert(0, 0);
    assert_noticed(&shifted, "shifted");
    assert_noticed(&[0xff; 4096], "something else");

    let mut driven = Driven::empty(USUAL, seen());
    app(&mut driven).set_cache(Some(kept.cache()));
    driven.open(kept.files());
    assert_eq!(Some(&driven.opened().record), record.as_ref());
    assert_eq!(fs::read(&path).expect("bytes"), whole);
}

#[test]
fn a_cache_that_cannot_be_written_to_harms_nothing() {
    let kept = Kept::made_up();
    fs::write(kept.cache_folder(), "a file where the folder should be").expect("written");
    let mut driven = Driven::empty(USUAL, seen());
    app(&mut driven).set_cache(Some(kept.cache()));
    driven.open(kept.files());
    assert_eq!(&*driven.opened().record.id, "made-up");
    assert!(kept.cache().clear().is_ok());
}

#[test]
fn only_what_takes_long_and_lies_on_disk_is_kept() {
    let kept = Kept::made_up();
    let reading = kept.read();
    let cache = Cache::new(kept.cache_folder());
    let took = |ms| cache.sums(&kept.files(), Duration::from_millis(ms), &reading.files);
    assert!(took(299).is_none());
    assert_eq!(took(300).map(|sums| sums.len()), Some(3));
    let shipped = read(&Files::shipped(), &Limits::default());
    let sums = kept
        .cache()
        .sums(&Files::shipped(), Duration::from_secs(9), &shipped.files);
    assert!(sums.is_none());
    // Nor is what does not load.
    kept.write("report.md", "# Another text\n");
    let mut driven = Driven::empty(USUAL, seen());
    app(&mut driven).set_cache(Some(kept.cache()));
    driven.open(kept.files());
    driven.open(Files::shipped());
    assert!(in_folder(&kept.cache_folder()).is_empty());
}

#[test]
fn what_was_not_opened_for_longest_goes_first() {
    let kept = Kept::made_up();
    kept.keep();
    let first = kept.file();
    let at = |seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
    let touch = |path: &Path, seconds| {
        let file = fs::File::options().append(true).open(path);
        file.and_then(|file| file.set_modified(at(seconds)))
            .expect("touched");
    };
    for number in 0..7_u64 {
        let path = kept.cache_folder().join(format!("{number:032x}.record"));
        fs::write(&path, "another").expect("written");
        touch(&path, 1_000 + number);
    }
    // What a program that was ended has left behind, what another is writing, what is not ours.
    let (abandoned, unfinished) = ("0.1.unfinished", "0.2.unfinished");
    for name in [abandoned, unfinished, "notes.txt"] {
        fs::write(kept.cache_folder().join(name), "x").expect("written");
    }
    touch(&kept.cache_folder().join(abandoned), 1);
    // Opened again, so it is not the oldest any more, and a ninth comes.
    touch(&first, 1);
    assert!(kept.kept().is_some());
    let other = Kept::made_up();
    let reading = other.read();
    let sums = kept
        .cache()
        .sums(&other.files(), Duration::ZERO, &reading.files);
    let record = reading.record.expect("a record");
    (kept
        .cache()
        .store(&other.files(), &record, &[], sums.expect("on disk")))
    .expect("kept");

    let left = in_folder(&kept.cache_folder());
    let has = |name: &str| left.iter().any(|left| left == name);
    assert_eq!(
        left.iter().filter(|name| name.ends_with(".record")).count(),
        8
    );
    assert!(!has(&format!("{:032x}.record", 0)) && has(&format!("{:032x}.record", 1)));
    assert!(first.exists());
    assert!(!has(abandoned) && has(unfinished) && has("notes.txt"));

    let bytes = kept.cache().clear().expect("cleared");
    assert!(bytes > 6 * 7);
    assert_eq!(in_folder(&kept.cache_folder()), ["notes.txt"]);
    assert_eq!(kept.cache().clear().expect("nothing to do"), 0);
}

#[test]
fn a_changed_model_has_a_new_format() {
    let record = Kept::made_up().read().record.expect("a record");
    let bytes = postcard::to_stdvec(&record).expect("bytes");
    assert_eq!(
        (bytes.len(), twox_hash::XxHash3_128::oneshot(&bytes)),
        (1373, 284299250648834448428648450813027175434),
        "the record is written in another way than before: raise FORMAT in src/app/cache.rs, \
         so that what older programs have kept is not taken for the same, and note the new sum"
    );
}
