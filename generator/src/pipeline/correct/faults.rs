//! The faults of operations that remain after all corrections.

use crate::base::diagnostic::{Code, Diagnostics, Location};
use crate::notation::is_without_body;
use crate::pipeline::api::{Api, Operation, Response};

/// Reports the remaining faults, and removes the responses of methods that have none.
pub(crate) fn report_faults(api: &mut Api, diagnostics: &mut Diagnostics) {
    for operation in &mut api.operations {
        for fault in operation.faults.drain(..) {
            diagnostics.report(fault.code, fault.message, fault.help, fault.location);
        }
        if is_without_body(&operation.method) && operation.response != Response::NoBody {
            warn_of_response(operation, diagnostics);
            operation.response = Response::NoBody;
            operation.ambiguous_key = false;
            operation
                .documented
                .retain(|member| !member.is_in_response());
        }
    }
}

fn warn_of_response(operation: &Operation, diagnostics: &mut Diagnostics) {
    let (id, method) = (&operation.id, &operation.method);
    let message = format!(
        "`{id}` has the method {method}, whose responses have no body, so `returns` is ignored"
    );
    let help = "remove the list, or change the method";
    let at = Location::Key(operation.place.key("returns"));
    diagnostics.report(Code::UnclearEntity, message, help, at);
}
