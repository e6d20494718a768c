//! The program in a window that is not there: passes are run one by one, and what is on
//! screen is read from the tree that screen readers get.
#![allow(dead_code, clippy::expect_used, clippy::panic)]

use std::path::Path;
use std::time::Duration;

use egui::accesskit::{Role, Toggled};
use egui::{Event, Key, Modifiers, Pos2, Rect, Vec2, ViewportId, vec2};
use egui_kittest::kittest::NodeT as _;
use egui_kittest::{Harness, HarnessBuilder, Node};
use regesta::app::{NoPicker, Regesta};
use regesta::dataset::Files;
use regesta::index::Opened;
use regesta::layout::TimeScale;
use regesta::model::{Event as RecordEvent, EventIx, Passage};
use regesta::state::{Command, Panel, Preferences, ThemeChoice};

/// The size of a usual window.
pub const USUAL: Vec2 = vec2(1280.0, 800.0);

/// The preferences of somebody who has dismissed the pointer.
pub fn seen() -> Preferences {
    Preferences {
        welcome_seen: true,
        theme: ThemeChoice::Light,
        ..Preferences::default()
    }
}

/// A program, driven.
pub struct Driven {
    /// What drives it.
    pub harness: Harness<'static, Option<Regesta>>,
}

impl Driven {
    /// The program without a record.
    pub fn empty(size: Vec2, preferences: Preferences) -> Self {
        Self::build(Harness::builder().with_size(size), preferences, true)
    }

    /// The program with the record that ships.
    pub fn shipped() -> Self {
        Self::shipped_with(USUAL, seen())
    }

    /// The same, where characters that no font of the tests has may be painted: what is said
    /// in passing has such signs, which a real window takes from the system's fonts.
    pub fn shipped_with_any_signs() -> Self {
        let builder = Harness::builder().with_size(USUAL).allow_missing_glyphs();
        let mut driven = Self::build(builder, seen(), true);
        driven.open(Files::shipped());
        driven
    }

    /// The same with a size and preferences.
    pub fn shipped_with(size: Vec2, preferences: Preferences) -> Self {
        let mut driven = Self::empty(size, preferences);
        driven.open(Files::shipped());
        driven
    }

    /// A dataset on disk. What changes there is not listened to: tests say themselves when
    /// it is read again, so that nothing comes in between.
    pub fn on_disk(folder: &Path) -> Self {
        let mut driven = Self::build(Harness::builder().with_size(USUAL), seen(), false);
        driven.open(Files::open(folder).expect("a dataset"));
        driven
    }

    /// The program; `listens` lets it hear of files and threads.
    pub fn build(
        builder: HarnessBuilder<Option<Regesta>>,
        preferences: Preferences,
        listens: bool,
    ) -> Self {
        // A change, the pass that shows it, and one more for what was waiting to be measured.
        let harness = builder
            .with_max_steps(8)
            .with_accessibility_check(false)
            .build_ui_state(
                move |ui, app: &mut Option<Regesta>| match app {
                    // Fonts are there from the next pass on.
                    None => {
                        let picker = Box::new(NoPicker::default());
                        *app = Some(Regesta::new(ui.ctx(), preferences.clone(), None, picker));
                        ui.request_repaint();
                    }
                    Some(app) => {
                        if listens {
                            app.logic(ui.ctx());
                        }
                        app.ui(ui);
                    }
                },
                None,
            );
        let mut driven = Self { harness };
        driven.settle();
        driven
    }

    // ---- Time ----------------------------------------------------------------------------

    /// Runs passes until nothing moves; panics if that does not come to pass. Nowhere may
    /// two widgets have the same id.
    #[track_caller]
    pub fn settle(&mut self) {
        self.harness.run();
        self.assert_no_clash();
    }

    /// How long the program would sleep now.
    pub fn sleeps_for(&self) -> Duration {
        self.harness.output().viewport_output[&ViewportId::ROOT].repaint_delay
    }

    /// egui paints a warning where an id is used twice; it is in no tree, only in the paint.
    #[track_caller]
    pub fn assert_no_clash(&self) {
        for text in self.painted() {
            let clash = ["use of widget ID", "use of ", "changed id between"];
            assert!(
                !(text.contains(" ID ") && clash.iter().any(|words| text.contains(words))),
                "{text}"
            );
        }
    }

    /// Every text that is painted.
    pub fn painted(&self) -> Vec<String> {
        fn take(shape: &egui::Shape, texts: &mut Vec<String>) {
            match shape {
                egui::Shape::Text(text) => texts.push(text.galley.text().to_owned()),
                egui::Shape::Vec(shapes) => shapes.iter().for_each(|shape| take(shape, texts)),
                _ => {}
            }
        }
        let mut texts = Vec::new();
        for clipped in &self.harness.output().shapes {
            take(&clipped.shape, &mut texts);
        }
        texts
    }

    // ---- The program ------------------------------------------------------------------------

    /// The program.
    pub fn app(&self) -> &Regesta {
        self.harness.state().as_ref().expect("a program")
    }

    /// The program, to be changed.
    pub fn app_mut(&mut self) -> &mut Regesta {
        self.harness.state_mut().as_mut().expect("a program")
    }

    /// What it shows.
    pub fn opened(&self) -> &Opened {
        self.app().opened()
    }

    /// Reads a dataset and shows it.
    #[track_caller]
    pub fn open(&mut self, files: Files) {
        let ctx = self.harness.ctx.clone();
        let app = self.harness.state_mut().as_mut().expect("a program");
        app.open_now(&ctx, files);
        self.settle();
    }

    /// Gives a command, as a menu would.
    #[track_caller]
    pub fn command(&mut self, command: Command) {
        let ctx = self.harness.ctx.clone();
        let app = self.harness.state_mut().as_mut().expect("a program");
        app.apply(&ctx, command);
        self.settle();
    }

    /// The event of an id.
    #[track_caller]
    pub fn event(&self, id: &str) -> EventIx {
        let mut events = self.opened().record.events_ix();
        let found = events.find(|(_, event)| &*event.id == id);
        found.unwrap_or_else(|| panic!("no event {id}")).0
    }

    // ---- Keys and pointer ---------------------------------------------------------------------

    /// Presses a key.
    #[track_caller]
    pub fn key(&mut self, key: Key) {
        self.key_with(Modifiers::NONE, key);
    }

    /// Presses a key while others are held.
    #[track_caller]
    pub fn key_with(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    /// Types, as a keyboard does: each key goes down, its letter comes, it goes up.
    #[track_caller]
    pub fn type_keys(&mut self, text: &str) {
        for char in text.chars() {
            let name = char.to_uppercase().to_string();
            let key = Key::from_name(&name);
            if let Some(key) = key {
                self.harness.key_down(key);
            }
            self.harness.event(Event::Text(char.to_string()));
            if let Some(key) = key {
                self.harness.key_up(key);
            }
        }
        self.settle();
    }

    /// Clicks at a point.
    #[track_caller]
    pub fn click_at(&mut self, at: Pos2) {
        self.harness.hover_at(at);
        self.harness.drag_at(at);
        self.harness.drop_at(at);
        self.settle();
    }

    /// Clicks the one thing of a role and a name.
    #[track_caller]
    pub fn click(&mut self, role: Role, name: &str) {
        let at = self.one(role, name).rect().center();
        self.click_at(at);
    }

    /// Turns the wheel over a point.
    #[track_caller]
    pub fn wheel(&mut self, at: Pos2, delta: Vec2) {
        self.harness.hover_at(at);
        self.harness.event(Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta,
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
            modifiers: Modifiers::NONE,
        });
        self.settle();
        self.harness.remove_cursor();
        self.settle();
    }

    /// Drags from one point to another, in a few steps.
    #[track_caller]
    pub fn drag(&mut self, from: Pos2, to: Pos2) {
        self.harness.hover_at(from);
        self.harness.drag_at(from);
        for step in [0.25, 0.5, 1.0] {
            self.harness.hover_at(from.lerp(to, step));
        }
        self.harness.drop_at(to);
        self.settle();
    }

    // ---- What is on screen ----------------------------------------------------------------------

    /// Everything of a role and a name.
    pub fn all(&self, role: Role, name: &str) -> Vec<Node<'_>> {
        self.nodes()
            .filter(|node| node.accesskit_node().role() == role && name_of(node) == name)
            .collect()
    }

    /// The one thing of a role and a name.
    #[track_caller]
    pub fn one(&self, role: Role, name: &str) -> Node<'_> {
        let all = self.all(role, name);
        match all.as_slice() {
            [only] => *only,
            _ => panic!(
                "{} of {role:?} “{name}” in\n{}",
                all.len(),
                self.names().join("\n")
            ),
        }
    }

    /// Whether anything has a name that holds these words.
    pub fn says(&self, words: &str) -> bool {
        self.nodes().any(|node| name_of(&node).contains(words))
    }

    /// All nodes.
    pub fn nodes(&self) -> impl Iterator<Item = Node<'_>> {
        self.harness.root().children_recursive()
    }

    /// The names of all nodes that have one.
    pub fn names(&self) -> Vec<String> {
        let names = self.nodes().map(|node| name_of(&node));
        names.filter(|name| !name.is_empty()).collect()
    }

    /// The window.
    pub fn screen(&self) -> Rect {
        self.harness.ctx.content_rect()
    }

    /// Where a panel shows what is in it: from its tab down and to the right, up to the next.
    #[track_caller]
    pub fn panel(&self, title: &str) -> Rect {
        let tabs: Vec<Rect> = Panel::ALL
            .iter()
            .flat_map(|panel| self.all(Role::Button, panel.title()))
            .map(|node| node.rect())
            // The menu of the timeline has the same name as its panel.
            .filter(|rect| rect.top() > 40.0)
            .collect();
        let own = self.all(Role::Button, title);
        let own = own.iter().map(Node::rect).find(|rect| rect.top() > 40.0);
        let own = own.unwrap_or_else(|| panic!("no panel {title}"));
        let screen = self.screen();
        let status = self
            .nodes()
            .find(|node| name_of(node).ends_with(" undated"));
        let bottom = status.map_or(screen.bottom(), |node| node.rect().top());
        let next = |edges: Vec<f32>, last: f32| edges.into_iter().fold(last, f32::min);
        // Panels in the same place have their tabs side by side.
        let level = |tab: &&Rect| (tab.top() - own.top()).abs() < 20.0;
        let mut place = own;
        for _ in &tabs {
            for tab in tabs.iter().filter(level) {
                if place.expand(20.0).intersects(*tab) {
                    place = place.union(*tab);
                }
            }
        }
        let below = tabs
            .iter()
            .filter(|tab| tab.top() > own.bottom() && (tab.left() - place.left()).abs() < 20.0);
        let beside = tabs
            .iter()
            .filter(level)
            .filter(|tab| tab.left() > place.right());
        Rect::from_min_max(
            place.left_bottom(),
            Pos2::new(
                next(beside.map(|tab| tab.left()).collect(), screen.right()),
                next(below.map(|tab| tab.top()).collect(), bottom),
            ),
        )
    }

    /// What is in sight in a panel.
    #[track_caller]
    pub fn in_panel(&self, title: &str) -> Vec<Node<'_>> {
        let panel = self.panel(title);
        let boxed = self
            .nodes()
            .filter(|node| node.accesskit_node().bounding_box().is_some());
        boxed
            .filter(|node| panel.contains(node.rect().center()))
            .collect()
    }

    /// Whether something in sight in a panel has a name that holds these words.
    #[track_caller]
    pub fn panel_says(&self, title: &str, words: &str) -> bool {
        self.in_panel(title)
            .iter()
            .any(|node| name_of(node).contains(words))
    }

    /// Whether the words of a passage, or of what is in it, are in sight in the source text.
    #[track_caller]
    pub fn shows_passage(&self, passage: Passage) -> bool {
        let text = self.opened().record.passage_text(passage);
        let panel = self.panel("Source text");
        let labels = self
            .nodes()
            .filter(|node| node.accesskit_node().role() == Role::Label);
        labels
            .filter(|node| node.rect().intersect(panel).is_positive())
            .any(|node| {
                let name = name_of(&node);
                // A section is shown by its first words.
                name == text || (name.len() > 30 && text.contains(&name))
            })
    }

    /// The marks of an event, one for each lane in which it is in sight.
    pub fn marks(&self, event: EventIx) -> Vec<Node<'_>> {
        let record = &self.opened().record;
        if record.event(event).leading_date().is_none() {
            // Its title is elsewhere in the window, but it has no mark.
            return Vec::new();
        }
        self.all(Role::Button, &spoken(record.event(event)))
    }

    /// The events that have a mark in sight.
    pub fn marked(&self) -> Vec<EventIx> {
        let names: std::collections::BTreeSet<String> = self
            .nodes()
            .filter(|node| node.accesskit_node().role() == Role::Button)
            .map(|node| name_of(&node))
            .collect();
        let events = self.opened().record.events_ix();
        let dated = events.filter(|(_, event)| event.leading_date().is_some());
        dated
            .filter(|(_, event)| names.contains(&spoken(event)))
            .map(|(ix, _)| ix)
            .collect()
    }

    /// How many events the counted bars in sight hold, all together.
    pub fn folded(&self) -> usize {
        let buttons = (self.nodes()).filter(|node| node.accesskit_node().role() == Role::Button);
        let names = buttons.map(|node| name_of(&node));
        names
            .filter_map(|name| {
                let (count, rest) = name.split_once(' ')?;
                let counts = rest.starts_with("events, ") && !rest.ends_with("told here");
                counts.then(|| count.parse::<usize>().ok())?
            })
            .sum()
    }

    /// The canvas of the timeline.
    #[track_caller]
    pub fn canvas(&self) -> Rect {
        let lanes = self.app().state.view.lanes.label();
        self.one(Role::Pane, &format!("Timeline, lanes by {lanes}"))
            .rect()
    }

    /// The moment at a point of the canvas.
    #[track_caller]
    pub fn moment(&self, x: f32) -> f64 {
        self.scale().moment(x)
    }

    /// The scale of the timeline.
    #[track_caller]
    pub fn scale(&self) -> TimeScale {
        let (canvas, view) = (self.canvas(), &self.app().state.view);
        let axis = view.axis(&self.opened().index);
        TimeScale::with_breaks(view.window, axis, canvas.left(), canvas.width())
    }

    /// The four numbers of the status bar: shown, outside, filtered, undated.
    #[track_caller]
    pub fn status(&self) -> [usize; 4] {
        ["shown", "outside the window", "filtered out", "undated"].map(|what| {
            let names = self.names();
            let number = names
                .iter()
                .find_map(|name| name.strip_suffix(what)?.trim().parse().ok());
            number.unwrap_or_else(|| panic!("no number of “{what}”"))
        })
    }
}

/// A node's name: of a label its words.
pub fn name_of(node: &Node<'_>) -> String {
    let node = node.accesskit_node();
    let name = if node.role() == Role::Label {
        node.value()
    } else {
        node.label()
    };
    name.unwrap_or_default()
}

/// Whether something that can be chosen is.
pub fn is_chosen(node: &Node<'_>) -> bool {
    node.accesskit_node().toggled() == Some(Toggled::True)
}

/// What a mark is called.
pub fn spoken(event: &RecordEvent) -> String {
    let mut words = event.title.to_string();
    if let Some(claim) = event.leading_date() {
        if let Some(date) = &claim.date {
            words = format!("{words}, {}", date.words());
        }
        words = format!("{words}, {}", claim.stage.label());
    }
    words
}
