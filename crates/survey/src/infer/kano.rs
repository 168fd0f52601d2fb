//! The five answers to Kano's two questions, by the words that they usually have.

use super::folded::folded;
use paap_analysis::kano::Answer;

/// The usual words, without "that way" behind them. docs/cli.md lists them.
const WORDS: [(Answer, &[&str]); 5] = [
    (Answer::Like, &["I like it", "I would like it", "I enjoy it", "Like it", "Like"]),
    (
        Answer::MustBe,
        &[
            "It must be",
            "I expect it",
            "I expect it to be",
            "I would expect it",
            "Must be",
            "Must-be",
            "Expect it",
            "Expect",
        ],
    ),
    (Answer::Neutral, &["I am neutral", "I'm neutral", "Neutral", "I don't care", "I do not care"]),
    (
        Answer::LiveWith,
        &[
            "I can live with it",
            "I could live with it",
            "Live with it",
            "Live with",
            "I can tolerate it",
            "I could tolerate it",
            "Tolerate it",
            "Tolerate",
        ],
    ),
    (
        Answer::Dislike,
        &[
            "I dislike it",
            "I would dislike it",
            "I don't like it",
            "I do not like it",
            "Dislike it",
            "Dislike",
        ],
    ),
];

/// Which of the five a text is, by its words. A number may stand before them: `1 (I like it)`.
pub(crate) fn spoken(text: &str) -> Option<Answer> {
    // Looked at of all answers of people's own, which are long.
    if text.len() > 60 {
        return None;
    }
    let text = folded(text);
    let words = number(&text).map_or(&text[..], |(_, words)| words);
    let words = words.trim_end_matches(['.', '!', ')', ']', ' ']);
    let short = words.strip_suffix(" that way").or_else(|| words.strip_suffix(" this way"));
    let words = short.unwrap_or(words);
    let is = |own: &&str| own.to_lowercase() == words;
    WORDS.into_iter().find(|(_, usual)| usual.iter().any(is)).map(|(answer, _)| answer)
}

/// The number of `1 (I like it)` or `1`, and the words behind it.
pub(crate) fn number(text: &str) -> Option<(usize, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, words) = text.split_at(digits);
    let words = words.trim_start_matches([' ', '(', '[', '-', '–', '—', ':', '=', '.', ')']);
    Some((number.parse().ok()?, words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_words_are_known() {
        let check = |text: &str, expected: Option<Answer>| {
            assert_eq!(spoken(text), expected, "{text}");
        };
        check("I like it that way", Some(Answer::Like));
        check("It must be that way.", Some(Answer::MustBe));
        check("I EXPECT  it", Some(Answer::MustBe));
        check("I’m neutral", Some(Answer::Neutral));
        check("I can live with it this way", Some(Answer::LiveWith));
        check("5 (I dislike it)", Some(Answer::Dislike));
        check("1 - I like it", Some(Answer::Like));
        check("3", None);
        check("I like it very much", None);
        check("", None);
    }

    #[test]
    fn no_words_mean_two_answers_and_all_are_documented() {
        let document = include_str!("../../../../docs/cli.md");
        let mut seen = std::collections::BTreeSet::new();
        for (answer, usual) in WORDS {
            for words in usual {
                assert!(seen.insert(words.to_lowercase()), "{words}");
                assert_eq!(spoken(words), Some(answer), "{words}");
                assert!(document.contains(&format!("`{words}`")), "docs/cli.md lacks {words}");
            }
        }
    }
}
