//! The end of the manifest and the read-me of a package, which belongs to its user.

use std::collections::BTreeMap;
use std::path::Path;

use crate::base::read;
use crate::pipeline::header;

/// The last line of a generated file that may go on with text of the user, without its comment
/// marks.
pub(crate) const MARKER: &str =
    "What follows is yours, and is kept when this file is generated again.";

/// Adds to the files of a package what its user has written below the marker in this folder.
pub(super) fn keep(files: &mut BTreeMap<String, String>, folder: &Path) {
    for (path, text) in files {
        let marker = header::comment_line(path, MARKER);
        if text.lines().next_back() != Some(&marker) {
            continue;
        }
        let on_disk = read::text(&folder.join(path)).unwrap_or_default();
        if let Some(own) = below(&on_disk, &marker) {
            text.push_str(own);
        }
    }
}

/// The text below the line of the marker.
fn below<'t>(text: &'t str, marker: &str) -> Option<&'t str> {
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        end += line.len();
        if line.trim_end() == marker {
            return Some(&text[end..]);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use std::fs;

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
        // It is no difference, and it stays where all the rest changes.
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
        // Another folder has nothing of it.
        let other = Config::new().layout(Layout::Crate).out_dir(path("other"));
        let other = other.generate(&[path("pages")]).unwrap();
        assert!(!other.files()["Cargo.toml"].contains("anyhow"));
        assert!(!path("other").exists());
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
}
