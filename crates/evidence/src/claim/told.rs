//! What a figure's own words tell: whom it is of, in which unit, when, and whether it is of those who do
//! *not*.

use super::context::is_person;
use super::tokens::{Kind, Token, tokens};
use super::units::Unit;
use crate::figure::{self, Expression, Source};
use crate::insight::Figure;
use crate::sources::Sources;
use paap_analysis::expression::Expression as Filter;
use std::collections::BTreeSet;

/// What a figure's meaning, expression and question tell.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Told {
    /// The words of its meaning and of the answers that it counts, in the singular.
    pub(super) words: BTreeSet<String>,
    /// For its meaning, and for each answer it counts: the words by which to tell it.
    pub(super) names: Vec<BTreeSet<String>>,
    /// The units of time or money that its meaning or its question names.
    pub(super) units: BTreeSet<Unit>,
    /// Whether what it measures may be people.
    pub(super) of_people: bool,
    /// The year that its meaning, expression or source names, where it is one alone.
    pub(super) year: Option<u32>,
    /// Whether its expression says *not*.
    pub(super) is_not: bool,
    /// Whether its meaning, or an answer that it counts, says *not*, or what is like it.
    pub(super) denies: bool,
    /// Whether an answer that it counts does.
    answers_deny: bool,
    /// Whether it is of some of those who were asked alone.
    pub(super) is_narrowed: bool,
    /// The answers that it counts, as they are.
    pub(super) values: Vec<String>,
    /// Whether answers are held against numbers, or several questions are asked at once.
    pub(super) is_mixed: bool,
}

impl Told {
    pub(super) fn of(figure: &Figure, sources: &Sources<'_>) -> Self {
        let Ok(expression) = figure::read(&figure.expression) else { return Self::default() };
        let mut told = Self::default();
        let mut values = Vec::new();
        let filters = match (expression.who(), expression.measures()) {
            (Some((who, of)), _) => {
                told.look(who, &mut values);
                of
            }
            (_, Some((_, of))) => of,
            _ => None,
        };
        told.is_narrowed =
            filters.is_some() || matches!(expression.who(), Some((Filter::And(_), _)));
        // Of whom it is tells figures from each other, and denies nothing of what is counted.
        let mut among = Self::default();
        let mut others = Vec::new();
        filters.into_iter().for_each(|of| among.look(of, &mut others));
        let label = label(&expression, figure, sources);
        let meaning = tokens(&figure.meaning);
        told.denies = denies(&meaning);
        told.names.push(telling(&meaning));
        for value in &values {
            let own = tokens(value);
            told.answers_deny |= denies(&own);
            told.names.push(telling(&own));
        }
        told.denies |= told.answers_deny;
        told.names.retain(|own| !own.is_empty());
        let all = values.iter().chain(&others).map(String::as_str).chain([figure.meaning.as_str()]);
        told.words = all.flat_map(|text| words(&tokens(text))).collect();
        told.values = values;
        let about = tokens(&format!("{} {label}", figure.meaning));
        told.units = about.iter().filter_map(|token| Unit::of(&token.text)).collect();
        told.of_people = counts_people(&meaning, &tokens(&label));
        let source = figure.source.as_deref().unwrap_or_default();
        told.year = year(&format!("{} {} {source}", figure.meaning, figure.expression));
        told
    }

    /// Whether *not* in its expression is all that denies: an answer such as *I use none* is no complement.
    pub(super) fn denies_once(&self) -> bool {
        self.is_not && !self.answers_deny
    }

    fn look(&mut self, filter: &Filter, values: &mut Vec<String>) {
        match filter {
            Filter::And(parts) | Filter::Or(parts) => {
                self.is_mixed = true;
                parts.iter().for_each(|part| self.look(part, values));
            }
            Filter::Not(inner) => {
                self.is_not = true;
                self.look(inner, values);
            }
            Filter::Chose(_, own) => values.extend(own.iter().map(|value| value.text.clone())),
            Filter::ChoseNot(_, own) => {
                self.is_not = true;
                values.extend(own.iter().map(|value| value.text.clone()));
            }
            Filter::Compares(_, _, value) => {
                self.is_mixed = true;
                values.push(value.text.clone());
            }
            Filter::Answered(_) | Filter::Asked(_) => self.is_mixed = true,
        }
    }
}

/// The questions whose numbers a figure measures or compares, as they were asked, and what they are called.
fn label(expression: &Expression, figure: &Figure, sources: &Sources<'_>) -> String {
    let survey = match figure::source(figure.source.as_deref(), sources) {
        Ok(Source::Survey(survey)) => Some(survey),
        _ => None,
    };
    let mut label = String::new();
    for (name, _) in expression.names().into_iter().filter(|(_, values)| values.is_empty()) {
        label.push_str(&format!(" {}", name.replace(['-', '_'], " ")));
        let wanted = |question: &&paap_survey::Question| {
            [&question.id, &question.slug, &question.label].contains(&&name)
        };
        let question = survey.and_then(|survey| survey.questions.iter().find(wanted));
        label.push_str(&question.map_or(String::new(), |own| format!(" {}", own.label)));
    }
    label
}

/// Whether what is measured is a number of people: *people are in a team*, *How many people …?*
fn counts_people(meaning: &[Token], label: &[Token]) -> bool {
    let first = meaning.iter().take(2).any(|token| is_person(&token.text));
    let asked = label.iter().enumerate().any(|(at, token)| {
        matches!(
            token.text.as_str(),
            "many" | "number" | "viele" | "combien" | "cuántas" | "quantas"
        ) && label.iter().skip(at + 1).take(3).any(|token| is_person(&token.text))
    });
    first || asked
}

/// The one year that a text names.
fn year(text: &str) -> Option<u32> {
    let digits = text.split(|c: char| !c.is_ascii_digit()).filter(|part| part.len() == 4);
    let years: BTreeSet<u32> = digits
        .filter_map(|part| part.parse().ok())
        .filter(|year| (1990..2100).contains(year))
        .collect();
    years.first().copied().filter(|_| years.len() == 1)
}

/// A word in the singular, without what says whose it is.
pub(super) fn singular(word: &str) -> String {
    let word = word.strip_suffix("'s").or_else(|| word.strip_suffix('\'')).unwrap_or(word);
    let long = word.chars().count() > 3;
    match word {
        _ if !long || word.ends_with("ss") => word.to_owned(),
        _ => word.strip_suffix('s').unwrap_or(word).to_owned(),
    }
}

/// The words of a sentence by which figures are told from each other.
pub(super) fn words(tokens: &[Token]) -> BTreeSet<String> {
    const PLAIN: [&str; 44] = [
        "the",
        "and",
        "or",
        "of",
        "a",
        "an",
        "to",
        "in",
        "on",
        "at",
        "for",
        "is",
        "are",
        "was",
        "were",
        "be",
        "it",
        "that",
        "this",
        "they",
        "their",
        "who",
        "with",
        "as",
        "by",
        "than",
        "more",
        "less",
        "many",
        "much",
        "people",
        "person",
        "team",
        "respondent",
        "participant",
        "do",
        "does",
        "did",
        "have",
        "has",
        "had",
        "from",
        "use",
        "say",
    ];
    let own = tokens.iter().filter(|token| token.is_word()).map(|token| singular(&token.text));
    own.filter(|word| word.chars().count() > 2 && !PLAIN.contains(&word.as_str())).collect()
}

/// The words that tell what is counted: those that are not about *not*.
fn telling(tokens: &[Token]) -> BTreeSet<String> {
    let mut own = words(tokens);
    own.retain(|word| !is_denying(word) && !is_person(word));
    own
}

/// Whether a word says *not*.
pub(super) fn is_denying(word: &str) -> bool {
    matches!(
        word,
        "not"
            | "no"
            | "never"
            | "none"
            | "nobody"
            | "nothing"
            | "nowhere"
            | "neither"
            | "nor"
            | "without"
            | "cannot"
            | "nicht"
            | "kein"
            | "keine"
            | "keinen"
            | "nie"
            | "niemand"
            | "ohne"
            | "ne"
            | "pas"
            | "jamais"
            | "sans"
            | "aucun"
            | "aucune"
            | "nunca"
            | "sin"
            | "nadie"
            | "não"
            | "sem"
            | "nenhum"
            | "nenhuma"
    ) || word.ends_with("n't")
}

/// Whether words say *not*, or what is like it: *lack*, *avoid*, *unable*.
pub(super) fn denies(tokens: &[Token]) -> bool {
    const LIKE: [&str; 43] = [
        "lack",
        "lacks",
        "lacking",
        "avoid",
        "avoids",
        "miss",
        "misses",
        "missing",
        "outside",
        "fail",
        "fails",
        "failed",
        "reject",
        "rejects",
        "refuse",
        "refuses",
        "skip",
        "skips",
        "ignore",
        "ignores",
        "absent",
        "abstain",
        "decline",
        "against",
        "off",
        "out",
        "away",
        "stop",
        "stopped",
        "left",
        "leave",
        "few",
        "little",
        "hardly",
        "barely",
        "rarely",
        "seldom",
        "only",
        "other",
        "others",
        "inactive",
        "impossible",
        "incomplete",
    ];
    const BEGINNINGS: [&str; 4] = ["un", "dis", "non", "anti"];
    tokens.iter().filter(|token| token.is_word()).any(|token| {
        let word = token.text.as_str();
        is_denying(word)
            || LIKE.contains(&word)
            || word.chars().count() > 4 && BEGINNINGS.iter().any(|own| word.starts_with(own))
    }) || tokens.iter().any(|token| matches!(token.kind, Kind::Mark('≠' | '¬')))
}
