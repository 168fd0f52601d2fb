//! What stands around a name, and what it makes of the name.

mod phrases;

use super::weigh::Word;
use crate::Kind;
use crate::find::Context;
use crate::find::lexicon::Class;
use crate::find::token::{Gap, Shape};
use phrases::{employer, firm, home, renamed, told};

/// What stands around a run.
pub(super) struct Cues {
    pub(super) person: bool,
    pub(super) place: bool,
    pub(super) org: bool,
    pub(super) org_verb: bool,
    pub(super) employer: bool,
    pub(super) org_tail: bool,
    pub(super) home: bool,
    pub(super) label: bool,
    pub(super) maker: bool,
    pub(super) firm: bool,
    pub(super) called: bool,
    pub(super) says: bool,
    pub(super) owns: bool,
    pub(super) called_to: bool,
    pub(super) told: bool,
    pub(super) from_firm: bool,
    pub(super) team: bool,
    pub(super) team_in: bool,
    pub(super) role: bool,
}

impl Cues {
    pub(super) fn of(context: &Context<'_>, first: usize, end: usize) -> Cues {
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
            // `ms. Oduya`
            person: before_is(Class::PERSON_BEFORE.with(Class::TITLE))
                || before.is_some_and(|t| t.is_mark(b'.'))
                    && second.is_some_and(|t| t.is(Class::TITLE) && t.len() <= 4),
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
            told: told(context, first) || renamed(context, first),
            // `a contractor from NCC`
            from_firm: matches!(word_before.as_str(), "from" | "at")
                && second.is_some_and(|t| {
                    t.is(Class::ROLE.with(Class::PEOPLE_NOUN))
                        || t.is_capital() && t.is(Class::NAME)
                }),
            team_in: end - first > 1
                && matches!(
                    context.word(first),
                    "Team" | "Squad" | "Project" | "Operation" | "Tribe"
                )
                && !context.tokens[first + 1..end]
                    .iter()
                    .all(|t| t.is(Class::WORD1.with(Class::TECH).with(Class::ROLE))),
            role: before_is(Class::ROLE)
                || mark_before && second.is_some_and(|t| t.is(Class::ROLE)),
        }
    }

    pub(super) fn weight(
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
        add(self.from_firm && acronym, 0.4);
        add(self.told && best > Word::Harmless, 0.5);
        add(self.team_in && best > Word::Harmless, 0.45);
        score
    }

    pub(super) fn kind(
        &self,
        context: &Context<'_>,
        first: usize,
        end: usize,
        titled: bool,
        listed: bool,
    ) -> (Kind, &'static str) {
        let words = || context.tokens[first..end].iter().filter(|t| t.is_word());
        let given =
            words().any(|t| t.is(Class::GIVEN1) || t.is(Class::GIVEN2) && !t.is(Class::WORD));
        let family = words().any(|t| t.is(Class::FAMILY));
        match () {
            () if titled => (Kind::Person, "title"),
            () if self.org_tail => (Kind::Organisation, "organisation-form"),
            () if self.firm => (Kind::Organisation, "is-a-company"),
            () if self.told => (Kind::Organisation, "our-is"),
            () if self.employer => (Kind::Organisation, "works-at"),
            () if self.org_verb => (Kind::Organisation, "works-at"),
            () if self.home && !given => (Kind::Place, "lives-in"),
            () if self.label => (Kind::Person, "speaker"),
            () if self.team || self.team_in => (Kind::Team, "team"),
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
            // People's names open sentences, have marks, or stand beside those of others.
            () if context.tokens[first].opens
                || listed
                || words().any(|t| !context.text[t.start..t.end].is_ascii()) =>
            {
                (Kind::Person, "unknown-word")
            }
            () => (Kind::Product, "unknown-word"),
        }
    }
}
