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

fn word(context: &Context<'_>, token: &Token) -> Word {
    let plural = context.text[token.start..token.end]
        .strip_suffix('s')
        .is_some_and(|w| w.bytes().all(|b| b.is_ascii_uppercase()));
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
    // `SLOs`: the plural of an abbreviation.
    let plural = token.shape == Shape::Mixed && token.len() <= 5 && plural;
    if plural {
        return Word::Acronym;
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
    if token.is(Class::DERIVED) && token.opens {
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
    let mut institution = false;
    while end > first + 1
        && tokens[end - 1].is_word()
        && tokens[end - 1].is(Class::INSTITUTION)
        && !titled
    {
        institution = true;
        end -= 1;
        while end > first && !tokens[end - 1].is_word() {
            end -= 1;
        }
    }
    // `Kouklia Country Club`: the kind of club says nothing, either.
    while institution
        && end > first + 1
        && tokens[first].is_unknown()
        && tokens[end - 1].is(Class::COMMON)
        && !tokens[end - 1].is(Class::NAME)
    {
        end -= 1;
    }
    if first >= end {
        return None;
    }
    let words: Vec<Word> =
        tokens[first..end].iter().filter(|t| t.is_word()).map(|t| word(context, t)).collect();
    let best = *words.iter().max()?;
    let several = words.len() > 1;
    let opens = tokens[first].opens;
    // Of `Japanese Border Force` only the land says anything, which the list of places finds.
    let lands = tokens[first..end]
        .iter()
        .filter(|t| t.is_word() && t.is(Class::LAND) && !t.is(Class::NAME));
    let others = words.iter().filter(|&&w| w > Word::Plain).count();
    let cues = Cues::of(context, first, end);
    if several && lands.count() == others && others > 0 && !cues.org_tail && !cues.org_verb {
        return None;
    }
    let mut score: f64 = match best {
        Word::Name if words.contains(&Word::Name) => {
            // `Do I`
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
    let rare = tokens[first..end]
        .iter()
        .any(|t| t.is_word() && !t.is(Class::COMMON.with(Class::ROLE).with(Class::TECH)));
    if institution && best > Word::Harmless && (several || rare) {
        score += 0.3;
    }
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
    // `And Jon`
    let next = context
        .tokens
        .get(at + 1)
        .filter(|_| rest)
        .map(|t| word(context, t))
        .unwrap_or(Word::Harmless);
    let function = token.is(Class::WORD1) && token.len() <= 4 && !name && next == Word::Name;
    rest && (function
        || token.is(Class::ROLE) && !name
        || token.is(Class::DEMONYM.with(Class::COUNTRY))
            && !token.is(Class::GIVEN1)
            && next > Word::Plain)
}

/// What stands around a run.
struct Cues {
    person: bool,
    place: bool,
    org: bool,
    org_verb: bool,
    employer: bool,
    org_tail: bool,
    home: bool,
    label: bool,
    maker: bool,
    firm: bool,
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
        ) || (first >= 2
            && matches!(
                word_before.as_str(),
                "it" | "them"
                    | "ourselves"
                    | "that"
                    | "this"
                    | "us"
                    | "one"
                    | "thing"
                    | "team"
                    | "platform"
                    | "tool"
                    | "portal"
            )
            && matches!(
                context.word(first - 2),
                "call" | "called" | "calls" | "calling" | "named" | "name"
            ))
            || matches!(word_before.as_str(), "as" | "by" if first >= 2 && matches!(context.word(first - 2), "known" | "goes" | "go"))
            || (mark_before
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
            employer: employer(context, first),
            home: home(context, first),
            label: after.is_some_and(|t| t.is_mark(b':') && t.gap == Gap::None)
                && tokens[first].gap >= Gap::Line
                && tokens.get(end + 1).is_some_and(|t| t.gap == Gap::Space),
            maker: after.is_some_and(|t| t.shape == Shape::Lower && t.is(Class::ROLE))
                && tokens.get(end + 1).is_some_and(|t| t.gap == Gap::Space && t.is_capital()),
            firm: firm(context, end),
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
        add(self.home && best > Word::Harmless, 0.45);
        add(self.label && name, 0.4);
        add(self.maker && best > Word::Harmless && several, 0.4);
        add(self.firm && best > Word::Harmless, if several || !opens { 0.4 } else { 0.2 });
        add(self.called_to && name, 0.4);
        add(self.place && name, 0.15);
        add(self.role && name, 0.2);
        let rare = context.tokens[first..end]
            .iter()
            .any(|t| t.is_word() && !t.is(Class::WORD1.with(Class::ROLE).with(Class::TECH)));
        let acronym = best == Word::Acronym;
        let vendor = context.tokens[first..end].iter().any(|t| t.is(Class::VENDOR));
        add(
            self.org_verb && best > Word::Harmless,
            if several || name || acronym { 0.45 } else { 0.35 },
        );
        add(self.org && !self.org_verb && best == Word::Plain && several && rare, 0.3);
        let known = context.tokens[first..end]
            .iter()
            .any(|t| t.is_word() && t.is(Class::COMMON.with(Class::TECH)));
        add(
            best == Word::Plain
                && !several
                && !opens
                && !known
                && (self.org || self.place || self.person),
            0.35,
        );
        add(self.org_tail && several && best > Word::Harmless && (rare || !opens), 0.35);
        add(self.employer && vendor, 0.6);
        add(self.employer && !vendor && acronym, 0.4);
        add(self.employer && best == Word::Plain, 0.35);
        add(self.team && rare && best > Word::Harmless && !acronym, 0.4);
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
            () if self.firm => (Kind::Organisation, "is-a-company"),
            () if self.employer => (Kind::Organisation, "works-at"),
            () if self.org_verb => (Kind::Organisation, "works-at"),
            () if self.home && !given => (Kind::Place, "lives-in"),
            () if self.label => (Kind::Person, "speaker"),
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

/// `was at`, `left for`, `time at`, `ex-`: an employer follows.
fn employer(context: &Context<'_>, first: usize) -> bool {
    let word = |back: usize| {
        first.checked_sub(back).map(|i| context.word(i).to_ascii_lowercase()).unwrap_or_default()
    };
    match word(1).as_str() {
        "at" => {
            matches!(
                word(2).as_str(),
                "was"
                    | "were"
                    | "am"
                    | "i'm"
                    | "been"
                    | "job"
                    | "years"
                    | "time"
                    | "career"
                    | "phd"
                    | "role"
                    | "worked"
                    | "working"
                    | "work"
                    | "works"
                    | "started"
                    | "engineer"
                    | "developer"
                    | "stint"
                    | "studied"
                    | "interned"
                    | "be"
                    | "back"
                    | "intern"
                    | "degree"
                    | "position"
            ) || context.tokens[first - 1].opens
        }
        "for" => {
            matches!(word(2).as_str(), "left" | "leaving" | "work" | "worked" | "works" | "working")
        }
        "to" => {
            matches!(word(2).as_str(), "moved" | "went" | "back" | "switched")
                && context.tokens[first].shape == Shape::Upper
                && context.tokens[first].is_unknown()
        }
        "joined" | "joining" => true,
        "-" => word(2) == "ex",
        _ => false,
    }
}

/// `lives in`, `grew up in`, `based in`, `moved here from`: a place follows.
fn home(context: &Context<'_>, first: usize) -> bool {
    let word = |back: usize| {
        first.checked_sub(back).map(|i| context.word(i).to_ascii_lowercase()).unwrap_or_default()
    };
    if !matches!(word(1).as_str(), "in" | "from" | "to" | "near" | "outside") {
        return false;
    }
    let verb = word(2);
    let verb = if matches!(
        verb.as_str(),
        "up" | "here" | "there" | "out" | "originally" | "over" | "back"
    ) {
        word(3)
    } else {
        verb
    };
    matches!(
        verb.as_str(),
        "live"
            | "lives"
            | "lived"
            | "living"
            | "grew"
            | "grown"
            | "born"
            | "raised"
            | "based"
            | "moved"
            | "moving"
            | "headquartered"
            | "located"
            | "reside"
            | "resides"
            | "travel"
            | "travelling"
            | "traveling"
            | "flew"
            | "fly"
            | "flying"
            | "relocated"
            | "commute"
            | "office"
            | "offices"
    ) || matches!(word(2).as_str(), "originally")
        || (word(1) == "from"
            && matches!(word(2).as_str(), "i'm" | "am" | "come" | "comes" | "came"))
}

/// `is a design agency`, `was founded`: what stands before is a firm.
fn firm(context: &Context<'_>, end: usize) -> bool {
    if !matches!(context.word(end), "is" | "was" | "are" | "has") {
        return false;
    }
    for at in end + 1..(end + 8).min(context.tokens.len()) {
        let token = &context.tokens[at];
        if token.gap >= Gap::Line || token.is_mark(b'.') {
            return false;
        }
        if matches!(
            context.word(at),
            "company"
                | "agency"
                | "startup"
                | "start-up"
                | "firm"
                | "bank"
                | "corporation"
                | "vendor"
                | "founded"
                | "consultancy"
                | "manufacturer"
                | "retailer"
                | "insurer"
                | "founders"
                | "employer"
                | "charity"
                | "nonprofit"
                | "subsidiary"
                | "headquartered"
                | "conglomerate"
                | "brand"
        ) {
            return true;
        }
    }
    false
}
