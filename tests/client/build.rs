//! Generates the models of the pages below `reference`.

fn main() -> Result<(), reference_codegen::Failure> {
    reference_codegen::Config::new().compile(&["reference"])
}
