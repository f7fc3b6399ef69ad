//! Compiles the committed models as they are.

fn main() {}
