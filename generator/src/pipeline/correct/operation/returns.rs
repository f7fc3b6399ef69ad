//! What an operation answers.

use crate::base::diagnostic::{Code, Span};
use crate::pipeline::api::{AppliedCorrection, Field, Operation, Response, Type};
use crate::pipeline::correct::change::{CorrectionContext, code, quoted};
use crate::pipeline::correct::correction::{Located, ReturnSpec, TypeSpec, TypeText, Wrapper};
use crate::pipeline::correct::problem::CorrectionError;
use crate::pipeline::correct::{says, target, typing};

/// Gives another answer.
pub(super) fn replace(
    operation: &mut Operation,
    is: &ReturnSpec<TypeSpec>,
    was: &Located<ReturnSpec<TypeText>>,
    span: &Span,
    context: &CorrectionContext<'_>,
) -> Result<String, CorrectionError> {
    let before = &operation.corrections;
    let wanted = match is {
        ReturnSpec::Nothing => Response::Nothing,
        ReturnSpec::Url => Response::BrowserUrl,
        ReturnSpec::Body(shape) => {
            let place = operation.place.key("returns");
            Response::Body(typing::build_type(shape, &place, context)?)
        }
    };
    let now = code(&says::shown_response(&operation.response, context.api));
    if is_like(&wanted, &operation.response) {
        return Err(CorrectionError::already_true(
            span,
            &format!("it returns {now}"),
            before,
        ));
    }
    let was_shown = code(text(&was.value));
    if !says::says_response(&was.value, &operation.response, context.api) {
        return Err(CorrectionError::stale(&was.span, &was_shown, &now, before));
    }
    let shown = code(&says::shown_response(&wanted, context.api));
    operation.response = wanted;
    Ok(format!("returns {shown} (was {was_shown})"))
}

/// Puts the body under a key, which the docs take for a name that is not on the wire.
pub(super) fn wrap(
    operation: &mut Operation,
    wrap: &Wrapper,
    span: &Span,
    context: &CorrectionContext<'_>,
) -> Result<String, CorrectionError> {
    let place = operation.place.key("returns");
    let key = &wrap.key;
    match &mut operation.response {
        Response::Body(ty) if only_member(ty).is_some_and(|field| field.name == *key) => {
            let says = format!("the body stands under {}", code(key));
            Err(CorrectionError::already_true(
                span,
                &says,
                &operation.corrections,
            ))
        }
        Response::Body(ty) => {
            check_body(ty, wrap, &operation.corrections, ("wrap", span), context)?;
            let field = Field::new(key, std::mem::replace(ty, Type::Any), place);
            *ty = Type::Object(vec![field]);
            Ok(format!("the body under {}", code(key)))
        }
        Response::Nothing | Response::BrowserUrl => Err(no_body(operation, span)),
    }
}

/// Takes the only key away: it is a name of the docs, and not on the wire.
pub(super) fn unwrap(
    operation: &mut Operation,
    unwrap: &Wrapper,
    span: &Span,
    context: &CorrectionContext<'_>,
) -> Result<String, CorrectionError> {
    let Response::Body(ty) = &mut operation.response else {
        return Err(no_body(operation, span));
    };
    let key = code(&unwrap.key);
    match only_member(ty) {
        Some(field) if field.name == unwrap.key => {
            check_body(
                ty,
                unwrap,
                &operation.corrections,
                ("unwrap", span),
                context,
            )?;
            *ty = field.ty.clone();
            Ok(format!("the body without {key}"))
        }
        Some(field) => {
            let now = code(&field.name);
            Err(CorrectionError::stale(
                span,
                &key,
                &now,
                &operation.corrections,
            ))
        }
        None => {
            let body = code(&ty.notation(context.api));
            let says = format!("the body is {body} and not under {key}");
            Err(CorrectionError::already_true(
                span,
                &says,
                &operation.corrections,
            ))
        }
    }
}

/// Whether the body is of the type that the correction takes it for.
fn check_body(
    ty: &Type,
    change: &Wrapper,
    before: &[AppliedCorrection],
    (key, at): (&str, &Span),
    context: &CorrectionContext<'_>,
) -> Result<(), CorrectionError> {
    match &change.was {
        None => {
            let now = quoted(&ty.notation(context.api));
            Err(CorrectionError::missing_expected(key, &now, at))
        }
        Some(was) if !says::matches_type(&was.value.ty, ty, context.api) => {
            let (was_shown, now) = (code(&was.value.text), code(&ty.notation(context.api)));
            Err(CorrectionError::stale(&was.span, &was_shown, &now, before))
        }
        _ => Ok(()),
    }
}

/// The members of the body that comes back.
pub(super) fn members<'o>(
    operation: &'o mut Operation,
    shown: &str,
    rest: &[&str],
    context: &CorrectionContext<'_>,
) -> Result<&'o mut Vec<Field>, CorrectionError> {
    let span = &context.correction.path.span;
    match &mut operation.response {
        Response::Body(ty) => target::members(ty, shown, rest, context),
        Response::Nothing | Response::BrowserUrl => {
            let message = format!("`{}` returns no body", operation.id);
            let help = format!("correct `{}` with `returns` and `fields`", operation.id);
            Err(target::unknown(span, message, help))
        }
    }
}

fn only_member(ty: &Type) -> Option<&Field> {
    match ty {
        Type::Object(fields) => match fields.as_slice() {
            [field] => Some(field),
            _ => None,
        },
        _ => None,
    }
}

fn is_like(a: &Response, b: &Response) -> bool {
    match (a, b) {
        (Response::Body(a), Response::Body(b)) => a.is_equivalent(b),
        (a, b) => a == b,
    }
}

fn text(answer: &ReturnSpec<TypeText>) -> &str {
    match answer {
        ReturnSpec::Nothing => "nothing",
        ReturnSpec::Url => "url",
        ReturnSpec::Body(notated) => &notated.text,
    }
}

fn no_body(operation: &Operation, span: &Span) -> CorrectionError {
    let message = format!("{} returns no body", code(&operation.id));
    let help = "correct it with `returns` first";
    CorrectionError::new(Code::InvalidCorrection, span, message, help)
}
