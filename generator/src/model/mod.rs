//! Stage 4, model: from the API to the Rust that will be.

#[cfg_attr(
    not(test),
    expect(
        dead_code,
        unused_imports,
        reason = "the items that carry these names are not modelled yet"
    )
)]
pub(crate) mod names;
