//! What a question's text says of the numbers that answer it.

/// What a question asks for, as far as its words tell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Hints {
    /// It counts or measures something, rather than rates it.
    pub(super) counts: bool,
    /// It asks how likely people are to recommend something.
    pub(super) recommends: bool,
    /// It rates something.
    pub(super) rates: bool,
    /// It asks for words of one's own: comments, suggestions, anything else.
    pub(super) opens: bool,
}

/// Words of questions whose answers count something, though they be small whole numbers.
const COUNTS: [&str; 44] = [
    "how many",
    "number of",
    "how long",
    "how much",
    "how large",
    "how big",
    "how old",
    "how often",
    "how frequently",
    "team size",
    "size of",
    "company size",
    "years",
    "months",
    "weeks",
    "days",
    "hours",
    "minutes",
    "your age",
    "headcount",
    "percent",
    "wie viele",
    "wie viel",
    "wie groß",
    "wie lange",
    "wie oft",
    "anzahl",
    "combien",
    "nombre de",
    "quelle taille",
    "cuánto",
    "cuántos",
    "cuántas",
    "número de",
    "quanto",
    "quanti",
    "quante",
    "quantos",
    "quantas",
    "hoeveel",
    "hoe groot",
    "ile ",
    "何人",
    "人数",
];

/// Words of questions that rate, even where they also name what could be counted.
const RATES: [&str; 13] = [
    "scale of",
    "scale from",
    "on a scale",
    "rate ",
    "rating",
    "satisf",
    "zufrieden",
    "recommend",
    "how likely",
    "how easy",
    "how important",
    "agree",
    "skala",
];

/// Words of questions whose answers make a net promoter score.
const RECOMMENDS: [&str; 12] = [
    "recommend",
    "net promoter",
    "weiterempfehl",
    "empfehlen",
    "recommand",
    "recomend",
    "raccomand",
    "consigli",
    "aanbevel",
    "aanraden",
    "poleci",
    "推奨",
];

/// Words of questions that ask for words of one's own.
const OPENS: [&str; 25] = [
    "comment",
    "remark",
    "your feedback",
    "any feedback",
    "suggestion",
    "anything else",
    "anything you",
    "anything that",
    "something else",
    "other thoughts",
    "your thoughts",
    "in your own words",
    "please describe",
    "please explain",
    "tell us",
    "kommentar",
    "anmerkung",
    "bemerkung",
    "anregung",
    "sonst noch",
    "remarque",
    "suggerenc",
    "suggeriment",
    "comentario",
    "opmerking",
];

impl Hints {
    /// The hints of a question's text.
    pub(super) fn of(label: &str) -> Self {
        let label = label.to_lowercase();
        let has = |words: &[&str]| words.iter().any(|words| label.contains(words));
        let word = |word: &str| label.split(|c: char| !c.is_alphanumeric()).any(|own| own == word);
        let recommends = has(&RECOMMENDS) || word("nps");
        let counts = has(&COUNTS) || word("age") || word("size") || word("headcount");
        let rates = has(&RATES) || word("score");
        let counts = counts && !has(&RATES) && !recommends;
        Self { counts, recommends, rates, opens: has(&OPENS) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_counts_from_ratings() {
        for (label, counts, recommends) in [
            ("How large is your team?", true, false),
            ("Team size", true, false),
            ("How many hours a week?", true, false),
            ("On a scale from 1 to 5, how good are your working hours?", false, false),
            ("How likely are you to recommend us?", false, true),
            ("NPS", false, true),
            ("Würden Sie uns weiterempfehlen?", false, true),
            ("Images", false, false),
        ] {
            let own = Hints::of(label);
            assert_eq!((own.counts, own.recommends, own.opens), (counts, recommends, false));
        }
        for label in ["Any comments?", "Is there anything else?", "Haben Sie Anmerkungen?"] {
            assert!(Hints::of(label).opens, "{label}");
        }
    }
}
