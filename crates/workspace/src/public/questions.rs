//! The questions of a survey as variables of a release.

use super::labels::{Naming, OTHER, clean, named};
use super::numbers;
use paap_analysis::People;
use paap_analysis::expression::{self, Vocabulary};
use paap_privacy::disclosure::table::{Priority, Question as Kin, Release, Unsuitable, Variable};
use paap_survey::{Kind, Question, Survey};
use std::collections::BTreeMap;

/// What answers to a question of numbers are called that are not one number.
const UNCLEAR: &str = "Not one number";

/// What those are called who were asked and did not answer.
pub(super) const NO_ANSWER: &str = "(no answer)";
/// What those are called who were not asked.
pub(super) const NOT_ASKED: &str = "(not asked)";

/// The variables of each question that may be published, by the question's place in the survey.
pub(super) struct Variables {
    of: BTreeMap<usize, Asked>,
}

/// A question as it is counted.
pub(super) struct Asked {
    /// Its variables.
    pub(super) form: Form,
    /// Which others outsiders know it to hang together with.
    pub(super) kin: Kin,
    /// How many of those who were asked gave no answer, and how many were not asked, as values of each
    /// variable: the places of the two.
    pub(super) silent: Silent,
}

/// Where those who said nothing are among the values of a variable.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Silent {
    /// Asked, and did not answer.
    pub(super) unanswered: Option<usize>,
    /// Not asked.
    pub(super) not_asked: Option<usize>,
}

impl Silent {
    /// The places, with what they are called.
    pub(super) const fn places(self) -> [(Option<usize>, &'static str); 2] {
        [(self.unanswered, NO_ANSWER), (self.not_asked, NOT_ASKED)]
    }
}

/// What a question's answers are as variables.
pub(super) enum Form {
    /// Each person has one answer: the labels of the values; a label that may not be said is None.
    One(Variable, Vec<Label>),
    /// Each person can have several: a variable for each, whose first value is having it.
    Several(Vec<(Variable, Label)>),
    /// Words, and what else has no answers to count: only who answered, the first value.
    Words(Variable),
}

/// What an answer is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    /// Its text; None where it must not be said.
    pub(super) text: Option<String>,
    /// Whether it stands for everything that people wrote.
    pub(super) other: bool,
}

impl Variables {
    /// Makes the variables of all questions that are not hidden.
    pub(super) fn of(
        release: &mut Release,
        survey: &Survey,
        naming: &Naming<'_>,
        hidden: &[&str],
    ) -> Self {
        let hidden: Vec<usize> = hidden.iter().filter_map(|name| survey.find(name).ok()).collect();
        let kin = kin(release, survey);
        let mut of = BTreeMap::new();
        for (at, question) in survey.questions.iter().enumerate() {
            if hidden.contains(&at) || question.kind == Kind::Grid {
                continue;
            }
            // Rows of a hidden grid are hidden with it.
            let grid = question.grid.as_ref().and_then(|grid| survey.find(grid).ok());
            if grid.is_some_and(|grid| hidden.contains(&grid)) {
                continue;
            }
            if let Some(asked) = asked(release, survey, at, kin[at], naming) {
                of.insert(at, asked);
            }
        }
        Self { of }
    }

    /// The question in this place, if it may be published.
    pub(super) fn get(&self, at: usize) -> Option<&Asked> {
        self.of.get(&at)
    }

    /// All of them, in the order of the survey.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, &Asked)> {
        self.of.iter().map(|(at, asked)| (*at, asked))
    }

    /// Publishes the table of each question.
    pub(super) fn publish(&self, release: &mut Release) {
        for variable in self.of.values().flat_map(Asked::variables) {
            // One variable of this release always makes a table.
            let _ = release.table(&[variable], Priority::Ordinary);
        }
    }
}

impl Asked {
    /// The variables that some of its values rest on: of a checkbox question those of the options that
    /// are named, or all where none is.
    pub(super) fn named(&self, survey: &Survey, at: usize, values: &[String]) -> Vec<Variable> {
        let Form::Several(all) = &self.form else { return self.variables() };
        let chosen = values.iter().map(|value| {
            let people = survey.chose(at, value).ok()?;
            let options = &survey.questions[at].options;
            let option = options.iter().find(|choice| choice.people == people)?;
            let label = if option.other { OTHER.to_owned() } else { clean(&option.label) };
            let own = all.iter().find(|(_, own)| own.text.as_ref() == Some(&label))?;
            Some(own.0)
        });
        let chosen: Option<Vec<Variable>> = chosen.collect();
        match chosen {
            Some(chosen) if !chosen.is_empty() => chosen,
            // Whether somebody answered is the same in each.
            _ => all.first().map(|(variable, _)| *variable).into_iter().collect(),
        }
    }

    /// Whether a value of it may be said: it is an answer that is named, or a number that is compared.
    pub(super) fn may_name(&self, survey: &Survey, at: usize, value: &str) -> bool {
        let is_value = |label: &Label| {
            label
                .text
                .as_ref()
                .is_some_and(|text| text.to_lowercase() == clean(value).to_lowercase())
        };
        match &self.form {
            Form::One(..) if survey.questions[at].kind == Kind::Number => true,
            Form::One(_, labels) => labels.iter().any(is_value),
            Form::Several(all) => all.iter().any(|(_, label)| is_value(label)),
            Form::Words(_) => false,
        }
    }

    /// Its variables.
    pub(super) fn variables(&self) -> Vec<Variable> {
        match &self.form {
            Form::One(variable, _) | Form::Words(variable) => vec![*variable],
            Form::Several(all) => all.iter().map(|(variable, _)| *variable).collect(),
        }
    }
}

/// Which questions hang together, as outsiders know: those asked only of who gave some answer belong to
/// the question of that answer, and the rows of a grid to each other.
fn kin(release: &mut Release, survey: &Survey) -> Vec<Kin> {
    let mut root: Vec<usize> = (0..survey.questions.len()).collect();
    fn find(root: &mut [usize], mut at: usize) -> usize {
        while root[at] != at {
            root[at] = root[root[at]];
            at = root[at];
        }
        at
    }
    for (at, question) in survey.questions.iter().enumerate() {
        let conditions = question.asked_if.iter();
        let named = conditions.filter_map(|asked| expression::parse(&asked.expression).ok());
        let named: Vec<usize> = named
            .flat_map(|filter| {
                filter
                    .names()
                    .iter()
                    .filter_map(|name| survey.find(&name.text).ok())
                    .collect::<Vec<_>>()
            })
            .collect();
        for other in named {
            let (one, other) = (find(&mut root, at), find(&mut root, other));
            root[one.max(other)] = one.min(other);
        }
    }
    let mut kin: BTreeMap<usize, Kin> = BTreeMap::new();
    let roots: Vec<usize> = (0..root.len()).map(|at| find(&mut root, at)).collect();
    roots.into_iter().map(|root| *kin.entry(root).or_insert_with(|| release.question())).collect()
}

/// A question's variables; None where they cannot be counted.
fn asked(
    release: &mut Release,
    survey: &Survey,
    at: usize,
    kin: Kin,
    naming: &Naming<'_>,
) -> Option<Asked> {
    let question = &survey.questions[at];
    let unanswered = question.asked.minus(&question.answered);
    let everybody = People::all(survey.people);
    let not_asked = everybody.minus(&question.asked).minus(&question.answered);
    let with_silent = |mut values: Vec<People>| -> (Vec<People>, Silent) {
        let mut silent = Silent::default();
        for (people, place) in
            [(&unanswered, &mut silent.unanswered), (&not_asked, &mut silent.not_asked)]
        {
            if !people.is_empty() {
                *place = Some(values.len());
                values.push(people.clone());
            }
        }
        (values, silent)
    };
    // Answers that may be named, with those that count to them.
    let mut named: Vec<(Label, People)> = named(question, naming)
        .into_iter()
        .map(|own| {
            let nobody = People::none(survey.people);
            let all = own.options.iter().map(|&option| &question.options[option]);
            let people = all.clone().fold(nobody, |people, option| people.or(&option.people));
            let other = all.clone().any(|option| option.other);
            (Label { text: Some(own.label), other }, people)
        })
        .collect();
    match question.kind {
        Kind::Single | Kind::Scale | Kind::Rating => {
            let said = named.iter().fold(question.answered.clone(), |rest, own| rest.minus(&own.1));
            if !said.is_empty() {
                named.push((Label { text: None, other: false }, said));
            }
            let people = named.iter().map(|(_, people)| people.clone());
            let (values, silent) = with_silent(people.collect());
            let labels = named.iter().map(|(label, _)| label.clone()).collect();
            match variable(release, kin, &values, silent) {
                Ok(variable) => Some(Asked { form: Form::One(variable, labels), kin, silent }),
                // A file in which people gave two answers to a single choice: each is counted alone.
                Err(_) => several(release, question, kin, &named, &with_silent),
            }
        }
        Kind::Checkbox => several(release, question, kin, &named, &with_silent),
        Kind::Number => {
            let given = survey.given_numbers(question).unwrap_or_default();
            let least = usize::try_from(naming.least).unwrap_or(usize::MAX);
            let ranges = numbers::ranges(&given, least)?;
            let of = |range: usize| {
                let is_in = |person: usize| ranges.cells[person] == u16::try_from(range).ok();
                People::from_fn(survey.people, is_in)
            };
            let mut people: Vec<People> = (0..ranges.labels.len()).map(of).collect();
            let label = |text: &String| Label { text: Some(text.clone()), other: false };
            let mut names: Vec<Label> = ranges.labels.iter().map(label).collect();
            // An answer that is no one number, such as "8-10".
            let unclear =
                people.iter().fold(question.answered.clone(), |rest, own| rest.minus(own));
            if !unclear.is_empty() {
                people.push(unclear);
                names.push(Label { text: Some(UNCLEAR.to_owned()), other: true });
            }
            let (values, silent) = with_silent(people);
            let variable = variable(release, kin, &values, silent).ok()?;
            Some(Asked { form: Form::One(variable, names), kin, silent })
        }
        Kind::Text | Kind::Date | Kind::Grid => {
            let (values, silent) = with_silent(vec![question.answered.clone()]);
            let variable = variable(release, kin, &values, silent).ok()?;
            Some(Asked { form: Form::Words(variable), kin, silent })
        }
    }
}

/// A variable of which those who were asked and gave no answer need no protection: a base says how many
/// they are. Who was not asked does: it follows from another answer.
fn variable(
    release: &mut Release,
    kin: Kin,
    values: &[People],
    silent: Silent,
) -> Result<Variable, Unsuitable> {
    let unanswered: Vec<usize> = silent.unanswered.into_iter().collect();
    release.variable_with(kin, values, &unanswered)
}

/// A variable for each option.
fn several(
    release: &mut Release,
    question: &Question,
    kin: Kin,
    named: &[(Label, People)],
    with_silent: &dyn Fn(Vec<People>) -> (Vec<People>, Silent),
) -> Option<Asked> {
    let mut all = Vec::new();
    let mut last = Silent::default();
    for (label, people) in named.iter().filter(|(label, _)| label.text.is_some()) {
        let others = question.answered.minus(people);
        let (values, silent) = with_silent(vec![people.clone(), others]);
        all.push((variable(release, kin, &values, silent).ok()?, label.clone()));
        last = silent;
    }
    (!all.is_empty()).then_some(Asked { form: Form::Several(all), kin, silent: last })
}
