//! The form in which a name is compared with others.

use super::alike::Family;
use crate::Kind;
use crate::replace::words::folded;

const TITLES: [&str; 33] = [
    "capt",
    "captain",
    "col",
    "colonel",
    "dame",
    "doctor",
    "don",
    "dona",
    "dr",
    "frau",
    "fru",
    "gen",
    "general",
    "herr",
    "ing",
    "judr",
    "lady",
    "lord",
    "madame",
    "major",
    "mgr",
    "miss",
    "mister",
    "monsieur",
    "mr",
    "mrs",
    "ms",
    "mx",
    "prof",
    "professor",
    "rev",
    "sir",
    "sra",
];

const LEGAL: [&str; 24] = [
    "ab",
    "ag",
    "as",
    "asa",
    "bv",
    "co",
    "corp",
    "corporation",
    "eg",
    "gmbh",
    "inc",
    "incorporated",
    "kg",
    "kk",
    "limited",
    "llc",
    "llp",
    "ltd",
    "nv",
    "oy",
    "plc",
    "pty",
    "sa",
    "se",
];

/// Words that many names have, and that tell none from another.
const GENERIC: [&str; 60] = [
    "agency",
    "associates",
    "authority",
    "bank",
    "capital",
    "care",
    "center",
    "centre",
    "college",
    "company",
    "consulting",
    "core",
    "credit",
    "crew",
    "data",
    "department",
    "digital",
    "energy",
    "engineering",
    "finance",
    "financial",
    "foundation",
    "games",
    "global",
    "group",
    "guild",
    "health",
    "holding",
    "hospital",
    "industries",
    "institute",
    "insurance",
    "interactive",
    "international",
    "labs",
    "logistics",
    "media",
    "mobile",
    "mutual",
    "national",
    "network",
    "networks",
    "office",
    "partners",
    "platform",
    "power",
    "project",
    "services",
    "software",
    "solutions",
    "squad",
    "studio",
    "studios",
    "systems",
    "team",
    "tech",
    "technologies",
    "technology",
    "tribe",
    "university",
];

const SMALL: [&str; 16] = [
    "and", "da", "de", "del", "der", "des", "di", "du", "et", "for", "fur", "la", "of", "the",
    "und", "y",
];

/// How strictly names of a kind are compared; `None` for what is no name.
pub(super) fn family(kind: Kind) -> Option<Family> {
    match kind {
        Kind::Person => Some(Family::Person),
        Kind::Place => Some(Family::Place),
        Kind::Organisation | Kind::Product | Kind::Team => Some(Family::Thing),
        _ => None,
    }
}

/// A name in the form that is the same for all its spellings but misspelt ones: folded words, with
/// one space between them.
pub(super) fn norm(kind: Kind, text: &str) -> String {
    let folded = folded(text);
    let words: Vec<&str> = folded.split(' ').collect();
    let kept: &[&str] = match kind {
        Kind::Person => match words.as_slice() {
            [title, rest @ ..] if !rest.is_empty() && TITLES.contains(title) => rest,
            all => all,
        },
        Kind::Organisation | Kind::Product | Kind::Team => {
            let all = words.as_slice();
            let all = all.strip_prefix(&["the"]).filter(|rest| !rest.is_empty()).unwrap_or(all);
            match all {
                [rest @ .., legal] if !rest.is_empty() && LEGAL.contains(legal) => rest,
                all => all,
            }
        }
        Kind::Phone => return digits(&words).unwrap_or(folded),
        Kind::Mail => {
            let spoken = ["dot", "at", "underscore", "dash", "hyphen"];
            return words.into_iter().filter(|word| !spoken.contains(word)).collect();
        }
        _ => return folded,
    };
    kept.join(" ")
}

/// The last eight digits of a number, written or spoken: before them, people leave out and add.
fn digits(words: &[&str]) -> Option<String> {
    let (mut digits, mut times) = (String::new(), 1);
    for word in words {
        let spoken = match *word {
            "double" => {
                times = 2;
                continue;
            }
            "triple" => {
                times = 3;
                continue;
            }
            "zero" | "oh" | "o" | "nought" | "null" => "0",
            "one" => "1",
            "two" => "2",
            "three" => "3",
            "four" => "4",
            "five" => "5",
            "six" => "6",
            "seven" => "7",
            "eight" => "8",
            "nine" => "9",
            other if other.bytes().all(|byte| byte.is_ascii_digit()) => other,
            _ => "",
        };
        digits.push_str(&spoken.repeat(std::mem::replace(&mut times, 1)));
    }
    let from = digits.len().saturating_sub(8);
    (digits.len() >= 6).then(|| format!("tel {}", &digits[from..]))
}

/// Whether a word can stand for the whole name of a thing that has it.
pub(super) fn is_telling(word: &str) -> bool {
    word.chars().count() >= 4 && !GENERIC.contains(&word) && !SMALL.contains(&word)
}

/// The acronyms of a name: its initials, with and without its small words.
pub(super) fn acronyms(norm: &str) -> Vec<String> {
    let initials = |words: &mut dyn Iterator<Item = &str>| {
        words.filter_map(|word| word.chars().next()).collect::<String>()
    };
    let all = initials(&mut norm.split(' '));
    let long = initials(&mut norm.split(' ').filter(|word| !SMALL.contains(word)));
    let mut acronyms = vec![all, long];
    acronyms.dedup();
    acronyms.retain(|acronym| acronym.chars().count() >= 2);
    acronyms
}

/// Whether a text is written as acronyms are: two to eight capitals and digits, perhaps with dots.
pub(super) fn is_acronym(text: &str) -> bool {
    let letters = text.chars().filter(|c| *c != '.');
    (2..=8).contains(&letters.clone().count())
        && text.starts_with(char::is_uppercase)
        && letters.clone().all(|c| c.is_uppercase() || c.is_ascii_digit() || c == '&')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        assert!(TITLES.is_sorted() && LEGAL.is_sorted() && GENERIC.is_sorted());
        let check = |kind, text: &str, expected| assert_eq!(norm(kind, text), expected, "{text}");
        check(Kind::Person, "Dr. Farrokhzad", "farrokhzad");
        check(Kind::Person, "Dr", "dr");
        check(Kind::Organisation, "The Norrvik Bank Ltd.", "norrvik bank");
        check(Kind::Phone, "+46 70 174 06 12", "tel 01740612");
        check(Kind::Phone, "oh seven oh, one seven four, oh six one two", "tel 01740612");
        check(Kind::Phone, "double five triple one nine two", "tel 5511192");
        check(Kind::Mail, "t dot abernathy at z dot example", "tabernathyzexample");
        check(Kind::Mail, "T.Abernathy@z.example", "tabernathyzexample");
        check(Kind::Product, "🦡", "🦡");
        assert_eq!(acronyms("emajoe institute of technology"), ["eiot", "eit"]);
        assert!(is_acronym("E.I.T.") && is_acronym("NB") && !is_acronym("Eit") && !is_acronym("A"));
    }
}
