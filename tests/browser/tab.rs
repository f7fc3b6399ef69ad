//! A page in the browser, through its DevTools protocol.

use std::net::TcpStream;
use std::path::Path;
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use tungstenite::{Message, WebSocket};

use crate::chromium::Chromium;

/// The longest time for an answer of the browser.
const PATIENCE: Duration = Duration::from_secs(30);
const STEP: Duration = Duration::from_millis(50);

/// A tab, with the events that it has reported.
pub(crate) struct Tab {
    socket: WebSocket<TcpStream>,
    session: Option<String>,
    calls: u64,
    events: Vec<Value>,
    _browser: Chromium,
}

impl Tab {
    /// A new browser with one tab, which reports all its events.
    pub(crate) fn new(program: &Path) -> Self {
        let browser = Chromium::start(program);
        let host = browser.address.split('/').nth(2).unwrap_or_default();
        let stream = TcpStream::connect(host).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let (socket, _) = tungstenite::client(&browser.address, stream).unwrap();
        let mut tab = Self {
            socket,
            session: None,
            calls: 0,
            events: Vec::new(),
            _browser: browser,
        };
        let target = tab.call("Target.createTarget", json!({ "url": "about:blank" }));
        let target = json!({ "targetId": target["targetId"], "flatten": true });
        let session = tab.call("Target.attachToTarget", target);
        tab.session = session["sessionId"].as_str().map(str::to_owned);
        for domain in ["Log", "Network", "Page", "Runtime"] {
            tab.call(&format!("{domain}.enable"), json!({}));
        }
        tab
    }

    /// Opens an address, and waits until its script has run.
    pub(crate) fn open(&mut self, url: &str) {
        // The browser would not load the same address with another `#` again.
        self.call("Page.navigate", json!({ "url": "about:blank" }));
        self.wait_for("location.href === 'about:blank'");
        self.call("Page.navigate", json!({ "url": url }));
        self.wait_for(
            "document.readyState === 'complete' && document.getElementById('theme')?.hidden === false",
        );
    }

    /// Calls a method of the browser, which must succeed.
    pub(crate) fn call(&mut self, method: &str, parameters: Value) -> Value {
        let answer = self.try_call(method, parameters);
        assert!(answer["error"].is_null(), "{method}: {}", answer["error"]);
        answer["result"].clone()
    }

    /// The answer of the browser: a `result` or an `error`.
    fn try_call(&mut self, method: &str, parameters: Value) -> Value {
        self.calls += 1;
        let mut call = json!({ "id": self.calls, "method": method, "params": parameters });
        if let Some(session) = &self.session {
            call["sessionId"] = json!(session);
        }
        self.socket.send(Message::text(call.to_string())).unwrap();
        loop {
            let answer = self.read();
            if answer["id"] == json!(self.calls) {
                return answer;
            }
            self.events.push(answer);
        }
    }

    fn read(&mut self) -> Value {
        loop {
            if let Message::Text(text) = self.socket.read().unwrap() {
                return serde_json::from_str(&text).unwrap();
            }
        }
    }

    /// The value of an expression in the page.
    pub(crate) fn get(&mut self, expression: &str) -> Value {
        let answer = self.evaluate(expression);
        let error = &answer["error"];
        assert!(error.is_null(), "{expression}: {error}");
        let exception = &answer["result"]["exceptionDetails"];
        assert!(exception.is_null(), "{expression}: {exception}");
        answer["result"]["result"]["value"].clone()
    }

    fn evaluate(&mut self, expression: &str) -> Value {
        let parameters = json!({ "expression": expression, "returnByValue": true });
        self.try_call("Runtime.evaluate", parameters)
    }

    /// The value as text.
    pub(crate) fn text(&mut self, expression: &str) -> String {
        self.get(&format!("String({expression})"))
            .as_str()
            .map(str::to_owned)
            .unwrap_or_default()
    }

    /// Waits until an expression is true. The expression may fail while another page is loaded.
    pub(crate) fn wait_for(&mut self, expression: &str) {
        for _ in 0..PATIENCE.as_millis() / STEP.as_millis() {
            if self.evaluate(expression)["result"]["result"]["value"] == json!(true) {
                return;
            }
            thread::sleep(STEP);
        }
        panic!("never true: {expression}");
    }

    /// Presses the key of this name; a single character is typed.
    pub(crate) fn press(&mut self, key: &str) {
        let (code, text) = match key {
            "Enter" => (13, "\r"),
            "Escape" => (27, ""),
            "ArrowUp" => (38, ""),
            "ArrowDown" => (40, ""),
            character => (0, character),
        };
        let key = json!({ "key": key, "windowsVirtualKeyCode": code, "text": text });
        for kind in ["keyDown", "keyUp"] {
            let mut event = key.clone();
            event["type"] = json!(kind);
            if kind == "keyUp" {
                event["text"] = json!("");
            }
            self.call("Input.dispatchKeyEvent", event);
        }
    }

    /// Types a text, a key at a time.
    pub(crate) fn type_text(&mut self, text: &str) {
        for character in text.chars() {
            self.press(&character.to_string());
        }
    }

    /// Sets the width of the screen, and the preference for dark or light.
    pub(crate) fn screen(&mut self, width: u32, scheme: &str) {
        let size = json!({
            "width": width, "height": 844, "deviceScaleFactor": 1, "mobile": width < 500,
        });
        self.call("Emulation.setDeviceMetricsOverride", size);
        let feature = json!({ "name": "prefers-color-scheme", "value": scheme });
        self.call(
            "Emulation.setEmulatedMedia",
            json!({ "features": [feature] }),
        );
    }

    /// The addresses of all requests, to the network or to files.
    pub(crate) fn requests(&self) -> Vec<&str> {
        let requests = self.named("Network.requestWillBeSent");
        requests
            .filter_map(|event| event["params"]["request"]["url"].as_str())
            .collect()
    }

    /// All messages in the log and the console of the page, and its exceptions.
    pub(crate) fn complaints(&self) -> Vec<String> {
        let kinds = [
            "Log.entryAdded",
            "Runtime.consoleAPICalled",
            "Runtime.exceptionThrown",
        ];
        let complaints = kinds.iter().flat_map(|kind| self.named(kind));
        complaints
            .map(|event| event["params"].to_string())
            .collect()
    }

    fn named(&self, method: &str) -> impl Iterator<Item = &Value> {
        self.events
            .iter()
            .filter(move |event| event["method"] == method)
    }
}
