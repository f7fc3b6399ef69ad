//! Notices when something is saved that decides the output.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use crate::command::arguments::GenerateArguments;
use crate::command::status::Failed;

/// An editor saves in several steps, and a checkout saves many files.
const QUIET: Duration = Duration::from_millis(100);
/// Saves that never end are not waited for.
const LONGEST: Duration = Duration::from_secs(2);

/// What is saved below the reference folders, and the settings file.
pub(super) struct Saves {
    watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    /// The reference folders, without symbolic links: so they are named in events.
    reference: BTreeSet<PathBuf>,
    settings_file: Option<PathBuf>,
}

impl Saves {
    /// Watches what the arguments name; what is saved from now on is noticed.
    pub(super) fn of(arguments: &GenerateArguments) -> Result<Self, Failed> {
        let (sender, events) = mpsc::channel();
        let mut saves = Self {
            watcher: notify::recommended_watcher(sender)?,
            events,
            reference: BTreeSet::new(),
            settings_file: None,
        };
        saves.watch_reference(arguments)?;
        if let Some(file) = arguments.settings.settings_file() {
            saves.watch_settings(&file)?;
        }
        Ok(saves)
    }

    /// Watches the folder: an editor may put a new file in the place of the old one.
    fn watch_settings(&mut self, file: &Path) -> notify::Result<()> {
        let file = file.canonicalize()?;
        let folder = file.parent().unwrap_or(Path::new("/"));
        self.watcher.watch(folder, RecursiveMode::NonRecursive)?;
        self.settings_file = Some(file);
        Ok(())
    }

    /// Watches the folders that the settings name now.
    fn watch_reference(&mut self, arguments: &GenerateArguments) -> Result<(), Failed> {
        let folders = arguments
            .config()
            .reference(&arguments.settings.reference)?;
        for folder in folders {
            let folder = folder
                .canonicalize()
                .map_err(|error| notify::Error::io(error).add_path(folder))?;
            if !self.reference.contains(&folder) {
                self.watcher.watch(&folder, RecursiveMode::Recursive)?;
                self.reference.insert(folder);
            }
        }
        Ok(())
    }

    /// Waits until something is saved, and then until all of it is.
    pub(super) fn wait(&mut self, arguments: &GenerateArguments) -> Result<(), Failed> {
        // The sender is in the watcher, so the channel is open as long as this is.
        while let Ok(event) = self.events.recv() {
            if self.matters(&event?) {
                break;
            }
        }
        let deadline = Instant::now() + LONGEST;
        while self.events.recv_timeout(QUIET).is_ok() && Instant::now() < deadline {}
        // What is wrong with the settings is told by the run that follows.
        let _ = self.watch_reference(arguments);
        Ok(())
    }

    /// Whether an event is a change of a page, a folder or the settings; reading is none.
    fn matters(&self, event: &Event) -> bool {
        let of_reference = |path: &PathBuf| {
            let extension = path.extension();
            let is_page_or_folder = extension.is_none_or(|extension| extension == "mdx");
            is_page_or_folder && self.reference.iter().any(|folder| path.starts_with(folder))
        };
        let decides = |path| of_reference(path) || Some(path) == self.settings_file.as_ref();
        !event.kind.is_access() && (event.need_rescan() || event.paths.iter().any(decides))
    }
}
