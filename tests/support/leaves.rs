//! The scalars of JSON values, to compare a body with the JSON that its type writes.

use std::collections::BTreeMap;

use serde_json::Value;

/// The pointers to the scalars of a value that are missing or different in another value, except
/// those inside the `undocumented` pointers.
pub(crate) fn lost(value: &Value, other: &Value, undocumented: &[&str]) -> Vec<String> {
    let is_documented = |pointer: &str| {
        undocumented.iter().all(|member| {
            let inside = pointer.strip_prefix(member);
            inside.is_none_or(|rest| !(rest.is_empty() || rest.starts_with('/')))
        })
    };
    let (leaves, others) = (leaves(value), leaves(other));
    let lost = leaves
        .into_iter()
        .filter(|(pointer, leaf)| others.get(pointer) != Some(leaf) && is_documented(pointer));
    lost.map(|(pointer, _)| pointer).collect()
}

/// The scalars of a value by their pointers, without `null`.
fn leaves(value: &Value) -> BTreeMap<String, &Value> {
    let mut leaves = BTreeMap::new();
    add(String::new(), value, &mut leaves);
    leaves
}

fn add<'v>(pointer: String, value: &'v Value, leaves: &mut BTreeMap<String, &'v Value>) {
    match value {
        Value::Null => {}
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                add(format!("{pointer}/{index}"), item, leaves);
            }
        }
        Value::Object(members) => {
            for (key, member) in members {
                let key = key.replace('~', "~0").replace('/', "~1");
                add(format!("{pointer}/{key}"), member, leaves);
            }
        }
        leaf => _ = leaves.insert(pointer, leaf),
    }
}
