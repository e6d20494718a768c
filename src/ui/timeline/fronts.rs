//! What stands above its neighbours: what is selected, what is pointed at, what the open text
//! tells of.

use std::sync::Arc;

use crate::layout::LaneLayout;
use crate::model::EventIx;
use crate::state::{Background, Request, Selection};
use crate::ui::scene::Scene;

/// With more events than this the slots are looked up beside the window: an actor may have a
/// million.
const AT_ONCE: usize = 3_000;

/// Of what the slots are asked for.
#[derive(Clone, PartialEq)]
struct Wanted {
    /// Of the lanes.
    serial: u64,
    selection: Selection,
    /// Events that are told of in the passage that is read.
    told: Vec<EventIx>,
    /// So many events have to be looked up.
    events: usize,
}

impl Request for Wanted {
    fn may_show(&self, older: &Self) -> bool {
        self == older
    }

    fn is_small(&self) -> bool {
        self.events < AT_ONCE
    }
}

/// What is kept between passes.
#[derive(Default)]
pub(super) struct FrontsView {
    selected: Background<Wanted, Vec<u32>>,
    hovered: Background<Wanted, Vec<u32>>,
}

/// The slots of what stands above its neighbours, sorted.
#[derive(Default)]
pub(super) struct Fronts {
    pub selected: Arc<Vec<u32>>,
    pub hovered: Arc<Vec<u32>>,
}

impl FrontsView {
    pub(super) fn get(&mut self, scene: &Scene<'_>) -> Fronts {
        let told = scene.state.reading.events.clone();
        let selection = scene.state.view.selection;
        Fronts {
            selected: slots_of(&mut self.selected, scene, selection, Vec::new()),
            hovered: slots_of(&mut self.hovered, scene, scene.state.hover.now, told),
        }
    }
}

/// The slots of the events of a selection, and of others.
fn slots_of(
    background: &mut Background<Wanted, Vec<u32>>,
    scene: &Scene<'_>,
    selection: Selection,
    told: Vec<EventIx>,
) -> Arc<Vec<u32>> {
    let opened = Arc::clone(scene.opened);
    let lanes = Arc::clone(scene.lanes);
    let wanted = Wanted {
        serial: lanes.serial,
        selection,
        events: match selection {
            Selection::Entity(entity) => opened.index.events_of(entity).len(),
            Selection::Pair(..) => scene.links_of_pair(selection).len(),
            _ => 0,
        },
        told,
    };
    let pair_events = scene.events_of_pair(selection);
    let found = background.get(&wanted, scene.aside, move |wanted, _| {
        let record = &opened.record;
        let events = match wanted.selection {
            Selection::None => Vec::new(),
            Selection::Event(event) => vec![event],
            Selection::Entity(entity) => opened.index.events_of(entity).to_vec(),
            Selection::Document(document) => record.document(document).events(),
            Selection::Outline(outline) => record.outline(outline).events(),
            Selection::Pair(..) => pair_events,
        };
        find(&lanes, events.iter().chain(&wanted.told))
    });
    found.unwrap_or_default()
}

fn find<'e>(lanes: &LaneLayout, events: impl Iterator<Item = &'e EventIx>) -> Vec<u32> {
    let mut slots: Vec<u32> = events
        .flat_map(|event| lanes.slots_of(*event))
        .copied()
        .collect();
    slots.sort_unstable();
    slots.dedup();
    slots
}
