//! Turns of cues: those of one speaker together, sentences that were split between them joined.

mod rolling;

use super::Draft;
use super::label::{self, Labels};
use super::lines::Lines;
use super::oddities::Oddities;
use super::spots::Spots;
use crate::transcript::Turn;
use std::borrow::Cow;

/// What is said in a cue, or in a segment of a recogniser.
pub(super) struct Said<'a> {
    /// Who says it, where the file marks that.
    pub(super) voice: Option<Cow<'a, str>>,
    /// Whether the file marks that somebody says it, even without a name.
    pub(super) tagged: bool,
    pub(super) text: Cow<'a, str>,
    pub(super) start: Option<u64>,
    pub(super) end: Option<u64>,
    pub(super) line: u64,
}

/// The turns. Where no voice is `marked` in the file, names at the beginning of cues are sought.
pub(super) fn turns(mut said: Vec<Said<'_>>, marked: bool) -> Draft {
    let rolling = rolling::unroll(&mut said);
    let labels = if marked { Labels::default() } else { labels(&said) };
    let mut joiner = Joiner { labelled: !labels.is_empty(), ..Joiner::default() };
    for said in &said {
        if labels.is_empty() {
            joiner.add(said.voice.as_deref(), &said.text, said, false);
            continue;
        }
        // A cue may hold what several say, a line each.
        let mut rest: &str = &said.text;
        while !rest.is_empty() {
            let name = label::candidate(rest).filter(|candidate| labels.has(candidate.name));
            let body = name.map_or(rest, |candidate| &rest[candidate.length..]);
            let end = next_label(body, &labels).unwrap_or(body.len());
            match name {
                Some(candidate) => joiner.add(Some(candidate.name), &body[..end], said, false),
                None => joiner.add(said.voice.as_deref(), &body[..end], said, !said.tagged),
            }
            rest = &body[end..];
        }
    }
    let mut draft = joiner.finish(labels);
    draft.warnings.extend(rolling);
    draft
}

/// Where the next line begins that begins with a name.
fn next_label(text: &str, labels: &Labels<'_>) -> Option<usize> {
    memchr::memchr2(b'\n', b'\r', text.as_bytes())?;
    let is_label = |line: &str| label::candidate(line).is_some_and(|c| labels.has(c.name));
    Lines::new(text).skip(1).find(|line| is_label(line.text)).map(|line| line.start)
}

fn labels<'a>(said: &'a [Said<'_>]) -> Labels<'a> {
    let mut found = label::Candidates::default();
    for said in said {
        if said.voice.is_some() || said.text.is_empty() {
            continue;
        }
        found.block();
        if memchr::memchr2(b'\n', b'\r', said.text.as_bytes()).is_none() {
            found.line(&said.text, true);
        } else {
            for (index, line) in Lines::new(&said.text).enumerate() {
                found.line(line.text, index == 0);
            }
        }
    }
    found.decide(|wanted| {
        for said in said {
            wanted(&said.text);
        }
    })
}

#[derive(Default)]
struct Joiner {
    turns: Vec<Turn>,
    oddities: Oddities,
    labelled: bool,
    unlabelled: Spots,
}

impl Joiner {
    /// `open` is text that nothing says who speaks of.
    fn add(&mut self, speaker: Option<&str>, text: &str, said: &Said<'_>, open: bool) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        self.oddities.scan(text, said.line);
        let is_next = self.turns.last().is_some_and(|last| match (&last.speaker, speaker) {
            (Some(last), Some(name)) => last == name,
            (Some(_), None) => self.labelled && open,
            (None, None) => goes_on(&last.text, text),
            (None, Some(_)) => false,
        });
        if self.labelled && open {
            self.unlabelled.add(said.line);
        }
        if is_next && let Some(last) = self.turns.last_mut() {
            push(&mut last.text, text);
            last.start = last.start.or(said.start);
            last.end = last.end.max(said.end);
            return;
        }
        let mut turn = Turn {
            speaker: speaker.map(str::to_owned),
            start: said.start,
            end: said.end,
            line: said.line,
            ..Turn::default()
        };
        push(&mut turn.text, text);
        self.turns.push(turn);
    }

    fn finish(self, labels: Labels<'_>) -> Draft {
        let mut draft = Draft { turns: self.turns, oddities: self.oddities, ..Draft::default() };
        draft.warnings.extend(labels.warnings());
        let unlabelled = self.unlabelled.problem("cues-without-speaker", |lines| {
            format!(
                "Cues do not say who speaks ({lines}); they were read as going on with the \
                 turn before. Look whether that is right."
            )
        });
        draft.warnings.extend(unlabelled);
        draft
    }
}

/// Whether a text goes on with a sentence that another left open.
pub(super) fn goes_on(before: &str, after: &str) -> bool {
    let open = |last: char| last.is_alphanumeric() || matches!(last, ',' | '-' | '–' | '—');
    before.chars().next_back().is_some_and(open)
        && after.chars().next().is_some_and(char::is_lowercase)
}

/// Adds to a turn what goes on with it: lines are where a screen ended, not where a thought did,
/// but for those with a dash, which begin what somebody else says.
fn push(into: &mut String, text: &str) {
    if memchr::memchr2(b'\n', b'\r', text.as_bytes()).is_none() {
        separate(into, text);
        *into += text;
        return;
    }
    for line in Lines::new(text) {
        let line = line.text.trim();
        if !line.is_empty() {
            separate(into, line);
            *into += line;
        }
    }
}

fn separate(into: &mut String, next: &str) {
    if !into.is_empty() {
        into.push(if next.starts_with("- ") || next.starts_with("– ") { '\n' } else { ' ' });
    }
}
