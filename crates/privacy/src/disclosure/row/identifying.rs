//! Which columns others may know of a person, where nobody said which: by the words of the
//! question, by what its answers are, and by how few people share them.

use super::canon::{Canon, counts};
use super::{Rows, Scale};

/// A column that may identify people, and why that is thought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    /// Which column.
    pub column: usize,
    /// Whether it is taken to identify.
    pub identifying: bool,
    /// The reasons, for and against, each a phrase.
    pub why: Vec<String>,
}

/// What is asked, and the words that ask for it. A phrase of several words must stand there whole.
const ASKED: [(&str, &[&str]); 9] = [
    (
        "a role",
        &[
            "role",
            "job",
            "position",
            "occupation",
            "profession",
            "title",
            "seniority",
            "describes you",
            "describes who you are",
            "rolle",
            "beruf",
            "funktion",
            "poste",
            "métier",
            "puesto",
        ],
    ),
    (
        "an organisation",
        &[
            "employer",
            "which company",
            "what company",
            "company name",
            "name of your company",
            "company type",
            "which organisation",
            "which organization",
            "what organisation",
            "what organization",
            "organisation name",
            "organization name",
            "name of your organisation",
            "name of your organization",
            "type of organisation",
            "type of organization",
            "type of company",
            "kind of organisation",
            "kind of organization",
            "kind of company",
            "institution",
            "university",
            "school",
            "unternehmen",
            "firma",
            "entreprise",
            "empresa",
        ],
    ),
    (
        "a team",
        &[
            "which team",
            "what team",
            "name of your team",
            "team name",
            "team do you",
            "department",
            "division",
            "abteilung",
            "équipe",
            "equipo",
        ],
    ),
    (
        "a size",
        &[
            "how many people",
            "employees",
            "headcount",
            "company size",
            "team size",
            "organisation size",
            "organization size",
            "size of your",
            "mitarbeiter",
        ],
    ),
    ("an industry", &["industry", "sector", "branche", "secteur"]),
    (
        "a place",
        &[
            "region",
            "country",
            "city",
            "location",
            "located",
            "continent",
            "which state",
            "state or province",
            "are you based",
            "based in",
            "do you live",
            "time zone",
            "timezone",
            "stadt",
            "pays",
            "país",
        ],
    ),
    (
        "years of experience",
        &[
            "years",
            "tenure",
            "how long have you",
            "since when",
            "work experience",
            "level of experience",
            "jahre",
            "années",
            "años",
        ],
    ),
    (
        "a personal trait",
        &[
            "age",
            "gender",
            "sex",
            "ethnicity",
            "nationality",
            "education",
            "highest degree",
            "married",
            "children",
            "native language",
            "mother tongue",
            "first language",
            "pronouns",
            "disability",
            "religion",
            "income",
            "salary",
            "alter",
            "geschlecht",
        ],
    ),
    ("a name", &["your name", "first name", "last name", "surname"]),
];

/// Whether each column may identify people, and why. `k` rows must be alike.
pub fn identifying(rows: &Rows, k: usize) -> Vec<Guess> {
    let canon = Canon::of(rows);
    let guess = |(column, cells): (usize, &Vec<u16>)| {
        let own = &rows.columns[column];
        let words = words(&own.label);
        let mut why: Vec<String> = ASKED
            .iter()
            .filter(|(_, phrases)| {
                phrases.iter().any(|phrase| words.contains(&format!(" {phrase} ")))
            })
            .map(|(what, _)| format!("it asks for {what}"))
            .collect();
        if matches!(words.trim(), "team" | "your team") {
            why.push("it asks for a team".to_owned());
        }
        if matches!(own.scale, Scale::Numbers { .. }) {
            why.push("its answers are numbers".to_owned());
        }
        let identifying = !why.is_empty() && !asks_for_opinion(&words);
        if !why.is_empty() && !identifying {
            why.push("but it asks for an opinion".to_owned());
        }
        let rare = counts(cells).iter().skip(1).filter(|&&count| count > 0 && count < k).count();
        if rare > 0 {
            why.push(format!("answers that fewer than {k} people share: {rare}"));
        }
        Guess { column, identifying, why }
    };
    canon.cells.iter().enumerate().map(guess).collect()
}

/// The words in small letters, a blank before and after each.
fn words(label: &str) -> String {
    let lower = label.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    format!(" {} ", words.join(" "))
}

/// "My team delivers more often" speaks of a team and asks for none.
fn asks_for_opinion(words: &str) -> bool {
    const OPINION: [&str; 12] = [
        "how satisfied",
        "how likely",
        "how easy",
        "how often",
        "how well",
        "how much do you",
        "agree",
        "recommend",
        "rate",
        "helps",
        "how important",
        "how confident",
    ];
    OPINION.iter().any(|phrase| words.contains(&format!(" {phrase} ")))
}
