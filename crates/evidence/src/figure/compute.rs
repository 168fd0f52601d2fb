//! What an expression gives today.

use super::{Asks, Expression, Sort, Value};
use crate::Sources;
use paap_analysis::People;
use paap_analysis::expression::{
    Expression as Filter, ExpressionError, Name, Place, Vocabulary, nearest, people_of, variable,
};
use paap_analysis::interval::{CONFIDENCE, Interval, wilson};
use paap_interview::tabulate::Tabulation;
use paap_survey::view::Stats;
use paap_survey::{Question, Survey};

/// What codings are called as a source.
pub const INTERVIEWS: &str = "interviews";

/// Where a figure comes from.
#[derive(Clone, Copy)]
pub enum Source<'a> {
    /// Answers.
    Survey(&'a Survey),
    /// What was coded.
    Interviews(&'a Tabulation),
    /// Others of whom something can be counted, such as customers.
    Others(&'a dyn Vocabulary),
}

/// What an expression gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Computed {
    /// The number.
    pub value: Value,
    /// How sure it is: of a count or share, Wilson's interval of the share (0 to 1); of a number the
    /// interval that the survey's summary has. None of excerpts, and where there are too few people.
    pub interval: Option<Interval>,
    /// The people counted; of a number those who gave one.
    pub people: People,
    /// The people out of whom they are counted.
    pub among: People,
}

impl Computed {
    /// The people counted, and those out of whom, as sets of the source's people: what disclosure
    /// control needs to know of a figure.
    pub fn sets(&self) -> (&People, &People) {
        (&self.people, &self.among)
    }
}

/// Why an expression gives nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// There is no such source.
    #[error("There is no source “{name}”.{hint}")]
    UnknownSource {
        /// What was asked for.
        name: String,
        /// What there is.
        hint: String,
    },
    /// The study has several surveys, and none is named.
    #[error("The study has several surveys. Say after the expression which one: {}.", .known.join(", "))]
    SourceNeeded {
        /// The surveys.
        known: Vec<String>,
    },
    /// The answers or codings are not at hand: a lead must have attested the value.
    #[error("The data of “{source_name}” is not at hand.")]
    NotAtHand {
        /// The source.
        source_name: String,
    },
    /// The expression means nothing in its source.
    #[error("{0}")]
    Wrong(#[from] ExpressionError),
    /// Nobody is left to count.
    #[error("Nobody is left to count: there is no one of whom it can be said.")]
    Nobody,
}

/// What a source is called that is perhaps not named; None where several could be meant.
pub fn source_name<'a>(name: Option<&'a str>, sources: &Sources<'a>) -> Option<&'a str> {
    match (name.map(str::trim), sources.surveys.len()) {
        (Some(name), _) => Some(name),
        (None, 0) => Some(INTERVIEWS),
        (None, 1) => sources.surveys.keys().next().copied(),
        (None, _) => None,
    }
}

/// The source with this name. None means the study's only survey, or the interviews where it has no
/// survey.
///
/// # Errors
///
/// Where it is not known or not at hand.
pub fn source<'a>(name: Option<&str>, sources: &Sources<'a>) -> Result<Source<'a>, Fault> {
    let surveys = || sources.surveys.keys().copied();
    let Some(name) = source_name(name, sources) else {
        return Err(Fault::SourceNeeded { known: surveys().map(str::to_owned).collect() });
    };
    let away = || Fault::NotAtHand { source_name: name.to_owned() };
    if name == INTERVIEWS {
        return sources.coded.map(Source::Interviews).ok_or_else(away);
    }
    match sources.surveys.get(name) {
        Some(Some(survey)) => Ok(Source::Survey(survey)),
        Some(None) => Err(away()),
        None => {
            let known = || surveys().chain([INTERVIEWS]);
            let hint = match nearest(name, known()).first() {
                Some(near) => format!(" Did you mean “{near}”?"),
                None => format!(" There are: {}.", known().collect::<Vec<_>>().join(", ")),
            };
            Err(Fault::UnknownSource { name: name.to_owned(), hint })
        }
    }
}

/// What an expression gives today.
///
/// # Errors
///
/// Where its source is not known or not at hand, where it means nothing there, and where nobody is
/// left to count.
pub fn compute(
    expression: &Expression,
    name: Option<&str>,
    sources: &Sources<'_>,
) -> Result<Computed, Fault> {
    let source = source(name, sources)?;
    let counted = match source {
        Source::Survey(survey) => People::all(survey.people),
        // An interview that nobody has coded says nothing.
        Source::Interviews(coded) => sources.counted(coded),
        Source::Others(others) => People::all(others.people()),
    };
    computed(expression, source, counted)
}

/// What an expression gives of others than those whom a study asks, such as customers.
///
/// # Errors
///
/// Where it means nothing there, and where nobody is left to count.
pub fn compute_among(expression: &Expression, others: &dyn Vocabulary) -> Result<Computed, Fault> {
    computed(expression, Source::Others(others), People::all(others.people()))
}

fn computed(
    expression: &Expression,
    source: Source<'_>,
    counted: People,
) -> Result<Computed, Fault> {
    let seen = Seen { text: &expression.text, source, counted };
    let computed = match (&expression.asks, expression.sort) {
        (Asks::Who(who, of), Sort::Excerpts) => seen.excerpts(who, of.as_ref())?,
        (Asks::Who(who, of), sort) => seen.people(who, of.as_ref(), sort)?,
        (Asks::Numbers(question, among), sort) => seen.number(question, among.as_ref(), sort)?,
    };
    if computed.value.base == 0 { Err(Fault::Nobody) } else { Ok(computed) }
}

/// An expression's text, seen in its source.
struct Seen<'a> {
    text: &'a str,
    source: Source<'a>,
    /// Those who are counted at all.
    counted: People,
}

impl Seen<'_> {
    fn vocabulary(&self) -> &dyn Vocabulary {
        match self.source {
            Source::Survey(survey) => survey,
            Source::Interviews(coded) => coded,
            Source::Others(others) => others,
        }
    }

    fn wrong(&self, place: Place, message: String) -> Fault {
        ExpressionError { text: self.text.to_owned(), place, message }.into()
    }

    /// Those who are counted at all and pass a filter, if there is one.
    fn among(&self, filter: Option<&Filter>) -> Result<People, Fault> {
        let Some(filter) = filter else { return Ok(self.counted.clone()) };
        Ok(self.counted.and(&people_of(filter, self.text, self.vocabulary())?))
    }

    /// Those of whom a filter can be said: who answered every question of which it asks the answer,
    /// and was asked every question of which it asks whether it was answered.
    fn sayable(&self, filter: &Filter) -> Result<People, Fault> {
        let of = self.vocabulary();
        let find = |name: &Name| variable(name, self.text, of);
        Ok(match filter {
            Filter::And(parts) | Filter::Or(parts) => {
                let mut people = People::all(of.people());
                for part in parts {
                    people = people.and(&self.sayable(part)?);
                }
                people
            }
            Filter::Not(inner) => self.sayable(inner)?,
            Filter::Chose(name, _) | Filter::ChoseNot(name, _) | Filter::Compares(name, ..) => {
                of.answered(find(name)?)
            }
            Filter::Answered(name) => of.asked(find(name)?),
            Filter::Asked(_) => People::all(of.people()),
        })
    }

    fn people(&self, who: &Filter, of: Option<&Filter>, sort: Sort) -> Result<Computed, Fault> {
        let among = self.among(of)?.and(&self.sayable(who)?);
        let people = people_of(who, self.text, self.vocabulary())?.and(&among);
        let (count, base) = (people.count(), among.count());
        let interval = wilson(count, base, CONFIDENCE);
        Ok(Computed { value: Value { sort, count, base, number: None }, interval, people, among })
    }

    /// Excerpts with one of some codes, in the words of some people. What overlaps is one.
    fn excerpts(&self, who: &Filter, of: Option<&Filter>) -> Result<Computed, Fault> {
        let codes = self.codes(who)?;
        let Source::Interviews(coded) = self.source else {
            let message = "Only interviews have excerpts.".to_owned();
            return Err(self.wrong(Place { start: 0, end: "excerpts".len() }, message));
        };
        let among = self.among(of)?;
        let passages = coded.passages(&codes);
        let own = |person: &usize| among.contains(*person);
        let counted = || passages.iter().filter(|passage| passage.people.iter().any(own));
        let mut people = People::none(among.size());
        counted().flat_map(|passage| &passage.people).for_each(|at| people.insert(*at));
        let people = people.and(&among);
        let (count, base) = (counted().count() as u64, among.count());
        let value = Value { sort: Sort::Excerpts, count, base, number: None };
        Ok(Computed { value, interval: None, people, among })
    }

    /// The codes that a filter names, where it names codes and nothing else.
    fn codes(&self, who: &Filter) -> Result<Vec<usize>, Fault> {
        // That the names mean something is said first.
        let _ = people_of(who, self.text, self.vocabulary())?;
        let Source::Interviews(coded) = self.source else { return Ok(Vec::new()) };
        let parts = match who {
            Filter::Or(parts) => parts.as_slice(),
            one => std::slice::from_ref(one),
        };
        let mut codes = Vec::new();
        for part in parts {
            let Filter::Chose(name, values) = part else { return Err(self.no_code(part)) };
            for value in values {
                let is_code = name.text.trim().eq_ignore_ascii_case("code");
                let code = coded.code(&value.text).ok().filter(|_| is_code);
                codes.push(code.ok_or_else(|| self.no_code(part))?);
            }
        }
        Ok(codes)
    }

    fn no_code(&self, part: &Filter) -> Fault {
        let place = part.names().first().map_or(Place { start: 0, end: 0 }, |name| name.place);
        let message = "Excerpts are counted of codes alone: code = \"…\" or code in (…). Whose they \
                       are comes after “of”.";
        self.wrong(place, message.to_owned())
    }

    fn number(&self, name: &Name, among: Option<&Filter>, sort: Sort) -> Result<Computed, Fault> {
        let Source::Survey(survey) = self.source else {
            let message =
                format!("There is no {} here: it is of a survey's question.", sort.name());
            return Err(self.wrong(name.place, message));
        };
        let question = &survey.questions[variable(name, self.text, survey)?];
        let among = self.among(among)?.and(&question.answered);
        let none = || self.wrong(name.place, none(question, sort));
        let stats = survey.numbers(question, &among).ok_or_else(none)?;
        if stats.n == 0 {
            return Err(Fault::Nobody);
        }
        let (number, interval) = measured(&stats, sort).ok_or_else(none)?;
        let (count, base) = (stats.n, stats.n);
        let value = Value { sort, count, base, number: Some(number) };
        Ok(Computed { value, interval, people: among.clone(), among })
    }
}

/// A number and its interval.
fn measured(stats: &Stats, sort: Sort) -> Option<(f64, Option<Interval>)> {
    let score = || stats.score.as_ref().filter(|score| score.name == "NPS");
    let (number, low, high) = match sort {
        Sort::Median => (stats.median?, stats.median_low, stats.median_high),
        Sort::Mean => (stats.mean?, stats.mean_low, stats.mean_high),
        _ => (score()?.value, score()?.low, score()?.high),
    };
    Some((number, low.zip(high).map(|(low, high)| Interval { low, high })))
}

/// Why a question has no such number.
fn none(question: &Question, sort: Sort) -> String {
    let (id, kind) = (&question.id, question.kind.name());
    match sort {
        Sort::Nps => format!(
            "{id} has no NPS: it is no question about recommending on a scale from 0 to 10."
        ),
        _ if !question.kind.is_ordered() => {
            format!("{id} has no {}: its kind is {kind}, which has no order.", sort.name())
        }
        _ => format!(
            "{id} has no {}: a scale in words has no distances, and an answer such as 100+ no end.",
            sort.name()
        ),
    }
}
