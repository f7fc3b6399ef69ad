//! Where lines begin: the prefixes of nested lists and quotes, and the empty lines between blocks.

/// What a block of lines is, as far as its distance to its neighbours goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// The text of an item of a tight list.
    ItemText,
    Paragraph,
    Heading,
    Code,
    Table,
    Rule,
}

/// What encloses blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Container {
    /// `interrupts`: may follow a paragraph's text without an empty line.
    List {
        loose: bool,
        interrupts: bool,
    },
    Item,
    Quote,
}

struct Frame {
    container: Container,
    /// Whether a line of it has been written. An empty container is never written.
    opened: bool,
    first: String,
    rest: String,
}

/// Lines under construction. Containers are opened lazily, so those without text leave no trace.
#[derive(Default)]
pub(super) struct Layout {
    out: String,
    frames: Vec<Frame>,
    /// The latest block and the number of containers around it.
    last: Option<(Block, usize)>,
    /// Where the current line begins, after its prefixes.
    line_start: usize,
}

impl Layout {
    /// Enters a container whose first line begins with `first`, and all others with `rest`.
    pub(super) fn enter(&mut self, container: Container, first: &str, rest: &str) {
        self.frames.push(Frame {
            container,
            opened: false,
            first: first.to_owned(),
            rest: rest.to_owned(),
        });
    }

    /// Leaves the innermost container.
    pub(super) fn leave(&mut self) {
        self.frames.pop();
    }

    /// Records that the innermost item holds a paragraph or an empty line, so its list is loose.
    pub(super) fn loosen(&mut self) {
        self.loosen_inside(self.frames.len());
    }

    /// Begins a block at a line of its own.
    pub(super) fn begin(&mut self, block: Block) {
        if !self.out.is_empty() {
            if !self.adjoins(block) {
                let opened = self.opened();
                self.loosen_inside(opened);
                self.end_line();
                self.prefix(opened);
            }
            self.end_line();
        }
        self.prefix(self.frames.len());
        self.last = Some((block, self.frames.len()));
    }

    /// Begins the next line of the current block.
    pub(super) fn new_line(&mut self) {
        self.end_line();
        self.prefix(self.frames.len());
    }

    /// Adds `text`, which holds no line break, to the current line.
    pub(super) fn push(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// Whether the current line holds nothing but prefixes.
    pub(super) fn at_line_start(&self) -> bool {
        self.out.len() == self.line_start
    }

    /// The number of bytes written.
    pub(super) fn len(&self) -> usize {
        self.out.len()
    }

    /// Whether the last character is `end`.
    pub(super) fn ends_with(&self, end: char) -> bool {
        self.out.ends_with(end)
    }

    /// Takes back everything after the first `len` bytes.
    pub(super) fn split_off(&mut self, len: usize) -> String {
        self.out.split_off(len)
    }

    /// The lines, without spaces at their ends.
    pub(super) fn finish(mut self) -> String {
        self.out.truncate(self.out.trim_end().len());
        self.out
    }

    /// Makes the list of an item loose, if the innermost of the first `containers` is one.
    fn loosen_inside(&mut self, containers: usize) {
        if let [.., list, item] = &mut self.frames[..containers]
            && item.container == Container::Item
            && let Container::List { loose, .. } = &mut list.container
        {
            *loose = true;
        }
    }

    fn end_line(&mut self) {
        let end = self.out.trim_end_matches(' ').len();
        self.out.truncate(end);
        self.out.push('\n');
    }

    fn prefix(&mut self, containers: usize) {
        for frame in &mut self.frames[..containers] {
            let prefix = if frame.opened {
                &frame.rest
            } else {
                &frame.first
            };
            self.out.push_str(prefix);
            frame.opened = true;
        }
        self.line_start = self.out.len();
    }

    /// The number of containers that are open already.
    fn opened(&self) -> usize {
        self.frames.iter().take_while(|frame| frame.opened).count()
    }

    /// Whether `block` follows the latest block without an empty line.
    fn adjoins(&self, block: Block) -> bool {
        let opened = self.opened();
        match self.frames.get(opened).map(|frame| frame.container) {
            Some(Container::Item) => self.is_tight(opened),
            Some(Container::List { interrupts, .. }) => interrupts && self.adjoins_inside(opened),
            Some(Container::Quote) => self.adjoins_inside(opened),
            None => self.may_touch(block) && self.adjoins_inside(opened),
        }
    }

    /// Whether the latest block stands directly in the same item of a tight list, and needs no
    /// empty line after it.
    fn adjoins_inside(&self, opened: usize) -> bool {
        let Some((last, depth)) = self.last else {
            return false;
        };
        depth == opened
            && !matches!(last, Block::Paragraph | Block::Table)
            && opened > 1
            && self.frames[opened - 1].container == Container::Item
            && self.is_tight(opened - 1)
    }

    /// Whether the list of the item at `index` is tight.
    fn is_tight(&self, index: usize) -> bool {
        let list = index.checked_sub(1).and_then(|list| self.frames.get(list));
        matches!(
            list,
            Some(Frame {
                container: Container::List { loose: false, .. },
                ..
            })
        )
    }

    fn may_touch(&self, block: Block) -> bool {
        match block {
            Block::Paragraph | Block::Table => false,
            Block::ItemText => !matches!(self.last, Some((Block::ItemText, _))),
            Block::Heading | Block::Code | Block::Rule => true,
        }
    }
}
