//! Stage 4, model: from the API to the Rust that will be.
