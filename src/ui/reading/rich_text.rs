//! Text with emphasis, links, quotes and footnote markers that can be clicked.

use std::ops::Range;

use egui::text::LayoutJob;
use egui::{Color32, FontId, Galley, Rect, Sense, Stroke, TextFormat, Ui, Vec2, pos2};

use crate::model::{Note, Rich, Style};
use crate::ui::theme::{Looks, reading};

/// How a paragraph is set.
pub(super) struct Setting<'a> {
    pub looks: &'a Looks,
    /// Labels of the footnotes, for the markers.
    pub notes: &'a [Note],
    /// Bytes of the plain text that are marked.
    pub marked: &'a [Range<usize>],
    /// Bytes that are found by the search in the source.
    pub found: &'a [Range<usize>],
    /// Which of those the search stands at.
    pub at: Option<usize>,
    /// Smaller, for footnotes.
    pub small: bool,
}

/// What was clicked in a paragraph.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Clicked {
    Note(u32),
    Link(String),
}

/// Something that can be clicked, as characters of the job's text.
struct Spot {
    chars: Range<usize>,
    target: Target,
}

enum Target {
    Note(u32),
    Link(String),
}

/// What came of showing a paragraph.
pub(super) struct Shown {
    /// Where it stands.
    pub rect: Rect,
    /// Where its first marked words stand, or the words at which the search stands.
    pub focus: Option<Rect>,
    pub clicked: Option<Clicked>,
}

/// Shows a paragraph over the available width.
pub(super) fn rich_ui(ui: &mut Ui, rich: &Rich, setting: &Setting<'_>, id: egui::Id) -> Shown {
    let style = if setting.small {
        egui::TextStyle::Body
    } else {
        reading()
    };
    let font = style.resolve(ui.style());
    let (mut job, spots, focus) = job_of(rich, setting, &font);
    job.wrap.max_width = ui.available_width();
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let size = Vec2::new(ui.available_width(), galley.size().y);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &rich.plain));
    if ui.is_rect_visible(rect) {
        ui.painter()
            .galley(rect.min, galley.clone(), setting.looks.ink);
    }
    let focus = focus
        .and_then(|chars| rects_of(&galley, &chars).first().copied())
        .map(|focus| focus.translate(rect.min.to_vec2()));
    let mut clicked = None;
    for (at, spot) in spots.iter().enumerate() {
        for (part, spot_rect) in rects_of(&galley, &spot.chars).into_iter().enumerate() {
            let spot_rect = spot_rect.translate(rect.min.to_vec2());
            let response = ui
                .interact(
                    spot_rect.expand2(egui::vec2(4.0, 3.0)),
                    id.with((at, part)),
                    Sense::click(),
                )
                .on_hover_cursor(egui::CursorIcon::PointingHand);
            let (name, hover) = match &spot.target {
                Target::Note(note) => {
                    let label = setting
                        .notes
                        .get(*note as usize)
                        .map_or("", |note| &*note.label);
                    (
                        format!("Footnote {label}"),
                        "Open or close this footnote".to_owned(),
                    )
                }
                Target::Link(url) => (
                    format!("Link {url}"),
                    format!("{url}\nOpens in the browser"),
                ),
            };
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, &name));
            if response.on_hover_text(hover).clicked() {
                clicked = Some(match &spot.target {
                    Target::Note(note) => Clicked::Note(*note),
                    Target::Link(url) => Clicked::Link(url.clone()),
                });
            }
        }
    }
    Shown {
        rect,
        focus,
        clicked,
    }
}

/// How high a paragraph will be in a width, in points.
pub(super) fn height_of(ui: &Ui, rich: &Rich, setting: &Setting<'_>, width: f32) -> f32 {
    let font = reading().resolve(ui.style());
    let (mut job, ..) = job_of(rich, setting, &font);
    job.wrap.max_width = width;
    ui.fonts_mut(|fonts| fonts.layout_job(job)).size().y
}

/// The job of a paragraph, what can be clicked in it, and the characters of its first
/// marked words: its plain text cut at every change of style, with the markers of
/// footnotes put in.
fn job_of(
    rich: &Rich,
    setting: &Setting<'_>,
    font: &FontId,
) -> (LayoutJob, Vec<Spot>, Option<Range<usize>>) {
    let mut cuts: Vec<usize> = vec![0, rich.plain.len()];
    for styled in &rich.styles {
        cuts.extend([styled.range.start, styled.range.end]);
    }
    for range in setting.marked.iter().chain(setting.found) {
        cuts.extend([range.start, range.end]);
    }
    cuts.sort_unstable();
    cuts.dedup();

    let mut job = LayoutJob::default();
    let mut spots = Vec::new();
    let mut chars = 0;
    let mut first_marked = None;
    let mut searched = None;
    // Each cut first gets the markers that stand there, then the text up to the next cut.
    for (at, cut) in cuts.iter().enumerate() {
        for styled in rich
            .styles
            .iter()
            .filter(|styled| styled.range.start == *cut)
        {
            if let Style::Note(note) = styled.style {
                let label = setting
                    .notes
                    .get(note as usize)
                    .map_or("?", |note| &*note.label);
                let count = label.chars().count();
                job.append(label, 1.0, marker_format(setting.looks, font));
                spots.push(Spot {
                    chars: chars..chars + count,
                    target: Target::Note(note),
                });
                chars += count;
            }
        }
        let Some(next) = cuts.get(at + 1) else { break };
        let Some(text) = rich.plain.get(*cut..*next) else {
            continue;
        };
        let count = text.chars().count();
        let mut format = TextFormat::simple(font.clone(), setting.looks.ink);
        format.line_height = Some(font.size * 1.45);
        for styled in &rich.styles {
            let covers = styled.range.start <= *cut && styled.range.end >= *next;
            if !covers {
                continue;
            }
            match &styled.style {
                Style::Emphasis => format.italics = true,
                // The font has one weight; strong words are underlined.
                Style::Strong => format.underline = Stroke::new(1.0, setting.looks.ink),
                Style::Link(url) => {
                    format.color = setting.looks.accent;
                    format.underline = Stroke::new(1.0, setting.looks.accent);
                    spots.push(Spot {
                        chars: chars..chars + count,
                        target: Target::Link(url.to_string()),
                    });
                }
                Style::Note(_) => {}
            }
        }
        if setting
            .marked
            .iter()
            .any(|range| range.start <= *cut && range.end >= *next)
        {
            format.background = setting.looks.highlight;
            first_marked = first_marked.or(Some(chars..chars + count));
        }
        let found =
            (setting.found.iter()).position(|range| range.start <= *cut && range.end >= *next);
        if let Some(found) = found {
            let is_here = setting.at == Some(found);
            format.background = if is_here {
                setting.looks.accent
            } else {
                setting.looks.selected
            };
            if is_here {
                format.color = setting.looks.paper;
                searched = searched.or(Some(chars..chars + count));
            }
        }
        job.append(text, 0.0, format);
        chars += count;
    }
    (job, spots, searched.or(first_marked))
}

fn marker_format(looks: &Looks, font: &FontId) -> TextFormat {
    TextFormat {
        font_id: FontId::new(font.size * 0.75, font.family.clone()),
        color: looks.accent,
        background: Color32::TRANSPARENT,
        valign: egui::Align::TOP,
        line_height: Some(font.size * 1.45),
        ..TextFormat::default()
    }
}

/// The rectangles, one per row, that a range of characters covers in a galley.
fn rects_of(galley: &Galley, chars: &Range<usize>) -> Vec<Rect> {
    let mut rects = Vec::new();
    let mut first = 0;
    for row in &galley.rows {
        let count = row.row.glyphs.len();
        let (start, end) = (chars.start.max(first), chars.end.min(first + count));
        if start < end {
            let x_of = |char_at: usize| -> f32 {
                let glyph = row.row.glyphs.get(char_at - first);
                row.pos.x + glyph.map_or(row.row.size.x, |glyph| glyph.pos.x)
            };
            rects.push(Rect::from_min_max(
                pos2(x_of(start), row.pos.y),
                pos2(x_of(end), row.pos.y + row.row.size.y),
            ));
        }
        first += count + usize::from(row.ends_with_newline);
    }
    rects
}
