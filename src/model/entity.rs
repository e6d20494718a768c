//! Actors and forums: who meets, and where.

use super::EntityIx;

/// What sort of actor.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub enum ActorKind {
    /// One human being.
    Person,
    /// A state or its government.
    State,
    /// A company.
    Company,
    /// An organisation that is no forum in this record.
    Organisation,
    /// Several together ("member states", "NGOs").
    Group,
}

impl ActorKind {
    /// Every kind, with its name in a dataset and for readers.
    pub const ALL: [(Self, &'static str, &'static str); 5] = [
        (Self::Person, "Person", "person"),
        (Self::State, "State", "state"),
        (Self::Company, "Company", "company"),
        (Self::Organisation, "Organisation", "organisation"),
        (Self::Group, "Group", "group"),
    ];
}

/// What sort of forum.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub enum ForumKind {
    /// A standing body.
    Body,
    /// A process with an end, such as a working group.
    Process,
    /// A series of meetings.
    Series,
    /// One meeting.
    Meeting,
    /// An initiative, alliance or campaign.
    Initiative,
    /// A treaty or charter that can be joined.
    Treaty,
}

impl ForumKind {
    /// Every kind, with its name in a dataset and for readers.
    pub const ALL: [(Self, &'static str, &'static str); 6] = [
        (Self::Body, "Body", "body"),
        (Self::Process, "Process", "process"),
        (Self::Series, "Series", "series of meetings"),
        (Self::Meeting, "Meeting", "meeting"),
        (Self::Initiative, "Initiative", "initiative"),
        (Self::Treaty, "Treaty", "treaty"),
    ];
}

/// Actor or forum, and of what sort.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub enum EntityKind {
    /// Somebody who acts.
    Actor(ActorKind),
    /// Somewhere to meet, or something to join.
    Forum(ForumKind),
}

impl EntityKind {
    /// As shown to readers: "person", "series of meetings".
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Actor(kind) => ActorKind::ALL
                .iter()
                .find(|(k, ..)| *k == kind)
                .map_or("actor", |(.., label)| label),
            Self::Forum(kind) => ForumKind::ALL
                .iter()
                .find(|(k, ..)| *k == kind)
                .map_or("forum", |(.., label)| label),
        }
    }
}

/// Another name of something: a translation, an abbreviation, a spelling.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Name {
    /// The name.
    pub text: Box<str>,
    /// Its language (BCP 47), if it is bound to one.
    pub language: Option<Box<str>>,
}

/// An actor or a forum. A forum that `acts` is one entity with both faces.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Entity {
    /// Stable identifier from the dataset.
    pub id: Box<str>,
    /// As shown.
    pub name: Box<str>,
    /// Other names, all of which search finds.
    pub names: Vec<Name>,
    /// Actor or forum, and of what sort.
    pub kind: EntityKind,
    /// The source gives no name.
    pub unnamed: bool,
    /// A forum that is also an actor.
    pub acts: bool,
    /// The forum that this forum belongs to. Never forms a circle.
    pub parent: Option<EntityIx>,
}

impl Entity {
    /// Whether it can stand where an actor is named.
    #[must_use]
    pub const fn is_actor(&self) -> bool {
        matches!(self.kind, EntityKind::Actor(_)) || self.acts
    }

    /// Whether it can stand where a forum is named.
    #[must_use]
    pub const fn is_forum(&self) -> bool {
        matches!(self.kind, EntityKind::Forum(_))
    }

    /// Its name followed by all others.
    pub fn all_names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&*self.name).chain(self.names.iter().map(|name| &*name.text))
    }

    /// The shortest of its names, for narrow places: "OEWG".
    #[must_use]
    pub fn short_name(&self) -> &str {
        self.names
            .iter()
            .filter(|name| name.language.is_none())
            .map(|name| &*name.text)
            .find(|text| text.chars().count() <= 8 && text.chars().all(|c| !c.is_lowercase()))
            .unwrap_or(&self.name)
    }
}
