//! What the window answers in the Inspector, and in the panels for whole questions.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use regesta::state::Panel;

use super::{Reader, count_of, is_of, passage};
use crate::asking::{Answer, NOTHING, Sharing, chain, met};
use crate::drive::name_of;

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

impl Reader {
    /// Brings a panel to the front.
    fn show(&mut self, panel: Panel, modifiers: Modifiers, key: Key) {
        if self.driven.app().state.panels_behind.contains(&panel) {
            self.driven.key_with(modifiers, key);
        }
        assert!(!self.driven.app().state.panels_behind.contains(&panel));
    }

    /// The names in a panel of whatever has this role.
    fn all_of(&self, panel: Panel, role: Role) -> Vec<String> {
        let nodes = self.driven.in_panel(panel.title());
        let nodes = nodes.iter().filter(|node| is_of(node, role));
        nodes.map(name_of).collect()
    }

    /// The passages behind the button whose name begins so.
    fn behind(&mut self, panel: Panel, name: &str) -> Vec<String> {
        let nodes = self.driven.in_panel(panel.title());
        let mut buttons = nodes.iter().filter(|node| is_of(node, Role::Button));
        let button = buttons.find(|node| name_of(node).starts_with(name));
        let button = button.unwrap_or_else(|| panic!("no button “{name}”"));
        let at = button.rect().center();
        self.passages_at(at)
    }

    // ---- Inspector -----------------------------------------------------------------------

    /// Which forums belong to one, or to one that does, and have somebody.
    pub(super) fn under(&mut self, above: &str) -> Answer {
        let mut answer = Answer::default();
        let mut open = vec![above.to_owned()];
        while let Some(id) = open.pop() {
            assert!(self.select(&id));
            self.show(Panel::Inspector, CTRL, Key::Num4);
            open.extend(self.held());
            let name = self.name(&id);
            let mut rows = self.rows();
            rows.retain(|row| row.forum == name);
            if id == above || rows.is_empty() {
                continue;
            }
            for row in &rows {
                answer.receipts.extend(self.receipts(&row.receipts));
            }
            answer.says.insert(id);
        }
        answer
    }

    /// What the Inspector lists under “Holds”.
    fn held(&self) -> Vec<String> {
        let nodes = self.driven.in_panel("Inspector");
        let mut named = nodes.iter().filter(|node| !name_of(node).is_empty());
        if !named.any(|node| name_of(node) == "Holds") {
            return Vec::new();
        }
        let held = named.take_while(|node| is_of(node, Role::Button));
        held.map(|node| self.who(&name_of(node))).collect()
    }

    // ---- Paths ---------------------------------------------------------------------------

    /// The shortest chains between two: from who is selected to who is written down.
    pub(super) fn chains(&mut self, [from, to]: [&str; 2]) -> Answer {
        self.find_first(from);
        self.driven.key(Key::S);
        self.show(Panel::Paths, CTRL, Key::Num9);
        self.driven.click(Role::TextInput, "Way to");
        self.driven.key_with(CTRL, Key::A);
        self.write(to);
        self.driven.key(Key::Enter);
        let mut answer = Answer::default();
        if self.driven.panel_says("Paths", "Nothing here connects “") {
            answer.says.insert(NOTHING.to_owned());
            return answer;
        }
        // Ways that are longer than the first ones come after all that are as short.
        let is_longer = |lengths: &[usize]| lengths.first() < lengths.last();
        while !is_longer(&self.lengths())
            && let [more] = self.driven.all(Role::Button, "Show more ways")[..]
        {
            let at = more.rect().center();
            self.driven.click_at(at);
        }
        let lengths = self.lengths();
        let fewest = lengths[0];
        let count = lengths
            .iter()
            .take_while(|length| **length == fewest)
            .count();
        answer.says.extend(self.stations().into_iter().take(count));
        for at in 0..count * fewest {
            answer.receipts.extend(self.open_step(at));
        }
        answer
    }

    /// Opens one of the steps of all chains: as many passages come as it says.
    fn open_step(&mut self, at: usize) -> Vec<String> {
        let before = self.passages_of_ways();
        let nodes = self.driven.in_panel("Paths");
        let mut steps = nodes
            .iter()
            .filter(|node| is_of(node, Role::DisclosureTriangle));
        let step = steps.nth(at).expect("a step");
        let (words, center) = (name_of(step), step.rect().center());
        self.driven.click_at(center);
        // What was open stands above.
        let come = self.passages_of_ways().split_off(before.len());
        let (_, links) = words.rsplit_once(", ").expect("a number of links");
        assert_eq!(Some(come.len()), count_of(links, "link"), "{words}");
        come
    }

    fn passages_of_ways(&self) -> Vec<String> {
        let nodes = self.driven.in_panel("Paths");
        nodes.iter().filter_map(passage).collect()
    }

    /// How many steps each chain has.
    fn lengths(&self) -> Vec<usize> {
        let labels = self.all_of(Panel::Paths, Role::Label);
        let lengths = labels.iter().filter_map(|words| count_of(words, "step"));
        lengths.collect()
    }

    /// The chains in ids.
    fn stations(&self) -> Vec<String> {
        let nodes = self.driven.in_panel("Paths");
        let mut nodes = nodes.iter();
        let mut chains = Vec::new();
        while nodes.any(|node| name_of(node) == format!("{}.", chains.len() + 1)) {
            let line =
                (nodes.by_ref()).take_while(|node| count_of(&name_of(node), "step").is_none());
            let stations = line.filter(|node| is_of(node, Role::Button));
            let stations: Vec<String> = stations.map(|node| self.who(&name_of(node))).collect();
            let stations: Vec<&str> = stations.iter().map(String::as_str).collect();
            chains.push(chain(&stations));
        }
        chains
    }

    // ---- Together ------------------------------------------------------------------------

    /// What two have in common.
    pub(super) fn shared(&mut self, sharing: Sharing) -> Answer {
        self.show(Panel::Together, CTRL_SHIFT, Key::T);
        for (name, id) in sharing.names.iter().zip(sharing.by) {
            assert!(self.find(name, id));
            self.driven.key(Key::X);
        }
        let names: Vec<String> = sharing.by.iter().map(|id| self.name(id)).collect();
        let both = format!(": {}", names.join(" and "));
        let mut rows = self.all_of(Panel::Together, Role::Row);
        rows.retain(|row| row.ends_with(&both));
        let heads = self.all_of(Panel::Together, Role::Heading);
        assert!(
            heads.contains(&format!("Both: {}", rows.len())),
            "{heads:?}"
        );
        let mut answer = Answer::default();
        for row in rows {
            let what = row.strip_suffix(&both).and_then(|row| row.split_once(' '));
            let (sort, what) = what.expect("a sort and a name");
            if sort != sharing.what {
                continue;
            }
            for name in &names {
                let passages = self.behind(Panel::Together, &format!("{name} – {what}: "));
                answer.receipts.extend(passages);
            }
            answer.says.insert(match sort {
                "event" => self.event(what),
                _ => self.who(what),
            });
        }
        self.compare_nobody();
        answer
    }

    /// The id of an event that is told with its date.
    fn event(&self, words: &str) -> String {
        let (title, _) = words.rsplit_once(" · ").expect("a date");
        let record = &self.driven.opened().record;
        let mut called = record
            .events_ix()
            .filter(|(_, event)| *event.title == *title);
        let found = called.next().expect("an event").1.id.to_string();
        assert!(called.next().is_none(), "several are “{title}”");
        found
    }

    fn compare_nobody(&mut self) {
        let is_chosen =
            |name: &String| name.starts_with("Compare ") && name.ends_with(" no longer");
        while let Some(name) =
            (self.all_of(Panel::Together, Role::Button).into_iter()).find(is_chosen)
        {
            self.driven.click(Role::Button, &name);
        }
        assert!(self.driven.app().state.view.linking.beside.is_empty());
    }

    /// Whom somebody meets at the most events.
    pub(super) fn met_most(&mut self, name: &str) -> Answer {
        self.show(Panel::Together, CTRL_SHIFT, Key::T);
        self.find_first(name);
        let rows = self.all_of(Panel::Together, Role::Row);
        let said = rows.iter().filter_map(|row| {
            let (name, rest) = row.split_once(": ")?;
            Some((name.to_owned(), count_of(rest, "event")?))
        });
        let said: Vec<(String, usize)> = said.collect();
        let most = said
            .iter()
            .map(|(_, count)| *count)
            .max()
            .expect("somebody");
        let mut answer = Answer::default();
        for (name, count) in said {
            if count == most {
                let passages = self.behind(Panel::Together, &format!("{name}: {count} event"));
                answer.receipts.extend(passages);
                answer.says.insert(met(&self.who(&name), count));
            }
        }
        answer
    }

    // ---- Measures ------------------------------------------------------------------------

    /// How many neighbours somebody has.
    pub(super) fn neighbours(&mut self, of: &str) -> Answer {
        self.show(Panel::Measures, CTRL_SHIFT, Key::M);
        let name = self.name(of);
        self.driven
            .click(Role::TextInput, "Find among the measured");
        self.driven.key_with(CTRL, Key::A);
        self.write(&name);
        self.driven.key(Key::Escape);
        let start = format!("{name}: ");
        let rows = self.all_of(Panel::Measures, Role::Row);
        let own: Vec<&str> = rows
            .iter()
            .filter_map(|row| row.strip_prefix(&start))
            .collect();
        let [own] = own[..] else {
            panic!("{rows:?}");
        };
        let count = count_of(own, "neighbour").expect("a number");
        Answer {
            says: [count.to_string()].into(),
            receipts: self.behind(Panel::Measures, &start).into_iter().collect(),
        }
    }
}
