//! What the window answers. It has no display: keys and clicks go in, and what is read is what
//! a screen reader gets.
//!
//! All questions are asked here as well, none is left out. Who is in what as what, since when,
//! who stayed away and who has no name is read in the Links panel, with as many receipts as it
//! says that there are; which forums belong to which in the Inspector; ways in Paths; what two
//! share and who meets whom in Together; the number of neighbours in Measures. Receipts are
//! opened by a click wherever there are several.

#[path = "window_panels.rs"]
mod panels;

use std::collections::{BTreeMap, BTreeSet};

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, Pos2, Vec2, vec2};
use egui_kittest::Node;
use egui_kittest::kittest::NodeT as _;
use regesta::model::Entity;
use regesta::state::Selection;

use crate::asking::{Answer, Ask, Question, Told};
use crate::drive::{Driven, is_chosen, name_of, seen};

/// So high that no row of an answer is out of sight.
const HIGH: Vec2 = vec2(1600.0, 8000.0);

/// A window with the links on the left, and what is known of them on the right.
pub struct Reader {
    driven: Driven,
    /// The names of actors and forums with their ids.
    entities: BTreeMap<String, String>,
    /// Those of roles.
    roles: BTreeMap<String, String>,
    /// The dates of all links in words, with what they are in EDTF.
    dates: BTreeMap<String, String>,
}

/// A row of the links.
struct Row {
    actor: String,
    role: String,
    forum: String,
    dates: Vec<String>,
    is_absent: bool,
    is_unnamed: bool,
    receipts: Receipts,
}

enum Receipts {
    One(String),
    /// So many, in a menu that opens here.
    Several(usize, Pos2),
}

impl Receipts {
    fn count(&self) -> usize {
        match self {
            Self::One(_) => 1,
            Self::Several(count, _) => *count,
        }
    }
}

impl Reader {
    pub fn new() -> Self {
        let mut driven = Driven::shipped_with(HIGH, seen());
        // The timeline, the table behind it and the source text give way.
        for panel in [Key::Num1, Key::Num5, Key::Num3] {
            driven.key_with(Modifiers::COMMAND, panel);
        }
        driven.key(Key::A);
        assert!(driven.panel_says("Links", "at any time"));
        let opened = driven.opened();
        let record = &opened.record;
        let entities = record.entities_ix().map(|(_, entity)| entity);
        let entities = entities.map(|entity| (&*entity.name, &*entity.id));
        let roles = record.roles.iter().map(|role| &role.term);
        let roles = roles.map(|role| (&*role.name, &*role.id));
        let dates = opened.index.links.iter();
        let dates = dates.filter_map(|link| link.date(record));
        let dates = dates.map(|date| (date.words(), date.edtf()));
        Self {
            entities: by_name(entities),
            roles: by_name(roles),
            dates: by_name(dates),
            driven,
        }
    }

    /// Asks, and reads the answer.
    pub fn answer(&mut self, question: &Question) -> Answer {
        self.search(question.query);
        self.draw_curtain(question.known_on);
        match question.ask {
            Ask::Share(sharing) => self.shared(sharing),
            Ask::MeetsMost(name, ..) => self.met_most(name),
            Ask::Between(names, ..) | Ask::Apart(names) => self.chains(names),
            Ask::Neighbours(of, _) => self.neighbours(of),
            Ask::Under(above, _) => self.under(above),
            Ask::StayedAway(_) => {
                self.let_go();
                self.links(question)
            }
            Ask::In(id, _)
            | Ask::Of(id, _)
            | Ask::All(id, _)
            | Ask::BothFaces(id, ..)
            | Ask::Unnamed(id, _)
            | Ask::When([id, ..], _) => match self.select(id) {
                true => self.links(question),
                false => Answer::default(),
            },
        }
    }

    // ---- As somebody sets it -------------------------------------------------------------

    fn search(&mut self, query: &str) {
        if self.driven.app().state.view.filters.text == query {
            return;
        }
        self.driven.key_with(Modifiers::COMMAND, Key::F);
        self.driven.key_with(Modifiers::COMMAND, Key::A);
        self.driven.key(Key::Backspace);
        self.write(query);
        self.driven.key(Key::Escape);
        assert_eq!(self.driven.app().state.view.filters.text, query);
    }

    fn draw_curtain(&mut self, day: &str) {
        let is_drawn = self.driven.app().state.view.curtain.is_some();
        if is_drawn == day.is_empty() {
            self.driven.key(Key::K);
        }
        if !day.is_empty() {
            let field = "As known on this day";
            self.driven.click(Role::TextInput, field);
            self.driven.key_with(Modifiers::COMMAND, Key::A);
            self.write(day);
            self.driven.key(Key::Escape);
        }
        let is_drawn = self.driven.app().state.view.curtain.is_some();
        assert_ne!(is_drawn, day.is_empty());
    }

    /// Writes where the keyboard is: all at once, as when it is pasted.
    fn write(&mut self, text: &str) {
        self.driven.harness.event(Event::Text(text.to_owned()));
        self.driven.settle();
    }

    /// Selects nothing.
    fn let_go(&mut self) {
        self.driven.key(Key::Escape);
        assert_eq!(self.driven.app().state.view.selection, Selection::None);
    }

    fn entity(&self, id: &str) -> &Entity {
        let mut entities = self.driven.opened().record.entities_ix();
        let found = entities.find(|(_, entity)| &*entity.id == id);
        found.unwrap_or_else(|| panic!("nobody is {id}")).1
    }

    fn name(&self, id: &str) -> String {
        self.entity(id).name.to_string()
    }

    /// Selects an actor or forum. Says whether anything is called so.
    fn select(&mut self, id: &str) -> bool {
        let name = self.name(id);
        self.find(&name, id)
    }

    /// Looks for somebody by a name, and takes the line of who is meant. Says whether anything
    /// is called so.
    fn find(&mut self, name: &str, id: &str) -> bool {
        let entity = self.entity(id);
        let wanted = format!("{} {}", entity.name, entity.kind.label());
        self.driven.key_with(Modifiers::COMMAND, Key::K);
        self.write(name);
        if self.driven.says("Nothing is called that.") {
            self.driven.key(Key::Escape);
            return false;
        }
        let lines = self.lines();
        let at = lines.iter().position(|(line, _)| *line == wanted);
        let at = at.unwrap_or_else(|| panic!("no line “{wanted}” in {lines:?}"));
        for _ in 0..at {
            self.driven.key(Key::ArrowDown);
        }
        let lines = self.lines();
        assert!(lines[at].1, "{lines:?}");
        self.driven.key(Key::Enter);
        true
    }

    /// Looks for somebody by a name, and takes who comes first.
    fn find_first(&mut self, name: &str) {
        self.driven.key_with(Modifiers::COMMAND, Key::K);
        self.write(name);
        self.driven.key(Key::Enter);
        assert!(self.driven.app().state.view.selection.entity().is_some());
    }

    /// The lines of the palette, and which of them is taken on Enter.
    fn lines(&self) -> Vec<(String, bool)> {
        let field = self.driven.one(Role::TextInput, "Find a command").rect();
        let nodes = self.driven.nodes().filter(|node| {
            let node = node.accesskit_node();
            node.role() == Role::Button && node.bounding_box().is_some()
        });
        nodes
            .filter(|node| node.rect().x_range() == field.x_range())
            .map(|node| (name_of(&node), is_chosen(&node)))
            .collect()
    }

    // ---- Links ---------------------------------------------------------------------------

    /// What is found by going through the rows of the Links panel.
    fn links(&mut self, question: &Question) -> Answer {
        let mut answer = Answer::default();
        for row in self.rows() {
            // Behind the curtain an event can have a date that no link has without it.
            let dates = row.dates.iter();
            let dates = dates.map(|date| self.dates.get(date).unwrap_or(date).clone());
            let says = question.ask.said_by(&Told {
                actor: &self.who(&row.actor),
                role: &of_name(&self.roles, &row.role),
                forum: &self.who(&row.forum),
                dates: dates.collect(),
                is_absent: row.is_absent,
                is_unnamed: row.is_unnamed,
            });
            if !says.is_empty() {
                answer.says.extend(says);
                answer.receipts.extend(self.receipts(&row.receipts));
            }
        }
        answer
    }

    /// All rows of the Links panel; they hold as many receipts as it says.
    fn rows(&self) -> Vec<Row> {
        let nodes = self.driven.in_panel("Links");
        let head = nodes.iter().position(|node| name_of(node) == "Receipts");
        let (above, below) = nodes.split_at(head.map_or(nodes.len(), |at| at + 1));
        // Of all that are shown first, then of those of the selection.
        let labels = above.iter().filter(|node| is_of(node, Role::Label));
        let mut counted = labels.filter_map(|node| count_of(&name_of(node), "link"));
        let rows: Vec<Row> = in_rows(below).iter().map(|cells| row(cells)).collect();
        let receipts: usize = rows.iter().map(|row| row.receipts.count()).sum();
        assert_eq!(counted.next_back(), Some(receipts));
        rows
    }

    fn receipts(&mut self, receipts: &Receipts) -> BTreeSet<String> {
        match receipts {
            Receipts::One(passage) => [passage.clone()].into(),
            Receipts::Several(count, at) => {
                let passages = self.passages_at(*at);
                assert_eq!(passages.len(), *count);
                passages.into_iter().collect()
            }
        }
    }

    /// The passages in what opens on a click.
    fn passages_at(&mut self, at: Pos2) -> Vec<String> {
        let before: BTreeSet<_> = self.passages().into_keys().collect();
        self.driven.click_at(at);
        let mut after = self.passages();
        after.retain(|node, _| !before.contains(node));
        self.driven.key(Key::Escape);
        assert_eq!(before.len(), self.passages().len());
        after.into_values().collect()
    }

    /// All passages that can be opened.
    fn passages(&self) -> BTreeMap<impl Ord + use<>, String> {
        let links = self.driven.nodes().filter(|node| is_of(node, Role::Link));
        let passages = links.filter_map(|node| Some((node.accesskit_node().id(), passage(&node)?)));
        passages.collect()
    }

    /// The id of an actor or forum.
    fn who(&self, name: &str) -> String {
        of_name(&self.entities, name)
    }
}

// ---- What stands in the tree ---------------------------------------------------------------

/// Names with what they stand for, of which each is the name of one alone.
fn by_name<'a>(all: impl Iterator<Item = (&'a str, &'a str)>) -> BTreeMap<String, String> {
    let mut ids = BTreeMap::new();
    for (name, id) in all {
        let other = ids.insert(name.to_owned(), id.to_owned());
        assert!(
            other.is_none_or(|other| other == id),
            "several are “{name}”"
        );
    }
    ids
}

fn of_name(ids: &BTreeMap<String, String>, name: &str) -> String {
    let id = ids.get(name);
    id.unwrap_or_else(|| panic!("nothing is “{name}”")).clone()
}

fn is_of(node: &Node<'_>, role: Role) -> bool {
    node.accesskit_node().role() == role
}

fn described(node: &Node<'_>) -> String {
    node.accesskit_node().description().unwrap_or_default()
}

/// The address of a passage that can be opened.
fn passage(node: &Node<'_>) -> Option<String> {
    let name = name_of(node);
    name.strip_prefix("Passage ").map(ToOwned::to_owned)
}

/// How many there are, as in “2 links of Estonia”.
fn count_of(words: &str, what: &str) -> Option<usize> {
    let (count, rest) = words.split_once(' ')?;
    rest.starts_with(what).then(|| count.parse().ok())?
}

/// What has a name and stands side by side, from the left.
fn in_rows<'n, 't>(nodes: &'n [Node<'t>]) -> Vec<Vec<&'n Node<'t>>> {
    let named = nodes.iter().filter(|node| !name_of(node).is_empty());
    let mut nodes: Vec<&Node<'_>> = named.collect();
    nodes.sort_by(|one, two| one.rect().center().y.total_cmp(&two.rect().center().y));
    let on_one_line = |one: &&Node<'_>, two: &&Node<'_>| {
        (one.rect().center().y - two.rect().center().y).abs() < 4.0
    };
    let rows = nodes.chunk_by(on_one_line).map(|row| {
        let mut row = row.to_vec();
        row.sort_by(|one, two| one.rect().left().total_cmp(&two.rect().left()));
        row
    });
    rows.collect()
}

/// What a row of the links says.
fn row(cells: &[&Node<'_>]) -> Row {
    let names: Vec<String> = cells.iter().map(|cell| name_of(cell)).collect();
    let [actor, role, _, when, receipts] = cells else {
        panic!("no row: {names:?}");
    };
    let dates = described(when);
    Row {
        dates: dates.lines().map(ToOwned::to_owned).collect(),
        is_absent: described(role).starts_with("Was not there."),
        is_unnamed: described(actor).contains("not named by the source"),
        receipts: passage(receipts).map_or_else(
            || {
                let count = count_of(&names[4], "receipts: ");
                let count = count.unwrap_or_else(|| panic!("no receipts: {names:?}"));
                Receipts::Several(count, receipts.rect().center())
            },
            Receipts::One,
        ),
        actor: names[0].clone(),
        role: names[1].clone(),
        forum: names[2].clone(),
    }
}
