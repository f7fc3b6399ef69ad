//! An HTTP server on the loopback interface, which knows nothing of the models.

mod office;

use std::convert::Infallible;
use std::io::{BufRead, BufReader, Read, Write};
use std::net;
use std::sync::{Arc, Mutex};
use std::thread;

use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{AUTHORIZATION, CONTENT_TYPE};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tokio::runtime::Builder;

use office::{Asked, Office};

/// The key that it lets in.
pub(crate) const KEY: &str = "key_post";

/// Starts a post office of its own, and tells where it is.
pub(crate) fn start() -> String {
    let listener = net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = listener.local_addr().unwrap();
    let runtime = Builder::new_current_thread().enable_io().build().unwrap();
    thread::spawn(move || runtime.block_on(serve(listener)));
    format!("http://{address}")
}

/// Starts a server that answers once with this status, length and body, and tells where it is.
pub(crate) fn answer_once(status: u16, length: usize, body: &'static [u8]) -> String {
    let listener = net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
        lines.find(|line| line.as_ref().unwrap().is_empty());
        write!(
            stream,
            "HTTP/1.1 {status} Some\r\nContent-Length: {length}\r\n\r\n"
        )
        .unwrap();
        stream.write_all(body).unwrap();
    });
    format!("http://{address}")
}

/// Starts a server that answers once with `null`, and tells where it is and what it heard: the
/// first line and the headers as lines, with those in small letters, and the body.
pub(crate) fn listen() -> (String, thread::JoinHandle<String>) {
    let listener = net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let heard = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut reader = BufReader::new(stream.try_clone().unwrap());
        let (mut heard, mut line, mut length) = (String::new(), String::new(), 0);
        while reader.read_line(&mut line).unwrap() > 2 {
            let is_first = heard.is_empty();
            let text = line.trim_end();
            let lower = text.to_lowercase();
            if let Some(value) = lower.strip_prefix("content-length: ") {
                length = value.parse().unwrap();
            }
            heard += if is_first { text } else { &lower };
            heard.push('\n');
            line.clear();
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).unwrap();
        heard += &format!("\n{}", String::from_utf8(body).unwrap());
        write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nnull").unwrap();
        heard
    });
    (format!("http://{address}"), heard)
}

async fn serve(listener: net::TcpListener) {
    let listener = TcpListener::from_std(listener).unwrap();
    let office = Arc::new(Mutex::new(Office::default()));
    loop {
        let (stream, _) = listener.accept().await.unwrap();
        let office = Arc::clone(&office);
        let service = service_fn(move |request| respond(request, Arc::clone(&office)));
        tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
    }
}

/// Reads the request down to its last byte, and writes what the office answers.
async fn respond(
    request: Request<Incoming>,
    office: Arc<Mutex<Office>>,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let (head, body) = request.into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    let header = |name| head.headers.get(name).and_then(|value| value.to_str().ok());
    let answer = office.lock().unwrap().answer(&Asked {
        method: head.method.as_str(),
        path: head.uri.path(),
        query: head.uri.query(),
        authorization: header(AUTHORIZATION),
        content_type: header(CONTENT_TYPE),
        body: &body,
    });
    let response = Response::builder().status(answer.status);
    Ok(response.body(Full::from(answer.text)).unwrap())
}
