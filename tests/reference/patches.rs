//! The members of updates that may be absent or `null`, and their types.

use std::collections::BTreeSet;
use std::path::Path;

use reference_codegen::Config;

/// Lists the members that are optional and nullable in the body of a PUT or PATCH of the published
/// models. `runtime::Patch` means that `null` clears a member of the returned resource, and
/// `Option` that the returned resource has no such member.
pub(crate) fn verdicts() -> String {
    let settings = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/published.toml");
    let none: [&Path; 0] = [];
    let models = Config::new().config_file(settings).generate(&none).unwrap();
    let inspection = models.inspection();
    let updates = inspection.operations.iter();
    let updates = updates.filter(|it| ["PUT", "PATCH"].contains(&it.method.as_str()));
    let updates: BTreeSet<&str> = updates.map(|it| it.id.as_str()).collect();
    let fields = inspection.models.iter().flat_map(|model| &model.fields);
    let members = fields.filter(|field| {
        let path = field.docs_path.split_once(".parameters.");
        let is_sent = path.is_some_and(|(id, _)| updates.contains(id));
        is_sent && field.presence.optional && field.presence.nullable
    });
    let verdicts = members.map(|field| {
        let ty = field.ty.as_deref().unwrap_or("no field");
        format!("{}: {ty}\n", field.docs_path)
    });
    let verdicts: String = verdicts.collect();
    assert!(!verdicts.is_empty(), "no update has such a member");
    verdicts
}
