//! The maturity of a platform as people see it: the instrument, the answers of a team, and their means.
//!
//! Five aspects, four questions each, four levels each, as in the CNCF's platform engineering maturity
//! model; the words are our own (`assessment/maturity-1.yaml`, a questionnaire like any other). A mean is
//! that of the questions that were answered, to two decimals. There is no total and no ranking: aspects are
//! independent, and the highest level is no goal in itself.

pub mod address;
pub mod compare;

use crate::read::{self, Own};
use jiff::civil::Date;
use paap_text::Problem;
use paap_text::shape::{Key, Of, Shape};
use paap_text::yaml::{At, Node};
use std::collections::BTreeMap;
use std::fmt;

/// The instrument, as a questionnaire.
pub const INSTRUMENT: &str = include_str!("assessment/maturity-1.yaml");

/// Its version: answers of different versions are not compared.
pub const VERSION: &str = "maturity-1";

/// The shape of `product/assessments/<name>.yaml`.
pub const ASSESSMENT: Shape = Shape {
    name: "assessment",
    doc: "What some people of a team, or of all, said of the platform's maturity on a day.",
    keys: &[
        Key {
            name: "instrument",
            of: Of::Line,
            needed: true,
            doc: "The version of the questions: maturity-1.",
        },
        Key { name: "date", of: Of::Date, needed: true, doc: "The day." },
        Key {
            name: "team",
            of: Of::Id,
            needed: false,
            doc: "The customer, or the platform's own team; everybody where it is not said.",
        },
        Key {
            name: "language",
            of: Of::Line,
            needed: false,
            doc: "The language that was answered in.",
        },
        Key {
            name: "public",
            of: Of::YesNo,
            needed: false,
            doc: "Whether the site shows it; false where it is not said.",
        },
        Key {
            name: "respondents",
            of: Of::List(&Of::Named(&Of::Whole)),
            needed: true,
            doc: "Each person's answers: question and level, such as investment_1: 2. Names are not kept.",
        },
    ],
};

/// One of the five aspects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// Who is paid to make it.
    Investment,
    /// Why people use it.
    Adoption,
    /// How people get what it has.
    Interfaces,
    /// How it is kept running.
    Operations,
    /// How its team knows what it has changed.
    Measurement,
}

impl Aspect {
    /// All, in their order.
    pub const ALL: [Self; 5] =
        [Self::Investment, Self::Adoption, Self::Interfaces, Self::Operations, Self::Measurement];

    /// As it is written.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Investment => "investment",
            Self::Adoption => "adoption",
            Self::Interfaces => "interfaces",
            Self::Operations => "operations",
            Self::Measurement => "measurement",
        }
    }
}

/// What the levels are called, from the first.
pub const LEVELS: [&str; EACH as usize] = ["provisional", "operational", "scalable", "optimising"];

/// How many questions an aspect has, and how many levels a question.
pub const EACH: u8 = 4;

/// A question: `investment_1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Question {
    /// Its aspect.
    pub aspect: Aspect,
    /// Its number, from 1.
    pub number: u8,
}

impl Question {
    /// The question of this name.
    pub fn named(name: &str) -> Option<Self> {
        let (aspect, number) = name.rsplit_once('_')?;
        let aspect = Aspect::ALL.into_iter().find(|own| own.word() == aspect)?;
        let number = number.parse().ok().filter(|number| (1..=EACH).contains(number))?;
        // `investment_01` is another name.
        (name.len() == aspect.word().len() + 2).then_some(Self { aspect, number })
    }

    /// All, in their order.
    pub fn all() -> impl Iterator<Item = Self> {
        let of = |aspect| (1..=EACH).map(move |number| Self { aspect, number });
        Aspect::ALL.into_iter().flat_map(of)
    }
}

impl fmt::Display for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}", self.aspect.word(), self.number)
    }
}

/// What one person answered: levels from 1 to 4. What is not in it was not answered.
pub type Answers = BTreeMap<Question, u8>;

/// What some people said on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// The file's name without ending.
    pub id: String,
    /// The version of the questions.
    pub instrument: String,
    /// The day.
    pub date: Option<Date>,
    /// The team, where it is one's.
    pub team: Option<String>,
    /// The language that was answered in.
    pub language: Option<String>,
    /// Whether the site shows it.
    pub public: bool,
    /// Each person's answers.
    pub respondents: Vec<Answers>,
}

/// A mean of levels, as the fraction that it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Mean {
    /// The sum of the levels.
    pub sum: u32,
    /// How many answers.
    pub answered: u32,
}

impl Mean {
    /// The mean in hundredths, halves away from zero; None where nothing was answered.
    pub fn hundredths(self) -> Option<u32> {
        (self.sum * 200 + self.answered).checked_div(self.answered * 2)
    }

    /// The mean; None where nothing was answered.
    pub fn value(self) -> Option<f64> {
        (self.answered > 0).then(|| f64::from(self.sum) / f64::from(self.answered))
    }

    fn add(self, level: u8) -> Self {
        Self { sum: self.sum + u32::from(level), answered: self.answered + 1 }
    }
}

impl fmt::Display for Mean {
    /// Two decimals, or a dash.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.hundredths() {
            Some(number) => write!(f, "{}.{:02}", number / 100, number % 100),
            None => f.write_str("–"),
        }
    }
}

/// What was said of an aspect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scored {
    /// The aspect.
    pub aspect: Aspect,
    /// The mean of all answers.
    pub mean: Mean,
    /// The lowest mean of one person, and the highest; None where nobody answered.
    pub spread: Option<(Mean, Mean)>,
    /// How many of the respondents answered any of it.
    pub people: usize,
}

impl Assessment {
    /// Reads `product/assessments/<id>.yaml`.
    pub fn read(id: &str, text: &str) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let node = read::file(text, &ASSESSMENT, &mut problems);
        read::named(id, At::START, &ASSESSMENT, &mut problems);
        let empty = Self {
            id: id.to_owned(),
            instrument: String::new(),
            date: None,
            team: None,
            language: None,
            public: false,
            respondents: Vec::new(),
        };
        let Some(node) = node else { return (empty, problems) };
        let own = Own::of(&node);
        let instrument = own.text("instrument").unwrap_or_default();
        if !instrument.is_empty() && instrument != VERSION {
            let message =
                format!("The questions of “{instrument}” are not known; there is {VERSION}.");
            problems.push(Problem::error("instrument", own.at("instrument"), message));
        }
        let respondents = own.items("respondents").iter();
        let respondents = respondents.map(|node| answers(node, &mut problems)).collect();
        let assessment = Self {
            instrument,
            date: own.date("date"),
            team: own.text("team"),
            language: own.text("language"),
            public: own.yes("public", false),
            respondents,
            ..empty
        };
        (assessment, problems)
    }

    /// The file.
    pub fn write(&self) -> String {
        let mut out = format!("instrument: {}\n", self.instrument);
        let lines = [
            ("date", self.date.map(|date| date.to_string())),
            ("team", self.team.clone()),
            ("language", self.language.clone()),
        ];
        for (key, value) in lines {
            if let Some(value) = value {
                out += &format!("{key}: {}\n", paap_text::yaml::scalar(&value, false));
            }
        }
        if self.public {
            out += "public: true\n";
        }
        out += "respondents:\n";
        for answers in &self.respondents {
            let all: Vec<String> =
                answers.iter().map(|(question, level)| format!("{question}: {level}")).collect();
            out += &format!("  - {{{}}}\n", all.join(", "));
        }
        out
    }

    /// What was said of each aspect.
    pub fn scores(&self) -> [Scored; 5] {
        Aspect::ALL.map(|aspect| {
            let of = |answers: &Answers| {
                let own = answers.iter().filter(|(question, _)| question.aspect == aspect);
                own.fold(Mean::default(), |mean, (_, level)| mean.add(*level))
            };
            let each: Vec<Mean> =
                self.respondents.iter().map(of).filter(|mean| mean.answered > 0).collect();
            let order = |a: &&Mean, b: &&Mean| (a.sum * b.answered).cmp(&(b.sum * a.answered));
            let spread = each.iter().min_by(order).copied().zip(each.iter().max_by(order).copied());
            let mean = each.iter().fold(Mean::default(), |all, own| Mean {
                sum: all.sum + own.sum,
                answered: all.answered + own.answered,
            });
            Scored { aspect, mean, spread, people: each.len() }
        })
    }

    /// The mean of a question.
    pub fn mean(&self, question: Question) -> Mean {
        let levels = self.respondents.iter().filter_map(|own| own.get(&question));
        levels.fold(Mean::default(), |mean, level| mean.add(*level))
    }
}

fn answers(node: &Node, problems: &mut Vec<Problem>) -> Answers {
    let mut answers = Answers::new();
    for (key, value) in node.entries() {
        let Some(question) = Question::named(&key.name) else {
            let message = format!("There is no question “{}”.", key.name);
            let help = "Questions are investment_1 to investment_4, and so on for adoption, interfaces, operations and measurement.";
            problems.push(Problem::error("unknown-question", key.at, message).help(help));
            continue;
        };
        match value.text().and_then(|text| text.parse().ok()) {
            Some(level) if (1..=EACH).contains(&level) => {
                answers.insert(question, level);
            }
            _ => {
                let message = format!("“{question}” is a level from 1 to {EACH}.");
                problems.push(Problem::error("wrong-level", value.at, message));
            }
        }
    }
    answers
}

#[cfg(test)]
mod tests;
