//! The shapes of types: their members and values, whatever the types inside are called.

use std::collections::BTreeMap;

use reference_codegen::Generated;

/// The shape of each type, by its path.
pub(crate) fn shapes(models: &Generated) -> BTreeMap<String, String> {
    let mut outlines = BTreeMap::new();
    for (module, outline) in models.outlines() {
        let mut current = String::new();
        for line in outline.lines().filter(|line| !line.starts_with("use ")) {
            if !line.starts_with(' ') {
                current = joined(&module, line.split([' ', ',']).nth(1).unwrap());
            }
            let lines: &mut Vec<String> = outlines.entry(current.clone()).or_default();
            lines.push(line.to_owned());
        }
    }
    let shape = |path: &String| (path.clone(), shape(path, &outlines));
    outlines.keys().map(shape).collect()
}

fn joined(module: &str, name: &str) -> String {
    match module {
        "" => name.to_owned(),
        _ => format!("{module}::{name}"),
    }
}

/// The lines of a type, in order of the alphabet. Other types are replaced by their shapes. The
/// order of members has no influence, and `new` depends on all uses of a type.
fn shape(path: &str, outlines: &BTreeMap<String, Vec<String>>) -> String {
    let module = path.rsplit_once("::").map_or("", |(module, _)| module);
    let (first, inside) = outlines[path].split_first().unwrap();
    if let Some((_, target)) = first.split_once(" = ") {
        return shape_at(target, module, outlines).unwrap();
    }
    let inside = inside.iter().filter(|line| !line.starts_with("  new("));
    let mut lines: Vec<String> = inside
        .map(|line| {
            let marks = [" -> ", ": "].into_iter();
            let mut places = marks.filter_map(|mark| Some(line.find(mark)? + mark.len()));
            let (name, ty) = line.split_at(places.next().unwrap_or(line.len()));
            name.to_owned() + &spelled(ty, module, outlines)
        })
        .collect();
    lines.sort();
    let kind = first.split(' ').next().unwrap();
    format!("{kind} {{{}}}", lines.join(";"))
}

/// The type of a field, with the shapes of the types in it.
fn spelled(ty: &str, module: &str, outlines: &BTreeMap<String, Vec<String>>) -> String {
    // The key in quotation marks at the end is no type.
    let (ty, key) = ty.split_at(ty.find(" = ").unwrap_or(ty.len()));
    let is_word = |c: char| c.is_alphanumeric() || "_:#".contains(c);
    let mut text = String::new();
    let mut rest = ty;
    while let Some(start) = rest.find(is_word) {
        let word = &rest[start..];
        let (word, after) = word.split_at(word.find(|c| !is_word(c)).unwrap_or(word.len()));
        text += &rest[..start];
        text += &shape_at(word, module, outlines).unwrap_or(word.to_owned());
        rest = after;
    }
    text + rest + key
}

/// The shape of the type with this path as written in the module; `None` if it is no type of the
/// output.
fn shape_at(
    written: &str,
    module: &str,
    outlines: &BTreeMap<String, Vec<String>>,
) -> Option<String> {
    let paths = [joined(module, written), written.to_owned()];
    let path = paths.into_iter().find(|path| outlines.contains_key(path))?;
    Some(shape(&path, outlines))
}
