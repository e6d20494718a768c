//! Receipts: the passage behind a value, one click away.

use egui::text::{LayoutJob, TextFormat};
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
    let label = short_address(record, passage, opened.knows_source(passage.source));
    let is_open = scene.state.view.passage == Some(passage);
    let text = RichText::new(&label).small();
    let response = ui.add(egui::Button::new(text).selected(is_open).small());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(
            egui::Role::Link,
            true,
            if opened.knows_source(passage.source) {
                format!("Passage {}", record.address(passage))
            } else {
                "Passage of a source not issued yet".to_owned()
            },
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
        ui.label(NOT_ISSUED);
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
    let mut job = quoted_job(ui, scene, passage, quote, Some(210));
    job.wrap.max_width = ui.available_width();
    ui.label(job);
    ui.label(
        RichText::new(record.address(passage))
            .small()
            .monospace()
            .weak(),
    );
}

/// A passage with its quote marked; only so many characters on each side if `around` is
/// given. Says so if the source had not been issued on the day of the curtain.
pub(super) fn quoted_job(
    ui: &Ui,
    scene: &Scene<'_>,
    passage: Passage,
    quote: Option<&str>,
    around: Option<usize>,
) -> LayoutJob {
    let font = reading().resolve(ui.style());
    let plain = TextFormat::simple(font, scene.looks.ink);
    let marked = TextFormat {
        background: scene.looks.highlight,
        ..plain.clone()
    };
    let mut job = LayoutJob::default();
    if !scene.opened.knows_source(passage.source) {
        job.append(NOT_ISSUED, 0.0, plain);
        return job;
    }
    let text = scene.opened.record.passage_text(passage);
    let found = quote
        .map(crate::model::fold_space)
        .and_then(|quote| text.find(&quote).map(|at| at..at + quote.len()));
    let quoted = found.unwrap_or(0..0);
    let most = around.unwrap_or(usize::MAX);
    job.append(&last_words(&text[..quoted.start], most), 0.0, plain.clone());
    let most = if quoted.is_empty() {
        most.saturating_mul(2)
    } else {
        most
    };
    job.append(&text[quoted.clone()], 0.0, marked);
    job.append(&first_words(&text[quoted.end..], most), 0.0, plain);
    job
}

const NOT_ISSUED: &str = "Told by a source that had not been issued on this day.";

/// The end of a text, from a whole word on.
fn last_words(text: &str, most: usize) -> String {
    let skip = text.chars().count().saturating_sub(most);
    if skip == 0 {
        return text.to_owned();
    }
    let kept: String = text.chars().skip(skip).collect();
    let word = kept.find(' ').map_or(0, |at| at + 1);
    format!("… {}", &kept[word..])
}

/// The beginning of a text, up to a whole word.
fn first_words(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most).collect();
    let word = kept.rfind(' ').unwrap_or(kept.len());
    format!("{} …", &kept[..word])
}

/// A button that stands flush with the words around it.
pub(super) fn flush_button(ui: &mut Ui, button: egui::Button<'_>) -> egui::Response {
    let padding = std::mem::replace(&mut ui.spacing_mut().button_padding.x, 2.0);
    let response = ui.add(button);
    ui.spacing_mut().button_padding.x = padding;
    response
}

/// "1 link", "2 links".
pub(super) fn counted(number: usize, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {what}{plural}")
}

/// "2 events, 1 tie": each that is not none.
pub(super) fn counted_all(counts: &[(usize, &str)]) -> String {
    let some = counts.iter().filter(|(number, _)| *number > 0);
    let words: Vec<String> = some.map(|(number, what)| counted(*number, what)).collect();
    words.join(", ")
}

/// "cyber-security/1 · Q2 2020: summary": where it is narrow, the end is cut.
fn short_address(record: &Record, passage: Passage, is_issued: bool) -> String {
    let source = record.source(passage.source);
    if !is_issued {
        return "not issued yet".to_owned();
    }
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
