//! A struct and its fields.

use super::{Derives, ExtraAttributes, Keyed, RustType, SerdeDirections};
use crate::config::SerdeCode;
use crate::names::Ident;

/// `pub struct Name { ... }`
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StructItem {
    pub(crate) name: Ident,
    pub(crate) docs: String,
    pub(crate) derives: Derives,
    pub(crate) fields: Vec<StructField>,
    /// `true` if the struct is the request of an operation.
    pub(crate) is_request: bool,
    /// `true` if serde serializes only its last field: a request whose body is not an object.
    pub(crate) transparent: bool,
    pub(crate) directions: SerdeDirections,
    pub(crate) code: SerdeCode,
    /// `true` if code in other crates may write a struct literal.
    pub(crate) is_exhaustive: bool,
    /// `#[deprecated(note = ...)]`
    pub(crate) deprecated: Option<String>,
    pub(crate) extras: ExtraAttributes,
}

impl StructItem {
    /// A struct with nothing but fields.
    pub(crate) fn new(name: Ident, docs: String, fields: Vec<StructField>) -> Self {
        Self {
            name,
            docs,
            derives: Derives::default(),
            fields,
            is_request: false,
            transparent: false,
            directions: SerdeDirections::BOTH,
            code: SerdeCode::Derive,
            is_exhaustive: false,
            deprecated: None,
            extras: ExtraAttributes::default(),
        }
    }

    /// `true` if `Debug` redacts the value of at least one field.
    pub(crate) fn has_secret(&self) -> bool {
        let mut fields = self.fields.iter();
        fields.any(|field| field.secrecy == Secrecy::Secret)
    }

    /// `true` if a table deserializes the struct.
    pub(crate) fn is_read_by_table(&self) -> bool {
        self.code == SerdeCode::Table && self.directions.deserialize
    }

    /// `true` if a table serializes the struct. It also hashes the struct, so that each member is
    /// compiled only once.
    pub(crate) fn is_written_by_table(&self) -> bool {
        self.code == SerdeCode::Table && self.directions.serialize && self.derives.hash
    }

    /// `true` if a table implements `Debug`, which would show secrets.
    pub(crate) fn is_shown_by_table(&self) -> bool {
        self.is_written_by_table() && !self.has_secret()
    }

    /// `true` if the struct has a `new`, whose arguments are the fields without a default.
    pub(crate) fn has_new(&self) -> bool {
        self.fields.iter().any(|field| field.methods.is_argument)
    }

    /// The fields that are arguments of `new`, in the order of the arguments.
    ///
    /// For a request, it is the order of its page. Several pages may share any other struct, so its
    /// arguments are sorted by key. Otherwise a page could change the order, and a call with
    /// arguments of equal types would still compile with another meaning.
    pub(crate) fn arguments(&self) -> Vec<&StructField> {
        let arguments = self.fields.iter().filter(|it| it.methods.is_argument);
        let mut arguments: Vec<&StructField> = arguments.collect();
        if !self.is_request {
            arguments.sort_by_key(|field| field.keyed().key);
        }
        arguments
    }

    /// The field of a union whose tag is beside its content on the wire.
    pub(crate) fn named_field(&self) -> Option<&StructField> {
        let flattened = self
            .fields
            .iter()
            .find(|field| field.wire == FieldEncoding::Flattened);
        flattened.filter(|field| matches!(field.ty, RustType::Item(_)))
    }
}

/// `pub name: Type`
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StructField {
    pub(crate) name: Ident,
    /// The name on the wire, if it differs from the name of the field.
    pub(crate) rename: Option<String>,
    pub(crate) docs: String,
    pub(crate) ty: RustType,
    /// `true` if `None` is not serialized.
    pub(crate) skip_none: bool,
    pub(crate) wire: FieldEncoding,
    /// `#[deprecated(note = ...)]`
    pub(crate) deprecated: Option<String>,
    pub(crate) secrecy: Secrecy,
    /// Attributes that the settings add, as written there.
    pub(crate) attributes: Vec<String>,
    pub(crate) methods: FieldMethods,
}

/// The methods that set a field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct FieldMethods {
    /// `true` if `new` takes the value; otherwise it has a default.
    pub(crate) is_argument: bool,
    /// `true` if `new` or the setter takes `impl Into` of the innermost type.
    pub(crate) takes_into: bool,
    /// The method that sets the field, if `new` does not.
    pub(crate) setter: Option<Ident>,
    /// The method that clears the field, for a member of an update.
    pub(crate) clear: Option<Ident>,
}

impl StructField {
    /// The name, and the key on the wire.
    pub(crate) fn keyed(&self) -> Keyed<'_> {
        Keyed {
            name: &self.name,
            key: self.rename.as_deref().unwrap_or(self.name.as_str()),
        }
    }
}

/// The decision if `Debug` shows the value of a field.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Secrecy {
    /// Shown by default.
    #[default]
    Undecided,
    /// Redacted.
    Secret,
    /// Shown because of a setting.
    Public,
}

/// The encoding of a field on the wire.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum FieldEncoding {
    /// The encoding of its type.
    #[default]
    Plain,
    /// The encoding of a type from the settings, which is not known.
    Custom,
    /// A list as one text with commas, in a query.
    CommaSeparated,
    /// A text in the path or the credential, which is not serialized.
    Path,
    /// A parameter in a header, or in the query of a request with a body, which is not serialized.
    Skipped,
    /// A union whose tag is beside its content: its members are part of the struct's JSON object.
    Flattened,
    /// RFC 3339, for a timestamp whose type serializes differently, alone or inside other types.
    Rfc3339,
}

impl FieldEncoding {
    /// `true` if serde skips the field, because it is in the path, in a header, or in the query of
    /// a request with a body.
    pub(crate) fn is_skipped(self) -> bool {
        matches!(self, Self::Path | Self::Skipped)
    }
}
