//! Unions whose alternatives have members in common.

use generated::shared_members::zoo::Visitor;
use serde_json::{Value, json};

fn visitor(body: Value) -> Visitor {
    serde_json::from_value(body).unwrap()
}

#[test]
fn what_all_have_is_read_from_whichever_it_is() {
    let child = visitor(json!({ "object": "visitor", "kind": "child", "age": 7, "paid": 2,
        "tall": true, "guide": { "name": "Ida" }, "badges": ["owl"], "nick": "Kit",
        "notes": null, "pass": "week" }));
    assert!(matches!(child, Visitor::Child(_)));
    assert_eq!((child.object(), child.kind()), (Some("visitor"), Some("child")));
    assert_eq!((child.paid(), child.tall()), (Some(2), Some(true)));
    assert_eq!(child.guide().unwrap().name, "Ida");
    assert_eq!((child.badges(), child.nick()), (Some(&["owl".to_owned()][..]), Some("Kit")));
    assert_eq!((child.notes(), child.pass()), (Some(&Value::Null), Some("week")));
    let adult = visitor(json!({ "object": "visitor", "kind": "senior", "paid": 9, "tall": false,
        "guide": { "name": "Bo" }, "badges": [], "notes": { "a": 1 }, "clone": null,
        "pass": "year" }));
    assert!(matches!(adult, Visitor::Adult(_)));
    assert_eq!((adult.kind(), adult.paid(), adult.tall()), (Some("senior"), Some(9), Some(false)));
    assert_eq!((adult.guide().unwrap().name.as_str(), adult.nick()), ("Bo", None));
    assert_eq!((adult.notes(), adult.pass()), (Some(&json!({ "a": 1 })), Some("year")));
}

/// For an undocumented alternative, texts, numbers and flags are read from its JSON, if they are
/// there.
#[test]
fn of_what_is_not_documented_the_json_is_read() {
    let robot = visitor(json!({ "object": "visitor", "kind": "robot", "paid": 0, "tall": true,
        "guide": { "name": "Ida" }, "badges": ["owl"], "notes": [1] }));
    assert!(matches!(robot, Visitor::Undocumented(_)));
    assert_eq!((robot.kind(), robot.paid(), robot.tall()), (Some("robot"), Some(0), Some(true)));
    assert_eq!((robot.guide(), robot.badges(), robot.nick()), (None, None, None));
    assert_eq!(robot.notes(), Some(&json!([1])));
    for other in [json!(null), json!([]), json!({ "kind": 3, "paid": "much" })] {
        let other = visitor(other);
        assert_eq!((other.kind(), other.paid(), other.tall()), (None, None, None));
    }
}

/// A member with the name of a method keeps its field, and its accessor gets another name.
#[test]
fn an_accessor_gives_way_to_a_method() {
    let child = visitor(json!({ "object": "visitor", "kind": "child", "age": 7, "tall": true,
        "nick": "Kit", "notes": 1, "clone": "a twin", "pass": "day" }));
    assert_eq!(child.get_clone(), Some("a twin"));
    assert_eq!(child.clone(), child);
}
