//! Words that hold sentences together and name nothing.
//!
//! They count where excerpts are compared, as their weights are small by themselves; but a group
//! that is named by them has no name. Of English the closed classes are listed here, and what people
//! say while they think. Of every language what most excerpts have is left out, too.

use super::Excerpt;
use crate::search::Language;

/// A word that more of the excerpts have than this says little of any of them.
const COMMON: f64 = 0.6;

/// Articles, pronouns, prepositions, conjunctions, auxiliaries, adverbs of no matter, light verbs,
/// and what is left of them before an apostrophe.
const ENGLISH: &str = "\
a about above across after again against ain all almost along already also although always am among \
an and another any anybody anyone anything are aren around as at away back be because been before \
behind being below beside between both but by came can come comes could couldn did didn do does doesn \
doing don done down during each either else enough even ever every everybody everyone everything far \
few for from get gets getting give given go goes going gone gonna got had hadn half has hasn have \
haven having he her here hers herself him himself his how however i if in into is isn it its itself \
just kind know less let like little lot lots made make makes making many may maybe me mean might more \
most much must my myself near need neither next no nobody none nor not nothing now of off often oh ok \
okay on once one only onto or other others our ours ourselves out over own per perhaps put quite \
rather really right said same say saying says shall she should shouldn since so some somebody someone \
something somewhere sometimes soon sort still such take taken takes taking than that the their theirs \
them themselves then there these they thing things think this those though through till to together \
too took toward towards two uh um under until up upon us very want was wasn way we well went were \
weren what whatever when where whether which while who whole whom whose why will with within without \
won would wouldn yeah yes yet you your yours yourself yourselves";

/// Whether a word names nothing, `having` of all `excerpts` having it.
pub(super) fn is_plain(word: &str, of: &Excerpt<'_>, having: usize, excerpts: usize) -> bool {
    if having as f64 > COMMON * excerpts as f64 {
        return true;
    }
    let head = word.split(['\'', '’', '\u{2bc}', '\u{ff07}']).next().unwrap_or(word).to_lowercase();
    Language::of(of.language) == Language::of(None) && ENGLISH.split(' ').any(|own| own == head)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, language: &str, having: usize, expected: bool) {
        let excerpt = Excerpt { language: Some(language), ..Excerpt::default() };
        assert_eq!(is_plain(word, &excerpt, having, 10), expected, "{word}");
    }

    #[test]
    fn what_names_nothing() {
        check("the", "en", 1, true);
        check("I’ll", "en", 1, true);
        check("Don't", "en-GB", 1, true);
        check("queue", "en", 6, false);
        check("queue", "en", 7, true);
        check("CI", "en", 1, false);
        // *Die* is an article of one language and a verb of another.
        check("die", "de", 1, false);
        check("die", "de", 7, true);
    }
}
