//! The public items of the library, with their signatures: a change of the interface is a change of
//! the snapshot. Hidden items are for the command alone, and not listed.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

#[path = "public_api/lines.rs"]
mod lines;
#[path = "public_api/macros.rs"]
mod macros;
#[path = "public_api/modules.rs"]
mod modules;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use lines::Lines;
use modules::{Modules, Target};
use syn::Item;

#[test]
fn the_interface_is_as_it_was() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs");
    let mut lines = interface(&Modules::read(&source));
    // The source does not show the variants that a macro defines, so the library lists them itself.
    let codes = reference_codegen::diagnostic::Code::ALL.iter();
    lines.extend(codes.map(|code| format!("reference_codegen::diagnostic::Code::{code:?}")));
    let rules = reference_codegen::lint::Rule::ALL.iter();
    lines.extend(rules.map(|rule| format!("reference_codegen::lint::Rule::{rule:?}")));
    let lines: Vec<String> = lines.into_iter().collect();
    insta::assert_snapshot!("library", lines.join("\n"));
}

/// Every way to define and to export an item, and items that are not exported.
#[test]
fn every_way_to_export_is_seen() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let file = folder.path().join(name);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, text).unwrap();
        file
    };
    let root = file("lib.rs", include_str!("public_api/example.rs.in"));
    file(
        "inner.rs",
        "pub mod deep; pub(crate) struct Crate; pub use deep::Deep as Renamed;",
    );
    file(
        "inner/deep.rs",
        "pub struct Deep(pub u8, u16); impl Deep { pub const A: u8 = 1; const B: u8 = 2; }",
    );
    let lines: Vec<String> = interface(&Modules::read(&root)).into_iter().collect();
    insta::assert_snapshot!("example", lines.join("\n"));
}

/// The lines of a library, sorted.
fn interface(modules: &Modules) -> BTreeSet<String> {
    let mut exported = Exported {
        modules,
        paths: BTreeMap::new(),
        lines: Lines::default(),
    };
    exported.module("reference_codegen", "crate");
    exported.implementations();
    exported.lines.into_all()
}

/// The items that can be reached from the root, and their lines.
struct Exported<'a> {
    modules: &'a Modules,
    /// The path of each item, by its module and name.
    paths: BTreeMap<(String, String), String>,
    lines: Lines,
}

impl Exported<'_> {
    /// The public items of a module, under a path.
    fn module(&mut self, path: &str, module: &str) {
        let modules = self.modules;
        for item in modules.items(module) {
            match item {
                Item::Mod(inner) if modules::is_public(&inner.vis, &inner.attrs) => {
                    let (name, path) = (&inner.ident, format!("{path}::{}", inner.ident));
                    self.lines.add(format!("mod {path}"));
                    self.module(&path, &format!("{module}::{name}"));
                }
                Item::Use(it) if modules::is_public(&it.vis, &it.attrs) => {
                    for (name, segments) in modules::bindings(&it.tree) {
                        let target = modules.resolve(module, &segments);
                        self.target(&format!("{path}::{name}"), target);
                    }
                }
                item => self.item(path, module, item),
            }
        }
    }

    fn target(&mut self, path: &str, target: Option<Target>) {
        match target {
            Some(Target::Module(module)) => {
                self.lines.add(format!("mod {path}"));
                self.module(path, &module);
            }
            Some(Target::Item(module, name)) => {
                let mut items = self.modules.items(&module).iter();
                let item = items.find(|item| modules::name(item).as_deref() == Some(&name));
                self.lines.item(path, item.unwrap());
                self.paths.entry((module, name)).or_insert(path.to_owned());
            }
            None => self.lines.add(format!("use {path}")),
        }
    }

    fn item(&mut self, path: &str, module: &str, item: &Item) {
        let Some(name) = modules::public_name(item) else {
            return;
        };
        let path = format!("{path}::{name}");
        self.lines.item(&path, item);
        self.paths.entry((module.to_owned(), name)).or_insert(path);
    }

    /// The methods and traits of exported types, in any module.
    fn implementations(&mut self) {
        let modules = self.modules;
        for (module, item) in modules.all() {
            let Item::Impl(implementation) = item else {
                continue;
            };
            let Some(segments) = modules::path_of(&implementation.self_ty) else {
                continue;
            };
            let Some(Target::Item(module, name)) = modules.resolve(module, &segments) else {
                continue;
            };
            if let Some(path) = self.paths.get(&(module, name)) {
                self.lines.implementation(path, implementation);
            }
        }
    }
}
