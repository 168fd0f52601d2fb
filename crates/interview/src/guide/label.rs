//! The labels that items of a guide begin with: `Q14`, `3.`, `B2)`, `Nudge:`.

use super::inline::{is_escaped, is_question_mark};

/// The words that guides call a nudge by.
const NUDGES: [&str; 22] = [
    "nudge",
    "nudges",
    "probe",
    "probes",
    "prompt",
    "prompts",
    "hint",
    "hints",
    "follow-up",
    "follow-ups",
    "followup",
    "followups",
    "follow up",
    "follow ups",
    "probing questions",
    "follow-up questions",
    "follow up questions",
    "nachfrage",
    "nachfragen",
    "relance",
    "relances",
    "sondeo",
];

/// The words that an author's note to colleagues begins with.
const ASIDES: [&str; 6] =
    ["note", "notes", "todo", "tbd", "interviewer note", "note to interviewer"];

/// Emphasis and opening marks that stand before a label.
const MARKS: [char; 4] = ['*', '_', '`', ' '];

/// What is behind a label such as `**Nudge**:`; `None` where there is none.
pub(super) fn nudge(raw: &str) -> Option<&str> {
    behind(raw, &NUDGES)
}

/// What is behind a label such as `Note:`.
pub(super) fn aside(raw: &str) -> Option<&str> {
    behind(raw, &ASIDES)
}

fn behind<'a>(raw: &'a str, labels: &[&str]) -> Option<&'a str> {
    let start = raw.trim_start_matches(MARKS);
    let colon = start.bytes().take(30).position(|byte| byte == b':')?;
    let (label, rest) = start.split_at_checked(colon)?;
    let word = label.trim_end_matches(MARKS);
    // "Nudges (if needed):" says the same.
    let word = word.split_once('(').map_or(word, |(word, _)| word.trim_end()).to_lowercase();
    let found = labels.contains(&word.trim_end_matches(MARKS));
    found.then(|| rest[1..].trim_start_matches(['*', '_', '`']).trim())
}

/// Whether a text ends in a word that, with a colon behind it, would be a label.
pub(super) fn ends_in_label(text: &str) -> bool {
    let end = text.trim_end_matches(MARKS);
    let end =
        end.strip_suffix(')').and_then(|end| end.rsplit_once('(')).map_or(end, |(end, _)| end);
    let end = end.trim_end_matches(MARKS);
    NUDGES.iter().chain(&ASIDES).any(|label| {
        let start = end.len().saturating_sub(label.len());
        end.get(start..).is_some_and(|end| end.eq_ignore_ascii_case(label))
    })
}

/// A question's text parted from what stands with it: `(**Nudge**: …)`, `Nudge: …`, `*an aside`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Parted {
    pub(super) text: String,
    /// Raw, not yet parted into single nudges.
    pub(super) nudges: Vec<String>,
    pub(super) asides: Vec<String>,
}

/// Parts a question's raw text.
pub(super) fn part(raw: &str) -> Parted {
    let mut parted = Parted::default();
    let mut rest = raw;
    // A label in the open ends the question: what follows is a nudge, or a note.
    let mut tail = None;
    for (at, c) in raw.char_indices() {
        if !(is_question_mark(c) || c == '.' || c == '—') || is_escaped(raw, at) {
            continue;
        }
        let behind = &raw[at + c.len_utf8()..];
        let closed = behind.trim_start_matches(['*', '_', '"', '”']);
        if !closed.starts_with(char::is_whitespace) {
            continue;
        }
        let star = closed.trim_start();
        let starred = is_question_mark(c) && star.starts_with('*') && !star.starts_with("**");
        // Emphasis that closes again is no footnote.
        let starred = starred && (star.starts_with("*(") || !star[1..].contains('*'))
            || is_question_mark(c) && star.starts_with("_(");
        if starred || nudge(closed).is_some() || aside(closed).is_some() {
            tail = Some(closed);
            rest = &raw[..raw.len() - closed.len()];
            break;
        }
    }
    if let Some(tail) = tail {
        match nudge(tail) {
            Some(nudge) => parted.nudges.push(nudge.to_owned()),
            None => parted.asides.push(tail.trim().to_owned()),
        }
    }
    let mut text = String::with_capacity(rest.len());
    let mut inner = Vec::new();
    while let Some(open) = rest.find('(') {
        let (before, from) = rest.split_at(open);
        let labelled = !is_escaped(rest, open) && nudge(&from[1..]).is_some();
        text.push_str(before);
        if labelled {
            // One that is never closed goes to the end.
            let end = closing(from);
            let own = &from[1..end.unwrap_or(from.len())];
            inner.extend(nudge(own).map(str::to_owned));
            text.push(' ');
            rest = end.map_or("", |end| &from[end + 1..]);
        } else {
            text.push('(');
            rest = &from[1..];
        }
    }
    text.push_str(rest);
    inner.append(&mut parted.nudges);
    Parted { text, nudges: inner, ..parted }
}

/// Where the parenthesis that a text begins with closes; its end where it never does.
fn closing(from: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in from.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

/// A nudge that holds several questions, one by one.
pub(super) fn single(raw: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, c) in raw.char_indices() {
        let end = at + c.len_utf8();
        let next = &raw[end..];
        if is_question_mark(c) && next.starts_with(char::is_whitespace) && !is_escaped(raw, at) {
            pieces.push(raw[start..end].trim().to_owned());
            start = end;
        }
    }
    pieces.push(raw[start..].trim().to_owned());
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// A question's own number at the beginning of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    /// `14`, `3.1`, `B2`.
    pub(super) number: String,
    /// Whether it says that this is a question: `Q14`, `Question 14`.
    pub(super) says: bool,
}

/// A number before a text, and the text: `Q14. …`, `**Q14** …`, `Question 14: …`, `B2) …`, `3.1 …`.
pub(super) fn number(raw: &str) -> Option<(Number, &str)> {
    let start = raw.trim_start_matches(MARKS);
    let word = ["question", "frage", "q"]
        .iter()
        .find(|word| start.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)));
    let says = word.is_some();
    let body = match word {
        Some(word) => start[word.len()..].trim_start_matches([' ', '#', '.']),
        None => start,
    };
    let end = body.find(|c: char| !(c.is_ascii_alphanumeric() || c == '.')).unwrap_or(body.len());
    let number = body[..end].trim_end_matches('.');
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let letters = number.bytes().filter(u8::is_ascii_alphabetic).count();
    // A year is no number of a question.
    let long = number.split('.').any(|part| part.len() > 3);
    if digits == 0 || letters > 1 || long || number.len() > 8 || number.starts_with('.') {
        return None;
    }
    let rest = &body[number.len()..];
    let closed = rest.trim_start_matches(['*', '_', '`']);
    let dash = |rest: &'_ str| rest.starts_with([' ', '*', '_']) || rest.is_empty();
    let dashed =
        closed.trim_start().strip_prefix(['-', '–', '—']).filter(|rest| says && dash(rest));
    let behind = closed.strip_prefix(['.', ')', ':']).or(dashed);
    // `3 people` is a text; `3.1 people` and `Q3 people` have a number.
    let bare = says || number.contains('.');
    let text = behind.or_else(|| bare.then_some(closed))?.trim_start_matches(['*', '_', '`']);
    let apart =
        text.is_empty() || text.starts_with(char::is_whitespace) || behind.is_some() && says;
    apart.then(|| (Number { number: number.to_owned(), says }, text.trim()))
}

/// The label in parentheses that paap writes behind a question's number: `(B2) How …`.
pub(super) fn own(raw: &str) -> (Option<String>, &str) {
    let inner = raw.strip_prefix('(').and_then(|rest| rest.split_once(") "));
    let fits = |label: &str| {
        let part = |part: &str| {
            (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        };
        label.len() <= 8
            && label.split('.').all(part)
            && (label.len() == 1 || label.bytes().any(|byte| byte.is_ascii_digit()))
    };
    match inner.filter(|(label, _)| fits(label)) {
        Some((label, text)) => (Some(label.to_owned()), text.trim_start()),
        None => (None, raw),
    }
}

/// An item without the box that one ticks.
pub(super) fn unticked(raw: &str) -> &str {
    let ticked =
        ["[ ] ", "[x] ", "[X] ", "☐ ", "☑ "].iter().find_map(|tick| raw.strip_prefix(tick));
    ticked.unwrap_or(raw).trim_start()
}

/// Whether a text asks for something: it has a question mark, or begins as questions do.
pub(super) fn asks(raw: &str) -> bool {
    let marked = raw.split_whitespace().filter(|word| !word.contains("://")).any(|word| {
        word.char_indices().any(|(at, c)| is_question_mark(c) && !is_escaped(word, at))
    });
    marked || begins_as_question(raw)
}

/// Whether a text without a question mark begins as a question or request to the one who is asked, in
/// English. "Explain the purpose" and "How to use this guide" are for the one who asks.
fn begins_as_question(raw: &str) -> bool {
    let lower = raw.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut first = words.next().unwrap_or_default();
    if matches!(first, "please" | "and" | "so") {
        first = words.next().unwrap_or_default();
    }
    let Some(second) = words.next() else { return false };
    match first {
        "what" | "how" | "why" | "who" | "whose" | "whom" | "which" => {
            !matches!(second, "to" | "we")
        }
        "when" | "where" => ["do", "does", "did", "is", "are", "was", "were", "have", "has", "can"]
            .contains(&second),
        "is" | "are" | "was" | "were" | "can" | "could" | "would" | "will" | "should" | "does"
        | "did" | "has" => {
            ASKED.contains(&second) || matches!(second, "the" | "a" | "this" | "that")
        }
        "do" | "have" => ASKED.contains(&second),
        "tell" | "walk" | "give" | "show" | "talk" | "take" | "help" => {
            matches!(second, "me" | "us")
        }
        "explain" => matches!(second, "how" | "why" | "what" | "your" | "me" | "us" | "to"),
        "think" => matches!(second, "of" | "about" | "back"),
        "share" | "name" | "list" => {
            ["your", "a", "an", "any", "some", "one", "two", "three", "all"].contains(&second)
        }
        "describe" | "imagine" | "rate" | "compare" => true,
        _ => false,
    }
}

/// Whom and what questions ask about.
const ASKED: [&str; 13] = [
    "you", "your", "they", "their", "there", "it", "any", "anyone", "anybody", "anything",
    "people", "someone", "somebody",
];

/// Whether a text is asked only after some answers: "If yes, …".
pub(super) fn is_conditional(raw: &str) -> bool {
    let start = raw.trim_start_matches(MARKS).to_lowercase();
    ["if ", "if:", "when yes", "unless ", "wenn ", "falls ", "si "]
        .iter()
        .any(|own| start.starts_with(own))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_number(raw: &str, expected: Option<(&str, bool, &str)>) {
        let got = number(raw);
        let got = got.as_ref().map(|(own, text)| (own.number.as_str(), own.says, *text));
        assert_eq!(got, expected, "{raw}");
    }

    #[test]
    fn numbers() {
        check_number("Q14. How?", Some(("14", true, "How?")));
        check_number("**Q14** How?", Some(("14", true, "How?")));
        check_number("**Q14: How?**", Some(("14", true, "How?**")));
        check_number("Question 3 - How?", Some(("3", true, "How?")));
        check_number("3.1 How?", Some(("3.1", false, "How?")));
        check_number("B2) How?", Some(("B2", false, "How?")));
        check_number("3 people work here", None);
        check_number("Quality matters", None);
        check_number("2021: what changed?", None);
        check_number("24-hour support?", None);
        check_number("1:1 meetings?", None);
        check_number("Which?", None);
    }

    #[track_caller]
    fn check_part(raw: &str, text: &str, nudges: &[&str], asides: &[&str]) {
        let got = part(raw);
        assert_eq!(
            (got.text.trim(), got.asides),
            (text, asides.iter().map(|a| (*a).to_owned()).collect())
        );
        assert_eq!(got.nudges, nudges);
    }

    #[test]
    fn nudges_are_parted_from_their_question() {
        check_part("How? (**Nudge**: docs (a, b), chat)", "How?", &["docs (a, b), chat"], &[]);
        check_part("How? (Nudge: chat, etc) ", "How?", &["chat, etc"], &[]);
        check_part("How? *need more questions…", "How?", &[], &["*need more questions…"]);
        check_part("How? Probes: who, where?", "How?", &["who, where?"], &[]);
        check_part("\"How?\" *(ask five times)*", "\"How?\"", &[], &["*(ask five times)*"]);
        check_part("How (1 to 5)?", "How (1 to 5)?", &[], &[]);
        check_part("How? *Really* now?", "How? *Really* now?", &[], &[]);
        check_part("How? (Nudge: open", "How?", &["open"], &[]);
    }

    #[test]
    fn what_asks() {
        let check = |raw: &str, expected: bool| assert_eq!(asks(raw), expected, "{raw}");
        for raw in [
            "Tell me a bit about your role",
            "\"Walk us through a day\"",
            "Describe the last feature.",
            "Is there anything else",
            "When was the last time",
            "How big is the team",
            "Really？",
            "Please describe it",
            "Think back to March",
            "See https://a.example/?q=1 — clear?",
        ] {
            check(raw, true);
        }
        for raw in [
            "Have a prototype ready",
            "Explain the purpose",
            "Show prototype",
            "How to use this guide",
            "When they are stuck, wait",
            "Do not lead",
            "Thank you for your time!",
            "Who",
            "See https://a.example/?q=1",
            "Share the screen",
        ] {
            check(raw, false);
        }
    }

    #[test]
    fn a_nudge_of_several_questions_is_several() {
        assert_eq!(single("Who? Its ends? Eg. chat"), ["Who?", "Its ends?", "Eg. chat"]);
    }
}
