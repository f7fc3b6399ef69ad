//! The generated API as a dependency, and a program that calls each of its operations.

use std::path::PathBuf;

use reference_codegen::explain::Field;
use reference_codegen::inspect::{Inspection, Model, OperationInfo};
use reference_codegen::{Config, Generated};
use serde_json::{Value, json};

use crate::description::{Description, Values};
use crate::releases::Release;
use crate::support::cargo::{self, write};
use crate::support::operations::is_address;

const WORKSPACE: &str = r#"[workspace]
members = ["api", "caller"]
resolver = "2"

[profile.dev]
debug = false
incremental = false
"#;

const DEPENDENCIES: &str = r#"http = "1"
serde = { version = "1", features = ["derive"] }
serde_json = "1"
ureq = { version = "3", default-features = false }
workos-api = { path = "../api", features = ["http"] }
"#;

/// The generated crate, and the values for its requests.
pub(crate) struct Api {
    pub(crate) inspection: Inspection,
    release: Release,
    generated: Generated,
}

impl Api {
    /// The models of the release with its corrections and the published settings.
    pub(crate) fn new(release: Release) -> Self {
        let config = Config::new().config_file("schema/published.toml");
        let generated = config.generate(&[release.folder()]);
        let generated = generated.unwrap_or_else(|failure| panic!("{failure}"));
        Self {
            inspection: generated.inspection(),
            release,
            generated,
        }
    }

    /// The folder of the pages.
    pub(crate) fn reference(&self) -> PathBuf {
        self.release.folder()
    }

    /// The corrections of the release.
    pub(crate) fn corrections(&self) -> PathBuf {
        self.release.corrections()
    }

    /// Compiles the program.
    pub(crate) fn build(&self, description: &Description) -> PathBuf {
        let root = cargo::place("prism");
        write(&root.join("Cargo.toml"), WORKSPACE);
        cargo::lock(&root);
        for (path, text) in self.generated.files() {
            write(&root.join("api").join(path), text);
        }
        let manifest = cargo::manifest("caller", "2024", DEPENDENCIES);
        write(&root.join("caller/Cargo.toml"), &manifest);
        let folder = root.join("caller/src");
        write(&folder.join("main.rs"), include_str!("caller/main.rs"));
        write(&folder.join("faults.rs"), include_str!("caller/faults.rs"));
        write(&folder.join("calls.rs"), &self.calls(description));
        cargo::cargo(&root, &["build", "--package", "caller"]).ok();
        root.join("target/debug")
            .join(format!("caller{}", std::env::consts::EXE_SUFFIX))
    }

    /// A function for each form of each operation, and the table of them.
    fn calls(&self, description: &Description) -> String {
        let (mut table, mut functions) = (String::new(), String::new());
        for operation in &self.inspection.operations {
            for (form, function) in self.functions(operation, description) {
                let id = &operation.id;
                table += &format!("    ({id:?}, {form:?}, {id}_{form}),\n");
                functions += &function;
            }
        }
        format!(
            "#![allow(deprecated, unused_mut)]\nuse serde_json::Value;\n\n\
             use crate::{{Line, call, from_json, open}};\n\n\
             pub const CALLS: &[(&str, &str, fn(&Line) -> Value)] = &[\n{table}];\n{functions}"
        )
    }

    /// The functions of an operation: one with the required members alone, and one with all members
    /// of each form.
    fn functions(
        &self,
        operation: &OperationInfo,
        description: &Description,
    ) -> Vec<(String, String)> {
        let required = self.required(operation);
        let is_required = |field: &&Field| required.iter().any(|name| name == name_of(field));
        let fields = self.fields(operation);
        let (required, others): (Vec<&Field>, Vec<&Field>) =
            fields.into_iter().partition(is_required);
        let [always, sometimes] = [&required, &others].map(|fields| {
            let names = fields.iter().map(|field| &*field.wire);
            names.collect::<Vec<&str>>()
        });
        let described = description.find(&operation.method, &operation.path);
        let forms = described.map(|it| it.forms(&operation.path, &always, &sometimes));
        let forms = forms.unwrap_or_else(|| vec![Values::default()]);
        let whole = forms.iter().enumerate();
        let whole = whole.map(|(form, values)| (format!("whole_{form}"), values, true));
        let all = [("needed".to_owned(), &forms[0], false)]
            .into_iter()
            .chain(whole);
        let all = all.map(|(form, values, is_whole)| {
            let others: &[&Field] = if is_whole { &others } else { &[] };
            let function = function(operation, &form, [&required, others], values);
            (form, function)
        });
        all.collect()
    }

    /// The fields of the request itself, without those of types inside it.
    fn fields(&self, operation: &OperationInfo) -> Vec<&Field> {
        let Some(model) = self.model(operation) else {
            return Vec::new();
        };
        let own = |field: &&Field| field.rust == Some(format!("{}.{}", model.rust, name_of(field)));
        model.fields.iter().filter(own).collect()
    }

    fn model(&self, operation: &OperationInfo) -> Option<&Model> {
        let request = operation.request.as_ref()?;
        self.inspection
            .models
            .iter()
            .find(|model| model.rust == *request)
    }

    /// The arguments of `new`; none if the request has no such function.
    fn required(&self, operation: &OperationInfo) -> Vec<String> {
        let Some(model) = self.model(operation) else {
            return Vec::new();
        };
        let file = syn::parse_file(&self.generated.files()[&model.file]).unwrap();
        let (_, name) = model.rust.rsplit_once("::").unwrap();
        let items = file.items.into_iter().filter_map(|item| match item {
            syn::Item::Impl(it) if it.trait_.is_none() && is_named(&it.self_ty, name) => {
                Some(it.items)
            }
            _ => None,
        });
        let mut functions = items.flatten().filter_map(|item| match item {
            syn::ImplItem::Fn(function) => Some(function.sig),
            _ => None,
        });
        let Some(new) = functions.find(|signature| signature.ident == "new") else {
            return Vec::new();
        };
        let names = new.inputs.iter().filter_map(|input| match input {
            syn::FnArg::Typed(argument) => match &*argument.pat {
                syn::Pat::Ident(name) => Some(name.ident.to_string()),
                _ => None,
            },
            syn::FnArg::Receiver(_) => None,
        });
        names.collect()
    }
}

/// A function that makes a request and sends it.
fn function(
    operation: &OperationInfo,
    form: &str,
    [required, others]: [&[&Field]; 2],
    values: &Values,
) -> String {
    let arguments = required.iter().map(|field| {
        let value = value(field, values).unwrap_or_else(|| panic!("no value of {:?}", field.rust));
        let ty = absolute(field.ty.as_deref().unwrap());
        format!("from_json::<{ty}>({:?})", value.to_string())
    });
    let arguments = arguments.collect::<Vec<_>>().join(", ");
    // A member with only one possible text is set by the generated code.
    let others = others.iter().filter(|field| inner(field).is_some());
    let members = others.filter_map(|field| {
        let value = value(field, values)?.to_string();
        let name = name_of(field);
        Some(format!("    request.{name} = from_json({value:?});\n"))
    });
    let members: String = members.collect();
    let path = operation.endpoint.as_deref().unwrap();
    let constructor = if required.is_empty() {
        "default"
    } else {
        "new"
    };
    let send = if is_address(operation) {
        "open"
    } else {
        "call"
    };
    format!(
        "\nfn {}_{form}(line: &Line) -> Value {{\n    \
         let mut request = workos_api::{path}::{constructor}({arguments});\n{members}    \
         {send}(&request, line)\n}}\n",
        operation.id
    )
}

fn is_named(ty: &syn::Type, name: &str) -> bool {
    matches!(ty, syn::Type::Path(path) if path.path.is_ident(name))
}

/// The name of a field in Rust.
fn name_of(field: &Field) -> &str {
    field
        .rust
        .as_deref()
        .and_then(|path| path.rsplit('.').next())
        .unwrap_or_default()
}

/// The type inside the `Option` of a field that may be absent.
fn inner(field: &Field) -> Option<&str> {
    let ty = field.ty.as_deref()?;
    let wrappers = ["Option<", "runtime::Patch<"];
    wrappers.iter().find_map(|wrapper| ty.strip_prefix(wrapper))
}

/// The value of the description, or else a value that the type accepts; `None` for a generated
/// type.
fn value(field: &Field, values: &Values) -> Option<Value> {
    if values.excluded.contains(&field.wire) {
        return None;
    }
    let ty = inner(field).or(field.ty.as_deref())?;
    let by_type = || match ty.trim_end_matches('>') {
        "String" => Some(json!("text")),
        "i64" => Some(json!(1)),
        "bool" => Some(json!(true)),
        "Vec<String" => Some(json!(["text"])),
        ty if ty.ends_with("Id") => Some(json!("text")),
        ty if ty.contains("Map<String, String") => Some(json!({ "key": "text" })),
        _ => None,
    };
    values.of.get(&field.wire).cloned().or_else(by_type)
}

/// A type as another crate names it.
fn absolute(ty: &str) -> String {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':');
    let mut absolute = String::new();
    let mut rest = ty;
    while let Some(start) = rest.find(is_part) {
        let end = rest[start..]
            .find(|c| !is_part(c))
            .map_or(rest.len(), |end| start + end);
        absolute += &rest[..start];
        let name = &rest[start..end];
        let is_known = ["String", "Vec", "i64", "f64", "bool", "Option"].contains(&name);
        if !is_known && !name.starts_with("std::") && !name.starts_with("serde_json::") {
            absolute += "workos_api::";
        }
        absolute += name;
        rest = &rest[end..];
    }
    absolute + rest
}
