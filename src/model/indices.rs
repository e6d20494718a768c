//! Typed indices into the vectors of a record.

macro_rules! index_types {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(pub u32);

        impl $name {
            /// The index as a position in its vector.
            #[must_use]
            pub const fn at(self) -> usize {
                self.0 as usize
            }

            /// The index of a position. Datasets are limited to 4,000,000 items, so a
            /// position always fits.
            #[must_use]
            #[allow(clippy::cast_possible_truncation)]
            pub const fn new(position: usize) -> Self {
                Self(position as u32)
            }
        }
    )*};
}

index_types! {
    /// Position of an event in [`super::Record::events`].
    EventIx,
    /// Position of an actor or forum in [`super::Record::entities`].
    EntityIx,
    /// Position of a tie in [`super::Record::ties`].
    TieIx,
    /// Position of a source in [`super::Record::sources`].
    SourceIx,
    /// Position of an area in [`super::Record::areas`].
    AreaIx,
    /// Position of a level in [`super::Record::levels`].
    LevelIx,
    /// Position of a kind of event in [`super::Record::kinds`].
    KindIx,
    /// Position of a role in [`super::Record::roles`].
    RoleIx,
    /// Position of a document in [`super::Apparatus::documents`].
    DocumentIx,
    /// Position of a remark in [`super::Apparatus::notes`].
    EditorNoteIx,
    /// Position of an outline in [`super::Apparatus::outlines`].
    OutlineIx,
}
