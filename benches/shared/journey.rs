//! A journey over the timeline, the same for every record: in shares of its extent.

use regesta::model::KindIx;
use regesta::state::{Command, Facet, LaneBy, Panel, Selection, Window};

use super::scale::Places;
use super::stage::{Frame, Stage};

/// What is done in one frame.
#[derive(Clone, Debug)]
pub(crate) enum Act {
    Do(Command),
    /// Turns the wheel over the heads of the lanes.
    Wheel(f32),
    /// Moves the pointer to a place on the timeline.
    Point(f32, f32),
}

/// A part of the journey.
pub(crate) struct Part {
    pub(crate) name: String,
    /// What is done first; it is waited for, and not counted among the frames.
    pub(crate) first: Vec<Command>,
    /// What is done, frame by frame.
    pub(crate) acts: Vec<Act>,
}

/// Zooming in takes so many frames from the whole record to a few days.
const STEPS: i32 = 48;
/// Frames of each stretch of panning.
const PANS: usize = 40;
/// Widths of the window while it is panned, as shares of the extent.
pub(crate) const ZOOMS: [f64; 5] = [1.0, 0.1, 0.01, 0.001, 0.000_1];

/// All of it, for a record of this extent, in days.
pub(crate) fn journey(extent: (f64, f64), places: Places) -> Vec<Part> {
    let anchors = [
        ("a burst", places.burst),
        ("nothing", places.empty),
        ("one day", places.one_day),
    ];
    let mut parts = Vec::new();
    let mut part = |name: String, first: &[Command], acts: Vec<Act>| {
        parts.push(Part {
            name,
            first: first.to_vec(),
            acts,
        });
    };
    for by in [LaneBy::Area, LaneBy::Actor] {
        let words = by.label();
        let first = [
            Command::SetLanes(by),
            Command::Select(Selection::None),
            Command::Fit,
        ];
        // Not quite the same window each time.
        let by = |at: i32| pan(extent, 1.0, if at % 2 == 0 { 0.000_1 } else { -0.000_1 });
        part(format!("whole, {words}"), &first, (0..12).map(by).collect());
        for (name, day) in anchors {
            let acts = zoom(extent, f64::from(day) + 0.5);
            part(format!("zoom, {name}, {words}"), &first, acts);
        }
        for share in ZOOMS {
            let acts = pans(extent, places, share);
            part(format!("pan, {share}, {words}"), &first, acts);
        }
        let scroll = |at: usize| Act::Wheel(if at < PANS / 2 { -90.0 } else { 70.0 });
        part(
            format!("scroll, {words}"),
            &[window(around(extent, places, 0.1))],
            (0..PANS).map(scroll).collect(),
        );
    }
    let back = [
        Command::SetLanes(LaneBy::Area),
        window(around(extent, places, 0.01)),
    ];
    let step = |at: usize| {
        Act::Do(if at % 6 == 5 {
            Command::PreviousEvent
        } else {
            Command::NextEvent
        })
    };
    part("select".to_owned(), &back, (0..24).map(step).collect());
    let point = |at: usize| Act::Point(at as f32 / 60.0, (at * 7 % 20) as f32 / 20.0);
    part("point".to_owned(), &back, (0..60).map(point).collect());
    let kind = Command::ToggleFacet(Facet::Kind(KindIx(1)));
    let faded = [kind.clone(), Command::Select(Selection::None), Command::Fit];
    let pans = ZOOMS
        .map(|share| self::pans(extent, places, share))
        .concat();
    let zoom = zoom(extent, f64::from(places.one_day) + 0.5);
    part("faded".to_owned(), &faded, [pans, zoom].concat());
    // The table in place of the timeline, and as it was, for the next round.
    let table = [kind, Command::TogglePanel(Panel::Table)];
    let pans = [1.0, 0.01].map(|share| self::pans(extent, places, share));
    part("table".to_owned(), &table, pans.concat());
    let timeline = [Command::TogglePanel(Panel::Timeline)];
    part("let go".to_owned(), &timeline, vec![Act::Do(Command::Fit)]);
    parts
}

impl Act {
    /// Does it in a frame.
    pub(crate) fn on(&self, stage: &mut Stage) -> Frame {
        match self {
            Self::Do(command) => stage.frame(Some(command.clone()), Vec::new()),
            Self::Wheel(by) => stage.wheel(Stage::heads(), egui::vec2(0.0, *by)),
            Self::Point(x, y) => stage.point_at(Some(Stage::place((*x, *y)))),
        }
    }
}

/// In and out again around a moment.
fn zoom(extent: (f64, f64), around: f64) -> Vec<Act> {
    let step = (3.0 / (extent.1 - extent.0)).powf(1.0 / f64::from(STEPS));
    let act = |factor: f64| {
        Act::Do(Command::ZoomTime {
            factor,
            around: Some(around),
        })
    };
    (0..2 * STEPS)
        .map(|at| act(if at < STEPS { step } else { 1.0 / step }))
        .collect()
}

/// To a place at a zoom, and from there steadily on, there and back.
fn pans(extent: (f64, f64), places: Places, share: f64) -> Vec<Act> {
    let start = window(around(extent, places, share));
    let pans = (0..PANS).map(|at| pan(extent, share, if at < PANS / 2 { 0.013 } else { -0.013 }));
    std::iter::once(Act::Do(start)).chain(pans).collect()
}

fn pan(extent: (f64, f64), share: f64, by: f64) -> Act {
    Act::Do(Command::PanTime((extent.1 - extent.0) * share * by))
}

/// A window around the busiest day of the record.
pub(crate) fn around(extent: (f64, f64), places: Places, share: f64) -> Window {
    let days = (extent.1 - extent.0) * share;
    let middle = f64::from(places.one_day);
    Window::new(middle - days * 0.6, middle + days * 0.4)
}

pub(crate) const fn window(window: Window) -> Command {
    Command::ShowWindow(window.start, window.end)
}
