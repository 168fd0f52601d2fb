//! Sayings for how many: *the lion's share*, *without exception*, *countless*, *always*, *never*.

use super::context::{before, is_person, text};
use super::facts::Facts;
use super::idioms::is_number;
use super::quantifiers::Needs;
use super::tokens::{Kind, Token};
use super::units::Unit;

const HALF: Needs = Needs::Above(0.5, "more than half");
const LARGE: Needs = Needs::Above(0.7, "such a majority");
const NEARLY_ALL: Needs = Needs::Above(0.85, "nearly all");
const MANY: Needs = Needs::Above(0.34, "so many");
const FEW: Needs = Needs::Below(0.34, "so few");
const HARDLY: Needs = Needs::Below(0.15, "hardly anybody");

/// What rows of words need. Longer ones come before those that they end with.
const SAYINGS: [(&str, Needs); 45] = [
    ("almost without exception", NEARLY_ALL),
    ("nearly without exception", NEARLY_ALL),
    ("virtually without exception", NEARLY_ALL),
    ("practically without exception", NEARLY_ALL),
    ("with few exceptions", NEARLY_ALL),
    ("without exception", Needs::All),
    ("without fail", Needs::All),
    ("to a man", Needs::All),
    ("across the board", Needs::All),
    ("one and all", Needs::All),
    ("unanimous", Needs::All),
    ("unanimously", Needs::All),
    ("universally", Needs::All),
    ("is universal", Needs::All),
    ("are universal", Needs::All),
    ("invariably", Needs::All),
    ("not a soul", Needs::Nobody),
    ("lion's share", HALF),
    ("bulk of", HALF),
    ("greater part", HALF),
    ("greater share", HALF),
    ("larger part", HALF),
    ("larger share", HALF),
    ("better part of the", HALF),
    ("more often than not", HALF),
    ("predominantly", HALF),
    ("overwhelmingly", LARGE),
    ("next to none", HARDLY),
    ("next to nobody", HARDLY),
    ("next to no", HARDLY),
    ("scarcely any", HARDLY),
    ("precious few", FEW),
    ("smattering of", FEW),
    ("sprinkling of", FEW),
    ("sliver of", FEW),
    ("trickle of", FEW),
    ("few and far between", FEW),
    ("countless", MANY),
    ("innumerable", MANY),
    ("umpteen", MANY),
    ("myriad", MANY),
    ("droves", MANY),
    ("swathes of", MANY),
    ("legions of", MANY),
    ("hordes of", MANY),
];

/// What the saying that begins at a token needs.
pub(super) fn saying(tokens: &[Token], at: usize) -> Option<Needs> {
    let begins = |words: &str| {
        words.split(' ').enumerate().all(|(step, word)| text(tokens, at + step) == word)
    };
    let own = SAYINGS.iter().find(|(words, _)| begins(words)).map(|(_, needs)| *needs)?;
    let back = before(tokens, at, 1);
    let nearly = matches!(back, "almost" | "nearly" | "virtually" | "practically");
    match own {
        // That was said with the word before it already.
        Needs::All if nearly && text(tokens, at) == "without" => None,
        Needs::All if nearly => Some(NEARLY_ALL),
        // *Not without exception* says that there are some.
        Needs::All if back == "not" => Some(Needs::Below(1.0, "less than all")),
        own => Some(own),
    }
}

/// What *mostly* and *usually* need, where they say how many; it is named, and no more.
pub(super) fn often(tokens: &[Token], at: usize) -> Option<Needs> {
    Some(match text(tokens, at) {
        "mostly" | "mainly" | "largely" => HALF,
        "usually" | "typically" | "generally" | "commonly" | "often" | "frequently" | "rarely"
        | "seldom" | "plenty" | "loads" | "tons" | "masses" | "heaps" => Needs::Any,
        _ => return None,
    })
}

/// What *every deploy* and *each ticket* need, where they are what a claim is about.
pub(super) fn every(tokens: &[Token], at: usize) -> Option<Needs> {
    let next = text(tokens, at + 1);
    let is_time = Unit::of(next).is_some()
        || is_number(tokens, at + 1)
        || Unit::of(text(tokens, at + 2)).is_some();
    let starts = at == 0 || matches!(tokens.get(at - 1), Some(Token { kind: Kind::Mark(_), .. }));
    let is = matches!(text(tokens, at), "every" | "each")
        && starts
        && !is_time
        && !matches!(
            next,
            "other"
                | "second"
                | "third"
                | "now"
                | "time"
                | "so"
                | "bit"
                | "quarter"
                | "sprint"
                | "morning"
        );
    is.then_some(Needs::All)
}

/// Whether *always* or *never* at a token says how many: a clause that counts nobody is of all. None where
/// it says nothing of that; else whether it surely does.
pub(super) fn always(tokens: &[Token], at: usize, facts: &Facts) -> Option<bool> {
    let word = text(tokens, at);
    let known = facts.all().iter().any(|own| own.told.words.contains(word));
    let next = text(tokens, at + 1);
    if !matches!(word, "always" | "never")
        || known
        || matches!(next, "-" | "mind" | "again" | "before")
        || matches!(before(tokens, at, 1), "as" | "not" | "-" | "if" | "or" | "and" | "")
    {
        return None;
    }
    for (place, token) in tokens[..at].iter().enumerate().rev() {
        match token.text.as_str() {
            // *As equipes*, *a*: in other languages these begin a sentence.
            "as" | "to" if place == 0 => {}
            "who" | "that" | "which" | "if" | "when" | "where" | "because" | "whoever"
            | "those" | "as" | "why" | "how" | "what" | "to" | "we" | "i" => return None,
            "and" | "but" | "while" | "whereas" | "so" => break,
            _ if matches!(token.kind, Kind::Mark(',' | ';' | ':' | '—' | '–')) => break,
            _ => {}
        }
    }
    // A number, or who says it, says of how many it is.
    let counts = |at: usize| {
        is_number(tokens, at)
            || matches!(
                text(tokens, at),
                "one"
                    | "half"
                    | "third"
                    | "quarter"
                    | "most"
                    | "majority"
                    | "minority"
                    | "many"
                    | "some"
                    | "few"
                    | "several"
                    | "nobody"
                    | "none"
                    | "percent"
                    | "part"
                    | "often"
            )
    };
    if (0..at).any(counts) {
        return None;
    }
    let says = |token: &Token| {
        matches!(
            token.text.as_str(),
            "say"
                | "says"
                | "said"
                | "report"
                | "reports"
                | "reported"
                | "told"
                | "tells"
                | "describe"
                | "describes"
                | "feel"
                | "feels"
                | "think"
                | "thinks"
                | "complain"
                | "complains"
                | "interview"
                | "interviews"
                | "interviewee"
                | "according"
                | "sagen"
                | "sagt"
                | "disent"
                | "dicen"
                | "dizem"
        )
    };
    Some(!(tokens.iter().any(says) || (at..tokens.len()).any(counts)))
}

/// Whether people are named in the next few words, be it with words between: *every single platform team*.
pub(super) fn is_of_people(tokens: &[Token], at: usize) -> bool {
    if matches!(text(tokens, at + 1), "other" | "second" | "third" | "fourth" | "fifth" | "tenth") {
        return false;
    }
    for step in 1..=3 {
        let word = text(tokens, at + step);
        if is_person(word) || word == "one" && step < 3 {
            return true;
        }
        let is_between = tokens.get(at + step).is_some_and(Token::is_word)
            && !super::context::divides(word)
            && Unit::of(word).is_none();
        // *Each and every team*.
        let is_doubled = word == "and" && text(tokens, at + step + 1) == "every";
        if is_between || is_doubled {
            continue;
        }
        let these = matches!(text(tokens, at + step + 1), "them" | "us" | "those" | "you");
        return word == "of" && (these || is_person(text(tokens, at + step + 2)));
    }
    false
}
