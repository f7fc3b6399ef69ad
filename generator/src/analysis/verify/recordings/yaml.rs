//! Reads the YAML of cassettes as JSON.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser};
use serde_json::{Map, Value};
use serde_yaml::Value as Yaml;

use super::exchange::Fault;

/// The key of a text in base64 in Ruby and Python.
pub(super) const BASE64: &str = "base64_string";

/// The key that stands for a body that is an object of Python.
pub(super) const PYTHON_OBJECT: &str = "python_object";

/// The ends of pointers to bodies.
const BODIES: [&str; 3] = ["/request/body", "/response/body", "/response/content"];

/// The objects of Python with the chunks of a body: a file and an iterator.
const CHUNKS: [&str; 2] = ["_io.BytesIO", "builtins.iter"];

const HELP: &str = "fix the YAML, or record it again";

/// Reads a text with one document.
pub(super) fn read(text: &str) -> Result<(Value, Places), Fault> {
    let yaml = serde_yaml::from_str(text).map_err(|error| {
        let line = error.location().map_or(1, |at| at.line());
        Fault::new(line, format!("not YAML: {}", message(&error)), HELP)
    })?;
    let (mut value, places) = (json(yaml), Places::of(text));
    for pointer in &places.binaries {
        if let Some(binary) = value.pointer_mut(pointer) {
            *binary = base64(binary.take());
        }
    }
    places.read_objects(&mut value);
    Ok((value, places))
}

/// The message of an error, without quoted content. Messages of serde quote keys and values, and
/// begin with the keys around them. Messages of the parser quote nothing.
fn message(error: &serde_yaml::Error) -> String {
    let message = error.to_string();
    if message.contains("duplicate entry") {
        "duplicate key".to_owned()
    } else if message.contains("invalid value: ") || message.contains("invalid type: ") {
        "a value does not match its tag".to_owned()
    } else {
        message
    }
}

/// A text in base64, in the form of JSON cassettes.
fn base64(text: Value) -> Value {
    Value::Object(Map::from_iter([(BASE64.to_owned(), text)]))
}

/// The JSON of a value. A text with the tag for bytes is in base64.
fn json(yaml: Yaml) -> Value {
    match yaml {
        Yaml::Null => Value::Null,
        Yaml::Bool(value) => Value::Bool(value),
        Yaml::Number(number) => serde_json::to_value(number).unwrap_or_default(),
        Yaml::String(text) => Value::String(text),
        Yaml::Sequence(items) => Value::Array(items.into_iter().map(json).collect()),
        Yaml::Mapping(entries) => {
            let entries = entries.into_iter().map(|(key, value)| {
                let key = match json(key) {
                    Value::String(key) => key,
                    key => key.to_string(),
                };
                (key, json(value))
            });
            Value::Object(entries.collect())
        }
        Yaml::Tagged(tagged) => {
            let is_binary = tagged.tag.to_string().ends_with("binary");
            let value = json(tagged.value);
            if is_binary { base64(value) } else { value }
        }
    }
}

/// Information about a YAML text that its value does not contain.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// The line of each collection, by its JSON pointer.
    pub(super) lines: BTreeMap<String, usize>,
    /// The JSON pointers to texts with the tag `!!binary`, which the reader drops.
    binaries: Vec<String>,
    /// The JSON pointers to objects of Python, and their tags, which the reader drops.
    objects: Vec<(String, String)>,
    /// The collections around the current position.
    open: Vec<Open>,
}

/// A collection whose end has not been reached.
#[derive(Debug)]
enum Open {
    /// The position of the next item.
    List(usize),
    /// The key whose value comes next.
    Map(Option<String>),
}

impl Places {
    /// The depth of exchanges. The lines of deeper collections are not recorded.
    const MAX_DEPTH: usize = 2;

    fn of(text: &str) -> Self {
        let mut places = Self::default();
        for event in Parser::new_from_str(text) {
            let Ok((event, span)) = event else {
                break;
            };
            match event {
                Event::Scalar(text, _, _, tag) => {
                    if let Some(Open::Map(key @ None)) = places.open.last_mut() {
                        *key = Some(text.into_owned());
                        continue;
                    }
                    if tag.is_some_and(|tag| tag.is_yaml_core_schema() && tag.suffix == "binary") {
                        places.binaries.push(places.pointer());
                    }
                    places.pass();
                }
                Event::Alias(_) => places.pass(),
                Event::SequenceStart(_, ref tag) | Event::MappingStart(_, ref tag) => {
                    let tag = tag.as_ref().map_or("", |tag| &tag.suffix);
                    if tag.starts_with("python/object") {
                        places.objects.push((places.pointer(), tag.to_owned()));
                    }
                    if places.open.len() <= Self::MAX_DEPTH {
                        places.lines.insert(places.pointer(), span.start.line());
                    }
                    let is_list = matches!(event, Event::SequenceStart(..));
                    let open = if is_list {
                        Open::List(0)
                    } else {
                        Open::Map(None)
                    };
                    places.open.push(open);
                }
                Event::SequenceEnd | Event::MappingEnd => {
                    places.open.pop();
                    places.pass();
                }
                _ => {}
            }
        }
        places
    }

    /// Replaces each body that is or contains an object of Python: by the only chunk of bytes of a
    /// file or iterator, or else by a mark.
    fn read_objects(&self, value: &mut Value) {
        for (pointer, tag) in &self.objects {
            let mut ends = BODIES.iter();
            let end = ends.find_map(|body| Some(pointer.find(body)? + body.len()));
            let Some((body, behind)) = end.map(|end| pointer.split_at(end)) else {
                continue;
            };
            let is_body = matches!(behind, "" | "/string");
            let inside = format!("{pointer}/");
            let mut chunks = self.binaries.iter().filter(|it| it.starts_with(&inside));
            let read = match (chunks.next(), chunks.next()) {
                (Some(chunk), None) if is_body && CHUNKS.iter().any(|it| tag.ends_with(it)) => {
                    value.pointer(chunk).cloned()
                }
                _ => None,
            };
            let unread =
                || Value::Object(Map::from_iter([(PYTHON_OBJECT.to_owned(), Value::Null)]));
            if let Some(body) = value.pointer_mut(body) {
                *body = read.unwrap_or_else(unread);
            }
        }
    }

    /// Advances to the next item or key.
    fn pass(&mut self) {
        match self.open.last_mut() {
            Some(Open::List(index)) => *index += 1,
            Some(Open::Map(key)) => *key = None,
            None => {}
        }
    }

    fn pointer(&self) -> String {
        let tokens = self.open.iter().map(|open| match open {
            Open::List(index) => format!("/{index}"),
            Open::Map(key) => {
                let key = key.as_deref().unwrap_or_default();
                format!("/{}", key.replace('~', "~0").replace('/', "~1"))
            }
        });
        tokens.collect()
    }
}
