//! The docs of modules without a page, or with a page that has only a title: their contents.

use std::collections::{BTreeMap, BTreeSet};
use std::iter;

use super::rust_model::{ModulePath, RustModel};
use crate::base::diagnostic::Plural;
use crate::base::text::markdown::code_span;

/// The resources and operations below a module.
#[derive(Default)]
struct Contents {
    resources: usize,
    /// The method and path of each operation, as an item of a list.
    operations: Vec<String>,
}

/// Gives every module without docs a title, the number of its resources, and its operations. A
/// module with submodules whose docs are only the link to its page gets the operations, if there
/// are any.
pub(super) fn describe(model: &mut RustModel) {
    let paths = model.modules.keys();
    let parents: BTreeSet<ModulePath> = paths.filter_map(|path| around(path).nth(1)).collect();
    let mut contents: BTreeMap<ModulePath, Contents> = BTreeMap::new();
    for (path, module) in &model.modules {
        let is_link = !path.0.is_empty() && module.docs.lines().count() == 1;
        if module.docs.is_empty() || is_link && parents.contains(path) {
            contents.insert(path.clone(), Contents::default());
        }
    }
    for resource in model.resources() {
        for around in around(&resource.module) {
            if let Some(contents) = contents.get_mut(&around) {
                contents.resources += 1;
            }
        }
    }
    let operations = model.operations.iter();
    for operation in operations.filter(|it| model.emits(&it.endpoint)) {
        for around in around(&operation.endpoint.module) {
            if let Some(contents) = contents.get_mut(&around) {
                let call = code_span(&format!("{} {}", operation.method, operation.path));
                contents.operations.push(format!("- {call}"));
            }
        }
    }
    for (path, contents) in contents {
        if let Some(module) = model.modules.get_mut(&path) {
            if module.docs.is_empty() {
                module.docs = contents.docs(title(&path));
            } else if !contents.operations.is_empty() {
                module.docs = contents.docs(module.docs.clone());
            }
        }
    }
}

/// The module, then the modules around it.
fn around(module: &ModulePath) -> impl Iterator<Item = ModulePath> {
    iter::successors(Some(module.clone()), |module| {
        let (_, around) = module.0.split_last()?;
        Some(ModulePath(around.to_vec()))
    })
}

impl Contents {
    /// `Audit logs: 2 resources and 1 operation.`, and the methods and paths of the operations.
    fn docs(&self, title: String) -> String {
        let Self {
            resources,
            operations,
        } = self;
        let counts = [
            (*resources, Plural(*resources, "resource", "resources")),
            (
                operations.len(),
                Plural(operations.len(), "operation", "operations"),
            ),
        ];
        let counts = counts.iter().filter(|(count, _)| *count > 0);
        let counts: Vec<String> = counts.map(|(_, counted)| counted.to_string()).collect();
        let head = match counts.as_slice() {
            [] => title,
            counts => format!("{title}: {}", counts.join(" and ")),
        };
        // Several operations may have the same method and path. It is listed once.
        let mut known = BTreeSet::new();
        let calls = operations.iter().map(String::as_str);
        let calls: Vec<&str> = calls.filter(|call| known.insert(*call)).collect();
        match calls.as_slice() {
            [] => format!("{head}."),
            calls => format!("{head}.\n\n{}", calls.join("\n")),
        }
    }
}

/// The name of a module as words: `Audit logs` for `audit_logs`.
fn title(path: &ModulePath) -> String {
    let name = path.0.last().map_or("", |name| name.as_str());
    let words = name.trim_matches('_').replace('_', " ");
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}
