//! The corrections file, which corrects errors in the docs.
//!
//! The reference is written by hand, and sometimes it is wrong about the API. A
//! correction states the wrong value, the right value and the evidence; the
//! models are generated from the corrected docs. The file can also define types
//! that no page describes. It is a TOML file, named by the setting
//! `corrections`, by [`Config::corrections`] or by `--corrections`.
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
//! | `path` | the docs path of the target |
//! | `page` | optional: the only page to correct, as in `"mfa/factor"` |
//! | `reason` | the evidence, which `explain` shows |
//! | `was` | the value that the docs have now, or a table with one for each change |
//! | a change | one of those below, or several for one target |
//!
//! # The docs path
//!
//! | path | target |
//! |---|---|
//! | `parcel` | the resource with that id |
//! | `parcel.sender.name` | a member of a member of it |
//! | `send_parcel` | the operation with that id |
//! | `send_parcel.parameters` | its parameters, for `add` |
//! | `send_parcel.parameters.label` | a parameter in path, query, header or body |
//! | `send_parcel.returns` | the body of its response, for `add` |
//! | `send_parcel.returns.data.id` | a member of that |
//!
//! Members have their names on the wire. A key that has a `.`, `[`, `]`, `{`, `}`, `*`,
//! `?`, `"` or `\` is in double quotes: `'parcel."label.name"'`. A name in another
//! spelling is accepted if it matches exactly one member. The path skips lists: the
//! members of `data` are those of its items. A path ends at a member that is another
//! resource, whose members are corrected under its own id, once for all uses.
//!
//! A path parameter has the name of its field or the name in the path. Its
//! description can be corrected, its `type` can become a string or known values, and
//! those values can be corrected.
//!
//! An id may be on several pages. A correction applies to all of them and must
//! match each; with `page` it applies to one.
//!
//! # Changes of a member
//!
//! | change | value | `was` |
//! |---|---|---|
//! | `type` | a type, with `fields` for the members of an object | the type, as the page writes it or as it is understood |
//! | `optional` | `true` if it may be absent | the opposite |
//! | `nullable` | `true` if it may be `null` | the opposite |
//! | `add_values`, `drop_values` | values of an enum | all values that the docs list, in any order |
//! | `closed` | `true` if an enum has only its known values | the opposite |
//! | `add` | a new member, or a list of such, inside an object | `"absent"` |
//! | `description` | Markdown; `""` for none | the old one, which may end in `…` after its beginning; `""` for none |
//! | `name` | another name on the wire; a parameter `anonymous` gets one by it | the old name |
//! | `drop` | `true`: it does not exist | its type |
//! | `in` | a parameter: `"path"`, `"query"`, `"header"`, `"authorization"` or `"body"` | the old one; `"ambiguous"` for those of a DELETE |
//!
//! Every change needs a `was`, except `add`, for which it is optional. The error for
//! a missing `was` shows the text to write. When the docs change, `was` no longer
//! matches, so that the correction is reviewed: a new value of an enum in the docs
//! makes the `was` of an `add_values` an error.
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
//! `description` and, for a parameter, `in` (`"query"`, `"header"`, `"authorization"` or
//! `"body"`; by default that of the other parameters of its method). Without a `type`,
//! `fields` describe an object.
//!
//! # Changes of an operation
//!
//! | change | value | `was` |
//! |---|---|---|
//! | `method` | `"PUT"`; the parameters move to the query or body that it has | the old one, or `"absent"` |
//! | `url` | the path, as in `"/parcels/{id}"`; a name keeps its description | the old one, or `"absent"` |
//! | `returns` | a type (with `fields`), `"nothing"`, or `"url"` for a URL to open | the old one |
//! | `server` | the name of another server, as in `"auth"`; its base URL is in the settings | `"api"`, or the old name |
//! | `credential` | `"none"` or `"api_key"` | the old one |
//! | `encoding` | the encoding of the body: `"form"` or `"json"` | the old one |
//! | `wrap` | the key of the body on the wire; also to confirm it where it is ambiguous | the type of the body, as in `"parcel \| null"` |
//! | `unwrap` | the only key of the body, which is not on the wire | the type of the body: `"object"` |
//! | `description` | as above | as above |
//! | `drop` | `true`: the API has no such operation | its method and path, as in `"GET /parcels/{id}"` |
//!
//! A path may be written as the docs do, `/parcels/:id`, or with each parameter in
//! braces, where a colon is text: `/parcels/{id}:send`. An invalid method or path of
//! an operation is only an error if no correction replaces it or drops the operation:
//!
//! ```toml
//! [[correct]]
//! path = "trace_parcel"
//! drop = true
//! was = "TRACE /parcels/{id}"
//! reason = "only the proxy responds to it"
//!
//! [[correct]]
//! path = "weigh_parcel"
//! url = "/parcels/{id}_now/weight"
//! was = "/parcels/:id_now/weight"
//! reason = "the name is `id`"
//! ```
//!
//! The name of a header parameter is the name of the header, so its `name` often needs
//! a correction, too. A parameter with `in = "authorization"` is the access token of a
//! user. It is sent as `Authorization: Bearer` and replaces any other credential. The
//! API key is only sent to the server `api`:
//!
//! ```toml
//! [[correct]]
//! path = "get_sender.parameters.access_token"
//! in = "authorization"
//! was = "query"
//! reason = "the API refuses it in the URL"
//!
//! [[correct]]
//! path = "send_parcel.parameters"
//! add = { name = "Idempotency-Key", type = "string", optional = true, in = "header" }
//! was = "absent"
//! reason = "the guide to retries"
//!
//! [[correct]]
//! path = "get_token"
//! server = "auth"
//! encoding = "form"
//! was = { server = "api", encoding = "json" }
//! reason = "RFC 6749, section 3.2"
//! ```
//!
//! # Definitions
//!
//! A definition describes a type that no page describes. It needs evidence, too:
//!
//! ```toml
//! [[define]]
//! resource = "parcel_scan"
//! page = "post/parcel"
//! description = "A parcel that passed a scanner."
//! fields = [
//!   { name = "id", type = "string" },
//!   { name = "parcel", type = "parcel" },
//!   { name = "depot", type = "string", optional = true },
//! ]
//! reason = "in every body of `list_scans`"
//!
//! [[define]]
//! error = "parcel_lost"
//! page = "post/parcel"
//! fields = [
//!   { name = "code", type = '"parcel_lost"' },
//!   { name = "message", type = "string" },
//! ]
//! reason = "answered for parcels that are lost"
//!
//! [[correct]]
//! path = "list_scans.returns.data"
//! type = "parcel_scan[]"
//! was = "array"
//! reason = "in every body of `list_scans`"
//! ```
//!
//! | key | value |
//! |---|---|
//! | `resource`, `error`, `union` | one of them: the id, for use in docs paths and types |
//! | `page` | the page whose module contains it; the page itself may describe nothing |
//! | `fields` | the members, as those of `add`; an error has a `code` or `error` with its text |
//! | `description` | optional: Markdown |
//! | `reason` | the evidence, which `explain` shows |
//!
//! A union is an object in which one member names the type of another member, such as
//! an event:
//!
//! ```toml
//! [[define]]
//! union = "parcel_event"
//! page = "post/parcel"
//! key = "event"
//! content = "data"
//! fields = [{ name = "id", type = "string" }, { name = "at", type = "datetime" }]
//! reason = "in every body of `list_events`"
//!
//! [define.variants]
//! "parcel.sent" = "parcel"
//! "parcel.scanned" = "parcel_scan"
//! ```
//!
//! | key | value |
//! |---|---|
//! | `key` | the member that determines the type of the content |
//! | `content` | the member that contains the content |
//! | `variants` | the type of the content for each text |
//! | `fields` | optional: the other members |
//!
//! It becomes a struct with the `fields` and with one field for `key` and `content`: an
//! enum with a variant for each text. If a text is not listed, the enum preserves the
//! JSON. If the content does not match its type, it preserves the JSON and the error.
//!
//! Definitions apply before all corrections, and their order does not matter: they can
//! refer to each other, and corrections can refer to them and correct them. A definition
//! never renames the type of a page: a type inside a definition gets another name, and an
//! id whose name is taken is an error. A member that contains its own definition without
//! end is an error, too. Once a page describes a resource or operation with that id, the
//! definition is an error, `stale-correction`, that names the page; then remove it.
//!
//! # Types
//!
//! Types are written as in the docs: `string`, `integer`, `boolean`, `datetime`, `any`,
//! `object`, `array`, `string[]`, `map[string]integer`, `"a" | "b"`,
//! `List<"a" | "b">`, the id of a resource or definition, `parcel`, `parcel[]`. There
//! is one more: `float`, a number that may have a fraction, since `number` is an
//! integer everywhere in the docs. If a page writes `number`, the correction to `integer`
//! is allowed: it resolves the finding of the lint rule `integer-by-default`. `null` is
//! not a type of a member; use `nullable`.
//! The type of a body may contain it, as in `returns = "parcel | null"`.
//!
//! Other alternatives must be different kinds of JSON, as in
//! `map[string](string | number | boolean)`, or resources and definitions that the
//! values of a required member distinguish, as in `letter | parcel`.
//!
//! # Accepted disagreements
//!
//! `verify --openapi` compares an OpenAPI description with the corrected docs. If they
//! disagree and the docs are right, a `[[keep]]` table accepts the disagreement and
//! corrects nothing:
//!
//! ```toml
//! [[keep]]
//! path = "parcel.weight"
//! kind = "type"
//! docs = "float"
//! openapi = "integer"
//! reason = "the scales have shown fractions since March"
//! ```
//!
//! `path`, `kind`, `docs` and `openapi` are as `verify` shows them, and `page` is
//! needed if the id is on several pages. For several paths with the same disagreement,
//! write a list, as in `path = ["parcel.weight", "pallet.weight"]`; each path expires by
//! itself. An operation that no page describes has a path such as `"POST /parcels"`. The
//! table expires like a correction: once one of the two changes, or both agree, it is an
//! error of `verify --openapi`. Other commands only check its syntax.
//!
//! # When the docs change
//!
//! Every error of the file has its line and column.
//!
//! - `stale-correction`: the docs no longer match `was`, or a `[[keep]]` matches no
//!   disagreement. If the docs now agree with the correction, or with a part of it,
//!   remove that part; if they have a third value, the error shows it.
//! - `unknown-correction-target`: the path matches nothing; the error shows the
//!   nearest name.
//! - `invalid-correction`: the file is not as described here.
//!
//! Corrections are applied in the order of the file, each to the result of those
//! before it: after a `name`, a member has its new name. The changes of one correction
//! are independent of each other. Corrections use the names of the view `curl`, and
//! are rejected with another view.
//!
//! [`Config::corrections`]: crate::Config::corrections
