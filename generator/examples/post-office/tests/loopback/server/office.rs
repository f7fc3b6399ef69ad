//! The post office, in JSON of its own. It accepts nothing that it did not ask for.

use std::borrow::Borrow;
use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

/// A request, as far as the office looks at it.
pub(crate) struct Asked<'a> {
    pub method: &'a str,
    pub path: &'a str,
    pub query: Option<&'a str>,
    pub authorization: Option<&'a str>,
    pub content_type: Option<&'a str>,
    pub body: &'a [u8],
}

/// A status and a body, which may be empty.
pub(crate) struct Answer {
    pub status: u16,
    pub text: String,
}

/// Every parcel that was handed in, the oldest first.
#[derive(Default)]
pub(crate) struct Office {
    parcels: Vec<Value>,
    handed_in: usize,
}

impl Office {
    /// Does what is asked, or refuses.
    pub(crate) fn answer(&mut self, asked: &Asked) -> Answer {
        self.answered(asked).unwrap_or_else(|refused| refused)
    }

    fn answered(&mut self, asked: &Asked) -> Result<Answer, Answer> {
        if asked.authorization != Some(&format!("Bearer {}", super::KEY)) {
            return Err(refused(401, "unauthorized", "who are you?"));
        }
        let path: Vec<&str> = asked.path.split('/').skip(1).collect();
        match (asked.method, path.as_slice()) {
            ("POST", ["parcels"]) => self.create(body(asked)?),
            ("GET", ["parcels"]) => self.list(query(asked)?),
            ("GET", ["track"]) => Ok(page(200, "Your parcel")),
            (_, ["parcels", id, then @ ..]) => {
                let at = position(&self.parcels, id)?;
                if (asked.method, then) == ("PATCH", &[]) {
                    return self.update(at, body(asked)?);
                }
                nothing_else(asked)?;
                match (asked.method, then) {
                    ("GET", []) => Ok(answer(200, &self.parcels[at])),
                    ("DELETE", []) => Ok(self.delete(at)),
                    ("POST", ["send"]) => self.send(at),
                    _ => Err(nowhere()),
                }
            }
            _ => Err(nowhere()),
        }
    }

    fn create(&mut self, mut parcel: Map<String, Value>) -> Result<Answer, Answer> {
        only(&["to", "size", "note"], parcel.keys())?;
        if parcel.get("to").is_none_or(|to| to == "") {
            return Err(invalid("who gets it?"));
        }
        self.handed_in += 1;
        parcel.insert("id".to_owned(), json!(format!("p{}", self.handed_in)));
        parcel.insert("state".to_owned(), json!("waiting"));
        let parcel = Value::Object(parcel);
        self.parcels.push(parcel.clone());
        Ok(answer(201, &parcel))
    }

    fn update(&mut self, at: usize, changes: Map<String, Value>) -> Result<Answer, Answer> {
        only(&["to", "note"], changes.keys())?;
        let parcel = &mut self.parcels[at];
        for (key, value) in changes {
            parcel[key] = value;
        }
        Ok(answer(200, parcel))
    }

    fn list(&self, query: BTreeMap<String, String>) -> Result<Answer, Answer> {
        only(&["to", "limit", "after"], query.keys())?;
        let (to, after) = (query.get("to"), query.get("after"));
        let mut listed: Vec<&Value> = self.parcels.iter().collect();
        listed.retain(|parcel| to.is_none_or(|to| parcel["to"] == **to));
        let seen = match after {
            Some(after) => 1 + position(&listed, after)?,
            None => 0,
        };
        let limit = query.get("limit").and_then(|limit| limit.parse().ok());
        let limit = limit.unwrap_or(2);
        let end = listed.len().min(seen + limit);
        let next = if end < listed.len() {
            Some(&listed[end - 1]["id"])
        } else {
            None
        };
        let page = json!({
            "object": "list",
            "data": &listed[seen..end],
            "list_metadata": { "before": null, "after": next },
        });
        Ok(answer(200, &page))
    }

    fn delete(&mut self, at: usize) -> Answer {
        self.parcels.remove(at);
        Answer {
            status: 204,
            text: String::new(),
        }
    }

    fn send(&mut self, at: usize) -> Result<Answer, Answer> {
        let parcel = &mut self.parcels[at];
        if parcel["state"] == "sent" {
            return Err(refused(409, "already_sent", "it is on its way"));
        }
        parcel["state"] = json!("sent");
        Ok(answer(200, parcel))
    }
}

/// The index of the parcel with this number.
fn position<P: Borrow<Value>>(parcels: &[P], id: &str) -> Result<usize, Answer> {
    let position = parcels
        .iter()
        .position(|parcel| parcel.borrow()["id"] == id);
    position.ok_or_else(|| refused(404, "not_found", &format!("no parcel {id}")))
}

/// The JSON of a request that has a body and no query.
fn body(asked: &Asked) -> Result<Map<String, Value>, Answer> {
    if asked.query.is_some() || asked.content_type != Some("application/json") {
        return Err(invalid("a body of JSON is asked for"));
    }
    serde_json::from_slice(asked.body).map_err(|error| invalid(&error.to_string()))
}

/// The query of a request that has no body.
fn query(asked: &Asked) -> Result<BTreeMap<String, String>, Answer> {
    if asked.content_type.is_some() || !asked.body.is_empty() {
        return Err(invalid("a query is asked for"));
    }
    let query = serde_urlencoded::from_str(asked.query.unwrap_or_default());
    query.map_err(|error| invalid(&error.to_string()))
}

/// The path says it all.
fn nothing_else(asked: &Asked) -> Result<(), Answer> {
    if asked.query.is_some() || asked.content_type.is_some() || !asked.body.is_empty() {
        return Err(invalid("nothing but the path is asked for"));
    }
    Ok(())
}

/// Refuses a member or a parameter that is not among these.
fn only<'a>(known: &[&str], mut names: impl Iterator<Item = &'a String>) -> Result<(), Answer> {
    let other = names.find(|name| !known.contains(&name.as_str()));
    other.map_or(Ok(()), |other| Err(invalid(&format!("what is {other}?"))))
}

fn answer(status: u16, body: &Value) -> Answer {
    Answer {
        status,
        text: body.to_string(),
    }
}

fn refused(status: u16, code: &str, message: &str) -> Answer {
    answer(status, &json!({ "code": code, "message": message }))
}

fn invalid(message: &str) -> Answer {
    refused(422, "invalid", message)
}

/// A proxy between a client and an API, which answers in its own words.
fn nowhere() -> Answer {
    page(502, "Bad gateway")
}

/// A page for people.
fn page(status: u16, heading: &str) -> Answer {
    Answer {
        status,
        text: format!("<h1>{heading}</h1>"),
    }
}
