//! The operations of the API: their requests and responses.

use super::{AppliedCorrection, EntityOrigin, Field, IdOwner, Type};
use crate::base::diagnostic::{Code, Location};
use crate::base::node_path::{NodeRef, PageId};
use crate::base::text::singular::singular;
use crate::base::view::View;
use crate::notation::url_template::{UrlTemplate, is_same_parameter};

/// The name of the server of the API itself.
pub(crate) const API: &str = "api";

/// A request that the API responds to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Operation {
    pub(crate) id: String,
    pub(crate) page: PageId,
    pub(crate) view: View,
    pub(crate) place: NodeRef,
    /// `GET`, `POST`, ...; empty if it is absent.
    pub(crate) method: String,
    /// `/api_keys/{id}`; empty if it is absent.
    pub(crate) path: UrlTemplate,
    /// The reasons why the operation cannot be modelled. A correction can remove them.
    pub(crate) faults: Vec<CallFault>,
    pub(crate) docs: Option<String>,
    /// The name of the server.
    pub(crate) server: String,
    /// `true` if the docs state that no credential is needed.
    pub(crate) is_public: bool,
    /// The parameters of the path, in the order of the path.
    pub(crate) path_parameters: Vec<PathParameter>,
    /// The parameter that is the access token of a user; at most one.
    pub(crate) authorization: Vec<Field>,
    /// The parameters that are headers. Their names are those of the headers.
    pub(crate) headers: Vec<Field>,
    pub(crate) query: Vec<Field>,
    pub(crate) body: Vec<Field>,
    /// The encoding of the body on the wire.
    pub(crate) encoding: Encoding,
    /// The names of query parameters that, according to the docs, may also belong to the body.
    pub(crate) ambiguous_location: Vec<String>,
    pub(crate) response: Response,
    /// `true` if the only member of the response may be `null`, and the docs do not say if its key
    /// is on the wire or only names the body.
    pub(crate) ambiguous_key: bool,
    pub(crate) origin: EntityOrigin,
    /// All members in the lists of the page, to find members that are missing in the output.
    pub(crate) documented: Vec<DocumentedMember>,
    /// Corrections of the operation as a whole.
    pub(crate) corrections: Vec<AppliedCorrection>,
}

impl Operation {
    /// The parameters that are not in the path. The parameters of the body come last.
    pub(crate) fn parameters(&self) -> impl Iterator<Item = &Field> {
        self.beside_body().chain(&self.body)
    }

    /// The parameters that are in neither the path nor the body: the access token, the headers and
    /// the query.
    pub(crate) fn beside_body(&self) -> impl Iterator<Item = &Field> {
        let headers = self.authorization.iter().chain(&self.headers);
        headers.chain(&self.query)
    }

    /// The credential of the operation. Only operations of the server `api` use the API key.
    pub(crate) fn credential(&self) -> Credential {
        if !self.authorization.is_empty() {
            Credential::AccessToken
        } else if self.is_public || self.server != API {
            Credential::None
        } else {
            Credential::ApiKey
        }
    }

    /// `false` if the body is a value without names, which a form cannot encode.
    pub(crate) fn has_named_body(&self) -> bool {
        self.whole_body().is_none_or(|body| {
            matches!(
                body.ty,
                Type::Object(_) | Type::Map(_) | Type::Resource(_) | Type::Union(_)
            )
        })
    }

    /// The only parameter of the body, if it is the whole body, and its key is not on the wire.
    pub(crate) fn whole_body(&self) -> Option<&Field> {
        match self.body.as_slice() {
            [field] if field.unnamed => Some(field),
            _ => None,
        }
    }

    /// The parameter with which the path ends, if it does.
    pub(crate) fn last_parameter(&self) -> Option<&PathParameter> {
        let last = self.path.segments().last()?.parameters().last()?;
        self.path_parameters.iter().find(|it| it.name == last)
    }

    /// The unique name of a path parameter: the name in its description, or else in the path. If
    /// other parameters have these names, the segment before it is added: `slug` of `/roles/{slug}`
    /// is `role_slug`, or `path_role_slug` if that is also taken.
    pub(crate) fn parameter_name(&self, parameter: &PathParameter) -> String {
        let others = || self.parameters().map(|field| &field.name);
        let in_path = || self.path_parameters.iter().map(|it| &it.name);
        let is_taken = |name: &str| others().any(|other| other == name);
        if let Some(described) = parameter.described_name()
            && !is_taken(described)
            && !in_path().any(|other| other == described)
        {
            return described.to_owned();
        }
        if !is_taken(&parameter.name) {
            return parameter.name.clone();
        }
        let before = self.path.segment_before(&parameter.name);
        let before = before.map_or_else(|| "path".to_owned(), ToString::to_string);
        let mut name = format!("{}_{}", singular(&before), parameter.name);
        while others().chain(in_path()).any(|other| *other == name) {
            name.insert_str(0, "path_");
        }
        name
    }
}

/// An error in the method or path of an operation. It is reported unless a correction removes it,
/// or operations are not generated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CallFault {
    pub(crate) code: Code,
    pub(crate) message: String,
    pub(crate) help: String,
    pub(crate) location: Location,
}

/// A member that an operation documents, with its key on the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DocumentedMember {
    /// The path of its keys: `returns.data.id`.
    pub(crate) path: String,
    pub(crate) place: NodeRef,
}

impl DocumentedMember {
    /// `true` for a member of the response.
    pub(crate) fn is_in_response(&self) -> bool {
        self.path.starts_with("returns.")
    }
}

/// A parameter in a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PathParameter {
    /// The name in the path.
    pub(crate) name: String,
    /// The listed parameter that describes it, if there is one. Its name may differ.
    pub(crate) described: Option<Field>,
    /// The place of the path.
    pub(crate) place: NodeRef,
    /// The resource whose id it is, by its name or by the path.
    pub(crate) id: Option<IdOwner>,
    pub(crate) corrections: Vec<AppliedCorrection>,
}

impl PathParameter {
    /// The type: an enum if its values are known, otherwise a string, even if the docs name another
    /// type.
    pub(crate) fn ty(&self) -> &Type {
        match &self.described {
            Some(Field { ty, .. }) if matches!(ty, Type::Enum(_)) => ty,
            _ => &Type::String,
        }
    }

    /// The name of the parameter that describes it, if it differs from the name in the path.
    pub(crate) fn described_name(&self) -> Option<&str> {
        let name = &self.described.as_ref()?.name;
        if is_same_parameter(name, &self.name) {
            None
        } else {
            Some(name)
        }
    }

    /// The description, as Markdown.
    pub(crate) fn docs(&self) -> Option<&str> {
        self.described.as_ref()?.docs.as_deref()
    }
}

/// The response of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Response {
    /// No body.
    NoBody,
    /// No response over the wire: the request itself is a URL to open.
    BrowserUrl,
    /// A JSON body.
    Body(Type),
}

/// The credential of an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Credential {
    None,
    ApiKey,
    /// The access token of a user, which is a parameter.
    AccessToken,
}

impl Credential {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::ApiKey => "api_key",
            Self::AccessToken => "access_token",
        }
    }
}

/// The form of a body on the wire.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Encoding {
    #[default]
    Json,
    /// `application/x-www-form-urlencoded`
    Form,
}

impl Encoding {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Form => "form",
        }
    }

    /// The encoding with this media type, with or without parameters. Types such as `+json` are
    /// JSON.
    #[cfg(feature = "analysis")]
    pub(crate) fn from_media_type(text: &str) -> Option<Self> {
        let name = text.split(';').next().unwrap_or_default();
        match name.trim().to_ascii_lowercase().as_str() {
            "application/json" => Some(Self::Json),
            name if name.ends_with("+json") => Some(Self::Json),
            "application/x-www-form-urlencoded" => Some(Self::Form),
            _ => None,
        }
    }
}
