//! The shapes of front matter: pages, views, descriptions, entities and members (format,
//! sections 1 to 3).

use serde::de::MapAccess;

use crate::base::diagnostic::Code;
use crate::base::text::did_you_mean;
use crate::base::view::View;
use crate::pipeline::parse::from_yaml::{FromYaml, Ignored, ListItem, Read, skip_entries, value};
use crate::pipeline::parse::keys::{Keys, is_one_edit_away, report_misspelt};
use crate::pipeline::parse::page::{Description, DescriptionTree, Entity, Item, Member, Page};
use crate::pipeline::parse::page_diagnostics::YamlPath;

/// The keys of a page. All except `reference` and `descriptions` are ignored.
const PAGE: Keys = Keys(&[
    "reference",
    "descriptions",
    "description",
    "originalPath",
    "title",
    "links",
    "externalAssets",
]);

/// The entities of each view, in the order of the page.
#[derive(Default)]
struct Views(Vec<(View, Vec<Entity>)>);

/// The page of a front matter, without its path and body.
impl FromYaml for Page {
    const WANTED: &'static str = "a mapping";

    fn from_map<'de, A: MapAccess<'de>>(
        map: &mut A,
        path: &YamlPath<'_>,
    ) -> Result<Option<Self>, A::Error> {
        let mut page = Self::default();
        PAGE.read(map, path, |map, key, path| {
            match key {
                "reference" => {
                    let Views(views) = value(map, path)?.value().unwrap_or_default();
                    page.views = views;
                }
                "descriptions" => page.descriptions = value(map, path)?.value().unwrap_or_default(),
                "description" => _ = value::<PageDescription, _>(map, path)?,
                _ => _ = value::<Ignored, _>(map, path)?,
            }
            Ok(())
        })?;
        Ok(Some(page))
    }
}

/// The key `description` of a page. If its value is a mapping, it is a misspelt `descriptions`.
struct PageDescription;

impl FromYaml for PageDescription {
    const WANTED: &'static str = "a string";

    fn from_text(_text: &str) -> Option<Self> {
        Some(Self)
    }

    fn from_map<'de, A: MapAccess<'de>>(
        map: &mut A,
        path: &YamlPath<'_>,
    ) -> Result<Option<Self>, A::Error> {
        let message = "the `description` of the page is a mapping; it is ignored";
        let help = "put named descriptions below `descriptions`";
        path.report_key(Code::UnknownKey, message, help);
        skip_entries(map, path)?;
        Ok(Some(Self))
    }
}

impl FromYaml for Views {
    const WANTED: &'static str = "a mapping";

    fn from_map<'de, A: MapAccess<'de>>(
        map: &mut A,
        path: &YamlPath<'_>,
    ) -> Result<Option<Self>, A::Error> {
        let mut views = Vec::new();
        while let Some(name) = map.next_key::<String>()? {
            let path = YamlPath::Key(path, &name);
            match View::from_name(&name) {
                Some(view) if views.iter().all(|(other, _)| *other != view) => {
                    views.push((view, value(map, &path)?.value().unwrap_or_default()));
                }
                view => {
                    path.diagnostics().request_walk();
                    if view.is_none() {
                        report_unknown_view(&name, &path);
                    }
                    value::<Ignored, _>(map, &path)?;
                }
            }
        }
        Ok(Some(Self(views)))
    }
}

/// Warns about an unknown view, which may be new. A misspelt view is an error, because its entities
/// would be missing.
fn report_unknown_view(name: &str, path: &YamlPath<'_>) {
    let known: Vec<&str> = View::ALL.iter().map(|view| view.as_str()).collect();
    let mut views = known.iter().copied();
    if let Some(meant) = views.find(|known| is_one_edit_away(name, known)) {
        return report_misspelt(path, meant);
    }
    let message = format!("unknown view {}; it is ignored", path.name());
    let otherwise = format!("the views are {}", known.join(", "));
    let nearest = did_you_mean::best_match(name, known);
    let help = did_you_mean::hint(nearest, &otherwise);
    path.report_key(Code::UnknownView, message, &help);
}

impl FromYaml for DescriptionTree {
    const WANTED: &'static str = "a mapping";

    fn from_map<'de, A: MapAccess<'de>>(
        map: &mut A,
        path: &YamlPath<'_>,
    ) -> Result<Option<Self>, A::Error> {
        let mut tree = Self::new();
        while let Some(name) = map.next_key::<String>()? {
            let is_new = match value(map, &YamlPath::Key(path, &name))? {
                Read::Is(description) => tree.insert(name, description).is_none(),
                // A duplicate of this name would not be noticed, since it is not in the tree.
                Read::Absent | Read::Faulty => false,
            };
            if !is_new {
                path.diagnostics().request_walk();
            }
        }
        Ok(Some(tree))
    }
}

impl FromYaml for Description {
    const WANTED: &'static str = "a string or a mapping";

    fn from_text(text: &str) -> Option<Self> {
        Some(Self::Text(text.to_owned()))
    }

    fn from_map<'de, A: MapAccess<'de>>(
        map: &mut A,
        path: &YamlPath<'_>,
    ) -> Result<Option<Self>, A::Error> {
        Ok(DescriptionTree::from_map(map, path)?.map(Self::Group))
    }
}

/// The keys of an entity; the last two are ignored.
const ENTITY: Keys = Keys(&[
    "key",
    "id",
    "url",
    "title",
    "type",
    "optional",
    "description",
    "properties",
    "parameters",
    "returns",
    "patternBefore",
    "sendsEmail",
]);

/// The keys of a member; the last three are ignored.
const MEMBER: Keys = Keys(&[
    "key",
    "type",
    "description",
    "optional",
    "properties",
    "unwrap",
    "expanded",
    "title",
    "url",
    "id",
]);

impl FromYaml for Entity {
    const WANTED: &'static str = "a mapping";

    fn from_map<'de, A: MapAccess<'de>>(
        map: &mut A,
        path: &YamlPath<'_>,
    ) -> Result<Option<Self>, A::Error> {
        let mut entity = Self::default();
        let mut key = None;
        ENTITY.read(map, path, |map, name, path| {
            match name {
                "key" => key = Some(value(map, path)?),
                "id" => entity.id = entity.note_validity(value(map, path)?),
                "url" => entity.url = entity.note_validity(value(map, path)?),
                "title" => entity.title = entity.note_validity(value(map, path)?),
                "type" => entity.ty = entity.note_validity(value(map, path)?),
                "optional" => {
                    entity.optional = entity.note_validity(value(map, path)?).unwrap_or_default()
                }
                "description" => entity.description = entity.note_validity(value(map, path)?),
                "properties" => entity.properties = entity.note_validity(value(map, path)?),
                "parameters" => entity.parameters = entity.note_validity(value(map, path)?),
                "returns" => entity.returns = entity.note_validity(value(map, path)?),
                _ => _ = value::<Ignored, _>(map, path)?,
            }
            Ok(())
        })?;
        let key = required(key, path, "entity");
        entity.is_faulty |= key.is_none();
        entity.key = key.unwrap_or_default();
        Ok(Some(entity))
    }
}

impl Entity {
    /// The value, if it could be read. Otherwise the entity is marked as faulty.
    fn note_validity<T>(&mut self, value: Read<T>) -> Option<T> {
        valid(value, &mut self.is_faulty)
    }
}

/// The value, if it could be read. Otherwise `is_faulty` is set.
fn valid<T>(value: Read<T>, is_faulty: &mut bool) -> Option<T> {
    *is_faulty |= matches!(value, Read::Faulty);
    value.value()
}

impl ListItem for Entity {
    fn placeholder() -> Self {
        Self {
            is_faulty: true,
            ..Self::default()
        }
    }
}

impl FromYaml for Item {
    const WANTED: &'static str = "a `(reference)` or a mapping";

    fn from_text(text: &str) -> Option<Self> {
        let inner = text.trim().strip_prefix('(')?.strip_suffix(')')?.trim();
        if inner.is_empty() {
            None
        } else {
            Some(Self::Reference(inner.to_owned()))
        }
    }

    fn from_map<'de, A: MapAccess<'de>>(
        map: &mut A,
        path: &YamlPath<'_>,
    ) -> Result<Option<Self>, A::Error> {
        let member = read_member(map, path)?;
        Ok(Some(member.map_or(Self::Faulty, Self::Member)))
    }
}

impl ListItem for Item {
    fn placeholder() -> Self {
        Self::Faulty
    }
}

/// The member. `None` if it has no usable `key`, which is reported.
fn read_member<'de, A: MapAccess<'de>>(
    map: &mut A,
    path: &YamlPath<'_>,
) -> Result<Option<Member>, A::Error> {
    let mut member = Member::default();
    let mut key = None;
    let mut is_faulty = false;
    let has_duplicate = MEMBER.read(map, path, |map, name, path| {
        let faulty = &mut is_faulty;
        match name {
            "key" => key = Some(value(map, path)?),
            "type" => member.ty = valid(value(map, path)?, faulty),
            "description" => member.description = valid(value(map, path)?, faulty),
            "optional" => member.optional = valid(value(map, path)?, faulty).unwrap_or_default(),
            "properties" => member.properties = valid(value(map, path)?, faulty),
            "unwrap" => member.unwrap = valid(value(map, path)?, faulty).unwrap_or_default(),
            "expanded" => member.expanded = valid(value(map, path)?, faulty).unwrap_or_default(),
            _ => _ = value::<Ignored, _>(map, path)?,
        }
        Ok(())
    })?;
    member.is_faulty = is_faulty || has_duplicate;
    Ok(required(key, path, "member").map(|key| Member { key, ..member }))
}

/// The `key` of an entity or member. A missing key is reported.
fn required(key: Option<Read<String>>, path: &YamlPath<'_>, what: &str) -> Option<String> {
    let (message, at) = match key {
        Some(Read::Is(key)) if !key.trim().is_empty() => return Some(key),
        Some(Read::Faulty) => return None,
        Some(Read::Is(_)) => (
            format!("the `key` of {} is blank", path.name()),
            YamlPath::Key(path, "key"),
        ),
        Some(Read::Absent) => (
            format!("the `key` of {} is null", path.name()),
            YamlPath::Key(path, "key"),
        ),
        None => (format!("{} has no `key`", path.name()), *path),
    };
    let help = format!("give the {what} its name: `key: ...`");
    at.report(Code::MissingKey, message, &help);
    None
}
