//! Plain text as Markdown: escapes what would be read as markup, and makes URLs links.

/// A character of a text. `entity` is the HTML entity it was written as, which is kept.
#[derive(Clone, Copy)]
pub(super) struct Glyph<'a> {
    pub(super) char: char,
    pub(super) entity: Option<&'a str>,
}

/// Where a line of text stands.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// At the start of a line, where `#` or `-` would begin a block.
    pub(super) line_start: bool,
    /// In a heading, whose trailing `#` would be dropped.
    pub(super) heading: bool,
    /// In a link, which cannot hold another one.
    pub(super) link: bool,
}

/// The Markdown which reads as `glyphs`, a piece of one line: nothing in it is markup, except that
/// bare URLs become autolinks.
pub(super) fn escape(glyphs: &[Glyph<'_>], place: Place) -> String {
    let indent = glyphs.iter().take_while(|glyph| glyph.char == ' ').count();
    let glyphs = if place.line_start {
        &glyphs[indent..]
    } else {
        glyphs
    };
    let line = Line {
        glyphs,
        place,
        number: list_number(glyphs),
    };
    let mut out = String::new();
    let mut at = 0;
    while at < glyphs.len() {
        if let Some(end) = line.url_end(at) {
            out.push('<');
            out.extend(glyphs[at..end].iter().map(|glyph| glyph.char));
            out.push('>');
            at = end;
        } else {
            line.push(at, &mut out);
            at += 1;
        }
    }
    out
}

/// The index of the dot or parenthesis that would make the line an item of an ordered list.
fn list_number(glyphs: &[Glyph<'_>]) -> Option<usize> {
    let digits = glyphs
        .iter()
        .take_while(|glyph| glyph.char.is_ascii_digit())
        .count();
    (digits > 0).then_some(digits)
}

struct Line<'a> {
    glyphs: &'a [Glyph<'a>],
    place: Place,
    number: Option<usize>,
}

impl Line<'_> {
    fn push(&self, at: usize, out: &mut String) {
        let glyph = self.glyphs[at];
        match glyph.entity {
            Some(entity) => out.push_str(entity),
            None => {
                if self.is_markup(at, glyph.char) || self.begins_block(at, glyph.char) {
                    out.push('\\');
                }
                out.push(glyph.char);
            }
        }
    }

    fn is_markup(&self, at: usize, char: char) -> bool {
        let next = self.char(at + 1);
        let word = |char: Option<char>| char.is_some_and(char::is_alphanumeric);
        match char {
            '`' | '*' | '[' | ']' | '~' => true,
            '\\' => !word(next),
            '_' => !(word(next) && at > 0 && word(self.char(at - 1))),
            '<' => !next.is_some_and(|next| next == ' ' || next == '=' || next.is_ascii_digit()),
            '&' => self.reads_as_entity(at + 1),
            '#' => self.place.heading && next.is_none_or(|next| next == '#' || next == ' '),
            _ => false,
        }
    }

    fn begins_block(&self, at: usize, char: char) -> bool {
        let next = self.char(at + 1);
        if !self.place.line_start {
            return false;
        }
        if at > 0 {
            return self.number == Some(at)
                && matches!(char, '.' | ')')
                && next.is_none_or(|next| next == ' ');
        }
        match char {
            '>' | '|' => true,
            '#' | '+' | '-' | '=' => !next.is_some_and(char::is_alphanumeric),
            ':' => next == Some('-'),
            _ => false,
        }
    }

    fn reads_as_entity(&self, start: usize) -> bool {
        let name = self.glyphs[start..]
            .iter()
            .take_while(|glyph| glyph.char.is_ascii_alphanumeric() || glyph.char == '#')
            .count();
        name > 0 && self.char(start + name) == Some(';')
    }

    /// The end of the URL that begins at `start`, if there is one and it may be a link.
    fn url_end(&self, start: usize) -> Option<usize> {
        // Nearly every character is no URL's first.
        if self.char(start) != Some('h') {
            return None;
        }
        let scheme = ["https://", "http://"].into_iter().find(|scheme| {
            let begins = (start..).zip(scheme.chars());
            begins
                .into_iter()
                .all(|(at, char)| self.char(at) == Some(char))
        })?;
        let mut end = start;
        while self.char(end).is_some_and(|char| !ends_url(char)) {
            end += 1;
        }
        end = self.sentence_end(start, end);
        (!self.place.link && end > start + scheme.len()).then_some(end)
    }

    /// The end of the URL at `start..end` without the punctuation of the sentence around it.
    fn sentence_end(&self, start: usize, mut end: usize) -> usize {
        let count = |wanted: char| {
            let url = &self.glyphs[start..end];
            url.iter().filter(|glyph| glyph.char == wanted).count()
        };
        let mut surplus = count(')').saturating_sub(count('('));
        while end > start {
            match self.char(end - 1) {
                Some(')') if surplus > 0 => surplus -= 1,
                Some(char) if ".,;:!?'*_~’”".contains(char) => {}
                _ => break,
            }
            end -= 1;
        }
        end
    }

    fn char(&self, at: usize) -> Option<char> {
        self.glyphs.get(at).map(|glyph| glyph.char)
    }
}

fn ends_url(char: char) -> bool {
    char.is_whitespace() || char.is_control() || "<>\"`|[]\\^“”".contains(char)
}
