//! Notices when something is saved that decides the output.

use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use notify::{Event, RecommendedWatcher, Watcher};
use reference_codegen::Watched;

use super::places::WatchedPaths;
use crate::cli::arguments::GenerateArguments;
use crate::cli::status::CommandError;

/// An editor saves in several steps, and a checkout saves many files.
const QUIET: Duration = Duration::from_millis(100);
/// Saves that never end are not waited for.
const MAX_WAIT: Duration = Duration::from_secs(2);
/// Nobody tells when what is missing comes back together with the folder around it.
const POLL: Duration = Duration::from_millis(500);

/// What is saved in the reference folders, the settings file and the corrections.
pub(super) struct PageWatcher {
    watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    watched: Watched,
    places: WatchedPaths,
    /// Whether a folder that is watched may have become another one of the same name.
    is_stale: bool,
}

impl PageWatcher {
    /// Watches what the arguments name; what is saved from now on is noticed.
    pub(super) fn new(arguments: &GenerateArguments) -> Result<Self, CommandError> {
        let (sender, events) = mpsc::channel();
        let mut saves = Self {
            watcher: notify::recommended_watcher(sender)?,
            events,
            watched: watched(arguments)?,
            places: WatchedPaths::default(),
            is_stale: true,
        };
        saves.watch()?;
        Ok(saves)
    }

    /// What is watched, as it was named.
    pub(super) fn watched(&self) -> &Watched {
        &self.watched
    }

    /// Whether something that is to be watched is not there.
    pub(super) fn is_missing_any(&self) -> bool {
        self.places.is_missing_any
    }

    /// Waits until something is saved, and then until all of it is.
    pub(super) fn wait(&mut self, arguments: &GenerateArguments) -> Result<(), CommandError> {
        while !self.next_matters()? {}
        let deadline = Instant::now() + MAX_WAIT;
        while let Ok(event) = self.events.recv_timeout(QUIET) {
            self.matters(&event?);
            if Instant::now() > deadline {
                break;
            }
        }
        self.look_again(arguments)
    }

    /// Waits for the next event, and tells whether it is one to generate for.
    fn next_matters(&mut self) -> Result<bool, CommandError> {
        if !self.places.is_missing_any {
            // The sender is in the watcher, so the channel is open as long as this is.
            return Ok(match self.events.recv() {
                Ok(event) => self.matters(&event?),
                Err(_) => true,
            });
        }
        match self.events.recv_timeout(POLL) {
            Ok(event) => Ok(self.matters(&event?)),
            Err(RecvTimeoutError::Timeout) => Ok(WatchedPaths::new(&self.watched) != self.places),
            Err(RecvTimeoutError::Disconnected) => Ok(true),
        }
    }

    /// Whether an event is a change of what decides the output; reading is none.
    fn matters(&mut self, event: &Event) -> bool {
        if event.kind.is_access() {
            return false;
        }
        let is_of_folders = event
            .paths
            .iter()
            .any(|path| self.places.is_ancestor_event(path));
        self.is_stale |= is_of_folders || event.need_rescan();
        self.is_stale || event.paths.iter().any(|path| self.places.contains(path))
    }

    /// Watches what the settings name now, and what has come in the place of what is gone.
    fn look_again(&mut self, arguments: &GenerateArguments) -> Result<(), CommandError> {
        // What is wrong with the settings is told by the run that follows.
        if let Ok(watched) = watched(arguments) {
            self.watched = watched;
        }
        Ok(self.watch()?)
    }

    /// Watches all of the places that are there, unless it does so already.
    fn watch(&mut self) -> notify::Result<()> {
        let places = WatchedPaths::new(&self.watched);
        if !self.is_stale && places == self.places {
            return Ok(());
        }
        for folder in self.places.watches().keys() {
            // What is gone is no longer watched, which is as well.
            let _ = self.watcher.unwatch(folder);
        }
        for (folder, mode) in places.watches() {
            match self.watcher.watch(&folder, mode) {
                // It has gone just now, which the folder around it tells.
                Err(_) if !folder.exists() => {}
                result => result?,
            }
        }
        self.places = places;
        self.is_stale = false;
        Ok(())
    }
}

fn watched(arguments: &GenerateArguments) -> Result<Watched, CommandError> {
    let config = arguments.config();
    Ok(config.watched(&arguments.settings.reference)?)
}
