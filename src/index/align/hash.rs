//! Numbers that stand for words: the same in every run, so that every run finds the same.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A map from such numbers, which need no further mixing.
pub(super) type ByHash<T> = HashMap<u64, T, BuildHasherDefault<Ready>>;

/// Takes a number as its own hash.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Ready(u64);

impl Hasher for Ready {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = Hash(self.0).with(bytes).done();
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// FNV-1a (Fowler, Noll, Vo) over bytes, mixed at the end as in `SplitMix64` (Steele, Lea,
/// Flood 2014).
#[derive(Clone, Copy, Debug)]
pub(super) struct Hash(u64);

impl Hash {
    /// Begins with what kind of thing it is.
    pub(super) fn new(kind: u64) -> Self {
        Self(0xcbf2_9ce4_8422_2325).with(&kind.to_le_bytes())
    }

    /// Goes on with bytes.
    pub(super) fn with(self, bytes: &[u8]) -> Self {
        Self(bytes.iter().fold(self.0, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
        }))
    }

    /// The number.
    pub(super) const fn done(self) -> u64 {
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}
