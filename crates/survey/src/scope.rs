//! Who is counted, and how questions are named in filters.

mod number;

use crate::answers::{Question, Survey};
use crate::infer::folded::folded;
use crate::questionnaire::Problem;
use crate::read::sheet::column_letters;
use crate::view::Filter;
use crate::weights::Weights;
use crate::{Kind, Warning};
use paap_analysis::People;
use paap_analysis::expression::{self, ExpressionError, Vocabulary, nearest};
use std::collections::BTreeSet;

/// What a person wishes to be counted.
#[derive(Debug, Clone, Default)]
pub struct ScopeOptions {
    /// Only those who pass this filter.
    pub filter: Option<String>,
    /// Numbers that rest on fewer people are withheld.
    pub min_base: u64,
    /// Shares are out of those asked, not of those who answered.
    pub base_asked: bool,
    /// The text of a file of weights (`docs/weights.md`).
    pub weights: Option<String>,
}

/// Who is counted.
pub struct Scope {
    pub(crate) people: People,
    pub(crate) filter: Option<Filter>,
    pub(crate) min_base: u64,
    pub(crate) base_asked: bool,
    pub(crate) weights: Option<Weights>,
}

impl Scope {
    /// A number of people, where it may be said.
    pub(crate) fn said(&self, people: u64) -> Option<u64> {
        (people == 0 || people >= self.min_base).then_some(people)
    }

    /// Whether too few people answered a question for anything of what they said to be shown,
    /// whatever its shares are out of.
    pub(crate) fn withholds(&self, question: &Question) -> bool {
        question.answered.count_both(&self.people) < self.min_base
    }
}

/// Why somebody cannot be counted.
#[derive(Debug, thiserror::Error)]
pub enum ScopeError {
    /// A filter is wrong.
    #[error("{0}")]
    Filter(#[from] ExpressionError),
    /// There is no such question.
    #[error("There is no question “{name}”.{hint} `paap survey inspect` lists the questions.")]
    Question {
        /// What was asked for.
        name: String,
        /// What may have been meant.
        hint: String,
    },
    /// A question has no options to count by.
    #[error("{id} has no options to make a table of: its kind is {kind}.")]
    NoOptions {
        /// The question.
        id: String,
        /// Its kind.
        kind: &'static str,
    },
    /// An answer is none of the five of Kano's questions.
    #[error(
        "{id} has the answer “{answer}”, which is none of Kano's five by its words. Say which they \
         are, from like to dislike: --answers \"{example}\". The answers of {id}: {answers}."
    )]
    KanoAnswer {
        /// The question.
        id: String,
        /// The answer.
        answer: String,
        /// How the five are named.
        example: String,
        /// All answers of the question.
        answers: String,
    },
    /// The five answers to Kano's questions are not named as five.
    #[error(
        "--answers names {0}, and must name five different answers, from like to dislike, with | \
         between them: --answers \"{1}\"."
    )]
    KanoAnswers(usize, String),
    /// A question that is answered more than once cannot be one of Kano's.
    #[error("{0} is a checkbox question. Kano's questions are answered with one of five answers.")]
    KanoCheckbox(String),
    /// Kano's two questions are one.
    #[error(
        "--with and --without both mean {0}. They are two questions: how people would feel with it, \
         and how without."
    )]
    KanoSame(String),
    /// A group has nobody in it.
    #[error("Nobody passes the filter “{filter}”. Compare needs people in both groups.")]
    Nobody {
        /// The filter.
        filter: String,
    },
    /// There are too many pairs of answers to test them all.
    #[error(
        "{options} options make {pairs} pairs of answers; at most {most} are tested. The questions \
         with the most options are {largest}. Make them text in a questionnaire (`paap survey \
         convert` makes one), or look at one group at a time: `paap survey compare`."
    )]
    TooManyPairs {
        /// How many pairs there are.
        pairs: u64,
        /// How many may be.
        most: u64,
        /// How many options make them.
        options: usize,
        /// The questions with the most options.
        largest: String,
    },
    /// People cannot be weighted as a file says.
    #[error("{}", render(.problems, "weights", .text))]
    Weights {
        /// All that is wrong, in the order of the places.
        problems: Vec<Problem>,
        /// The file's text.
        text: String,
    },
}

/// Problems of a file for people, with the lines they are at.
pub fn render(problems: &[Problem], file: &str, text: &str) -> String {
    crate::questionnaire::render(problems, file, Some(text)).concat().trim_end().to_owned()
}

impl Survey {
    /// Finds out who is counted.
    pub fn scope(&self, options: &ScopeOptions) -> Result<Scope, ScopeError> {
        let people = match &options.filter {
            Some(filter) => self.who(filter)?,
            None => People::all(self.people),
        };
        let filter = options
            .filter
            .as_ref()
            .map(|expression| Filter { expression: expression.clone(), people: people.count() });
        let weights = options.weights.as_ref().map(|text| self.weights(text)).transpose()?;
        let (min_base, base_asked) = (options.min_base, options.base_asked);
        Ok(Scope { people, filter, min_base, base_asked, weights })
    }

    /// Those who pass a filter.
    pub fn who(&self, filter: &str) -> Result<People, ScopeError> {
        Ok(expression::people(filter, self)?)
    }

    /// The question with this id, position or slug.
    pub fn named(&self, name: &str) -> Result<&Question, ScopeError> {
        match self.find(name) {
            Ok(index) => Ok(&self.questions[index]),
            Err(near) => {
                let quoted: Vec<String> = near.iter().map(|name| format!("“{name}”")).collect();
                let hint = match quoted.is_empty() {
                    true => String::new(),
                    false => format!(" Did you mean {}?", quoted.join(" or ")),
                };
                Err(ScopeError::Question { name: name.to_owned(), hint })
            }
        }
    }

    /// Every warning, as it may be said.
    pub(crate) fn warnings(&self, scope: &Scope) -> Vec<Warning> {
        self.told(scope, |_| true)
    }

    /// Some of the warnings, and whether anybody is counted at all. Where numbers of few people are withheld, they say none, and of
    /// questions that are withheld nothing of what is in their answers.
    fn told(&self, scope: &Scope, which: impl Fn(&Warning) -> bool) -> Vec<Warning> {
        let nobody = (scope.people.is_empty() && self.people > 0)
            .then(|| Warning::problem("nobody", "Nobody passes the filter."));
        let some = self.warnings.iter().filter(|warning| which(warning)).cloned();
        let some = some.chain(nobody);
        if scope.min_base <= 1 {
            return some.collect();
        }
        let few = self.questions.iter().filter(|question| scope.withholds(question));
        let few: BTreeSet<&str> = few.map(|question| question.id.as_str()).collect();
        some.map(|warning| match &warning.question {
            Some(id) if few.contains(id.as_str()) => warning.withheld(scope.min_base),
            _ => warning.without_counts(),
        })
        .collect()
    }

    /// The warnings about some questions, and those about the file as a whole.
    pub(crate) fn warnings_about(&self, ids: &[&str], scope: &Scope) -> Vec<Warning> {
        let columns: Vec<String> = self
            .questions
            .iter()
            .filter(|question| ids.contains(&question.id.as_str()))
            .flat_map(|question| question.columns.iter().map(|&column| column_letters(column)))
            .collect();
        let about = |warning: &Warning| match (&warning.question, &warning.column) {
            (Some(id), _) => ids.contains(&id.as_str()),
            // A row that may be read wrongly may be so in any of its columns.
            (None, Some(column)) => {
                warning.problem && warning.row.is_some() || columns.contains(column)
            }
            (None, None) => warning.problem || warning.row.is_none(),
        };
        self.told(scope, about)
    }
}

impl Question {
    /// The option with this text. What a reader does not see (case, kinds of blanks) may differ
    /// where that leaves no doubt.
    pub(crate) fn option(&self, text: &str) -> Option<usize> {
        let wanted = text.trim();
        let exact = self.options.iter().position(|choice| choice.label == wanted);
        exact.or_else(|| {
            let wanted = folded(wanted);
            let mut alike = (0..self.options.len())
                .filter(|&index| folded(&self.options[index].label) == wanted);
            alike.next().filter(|_| alike.next().is_none())
        })
    }
}

impl Vocabulary for Survey {
    fn people(&self) -> usize {
        self.people
    }

    /// Ids go before slugs, and slugs before labels: a header may look like another's id.
    fn find(&self, name: &str) -> Result<usize, Vec<String>> {
        let wanted = name.trim().trim_start_matches('#').to_lowercase();
        let id = if wanted.starts_with(|c: char| c.is_ascii_digit()) {
            format!("q{wanted}")
        } else {
            wanted
        };
        let by = |is: &dyn Fn(&Question) -> bool| self.questions.iter().position(is);
        by(&|question| question.id == id)
            .or_else(|| by(&|question| question.slug == id))
            .or_else(|| by(&|question| question.label.trim().to_lowercase() == id))
            .ok_or_else(|| {
                let questions = self.questions.iter();
                nearest(name, questions.flat_map(|q| [q.id.as_str(), &q.slug]))
            })
    }

    fn answered(&self, variable: usize) -> People {
        self.questions[variable].answered.clone()
    }

    fn asked(&self, variable: usize) -> People {
        self.questions[variable].asked.clone()
    }

    fn chose(&self, variable: usize, value: &str) -> Result<People, Vec<String>> {
        let question = &self.questions[variable];
        let wanted = value.trim();
        if let Some(option) = question.option(wanted) {
            return Ok(question.options[option].people.clone());
        }
        let lower = wanted.to_lowercase();
        if let Some(people) = number::equals(self, question, wanted) {
            return Ok(people);
        }
        if question.kind == Kind::Grid {
            // A grid is answered in its rows.
            return Err(question.rows.iter().map(|row| row.to_string()).collect());
        }
        if !question.kind.has_options() {
            let people = number::says(self, question, &lower);
            if !people.is_empty() {
                return Ok(people);
            }
            // Texts that people wrote are not repeated in a message.
            return Err(Vec::new());
        }
        Err(nearest(wanted, question.options.iter().map(|choice| choice.label.as_str())))
    }

    fn whose_number(&self, variable: usize, passes: &dyn Fn(f64) -> bool) -> Option<People> {
        number::whose(self, &self.questions[variable], passes)
    }

    fn whose_place(
        &self,
        variable: usize,
        value: &str,
        holds: &dyn Fn(f64, f64) -> bool,
    ) -> Result<People, Vec<String>> {
        let question = &self.questions[variable];
        let on_scale = || question.options.iter().filter_map(|c| Some((c, c.score?)));
        let Some(wanted) = number::place(question, value) else {
            return Err(nearest(value, on_scale().map(|(choice, _)| choice.label.as_str())));
        };
        let passing = on_scale().filter(|(_, own)| holds(*own, wanted));
        Ok(passing.fold(People::none(self.people), |people, (own, _)| people.or(&own.people)))
    }
}
