//! Stage 7, render: from the Rust model to the text of files in memory.
//!
//! Every item is printed by itself, on all cores, and then put into its module. prettyplease
//! formats the code differently from rustfmt, so the root makes rustfmt skip every module and item
//! in it, and with a module its files.

mod package;
mod tokens;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use quote::ToTokens;

use crate::base::diagnostic::Error;
use crate::base::parallel;
use crate::config::Layout;
use crate::names::Ident;
use crate::pipeline::emit::{self, doc_comment, runtime};
use crate::pipeline::header::{self, ROOT_MARK};
use crate::pipeline::model::rust_model::{Module, ModulePath, RustModel};

/// The file at the top of the output, whatever the layout.
pub(crate) const ROOT: &str = "lib.rs";

/// Keeps rustfmt from an item, or from a module and the files of it.
const SKIP: &str = "#[rustfmt::skip]\n";

/// The text of every file by its path below the output folder, with `/`.
///
/// `header` is the first lines of each, as plain text. In the layout of one file the docs of the
/// root are omitted, since `include!` allows no inner attributes.
///
/// # Errors
///
/// The model contains something that is not Rust, which is a defect of the generator.
pub(crate) fn render(
    model: &RustModel,
    layout: Layout,
    header: &str,
) -> Result<BTreeMap<String, String>, Error> {
    let root = tree(model)?;
    let mut files = BTreeMap::new();
    if layout == Layout::File {
        let mut text = String::new();
        add_nested(&root, None, 0, &mut text);
        files.insert(ROOT.to_owned(), text);
    } else {
        files.insert(ROOT.to_owned(), file(&root, None));
        add_files(&root, "", &mut files);
    }
    let mut root = ROOT;
    if let Some(package) = &model.package {
        files = package::files(package, files);
        root = package::MANIFEST;
    }
    for (path, text) in &mut files {
        *text = finish(path, header, path == root, text);
    }
    Ok(files)
}

/// A module with the printed text of its items, and the modules in it.
#[derive(Debug, Default)]
struct RenderedModule {
    docs: String,
    /// The lints that a package allows everywhere; the root's only.
    lints: String,
    items: Vec<String>,
    children: BTreeMap<Ident, RenderedModule>,
    /// `true` if the module contains or names something deprecated.
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
fn tree(model: &RustModel) -> Result<RenderedModule, Error> {
    let modules: Vec<(&ModulePath, &Module)> = model.modules.iter().collect();
    let printed = parallel::map(&modules, |(path, module)| items(model, module, path));
    let mut root = RenderedModule {
        runtime: runtime::text(model).map(|text| RuntimeModule {
            head: runtime_head(model),
            text,
        }),
        lints: match model.package {
            Some(_) => package::lints(),
            None => String::new(),
        },
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
    for (name, node) in &mut root.children {
        node.feature = feature(model, name).map(str::to_owned);
    }
    if let Some(package) = &model.package {
        root.docs += &package::example::root_docs(package);
        root.items.extend(package::example::readme_item(package));
    }
    Ok(root)
}

/// The feature that turns a module of the root on, if one does.
fn feature<'a>(model: &'a RustModel, module: &Ident) -> Option<&'a str> {
    let section = model.package.as_ref()?.sections.get(module)?;
    (!section.always).then_some(section.feature.as_str())
}

/// The items of a module, printed.
fn items(model: &RustModel, module: &Module, path: &ModulePath) -> Result<Vec<String>, Error> {
    let is_root = path.0.is_empty();
    let mut printed = Vec::new();
    if !is_root && module.items.iter().any(runtime::uses_runtime) {
        printed.push(format!("use {}runtime;", "super::".repeat(path.0.len())));
    }
    let mut attributes = String::new();
    if is_root {
        attributes.push_str(SKIP);
        // The root has no declaration that could allow it for everything in it.
        if module.names_deprecated {
            attributes.push_str(&allow_attribute("deprecated", NAMES_DEPRECATED));
        }
    }
    for (child, names) in &module.reexports {
        let feature = if is_root { feature(model, child) } else { None };
        let cfg = feature.map(|feature| format!("#[cfg(feature = \"{feature}\")]\n"));
        let cfg = cfg.unwrap_or_default();
        let reexport = print(emit::reexport(child, names));
        printed.push(format!("{attributes}{cfg}{reexport}"));
    }
    for item in &module.items {
        // Most of the output is documentation, so it is not printed by the syntax tree.
        let mut docs: String = comment("///", item.docs());
        for (index, part) in emit::item(item, path)?.into_iter().enumerate() {
            printed.push(match part {
                // rustfmt leaves the braces of a call alone.
                syn::Item::Macro(call) if index == 0 => defining_macro_call(&call.mac, &docs),
                syn::Item::Macro(call) => macro_call(&call.mac),
                part => format!("{docs}{attributes}{}", print(part)),
            });
            docs.clear();
        }
    }
    Ok(printed)
}

fn print(item: syn::Item) -> String {
    let printed = prettyplease::unparse(&syn::File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items: vec![item],
    });
    printed.trim_end().to_owned()
}

/// `name! { ... }` on several lines, which prettyplease would fill.
fn macro_call(call: &syn::Macro) -> String {
    let mut text = format!("{}! {{\n", call.path.to_token_stream());
    tokens::add_lines(call.tokens.clone(), "    ", &mut text);
    text + "}"
}

/// `name! { ... }` that defines an item with these docs, its definition on one line.
fn defining_macro_call(call: &syn::Macro, docs: &str) -> String {
    let body = indent(&format!("{docs}{}", call.tokens));
    format!("{}! {{\n{body}\n}}", call.path.to_token_stream())
}

/// Adds the files of every module below `node`, whose own path ends in `/` unless it is the root.
fn add_files(node: &RenderedModule, path: &str, files: &mut BTreeMap<String, String>) {
    if let Some(runtime) = &node.runtime {
        files.insert("runtime.rs".to_owned(), runtime.text.clone());
    }
    for (name, child) in &node.children {
        let path = format!("{path}{}", name.as_str());
        files.insert(format!("{path}.rs"), file(child, Some(name)));
        add_files(child, &format!("{path}/"), files);
    }
}

/// The text of a module's own file: its docs, the modules in it, its items.
fn file(node: &RenderedModule, name: Option<&Ident>) -> String {
    let mut parts = vec![comment("//!", &node.docs), node.lints.clone()];
    if let Some(runtime) = &node.runtime {
        parts.push(format!("{}pub mod runtime;", runtime.head));
    }
    let modules = node.children.iter().map(|(child_name, child)| {
        let attributes = module_attributes(name, child_name, child);
        format!("{attributes}pub mod {child_name};\n")
    });
    parts.push(modules.collect());
    parts.extend(node.items.iter().cloned());
    let parts: Vec<&str> = parts.iter().map(|part| part.trim_end()).collect();
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("\n\n")
}

/// Adds a module's body where modules are nested, so deep: the modules in it, its items. Each line is
/// written once, with its margin.
fn add_nested(node: &RenderedModule, name: Option<&Ident>, depth: usize, text: &mut String) {
    let begin = text.len();
    let add_part = |part: &str, text: &mut String| {
        if text.len() > begin {
            text.push_str("\n\n");
        }
        add_indented(part, depth, text);
    };
    if let Some(RuntimeModule { head, text: inner }) = &node.runtime {
        let inner = indent(inner);
        add_part(&format!("{head}pub mod runtime {{\n{inner}\n}}"), text);
    }
    for (child_name, child) in &node.children {
        let docs = comment("///", &child.docs);
        let attributes = module_attributes(name, child_name, child);
        add_part(&format!("{docs}{attributes}pub mod {child_name} {{"), text);
        if child.children.is_empty() && child.items.is_empty() {
            text.push('}');
            continue;
        }
        text.push('\n');
        add_nested(child, Some(child_name), depth + 1, text);
        text.push('\n');
        add_indented("}", depth, text);
    }
    for item in &node.items {
        add_part(item, text);
    }
}

/// The reason to allow the lint `deprecated`.
const NAMES_DEPRECATED: &str = "the docs deprecate what is named here";

/// The attributes of the module `name` of the module `parent`: its feature, the lints that the
/// docs make necessary, and in the root that rustfmt skips it.
fn module_attributes(parent: Option<&Ident>, name: &Ident, node: &RenderedModule) -> String {
    let mut attributes = String::new();
    if let Some(feature) = &node.feature {
        attributes += &format!("#[cfg(feature = \"{feature}\")]\n");
    }
    if parent == Some(name) {
        let reason = "the docs name both alike";
        attributes += &allow_attribute("clippy::module_inception", reason);
    }
    if node.names_deprecated {
        attributes += &allow_attribute("deprecated", NAMES_DEPRECATED);
    }
    if parent.is_none() {
        attributes += SKIP;
    }
    attributes
}

fn allow_attribute(lint: &str, reason: &str) -> String {
    format!("#[allow({lint}, reason = \"{reason}\")]\n")
}

/// The lines above the support module, whose macros must be known to every module after it.
fn runtime_head(model: &RustModel) -> String {
    let mut lines = comment("///", runtime::DOCS) + "#[macro_use]\n";
    if model.package.is_some() {
        let reason = "a feature may use only a part";
        lines += &allow_attribute("dead_code, unused_macros", reason);
    }
    if model.errors.iter().any(|error| error.is_deprecated) {
        lines += &allow_attribute("deprecated", NAMES_DEPRECATED);
    }
    lines + SKIP
}

/// The lines of a doc comment.
fn comment(marker: &str, docs: &str) -> String {
    doc_comment::lines(docs)
        .map(|line| format!("{marker}{line}\n"))
        .collect()
}

/// `text` one level deeper.
fn indent(text: &str) -> String {
    let mut indented = String::with_capacity(text.len() * 5 / 4);
    add_indented(text, 1, &mut indented);
    indented
}

/// Adds a text so many levels deeper. No literal of ours contains a line break, so only the layout
/// changes.
fn add_indented(part: &str, depth: usize, text: &mut String) {
    for (number, line) in part.trim_end().lines().enumerate() {
        if number > 0 {
            text.push('\n');
        }
        if !line.is_empty() {
            text.extend(std::iter::repeat_n("    ", depth));
            text.push_str(line);
        }
    }
}

/// The text of a file with its header, and one newline at its end.
fn finish(path: &str, header: &str, is_root: bool, text: &str) -> String {
    let mut begin = String::new();
    for (number, line) in header.lines().enumerate() {
        let mark = if is_root && number == 0 {
            ROOT_MARK
        } else {
            ""
        };
        begin += &header::comment_line(path, &format!("{line}{mark}"));
        begin.push('\n');
    }
    match text.trim_end() {
        "" => begin,
        text => format!("{begin}\n{text}\n"),
    }
}
