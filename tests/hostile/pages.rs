//! One reference with a hole in it, at every place where a page has a text.

use std::fs;
use std::path::Path;

use crate::support::yaml::quoted;

/// The place of the hole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hole {
    Prose,
    Heading,
    ResourceDescription,
    MemberDescription,
    SharedDescription,
    Literal,
    Bullet,
    BulletDocs,
    MemberKey,
    NestedKey,
    ResourceId,
    ResourceTitle,
    OperationId,
    Path,
    PathParameter,
    QueryKey,
    BodyKey,
    ReturnKey,
    SdkType,
    Url,
    CorrectionReason,
    CorrectionDescription,
    CorrectionName,
    CorrectionValue,
    File,
    Folder,
}

impl Hole {
    pub(crate) const ALL: [Self; 26] = [
        Self::Prose,
        Self::Heading,
        Self::ResourceDescription,
        Self::MemberDescription,
        Self::SharedDescription,
        Self::Literal,
        Self::Bullet,
        Self::BulletDocs,
        Self::MemberKey,
        Self::NestedKey,
        Self::ResourceId,
        Self::ResourceTitle,
        Self::OperationId,
        Self::Path,
        Self::PathParameter,
        Self::QueryKey,
        Self::BodyKey,
        Self::ReturnKey,
        Self::SdkType,
        Self::Url,
        Self::CorrectionReason,
        Self::CorrectionDescription,
        Self::CorrectionName,
        Self::CorrectionValue,
        Self::File,
        Self::Folder,
    ];

    /// Texts that mean nothing, one for each shape that the page can take.
    pub(crate) fn harmless(self) -> &'static [&'static str] {
        match self {
            // Markdown in a list of values can end the list before the bullet, or after it.
            Self::Bullet => &["plain", "undocumented", "`\n\nNo more of them.\n\n```", ""],
            // The variant for other values gets another name if a value has its name.
            Self::CorrectionValue | Self::Literal => &["plain", "undocumented"],
            Self::BulletDocs => &["plain", "plain\n\n```\nNo more of them."],
            // The constructor has the name of the type, for which an `allow` is generated.
            Self::ResourceId => &["plain", "new"],
            _ => &["plain"],
        }
    }

    /// `true` if a file can have this name, and is then a page.
    pub(crate) fn holds(self, text: &str) -> bool {
        let is_name = !text.contains(['/', '\0']) && text.len() < 240;
        match self {
            Self::File => is_name,
            Self::Folder => is_name && !["", ".", ".."].contains(&text),
            // A segment that begins with `:` would be a parameter.
            Self::Path => !text.starts_with(':'),
            _ => true,
        }
    }
}

/// Writes the reference below a folder, with `corrections.toml` beside it.
pub(crate) fn write(folder: &Path, hole: Hole, text: &str) {
    let page = page(hole, text);
    let pick = |at: Hole, otherwise: &str| match hole == at {
        true => text.to_owned(),
        false => otherwise.to_owned(),
    };
    let below = folder.join("reference").join(pick(Hole::Folder, "harbour"));
    fs::create_dir_all(&below).unwrap();
    fs::write(below.join(pick(Hole::File, "berth") + ".mdx"), page).unwrap();
    fs::write(folder.join("corrections.toml"), corrections(hole, text)).unwrap();
}

fn page(hole: Hole, text: &str) -> String {
    let fill = |at: Hole, around: &str, otherwise: &str| {
        let inner = if hole == at { text } else { otherwise };
        quoted(&around.replace('@', inner))
    };
    let bare = |at: Hole, otherwise: &str| match hole == at {
        true => text.to_owned(),
        false => otherwise.to_owned(),
    };
    let bullets = fill(Hole::Bullet, "One of:\n\n- `@`\n- `high`\n", "low");
    let bullets = match hole {
        Hole::BulletDocs => quoted(&format!("One of:\n\n- `low`: {text}\n- `high`\n")),
        _ => bullets,
    };
    PAGE.replace("<prose>", &bare(Hole::Prose, "A place for a ship."))
        .replace("<heading>", &bare(Hole::Heading, "Berth"))
        .replace("<docs>", &fill(Hole::ResourceDescription, "@", "A berth."))
        .replace("<shared>", &fill(Hole::SharedDescription, "@", "Its name."))
        .replace(
            "<member docs>",
            &fill(Hole::MemberDescription, "@", "Its depth."),
        )
        .replace(
            "<literal>",
            &fill(Hole::Literal, "\"@\" | \"busy\"", "free"),
        )
        .replace("<bullets>", &bullets)
        .replace("<key>", &fill(Hole::MemberKey, "@", "plainKey"))
        .replace("<nested>", &fill(Hole::NestedKey, "@", "plainKey"))
        .replace("<id>", &fill(Hole::ResourceId, "@", "berth"))
        .replace("<title>", &fill(Hole::ResourceTitle, "@", "Berth"))
        .replace("<operation>", &fill(Hole::OperationId, "@", "take_berth"))
        .replace("<path>", &path(hole, text))
        .replace("<query>", &fill(Hole::QueryKey, "@", "plainKey"))
        .replace("<body>", &fill(Hole::BodyKey, "@", "plainKey"))
        .replace("<return>", &fill(Hole::ReturnKey, "@", "plainKey"))
        .replace("<sdk>", &fill(Hole::SdkType, "@", "string[]"))
        .replace("<url>", &fill(Hole::Url, "/reference/@", "berth"))
}

fn path(hole: Hole, text: &str) -> String {
    let (segment, name) = match hole {
        Hole::Path => (text, "berthId"),
        Hole::PathParameter => ("berths", text),
        _ => ("berths", "berthId"),
    };
    quoted(&format!("/{segment}/:{name}/take"))
}

fn corrections(hole: Hole, text: &str) -> String {
    let fill = |at: Hole, otherwise: &str| quoted(if hole == at { text } else { otherwise });
    CORRECTIONS
        .replace("<reason>", &fill(Hole::CorrectionReason, "it was seen"))
        .replace("<docs>", &fill(Hole::CorrectionDescription, "In metres."))
        .replace("<name>", &fill(Hole::CorrectionName, "extraKey"))
        .replace("<value>", &fill(Hole::CorrectionValue, "closed"))
}

const PAGE: &str = r#"---
reference:
  curl:
    - key: berth
      id: <id>
      title: <title>
      url: <url>
      description: <docs>
      properties:
        - key: name
          type: string
          description: (berth.name)
        - key: depth
          type: number
          description: <member docs>
        - key: state
          type: <literal>
        - key: tide
          type: enum
          description: <bullets>
        - key: tags
          type: array
        - key: <key>
          type: string
        - key: owner
          type: object
          properties:
            - key: <nested>
              type: '"yes"'
    - key: list
      id: list_berths
      title: /berths
      type: GET
      parameters:
        - key: <query>
          optional: true
          type: string
      returns:
        - (berth)
    - key: take
      id: <operation>
      title: <path>
      type: POST
      parameters:
        - key: <body>
          type: '"a" | "b"'
      returns:
        - key: <return>
          type: string
        - key: other
          type: boolean
  js:
    - key: Berth
      id: <id>
      properties:
        - key: tags
          type: <sdk>
descriptions:
  berth:
    name: <shared>
---

# <heading>

<prose>
"#;

const CORRECTIONS: &str = r#"[[correct]]
path = "list_berths"
description = <docs>
was = ""
reason = <reason>

[[correct]]
path = "list_berths.parameters"
add = [
  { name = <name>, type = "string", optional = true },
  { name = "added", type = "string", optional = true, description = <docs> },
  { name = "kind", type = "\"open\"", optional = true },
]
reason = <reason>

[[correct]]
path = "list_berths.parameters.kind"
add_values = [<value>]
was = ["open"]
reason = <reason>
"#;
