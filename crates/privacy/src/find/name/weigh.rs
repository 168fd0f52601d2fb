//! How likely a run of words with capitals is a name, and of what.

use super::super::Context;
use super::super::lexicon::Class;
use super::super::token::{Gap, Shape, Token};
use super::run::Run;
use crate::{Kind, Span};

/// What the lists and the writing say of one word of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Word {
    /// A known tool, a month, an abbreviation that everybody uses.
    Harmless,
    /// A word of the dictionary, and no name.
    Plain,
    /// A short word all in capitals that is in no list.
    Acronym,
    /// A word of the dictionary, and a name, too: `Mark`.
    Both,
    /// In no list.
    Unknown,
    /// A name, and no word.
    Name,
}

fn word(token: &Token) -> Word {
    let name = token.is(Class::NAME);
    if token.is(Class::ORDINARY) || token.is(Class::MONTH) {
        return Word::Harmless;
    }
    if token.is(Class::TECH) {
        return if token.is(Class::GIVEN1) && !token.is(Class::WORD) {
            Word::Both
        } else {
            Word::Harmless
        };
    }
    if token.len() == 1 {
        return Word::Harmless;
    }
    if token.shape == Shape::Upper && token.len() <= 4 && !token.is(Class::COUNTRY) {
        return if token.is(Class::WORD.with(Class::STATE_CODE)) && token.len() < 4 {
            Word::Harmless
        } else if token.is(Class::WORD) {
            Word::Plain
        } else {
            Word::Acronym
        };
    }
    if token.is(Class::WORD) {
        let common_family =
            token.is(Class::FAMILY1) || token.is(Class::FAMILY2) && !token.is(Class::COMMON);
        return if token.is(Class::GIVEN) || common_family || token.is(Class::CITY1) {
            Word::Both
        } else {
            Word::Plain
        };
    }
    if name || token.is(Class::CITY.with(Class::LAND)) {
        return Word::Name;
    }
    if token.is(Class::DERIVED) {
        return Word::Plain;
    }
    Word::Unknown
}

/// The span of a run, if it is a name, and the token where it ends.
pub(super) fn weigh(context: &Context<'_>, run: &Run, listed: bool) -> Option<(Span, usize)> {
    let tokens = context.tokens;
    let (mut first, mut end) = (run.first, run.end);
    // Words that only stand before or after a name.
    while first < end && leaves(context, first, end) {
        first += 1;
        while first < end && !tokens[first].is_word() {
            first += 1;
        }
    }
    let titled = first < end && tokens[first].is(Class::TITLE) && first + 1 < end;
    while end > first + 1
        && tokens[end - 1].is_word()
        && tokens[end - 1].is(Class::INSTITUTION)
        && !titled
    {
        end -= 1;
        while end > first && !tokens[end - 1].is_word() {
            end -= 1;
        }
    }
    if first >= end {
        return None;
    }
    let words: Vec<Word> = tokens[first..end].iter().filter(|t| t.is_word()).map(word).collect();
    let best = *words.iter().max()?;
    let several = words.len() > 1;
    let opens = tokens[first].opens;
    let cues = Cues::of(context, first, end);
    let mut score: f64 = match best {
        Word::Name if words.iter().any(|&w| w == Word::Name) => {
            let given =
                tokens[first..end].iter().any(|t| t.is(Class::GIVEN1) && !t.is(Class::WORD));
            if given {
                0.85
            } else if opens && !several {
                0.65
            } else {
                0.75
            }
        }
        Word::Unknown => {
            if opens && !several {
                0.55
            } else {
                0.7
            }
        }
        Word::Both if !opens => {
            if several {
                0.6
            } else {
                0.5
            }
        }
        Word::Both => {
            if several {
                0.5
            } else {
                0.15
            }
        }
        Word::Acronym => 0.1,
        Word::Plain if !opens && several => 0.25,
        Word::Plain if !opens => 0.15,
        _ => 0.0,
    };
    score += cues.weight(context, first, end, best, several, opens);
    if listed {
        score += if best >= Word::Both { 0.35 } else { 0.2 };
    }
    if titled && best >= Word::Plain {
        score += 0.5;
    }
    if score < 0.5 {
        return None;
    }
    let (kind, rule) = cues.kind(context, first, end, titled);
    let range = tokens[first].start..tokens[end - 1].end;
    let span = Span { range, kind, confidence: score.min(0.95), rule };
    Some((span, end))
}

/// Whether the first word of a run is no part of the name: what opens a sentence, what a person does.
fn leaves(context: &Context<'_>, at: usize, end: usize) -> bool {
    let token = &context.tokens[at];
    if !token.is_word() {
        return true;
    }
    if token.is(Class::TITLE) && at + 1 < end && !token.is(Class::GIVEN1) {
        return false;
    }
    let rest = end - at > 1;
    if token.is(Class::ORDINARY) {
        return rest || !token.is(Class::NAME);
    }
    let name = token.is(Class::GIVEN) || token.is(Class::FAMILY1);
    if token.opens && token.is(Class::COMMON) && !name && rest {
        // `Weight Watchers` opens a sentence as `After Watchers` does.
        return token.is(Class::WORD1) || token.is(Class::ROLE);
    }
    rest && (token.is(Class::ROLE) && !name
        || token.is(Class::DEMONYM.with(Class::COUNTRY))
            && word(&context.tokens[at + 1]) > Word::Plain)
}

/// What stands around a run.
struct Cues {
    person: bool,
    place: bool,
    org: bool,
    org_verb: bool,
    org_tail: bool,
    called: bool,
    says: bool,
    owns: bool,
    called_to: bool,
    team: bool,
    role: bool,
}

impl Cues {
    fn of(context: &Context<'_>, first: usize, end: usize) -> Cues {
        let tokens = context.tokens;
        let before = first
            .checked_sub(1)
            .map(|i| &tokens[i])
            .filter(|t| tokens[first].gap <= Gap::Space && !t.masked);
        let second = first.checked_sub(2).map(|i| &tokens[i]);
        let third = first.checked_sub(3).map(|i| &tokens[i]);
        let after = tokens.get(end).filter(|t| t.gap <= Gap::Space);
        let before_is = |class| before.is_some_and(|t| t.is_word() && t.is(class));
        let word_before =
            first.checked_sub(1).map(|i| context.word(i).to_ascii_lowercase()).unwrap_or_default();
        let mark_before =
            before.is_some_and(|t| matches!(t.shape, Shape::Mark(b',' | b'"' | b':')));
        let last = &tokens[end - 1];
        let called = matches!(
            word_before.as_str(),
            "called" | "named" | "codenamed" | "nicknamed" | "dubbed" | "codename"
        ) || (mark_before
            && second.is_some_and(|_| {
                matches!(
                    context.word(first - 2).to_ascii_lowercase().as_str(),
                    "called" | "named" | "codenamed" | "name" | "nickname"
                )
            }));
        let org_verb = matches!(
            word_before.as_str(),
            "for" | "at" | "with" | "by" | "joined" | "join" | "joining" | "employer"
        ) && (before_is(Class::ORG_VERB)
            || second.is_some_and(|t| t.is(Class::ORG_VERB))
            || third.is_some_and(|t| t.is(Class::ORG_VERB)));
        let team_word = |i: usize| {
            matches!(
                context.word(i).to_ascii_lowercase().as_str(),
                "team"
                    | "squad"
                    | "tribe"
                    | "crew"
                    | "guild"
                    | "chapter"
                    | "project"
                    | "programme"
                    | "program"
                    | "initiative"
                    | "platform"
                    | "tool"
                    | "system"
                    | "service"
                    | "portal"
                    | "app"
            )
        };
        Cues {
            person: before_is(Class::PERSON_BEFORE.with(Class::TITLE)),
            place: before_is(Class::PLACE_BEFORE),
            org: before_is(Class::ORG_BEFORE),
            org_verb,
            org_tail: last.is(Class::LEGAL)
                || last.is(Class::ORG_TAIL) && end - first > 1
                || after.is_some_and(|t| t.is(Class::LEGAL) && t.is_capital()),
            called,
            says: after.is_some_and(|t| t.shape == Shape::Lower && t.is(Class::SAY_VERB)),
            owns: last.owns,
            called_to: after.is_some_and(|t| t.is_mark(b','))
                && tokens[first].opens
                && matches!(
                    context.word(end + 1),
                    "can"
                        | "could"
                        | "would"
                        | "please"
                        | "what"
                        | "how"
                        | "do"
                        | "did"
                        | "you"
                        | "are"
                        | "will"
                        | "thanks"
                        | "thank"
                ),
            team: after.is_some_and(|t| t.shape == Shape::Lower) && team_word(end)
                || before.is_some_and(|_| {
                    matches!(
                        word_before.as_str(),
                        "project" | "operation" | "codename" | "team" | "squad" | "tribe"
                    )
                }),
            role: before_is(Class::ROLE)
                || mark_before && second.is_some_and(|t| t.is(Class::ROLE)),
        }
    }

    fn weight(
        &self,
        context: &Context<'_>,
        first: usize,
        end: usize,
        best: Word,
        several: bool,
        opens: bool,
    ) -> f64 {
        let name = best >= Word::Both;
        let mut score = 0.0;
        let mut add = |holds: bool, weight: f64| score += if holds { weight } else { 0.0 };
        add(self.person && name, 0.25);
        add(self.called && best > Word::Harmless, 0.45);
        add(self.says && name, if opens { 0.35 } else { 0.2 });
        add(self.owns && name, 0.2);
        add(self.called_to && name, 0.4);
        add(self.place && name, 0.15);
        add(self.role && name, 0.2);
        let rare = context.tokens[first..end]
            .iter()
            .any(|t| t.is_word() && !t.is(Class::WORD1.with(Class::ROLE).with(Class::TECH)));
        let acronym = best == Word::Acronym;
        add(
            self.org_verb && best > Word::Harmless,
            if several || name || acronym { 0.45 } else { 0.35 },
        );
        add(self.org && !self.org_verb && best == Word::Plain && several && rare, 0.3);
        add(self.org_tail && several && best > Word::Harmless && (rare || !opens), 0.35);
        add(self.team && rare && best > Word::Harmless && !acronym, 0.3);
        add(self.team && acronym, 0.4);
        score
    }

    fn kind(
        &self,
        context: &Context<'_>,
        first: usize,
        end: usize,
        titled: bool,
    ) -> (Kind, &'static str) {
        let words = || context.tokens[first..end].iter().filter(|t| t.is_word());
        let given =
            words().any(|t| t.is(Class::GIVEN1) || t.is(Class::GIVEN2) && !t.is(Class::WORD));
        let family = words().any(|t| t.is(Class::FAMILY));
        match () {
            () if titled => (Kind::Person, "title"),
            () if self.org_tail => (Kind::Organisation, "organisation-form"),
            () if self.org_verb => (Kind::Organisation, "works-at"),
            () if self.team => (Kind::Team, "team"),
            () if self.called && !given => (Kind::Product, "called"),
            () if words().count() <= 2 && words().any(|t| t.is(Class::LAND)) => {
                (Kind::Place, "place-list")
            }
            () if given => (Kind::Person, "name-list"),
            () if self.place && words().any(|t| t.is(Class::CITY)) => (Kind::Place, "place-list"),
            () if self.person || self.says || self.called_to || self.role => {
                (Kind::Person, "person-context")
            }
            () if self.place && !self.org => (Kind::Place, "place-context"),
            () if self.org => (Kind::Organisation, "organisation-context"),
            () if words().any(|t| t.is(Class::CITY1)) => (Kind::Place, "place-list"),
            () if family || self.owns => (Kind::Person, "name-list"),
            () if words().any(|t| matches!(t.shape, Shape::Mixed | Shape::Upper)) => {
                (Kind::Product, "unknown-word")
            }
            () => (Kind::Person, "unknown-word"),
        }
    }
}
