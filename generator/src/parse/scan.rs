//! A look at the bytes of the front matter: can it hold what must not go into the YAML library?
//!
//! It errs on the side of caution and costs next to nothing. Only a page that
//! it doubts is read as events first.

use crate::parse::events::DEEPEST;

/// Whether an anchor, an alias, a tag or a nesting beyond the bound may be there.
pub(crate) fn is_doubtful(yaml: &str) -> bool {
    let bytes = yaml.as_bytes();
    let mut scan = Scan::default();
    for (index, byte) in bytes.iter().enumerate() {
        if scan.meets(*byte, bytes.get(index + 1).copied()) {
            return true;
        }
    }
    scan.deepest() > DEEPEST
}

/// Whether a line is a directive (`%YAML`, `%TAG`), which front matter has no place for.
pub(crate) fn directive(yaml: &str) -> Option<usize> {
    let at_start = ["%YAML", "%TAG"].iter().any(|name| yaml.starts_with(name));
    let later = ["\n%YAML", "\n%TAG", "\r%YAML", "\r%TAG"];
    let found = later.iter().filter_map(|name| yaml.find(name)).min();
    if at_start {
        Some(0)
    } else {
        found.map(|offset| offset + 1)
    }
}

/// What is known behind each byte.
struct Scan {
    /// The last byte that is not a blank; a line break at the start.
    last: u8,
    /// The length of a line so far, while block collections can still begin on it.
    indent: Option<usize>,
    /// The furthest column at which a block collection can begin.
    furthest: usize,
    /// The brackets that can begin a flow collection.
    brackets: usize,
}

impl Default for Scan {
    fn default() -> Self {
        Self {
            last: b'\n',
            indent: Some(0),
            furthest: 0,
            brackets: 0,
        }
    }
}

impl Scan {
    /// Takes the next byte; whether it can begin an anchor, an alias or a tag.
    fn meets(&mut self, byte: u8, next: Option<u8>) -> bool {
        self.measure(byte);
        if matches!(byte, b' ' | b'\t') {
            return false;
        }
        let at_node = self.is_node_next();
        self.last = byte;
        match byte {
            b'[' | b'{' if at_node => self.brackets += 1,
            b'&' | b'*' if at_node => return next.is_some_and(is_anchor_name),
            b'!' if at_node => return true,
            _ => {}
        }
        false
    }

    /// Follows the column up to which block collections can begin.
    fn measure(&mut self, byte: u8) {
        self.indent = match (byte, self.indent) {
            (b'\n' | b'\r' | 0x85 | 0xa8 | 0xa9, _) => Some(0),
            (b' ' | b'\t' | b'-' | b'?' | b':', Some(column)) => Some(column + 1),
            (_, column) => {
                self.furthest = self.furthest.max(column.unwrap_or(0));
                None
            }
        };
        self.furthest = self.furthest.max(self.indent.unwrap_or(0));
    }

    /// Whether a node can begin behind the last byte: a bracket or comma says
    /// so within a flow collection only, a line break of Unicode by its last byte.
    fn is_node_next(&self) -> bool {
        match self.last {
            b'\n' | b'\r' | b'-' | b'?' | b':' | 0x85 | 0xa8 | 0xa9 => true,
            b'[' | b'{' | b',' => self.brackets > 0,
            _ => false,
        }
    }

    /// At most this many collections are open at once: in each column a list
    /// may stand in a mapping.
    fn deepest(&self) -> usize {
        2 * (self.furthest + 1) + self.brackets
    }
}

fn is_anchor_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}
