//! What a document tells the reader to run, and what it shows.

/// A Markdown document.
pub(crate) struct Document {
    text: String,
    blocks: Vec<Block>,
}

struct Block {
    language: String,
    text: String,
}

/// A line for the shell, and what it is to print; nothing where that is not shown.
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
        let in_text = spans.filter(|span| span.starts_with("reference-codegen "));
        of_blocks.chain(in_text.map(Command::silent)).collect()
    }
}

impl Block {
    /// What stands behind the backticks, up to the next ones.
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

    /// Fails unless the output is the one shown, of which `...` leaves out the end.
    pub(crate) fn assert_shows(&self, out: &str) {
        let Some(shown) = &self.shown else { return };
        match shown.strip_suffix("...\n") {
            Some(beginning) => assert!(out.starts_with(beginning), "{}:\n{out}", self.line),
            None => assert_eq!(shown, out, "{}", self.line),
        }
    }
}

/// The commands of a script, one a line or joined by `&&`, without comments.
fn lines(script: &str) -> Vec<Command> {
    let lines = script.lines();
    let code = lines.map(|line| line.split_once(" #").map_or(line, |(code, _)| code));
    code.flat_map(|line| line.split("&&"))
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
