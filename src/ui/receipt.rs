//! Receipts: the passage behind a value, one click away.

use egui::{RichText, Ui};

use super::scene::Scene;
use super::theme::reading;
use crate::model::{Basis, Passage, Record, Standing};
use crate::state::Command;

/// A small button that names a passage. On hover it shows the words, on click it opens the
/// source text there.
pub(super) fn passage_button(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    passage: Passage,
    quote: Option<&str>,
) {
    let opened = scene.opened;
    let record = &opened.record;
    let label = short_address(record, passage);
    let is_open = scene.state.view.passage == Some(passage);
    let text = RichText::new(&label).small();
    let response = ui.add(egui::Button::new(text).selected(is_open).small());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(
            egui::Role::Link,
            true,
            format!("Passage {}", record.address(passage)),
        )
    });
    if response
        .on_hover_ui(|ui| passage_preview(ui, scene, passage, quote))
        .clicked()
    {
        scene.push(Command::ShowPassage(passage));
    }
}

/// The receipt of a claim: its standing, unless it is simply stated, and its passage.
pub(super) fn receipt(ui: &mut Ui, scene: &mut Scene<'_>, basis: &Basis) {
    if basis.standing != Standing::Stated {
        let color = scene.looks.weak;
        ui.label(
            RichText::new(basis.standing.label())
                .small()
                .italics()
                .color(color),
        )
        .on_hover_text(standing_help(basis.standing));
    }
    passage_button(ui, scene, basis.passage, basis.quote.as_deref());
}

fn passage_preview(ui: &mut Ui, scene: &Scene<'_>, passage: Passage, quote: Option<&str>) {
    let record = &scene.opened.record;
    let source = record.source(passage.source);
    if !scene.opened.knows_source(passage.source) {
        ui.label("Told by a source that had not been issued on this day.");
        return;
    }
    ui.label(
        RichText::new(format!(
            "{} · issued {}",
            source.title,
            source.issued.words()
        ))
        .small()
        .weak(),
    );
    let text = record.passage_text(passage);
    let (before, quoted, after) = around_quote(&text, quote);
    let font = reading().resolve(ui.style());
    let mut job = egui::text::LayoutJob::default();
    let plain = egui::TextFormat::simple(font.clone(), scene.looks.ink);
    let marked = egui::TextFormat {
        background: scene.looks.highlight,
        ..plain.clone()
    };
    job.append(&before, 0.0, plain.clone());
    job.append(&quoted, 0.0, marked);
    job.append(&after, 0.0, plain);
    job.wrap.max_width = ui.available_width();
    ui.label(job);
    ui.label(
        RichText::new(record.address(passage))
            .small()
            .monospace()
            .weak(),
    );
}

/// A passage around its quote, cut where it would be too long to glance at.
fn around_quote(text: &str, quote: Option<&str>) -> (String, String, String) {
    const MOST: usize = 420;
    let found = quote
        .map(crate::model::fold_space)
        .and_then(|quote| text.find(&quote).map(|at| (at, quote.len())));
    let (start, length) = found.unwrap_or((0, 0));
    let tail = |text: &str| {
        let skip = text.chars().count().saturating_sub(MOST / 2);
        let kept: String = text.chars().skip(skip).collect();
        if skip > 0 {
            // Begin with a whole word.
            let word = kept.find(' ').map_or(0, |at| at + 1);
            format!("… {}", &kept[word..])
        } else {
            kept
        }
    };
    let head = |text: &str, most: usize| {
        let kept: String = text.chars().take(most).collect();
        if kept.len() < text.len() {
            format!("{} …", kept.trim_end())
        } else {
            kept
        }
    };
    (
        tail(&text[..start]),
        text[start..start + length].to_owned(),
        head(
            &text[start + length..],
            if length == 0 { MOST } else { MOST / 2 },
        ),
    )
}

/// "1 link", "2 links".
pub(super) fn counted(number: usize, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {what}{plural}")
}

/// "cyber-security/1 · Q2 2020: summary": where it is narrow, the end is cut.
fn short_address(record: &Record, passage: Passage) -> String {
    let source = record.source(passage.source);
    format!(
        "{} · {}",
        source.text().address(passage.place),
        source.short
    )
}

const fn standing_help(standing: Standing) -> &'static str {
    match standing {
        Standing::Stated => "The source says so.",
        Standing::Reported => "The source says that others say so.",
        Standing::Alleged => "The source says that others claim so, without proof.",
        Standing::Denied => "The source says that this was denied.",
        Standing::Inferred => {
            "Not said in so many words: the editors concluded it from this passage."
        }
    }
}
