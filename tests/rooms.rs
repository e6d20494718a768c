//! The rooms of the source: what each may import, who draws, who has threads, and how long
//! a file may grow. Read as text, so that a path within a line of code counts as much as a
//! `use` at the top.
#![allow(clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// Each room with the rooms that it may import beside itself:
/// `model ← dataset, index ← state ← layout ← ui ← app`, and `cli` beside `ui`.
const ROOMS: [(&str, &[&str]); 8] = [
    ("model", &[]),
    ("dataset", &["model"]),
    ("index", &["model"]),
    ("state", &["model", "dataset", "index"]),
    ("layout", &["model", "index", "state"]),
    ("ui", &["model", "dataset", "index", "state", "layout"]),
    ("cli", &["model", "dataset", "index"]),
    (
        "app",
        &["model", "dataset", "index", "state", "layout", "ui", "cli"],
    ),
];

/// A file that is longer than this does more than one thing.
const MOST_LINES: usize = 450;

/// A source file: its path under `src` and its text.
struct File {
    name: String,
    text: String,
}

impl File {
    /// The room in which it stands; `None` for `lib.rs` and `main.rs`.
    fn room(&self) -> Option<&str> {
        self.name.split_once('/').map(|(room, _)| room)
    }
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn files() -> Vec<File> {
    let mut files = Vec::new();
    let mut folders = vec![src()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(src()).expect("a file in src");
                files.push(File {
                    name: name.display().to_string().replace('\\', "/"),
                    text: fs::read_to_string(&path).expect("a text"),
                });
            }
        }
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(
        files.len() > 40,
        "{} files: are these all rooms?",
        files.len()
    );
    files
}

/// A source without its comments and without what stands in quotation marks.
fn code_of(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let is = |at: usize, wanted: char| chars.get(at) == Some(&wanted);
    let mut code = String::new();
    let mut at = 0;
    while at < chars.len() {
        let char = chars[at];
        if char == '/' && is(at + 1, '/') {
            while at < chars.len() && chars[at] != '\n' {
                at += 1;
            }
        } else if char == '/' && is(at + 1, '*') {
            at += 2;
            while at < chars.len() && !(chars[at] == '*' && is(at + 1, '/')) {
                at += 1;
            }
            at += 2;
        } else if char == '"' {
            // In a raw text a backslash is a backslash, and the end has as many # as the start.
            let hashes = code.chars().rev().take_while(|c| *c == '#').count();
            let raw = code.trim_end_matches('#').ends_with('r');
            at += 1;
            while at < chars.len() {
                if chars[at] == '\\' && !raw {
                    at += 1;
                } else if chars[at] == '"' && (!raw || (1..=hashes).all(|more| is(at + more, '#')))
                {
                    break;
                }
                at += 1;
            }
            at += 1;
            code.push_str("\"\"");
        } else if char == '\'' && is(at + 1, '\\') {
            // An escaped character: to its closing mark.
            at += 3;
            while at < chars.len() && chars[at] != '\'' {
                at += 1;
            }
            at += 1;
            code.push_str("' '");
        } else if char == '\'' && is(at + 2, '\'') {
            at += 3;
            code.push_str("' '");
        } else {
            code.push(char);
            at += 1;
        }
    }
    code
}

const fn is_word(char: char) -> bool {
    char.is_ascii_alphanumeric() || char == '_'
}

/// The places in a code at which a word begins, as a whole word.
fn places_of(code: &str, word: &str) -> Vec<usize> {
    code.match_indices(word)
        .map(|(at, _)| at)
        .filter(|at| !code[..*at].ends_with(is_word))
        .filter(|at| !code[at + word.len()..].starts_with(is_word))
        .collect()
}

/// The first names of a path or of a group of paths: `a::b` gives a, `{a::b, c::{d, e}}`
/// gives a and c, `*` gives itself.
fn first_names(path: &str) -> Vec<String> {
    let path = path.trim_start();
    if path.starts_with('*') {
        return vec!["*".to_owned()];
    }
    let Some(group) = path.strip_prefix('{') else {
        let name: String = path.chars().take_while(|char| is_word(*char)).collect();
        return if name.is_empty() { vec![] } else { vec![name] };
    };
    let mut names = Vec::new();
    let (mut depth, mut item) = (0, String::new());
    for char in group.chars() {
        match char {
            '}' if depth == 0 => break,
            ',' if depth == 0 => names.append(&mut first_names(&std::mem::take(&mut item))),
            _ => {
                depth += i32::from(char == '{') - i32::from(char == '}');
                item.push(char);
            }
        }
    }
    names.append(&mut first_names(&item));
    names
}

/// Every room that a file names, itself included; `*` where it takes all of them.
fn rooms_named(file: &str, text: &str) -> BTreeSet<String> {
    let code = code_of(text);
    let mut named = BTreeSet::new();
    for at in places_of(&code, "crate") {
        if let Some(path) = code[at + "crate".len()..].trim_start().strip_prefix("::") {
            named.extend(first_names(path));
        } else {
            // `pub(crate)` is no path; `use crate as …` would be one.
            let before = code[..at].trim_end();
            if before.ends_with("use") {
                named.insert("*".to_owned());
            }
        }
    }
    // `super` leads out of a room as well: once from its mod.rs, twice from its other files.
    let depth = if file.ends_with("/mod.rs") { 1 } else { 2 };
    for at in places_of(&code, "super") {
        let mut rest = &code[at..];
        let mut steps = 0;
        while let Some(next) = rest.trim_start().strip_prefix("super") {
            let Some(next) = next.trim_start().strip_prefix("::") else {
                break;
            };
            (rest, steps) = (next, steps + 1);
        }
        if steps >= depth {
            let rooms = ROOMS.map(|(room, _)| room);
            named.extend(
                first_names(rest)
                    .into_iter()
                    .filter(|name| rooms.contains(&name.as_str())),
            );
        }
    }
    named.remove("self");
    named
}

/// The rooms that a file names and may not.
fn forbidden(file: &str, text: &str) -> Vec<String> {
    let Some((room, _)) = file.split_once('/') else {
        return Vec::new();
    };
    let (_, allowed) = ROOMS
        .iter()
        .find(|(name, _)| *name == room)
        .unwrap_or_else(|| panic!("{room} is a new room: say in ROOMS what it may import"));
    rooms_named(file, text)
        .into_iter()
        .filter(|named| named != room && !allowed.contains(&named.as_str()))
        .collect()
}

/// The files outside a room in which one of these is written.
fn written_outside(rooms: &[&str], marks: impl Fn(&str) -> Vec<&'static str>) -> String {
    let mut found = String::new();
    for file in files() {
        let exempt = file.room().is_some_and(|room| rooms.contains(&room));
        let marks = marks(&code_of(&file.text));
        if !exempt && !marks.is_empty() {
            let _ = writeln!(found, "src/{}: {}", file.name, marks.join(", "));
        }
    }
    found
}

/// What draws.
fn drawing_in(code: &str) -> Vec<&'static str> {
    let mut marks = Vec::new();
    // `ui.painter()` and `ctx.layer_painter(…)` alike.
    if code.contains("painter(") {
        marks.push("painter()");
    }
    if !places_of(code, "Painter").is_empty() {
        marks.push("Painter");
    }
    marks
}

/// What has threads, dialogs, or listens to the disk.
fn outside_world_in(code: &str) -> Vec<&'static str> {
    let mut marks = Vec::new();
    for name in ["thread", "rfd", "notify"] {
        let paths = places_of(code, name)
            .into_iter()
            .filter(|at| code[at + name.len()..].trim_start().starts_with("::"))
            .count();
        if paths > 0 {
            marks.push(name);
        }
    }
    if code.contains("std::thread") || (code.contains("use std") && code.contains("thread}")) {
        marks.push("std::thread");
    }
    marks
}

#[test]
fn imports_point_one_way() {
    let mut found = String::new();
    for file in files() {
        for room in forbidden(&file.name, &file.text) {
            let _ = writeln!(found, "src/{} imports crate::{room}", file.name);
        }
    }
    assert!(found.is_empty(), "{found}");
}

#[test]
fn every_room_is_known_and_used_as_it_may_be() {
    let files = files();
    let rooms: BTreeSet<&str> = files.iter().filter_map(File::room).collect();
    let known: BTreeSet<&str> = ROOMS.iter().map(|(room, _)| *room).collect();
    assert_eq!(rooms, known);
    // What a room may import stands for something: at least one file does so.
    for (room, allowed) in ROOMS {
        let named: BTreeSet<String> = files
            .iter()
            .filter(|file| file.room() == Some(room))
            .flat_map(|file| rooms_named(&file.name, &file.text))
            .collect();
        assert!(
            allowed.is_empty() || named.iter().any(|name| allowed.contains(&name.as_str())),
            "{room} imports nothing, so this test may be blind: {named:?}"
        );
    }
}

#[test]
fn a_made_up_violation_is_seen() {
    for (file, text, expected) in [
        ("model/a.rs", "use crate::ui::Screen;", "ui"),
        ("model/a.rs", "use crate::{model::Day, index};", "index"),
        (
            "dataset/a.rs",
            "use crate::{\n    model::{Day, Date},\n    state::{self, View},\n};",
            "state",
        ),
        (
            "index/a.rs",
            "fn f() { crate::dataset::read(x) }",
            "dataset",
        ),
        ("layout/a.rs", "pub(crate) use crate :: ui :: Looks;", "ui"),
        (
            "ui/a.rs",
            "let x = 'a'; let y = \"//\"; use crate::cli::run;",
            "cli",
        ),
        (
            "ui/a.rs",
            "let x = r#\"a \" \"#; crate::app::start()",
            "app",
        ),
        (
            "state/a.rs",
            "/* one */ use super::super::layout::Mark;",
            "layout",
        ),
        ("state/mod.rs", "use super::{app, cli::Probe};", "app"),
        ("cli/a.rs", "use crate::*;", "*"),
        ("cli/a.rs", "use crate as all;", "*"),
    ] {
        let found = forbidden(file, text);
        assert!(
            found.iter().any(|room| room == expected),
            "{file}: {text}: {found:?}"
        );
    }
    for (file, text) in [
        (
            "model/a.rs",
            "//! See [`crate::dataset`].\n// use crate::ui::Screen;\nuse super::Day;",
        ),
        (
            "model/a.rs",
            "let words = \"use crate::ui::Screen;\"; let c = '\"'; // crate::ui",
        ),
        ("ui/a.rs", "use crate::{layout::{ui, app}, state::{cli}};"),
        (
            "ui/a.rs",
            "pub(crate) fn f<'a>(x: &'a str) {} use super::timeline::app;",
        ),
        ("app/a.rs", "use crate::cli::Probe; use crate::ui::Screen;"),
    ] {
        assert_eq!(forbidden(file, text), [""; 0], "{file}: {text}");
    }
    assert_eq!(drawing_in("ui.painter().rect(…)"), ["painter()"]);
    assert_eq!(
        drawing_in("ctx.layer_painter(id); fn f(p: &Painter)").len(),
        2
    );
    assert!(drawing_in("let repainted = 1; egui::PainterLike").is_empty());
    assert!(outside_world_in("use egui_notify::Toasts;").is_empty());
    assert_eq!(
        outside_world_in("notify::recommended_watcher()"),
        ["notify"]
    );
    assert!(!outside_world_in("use std::thread;").is_empty());
    assert!(!outside_world_in("use std::{sync::Arc, thread};").is_empty());
}

#[test]
fn only_ui_draws() {
    let found = written_outside(&["ui"], drawing_in);
    assert!(found.is_empty(), "only src/ui draws, but:\n{found}");
}

#[test]
fn only_app_has_threads_dialogs_and_an_ear_on_the_disk() {
    let found = written_outside(&["app"], outside_world_in);
    assert!(
        found.is_empty(),
        "only src/app may use these, but:\n{found}"
    );
}

#[test]
fn no_file_is_too_long() {
    let mut found = String::new();
    for file in files() {
        let lines = file.text.lines().count();
        if lines > MOST_LINES {
            let _ = writeln!(found, "src/{}: {lines} lines", file.name);
        }
    }
    assert!(found.is_empty(), "longer than {MOST_LINES} lines:\n{found}");
}

#[test]
fn the_head_of_the_library_names_every_room() {
    let text = fs::read_to_string(src().join("lib.rs")).expect("lib.rs");
    let doc: String = text
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("//!"))
        .collect::<Vec<_>>()
        .join("\n");
    let rooms: Vec<&str> = text
        .lines()
        .filter_map(|line| line.trim().strip_prefix("pub mod ")?.strip_suffix(';'))
        .collect();
    assert_eq!(rooms.len(), ROOMS.len(), "{rooms:?}");
    for room in rooms {
        assert!(
            !places_of(&doc, room).is_empty(),
            "the head of lib.rs does not name {room}"
        );
    }
}
