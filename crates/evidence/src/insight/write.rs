//! Evidence written so that it reads well, and is read again as the same.

use super::Figure;
use super::Quotation;
use std::fmt::Write as _;

/// A quotation as a block quote, without a line break at its end.
pub fn quotation(quotation: &Quotation) -> String {
    let mut out = String::new();
    for paragraph in quotation.words.split("\n\n") {
        // A line that somebody broke must not begin a list, or leave the block quote.
        let line = paragraph.lines().map(str::trim).collect::<Vec<_>>().join(" ");
        out.push_str("> ");
        paragraph_of(&mut out, &line);
        out.push_str("\n>\n");
    }
    out.push_str("> — ");
    inline(&mut out, &quotation.speaker);
    out.push_str(" in [");
    inline(&mut out, &quotation.document);
    let target =
        match quotation.target.contains([' ', '(', ')', '<', '>', '\\', '&', '*', '_', '`']) {
            true => format!("<{}>", escape_target(&quotation.target)),
            false => quotation.target.clone(),
        };
    // Writing to a String cannot fail.
    let _ = write!(out, ", {}]({target}), version {}", quotation.turn, quotation.version);
    out
}

/// A figure as an item of a list, without a line break at its end.
pub fn figure(figure: &Figure) -> String {
    let mut out = String::from("- **");
    inline(&mut out, &figure.value);
    out.push_str("** ");
    inline(&mut out, &figure.meaning);
    if !figure.meaning.is_empty() {
        out.push_str(": ");
    }
    code(&mut out, &figure.expression);
    if let Some(source) = &figure.source {
        out.push_str(" in ");
        code(&mut out, source);
    }
    out
}

fn escape_target(target: &str) -> String {
    let mut out = String::with_capacity(target.len());
    for c in target.chars() {
        if matches!(c, '<' | '>' | '\\' | '&') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Text between enough backticks.
fn code(out: &mut String, text: &str) {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    let _ = write!(out, "{fence}{pad}{text}{pad}{fence}");
}

/// A paragraph: its first characters must not begin a list, a heading or a rule.
fn paragraph_of(out: &mut String, text: &str) {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = &text[digits..];
    if digits > 0 && rest.starts_with(['.', ')']) {
        out.push_str(&text[..digits]);
        out.push('\\');
        inline(out, rest);
        return;
    }
    if text.starts_with(['#', '+', '-', '=', '>', ':', '|', '~']) {
        out.push('\\');
        let (first, rest) = text.split_at(1);
        out.push_str(first);
        inline(out, rest);
        return;
    }
    inline(out, text);
}

/// Words within a line: what Markdown would take for its own has a backslash before it.
fn inline(out: &mut String, text: &str) {
    let mut before = None;
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let next = characters.peek().copied();
        let word = |side: Option<char>| side.is_some_and(char::is_alphanumeric);
        let special = match c {
            '\\' | '`' | '*' | '~' | '|' => true,
            '_' => !(word(before) && word(next)),
            '<' => next.is_some_and(|c| c.is_ascii_alphabetic() || "/!?".contains(c)),
            '&' => next.is_some_and(|c| c.is_ascii_alphanumeric() || c == '#'),
            '[' | '!' => matches!(next, Some('^' | '[')),
            ']' => matches!(next, Some('(' | '[' | ':')),
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(c);
        before = Some(c);
    }
}
