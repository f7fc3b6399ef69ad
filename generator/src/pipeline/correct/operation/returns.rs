//! What an operation answers.

use crate::base::diagnostic::{Code, Span};
use crate::pipeline::api::{Applied, Field, Operation, Response, Type};
use crate::pipeline::correct::change::{Context, code, quoted};
use crate::pipeline::correct::correction::{Answer, Key, Notated, Shape, Written};
use crate::pipeline::correct::problem::Problem;
use crate::pipeline::correct::{says, target, typing};

/// Gives another answer.
pub(super) fn replace(
    operation: &mut Operation,
    is: &Answer<Shape>,
    was: &Written<Answer<Notated>>,
    span: &Span,
    context: &Context<'_>,
) -> Result<String, Problem> {
    let before = &operation.corrections;
    let wanted = match is {
        Answer::Nothing => Response::Nothing,
        Answer::Url => Response::Url,
        Answer::Body(shape) => {
            let place = operation.place.key("returns");
            Response::Body(typing::of(shape, &place, context)?)
        }
    };
    let now = code(&says::shown_response(&operation.response, context.api));
    if is_like(&wanted, &operation.response) {
        return Err(Problem::caught_up(
            span,
            &format!("it returns {now}"),
            before,
        ));
    }
    let was_shown = code(text(&was.value));
    if !says::says_response(&was.value, &operation.response, context.api) {
        return Err(Problem::moved_on(&was.span, &was_shown, &now, before));
    }
    let shown = code(&says::shown_response(&wanted, context.api));
    operation.response = wanted;
    Ok(format!("returns {shown} (was {was_shown})"))
}

/// Puts the body under a key, which the docs take for a name that is not on the wire.
pub(super) fn wrap(
    operation: &mut Operation,
    wrap: &Key,
    span: &Span,
    context: &Context<'_>,
) -> Result<String, Problem> {
    let place = operation.place.key("returns");
    let key = &wrap.key;
    match &mut operation.response {
        Response::Body(kind) if only_member(kind).is_some_and(|field| field.name == *key) => {
            let says = format!("the body stands under {}", code(key));
            Err(Problem::caught_up(span, &says, &operation.corrections))
        }
        Response::Body(kind) => {
            check_body(kind, wrap, &operation.corrections, ("wrap", span), context)?;
            let field = Field::new(key, std::mem::replace(kind, Type::Any), place);
            *kind = Type::Object(vec![field]);
            Ok(format!("the body under {}", code(key)))
        }
        Response::Nothing | Response::Url => Err(no_body(operation, span)),
    }
}

/// Takes the only key away: it is a name of the docs, and not on the wire.
pub(super) fn unwrap(
    operation: &mut Operation,
    unwrap: &Key,
    span: &Span,
    context: &Context<'_>,
) -> Result<String, Problem> {
    let Response::Body(kind) = &mut operation.response else {
        return Err(no_body(operation, span));
    };
    let key = code(&unwrap.key);
    match only_member(kind) {
        Some(field) if field.name == unwrap.key => {
            check_body(
                kind,
                unwrap,
                &operation.corrections,
                ("unwrap", span),
                context,
            )?;
            *kind = field.kind.clone();
            Ok(format!("the body without {key}"))
        }
        Some(field) => {
            let now = code(&field.name);
            Err(Problem::moved_on(span, &key, &now, &operation.corrections))
        }
        None => {
            let body = code(&kind.notation(context.api));
            let says = format!("the body is {body} and not under {key}");
            Err(Problem::caught_up(span, &says, &operation.corrections))
        }
    }
}

/// Whether the body is of the type that the correction takes it for.
fn check_body(
    kind: &Type,
    change: &Key,
    before: &[Applied],
    (key, at): (&str, &Span),
    context: &Context<'_>,
) -> Result<(), Problem> {
    match &change.was {
        None => {
            let now = quoted(&kind.notation(context.api));
            Err(Problem::without_was(key, &now, at))
        }
        Some(was) if !says::says(&was.value.kind, kind, context.api) => {
            let (was_shown, now) = (code(&was.value.text), code(&kind.notation(context.api)));
            Err(Problem::moved_on(&was.span, &was_shown, &now, before))
        }
        _ => Ok(()),
    }
}

/// The members of the body that comes back.
pub(super) fn members<'o>(
    operation: &'o mut Operation,
    shown: &str,
    rest: &[&str],
    context: &Context<'_>,
) -> Result<&'o mut Vec<Field>, Problem> {
    let span = &context.correction.path.span;
    match &mut operation.response {
        Response::Body(kind) => target::members(kind, shown, rest, context),
        Response::Nothing | Response::Url => {
            let message = format!("`{}` returns no body", operation.id);
            let help = format!("correct `{}` with `returns` and `fields`", operation.id);
            Err(target::unknown(span, message, help))
        }
    }
}

fn only_member(kind: &Type) -> Option<&Field> {
    match kind {
        Type::Object(fields) => match fields.as_slice() {
            [field] => Some(field),
            _ => None,
        },
        _ => None,
    }
}

fn is_like(a: &Response, b: &Response) -> bool {
    match (a, b) {
        (Response::Body(a), Response::Body(b)) => a.is_like(b),
        (a, b) => a == b,
    }
}

fn text(answer: &Answer<Notated>) -> &str {
    match answer {
        Answer::Nothing => "nothing",
        Answer::Url => "url",
        Answer::Body(notated) => &notated.text,
    }
}

fn no_body(operation: &Operation, span: &Span) -> Problem {
    let message = format!("{} returns no body", code(&operation.id));
    let help = "correct it with `returns` first";
    Problem::new(Code::InvalidCorrection, span, message, help)
}
