//! Places carried over changes, single ones and on random texts.

use super::*;
use proptest::prelude::*;

fn document(body: &str) -> Document {
    Document::default().with_body(body.to_owned())
}

/// The place of what stands between `[` and `]`.
fn marked(text: &str) -> (Document, Selector) {
    let (start, end) = (text.find('[').unwrap(), text.find(']').unwrap() - 1);
    let document = document(&text.replace(['[', ']'], ""));
    let place = Pinned::of(&document).select(start..end).unwrap();
    (document, place)
}

fn shown(document: &Document, range: Range<usize>) -> String {
    let body = &document.body;
    format!("{}[{}]{}", &body[..range.start], &body[range.clone()], &body[range.end..])
}

/// Looks for the marked words of one version in another, by words alone.
fn found(old: &str, new: &str) -> Result<String, Lost> {
    let new = document(new);
    Pinned::of(&new).find(&marked(old).1).map(|range| shown(&new, range))
}

#[test]
fn words_are_found_by_what_stands_around_them() {
    assert_eq!(found("we [wait] here", "then we wait here"), Ok("then we [wait] here".to_owned()));
    assert_eq!(
        found("a [wait] b. c wait d", "c wait d. a wait b"),
        Ok("c wait d. a [wait] b".to_owned())
    );
    assert_eq!(found("we [wait] here", "we leave"), Err(Lost::Gone));
    assert_eq!(found("x [wait] y", "a wait a wait a"), Err(Lost::Ambiguous));
}

/// Repairs a text by hand.
fn repaired(old: &str, new: &str) -> Result<String, Lost> {
    let (old, place) = marked(old);
    let new = document(new);
    let carried = Step::repair(&old, &new).carry(&place)?;
    let range = Pinned::of(&new).find(&carried)?;
    Ok(shown(&new, range))
}

#[test]
fn places_survive_repairs() {
    let old = "We use [Kubernets and wait] for it.\n";
    assert_eq!(
        repaired(old, "We use Kubernetes and wait for it.\n").unwrap(),
        "We use [Kubernetes and wait] for it.\n"
    );
    assert_eq!(
        repaired(old, "Hm. We use Kubernets and wait for it.\n").unwrap(),
        "Hm. We use [Kubernets and wait] for it.\n"
    );
    assert_eq!(repaired(old, "We use  for it.\n"), Err(Lost::Gone));
    assert_eq!(repaired(old, "We use nothing of the kind, in fact, for it.\n"), Err(Lost::Changed));
}

#[test]
fn a_place_of_another_version_is_not_guessed() {
    let (old, place) = marked("we [wait]");
    let other = document("we wait");
    let step = Step::repair(&other, &old);
    let stale = Selector { version: Version::of("something else"), ..place };
    assert_eq!(step.carry(&stale), Err(Lost::OtherVersion));
}

#[test]
fn positions_are_in_code_points() {
    let (_, place) = marked("👩🏽‍💻 e\u{301} [שלום] z");
    assert_eq!((place.start, place.end), (8, 12));
    assert_eq!(place.exact, "שלום");
}

proptest! {
    /// What identifies is replaced; every coding is carried, whatever it overlaps, and finds itself.
    #[test]
    fn a_redaction_carries_every_place(
        text in "(\\PC|[ab \n]){1,120}",
        cuts in prop::collection::vec((0usize..120, 1usize..12, 1u32..40), 0..8),
        places in prop::collection::vec((0usize..120, 1usize..30), 1..8),
    ) {
        let old = document(&text);
        let at = |point: usize| text.char_indices().nth(point).map_or(text.len(), |(at, _)| at);
        let cuts = cuts.into_iter().map(|(from, length, number)| (at(from)..at(from + length), format!("[Person {number}]")));
        let edits = Edits::of(cuts.filter(|(cut, _)| !cut.is_empty()).collect());
        let new = document(&edits.apply(&text));
        let step = Step::redaction(&old, &new, edits.clone()).unwrap();
        let (before, after) = (Pinned::of(&old), Pinned::of(&new));
        for (from, length) in places {
            let Some(place) = before.select(at(from)..at(from + length)) else { continue };
            let carried = step.carry(&place).unwrap();
            let range = after.find(&carried).unwrap();
            prop_assert_eq!(&new.body[range], carried.exact.as_str());
            // What was not replaced is there; what was, is there as its pseudonym.
            let mut expected = String::new();
            let mut at_byte = at(from);
            let end = at(from + length);
            for (cut, pseudonym) in edits.replaced().iter().filter(|(cut, _)| cut.start < end && cut.end > at(from)) {
                expected.push_str(text.get(at_byte..cut.start).unwrap_or_default());
                expected.push_str(pseudonym);
                at_byte = cut.end;
            }
            expected.push_str(text.get(at_byte..end).unwrap_or_default());
            prop_assert_eq!(carried.exact, expected);
        }
    }

    /// In a repair a place is where most of its characters are, or it is lost.
    #[test]
    fn a_repair_moves_nothing_in_silence(old in "[abc \n]{1,60}", new in "[abc \n]{0,60}", place in (0usize..60, 1usize..20)) {
        let (old, new) = (document(&old), document(&new));
        let end = (place.0 + place.1).min(old.body.len());
        let Some(place) = (place.0 < end).then(|| Pinned::of(&old).select(place.0..end)).flatten() else { return Ok(()) };
        let step = Step::repair(&old, &new);
        if let Ok(carried) = step.carry(&place) {
            let kept = subsequence(&place.exact, &carried.exact);
            prop_assert!(kept * 2 >= place.exact.len(), "{:?} to {:?}", place.exact, carried.exact);
        }
    }
}

/// The length of the longest common subsequence, by the textbook.
fn subsequence(a: &str, b: &str) -> usize {
    let mut row = vec![0; b.len() + 1];
    for x in a.bytes() {
        let mut diagonal = 0;
        for (j, y) in b.bytes().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if x == y { diagonal + 1 } else { above.max(row[j]) };
            diagonal = above;
        }
    }
    row[b.len()]
}
