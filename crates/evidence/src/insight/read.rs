//! An insight's file, read block by block. What could be taken for evidence and cannot be read is an
//! error: nothing that looks proved goes unproved.

use super::attribution::spaced;
use super::{Evidence, Insight, Piece, Prose, Side, front, item, quote};
use paap_text::Page;
use paap_text::problem::Problem;
use paap_text::yaml::At;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Longer files are not read, in bytes.
const LARGEST: usize = 1 << 20;

/// An event of Markdown, and its bytes in the body.
pub(super) type Seen<'a> = (Event<'a>, Range<usize>);

/// Reads an insight. Whatever the file holds, there is an insight: what is wrong is in the problems.
pub fn read(id: &str, text: &str) -> (Insight, Vec<Problem>) {
    let mut problems = Vec::new();
    let cut = text.len() > LARGEST;
    if cut {
        let message = format!("The file has {} bytes; at most {LARGEST} are read.", text.len());
        problems.push(Problem::error("too-large", At::START, message));
    }
    let text = if cut { "" } else { text };
    let page = Page::read(text, &mut problems);
    if page.line == 1 && is_open(page.body) {
        let message = "The front matter is not closed: nothing in it is read.";
        let problem = Problem::error("open-front-matter", At::START, message);
        problems.push(problem.help("Write `---` on a line of its own behind it."));
    }
    let front = front::read(&page, &mut problems);
    let insight = Insight {
        id: id.to_owned(),
        claim: String::new(),
        claim_at: At { line: page.line, column: 1 },
        hypothesis: front.hypothesis,
        hypothesis_at: front.hypothesis_at,
        personas: front.personas,
        personas_at: front.personas_at,
        status: front.status,
        sign_offs: front.sign_offs,
        evidence: Vec::new(),
        words: String::new(),
        prose: Vec::new(),
    };
    let places = Places { base: text.len() - page.body.len(), ..Places::of(text) };
    let mut reader = Reader {
        body: page.body,
        places,
        insight,
        problems,
        side: None,
        claims: 0,
        words_from: 0,
        words_to: None,
    };
    if !cut {
        reader.read();
    }
    let mut problems = reader.problems;
    problems.sort_by_key(|problem| problem.at.line);
    (reader.insight, problems)
}

/// Whether a page begins as front matter does.
fn is_open(body: &str) -> bool {
    let mut lines = body.lines();
    lines.next().is_some_and(|line| line.trim_end() == "---")
        && lines.next().is_some_and(|line| line.contains(':'))
}

/// Where the lines of a file begin.
pub(super) struct Places<'a> {
    text: &'a str,
    starts: Vec<usize>,
    /// Where the body begins.
    base: usize,
}

impl<'a> Places<'a> {
    fn of(text: &'a str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect();
        Self { text, starts, base: 0 }
    }

    /// The place of a byte of the body.
    pub(super) fn at(&self, byte: usize) -> At {
        let byte = byte + self.base;
        let line = self.starts.partition_point(|start| *start <= byte);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let column = self.text.get(start..byte).map_or(0, |before| before.chars().count()) + 1;
        At { line, column }
    }
}

struct Reader<'a> {
    body: &'a str,
    places: Places<'a>,
    insight: Insight,
    problems: Vec<Problem>,
    /// The side whose heading was read last, and the level of that heading.
    side: Option<(Side, HeadingLevel)>,
    claims: usize,
    /// Where the explaining words begin and end in the body.
    words_from: usize,
    words_to: Option<usize>,
}

impl<'a> Reader<'a> {
    fn read(&mut self) {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_TASKLISTS;
        let events: Vec<Seen<'a>> =
            Parser::new_ext(self.body, options).into_offset_iter().collect();
        let mut from = 0;
        let mut depth = 0usize;
        for (index, (event, _)) in events.iter().enumerate() {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                self.block(&events[from..=index]);
                from = index + 1;
            }
        }
        let to = self.words_to.unwrap_or(self.body.len());
        let words = self.body.get(self.words_from..to).unwrap_or_default();
        self.insight.words = words.trim().to_owned();
        if self.claims == 0 {
            let at = self.insight.claim_at;
            let problem = Problem::error("no-claim", at, "There is no claim.");
            self.problems.push(problem.help("Write it as a heading: “# ” and one sentence."));
        }
    }

    /// A block of the page's first level.
    fn block(&mut self, events: &[Seen<'a>]) {
        let Some((first, range)) = events.first() else { return };
        let in_evidence = self.side.is_some();
        match first {
            Event::Start(Tag::Heading { level, .. }) => {
                self.heading(*level, events);
                self.odd_parts(events, false);
            }
            Event::Start(Tag::BlockQuote(_)) if in_evidence => self.quotation(events),
            Event::Start(Tag::List(_)) if in_evidence => self.figures(events),
            Event::Start(Tag::Paragraph) => {
                self.odd_parts(events, false);
                self.prose(events);
            }
            Event::Rule => {}
            Event::Start(Tag::HtmlBlock) => self.odd_parts(events, false),
            _ if in_evidence => {
                let message = "Among evidence stand quotations, lists of figures, and paragraphs.";
                let at = self.places.at(range.start);
                let problem = Problem::error("unread-evidence", at, message);
                self.problems.push(problem.help(
                    "Write a quotation as a block quote and a figure as an item of a list, or move \
                     this above the heading.",
                ));
                self.odd_parts(events, false);
                self.prose(events);
            }
            _ => {
                self.odd_parts(events, false);
                self.prose(events);
            }
        }
    }

    fn heading(&mut self, level: HeadingLevel, events: &[Seen<'a>]) {
        let Some((_, range)) = events.first() else { return };
        let text = text_of(events);
        let at = self.places.at(range.start);
        if level == HeadingLevel::H1 {
            self.claims += 1;
            if self.claims > 1 {
                let message = "A second claim: an insight has one heading of the first level.";
                let problem = Problem::error("second-claim", at, message);
                self.problems.push(problem.help("Give it a file of its own, or begin with “##”."));
                return;
            }
            if text.is_empty() {
                let problem = Problem::error("no-claim", at, "The claim is empty.");
                self.problems.push(problem.help("Write it as one sentence behind “# ”."));
            }
            if self.words_to.is_some() {
                let message = "The claim stands behind its evidence.";
                let problem = Problem::error("claim-late", at, message);
                self.problems.push(problem.help("Put it at the head of the page."));
            }
            let allowed = |tag: &Tag<'_>| {
                matches!(tag, Tag::Heading { .. } | Tag::Strong | Tag::Emphasis | Tag::Link { .. })
            };
            if events.iter().any(|(event, _)| matches!(event, Event::Start(tag) if !allowed(tag))) {
                let message = "In a claim stand words alone: no images, nothing struck through.";
                self.problems.push(Problem::error("claim-markup", at, message));
            }
            (self.insight.claim, self.insight.claim_at) = (text, at);
            self.words_from = range.end;
            self.side = None;
            return;
        }
        match side(&text) {
            Some(side) => {
                self.side = Some((side, level));
                self.words_to.get_or_insert(range.start);
            }
            None => {
                // A heading within the evidence, of a lower level, divides it.
                if self.side.is_some_and(|(_, of)| level <= of) {
                    self.side = None;
                }
                self.prose(events);
            }
        }
    }

    fn prose(&mut self, events: &[Seen<'a>]) {
        let text = text_of(events);
        if let Some((_, range)) = events.first()
            && !text.is_empty()
        {
            let at = self.places.at(range.start);
            if self.side.is_some() && looks_like_figure(events) {
                let message = "This looks like a figure, and is no item of a list.";
                let problem = Problem::error("unread-figure", at, message);
                self.problems.push(problem.help(format!("Write it so: {}", item::FORMAT)));
            }
            self.insight.prose.push(Prose { text, at });
        }
    }

    /// Names what stands where it must not: tags, and quotations that are no evidence.
    fn odd_parts(&mut self, events: &[Seen<'a>], quotation_named: bool) {
        let mut html_line = 0;
        let mut named = quotation_named;
        for (event, range) in events {
            match event {
                Event::InlineHtml(_) | Event::Start(Tag::HtmlBlock) => {
                    let at = self.places.at(range.start);
                    if at.line != html_line {
                        html_line = at.line;
                        self.problems.push(html(at));
                    }
                }
                Event::Start(Tag::BlockQuote(_)) if !named => {
                    named = true;
                    let at = self.places.at(range.start);
                    let message = "A quotation that is no evidence: nobody proves it.";
                    let problem = Problem::error("misplaced-quotation", at, message);
                    self.problems.push(problem.help(
                        "Move it under the heading “For” or “Against”, not indented, or write it \
                         as words.",
                    ));
                }
                _ => {}
            }
        }
    }

    fn quotation(&mut self, events: &[Seen<'a>]) {
        let Some((_, range)) = events.first().cloned() else { return };
        let Some((side, _)) = self.side else { return };
        let at = self.places.at(range.start);
        match quote::read(events, self.body, &self.places) {
            Ok(quotation) => {
                let range = self.in_file(range);
                let piece = Piece::Quotation(quotation);
                self.insight.evidence.push(Evidence { side, at, range, piece });
            }
            Err(Some(problem)) => self.problems.push(problem),
            Err(None) => self.odd_parts(events, true),
        }
    }

    fn figures(&mut self, events: &[Seen<'a>]) {
        let Some((side, _)) = self.side else { return };
        self.odd_parts(events, false);
        let mut index = 1;
        while let Some((event, range)) = events.get(index) {
            if !matches!(event, Event::Start(Tag::Item)) {
                index += 1;
                continue;
            }
            let mut depth = 1;
            let mut end = index + 1;
            while depth > 0 && end < events.len() {
                match events[end].0 {
                    Event::Start(_) => depth += 1,
                    Event::End(_) => depth -= 1,
                    _ => {}
                }
                end += 1;
            }
            let inner: Vec<Event<'a>> = events[index + 1..end.saturating_sub(1)]
                .iter()
                .map(|(event, _)| event.clone())
                .collect();
            let at = self.places.at(range.start);
            match item::read(&inner) {
                Ok(figure) => {
                    let range = self.in_file(range.clone());
                    let piece = Piece::Figure(figure);
                    self.insight.evidence.push(Evidence { side, at, range, piece });
                }
                Err(why) => {
                    let message = format!("This is no figure that can be computed. {why}");
                    let problem = Problem::error("unread-figure", at, message);
                    self.problems.push(problem.help(format!("Write it so: {}", item::FORMAT)));
                }
            }
            index = end;
        }
    }

    /// Bytes of the body as bytes of the file, without the line break at the end.
    fn in_file(&self, range: Range<usize>) -> Range<usize> {
        let inside = self.body.get(range.clone()).unwrap_or_default();
        let start = range.start + self.places.base;
        start..start + inside.trim_end().len()
    }
}

/// Which side a heading opens.
fn side(text: &str) -> Option<Side> {
    let text = text.trim_end_matches(':').trim().to_lowercase();
    let text = text.strip_prefix("evidence ").unwrap_or(&text);
    match text {
        "for" => Some(Side::For),
        "against" => Some(Side::Against),
        _ => None,
    }
}

/// The text of some events, one space between words.
fn text_of(events: &[Seen<'_>]) -> String {
    let mut out = String::new();
    for (event, _) in events {
        match event {
            Event::Text(text) | Event::Code(text) => out.push_str(text),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell) => out.push(' '),
            _ => {}
        }
    }
    spaced(&out)
}

/// Whether a paragraph has a value in bold and something like an expression.
fn looks_like_figure(events: &[Seen<'_>]) -> bool {
    let code = |event: &Event<'_>| matches!(event, Event::Code(text) if text.contains('('));
    events.iter().any(|(event, _)| code(event))
}

pub(crate) fn html(at: At) -> Problem {
    let message = "HTML in an insight: what readers do not see must not count.";
    Problem::error("html", at, message)
        .help("Remove it; where somebody said “<”, put a backslash before it.")
}
