//! The handbook shows files of this crate, so that what it shows compiles and is tested; so does
//! the readme.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

const README: &str = include_str!("../../../../README.md");
const HANDBOOK: &str = include_str!("../../../docs/client.md");
const WEBHOOKS: &str = include_str!("../../../docs/webhooks.md");
const CLIENT: &str = include_str!("../src/client.rs");
const ASYNC_CLIENT: &str = include_str!("../src/async_client.rs");
const WEBHOOK: &str = include_str!("../src/webhook.rs");
const DESK: &str = include_str!("../src/desk.rs");

#[test]
fn the_handbook_shows_the_client_and_the_readme_its_use() {
    assert_eq!(shown(HANDBOOK), [unix(CLIENT), unix(ASYNC_CLIENT)]);
    assert_eq!(shown(WEBHOOKS), [unix(WEBHOOK)]);
    let readme = unix(README);
    let (_, section) = readme.split_once("\n## Call the API\n").unwrap();
    let block = shown(section).remove(0);
    let (file, desk) = block.split_once('\n').unwrap();
    assert_eq!(file, "// generator/examples/post-office/src/desk.rs");
    let whole_function = desk.starts_with("pub fn ") && desk.ends_with("\n}\n");
    assert!(whole_function && unix(DESK).contains(desk), "{desk}");
}

#[test]
fn ten_lines_are_enough() {
    for client in [CLIENT, ASYNC_CLIENT] {
        let call = client.lines().skip_while(|line| !line.contains("fn call<"));
        assert!(call.take_while(|line| *line != "    }").count() <= 10);
    }
}

/// The Rust of a text.
fn shown(text: &str) -> Vec<String> {
    let text = unix(text);
    let blocks = text.split("```rust,ignore\n").skip(1);
    let blocks = blocks.map(|block| block.split_once("```").unwrap().0.to_owned());
    blocks.collect()
}

/// A text as it is where lines end in a line feed alone.
fn unix(text: &str) -> String {
    text.replace('\r', "")
}
