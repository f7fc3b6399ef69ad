//! The file of corrections: what the docs get wrong, said once.
//!
//! The reference is written by hand, and now and then it is wrong about the
//! API. A correction says what, what is right, and how that is known; the
//! models are made from the docs as they should be. The file is TOML and is
//! named by `corrections` in the settings, by [`Config::corrections`] or by
//! `--corrections`.
//!
//! ```toml
//! [[correct]]
//! path = "parcel.weight"
//! type = "float"
//! was = "string"
//! reason = "every payload has a number, such as 1.25"
//!
//! [[correct]]
//! path = "list_parcels.parameters.depot_id"
//! was = { optional = false, name = "depot_id" }
//! optional = true
//! name = "depot"
//! reason = "the API ignores `depot_id`, and needs no `depot`"
//!
//! [[correct]]
//! path = "send_parcel"
//! was = { method = "POST", returns = "nothing" }
//! method = "PUT"
//! returns = "parcel"
//! reason = "the change log of March"
//! ```
//!
//! # A table
//!
//! | key | value |
//! |---|---|
//! | `path` | the docs path of what is wrong |
//! | `page` | optional: the only page that is meant, as in `"mfa/factor"` |
//! | `reason` | how it is known; it is shown in the docs of the output |
//! | `was` | what the docs say now: one value, or a table with one for each change |
//! | a change | one of those below, or several for one target |
//!
//! # The docs path
//!
//! | path | what it means |
//! |---|---|
//! | `parcel` | the resource with that id |
//! | `parcel.sender.name` | its member, and the members of that |
//! | `send_parcel` | the operation with that id |
//! | `send_parcel.parameters` | what it is given, for `add` |
//! | `send_parcel.parameters.label` | a parameter in path, query or body |
//! | `send_parcel.returns` | the body that comes back, for `add` |
//! | `send_parcel.returns.data.id` | a member of that |
//!
//! Members go by their names on the wire. A list is transparent: the members
//! of `data` are those of its items. A member that is another resource ends the
//! path, since what is inside is corrected there, once for all uses.
//!
//! An id may be on several pages. A correction is for all of them and must fit
//! each; with `page` it is for one.
//!
//! # Changes of a member
//!
//! | change | value | `was` |
//! |---|---|---|
//! | `type` | a type, with `fields` for the members of an object | the type, as the page writes it or as it is understood |
//! | `optional` | whether it may be absent | the opposite |
//! | `nullable` | whether it may be `null` | the opposite |
//! | `add_values`, `drop_values` | values of an enum | all values that the docs list, in any order |
//! | `closed` | whether an enum has only its known values | the opposite |
//! | `add` | a new member, or a list of such, inside an object | `"absent"` |
//! | `description` | Markdown; `""` for none | the old one; may end in `…` after its beginning |
//! | `name` | another name on the wire | the old name |
//! | `drop` | `true`: it is not there | its type |
//! | `in` | a parameter: `"path"`, `"query"` or `"body"` | the old one; `"undecided"` for those of a DELETE |
//!
//! Every change says what it replaces; only what is added replaces nothing, and
//! may say so. Where a `was` is missing the error shows what to write. It is there
//! to be wrong one day: an enum that gets another value in the docs makes the
//! `was` of an `add_values` wrong, and somebody looks again.
//!
//! `add` and `description` also work on a resource, `add` on `parameters` and
//! `returns`. A new member is a table:
//!
//! ```toml
//! [[correct]]
//! path = "parcel"
//! add = [
//!   { name = "fragile", type = "boolean", optional = true },
//!   { name = "size", fields = [{ name = "width", type = "integer" }] },
//! ]
//! was = "absent"
//! reason = "the payloads have both"
//! ```
//!
//! with `name`, `type`, and as needed `fields`, `optional`, `nullable`,
//! `description` and, for a parameter, `in` (`"query"` or `"body"`; by
//! default where its method sends the others). `fields` alone are an object.
//!
//! # Changes of an operation
//!
//! | change | value | `was` |
//! |---|---|---|
//! | `method` | `"PUT"`; the parameters move to the query or body that it has | the old one |
//! | `url` | the path, as in `"/parcels/:id"`; a name keeps what is known of it | the old one |
//! | `returns` | a type (with `fields`), `"nothing"`, or `"url"` for an address to open | the old one |
//! | `wrap` | a key that the body stands under on the wire | the type of the body |
//! | `unwrap` | the only key of the body, which is not on the wire | the type of the body: `"object"` |
//! | `description` | as above | as above |
//! | `drop` | `true`: the API has no such operation | its method and path, as in `"GET /parcels/:id"` |
//!
//! # Types
//!
//! As the docs write them: `string`, `integer`, `boolean`, `datetime`, `any`,
//! `object`, `array`, `string[]`, `map[string]integer`, `"a" | "b"`,
//! `List<"a" | "b">`, a resource's id such as `parcel`, `parcel[]`. One is
//! added: `float` is a number that may have a fraction, where `number` is an
//! integer as everywhere in the docs. `null` is no type here: that is `nullable`.
//!
//! # When the docs change
//!
//! Every problem of the file is an error with its line and column.
//!
//! - `stale-correction`: the docs no longer say what `was` says, or what the
//!   change takes for granted. If they have caught up with the correction, it is
//!   to be removed, or the part of it that they have caught up with; if they say
//!   a third thing, that is shown.
//! - `unknown-correction-target`: the path leads to nothing; the nearest name is shown.
//! - `invalid-correction`: the file is not as described here.
//!
//! Corrections are applied in the order of the file, and each sees what those
//! before it made: after a `name` a member goes by its new one. What one entry
//! replaces is what it finds, so that its changes do not see each other. They
//! are made for the names of the view `curl`, and with another they are refused.
//!
//! [`Config::corrections`]: crate::Config::corrections
