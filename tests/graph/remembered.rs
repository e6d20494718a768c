//! Layouts on disk.

use std::fs;
use std::path::{Path, PathBuf};

use regesta::app::Layouts;
use regesta::state::{GraphMemory, Pinned};

use super::window::{assert_same_places, graph_of, rects};

fn memory(dataset: &str) -> GraphMemory {
    let places = [("a", [1.5, -2.0]), ("b", [f32::MIN_POSITIVE, 1e5])];
    GraphMemory {
        dataset: dataset.into(),
        places: places.map(|(id, at)| (id.into(), at)).into(),
        pins: vec![(Pinned::Entity("a".into()), [0.1, 0.2])],
    }
}

/// The files of a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder");
    entries
        .map(|entry| entry.expect("an entry").path())
        .collect()
}

#[test]
fn a_layout_comes_back_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    // It need not be there.
    let layouts = Layouts::new(folder.path().join("layouts"));
    assert_eq!(layouts.load("one"), None);
    layouts.store(&memory("one")).expect("stored");
    layouts.store(&memory("two")).expect("stored");
    assert_eq!(layouts.load("one"), Some(memory("one")));
    assert_eq!(layouts.load("two"), Some(memory("two")));
    assert_eq!(layouts.load("three"), None);
    let other = GraphMemory {
        pins: Vec::new(),
        ..memory("one")
    };
    layouts.store(&other).expect("stored");
    assert_eq!(layouts.load("one"), Some(other));
    assert_eq!(files(&folder.path().join("layouts")).len(), 2);
}

#[test]
fn a_damaged_file_is_passed_over() {
    let folder = tempfile::tempdir().expect("a folder");
    let layouts = Layouts::new(folder.path().to_path_buf());
    layouts.store(&memory("one")).expect("stored");
    let path = files(folder.path()).pop().expect("a file");
    let whole = fs::read(&path).expect("bytes");
    for at in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x10;
        fs::write(&path, &bytes).expect("written");
        assert_eq!(layouts.load("one"), None, "byte {at}");
        fs::write(&path, &whole[..at]).expect("written");
        assert_eq!(layouts.load("one"), None, "cut at {at}");
    }
    let longer = [&whole[..], b"x"].concat();
    fs::write(&path, longer).expect("written");
    assert_eq!(layouts.load("one"), None);
    fs::write(&path, &whole).expect("written");
    assert_eq!(layouts.load("one"), Some(memory("one")));
    // What is whole and no layout: numbers that are none.
    let mut bad = memory("one");
    bad.places.insert("c".into(), [f32::NAN, 0.0]);
    layouts.store(&bad).expect("stored");
    assert_eq!(layouts.load("one"), None);
}

#[test]
fn so_many_are_kept_and_no_more() {
    let folder = tempfile::tempdir().expect("a folder");
    let layouts = Layouts::new(folder.path().to_path_buf());
    for at in 0..70 {
        layouts
            .store(&memory(&format!("dataset {at}")))
            .expect("stored");
    }
    assert_eq!(files(folder.path()).len(), 64);
    assert!(layouts.load("dataset 69").is_some());
}

#[test]
fn a_record_looks_the_same_at_the_next_start() {
    let folder = tempfile::tempdir().expect("a folder");
    let layouts = || Some(Layouts::new(folder.path().to_path_buf()));
    let mut first = graph_of(layouts());
    let before = rects(&first);
    assert!(before.len() > 20);
    let found = first.entity("estonia");
    first.pin(found, [77.0, -33.5]);
    first.driven.app_mut().finish_remembering();
    let pinned = rects(&first);
    assert_ne!(pinned, before);

    let mut second = graph_of(layouts());
    assert_eq!(rects(&second), pinned);
    let pins = &second.driven.app().state.view.linking.pins;
    assert_eq!(pins.values().copied().collect::<Vec<_>>(), [[77.0, -33.5]]);
    // And when everything is let go, as it was at first.
    second.driven.command(regesta::state::Command::UnpinAll);
    assert_eq!(rects(&second), before);

    // A damaged file is as none.
    second.driven.app_mut().finish_remembering();
    for path in files(folder.path()) {
        fs::write(path, "damaged").expect("written");
    }
    assert_eq!(rects(&graph_of(layouts())), before);
}

#[test]
fn what_is_arranged_anew_keeps_the_pins_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let layouts = Layouts::new(folder.path().to_path_buf());
    // Everybody in one place but one, as somebody else might have left it.
    let mut graph = graph_of(Some(layouts.clone()));
    let before = rects(&graph);
    graph.driven.app_mut().finish_remembering();
    let id = graph.driven.opened().record.id.clone();
    let mut memory = layouts.load(&id).expect("a layout");
    for (at, place) in memory.places.values_mut().enumerate() {
        *place = [at as f32 * 30.0, (at % 7) as f32 * 40.0];
    }
    layouts.store(&memory).expect("stored");
    let mut graph = graph_of(Some(layouts));
    assert_ne!(rects(&graph), before);
    graph.driven.command(regesta::state::Command::ArrangeAnew);
    graph.driven.app_mut().finish_graph();
    graph.driven.settle();
    graph.fit();
    assert_same_places(&rects(&graph), &before, 50);
}
