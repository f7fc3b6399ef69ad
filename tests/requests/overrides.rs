//! The effects of settings: names that are not on the wire, and secrets that no log shows.

use generated::overrides::cellar::{BarrelCooper, Cask, Casks, SealBarrelRequest, Timber};
use generated::overrides::runtime::{List, Paginated, Request};

fn cask() -> Cask {
    let cooper = BarrelCooper::default().name("Ida").pin("0451");
    let size = std::num::NonZeroU16::new(225).unwrap();
    Cask::new(Timber::Oak).id("b1").size(size).seal_code("s3").cooper(cooper)
}

#[test]
fn no_secret_is_shown() {
    let shown = format!("{:?}", cask());
    let expected = r#"Cask { id: "b1", size: Some(225), seal_code: [redacted], wood: Oak, cooper: BarrelCooper { name: "Ida", pin: [redacted], name_of_the_guild_that_has_trained_them: None }, lock: None }"#;
    assert_eq!(shown, expected);
    let mut request = SealBarrelRequest::new("b1", "0451");
    request.seal_token = Some("told".to_owned());
    let hash = ("argon2".to_owned(), "h4sh".to_owned());
    request.password_hash = Some([hash].into());
    let shown = format!("{request:#?}");
    assert!(!shown.contains("0451") && !shown.contains("h4sh"), "{shown}");
    assert!(shown.contains("password_hash: [redacted]"), "{shown}");
    assert!(shown.contains("told"), "{shown}");
    let written = serde_json::to_string(&request).unwrap();
    assert!(written.contains("0451") && written.contains("h4sh"), "{written}");
}

#[test]
fn more_is_derived() {
    assert!(cask().cooper > BarrelCooper::default());
    assert!(Timber::Oak < Timber::from("yew"));
    assert!(Timber::from("ash") < Timber::from("yew"));
}

#[test]
fn a_list_goes_on_whatever_its_cursor_is_called() {
    let request = Casks::default().before("b9");
    let mut page = List::from(vec![cask()]);
    page.list_metadata.after = Some("b2".to_owned());
    let next = request.next_page(&page).unwrap();
    assert_eq!((next.from.as_deref(), next.before.as_deref()), (Some("b2"), None));
    assert_eq!(next.url("/api").unwrap(), "/api/barrels?after=b2");
    page.list_metadata.after = Some(String::new());
    assert_eq!(next.next_page(&page), None, "an empty cursor leads nowhere");
}
