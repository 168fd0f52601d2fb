//! One person's own words beside the options that were offered.

use super::{kano, other, steps};

/// An option of so many words may be a sentence.
const WORDS: usize = 4;

/// Whether a text that one person gave, among all `texts` of the question, is more likely that
/// person's own than an option. `capitals` says that options begin with capital letters.
pub(super) fn told(text: &str, texts: &[&str], capitals: bool) -> bool {
    count(text) >= WORDS && is_told(text, capitals) && !begins_alike(text, texts)
}

/// Options of one list often begin alike: `I have read it`, `I have heard of it`.
fn begins_alike(text: &str, texts: &[&str]) -> bool {
    let begins =
        |text: &str| text.split_whitespace().take(2).map(str::to_lowercase).collect::<Vec<_>>();
    let own = begins(text);
    texts.iter().any(|other| *other != text && begins(other) == own)
}

/// Whether a text sounds like somebody's own words rather than an option: it speaks of oneself,
/// ends like a sentence, names somebody, or begins small where options begin with `capitals`.
fn is_told(text: &str, capitals: bool) -> bool {
    const OWN: [&str; 12] =
        ["i", "i'm", "i've", "my", "me", "we", "we're", "our", "us", "ich", "wir", "je"];
    const NONE: [&str; 12] = [
        "none", "no", "not", "neither", "nothing", "prefer", "rather", "keine", "keines", "ne",
        "aucun", "ninguno",
    ];
    let words: Vec<&str> = text.split_whitespace().collect();
    let refuses = NONE.contains(&words[0].to_lowercase().as_str());
    // What stands in brackets behind a name explains it.
    let explained = words.get(1).is_some_and(|word| word.starts_with('('));
    let known = || kano::spoken(text).is_some() || steps::is_no_rating(text);
    if refuses || explained || known() || other::is_other(text) {
        return false;
    }
    let is_own = |word: &&str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric()).replace('’', "'");
        OWN.contains(&word.to_lowercase().as_str())
    };
    let is_name = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.next().is_some_and(char::is_lowercase)
    };
    let names = words[1..].windows(2).any(|pair| is_name(pair[0]) && is_name(pair[1]));
    let title = words.iter().all(|word| !word.starts_with(char::is_lowercase));
    words.iter().any(is_own)
        || text.ends_with(['.', '!', '?'])
        || names && !title
        || capitals && text.starts_with(char::is_lowercase)
}

/// How many words a text has.
pub(super) fn count(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_told_from_options() {
        let check = |text: &str, others: &[&str], expected: bool| {
            let texts = [others, &[text]].concat();
            assert_eq!(told(text, &texts, true), expected, "{text}");
        };
        check("My boss Robin Example is bad", &["Slack"], true);
        check("ask whoever is there", &["Slack"], true);
        check("It is slow on Mondays.", &["Slack"], true);
        check("We asked Robin Example once", &["Slack"], true);
        check("Hundreds of pages or more", &["Tens"], false);
        check("none of those above", &["Slack"], false);
        check("npm (comes with node)", &["Yarn"], false);
        check("I have heard of it", &["Yes", "I have read it"], false);
        check("I can live with it", &["I like it"], false);
        check("Not at the moment, no", &["Yes"], false);
        check("Slack", &[], false);
    }
}
