//! With whom an actor appears, and with whom surprisingly often.

use std::cmp::Reverse;
use std::sync::Arc;

use egui::{Align, Rect, Response, RichText, Ui, pos2};

use crate::index::Opened;
use crate::index::net::{Common, Companion, Presence, Together, by_name, together};
use crate::model::EntityIx;
use crate::state::{Background, Selection};
use crate::ui::asked::{Asked, first_links, links_of_event, remark, sentence, switch};
use crate::ui::cells::{
    Column, Look, cut_for_names, entity_cell, head_cell, head_row, is_left_out, number_cell,
    rows_in_sight, select_row, words,
};
use crate::ui::inspector::event_link;
use crate::ui::links::entity_button;
use crate::ui::receipt::counted;
use crate::ui::scene::Scene;

/// By which column the rows are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum By {
    Name,
    #[default]
    Events,
    /// By how seldom chance brings as many events in common.
    EventsByChance,
    Forums,
    /// The same for forums.
    ForumsByChance,
}

/// How the answer is put.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct How {
    by: By,
    /// The other way round.
    reversed: bool,
    only_surprising: bool,
}

/// The answer with its rows in order.
struct Listed {
    together: Arc<Together>,
    rows: Vec<usize>,
    surprising: usize,
}

/// What is kept between passes.
#[derive(Default)]
pub(super) struct CompanionsView {
    how: How,
    found: Background<Asked<EntityIx, How>, Listed>,
}

/// What a list that opens is about.
#[derive(Clone, Copy)]
enum Of {
    Events,
    Forums,
}

impl CompanionsView {
    /// `panel` is how high the panel is.
    pub(super) fn show(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, actor: EntityIx, panel: f32) {
        let wanted = Asked::new(scene, scene.shown.counts.shown, actor, self.how);
        let (opened, shown) = (Arc::clone(scene.opened), Arc::clone(&scene.shown));
        let found = (self.found).get(&wanted, scene.aside, move |wanted, last| {
            let same = last
                .filter(|(last, _)| last.is_of_same(wanted) && last.question == wanted.question);
            let made = same.map(|(_, listed)| Arc::clone(&listed.together));
            let absence = wanted.ways.absence;
            let made = made.unwrap_or_else(|| {
                Arc::new(together(&opened, &shown.net, wanted.question, absence))
            });
            listed(&opened, made, wanted.how)
        });
        let Some(found) = found else {
            ui.label(RichText::new("Counting …").color(scene.looks.weak));
            return;
        };
        let who = scene.opened.record.entity(actor).name.clone();
        let Together {
            events,
            forums,
            all_events,
            all_forums,
            companions,
        } = &*found.together;
        if companions.is_empty() {
            let words = format!("“{who}” appears with nobody here.");
            ui.add(egui::Label::new(words).wrap());
            return;
        }
        let size = format!(
            "{events} of {}, {forums} of {}",
            counted(*all_events as usize, "event"),
            counted(*all_forums as usize, "forum"),
        );
        ui.horizontal_wrapped(|ui| {
            let help = format!("At so many {who} was, of all at which anybody was");
            ui.label(RichText::new(size).small()).on_hover_text(help);
            let words = format!("only the surprising ({})", found.surprising);
            switch(ui, &mut self.how.only_surprising, &words, MEANING);
        });
        sentence(ui, scene, panel, MEANING);
        let head = self.head_ui(ui, scene);
        rows_in_sight(ui, Some(head), found.rows.len(), |ui, at, row| {
            let companion = found.rows.get(at).and_then(|at| companions.get(*at))?;
            Some(row_ui(ui, scene, actor, companion, (row, at % 2 == 1)))
        });
        if found.rows.is_empty() {
            remark(ui, scene, "Nobody appears with it surprisingly often.");
        }
    }

    fn head_ui(&mut self, ui: &mut Ui, scene: &Scene<'_>) -> Rect {
        let row = head_row(ui);
        let seldom =
            "How many chance would bring; sorted by how seldom it brings as many as there are";
        let columns = [
            (By::Name, "With whom", "By name"),
            (By::Events, "Events", "Events at which both were"),
            (By::EventsByChance, "by chance", seldom),
            (
                By::Forums,
                "Forums",
                "Forums in which both were, at whatever time",
            ),
            (By::ForumsByChance, "by chance ", seldom),
        ];
        for ((by, title, help), cell) in columns.into_iter().zip(cells(row, scene)) {
            let sorted = (self.how.by == by).then_some(self.how.reversed != (by != By::Name));
            let align = if by == By::Name {
                Align::Min
            } else {
                Align::Max
            };
            if head_cell(ui, scene.looks, cell, title, sorted, (help, align)) {
                self.how.reversed = self.how.by == by && !self.how.reversed;
                self.how.by = by;
            }
        }
        row
    }
}

/// What “surprising” means here.
const MEANING: &str = "A dot marks those who appear with it surprisingly often: in at least two, and in so many more than if each went wherever it goes regardless of the other (“by chance”) that of all dots at most one in twenty is an accident.";

fn listed(opened: &Opened, together: Arc<Together>, how: How) -> Listed {
    let all = &together.companions;
    let is_surprising = |at: &usize| all[*at].events.surprising || all[*at].forums.surprising;
    let surprising = (0..all.len()).filter(is_surprising).count();
    let mut rows: Vec<usize> = (0..all.len())
        .filter(|at| !how.only_surprising || is_surprising(at))
        .collect();
    // Where they are alike, they stay as the answer has them.
    match how.by {
        By::Name => {
            rows.sort_by(|one, two| by_name(&opened.record, all[*one].actor, all[*two].actor))
        }
        By::Events => {}
        By::Forums => rows.sort_by_key(|at| Reverse(all[*at].forums.shared.len())),
        By::EventsByChance => rows.sort_by(|one, two| seldom(&all[*one].events, &all[*two].events)),
        By::ForumsByChance => rows.sort_by(|one, two| seldom(&all[*one].forums, &all[*two].forums)),
    }
    if how.reversed {
        rows.reverse();
    }
    Listed {
        rows,
        surprising,
        together,
    }
}

fn seldom<T>(one: &Common<T>, two: &Common<T>) -> std::cmp::Ordering {
    one.probability.total_cmp(&two.probability)
}

fn cells(row: Rect, scene: &Scene<'_>) -> Vec<Rect> {
    // How many there are says more than how many chance would bring.
    let column = |width, least, rank| Column { width, least, rank };
    let columns = [
        column(58.0, 44.0, 0),
        column(68.0, 40.0, 2),
        column(58.0, 44.0, 1),
        column(68.0, 40.0, 3),
    ];
    cut_for_names(row, scene.looks.scale, &columns)
}

fn row_ui(
    ui: &Ui,
    scene: &mut Scene<'_>,
    actor: EntityIx,
    companion: &Companion,
    (row, is_second): (Rect, bool),
) -> Response {
    let opened = Arc::clone(scene.opened);
    let other = opened.record.entity(companion.actor);
    let id = ui.scope_id().with(("companion", &*other.id));
    let Companion { events, forums, .. } = companion;
    let told = [told(events, "event"), told(forums, "forum")];
    let spoken = format!("{}: {}; {}", other.name, told[0], told[1]);
    let selection = Selection::Entity(companion.actor);
    let response = select_row(ui, scene, (row, id), selection, &spoken, is_second);
    let cells = cells(row, scene);
    let response = entity_cell(ui, scene, cells[0], other, response);
    let chance = Look::small(scene.looks).right();
    let numbers = [
        (
            Of::Events,
            events.shared.len(),
            events.expected,
            events.surprising,
        ),
        (
            Of::Forums,
            forums.shared.len(),
            forums.expected,
            forums.surprising,
        ),
    ];
    for (at, (of, number, expected, surprising)) in numbers.into_iter().enumerate() {
        let (cell, beside) = (cells[1 + at * 2], cells[2 + at * 2]);
        words(ui, beside, &format!("{expected:.1}"), &chance);
        if is_left_out(cell) {
            continue;
        }
        if number == 0 {
            words(ui, cell, "–", &chance);
            continue;
        }
        let spoken = format!("{}: {}", other.name, told[at]);
        let number = number.to_string();
        number_cell(
            ui,
            scene,
            (cell, id.with(at)),
            (&number, &spoken),
            |ui, scene| {
                shared_ui(ui, scene, [actor, companion.actor], companion, of);
            },
        );
        if surprising {
            let center = pos2(cell.left() + 10.0 * scene.looks.scale, cell.center().y);
            ui.painter()
                .circle_filled(center, 3.5 * scene.looks.scale, scene.looks.accent);
        }
    }
    response
}

/// "4 events, surprisingly often: by chance 0.9".
fn told<T>(common: &Common<T>, what: &str) -> String {
    let count = counted(common.shared.len(), what);
    let expected = common.expected;
    if common.surprising {
        format!("{count}, surprisingly often: by chance {expected:.1}")
    } else {
        format!("{count} (by chance {expected:.1})")
    }
}

/// What the two have in common, each with the links of both.
fn shared_ui(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    both: [EntityIx; 2],
    companion: &Companion,
    of: Of,
) {
    let absence = scene.state.view.linking.ways.absence;
    let (opened, shown) = (Arc::clone(scene.opened), Arc::clone(&scene.shown));
    let both = both.map(|actor| Presence::of_actor(&opened, &shown.net, actor, absence));
    match of {
        Of::Events => {
            for event in companion.events.shared.iter().take(MOST_LISTED) {
                let links: Vec<u32> = both.iter().flat_map(|one| one.at(*event)).collect();
                event_link(ui, scene, *event);
                ui.indent(("event", event.at()), |ui| {
                    links_of_event(ui, scene, &links)
                });
            }
            more_ui(ui, scene, companion.events.shared.len());
        }
        Of::Forums => {
            for forum in companion.forums.shared.iter().take(MOST_LISTED) {
                let links: Vec<u32> = both.iter().flat_map(|one| one.with(*forum)).collect();
                entity_button(ui, scene, *forum);
                ui.indent(("forum", forum.at()), |ui| {
                    first_links(ui, scene, &links, true)
                });
            }
            more_ui(ui, scene, companion.forums.shared.len());
        }
    }
}

/// So many events or forums are listed at once.
const MOST_LISTED: usize = 40;

fn more_ui(ui: &mut Ui, scene: &Scene<'_>, count: usize) {
    if count > MOST_LISTED {
        let words = format!("… and {} more", count - MOST_LISTED);
        remark(ui, scene, &words);
    }
}
