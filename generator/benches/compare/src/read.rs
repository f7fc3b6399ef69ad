//! Reading unions and events, compared with the structs that they hold, in one process.

use std::fs;

use crate::place::Place;
use crate::programs::published;
use crate::start::{cargo, output};

pub(crate) fn measure(place: &Place) -> anyhow::Result<()> {
    let folder = place.target.join("read");
    published(place, &folder.join("workos-api"))?;
    let program = Place::here().join("programs/read.rs");
    let manifest = format!(
        "[package]\nname = \"read\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [[bin]]\nname = \"read\"\npath = {program:?}\n\n[workspace]\n\n[dependencies]\n\
         serde = {{ version = \"1\", features = [\"derive\"] }}\nserde_json = \"1\"\n\
         stats_alloc = \"0.1\"\n\
         workos-api = {{ path = \"workos-api\", default-features = false, \
         features = [\"authkit\", \"events\", \"workos_connect\"] }}\n"
    );
    fs::write(folder.join("Cargo.toml"), manifest)?;
    let mut run = cargo(&folder, &folder.join("target"));
    run.args(["run", "--quiet", "--release"]);
    print!("{}", String::from_utf8(output(run)?)?);
    Ok(())
}
