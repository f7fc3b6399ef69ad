//! The example of a package, for its README and the docs of its root.

use crate::pipeline::model::package::{BaseUrl, Example, ExampleRequest, Package};
use crate::pipeline::model::rust_model::ItemPath;
use crate::pipeline::own_text::readme::USE;

/// The section of the README about the dependency, with code that uses it.
pub(super) fn usage(package: &Package, example: &Example) -> String {
    let name = &package.name;
    let quoted: Vec<String> = features(package, example)
        .iter()
        .map(|feature| format!("{feature:?}"))
        .collect();
    let features = match quoted.as_slice() {
        [] => String::new(),
        some => format!(
            ", default-features = false, features = [{}]",
            some.join(", ")
        ),
    };
    let other = match example.model {
        Some(_) => "serde_json",
        None => "http",
    };
    let code = code(package, example);
    format!(
        r#"{USE}

```toml
[dependencies]
{name} = {{ path = "path/to/{name}"{features} }}
{other} = "1"
```

```rust
{code}```

"#
    )
}

/// The end of the docs of the root; empty if there is no operation to call.
pub(in crate::pipeline::render) fn root_docs(package: &Package) -> String {
    let Some(example) = calling(package) else {
        return String::new();
    };
    let (condition, code) = (condition(package, example, None), code(package, example));
    format!("\n\n# Example\n\n```\n# #[cfg({condition})]\n# mod example {{\n{code}# }}\n```")
}

/// The item at the end of the root that compiles the code of the README as a doctest.
pub(in crate::pipeline::render) fn readme_item(package: &Package) -> Option<String> {
    let condition = condition(package, calling(package)?, Some("doctest"));
    Some(format!(
        "#[cfg({condition})]\n#[doc = include_str!(\"../README.md\")]\nmod readme {{}}"
    ))
}

/// The example, if it calls an operation.
fn calling(package: &Package) -> Option<&Example> {
    let example = package.example.as_ref();
    example.filter(|example| example.model.is_none())
}

/// The features that the example needs: those of its sections, and `http` to call an operation.
fn features<'p>(package: &'p Package, example: &Example) -> Vec<&'p str> {
    let sections = example.sections().into_iter();
    let sections = sections.filter_map(|name| package.sections.get(name));
    let mut features: Vec<&str> = sections.map(|section| section.feature.as_str()).collect();
    if example.model.is_none() {
        features.push("http");
    }
    features
}

/// The `cfg` condition for the features, and for another condition.
fn condition(package: &Package, example: &Example, other: Option<&str>) -> String {
    let features = features(package, example).into_iter();
    let features = features.map(|feature| format!("feature = {feature:?}"));
    let all: Vec<String> = other
        .map(str::to_owned)
        .into_iter()
        .chain(features)
        .collect();
    format!("all({})", all.join(", "))
}

/// The code: it reads a body, or it defines a function that sends any request, and uses that.
fn code(package: &Package, example: &Example) -> String {
    let krate = package.name.replace('-', "_");
    if let Some(ItemPath { module, name }) = &example.model {
        let path = module.item(name);
        return format!(
            "use {krate}::{path};

/// Reads a body of the API.
fn read(body: &str) -> serde_json::Result<{name}> {{
    serde_json::from_str(body)
}}
"
        );
    }
    let Example { call, list, .. } = example;
    let requests = [call, list].into_iter().flatten();
    let mut uses: Vec<String> = requests
        .map(|request| format!("use {krate}::{};\n", request.path))
        .collect();
    uses.push(match list {
        Some(_) => format!("use {krate}::runtime::{{self, Paginated as _}};\n"),
        None => format!("use {krate}::runtime;\n"),
    });
    uses.sort();
    let uses = uses.concat();
    let base = base(&example.base);
    let calls: String = [call.as_ref().map(called), list.as_ref().map(listed)]
        .into_iter()
        .flatten()
        .collect();
    format!(
        r#"{uses}
/// Any HTTP client, as a function.
type Client = fn(http::Request<Vec<u8>>) -> http::Response<Vec<u8>>;

/// Sends a request, with the API key if the operation uses it.
fn call<E>(request: &E, api_key: &str, client: Client) -> Result<E::Response, runtime::Error>
where
    E: runtime::Endpoint + runtime::Http,
{{
{base}    let sent = request.to_http(base, Some(api_key))?;
    request.read_http(client(sent))
}}

fn example(api_key: &str, client: Client) -> Result<(), runtime::Error> {{
{calls}    Ok(())
}}
"#
    )
}

/// The base URL of a request, with a comment on a placeholder.
fn base(
    BaseUrl {
        url,
        placeholder_of,
    }: &BaseUrl,
) -> String {
    let comment = match placeholder_of {
        None => String::new(),
        Some(server) => format!(
            "    // The reference has no base URL of the server `{server}`: put yours here.\n"
        ),
    };
    format!("{comment}    let base = request.server().base_url.unwrap_or({url:?});\n")
}

/// A call, and the handling of its errors.
fn called(request: &ExampleRequest) -> String {
    let made = made(request);
    let comment = if request.has_body {
        "A request with a body: `new` takes the required fields, setters the optional ones."
    } else {
        "A request."
    };
    format!(
        r#"    // {comment}
    let request = {made};
    match call(&request, api_key, client) {{
        Ok(response) => println!("{{response:?}}"),
        // For a documented error, `error.kind()` has all members.
        Err(runtime::Error::Api(error)) => println!("{{}}: {{:?}}", error.status(), error.code()),
        Err(error) => return Err(error),
    }}
"#
    )
}

/// A list, item by item.
fn listed(request: &ExampleRequest) -> String {
    let made = made(request);
    format!(
        r#"    // The items of a list. `items` requests each page when needed.
    let request = {made};
    for item in request.items(|page| call(page, api_key, client)) {{
        println!("{{:?}}", item?);
    }}
"#
    )
}

fn made(request: &ExampleRequest) -> String {
    let name = &request.path.name;
    let made = match request.arguments.as_slice() {
        [] => format!("{name}::default()"),
        arguments => format!("{name}::new({})", arguments.join(", ")),
    };
    made + request.setter.as_deref().unwrap_or_default()
}
