//! What there is to draw: the layout of the record, the nodes and lines for the links that are
//! shown, and where each stands with what was put somewhere by hand.

use std::collections::BTreeMap;
use std::sync::{Arc, Weak};

use crate::index::Opened;
use crate::index::net::{Folding, Node};
use crate::layout::graph::{
    Area, At, Drawn, FAR, GraphLayout, NO_LINKS, PickGrid, arrange, steps_from,
};
use crate::state::{AT_ONCE, Background, Command, Memo, Request, Selection};
use crate::ui::scene::Scene;

/// A layout is found for a record, whatever is shown of it.
#[derive(Clone)]
struct ArrangeRequest {
    /// Held loosely: the graph need not be in sight when the record is let go.
    whole: Weak<Opened>,
    round: u64,
    /// Everything stands where it is remembered to.
    is_recalled: bool,
}

impl PartialEq for ArrangeRequest {
    fn eq(&self, other: &Self) -> bool {
        Weak::ptr_eq(&self.whole, &other.whole) && self.round == other.round
    }
}

impl Request for ArrangeRequest {
    fn may_show(&self, older: &Self) -> bool {
        Weak::ptr_eq(&self.whole, &older.whole)
    }

    fn is_small(&self) -> bool {
        self.is_recalled
    }
}

/// What nodes and lines depend on.
#[derive(Clone)]
struct DrawRequest {
    revision: u64,
    shown: u64,
    layout: Weak<GraphLayout>,
    folding: Folding,
    links: usize,
}

impl PartialEq for DrawRequest {
    fn eq(&self, other: &Self) -> bool {
        self.revision == other.revision
            && self.shown == other.shown
            && self.folding == other.folding
            && Weak::ptr_eq(&self.layout, &other.layout)
    }
}

impl Request for DrawRequest {
    fn may_show(&self, older: &Self) -> bool {
        self.revision == older.revision
    }

    fn is_small(&self) -> bool {
        self.links * 4 < AT_ONCE
    }
}

/// What is faded, because it is too far from the selection.
#[derive(Clone, Debug, PartialEq)]
struct FocusRequest {
    drawn: u64,
    starts: Vec<u32>,
    absence: bool,
    steps: Option<u32>,
}

/// What is kept between passes.
#[derive(Default)]
pub(super) struct FieldView {
    arranging: Background<ArrangeRequest, GraphLayout>,
    /// Whether the record at hand stands as remembered.
    recalled: Option<(Weak<Opened>, u64, bool)>,
    layout: Option<Arc<GraphLayout>>,
    drawing: Background<DrawRequest, Drawn>,
    focusing: Memo<FocusRequest, Option<Arc<Vec<u32>>>>,
    field: Option<Field>,
}

/// What there is to draw.
#[derive(Clone)]
pub(super) struct Field {
    /// Nodes and lines.
    pub drawn: Arc<Drawn>,
    /// Where each dot stands.
    pub places: Arc<Vec<At>>,
    /// What holds them all.
    pub area: Option<Area>,
    /// The dots by place.
    pub grid: Arc<PickGrid>,
    /// How many steps each dot is away from the selection, if only what is near is in full.
    pub steps: Option<Arc<Vec<u32>>>,
    /// Changes with any of these.
    pub serial: u64,
    /// Changes with nodes and lines.
    drawn_serial: u64,
    pins: BTreeMap<Node, At>,
}

impl Field {
    /// Whether a dot is too far away to be drawn in full.
    pub(super) fn is_faded(&self, dot: u32) -> bool {
        let steps = self.steps.as_ref();
        steps.is_some_and(|steps| steps[dot as usize] == FAR)
    }

    /// Whether a line is: one of its ends is.
    pub(super) fn is_line_faded(&self, ends: (u32, u32)) -> bool {
        self.steps.is_some() && (self.is_faded(ends.0) || self.is_faded(ends.1))
    }
}

impl FieldView {
    /// Waits for the layout that is being made.
    pub(super) fn finish(&mut self) {
        self.arranging.wait();
        self.drawing.wait();
    }

    /// The layout of the record, once there is one. What is newly arranged is remembered.
    fn layout(&mut self, scene: &mut Scene<'_>) -> Option<Arc<GraphLayout>> {
        let whole = scene.whole;
        let weak = Arc::downgrade(whole);
        let round = scene.state.graph_round;
        let known = (self.recalled.as_ref())
            .filter(|(of, in_round, _)| Weak::ptr_eq(of, &weak) && *in_round == round);
        let is_recalled = match known {
            Some((.., is_recalled)) => *is_recalled,
            None => {
                let memory = scene.state.graph.as_deref();
                memory.is_some_and(|memory| GraphLayout::recalled(whole, memory).is_some())
            }
        };
        self.recalled = Some((Weak::clone(&weak), round, is_recalled));
        let request = ArrangeRequest {
            whole: weak,
            round,
            is_recalled,
        };
        let memory = scene.state.graph.clone();
        let pins = scene.state.view.linking.pins.clone();
        let of = Arc::clone(whole);
        let layout = self.arranging.get(&request, scene.aside, move |_, _| {
            arrange(&of, memory.as_deref(), &pins)
        })?;
        let is_new = !(self.layout.as_ref()).is_some_and(|before| Arc::ptr_eq(before, &layout));
        if is_new {
            self.layout = Some(Arc::clone(&layout));
        }
        if is_new && !is_recalled && !self.arranging.is_busy() {
            let memory = layout.remembered(&whole.record, scene.state.graph.as_deref());
            scene.push(Command::KeepGraph(Arc::new(memory)));
        }
        Some(layout)
    }

    /// What there is to draw; `None` until the nodes have found their places.
    pub(super) fn get(&mut self, scene: &mut Scene<'_>) -> Option<Field> {
        let Some(layout) = self.layout(scene) else {
            self.layout = None;
            self.field = None;
            return None;
        };
        let linking = &scene.state.view.linking;
        let request = DrawRequest {
            revision: scene.revision,
            shown: scene.shown_serial,
            layout: Arc::downgrade(&layout),
            folding: linking.folding.clone(),
            links: scene.whole.index.links.len(),
        };
        let (opened, shown) = (Arc::clone(scene.opened), Arc::clone(&scene.shown));
        let drawn = (self.drawing).get(&request, scene.aside, move |request, _| {
            Drawn::new(&opened, &layout, shown, &request.folding)
        })?;
        let linking = &scene.state.view.linking;
        let before = self.field.take();
        let serial = before.as_ref().map_or(0, |field| field.serial);
        let is_same = |field: &Field| Arc::ptr_eq(&field.drawn, &drawn);
        let mut field = match before {
            Some(field) if is_same(&field) && field.pins == linking.pins => field,
            before => {
                let places: Vec<At> = (drawn.dots.iter())
                    .map(|dot| linking.pins.get(&dot.node).copied().unwrap_or(dot.at))
                    .collect();
                let drawn_serial = match &before {
                    Some(before) if is_same(before) => before.drawn_serial,
                    _ => serial + 1,
                };
                Field {
                    // As far as a node reaches.
                    area: Area::around(places.iter().copied()).map(|area| area.expanded(12.0)),
                    grid: Arc::new(PickGrid::new(&places)),
                    places: Arc::new(places),
                    steps: None,
                    serial: serial + 1,
                    drawn_serial,
                    pins: linking.pins.clone(),
                    drawn,
                }
            }
        };
        let steps = self.steps(scene, &field);
        if steps.as_ref().map(Arc::as_ptr) != field.steps.as_ref().map(Arc::as_ptr) {
            field.steps = steps;
            field.serial += 1;
        }
        self.field = Some(field.clone());
        Some(field)
    }

    /// How far each dot is from the selection; `None` if everything is shown in full.
    fn steps(&mut self, scene: &Scene<'_>, field: &Field) -> Option<Arc<Vec<u32>>> {
        let linking = &scene.state.view.linking;
        let drawn = &field.drawn;
        let starts = match linking.focus {
            Some(_) => dots_of(scene, drawn, scene.state.view.selection),
            None => Vec::new(),
        };
        let request = FocusRequest {
            drawn: field.drawn_serial,
            starts,
            absence: linking.ways.absence,
            steps: linking.focus,
        };
        let steps = self.focusing.get(request, |request| {
            let most = request.steps.filter(|_| !request.starts.is_empty())?;
            let steps = steps_from(drawn, &request.starts, request.absence, most);
            Some(Arc::new(steps))
        });
        steps.clone()
    }
}

/// The dots that a selection stands for: of an event its actors and forums.
pub(super) fn dots_of(scene: &Scene<'_>, drawn: &Drawn, selection: Selection) -> Vec<u32> {
    match selection {
        Selection::Entity(entity) => drawn.dot_with(entity).into_iter().collect(),
        Selection::Pair(actor, forum) => [actor, forum]
            .into_iter()
            .filter_map(|node| drawn.dot_of(node))
            .collect(),
        Selection::Event(event) => {
            let links = crate::index::links_of_one(&scene.opened.record, event);
            let ends = links.iter().flat_map(|link| [link.actor, link.forum]);
            let mut dots: Vec<u32> = ends.filter_map(|entity| drawn.dot_with(entity)).collect();
            dots.sort_unstable();
            dots.dedup();
            dots
        }
        _ => Vec::new(),
    }
}

/// Half the width of a dot on the screen, in points.
pub(super) fn radius_of(drawn: &Drawn, dot: u32, node_scale: f32, scale: f32) -> f32 {
    let dot = &drawn.dots[dot as usize];
    // From very far off they would be one blot.
    let far = (node_scale * 10.0).clamp(0.45, 1.0);
    let least = far * if dot.links == 0 { 1.2 } else { 2.0 };
    let most = if dot.links == 0 { NO_LINKS } else { f32::MAX };
    ((dot.radius * node_scale).max(least).min(most)) * scale.sqrt()
}
