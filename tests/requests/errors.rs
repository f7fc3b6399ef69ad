//! The kinds of errors.

use generated::errors::harbour::refusals::{BerthTakenErrorBerth, PassError};
use generated::errors::harbour::moor::{CastOffRequest, MoorBoatRequest};
use generated::errors::runtime::{ApiError, Call, Error, ErrorKind, NoContent};

fn kind(body: &str) -> ErrorKind {
    ApiError::new(400, [("", "")], body.as_bytes().to_vec()).kind().clone()
}

#[test]
fn a_code_and_its_members_make_the_kind() {
    let ErrorKind::HarbourRefusalsBerthTaken(error) =
        kind(r#"{"code":"berth_taken","message":"m","berth":{"name":"7"},"more":1}"#)
    else {
        panic!();
    };
    let berth = BerthTakenErrorBerth::default().name("7");
    assert_eq!(error.berth, berth);
    for code in ["pass_expired", "pass_unknown"] {
        let body = format!(r#"{{"error":"{code}","pass_token":"t"}}"#);
        let ErrorKind::Pass(error) = kind(&body) else {
            panic!("{body}");
        };
        let PassError { pass_token, .. } = *error;
        assert_eq!(pass_token, "t");
    }
}

#[test]
fn of_two_errors_with_a_code_the_one_that_fits_counts() {
    let body = r#"{"code":"berth_taken","message":"m","until":"noon"}"#;
    assert!(matches!(kind(body), ErrorKind::IslandRefusalsBerthTaken(_)));
}

#[test]
fn an_error_that_only_the_corrections_define_is_a_kind() {
    let ErrorKind::TooShallow(error) = kind(r#"{"code":"too_shallow","depth":3}"#) else {
        panic!();
    };
    assert_eq!(error.depth, 3);
}

#[test]
fn everything_else_is_open() {
    for body in [
        "",
        "<html>",
        "[]",
        r#""berth_taken""#,
        r#"{"code":"berth_taken"}"#,
        r#"{"code":"berth_taken","message":7,"until":"noon"}"#,
        r#"{"error":"berth_taken","message":"m","until":"noon"}"#,
        r#"{"error":"pass_lost","pass_token":"t"}"#,
        r#"{"code":{"berth_taken":1}}"#,
        r#"{"id":"f1","code":"help","message":"m"}"#,
        r#"{"code":"shell","name":"m"}"#,
        r#"{"code":"storm","message":"m"}"#,
    ] {
        assert_eq!(kind(body), ErrorKind::Undocumented, "{body}");
    }
}

#[test]
fn the_debug_of_a_kind_is_its_name() {
    let kind = kind(r#"{"error":"pass_expired","pass_token":"secret"}"#);
    assert_eq!(format!("{kind:?}"), "Pass");
}

#[test]
fn an_answer_is_read_by_its_status() {
    let request = MoorBoatRequest::new("b1", "7");
    let read = |status, body: &str| request.read_response(status, [("", "")], body.as_bytes());
    let answer = read(201, r#"{"berth":"7","pilot":{"name":"Ada","years":3}}"#).unwrap();
    assert_eq!(answer.pilot.years, 3);
    let error = read(200, r#"{"berth":"7","pilot":{"name":"Ada","years":"three"}}"#);
    let Err(Error::InvalidResponse(error)) = error else {
        panic!("{error:?}");
    };
    let expected = "`moor_boat`: `/pilot/years`: expected i64, 52 bytes";
    assert_eq!(error.to_string(), expected);
    for status in [0, 199, 300, 404, 999] {
        let error = read(status, "").unwrap_err();
        assert_eq!(error.to_string(), format!("`moor_boat`: status {status}, 0 bytes"));
    }
    let answer = CastOffRequest::new("b1").read_response(204, [("", "")], b"");
    assert_eq!(answer.unwrap(), NoContent);
}
