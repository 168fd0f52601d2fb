//! From events to elements.

use super::{Headings, Setting};
use crate::words::escape;
use paap_text::shape::is_link;
use pulldown_cmark::{Alignment, CowStr, Event, HeadingLevel, Tag, TagEnd};
use std::collections::HashMap;
use std::fmt::Write as _;

pub(super) struct Writer<'a> {
    setting: &'a Setting<'a>,
    headings: Headings,
    out: String,
    /// The levels, in the source, of the headings that are above what comes next.
    above: Vec<HeadingLevel>,
    /// What ends the heading, the link or the picture that is open.
    ends: Vec<Cow>,
    /// The words of a picture, while they are gathered, and how many pictures are open.
    picture: Option<(usize, String)>,
    alignments: Vec<Alignment>,
    cell: usize,
    in_head: bool,
    tables: usize,
    notes: Notes,
    /// Where the text went before the footnote that is open.
    outer: Vec<(usize, String)>,
}

type Cow = std::borrow::Cow<'static, str>;

/// The footnotes: a number for each name, in the order in which they are met.
#[derive(Default)]
struct Notes {
    numbers: HashMap<String, usize>,
    /// How often each was referred to, and its text.
    notes: Vec<(usize, String)>,
}

impl Notes {
    fn number(&mut self, name: &str) -> usize {
        let next = self.notes.len();
        let number = *self.numbers.entry(name.to_owned()).or_insert(next);
        if number == next {
            self.notes.push((0, String::new()));
        }
        number
    }
}

impl<'a> Writer<'a> {
    pub(super) fn new(setting: &'a Setting<'a>, headings: Headings) -> Self {
        Self {
            setting,
            headings,
            out: String::new(),
            above: Vec::new(),
            ends: Vec::new(),
            picture: None,
            alignments: Vec::new(),
            cell: 0,
            in_head: false,
            tables: 0,
            notes: Notes::default(),
            outer: Vec::new(),
        }
    }

    pub(super) fn write(mut self, events: Vec<Event<'_>>) -> String {
        for event in events {
            if self.picture.is_some() {
                self.within_picture(event);
            } else {
                self.event(event);
            }
        }
        self.write_notes();
        self.out
    }

    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(end) => self.end(end),
            // Markup is shown, not obeyed.
            Event::Text(text) | Event::InlineHtml(text) => escape(&mut self.out, &text),
            Event::Html(text) => escape(&mut self.out, &text),
            Event::Code(text) => {
                self.out.push_str("<code>");
                escape(&mut self.out, &text);
                self.out.push_str("</code>");
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => escape(&mut self.out, &text),
            Event::SoftBreak => self.out.push('\n'),
            Event::HardBreak => self.out.push_str("<br>\n"),
            Event::Rule => self.out.push_str("<hr>\n"),
            Event::TaskListMarker(done) => {
                let (sign, word) = if done { ("☑", "Done: ") } else { ("☐", "To do: ") };
                let _ = write!(
                    self.out,
                    "<span class=\"task\" aria-hidden=\"true\">{sign} </span><span class=\"unseen\">{word}</span>"
                );
            }
            Event::FootnoteReference(name) => self.reference(&name),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => self.out.push_str("<p>"),
            Tag::Heading { level, .. } => self.heading(level),
            Tag::BlockQuote(_) => self.out.push_str("<blockquote>\n"),
            Tag::CodeBlock(_) => self.out.push_str("<pre><code>"),
            Tag::HtmlBlock => self.out.push_str("<p class=\"markup\">"),
            Tag::List(None) => self.out.push_str("<ul>\n"),
            Tag::List(Some(1)) => self.out.push_str("<ol>\n"),
            // A list may begin at any number that a browser can count from.
            Tag::List(Some(first)) => {
                let _ = writeln!(self.out, "<ol start=\"{}\">", first.min(1_000_000_000));
            }
            Tag::Item => self.out.push_str("<li>"),
            Tag::FootnoteDefinition(name) => {
                let number = self.notes.number(&name);
                self.outer.push((number, std::mem::take(&mut self.out)));
            }
            Tag::Table(alignments) => {
                self.tables += 1;
                self.alignments = alignments;
                let _ = writeln!(
                    self.out,
                    "<section class=\"scroll\" tabindex=\"0\" aria-label=\"Table {}\">\n<table>",
                    self.tables
                );
            }
            Tag::TableHead => {
                (self.in_head, self.cell) = (true, 0);
                self.out.push_str("<thead><tr>");
            }
            Tag::TableRow => {
                self.cell = 0;
                self.out.push_str("<tr>");
            }
            Tag::TableCell => self.cell(),
            Tag::Emphasis => self.out.push_str("<em>"),
            Tag::Strong => self.out.push_str("<strong>"),
            Tag::Strikethrough => self.out.push_str("<del>"),
            Tag::Superscript => self.out.push_str("<sup>"),
            Tag::Subscript => self.out.push_str("<sub>"),
            Tag::Link { dest_url, .. } => self.link(&dest_url),
            Tag::Image { dest_url, .. } => {
                self.picture = Some((1, String::new()));
                self.ends.push(dest_url.into_string().into());
            }
            Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, end: TagEnd) {
        let end = match end {
            TagEnd::Paragraph => "</p>\n",
            TagEnd::HtmlBlock => "</p>\n",
            TagEnd::Heading(_) | TagEnd::Link => {
                let end = self.ends.pop().unwrap_or_default();
                self.out.push_str(&end);
                return;
            }
            TagEnd::BlockQuote(_) => "</blockquote>\n",
            TagEnd::CodeBlock => "</code></pre>\n",
            TagEnd::List(true) => "</ol>\n",
            TagEnd::List(false) => "</ul>\n",
            TagEnd::Item => "</li>\n",
            TagEnd::FootnoteDefinition => {
                if let Some((number, outer)) = self.outer.pop() {
                    let text = std::mem::replace(&mut self.out, outer);
                    if let Some((_, note)) = self.notes.notes.get_mut(number) {
                        note.push_str(&text);
                    }
                }
                return;
            }
            TagEnd::Table => "</tbody>\n</table>\n</section>\n",
            TagEnd::TableHead => {
                self.in_head = false;
                "</tr></thead>\n<tbody>\n"
            }
            TagEnd::TableRow => "</tr>\n",
            TagEnd::TableCell => {
                let head = self.in_head;
                self.cell += 1;
                if head { "</th>" } else { "</td>" }
            }
            TagEnd::Emphasis => "</em>",
            TagEnd::Strong => "</strong>",
            TagEnd::Strikethrough => "</del>",
            TagEnd::Superscript => "</sup>",
            TagEnd::Subscript => "</sub>",
            TagEnd::Image
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::MetadataBlock(_) => return,
        };
        self.out.push_str(end);
    }

    /// One level below the nearest heading of a higher level, so that none is left out.
    fn heading(&mut self, level: HeadingLevel) {
        while self.above.last().is_some_and(|above| *above >= level) {
            self.above.pop();
        }
        let shown = usize::from(self.setting.level.clamp(2, 6)) + self.above.len();
        let shown = shown.min(6);
        self.above.push(level);
        let id = self.headings.ids.next().unwrap_or_default();
        let _ = write!(self.out, "<h{shown} id=\"");
        escape(&mut self.out, &id);
        self.out.push_str("\">");
        self.ends.push(format!("</h{shown}>\n").into());
    }

    fn cell(&mut self) {
        let class = match self.alignments.get(self.cell) {
            Some(Alignment::Right) => " class=\"n\"",
            Some(Alignment::Center) => " class=\"middle\"",
            _ => "",
        };
        let open = if self.in_head { "<th scope=\"col\"" } else { "<td" };
        let _ = write!(self.out, "{open}{class}>");
    }

    fn link(&mut self, to: &str) {
        let Some(to) = self.target(to) else {
            self.ends.push("".into());
            return;
        };
        self.out.push_str("<a href=\"");
        escape(&mut self.out, &to);
        self.out.push_str("\">");
        self.ends.push("</a>".into());
    }

    /// Where a link leads as it stands in the page.
    fn target(&self, to: &str) -> Option<String> {
        if let Some(name) = to.strip_prefix('#') {
            let id = self.headings.by_name.get(&name.to_lowercase())?;
            return Some(format!("#{id}"));
        }
        if !is_link(to) {
            return None;
        }
        if is_address(to) { Some(to.to_owned()) } else { (self.setting.path)(to) }
    }

    /// A picture's words are gathered, whatever markup they have.
    fn within_picture(&mut self, event: Event<'_>) {
        let Some((depth, words)) = &mut self.picture else { return };
        match event {
            Event::Start(Tag::Image { .. }) => *depth += 1,
            Event::End(TagEnd::Image) => *depth -= 1,
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) => {
                words.push_str(&text);
            }
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            _ => {}
        }
        if *depth > 0 {
            return;
        }
        let words = self.picture.take().map(|(_, words)| words).unwrap_or_default();
        let to = self.ends.pop().unwrap_or_default();
        self.picture_of(&to, words.trim());
    }

    fn picture_of(&mut self, to: &str, words: &str) {
        let own = !is_address(to) && is_link(to) && !to.starts_with('#');
        let source = if own { (self.setting.path)(to) } else { None };
        match source {
            Some(source) if !words.is_empty() => {
                self.out.push_str("<img loading=\"lazy\" src=\"");
                escape(&mut self.out, &source);
                self.out.push_str("\" alt=\"");
                escape(&mut self.out, words);
                self.out.push_str("\">");
            }
            // From elsewhere: asking for it would tell them who reads.
            _ => escape(&mut self.out, words),
        }
    }

    fn reference(&mut self, name: &CowStr<'_>) {
        let number = self.notes.number(name);
        let Some((times, _)) = self.notes.notes.get_mut(number) else { return };
        *times += 1;
        let (prefix, shown) = (self.setting.prefix, number + 1);
        let id = if *times == 1 { format!(" id=\"{prefix}.from-{shown}\"") } else { String::new() };
        let _ = write!(
            self.out,
            "<sup><a{id} href=\"#{prefix}.note-{shown}\" aria-label=\"Note {shown}\">{shown}</a></sup>"
        );
    }

    fn write_notes(&mut self) {
        let notes = std::mem::take(&mut self.notes.notes);
        if notes.is_empty() {
            return;
        }
        let prefix = self.setting.prefix;
        self.out.push_str("<section class=\"notes\" aria-label=\"Notes\">\n<ol>\n");
        for (index, (times, text)) in notes.iter().enumerate() {
            let number = index + 1;
            // The way back stands at the end of the last line, where there is one.
            let (text, end) = match text.strip_suffix("</p>\n") {
                Some(text) => (text, "</p>"),
                None => (text.as_str(), ""),
            };
            let _ = write!(self.out, "<li id=\"{prefix}.note-{number}\">{text}");
            if *times > 0 {
                let _ = write!(
                    self.out,
                    " <a href=\"#{prefix}.from-{number}\" aria-label=\"Back to where note {number} is\">↩</a>"
                );
            }
            self.out.push_str(end);
            self.out.push_str("</li>\n");
        }
        self.out.push_str("</ol>\n</section>\n");
    }
}

fn is_address(to: &str) -> bool {
    ["https://", "http://", "mailto:"].iter().any(|scheme| to.starts_with(scheme))
}
