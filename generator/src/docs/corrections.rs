//! Corrections: the file that puts right what the docs get wrong.
//!
//! The reference is written by hand, and now and then it is wrong about the
//! API. A correction has the wrong value, the right one, and the evidence; the
//! models are generated from the corrected docs. What no page describes can be
//! defined. The file is TOML; `corrections`
//! in the settings, [`Config::corrections`] or `--corrections` names it.
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
//! spelling is accepted if it fits one member alone. A list is transparent: the members
//! of `data` are those of its items. A member that is another resource ends the
//! path, since the members of that are corrected there, once for all uses.
//!
//! A parameter in the path goes by the name of its field or by that in the path. Its
//! description can be corrected, its `type` to a text or to known values, and these.
//!
//! An id may be on several pages. A correction applies to all of them and must
//! fit each; with `page` it applies to one.
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
//! | `description` | Markdown; `""` for none | the old one; may end in `…` after its beginning |
//! | `name` | another name on the wire; a parameter `anonymous` gets one by it | the old name |
//! | `drop` | `true`: it does not exist | its type |
//! | `in` | a parameter: `"path"`, `"query"`, `"header"`, `"authorization"` or `"body"` | the old one; `"ambiguous"` for those of a DELETE |
//!
//! Every change needs a `was`, but for `add`, where it is optional. The error for
//! a missing one shows what to write. When the docs change, it no longer matches:
//! an enum that gets another value in the docs makes the `was` of an `add_values`
//! an error, so that the correction is reviewed.
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
//! `"body"`; by default that of the other parameters of its method). `fields` alone are an object.
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
//! | `encoding` | the form of the body: `"form"` or `"json"` | the old one |
//! | `wrap` | the key of the body on the wire; also to confirm it where it is ambiguous | the type of the body, as in `"parcel \| null"` |
//! | `unwrap` | the only key of the body, which is not on the wire | the type of the body: `"object"` |
//! | `description` | as above | as above |
//! | `drop` | `true`: the API has no such operation | its method and path, as in `"GET /parcels/{id}"` |
//!
//! A path may be written as the docs do, `/parcels/:id`, or with each parameter in
//! braces, where a colon is text: `/parcels/{id}:send`. An operation with a method
//! or a path that cannot be modelled is an error only if none of these changes gets
//! past it:
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
//! A parameter that is a header has the name that it has there, so a `name` is often
//! corrected with it. One with `in = "authorization"` is the access token of a user,
//! which is sent as `Authorization: Bearer`; it is the credential then, and there is
//! no other. The API key is for the server `api` alone:
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
//! A definition describes what no page does, with its evidence as well:
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
//! | `resource`, `error`, `union` | one of them: the id, which docs paths begin with and types name |
//! | `page` | the page whose module it goes to; it may describe nothing itself |
//! | `fields` | the members, as those of `add`; an error has a `code` or `error` with its text |
//! | `description` | optional: Markdown |
//! | `reason` | the evidence, which `explain` shows |
//!
//! A union is an object of which one member says what another one holds, such as an
//! event:
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
//! | `key` | the member whose text says what the content is |
//! | `content` | the member that holds the content |
//! | `variants` | the type of the content for each text |
//! | `fields` | optional: the other members |
//!
//! It becomes a struct with the `fields` and with one field for both other members, an
//! enum with a variant for each text. A text that is not listed keeps its JSON, and so does
//! content that does not fit, with the error beside it.
//!
//! All definitions are there before the first correction, in any order: definitions
//! name each other, and corrections name and correct them. No page's type gets another
//! name by one: a type inside a definition gives way, and an id whose name is taken is an
//! error. So is a member that holds its own definition without end. A definition expires
//! once a page describes a resource or operation of that id: it is a `stale-correction`
//! then, which says where, and is to be removed.
//!
//! # Types
//!
//! As the docs write them: `string`, `integer`, `boolean`, `datetime`, `any`,
//! `object`, `array`, `string[]`, `map[string]integer`, `"a" | "b"`,
//! `List<"a" | "b">`, the id of a resource or definition, `parcel`, `parcel[]`. One is
//! added: `float` is a number that may have a fraction, where `number` is an
//! integer as everywhere in the docs. Where a page writes `number`, `integer` is a
//! correction too: it settles the lint `integer-by-default`. `null` is no type of a member: that is
//! `nullable`. A body may have it, as in `returns = "parcel | null"`.
//!
//! Other alternatives are of different kinds of JSON, as in
//! `map[string](string | number | boolean)`, or resources and definitions that one
//! required member tells apart by its texts, as in `letter | parcel`.
//!
//! # What is kept
//!
//! `verify --openapi` holds an OpenAPI description against the corrected docs. Where
//! they disagree and the docs are right, a table says so, and nothing is corrected:
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
//! needed where the id is on several. Paths of which the same is to say are a list, as in
//! `path = ["parcel.weight", "pallet.weight"]`; each of them expires alone. An operation that no page describes has a path
//! such as `"POST /parcels"`. The table expires like a correction: once one of the
//! two says something else, or both agree, it is an error of `verify --openapi`.
//! Elsewhere it is only checked for its form.
//!
//! # When the docs change
//!
//! Every error of the file has its line and column.
//!
//! - `stale-correction`: the docs no longer match `was`, or a `[[keep]]` keeps nothing. If they have caught up
//!   with the correction, or with a part of it, remove that; if they say a third
//!   thing, the error shows it.
//! - `unknown-correction-target`: the path matches nothing; the error shows the
//!   nearest name.
//! - `invalid-correction`: the file is not as described here.
//!
//! Corrections are applied in the order of the file, and each sees the results of
//! those before it: after a `name`, a member has its new name. The changes of one
//! correction do not see each other. Corrections use the names of the view `curl`,
//! and are rejected with another view.
//!
//! [`Config::corrections`]: crate::Config::corrections
