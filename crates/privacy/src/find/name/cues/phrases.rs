//! Phrases before and after a name that say what it is.

use crate::find::Context;
use crate::find::token::{Gap, Shape};

/// `was at`, `left for`, `time at`, `ex-`: an employer follows.
pub(super) fn employer(context: &Context<'_>, first: usize) -> bool {
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
pub(super) fn home(context: &Context<'_>, first: usize) -> bool {
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
pub(super) fn firm(context: &Context<'_>, end: usize) -> bool {
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

/// `our regulator is the`, `my employer was`: an organisation follows.
pub(super) fn told(context: &Context<'_>, first: usize) -> bool {
    let mut at = first;
    let mut back = || {
        at = at.checked_sub(1)?;
        (context.tokens[at + 1].gap <= Gap::Space).then(|| context.word(at))
    };
    let mut word = back();
    if word == Some("the") {
        word = back();
    }
    matches!(word, Some("is" | "are" | "was" | "were"))
        && matches!(
            back(),
            Some(
                "regulator"
                    | "regulators"
                    | "auditor"
                    | "auditors"
                    | "employer"
                    | "customer"
                    | "vendor"
                    | "supplier"
                    | "competitor"
                    | "insurer"
                    | "bank"
                    | "owner"
                    | "owners"
                    | "partner"
                    | "integrator"
                    | "contractor"
                    | "consultancy"
                    | "provider"
                    | "company"
                    | "client"
                    | "parent"
                    | "agency"
                    | "union"
            )
        )
}

/// `renamed it to`, `renamed from A to`: a name follows.
pub(super) fn renamed(context: &Context<'_>, first: usize) -> bool {
    let from = first.saturating_sub(7);
    first > 0
        && matches!(context.word(first - 1), "to" | "from" | "as")
        && (from..first)
            .any(|i| matches!(context.word(i), "renamed" | "rename" | "rebranded" | "renaming"))
}
