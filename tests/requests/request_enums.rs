//! Requests that share a method and a path, sent as variants of one enum.

use generated::request_enums::desk;
use generated::request_enums::desk::check_in::by_card::CheckInByCardRequest;
use generated::request_enums::desk::check_in::by_name::CheckInByNameRequest;
use generated::request_enums::desk::loans::{ExtendLoanRequest, Loan};
use generated::request_enums::desk::{ChangeRequest, CheckInRequest};
use generated::request_enums::runtime::{Credential, Endpoint, Parameters, Request, Server};
use serde_json::json;

#[test]
fn the_enum_is_the_request_that_it_holds() {
    let requests: [CheckInRequest; 2] = [
        CheckInByCardRequest::new("c7").into(),
        CheckInByNameRequest::new("Ida").into(),
    ];
    let bodies = requests.map(|request| serde_json::to_value(request).unwrap());
    let name = "urn:example:oauth:method:spoken-name";
    let expected = [
        json!({ "method": "card", "card": "c7" }),
        json!({ "method": name, "name": "Ida" }),
    ];
    assert_eq!(bodies, expected);
}

#[test]
fn each_fills_its_own_path() {
    let request = ChangeRequest::from(ExtendLoanRequest::new("a/b", 3));
    assert_eq!(request.path().unwrap(), "/loans/a%2Fb/change");
    assert_eq!(ChangeRequest::METHOD, "POST");
    assert_eq!(ChangeRequest::PARAMETERS, Parameters::Body);
    let body = serde_json::to_value(&request).unwrap();
    assert_eq!(body, json!({ "op": "extend", "days": 3 }));
}

#[test]
fn a_request_of_any_kind_knows_all_of_itself() {
    let requests: [Box<dyn Request>; 2] = [
        Box::new(CheckInRequest::from(CheckInByCardRequest::new("c7"))),
        Box::new(ExtendLoanRequest::new("l1", 3)),
    ];
    let sent = requests.map(|request| {
        let body = request.body().unwrap().unwrap();
        assert_eq!(request.server(), Server::API);
        assert_eq!(request.credential(), Credential::ApiKey);
        assert_eq!(request.headers(), Ok(Vec::new()));
        let call = format!("{} {}", request.method(), request.url("https://desk").unwrap());
        (request.operation(), call, String::from_utf8(body.bytes).unwrap())
    });
    let expected = [
        (
            "check_in_by_card",
            "POST https://desk/desk/check_in",
            r#"{"method":"card","card":"c7"}"#,
        ),
        (
            "extend_loan",
            "POST https://desk/loans/l1/change",
            r#"{"op":"extend","days":3}"#,
        ),
    ];
    let expected = expected.map(|(id, call, body)| (id, call.to_owned(), body.to_owned()));
    assert_eq!(sent, expected);
}

/// If all requests return one resource, the enum returns it too; different answers are joined into
/// one type.
#[test]
fn what_comes_back() {
    fn reads<E: Endpoint>(body: &str) -> E::Response
    where
        E::Response: serde::de::DeserializeOwned,
    {
        serde_json::from_str(body).unwrap()
    }
    let loan: Loan = reads::<ChangeRequest>(r#"{ "id": "l1" }"#);
    assert_eq!(loan.id, "l1");
    let body = r#"{ "reader": "r1", "new": true }"#;
    let any: desk::CheckInResponse = reads::<CheckInRequest>(body);
    assert_eq!(any.reader, "r1");
    let named: desk::check_in::by_name::CheckInByNameResponse = reads::<CheckInByNameRequest>(body);
    assert_eq!(named.new, Some(true));
    assert_eq!(any, named);
}
