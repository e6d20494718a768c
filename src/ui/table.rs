//! The table: the events of the timeline in words.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{Align, FontSelection, Key, Layout, Modifiers, RichText, Sense, Ui};
use egui_extras::{Column, TableBuilder};

use super::icons;
use super::receipt::counted;
use super::scene::Scene;
use super::table_rows::{InOrder, RowsView, rows_ui};
use super::table_words::{COLUMNS, copied};
use crate::state::{
    Background, Command, ListBy, TableOrder, TableRequest, TableRows, TableStep, compute_table,
    window_words,
};

/// So many rows are copied at the most: more than that no spreadsheet takes well.
const MOST_COPIED: usize = 100_000;

/// What the panel keeps between passes.
#[derive(Default)]
pub(super) struct TableView {
    by: ListBy,
    descending: bool,
    with_undated: bool,
    rows: Background<TableRequest, TableRows>,
    painted: RowsView,
    /// A widget had the keyboard in the pass before: then Enter was meant for that.
    had_focus: bool,
}

pub(super) fn table_ui(ui: &mut Ui, scene: &mut Scene<'_>, view: &mut TableView) {
    let TableView {
        by,
        descending,
        with_undated,
        rows,
        painted,
        had_focus,
    } = view;
    let request = TableRequest {
        revision: scene.revision,
        matched: scene.matched,
        scope: scene.state.view.table_scope.clone(),
        window: scene.state.view.window,
        by: *by,
        with_undated: *with_undated,
        events: scene.opened.record.events.len(),
    };
    let (opened, matches) = (Arc::clone(scene.opened), Arc::clone(scene.matches));
    let rows = rows.get(&request, scene.aside, move |request, last| {
        compute_table(&opened, &matches, request, last)
    });
    let Some(rows) = rows.filter(|_| !scene.is_first_arranging()) else {
        ui.label(RichText::new("Listing the events …").color(scene.looks.weak));
        return;
    };
    let in_time = *by == ListBy::Date && !*descending && request.scope.is_none();
    let in_order = InOrder {
        order: &TableOrder {
            rows: Arc::clone(&rows),
            descending: *descending,
            in_time,
            top: painted.row(),
            page: painted.page(),
        },
        by: *by,
    };
    scene.state.table_order = Some(in_order.order.clone());
    keys_of_table(ui, scene, *had_focus);
    *had_focus = ui.memory(|memory| memory.focused().is_some());
    let rows = &*rows;

    head_ui(ui, scene, rows, in_order, with_undated);
    if rows.events.is_empty() {
        ui.add_space(12.0);
        let words = RichText::new(nothing_words(scene, rows)).color(scene.looks.weak);
        ui.add(egui::Label::new(words).wrap());
        return;
    }
    let mut wanted = None;
    let height = ui.spacing().interact_size.y + 2.0;
    let width = ui.available_width();
    let shares = [0.18, 0.26, 0.12, 0.13, 0.14];
    let mut table = TableBuilder::new(ui)
        // Columns are fitted anew when the panel becomes clearly wider or narrower.
        .id_salt(("events", (width / 120.0).round() as i32))
        .vscroll(false)
        .auto_shrink(false)
        .resizable(true)
        .sense(Sense::hover())
        .cell_layout(Layout::left_to_right(Align::Center));
    for share in shares {
        table = table.column(Column::initial(width * share).at_least(44.0).clip(true));
    }
    table
        .column(Column::remainder().at_least(50.0).clip(true))
        .header(height, |mut header| {
            for (column, title) in COLUMNS {
                header.col(|ui| {
                    let arrow = match (*by == column, *descending) {
                        (false, _) => "",
                        (true, false) => " ↓",
                        (true, true) => " ↑",
                    };
                    let text = RichText::new(format!("{title}{arrow}")).small().strong();
                    let button = egui::Button::new(text).frame_when_inactive(false).small();
                    let help = "Sort by this; again for the other way round";
                    if ui.add(button).on_hover_text(help).clicked() {
                        wanted = Some(column);
                    }
                });
            }
        })
        .body(|mut body| {
            let widths = body.widths().to_vec();
            rows_ui(body.ui_mut(), scene, in_order, &widths, painted);
        });
    if let Some(column) = wanted {
        *descending = *by == column && !*descending;
        *by = column;
    }
}

/// Keys that mean something in the table alone.
fn keys_of_table(ui: &Ui, scene: &mut Scene<'_>, had_focus: bool) {
    let is_free = !had_focus
        && ui.memory(|memory| memory.focused().is_none())
        && scene.state.overlay.is_none()
        && !egui::Popup::is_any_open(ui.ctx());
    if !is_free || !scene.state.table_has_keys() {
        return;
    }
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::End) {
        scene.push(Command::StepInTable(TableStep::Last));
    }
    if pressed(Key::Enter) {
        scene.push(Command::ShowOnTimeline);
    }
}

/// How many events are listed, what is left out, and what can be done with them.
fn head_ui(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    rows: &TableRows,
    in_order: InOrder<'_>,
    with_undated: &mut bool,
) {
    let scope = scene.state.view.table_scope.as_ref();
    let scope = scope.map(|scope| format!("{} of {}", counted(rows.all(), "event"), scope.words));
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            copy_ui(ui, scene, in_order);
            if scope.is_none() && !scene.opened.index.undated.is_empty() {
                let text = RichText::new("with the undated").small();
                ui.checkbox(with_undated, text)
                    .on_hover_text("List events without a date too, after the others");
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let mut words = left_out_words(rows);
                if let Some(scope) = scope {
                    if scope_chip(ui, &scope) {
                        scene.push(Command::ListWindow);
                    }
                } else {
                    let window = window_words(scene.state.view.window);
                    let all = counted(rows.all(), "event");
                    words = format!("{} of {all}, {window}; {words}", rows.events.len());
                }
                let text = RichText::new(words).small().color(scene.looks.weak);
                ui.add(egui::Label::new(text).truncate());
            });
        });
    });
}

/// What a list other than that of the window holds. Returns whether it is let go.
fn scope_chip(ui: &mut Ui, words: &str) -> bool {
    let mut job = LayoutJob::default();
    let parts = [RichText::new(format!("{words} ")), icons::CLOSE.rich_text()];
    for part in parts {
        let part = part.small();
        part.append_to(&mut job, ui.style(), FontSelection::Default, Align::Center);
    }
    let response = ui.add(egui::Button::new(job).selected(true).small());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, words));
    response
        .on_hover_text("Click or press Escape to list the events in the window again")
        .clicked()
}

fn copy_ui(ui: &mut Ui, scene: &mut Scene<'_>, in_order: InOrder<'_>) {
    let count = in_order.len();
    let (name, help) = if count > MOST_COPIED {
        (
            format!("Copy the first {MOST_COPIED} as text"),
            format!(
                "Of the {count} events; a narrower window has fewer. Columns are set apart by tabs, for a spreadsheet."
            ),
        )
    } else {
        (
            "Copy as text".to_owned(),
            "Every row with the addresses of its passages, in columns set apart by tabs, for a spreadsheet.".to_owned(),
        )
    };
    let button = egui::Button::new(RichText::new(name).small()).small();
    let response = ui.add_enabled(count > 0, button).on_hover_text(help);
    if response.clicked() {
        let count = count.min(MOST_COPIED);
        let rows = (0..count).filter_map(|row| in_order.at(row));
        scene.push(Command::CopyRows(copied(scene.opened, rows), count));
    }
}

/// "left out: 12 outside the window, 3 filtered out, 128 undated".
fn left_out_words(rows: &TableRows) -> String {
    let parts: Vec<String> = [
        (rows.outside, "outside the window"),
        (rows.filtered(), "filtered out"),
        (rows.undated(), "undated"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, what)| format!("{count} {what}"))
    .collect();
    if parts.is_empty() {
        "none left out".to_owned()
    } else {
        format!("left out: {}", parts.join(", "))
    }
}

fn nothing_words(scene: &Scene<'_>, rows: &TableRows) -> &'static str {
    if !scene.has_record() {
        "No record is open."
    } else if rows.all() == 0 {
        "This record has no events."
    } else if scene.state.view.table_scope.is_some() {
        "None of these events is let through. Search for less, or let chips go."
    } else if rows.outside > 0 {
        "No event has a date in this window. Zoom out, or press Home."
    } else if rows.filtered() > 0 {
        "No event is let through. Search for less, or let chips go."
    } else {
        "No event of this record has a date."
    }
}
