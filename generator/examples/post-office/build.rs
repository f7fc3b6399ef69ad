//! Generates the models of the pages below `reference`.

fn main() -> Result<(), reference_codegen::Error> {
    reference_codegen::Config::new()
        .http(true)
        .corrections("corrections.toml")
        .compile(&["reference"])
}
