//! The models of the JSON Schema that the environment names, as typify's own example makes them.

use std::path::Path;
use std::{env, fs};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let schema = env::var("SCHEMA")?;
    println!("cargo::rerun-if-changed={schema}");
    let schema: schemars::schema::RootSchema = serde_json::from_str(&fs::read_to_string(schema)?)?;
    let mut types =
        typify::TypeSpace::new(typify::TypeSpaceSettings::default().with_struct_builder(true));
    types.add_root_schema(schema)?;
    let rust = prettyplease::unparse(&syn::parse2(types.to_stream())?);
    fs::write(Path::new(&env::var("OUT_DIR")?).join("schema.rs"), rust)?;
    Ok(())
}
