//! How far reading has come, for whoever shows it; and a way to stop it.

use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU32, AtomicU64, Ordering};

/// What reading does at the moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// The files come from the disk.
    #[default]
    Files,
    /// They are taken apart into values.
    Values,
    /// The texts of the sources are taken apart.
    Texts,
    /// Every claim is checked.
    Claims,
    /// What was read before comes from the cache.
    Cache,
    /// What follows from the record is worked out.
    Index,
}

impl Stage {
    const ALL: [Self; 6] = [
        Self::Files,
        Self::Values,
        Self::Texts,
        Self::Claims,
        Self::Cache,
        Self::Index,
    ];

    /// As shown.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Files => "reading files",
            Self::Values => "taking them apart",
            Self::Texts => "reading texts",
            Self::Claims => "checking claims",
            Self::Cache => "taking it from the cache",
            Self::Index => "indexing",
        }
    }
}

/// How far reading has come. Who reads reports, any other thread may look or stop it.
///
/// ```
/// use regesta::dataset::{Progress, Stage};
/// let progress = Progress::default();
/// progress.begin(Stage::Files, 0.5, 10);
/// assert!(progress.advance(5));
/// assert_eq!((progress.stage(), progress.fraction()), (Stage::Files, 0.25));
/// progress.cancel();
/// assert!(!progress.advance(1));
/// ```
#[derive(Debug)]
pub struct Progress {
    stage: AtomicU8,
    /// The stage leads from here to there, in parts of the whole.
    from: AtomicU32,
    until: AtomicU32,
    /// Of so many units of the stage so many are done.
    total: AtomicU64,
    done: AtomicU64,
    /// In parts of the whole; never goes back.
    reached: AtomicU32,
    cancelled: AtomicBool,
    /// It cancels itself when so much is reached; for tests.
    stops_at: u32,
}

/// The whole, in the parts in which progress is kept.
const WHOLE: u32 = 1_000_000;

impl Default for Progress {
    fn default() -> Self {
        Self {
            stage: AtomicU8::new(0),
            from: AtomicU32::new(0),
            until: AtomicU32::new(0),
            total: AtomicU64::new(0),
            done: AtomicU64::new(0),
            reached: AtomicU32::new(0),
            cancelled: AtomicBool::new(false),
            stops_at: u32::MAX,
        }
    }
}

// Nothing else hangs on these numbers, so no order among them has to be kept.
const ORDER: Ordering = Ordering::Relaxed;

impl Progress {
    /// One that is cancelled as soon as this part of the whole, from 0 to 1, is reached; so
    /// that a test can stop reading at any point without a clock.
    #[must_use]
    pub fn stopping_at(fraction: f32) -> Self {
        Self {
            stops_at: parts(fraction),
            cancelled: AtomicBool::new(fraction <= 0.0),
            ..Self::default()
        }
    }

    /// Begins a stage of `total` units, at the end of which this part of the whole, from 0
    /// to 1, is reached.
    pub fn begin(&self, stage: Stage, until: f32, total: u64) {
        if self.is_cancelled() {
            return;
        }
        self.stage.store(stage as u8, ORDER);
        // The stage before may have broken off early.
        let from = self.reached.load(ORDER);
        self.from.store(from, ORDER);
        self.until.store(parts(until).max(from), ORDER);
        self.total.store(total.max(1), ORDER);
        self.done.store(0, ORDER);
    }

    /// So many more units of the stage are done. Returns whether to go on.
    pub fn advance(&self, units: u64) -> bool {
        let total = self.total.load(ORDER);
        let before = self.done.fetch_add(units, ORDER);
        let done = before.saturating_add(units).min(total);
        let (from, until) = (self.from.load(ORDER), self.until.load(ORDER));
        let within = u64::from(until - from).saturating_mul(done) / total.max(1);
        self.reach(from + u32::try_from(within).unwrap_or(0));
        !self.is_cancelled()
    }

    fn reach(&self, reached: u32) {
        self.reached.fetch_max(reached, ORDER);
        if reached >= self.stops_at {
            self.cancel();
        }
    }

    /// What is done at the moment.
    #[must_use]
    pub fn stage(&self) -> Stage {
        let at = usize::from(self.stage.load(ORDER));
        Stage::ALL.get(at).copied().unwrap_or_default()
    }

    /// How much of the whole is done, from 0 to 1; never goes back.
    #[must_use]
    pub fn fraction(&self) -> f32 {
        self.reached.load(ORDER) as f32 / WHOLE as f32
    }

    /// Asks the reader to stop; it does so at the next item.
    pub fn cancel(&self) {
        self.cancelled.store(true, ORDER);
    }

    /// Whether it is to stop.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(ORDER)
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn parts(fraction: f32) -> u32 {
    (fraction.clamp(0.0, 1.0) * WHOLE as f32) as u32
}
