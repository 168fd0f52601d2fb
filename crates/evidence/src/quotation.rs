//! Quotations, found word for word where they are said to stand.
//!
//! A quotation is *verified* where the words stand so in the named turn of the pinned version, said by
//! the named speaker, who was asked and did not ask. It is *repaired* where only case, white space or
//! punctuation differ; what is published then is the transcript's own text. Else it is *unverified*,
//! with the most helpful reason there is. Similarity never verifies anything.

mod characters;
mod cite;
mod consent;
mod explain;
mod library;
mod place;
mod sentence;
#[cfg(test)]
mod tests;
pub(crate) mod words;

pub(crate) use characters::is_unseen;
pub use consent::{ALLOWING, Consent, FORBIDDING, allows_transcript, consent};
pub use library::Library;

use crate::insight::{self, Evidence, Quotation};
use library::Book;
use paap_interview::Role;
use paap_interview::document::Place;
use paap_text::problem::{Problem, Weight};
use paap_text::yaml::At;
use place::{Match, best_match, has_own_ellipsis};
use std::ops::Range;
use words::Words;

/// How far a quotation could be proved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// The words stand so in the transcript.
    Verified,
    /// They do but for case, white space or punctuation.
    Repaired,
    /// They cannot be shown.
    Unverified,
}

/// What became of a quotation.
#[derive(Debug, Clone, PartialEq)]
pub struct Proved {
    /// How far it is proved.
    pub proof: Proof,
    /// Where it stands; None where it is unverified.
    pub found: Option<Found>,
    /// What is wrong, or odd.
    pub problems: Vec<Problem>,
    /// The quotation as it should be written, where it should be written otherwise.
    pub better: Option<Quotation>,
}

/// Where a quotation stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The transcript's id.
    pub document: String,
    /// The turn's place among the document's turns.
    pub turn: usize,
    /// Its bytes in the document's body.
    pub range: Range<usize>,
    /// The transcript's own words, without backslashes.
    pub text: String,
}

/// Proves a quotation.
pub fn prove(evidence: &Evidence, quotation: &Quotation, library: &Library<'_>) -> Proved {
    let mut problems = Vec::new();
    match find(evidence, quotation, library, &mut problems) {
        Ok((book, turn, found)) => settle(evidence, quotation, book, turn, found, problems),
        Err(problem) => {
            problems.push(problem);
            Proved { proof: Proof::Unverified, found: None, problems, better: None }
        }
    }
}

/// A transcript, a turn of it, and where the words stand in what was said.
type Place3<'b, 'a> = (&'b Book<'a>, usize, Match);

/// Finds the words in the turn that is named, or says why not.
fn find<'b, 'a>(
    evidence: &Evidence,
    quotation: &Quotation,
    library: &'b Library<'a>,
    problems: &mut Vec<Problem>,
) -> Result<Place3<'b, 'a>, Problem> {
    let (at, said_at) = (evidence.at, quotation.said_at);
    let id = quotation.document.as_str();
    let sources = library.sources();
    if sources.withdrawn.contains(id) {
        let message = format!("The participant of “{id}” withdrew: nothing they said counts.");
        return Err(Problem::error("withdrawn", said_at, message).help("Remove the quotation."));
    }
    let Some(book) = library.book(id) else {
        if sources.sealed.contains(id) {
            let message = format!("“{id}” was not de-identified; it cannot be quoted.");
            return Err(Problem::error("sealed", said_at, message)
                .help("Run `paap interview redact` first, and have it reviewed."));
        }
        let message = format!("There is no transcript “{id}”.");
        let problem = Problem::error("unknown-transcript", said_at, message);
        let quote = Words::of(&quotation.words);
        return Err(match library.elsewhere(&quote, "") {
            Some(place) => problem.help(format!("The words stand in {place}.")),
            None => problem.help("Nor do the words stand in any other."),
        });
    };
    check_target(quotation, library, problems);
    match consent(book.document.about.consent.as_deref()) {
        Consent::Forbidden => {
            let message = format!("The participant of “{id}” did not agree to be quoted.");
            return Err(Problem::error("no-consent", said_at, message)
                .help("Remove the quotation, or say in words of your own what they meant."));
        }
        Consent::Unclear => {
            let message = format!(
                "Whether the participant of “{id}” may be quoted is unclear: consent is “{}”.",
                book.document.about.consent.as_deref().unwrap_or_default(),
            );
            let help = format!("Write one of: {}; {}.", ALLOWING.join(", "), FORBIDDING.join(", "));
            return Err(Problem::error("consent-unclear", said_at, message).help(help));
        }
        Consent::Given => {}
    }
    let quote = Words::of(&quotation.words);
    if quote.is_empty() {
        return Err(Problem::error("no-words", at, "This quotation has no words."));
    }
    if let Some(c) = quotation.words.chars().find(|c| characters::is_turning(*c)) {
        return Err(unseen(at, c));
    }
    let turns = book.turns(&quotation.turn);
    let mut best: Option<(usize, Match)> = None;
    for &turn in turns {
        if let Some(found) = best_match(quotation, &quote, &book.said(turn)) {
            let better = best.as_ref().is_none_or(|(_, known)| !known.exact && found.exact);
            if better {
                best = Some((turn, found));
            }
        }
    }
    let Some((turn, found)) = best else {
        if quotation.has_tag {
            return Err(insight::html(at));
        }
        return Err(explain::explain(evidence, quotation, &quote, library, book));
    };
    if !found.exact
        && let Some(c) = quotation.words.chars().find(|c| is_unseen(*c))
    {
        return Err(unseen(at, c));
    }
    let said = book.said(turn);
    if let Some(problem) = sentence::cut_word(at, &said, &found.span) {
        return Err(problem);
    }
    if !found.exact && has_own_ellipsis(quotation, &quote, &said, &found.span) {
        let message = "An ellipsis that the transcript does not have: quotations are not stitched.";
        return Err(Problem::error("ellipsis", at, message)
            .help("Quote without it; or quote each part by itself."));
    }
    check_speaker(quotation, book, turn, at)?;
    match sentence::torn(at, &said, &found.span) {
        Some(problem) if problem.weight == Weight::Error => return Err(problem),
        torn => problems.extend(torn),
    }
    if quote.len() < 3 {
        let message = "This quotation has fewer than three words: it shows little.";
        problems.push(Problem::warning("short", at, message).help("Quote the whole sentence."));
    }
    Ok((book, turn, found))
}

fn unseen(at: At, c: char) -> Problem {
    let message = format!("A character that nobody sees stands in it (U+{:04X}).", u32::from(c));
    Problem::error("unseen-character", at, message).help("Remove it, or copy the words again.")
}

/// Whether the speaker is the one who is named, and one who was asked.
fn check_speaker(
    quotation: &Quotation,
    book: &Book<'_>,
    turn: usize,
    at: At,
) -> Result<(), Problem> {
    let Some(place) = book.document.turns.get(turn) else { return Ok(()) };
    let name = speaker(place);
    if role(book, place) == Role::Interviewer {
        let message = format!("{name} asks the questions: what they say is no evidence.");
        return Err(Problem::error("interviewer", at, message)
            .help("Quote the answer; or correct `speakers` in the transcript."));
    }
    if insight::spaced(name) != insight::spaced(&quotation.speaker) {
        let message = format!("{} says this, not {}.", name, quotation.speaker);
        return Err(Problem::error("other-speaker", quotation.said_at, message)
            .help("Correct who is said to say it, and whether it still is evidence."));
    }
    if role(book, place) == Role::Unknown || place.speaker.is_none() {
        let message = format!("Nobody has said whether {name} asks or answers.");
        return Err(Problem::error("unknown-role", quotation.said_at, message)
            .help("Set `role` under `speakers` in the transcript."));
    }
    Ok(())
}

fn speaker(place: &Place) -> &str {
    place.speaker.as_deref().unwrap_or("an unknown speaker")
}

/// The role of who speaks a turn; a name that stands for both sides asks.
fn role(book: &Book<'_>, place: &Place) -> Role {
    let asks = |own: &&paap_interview::Speaker| {
        Some(&own.name) == place.speaker.as_ref() && own.role == Role::Interviewer
    };
    match book.document.about.speakers.iter().find(asks) {
        Some(_) => Role::Interviewer,
        None => book.document.role(place),
    }
}

/// Whether the link leads to the transcript that is named.
fn check_target(quotation: &Quotation, library: &Library<'_>, problems: &mut Vec<Problem>) {
    let target = quotation.target.split(['#', '?']).next().unwrap_or_default();
    let id = quotation.document.as_str();
    let fits = match library.sources().paths.get(id) {
        Some(path) => {
            let mut rest = target;
            while let Some(shorter) = rest.strip_prefix("../").or_else(|| rest.strip_prefix("./")) {
                rest = shorter;
            }
            rest == *path
        }
        None => {
            let file = target.rsplit('/').next().unwrap_or_default();
            file.strip_suffix(".md") == Some(id)
                && !target.contains(':')
                && !target.starts_with('/')
        }
    };
    if !fits {
        let message = format!("The link leads to “{}”, not to “{id}”.", quotation.target);
        let help = match library.sources().paths.get(id) {
            Some(path) => format!("Let it lead to “../{path}”."),
            None => format!("Let it lead to “…/{id}.md”."),
        };
        problems.push(Problem::error("wrong-link", quotation.said_at, message).help(help));
    }
}

/// What becomes of a quotation that was found.
fn settle(
    evidence: &Evidence,
    quotation: &Quotation,
    book: &Book<'_>,
    turn: usize,
    found: Match,
    mut problems: Vec<Problem>,
) -> Proved {
    let said = book.said(turn);
    let text = said.get(found.span.clone()).unwrap_or_default().to_owned();
    let mut better = None;
    let version = book.version();
    if !version.starts_with(quotation.version.as_str()) {
        let message = format!(
            "“{}” has changed since it was quoted; the words still stand there.",
            quotation.document
        );
        let help = format!("Write version {}, or run `paap check --fix`.", &version[..12]);
        problems.push(Problem::warning("old-version", quotation.said_at, message).help(help));
        let version = version[..12].to_owned();
        better = Some(Quotation { version, ..quotation.clone() });
    }
    if !found.exact {
        let message = format!("The transcript has it so: “{}”.", insight::spaced(&text));
        let problem = Problem::warning("repaired", evidence.at, message);
        problems.push(problem.help("Correct it, or run `paap check --fix`."));
        let mut own = better.unwrap_or_else(|| quotation.clone());
        own.words = paragraphs(&text);
        better = Some(own);
    }
    let wrong_link = problems.iter().any(|problem| problem.weight == Weight::Error);
    let proof = match found.exact {
        _ if wrong_link => Proof::Unverified,
        true => Proof::Verified,
        false => Proof::Repaired,
    };
    let range = book.in_body(turn, &found.span);
    let document = quotation.document.clone();
    let found = (proof != Proof::Unverified).then_some(Found { document, turn, range, text });
    Proved { proof, found, problems, better }
}

/// What was said, as a quotation has it: one space between words, an empty line between paragraphs.
fn paragraphs(said: &str) -> String {
    let mut out = String::with_capacity(said.len());
    let mut gap = false;
    for line in said.lines() {
        let line = insight::spaced(line);
        if line.is_empty() {
            gap = !out.is_empty();
            continue;
        }
        if !out.is_empty() {
            out.push_str(if gap { "\n\n" } else { " " });
        }
        gap = false;
        out.push_str(&line);
    }
    out
}
