//! Two runs in one folder.

use super::*;

/// Holds the lock of a folder for a reference until it is dropped.
fn hold<'a>(folder: &'a Folder, reference: &str) -> Lock<'a> {
    Lock::take(folder, reference).unwrap().unwrap()
}

#[test]
fn a_run_of_the_same_reference_waits_and_one_of_another_fails() {
    let dir = folder();
    let root = Folder::create(dir.path()).unwrap();
    let files = files(&[("lib.rs", "")]);
    let held = hold(&root, "pages");
    // On Windows the owner of the lock is not known.
    if cfg!(unix) {
        let failure =
            crate::pipeline::output::write(&files, dir.path(), "other pages").unwrap_err();
        assert_eq!(failure.diagnostics()[0].code, Code::OutputFailed);
        assert!(message(&failure).contains("a run for the pages of pages is writing here"));
    }
    assert_eq!(listing(dir.path()), [lock::LOCK]);
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| write(&files, dir.path()).unwrap());
        std::thread::sleep(std::time::Duration::from_millis(100));
        assert_eq!(listing(dir.path()), [lock::LOCK]);
        drop(held);
        assert_eq!(waiting.join().unwrap().written, ["lib.rs"]);
    });
    assert_eq!(listing(dir.path()), ["lib.rs"]);
}

/// At most one of many runs holds the lock at a time.
#[test]
fn only_one_run_holds_the_lock() {
    use std::sync::atomic::{AtomicUsize, Ordering};

    let dir = folder();
    let (inside, taken) = (AtomicUsize::new(0), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let root = Folder::create(dir.path()).unwrap();
                for _ in 0..50 {
                    let held = hold(&root, "pages");
                    assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0);
                    std::thread::yield_now();
                    inside.fetch_sub(1, Ordering::SeqCst);
                    taken.fetch_add(1, Ordering::SeqCst);
                    drop(held);
                }
            });
        }
    });
    assert_eq!(taken.into_inner(), 200);
    assert_eq!(listing(dir.path()), [""; 0]);
}

/// The lock file remains, but the system has released the lock.
#[test]
fn the_lock_of_a_killed_run_is_taken_over() {
    let dir = folder();
    let files = files(&[("lib.rs", "")]);
    for _ in 0..2 {
        // In the second run, removing the lock file is the only thing to do.
        let text = "reference-codegen is writing here: other pages\n";
        fs::write(dir.path().join(lock::LOCK), text).unwrap();
        write(&files, dir.path()).unwrap();
        assert_eq!(listing(dir.path()), ["lib.rs"]);
    }
}

/// A run continues without a lock, and does not change the other file.
#[test]
fn a_foreign_file_with_the_name_of_the_lock_stays() {
    let dir = folder();
    let path = dir.path().join(lock::LOCK);
    fs::write(&path, "mine").unwrap();
    write(&files(&[("lib.rs", "a")]), dir.path()).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    write(&files(&[("lib.rs", "b")]), dir.path()).unwrap();
    assert_eq!(listing(dir.path()), [lock::LOCK, "lib.rs"]);
    #[cfg(unix)]
    {
        let outside = dir.path().join("empty");
        fs::write(&outside, "").unwrap();
        fs::remove_dir(&path).unwrap();
        std::os::unix::fs::symlink(&outside, &path).unwrap();
        write(&files(&[("lib.rs", "c")]), dir.path()).unwrap();
        assert_eq!(fs::read_to_string(&outside).unwrap(), "");
        assert!(path.is_symlink());
    }
}
