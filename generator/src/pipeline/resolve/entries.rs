//! Members with every reference followed, in all views alike (format, sections 3.2 and 3.3).

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::descriptions::{Descriptions, Lookup};
use super::index::{EntityRef, Index};
use crate::base::diagnostic::{Code, Diagnostics, Location};
use crate::base::node_path::{NodeRef, PageId};
use crate::base::text::did_you_mean;
use crate::notation::meaning::TypeExpr;
use crate::notation::syntax::{self, NotationError};
use crate::notation::words::snake_case;
use crate::pipeline::api::ViewDeclaration;
use crate::pipeline::parse::{Item, Member};

/// The key of a wrapper that has no name.
pub(super) const ANONYMOUS: &str = "anonymous";

/// A member with its references followed, its type parsed and its text found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ExpandedMember {
    /// The key, without the marks that stand for optional and deprecated.
    pub(super) key: String,
    /// The key in `snake_case`.
    pub(super) name: String,
    pub(super) ty: Option<TypeExpr>,
    /// The key is not on the wire: the members below stand in its place.
    pub(super) unwrap: bool,
    pub(super) nested: Option<Vec<ExpandedMember>>,
    /// What the page says, as it is written; whatever becomes of it shares it.
    pub(super) said: Arc<ViewDeclaration>,
    /// Where a list has it; for a member of another entity, where that describes it.
    pub(super) place: NodeRef,
    /// The resource that a bare reference in `returns` stands for.
    pub(super) entity: Option<EntityRef>,
    /// The shared definition that a bare reference stands for.
    pub(super) shared_enum: Option<EntityRef>,
}

impl ExpandedMember {
    /// The name by which the views are joined. `object` is a type in Java, whose view says `obj`.
    pub(super) fn join_key(&self) -> &str {
        match self.name.as_str() {
            "obj" => "object",
            name => name,
        }
    }
}

/// The lists of an entity, with every reference followed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ExpandedEntity {
    pub(super) docs: Option<String>,
    pub(super) properties: Option<Vec<ExpandedMember>>,
    pub(super) parameters: Option<Vec<ExpandedMember>>,
    pub(super) returns: Option<Vec<ExpandedMember>>,
}

/// Every entity's lists.
pub(super) type Entities = BTreeMap<EntityRef, ExpandedEntity>;

/// Follows references and descriptions.
pub(super) struct Expander<'a> {
    pub(super) index: &'a Index<'a>,
    descriptions: &'a Descriptions,
    pub(super) diagnostics: &'a mut Diagnostics,
    /// How many references each page has led to.
    pub(super) followed: BTreeMap<PageId, usize>,
    /// Descriptions that lead to a group without a text of its own.
    groups: Vec<NodeRef>,
}

impl<'a> Expander<'a> {
    pub(super) fn new(
        index: &'a Index<'a>,
        descriptions: &'a Descriptions,
        diagnostics: &'a mut Diagnostics,
    ) -> Self {
        Self {
            index,
            descriptions,
            diagnostics,
            followed: BTreeMap::new(),
            groups: Vec::new(),
        }
    }

    /// Expands every entity of every view; beside them, where descriptions lead to a
    /// group without a text of its own.
    pub(super) fn expand_all(mut self) -> (Entities, Vec<NodeRef>) {
        let all = self.index.all();
        let entities = all.iter().map(|at| (*at, self.lists(*at))).collect();
        self.groups.sort_unstable();
        self.groups.dedup();
        (entities, self.groups)
    }

    fn lists(&mut self, at: EntityRef) -> ExpandedEntity {
        let entity = self.index.entity(at);
        let place = self.index.place(at);
        ExpandedEntity {
            docs: self.docs(entity.description.as_deref(), &place),
            properties: self.list(
                entity.properties.as_deref(),
                at,
                &place.key("properties"),
                0,
            ),
            parameters: self.list(
                entity.parameters.as_deref(),
                at,
                &place.key("parameters"),
                0,
            ),
            returns: self.list(entity.returns.as_deref(), at, &place.key("returns"), 0),
        }
    }

    fn list(
        &mut self,
        items: Option<&[Item]>,
        at: EntityRef,
        place: &NodeRef,
        depth: usize,
    ) -> Option<Vec<ExpandedMember>> {
        let entries = items?.iter().enumerate().filter_map(|(index, item)| {
            let here = place.index(index);
            let entry = match item {
                Item::Reference(reference) => {
                    self.resolve_reference(reference, at, here.clone(), depth)?
                }
                Item::Member(member) => self.member(member, at, here.clone(), depth),
                Item::Faulty => return None,
            };
            Some((here, entry))
        });
        let mut entries: Vec<(NodeRef, ExpandedMember)> = entries.collect();
        if at.view.is_wire() {
            self.refuse_duplicates(&mut entries);
        }
        Some(entries.into_iter().map(|(_, entry)| entry).collect())
    }

    /// A member that is only referred to is reported in the list, not where it is described.
    fn refuse_duplicates(&mut self, entries: &mut Vec<(NodeRef, ExpandedMember)>) {
        let mut seen = HashSet::new();
        entries.retain(|(here, entry)| {
            let is_new = seen.insert(entry.key.clone());
            if !is_new {
                let message = format!("the list has the member `{}` already", entry.key);
                let help = "remove or rename one of the two";
                let at = Location::Value(here.clone());
                self.diagnostics
                    .report(Code::DuplicateMember, message, help, at);
            }
            is_new
        });
    }

    /// A member that is described in place.
    pub(super) fn member(
        &mut self,
        member: &Member,
        at: EntityRef,
        place: NodeRef,
        depth: usize,
    ) -> ExpandedMember {
        let (key, optional, deprecated) = read_key(&member.key);
        if at.view.is_wire() {
            self.refuse_blanks(key, &place);
        }
        let nested = self.list(
            member.properties.as_deref(),
            at,
            &place.key("properties"),
            depth,
        );
        ExpandedMember {
            key: key.to_owned(),
            name: snake_case(key),
            ty: self.ty(member.ty.as_deref(), &place),
            unwrap: member.unwrap || key == ANONYMOUS,
            said: Arc::new(ViewDeclaration {
                view: at.view,
                place: place.clone(),
                key: member.key.clone(),
                ty: member.ty.clone(),
                members: keys(nested.as_deref()),
                optional: member.optional || optional,
                deprecated,
                docs: self.docs(member.description.as_deref(), &place),
            }),
            nested,
            place,
            entity: None,
            shared_enum: None,
        }
    }

    /// What is on the wire has no blanks in its name; that is a text about it.
    fn refuse_blanks(&mut self, key: &str, place: &NodeRef) {
        if key.is_empty() || key.contains(|c: char| c.is_whitespace() || c.is_control()) {
            let message = format!("`{key}` is no name of a member");
            let help = "write the key as it is on the wire, and without blanks";
            let at = Location::Value(place.key("key"));
            self.diagnostics
                .report(Code::InvalidName, message, help, at);
        }
    }

    /// The meaning of a type; one that is none is reported.
    pub(super) fn ty(&mut self, text: Option<&str>, place: &NodeRef) -> Option<TypeExpr> {
        match syntax::parse(text?) {
            Ok(notation) => Some(TypeExpr::from_syntax(&notation)),
            Err(error) => {
                refuse_type(&error, place, self.diagnostics);
                None
            }
        }
    }

    /// A literal text, or the text that `(a.b.c)` leads to.
    pub(super) fn docs(&mut self, description: Option<&str>, place: &NodeRef) -> Option<String> {
        let description = description?.trim();
        let Some(path) = reference_of(description) else {
            return (!description.is_empty()).then(|| description.to_owned());
        };
        match self.descriptions.find(path) {
            Lookup::Text(text) => Some(text.to_owned()),
            Lookup::Group => {
                self.groups.push(place.key("description"));
                None
            }
            Lookup::Nothing { nearest } => {
                let help = did_you_mean::hint(
                    nearest,
                    "add the text below `descriptions`, or write it here",
                );
                let message = format!("no page describes `{path}`");
                self.diagnostics.report(
                    Code::DanglingDescription,
                    message,
                    help,
                    Location::Value(place.key("description")),
                );
                None
            }
        }
    }
}

/// Reports a `type` that is none.
pub(super) fn refuse_type(error: &NotationError, place: &NodeRef, diagnostics: &mut Diagnostics) {
    let message = format!("not a type: {error}");
    let help = match error.found {
        Some('(') => "there are no parentheses: write a list of alternatives as `List<A | B>`",
        _ => "write a name, a literal in quotes, `T[]`, `Name<T>`, or a union with `|`",
    };
    diagnostics.report(
        Code::InvalidType,
        message,
        help,
        Location::Value(place.key("type")),
    );
}

/// The path in `(a.b.c)`, where that is the whole text.
pub(super) fn reference_of(text: &str) -> Option<&str> {
    let path = text.strip_prefix('(')?.strip_suffix(')')?;
    let is_path = !path.is_empty()
        && path
            .chars()
            .all(|letter| letter.is_alphanumeric() || "_.-".contains(letter));
    is_path.then_some(path)
}

fn keys(entries: Option<&[ExpandedMember]>) -> Vec<String> {
    let keys = entries.into_iter().flatten().map(|entry| entry.key.clone());
    keys.collect()
}

/// A key without its marks: (key, optional, deprecated).
fn read_key(key: &str) -> (&str, bool, bool) {
    let (key, deprecated) = match key.strip_suffix("[Deprecated]") {
        Some(key) => (key.trim_end(), true),
        None => (key, false),
    };
    match key.strip_suffix('?') {
        Some(key) => (key, true, deprecated),
        None => (key, false, deprecated),
    }
}
