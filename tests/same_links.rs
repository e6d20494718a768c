//! Grid, graph, storyline and the links in words always show the same links: whatever the
//! filters, the window, the curtain and the folding.
#![allow(clippy::expect_used)]

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use proptest::prelude::*;
use regesta::dataset::{Files, Limits, read};
use regesta::index::Opened;
use regesta::index::net::{ActorsBy, ArrangeBy, Folding, Node, arranged_folded, groups};
use regesta::layout::graph::{Drawn, GraphLayout, arrange};
use regesta::layout::grid::{Grid, RoleSigns};
use regesta::layout::storyline::{StoryChoice, compute_story};
use regesta::model::{Day, EntityIx};
use regesta::state::{
    Facet, Filters, LinkRequest, LinkRowsRequest, LinksBy, Selection, ShownLinks, Window,
    compute_link_rows, compute_matches, compute_shown,
};

/// What has been reported by now, and by three days before.
fn views() -> &'static [Opened] {
    static VIEWS: OnceLock<Vec<Opened>> = OnceLock::new();
    VIEWS.get_or_init(|| {
        let reading = read(&Files::shipped(), &Limits::default());
        let whole = Opened::new(reading.record.expect("a record"));
        let days: Vec<Day> = whole.index.curtain_days().to_vec();
        let before = days.iter().map(|day| whole.as_known_on(*day));
        let mut views: Vec<Opened> = before.collect();
        views.insert(0, whole);
        views
    })
}

/// Places are found once, from the whole.
fn layout() -> &'static GraphLayout {
    static LAYOUT: OnceLock<GraphLayout> = OnceLock::new();
    LAYOUT.get_or_init(|| arrange(&views()[0], None, &BTreeMap::new()))
}

const QUERIES: [&str; 8] = [
    "",
    "",
    "role:chair",
    "forum:\"general assembly\"",
    "actor:estonia or actor:russia",
    "not role:participant from:2020-03 to:2020-09",
    "source:q2 standing:stated",
    "nothing-is-called-that",
];

fn filters() -> impl Strategy<Value = Filters> {
    let chips = proptest::collection::vec(0_usize..30, 0..3);
    (0..QUERIES.len(), chips).prop_map(|(query, chips)| {
        let mut filters = Filters::default();
        filters.set_text(QUERIES[query].to_owned());
        let all = Facet::all(&views()[0].record);
        for chip in chips {
            filters.chosen.extend(all.get(chip));
        }
        filters
    })
}

fn folding() -> impl Strategy<Value = Folding> {
    let closed = proptest::collection::btree_set(0_u32..464, 0..30);
    (0_usize..3, closed, any::<bool>()).prop_map(|(actors, closed, all)| {
        let actors = ActorsBy::ALL[actors].0;
        let mut closed: std::collections::BTreeSet<Node> = closed
            .into_iter()
            .map(|at| Node::Entity(EntityIx(at)))
            .collect();
        if all {
            closed.extend(groups(&views()[0], actors));
        }
        Folding { actors, closed }
    })
}

fn window() -> impl Strategy<Value = Option<Window>> {
    let any = (-3_000.0..25_000.0_f64, 3.0..9_000.0_f64);
    // Most of the record lies in 2020.
    let dense = (18_200.0..18_700.0_f64, 3.0..200.0_f64);
    let window = |(start, width): (f64, f64)| Some(Window::new(start, start + width));
    prop_oneof![Just(None), any.prop_map(window), dense.prop_map(window)]
}

fn sorted(links: impl IntoIterator<Item = u32>) -> Vec<u32> {
    let mut links: Vec<u32> = links.into_iter().collect();
    links.sort_unstable();
    links
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn all_views_show_the_same_links(
        view in 0_usize..views().len(), filters in filters(), window in window(),
        folding in folding(), by in 0_usize..5, selected in 0_u32..464,
    ) {
        let opened = &views()[view];
        let matches = compute_matches(opened, &filters);
        let shown_in = |window: Option<Window>| -> ShownLinks {
            compute_shown(opened, &matches, &LinkRequest {
                revision: 1,
                matched: 1,
                window,
                folding: folding.clone(),
                links: opened.index.links.len(),
            })
        };
        let shown = Arc::new(shown_in(window));
        let expected = sorted(shown.net.links().iter().copied());
        prop_assert_eq!(&sorted(shown.folded.links().iter().copied()), &expected, "folded");

        let order = arranged_folded(opened, &shown.folded, ArrangeBy::ALL[by].0, false);
        let grid = Grid::new(opened, &shown.folded, (&order, &order), &RoleSigns::new(opened));
        prop_assert_eq!(&sorted(grid.links(&shown.folded)), &expected, "grid");

        let drawn = Drawn::new(opened, layout(), Arc::clone(&shown), &folding);
        prop_assert_eq!(&sorted(drawn.links()), &expected, "graph");

        // The storyline is made from the links of any time; the window is what is in sight.
        let story = compute_story(opened, &shown_in(None).folded, StoryChoice::default());
        prop_assert_eq!(&story.links_in(opened, window), &expected, "storyline");

        let request = |selection| LinkRowsRequest {
            revision: 1,
            shown: 1,
            selection,
            by: LinksBy::ALL[by].0,
            descending: false,
            links: shown.counts.shown,
        };
        let listed = |selection| {
            let rows = compute_link_rows(opened, &shown, &request(selection));
            sorted(rows.list.into_iter().flat_map(|row| row.links))
        };
        prop_assert_eq!(&listed(Selection::None), &expected, "table");

        // And of a node: those at its dot, and those that the table lists of it.
        let node = shown.node_of(EntityIx(selected));
        if let (Node::Entity(entity), Some(dot)) = (node, drawn.dot_of(node)) {
            let lines = drawn.lines_at(dot).iter().map(|line| drawn.lines[*line as usize]);
            let at_dot = sorted(lines.flat_map(|line| drawn.links_of(line).to_vec()));
            if !folding.closed.contains(&node) {
                prop_assert_eq!(at_dot, listed(Selection::Entity(entity)), "of one");
            }
        }
    }
}
