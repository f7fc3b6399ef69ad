//! The models of the reference that the environment names.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let reference = std::env::var("REFERENCE")?;
    Ok(reference_codegen::Config::new().compile(&[reference])?)
}
