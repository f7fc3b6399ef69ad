//! The commands and the blocks of a document.

/// The words that begin a command, in a block and in the text.
const PROGRAMS: [&str; 8] = [
    "reference-codegen ",
    "cargo ",
    "git ",
    "cp ",
    "perl ",
    "./schema/fetch",
    ".ci/run",
    "UPDATE_PICTURES=1 ",
];

/// A Markdown document.
pub(crate) struct Document {
    text: String,
    blocks: Vec<Block>,
}

struct Block {
    language: String,
    text: String,
}

/// A line for the shell, and its expected output; `None` where the document does not show the
/// output.
pub(crate) struct Command {
    pub(crate) line: String,
    shown: Option<String>,
}

impl Document {
    pub(crate) fn new(markdown: &str) -> Self {
        let (mut text, mut blocks) = (String::new(), Vec::new());
        for (index, part) in markdown.split("\n```").enumerate() {
            match index % 2 {
                0 => text.push_str(part),
                _ => blocks.push(Block::new(part)),
            }
        }
        Self { text, blocks }
    }

    /// The number of blocks of all languages.
    pub(crate) fn count(&self) -> usize {
        self.blocks.len()
    }

    /// The blocks in a language.
    pub(crate) fn blocks(&self, language: &str) -> Vec<String> {
        let blocks = self.blocks.iter();
        blocks
            .filter(|block| block.language == language)
            .map(|block| block.text.clone())
            .collect()
    }

    /// The block whose first line, a comment, names the end of this path.
    pub(crate) fn excerpt(&self, file: &str, language: &str) -> String {
        let blocks = self.blocks(language).into_iter();
        let mut named = blocks.filter(|block| {
            let comment = block.lines().next().unwrap_or_default();
            let name = comment.trim_start_matches(['#', '/', ' ']);
            comment != name && file.ends_with(name)
        });
        named.next().unwrap_or_else(|| panic!("nothing of {file}"))
    }

    /// Every command: of blocks, then those in the text.
    pub(crate) fn commands(&self) -> Vec<Command> {
        let blocks = self.blocks.iter();
        let of_blocks = blocks.flat_map(|block| match block.language.as_str() {
            "sh" => lines(&block.text),
            "console" => sessions(&block.text),
            _ => Vec::new(),
        });
        let text = self.text.replace('\n', " ");
        let spans = text.split('`').skip(1).step_by(2);
        let in_text = spans.filter(|span| {
            let mut programs = PROGRAMS.iter();
            programs.any(|program| span.starts_with(program))
        });
        of_blocks.chain(in_text.map(Command::silent)).collect()
    }
}

impl Block {
    /// The text after the backticks, up to the next ones.
    fn new(part: &str) -> Self {
        let (language, text) = part.split_once('\n').unwrap_or((part, ""));
        Self {
            language: language.to_owned(),
            text: format!("{text}\n"),
        }
    }
}

impl Command {
    fn silent(line: &str) -> Self {
        Self {
            line: line.trim().to_owned(),
            shown: None,
        }
    }

    /// `true` if the command reads the published reference, or fetches it.
    pub(crate) fn needs_published(&self) -> bool {
        let words = ["upstream", "published", "./schema/fetch"];
        words.iter().any(|word| self.line.contains(word))
    }

    /// Fails unless the output is the one shown, where `...` takes the place of any lines.
    pub(crate) fn assert_shows(&self, out: &str) {
        let Some(shown) = &self.shown else { return };
        let mut parts = shown.split("...\n");
        let first = parts.next().unwrap_or_default();
        let mut rest = out.strip_prefix(first);
        let mut last = first;
        for part in parts {
            rest = rest
                .and_then(|rest| rest.split_once(part))
                .map(|(_, rest)| rest);
            last = part;
        }
        let is_shown = rest.is_some_and(|rest| rest.is_empty() || last.is_empty());
        assert!(is_shown, "{} shows\n{out}not\n{shown}", self.line);
    }
}

/// The commands of a script, one a line or joined by `&&` or `||`, without comments.
fn lines(script: &str) -> Vec<Command> {
    let lines = script.lines().filter(|line| !line.starts_with('#'));
    let code = lines.map(|line| line.split_once(" #").map_or(line, |(code, _)| code));
    code.flat_map(|line| line.split("&&"))
        .flat_map(|line| line.split("||"))
        .filter(|line| !line.trim().is_empty())
        .map(Command::silent)
        .collect()
}

/// The commands of a session, each behind a `$` and with its output below.
fn sessions(block: &str) -> Vec<Command> {
    let commands = block.split("$ ").skip(1);
    commands
        .map(|part| {
            let (line, shown) = part.split_once('\n').unwrap_or((part, ""));
            let shown = Some(shown.to_owned());
            let line = line.to_owned();
            Command { line, shown }
        })
        .collect()
}
