//! Links among pages and bodies: their targets, and the problems that are reported.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use reference_codegen::diagnostic::Code;
use reference_codegen::{Config, Error, FollowLinks, Generated};
use tempfile::TempDir;

use crate::reads::{PAGE, scene, soon, verify};

fn generate(folder: &TempDir, config: Config) -> Result<Generated, Error> {
    let reference = folder.path().join("reference");
    soon(move || config.generate(&[reference]))
}

/// All reported problems, with the excerpts of the files.
fn told(problems: &[reference_codegen::Diagnostic]) -> String {
    let excerpts = problems.iter().map(|problem| {
        let span = problem.span.as_ref();
        let excerpt = span.and_then(|span| span.excerpt.as_ref());
        format!("{problem}\n{}", excerpt.map_or("", |it| &it.text))
    });
    excerpts.collect()
}

/// Folders of which each has two links to the next one: 2^24 ways lead to the last.
fn doubled(folder: &Path, below: &Path) {
    for level in 0..24 {
        let at = folder.join(format!("level{level}"));
        fs::create_dir(&at).unwrap();
        for name in ["left", "right"] {
            symlink(folder.join(format!("level{}", level + 1)), at.join(name)).unwrap();
        }
    }
    fs::create_dir(folder.join("level24")).unwrap();
    symlink(folder.join("level0"), below.join("many")).unwrap();
}

#[test]
fn a_walk_over_many_links_ends_with_its_place() {
    for below in ["reference", "bodies"] {
        let folder = scene();
        doubled(folder.path(), &folder.path().join(below));
        let failure = match below {
            "reference" => generate(&folder, Config::new()).unwrap_err(),
            _ => verify(&folder, Config::new()).unwrap_err(),
        };
        let [problem] = failure.diagnostics() else {
            panic!("{failure}");
        };
        let place = problem.span.as_ref().unwrap();
        assert!(place.file.ends_with(&format!("{below}/many")), "{failure}");
        assert!(problem.message.contains("100000"), "{failure}");
    }
}

#[test]
fn a_link_to_everything_ends() {
    for target in ["/", "..", ".", "sub/../.."] {
        for below in ["reference", "bodies"] {
            let folder = scene();
            fs::create_dir(folder.path().join(below).join("sub")).unwrap();
            symlink(target, folder.path().join(below).join("all")).unwrap();
            let failure = match below {
                "reference" => generate(&folder, Config::new()).unwrap_err(),
                _ => verify(&folder, Config::new()).unwrap_err(),
            };
            let mut problems = failure.diagnostics().iter();
            assert!(problems.all(|one| one.span.is_some()), "{failure}");
        }
    }
}

#[test]
fn two_links_to_one_folder_are_two_modules() {
    let folder = scene();
    fs::create_dir(folder.path().join("common")).unwrap();
    fs::write(
        folder.path().join("common/lid.mdx"),
        PAGE.replace("bin", "lid"),
    )
    .unwrap();
    for name in ["left", "right"] {
        symlink("../common", folder.path().join("reference").join(name)).unwrap();
    }
    let generated = generate(&folder, Config::new()).unwrap();
    for file in ["left/lid.rs", "right/lid.rs"] {
        assert!(generated.files().contains_key(file), "{file}");
    }
}

#[test]
fn nothing_is_quoted_of_a_file_outside_that_is_no_page() {
    let texts: [&[u8]; 7] = [
        b"root:hunter2:0\n",
        b"---\npassword: hunter2\n",
        b"---\npassword: &hunter2 *hunter2\n---\n",
        b"---\nhunter2: {[}\n---\n",
        b"hunter2\n\xff\n",
        b"version https://git-lfs.github.com/spec/v1\noid hunter2\n",
        b"---\na: 1\n---\n<<<<<<< hunter2\n=======\n>>>>>>> hunter2\n",
    ];
    for text in texts {
        let folder = scene();
        fs::write(folder.path().join("secret"), text).unwrap();
        symlink("../secret", folder.path().join("reference/lid.mdx")).unwrap();
        let problems = match generate(&folder, Config::new()) {
            Ok(generated) => generated.diagnostics().to_vec(),
            Err(failure) => failure.diagnostics().to_vec(),
        };
        let told = told(&problems);
        assert!(told.contains("reference/lid.mdx"), "{told}");
        assert!(!told.contains("hunter2"), "{told}");
    }
}

#[test]
fn a_page_outside_is_read_and_quoted() {
    let folder = scene();
    let page = PAGE.replace("bin", "lid").replace("string", "strong!");
    fs::write(folder.path().join("lid.mdx"), page).unwrap();
    symlink("../lid.mdx", folder.path().join("reference/lid.mdx")).unwrap();
    let problems = match generate(&folder, Config::new()) {
        Ok(generated) => generated.diagnostics().to_vec(),
        Err(failure) => failure.diagnostics().to_vec(),
    };
    assert!(told(&problems).contains("type: strong!"), "{problems:?}");
}

#[test]
fn links_out_of_the_folder_can_be_refused() {
    for (name, target) in [("lid", "../other"), ("lid.mdx", "../other/lid.mdx")] {
        let folder = scene();
        fs::create_dir(folder.path().join("other")).unwrap();
        let page = PAGE.replace("bin", "lid");
        fs::write(folder.path().join("other/lid.mdx"), page).unwrap();
        symlink("bin.mdx", folder.path().join("reference/bag.mdx")).unwrap();
        let settings = folder.path().join("codegen.toml");
        fs::write(&settings, "follow_links = \"inside\"\n").unwrap();
        assert!(generate(&folder, Config::new().config_file(&settings)).is_ok());
        let link = folder.path().join("reference").join(name);
        symlink(target, &link).unwrap();
        assert!(generate(&folder, Config::new()).is_ok());
        for config in [
            Config::new().config_file(&settings),
            Config::new().follow_links(FollowLinks::Inside),
        ] {
            let failure = generate(&folder, config).unwrap_err();
            let place = failure.diagnostics()[0].span.as_ref().unwrap();
            assert_eq!(Path::new(&place.file), link, "{failure}");
        }
    }
}

#[test]
fn an_index_names_files_below_its_folder() {
    for file in [
        "/etc/passwd",
        "../body.json",
        "sub/../../body.json",
        "linked.json",
        "",
    ] {
        let folder = scene();
        fs::write(folder.path().join("body.json"), r#"{"lid":"oak"}"#).unwrap();
        symlink("../body.json", folder.path().join("bodies/linked.json")).unwrap();
        let index = format!("file\trole\tid\n{file}\tresource\tbin\n");
        fs::write(folder.path().join("bodies/index.tsv"), index).unwrap();
        let is_link = file == "linked.json";
        assert_eq!(verify(&folder, Config::new()).is_ok(), is_link, "{file}");
        let inside = Config::new().follow_links(FollowLinks::Inside);
        let failure = verify(&folder, inside).unwrap_err();
        let mut problems = failure.diagnostics().iter();
        let is_line = |one: &reference_codegen::Diagnostic| {
            one.span.as_ref().is_some_and(|span| span.line == 2) && !one.help.is_empty()
        };
        assert!(problems.any(is_line), "{failure}");
    }
}

#[test]
fn nothing_is_quoted_of_an_index_outside_that_is_none() {
    let folder = scene();
    fs::write(folder.path().join("secret"), "root:hunter2\tno\tid\n").unwrap();
    symlink("../secret", folder.path().join("bodies/index.tsv")).unwrap();
    let failure = verify(&folder, Config::new()).unwrap_err();
    let told = told(failure.diagnostics());
    assert!(
        told.contains("bodies/index.tsv") && !told.contains("hunter2"),
        "{told}"
    );
    assert_eq!(failure.diagnostics()[0].code, Code::UnreadableFile);
    fs::write(
        folder.path().join("secret"),
        "file\trole\tid\nbin.json\tresource\tbin\n",
    )
    .unwrap();
    assert!(verify(&folder, Config::new()).unwrap());
}
