//! Who a line is, where it begins in sight, and what has room beside it: titles of events,
//! forums of ties.

use egui::text::TextFormat;
use egui::{
    Align2, Color32, FontId, Painter, Pos2, Rect, Shape, Stroke, TextStyle, Ui, pos2, vec2,
};

use super::canvas::Canvas;
use super::lit::{Light, Lit};
use crate::index::Opened;
use crate::index::net::Node;
use crate::model::{ActorKind, EntityKind};
use crate::ui::graph::mesh::Triangles;
use crate::ui::linking::kind_words;
use crate::ui::scene::Scene;
use crate::ui::theme::Looks;
use crate::ui::timeline::labels::Labels;

/// Half the width of the sign of links without a date, in points.
const DIAMOND: f32 = 3.2;

/// A name, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Tag {
    pub line: u32,
    pub rect: Rect,
    /// How far it may reach; none if it is written in full.
    pub cut: Option<f32>,
}

/// What is written between two rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Words {
    Line(u32),
    Title(u32),
    Tie(u32),
}

/// All that is written.
#[derive(Default)]
pub(super) struct Names {
    /// At the left and where lines begin.
    pub tags: Vec<Tag>,
    /// Between rows: what, where, how wide.
    pub between: Vec<(Words, Rect)>,
}

impl Names {
    /// Writes all of it.
    pub(super) fn paint(
        &self,
        ui: &Ui,
        scene: &Scene<'_>,
        canvas: &Canvas<'_>,
        labels: &mut Labels,
        lit: [&Lit; 2],
    ) {
        let looks = canvas.looks;
        let font = TextStyle::Small.resolve(ui.style());
        let painter = ui.painter().with_clip_rect(canvas.heads.union(canvas.area));
        painter.rect_filled(canvas.heads, 0.0, looks.band);
        if !canvas.story.undated().is_empty() {
            let y = canvas.y(canvas.story.rows().rows() as f32 * canvas.row_height);
            let high = ui.text_style_height(&TextStyle::Small);
            let at = pos2(canvas.heads.left() + 6.0, canvas.middle_without(high));
            let words = "Without a date";
            painter.text(at, Align2::LEFT_CENTER, words, font.clone(), looks.weak);
            painter.hline(
                painter.clip_rect().x_range(),
                y,
                Stroke::new(1.0, looks.line),
            );
        }
        // The ground of words hides lines, but no words.
        let mut grounds = Triangles::new(ui.pixels_per_point());
        let grounds_at = canvas.painter.add(Shape::Noop);
        let mut texts = Vec::new();
        for tag in &self.tags {
            let node = canvas.story.nodes()[tag.line as usize];
            let format = TextFormat {
                italics: is_unnamed(scene.opened, node),
                ..TextFormat::simple(font.clone(), Color32::PLACEHOLDER)
            };
            let name = name_of(scene.opened, node);
            let key = (1 << 40) | u64::from(tag.line);
            let Some(galley) = labels.set_with(&painter, format, key, name, tag.cut) else {
                continue;
            };
            let mut at = Align2::LEFT_CENTER.anchor_size(tag.rect.left_center(), galley.size());
            if is_several(scene.opened, node) {
                several_strokes(&painter, looks, at.shrink(3.0).translate(vec2(-2.0, 0.0)));
                at = at.translate(vec2(7.0 * looks.scale, 0.0));
            }
            let margin = margin_of(scene, canvas, tag.line);
            if tag.rect.left() > canvas.area.left() {
                let right = if margin > 0 {
                    tag.rect.right()
                } else {
                    at.right()
                };
                let across = Rect::from_x_y_ranges(tag.rect.left()..=right, at.y_range());
                grounds.plate(canvas.ground_of(across, at), looks.paper);
            }
            let light = lit[0].line(tag.line);
            let color = match light {
                _ if light == Light::Full || lit[1].line == Some(tag.line) => looks.accent,
                Light::Faded => looks.weak,
                _ => looks.ink,
            };
            texts.push(Shape::galley(at.min, galley, color));
            if margin > 0 {
                paint_margin(&painter, &font, canvas, tag, margin);
            }
        }
        for (words, rect) in &self.between {
            let Some((text, key, light)) = words_of(scene, canvas, *words, lit) else {
                continue;
            };
            let format = TextFormat::simple(font.clone(), Color32::PLACEHOLDER);
            let cut = Some(rect.width());
            if let Some(galley) = labels.set_with(canvas.painter, format, key, text, cut) {
                let at = Align2::LEFT_CENTER.anchor_size(rect.left_center(), galley.size());
                grounds.plate(canvas.ground_of(at, at), looks.paper);
                let color = match light {
                    Light::Full => looks.accent,
                    Light::Near => looks.ink,
                    // No paler, so that it can be read.
                    Light::Usual | Light::Faded => looks.weak,
                };
                texts.push(Shape::galley_with_override_text_color(
                    at.min, galley, color,
                ));
            }
        }
        let grounds = Shape::mesh(grounds.into_mesh());
        canvas.painter.set(grounds_at, grounds);
        painter.extend(texts);
    }
}

impl Canvas<'_> {
    /// What is kept free of lines behind words: all of the words across, but not so high that
    /// the lines of the rows above and below were hidden.
    fn ground_of(&self, across: Rect, text: Rect) -> Rect {
        let scale = self.looks.scale;
        let high = (text.height() - 3.0).min(self.row_height - 2.4 * scale);
        let across = across.x_range().expand(2.0 * scale);
        let y = text.center().y;
        Rect::from_x_y_ranges(across, y - high / 2.0..=y + high / 2.0)
    }
}

/// Two strokes before a name: it stands for several.
pub(super) fn several_strokes(painter: &Painter, looks: &Looks, rect: Rect) {
    for aside in [0.0, 2.5] {
        let x = rect.left() + aside * looks.scale;
        let stroke = Stroke::new(1.2 * looks.scale, looks.weak);
        painter.vline(x, rect.y_range(), stroke);
    }
}

/// The sign of links without a date.
pub(super) fn diamond(painter: &Painter, looks: &Looks, middle: Pos2) {
    let size = DIAMOND * looks.scale;
    let corners = [
        vec2(0.0, -size),
        vec2(size, 0.0),
        vec2(0.0, size),
        vec2(-size, 0.0),
    ];
    let corners = corners.map(|corner| middle + corner).to_vec();
    let stroke = Stroke::new(1.2 * looks.scale, looks.weak);
    painter.add(Shape::convex_polygon(corners, looks.paper, stroke));
}

/// A diamond with the number of links that have no place in time.
fn paint_margin(painter: &Painter, font: &FontId, canvas: &Canvas<'_>, tag: &Tag, margin: usize) {
    let looks = canvas.looks;
    let is_head = tag.rect.right() <= canvas.heads.right() + 1.0;
    let size = DIAMOND * looks.scale;
    let x = match is_head {
        true => canvas.heads.right() - 20.0 * looks.scale,
        false => tag.rect.right() - 2.0 * size,
    };
    let middle = pos2(x, tag.rect.center().y);
    diamond(painter, looks, middle);
    if is_head {
        let at = middle + vec2(size + 2.0, 0.0);
        let words = margin.to_string();
        painter.text(at, Align2::LEFT_CENTER, words, font.clone(), looks.weak);
    }
}

/// How many shown links of a line have no place on it.
pub(super) fn margin_of(scene: &Scene<'_>, canvas: &Canvas<'_>, line: u32) -> usize {
    margin_links(scene, canvas, line).count()
}

/// The numbers of these.
pub(super) fn margin_links<'c>(
    scene: &'c Scene<'_>,
    canvas: &'c Canvas<'_>,
    line: u32,
) -> impl Iterator<Item = u32> + 'c {
    let view = &scene.state.view;
    let window = (!view.linking.at_any_time).then_some(view.window);
    canvas.story.margin_in(scene.opened, line, window)
}

/// What is written beside a line.
pub(super) fn name_of(opened: &Opened, node: Node) -> &str {
    match node {
        Node::Entity(entity) => opened.record.entity(entity).short_name(),
        Node::Kind(kind) => kind_words(kind),
    }
}

/// Whether the source gives no name.
pub(super) fn is_unnamed(opened: &Opened, node: Node) -> bool {
    node.entity()
        .is_some_and(|entity| opened.record.entity(entity).unnamed)
}

/// Whether it stands for several.
pub(super) fn is_several(opened: &Opened, node: Node) -> bool {
    match node {
        Node::Entity(entity) => {
            opened.record.entity(entity).kind == EntityKind::Actor(ActorKind::Group)
        }
        Node::Kind(_) => true,
    }
}

/// Words between rows, what tells them from others, and how they are painted.
pub(super) fn words_of<'s>(
    scene: &'s Scene<'_>,
    canvas: &Canvas<'_>,
    words: Words,
    lit: [&Lit; 2],
) -> Option<(&'s str, u64, Light)> {
    let record = &scene.opened.record;
    Some(match words {
        Words::Line(line) => {
            let node = *canvas.story.nodes().get(line as usize)?;
            let key = (2 << 40) | u64::from(line);
            (name_of(scene.opened, node), key, lit[0].line(line))
        }
        Words::Title(meeting) => {
            let event = canvas.story.event_of(meeting)?;
            let hovered = lit[1].meeting(canvas.story, meeting);
            let light = match lit[1].is_any() && hovered == Light::Full {
                true => Light::Full,
                false => lit[0].meeting(canvas.story, meeting),
            };
            (
                &*record.event(event).title,
                (3 << 40) | u64::from(event.0),
                light,
            )
        }
        Words::Tie(number) => {
            let link = scene.opened.index.links.get(number as usize)?;
            let forum = record.entity(link.forum).short_name();
            (forum, (4 << 40) | u64::from(number), Light::Usual)
        }
    })
}
