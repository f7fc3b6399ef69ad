//! Compiles the committed models as they are, with no generator in the build.
//! With the feature `regenerate` it is the generator's first user: the models
//! of `schema/reference`, or of the folder that `REFERENCE_CODEGEN_REFERENCE`
//! names, go into `OUT_DIR`.

#[cfg(not(feature = "regenerate"))]
fn main() {
    println!("cargo::rerun-if-changed=build.rs");
}

#[cfg(feature = "regenerate")]
fn main() -> Result<(), reference_codegen::Error> {
    println!("cargo::rerun-if-env-changed=REFERENCE_CODEGEN_REFERENCE");
    let folder = std::env::var_os("REFERENCE_CODEGEN_REFERENCE").map(std::path::PathBuf::from);
    let config = reference_codegen::Config::new().config_file("schema/codegen.toml");
    config.compile(&folder.into_iter().collect::<Vec<_>>())
}
