use std::io::{self, IsTerminal, stderr};
use std::sync::{Arc, Mutex};

use indicatif::TermLike;

use super::*;

fn progress(min_time: Duration, is_quiet: bool) -> Progress {
    Progress {
        start: Instant::now(),
        min_time,
        message: "bodies",
        is_quiet,
        bar: OnceLock::new(),
    }
}

/// No bar for short work, and none with `--quiet`.
#[test]
fn there_is_a_bar_after_a_moment_alone() {
    let hour = Duration::from_secs(3600);
    for (min_time, is_quiet, expected) in [
        (Duration::ZERO, false, true),
        (hour, false, false),
        (Duration::ZERO, true, false),
    ] {
        let progress = progress(min_time, is_quiet);
        progress.report(1, 2);
        assert_eq!(progress.bar.get().is_some(), expected);
    }
}

#[test]
fn nothing_is_drawn_without_a_terminal() {
    let progress = progress(Duration::ZERO, false);
    progress.report(1, 2);
    let bar = progress.bar.get().unwrap();
    assert_eq!(bar.is_hidden(), !stderr().is_terminal());
}

/// The bar is text without colours.
#[test]
fn a_terminal_shows_how_far_it_is() {
    let screen = Screen::default();
    let target = ProgressDrawTarget::term_like(Box::new(screen.clone()));
    let bar = bar("bodies", 4, target);
    bar.set_position(1);
    bar.tick();
    let drawn = screen.text();
    let expected = format!("bodies {}{} 25%", "█".repeat(10), "░".repeat(30));
    assert!(drawn.contains(&expected), "{drawn}");
    assert!(!drawn.contains('\x1b'), "{drawn}");
}

/// A terminal that remembers what was written to it.
#[derive(Debug, Clone, Default)]
struct Screen(Arc<Mutex<String>>);

impl Screen {
    fn text(&self) -> String {
        self.0.lock().unwrap().clone()
    }
}

impl TermLike for Screen {
    fn width(&self) -> u16 {
        80
    }

    fn move_cursor_up(&self, _: usize) -> io::Result<()> {
        Ok(())
    }

    fn move_cursor_down(&self, _: usize) -> io::Result<()> {
        Ok(())
    }

    fn move_cursor_right(&self, _: usize) -> io::Result<()> {
        Ok(())
    }

    fn move_cursor_left(&self, _: usize) -> io::Result<()> {
        Ok(())
    }

    fn write_line(&self, line: &str) -> io::Result<()> {
        self.write_str(line)
    }

    fn write_str(&self, text: &str) -> io::Result<()> {
        self.0.lock().unwrap().push_str(text);
        Ok(())
    }

    fn clear_line(&self) -> io::Result<()> {
        Ok(())
    }

    fn flush(&self) -> io::Result<()> {
        Ok(())
    }
}
