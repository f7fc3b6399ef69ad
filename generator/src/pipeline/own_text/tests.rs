//! Text of the user stays, or is an error.

mod above;

use std::fs;
use std::path::Path;
#[cfg(unix)]
use std::process::Command;

use super::FILES;
use crate::config::{Config, Layout};

const PAGE: &str = "---\nreference:\n  curl:\n    - key: kite\n      properties:\n        \
                    - { key: name, type: string }\n---\n";

#[test]
fn what_a_user_adds_to_a_package_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::create_dir(path("pages")).unwrap();
    fs::write(path("pages/kite.mdx"), PAGE).unwrap();
    let generate = |name: &str| {
        let config = Config::new().layout(Layout::Crate).crate_name(name);
        let config = config.out_dir(path("out"));
        config.generate(&[path("pages")]).unwrap()
    };
    generate("kites").write().unwrap();
    let add = |file: &str, own: &str| {
        let text = fs::read_to_string(path(file)).unwrap();
        fs::write(path(file), text + own).unwrap();
    };
    let manifest = "anyhow = \"1\"\n\n[dev-dependencies]\ninsta = \"1\"\n";
    let readme = "\n## Support\n\nAsk us.\n";
    add("out/Cargo.toml", manifest);
    add("out/README.md", readme);
    // The user's text is no difference, and stays if everything else changes.
    let again = generate("kites");
    assert_eq!(again.differences().unwrap().count(), 0);
    assert_eq!(again.write().unwrap().written, [] as [&str; 0]);
    let renamed = generate("boats").write().unwrap();
    assert!(renamed.written.contains(&"Cargo.toml".to_owned()));
    let read = |file: &str| fs::read_to_string(path(file)).unwrap();
    let text = read("out/Cargo.toml");
    assert!(
        text.contains("name = \"boats\"") && text.ends_with(manifest),
        "{text}"
    );
    let dependencies = text.rsplit_once("[dependencies]\n").unwrap().1;
    assert!(dependencies.starts_with("serde = "), "{text}");
    assert!(read("out/README.md").ends_with(readme));
    // The output in another folder has no text of the user.
    let other = Config::new().layout(Layout::Crate).out_dir(path("other"));
    let other = other.generate(&[path("pages")]).unwrap();
    assert!(!other.files()["Cargo.toml"].contains("anyhow"));
    assert!(!path("other").exists());
}

/// An editor may save the file without a line break at its end, and a script may then append
/// text.
#[test]
fn text_on_the_line_of_the_marker_stays() {
    let folder = package();
    let file = folder.path().join("out/Cargo.toml");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, format!("{} anyhow = \"1\"\n", text.trim_end())).unwrap();
    let generated = config(folder.path(), Layout::Crate)
        .generate(&[folder.path().join("pages")])
        .unwrap();
    generated.write().unwrap();
    let expected = format!("{text}anyhow = \"1\"\n");
    assert_eq!(fs::read_to_string(&file).unwrap(), expected);
}

/// A folder with a page and the package for it.
fn package() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("pages")).unwrap();
    fs::write(folder.path().join("pages/kite.mdx"), PAGE).unwrap();
    config(folder.path(), Layout::Crate)
        .generate(&[folder.path().join("pages")])
        .unwrap()
        .write()
        .unwrap();
    folder
}

fn config(folder: &Path, layout: Layout) -> Config {
    Config::new().layout(layout).out_dir(folder.join("out"))
}

/// The error of writing. All files in the folder must be unchanged.
fn refused(folder: &Path, layout: Layout) -> String {
    let read = || FILES.map(|file| fs::read(folder.join("out").join(file)).unwrap());
    let before = read();
    let generated = config(folder, layout)
        .generate(&[folder.join("pages")])
        .unwrap();
    let error = generated.write().unwrap_err();
    assert_eq!(read(), before);
    assert!(folder.join("out/src/lib.rs").exists());
    let [problem] = error.diagnostics() else {
        panic!("{error}");
    };
    let file = problem.span.as_ref().unwrap().to_string();
    let file = file.rsplit(['/', '\\']).next().unwrap().to_owned();
    format!("{file}: {}", problem.message)
}

#[test]
fn text_that_is_not_utf8_is_refused_and_not_lost() {
    for (file, own, place) in [
        ("Cargo.toml", &b"\n# caf\xe9\n"[..], "2:6"),
        ("README.md", b"caf\xe9\n", "1:4"),
    ] {
        let folder = package();
        let path = folder.path().join("out").join(file);
        let generated = fs::read(&path).unwrap();
        let lines = String::from_utf8(generated.clone())
            .unwrap()
            .lines()
            .count();
        fs::write(&path, [&generated, own].concat()).unwrap();
        let (line, column) = place.split_once(':').unwrap();
        let line = lines + line.parse::<usize>().unwrap();
        let message = "is not UTF-8 from here on, so this text of yours cannot be kept";
        let expected = format!("{file}:{line}:{column}: {message}");
        assert_eq!(refused(folder.path(), Layout::Crate), expected);
        assert_eq!(refused(folder.path(), Layout::Tree), expected);
    }
}

#[test]
fn no_other_layout_removes_the_text() {
    for file in FILES {
        let folder = package();
        let path = folder.path().join("out").join(file);
        let generated = fs::read_to_string(&path).unwrap();
        let line = generated.lines().count() + 1;
        fs::write(&path, generated.clone() + "# Mine\n").unwrap();
        for layout in [Layout::Tree, Layout::File] {
            let expected = format!(
                "{file}:{line}:1: has text of yours from here on, which the layout `{}` \
                 would remove",
                layout.as_str(),
            );
            assert_eq!(refused(folder.path(), layout), expected);
        }
        // Blank lines are not text of the user.
        fs::write(&path, generated + "\r\n\n").unwrap();
        let tree = config(folder.path(), Layout::Tree)
            .generate(&[folder.path().join("pages")])
            .unwrap();
        assert!(tree.write().unwrap().removed.contains(&file.to_owned()));
    }
}

#[test]
fn a_checkout_with_crlf_keeps_the_text_and_gets_lf() {
    let folder = package();
    let path = folder.path().join("out/Cargo.toml");
    let text = fs::read_to_string(&path).unwrap() + "anyhow = \"1\"\n\n[workspace]\n";
    fs::write(&path, text.replace('\n', "\r\n")).unwrap();
    let generated = config(folder.path(), Layout::Crate)
        .generate(&[folder.path().join("pages")])
        .unwrap();
    assert_eq!(generated.files()["Cargo.toml"], text);
    assert_eq!(generated.write().unwrap().written, ["Cargo.toml"]);
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
}

/// Opening a pipe would wait for its other end.
#[cfg(unix)]
#[test]
fn a_pipe_in_the_folder_is_no_text() {
    for (file, layout) in [
        ("Cargo.toml", Layout::Crate),
        ("README.md", Layout::Crate),
        ("lib.rs", Layout::Tree),
    ] {
        let folder = package();
        let out = folder.path().join("out");
        fs::remove_dir_all(&out).unwrap();
        fs::create_dir(&out).unwrap();
        let made = Command::new("mkfifo").arg(out.join(file)).status();
        assert!(made.unwrap().success());
        let error = config(folder.path(), layout)
            .generate(&[folder.path().join("pages")])
            .unwrap()
            .write()
            .unwrap_err();
        let message = "cannot be written: something that is not a file is in its place";
        assert_eq!(error.diagnostics()[0].message, message);
    }
}

#[test]
fn a_package_says_no_more_of_the_api_than_the_settings() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("kite.mdx"), PAGE).unwrap();
    let texts = |settings: &str| {
        let file = folder.path().join("codegen.toml");
        fs::write(&file, settings).unwrap();
        let config = Config::new().layout(Layout::Crate).config_file(file);
        let config = config.out_dir(folder.path().join("out"));
        let generated = config.generate(&[folder.path()]).unwrap();
        ["Cargo.toml", "README.md"].map(|file| generated.files()[file].clone())
    };
    let [manifest, readme] = texts("");
    let said = "description = \"Models of an HTTP API, generated from its reference\"\n";
    assert!(manifest.contains(said), "{manifest}");
    for text in [&manifest, &readme] {
        assert!(!text.contains("workos"), "{text}");
        assert!(!text.contains("homepage"), "{text}");
    }
    let [manifest, readme] =
        texts("base_url = 'https://kites.example/docs'\n[package]\ntitle = 'Kite API'\n");
    assert!(
        manifest.contains("\"Models of the Kite API\""),
        "{manifest}"
    );
    assert!(manifest.contains("homepage = \"https://kites.example/docs/reference\""));
    assert!(!manifest.contains("title"), "{manifest}");
    let head = "# Kite API\n\nRust models of the Kite API, generated from its reference: \
                <https://kites.example/docs/reference>\n";
    assert!(readme.contains(head), "{readme}");
    let [manifest, readme] = texts("[package]\ndescription = 'All about kites'\n");
    assert!(manifest.contains("description = \"All about kites\"\n"));
    assert!(readme.contains("\nAll about kites\n"), "{readme}");
}
