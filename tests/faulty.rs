//! Faulty datasets: every problem has its place, its code and its words, and no mistake
//! hides another or drags untrue ones along.
//!
//! A folder in `tests/faulty` is a dataset with an `expected.txt`: one line for each
//! problem, `file:line:column CODE words`, where the words stand in "message; remedy". A
//! folder whose `expected.txt` is empty looks faulty and is not. What cannot be kept as a
//! text file, or is too large, is made by [`made`].
#![allow(clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use regesta::dataset::{Code, Files, Limits, Problem, Reading, read, render_problem};

fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faulty");
    let mut folders: Vec<PathBuf> = fs::read_dir(root)
        .expect("tests/faulty")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}

fn expected_lines(folder: &Path) -> Vec<String> {
    fs::read_to_string(folder.join("expected.txt"))
        .unwrap_or_else(|error| panic!("{}/expected.txt: {error}", folder.display()))
        .lines()
        .map(ToOwned::to_owned)
        .collect()
}

fn read_folder(folder: &Path, limits: &Limits) -> Reading {
    read(&Files::open(folder).expect("a folder"), limits)
}

/// "file:line:column CODE" and "message; remedy".
fn told(problem: &Problem) -> (String, String) {
    (
        format!("{} {}", problem.site, problem.code),
        format!("{}; {}", problem.message, problem.remedy),
    )
}

/// The differences between what is expected and what was found, one per line.
fn differences(expected: &[String], found: &[Problem]) -> String {
    let mut left: Vec<(String, String)> = found.iter().map(told).collect();
    let mut report = String::new();
    for line in expected {
        let mut words = line.splitn(3, ' ');
        let place = [words.next().unwrap_or(""), words.next().unwrap_or("")].join(" ");
        let fragment = words.next().unwrap_or("");
        match left
            .iter()
            .position(|(at, text)| *at == place && text.contains(fragment))
        {
            Some(at) => {
                left.remove(at);
            }
            None => writeln!(report, "  - expected {line}").expect("a line"),
        }
    }
    for (at, text) in left {
        writeln!(report, "  + found    {at} {text}").expect("a line");
    }
    report
}

#[test]
fn every_faulty_dataset_has_exactly_the_problems_expected() {
    let mut report = String::new();
    for folder in folders() {
        let reading = read_folder(&folder, &Limits::default());
        let differences = differences(&expected_lines(&folder), &reading.problems);
        if !differences.is_empty() {
            let name = folder
                .file_name()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            writeln!(report, "{name}\n{differences}").expect("a line");
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

#[test]
fn the_comparison_finds_what_is_missing_too_much_or_elsewhere() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faulty/misspelt-field");
    let found = read_folder(&folder, &Limits::default()).problems;
    let expected = expected_lines(&folder);
    assert_eq!(differences(&expected, &found), "");
    assert_ne!(differences(&[], &found), "");
    assert_ne!(differences(&expected, &[]), "");
    assert_ne!(
        differences(&[expected[0].clone(), expected[0].clone()], &found),
        ""
    );
    for (from, to) in [(":6:", ":7:"), ("E102", "E103"), ("titel", "title")] {
        let wrong = expected[0].replacen(from, to, 1);
        assert_ne!(wrong, expected[0]);
        assert_ne!(differences(&[wrong], &found), "", "{from} → {to}");
    }
}

#[test]
fn there_are_at_least_fifty_faulty_datasets() {
    let faulty = folders()
        .iter()
        .filter(|folder| !expected_lines(folder).is_empty())
        .count();
    assert!(faulty >= 50, "{faulty}");
}

#[test]
fn a_dataset_loads_unless_it_has_an_error() {
    for folder in folders() {
        let reading = read_folder(&folder, &Limits::default());
        let stopped = reading
            .problems
            .iter()
            .any(|problem| problem.code.as_str().starts_with('E'));
        assert_eq!(reading.record.is_none(), stopped, "{}", folder.display());
        assert_eq!(reading.errors() > 0, stopped, "{}", folder.display());
    }
}

#[test]
fn every_problem_has_a_remedy_and_can_be_shown_in_its_line() {
    for folder in folders() {
        let reading = read_folder(&folder, &Limits::default());
        for problem in &reading.problems {
            let place = format!("{}: {problem}", folder.display());
            assert!(
                !problem.message.is_empty() && !problem.remedy.is_empty(),
                "{place}"
            );
            // Without a file of that name, the problem is that there is none.
            let Some(text) = reading.file_text(&problem.site.file) else {
                assert_eq!(problem.code, Code::FileUnreadable, "{place}");
                continue;
            };
            let line = text
                .lines()
                .nth(problem.site.line as usize - 1)
                .unwrap_or("");
            let width = line.trim_start_matches('\u{feff}').chars().count();
            assert!(problem.site.column as usize <= width + 1, "{place}");
            let shown = render_problem(problem, Some(text));
            assert!(
                shown.contains(&problem.message) && shown.contains(line.trim()),
                "{place}\n{shown}"
            );
        }
    }
}

/// A dataset that is made here, because its bytes cannot be kept as text or are too many.
struct Made {
    name: &'static str,
    expected: &'static [&'static str],
    reading: Reading,
}

const TEXT: &str = "# Report\n\nThe talks opened.\n";

/// A small dataset that loads, with something more in it.
fn dataset(more: &str) -> String {
    format!(
        "(\n    format: 1, id: \"talks\", title: \"The talks\",\n    sources: [(id: \"report\", title: \"Report\", issued: \"2020\", editions: [(id: \"full\", file: \"t.md\")])],\n    events: [(id: \"opening\", title: \"Opening\", passage: \"report#top/1\")],\n{more})\n"
    )
}

fn made() -> Vec<Made> {
    let usual = Limits::default();
    let mut all = Vec::new();
    let mut make = |name, files: &[(&str, &[u8])], limits: &Limits, expected| {
        let folder = tempfile::tempdir().expect("a folder");
        for (file, bytes) in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, bytes).expect("a file");
        }
        all.push(Made {
            name,
            expected,
            reading: read_folder(folder.path(), limits),
        });
    };
    let text = ("t.md", TEXT.as_bytes());

    make(
        "no main file",
        &[text],
        &usual,
        &["dataset.ron:1:1 E001 there is no such file; "],
    );
    make(
        "latin-1 in a text",
        &[
            ("dataset.ron", dataset("").as_bytes()),
            ("t.md", b"# Report\n\nThe caf\xe9 opened.\n"),
        ],
        &usual,
        &["t.md:3:8 E003 not UTF-8 from here on; save it as UTF-8"],
    );
    make(
        "latin-1 in the main file",
        &[("dataset.ron", b"(\n    title: \"Caf\xe9\",\n)\n"), text],
        &usual,
        &["dataset.ron:2:16 E003 not UTF-8"],
    );
    let utf16: Vec<u8> = "\u{feff}(format: 1)"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    make(
        "utf-16",
        &[("dataset.ron", &utf16), text],
        &usual,
        &["dataset.ron:1:1 E003 not UTF-8"],
    );

    let main = dataset("");
    make(
        "a main file that is too large",
        &[("dataset.ron", main.as_bytes()), text],
        &Limits {
            ron_bytes: 100,
            ..usual
        },
        &["dataset.ron:1:1 E002 larger than 100 bytes; split it"],
    );
    make(
        "a text that is too large",
        &[("dataset.ron", main.as_bytes()), text],
        &Limits {
            text_bytes: 10,
            ..usual
        },
        &["dataset.ron:3:93 E002 “t.md”: the file is larger than 10 bytes"],
    );
    make(
        "files that are too large together",
        &[("dataset.ron", main.as_bytes()), text],
        &Limits {
            all_bytes: main.len() as u64 + 10,
            ..usual
        },
        &["dataset.ron:3:93 E002 “t.md”: with this file the dataset is larger than"],
    );
    let part: &[u8] = b"()";
    make(
        "too many parts",
        &[
            (
                "dataset.ron",
                dataset("    parts: [\"a.ron\", \"b.ron\", \"c.ron\", \"d.ron\"],\n").as_bytes(),
            ),
            ("a.ron", part),
            ("b.ron", part),
            ("c.ron", part),
            text,
        ],
        &Limits { parts: 2, ..usual },
        &["dataset.ron:5:31 E006 more than 2 parts"],
    );
    make(
        "too many values",
        &[("dataset.ron", main.as_bytes()), text],
        &Limits { values: 8, ..usual },
        &["dataset.ron:3:55 E006 more values than can be read; split it"],
    );
    make(
        "too many items",
        &[
            (
                "dataset.ron",
                dataset("    kinds: [(id: \"a\", name: \"A\"), (id: \"b\", name: \"B\")],\n")
                    .as_bytes(),
            ),
            text,
        ],
        &Limits { items: 3, ..usual },
        &["dataset.ron:1:1 E006 the dataset has 4 items, more than 3"],
    );
    let nested = |open: &str, close: &str, times: usize| {
        dataset(&format!(
            "    about: {}\"x\"{},\n",
            open.repeat(times),
            close.repeat(times)
        ))
    };
    make(
        "lists too deep",
        &[("dataset.ron", nested("[", "]", 32).as_bytes()), text],
        &usual,
        &[
            "dataset.ron:5:12 E105 “about” is a list",
            "dataset.ron:5:43 E005 nested too deeply",
        ],
    );
    make(
        "records without end",
        &[("dataset.ron", nested("(a:", "", 100_000).as_bytes()), text],
        &usual,
        &[
            "dataset.ron:5:12 E105 “about” is a record",
            "dataset.ron:5:105 E005 ",
        ],
    );
    make(
        "values without end",
        &[
            ("dataset.ron", nested("Some(", ")", 200_000).as_bytes()),
            text,
        ],
        &usual,
        &["dataset.ron:5:171 E005 "],
    );
    make(
        "comments within comments",
        &[("dataset.ron", "/*".repeat(200_000).as_bytes()), text],
        &usual,
        &["dataset.ron:1:1 E101 this comment is not closed"],
    );

    let kinds = |count: usize, id: &str| {
        let kinds: Vec<String> = (0..count)
            .map(|at| format!("(id: \"{id}{at}\", name: \"K\"),\n"))
            .collect();
        dataset(&format!("    kinds: [\n{}],\n", kinds.concat()))
    };
    make(
        "5,001 problems",
        &[("dataset.ron", kinds(5_001, "K").as_bytes()), text],
        &usual,
        &["dataset.ron:1:1 W799 at least 1 more"],
    );
    let noise = format!("{TEXT}\n{}", "One<br>two.\n\n".repeat(5_001));
    make(
        "an error behind 5,001 warnings",
        &[
            ("dataset.ron", main.replace("top/1", "end/1").as_bytes()),
            ("t.md", noise.as_bytes()),
        ],
        &usual,
        &[
            "dataset.ron:1:1 W799 at least 1 more",
            "dataset.ron:4:57 E401 no section “end”",
        ],
    );

    #[cfg(unix)]
    {
        let outside = tempfile::tempdir().expect("a folder");
        fs::write(outside.path().join("t.md"), TEXT).expect("a file");
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("dataset.ron"), &main).expect("a file");
        std::os::unix::fs::symlink(outside.path().join("t.md"), folder.path().join("t.md"))
            .expect("a link");
        all.push(Made {
            name: "a link that leads outside",
            expected: &["dataset.ron:3:93 E004 leads out of the dataset's folder"],
            reading: read_folder(folder.path(), &usual),
        });
    }
    all
}

#[test]
fn what_cannot_be_kept_as_text_is_reported_as_well() {
    let mut report = String::new();
    for Made {
        name,
        expected,
        reading,
    } in made()
    {
        let expected: Vec<String> = expected.iter().map(|line| (*line).to_owned()).collect();
        // Of thousands of problems of one sort only the others are told one by one.
        let few: Vec<Problem> = if reading.problems.len() > 100 {
            let sorts = [Code::BadId, Code::NotSet];
            reading
                .problems
                .iter()
                .filter(|problem| !sorts.contains(&problem.code))
                .cloned()
                .collect()
        } else {
            reading.problems.clone()
        };
        let differences = differences(&expected, &few);
        if !differences.is_empty() {
            writeln!(report, "{name}\n{differences}").expect("a line");
        }
        assert!(reading.record.is_none(), "{name}");
    }
    assert!(report.is_empty(), "\n{report}");
}

#[test]
fn no_more_than_five_thousand_problems_of_a_severity_are_listed() {
    for Made { name, reading, .. } in made() {
        let warnings = reading.problems.len() - reading.errors();
        assert!(reading.errors() <= 5_000 && warnings <= 5_001, "{name}");
    }
}

#[test]
fn every_code_is_met_by_some_dataset() {
    let mut met: BTreeSet<&str> = BTreeSet::new();
    for folder in folders() {
        for line in expected_lines(&folder) {
            let code = line.split(' ').nth(1).unwrap_or("");
            met.extend(
                Code::ALL
                    .iter()
                    .map(|(code, _)| code.as_str())
                    .find(|known| *known == code),
            );
        }
    }
    for Made { reading, .. } in made() {
        met.extend(reading.problems.iter().map(|problem| problem.code.as_str()));
    }
    let unmet: Vec<&str> = Code::ALL
        .iter()
        .map(|(code, _)| code.as_str())
        .filter(|code| !met.contains(code))
        .collect();
    assert!(unmet.is_empty(), "no dataset shows {unmet:?}");
}
