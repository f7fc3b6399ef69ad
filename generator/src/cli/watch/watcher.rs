//! Waits for changes of files that affect the output.

use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, TryRecvError};
use std::time::{Duration, Instant};

use notify::{Event, RecommendedWatcher, Watcher};
use reference_codegen::Watched;

use super::paths::WatchedPaths;
use crate::cli::exit_status::CommandError;
use crate::cli::generate::GenerateArguments;

/// The pause that ends a save: an editor saves in several steps, and a checkout saves many files.
const QUIET: Duration = Duration::from_millis(100);
/// The longest wait for the end of a save.
const MAX_WAIT: Duration = Duration::from_secs(2);
/// The interval of looking for missing paths: there is no event if one appears together with its
/// parent folder.
const POLL: Duration = Duration::from_millis(500);

/// Watches the reference folders, the settings file and the corrections.
pub(super) struct PageWatcher {
    watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    watched: Watched,
    paths: WatchedPaths,
    /// `true` if a watched folder may have been replaced by another one of the same name.
    is_stale: bool,
}

impl PageWatcher {
    /// Starts to watch the paths of the arguments.
    pub(super) fn new(arguments: &GenerateArguments) -> Result<Self, CommandError> {
        let (sender, events) = mpsc::channel();
        let mut watcher = Self {
            watcher: start(sender, &events)?,
            events,
            watched: watched(arguments)?,
            paths: WatchedPaths::default(),
            is_stale: true,
        };
        watcher.watch()?;
        Ok(watcher)
    }

    /// The watched paths, as they were named.
    pub(super) fn watched(&self) -> &Watched {
        &self.watched
    }

    /// `true` if a path that was given does not exist.
    pub(super) fn is_missing_given(&self) -> bool {
        self.paths.is_missing_given
    }

    /// Waits for a save, and for its end.
    pub(super) fn wait(&mut self, arguments: &GenerateArguments) -> Result<(), CommandError> {
        while !self.next_matters()? {}
        let deadline = Instant::now() + MAX_WAIT;
        while let Ok(event) = self.events.recv_timeout(QUIET) {
            self.matters(&event?);
            if Instant::now() > deadline {
                break;
            }
        }
        // The run that follows reports errors of the settings.
        if let Ok(watched) = watched(arguments) {
            self.watched = watched;
        }
        Ok(self.watch()?)
    }

    /// Waits for the next event; `true` if it affects the output.
    fn next_matters(&mut self) -> Result<bool, CommandError> {
        if !self.paths.is_missing_any {
            // The watcher owns the sender, so the channel stays open.
            return Ok(match self.events.recv() {
                Ok(event) => self.matters(&event?),
                Err(_) => true,
            });
        }
        match self.events.recv_timeout(POLL) {
            Ok(event) => Ok(self.matters(&event?)),
            Err(RecvTimeoutError::Timeout) => Ok(WatchedPaths::new(&self.watched) != self.paths),
            Err(RecvTimeoutError::Disconnected) => Ok(true),
        }
    }

    /// `true` if an event may change the output. Events of reading do not.
    fn matters(&mut self, event: &Event) -> bool {
        if event.kind.is_access() {
            return false;
        }
        let mut paths = event.paths.iter();
        self.is_stale |=
            event.need_rescan() || paths.any(|path| self.paths.is_ancestor_event(path));
        self.is_stale || event.paths.iter().any(|path| self.paths.contains(path))
    }

    /// Watches all paths that exist, unless they are already watched.
    fn watch(&mut self) -> notify::Result<()> {
        let paths = WatchedPaths::new(&self.watched);
        if !self.is_stale && paths == self.paths {
            return Ok(());
        }
        for folder in self.paths.watches().keys() {
            // An error means that the folder was removed, and is no longer watched.
            let _ = self.watcher.unwatch(folder);
        }
        for (folder, mode) in paths.watches() {
            match self.watcher.watch(&folder, mode) {
                // The folder has just been removed. An event of its parent will follow.
                Err(_) if !folder.exists() => {}
                result => result?,
            }
        }
        self.paths = paths;
        self.is_stale = false;
        Ok(())
    }
}

/// Starts the watcher's thread, which sends the events.
fn start(
    sender: Sender<notify::Result<Event>>,
    events: &Receiver<notify::Result<Event>>,
) -> notify::Result<RecommendedWatcher> {
    let watcher = notify::recommended_watcher(sender)?;
    // `notify` does not report a failure to start the thread, but then the sender is dropped.
    if matches!(events.try_recv(), Err(TryRecvError::Disconnected)) {
        // Dropping the watcher sends a message to the thread, and panics if there is no thread.
        std::mem::forget(watcher);
        return Err(notify::Error::generic("no thread can be made for it"));
    }
    Ok(watcher)
}

fn watched(arguments: &GenerateArguments) -> Result<Watched, CommandError> {
    let config = arguments.config();
    Ok(config.watched(&arguments.settings.reference)?)
}
