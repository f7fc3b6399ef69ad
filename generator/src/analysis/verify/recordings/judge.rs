//! Checks the parts of an exchange against its possible operations.

use std::cmp::Reverse;

use super::exchange::{Body, Exchange, Message};
use super::media::Media;
use super::route::{self, LEAVE_OUT, Routes};
use super::{Content, Role, parts};
use crate::analysis::verify::check;
use crate::analysis::verify::findings::{Findings, Mismatch, Rejection};
use crate::analysis::verify::identify::UnidentifiedError;
use crate::analysis::verify::inferred_type::InferredType;
use crate::analysis::verify::json::Json;
use crate::analysis::verify::models::{ModelRef, Models};
use crate::analysis::verify::plan::{Node, StructNode};
use crate::analysis::verify::value_location::At;
use crate::analysis::verify::{CheckedBody, Outcome};
use crate::pipeline::api::Encoding;

/// The statuses of invalid requests. Such a request may be invalid on purpose, as in a test.
const REFUSED: [u16; 2] = [400, 422];
/// The media type of a form.
const FORM: Media = Media::Known(Encoding::Form);

/// Checks the request and the response of an exchange against the operation that they match best.
pub(in crate::analysis::verify) fn judge<'m, 'a>(
    exchange: Exchange,
    models: &'m Models<'a>,
    routes: &Routes<'_>,
) -> Vec<Outcome<'m, 'a>> {
    let operations = match routes.find(&exchange.method, &exchange.url) {
        Ok(operations) => operations,
        Err(message) => return vec![Err(UnidentifiedError::new(message))],
    };
    let judge = Judge {
        exchange: &exchange,
        models,
    };
    let judged = operations.into_iter().map(|it| judge.operation(it));
    let best = judged.min_by_key(|outcomes| {
        let all = || outcomes.iter().flatten();
        // Known values of a member distinguish operations with the same path.
        let requests = all().filter(|one| one.model.role == Role::Request);
        let unknown: usize = requests.map(|one| one.found.unknown_values.len()).sum();
        let rejections: usize = all().map(|one| one.found.rejections.len()).sum();
        let typed: usize = all().map(|one| one.found.typed).sum();
        (unknown, rejections, Reverse(typed))
    });
    let mut outcomes = best.unwrap_or_default();
    if REFUSED.contains(&exchange.status) {
        outcomes.retain(|outcome| {
            let is_request = |one: &CheckedBody<'_, '_>| one.model.role == Role::Request;
            !outcome.as_ref().is_ok_and(is_request)
        });
    }
    outcomes
}

struct Judge<'x, 'm, 'a> {
    exchange: &'x Exchange,
    models: &'m Models<'a>,
}

impl<'m, 'a> Judge<'_, 'm, 'a> {
    /// Checks the exchange against the operation at this position.
    fn operation(&self, operation: usize) -> Vec<Outcome<'m, 'a>> {
        let mut outcomes = vec![self.request(operation)];
        match self.exchange.status {
            200..300 => outcomes.extend(self.response(operation)),
            400.. => outcomes.push(self.error()),
            // There was no response, or only a redirect.
            _ => {}
        }
        outcomes
    }

    fn request(&self, operation: usize) -> Outcome<'m, 'a> {
        let (model, beside) = self.models.request(operation);
        let request = &self.exchange.request;
        let pairs = parts::pairs(route::query(&self.exchange.url));
        let mut found = match (&model.node, &beside.query) {
            (node, Some(query)) => {
                let mut found = self.body(request, node, &model.root())?;
                self.media(operation, model, &mut found);
                found.append(self.beside(pairs, query, &model.part("query")));
                found
            }
            // The model is the query, and the request has no body.
            (Node::Struct(structure), None) => {
                let mut found = self.pairs(pairs, structure, &model.part("query"));
                if let Some(nothing) = &beside.body {
                    found.append(self.undocumented_body(nothing, &model.root())?);
                }
                found
            }
            (_, None) => Findings::default(),
        };
        if let Some(headers) = &beside.headers {
            let given = documented(request, headers);
            found.append(self.beside(given, headers, &model.part("headers")));
        }
        // A request may be empty.
        found.is_empty_as_documented = true;
        Ok(CheckedBody { model, found })
    }

    /// Records the media type of a body, and rejects another one than that of the operation. JSON
    /// without a media type may be the body of a form as well.
    fn media(&self, operation: usize, model: &ModelRef<'a>, found: &mut Findings<'a>) {
        let expected = self.models.shapes.api.operations[operation].encoding;
        let mismatch = match Media::of(&self.exchange.request) {
            None => return,
            Some(Media::Known(sent)) => {
                found.sent = Some((operation, sent));
                if sent == expected {
                    return;
                }
                let found = sent;
                Mismatch::Encoding { expected, found }
            }
            Some(other) => {
                let expected = Media::Known(expected);
                Mismatch::Other(format!("expected {expected}, found {other}"))
            }
        };
        found.rejections.push(Rejection {
            location: model.root().location(&self.models.places),
            mismatch,
            inferred: InferredType::Unknown,
        });
    }

    /// Checks a body that the reference does not describe: all its members are undocumented.
    fn undocumented_body(
        &self,
        nothing: &StructNode<'a>,
        at: &At<'_, 'a>,
    ) -> Result<Findings<'a>, UnidentifiedError> {
        let request = &self.exchange.request;
        let mut found = Findings::default();
        match &request.body {
            Body::Text(text) => match Content::read(Some(text)) {
                Content::Json(json @ Json::Object(_)) => {
                    found.undocumented =
                        check::check_struct(&json, nothing, at, self.models).undocumented;
                }
                _ if Media::of(request) == Some(FORM) => {
                    found.undocumented = self.pairs(parts::pairs(text), nothing, at).undocumented;
                }
                _ => {}
            },
            Body::Form(pairs) => {
                found.undocumented = self.pairs(pairs.clone(), nothing, at).undocumented;
            }
            body => return Err(unread("request", body)),
        }
        Ok(without_suggestions(found))
    }

    /// Checks the query or the headers of a request with a body. Undocumented members are reported
    /// without a suggested correction, since a correction would add them to the body.
    fn beside(
        &self,
        pairs: parts::Pairs,
        structure: &StructNode<'a>,
        at: &At<'_, 'a>,
    ) -> Findings<'a> {
        without_suggestions(self.pairs(pairs, structure, at))
    }

    /// Checks the query, the headers or a form. In a pointer, `…` stands for an empty name.
    fn pairs(
        &self,
        pairs: parts::Pairs,
        structure: &StructNode<'a>,
        at: &At<'_, 'a>,
    ) -> Findings<'a> {
        let pairs = parts::joined(pairs, structure);
        let json = parts::object(&pairs, structure, self.models);
        let mut found = check::check_struct(&json, structure, at, self.models);
        for member in &mut found.undocumented {
            if member.inferred.name.is_empty() {
                member.location.pointer.push('…');
            }
        }
        found
    }

    /// Checks the body of a request. An absent body counts as an object without members.
    fn body(
        &self,
        request: &Message,
        node: &Node<'a>,
        at: &At<'_, 'a>,
    ) -> Result<Findings<'a>, UnidentifiedError> {
        let text = match &request.body {
            Body::Text(text) => text,
            Body::Form(pairs) => return Ok(self.form(pairs.clone(), node, at)),
            body => return Err(unread("request", body)),
        };
        let media = Media::of(request);
        match Content::read(Some(text)) {
            Content::NotJson { is_blank: true, .. } => match node {
                Node::Nullable { .. } => Ok(Findings::default()),
                node => Ok(check::check(
                    &Content::Json(Json::Object(Vec::new())),
                    node,
                    at,
                    self.models,
                )),
            },
            Content::NotJson { .. } if media == Some(FORM) => {
                Ok(self.form(parts::pairs(text), node, at))
            }
            // The media type is the fault.
            Content::NotJson { .. } if matches!(media, Some(Media::Other(_))) => {
                Ok(Findings::default())
            }
            json => Ok(check::check(&json, node, at, self.models)),
        }
    }

    fn form(&self, pairs: parts::Pairs, node: &Node<'a>, at: &At<'_, 'a>) -> Findings<'a> {
        match node {
            Node::Nullable { inner, .. } => self.form(pairs, inner, at),
            Node::Struct(structure) => self.pairs(pairs, structure, at),
            Node::Resource(id) => self.pairs(pairs, self.models.resource(*id), at),
            node => {
                let content = Content::NotJson {
                    error: "it is a form".to_owned(),
                    is_blank: false,
                };
                check::check(&content, node, at, self.models)
            }
        }
    }

    /// Checks a success response; `None` if the request is a URL to open.
    fn response(&self, operation: usize) -> Option<Outcome<'m, 'a>> {
        let model = self.models.response(operation);
        if matches!(model.node, Node::NoBody) {
            return None;
        }
        Some(self.answer().map(|content| self.checked(&content, model)))
    }

    /// Checks an error against the documented errors with its code, and uses the one that matches
    /// best.
    fn error(&self) -> Outcome<'m, 'a> {
        let content = self.answer()?;
        let errors = match &content {
            Content::Json(json) => self.models.errors(json),
            _ => Vec::new(),
        };
        let checked = errors
            .into_iter()
            .map(|model| self.checked(&content, model));
        let best = checked.min_by_key(|one| one.found.rejections.len());
        best.ok_or_else(|| {
            let status = self.exchange.status;
            let code = match &content {
                Content::Json(json) => self.models.error_code(json),
                _ => None,
            };
            let message = match code {
                Some(code) => format!(
                    "`{code}` is a documented error code, but no page describes the members of this error with the status {status}, so that they are not checked"
                ),
                None => format!("no page describes this error with the status {status}"),
            };
            UnidentifiedError::new(format!("{message}; add it to a page, or {LEAVE_OUT}"))
        })
    }

    /// The body of the response.
    fn answer(&self) -> Result<Content<'_>, UnidentifiedError> {
        match &self.exchange.response.body {
            Body::Text(text) => Ok(Content::read(Some(text))),
            body => Err(unread("response", body)),
        }
    }

    fn checked(&self, content: &Content<'_>, model: &'m ModelRef<'a>) -> CheckedBody<'m, 'a> {
        let found = check::check(content, &model.node, &model.root(), self.models);
        CheckedBody { model, found }
    }
}

/// The findings without suggested corrections for undocumented members.
fn without_suggestions(mut found: Findings<'_>) -> Findings<'_> {
    for member in &mut found.undocumented {
        member.is_readable = false;
    }
    found
}

/// The headers that the operation documents, by their documented names. Blanks around the items of
/// a list are removed.
fn documented(request: &Message, structure: &StructNode<'_>) -> parts::Pairs {
    let headers = structure.members.iter().filter_map(|member| {
        let value = request.header(member.name)?;
        let value = if is_list(&member.node) {
            let items = value.split(',').map(|item| item.trim_matches([' ', '\t']));
            items.collect::<Vec<_>>().join(",")
        } else {
            value.to_owned()
        };
        Some((member.name.to_owned(), value))
    });
    headers.collect()
}

fn is_list(node: &Node<'_>) -> bool {
    match node {
        Node::Nullable { inner, .. } => is_list(inner),
        node => matches!(node, Node::List(_)),
    }
}

/// The error for a body that is not checked. It is only harmless if the recording leaves it out.
fn unread(part: &str, body: &Body) -> UnidentifiedError {
    let message = |why: &str| format!("the body of the {part} is not checked: {why}");
    match body {
        Body::Unreadable(why) => UnidentifiedError::unreadable(message(why)),
        Body::Omitted => {
            UnidentifiedError::new(message("the recording omits it; record it with its bodies"))
        }
        Body::Text(_) | Body::Bytes(_) | Body::Form(_) => {
            UnidentifiedError::unreadable(message("it is a form; record it as JSON"))
        }
    }
}
