//! What a reviewer signs, and when it lapses.
//!
//! Signed are the claim, whom it holds for, the hypothesis that it bears on, and the evidence: words,
//! speaker, transcript and turn; expression, source, value and meaning; for or against. Not signed are
//! the explaining words, the layout, the order of the evidence, and the version of a transcript: as
//! long as the words stand in it, it makes no difference.

use crate::insight::{Figure, Insight, Piece, Quotation, Side, SignOff, Status, spaced};
use paap_text::problem::Problem;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// How many digits of a digest are printed to be pasted.
pub const DIGITS: usize = 12;

/// SHA-256, in hex, of what is signed. A sign-off holds the first 12 digits of it, or more.
pub fn digest(insight: &Insight) -> String {
    let mut personas: Vec<&str> = insight.personas.iter().map(String::as_str).collect();
    personas.sort_unstable();
    let mut evidence: Vec<String> = insight
        .evidence
        .iter()
        .map(|evidence| {
            let side = match evidence.side {
                Side::For => "for",
                Side::Against => "against",
            };
            match &evidence.piece {
                Piece::Quotation(Quotation { words, speaker, document, turn, .. }) => {
                    pieces(&[side, "quotation", &spaced(words), speaker, document, turn])
                }
                Piece::Figure(Figure { value, meaning, expression, source }) => {
                    let source = source.as_deref().unwrap_or_default();
                    pieces(&[side, "figure", value, &spaced(meaning), expression, source])
                }
            }
        })
        .collect();
    evidence.sort_unstable();
    let hypothesis = insight.hypothesis.as_deref().unwrap_or_default();
    let evidence: Vec<&str> = evidence.iter().map(String::as_str).collect();
    let signed = pieces(&[
        "paap insight 1",
        &spaced(&insight.claim),
        hypothesis,
        &pieces(&personas),
        &pieces(&evidence),
    ]);
    Sha256::digest(signed.as_bytes()).iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// Texts one behind the other, each with its length before it, so that no two rows of texts are one.
fn pieces(texts: &[&str]) -> String {
    texts.iter().fold(String::new(), |mut out, text| {
        // Writing to a String cannot fail.
        let _ = write!(out, "{}:{text}", text.len());
        out
    })
}

/// Which sign-offs hold, in the order of the file, and what is wrong with the others. `today` is a day
/// such as `2026-11-26`.
pub fn check(insight: &Insight, today: &str) -> (Vec<bool>, Vec<Problem>) {
    let digest = digest(insight);
    let mut problems = Vec::new();
    let mut holds = Vec::with_capacity(insight.sign_offs.len());
    for (index, sign_off) in insight.sign_offs.iter().enumerate() {
        let problem = wrong(sign_off, &digest, today);
        let again = insight.sign_offs[..index]
            .iter()
            .any(|other| other.reviewer == sign_off.reviewer && other.of == sign_off.of);
        if problem.is_none() && again {
            let message = format!("{} signs this twice.", sign_off.reviewer);
            problems.push(Problem::warning("sign-off-twice", sign_off.at, message));
        }
        holds.push(problem.is_none() && !again);
        problems.extend(problem);
    }
    if insight.status == Status::Published && !holds.contains(&true) {
        let message = "Nobody has signed that the evidence supports this claim.";
        let help = format!(
            "A reviewer adds to the head of the file, with their name: sign-off: [{{reviewer: NAME, date: {today}, of: \"{}\"}}]",
            &digest[..DIGITS]
        );
        problems.push(Problem::warning("no-sign-off", insight.claim_at, message).help(help));
    }
    (holds, problems)
}

fn wrong(sign_off: &SignOff, digest: &str, today: &str) -> Option<Problem> {
    if sign_off.date.as_str() > today {
        let message = format!("The sign-off of {} lies in the future.", sign_off.date);
        return Some(
            Problem::error("sign-off-future", sign_off.at, message)
                .help("Write the day on which it was signed."),
        );
    }
    let of = sign_off.of.to_ascii_lowercase();
    if of.len() < DIGITS || !digest.starts_with(&of) {
        let message = format!(
            "The claim or its evidence has changed since {} signed: the sign-off has lapsed.",
            sign_off.reviewer
        );
        let help = format!("Have it reviewed again; what is signed is \"{}\".", &digest[..DIGITS]);
        return Some(Problem::warning("sign-off-lapsed", sign_off.at, message).help(help));
    }
    None
}
