//! What the signs of the grid mean.

use egui::{Pos2, Sense, TextStyle, Ui, pos2, vec2};

use super::stamps::{both_faces_sign, fold_sign, several_sign, sign_shapes};
use crate::layout::grid::{RoleSign, RoleSigns, SignShape};
use crate::model::RoleIx;
use crate::ui::receipt::counted;
use crate::ui::scene::Scene;

/// As many lines as it takes.
pub(super) fn legend_ui(ui: &mut Ui, scene: &Scene<'_>, signs: &RoleSigns) {
    let is_other = |(role, _): &&(RoleIx, u32)| signs.of(*role).shape == SignShape::Dot;
    let record = &scene.opened.record;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 1.0);
        for absent in [false, true] {
            let of_sort = |(role, _): &&(RoleIx, u32)| record.role(*role).absent == absent;
            let roles = || signs.legend().iter().filter(of_sort);
            for (role, count) in roles().filter(|role| !is_other(role)) {
                let name = &record.role(*role).term.name;
                sample(ui, scene, signs.of(*role), &format!("{name} {count}"), "");
            }
            let others: Vec<String> = roles()
                .filter(is_other)
                .map(|(role, count)| format!("{} {count}", record.role(*role).term.name))
                .collect();
            if !others.is_empty() {
                let sign = RoleSign {
                    absent,
                    shape: SignShape::Dot,
                };
                let kind = if absent { "absence" } else { "role" };
                let words = counted(others.len(), &format!("other {kind}"));
                sample(ui, scene, sign, &words, &others.join(", "));
            }
        }
        let (radius, color) = (3.6 * scene.looks.scale, scene.looks.weak);
        let centre = item(ui, scene, "both actor and forum", "");
        ui.painter().extend(both_faces_sign(centre, radius, color));
        let centre = item(ui, scene, "several as one", "");
        ui.painter().extend(several_sign(centre, radius, color));
        let centre = item(ui, scene, "others stand in it", "");
        ui.painter().add(fold_sign(centre, radius, true, color));
    });
}

/// A sign with its words, which go to the next line together; gives the middle of the sign.
fn item(ui: &mut Ui, scene: &Scene<'_>, words: &str, help: &str) -> Pos2 {
    let looks = scene.looks;
    let font = TextStyle::Small.resolve(ui.style());
    let galley = (ui.painter()).layout_no_wrap(words.to_owned(), font, looks.ink);
    let room = 15.0 * looks.scale;
    let size = vec2(room + galley.size().x + 10.0, galley.size().y.max(room));
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, words));
    let at = pos2(rect.left() + room, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, looks.ink);
    if !help.is_empty() {
        response.on_hover_text(help);
    }
    pos2(rect.left() + room * 0.45, rect.center().y)
}

fn sample(ui: &mut Ui, scene: &Scene<'_>, sign: RoleSign, words: &str, help: &str) {
    let looks = scene.looks;
    let centre = item(ui, scene, words, help);
    let color = super::body::color_of(looks, sign.absent);
    let shapes = sign_shapes(sign, centre, 5.0 * looks.scale, color);
    ui.painter().extend(shapes);
}
