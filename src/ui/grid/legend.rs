//! What the signs of the grid mean.

use egui::{Color32, Pos2, RichText, Sense, TextStyle, Ui, pos2, vec2};

use super::Made;
use super::stamps::{both_faces_sign, fold_sign, several_sign, sign_shapes};
use crate::layout::grid::{RoleSign, SignShape};
use crate::model::RoleIx;
use crate::ui::scene::Scene;

/// As many lines as it takes. The figures count the links that the grid shows.
pub(super) fn legend_ui(ui: &mut Ui, scene: &Scene<'_>, made: &Made) {
    let is_other = |(role, _): &&(RoleIx, u32)| made.signs.of(*role).shape == SignShape::Dot;
    let record = &scene.opened.record;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 1.0);
        let words = RichText::new("Links by role: ").small();
        ui.label(words.color(scene.looks.weak));
        for absent in [false, true] {
            let of_sort = |(role, _): &&(RoleIx, u32)| record.role(*role).absent == absent;
            let roles = || made.legend.iter().filter(of_sort);
            for (role, count) in roles().filter(|role| !is_other(role)) {
                let name = &record.role(*role).term.name;
                sample(ui, scene, made.signs.of(*role), (name, *count), "");
            }
            if roles().any(|role| is_other(&role)) {
                let sign = RoleSign {
                    absent,
                    ..RoleSign::ABSENT
                };
                let name = if absent {
                    "other absences"
                } else {
                    "other roles"
                };
                let shown = || roles().filter(is_other).filter(|(_, count)| *count > 0);
                let names: Vec<String> = shown()
                    .map(|(role, count)| format!("{} {count}", record.role(*role).term.name))
                    .collect();
                let count = shown().map(|(_, count)| count).sum();
                sample(ui, scene, sign, (name, count), &names.join(", "));
            }
        }
        let (radius, color) = (3.6 * scene.looks.scale, scene.looks.weak);
        let centre = item(ui, scene, "both actor and forum", scene.looks.ink, "");
        ui.painter().extend(both_faces_sign(centre, radius, color));
        let centre = item(ui, scene, "several as one", scene.looks.ink, "");
        ui.painter().extend(several_sign(centre, radius, color));
        let centre = item(ui, scene, "others stand in it", scene.looks.ink, "");
        ui.painter().add(fold_sign(centre, radius, true, color));
    });
}

/// A sign with its words, which go to the next line together; gives the middle of the sign.
fn item(ui: &mut Ui, scene: &Scene<'_>, words: &str, ink: Color32, help: &str) -> Pos2 {
    let looks = scene.looks;
    let font = TextStyle::Small.resolve(ui.style());
    let galley = (ui.painter()).layout_no_wrap(words.to_owned(), font, ink);
    let room = 15.0 * looks.scale;
    let size = vec2(room + galley.size().x + 10.0, galley.size().y.max(room));
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, words));
    let at = pos2(rect.left() + room, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, ink);
    if !help.is_empty() {
        response.on_hover_text(help);
    }
    pos2(rect.left() + room * 0.45, rect.center().y)
}

/// A sign with the name of its role, and how many links are shown in that role; weak if none.
fn sample(ui: &mut Ui, scene: &Scene<'_>, sign: RoleSign, (name, count): (&str, u32), help: &str) {
    let looks = scene.looks;
    let (ink, color) = match count {
        0 => (looks.weak, looks.weak),
        _ => (looks.ink, super::body::color_of(looks, sign.absent)),
    };
    let centre = item(ui, scene, &format!("{name} {count}"), ink, help);
    let shapes = sign_shapes(sign, centre, 5.0 * looks.scale, color);
    ui.painter().extend(shapes);
}
