//! The grid of actors × forums: its geometry, and the panel read as a screen reader reads it.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    dead_code
)]

#[path = "window/drive.rs"]
mod drive;
#[path = "net/made.rs"]
mod made;
#[path = "shared/source.rs"]
mod source;

use drive::{Driven, name_of};
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, Pos2, Rect, pos2, vec2};
use egui_kittest::kittest::NodeT as _;
use made::{Kept, cases, small};
use proptest::prelude::*;
use regesta::index::net::{ActorsBy, ArrangeBy, Folded, Folding, Node, arranged_folded, groups};
use regesta::index::{Net, Opened};
use regesta::layout::grid::{
    Grid, GridArea, GridPlace, LEAST_BLOCK, MOST_SIDE, MOST_SIGNS, RoleSigns, SIGN_REACH,
    sign_spots,
};
use regesta::model::{Day, EntityIx};
use regesta::state::{Command, Panel, Selection};

const CTRL: Modifiers = Modifiers {
    ctrl: true,
    command: true,
    ..Modifiers::NONE
};

// ---- The cells --------------------------------------------------------------------------

fn grid_of(opened: &Opened, folded: &Folded, by: ArrangeBy) -> Grid {
    let order = arranged_folded(opened, folded, by, false);
    Grid::new(opened, folded, (&order, &order), &RoleSigns::new(opened))
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn the_cells_hold_every_link_once(
        (whole, kept, by, closed) in (small(), Kept::any(), 0..5_usize, any::<bool>()),
    ) {
        let opened = Opened::new(whole.record());
        let net = Net::new(&opened, |number, link| kept.keeps(number, link));
        let mut folding = Folding { actors: ActorsBy::Kind, ..Folding::default() };
        if closed {
            folding.closed = groups(&opened, folding.actors);
            let parents = opened.record.entities.iter().filter_map(|entity| entity.parent);
            folding.closed.extend(parents.map(Node::Entity));
        }
        let folded = Folded::new(&opened, &net, &folding);
        // The order is of all links, as while time plays: what has none shown has no line.
        let all = Folded::new(&opened, &Net::new(&opened, |_, _| true), &folding);
        let order = arranged_folded(&opened, &all, ArrangeBy::ALL[by].0, false);
        let grid = Grid::new(&opened, &folded, (&order, &order), &RoleSigns::new(&opened));
        let mut links: Vec<u32> = grid.links(&folded).collect();
        links.sort_unstable();
        let mut expected = net.links().to_vec();
        expected.sort_unstable();
        prop_assert_eq!(links, expected);
        for line in grid.rows().iter().chain(grid.columns()) {
            prop_assert!(line.links > 0 && line.cells > 0 && line.holds > 0);
        }
        let is_in_order = |lines: &[regesta::layout::grid::GridLine], order: &[Node]| {
            let places: Vec<usize> = lines.iter()
                .map(|line| order.iter().position(|node| *node == line.node).unwrap())
                .collect();
            places.is_sorted()
        };
        prop_assert!(is_in_order(grid.rows(), &order.actors));
        prop_assert!(is_in_order(grid.columns(), &order.forums));
        for cell in grid.cells() {
            let (row, column) = (cell.row as usize, cell.column as usize);
            prop_assert_eq!(grid.cell(row, column), Some(cell));
            let edge = grid.edge(&folded, cell).unwrap();
            prop_assert_eq!(grid.row_of(edge.actor), Some(row));
            prop_assert_eq!(grid.column_of(edge.forum), Some(column));
            let (signs, has_figure) = cell.signs.shown();
            prop_assert!(!signs.is_empty() && signs.len() + usize::from(has_figure) <= MOST_SIGNS);
            prop_assert!(has_figure || signs.len() == cell.count as usize);
            let is_absent = signs.iter().any(|sign| sign.absent);
            prop_assert_eq!(is_absent, cell.absences > 0, "absence always has a sign");
            prop_assert!(signs.is_sorted_by_key(|sign| sign.absent), "being there comes first");
            prop_assert!(sign_spots(signs.len(), has_figure).middles.len() >= signs.len());
        }
    }

    #[test]
    fn blocks_hold_every_cell_in_sight_once(
        (cells, rows, columns, side) in (
            prop::collection::btree_set((0..130_usize, 0..90_usize), 1..60),
            (0..130_usize, 1..130_usize),
            (0..90_usize, 1..90_usize),
            0.02..6.0_f32,
        ),
    ) {
        // Everybody has a row and a column: the first of each meet.
        let names: Vec<(String, String)> = (0..130).map(|at| (at, 0))
            .chain((0..90).map(|at| (0, at)))
            .chain(cells)
            .collect::<std::collections::BTreeSet<_>>()
            .into_iter()
            .map(|(row, column)| (format!("a{row:03}"), format!("f{column:03}")))
            .collect();
        let links: Vec<(&str, &str)> = names.iter().map(|(one, two)| (&**one, &**two)).collect();
        let opened = made::opened(&links);
        let folded = Folded::new(&opened, &Net::new(&opened, |_, _| true), &Folding::default());
        let grid = grid_of(&opened, &folded, ArrangeBy::Name);
        let rows = rows.0..(rows.0 + rows.1).min(130);
        let columns = columns.0..(columns.0 + columns.1).min(90);
        let (wide, blocks) = grid.blocks_in(rows.clone(), columns.clone(), side);
        let blocks: Vec<_> = blocks.copied().collect();
        prop_assert!(side * wide as f32 >= LEAST_BLOCK || wide >= 4);
        let is_reached = |line: u32, range: &std::ops::Range<usize>| {
            let from = line as usize * wide;
            from < range.end && from + wide > range.start
        };
        for block in &blocks {
            prop_assert!(is_reached(block.row, &rows) && is_reached(block.column, &columns));
        }
        // The cells of all blocks that reach into the range are counted, each once.
        let reached = grid.cells().iter().filter(|cell| {
            is_reached(cell.row / wide as u32, &rows) && is_reached(cell.column / wide as u32, &columns)
        });
        prop_assert_eq!(blocks.iter().map(|block| block.cells as usize).sum::<usize>(), reached.count());
    }
}

#[test]
fn a_boycott_has_a_sign_among_any_number_of_other_links() {
    let driven = shipped();
    let opened = driven.opened();
    let mut folding = Folding::default();
    let parents = (opened.record.entities.iter()).filter_map(|entity| entity.parent);
    let closed: std::collections::BTreeSet<Node> = parents.map(Node::Entity).collect();
    let mut crowded = 0;
    for closed in [std::collections::BTreeSet::new(), closed] {
        folding.closed = closed;
        let folded = Folded::new(opened, &Net::new(opened, |_, _| true), &folding);
        for cell in grid_of(opened, &folded, ArrangeBy::Links).cells() {
            let (signs, has_figure) = cell.signs.shown();
            let is_absent = signs.iter().any(|sign| sign.absent);
            assert_eq!(is_absent, cell.absences > 0, "{cell:?}");
            crowded += u32::from(is_absent && has_figure && !cell.is_absence());
            // Two digits and more have a line of their own.
            assert!(
                cell.count < 10 || (has_figure && signs.len() <= 2),
                "{cell:?}"
            );
        }
    }
    assert!(crowded > 1, "the record has such cells");
}

#[test]
fn no_sign_reaches_into_the_figure_or_out_of_its_cell() {
    // The smallest cell with signs is 12 points wide; a stroke is half a point to each side.
    let stroke = 0.5 / 12.0;
    for (signs, has_figure) in (1..=MOST_SIGNS).flat_map(|signs| [(signs, false), (signs, true)]) {
        if signs + usize::from(has_figure) > MOST_SIGNS {
            continue;
        }
        let spots = sign_spots(signs, has_figure);
        assert_eq!(spots.middles.len(), signs);
        let [left, top, right, bottom] = spots.figure;
        let figure = Rect::from_min_max(pos2(left, top), pos2(right, bottom));
        let reach = spots.radius * SIGN_REACH + stroke;
        let rects: Vec<Rect> = (spots.middles.iter())
            .map(|(x, y)| Rect::from_center_size(pos2(*x, *y), vec2(reach, reach) * 2.0))
            .collect();
        for (at, rect) in rects.iter().enumerate() {
            let cell = Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0));
            assert!(cell.contains_rect(*rect), "{signs} {has_figure}: {rect:?}");
            assert!(!has_figure || !rect.intersects(figure), "{signs}: {rect:?}");
            let overlaps = |other: &Rect| rect.shrink(0.001).intersects(*other);
            assert!(!rects[..at].iter().any(overlaps), "{signs} {has_figure}");
        }
        // Each digit has room, two thirds as wide as high.
        let digits = if signs == 3 { 1.0 } else { 3.0 };
        assert!(!has_figure || figure.width() >= digits * figure.height() * 0.6);
    }
}

#[test]
fn the_next_cell_is_the_next_that_is_not_empty() {
    let opened = made::opened(&[
        ("a", "w"),
        ("a", "x"),
        ("a", "z"),
        ("b", "x"),
        ("c", "w"),
        ("c", "y"),
    ]);
    let folded = Folded::new(
        &opened,
        &Net::new(&opened, |_, _| true),
        &Folding::default(),
    );
    let grid = grid_of(&opened, &folded, ArrangeBy::Name);
    assert_eq!(grid.next_cell((0, 0), (0, 1)), Some((0, 1)));
    assert_eq!(grid.next_cell((0, 1), (0, 1)), Some((0, 3)));
    assert_eq!(grid.next_cell((0, 3), (0, 1)), None);
    assert_eq!(grid.next_cell((0, 3), (0, -1)), Some((0, 1)));
    assert_eq!(grid.next_cell((0, 0), (1, 0)), Some((2, 0)));
    assert_eq!(grid.next_cell((2, 0), (-1, 0)), Some((0, 0)));
    assert_eq!(grid.next_cell((0, 0), (-1, 0)), None);
    assert_eq!(grid.cell(1, 0), None);
    assert_eq!(grid.cell(9, 9), None);
}

// ---- Where they stand -------------------------------------------------------------------

fn place() -> impl Strategy<Value = GridPlace> {
    let area = (
        20.0..300.0_f32,
        20.0..200.0_f32,
        40.0..1900.0_f32,
        40.0..1000.0_f32,
    );
    let size = (1..6_000_usize, 1..3_000_usize);
    (
        area,
        size,
        0.01..80.0_f32,
        (0.0..6_000.0_f64, 0.0..3_000.0_f64),
    )
        .prop_map(
            |((row_heads, column_heads, width, height), size, side, past)| {
                let area = GridArea {
                    left: row_heads,
                    top: column_heads,
                    right: row_heads + width,
                    bottom: column_heads + height,
                    row_heads,
                    column_heads,
                };
                GridPlace::new(area, size, side, past)
            },
        )
}

/// Whether two places in points are the same, as far as large grids can be told apart.
fn near(one: f32, two: f32) -> bool {
    (one - two).abs() < 0.02 * one.abs().max(1.0)
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn a_point_in_a_cell_finds_it(
        (place, part) in (place(), (0.0..1.0_f32, 0.0..1.0_f32)),
    ) {
        let (rows, columns) = (place.rows(), place.columns());
        prop_assert!(!rows.is_empty() && !columns.is_empty());
        let row = rows.start + ((rows.len() - 1) as f32 * part.0) as usize;
        let column = columns.start + ((columns.len() - 1) as f32 * part.1) as usize;
        let middle = (place.x(column) + place.side / 2.0, place.y(row) + place.side / 2.0);
        let area = place.area;
        let in_sight = middle.0 > area.left && middle.0 < area.right
            && middle.1 > area.top && middle.1 < area.bottom;
        if in_sight && place.side > 0.1 {
            prop_assert_eq!(place.cell_at(middle.0, middle.1), Some((row, column)));
            // Its heads are found beside and above it, and nowhere else.
            prop_assert_eq!(place.row_head_at(area.left - 1.0, middle.1), Some(row));
            prop_assert_eq!(place.row_head_at(area.left + 1.0, middle.1), None);
            prop_assert_eq!(place.cell_at(area.left - 1.0, middle.1), None);
            prop_assert_eq!(place.column_head_at(middle.0, area.top + 1.0), None);
            // A head leans to the right, by 60 degrees.
            let up = (area.column_heads * part.1).max(0.01);
            let x = middle.0 + up / 3.0_f32.sqrt();
            if x < area.right && place.side > 1.0 {
                prop_assert_eq!(place.column_head_at(x, area.top - up), Some(column));
                prop_assert!(place.column_heads().contains(&column));
            }
        }
        prop_assert_eq!(place.cell_at(area.right, middle.1), None);
    }

    #[test]
    fn nothing_is_scrolled_out_of_its_room(
        (place, right, down) in (place(), -9e3..9e3_f32, -9e3..9e3_f32),
    ) {
        let scrolled = place.scrolled(right, down);
        let most = scrolled.most_past();
        prop_assert!(scrolled.past.0 >= 0.0 && scrolled.past.0 <= most.0);
        prop_assert!(scrolled.past.1 >= 0.0 && scrolled.past.1 <= most.1);
        prop_assert!(scrolled.side <= MOST_SIDE);
        // The end can be reached, and no row stands alone below nothing.
        let end = place.scrolled(1e9, 1e9);
        prop_assert!(end.rows().end == end.size.0 && end.columns().end == end.size.1);
        let whole = GridPlace::new(place.area, place.size, place.whole_side(), place.past);
        prop_assert!(whole.rows().len() == whole.size.0, "the whole of it can be in sight");
        prop_assert!(near(whole.most_past().0 as f32, 0.0));
    }

    #[test]
    fn what_is_under_the_pointer_stays_there_while_zooming(
        (place, factor, part) in (place(), 0.3..3.0_f32, (0.0..1.0_f32, 0.0..1.0_f32)),
    ) {
        let area = place.area;
        let at = (
            area.left + (area.right - area.left) * part.0,
            area.top + (area.bottom - area.top) * part.1,
        );
        let zoomed = place.zoomed(factor, at);
        let line = |place: &GridPlace| (
            place.past.1 + f64::from((at.0 - area.left) / place.side),
            place.past.0 + f64::from((at.1 - area.top) / place.side),
        );
        let (most, past) = (zoomed.most_past(), zoomed.past);
        let free = |past: f64, most: f64| past > 0.0 && past < most;
        if free(past.1, most.1) {
            prop_assert!((line(&place).0 - line(&zoomed).0).abs() < 0.01);
        }
        if free(past.0, most.0) {
            prop_assert!((line(&place).1 - line(&zoomed).1).abs() < 0.01);
        }
    }

    #[test]
    fn what_is_shown_is_in_sight(
        (place, row, column) in (place(), 0..6_000_usize, 0..3_000_usize),
    ) {
        let (row, column) = (row.min(place.size.0 - 1), column.min(place.size.1 - 1));
        let shown = place.showing(Some(row), Some(column));
        let area = shown.area;
        let (x, y) = (shown.x(column), shown.y(row));
        let slack = 0.02_f32.max(shown.side * 1e-3);
        prop_assert!(y >= area.top - slack, "{} {}", y, area.top);
        prop_assert!(x >= area.left - slack);
        if shown.in_sight().0 >= 1.0 {
            prop_assert!(y + shown.side <= area.bottom + slack);
        }
        if shown.in_sight().1 >= 1.0 {
            prop_assert!(x + shown.side <= area.right + slack, "{} {}", x, area.right);
        }
        // What is in sight already, with room around it, does not move.
        let again = shown.showing(Some(row), Some(column));
        prop_assert_eq!(again, shown);
    }
}

// ---- In the window ----------------------------------------------------------------------

/// The record that ships with the grid in front, links of any time, in the order of names.
fn shipped() -> Driven {
    let mut driven = Driven::shipped_with(vec2(1280.0, 1600.0), drive::seen());
    driven.command(Command::HidePanel(Panel::Timeline));
    driven.command(Command::HidePanel(Panel::Table));
    driven.key_with(CTRL, Key::Num6);
    driven.command(Command::ToggleAnyTime);
    driven.command(Command::ArrangeActors(ArrangeBy::Name));
    driven.command(Command::ArrangeForums(ArrangeBy::Name));
    driven
}

fn entity(driven: &Driven, id: &str) -> EntityIx {
    let mut all = driven.opened().record.entities_ix();
    all.find(|(_, entity)| &*entity.id == id)
        .expect("an entity")
        .0
}

fn node(driven: &Driven, id: &str) -> Node {
    Node::Entity(entity(driven, id))
}

fn selection(driven: &Driven) -> Selection {
    driven.app().state.view.selection
}

fn named(driven: &Driven, role: Role) -> Vec<(String, Rect)> {
    let nodes = driven
        .nodes()
        .filter(|node| node.accesskit_node().role() == role);
    nodes.map(|node| (name_of(&node), node.rect())).collect()
}

/// The cells in sight.
fn cells(driven: &Driven) -> Vec<(String, Rect)> {
    named(driven, Role::GridCell)
}

/// The cell whose name begins so.
#[track_caller]
fn cell(driven: &Driven, begins: &str) -> (String, Rect) {
    let all = cells(driven);
    let found = all.iter().find(|(name, _)| name.starts_with(begins));
    found
        .cloned()
        .unwrap_or_else(|| panic!("no {begins} in {all:#?}"))
}

/// What the grid says of where the keyboard is.
fn spoken(driven: &Driven) -> String {
    let mut nodes = driven.nodes();
    let grid = nodes.find(|node| node.accesskit_node().role() == Role::Grid);
    let grid = grid.expect("a grid");
    grid.accesskit_node().value().unwrap_or_default()
}

fn grid_rect(driven: &Driven) -> Rect {
    named(driven, Role::Grid)[0].1
}

#[test]
fn a_cell_says_who_was_where_as_what_and_opens_its_passages() {
    let mut driven = shipped();
    let pair = Selection::Pair(
        node(&driven, "estonia"),
        node(&driven, "un-security-council"),
    );
    driven.command(Command::Select(pair));
    let (name, rect) = cell(&driven, "Estonia, UN Security Council: ");
    let links = driven.opened().index.links.iter().filter(|link| {
        (link.actor, link.forum)
            == (
                entity(&driven, "estonia"),
                entity(&driven, "un-security-council"),
            )
    });
    assert!(
        name.ends_with(&format!(", {} links", links.count())),
        "{name}"
    );
    assert!(name.contains("presidency"), "{name}");
    driven.command(Command::Select(Selection::None));
    driven.click_at(rect.center());
    assert_eq!(selection(&driven), pair);
    assert!(driven.panel_says("Inspector", "Estonia – UN Security Council"));
}

#[test]
fn the_cells_in_sight_are_those_of_the_record() {
    let driven = shipped();
    let record = &driven.opened().record;
    let in_sight = cells(&driven);
    assert!(in_sight.len() > 10, "{in_sight:?}");
    let mut rows = named(&driven, Role::RowHeader);
    rows.sort_by(|one, two| one.1.top().total_cmp(&two.1.top()));
    let names: Vec<String> = rows
        .iter()
        .map(|(name, _)| regesta::index::fold(name.split(", ").next().unwrap()))
        .collect();
    assert!(names.is_sorted(), "{names:?}");
    for (name, rect) in &in_sight {
        let (ends, told) = name.rsplit_once(": ").expect("roles");
        let link = driven.opened().index.links.iter().find(|link| {
            let [who, place] = [link.actor, link.forum].map(|ix| &record.entity(ix).name);
            *ends == format!("{who}, {place}") && told.contains(&*record.role(link.role).term.name)
        });
        let link = link.unwrap_or_else(|| panic!("no link of {name}"));
        // It stands in the row of its actor.
        let who = &*record.entity(link.actor).name;
        let row = rows
            .iter()
            .find(|(name, _)| name.starts_with(&format!("{who}, ")));
        let row = row.expect("a row").1;
        assert!((row.center().y - rect.center().y).abs() < 13.0, "{name}");
    }
}

#[test]
fn heads_select_fold_and_stay_in_sight() {
    let mut driven = shipped();
    let wheel = grid_rect(&driven).center();
    let head = named(&driven, Role::RowHeader)[2].clone();
    driven.click_at(pos2(head.1.right() - 20.0, head.1.center().y));
    let Selection::Entity(found) = selection(&driven) else {
        panic!("{:?}", selection(&driven));
    };
    assert!(
        head.0
            .starts_with(&*driven.opened().record.entity(found).name),
        "{}",
        head.0
    );
    let columns = named(&driven, Role::ColumnHeader);
    driven.wheel(wheel, vec2(0.0, -400.0));
    let after = named(&driven, Role::ColumnHeader);
    assert_eq!(columns, after, "the heads of the columns stay");
    assert_ne!(
        head,
        named(&driven, Role::RowHeader)[2],
        "those of the rows go along"
    );
    let rows = named(&driven, Role::RowHeader);
    driven.wheel(wheel, vec2(-300.0, 0.0));
    assert_eq!(rows, named(&driven, Role::RowHeader));
    assert_ne!(columns, named(&driven, Role::ColumnHeader));
}

#[test]
fn a_head_folds_its_family_and_opens_it_again() {
    let mut driven = shipped();
    let un = node(&driven, "united-nations");
    driven.command(Command::Select(Selection::Entity(entity(
        &driven,
        "united-nations",
    ))));
    let fold = |driven: &Driven, verb: &str| -> Pos2 {
        let buttons = named(driven, Role::Button);
        let found = buttons
            .iter()
            .find(|(name, _)| *name == format!("{verb} United Nations"));
        found.unwrap_or_else(|| panic!("{buttons:#?}")).1.center()
    };
    let before = named(&driven, Role::ColumnHeader).len();
    let at = fold(&driven, "Close");
    driven.click_at(at);
    assert!(driven.app().state.view.linking.folding.closed.contains(&un));
    let heads = named(&driven, Role::ColumnHeader);
    let head = heads
        .iter()
        .find(|(name, _)| name.starts_with("United Nations, "));
    let head = head.unwrap_or_else(|| panic!("{heads:#?}"));
    assert!(head.0.contains("forums stand in it"), "{}", head.0);
    assert!(
        !heads
            .iter()
            .any(|(name, _)| name.starts_with("UN Security Council, "))
    );
    assert!(before > 3);
    let at = fold(&driven, "Open");
    driven.click_at(at);
    assert!(driven.app().state.view.linking.folding.closed.is_empty());
}

#[test]
fn everything_goes_by_keyboard() {
    let mut driven = shipped();
    let start = cells(&driven)[0].clone();
    driven.click_at(start.1.center());
    let opened = selection(&driven);
    assert!(matches!(opened, Selection::Pair(..)));
    assert_eq!(spoken(&driven), start.0);
    // To the next cell that is not empty, and back.
    driven.key_with(CTRL, Key::ArrowDown);
    let next = spoken(&driven);
    assert_ne!(next, start.0);
    assert!(next.contains("link") && !next.contains("no link"), "{next}");
    driven.key(Key::Enter);
    assert_ne!(selection(&driven), opened);
    driven.key_with(CTRL, Key::ArrowUp);
    assert_eq!(spoken(&driven), start.0);
    // One step on stands nobody, and the window of time has not moved.
    let window = driven.app().state.view.window;
    driven.key(Key::ArrowRight);
    driven.key(Key::PageDown);
    driven.key(Key::PageUp);
    assert_eq!(driven.app().state.view.window, window);
    // To the left of the first cell is the head of its row.
    driven.key(Key::Home);
    driven.key(Key::ArrowLeft);
    let who = start.0.split(", ").next().unwrap();
    let head = spoken(&driven);
    assert!(
        head.starts_with(&format!("{who}, ")) && head.contains(" in "),
        "{head}"
    );
    driven.key(Key::Enter);
    let Selection::Entity(found) = selection(&driven) else {
        panic!("{:?}", selection(&driven));
    };
    assert_eq!(&*driven.opened().record.entity(found).name, who);
    // Larger cells, and then the keyboard is given back.
    let narrow = cells(&driven)[0].1.width();
    driven.key(Key::Plus);
    driven.key(Key::Plus);
    assert!(
        cells(&driven)[0].1.width() > narrow * 1.2 || cells(&driven)[0].1.height() > narrow * 1.2
    );
    assert_eq!(driven.app().state.view.window, window);
    driven.key(Key::Escape);
    assert_eq!(spoken(&driven), "");
    assert_eq!(
        selection(&driven),
        Selection::Entity(found),
        "Escape leaves the grid first"
    );
    driven.key(Key::Plus);
    assert_ne!(
        driven.app().state.view.window,
        window,
        "the key is the timeline’s again"
    );
}

#[test]
fn what_is_selected_elsewhere_is_brought_into_sight() {
    let mut driven = shipped();
    let whole = grid_rect(&driven);
    for (actor, forum) in [
        ("us-israeli-intelligence", "g7"),
        ("china", "g20"),
        ("estonia", "un-security-council"),
    ] {
        let pair = Selection::Pair(node(&driven, actor), node(&driven, forum));
        driven.command(Command::Select(pair));
        let name = &driven.opened().record.entity(entity(&driven, actor)).name;
        let rows = named(&driven, Role::RowHeader);
        let has_links = driven
            .opened()
            .index
            .links
            .iter()
            .any(|link| link.actor == entity(&driven, actor));
        let row = rows
            .iter()
            .find(|(row, _)| row.starts_with(&format!("{name}, ")));
        assert_eq!(row.is_some(), has_links, "{name}");
        assert!(row.is_none_or(|(_, rect)| whole.contains(rect.center())));
    }
}

#[test]
fn a_cell_says_how_many_of_its_links_tell_of_an_absence() {
    let mut driven = shipped();
    let found = {
        let opened = driven.opened();
        let net = Net::new(opened, |_, _| true);
        let mut edges = net.edges().iter();
        let edge = edges.find(|edge| edge.absences > 1 && edge.absences < edge.count());
        *edge.expect("both there and not")
    };
    let pair = Selection::Pair(Node::Entity(found.actor), Node::Entity(found.forum));
    driven.command(Command::Select(pair));
    let record = &driven.opened().record;
    let [who, place] = [found.actor, found.forum].map(|ix| &record.entity(ix).name);
    let (name, _) = cell(&driven, &format!("{who}, {place}: "));
    let (absences, count) = (found.absences, found.count());
    let told = format!(", {count} links, {absences} of {count} links tell of an absence");
    assert!(name.ends_with(&told), "{name}");
}

#[test]
fn the_legend_counts_what_is_shown() {
    let mut driven = shipped();
    let counts = |driven: &Driven| -> Vec<(String, usize)> {
        let labels = driven.in_panel("Grid");
        let labels = labels.iter().filter_map(|node| {
            let name = name_of(node);
            let (role, count) = name.rsplit_once(' ')?;
            let count = count.parse().ok()?;
            (node.accesskit_node().role() == Role::Label).then(|| (role.to_owned(), count))
        });
        labels.collect()
    };
    let all = counts(&driven);
    let total: usize = all.iter().map(|(_, count)| count).sum();
    assert_eq!(total, driven.opened().index.links.len(), "{all:?}");
    driven.command(Command::ToggleAnyTime);
    let in_window = counts(&driven);
    let shown: usize = in_window.iter().map(|(_, count)| count).sum();
    assert!(shown < total, "{in_window:?}");
    assert_eq!(in_window.len(), all.len(), "each role keeps its place");
}

#[test]
fn another_order_begins_at_the_top_left_or_at_the_selection() {
    let mut driven = shipped();
    let corner = |driven: &Driven| {
        [Role::ColumnHeader, Role::RowHeader].map(|role| named(driven, role)[0].clone())
    };
    driven.command(Command::ArrangeActors(ArrangeBy::Meeting));
    driven.command(Command::ArrangeForums(ArrangeBy::Meeting));
    let start = corner(&driven);
    let at = grid_rect(&driven).center();
    driven.wheel(at, vec2(-333.0, -333.0));
    assert_ne!(corner(&driven), start);
    driven.command(Command::ArrangeForums(ArrangeBy::Name));
    driven.command(Command::ArrangeForums(ArrangeBy::Meeting));
    assert_eq!(corner(&driven), start, "back at the top left");
    let chosen = Selection::Entity(entity(&driven, "estonia"));
    driven.command(Command::Select(chosen));
    driven.command(Command::ToggleNodes);
    let cells = cells(&driven);
    let is_in_sight = cells.iter().any(|(name, _)| name.starts_with("Estonia, "));
    assert!(is_in_sight, "its row with its first links");
    let widths = named(&driven, Role::ColumnHeader);
    let left = (widths.iter()).min_by(|one, two| one.1.left().total_cmp(&two.1.left()));
    let usual = widths[widths.len() / 2].1.width();
    let width = left.expect("columns").1.width();
    assert!((width - usual).abs() < 0.5, "no column is cut: {width}");
}

#[test]
fn an_empty_grid_says_why_and_what_helps() {
    let mut driven = shipped();
    driven.command(Command::SetCurtain(Day::from_ymd(1990, 1, 1)));
    assert!(cells(&driven).is_empty());
    assert!(driven.panel_says("Grid", "Move the curtain to a later day."));
    driven.command(Command::SetCurtain(None));
    assert!(!cells(&driven).is_empty());
    let mut none = Driven::empty(drive::USUAL, drive::seen());
    none.key_with(CTRL, Key::Num6);
    assert!(none.panel_says("Grid", "No record is open."));
}

#[test]
fn the_whole_grid_can_be_seen_at_once_and_pointed_at() {
    let mut driven = shipped();
    driven.click(Role::Button, "Whole");
    let rect = grid_rect(&driven);
    assert!(driven.all(Role::ScrollBar, "Scroll the actors").is_empty());
    assert!(driven.all(Role::ScrollBar, "Scroll the forums").is_empty());
    // Somewhere in it a click opens a pair, though no cell is large enough for a node.
    let mut found = false;
    for step in 0..400 {
        let part = vec2(step as f32 % 20.0 / 20.0, (step / 20) as f32 / 20.0);
        let at = rect.min + vec2(280.0, 160.0) + (rect.size() - vec2(280.0, 160.0)) * part;
        driven.harness.hover_at(at);
        driven.harness.step();
        driven.harness.step();
        if let Selection::Pair(..) = driven.app().state.hover.now {
            found = true;
            driven.click_at(at);
            assert!(matches!(selection(&driven), Selection::Pair(..)));
            break;
        }
    }
    assert!(found);
    driven.click(Role::Button, "Whole");
    assert!(!driven.all(Role::ScrollBar, "Scroll the actors").is_empty());
}

#[test]
fn pinching_zooms_around_the_pointer() {
    let mut driven = shipped();
    let before = cells(&driven)[5].clone();
    let at = before.1.center();
    driven.harness.hover_at(at);
    driven.harness.event(Event::Zoom(1.5));
    driven.settle();
    let after = cell(&driven, &before.0);
    assert!(after.1.contains(at), "{after:?} {at:?}");
    assert!(
        after.1.width() > before.1.width() * 1.3,
        "{before:?} {after:?}"
    );
}
