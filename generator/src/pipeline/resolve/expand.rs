//! Members with every reference followed, in all views alike (format, sections 3.2 and 3.3).

mod references;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::budget::{Amount, Budget, Exceeded};
use super::descriptions::{Descriptions, Lookup};
use super::entity_index::{EntityIndex, EntityRef};
use super::expanded::{Entities, ExpandedEntity, ExpandedMember, ListKind};
use crate::base::diagnostic::{Code, Diagnostics, Location};
use crate::base::node_path::{NodeRef, PageId};
use crate::base::text::did_you_mean;
use crate::notation::meaning::TypeExpr;
use crate::notation::syntax::{self, NotationError};
use crate::notation::words::snake_case;
use crate::pipeline::api::{MAX_TYPE_DEPTH, ViewDeclaration};
use crate::pipeline::parse::{Item, Member};

/// The key of a wrapper without a name.
const ANONYMOUS: &str = "anonymous";

/// Follows references and descriptions.
pub(super) struct Expander<'a> {
    index: &'a EntityIndex<'a>,
    descriptions: &'a Descriptions,
    diagnostics: &'a mut Diagnostics,
    /// The searches for unknown references and for unknown descriptions.
    searches: [did_you_mean::Search; 2],
    /// The number of references that were followed for each page.
    followed: HashMap<PageId, usize>,
    /// Descriptions that lead to a group without a text of its own.
    groups: Vec<NodeRef>,
    /// A cache of parsed types and names: the reference repeats the same few.
    types: HashMap<String, TypeExpr>,
    names: HashMap<String, String>,
    budget: Budget,
    /// The outermost of the references that are being followed.
    outermost: Option<NodeRef>,
    /// The list of the entity that is being expanded.
    within: ListKind,
    /// The length of the path to the list that is being expanded.
    path_len: usize,
    /// The number of types around the list that is being expanded.
    type_depth: usize,
}

impl<'a> Expander<'a> {
    pub(super) fn new(
        index: &'a EntityIndex<'a>,
        descriptions: &'a Descriptions,
        diagnostics: &'a mut Diagnostics,
    ) -> Self {
        Self {
            index,
            descriptions,
            diagnostics,
            searches: Default::default(),
            followed: HashMap::new(),
            groups: Vec::new(),
            types: HashMap::new(),
            names: HashMap::new(),
            budget: Budget::default(),
            outermost: None,
            within: ListKind::Properties,
            path_len: 0,
            type_depth: 0,
        }
    }

    /// Expands every entity of every view. The second value lists the descriptions that lead to a
    /// group without a text of its own.
    pub(super) fn expand_all(mut self) -> (Entities, Vec<NodeRef>) {
        let all = self.index.all.iter();
        let entities = all.map(|at| (*at, self.lists(*at))).collect();
        self.groups.sort_unstable();
        self.groups.dedup();
        (entities, self.groups)
    }

    fn lists(&mut self, at: EntityRef) -> ExpandedEntity {
        let entity = self.index.entity(at);
        let place = self.index.place(at);
        self.budget.begin(at);
        let id = entity.id.as_ref().unwrap_or(&entity.key);
        self.path_len = self.index.path(at.page).len() + id.len();
        ExpandedEntity {
            docs: self.docs(entity.description.as_deref(), &place),
            lists: ListKind::ALL.map(|list| {
                self.within = list;
                self.list(list.items(entity), at, &place.key(list.key()), 0)
            }),
        }
    }

    fn list(
        &mut self,
        items: &[Item],
        at: EntityRef,
        place: &NodeRef,
        depth: usize,
    ) -> Vec<ExpandedMember> {
        let mut entries = Vec::with_capacity(items.len());
        let mut keys = HashSet::new();
        let defining_page = self.index.defining_page(items, at);
        for (index, item) in items.iter().enumerate() {
            let here = place.index(index);
            let entry = match item {
                Item::Reference(reference) => {
                    self.follow((reference, defining_page), at, here.clone(), depth)
                }
                Item::Member(member) => self.member(member, at, here.clone(), depth),
                Item::Faulty => None,
            };
            let Some(entry) = entry else { continue };
            if at.view.is_wire() && !keys.insert(entry.key.clone()) {
                // For a reference, the location is this list, not the place of the description.
                let message = format!("the list already has the member `{}`", entry.key);
                let help = "remove or rename one of the two";
                self.report(Code::DuplicateMember, message, help, here);
                continue;
            }
            entries.push(entry);
        }
        entries
    }

    /// Expands a member that is described in place. `None` if the page expands beyond a limit, or
    /// if the member is faulty and in a view that does not supply the field names.
    fn member(
        &mut self,
        member: &Member,
        at: EntityRef,
        place: NodeRef,
        depth: usize,
    ) -> Option<ExpandedMember> {
        if member.is_faulty && self.diagnostics.is_in_evidence(&place) {
            return None;
        }
        let (key, optional, deprecated) = read_key(&member.key);
        let is_blank = |c: char| c.is_whitespace() || c.is_control();
        if at.view.is_wire() && (key.is_empty() || key.contains(is_blank)) {
            let message = format!("`{key}` is not a valid name of a member");
            let help = "write the key as it is on the wire, without spaces";
            self.report(Code::InvalidName, message, help, place.key("key"));
        }
        let ty_len = member.ty.as_ref().map_or(0, String::len);
        self.take_member(key.len() + ty_len, &place)?;
        let ty = self.ty(member.ty.as_deref(), &place);
        let nested = self.nested(member, ty.as_ref(), at, &place, depth);
        let members = nested.iter().flatten().map(|entry| entry.key.clone());
        Some(ExpandedMember {
            key: key.to_owned(),
            name: self.name(key),
            ty,
            unwrap: member.unwrap || key == ANONYMOUS,
            declaration: Arc::new(ViewDeclaration {
                view: at.view,
                place: place.clone(),
                key: member.key.clone(),
                ty: member.ty.clone(),
                members: members.collect(),
                optional: member.optional || optional,
                deprecated,
                docs: self.docs(member.description.as_deref(), &place),
            }),
            nested,
            place,
            entity: None,
            shared_enum: None,
        })
    }

    /// The members inside a member of this type.
    fn nested(
        &mut self,
        member: &Member,
        ty: Option<&TypeExpr>,
        at: EntityRef,
        place: &NodeRef,
        depth: usize,
    ) -> Option<Vec<ExpandedMember>> {
        let items = member.properties.as_deref()?;
        let around = (self.path_len, self.type_depth);
        self.path_len += member.key.len() + 1;
        self.type_depth += 1 + ty.map_or(0, TypeExpr::depth);
        let nested = if self.type_depth > MAX_TYPE_DEPTH {
            let message = format!("types nest deeper than {MAX_TYPE_DEPTH} levels here");
            let help = "describe the inner object as a separate resource, and name it as the type";
            self.report(Code::TooDeep, message, help, place.clone());
            None
        } else {
            Some(self.list(items, at, &place.key("properties"), depth))
        };
        (self.path_len, self.type_depth) = around;
        nested
    }

    /// Counts a member, and its text if a reference copies it.
    fn take_member(&mut self, text_len: usize, place: &NodeRef) -> Option<()> {
        let is_copy = self.outermost.is_some();
        let amount = Amount {
            members: usize::from(is_copy),
            bytes: self.path_len + if is_copy { text_len } else { 0 },
        };
        self.take(amount, || place.clone())
    }

    /// Counts an amount, and reports the first that exceeds a limit.
    fn take(&mut self, amount: Amount, place: impl FnOnce() -> NodeRef) -> Option<()> {
        let Err(Exceeded(fault)) = self.budget.take(amount) else {
            return Some(());
        };
        if let Some((message, help)) = fault {
            let place = self.outermost.clone().unwrap_or_else(place);
            self.report(Code::PageTooLarge, message, help, place);
        }
        None
    }

    /// Parses a type, and reports an invalid one.
    fn ty(&mut self, text: Option<&str>, place: &NodeRef) -> Option<TypeExpr> {
        let text = text?;
        if let Some(known) = self.types.get(text) {
            return Some(known.clone());
        }
        match syntax::parse(text) {
            Ok(notation) => {
                let ty = TypeExpr::from_syntax(&notation);
                self.types.insert(text.to_owned(), ty.clone());
                Some(ty)
            }
            Err(error) => {
                refuse_type(&error, place, self.diagnostics);
                None
            }
        }
    }

    /// The key in `snake_case`.
    fn name(&mut self, key: &str) -> String {
        if let Some(known) = self.names.get(key) {
            return known.clone();
        }
        let name = snake_case(key);
        self.names.insert(key.to_owned(), name.clone());
        name
    }

    /// The description: a literal text, or the text to which `(a.b.c)` refers.
    fn docs(&mut self, description: Option<&str>, place: &NodeRef) -> Option<String> {
        let description = description?.trim();
        let Some(path) = reference_of(description) else {
            if self.outermost.is_some() {
                self.take(Amount::of_text(description), || place.clone())?;
            }
            return if description.is_empty() {
                None
            } else {
                Some(description.to_owned())
            };
        };
        match self.descriptions.find(path) {
            Lookup::Text(text) => {
                self.take(Amount::of_text(text), || place.key("description"))?;
                return Some(text.to_owned());
            }
            Lookup::Group => self.groups.push(place.key("description")),
            Lookup::Unknown => {}
            Lookup::Nothing => {
                let [_, search] = &self.searches;
                let nearest = search.best_match(path, || self.descriptions.paths());
                let otherwise = "add the text below `descriptions`, or write it here";
                let help = did_you_mean::hint(nearest, otherwise);
                let message = format!("no page describes `{path}`");
                let place = place.key("description");
                self.report_missing(Code::DanglingDescription, message, help, (path, place));
            }
        }
        None
    }

    /// Reports a name that no page defines.
    fn report_missing(
        &mut self,
        code: Code,
        message: String,
        help: impl Into<String>,
        (name, place): (&str, NodeRef),
    ) {
        let at = Location::Value(place);
        self.diagnostics
            .report_missing(code, message, help, (name, at));
    }

    fn report(&mut self, code: Code, message: String, help: impl Into<String>, place: NodeRef) {
        let at = Location::Value(place);
        self.diagnostics.report(code, message, help, at);
    }
}

/// Reports an invalid `type`.
pub(super) fn refuse_type(error: &NotationError, place: &NodeRef, diagnostics: &mut Diagnostics) {
    let message = format!("not a type: {error}");
    let at = Location::Value(place.key("type"));
    diagnostics.report(Code::InvalidType, message, error.help(), at);
}

/// The path in `(a.b.c)`, if the whole text is such a reference.
fn reference_of(text: &str) -> Option<&str> {
    let path = text.strip_prefix('(')?.strip_suffix(')')?;
    let is_part = |letter: char| letter.is_alphanumeric() || "_.-".contains(letter);
    if !path.is_empty() && path.chars().all(is_part) {
        Some(path)
    } else {
        None
    }
}

/// The key without its markers, and the markers: (key, optional, deprecated).
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
