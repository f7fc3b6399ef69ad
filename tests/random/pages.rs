//! References as pages on disk.

use std::fs;
use std::path::Path;

use crate::reference::{Field, Kind, Page, Presence};
use crate::support::yaml::quoted;

/// Writes a reference below a folder, in this order of its files.
pub(crate) fn write<'p>(folder: &Path, pages: impl IntoIterator<Item = &'p Page>) {
    fs::create_dir_all(folder).unwrap();
    for page in pages {
        let file = folder.join(&page.name).with_extension("mdx");
        fs::write(file, text(page)).unwrap();
    }
}

/// A page with a resource, and with the operations that list, create and change it.
const PAGE: &str = "---
reference:
  curl:
    - key: thing
      id: <thing>
      properties:
<fields>    - key: list
      id: <list>
      title: <all>
      type: GET
      parameters:
        - { key: after, type: string, optional: true }
        - { key: ids, type: 'string[]', optional: true }
      returns:
        - key: anonymous
          unwrap: true
          properties:
            - { key: data, type: 'thing[]' }
            - { key: list_metadata, type: object }
    - key: make
      id: <make>
      title: <all>
      type: POST
      parameters:
<fields>      returns:
        - (thing)
    - key: change
      id: <change>
      title: <one>
      type: PATCH
      parameters:
<fields>      returns:
        - key: thing
          type: object
          properties:
<nested>---

# <name>

";

/// The text of a page, with all placeholders filled in.
fn text(page: &Page) -> String {
    let Page { name, id, .. } = page;
    let segment: String = name.chars().filter(char::is_ascii).collect();
    let members = |depth| {
        let members = page.fields.iter().map(|field| member(field, depth));
        members.collect::<String>()
    };
    let holes = [
        ("<thing>", quoted(id)),
        ("<list>", quoted(&format!("list_{id}"))),
        ("<make>", quoted(&format!("make_{id}"))),
        ("<change>", quoted(&format!("change_{id}"))),
        ("<all>", quoted(&format!("/{segment}"))),
        ("<one>", quoted(&format!("/{segment}/:id"))),
        ("<name>", name.clone()),
        ("<fields>", members(8)),
        ("<nested>", members(12)),
    ];
    let filled = holes.iter().fold(PAGE.to_owned(), |text, (hole, value)| {
        text.replace(hole, value)
    });
    filled + &page.prose + "\n"
}

/// A member of a list, at this depth.
fn member(field: &Field, depth: usize) -> String {
    let margin = " ".repeat(depth);
    let null = match field.presence {
        Presence::Nullable => " | null",
        _ => "",
    };
    let mut text = format!("{margin}- key: {}\n", quoted(&field.key));
    let mut add = |key: &str, value: String| text += &format!("{margin}  {key}: {value}\n");
    add("type", quoted(&format!("{}{null}", notation(&field.kind))));
    add("description", quoted(&field.docs));
    if field.presence == Presence::Optional {
        add("optional", "true".to_owned());
    }
    if let Kind::Object(fields) | Kind::Objects(fields) = &field.kind {
        let members = fields.iter().map(|field| member(field, depth + 4));
        text += &format!("{margin}  properties:\n{}", members.collect::<String>());
    }
    text
}

fn notation(kind: &Kind) -> String {
    match kind {
        Kind::Text => "string".to_owned(),
        Kind::Integer => "integer".to_owned(),
        Kind::Flag => "boolean".to_owned(),
        Kind::Any => "any".to_owned(),
        Kind::Enum(values) => {
            let values = values.iter().map(|value| format!("\"{value}\""));
            values.collect::<Vec<_>>().join(" | ")
        }
        Kind::List(item) => format!("{}[]", notation(item)),
        Kind::Map(value) => format!("map[string]{}", notation(value)),
        Kind::Object(_) => "object".to_owned(),
        Kind::Objects(_) => "array".to_owned(),
    }
}
