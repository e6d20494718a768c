//! Where the bytes of a dataset come from, with limits, and never from outside its folder.

use std::io::Read as _;
use std::path::{Component, Path, PathBuf};

use include_dir::{Dir, include_dir};

use super::progress::Progress;

static BUILT_IN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/datasets");

/// The folder of the record that ships, within the program.
pub const SHIPPED: &str = "internet-governance-2020";
/// The folder of the small commented dataset, within the program.
pub const TUTORIAL: &str = "tutorial";

/// How much may be read. The figures stand in `datasets/FORMAT.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one `.ron` file.
    pub ron_bytes: u64,
    /// Bytes of one text.
    pub text_bytes: u64,
    /// Bytes of all files together.
    pub all_bytes: u64,
    /// Files named in `parts`.
    pub parts: usize,
    /// Lists and records within one another.
    pub depth: u32,
    /// Values in all `.ron` files together.
    pub values: usize,
    /// Items (events, actors, …) in the dataset.
    pub items: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            ron_bytes: 64 << 20,
            text_bytes: 16 << 20,
            all_bytes: 2 << 30,
            parts: 500,
            depth: 32,
            values: 64_000_000,
            items: 4_000_000,
        }
    }
}

/// The files of one dataset.
#[derive(Clone, Debug)]
pub enum Files {
    /// A folder within the program.
    BuiltIn(&'static str),
    /// On disk.
    Disk {
        /// The dataset's folder, absolute and without links.
        root: PathBuf,
        /// The main file, relative to it.
        main: String,
    },
}

/// Why a file of a dataset cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum FilesError {
    /// The path leads out of the folder.
    #[error("the path leads out of the dataset's folder")]
    Outside,
    /// There is no such file.
    #[error("there is no such file")]
    Missing,
    /// A folder, a pipe, a device.
    #[error("this is not a file")]
    NotAFile,
    /// Larger than the limit, in bytes.
    #[error("the file is larger than {} MiB", .0 >> 20)]
    TooLarge(u64),
    /// The operating system refuses.
    #[error("{0}")]
    Io(#[from] std::io::Error),
}

impl Files {
    /// The record that ships.
    #[must_use]
    pub const fn shipped() -> Self {
        Self::BuiltIn(SHIPPED)
    }

    /// The dataset at a path: a folder with `dataset.ron`, that file itself, or any
    /// `.ron` file.
    ///
    /// # Errors
    /// [`FilesError`] if there is nothing at the path.
    pub fn open(path: &Path) -> Result<Self, FilesError> {
        let missing = |error: std::io::Error| match error.kind() {
            std::io::ErrorKind::NotFound => FilesError::Missing,
            _ => FilesError::Io(error),
        };
        let full = path.canonicalize().map_err(missing)?;
        if full.is_dir() {
            return Ok(Self::Disk {
                root: full,
                main: "dataset.ron".to_owned(),
            });
        }
        let name = full
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        match (full.parent(), name) {
            (Some(parent), Some(main)) => Ok(Self::Disk {
                root: parent.to_path_buf(),
                main,
            }),
            _ => Err(FilesError::NotAFile),
        }
    }

    /// The main file, relative to the folder.
    #[must_use]
    pub fn main(&self) -> &str {
        match self {
            Self::BuiltIn(_) => "dataset.ron",
            Self::Disk { main, .. } => main,
        }
    }

    /// The folder on disk, if there is one.
    #[must_use]
    pub fn root(&self) -> Option<&Path> {
        match self {
            Self::BuiltIn(_) => None,
            Self::Disk { root, .. } => Some(root),
        }
    }

    /// What a user would type to open the same again; nothing for what is built in.
    #[must_use]
    pub fn path(&self) -> Option<PathBuf> {
        match self {
            Self::BuiltIn(_) => None,
            Self::Disk { root, main } if main == "dataset.ron" => Some(root.clone()),
            Self::Disk { root, main } => Some(root.join(main)),
        }
    }

    /// The bytes of a file, given relative to the folder.
    ///
    /// # Errors
    /// [`FilesError`] if the path leads outside (also by way of a link), if it is no
    /// plain file, or if it is larger than `limit` bytes.
    pub fn bytes(&self, relative: &str, limit: u64) -> Result<Vec<u8>, FilesError> {
        let mut bytes = Vec::new();
        self.read_into(&mut bytes, relative, limit, &Progress::default())?;
        Ok(bytes)
    }

    /// The same into `bytes`, whose room is used again. It fails when it is cancelled.
    pub(crate) fn read_into(
        &self,
        bytes: &mut Vec<u8>,
        relative: &str,
        limit: u64,
        progress: &Progress,
    ) -> Result<(), FilesError> {
        bytes.clear();
        let clean = clean_path(relative).ok_or(FilesError::Outside)?;
        match self {
            Self::BuiltIn(folder) => {
                let file = BUILT_IN
                    .get_file(Path::new(folder).join(clean))
                    .ok_or(FilesError::Missing)?;
                bytes.extend_from_slice(file.contents());
                Ok(())
            }
            Self::Disk { root, .. } => {
                let full = match root.join(clean).canonicalize() {
                    Ok(full) => full,
                    Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                        return Err(FilesError::Missing);
                    }
                    Err(error) => return Err(error.into()),
                };
                if !full.starts_with(root) {
                    return Err(FilesError::Outside);
                }
                let meta = full.metadata()?;
                // Opening a pipe would wait for ever, so look before opening.
                if !meta.is_file() {
                    return Err(FilesError::NotAFile);
                }
                if meta.len() > limit {
                    return Err(FilesError::TooLarge(limit));
                }
                bytes.reserve(usize::try_from(meta.len()).unwrap_or(0));
                // The file may grow while it is read.
                let mut file = std::fs::File::open(full)?.take(limit + 1);
                // Piece by piece, as a slow disk can take long.
                while file.by_ref().take(PIECE).read_to_end(bytes)? > 0 {
                    if progress.is_cancelled() {
                        return Err(std::io::Error::from(std::io::ErrorKind::Interrupted).into());
                    }
                }
                if bytes.len() as u64 > limit {
                    return Err(FilesError::TooLarge(limit));
                }
                Ok(())
            }
        }
    }
}

/// So many bytes are read at once.
const PIECE: u64 = 1 << 20;

/// A relative path made of plain names only; `None` for anything else.
fn clean_path(relative: &str) -> Option<PathBuf> {
    // Windows' separators and drives are refused everywhere, so that a dataset is the
    // same dataset on every machine.
    if relative.is_empty() || relative.contains(['\\', ':', '\0']) {
        return None;
    }
    let mut clean = PathBuf::new();
    for component in Path::new(relative).components() {
        match component {
            Component::Normal(name) => clean.push(name),
            Component::CurDir => {}
            Component::ParentDir | Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(clean)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_relative_paths_are_read() {
        for path in [
            "/etc/passwd",
            "../x",
            "a/../../x",
            "c:/x",
            "a\\b",
            "",
            "a\0b",
        ] {
            assert!(clean_path(path).is_none(), "{path:?}");
        }
        assert_eq!(
            clean_path("./texts/a.md"),
            Some(PathBuf::from("texts/a.md"))
        );
    }

    #[test]
    fn a_link_that_leads_outside_is_refused() {
        let outside = tempfile::tempdir().expect("a folder");
        std::fs::write(outside.path().join("secret.md"), "secret").expect("a file");
        let inside = tempfile::tempdir().expect("a folder");
        std::fs::write(inside.path().join("dataset.ron"), "()").expect("a file");
        #[cfg(unix)]
        std::os::unix::fs::symlink(
            outside.path().join("secret.md"),
            inside.path().join("text.md"),
        )
        .expect("a link");
        let files = Files::open(inside.path()).expect("a dataset");
        #[cfg(unix)]
        assert!(matches!(
            files.bytes("text.md", 100),
            Err(FilesError::Outside)
        ));
        assert!(files.bytes("dataset.ron", 100).is_ok());
        assert!(matches!(
            files.bytes("dataset.ron", 1),
            Err(FilesError::TooLarge(1))
        ));
        assert!(matches!(
            files.bytes("none.md", 1),
            Err(FilesError::Missing)
        ));
    }
}
