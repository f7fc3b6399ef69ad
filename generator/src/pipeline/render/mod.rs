//! Stage 7, render: from the Rust model to the text of files in memory.
//!
//! Every item is printed separately, on all cores, and then inserted into its module. prettyplease
//! formats code differently from rustfmt. Therefore the root has attributes that make rustfmt skip
//! every module and item in it. For a module, this includes its files.

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
use crate::pipeline::emit::doc_comment::comment;
use crate::pipeline::emit::field::DOCS_MARK;
use crate::pipeline::emit::{self, runtime};
use crate::pipeline::header::{self, ROOT_MARK};
use crate::pipeline::model::rust_model::{Item, Module, ModulePath, RustModel};

/// The root file of the output, for every layout.
pub(crate) const ROOT: &str = "lib.rs";

/// Makes rustfmt skip an item, or a module and its files.
const SKIP: &str = "#[rustfmt::skip]\n";

/// The text of every file by its path below the output folder, with `/`.
///
/// `header` has the first lines of each file, as plain text. In the layout `file`, the docs of the
/// root are omitted, since `include!` allows no inner attributes.
///
/// # Errors
///
/// The model contains invalid Rust, which is a bug in the generator.
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

/// A module with the printed text of its items, and its child modules.
#[derive(Debug, Default)]
struct RenderedModule {
    docs: String,
    /// The attributes that allow lints in the whole package; only in the root.
    lints: String,
    items: Vec<String>,
    children: BTreeMap<Ident, RenderedModule>,
    /// `true` if the module contains or names something deprecated.
    names_deprecated: bool,
    /// The feature that enables the module, if there is one.
    feature: Option<String>,
    /// The support module; only in the root.
    runtime: Option<RuntimeModule>,
}

/// The support module: the lines above it, and its text.
#[derive(Debug)]
struct RuntimeModule {
    head: String,
    text: String,
}

/// The root with all modules below it, with printed items.
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

/// The feature that enables a top-level module, if there is one.
fn feature<'a>(model: &'a RustModel, module: &Ident) -> Option<&'a str> {
    let section = model.package.as_ref()?.sections.get(module)?;
    if section.always {
        None
    } else {
        Some(section.feature.as_str())
    }
}

/// The printed items of a module.
fn items(model: &RustModel, module: &Module, path: &ModulePath) -> Result<Vec<String>, Error> {
    let is_root = path.0.is_empty();
    let mut printed = Vec::new();
    if !is_root && module.items.iter().any(runtime::uses_runtime) {
        printed.push(format!("use {}runtime;", "super::".repeat(path.0.len())));
    }
    let mut attributes = String::new();
    if is_root {
        attributes.push_str(SKIP);
        // For other modules, the attribute is at the declaration of the module. The root has none.
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
        // Docs are most of the output, so they are printed directly, without a syntax tree.
        let mut docs = comment("///", item.docs());
        for (index, part) in emit::item(item, path)?.into_iter().enumerate() {
            printed.push(match part {
                // rustfmt does not format macro calls with braces, so they need no `skip`.
                syn::Item::Macro(call) if index == 0 => defining_macro_call(&call.mac, &docs),
                syn::Item::Macro(call) => macro_call(call.mac),
                part => {
                    let code = with_field_docs(print(part), item);
                    format!("{docs}{attributes}{code}")
                }
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

/// Printed code with the docs of the fields in place of their marks.
fn with_field_docs(code: String, item: &Item) -> String {
    let Item::Struct(item) = item else {
        return code;
    };
    let mark = format!("    #[{DOCS_MARK}]\n");
    let mut parts = code.split(&mark);
    let mut text = parts.next().unwrap_or_default().to_owned();
    for (field, part) in item.fields.iter().zip(parts) {
        text.push_str(&comment("    ///", &field.docs));
        text.push_str(part);
    }
    text
}

/// `name! { ... }` on several lines. prettyplease would join them.
fn macro_call(call: syn::Macro) -> String {
    let mut text = format!("{}! {{\n", call.path.to_token_stream());
    tokens::add_lines(call.tokens, "    ", &mut text);
    text + "}"
}

/// `name! { ... }` that defines an item with these docs. The definition is on one line.
fn defining_macro_call(call: &syn::Macro, docs: &str) -> String {
    let body = indent(&format!("{docs}{}", call.tokens));
    format!("{}! {{\n{body}\n}}", call.path.to_token_stream())
}

/// Adds the files of all modules below `node`. Its own path is `path`, which ends with `/` unless
/// it is the root.
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

/// The text of a module's file: its docs, its child modules, its items.
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

/// Adds the body of a module to a file with nested modules: its child modules, then its items. Each
/// line is written once, with the indentation for `depth`.
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

/// The attributes of the module `name` in the module `parent`: its feature, the allowed lints, and
/// in the root `#[rustfmt::skip]`.
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

/// The lines before the support module. Its macros must be visible in all later modules.
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

/// `text`, indented by one level.
fn indent(text: &str) -> String {
    let mut indented = String::with_capacity(text.len() * 5 / 4);
    add_indented(text, 1, &mut indented);
    indented
}

/// Adds a text, indented by `depth` levels. No emitted literal contains a line break, so only the
/// layout changes.
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
