//! Words that say how many without a number: `most`, `all`, `nobody`, `few`.

use super::context::is_person;
use super::facts::{Facts, Fit};
use super::tokens::{Kind, Token};
use super::{Missing, relations, sayings};
use paap_text::problem::Problem;
use paap_text::yaml::At;
use std::ops::Range;

/// What such a word needs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Needs {
    /// A share above this, and what that is called.
    Above(f64, &'static str),
    /// A share below this.
    Below(f64, &'static str),
    /// A share of all.
    All,
    /// A share of nobody.
    Nobody,
    /// A share of all, or of nobody.
    Ever,
    /// Any figure.
    Any,
}

/// Names the quantifiers of which no figure is true.
pub(super) fn check<'a>(
    tokens: &[Token],
    facts: &dyn Fn(usize) -> &'a Facts,
    theirs: &[Range<usize>],
    missing: &Missing,
    at: At,
    problems: &mut Vec<Problem>,
) {
    for index in 0..tokens.len() {
        let place = tokens[index].at.start;
        // What somebody is quoted with, and said, need be true of no figure.
        if theirs.iter().any(|range| range.contains(&place)) {
            continue;
        }
        let facts = facts(place);
        let sure = |needs: Option<Needs>| needs.map(|needs| (needs, true));
        let own = sure(sayings::saying(tokens, index)).or_else(|| sure(needs(tokens, index)));
        let own = own.or_else(|| {
            let ever = sayings::always(tokens, index, facts).map(|sure| (Needs::Ever, sure));
            let loose = || sayings::often(tokens, index).or_else(|| sayings::every(tokens, index));
            ever.or_else(|| loose().map(|needs| (needs, false)))
        });
        let Some((needs, is_sure)) = own else { continue };
        // *Most do not use it* is true of how many do not.
        let is_of_others = relations::is_of_others(tokens, index, facts);
        let of = |share: f64| if is_of_others { 1.0 - share } else { share };
        let fit = match needs {
            Needs::Above(share, _) => facts.share_is(|own| of(own) > share),
            Needs::Below(share, _) => facts.share_is(|own| of(own) < share),
            Needs::All => facts.share_is(|own| of(own) >= 1.0),
            Needs::Nobody => facts.share_is(|own| of(own) <= 0.0),
            Needs::Ever => facts.share_is(|own| own <= 0.0 || own >= 1.0),
            Needs::Any => (!facts.is_empty()).then_some(Fit::True),
        };
        let raw = &tokens[index].raw;
        match fit {
            Some(Fit::True) => continue,
            Some(Fit::Doubtful(why)) => {
                problems.push(doubtful(raw, &why, at));
                continue;
            }
            None => {}
        }
        let word = &tokens[index].raw;
        let what = match needs {
            Needs::Above(_, what) | Needs::Below(_, what) => what,
            Needs::All => "all of those who were asked",
            Needs::Nobody => "none of those who were asked",
            Needs::Ever => "all, or none, of those who were asked",
            Needs::Any => "how many",
        };
        let message = match missing.0 {
            0 => format!("The claim says “{word}”, and no figure gives {what}."),
            _ => format!("The claim says “{word}”. {}", missing.or(String::new())),
        };
        let help = missing.help("Add a figure of which it is true, or say how many of how many.");
        let problem = match needs {
            Needs::Any => Problem::warning("claim-quantifier", at, message),
            _ if !is_sure => Problem::warning("claim-quantifier", at, message),
            _ => Problem::error("claim-quantifier", at, message),
        };
        problems.push(problem.help(help));
    }
}

/// Something that is true of a figure of which the claim does not seem to speak.
pub(super) fn doubtful(words: &str, why: &str, at: At) -> Problem {
    let message = format!("The claim says “{words}”. {why}");
    let problem = Problem::warning("claim-reading", at, message);
    problem.help("Say in the claim, or in what the figure means, of whom and of what it is.")
}

/// Names comparisons for which there are no two figures of one question.
pub(super) fn compared(tokens: &[Token], facts: &Facts, at: At, problems: &mut Vec<Problem>) {
    const MORE: [&str; 14] = [
        "more", "fewer", "less", "higher", "lower", "faster", "slower", "longer", "shorter",
        "likelier", "sooner", "later", "bigger", "smaller",
    ];
    const CHANGE: [&str; 10] = [
        "rose",
        "grew",
        "increased",
        "decreased",
        "declined",
        "dropped",
        "rising",
        "growing",
        "shrinking",
        "improved",
    ];
    let word = |index: usize| tokens.get(index).map_or("", |token| token.text.as_str());
    let number = |index: usize| {
        matches!(tokens.get(index).map(|token| &token.kind), Some(Kind::Digits(_)))
            || super::context::value(word(index)).is_some()
            || matches!(
                word(index),
                "half" | "a" | "one" | "average" | "expected" | "ever" | "that"
            )
    };
    let compares = |index: &usize| {
        let index = *index;
        let than = (1..=4).find(|step| word(index + step) == "than");
        MORE.contains(&word(index)) && than.is_some_and(|step| !number(index + step + 1))
            || CHANGE.contains(&word(index))
    };
    let Some(index) = (0..tokens.len()).find(compares) else { return };
    // What is said in figures compares figures; what people say compares itself.
    if facts.is_empty() || facts.compare() {
        return;
    }
    let message = format!(
        "The claim compares (“{}”), and no two figures are of the same question.",
        tokens[index].raw
    );
    let problem = Problem::warning("claim-comparison", at, message);
    problems.push(
        problem.help("Add a figure of the others, such as count(A of B-not) beside count(A of B)."),
    );
}

fn needs(tokens: &[Token], at: usize) -> Option<Needs> {
    // *Everyone's stuck*, *nobody's happy*.
    let plain = |token: &'_ Token| token.text.strip_suffix("'s").map_or(token.text.len(), str::len);
    let word = |index: usize| tokens.get(index).map_or("", |token| &token.text[..plain(token)]);
    let back = |steps: usize| at.checked_sub(steps).map_or("", word);
    let next = word(at + 1);
    let nearly = matches!(back(1), "almost" | "nearly" | "virtually" | "practically");
    let denied = back(1) == "not";
    let more_than_half = Needs::Above(0.5, "more than half");
    Some(match word(at) {
        "most"
            if matches!(
                back(1),
                "second"
                    | "third"
                    | "next"
                    | "their"
                    | "our"
                    | "its"
                    | "his"
                    | "her"
                    | "the"
                    | "at"
                    | "what"
                    | "matters"
                    | "matter"
                    | "is"
                    | "are"
                    | "a"
            ) =>
        {
            return None;
        }
        "most" | "mostly" | "mainly" if next.is_empty() && back(1) != "in" => return None,
        "most" => more_than_half,
        "majority" => match back(1) {
            "vast" | "overwhelming" | "large" | "great" | "clear" => {
                Needs::Above(0.7, "such a majority")
            }
            _ => more_than_half,
        },
        "minority" => Needs::Below(0.5, "less than half"),
        "few" if back(1) == "a" && matches!(back(2), "only" | "just" | "merely") => {
            Needs::Below(0.34, "so few")
        }
        "few" if back(1) == "a" || back(1) == "the" || next == "-" => return None,
        "few" => Needs::Below(0.34, "so few"),
        "all"
            if matches!(back(1), "at" | "after" | "above" | "in" | "of" | "first" | "once")
                || matches!(
                    next,
                    "day"
                        | "in"
                        | "right"
                        | "along"
                        | "the"
                        | "-"
                        | "but"
                        | "over"
                        | "kinds"
                        | "of"
                ) && !(next == "the"
                    || next == "of"
                        && (people_near(tokens, at + 1)
                            || matches!(word(at + 2), "them" | "us" | "those" | "you"))) =>
        {
            return None;
        }
        "all" | "everyone" | "everybody" if denied => Needs::Below(1.0, "less than all"),
        "all" | "everyone" | "everybody" if nearly => Needs::Above(0.85, "nearly all"),
        "all" if next == "the" && !people_near(tokens, at + 1) => return None,
        "all" | "everyone" | "everybody" => Needs::All,
        // *Builders help each other* says nothing of how many do.
        "each" if next == "other" => return None,
        // *A roadmap for every team* says nothing of how many have one.
        "every" | "each"
            if sayings::is_of_people(tokens, at)
                && (is_subject(tokens, at) && back(1) != "for" || denied) =>
        {
            match () {
                () if denied => Needs::Below(1.0, "less than all"),
                () if nearly => Needs::Above(0.85, "nearly all"),
                () => Needs::All,
            }
        }
        // `We blame nobody` says nothing of how many do.
        "none" | "nobody" if !is_subject(tokens, at) => return None,
        "none" | "nobody" if nearly => Needs::Below(0.15, "nearly nobody"),
        "none" | "nobody" => Needs::Nobody,
        "no" if next == "one" && !is_subject(tokens, at) => return None,
        "no" if next == "one" && nearly => Needs::Below(0.15, "nearly nobody"),
        "no" if next == "one" || is_person(next) || is_person(word(at + 2)) && adjective(next) => {
            Needs::Nobody
        }
        "one" if denied && (is_person(next) || next == "of") => Needs::Nobody,
        "single" if back(1) == "a" && back(2) == "not" => Needs::Nobody,
        "anyone" | "anybody" | "any" if matches!(back(1), "hardly" | "barely" | "scarcely") => {
            Needs::Below(0.15, "hardly anybody")
        }
        "many" if matches!(back(1), "how" | "so" | "too") => return None,
        "many" | "several" | "numerous" | "lots" => Needs::Any,
        _ => return None,
    })
}

/// Whether what begins at a token does something, or has something done by it.
fn is_subject(tokens: &[Token], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|at| tokens.get(at)) else { return true };
    const BEFORE: [&str; 20] = [
        "and",
        "but",
        "or",
        "that",
        "because",
        "while",
        "if",
        "when",
        "where",
        "by",
        "for",
        "as",
        "almost",
        "nearly",
        "virtually",
        "practically",
        "since",
        "so",
        "yet",
        "to",
    ];
    !before.is_word() || BEFORE.contains(&before.text.as_str())
}

/// Whether people are named within the next words.
fn people_near(tokens: &[Token], at: usize) -> bool {
    tokens.iter().skip(at).take(4).any(|token| is_person(&token.text))
}

/// Whether a word may stand between `no` and whom it counts.
fn adjective(word: &str) -> bool {
    is_person(word)
        || word.ends_with("al")
        || word.ends_with("ed")
        || word == "single"
        || word == "other"
}
