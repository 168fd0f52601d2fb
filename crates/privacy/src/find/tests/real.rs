//! How much is found in labelled texts that nobody here wrote, and how little in a study that was
//! anonymised by hand.

use super::super::*;
use crate::real_data::bytes;
use crate::score::{Score, read, score};

fn scored(path: &str) -> Option<Score> {
    let texts = read(&bytes(path)?).unwrap_or_else(|problem| panic!("{path}: {problem}"));
    Some(score(&Finder::default(), &texts))
}

fn transcript(number: usize) -> Option<String> {
    let name = if number == 1 { "Interview" } else { "interview" };
    let file = bytes(&format!("paap/transcripts/{name}-00{number}_transcript.txt"))?;
    Some(String::from_utf8_lossy(&file).into_owned())
}

#[test]
fn labelled_texts_are_found_to_the_threshold() {
    let Some(score) = scored("pii/generated_small.json") else { return };
    println!("recall {:?}, precision {:?}", score.recall, score.precision);
    assert!(score.recall.share >= Some(0.85), "{:?}", score.recall);
    assert!(score.precision.share >= Some(0.80), "{:?}", score.precision);
    for of_type in &score.types {
        let patterned = ["EMAIL_ADDRESS", "CREDIT_CARD", "IP_ADDRESS", "DOMAIN_NAME", "IBAN_CODE"];
        if patterned.contains(&of_type.name.as_str()) {
            assert!(of_type.recall.share >= Some(0.97), "{of_type:?}");
        }
    }
}

/// The variants of one product name that anonymising by hand left beside `<redacted>`.
#[test]
fn misspelt_names_beside_placeholders_are_found() {
    let Some(text) = transcript(1) else { return };
    // They are on some lines of it, five or more spellings of one name.
    let line = |at: usize| text[..at].matches('\n').count() + 1;
    let spans = Finder::default().find(&text);
    let there = spans.iter().filter(|span| (45..=81).contains(&line(span.range.start)));
    let named = there.filter(|span| matches!(span.kind, Kind::Organisation | Kind::Product));
    let found: std::collections::BTreeSet<_> =
        named.map(|span| text[span.range.clone()].to_lowercase()).collect();
    assert!(found.len() >= 5, "{} spellings", found.len());
}

#[test]
fn an_anonymised_study_has_few_proposals() {
    for number in 1..=6 {
        let Some(text) = transcript(number) else { return };
        let words = text.split_whitespace().count();
        let spans = Finder::default().find(&text);
        assert!(spans.len() * 150 < words, "interview {number}: {} in {words} words", spans.len());
    }
}
