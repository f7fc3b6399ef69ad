//! The verdicts of serde: a program reads each body as its generated model.

use std::collections::BTreeMap;
use std::path::Path;

use reference_codegen::Layout;
use reference_codegen::inspect::{Inspection, Role};

use crate::support::cargo::{self, write};
use crate::support::operations::is_address;
use crate::{Case, config, fixture};

/// For each body `true` if the generated models read it; `None` for a request that is only sent.
pub(crate) fn verdicts(place: &Path, cases: &[Case]) -> Vec<Option<bool>> {
    let generated = config()
        .layout(Layout::File)
        .generate(&[fixture("reference")])
        .unwrap_or_else(|failure| panic!("{failure}"));
    let krate = place.join("crate");
    let models = &generated.files()["reference.rs"];
    write(&krate.join("src/models.rs"), models);
    let types = Types::of(&generated.inspection());
    let is_only_sent = |rust: &String| {
        let name = rust.rsplit("::").next().unwrap();
        let (before, _) = models.split_once(&format!("pub struct {name} {{")).unwrap();
        let derives = before.rsplit("#[derive(").next().unwrap();
        !derives.contains("Deserialize")
    };
    let only_sent = cases.iter().map(|case| {
        let mut types = types.of_case(case).into_iter().peekable();
        case.role == "request" && types.peek().is_some() && types.all(|it| is_only_sent(&it))
    });
    let only_sent: Vec<bool> = only_sent.collect();
    let lines: String = cases
        .iter()
        .enumerate()
        .map(|(index, case)| {
            let file = place.join("payloads").join(Case::file(index));
            let reads = types
                .of_case(case)
                .into_iter()
                .filter(|rust| case.role != "request" || !is_only_sent(rust))
                .map(|rust| format!("reads::<{rust}>(text)"));
            let reads = reads.collect::<Vec<_>>().join(" || ");
            let reads = if reads.is_empty() { "false" } else { &reads };
            format!("    {{ let text = include_str!({file:?}); println!(\"{{}}\", {reads}); }}\n")
        })
        .collect();
    let dependencies = [cargo::SERDE, TABLES].concat();
    let manifest = cargo::manifest("reads", "2024", &dependencies);
    write(&krate.join("Cargo.toml"), &manifest);
    write(
        &krate.join("src/main.rs"),
        &format!("{MAIN_HEAD}{lines}}}\n"),
    );
    cargo::lock(&krate);
    let ran = cargo::cargo(&krate, &["run", "--quiet"]).ok();
    let read = ran.stdout.lines().zip(only_sent);
    read.map(|(line, is_only_sent)| (!is_only_sent).then_some(line == "true"))
        .collect()
}

/// The Rust types by role and id in the docs, below the module of the models.
struct Types(BTreeMap<(&'static str, String), Vec<String>>);

impl Types {
    fn of(inspection: &Inspection) -> Self {
        let mut types: BTreeMap<_, Vec<String>> = BTreeMap::new();
        let mut add = |role, id: &str, rust: String| {
            types.entry((role, id.to_owned())).or_default().push(rust);
        };
        for model in inspection
            .models
            .iter()
            .filter(|model| model.role == Role::Resource)
        {
            add("resource", &model.id, model.rust.clone());
            add("list", &model.id, format!("runtime::List<{}>", model.rust));
        }
        for operation in &inspection.operations {
            let request = operation.endpoint.clone().unwrap();
            let nothing = || "runtime::NoContent".to_owned();
            // The request of an address has no response, not even one without content.
            if !is_address(operation) {
                let response = operation.response.clone().unwrap_or_else(nothing);
                add("response", &operation.id, response);
            }
            add("request", &operation.id, request);
        }
        Self(types)
    }

    fn of_case(&self, case: &Case) -> Vec<String> {
        let types = self
            .0
            .iter()
            .filter(|((of, id), _)| *of == case.role && *id == case.id);
        types.flat_map(|(_, types)| types.clone()).collect()
    }
}

const TABLES: &str = r#"
[workspace]

[profile.dev]
debug = false
incremental = false
"#;

const MAIN_HEAD: &str = r#"//! Reads each body as its model, and prints whether that went well.
#![allow(dead_code)]

mod models {
    include!("models.rs");
}
use models::*;

fn reads<T: serde::de::DeserializeOwned>(text: &str) -> bool {
    serde_json::from_str::<T>(text).is_ok()
}

fn main() {
"#;
