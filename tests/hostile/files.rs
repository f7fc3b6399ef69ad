//! Names of files and links that mean harm: the files that are read, and the places that are
//! written.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use reference_codegen::diagnostic::is_control;
use reference_codegen::{Config, Error, Layout, WriteSummary};

use crate::pages::{self, Hole};
use crate::texts;

const PAGE: &str = "---\nreference:\n  curl:\n    - key: bin\n      id: bin\n      properties:\n        \
                    - key: lid\n          type: string\n---\n\n# Bin\n";

/// Every file and link below a folder, with its text or its target.
fn tree(folder: &Path, tree: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let metadata = fs::symlink_metadata(&path).unwrap();
        let name = path.display().to_string();
        if metadata.is_dir() {
            tree.insert(name, Vec::new());
            self::tree(&path, tree);
        } else if metadata.is_symlink() {
            let target = fs::read_link(&path).unwrap();
            tree.insert(name, target.into_os_string().into_encoded_bytes());
        } else {
            tree.insert(name, fs::read(&path).unwrap());
        }
    }
}

/// Everything in a folder but what is in `out`.
fn around(folder: &Path, out: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    tree(folder, &mut all);
    all.retain(|path, _| !Path::new(path).starts_with(out));
    all
}

fn write(reference: &Path, out: &Path, layout: Layout) -> Result<WriteSummary, Error> {
    let config = Config::new().layout(layout).out_dir(out);
    config.generate(&[reference])?.write()
}

/// `true` if every file system accepts the name, that of Windows included.
fn is_safe(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or_default().to_lowercase();
    let device = ["con", "prn", "aux", "nul", "conin$", "conout$"].contains(&stem.as_str());
    let numbered = stem.len() == 4 && ["com", "lpt"].iter().any(|port| stem.starts_with(port));
    let plain = |c: char| !is_control(c) && !c.is_whitespace() && !"<>:\"/\\|?*".contains(c);
    !part.is_empty()
        && part.len() <= 255
        && !part.starts_with('.')
        && !part.ends_with('.')
        && part.chars().all(plain)
        && !device
        && !(numbered && stem.ends_with(|c: char| c.is_numeric()))
}

#[test]
fn pages_of_any_name_give_files_with_safe_names_in_the_folder() {
    let mut made = 0;
    for hole in [Hole::File, Hole::Folder, Hole::ResourceId] {
        for text in texts::all().iter().filter(|text| hole.holds(text)) {
            let folder = tempfile::tempdir().unwrap();
            let out = folder.path().join("out");
            pages::write(folder.path(), hole, text);
            fs::create_dir_all(out.with_file_name("outer/out")).unwrap();
            let before = around(folder.path(), &out);
            for layout in [Layout::Tree, Layout::File, Layout::Crate] {
                let Ok(written) = write(&folder.path().join("reference"), &out, layout) else {
                    continue;
                };
                made += 1;
                for path in written.written {
                    assert!(path.split('/').all(is_safe), "{text:?}: {path}");
                }
            }
            assert_eq!(around(folder.path(), &out), before, "{text:?}");
        }
    }
    assert!(made > 400, "{made}");
}

/// Two pages that are one file where the case of letters does not count.
#[test]
fn names_that_differ_in_case_never_share_a_file() {
    let names = [
        ["Bin", "bin"],
        ["BIN", "bin"],
        ["a/Bin", "A/bin"],
        ["İ", "i̇"],
        ["ſun", "sun"],
        ["ßa", "ssa"],
        ["K", "k"],
    ];
    let mut refused = 0;
    for pair in names {
        let folder = tempfile::tempdir().unwrap();
        let reference = folder.path().join("reference");
        for name in pair {
            let file = reference.join(format!("{name}.mdx"));
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, PAGE).unwrap();
        }
        let Ok(generated) = Config::new().generate(&[&reference]) else {
            refused += 1;
            continue;
        };
        let files = generated.files().keys();
        let folded: BTreeSet<String> = files
            .map(|path| path.to_uppercase().to_lowercase())
            .collect();
        assert_eq!(
            folded.len(),
            generated.files().len(),
            "{pair:?}: {folded:?}"
        );
    }
    assert!(refused >= 3, "{refused}");
}

/// Both outputs keep their files, whichever is written again.
#[test]
fn an_output_in_a_folder_of_another_is_left_alone() {
    let layouts = [Layout::Tree, Layout::File, Layout::Crate];
    for (outer, inner) in layouts
        .iter()
        .flat_map(|outer| layouts.iter().map(move |inner| (outer, inner)))
    {
        let folder = tempfile::tempdir().unwrap();
        let [first, second] = ["bin", "bag"].map(|name| {
            let reference = folder.path().join(name);
            fs::create_dir(&reference).unwrap();
            let page = PAGE.replace("bin", name);
            fs::write(reference.join(format!("{name}.mdx")), page).unwrap();
            reference
        });
        let out = folder.path().join("out");
        let below = out.join("elsewhere/b");
        for _ in 0..2 {
            for (reference, out, layout) in [(&first, &out, outer), (&second, &below, inner)] {
                let written = write(reference, out, *layout).unwrap();
                assert_eq!(written.removed, [""; 0], "{outer:?}, {inner:?}");
            }
        }
        let written = write(&first, &out, *outer).unwrap();
        assert_eq!((written.written.len(), written.removed.len()), (0, 0));
    }
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::symlink;
    use std::sync::atomic::{AtomicBool, Ordering};

    use reference_codegen::diagnostic::Code;

    use super::*;

    /// A folder with a page, and files beside it that no run may touch.
    fn scene() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("reference/sheds")).unwrap();
        fs::write(folder.path().join("reference/sheds/bin.mdx"), PAGE).unwrap();
        fs::create_dir(folder.path().join("precious")).unwrap();
        let ours = "// @generated by reference-codegen 0.0.0\n";
        fs::write(folder.path().join("precious/old.rs"), ours).unwrap();
        fs::write(folder.path().join("precious/bin.rs"), ours).unwrap();
        folder
    }

    fn codes(failure: &Error) -> Vec<Code> {
        failure.diagnostics().iter().map(|one| one.code).collect()
    }

    #[test]
    fn a_loop_of_links_among_the_pages_is_told() {
        let folder = scene();
        let reference = folder.path().join("reference");
        symlink("..", reference.join("sheds/up")).unwrap();
        symlink("self.mdx", reference.join("self.mdx")).unwrap();
        let failure = Config::new().generate(&[&reference]).unwrap_err();
        assert_eq!(
            codes(&failure),
            [Code::UnreadableFile, Code::UnreadableFile],
            "{failure}"
        );
    }

    #[test]
    fn a_link_to_nothing_is_told() {
        let folder = scene();
        let reference = folder.path().join("reference");
        symlink("gone.mdx", reference.join("here.mdx")).unwrap();
        let failure = Config::new().generate(&[&reference]).unwrap_err();
        assert_eq!(codes(&failure), [Code::UnreadableFile], "{failure}");
    }

    /// No file is written or removed behind a link that leads out of the output.
    #[test]
    fn links_out_of_the_output_are_not_followed() {
        type Link = (&'static str, &'static str);
        let links: [Link; 5] = [
            ("sheds", "../precious"),
            ("sheds.rs", "../precious/old.rs"),
            ("sheds/bin.rs", "../../precious/bin.rs"),
            ("sheds/bin.rs", "/dev/null"),
            ("lib.rs", "../precious/none.rs"),
        ];
        for (name, target) in links {
            let folder = scene();
            let out = folder.path().join("out");
            fs::create_dir_all(out.join(name).parent().unwrap()).unwrap();
            symlink(target, out.join(name)).unwrap();
            let mut before = BTreeMap::new();
            tree(folder.path(), &mut before);
            let failure = write(&folder.path().join("reference"), &out, Layout::Tree).unwrap_err();
            assert_eq!(codes(&failure), [Code::OutputFailed], "{name}: {failure}");
            let mut after = BTreeMap::new();
            tree(folder.path(), &mut after);
            assert_eq!(after, before, "{name}");
        }
        let folder = scene();
        let out = folder.path().join("out");
        fs::create_dir(&out).unwrap();
        symlink("../precious", out.join("elsewhere")).unwrap();
        let before = around(folder.path(), &out);
        write(&folder.path().join("reference"), &out, Layout::Tree).unwrap();
        assert_eq!(around(folder.path(), &out), before);
    }

    /// During the runs, another thread repeatedly replaces a folder of the output with a link to
    /// another folder.
    #[test]
    fn a_folder_that_becomes_a_link_leads_nowhere() {
        let folder = scene();
        let out = folder.path().join("out");
        let (sheds, aside) = (out.join("sheds"), out.join("aside"));
        let other = folder.path().join("other/sheds");
        fs::create_dir_all(&other).unwrap();
        fs::write(other.join("bin.mdx"), PAGE.replace("lid", "door")).unwrap();
        fs::write(other.join("bag.mdx"), PAGE.replace("bin", "bag")).unwrap();
        write(&folder.path().join("other"), &out, Layout::Tree).unwrap();
        let precious = folder.path().join("precious");
        let mut before = BTreeMap::new();
        tree(&precious, &mut before);
        let done = AtomicBool::new(false);
        let mut written = 0;
        std::thread::scope(|scope| {
            scope.spawn(|| {
                while !done.load(Ordering::Relaxed) {
                    // A run may have made the folder again, or removed its files.
                    let _ = fs::rename(&sheds, &aside);
                    let _ = symlink(&precious, &sheds);
                    let _ = fs::remove_file(&sheds);
                    let _ = fs::rename(&aside, &sheds);
                }
            });
            for run in 0..200 {
                let reference = ["reference", "other"][run % 2];
                let result = write(&folder.path().join(reference), &out, Layout::Tree);
                written += u32::from(result.is_ok());
            }
            done.store(true, Ordering::Relaxed);
        });
        let mut after = BTreeMap::new();
        tree(&precious, &mut after);
        assert_eq!(after, before);
        assert!(written > 0);
    }

    /// Pages that appear and vanish during a run are read, or reported.
    #[test]
    fn vanishing_pages_are_told() {
        let folder = scene();
        let reference = folder.path().join("reference");
        let page = reference.join("sheds/bag.mdx");
        std::thread::scope(|scope| {
            let blinking = scope.spawn(|| {
                for _ in 0..2_000 {
                    fs::write(&page, PAGE.replace("bin", "bag")).unwrap();
                    fs::remove_file(&page).unwrap();
                }
            });
            while !blinking.is_finished() {
                if let Err(failure) = Config::new().generate(&[&reference]) {
                    let expected = [
                        Code::UnreadableFile,
                        Code::NoFrontMatter,
                        Code::UnclosedFrontMatter,
                    ];
                    assert!(
                        codes(&failure).iter().all(|code| expected.contains(code)),
                        "{failure}"
                    );
                }
            }
        });
    }
}
