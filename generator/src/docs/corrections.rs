//! The corrections file, which corrects errors in the docs.
//!
//! The reference is written by hand, and is sometimes wrong about the API. A
//! correction states the wrong value, the right value and the evidence. The
//! generator reads the corrected docs. The file can also define types that no
//! page describes. It is a TOML file. The setting `corrections`,
//! [`Config::corrections`] or `--corrections` names it.
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
//! | `was` | the value in the docs, or a table with the value for each change |
//! | a change | one or more of the changes below |
//!
//! # The docs path
//!
//! | path | target |
//! |---|---|
//! | `parcel` | the resource with that id |
//! | `parcel.sender.name` | a member of the member `sender` |
//! | `send_parcel` | the operation with that id |
//! | `send_parcel.parameters` | its parameters, for `add` |
//! | `send_parcel.parameters.label` | a parameter in path, query, header or body |
//! | `send_parcel.returns` | the body of its response, for `add` |
//! | `send_parcel.returns.data.id` | a member of the response |
//!
//! Members have their names on the wire. A key that has a `.`, `[`, `]`, `{`, `}`, `*`,
//! `?`, `"` or `\` is in double quotes: `'parcel."label.name"'`. A name in another
//! spelling is accepted if it matches exactly one member. The path skips lists: the
//! members of `data` are the members of its items. If a member is another resource, the
//! path ends there: correct the members of the resource under its own id, for all uses.
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
//! | `type` | a type, with `fields` for the members of an object | the type, as written on the page or as resolved |
//! | `optional` | `true` if it may be absent | the opposite |
//! | `nullable` | `true` if it may be `null` | the opposite |
//! | `add_values`, `drop_values` | values of an enum | all values that the docs list, in any order |
//! | `closed` | `true` if an enum has only its known values | the opposite |
//! | `patch` | a member of the body of a request: `true` if `null` clears the value of what the request updates, `false` if it does not | the opposite; the docs do not state it, so it is not compared |
//! | `add` | a new member, or a list of such, inside an object | `"absent"` |
//! | `description` | Markdown; `""` for none | the old one, which may end in `…` after its beginning; `""` for none |
//! | `name` | another name on the wire, also for a parameter `anonymous` | the old name |
//! | `drop` | `true`: it does not exist | its type |
//! | `in` | a parameter: `"path"`, `"query"`, `"header"`, `"authorization"` or `"body"` | the old one; `"ambiguous"` for those of a DELETE |
//!
//! Every change except `add` needs a `was`. The error for a missing `was` shows the
//! text to write. When the docs change, `was` no longer matches, and the correction is
//! an error until somebody reviews it. For example, a new value of an enum in the docs
//! is an error for the `was` of an `add_values`.
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
//! | `method` | `"PUT"`; the parameters move to the query or body of the new method | the old one, or `"absent"` |
//! | `url` | the path, as in `"/parcels/{id}"`; a name keeps its description | the old one, or `"absent"` |
//! | `returns` | a type (with `fields`), `"nothing"`, or `"url"` for a URL to open | the old one |
//! | `server` | the name of another server, as in `"auth"`; its base URL is in the settings | `"api"`, or the old name |
//! | `credential` | `"none"` or `"api_key"` | the old one |
//! | `encoding` | the encoding of the body: `"form"` or `"json"` | the old one |
//! | `wrap` | the key of the body on the wire; it may confirm an ambiguous key | the type of the body, as in `"parcel \| null"` |
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
//! | `fields` | the members, as in `add`; an error has a `code` or `error` with its value |
//! | `description` | optional: Markdown |
//! | `reason` | the evidence, which `explain` shows |
//!
//! A union is an object such as an event: one member determines the type of another
//! member.
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
//! | `variants` | the type of the content for each value of the key |
//! | `fields` | optional: the other members |
//!
//! It becomes a struct with the `fields` and with one field for `key` and `content`: an
//! enum with a variant for each value of the key. If a value is not listed, the enum
//! preserves the JSON. If the content does not match its type, the enum preserves the
//! JSON and the error.
//!
//! Definitions apply before all corrections, and their order does not matter: they can
//! refer to each other, and corrections can refer to them and correct them. A definition
//! never renames the type of a page: a type inside a definition gets another name, and an
//! id with a used name is an error. A definition that contains itself without end is an
//! error, too. Once a page describes a resource or operation with that id, the definition
//! is the error `stale-correction`, which names the page. Remove the definition then.
//!
//! # Types
//!
//! Types are written as in the docs: `string`, `integer`, `boolean`, `datetime`, `any`,
//! `object`, `array`, `string[]`, `map[string]integer`, `"a" | "b"`,
//! `List<"a" | "b">`, the id of a resource or definition, `parcel`, `parcel[]`. There
//! is one more: `float`, a number that may have a fraction. A `number` is an integer by
//! default. If a page writes `number`, a correction to `integer` is allowed: it resolves
//! the finding of the lint rule `integer-by-default`. `null` is not a type of a member;
//! use `nullable`. The type of a body may contain it, as in `returns = "parcel | null"`.
//!
//! Other alternatives must be different JSON types, as in
//! `map[string](string | number | boolean)`, or resources and definitions with different
//! values of one required member, as in `letter | parcel`.
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
//! table expires like a correction: when the docs or the description change, it is an
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
//! Corrections are applied in the order of the file, each to the result of the previous
//! ones: after a `name`, a member has its new name. The changes of one correction are
//! independent of each other. Corrections use the names of the view `curl`, and are
//! rejected with another view.
//!
//! [`Config::corrections`]: crate::Config::corrections
