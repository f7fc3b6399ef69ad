//! Stage 7, render: from the Rust model to formatted files in memory.
//!
//! Every item is printed by itself, on every core, and then put into its module.

mod macro_call;
mod package;
mod readme;
mod rustfmt;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::base::diagnostic::Error;
use crate::base::parallel;
use crate::config::Layout;
use crate::names::Ident;
use crate::pipeline::emit::{self, doc_comment, runtime};
use crate::pipeline::generated_marker;
use crate::pipeline::model::rust_model::{Module, ModulePath, RustModel};

/// The file at the top of the output, whatever the layout.
pub(crate) const ROOT: &str = "lib.rs";

/// The text of every file by its path below the output folder, with `/`.
///
/// `header` is the first lines of each, without the marks of a comment. Where the layout is one file, the docs of the
/// root have no place in it, since `include!` allows no inner attributes.
///
/// # Errors
///
/// The model holds what is not Rust, which is a defect of the generator.
pub(crate) fn render(
    model: &RustModel,
    layout: Layout,
    header: &str,
) -> Result<BTreeMap<String, String>, Error> {
    let root = tree(model, layout)?;
    let files = match layout {
        Layout::Tree | Layout::Crate => files(&root),
        Layout::File => BTreeMap::from([(ROOT.to_owned(), nested(&root, None).join("\n\n"))]),
    };
    let files = match &model.package {
        Some(package) => package::files(package, files),
        None => files,
    };
    Ok(files
        .into_iter()
        .map(|(path, text)| {
            let text = finish(&path, header, &text);
            (path, text)
        })
        .collect())
}

/// A module with the printed text of its items, and the modules in it.
#[derive(Debug, Default)]
struct RenderedModule {
    docs: String,
    items: Vec<String>,
    children: BTreeMap<Ident, RenderedModule>,
    /// Whether something deprecated is in it, or named by it.
    names_deprecated: bool,
    /// The feature that turns the module on, if one does.
    feature: Option<String>,
    /// The support module; the root's only.
    runtime: Option<RuntimeModule>,
}

/// The support module: the lines above it, and its text.
#[derive(Debug)]
struct RuntimeModule {
    head: String,
    text: String,
}

/// All modules below the root, their items printed.
fn tree(model: &RustModel, layout: Layout) -> Result<RenderedModule, Error> {
    let modules: Vec<(&ModulePath, &Module)> = model.modules.iter().collect();
    let printed = parallel::map(&modules, |(path, module)| items(module, path, layout));
    let mut root = RenderedModule {
        runtime: runtime::text(model).map(|text| RuntimeModule {
            head: runtime_head(model),
            text,
        }),
        ..RenderedModule::default()
    };
    for ((path, module), items) in modules.into_iter().zip(printed) {
        let node = path.0.iter().fold(&mut root, |node, name| {
            node.children.entry(name.clone()).or_default()
        });
        node.docs.clone_from(&module.docs);
        node.names_deprecated = module.names_deprecated;
        node.items = items?;
    }
    for (name, section) in model.package.iter().flat_map(|package| &package.sections) {
        if let Some(node) = root.children.get_mut(name).filter(|_| !section.always) {
            node.feature = Some(section.feature.clone());
        }
    }
    Ok(root)
}

/// What stands above code that names what the docs deprecate.
const ALLOW_DEPRECATED: &str =
    "#[allow(deprecated, reason = \"the docs deprecate what is named here\")]\n";

/// The items of a module, printed to stand where the layout puts them.
fn items(module: &Module, path: &ModulePath, layout: Layout) -> Result<Vec<String>, Error> {
    let depth = match layout {
        Layout::Tree | Layout::Crate => 0,
        Layout::File => path.0.len(),
    };
    let mut printed = Vec::new();
    if !path.0.is_empty() && module.items.iter().any(runtime::uses_runtime) {
        printed.push(format!("use {}runtime;", "super::".repeat(path.0.len())));
    }
    // The root has no declaration that could allow it for all that is in it.
    let allows = path.0.is_empty() && module.names_deprecated;
    for item in &module.items {
        let items = emit::item(item, path)?;
        let start = printed.len();
        printed.extend(items.into_iter().map(|item| {
            let is_call = matches!(item, syn::Item::Macro(_));
            let allowance = if allows && !is_call {
                ALLOW_DEPRECATED
            } else {
                ""
            };
            format!("{allowance}{}", print(item, depth))
        }));
        if let Some(first) = printed.get_mut(start) {
            first.insert_str(0, &doc_comment(item.docs()));
        }
    }
    Ok(printed)
}

/// The documentation of an item, on the lines above it. Most of the output is documentation, so it
/// makes no detour by the syntax tree.
fn doc_comment(docs: &str) -> String {
    let lines = comment("///", docs).into_iter();
    lines.map(|line| line + "\n").collect()
}

/// One item as rustfmt has it at this depth of modules, but not yet indented.
fn print(item: syn::Item, depth: usize) -> String {
    if let syn::Item::Macro(call) = &item {
        return macro_call::text(&call.mac);
    }
    let file = syn::File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items: vec![item],
    };
    rustfmt::settle(&prettyplease::unparse(&file), depth)
}

/// The file of the root and of every module below it.
fn files(root: &RenderedModule) -> BTreeMap<String, String> {
    let mut files = BTreeMap::from([(ROOT.to_owned(), file(root, None))]);
    files.extend(
        root.runtime
            .as_ref()
            .map(|runtime| ("runtime.rs".to_owned(), runtime.text.clone())),
    );
    for (name, child) in &root.children {
        add_files(child, name, name.as_str(), &mut files);
    }
    files
}

/// Adds the file of the module `name` and of every module below it.
fn add_files(
    node: &RenderedModule,
    name: &Ident,
    path: &str,
    files: &mut BTreeMap<String, String>,
) {
    files.insert(format!("{path}.rs"), file(node, Some(name)));
    for (name, child) in &node.children {
        add_files(child, name, &format!("{path}/{}", name.as_str()), files);
    }
}

/// The text of a module's own file: its docs, the modules in it, its items.
fn file(node: &RenderedModule, name: Option<&Ident>) -> String {
    let mut parts = vec![comment("//!", &node.docs).join("\n")];
    parts.extend(
        node.runtime
            .as_ref()
            .map(|runtime| format!("{}\npub mod runtime;", runtime.head)),
    );
    parts.push(declarations(&node.children, name));
    parts.extend(node.items.iter().cloned());
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

/// `pub mod name;` for each module in the module `parent`.
///
/// The style editions sort names with digits differently; modules that stand alone stay in place.
fn declarations(modules: &BTreeMap<Ident, RenderedModule>, parent: Option<&Ident>) -> String {
    let disputed = modules
        .keys()
        .any(|name| name.as_str().contains(|c: char| c.is_ascii_digit()));
    let line = |(name, node): (&Ident, &RenderedModule)| {
        format!(
            "{}{}pub mod {name};",
            cfg_attribute(node),
            allow_attributes(parent, name, node)
        )
    };
    let lines: Vec<String> = modules.iter().map(line).collect();
    lines.join(if disputed { "\n\n" } else { "\n" })
}

/// The parts of a module's body where modules are nested: the modules in it, its items.
fn nested(node: &RenderedModule, name: Option<&Ident>) -> Vec<String> {
    let runtime = node.runtime.as_ref().map(|runtime| {
        let text = indent(&runtime.text);
        format!("{}\npub mod runtime {{\n{text}\n}}", runtime.head)
    });
    let modules = node.children.iter().map(|(child_name, child)| {
        let mut lines = comment("///", &child.docs);
        let module = inline(child_name, &nested(child, Some(child_name)));
        lines.push(format!(
            "{}{module}",
            allow_attributes(name, child_name, child)
        ));
        lines.join("\n")
    });
    runtime
        .into_iter()
        .chain(modules)
        .chain(node.items.iter().cloned())
        .collect()
}

/// `pub mod name { ... }`
fn inline(name: &Ident, parts: &[String]) -> String {
    if parts.is_empty() {
        return format!("pub mod {name} {{}}");
    }
    format!("pub mod {name} {{\n{}\n}}", indent(&parts.join("\n\n")))
}

/// The attribute of a module that a feature turns on.
fn cfg_attribute(node: &RenderedModule) -> String {
    let feature = node.feature.as_ref();
    feature.map_or_else(String::new, |name| {
        format!("#[cfg(feature = \"{name}\")]\n")
    })
}

/// The attributes of a module for what clippy or rustc minds and the docs want.
fn allow_attributes(parent: Option<&Ident>, name: &Ident, node: &RenderedModule) -> String {
    let inception = (
        parent == Some(name),
        "clippy::module_inception",
        "the docs name both alike",
    );
    let deprecated = (
        node.names_deprecated,
        "deprecated",
        "the docs deprecate what is named here",
    );
    let wanted = [inception, deprecated]
        .into_iter()
        .filter(|(wanted, ..)| *wanted);
    wanted
        .map(|(_, lint, reason)| format!("#[allow({lint}, reason = \"{reason}\")]\n"))
        .collect()
}

/// What stands above the support module, whose macros must be known to every module after it.
fn runtime_head(model: &RustModel) -> String {
    let mut lines = comment("///", runtime::DOCS);
    lines.push("#[macro_use]".to_owned());
    if model.package.is_some() {
        let lints = r#"dead_code, unused_macros, reason = "a feature may use only a part""#;
        lines.push(format!("#[allow({lints})]"));
    }
    lines.join("\n")
}

/// The lines of a doc comment.
fn comment(mark: &str, docs: &str) -> Vec<String> {
    doc_comment::lines(docs)
        .map(|line| format!("{mark}{line}"))
        .collect()
}

/// `text` one level deeper. No literal of ours spans lines, so nothing but layout changes.
fn indent(text: &str) -> String {
    let mut indented = String::with_capacity(text.len() * 5 / 4);
    for line in text.trim_end().lines() {
        if !line.is_empty() {
            indented.push_str("    ");
            indented.push_str(line);
        }
        indented.push('\n');
    }
    indented.pop();
    indented
}

/// A file with its header and one newline at its end.
fn finish(path: &str, header: &str, text: &str) -> String {
    let lines = header.lines();
    let header: String = lines
        .map(|line| generated_marker::line(path, line) + "\n")
        .collect();
    match text.trim_end() {
        "" => header,
        text => format!("{header}\n{text}\n"),
    }
}
