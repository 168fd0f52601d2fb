//! What a participant agreed to: the closed list of words that allow or forbid quotations.

/// Words that allow quotations, as `consent` in a transcript's front matter.
pub const ALLOWING: [&str; 8] = [
    "quotes",
    "quotes without name",
    "quotes with name",
    "anonymous quotes",
    "quotes and transcript",
    "quotes and transcript without name",
    "transcript",
    "transcript without name",
];

/// Words that forbid them.
pub const FORBIDDING: [&str; 4] = ["no quotes", "analysis only", "no", "withdrawn"];

/// Whether somebody may be quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Consent {
    /// They agreed, or the transcript does not say.
    Given,
    /// They did not.
    Forbidden,
    /// The transcript says something that no list knows: nobody is quoted on a guess.
    Unclear,
}

/// What the words of `consent` mean. Unknown words with a *no* in them forbid, to be safe.
pub fn consent(words: Option<&str>) -> Consent {
    let Some(words) = words else { return Consent::Given };
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let words = words.trim_end_matches('.');
    if words.is_empty() || ALLOWING.contains(&words) {
        return Consent::Given;
    }
    let no =
        ["no", "not", "never", "none", "nothing", "refused", "declined", "withdrawn", "withdrew"];
    let denies = words
        .split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '’'))
        .any(|word| no.contains(&word) || word.ends_with("n't") || word.ends_with("n’t"));
    match FORBIDDING.contains(&words) || denies {
        true => Consent::Forbidden,
        false => Consent::Unclear,
    }
}

/// Whether the whole de-identified transcript may be shown to everybody: only where the words say so.
/// Whoever agreed to be quoted did not agree to be read from beginning to end.
pub fn allows_transcript(words: Option<&str>) -> bool {
    consent(words) == Consent::Given
        && words.is_some_and(|words| words.to_lowercase().contains("transcript"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_mean_what_the_lists_say() {
        assert_eq!(consent(None), Consent::Given);
        assert_eq!(consent(Some("Quotes  without name.")), Consent::Given);
        for no in FORBIDDING.iter().copied().chain(["please don't quote", "withdrew in May"]) {
            assert_eq!(consent(Some(no)), Consent::Forbidden, "{no}");
        }
        for unclear in ["signed", "revoked", "opt-out", "pending", "widerrufen", "quotes?", "yes"] {
            assert_eq!(consent(Some(unclear)), Consent::Unclear, "{unclear}");
            assert!(!allows_transcript(Some(unclear)));
        }
    }

    #[test]
    fn who_may_be_quoted_may_not_be_shown_whole() {
        let whole = ALLOWING.into_iter().filter(|words| allows_transcript(Some(words)));
        assert!(whole.eq(ALLOWING.into_iter().filter(|words| words.contains("transcript"))));
        assert!(!allows_transcript(None) && !allows_transcript(Some("quotes without name")));
        assert!(
            !allows_transcript(Some("no transcript"))
                && !allows_transcript(Some("ask for the transcript"))
        );
    }
}
