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
    let config = reference_codegen::Config::from_file("schema/codegen.toml")?;
    match std::env::var_os("REFERENCE_CODEGEN_REFERENCE") {
        Some(folder) => config.compile(&[folder]),
        None => config.compile_all(),
    }
}
