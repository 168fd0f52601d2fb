//! `product/needs/<id>.md`: what customers try to achieve, in their words.
//!
//! ```text
//! ---
//! story: As a developer, I need to see where my request is, so that I can plan my week.
//! insights: [harbour-users/where-is-my-request]
//! reach: {figure: count(who-to-ask = "No"), in: harbour-users/harbour-2025, population: 260}
//! impact: 2
//! effort: 6
//! ---
//!
//! Words that explain.
//! ```

use crate::read::{self, Named, Own};
use paap_text::Problem;
use paap_text::shape::{Key, Of, Shape};
use paap_text::yaml::At;

/// The shape of a need's front matter.
pub const NEED: Shape = Shape {
    name: "need",
    doc: "What customers try to achieve, in their words. Words that explain stand below.",
    keys: &[
        Key {
            name: "story",
            of: Of::Text,
            needed: true,
            doc: "As a …, I need …, so that …: who, what, and what for.",
        },
        Key { name: "title", of: Of::Line, needed: false, doc: "A short name for lists." },
        Key {
            name: "insights",
            of: Of::List(&Of::Line),
            needed: false,
            doc: "The insights that it follows from, as study/insight. Without them it is an assumption.",
        },
        Key {
            name: "capability",
            of: Of::Id,
            needed: false,
            doc: "The capability that it is about, where there is one.",
        },
        Key { name: "personas", of: Of::List(&Of::Id), needed: false, doc: "Whose need it is." },
        Key {
            name: "status",
            of: Of::Word(&[
                ("open", "it is ranked among the others"),
                ("met", "an outcome says so; it is ranked no more"),
                ("declined", "it will not be served; `because` says why"),
            ]),
            needed: false,
            doc: "Whether it is still to be decided about; open where it is not said.",
        },
        Key {
            name: "because",
            of: Of::Text,
            needed: false,
            doc: "Why it was declined; or what is still missing, where an outcome was met and it stays open.",
        },
        Key {
            name: "reach",
            of: Of::Has(&MEASURE),
            needed: false,
            doc: "How many people or customers it is about: counted, not guessed.",
        },
        Key {
            name: "impact",
            of: Of::Number,
            needed: false,
            doc: "How much it changes for each: 3 massive, 2 high, 1 medium, 0.5 low, 0.25 minimal.",
        },
        Key {
            name: "confidence",
            of: Of::Number,
            needed: false,
            doc: "Per cent; only where it is lower than what follows from the evidence.",
        },
        Key { name: "effort", of: Of::Number, needed: false, doc: "Weeks of one person's work." },
        Key {
            name: "duration",
            of: Of::Number,
            needed: false,
            doc: "Weeks from beginning to release.",
        },
        Key {
            name: "cost-of-delay",
            of: Of::Number,
            needed: false,
            doc: "What every week without it costs, in what product.yaml calls `money`.",
        },
        Key {
            name: "importance",
            of: Of::Has(&MEASURE),
            needed: false,
            doc: "The share of people to whom it is important.",
        },
        Key {
            name: "satisfaction",
            of: Of::Has(&MEASURE),
            needed: false,
            doc: "The share of people who are satisfied with what there is.",
        },
    ],
};

/// The shape of a number that is counted.
pub const MEASURE: Shape = Shape {
    name: "measure",
    doc: "A number that is counted from answers, codings, customers or their use.",
    keys: &[
        Key {
            name: "figure",
            of: Of::Line,
            needed: true,
            doc: "The figure, as in insights: count(…) or share(…).",
        },
        Key {
            name: "in",
            of: Of::Line,
            needed: true,
            doc: "Where it is counted: study/survey, study/interviews, or customers.",
        },
        Key {
            name: "population",
            of: Of::Whole,
            needed: false,
            doc: "How many people those who were asked stand for: the share is taken of them.",
        },
    ],
};

/// What customers try to achieve.
#[derive(Debug, Clone, PartialEq)]
pub struct Need {
    /// The file's name without ending.
    pub id: String,
    /// Its story.
    pub story: Story,
    /// A short name: the title, or what is needed.
    pub title: String,
    /// The insights that it follows from, as `study/insight`.
    pub insights: Vec<Named>,
    /// The capability that it is about.
    pub capability: Option<Named>,
    /// Whose need it is.
    pub personas: Vec<Named>,
    /// Whether it is still to be decided about.
    pub status: Status,
    /// Why it was declined, or stays open although an outcome was met.
    pub because: Option<String>,
    /// How many it is about.
    pub reach: Option<Measure>,
    /// How much it changes for each.
    pub impact: Option<f64>,
    /// Per cent, 0 to 100, where somebody lowered it.
    pub confidence: Option<(f64, At)>,
    /// Weeks of one person's work.
    pub effort: Option<f64>,
    /// Weeks from beginning to release.
    pub duration: Option<f64>,
    /// What every week without it costs.
    pub cost_of_delay: Option<f64>,
    /// The share of people to whom it is important.
    pub importance: Option<Measure>,
    /// The share of people who are satisfied with what there is.
    pub satisfaction: Option<Measure>,
    /// Words that explain it, as Markdown.
    pub body: String,
}

/// Who needs what, and what for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Story {
    /// As it is written, on one line.
    pub text: String,
    /// Who: what stands between “As” and “I need”.
    pub who: String,
    /// What is needed.
    pub what: String,
    /// What for.
    pub so_that: String,
}

/// Whether a need is still to be decided about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Status {
    /// It is ranked among the others.
    #[default]
    Open,
    /// An outcome says so.
    Met,
    /// It will not be served.
    Declined,
}

/// A number that is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// The figure's expression.
    pub figure: String,
    /// `study/survey`, `study/interviews`, or `customers`.
    pub source: String,
    /// How many people those who were asked stand for.
    pub population: Option<u64>,
    /// Where the figure stands.
    pub at: At,
}

impl Need {
    /// Everything that is counted for it.
    pub fn measures(&self) -> impl Iterator<Item = &Measure> {
        [&self.reach, &self.importance, &self.satisfaction].into_iter().flatten()
    }

    /// Reads `product/needs/<id>.md`.
    pub fn read(id: &str, text: &str) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let page = read::page(text, id, &NEED, &mut problems);
        let own = Own::of(&page.front);
        let written = own.text("story").unwrap_or_default();
        let story = Story::read(&written);
        if !written.is_empty() && story.what.is_empty() {
            let message = "A story says who needs what, and what for.";
            let help = "Write: As a …, I need …, so that ….";
            problems.push(Problem::error("story", own.at("story"), message).help(help));
        } else if !written.is_empty() && story.so_that.is_empty() {
            let message = "The story does not say what for.";
            let help = "End it with “so that …”: without it nobody can tell whether something else would do.";
            problems.push(Problem::warning("story", own.at("story"), message).help(help));
        }
        if story.is_of_the_builders() {
            let message =
                "Is this what a customer needs? It is told by those who build the platform.";
            let help =
                "Say it in the words of somebody who uses it: as a developer, as an analyst.";
            problems.push(Problem::warning("own-need", own.at("story"), message).help(help));
        }
        let status = match own.text("status").as_deref() {
            Some("met") => Status::Met,
            Some("declined") => Status::Declined,
            _ => Status::Open,
        };
        let because = own.text("because");
        if status == Status::Declined && because.is_none() {
            let message = "Nothing says why it was declined.";
            let help = "Add “because”: those who asked will read it.";
            problems.push(Problem::error("no-reason", own.at("status"), message).help(help));
        }
        const ANY: (f64, f64) = (0.0, f64::INFINITY);
        let confidence = own.number_in("confidence", (0.0, 100.0), &mut problems);
        let need = Self {
            id: id.to_owned(),
            title: own.text("title").unwrap_or_else(|| match story.what.is_empty() {
                true => id.to_owned(),
                false => story.what.clone(),
            }),
            story,
            insights: own.names("insights"),
            capability: own.name("capability"),
            personas: own.names("personas"),
            status,
            because,
            reach: measure(&own, "reach"),
            impact: own.number_in("impact", ANY, &mut problems),
            confidence: confidence.map(|number| (number, own.at("confidence"))),
            effort: positive(&own, "effort", &mut problems),
            duration: positive(&own, "duration", &mut problems),
            cost_of_delay: own.number_in("cost-of-delay", ANY, &mut problems),
            importance: measure(&own, "importance"),
            satisfaction: measure(&own, "satisfaction"),
            body: page.body.to_owned(),
        };
        (need, problems)
    }
}

fn measure(own: &Own<'_>, key: &str) -> Option<Measure> {
    let own = Own::of(own.get(key)?);
    let (figure, source) = (own.text("figure")?, own.text("in")?);
    Some(Measure { figure, source, population: own.whole("population"), at: own.at("figure") })
}

/// A number that something is divided by.
fn positive(own: &Own<'_>, key: &str, problems: &mut Vec<Problem>) -> Option<f64> {
    let number = own.number(key)?;
    if number <= 0.0 {
        let message = format!("“{key}” is more than 0; here is {number}.");
        problems.push(Problem::error("wrong-value", own.at(key), message));
        return None;
    }
    Some(number)
}

/// Those who build platforms, when they speak for others.
const BUILDERS: [&str; 9] = [
    "platform engineer",
    "platform team",
    "platform crew",
    "platform owner",
    "platform product manager",
    "platform operator",
    "sre",
    "devops engineer",
    "infrastructure engineer",
];

impl Story {
    /// Takes a story apart. What it does not say is empty.
    pub fn read(text: &str) -> Self {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let lower = text.to_ascii_lowercase();
        let after = |words: &[&str], from: usize| {
            let found = |word: &&str| {
                let at = lower.get(from..)?.find(*word)? + from;
                Some((at, at + word.len()))
            };
            words.iter().filter_map(found).min()
        };
        let part = |from: usize, to: usize| {
            let own = text.get(from..to).unwrap_or_default();
            own.trim().trim_end_matches([',', '.']).trim_end().to_owned()
        };
        let whole = text.len();
        let starts = ["as an ", "as a ", "as the ", "as "];
        let begins = starts.iter().find(|own| lower.starts_with(**own)).map_or(0, |own| own.len());
        let Some((said, needs)) = after(&["i need ", "we need ", "i want ", "we want "], begins)
        else {
            return Self { text, ..Self::default() };
        };
        let (ends, for_what) =
            after(&["so that ", "in order to "], needs).unwrap_or((whole, whole));
        let (who, what) = (part(begins, said), part(needs, ends));
        Self { who, what, so_that: part(for_what, whole), text }
    }

    /// Whether those who build the platform say it of themselves.
    fn is_of_the_builders(&self) -> bool {
        let who = self.who.to_lowercase();
        BUILDERS.iter().any(|own| {
            who == *own || who.contains(&format!("{own} ")) || who.ends_with(&format!(" {own}"))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_says_who_what_and_what_for() {
        let story = Story::read(
            "As a developer in a product team,\n I need to see where my request is, so that I can plan my week.",
        );
        assert_eq!(story.who, "developer in a product team");
        assert_eq!(story.what, "to see where my request is");
        assert_eq!(story.so_that, "I can plan my week");
        assert_eq!(Story::read("We want faster builds").what, "faster builds");
        assert_eq!(Story::read("Faster builds").what, "");
    }

    #[test]
    fn those_who_build_it_are_smiled_at() {
        let codes = |story: &str| {
            let (_, problems) = Need::read("a", &format!("---\nstory: {story}\n---\n"));
            problems.iter().map(|problem| problem.code).collect::<Vec<_>>()
        };
        assert_eq!(
            codes("As a platform engineer, I need fewer tickets, so that I sleep"),
            ["own-need"]
        );
        assert_eq!(codes("As a developer, I need fewer tickets, so that I sleep"), [""; 0]);
        assert_eq!(codes("As a developer, I need fewer tickets"), ["story"]);
        assert_eq!(codes("Fewer tickets"), ["story"]);
    }

    #[test]
    fn numbers_have_bounds() {
        let text = "---\nstory: As a developer, I need a, so that b\neffort: 0\nimpact: -1\nconfidence: 120\nstatus: declined\n---\n";
        let (need, problems) = Need::read("a", text);
        let found: Vec<_> = problems.iter().map(|own| (own.code, own.at.line)).collect();
        let expected =
            [("no-reason", 6), ("wrong-value", 5), ("wrong-value", 4), ("wrong-value", 3)];
        assert_eq!(found, expected);
        assert_eq!((need.effort, need.impact, need.confidence), (None, None, None));
    }
}
