//! Corrections of resources.

use super::change::{self, CorrectionContext, code};
use super::correction::Change;
use super::problem::CorrectionError;
use super::{member, target};
use crate::pipeline::api::Resource;

/// Corrects a resource, or the member that `rest` leads to.
pub(super) fn correct(
    resource: &mut Resource,
    rest: &[&str],
    context: &CorrectionContext<'_>,
) -> Result<(), Vec<CorrectionError>> {
    if rest.is_empty() {
        return whole(resource, context);
    }
    let (list, position) = target::member(&mut resource.fields, rest, &resource.id, context)
        .map_err(|problem| vec![problem])?;
    if let Some(dropped) = member::correct(list, position, context)? {
        resource.corrections.push(dropped);
    }
    Ok(())
}

fn whole(
    resource: &mut Resource,
    context: &CorrectionContext<'_>,
) -> Result<(), Vec<CorrectionError>> {
    let mut described = Vec::new();
    context.each(|change| match &change.value {
        Change::Add(members) => {
            member::add(&mut resource.fields, members, &resource.place, context)
        }
        Change::Description { .. } => {
            let what = change::describe(&mut resource.docs, change, &resource.corrections)?;
            described.push(what.clone());
            Ok(what)
        }
        _ => Err(context.not_applicable(change, &format!("the resource {}", code(&resource.id)))),
    })?;
    if !described.is_empty() {
        resource.corrections.push(context.applied(&described));
    }
    Ok(())
}
