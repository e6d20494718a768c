//! The pieces of a record in the cache, taken apart and put together by all processors.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::cache::sum;
use crate::dataset::{Files, Limits, Progress};
use crate::model::{Event, Record, Source};

/// A piece of a record, to be written.
#[derive(serde::Serialize)]
pub(super) enum Lent<'r> {
    /// All but what the other pieces have.
    Shell(Box<Record>),
    Source(&'r Source),
    Events(&'r [Arc<Event>]),
}

/// The same, read.
#[derive(serde::Deserialize)]
enum Piece {
    Shell(Box<Record>),
    Source(Source),
    Events(Vec<Arc<Event>>),
}

/// So many events are one piece: enough of them for all processors, few enough to be quick.
const EVENTS_A_PIECE: usize = 2_000;
/// More threads than this gain nothing.
const MOST_THREADS: usize = 8;

/// The pieces of a record, in the order in which they are put together.
pub(super) fn of(record: &Record) -> impl Iterator<Item = Lent<'_>> {
    let shell = Record {
        sources: Arc::default(),
        ties: record.ties.clone(),
        ..record.shell()
    };
    std::iter::once(Lent::Shell(Box::new(shell)))
        .chain(record.sources.iter().map(Lent::Source))
        .chain(record.events.chunks(EVENTS_A_PIECE).map(Lent::Events))
}

/// Reads the pieces that lie at the start of a file, and looks whether the dataset still has
/// the same files; `None` if anything is not as it was.
///
/// A record that comes out of this has no index that is not valid: it is, byte for byte,
/// what was written by the same version of the program, and that was a record that the
/// reader had checked. Of sums of 128 bits, damage that is not meant escapes none.
pub(super) fn load(
    path: &Path,
    pieces: &[(u64, u128)],
    sums: &[(String, u128)],
    files: &Files,
    progress: &Progress,
) -> Option<Record> {
    let mut at = 0;
    let places: Vec<(u64, u64, u128)> = (pieces.iter())
        .map(|(length, sum)| {
            let start = at;
            at += length;
            (start, *length, *sum)
        })
        .collect();
    let (next, all) = (AtomicUsize::new(0), sums.len() + places.len());
    // One job after the other that nobody has: the files first, as they are what changes.
    let work = || -> Option<Vec<(usize, Piece)>> {
        let mut file = File::open(path).ok()?;
        let (mut bytes, mut done) = (Vec::new(), Vec::new());
        loop {
            let job = next.fetch_add(1, Ordering::Relaxed);
            if let Some((name, wanted)) = sums.get(job) {
                let most = Limits::default().ron_bytes;
                files.read_into(&mut bytes, name, most, progress).ok()?;
                (sum(&bytes) == *wanted).then_some(())?;
            } else if let Some((start, length, wanted)) = places.get(job - sums.len()) {
                file.seek(SeekFrom::Start(*start)).ok()?;
                bytes.clear();
                file.by_ref().take(*length).read_to_end(&mut bytes).ok()?;
                (sum(&bytes) == *wanted).then_some(())?;
                let (piece, rest) = postcard::take_from_bytes(&bytes).ok()?;
                rest.is_empty().then_some(())?;
                done.push((job, piece));
            } else {
                return Some(done);
            }
            progress.advance(1).then_some(())?;
        }
    };
    // When one fails, nothing is left for the others to do.
    let work = || {
        work().or_else(|| {
            next.store(all, Ordering::Relaxed);
            None
        })
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let mut done = thread::scope(|scope| {
        let others: Vec<_> = (1..threads.min(MOST_THREADS))
            .filter_map(|_| thread::Builder::new().spawn_scoped(scope, work).ok())
            .collect();
        let mut done = work()?;
        for other in others {
            done.append(&mut other.join().ok()??);
        }
        Some(done)
    })?;
    done.sort_unstable_by_key(|(job, _)| *job);
    let mut record = Record::default();
    let mut sources = Vec::new();
    let mut events = Vec::new();
    for (_, piece) in done {
        match piece {
            Piece::Shell(shell) => record = *shell,
            Piece::Source(source) => sources.push(source),
            Piece::Events(mut more) => events.append(&mut more),
        }
    }
    record.sources = Arc::new(sources);
    record.events = events;
    Some(record)
}
