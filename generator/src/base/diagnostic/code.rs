//! The codes of diagnostics.

use std::fmt;

/// The severity of a diagnostic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Severity {
    /// A fault that keeps the output from being generated.
    Error,
    /// The output is usable; the docs deserve a look.
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

/// The codes, each with its meaning, a label for the place, an example page or another way to see
/// it, and the fix. They become the documentation as well.
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
            /// Every code there is.
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

            /// A few words for the place of such a problem.
            pub fn label(self) -> &'static str {
                match self {
                    $(Self::$variant => [$($label,)? "here"][0],)*
                }
            }

            /// The example of the documentation, or `None` if it takes more than pages.
            #[cfg(test)]
            pub(crate) fn example(self) -> Option<&'static str> {
                match self {
                    $(Self::$variant => [$(Some($example),)? None][0],)*
                }
            }

            /// Another way to see it, if no page is enough.
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
        seen: "by `reference-codegen generate nowhere`, where there is no such folder.",
        fix: "Check that it exists and may be read.",
    }
    /// A folder of a git revision could not be read.
    Error UnreadableRevision = "unreadable-revision" {
        seen: "by `reference-codegen diff git:v0:docs docs`, where there is no such tag.",
        fix: "Check the revision and the path, as `git show REV:PATH` would.",
    }
    /// A page is larger than any page should be, or what its references copy is.
    Error PageTooLarge = "page-too-large" {
        seen: "only with a page of many megabytes, or one whose references copy as much.",
        fix: "Split the page: it may have 16 MiB, its front matter 4 MiB and its body 1 MiB, and \
              its references may copy 20,000 members and 16 MiB of text.",
    }
    /// A page is stored with Git LFS, and its pointer is in its place.
    Error LfsPointer = "lfs-pointer" {
        label: "not the page",
        seen: "where a repository that keeps its pages in Git LFS was cloned without it.",
        fix: "Fetch the pages with `git lfs pull`.",
    }
    /// A page is not UTF-8.
    Error InvalidUtf8 = "invalid-utf8" {
        label: "not UTF-8 from here on",
        seen: "after `printf '---\\377' > docs/parcel.mdx`, as text in Latin-1 has it.",
        fix: "Save the page as UTF-8.",
    }
    /// The folders given hold no page.
    Error NoPages = "no-pages" {
        seen: "by `reference-codegen generate empty`, where the folder is empty.",
        fix: "Name the folder that holds the reference pages, files that end in `.mdx`.",
    }
    /// A glob of the settings has no effect.
    Warning UnusedGlob = "unused-glob" {
        label: "matches no page",
        seen: "with `exclude = [\"draft/**\"]` in the settings, where the folder is `drafts`.",
        fix: "Remove the glob, or write the path from the folder of the pages on.",
    }
    /// A warning that the settings accept is no longer given.
    Error StaleAcceptance = "stale-acceptance" {
        label: "no such warning there",
        seen: "with `[accept]` and `unknown-key = [\"parcel\"]` in the settings, where no such key is left.",
        fix: "Remove it, so that it does not hide a later warning.",
    }
    /// Two folders hold a page of the same path.
    Error DuplicatePage = "duplicate-page" {
        seen: "by `reference-codegen generate old new`, where both have `parcel.mdx`.",
        fix: "Keep one of the two, or name one of the two folders.",
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
        fix: "Write a line `---` behind the front matter.",
    }
    /// A page has a merge conflict that nobody has resolved.
    Error MergeConflict = "merge-conflict" {
        label: "the first marker",
        example: "reference:\n  curl:\n    - key: parcel\n      properties:\n        - key: weight\n<<<<<<< HEAD\n          type: integer\n=======\n          type: number\n>>>>>>> grams",
        fix: "Keep what is right of the two sides, and remove the three lines of the markers.",
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
        fix: "Keep one of the two.",
    }
    /// The front matter uses anchors or aliases.
    Error AliasNotAllowed = "alias-not-allowed" {
        example: "descriptions:\n  parcel: &parcel A parcel.\n  letter: *parcel",
        fix: "Write the value out; put a text that begins with an ampersand or an asterisk in quotes.",
    }
    /// The front matter or a type nests deeper than in any reference page.
    Error TooDeep = "too-deep" {
        label: "one level too deep",
        seen: "only with a page that has more than 64 lists and mappings inside each other.",
        fix: "Move the inner values up: there may be 64 levels, and 128 of a type.",
    }
    /// A value has another shape than the format asks for.
    Error WrongShape = "wrong-shape" {
        label: "unexpected shape",
        example: "reference:\n  curl:\n    - key: parcel\n      properties: weight",
        fix: "Write what the message asks for: a list, a mapping, or a text in quotes.",
    }
    /// An `id` or `key` is not spelled as names are.
    Error InvalidName = "invalid-name" {
        label: "invalid name",
        example: "reference:\n  curl:\n    - key: parcel\n      id: a parcel\n      properties: []",
        fix: "Write letters, digits, `_` and `-`, and begin with a letter; a member's key has no blanks.",
    }
    /// A value that the format asks for is absent.
    Error MissingKey = "missing-key" {
        label: "name missing",
        example: "reference:\n  curl:\n    - id: parcel",
        fix: "Add the key: every entity and every member has a `key`.",
    }
    /// A key that the format does not know.
    Warning UnknownKey = "unknown-key" {
        label: "unknown",
        example: "reference:\n  curl:\n    - key: parcel\n      properties: []\n      titel: Parcel",
        fix: "Correct the key, or leave it: it is ignored.",
    }
    /// A key that others build on, but for one slip: `reference`, `descriptions` or a view.
    Error MisspeltKey = "misspelt-key" {
        label: "misspelt",
        example: "refrence:\n  curl:\n    - key: parcel\n      properties: []",
        fix: "Correct the key: nothing below it was read.",
    }
    /// A view of the API that the format does not know.
    Warning UnknownView = "unknown-view" {
        label: "unknown",
        example: "reference:\n  cobol:\n    - key: PARCEL",
        fix: "Correct the name of the view, or leave it: it is ignored.",
    }
    /// A component of the page's body is not closed, or closed without being open.
    Warning UnbalancedComponent = "unbalanced-component" {
        label: "has no counterpart",
        example: "---\n---\n\n<Note>Parcels are sent at noon.",
        fix: "Close it, as in `</Note>`, or remove it: the text around it is kept.",
    }
    /// Two pages describe the same thing differently.
    Warning ConflictingDescription = "conflicting-description" {
        label: "differs from another page",
        example: "# parcels.mdx\ndescriptions: { parcel: What is sent. }\n# letters.mdx\ndescriptions: { parcel: A large letter. }",
        fix: "Give both pages the same text, or one of them another path.",
    }
    /// A description refers to a text that is not there.
    Error DanglingDescription = "dangling-description" {
        label: "no such description",
        example: "reference:\n  curl:\n    - key: parcel\n      properties: []\n      description: (parcel.self)",
        fix: "Add the text below `descriptions` of any page, or write it in place.",
    }
    /// A list item refers to an entity or member that is not there.
    Error UnknownReference = "unknown-reference" {
        label: "unresolved reference",
        example: "reference:\n  curl:\n    - key: parcel\n      properties:\n        - (sender.name)",
        fix: "Name the `key` of an entity of the same view, or `(entity.member)`.",
    }
    /// Two pages of a folder have different resources of the same key.
    Warning AmbiguousKey = "ambiguous-key" {
        label: "ambiguous elsewhere",
        example: "# parcels.mdx\nreference:\n  curl:\n    - key: box\n      properties:\n        - key: weight\n          type: integer\n# letters.mdx\nreference:\n  curl:\n    - key: box\n      properties:\n        - key: street\n          type: string",
        fix: "Give one of the two another `key` and `id`, or describe it once and refer to it.",
    }
    /// Members refer to each other in a circle, or lead to ever more of them.
    Error ReferenceCycle = "reference-cycle" {
        label: "endless reference",
        example: "reference:\n  curl:\n    - key: parcel\n      properties:\n        - key: box\n          type: object\n          properties:\n            - (parcel.box)",
        fix: "Describe one of the members in place.",
    }
    /// A type is not written in the type notation.
    Error InvalidType = "invalid-type" {
        label: "not a type",
        example: "reference:\n  curl:\n    - key: parcel\n      properties:\n        - key: weight\n          type: integer or string",
        fix: "Write a name, a literal in quotes, `T[]`, `Name<T>`, or several with bars between them.",
    }
    /// A type names something that is not in the reference.
    Error UnknownType = "unknown-type" {
        label: "not in the reference",
        example: "reference:\n  curl:\n    - key: parcel\n      properties:\n        - key: sender\n          type: customer",
        fix: "Name the `key` of a resource, or a type such as `string`.",
    }
    /// A type and what stands beside it cannot both be right.
    Warning ContradictoryType = "contradictory-type" {
        label: "contradicts the rest",
        example: "reference:\n  curl:\n    - key: parcel\n      properties:\n        - key: sender\n          type: string\n          properties:\n            - key: name\n              type: string",
        fix: "Correct the type, or what stands beside it: members are those of an `object` or of the items of a list.",
    }
    /// A list has the same member twice.
    Error DuplicateMember = "duplicate-member" {
        label: "here again",
        example: "reference:\n  curl:\n    - key: parcel\n      properties:\n        - key: weight\n          type: integer\n        - key: weight\n          type: string",
        fix: "Remove or rename one of the two.",
    }
    /// An operation has no method, or one that the format does not know.
    Error UnknownMethod = "unknown-method" {
        label: "unknown method",
        example: "reference:\n  curl:\n    - key: send_parcel\n      type: PSOT\n      title: /parcels/:id/send",
        fix: "Write `type: GET`, or POST, PUT, PATCH, DELETE, HEAD or OPTIONS, in capitals. In pages of others, correct the `method`, `drop` the operation, or generate without operations.",
    }
    /// A title is not the path of an operation.
    Error InvalidPath = "invalid-path" {
        label: "not a path",
        example: "reference:\n  curl:\n    - key: send_parcel\n      type: POST\n      title: /parcels//send",
        fix: "Begin the `title` of an operation with a slash, and write each parameter with a name of its own: `/parcels/:id/send`. In pages of others, correct the `url`, `drop` the operation, or generate without operations.",
    }
    /// An entity of a wire view is none of the things that the format knows, in part or at all.
    Warning UnclearEntity = "unclear-entity" {
        label: "neither resource nor operation",
        example: "reference:\n  curl:\n    - key: parcel\n      properties: []\n    - key: letter\n      title: Letter",
        fix: "Give it `properties`, or the `type` and `title` of an operation, or only the `type` of a member.",
    }
    /// A type is `enum`, and nothing lists its values.
    Warning EnumWithoutValues = "enum-without-values" {
        label: "no values listed",
        example: "reference:\n  curl:\n    - key: parcel\n      properties:\n        - key: size\n          type: enum\n          description: How large it is.",
        fix: "List the values in its description, each as a bullet in code: - `small`.",
    }
    /// The pages describe no resource and no operation, so that nothing is made of them.
    Warning NothingModelled = "nothing-modelled" {
        example: "descriptions:\n  parcel: What is sent.",
        fix: "Describe them below `reference:` in the front matter, which begins a page with a line `---`.",
    }
    /// Operations share method and path, and nothing tells their requests apart.
    Warning SharedPath = "shared-path" {
        label: "the same as another operation's",
        example: "reference:\n  curl:\n    - key: send_parcel\n      type: POST\n      title: /parcels\n      parameters:\n        - key: weight\n          type: integer\n    - key: send_letter\n      type: POST\n      title: /parcels\n      parameters:\n        - key: text\n          type: string",
        fix: "Give each a required parameter with a literal of its own, or correct the path of one.",
    }
    /// A correction is not written as one.
    Error InvalidCorrection = "invalid-correction" {
        label: "not a correction",
        example: "# parcels.mdx\nreference:\n  curl:\n    - key: parcel\n      properties:\n        - key: weight\n          type: integer\n# corrections.toml\n[[correct]]\npath = \"parcel.weight\"\noptional = true",
        fix: "Write it as the documentation of corrections shows.",
    }
    /// A correction is for something that is not in the reference.
    Error UnknownCorrectionTarget = "unknown-correction-target" {
        label: "not in the reference",
        example: "# parcels.mdx\nreference:\n  curl:\n    - key: parcel\n      properties:\n        - key: weight\n          type: integer\n# corrections.toml\n[[correct]]\npath = \"parcel.wieght\"\noptional = true\nreason = \"letters have none\"",
        fix: "Name the id of a resource or operation, then the keys that lead to the member.",
    }
    /// The reference no longer says what a correction replaces.
    Error StaleCorrection = "stale-correction" {
        label: "correction out of date",
        example: "# parcels.mdx\nreference:\n  curl:\n    - key: parcel\n      properties:\n        - key: weight\n          type: integer\n# corrections.toml\n[[correct]]\npath = \"parcel.weight\"\noptional = false\nreason = \"all have one\"",
        fix: "Remove the correction if the docs have caught up, else correct what they say now.",
    }
    /// An OpenAPI description cannot be read, is of another version, or refers to nothing.
    Error InvalidDescription = "invalid-description" {
        seen: "by `reference-codegen verify --openapi openapi.yaml`, where a `$ref` leads to nothing.",
        fix: "Correct the description: one file, OpenAPI 3.0 or 3.1, as JSON or YAML.",
    }
    /// Two things would have the same name in the output.
    Error NameClash = "name-clash" {
        label: "the name is taken",
        example: "reference:\n  curl:\n    - key: parcel\n      properties: []\n    - key: Parcel\n      properties: []",
        fix: "Give one of the two another `id` or `key`, or its page another name.",
    }
    /// The settings are not right.
    Error InvalidSettings = "invalid-settings" {
        label: "invalid",
        seen: "with `time = \"a::\"` in the settings.",
        fix: "Correct the setting; `reference-codegen generate --help` lists them.",
    }
    /// Nothing has the name that was asked for.
    Error UnknownName = "unknown-name" {
        seen: "by `reference-codegen explain Parcle`, or with `secrets = [\"Parcle.pin\"]` in the settings.",
        fix: "Name a type or field of the output, a docs path or an id; `reference-codegen inspect` lists them.",
    }
    /// The output could not be written.
    Error OutputFailed = "output-failed" {
        seen: "by `reference-codegen generate --out models`, where `models/lib.rs` is a file of yours.",
        fix: "Choose a folder that only generated files live in, on a disk with space.",
    }
    /// A generated file is not what the reference gives now; reported by `check` only.
    Error OutdatedOutput = "outdated-output" {
        label: "differs from here on",
        seen: "by `reference-codegen check`, after a page was saved.",
        fix: "Run `reference-codegen generate` with the same settings, and commit what it writes.",
    }
    /// The generator made something that is not Rust: a defect of the generator.
    Error InternalError = "internal-error" {
        seen: "never, as far as is known: no page leads to it.",
        fix: "Report it, with the page that leads to it.",
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
