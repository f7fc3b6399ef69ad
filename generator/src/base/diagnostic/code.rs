//! The codes of diagnostics.

use std::fmt;

/// The severity of a diagnostic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Severity {
    /// A problem that prevents the output.
    Error,
    /// The output is usable, but the docs should be checked.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// Defines the codes. Each code has a meaning, a label for its location, an example page or another
/// way to cause it, and a fix. The documentation is generated from the same texts.
macro_rules! codes {
    ($($(#[doc = $meaning:literal])+ $severity:ident $variant:ident = $slug:literal {
        $(label: $label:literal,)?
        $(example: $example:literal,)?
        $(seen: $seen:literal,)?
        fix: $fix:literal,
    })*) => {
        /// The kind of problem that a diagnostic reports. The slug is stable across releases.
        ///
        /// | code | severity | meaning | fix |
        /// |---|---|---|---|
        $(#[doc = concat!(
            "| [`", $slug, "`](Self::", stringify!($variant), ") | ", stringify!($severity), " |",
            $($meaning,)+ " | ", $fix, " |",
        )])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $(
                $(#[doc = $meaning])+
                $(#[doc = concat!("\n```yaml\n", $example, "\n```")])?
                $(#[doc = concat!("\n**Seen:** ", $seen)])?
                #[doc = concat!("\n**Fix:** ", $fix)]
                $variant,
            )*
        }

        impl Code {
            /// All codes.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable name of the code.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $slug,)*
                }
            }

            /// The severity of a diagnostic of this kind.
            pub fn severity(self) -> Severity {
                match self {
                    $(Self::$variant => Severity::$severity,)*
                }
            }

            /// A short label for the location of the problem.
            pub fn label(self) -> &'static str {
                match self {
                    $(Self::$variant => [$($label,)? "here"][0],)*
                }
            }

            /// The example of the documentation, or `None` if pages alone cannot cause the problem.
            #[cfg(test)]
            pub(crate) fn example(self) -> Option<&'static str> {
                match self {
                    $(Self::$variant => [$(Some($example),)? None][0],)*
                }
            }

            /// Another way to cause the problem, if pages alone cannot.
            #[cfg(test)]
            pub(crate) fn seen(self) -> Option<&'static str> {
                match self {
                    $(Self::$variant => [$(Some($seen),)? None][0],)*
                }
            }
        }
    };
}

codes! {
    /// A file or folder could not be read.
    Error UnreadableFile = "unreadable-file" {
        seen: "when `reference-codegen generate nowhere` runs and there is no such folder.",
        fix: "Check that it exists and is readable.",
    }
    /// A folder of a git revision could not be read.
    Error UnreadableRevision = "unreadable-revision" {
        seen: "when `reference-codegen diff git:v0:docs docs` runs and there is no such tag.",
        fix: "Check the revision and the path, as `git show REV:PATH` would.",
    }
    /// A page, or the content copied by its references, exceeds a size limit.
    Error PageTooLarge = "page-too-large" {
        seen: "only with a page of many megabytes, or with references that copy as much.",
        fix: "Split the page. The limits are 16 MiB for a page, 4 MiB for its front matter, 1 MiB \
              for its body, and 20,000 members and 16 MiB of text for copies by its references.",
    }
    /// A page is stored with Git LFS, and the file contains only the pointer.
    Error LfsPointer = "lfs-pointer" {
        label: "not the page",
        seen: "after a clone, without Git LFS, of a repository that stores its pages in Git LFS.",
        fix: "Fetch the pages with `git lfs pull`.",
    }
    /// A page is not UTF-8.
    Error InvalidUtf8 = "invalid-utf8" {
        label: "not UTF-8 from here on",
        seen: "after `printf '---\\377' > docs/parcel.mdx`; text in Latin-1 has such bytes.",
        fix: "Save the page as UTF-8.",
    }
    /// The given folders contain no pages.
    Error NoPages = "no-pages" {
        seen: "when `reference-codegen generate empty` runs and the folder is empty.",
        fix: "Name the folder of the reference pages: `.mdx` files.",
    }
    /// A glob of the settings has no effect.
    Warning UnusedGlob = "unused-glob" {
        label: "matches no page",
        seen: "with `exclude = [\"draft/**\"]` in the settings if the folder is called `drafts`.",
        fix: "Remove the glob, or write it relative to the folder of the pages.",
    }
    /// A warning in the setting `accept` no longer occurs.
    Error StaleAcceptance = "stale-acceptance" {
        label: "no such warning there",
        seen: "with `[accept]` and `unknown-key = [\"parcel\"]` in the settings if no such key is left.",
        fix: "Remove the place from `accept`: it would hide a later warning.",
    }
    /// Two reference folders contain a page with the same path.
    Error DuplicatePage = "duplicate-page" {
        seen: "when `reference-codegen generate old new` runs and both contain `parcel.mdx`.",
        fix: "Keep one of the two pages, or name only one of the folders.",
    }
    /// A page does not begin with front matter.
    Warning NoFrontMatter = "no-front-matter" {
        label: "front matter begins with `---`",
        example: "# Parcels",
        fix: "Begin the page with a line `---`, the front matter and another line `---`.",
    }
    /// The front matter of a page has no end.
    Error UnclosedFrontMatter = "unclosed-front-matter" {
        label: "never closed",
        example: "---\nreference: {}\n\n# Parcels",
        fix: "Add a line `---` after the front matter.",
    }
    /// A page contains an unresolved merge conflict.
    Error MergeConflict = "merge-conflict" {
        label: "the first marker",
        example: "reference:\n  curl:\n    - key: parcel\n      properties:\n        - key: weight\n<<<<<<< HEAD\n          type: integer\n=======\n          type: number\n>>>>>>> grams",
        fix: "Resolve the conflict, and remove the three marker lines.",
    }
    /// The front matter is not YAML.
    Error InvalidYaml = "invalid-yaml" {
        example: "descriptions:\n  parcel: Sent today: or tomorrow.",
        fix: "Check the indentation, and put texts with a colon or a hash sign in quotes.",
    }
    /// A mapping has the same key twice.
    Error DuplicateKey = "duplicate-key" {
        label: "here again",
        example: "descriptions:\n  parcel: A parcel.\n  parcel: A box.",
        fix: "Keep one of the two entries.",
    }
    /// The front matter uses anchors or aliases.
    Error AliasNotAllowed = "alias-not-allowed" {
        example: "descriptions:\n  parcel: &parcel A parcel.\n  letter: *parcel",
        fix: "Write the value out; put a text that begins with an ampersand or an asterisk in quotes.",
    }
    /// The front matter or a type has too many nesting levels.
    Error TooDeep = "too-deep" {
        label: "one level too deep",
        seen: "only with more than 64 lists and mappings inside each other.",
        fix: "Flatten the values: a page may have 64 levels, and a type 128.",
    }
    /// A value does not have the shape that the format requires.
    Error WrongShape = "wrong-shape" {
        label: "unexpected shape",
        example: "reference:\n  curl:\n    - key: parcel\n      properties: weight",
        fix: "Write the shape that the message names: a list, a mapping, or a text in quotes.",
    }
    /// An `id` or `key` is not a valid name.
    Error InvalidName = "invalid-name" {
        label: "invalid name",
        example: "reference:\n  curl:\n    - key: parcel\n      id: a parcel\n      properties: []",
        fix: "Use letters, digits, `_` and `-`, and begin with a letter. The key of a member has no spaces.",
    }
    /// A key that the format requires is missing or blank.
    Error MissingKey = "missing-key" {
        label: "name missing",
        example: "reference:\n  curl:\n    - id: parcel",
        fix: "Add the key: every entity and every member has a `key`.",
    }
    /// A key is not part of the format.
    Warning UnknownKey = "unknown-key" {
        label: "unknown",
        example: "reference:\n  curl:\n    - key: parcel\n      properties: []\n      titel: Parcel",
        fix: "Correct the key, or leave it: it is ignored.",
    }
    /// An essential key is misspelt: `reference`, `descriptions` or the name of a view.
    Error MisspeltKey = "misspelt-key" {
        label: "misspelt",
        example: "refrence:\n  curl:\n    - key: parcel\n      properties: []",
        fix: "Correct the key: nothing below it was read.",
    }
    /// The format has no view with this name.
    Warning UnknownView = "unknown-view" {
        label: "unknown",
        example: "reference:\n  cobol:\n    - key: PARCEL",
        fix: "Correct the name of the view, or leave it: it is ignored.",
    }
    /// A component in the body of a page has no closing tag or no opening tag.
    Warning UnbalancedComponent = "unbalanced-component" {
        label: "has no counterpart",
        example: "---\n---\n\n<Note>Parcels are sent at noon.",
        fix: "Close the tag, as in `</Note>`, or remove it: the text around it is kept.",
    }
    /// Two pages describe the same thing differently.
    Warning ConflictingDescription = "conflicting-description" {
        label: "differs from another page",
        example: "# parcels.mdx\ndescriptions: { parcel: What is sent. }\n# letters.mdx\ndescriptions: { parcel: A large letter. }",
        fix: "Use the same text on both pages, or another path for one of the texts.",
    }
    /// A description refers to a text that does not exist.
    Error DanglingDescription = "dangling-description" {
        label: "no such description",
        example: "reference:\n  curl:\n    - key: parcel\n      properties: []\n      description: (parcel.self)",
        fix: "Add the text below `descriptions` of any page, or write it in place.",
    }
    /// A list item refers to an entity or member that does not exist.
    Error UnknownReference = "unknown-reference" {
        label: "unresolved reference",
        example: "reference:\n  curl:\n    - key: parcel\n      properties:\n        - (sender.name)",
        fix: "Name the `key` of an entity of the same view, or `(entity.member)`.",
    }
    /// Two pages of a folder have different resources of the same key.
    Warning AmbiguousKey = "ambiguous-key" {
        label: "ambiguous elsewhere",
        example: "# parcels.mdx\nreference:\n  curl:\n    - key: box\n      properties:\n        - key: weight\n          type: integer\n# letters.mdx\nreference:\n  curl:\n    - key: box\n      properties:\n        - key: street\n          type: string",
        fix: "Give one of the two another `key` and `id`, or describe the resource once and refer to it.",
    }
    /// References between members form a cycle, or expand without end.
    Error ReferenceCycle = "reference-cycle" {
        label: "endless reference",
        example: "reference:\n  curl:\n    - key: parcel\n      properties:\n        - key: box\n          type: object\n          properties:\n            - (parcel.box)",
        fix: "Describe one of the members in place.",
    }
    /// A type is not valid in the type notation.
    Error InvalidType = "invalid-type" {
        label: "not a type",
        example: "reference:\n  curl:\n    - key: parcel\n      properties:\n        - key: weight\n          type: integer or string",
        fix: "Write a name, a literal in quotes, `T[]`, `Name<T>`, or several with bars between them.",
    }
    /// A type refers to a name that is not in the reference.
    Error UnknownType = "unknown-type" {
        label: "not in the reference",
        example: "reference:\n  curl:\n    - key: parcel\n      properties:\n        - key: sender\n          type: customer",
        fix: "Name the `key` of a resource, or a type such as `string`.",
    }
    /// A type contradicts the other keys of its member.
    Warning ContradictoryType = "contradictory-type" {
        label: "contradicts the rest",
        example: "reference:\n  curl:\n    - key: parcel\n      properties:\n        - key: sender\n          type: string\n          properties:\n            - key: name\n              type: string",
        fix: "Correct the type or the other keys: only an `object`, or a list of objects, has members.",
    }
    /// A list has the same member twice.
    Error DuplicateMember = "duplicate-member" {
        label: "here again",
        example: "reference:\n  curl:\n    - key: parcel\n      properties:\n        - key: weight\n          type: integer\n        - key: weight\n          type: string",
        fix: "Remove or rename one of the two.",
    }
    /// An operation has no HTTP method, or an unknown one.
    Error UnknownMethod = "unknown-method" {
        label: "unknown method",
        example: "reference:\n  curl:\n    - key: send_parcel\n      type: PSOT\n      title: /parcels/:id/send",
        fix: "Write `type: GET`, or POST, PUT, PATCH, DELETE, HEAD or OPTIONS, in capitals. If you cannot edit the pages, use a correction to set its `method` or to `drop` it, or generate without operations.",
    }
    /// The title of an operation is not a URL path.
    Error InvalidPath = "invalid-path" {
        label: "not a path",
        example: "reference:\n  curl:\n    - key: send_parcel\n      type: POST\n      title: /parcels//send",
        fix: "Begin the `title` of an operation with a slash, and write each parameter with a name of its own: `/parcels/:id/send`. If you cannot edit the pages, use a correction to set its `url` or to `drop` it, or generate without operations.",
    }
    /// An entity of a wire view has no kind (resource, operation or member), or has lists of
    /// another kind.
    Warning UnclearEntity = "unclear-entity" {
        label: "neither resource nor operation",
        example: "reference:\n  curl:\n    - key: parcel\n      properties: []\n    - key: letter\n      title: Letter",
        fix: "Give it `properties`, or the `type` and `title` of an operation, or only the `type` of a member.",
    }
    /// A type is `enum`, but its values are not listed.
    Warning EnumWithoutValues = "enum-without-values" {
        label: "no values listed",
        example: "reference:\n  curl:\n    - key: parcel\n      properties:\n        - key: size\n          type: enum\n          description: How large it is.",
        fix: "List the values in its description, each as code in a bullet: - `small`.",
    }
    /// The pages describe no resource and no operation, so no models are generated.
    Warning NothingModelled = "nothing-modelled" {
        example: "descriptions:\n  parcel: What is sent.",
        fix: "Describe them below `reference:` in the front matter. A page with front matter begins with a line `---`.",
    }
    /// Operations share a method and path, and no literal distinguishes their requests.
    Warning SharedPath = "shared-path" {
        label: "the same as another operation's",
        example: "reference:\n  curl:\n    - key: send_parcel\n      type: POST\n      title: /parcels\n      parameters:\n        - key: weight\n          type: integer\n    - key: send_letter\n      type: POST\n      title: /parcels\n      parameters:\n        - key: text\n          type: string",
        fix: "Give each operation a required parameter with its own literal, or correct one of the paths.",
    }
    /// A correction has a syntax error or an invalid value.
    Error InvalidCorrection = "invalid-correction" {
        label: "not a correction",
        example: "# parcels.mdx\nreference:\n  curl:\n    - key: parcel\n      properties:\n        - key: weight\n          type: integer\n# corrections.toml\n[[correct]]\npath = \"parcel.weight\"\noptional = true",
        fix: "Follow the examples in the documentation of corrections.",
    }
    /// The target of a correction is not in the reference.
    Error UnknownCorrectionTarget = "unknown-correction-target" {
        label: "not in the reference",
        example: "# parcels.mdx\nreference:\n  curl:\n    - key: parcel\n      properties:\n        - key: weight\n          type: integer\n# corrections.toml\n[[correct]]\npath = \"parcel.wieght\"\noptional = true\nreason = \"letters have none\"",
        fix: "Name the id of a resource or operation, then the keys of the path to the member.",
    }
    /// A correction is out of date: the docs no longer say what its `was` states.
    Error StaleCorrection = "stale-correction" {
        label: "correction out of date",
        example: "# parcels.mdx\nreference:\n  curl:\n    - key: parcel\n      properties:\n        - key: weight\n          type: integer\n# corrections.toml\n[[correct]]\npath = \"parcel.weight\"\noptional = false\nreason = \"all have one\"",
        fix: "Remove the correction if the docs are right now; otherwise update its `was`.",
    }
    /// An OpenAPI description is unreadable, of an unsupported version, or has a `$ref` without a
    /// target.
    Error InvalidDescription = "invalid-description" {
        seen: "when `reference-codegen verify --openapi openapi.yaml` finds a `$ref` without a target.",
        fix: "Correct the description. It must be one file of OpenAPI 3.0 or 3.1, in JSON or YAML.",
    }
    /// Two items would have the same name in the output.
    Error NameClash = "name-clash" {
        label: "name already in use",
        example: "reference:\n  curl:\n    - key: parcel\n      properties: []\n    - key: Parcel\n      properties: []",
        fix: "Give one of the two another `id` or `key`, or its page another name.",
    }
    /// A setting is invalid.
    Error InvalidSettings = "invalid-settings" {
        label: "invalid",
        seen: "with `time = \"a::\"` in the settings.",
        fix: "Correct the setting; `reference-codegen generate --help` lists the settings.",
    }
    /// A name in the arguments or settings matches nothing.
    Error UnknownName = "unknown-name" {
        seen: "with `reference-codegen explain Parcle`, or with `secrets = [\"Parcle.pin\"]` in the settings.",
        fix: "Name a type or field of the output, a docs path or an id; `reference-codegen inspect` lists them.",
    }
    /// The output could not be written.
    Error OutputFailed = "output-failed" {
        seen: "when `reference-codegen generate --out models` would replace your own `models/lib.rs`.",
        fix: "Choose a folder that contains only generated files, on a disk with free space.",
    }
    /// A generated file is out of date. Only `check` reports this.
    Error OutdatedOutput = "outdated-output" {
        label: "differs from here on",
        seen: "when `reference-codegen check` runs after a page was changed.",
        fix: "Run `reference-codegen generate` with the same settings, and commit the result.",
    }
    /// The generator produced invalid Rust, which is a bug in the generator.
    Error InternalError = "internal-error" {
        seen: "never: no known page causes it.",
        fix: "Report the bug, with the page that causes it.",
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
