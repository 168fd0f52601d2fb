//! Which answers go together.

use super::{Filter, Level, Weighting};
use crate::Warning;
use foldhash::HashSet;
use paap_analysis::level::{HIGHEST_Q, LEAST_PEOPLE};
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;

/// `paap survey associations`.
#[derive(Debug, Clone, Serialize)]
pub struct Associations {
    /// How many people are in the file.
    pub respondents: u64,
    /// Who is counted, where not everybody is.
    pub filter: Option<Filter>,
    /// How people are weighted, where they are.
    pub weights: Option<Weighting>,
    /// How many pairs of answers were tested; `q` is corrected for this many.
    pub tested: u64,
    /// How many pairs were left out because they go together by construction.
    pub structural: u64,
    /// How many pairs are findings.
    pub findings: u64,
    /// The pairs, surest first.
    pub pairs: Pairs,
    /// What to know when reading the numbers.
    pub notes: Vec<String>,
    /// Everything odd.
    pub warnings: Vec<Warning>,
}

impl Associations {
    /// How many people a finding rests on at least.
    pub const LEAST_PEOPLE: f64 = LEAST_PEOPLE;

    /// Whether some pair's `q` is low enough for a finding. Where nevertheless none is one, it rests
    /// on too few people.
    pub fn stands_out(&self) -> bool {
        self.pairs.found.iter().any(|pair| pair.q <= HIGHEST_Q)
    }

    /// The same, without its pairs.
    pub fn without_pairs(&self) -> Self {
        Self {
            respondents: self.respondents,
            filter: self.filter.clone(),
            weights: self.weights.clone(),
            tested: self.tested,
            structural: self.structural,
            findings: self.findings,
            pairs: Pairs::default(),
            notes: self.notes.clone(),
            warnings: self.warnings.clone(),
        }
    }
}

/// An answer: a question, and an option of it.
#[derive(Debug, Clone, Serialize)]
pub struct Answer {
    /// The question's id.
    pub question: String,
    /// The question's text.
    pub label: String,
    /// The option's text.
    pub option: String,
    /// How many of the pair's `n` people chose it.
    pub count: u64,
}

/// Two answers to two questions.
#[derive(Debug, Clone, Serialize)]
pub struct Pair {
    /// The answer to the earlier question.
    pub a: Answer,
    /// The answer to the later question.
    pub b: Answer,
    /// How many people answered both questions.
    pub n: u64,
    /// How many of them gave both answers.
    pub both: u64,
    /// The share of `b` among `a`, less the share of `b` among the rest.
    pub effect: f64,
    /// The effect's interval (Newcombe): 95% sure for this one pair, not corrected for how many are
    /// looked at.
    pub low: f64,
    /// The effect's interval (Newcombe).
    pub high: f64,
    /// `fisher` where an expected count is below 5, else `chi-square`; with weights `rao-scott`, or `fisher`
    /// of people without weights.
    pub test: &'static str,
    /// How often chance alone would give a table at least this uneven.
    pub p: f64,
    /// `p`, corrected for the number of pairs (Benjamini–Hochberg).
    pub q: f64,
    /// What it may be taken for.
    pub level: Level,
}

/// Many pairs, whose answers' texts are kept once: there may be millions.
#[derive(Debug, Clone, Default)]
pub struct Pairs {
    pub(crate) texts: Vec<AnswerText>,
    pub(crate) found: Vec<Found>,
    /// Of two answers of which nearly everybody gave one, from the place of the later to that of the
    /// other.
    pub(crate) mirrors: BTreeMap<u32, u32>,
}

/// The texts of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AnswerText {
    /// The question's id.
    pub question: String,
    /// The question's text.
    pub label: String,
    /// The option's text.
    pub option: String,
}

/// A pair without its texts. See [`Pair`] for its numbers.
#[derive(Debug, Clone, Copy)]
pub struct Found {
    /// The place of the earlier answer's texts in [`Pairs::texts`], and how many gave it.
    pub a: (u32, u32),
    /// The place of the later answer's texts, and how many gave it.
    pub b: (u32, u32),
    /// How many people answered both questions.
    pub n: u32,
    /// How many of them gave both answers.
    pub both: u32,
    /// The difference, and its interval.
    pub effect: [f64; 3],
    /// How often chance alone would give a table at least this uneven.
    pub p: f64,
    /// `p`, corrected.
    pub q: f64,
    /// Which test.
    pub test: Test,
    /// What it may be taken for.
    pub level: Level,
}

/// A test of two answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Test {
    /// Fisher's exact test.
    Fisher,
    /// The chi-square test.
    ChiSquare,
    /// Rao and Scott's, of weighted tables.
    RaoScott,
}

impl Pair {
    /// Whether its `q` is low enough for a finding, be they enough people or not.
    pub fn stands_out(&self) -> bool {
        self.q <= HIGHEST_Q
    }
}

impl Test {
    /// The word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fisher => "fisher",
            Self::ChiSquare => "chi-square",
            Self::RaoScott => "rao-scott",
        }
    }
}

impl Pairs {
    /// What is to be said of pairs that are not there [to be read](Self::to_read), behind their
    /// number.
    pub const MIRRORED: &str =
        "not listed: where nearly all said one of two things, a pair with the one says it of both.";

    /// How many there are.
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// The answers' texts, each once.
    pub fn texts(&self) -> &[AnswerText] {
        &self.texts
    }

    /// The pairs without their texts, in their order.
    pub fn found(&self) -> &[Found] {
        &self.found
    }

    /// The pairs one by one, each made as it is asked for.
    pub fn iter(&self) -> impl Iterator<Item = Pair> + '_ {
        self.found.iter().map(|found| self.pair(found))
    }

    /// The pairs to be read by people. Where nearly everybody said either Yes or No, a pair with No says
    /// the same as the one with Yes, and is left out.
    pub fn to_read(&self) -> impl Iterator<Item = Pair> + '_ {
        let findings = self.findings();
        let read = move |found: &&Found| !self.is_mirrored(found, &findings);
        self.found.iter().filter(read).map(|found| self.pair(found))
    }

    /// How many pairs [`Self::to_read`] leaves out.
    pub fn mirrored(&self) -> usize {
        let findings = self.findings();
        self.found.iter().filter(|found| self.is_mirrored(found, &findings)).count()
    }

    fn findings(&self) -> HashSet<(u32, u32)> {
        let findings = self.found.iter().filter(|found| found.level == Level::Finding);
        findings.map(|found| (found.a.0, found.b.0)).collect()
    }

    /// Whether another pair says the same, as a finding too where this is one.
    fn is_mirrored(&self, found: &Found, findings: &HashSet<(u32, u32)>) -> bool {
        let first = |answer: u32| self.mirrors.get(&answer).copied().unwrap_or(answer);
        let other = (first(found.a.0), first(found.b.0));
        other != (found.a.0, found.b.0)
            && (found.level != Level::Finding || findings.contains(&other))
    }

    fn pair(&self, found: &Found) -> Pair {
        let answer = |(text, count): (u32, u32)| {
            let text = &self.texts[text as usize];
            Answer {
                question: text.question.clone(),
                label: text.label.clone(),
                option: text.option.clone(),
                count: u64::from(count),
            }
        };
        let [effect, low, high] = found.effect;
        Pair {
            a: answer(found.a),
            b: answer(found.b),
            n: u64::from(found.n),
            both: u64::from(found.both),
            effect,
            low,
            high,
            test: found.test.name(),
            p: found.p,
            q: found.q,
            level: found.level,
        }
    }
}

impl Serialize for Pairs {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl FromIterator<Pair> for Pairs {
    fn from_iter<I: IntoIterator<Item = Pair>>(pairs: I) -> Self {
        let mut made = Self::default();
        let place = |texts: &mut Vec<AnswerText>, answer: Answer| {
            let Answer { question, label, option, count } = answer;
            let text = AnswerText { question, label, option };
            let place = texts.iter().position(|known| *known == text).unwrap_or_else(|| {
                texts.push(text);
                texts.len() - 1
            });
            (place as u32, count as u32)
        };
        for pair in pairs {
            let tests = [Test::Fisher, Test::ChiSquare, Test::RaoScott];
            made.found.push(Found {
                a: place(&mut made.texts, pair.a),
                b: place(&mut made.texts, pair.b),
                n: pair.n as u32,
                both: pair.both as u32,
                effect: [pair.effect, pair.low, pair.high],
                p: pair.p,
                q: pair.q,
                test: tests
                    .into_iter()
                    .find(|test| test.name() == pair.test)
                    .unwrap_or(Test::Fisher),
                level: pair.level,
            });
        }
        made
    }
}
