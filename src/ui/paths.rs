//! How two are connected.

use std::collections::HashMap;
use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{Align, FontSelection, Id, RichText, ScrollArea, Ui, WidgetInfo};

use super::asked::{Asked, MOST_LINKS, head_ui, remark, switch, whole};
use super::entity_field::{EntityField, entity_field, field_row};
use super::icons;
use super::linking::link_rows;
use super::links::entity_button;
use super::receipt::{counted, flush_button};
use super::scene::Scene;
use crate::index::Opened;
use crate::index::net::{Chain, Step, paths};
use crate::model::EntityIx;
use crate::state::{Background, Command, entry_of};

/// Chains are shown by so many.
const AT_FIRST: usize = 5;

/// The two between whom ways are looked for, and how many are wanted.
type Wanted = Asked<(EntityIx, EntityIx), usize>;

/// What the panel keeps between passes.
#[derive(Default)]
pub(super) struct PathsView {
    ends: [EntityField; 2],
    found: Background<Wanted, Vec<Chain>>,
    /// Between whom `most` ways are shown.
    between: Option<(EntityIx, EntityIx)>,
    most: usize,
    /// The steps that are open, each with how many of its links are set.
    open: HashMap<Id, usize>,
}

pub(super) fn paths_ui(ui: &mut Ui, scene: &mut Scene<'_>, view: &mut PathsView) {
    ScrollArea::vertical()
        .id_salt("paths")
        .auto_shrink(false)
        .show(ui, |ui| {
            head_ui(ui, scene);
            ends_ui(ui, scene, view);
            let mut parents = scene.state.view.linking.ways.parents;
            let help = "Let a way go from a forum to the one that it belongs to";
            if switch(
                ui,
                &mut parents,
                "forums connect to what they belong to",
                help,
            ) {
                scene.push(Command::ToggleParents);
            }
            from_here_ui(ui, scene);
            ui.add_space(4.0);
            match scene.state.view.linking.path {
                [Some(from), Some(to)] => answer_ui(ui, scene, view, (from, to)),
                [None, None] => invitation_ui(ui, scene),
                [Some(from), None] => other_end_ui(ui, scene, "from", from),
                [None, Some(to)] => other_end_ui(ui, scene, "to", to),
            }
        });
}

/// The two fields, side by side where there is room.
fn ends_ui(ui: &mut Ui, scene: &mut Scene<'_>, view: &mut PathsView) {
    let ends = scene.state.view.linking.path;
    let swap = icons::icon_size(ui) + ui.spacing().button_padding.x * 2.0;
    let gaps = ui.spacing().item_spacing.x * 2.0;
    let room = ui.available_width();
    let is_wide = room > 330.0 * scene.looks.scale;
    let width = if is_wide {
        (room - swap - gaps) / 2.0
    } else {
        room - swap - gaps
    };
    let [one, two] = &mut view.ends;
    let mut wanted = ends;
    let mut chosen = None;
    let mut field = |ui: &mut Ui, scene: &Scene<'_>, view: &mut EntityField, at: usize| {
        let name = ["Way from", "Way to"][at];
        if let Some(picked) = entity_field(ui, scene, view, name, ends[at], width) {
            wanted[at] = picked;
            chosen = picked.map(|_| at);
        }
    };
    let mut is_swapped = false;
    let mut swap = |ui: &mut Ui| {
        let has_any = ends.iter().any(Option::is_some);
        is_swapped = icons::icon_button(ui, icons::SWAP, "The other way round", has_any).clicked();
    };
    if is_wide {
        field_row(ui, |ui| {
            field(ui, scene, one, 0);
            swap(ui);
            field(ui, scene, two, 1);
        });
    } else {
        field_row(ui, |ui| field(ui, scene, one, 0));
        field_row(ui, |ui| {
            field(ui, scene, two, 1);
            swap(ui);
        });
    }
    // Whoever has chosen one end goes on with the other.
    match chosen {
        Some(0) if ends[1].is_none() => two.ask(),
        Some(1) if ends[0].is_none() => one.ask(),
        _ => {}
    }
    if is_swapped {
        wanted.reverse();
    }
    if wanted != ends {
        scene.push(Command::FindPaths(wanted));
    }
}

/// What is selected can be taken for an end that is empty.
fn from_here_ui(ui: &mut Ui, scene: &mut Scene<'_>) {
    let ends = scene.state.view.linking.path;
    let Some(here) = scene.state.view.selection.entity() else {
        return;
    };
    if ends.contains(&Some(here)) {
        return;
    }
    let name = scene.opened.record.entity(here).name.clone();
    let choices = [
        (ends[0], "From", Command::PathFromHere),
        (ends[1], "To", Command::PathToHere),
    ];
    ui.horizontal_wrapped(|ui| {
        for (end, word, command) in choices {
            if end.is_some() {
                continue;
            }
            let words = RichText::new(format!("{word} “{name}”")).small();
            let response = ui.add(egui::Button::new(words).truncate());
            if response.on_hover_text(icons::hint(ui, &command)).clicked() {
                scene.push(command);
            }
        }
    });
}

fn invitation_ui(ui: &mut Ui, scene: &Scene<'_>) {
    let key = |command: &Command| {
        let shortcut = entry_of(command).and_then(|entry| entry.shortcut);
        shortcut.map_or_else(String::new, |key| super::icons::shortcut_words(ui, key))
    };
    let words = format!(
        "How are two connected? Choose them above by any of their names. Or select an actor or forum anywhere and press {} for the ways from it, {} for the ways to it.",
        key(&Command::PathFromHere),
        key(&Command::PathToHere),
    );
    let text = RichText::new(words).color(scene.looks.weak);
    ui.add(egui::Label::new(text).wrap());
}

fn other_end_ui(ui: &mut Ui, scene: &Scene<'_>, word: &str, end: EntityIx) {
    let name = &scene.opened.record.entity(end).name;
    let words = format!("The ways {word} “{name}”: now choose the other end.");
    let text = RichText::new(words).color(scene.looks.weak);
    ui.add(egui::Label::new(text).wrap());
}

fn answer_ui(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    view: &mut PathsView,
    (from, to): (EntityIx, EntityIx),
) {
    let record = &scene.opened.record;
    let [one, two] = [from, to].map(|end| record.entity(end).name.clone());
    if from == to {
        ui.add(egui::Label::new(format!("“{one}” is one and the same.")).wrap());
        return;
    }
    if view.between != Some((from, to)) {
        view.between = Some((from, to));
        view.most = AT_FIRST;
        view.open.clear();
    }
    let links = scene.shown.counts.shown;
    let wanted = Asked::new(scene, links, (from, to), view.most);
    let (opened, shown) = (Arc::clone(scene.opened), Arc::clone(&scene.shown));
    let found = (view.found).get(&wanted, scene.aside, move |wanted, _| {
        // One more tells whether there are more.
        let most = wanted.how + 1;
        paths(&opened, &shown.net, wanted.question, most, wanted.ways)
    });
    let Some(found) = found else {
        ui.label(RichText::new("Looking for ways …").color(scene.looks.weak));
        return;
    };
    if found.is_empty() {
        let words = format!("Nothing here connects “{one}” and “{two}”.");
        ui.add(egui::Label::new(words).wrap());
        what_helps_ui(ui, scene);
        return;
    }
    for (at, chain) in found.iter().take(view.most).enumerate() {
        chain_ui(ui, scene, &mut view.open, at, chain);
    }
    if found.len() > view.most && ui.button("Show more ways").clicked() {
        view.most += AT_FIRST;
    }
}

/// What lets more links count, each a click away.
fn what_helps_ui(ui: &mut Ui, scene: &mut Scene<'_>) {
    let view = &scene.state.view;
    let (linking, counts) = (&view.linking, scene.shown.counts);
    let choices = [
        (!linking.at_any_time, Command::ToggleAnyTime),
        (!linking.ways.parents, Command::ToggleParents),
        (!linking.ways.absence, Command::ToggleAbsence),
        (counts.filtered > 0, Command::ClearFilters),
        (view.curtain.is_some(), Command::ToggleCurtain),
    ];
    let choices: Vec<Command> = (choices.into_iter())
        .filter_map(|(helps, command)| helps.then_some(command))
        .collect();
    if choices.is_empty() {
        return;
    }
    ui.add_space(4.0);
    remark(ui, scene, "What may help:");
    for command in choices {
        let Some(entry) = entry_of(&command) else {
            continue;
        };
        // The curtain is drawn already.
        let name = match command {
            Command::ToggleCurtain => "Open the curtain",
            _ => entry.name,
        };
        let button = egui::Button::new(RichText::new(name).small()).truncate();
        if ui.add(button).on_hover_text(entry.help).clicked() {
            scene.push(command);
        }
    }
}

/// A chain in a line, and its steps below.
fn chain_ui(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    open: &mut HashMap<Id, usize>,
    at: usize,
    chain: &Chain,
) {
    let opened = Arc::clone(scene.opened);
    let ends = chain.steps.iter().map(|step| step.to);
    let nodes: Vec<EntityIx> = (chain.steps.first().map(|step| step.from).into_iter())
        .chain(ends)
        .collect();
    let ids = nodes.iter().map(|node| &*opened.record.entity(*node).id);
    let ids: Vec<&str> = ids.collect();
    ui.push_id(ids, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let color = scene.looks.weak;
            let weak = |words: String| RichText::new(words).small().color(color);
            ui.label(weak(format!("{}.", at + 1)));
            let size = format!(
                "{}, {}",
                counted(chain.steps.len(), "step"),
                counted(chain.links(), "link")
            );
            for (at, node) in nodes.iter().enumerate() {
                if at > 0 {
                    ui.label("–");
                }
                whole(ui, &opened.record.entity(*node).name, 6.0);
                entity_button(ui, scene, *node);
            }
            whole(ui, &size, 0.0);
            ui.label(weak(size));
        });
        for step in &chain.steps {
            step_ui(ui, scene, open, step);
        }
    });
    ui.add_space(4.0);
}

fn step_ui(ui: &mut Ui, scene: &mut Scene<'_>, open: &mut HashMap<Id, usize>, step: &Step) {
    let words = step_words(scene.opened, step);
    if step.links.is_empty() {
        ui.horizontal(|ui| {
            ui.add_space(12.0);
            let help = "Filed so in the record, without a passage";
            let text = RichText::new(words).small().color(scene.looks.weak);
            ui.add(egui::Label::new(text).truncate())
                .on_hover_text(help);
        });
        return;
    }
    let record = &scene.opened.record;
    let ids = [step.from, step.to].map(|end| &*record.entity(end).id);
    let id = ui.scope_id().with(ids);
    let is_open = open.contains_key(&id);
    ui.horizontal(|ui| {
        let icon = if is_open {
            icons::OPENED
        } else {
            icons::CLOSED
        };
        let mut job = LayoutJob::default();
        for part in [icon.rich_text(), RichText::new(format!(" {words}"))] {
            let part = part.small();
            part.append_to(&mut job, ui.style(), FontSelection::Default, Align::Center);
        }
        let button = egui::Button::new(job).frame_when_inactive(false).truncate();
        let response = flush_button(ui, button);
        response.widget_info(|| {
            WidgetInfo::selected(egui::Role::DisclosureTriangle, true, is_open, &words)
        });
        if response.on_hover_text(&words).clicked() {
            if is_open {
                open.remove(&id);
            } else {
                open.insert(id, MOST_LINKS);
            }
        }
    });
    let Some(most) = open.get_mut(&id).filter(|_| is_open) else {
        return;
    };
    ui.indent(id, |ui| {
        let links = &step.links[..step.links.len().min(*most)];
        link_rows(ui, scene, links, goes_both_ways(scene.opened, &step.links));
        let more = step.links.len() - links.len();
        if more > 0 && ui.button(format!("{more} more")).clicked() {
            *most += MOST_LINKS;
        }
    });
}

/// Whether each of the two is somewhere an actor and somewhere a forum.
fn goes_both_ways(opened: &Opened, links: &[u32]) -> bool {
    let actor = |number: &u32| opened.index.links[*number as usize].actor;
    links.iter().any(|number| actor(number) != actor(&links[0]))
}

/// "Estonia – UN Security Council: member, 2 links".
fn step_words(opened: &Opened, step: &Step) -> String {
    let record = &opened.record;
    let [from, to] = [step.from, step.to].map(|end| &*record.entity(end).name);
    let belongs = match record.entity(step.from).parent == Some(step.to) {
        true => format!("{from} belongs to {to}"),
        false => format!("{to} belongs to {from}"),
    };
    if step.links.is_empty() {
        return belongs;
    }
    let mut roles: Vec<&str> = Vec::new();
    for number in &step.links {
        let role = opened.index.links[*number as usize].role;
        let name = &*record.role(role).term.name;
        if !roles.contains(&name) {
            roles.push(name);
        }
    }
    let linked = format!(
        "{}, {}",
        roles.join(", "),
        counted(step.links.len(), "link")
    );
    match step.parent {
        true => format!("{from} – {to}: {belongs}; {linked}"),
        false => format!("{from} – {to}: {linked}"),
    }
}
