//! Fetching the files of a dataset within the limits.

use super::files::{Files, FilesError, Limits};
use super::problem::{Code, Problem, Site};
use super::progress::{Progress, Stage};
use super::sink::MOST_PROBLEMS;
use super::source_file::SourceFile;
use super::syntax::{Node, Span, Value};

/// Fetches files within the limits.
pub(super) struct Loader<'f> {
    pub(super) files: &'f Files,
    pub(super) limits: &'f Limits,
    pub(super) progress: &'f Progress,
    pub(super) bytes_left: u64,
    pub(super) problems: Vec<Problem>,
}

impl Loader<'_> {
    /// A `.ron` file. `named_at` is where another file names it.
    pub(super) fn ron_file(&mut self, name: &str, named_at: Option<Site>) -> Option<SourceFile> {
        self.file(name, self.limits.ron_bytes, named_at)
    }

    /// A text file.
    pub(super) fn text_file(&mut self, name: &str, named_at: Site) -> Option<SourceFile> {
        self.file(name, self.limits.text_bytes, Some(named_at))
    }

    /// What cannot be had is an error, so the rest may go unlisted.
    fn report(&mut self, problem: Problem) {
        if self.problems.len() < MOST_PROBLEMS {
            self.problems.push(problem);
        }
    }

    fn file(&mut self, name: &str, limit: u64, named_at: Option<Site>) -> Option<SourceFile> {
        let own_site = || Site {
            file: name.into(),
            line: 1,
            column: 1,
            span: (0, 0),
        };
        let site = named_at.unwrap_or_else(own_site);
        let problem = |site, code, message, remedy: &str| Problem {
            site,
            code,
            message,
            remedy: remedy.to_owned(),
        };
        let runs_out = self.bytes_left < limit;
        let mut bytes = Vec::new();
        let most = limit.min(self.bytes_left);
        let read = (self.files).read_into(&mut bytes, name, most, self.progress);
        match read {
            Ok(()) => {}
            Err(error) => {
                let (code, remedy) = match &error {
                    FilesError::Outside => (
                        Code::PathOutside,
                        "put the file into the dataset's folder and name it from there",
                    ),
                    FilesError::TooLarge(_) => (Code::FileTooLarge, "split it"),
                    FilesError::Missing => (
                        Code::FileUnreadable,
                        "correct the name, or put the file there",
                    ),
                    FilesError::NotAFile | FilesError::Io(_) => {
                        (Code::FileUnreadable, "check what it is and who may read it")
                    }
                };
                let name = super::fields::clip(name);
                let message = match error {
                    FilesError::TooLarge(_) if runs_out => format!(
                        "“{name}”: with this file the dataset is larger than {}",
                        size(self.limits.all_bytes)
                    ),
                    FilesError::TooLarge(most) => {
                        format!("“{name}”: the file is larger than {}", size(most))
                    }
                    error => format!("“{name}”: {error}"),
                };
                self.report(problem(site, code, message, remedy));
                return None;
            }
        }
        self.bytes_left -= bytes.len() as u64;
        match String::from_utf8(bytes) {
            Ok(text) => Some(SourceFile::new(name.to_owned(), text)),
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let before = String::from_utf8_lossy(&error.as_bytes()[..at]).into_owned();
                let file = SourceFile::new(name.to_owned(), before);
                let site = super::sink::site_of(&file, Span::new(at, at));
                self.report(problem(
                    site,
                    Code::NotUtf8,
                    "the file is not UTF-8 from here on".to_owned(),
                    "save it as UTF-8",
                ));
                None
            }
        }
    }

    /// Reads the files that the main file names in `parts`.
    pub(super) fn parts(&mut self, main: &SourceFile, root: &Node<'_>) -> Vec<SourceFile> {
        let mut files = Vec::new();
        self.parts_into(&mut files, main, root);
        files
    }

    fn parts_into(&mut self, files: &mut Vec<SourceFile>, main: &SourceFile, root: &Node<'_>) {
        let Value::Record(fields) = &root.value else {
            return;
        };
        let Some(Value::List(parts)) = fields
            .iter()
            .find(|field| field.name == "parts")
            .map(|field| &field.node.value)
        else {
            return;
        };
        let mut named = std::collections::HashSet::new();
        self.progress.begin(Stage::Files, 0.05, parts.len() as u64);
        for (at, part) in parts.iter().enumerate() {
            if !self.progress.advance(1) {
                return;
            }
            let Value::Text(name) = &part.value else {
                continue;
            };
            // Reported with the other fields.
            if name.trim().is_empty() {
                continue;
            }
            let site = super::sink::site_of(main, part.span);
            if at >= self.limits.parts {
                self.report(Problem {
                    site,
                    code: Code::TooMany,
                    message: format!("there are more than {} parts", self.limits.parts),
                    remedy: "put several of them into one file".to_owned(),
                });
                return;
            }
            let plain = plain_path(name);
            if plain == plain_path(&main.name) && !name.starts_with('/') {
                self.report(Problem {
                    site,
                    code: Code::SelfReference,
                    message: format!(
                        "“{}” is the dataset itself, not a part",
                        super::fields::clip(name)
                    ),
                    remedy: "take it off the list".to_owned(),
                });
                continue;
            }
            if !named.insert(plain) {
                self.report(Problem {
                    site,
                    code: Code::DuplicateId,
                    message: format!("the part “{}” is named twice", super::fields::clip(name)),
                    remedy: "name it once".to_owned(),
                });
                continue;
            }
            if let Some(file) = self.ron_file(name, Some(site)) {
                files.push(file);
            }
        }
    }
}

/// A path without `.` and doubled separators, to tell whether two are the same.
fn plain_path(name: &str) -> String {
    let names: Vec<&str> = name
        .split('/')
        .filter(|name| !matches!(*name, "" | "."))
        .collect();
    names.join("/")
}

fn size(bytes: u64) -> String {
    if bytes >= 1 << 20 {
        format!("{} MiB", bytes >> 20)
    } else {
        format!("{bytes} bytes")
    }
}
