//! A block quote, read as a quotation: its words as they are seen and as they are typed, and the line
//! that says who said them.

use super::Quotation;
use super::attribution::{self, spaced};
use super::read::{Places, Seen};
use paap_interview::document::plain;
use paap_text::problem::Problem;
use pulldown_cmark::{Event, Tag, TagEnd};

/// Reads a block quote as a quotation. None is given where it holds HTML, which is named elsewhere.
pub(super) fn read(
    events: &[Seen<'_>],
    body: &str,
    places: &Places<'_>,
) -> Result<Quotation, Option<Problem>> {
    let start = events.first().map_or(0, |(_, range)| range.start);
    let at = places.at(start);
    let last = events.iter().rposition(|(event, _)| matches!(event, Event::Start(Tag::Paragraph)));
    let wrong = |why: &str| {
        let message = format!("This quotation does not say where it is from. {why}");
        Problem::error("attribution", at, message)
            .help(format!("Let its last line be such as: {}", attribution::FORMAT))
    };
    let inner = events.get(1..events.len().saturating_sub(1)).unwrap_or_default();
    let odd = inner.iter().find(|(event, _)| {
        !matches!(
            event,
            Event::Start(Tag::Paragraph | Tag::Strong | Tag::Emphasis | Tag::Link { .. })
                | Event::End(TagEnd::Paragraph | TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link)
                | Event::Text(_)
                | Event::Code(_)
                | Event::InlineHtml(_)
                | Event::SoftBreak
                | Event::HardBreak
        )
    });
    let Some(last) = last else { return Err(Some(wrong("It has no words."))) };
    let paragraph = &events[last + 1..events.len().saturating_sub(2).max(last + 1)];
    let Some(cut) = last_line(paragraph) else {
        return Err(Some(wrong("Its last line does not begin with “— ”.")));
    };
    let said_at = places.at(paragraph[cut].1.start);
    let line: Vec<Event<'_>> = paragraph[cut..].iter().map(|(event, _)| event.clone()).collect();
    let said = attribution::read(&line).map_err(|why| {
        let mut problem = wrong(why);
        problem.at = said_at;
        Some(problem)
    })?;
    let struck = |event: &Event<'_>| matches!(event, Event::Start(Tag::Strikethrough));
    if let Some((_, range)) = inner.iter().find(|(event, _)| struck(event)) {
        let message = "Words of this quotation are struck through.";
        let problem = Problem::error("struck-out", places.at(range.start), message);
        return Err(Some(
            problem.help("Quote them as they were said; put a backslash before “~”."),
        ));
    }
    let words_to = paragraph[cut].1.start;
    let typed = typed(body.get(start..words_to).unwrap_or_default());
    let before = &events[1..last + 1 + cut];
    // What a list, a code block or a nested quotation says is compared as it is typed.
    let (words, lines, has_tag) = if odd.is_some() {
        let html = before.iter().any(|(event, _)| matches!(event, Event::Html(_)));
        if html {
            return Err(None);
        }
        (typed.clone(), vec![(0, at.line)], false)
    } else {
        words(before, places)
    };
    let attribution::Attribution { speaker, document, turn, target, version } = said;
    Ok(Quotation {
        words,
        typed,
        has_tag,
        lines,
        speaker,
        document,
        turn,
        target,
        version,
        said_at,
    })
}

/// The words of a quotation as a reader sees them, where its lines begin, and whether a tag
/// is among them.
fn words(events: &[Seen<'_>], places: &Places<'_>) -> (String, Vec<(usize, usize)>, bool) {
    let mut words = String::new();
    let mut lines: Vec<(usize, usize)> = Vec::new();
    let mut has_tag = false;
    let mut gap = "";
    for (event, range) in events {
        match event {
            Event::Text(text) | Event::Code(text) => {
                for piece in text.split_inclusive(char::is_whitespace) {
                    let word = piece.trim();
                    if !word.is_empty() {
                        if !words.is_empty() {
                            words.push_str(gap);
                        }
                        gap = "";
                        let line = places.at(range.start).line;
                        if lines.last().is_none_or(|(_, last)| *last != line) {
                            lines.push((words.len(), line));
                        }
                        words.push_str(word);
                    }
                    if piece.ends_with(char::is_whitespace) && gap.is_empty() {
                        gap = " ";
                    }
                }
            }
            Event::InlineHtml(_) => has_tag = true,
            Event::SoftBreak | Event::HardBreak if gap.is_empty() => gap = " ",
            Event::Start(Tag::Paragraph) => gap = "\n\n",
            _ => {}
        }
    }
    (words, lines, has_tag)
}

/// Where the line begins that says who said it: the last that begins with a dash and has a link
/// behind it; without any link, the last that begins with a dash.
fn last_line(paragraph: &[Seen<'_>]) -> Option<usize> {
    let link = |event: &Event<'_>| matches!(event, Event::Start(Tag::Link { .. }));
    let last_link = paragraph.iter().rposition(|(event, _)| link(event));
    let starts = |index: usize| {
        let after_break =
            index == 0 || matches!(paragraph[index - 1].0, Event::SoftBreak | Event::HardBreak);
        let opens = |event: &Event<'_>| matches!(event, Event::Start(Tag::Strong | Tag::Emphasis));
        let text = paragraph[index..].iter().find(|(event, _)| !opens(event));
        after_break && matches!(text, Some((Event::Text(text), _)) if attribution::begins(text))
    };
    let to = last_link.unwrap_or(paragraph.len());
    (0..to).rev().find(|&index| starts(index))
}

/// The words between the marks of a block quote, without backslashes.
fn typed(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    for line in raw.lines() {
        let line = line.trim();
        let line = line.strip_prefix('>').unwrap_or(line).trim();
        if line.is_empty() {
            if !out.is_empty() && !out.ends_with("\n\n") {
                out.push_str("\n\n");
            }
            continue;
        }
        if !out.is_empty() && !out.ends_with('\n') {
            out.push(' ');
        }
        out.push_str(&spaced(&plain(line)));
    }
    out.truncate(out.trim_end().len());
    out
}
