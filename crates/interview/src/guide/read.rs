//! What the blocks of a guide mean: sections, questions, nudges, notes.

use super::blocks::{Block, Kind, blocks};
use super::ids::{self, Draft, Drafted};
use super::inline::{ends_in_question, plain, unquoted};
use super::label::{self, Number};
use super::{Guide, MOST_NUDGES, MOST_QUESTIONS, Note, Section, table};

/// More words are told, not asked, where nothing else says that they are a question.
const LONGEST_QUESTION: usize = 45;

/// More words are no heading, where only their place says that they are one.
const LONGEST_HEADING: usize = 9;

pub(super) fn read(text: &str) -> Guide {
    let blocks = blocks(text);
    let mut reader = Reader::new(&blocks);
    for at in 0..blocks.len() {
        reader.block(at);
    }
    let title = if reader.title.is_empty() { reader.front_title } else { reader.title };
    let Reader { sections, drafts, unplaced, too_many, .. } = reader;
    ids::finish(Drafted { title, sections, drafts, unplaced, too_many })
}

struct Reader<'a> {
    blocks: &'a [Block],
    /// How many headings of the first level there are.
    first_level: usize,
    has_headings: bool,
    /// Of every block whether it is an item of a list whose numbers count questions.
    counted: Vec<bool>,
    title: String,
    /// The title that the front matter gives.
    front_title: String,
    sections: Vec<Section>,
    drafts: Vec<Draft>,
    /// How many of the drafts are in the last section.
    own: usize,
    /// The items that are open, by indentation; those that are questions have their draft's place.
    stack: Vec<(usize, Option<usize>)>,
    /// Whether items are nudges, as a line "Probes:" said.
    nudging: bool,
    /// The number that a heading gave to the question below it.
    pending: Option<Number>,
    /// Of each section, the lines that no one marked as notes.
    unplaced: Vec<Vec<u64>>,
    too_many: Option<u64>,
}

impl<'a> Reader<'a> {
    fn new(blocks: &'a [Block]) -> Self {
        let level = |block: &Block| match block.kind {
            Kind::Heading(level) => level,
            _ => 0,
        };
        Self {
            blocks,
            first_level: blocks.iter().filter(|block| level(block) == 1).count(),
            has_headings: blocks.iter().any(|block| level(block) > 0),
            counted: counted(blocks),
            title: String::new(),
            front_title: String::new(),
            sections: vec![Section { level: 2, ..Section::default() }],
            drafts: Vec::new(),
            own: 0,
            stack: Vec::new(),
            nudging: false,
            pending: None,
            unplaced: vec![Vec::new()],
            too_many: None,
        }
    }

    fn block(&mut self, at: usize) {
        let blocks = self.blocks;
        let Some(block) = blocks.get(at) else { return };
        match &block.kind {
            Kind::Heading(level) => self.heading(at, block, *level),
            Kind::Item(number) => self.item(at, block, number.as_deref()),
            Kind::Text => self.text(at, block),
            Kind::Quote => self.note(&block.text, block.line),
            Kind::Verbatim => {
                let front = at == 0 && block.text.starts_with("---\n");
                let title = block.text.lines().find_map(|line| line.strip_prefix("title:"));
                if let Some(title) = title.filter(|_| front) {
                    self.front_title = plain(title.trim().trim_matches(['"', '\'']));
                }
                self.note(&block.text, block.line);
            }
            Kind::Table => self.table(block),
        }
    }

    fn heading(&mut self, at: usize, block: &Block, level: u8) {
        let next = self.blocks.get(at + 1);
        let is_first = self.sections.len() == 1 && self.drafts.is_empty() && self.title.is_empty();
        let alone = self.first_level == 1
            || matches!(next, Some(next) if matches!(next.kind, Kind::Heading(_)));
        self.nudging = false;
        if level == 1 && is_first && alone {
            self.title = plain(&block.text);
            self.stack.clear();
        } else if ends_in_question(&block.text) {
            let (number, text) = numbered(&block.text);
            self.stack.clear();
            self.question(number, text, block.line, None);
            self.stack.push((0, self.last()));
        } else if !plain(&block.text).is_empty() {
            self.section(&block.text, level.clamp(2, 6), block.line);
        }
    }

    /// Begins a section, unless its title is no more than a question's number.
    fn section(&mut self, raw: &str, level: u8, line: u64) {
        let title = plain(raw);
        if title.is_empty() {
            return self.note(raw.trim(), line);
        }
        if let Some((number, "")) = label::number(&title).filter(|number| number.0.says) {
            self.stack.clear();
            self.pending = Some(number);
            return;
        }
        self.sections.push(Section { title, level, line, ..Section::default() });
        self.unplaced.push(Vec::new());
        self.own = 0;
        self.stack.clear();
        self.nudging = false;
        self.pending = None;
    }

    fn item(&mut self, at: usize, block: &Block, number: Option<&str>) {
        // What belongs to a heading or a paragraph is not indented.
        let indent = block.indent + 1;
        let raw = label::unticked(&block.text);
        let (own, text) = numbered(raw);
        let says = own.as_ref().is_some_and(|own| own.says);
        while self.stack.last().is_some_and(|open| open.0 >= indent) {
            self.stack.pop();
        }
        let parent = self.stack.iter().rev().find_map(|open| open.1);
        let own =
            own.or_else(|| number.map(|number| Number { number: number.to_owned(), says: false }));
        if says {
            self.nudging = false;
            let number = own.as_ref().map_or("", |own| &own.number);
            let follows = parent.filter(|_| number.contains('.'));
            self.question(own, text, block.line, follows);
            self.stack.push((indent, self.last()));
        } else if let Some(nudge) = label::nudge(raw) {
            // Without words of its own it only says what its items are.
            match nudge.is_empty() {
                true => self.stack.push((indent, parent.or_else(|| self.last()))),
                false => self.nudge(nudge, parent.or_else(|| self.last()), block.line),
            }
        } else if label::aside(raw).is_some() {
            self.unasked(raw, block.line);
        } else if self.nudging {
            self.nudge(text, self.last(), block.line);
        } else if let Some(parent) =
            parent.filter(|_| !self.is_numbered_below_heading(number, block))
        {
            if label::is_conditional(text) && label::asks(text) {
                self.question(own, text, block.line, Some(parent));
                self.stack.push((indent, self.last()));
            } else {
                self.nudge(raw, Some(parent), block.line);
            }
        } else if label::asks(text) || self.counted.get(at) == Some(&true) {
            self.question(own, text, block.line, None);
            self.stack.push((indent, self.last()));
        } else if self.asks_below(at, block.indent) {
            let level = self.sections.last().map_or(2, |section| section.level);
            let deeper = if self.sections.len() > 1 { (level + 1).min(6) } else { 2 };
            self.section(text.trim_end_matches(':'), deeper, block.line);
        } else {
            self.unasked(&block.text, block.line);
            self.stack.push((indent, None));
        }
    }

    /// Whether a numbered item stands below a heading or paragraph that is a question: then it is one
    /// of its own.
    fn is_numbered_below_heading(&self, number: Option<&str>, block: &Block) -> bool {
        let top = self.stack.last().is_some_and(|open| open.0 == 0);
        number.is_some() && top && label::asks(&block.text)
    }

    /// Whether the items below this one ask.
    fn asks_below(&self, at: usize, indent: usize) -> bool {
        self.blocks.get(at + 1).is_some_and(|next| {
            matches!(next.kind, Kind::Item(_)) && next.indent > indent && label::asks(&next.text)
        })
    }

    fn text(&mut self, at: usize, block: &Block) {
        let raw = block.text.as_str();
        let next = self.blocks.get(at + 1);
        let below = next.filter(|next| matches!(next.kind, Kind::Item(_)));
        let (own, text) = numbered(raw);
        let says = own.as_ref().is_some_and(|own| own.says);
        let parent =
            self.stack.iter().rev().find(|open| open.0 <= block.indent).and_then(|open| open.1);
        let parent = parent.filter(|_| block.indent > 0);
        let bold = is_bold(raw);
        let parted = label::part(text).text;
        let words = text.split_whitespace().count();
        let asked = ends_in_question(&parted) && (words <= LONGEST_QUESTION || bold);
        if let Some(nudge) = label::nudge(raw) {
            match nudge.is_empty() {
                true => self.nudging = true,
                false => self.nudge(nudge, self.last(), block.line),
            }
        } else if label::aside(raw).is_some() {
            self.unasked(raw, block.line);
        } else if let Some(number) = self.pending.take() {
            self.question(Some(number), raw, block.line, None);
            self.stack.push((0, self.last()));
        } else if says || asked {
            if let Some(parent) = parent.filter(|_| !says) {
                return self.nudge(raw, Some(parent), block.line);
            }
            self.question(own, text, block.line, None);
            self.stack.clear();
            self.nudging = false;
            // A line among lines owns the items below it only where it says so.
            if says || bold || below.is_some_and(|below| !below.apart) {
                self.stack.push((0, self.last()));
            }
        } else if parent.is_none() && self.is_title(raw, bold, at) {
            let level = self.sections.last().map_or(2, |section| section.level);
            let deeper = self.has_headings && self.sections.len() > 1;
            let level = if deeper { (level + 1).min(6) } else { 2 };
            let bare = raw.trim_end_matches(['*', '_', ':', ' ']);
            self.section(bare, level, block.line);
        } else {
            self.nudging = false;
            self.unasked(raw, block.line);
        }
    }

    /// Whether a line is a heading in all but its marks.
    fn is_title(&self, raw: &str, bold: bool, at: usize) -> bool {
        let bare = raw.trim_end_matches(['*', '_', ' ']);
        let next = self.blocks.get(at + 1);
        let leads = next.is_some_and(|next| match next.kind {
            Kind::Item(_) => true,
            Kind::Text => ends_in_question(&next.text),
            _ => false,
        });
        let short = raw.split_whitespace().count() <= LONGEST_HEADING;
        let closed = bare.ends_with(['.', '!', ',', ';', '…', ')']);
        short && (bold || leads && (bare.ends_with(':') || !self.has_headings && !closed))
    }

    fn table(&mut self, block: &Block) {
        let Some(rows) = table::rows(&block.text) else {
            return self.unasked(&block.text, block.line);
        };
        for row in rows {
            let line = block.line + row.line as u64;
            if !row.section.is_empty() {
                let title = plain(&row.section);
                if self.sections.last().is_none_or(|section| section.title != title) {
                    self.section(&row.section, 2, line);
                }
            }
            let (own, text) = numbered(&row.question);
            let number = numbered(&format!("{}. x", row.number.trim_end_matches('.'))).0;
            let before = self.drafts.len();
            self.question(number.clone().or(own), text, line, None);
            let asked = (self.drafts.len() > before).then(|| self.last()).flatten();
            for nudge in row.nudges {
                self.nudge(&nudge, asked, line);
            }
            let lost = (number.is_none() || asked.is_none()).then_some(row.number);
            for other in row.others.into_iter().chain(lost) {
                self.unasked(&other, line);
            }
        }
    }

    /// The place of the last question of this section.
    fn last(&self) -> Option<usize> {
        (self.own > 0).then(|| self.drafts.len() - 1)
    }

    fn question(&mut self, number: Option<Number>, raw: &str, line: u64, follows: Option<usize>) {
        let number = number.or_else(|| self.pending.take());
        let (own, raw) = label::own(raw);
        let parted = label::part(raw);
        let text = unquoted(plain(&parted.text));
        if self.drafts.len() >= MOST_QUESTIONS {
            self.too_many.get_or_insert(line);
            return self.unasked(raw, line);
        }
        if !text.is_empty() {
            let number = number.map(|number| number.number);
            let follows = follows.is_some() && self.own > 0;
            let section = self.sections.len() - 1;
            self.drafts.push(Draft {
                section,
                number,
                label: own,
                follows,
                text,
                nudges: Vec::new(),
                line,
            });
            self.own += 1;
        }
        for nudge in &parted.nudges {
            self.nudge(nudge, self.last(), line);
        }
        for aside in &parted.asides {
            self.unasked(aside, line);
        }
    }

    fn nudge(&mut self, raw: &str, question: Option<usize>, line: u64) {
        let raw = label::nudge(raw).unwrap_or(raw);
        let section = self.sections.len() - 1;
        for single in label::single(raw) {
            let text = plain(&single);
            let draft = question.and_then(|at| self.drafts.get_mut(at));
            match draft.filter(|draft| draft.section == section && draft.nudges.len() < MOST_NUDGES)
            {
                Some(draft) if !text.is_empty() => draft.nudges.push(text),
                _ => self.unasked(&single, line),
            }
        }
    }

    /// A note that nobody marked as one.
    fn unasked(&mut self, text: &str, line: u64) {
        self.note(text, line);
        if let Some(lines) = self.unplaced.last_mut().filter(|_| !text.trim().is_empty()) {
            lines.push(line);
        }
    }

    fn note(&mut self, text: &str, line: u64) {
        let text = text.trim_matches('\n');
        if text.trim().is_empty() {
            return;
        }
        let note = Note { text: text.to_owned(), after: self.own, line };
        if let Some(section) = self.sections.last_mut() {
            section.notes.push(note);
        }
    }
}

/// Of every block whether it is a top item of a list whose numbers count questions: between two
/// headings, most of those with a number ask.
fn counted(blocks: &[Block]) -> Vec<bool> {
    let is_counted = |block: &Block| matches!(block.kind, Kind::Item(Some(_))) && block.indent < 2;
    let mut counted = vec![false; blocks.len()];
    let mut start = 0;
    while start < blocks.len() {
        let heads = |block: &Block| matches!(block.kind, Kind::Heading(_));
        let rest = blocks.iter().skip(start + 1).position(heads);
        let end = rest.map_or(blocks.len(), |rest| start + 1 + rest);
        let own = blocks.get(start..end).unwrap_or_default();
        let all = own.iter().filter(|block| is_counted(block)).count();
        let asking =
            own.iter().filter(|block| is_counted(block) && label::asks(&block.text)).count();
        if asking > 0 && asking * 2 >= all {
            for (at, block) in own.iter().enumerate() {
                counted[start + at] = is_counted(block);
            }
        }
        start = end;
    }
    counted
}

fn numbered(raw: &str) -> (Option<Number>, &str) {
    match label::number(raw) {
        Some((number, text)) if !text.is_empty() => (Some(number), text),
        _ => (None, raw),
    }
}

/// Whether all of a line is bold.
fn is_bold(raw: &str) -> bool {
    let inner = ["**", "__"].iter().find_map(|mark| {
        let rest = raw.strip_prefix(mark)?.trim_end_matches(':');
        rest.strip_suffix(mark).filter(|inner| !inner.contains(mark))
    });
    inner.is_some_and(|inner| !inner.is_empty())
}
