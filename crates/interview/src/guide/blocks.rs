//! The blocks of a guide's Markdown: headings, items, paragraphs, quotes, rows of tables.
//!
//! Only what decides what belongs together; what it means is decided in `read`.

/// What kind of block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// `#` to `######`, or underlined.
    Heading(u8),
    /// An item of a list; with its number where it has one.
    Item(Option<String>),
    /// Lines of text.
    Text,
    /// A quotation, without its marks.
    Quote,
    /// Lines that are kept as they stand: code, comments, front matter.
    Verbatim,
    /// The lines of a table.
    Table,
}

/// A block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) kind: Kind,
    /// How far it is indented, in columns.
    pub(super) indent: usize,
    /// Its text; lines are parted by LF in quotes, tables and what is verbatim, else by spaces.
    pub(super) text: String,
    /// Its first line, from 1.
    pub(super) line: u64,
    /// Whether an empty line stands before it.
    pub(super) apart: bool,
}

/// Parts a text in blocks.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = Reader { blocks: Vec::new(), open: false, apart: true, line: 0 };
    let mut lines = text.split('\n').map(|line| line.trim_end_matches('\r').trim_end()).peekable();
    if lines.peek() == Some(&"---") && text.lines().skip(1).any(|line| line.trim_end() == "---") {
        reader.line = 1;
        lines.next();
        reader.until(&mut lines, |line| line == "---");
    }
    while let Some(raw) = lines.next() {
        reader.line += 1;
        let indent = indent(raw);
        let line = raw.trim_start();
        if line.is_empty() {
            (reader.open, reader.apart) = (false, true);
            continue;
        }
        if let Some(fence) = ["```", "~~~"].into_iter().find(|fence| line.starts_with(fence)) {
            reader.open = false;
            reader.push(Kind::Verbatim, indent, line);
            reader.until(&mut lines, |line| line.trim_start().starts_with(fence));
            continue;
        }
        if line.starts_with("<!--") {
            reader.push(Kind::Verbatim, indent, line);
            if !line.contains("-->") {
                reader.until(&mut lines, |line| line.contains("-->"));
            }
            reader.open = false;
            continue;
        }
        if let Some(level) = underline(line).filter(|_| reader.open)
            && let Some(last) = reader.blocks.last_mut().filter(|last| last.kind == Kind::Text)
        {
            (last.kind, reader.open) = (Kind::Heading(level), false);
            continue;
        }
        if is_rule(line) {
            (reader.open, reader.apart) = (false, true);
            continue;
        }
        if let Some((level, title)) = heading(line) {
            reader.push(Kind::Heading(level), indent, title);
            reader.open = false;
        } else if let Some(quoted) = line.strip_prefix('>') {
            let quoted = quoted.strip_prefix(' ').unwrap_or(quoted);
            reader.lines(Kind::Quote, indent, quoted);
        } else if line.starts_with('|') {
            reader.lines(Kind::Table, indent, line);
        } else if let Some((number, item)) = item(line) {
            reader.push(Kind::Item(number), indent, item);
            reader.open = true;
        } else {
            reader.text(indent, line);
        }
    }
    reader.blocks
}

struct Reader {
    blocks: Vec<Block>,
    /// Whether the next line of text may belong to the last block.
    open: bool,
    apart: bool,
    line: u64,
}

impl Reader {
    fn push(&mut self, kind: Kind, indent: usize, text: &str) {
        let block =
            Block { kind, indent, text: text.to_owned(), line: self.line, apart: self.apart };
        self.blocks.push(block);
        self.apart = false;
    }

    /// Keeps lines as they stand up to the one that ends them, which is kept too.
    fn until<'a>(
        &mut self,
        lines: &mut impl Iterator<Item = &'a str>,
        ends: impl Fn(&str) -> bool,
    ) {
        let mut kept = match self.blocks.last() {
            Some(last) if last.line == self.line && last.kind == Kind::Verbatim => {
                self.blocks.pop().map(|last| last.text).unwrap_or_default()
            }
            _ => "---".to_owned(),
        };
        let first = self.line;
        for line in lines {
            self.line += 1;
            kept.push('\n');
            kept.push_str(line);
            if ends(line) {
                break;
            }
        }
        let block = Block { kind: Kind::Verbatim, indent: 0, text: kept, line: first, apart: true };
        self.blocks.push(block);
        (self.open, self.apart) = (false, false);
    }

    /// A line of a block that keeps its lines.
    fn lines(&mut self, kind: Kind, indent: usize, line: &str) {
        let goes_on = self.open && self.blocks.last().is_some_and(|last| last.kind == kind);
        match self.blocks.last_mut().filter(|_| goes_on) {
            Some(last) => {
                last.text.push('\n');
                last.text.push_str(line);
            }
            None => self.push(kind, indent, line),
        }
        self.open = true;
    }

    /// A line of text: it goes on with the last block where that is not at its end.
    fn text(&mut self, indent: usize, line: &str) {
        let open = self.open;
        let goes_on = |last: &Block| {
            let at_end =
                super::inline::ends_in_question(&last.text) || last.text.ends_with(['.', '!', ':']);
            let is_text = matches!(last.kind, Kind::Text | Kind::Item(_));
            // What is indented further than its item belongs to it in any case.
            open && is_text
                && (!at_end || matches!(last.kind, Kind::Item(_)) && indent > last.indent)
                && !line.starts_with("**")
                && !super::label::number(line).is_some_and(|(number, _)| number.says)
        };
        match self.blocks.last_mut().filter(|last| goes_on(last)) {
            Some(last) => {
                last.text.push(' ');
                last.text.push_str(line);
            }
            None => self.push(Kind::Text, indent, line),
        }
        self.open = true;
    }
}

/// White space before the first character, in columns; a tab goes to the next multiple of four.
fn indent(line: &str) -> usize {
    let mut columns = 0;
    for c in line.chars() {
        match c {
            '\t' => columns += 4 - columns % 4,
            c if c.is_whitespace() => columns += 1,
            _ => break,
        }
    }
    columns
}

fn heading(line: &str) -> Option<(u8, &str)> {
    let level = line.bytes().take_while(|byte| *byte == b'#').count();
    let title = line.get(level..)?;
    let is_heading =
        (1..=6).contains(&level) && (title.is_empty() || title.starts_with([' ', '\t']));
    let bare = title.trim_end_matches('#');
    // Marks behind the title close it, where they stand apart.
    let title = if bare.ends_with([' ', '\t']) || bare.is_empty() { bare } else { title };
    is_heading.then(|| (level as u8, title.trim()))
}

/// The level of the heading that is underlined so.
fn underline(line: &str) -> Option<u8> {
    let all = |mark| line.len() >= 2 && line.bytes().all(|byte| byte == mark);
    if all(b'=') {
        return Some(1);
    }
    all(b'-').then_some(2)
}

/// A line that only parts what is above from what is below.
fn is_rule(line: &str) -> bool {
    let marks = line.bytes().filter(|byte| !byte.is_ascii_whitespace());
    let mut kinds = marks.clone();
    let Some(first) = kinds.next() else { return false };
    b"-*_=".contains(&first) && marks.clone().count() >= 3 && kinds.all(|byte| byte == first)
}

/// An item's number, and its text.
fn item(line: &str) -> Option<(Option<String>, &str)> {
    let first = line.chars().next()?;
    if "-*+•‣◦▪–·".contains(first) {
        let text = &line[first.len_utf8()..];
        // A bullet that is no Markdown may stand right before its text.
        let spaced = text.starts_with([' ', '\t', '\u{a0}']) || "•‣◦▪".contains(first);
        return (spaced && !text.trim().is_empty()).then(|| (None, text.trim()));
    }
    let open = line.strip_prefix('(');
    let body = open.unwrap_or(line);
    let end = body.find(|c: char| !(c.is_ascii_alphanumeric() || c == '.'))?;
    let (number, rest) = body.split_at(end);
    let (number, rest) = match (number.strip_suffix('.'), rest.strip_prefix(')')) {
        (_, Some(rest)) => (number, rest),
        (Some(number), None) if open.is_none() => (number, rest),
        _ => return None,
    };
    let letters = number.bytes().filter(u8::is_ascii_alphabetic).count();
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    // `Q7.` is the question's name, not its place in a list.
    if number.starts_with(['q', 'Q']) && digits > 0 {
        return Some((None, line));
    }
    // `1.`, `12)`, `1a.`, `a)`, `1.2.`; not a year, and not the end of a sentence of one word.
    let fits = (1..=3).contains(&digits) && letters <= 1
        || digits == 0 && letters == 1 && number.len() == 1
        || number.split('.').all(|part| (1..=2).contains(&part.len())) && letters == 0;
    let spaced = rest.starts_with([' ', '\t', '\u{a0}']) && !rest.trim().is_empty();
    (fits && spaced).then(|| (Some(number.to_owned()), rest.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let got: Vec<(String, String)> = blocks(text)
            .into_iter()
            .map(|block| {
                let kind = match block.kind {
                    Kind::Heading(level) => format!("h{level}"),
                    Kind::Item(None) => format!("-{}", block.indent),
                    Kind::Item(Some(number)) => format!("{number}@{}", block.indent),
                    Kind::Text => "text".to_owned(),
                    Kind::Quote => "quote".to_owned(),
                    Kind::Verbatim => "verbatim".to_owned(),
                    Kind::Table => "table".to_owned(),
                };
                (kind, block.text)
            })
            .collect();
        let expected: Vec<(String, String)> =
            expected.iter().map(|(kind, text)| ((*kind).to_owned(), (*text).to_owned())).collect();
        assert_eq!(got, expected);
    }

    #[test]
    fn blocks_of_every_kind() {
        check("# A #\r\nB\n=\n==\n", &[("h1", "A"), ("h1", "B =")]);
        check("B\n---\n\n---\nC", &[("h2", "B"), ("text", "C")]);
        check(
            "- a\n  b\n\t- c\n1. d\n(2) e\n3) f",
            &[("-0", "a b"), ("-4", "c"), ("1@0", "d"), ("2@0", "e"), ("3@0", "f")],
        );
        check("•a\n– b\n-c", &[("-0", "a"), ("-0", "b -c")]);
        check(
            "Who?\nWhat?\nWe ask\nmuch",
            &[("text", "Who?"), ("text", "What?"), ("text", "We ask much")],
        );
        check("> a\n>\n> b\n\n> c", &[("quote", "a\n\nb"), ("quote", "c")]);
        check("---\ntitle: T\n---\nx", &[("verbatim", "---\ntitle: T\n---"), ("text", "x")]);
        check(
            "```\n- no\n```\n<!-- a\nb -->\nc",
            &[("verbatim", "```\n- no\n```"), ("verbatim", "<!-- a\nb -->"), ("text", "c")],
        );
        check("| a |\n|---|\n| b |", &[("table", "| a |\n|---|\n| b |")]);
        check("2021. was a year\nNo. it was not", &[("text", "2021. was a year No. it was not")]);
        check("```\nnever closed", &[("verbatim", "```\nnever closed")]);
    }
}
