//! Noticing that a dataset changes on disk.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

/// Watches the folders of a dataset's files.
pub(super) struct Watch {
    /// Kept, because dropping it ends the watching.
    _watcher: RecommendedWatcher,
    changed: Arc<AtomicBool>,
}

impl Watch {
    /// Watches the folders in which these files (relative to `root`) lie. `wake` is called
    /// on every change. `None` if the system cannot watch: then only reading again by hand
    /// is left.
    pub(super) fn new(
        root: &Path,
        files: &[&str],
        wake: impl Fn() + Send + 'static,
    ) -> Option<Self> {
        let changed = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&changed);
        let paths: BTreeSet<PathBuf> = files.iter().map(|file| root.join(file)).collect();
        let folders: BTreeSet<PathBuf> = (paths.iter())
            .filter_map(|path| path.parent().map(Path::to_path_buf))
            .chain([root.to_path_buf()])
            .collect();
        let mut watcher =
            notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
                let Ok(event) = event else { return };
                let is_change = matches!(
                    event.kind,
                    EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_)
                );
                // Editors write beside a file and rename, so any `.ron` or `.md` counts.
                let concerns = event.paths.iter().any(|path| {
                    paths.contains(path)
                        || path
                            .extension()
                            .is_some_and(|ext| ext == "ron" || ext == "md")
                });
                if is_change && concerns {
                    flag.store(true, Ordering::Release);
                    wake();
                }
            })
            .map_err(|error| log::warn!("changes on disk are not noticed: {error}"))
            .ok()?;
        for folder in folders {
            if let Err(error) = watcher.watch(&folder, RecursiveMode::NonRecursive) {
                log::warn!("changes in {} are not noticed: {error}", folder.display());
            }
        }
        Some(Self {
            _watcher: watcher,
            changed,
        })
    }

    /// Whether something has changed since the last call.
    pub(super) fn take_change(&self) -> bool {
        self.changed.swap(false, Ordering::AcqRel)
    }
}
