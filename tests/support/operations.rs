//! Operations of the API.

use reference_codegen::inspect::OperationInfo;

/// `true` for an operation that is an address to open in a browser, which has no response.
pub(crate) fn is_address(operation: &OperationInfo) -> bool {
    operation.method == "GET" && operation.response.is_none()
}
