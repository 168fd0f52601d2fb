//! What people changed by hand in a de-identified transcript stays, above all what they took out.

use super::front::Front;
use paap_interview::Document;
use paap_interview::transcript::About;
use paap_privacy::replace::Decisions;
use paap_text::Edits;
use std::ops::Range;

/// A de-identified version with what was changed by hand in the one of before: `base` as it was
/// written, `hand` as it is now. Words that were put in are de-identified, too. False where a
/// change could not be kept, as what it was made in is gone.
pub(super) fn kept(
    base: &Document,
    hand: &Document,
    new: &Document,
    decisions: &Decisions,
) -> (Document, bool) {
    let mut is_whole = true;
    let mut document = match base.body == hand.body {
        true => new.clone(),
        false => {
            let forth = Edits::between(&base.body, &new.body);
            let mut moved = Vec::new();
            for (range, text) in Edits::between(&base.body, &hand.body).replaced() {
                let range = match range.is_empty() {
                    true => Some(at(&forth, range.start)).map(|at| at..at),
                    false => forth.carry(range.clone()).map(|carried| carried.range),
                };
                match range {
                    Some(range) => moved.push((range, text.clone())),
                    // What was taken out by hand is gone here anyway.
                    None => is_whole &= text.trim().is_empty(),
                }
            }
            let edits = Edits::of(joined(moved));
            new.with_body(swept(&edits, &new.body, decisions))
        }
    };
    about(&base.about, &hand.about, &mut document.about, decisions);
    (document, is_whole)
}

/// A text after edits, with every name replaced that they put in or made whole.
fn swept(edits: &Edits, text: &str, decisions: &Decisions) -> String {
    let edited = edits.apply(text);
    let own: Vec<Range<usize>> =
        edits.inverse(text).replaced().iter().map(|(range, _)| range.clone()).collect();
    let is_new = |range: &Range<usize>| {
        let from = own.partition_point(|one| one.end < range.start);
        own.get(from).is_some_and(|one| one.start <= range.end)
    };
    let found = decisions.replace("", &edited).replacements.into_iter();
    let found = found.filter(|one| is_new(&one.range)).map(|one| (one.range, one.with));
    Edits::of(found.collect()).apply(&edited)
}

/// Of replacements that have come to overlap one, so that nothing that was taken out comes back.
fn joined(moved: Vec<(Range<usize>, String)>) -> Vec<(Range<usize>, String)> {
    let mut joined: Vec<(Range<usize>, String)> = Vec::new();
    for (range, text) in moved {
        match joined.last_mut() {
            Some((last, before)) if range.start < last.end => {
                last.end = last.end.max(range.end);
                before.push_str(&text);
            }
            _ => joined.push((range, text)),
        }
    }
    joined
}

/// Where a point of the old text is in the new one.
fn at(edits: &Edits, point: usize) -> usize {
    let before = edits.replaced().iter().take_while(|(range, _)| range.end <= point);
    let shift = before.map(|(range, new)| new.len() as isize - range.len() as isize).sum();
    let inside =
        edits.replaced().iter().find(|(range, _)| range.start < point && point < range.end);
    match inside {
        Some((range, _)) => range.start.saturating_add_signed(shift),
        None => point.saturating_add_signed(shift),
    }
}

/// What was written into the front matter, or taken out of it.
fn about(base: &About, hand: &About, new: &mut About, decisions: &Decisions) {
    let mut hand = hand.clone();
    let front = Front::alone(&hand);
    front.replace(&mut hand, &decisions.replace("", &front.text).replacements);
    let mut by_hand = base.clone();
    let front = Front::alone(&by_hand);
    front.replace(&mut by_hand, &decisions.replace("", &front.text).replacements);
    let base = by_hand;
    let fields = [
        (&base.date, hand.date, &mut new.date),
        (&base.language, hand.language, &mut new.language),
        (&base.persona, hand.persona, &mut new.persona),
        (&base.role, hand.role, &mut new.role),
        (&base.organisation, hand.organisation, &mut new.organisation),
        (&base.company_size, hand.company_size, &mut new.company_size),
        (&base.industry, hand.industry, &mut new.industry),
        (&base.region, hand.region, &mut new.region),
        (&base.consent, hand.consent, &mut new.consent),
        (&base.respondent, hand.respondent, &mut new.respondent),
    ];
    for (base, hand, new) in fields {
        if *base != hand {
            *new = hand;
        }
    }
    if base.others != hand.others {
        new.others = hand.others;
    }
    for speaker in hand.speakers {
        let before = base.speakers.iter().find(|one| one.name == speaker.name);
        let same = new.speakers.iter_mut().find(|one| one.name == speaker.name);
        match (before, same) {
            (Some(before), Some(same)) if before.role != speaker.role => same.role = speaker.role,
            (None, None) => new.speakers.push(speaker),
            _ => {}
        }
    }
}
