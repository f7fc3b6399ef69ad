//! Repositories that name commands: none of these is run, although git by itself would run it.

use std::env;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use crate::repository::{Outcome, Repository, diff_command, git};

/// A repository with a command planted in it, which leaves a mark.
struct Scene {
    repository: Repository,
    /// The folder that git is run in.
    folder: PathBuf,
}

impl Scene {
    fn new(attributes: &str) -> Self {
        let repository = Repository::new();
        let script = "#!/bin/sh\ntouch \"$(dirname \"$0\")/mark\"\n";
        write_script(&repository.beside("command"), script);
        let page = fs::read_to_string(repository.path().join("docs/reference/tram.mdx")).unwrap();
        repository.git(&["checkout", "--quiet", "."]);
        repository.write(".gitattributes", attributes);
        repository.commit("v2");
        repository.write("docs/reference/tram.mdx", &page);
        let folder = repository.path();
        Self { repository, folder }
    }

    fn command(&self) -> String {
        self.repository.beside("command").display().to_string()
    }

    fn config(&self, key: &str, value: &str) {
        self.repository.git(&["config", key, value]);
    }

    /// A bare copy of the repository beside it.
    fn other(&self) -> String {
        let other = self.repository.beside("other").display().to_string();
        self.repository
            .git(&["clone", "--quiet", "--bare", ".", &other]);
        other
    }

    /// Turns a page into an object that the repository has to fetch.
    fn promise(&self, url: &str) {
        let id = self
            .repository
            .git(&["rev-parse", "v1:docs/reference/tram.mdx"]);
        let object = format!(".git/objects/{}/{}", &id[..2], &id[2..]);
        fs::remove_file(self.repository.path().join(object)).unwrap();
        self.config("core.repositoryFormatVersion", "1");
        self.config("extensions.partialClone", "origin");
        self.config("remote.origin.promisor", "true");
        self.config("remote.origin.url", url);
    }

    /// `true` if the command has been run since the last call.
    fn is_marked(&self) -> bool {
        fs::remove_file(self.repository.beside("mark")).is_ok()
    }

    /// Asserts that git by itself runs the command.
    fn assert_armed(&self, case: &str, trigger: &[&str]) {
        let output = git(&self.folder, trigger).output().unwrap();
        assert!(self.is_marked(), "{case}: {output:?}");
    }
}

fn write_script(file: &Path, text: &str) {
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
    fs::set_permissions(file, fs::Permissions::from_mode(0o755)).unwrap();
}

/// A name, the way to plant the command, and the arguments of git that run it.
type Attack = (&'static str, fn(&mut Scene), &'static [&'static str]);

const STATUS: &[&str] = &["status"];
const WRITE_INDEX: &[&str] = &["read-tree", "HEAD"];
const CHECK_OUT: &[&str] = &["checkout-index", "--all", "--force"];

const ATTACKS: [Attack; 12] = [
    (
        "core.fsmonitor",
        |it| it.config("core.fsmonitor", &it.command()),
        STATUS,
    ),
    (
        "include.path",
        |it| {
            let text = format!("[core]\n\tfsmonitor = {}\n", it.command());
            it.repository.write("settings", &text);
            it.config("include.path", "../settings");
        },
        STATUS,
    ),
    (
        "config.worktree",
        |it| {
            it.config("extensions.worktreeConfig", "true");
            let text = format!("[core]\n\tfsmonitor = {}\n", it.command());
            it.repository.write(".git/config.worktree", &text);
        },
        STATUS,
    ),
    (
        ".git is a file",
        |it| {
            it.config("core.fsmonitor", &it.command());
            let folder = it.repository.path();
            fs::rename(folder.join(".git"), folder.join("elsewhere")).unwrap();
            it.repository.write(".git", "gitdir: elsewhere\n");
        },
        STATUS,
    ),
    (
        "a bare repository inside",
        |it| {
            it.config("core.fsmonitor", &it.command());
            it.config("core.worktree", "..");
            let folder = it.repository.path();
            fs::rename(folder.join(".git"), folder.join("inside")).unwrap();
            it.folder = folder.join("inside");
        },
        STATUS,
    ),
    (
        "a hook",
        |it| {
            let hook = it.repository.path().join(".git/hooks/post-index-change");
            write_script(&hook, &format!("#!/bin/sh\n{}\n", it.command()));
        },
        WRITE_INDEX,
    ),
    (
        "core.hooksPath",
        |it| {
            let hook = it.repository.path().join("hooks/post-index-change");
            write_script(&hook, &format!("#!/bin/sh\n{}\n", it.command()));
            it.config("core.hooksPath", "hooks");
        },
        WRITE_INDEX,
    ),
    (
        "a smudge filter",
        |it| it.config("filter.planted.smudge", &it.command()),
        CHECK_OUT,
    ),
    (
        "a process filter",
        |it| it.config("filter.planted.process", &it.command()),
        CHECK_OUT,
    ),
    (
        "textconv",
        |it| it.config("diff.planted.textconv", &it.command()),
        &["diff"],
    ),
    (
        "an external diff",
        |it| it.config("diff.external", &it.command()),
        &["diff"],
    ),
    (
        "core.alternateRefsCommand",
        |it| {
            let objects = format!("{}/objects\n", it.other());
            it.repository
                .write(".git/objects/info/alternates", &objects);
            it.config("core.alternateRefsCommand", &it.command());
        },
        &["fetch", "--quiet", ".", "v1"],
    ),
];

#[test]
fn no_command_of_a_repository_is_run() {
    for (case, plant, trigger) in ATTACKS {
        let mut scene = Scene::new("*.mdx filter=planted diff=planted\n");
        plant(&mut scene);
        let root = scene.repository.path();
        let docs = root.join("docs");
        let mut command = diff_command(&scene.folder, "git:v1:docs", docs.to_str().unwrap());
        Outcome::of(&mut command).assert_change(case);
        assert!(!scene.is_marked(), "{case}");
        // Git reads the index again only if a file is newer than the index.
        scene.repository.write("docs/reference/tram.mdx", "changed");
        scene.assert_armed(case, trigger);
    }
}

/// A name, and the way to plant a command that fetches objects.
type Transport = (&'static str, fn(&Scene));

const TRANSPORTS: [Transport; 5] = [
    ("ext", |it| {
        it.promise(&format!("ext::{}", it.command()));
        it.config("protocol.ext.allow", "always");
    }),
    ("remote.origin.vcs", |it| {
        it.promise(&it.command());
        it.config("remote.origin.vcs", "ext");
        it.config("protocol.allow", "always");
    }),
    ("core.sshCommand", |it| {
        it.promise("ssh://localhost/repository");
        it.config("core.sshCommand", &it.command());
    }),
    ("core.gitProxy", |it| {
        it.promise("git://localhost/repository");
        it.config("core.gitProxy", &it.command());
    }),
    ("remote.origin.uploadpack", |it| {
        it.promise(&it.other());
        it.config("remote.origin.uploadpack", &it.command());
    }),
];

/// An object that the repository lacks is reported and not fetched, not even by an old git.
#[test]
fn nothing_is_fetched() {
    let old_git = tempfile::tempdir().unwrap();
    let script = "#!/bin/sh\nunset GIT_NO_LAZY_FETCH\nPATH=\"${PATH#*:}\" exec git \"$@\"\n";
    write_script(&old_git.path().join("git"), script);
    let path = env::var("PATH").unwrap();
    let old_path = format!("{}:{path}", old_git.path().display());
    for (case, plant) in TRANSPORTS {
        let scene = Scene::new("");
        plant(&scene);
        for path in [&path, &old_path] {
            let mut command = diff_command(&scene.folder, "git:v1:docs", "docs");
            let outcome = Outcome::of(command.env("PATH", path));
            assert!(!scene.is_marked(), "{case}: {path}");
            outcome.assert_failure(2, "[git:v1:docs/reference/tram.mdx]");
            assert!(outcome.err.contains("`git fetch"), "{case}: {outcome:?}");
        }
        scene.assert_armed(case, &["show", "v1:docs/reference/tram.mdx"]);
    }
}
