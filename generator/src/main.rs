//! The command `reference-codegen`.

fn main() {}
