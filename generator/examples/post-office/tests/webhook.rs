//! Webhooks that are read, and those that are not.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use hmac::{Hmac, KeyInit as _, Mac as _};
use post_office::parcels::{Event, EventData};
use post_office::webhook::{self, InvalidWebhook};
use sha2::Sha256;

const SECRET: &str = "whsec_post";
const BODY: &str = r#"{"id":"e1","created_at":"2026-01-02T03:04:05Z","event":"parcel.sent",
    "data":{"id":"p1","to":"Ada","size":"box","state":"sent"}}"#;
const SENT: u64 = 1_700_000_000_000;

/// The signature of a body, in hexadecimal digits.
fn sign(secret: &str, time: u64, body: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(format!("{time}.{body}").as_bytes());
    let bytes = mac.finalize().into_bytes();
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The webhook, as it is read so long after it was sent.
fn read(header: &str, body: &str, seconds: u64) -> Result<Event, InvalidWebhook> {
    let now = UNIX_EPOCH + Duration::from_millis(SENT) + Duration::from_secs(seconds);
    webhook::read(SECRET, header, body.as_bytes(), now)
}

#[test]
fn a_webhook_is_read_if_one_signature_is_right() {
    let right = sign(SECRET, SENT, BODY);
    let other = sign("whsec_old", SENT, BODY);
    for header in [
        format!("t={SENT}, v1={right}"),
        format!("v1={right},t={SENT}"),
        format!("t={SENT}, v1={other}, v1={right}"),
        format!("t={SENT}, v1={right}, v1={other}, v2=new"),
        format!("t={SENT}, v1={}", right.to_uppercase()),
    ] {
        assert_eq!(read(&header, BODY, 170).unwrap().id, "e1", "{header}");
    }
}

/// An event that a signature vouches for, read at the time that it was sent.
fn signed(body: &str) -> Event {
    let header = format!("t={SENT}, v1={}", sign(SECRET, SENT, body));
    read(&header, body, 0).unwrap()
}

#[test]
fn an_event_is_read_whether_it_is_known_unknown_or_broken() {
    let known = signed(BODY);
    let EventData::ParcelSent(parcel) = &known.data else {
        panic!("{known:?}");
    };
    assert_eq!((known.name(), parcel.to.as_str()), ("parcel.sent", "Ada"));

    let unknown = signed(&BODY.replace("parcel.sent", "parcel.lost"));
    let EventData::Undocumented(unread) = &unknown.data else {
        panic!("{unknown:?}");
    };
    assert_eq!((unknown.name(), unread.error()), ("parcel.lost", None));
    assert_eq!(unread.content().unwrap()["to"], "Ada");

    let broken = signed(&BODY.replace(r#""to":"Ada""#, r#""to":7"#));
    let EventData::Undocumented(unread) = &broken.data else {
        panic!("{broken:?}");
    };
    assert_eq!(broken.name(), "parcel.sent");
    assert_eq!(unread.error(), Some("`/to`: expected a string"));
    assert_eq!(unread.content().unwrap()["to"], 7);
}

#[test]
fn another_secret_body_or_time_is_forged() {
    let right = sign(SECRET, SENT, BODY);
    let header = format!("t={SENT}, v1={right}");
    let changed = BODY.replace("Ada", "Eve");
    let later = SENT + 1000;
    for (header, body) in [
        (
            format!("t={SENT}, v1={}", sign("whsec_old", SENT, BODY)),
            BODY,
        ),
        (header.clone(), changed.as_str()),
        (header, &format!("{BODY} ")),
        (format!("t={later}, v1={right}"), BODY),
        (format!("t={SENT}, v1={}", &right[..62]), BODY),
        (format!("t={SENT}, v1="), BODY),
        (format!("t={SENT}, v1={right}00"), BODY),
    ] {
        let error = read(&header, body, 1).unwrap_err();
        assert!(matches!(error, InvalidWebhook::Forged), "{header}: {error}");
    }
}

#[test]
fn an_old_webhook_and_one_of_the_future_are_not_read() {
    let header = format!("t={SENT}, v1={}", sign(SECRET, SENT, BODY));
    assert!(read(&header, BODY, 180).is_ok());
    let error = read(&header, BODY, 181).unwrap_err();
    assert!(matches!(error, InvalidWebhook::Old), "{error}");
    let future = SENT + 181_000;
    let header = format!("t={future}, v1={}", sign(SECRET, future, BODY));
    let error = read(&header, BODY, 0).unwrap_err();
    assert!(matches!(error, InvalidWebhook::Old), "{error}");
    let error = webhook::read(SECRET, &header, BODY.as_bytes(), SystemTime::UNIX_EPOCH);
    assert!(matches!(error, Err(InvalidWebhook::Old)));
}

#[test]
fn a_header_that_is_none_is_not_read() {
    let right = sign(SECRET, SENT, BODY);
    for header in [
        String::new(),
        format!("v1={right}"),
        format!("t={SENT}"),
        format!("t={SENT}, v1"),
        format!("t=now, v1={right}"),
        format!("t=-{SENT}, v1={right}"),
        format!("t={SENT}, t={SENT}, v1={right}"),
        format!("t={SENT}, v1=xyz"),
        format!("t={SENT}, v1={}g", &right[..63]),
        format!("t=99999999999999999999999999, v1={right}"),
    ] {
        let error = read(&header, BODY, 0).unwrap_err();
        assert!(
            matches!(error, InvalidWebhook::Malformed),
            "{header}: {error}"
        );
    }
}

#[test]
fn a_body_that_is_no_event_is_signed_all_the_same() {
    let body = r#"{"id":"Tok3n"}"#;
    let header = format!("t={SENT}, v1={}", sign(SECRET, SENT, body));
    let error = read(&header, body, 0).unwrap_err();
    assert!(matches!(error, InvalidWebhook::Unreadable), "{error}");
}

/// The running server of webhooks, which ends with this.
struct Receiver(Child);

impl Receiver {
    /// The server, and the URL of its webhook.
    fn start() -> (Self, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_receive-axum"));
        command.arg("127.0.0.1:0").env("WEBHOOK_SECRET", SECRET);
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut address = String::new();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        out.read_line(&mut address).unwrap();
        let url = format!("http://{}/webhooks", address.trim_end());
        (Self(child), url)
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn the_server_of_webhooks_reads_what_is_signed() {
    let (_receiver, url) = Receiver::start();
    let config = ureq::Agent::config_builder().http_status_as_error(false);
    let agent: ureq::Agent = config.proxy(None).build().into();
    let send = |secret: &str, body: &str| {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        let now = u64::try_from(now.as_millis()).unwrap();
        let signature = format!("t={now}, v1={}", sign(secret, now, body));
        let request = agent.post(&url).header("WorkOS-Signature", signature);
        let mut answer = request.send(body).unwrap();
        let text = answer.body_mut().read_to_string().unwrap();
        (answer.status().as_u16(), text)
    };
    let (status, text) = send(SECRET, BODY);
    assert_eq!((status, &*text), (200, "a parcel is on its way to Ada"));
    let (status, text) = send(SECRET, &BODY.replace("parcel.sent", "parcel.lost"));
    assert_eq!((status, &*text), (200, "ignored `parcel.lost`"));
    assert_eq!(send("whsec_other", BODY).0, 400);
    assert_eq!(send(SECRET, "[]").0, 422);
    let unsigned = agent.post(&url).send(BODY).unwrap();
    assert_eq!(unsigned.status().as_u16(), 400);
}
