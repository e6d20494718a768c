//! Events and ties, each made of claims.

use super::{AreaIx, Basis, Date, EntityIx, EventIx, KindIx, LevelIx, Passage, RoleIx, Stage};

/// A date of an event, as one passage gives it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct DateClaim {
    /// The date; `None` where a passage tells a stage without a date.
    pub date: Option<Date>,
    /// What is said to have become of the event then.
    pub stage: Stage,
    /// Why the editors prefer it to its rivals, if they do.
    pub preferred: Option<Box<str>>,
    /// Its receipt.
    pub basis: Basis,
}

/// An event filed under an area or a level.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Filing<Ix> {
    /// Under what.
    pub under: Ix,
    /// Its receipt.
    pub basis: Basis,
}

/// A forum in which an event took place, or which it concerned.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ForumClaim {
    /// Which forum.
    pub forum: EntityIx,
    /// Its receipt.
    pub basis: Basis,
}

/// What an actor did at an event.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Participation {
    /// Who.
    pub actor: EntityIx,
    /// As what.
    pub role: RoleIx,
    /// In which of the event's forums; `None` means in all of them.
    pub forum: Option<EntityIx>,
    /// Its receipt.
    pub basis: Basis,
}

/// How one event is said to stand to another in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// Earlier than the other.
    Before,
    /// Later than the other.
    After,
    /// Within the time of the other.
    During,
    /// Came of the other, and so not before it.
    Follows,
}

impl Order {
    /// Every relation, with its name in a dataset and for readers.
    pub const ALL: [(Self, &'static str, &'static str); 4] = [
        (Self::Before, "Before", "before"),
        (Self::After, "After", "after"),
        (Self::During, "During", "during"),
        (Self::Follows, "Follows", "follows from"),
    ];

    /// As shown to readers.
    #[must_use]
    pub fn label(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(order, ..)| *order == self)
            .map_or("", |(.., label)| label)
    }
}

/// A stated order between two events.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct OrderClaim {
    /// How the event stands to the other.
    pub order: Order,
    /// The other event.
    pub event: EventIx,
    /// Its receipt.
    pub basis: Basis,
}

/// Something that happened, was planned, or is said to have happened.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Event {
    /// Stable identifier from the dataset.
    pub id: Box<str>,
    /// Short, as a label.
    pub title: Box<str>,
    /// What sort of event.
    pub kind: Option<KindIx>,
    /// Passages that tell of it, the main one first.
    pub passages: Vec<Passage>,
    /// Its dates, in the order of the dataset.
    pub dates: Vec<DateClaim>,
    /// The areas it is filed under.
    pub areas: Vec<Filing<AreaIx>>,
    /// The levels it is filed under.
    pub levels: Vec<Filing<LevelIx>>,
    /// Its forums.
    pub forums: Vec<ForumClaim>,
    /// Who took part, and as what.
    pub actors: Vec<Participation>,
    /// Stated order to other events.
    pub order: Vec<OrderClaim>,
}

impl Event {
    /// The date claim by which the event is placed first: the preferred one, else what
    /// happened before what was planned, in the order of the dataset. No claim is hidden by this choice: all
    /// of them are drawn.
    #[must_use]
    pub fn leading_date(&self) -> Option<&DateClaim> {
        let dated = || self.dates.iter().filter(|claim| claim.date.is_some());
        dated()
            .find(|claim| claim.preferred.is_some())
            .or_else(|| dated().find(|claim| !claim.stage.is_plan()))
            .or_else(|| dated().rfind(|claim| claim.stage != Stage::Cancelled))
            .or_else(|| dated().next())
    }

    /// The stage that the record ends on: of the leading date, or of a claim without a date.
    #[must_use]
    pub fn stage(&self) -> Option<Stage> {
        let settled = self.dates.iter().find(|claim| !claim.stage.is_plan());
        settled
            .or_else(|| {
                self.dates
                    .iter()
                    .rfind(|claim| claim.stage == Stage::Cancelled)
            })
            .or_else(|| self.dates.last())
            .map(|claim| claim.stage)
    }

    /// Takes up what a further source tells of it: its claims come after those that are there.
    pub(crate) fn join(&mut self, account: Self) {
        for passage in account.passages {
            if !self.passages.contains(&passage) {
                self.passages.push(passage);
            }
        }
        self.dates.extend(account.dates);
        self.areas.extend(account.areas);
        self.levels.extend(account.levels);
        self.forums.extend(account.forums);
        self.actors.extend(account.actors);
        self.order.extend(account.order);
    }

    /// Every basis of every claim of the event, those on its order last.
    pub fn bases(&self) -> impl Iterator<Item = &Basis> {
        self.bases_but_order()
            .chain(self.order.iter().map(|c| &c.basis))
    }

    /// Every basis of every claim of the event but those on its order.
    pub fn bases_but_order(&self) -> impl Iterator<Item = &Basis> {
        (self.dates.iter().map(|c| &c.basis))
            .chain(self.areas.iter().map(|c| &c.basis))
            .chain(self.levels.iter().map(|c| &c.basis))
            .chain(self.forums.iter().map(|c| &c.basis))
            .chain(self.actors.iter().map(|c| &c.basis))
    }

    /// Every passage that the event rests on, each once, the main one first.
    #[must_use]
    pub fn all_passages(&self) -> Vec<Passage> {
        let mut seen = Vec::new();
        let claimed = self.bases().map(|basis| basis.passage);
        for passage in self.passages.iter().copied().chain(claimed) {
            if !seen.contains(&passage) {
                seen.push(passage);
            }
        }
        seen
    }
}

/// A standing relation: `from` is `role` in or for `to`.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Tie {
    /// Who.
    pub from: EntityIx,
    /// As what.
    pub role: RoleIx,
    /// In or for what.
    pub to: EntityIx,
    /// When, if a passage says so.
    pub period: Option<Date>,
    /// Its receipt.
    pub basis: Basis,
}
