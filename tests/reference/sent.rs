//! The servers, credentials and forms of all requests.

use std::path::Path;

use reference_codegen::Config;

use crate::Release;

/// A line for every operation, with its corrections and the published settings; the API key is sent
/// to no server but the API's.
pub(crate) fn lines(release: Release) -> String {
    let settings = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/published.toml");
    let generated = Config::new()
        .config_file(settings)
        .generate(&[release.folder()])
        .unwrap();
    let inspection = generated.inspection();
    let mut lines = String::new();
    for operation in &inspection.operations {
        let key = operation.credential == "api_key";
        assert!(!key || operation.server == "api", "{}", operation.id);
        let encoding = operation.encoding.as_deref().unwrap_or("-");
        lines += &format!(
            "{} {}: {}, {}, {encoding}",
            operation.method, operation.path, operation.server, operation.credential
        );
        for header in &operation.headers {
            lines += &format!(", {header}");
        }
        lines += "\n";
    }
    let code: String = generated.files().values().map(String::as_str).collect();
    assert_eq!(
        server(&code, "API").as_deref(),
        Some("https://api.workos.com")
    );
    assert_eq!(
        server(&code, "AUTH").as_deref(),
        Some("https://auth.workos.com")
    );
    assert_eq!(server(&code, "AUTHKIT"), None);
    lines
}

/// The base URL in the constant of a server.
fn server(code: &str, constant: &str) -> Option<String> {
    let (_, value) = code
        .split_once(&format!("pub const {constant}: Self = Self {{"))
        .unwrap_or_else(|| panic!("no server {constant}"));
    let (value, _) = value.split_once("};").unwrap();
    let (_, url) = value.split_once("Some(\"")?;
    Some(url.split('"').next().unwrap().to_owned())
}
