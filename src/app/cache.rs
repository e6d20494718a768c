//! Large datasets as they were read, beside the user's settings, so that they open at once.
//!
//! A file of the cache belongs to the place of a dataset and says of which files, with which
//! bytes, it was made; it counts only as long as the dataset still has them. It may be thrown
//! away at any time: one that is missing, cut short, changed or of another version is passed
//! over, and made anew when the dataset has been read.
//!
//! # Layout
//!
//! Pieces of the record, one after the other; the [`Head`], which tells how long they are
//! and their sums; and an end of fixed length that tells how long the head is, and its sum.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use twox_hash::XxHash3_128;

use super::cache_pieces;
use crate::dataset::{Code, Files, Limits, Problem, Progress, Site, SourceFile, Stage};
use crate::model::Record;

/// To be raised whenever the model or one of its fields changes: the same bytes would then
/// mean something else. A test holds the bytes against it.
const FORMAT: u32 = 1;
const MAGIC: [u8; 8] = *b"RegestaC";
/// The end of a file: the magic, the format, the length of the head, its sum.
const END: usize = 8 + 4 + 4 + 16;

/// What is read faster than this is not kept.
const WORTH_KEEPING: Duration = Duration::from_millis(300);
/// So many datasets are kept, and so many bytes; the one not opened for longest goes first.
const MOST_FILES: usize = 8;
const MOST_BYTES: u64 = 2 << 30;
/// A file that is being written is left behind only by a program that was ended meanwhile.
const ABANDONED: Duration = Duration::from_secs(3_600);

/// A folder with datasets as they were read.
#[derive(Clone, Debug)]
pub struct Cache {
    folder: PathBuf,
    worth_keeping: Duration,
}

/// The files that a record was made of, by name and sum.
pub type Sums = Vec<(String, u128)>;

/// A record as it was kept.
#[derive(Debug)]
pub struct Kept {
    /// The record.
    pub record: Record,
    /// What was wrong with it; nothing that keeps it from loading.
    pub problems: Vec<Problem>,
    /// The files in which these stand.
    pub texts: Vec<SourceFile>,
    /// Every file of the dataset.
    pub names: Vec<String>,
}

/// What a file says of itself.
#[derive(serde::Serialize, serde::Deserialize)]
struct Head {
    program: String,
    files: Sums,
    problems: Vec<KeptProblem>,
    /// Length and sum of each piece.
    pieces: Vec<(u64, u128)>,
}

/// A warning: its file, line, column and span; its position among the codes; its words.
type KeptProblem = ((Box<str>, u32, u32, (u32, u32)), usize, String, String);

impl Cache {
    /// The cache in a folder, which need not be there yet.
    #[must_use]
    pub const fn new(folder: PathBuf) -> Self {
        Self {
            folder,
            worth_keeping: WORTH_KEEPING,
        }
    }

    /// Keeps everything that lies on disk, however fast it was read; for tests.
    #[must_use]
    pub const fn keeping_everything(mut self) -> Self {
        self.worth_keeping = Duration::ZERO;
        self
    }

    /// The sums of the files of a dataset that took so long to read, if it is worth keeping.
    #[must_use]
    pub fn sums(&self, files: &Files, took: Duration, read: &[SourceFile]) -> Option<Sums> {
        let _on_disk = files.root()?;
        (took >= self.worth_keeping).then(|| {
            (read.iter())
                .map(|file| (file.name.clone(), sum(file.text.as_bytes())))
                .collect()
        })
    }

    /// The record of a dataset as it was kept, if the dataset is still the same.
    #[must_use]
    pub fn load(&self, files: &Files, progress: &Progress) -> Option<Kept> {
        let path = self.path_of(files)?;
        let head = read_head(&path).ok()??;
        let jobs = head.files.len() + head.pieces.len();
        progress.begin(Stage::Cache, 0.7, jobs as u64);
        let record = cache_pieces::load(&path, &head.pieces, &head.files, files, progress)?;
        let problems = (head.problems.into_iter())
            .map(restored)
            .collect::<Option<Vec<_>>>()?;
        let names: Vec<String> = head.files.into_iter().map(|(name, _)| name).collect();
        let texts = (names.iter())
            .filter(|name| problems.iter().any(|problem| *problem.site.file == ***name))
            .filter_map(|name| text_of(files, name))
            .collect();
        // So that what is opened often is not what goes first.
        let file = File::options().append(true).open(&path);
        let _ = file.and_then(|file| file.set_modified(SystemTime::now()));
        Some(Kept {
            record,
            problems,
            texts,
            names,
        })
    }

    /// Keeps the record of a dataset. Nothing is there until all of it is.
    ///
    /// # Errors
    /// If the folder cannot be written to.
    pub fn store(
        &self,
        files: &Files,
        record: &Record,
        problems: &[Problem],
        sums: Sums,
    ) -> io::Result<()> {
        let Some(path) = self.path_of(files) else {
            return Ok(());
        };
        fs::create_dir_all(&self.folder)?;
        // Another program may be keeping the same dataset at the same time.
        let unfinished = path.with_extension(format!("{}.{UNFINISHED}", std::process::id()));
        let written = write(&unfinished, record, problems, sums)
            .and_then(|()| fs::rename(&unfinished, &path));
        if written.is_err() {
            let _ = fs::remove_file(&unfinished);
        }
        self.make_room();
        written
    }

    /// Throws everything away. Returns how many bytes that freed.
    ///
    /// # Errors
    /// If a file cannot be removed; the others are.
    pub fn clear(&self) -> io::Result<u64> {
        let mut freed = 0;
        let mut outcome = Ok(());
        for entry in self.entries(|_| true) {
            match fs::remove_file(&entry.path) {
                Ok(()) => freed += entry.bytes,
                Err(error) => outcome = Err(error),
            }
        }
        outcome.map(|()| freed)
    }

    /// Throws away what was not opened for longest, and what was never finished.
    fn make_room(&self) {
        let mut kept = self.entries(|name| name.ends_with(FINISHED));
        kept.sort_by_key(|entry| std::cmp::Reverse(entry.used));
        let mut bytes = 0;
        let too_many = (kept.into_iter().enumerate()).filter(|(at, entry)| {
            bytes += entry.bytes;
            *at >= MOST_FILES || bytes > MOST_BYTES
        });
        let unfinished = self.entries(|name| name.ends_with(UNFINISHED)).into_iter();
        let abandoned = unfinished.filter(|entry| {
            let age = SystemTime::now().duration_since(entry.used);
            age.is_ok_and(|age| age > ABANDONED)
        });
        for entry in too_many.map(|(_, entry)| entry).chain(abandoned) {
            if let Err(error) = fs::remove_file(&entry.path) {
                log::warn!("{} cannot be removed: {error}", entry.path.display());
            }
        }
    }

    /// The files of the cache, and no others that may lie beside them.
    fn entries(&self, wanted: impl Fn(&str) -> bool) -> Vec<Entry> {
        let Ok(entries) = fs::read_dir(&self.folder) else {
            return Vec::new();
        };
        (entries.flatten())
            .filter_map(|entry| {
                let name = entry.file_name().into_string().ok()?;
                let ours = name.ends_with(FINISHED) || name.ends_with(UNFINISHED);
                let meta = entry.metadata().ok().filter(fs::Metadata::is_file)?;
                (ours && wanted(&name)).then(|| Entry {
                    path: entry.path(),
                    bytes: meta.len(),
                    used: meta.modified().unwrap_or(SystemTime::UNIX_EPOCH),
                })
            })
            .collect()
    }

    /// Where the dataset at a place is kept; nowhere if it does not lie on disk.
    fn path_of(&self, files: &Files) -> Option<PathBuf> {
        let main = files.root()?.join(files.main());
        let name = sum(main.as_os_str().as_encoded_bytes());
        Some(self.folder.join(format!("{name:032x}.{FINISHED}")))
    }
}

/// How the names of the files of the cache end.
const FINISHED: &str = "record";
const UNFINISHED: &str = "unfinished";

struct Entry {
    path: PathBuf,
    bytes: u64,
    used: SystemTime,
}

pub(super) fn sum(bytes: &[u8]) -> u128 {
    XxHash3_128::oneshot(bytes)
}

fn write(path: &Path, record: &Record, problems: &[Problem], files: Sums) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    let mut pieces = Vec::new();
    for piece in cache_pieces::of(record) {
        let bytes = encoded(&piece)?;
        pieces.push((bytes.len() as u64, sum(&bytes)));
        out.write_all(&bytes)?;
    }
    let head = encoded(&Head {
        program: env!("CARGO_PKG_VERSION").to_owned(),
        files,
        problems: problems.iter().map(kept).collect(),
        pieces,
    })?;
    let length = u32::try_from(head.len()).map_err(io::Error::other)?;
    out.write_all(&head)?;
    out.write_all(&MAGIC)?;
    out.write_all(&FORMAT.to_le_bytes())?;
    out.write_all(&length.to_le_bytes())?;
    out.write_all(&sum(&head).to_le_bytes())?;
    out.flush()
}

fn encoded(value: &impl serde::Serialize) -> io::Result<Vec<u8>> {
    postcard::to_stdvec(value).map_err(io::Error::other)
}

/// The head of a file; `None` if it is not whole or was written by another version.
fn read_head(path: &Path) -> io::Result<Option<Head>> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    let Some(end_at) = length.checked_sub(END as u64) else {
        return Ok(None);
    };
    let mut end = [0; END];
    file.seek(SeekFrom::Start(end_at))?;
    file.read_exact(&mut end)?;
    let Some(head_length) = head_length(&end) else {
        return Ok(None);
    };
    let Some(head_at) = end_at.checked_sub(head_length) else {
        return Ok(None);
    };
    let mut head = Vec::new();
    file.seek(SeekFrom::Start(head_at))?;
    file.take(head_length).read_to_end(&mut head)?;
    if end[16..] != sum(&head).to_le_bytes() {
        return Ok(None);
    }
    let head: Option<Head> = postcard::from_bytes(&head).ok();
    Ok(head.filter(|head| {
        let pieces = head.pieces.iter().map(|(length, _)| *length);
        let whole = pieces.fold(0, u64::saturating_add) == head_at;
        whole && head.program == env!("CARGO_PKG_VERSION")
    }))
}

/// How long the head is, if the file was written by this version of the program.
fn head_length(end: &[u8; END]) -> Option<u64> {
    let (magic, rest) = end.split_first_chunk::<8>()?;
    let (format, rest) = rest.split_first_chunk::<4>()?;
    let (length, _) = rest.split_first_chunk::<4>()?;
    let known = *magic == MAGIC && u32::from_le_bytes(*format) == FORMAT;
    known.then(|| u64::from(u32::from_le_bytes(*length)))
}

fn kept(problem: &Problem) -> KeptProblem {
    let site = &problem.site;
    let place = (site.file.clone(), site.line, site.column, site.span);
    let code = (Code::ALL.iter()).position(|(code, _)| *code == problem.code);
    let (message, remedy) = (problem.message.clone(), problem.remedy.clone());
    (place, code.unwrap_or(usize::MAX), message, remedy)
}

fn restored((place, code, message, remedy): KeptProblem) -> Option<Problem> {
    let (file, line, column, span) = place;
    let (code, _) = Code::ALL.get(code)?;
    Some(Problem {
        site: Site {
            file,
            line,
            column,
            span,
        },
        code: *code,
        message,
        remedy,
    })
}

/// A file of the dataset, for its lines.
fn text_of(files: &Files, name: &str) -> Option<SourceFile> {
    let bytes = files.bytes(name, Limits::default().ron_bytes).ok()?;
    let text = String::from_utf8(bytes).ok()?;
    Some(SourceFile::new(name.to_owned(), text))
}
