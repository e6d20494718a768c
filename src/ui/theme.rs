//! Colours, sizes and fonts: light, dark, and for projectors.
//!
//! Hues are those of Okabe and Ito (Color Universal Design, 2008), which people with any
//! of the common sorts of colour blindness tell apart. Colour stands for the stage of an
//! event and for nothing else; shape says the same a second time.

use egui::{
    Color32, Context, CornerRadius, FontDefinitions, FontFamily, FontId, Shadow, Stroke, Style,
    TextStyle, Theme, ThemePreference, Visuals,
};

use crate::layout::LaneMetrics;
use crate::model::Stage;
use crate::state::ThemeChoice;

/// Colours and sizes of the theme in force.
#[derive(Clone, Debug, PartialEq)]
pub struct Looks {
    /// Dark background.
    pub dark: bool,
    /// 1, or more for the projector theme: rows, marks and lines grow with the text.
    pub scale: f32,
    /// Text.
    pub ink: Color32,
    /// Text of less weight.
    pub weak: Color32,
    /// Lines between things.
    pub line: Color32,
    /// Background of every second lane, and of lane heads.
    pub band: Color32,
    /// Background of the timeline and of texts.
    pub paper: Color32,
    /// What is selected.
    pub accent: Color32,
    /// Behind words that are quoted.
    pub highlight: Color32,
    /// Behind what is selected.
    pub selected: Color32,
    /// Something is wrong.
    pub error: Color32,
    /// Something deserves attention.
    pub warning: Color32,
}

/// The style of text that is read rather than glanced at.
#[must_use]
pub(super) fn reading() -> TextStyle {
    TextStyle::Name("reading".into())
}

/// The style of the labels on the timeline.
#[must_use]
pub(super) fn label() -> TextStyle {
    TextStyle::Name("label".into())
}

const LIGHT: Looks = Looks {
    dark: false,
    scale: 1.0,
    ink: Color32::from_rgb(0x1f, 0x23, 0x28),
    weak: Color32::from_rgb(0x5a, 0x62, 0x6c),
    line: Color32::from_rgb(0xd8, 0xd5, 0xcd),
    band: Color32::from_rgb(0xf4, 0xf1, 0xea),
    paper: Color32::from_rgb(0xfd, 0xfc, 0xf9),
    accent: Color32::from_rgb(0x00, 0x5a, 0x8e),
    highlight: Color32::from_rgb(0xff, 0xec, 0xa8),
    selected: Color32::from_rgb(0xdc, 0xea, 0xf5),
    error: Color32::from_rgb(0xb3, 0x26, 0x1e),
    warning: Color32::from_rgb(0x9a, 0x5b, 0x00),
};

const DARK: Looks = Looks {
    dark: true,
    scale: 1.0,
    ink: Color32::from_rgb(0xe6, 0xe4, 0xdf),
    weak: Color32::from_rgb(0xa3, 0xa8, 0xae),
    line: Color32::from_rgb(0x3c, 0x41, 0x48),
    band: Color32::from_rgb(0x22, 0x26, 0x2b),
    paper: Color32::from_rgb(0x1a, 0x1d, 0x21),
    accent: Color32::from_rgb(0x7c, 0xc4, 0xf2),
    highlight: Color32::from_rgb(0x5c, 0x4c, 0x12),
    selected: Color32::from_rgb(0x24, 0x3b, 0x4e),
    error: Color32::from_rgb(0xff, 0x8a, 0x80),
    warning: Color32::from_rgb(0xf0, 0xb4, 0x5a),
};

const PROJECTOR: Looks = Looks {
    dark: false,
    scale: 1.3,
    ink: Color32::BLACK,
    weak: Color32::from_rgb(0x33, 0x33, 0x33),
    line: Color32::from_rgb(0x88, 0x88, 0x88),
    band: Color32::from_rgb(0xea, 0xea, 0xea),
    paper: Color32::WHITE,
    accent: Color32::from_rgb(0x00, 0x3f, 0x7f),
    highlight: Color32::from_rgb(0xff, 0xe0, 0x5c),
    selected: Color32::from_rgb(0xbf, 0xdd, 0xf5),
    error: Color32::from_rgb(0x9a, 0x00, 0x00),
    warning: Color32::from_rgb(0x7a, 0x44, 0x00),
};

impl Looks {
    /// The measures of the lanes at this size of the type.
    #[must_use]
    pub fn lane_metrics(&self) -> LaneMetrics {
        LaneMetrics {
            row_height: (22.0 * self.scale).round(),
            lane_padding: (5.0 * self.scale).round(),
        }
    }

    /// The colours of a choice, given whether the system is dark.
    #[must_use]
    pub const fn of(choice: ThemeChoice, system_dark: bool) -> Self {
        match choice {
            ThemeChoice::Light => LIGHT,
            ThemeChoice::Dark => DARK,
            ThemeChoice::Projector => PROJECTOR,
            ThemeChoice::System => {
                if system_dark {
                    DARK
                } else {
                    LIGHT
                }
            }
        }
    }

    /// The colour of a stage.
    #[must_use]
    pub(super) fn stage(&self, stage: Stage) -> Color32 {
        let (light, dark) = match stage {
            Stage::Happened => ((0x00, 0x72, 0xb2), (0x56, 0xb4, 0xe9)),
            Stage::UnderWay => ((0x00, 0x7a, 0x5a), (0x2b, 0xc4, 0x98)),
            Stage::Planned => ((0xb8, 0x6f, 0x00), (0xe6, 0x9f, 0x00)),
            Stage::Proposed => ((0x80, 0x75, 0x10), (0xf0, 0xe4, 0x42)),
            Stage::Postponed => ((0xc2, 0x4f, 0x00), (0xf0, 0x80, 0x40)),
            Stage::Cancelled => ((0x55, 0x55, 0x55), (0xb0, 0xb0, 0xb0)),
            Stage::Failed => ((0xa8, 0x4a, 0x80), (0xe0, 0x90, 0xbc)),
        };
        let (r, g, b) = if self.dark { dark } else { light };
        Color32::from_rgb(r, g, b)
    }

    /// The colour of a line in a chart, of up to five; the next has the first one again.
    #[must_use]
    pub(super) fn series(&self, at: usize) -> Color32 {
        // Light and dark in turn.
        const HUES: [[u32; 2]; 5] = [
            [0x00_72_b2, 0x56_b4_e9],
            [0xc2_4f_00, 0xf0_80_40],
            [0x00_7a_5a, 0x2b_c4_98],
            [0xa8_4a_80, 0xe0_90_bc],
            [0x9a_6a_00, 0xe6_9f_00],
        ];
        let hue = HUES[at % HUES.len()][usize::from(self.dark)];
        let [_, r, g, b] = hue.to_be_bytes();
        Color32::from_rgb(r, g, b)
    }

    /// A colour, pale, for what is not let through or not in focus.
    #[must_use]
    pub(super) fn faded(&self, color: Color32) -> Color32 {
        color.lerp_to_gamma(self.paper, 0.72)
    }
}

/// Adds icons and lets arrows be found; call once.
pub fn install_fonts(ctx: &Context) {
    let mut fonts = FontDefinitions::default();
    // Ubuntu-Light lacks arrows and some signs that Hack has.
    if let Some(family) = fonts.families.get_mut(&FontFamily::Proportional)
        && !family.iter().any(|name| name == "Hack")
    {
        family.push("Hack".to_owned());
    }
    ctx.set_fonts(fonts);
    egui_material_icons::initialize(ctx);
}

/// Puts a theme in force.
pub fn apply_theme(ctx: &Context, choice: ThemeChoice) {
    ctx.set_theme(match choice {
        ThemeChoice::System => ThemePreference::System,
        ThemeChoice::Light | ThemeChoice::Projector => ThemePreference::Light,
        ThemeChoice::Dark => ThemePreference::Dark,
    });
    let light = if choice == ThemeChoice::Projector {
        PROJECTOR
    } else {
        LIGHT
    };
    ctx.style_mut_of(Theme::Light, |style| set_style(style, &light));
    ctx.style_mut_of(Theme::Dark, |style| set_style(style, &DARK));
}

fn set_style(style: &mut Style, looks: &Looks) {
    let mut visuals = if looks.dark {
        Visuals::dark()
    } else {
        Visuals::light()
    };
    // One glyph image for each letter instead of four: the first frame comes sooner.
    visuals.text_options.subpixel_binning = false;
    visuals.text_options.font_hinting = false;
    let panel = looks.paper.lerp_to_gamma(looks.band, 0.6);
    visuals.override_text_color = Some(looks.ink);
    visuals.weak_text_color = Some(looks.weak);
    visuals.panel_fill = panel;
    visuals.window_fill = looks.paper;
    visuals.window_stroke = Stroke::new(1.0, looks.line);
    visuals.extreme_bg_color = looks.paper;
    visuals.faint_bg_color = looks.band;
    visuals.hyperlink_color = looks.accent;
    visuals.selection.bg_fill = looks.selected;
    visuals.selection.stroke = Stroke::new(1.5 * looks.scale, looks.accent);
    visuals.error_fg_color = looks.error;
    visuals.warn_fg_color = looks.warning;
    visuals.window_shadow = Shadow {
        offset: [0, 4],
        blur: 8,
        spread: 0,
        color: Color32::from_black_alpha(if looks.dark { 110 } else { 40 }),
    };
    visuals.popup_shadow = Shadow {
        offset: [0, 2],
        blur: 5,
        ..visuals.window_shadow
    };
    let radius = CornerRadius::same(4);
    visuals.window_corner_radius = CornerRadius::same(6);
    visuals.menu_corner_radius = CornerRadius::same(6);
    for widget in [
        &mut visuals.widgets.noninteractive,
        &mut visuals.widgets.inactive,
        &mut visuals.widgets.hovered,
        &mut visuals.widgets.active,
        &mut visuals.widgets.open,
    ] {
        widget.corner_radius = radius;
        widget.expansion = 0.0;
    }
    visuals.widgets.noninteractive.bg_stroke = Stroke::new(1.0, looks.line);
    visuals.widgets.noninteractive.fg_stroke = Stroke::new(1.0, looks.ink);
    visuals.widgets.inactive.bg_fill = looks.band;
    visuals.widgets.inactive.weak_bg_fill = looks.band;
    visuals.widgets.inactive.bg_stroke = Stroke::new(1.0, looks.line);
    visuals.widgets.inactive.fg_stroke = Stroke::new(1.0, looks.ink);
    visuals.widgets.hovered.bg_fill = looks.selected;
    visuals.widgets.hovered.weak_bg_fill = looks.selected;
    visuals.widgets.hovered.bg_stroke = Stroke::new(1.0, looks.accent);
    visuals.widgets.active.bg_fill = looks.selected;
    visuals.widgets.active.weak_bg_fill = looks.selected;
    visuals.widgets.active.bg_stroke = Stroke::new(1.5, looks.accent);
    style.visuals = visuals;

    let size = |points: f32| (points * looks.scale).round();
    let proportional = |points: f32| FontId::new(size(points), FontFamily::Proportional);
    style.text_styles = [
        (TextStyle::Small, proportional(12.0)),
        (TextStyle::Body, proportional(14.0)),
        (TextStyle::Button, proportional(14.0)),
        (TextStyle::Heading, proportional(19.0)),
        (
            TextStyle::Monospace,
            FontId::new(size(13.0), FontFamily::Monospace),
        ),
        (reading(), proportional(16.0)),
        (label(), proportional(13.0)),
    ]
    .into();
    style.spacing.item_spacing = egui::vec2(8.0, 5.0);
    style.spacing.button_padding = egui::vec2(7.0, 3.0);
    style.spacing.interact_size.y = 22.0 * looks.scale;
    style.spacing.tooltip_width = 420.0 * looks.scale;
    style.interaction.tooltip_delay = 0.35;
    style.animation_time = 0.08;
}
