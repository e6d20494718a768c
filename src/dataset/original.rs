//! The text of a source itself, as somebody attaches it: bytes → paragraphs.

mod lines;
mod markdown;

use std::fmt;
use std::io::Read as _;
use std::path::Path;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding;

/// Bytes of the largest original that is read: as much as one text of a dataset.
const MOST_BYTES: u64 = 16 << 20;
/// More paragraphs than this make no text that somebody wrote.
const MOST_PARAGRAPHS: usize = 200_000;

/// An attached original, ready to be lined up with the editions of its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Original {
    /// Its paragraphs, list items, headings and footnotes in order, as plain text with
    /// single spaces. Each has at least one letter or digit.
    pub paragraphs: Vec<Box<str>>,
    /// How the file is encoded: "UTF-8", "windows-1252".
    pub encoding: &'static str,
    /// By which the file is known again.
    pub fingerprint: Fingerprint,
}

/// By which a file is known again: whoever attaches another text is told so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct Fingerprint {
    /// Length of the file in bytes.
    pub bytes: u64,
    /// CRC-32 of the file (ISO 3309, as in zip files).
    pub crc: u32,
}

impl Fingerprint {
    /// The fingerprint of a file's bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self {
            bytes: bytes.len() as u64,
            crc: crc32fast::hash(bytes),
        }
    }
}

/// Why a text cannot be attached: which file, what is wrong, what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{name}” {cause}; {}", .cause.remedy())]
pub struct OriginalError {
    /// The file's name.
    pub name: Box<str>,
    /// What is wrong with it.
    pub cause: OriginalCause,
}

/// What keeps a file from being attached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OriginalCause {
    /// Its name ends neither in `.txt` nor in `.md`.
    Name,
    /// It is larger than 16 MiB; its size in bytes.
    TooLarge(u64),
    /// It has no words.
    Empty,
    /// It is of another format, whatever its name says: "a PDF".
    Format(&'static str),
    /// It is not text at all.
    NotText,
    /// It falls into more than 200,000 paragraphs.
    TooManyParagraphs,
    /// There is no such file.
    Missing,
    /// A folder, a pipe, a device.
    NotAFile,
    /// The operating system refuses; in its words.
    Refused(String),
}

impl OriginalCause {
    /// What to do about it.
    #[must_use]
    pub const fn remedy(&self) -> &'static str {
        match self {
            Self::Name => "save it as plain text (.txt) or Markdown (.md) and attach that",
            Self::TooLarge(_) => "attach only the document itself, as plain text",
            Self::Empty => "check that it was saved with its text",
            Self::Format(_) => {
                "open it in the program that made it, save it as plain text (UTF-8) and attach that"
            }
            Self::NotText => "save it anew as plain text (UTF-8)",
            Self::TooManyParagraphs => {
                "a table or a list of data cannot be lined up; attach running text"
            }
            Self::Missing => "check the name, and whether the file has been moved",
            Self::NotAFile => "choose a text file",
            Self::Refused(_) => "check that the file may be read, then try again",
        }
    }
}

impl fmt::Display for OriginalCause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name => f.write_str("does not end in .txt or .md"),
            Self::TooLarge(bytes) => write!(
                f,
                "is larger than {} MiB: it has {} MiB",
                MOST_BYTES >> 20,
                bytes.div_ceil(1 << 20)
            ),
            Self::Empty => f.write_str("has no words in it"),
            Self::Format(what) => write!(f, "is {what}, not a plain text"),
            Self::NotText => f.write_str("is not a text: it is full of signs that no text has"),
            Self::TooManyParagraphs => {
                write!(f, "has more than {MOST_PARAGRAPHS} paragraphs")
            }
            Self::Missing => f.write_str("is not there"),
            Self::NotAFile => f.write_str("is not a file"),
            Self::Refused(why) => write!(f, "cannot be read: {why}"),
        }
    }
}

/// Reads the original at a path. Nothing is read of what is no plain file or too large.
///
/// # Errors
/// [`OriginalError`] with what is wrong and what to do.
pub fn original_at(path: &Path) -> Result<Original, OriginalError> {
    let name = path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    );
    let fail = |cause| OriginalError {
        name: name.as_str().into(),
        cause,
    };
    let refused = |error: std::io::Error| {
        fail(match error.kind() {
            std::io::ErrorKind::NotFound => OriginalCause::Missing,
            _ => OriginalCause::Refused(error.to_string()),
        })
    };
    // Opening a pipe would wait for ever, so look before opening.
    let meta = path.metadata().map_err(refused)?;
    if !meta.is_file() {
        return Err(fail(OriginalCause::NotAFile));
    }
    check_outside(&name, meta.len()).map_err(fail)?;
    let mut bytes = Vec::with_capacity(usize::try_from(meta.len()).unwrap_or(0));
    // The file may grow while it is read.
    std::fs::File::open(path)
        .and_then(|file| file.take(MOST_BYTES + 1).read_to_end(&mut bytes))
        .map_err(refused)?;
    read_original(&name, &bytes)
}

/// Reads an original from the bytes of a file; its name decides whether it is Markdown.
///
/// ```
/// use regesta::dataset::read_original;
/// let original = read_original("a.txt", b"First para-\ngraph.\n\nSecond.").unwrap();
/// assert_eq!(*original.paragraphs, ["First paragraph.".into(), "Second.".into()]);
/// let error = read_original("a.txt", b"%PDF-1.7").unwrap_err();
/// assert!(error.to_string().starts_with("“a.txt” is a PDF, not a plain text; "));
/// ```
///
/// # Errors
/// [`OriginalError`] with what is wrong and what to do.
pub fn read_original(name: &str, bytes: &[u8]) -> Result<Original, OriginalError> {
    read(name, bytes).map_err(|cause| OriginalError {
        name: name.into(),
        cause,
    })
}

fn read(name: &str, bytes: &[u8]) -> Result<Original, OriginalCause> {
    let markdown = check_outside(name, bytes.len() as u64)?;
    if let Some(format) = other_format(bytes) {
        return Err(OriginalCause::Format(format));
    }
    let (text, encoding) = decode(bytes);
    if !is_text(&text) {
        return Err(OriginalCause::NotText);
    }
    let paragraphs = if markdown {
        markdown::paragraphs(&text)
    } else {
        lines::paragraphs(&text)
    };
    match paragraphs.len() {
        0 => Err(OriginalCause::Empty),
        many if many > MOST_PARAGRAPHS => Err(OriginalCause::TooManyParagraphs),
        _ => Ok(Original {
            paragraphs,
            encoding: encoding.name(),
            fingerprint: Fingerprint::of(bytes),
        }),
    }
}

/// Whether it is Markdown; or what is wrong already with its name or size.
fn check_outside(name: &str, bytes: u64) -> Result<bool, OriginalCause> {
    let ending = Path::new(name)
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase());
    let markdown = match ending.as_deref() {
        Some("md") => true,
        Some("txt") => false,
        _ => return Err(OriginalCause::Name),
    };
    match bytes {
        0 => Err(OriginalCause::Empty),
        many if many > MOST_BYTES => Err(OriginalCause::TooLarge(many)),
        _ => Ok(markdown),
    }
}

/// The format of a file that is something else under the name of a text.
fn other_format(bytes: &[u8]) -> Option<&'static str> {
    const HEADS: [(&[u8], &str); 10] = [
        (b"%PDF-", "a PDF"),
        (
            b"PK\x03\x04",
            "a ZIP archive or an office document (DOCX, ODT, EPUB)",
        ),
        (b"PK\x05\x06", "an empty ZIP archive"),
        (b"\xd0\xcf\x11\xe0", "an old office document (DOC, XLS)"),
        (b"{\\rtf", "a document in Rich Text Format (RTF)"),
        (b"\x1f\x8b", "a compressed file (GZIP)"),
        (b"7z\xbc\xaf\x27\x1c", "a compressed file (7z)"),
        (b"\x89PNG", "a picture (PNG)"),
        (b"\xff\xd8\xff", "a picture (JPEG)"),
        (b"%!PS", "a PostScript file"),
    ];
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let bytes = bytes.trim_ascii_start();
    HEADS
        .iter()
        .find(|(head, _)| bytes.starts_with(head))
        .map(|(_, what)| *what)
}

/// The text and its encoding: a byte order mark decides; without one UTF-8 if it is, else
/// what the letters make likely.
fn decode(bytes: &[u8]) -> (String, &'static Encoding) {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return (text.into_owned(), encoding);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (text.to_owned(), encoding_rs::UTF_8);
    }
    if is_damaged_utf8(bytes) {
        let text = String::from_utf8_lossy(bytes).into_owned();
        return (text, encoding_rs::UTF_8);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    (text.into_owned(), encoding)
}

/// Whether nearly all that is beyond ASCII is UTF-8: letters of an older encoding hardly
/// ever form a valid sequence.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad * 9
}

/// Whether these are letters and not the inside of some program: at most one sign in fifty
/// that no text has, and no NUL. UTF-16 without its mark has many; a guess between its two
/// orders might turn a text into nonsense without anybody noticing.
fn is_text(text: &str) -> bool {
    let (mut strange, mut all) = (0_usize, 0_usize);
    for c in text.chars() {
        all += 1;
        match c {
            '\0' => return false,
            // Some editors of old end a file with the last of these.
            '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{1a}' => {}
            '\u{fffd}' => strange += 1,
            _ => strange += usize::from(c.is_control()),
        }
    }
    strange * 50 <= all
}
