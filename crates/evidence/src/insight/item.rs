//! An item of a list of figures: the value in bold, what it means, how it is computed.

use super::Figure;
use super::attribution::spaced;
use pulldown_cmark::{Event, Tag, TagEnd};

/// How such an item is written.
pub(super) const FORMAT: &str = "- **14 of 22** use none: `count(q21 = \"None\")` in `team-survey`";

/// Where the reader of an item is.
#[derive(PartialEq, Eq, Clone, Copy)]
enum Part {
    Before,
    Value,
    Meaning,
    Expression,
    Source,
}

/// Reads an item's events, or says what is missing.
pub(super) fn read(events: &[Event<'_>]) -> Result<Figure, &'static str> {
    let mut part = Part::Before;
    let (mut value, mut meaning, mut between) = (String::new(), String::new(), String::new());
    let (mut expression, mut source) = (String::new(), None);
    let mut paragraphs = 0;
    for event in events {
        match event {
            Event::Start(Tag::Paragraph) => {
                paragraphs += 1;
                if paragraphs > 1 {
                    return Err("It has more than one paragraph.");
                }
            }
            Event::End(TagEnd::Paragraph) => {}
            Event::Start(Tag::Strong) if part == Part::Before => part = Part::Value,
            Event::End(TagEnd::Strong) if part == Part::Value => part = Part::Meaning,
            Event::Start(Tag::Strong | Tag::Emphasis)
            | Event::End(TagEnd::Strong | TagEnd::Emphasis)
                if part == Part::Meaning => {}
            Event::SoftBreak | Event::HardBreak => match part {
                Part::Before => {}
                Part::Value => value.push(' '),
                Part::Meaning => meaning.push(' '),
                Part::Expression | Part::Source => between.push(' '),
            },
            Event::Text(text) => match part {
                Part::Before => return Err("It does not begin with the value in bold."),
                Part::Value => value.push_str(text),
                Part::Meaning => meaning.push_str(text),
                Part::Expression | Part::Source => between.push_str(text),
            },
            Event::Code(text) => match part {
                Part::Meaning => {
                    expression = text.trim().to_owned();
                    part = Part::Expression;
                }
                Part::Expression if between.trim() == "in" => {
                    source = Some(text.trim().to_owned());
                    between.clear();
                    part = Part::Source;
                }
                Part::Expression | Part::Source => {
                    return Err("Behind the expression only “in” and the survey may stand.");
                }
                Part::Before | Part::Value => return Err("Its value is not in bold."),
            },
            _ => return Err("It holds more than a value, words and an expression."),
        }
    }
    if part == Part::Before {
        return Err("It does not begin with the value in bold.");
    }
    if expression.is_empty() {
        return Err("It has no expression in backticks, which says how the value is computed.");
    }
    if !matches!(between.trim(), "" | ".") {
        return Err("Behind the expression only “in” and the survey may stand.");
    }
    let value = spaced(&value);
    if value.is_empty() {
        return Err("Its value is empty.");
    }
    let meaning = spaced(&meaning);
    let meaning = meaning.strip_suffix(':').unwrap_or(&meaning).trim().to_owned();
    Ok(Figure { value, meaning, expression, source })
}
