//! The handbook shows the files of this crate, so that what it shows compiles and is tested.

const HANDBOOK: &str = include_str!("../../../generator/docs/client.md");
const CLIENT: &str = include_str!("../src/client.rs");
const DESK: &str = include_str!("../src/desk.rs");

#[test]
fn the_handbook_shows_the_client_and_its_use() {
    let handbook = unix(HANDBOOK);
    let [client, desk] = shown(&handbook).try_into().unwrap();
    assert_eq!(client, unix(CLIENT));
    let whole_function = desk.starts_with("pub fn ") && desk.ends_with("\n}\n");
    assert!(whole_function && unix(DESK).contains(&desk), "{desk}");
}

#[test]
fn thirty_lines_are_enough() {
    let code =
        |line: &&str| !line.is_empty() && !line.starts_with("use ") && !line.starts_with("//");
    assert!(CLIENT.lines().filter(code).count() <= 30);
}

/// The Rust of a text.
fn shown(text: &str) -> Vec<String> {
    let blocks = text.split("```rust,ignore\n").skip(1);
    let blocks = blocks.map(|block| block.split_once("```").unwrap().0.to_owned());
    blocks.collect()
}

/// A text as it is where lines end in a line feed alone.
fn unix(text: &str) -> String {
    text.replace('\r', "")
}
