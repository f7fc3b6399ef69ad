//! The shapes of entities and their members (format, sections 3.1 and 3.2).

use serde::de::MapAccess;

use crate::base::diagnostic::Code;
use crate::pipeline::parse::faults::YamlPath;
use crate::pipeline::parse::keys::Keys;
use crate::pipeline::parse::page::{Entity, Item, Member};
use crate::pipeline::parse::shape::{FromYaml, ListItem, Read, value};
use crate::pipeline::parse::skip::Skip;

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
        trail: &YamlPath<'_>,
    ) -> Result<Option<Self>, A::Error> {
        let mut entity = Self::default();
        let mut key = Read::Absent;
        ENTITY.read(map, trail, |map, name, trail| {
            match name {
                "key" => key = value(map, trail)?,
                "id" => entity.id = entity.note_validity(value(map, trail)?),
                "url" => entity.url = entity.note_validity(value(map, trail)?),
                "title" => entity.title = entity.note_validity(value(map, trail)?),
                "type" => entity.ty = entity.note_validity(value(map, trail)?),
                "optional" => {
                    entity.optional = entity.note_validity(value(map, trail)?).unwrap_or_default()
                }
                "description" => entity.description = entity.note_validity(value(map, trail)?),
                "properties" => entity.properties = entity.note_validity(value(map, trail)?),
                "parameters" => entity.parameters = entity.note_validity(value(map, trail)?),
                "returns" => entity.returns = entity.note_validity(value(map, trail)?),
                _ => map.next_value_seed(Skip(trail.faults()))?,
            }
            Ok(())
        })?;
        let key = required(key, trail, "entity");
        entity.is_faulty |= key.is_none();
        entity.key = key.unwrap_or_default();
        Ok(Some(entity))
    }
}

impl Entity {
    /// What could be read of a value; that something could not is remembered.
    fn note_validity<T>(&mut self, value: Read<T>) -> Option<T> {
        self.is_faulty |= matches!(value, Read::Faulty);
        value.value()
    }
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
        (!inner.is_empty()).then(|| Self::Reference(inner.to_owned()))
    }

    fn from_map<'de, A: MapAccess<'de>>(
        map: &mut A,
        trail: &YamlPath<'_>,
    ) -> Result<Option<Self>, A::Error> {
        Ok(Some(
            read_member(map, trail)?.map_or(Self::Faulty, Self::Member),
        ))
    }
}

impl ListItem for Item {
    fn placeholder() -> Self {
        Self::Faulty
    }
}

/// The member, unless it has no usable `key`; that is reported.
fn read_member<'de, A: MapAccess<'de>>(
    map: &mut A,
    trail: &YamlPath<'_>,
) -> Result<Option<Member>, A::Error> {
    let mut member = Member::default();
    let mut key = Read::Absent;
    MEMBER.read(map, trail, |map, name, trail| {
        match name {
            "key" => key = value(map, trail)?,
            "type" => member.ty = value(map, trail)?.value(),
            "description" => member.description = value(map, trail)?.value(),
            "optional" => member.optional = value(map, trail)?.value().unwrap_or_default(),
            "properties" => member.properties = value(map, trail)?.value(),
            "unwrap" => member.unwrap = value(map, trail)?.value().unwrap_or_default(),
            "expanded" => member.expanded = value(map, trail)?.value().unwrap_or_default(),
            _ => map.next_value_seed(Skip(trail.faults()))?,
        }
        Ok(())
    })?;
    Ok(required(key, trail, "member").map(|key| Member { key, ..member }))
}

/// The `key` of an entity or member; reported where there is none.
fn required(key: Read<String>, trail: &YamlPath<'_>, what: &str) -> Option<String> {
    let key = match key {
        Read::Is(key) if key.trim().is_empty() => Read::Absent,
        key => key,
    };
    if key == Read::Absent {
        let message = format!("{} has no `key`", trail.name());
        trail.raise(
            Code::MissingKey,
            message,
            format!("give the {what} its name: `key: ...`"),
        );
    }
    key.value()
}
