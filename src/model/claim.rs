//! What all claims have in common.

use super::{Date, Passage};

/// How a claim is put.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// The source says so.
    #[default]
    Stated,
    /// The source says that others say so.
    Reported,
    /// The source says that others claim so, without proof.
    Alleged,
    /// The source says that it was denied.
    Denied,
    /// Our own conclusion from the passage.
    Inferred,
}

impl Standing {
    /// All of them, in the order of the design.
    pub const ALL: [Self; 5] = [
        Self::Stated,
        Self::Reported,
        Self::Alleged,
        Self::Denied,
        Self::Inferred,
    ];

    /// As shown to readers.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Reported => "reported",
            Self::Alleged => "alleged",
            Self::Denied => "denied",
            Self::Inferred => "inferred",
        }
    }
}

/// What is said to have become of an event, or of its plan.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Somebody wants it.
    Proposed,
    /// It has a place in a calendar.
    Planned,
    /// It was moved; the date is the new one.
    Postponed,
    /// It was called off.
    Cancelled,
    /// It has begun and is not over.
    UnderWay,
    /// It took place.
    #[default]
    Happened,
    /// It was tried and did not succeed.
    Failed,
}

impl Stage {
    /// All of them, in the order of the design.
    pub const ALL: [Self; 7] = [
        Self::Proposed,
        Self::Planned,
        Self::Postponed,
        Self::Cancelled,
        Self::UnderWay,
        Self::Happened,
        Self::Failed,
    ];

    /// As shown to readers.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Planned => "planned",
            Self::Postponed => "postponed",
            Self::Cancelled => "cancelled",
            Self::UnderWay => "under way",
            Self::Happened => "happened",
            Self::Failed => "failed",
        }
    }

    /// Whether the claim speaks of a plan rather than of what took place.
    #[must_use]
    pub const fn is_plan(self) -> bool {
        matches!(
            self,
            Self::Proposed | Self::Planned | Self::Postponed | Self::Cancelled
        )
    }
}

/// What a claim rests on: its receipt.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Basis {
    /// Where it stands.
    pub passage: Passage,
    /// The exact words there, if the dataset gives them.
    pub quote: Option<Box<str>>,
    /// How it is put.
    pub standing: Standing,
    /// Since when it is known, where that is not the day its source was issued.
    pub known_from: Option<Date>,
}
