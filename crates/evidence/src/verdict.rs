//! The verdict on a hypothesis: what its test and all coded evidence say, by one rule.
//!
//! All excerpts with the hypothesis's codes count, for and against, whether or not an insight cites
//! them; those of participants who withdrew never do, as they are in no tabulation. The rule is in
//! [`rule`], and in `docs/verdicts.md`.

pub mod rule;
mod voices;
mod words;

pub use rule::{Heard, Outcome, Says, outcome};
pub use voices::{Speaking, Voices};

use crate::figure::{self, Fault, Value};
use crate::hypothesis::{Hypothesis, Test};
use crate::{Insight, Sources};
use paap_analysis::interval::Interval;
use paap_analysis::level::Level as Sureness;
use paap_interview::tabulate::{Level, Method, Tabulation};
use serde::Serialize;
use voices::Coded;

/// What all evidence says of a hypothesis.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Verdict {
    /// The verdict.
    pub outcome: Outcome,
    /// What it may be taken for. It is a finding only where the test is clear and its figure a finding.
    pub level: Level,
    /// Whether the test was fixed after the first data of the test or of the interviews.
    pub exploratory: bool,
    /// When the test was fixed, against the answers that it is about; None without a test.
    pub against_answers: Option<When>,
    /// The same against the interviews; None where nobody speaks.
    pub against_interviews: Option<When>,
    /// What the test says.
    pub test: Option<Tested>,
    /// What is said in interviews and open answers, by those whom the hypothesis is about.
    pub voices: Voices,
    /// How many people speak for or against it who are of other personas: they do not count.
    pub of_other_personas: u64,
    /// How many people speak whose persona is not known, where the hypothesis is about some: they do
    /// not count.
    pub of_unknown_persona: u64,
    /// Every persona alone, by the same rule.
    pub personas: Vec<Part>,
    /// Every method alone, by the same rule.
    pub methods: Vec<Part>,
    /// Insights that bear on the hypothesis. They have no vote: their evidence is in the codings.
    pub insights: Vec<Cited>,
    /// The verdict and its reasons, each a sentence: what it says, the test, the voices, where personas
    /// or methods differ, what to be careful of.
    pub words: Vec<String>,
}

/// What a test says.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tested {
    /// The test, as it is written.
    pub text: String,
    /// What it says.
    pub says: Says,
    /// The figure, where it could be had.
    pub value: Option<Value>,
    /// The interval's lower end, in the unit of the bound.
    pub low: Option<f64>,
    /// The interval's upper end.
    pub high: Option<f64>,
    /// What the figure may be taken for.
    pub level: Level,
    /// Whether the figure is not computed, but attested by a lead.
    pub attested: bool,
    /// Why it says nothing, as a sentence.
    pub silent: Option<String>,
}

/// When a test was fixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum When {
    /// Before the data, or on its first day.
    Before,
    /// After the first day of the data.
    After,
    /// Nobody wrote down when the data began, or when the test was fixed.
    Unknown,
}

/// A persona or a method alone.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Part {
    /// The persona, or `survey`, `interviews`, `open answers`.
    pub name: String,
    /// What it says alone.
    pub outcome: Outcome,
    /// Which way it points, be it ever so weakly.
    pub points: Points,
    /// Its voices; None of a survey.
    pub voices: Option<Voices>,
}

/// Which way evidence points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Points {
    /// For the hypothesis, clearly.
    Supports,
    /// For it, weakly.
    LeansFor,
    /// Both ways.
    Divided,
    /// Against it, weakly.
    LeansAgainst,
    /// Against it, clearly.
    Contradicts,
    /// Nowhere.
    Silent,
}

/// An insight that bears on a hypothesis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cited {
    /// Its id.
    pub insight: String,
    /// How many pieces of evidence it has for its claim.
    pub pieces_for: usize,
    /// How many it has against its claim.
    pub pieces_against: usize,
}

/// What a hypothesis's test and all coded evidence say.
///
/// `attested` is the value of the test's figure from `evidence.lock`, for where the answers are not at
/// hand; where they are, it is not looked at. Of `insights` those count that name the hypothesis.
pub fn reach(
    hypothesis: &Hypothesis,
    sources: &Sources<'_>,
    attested: Option<&Value>,
    insights: &[&Insight],
) -> Verdict {
    let test = hypothesis.test.as_ref().map(|test| tested(test, sources, attested));
    let says = test.as_ref().map_or(Says::Nothing, |test| test.says);
    let coded = sources.coded.map(|all| Coded::new(all, hypothesis, sources));
    let among = coded.as_ref().map(|coded| coded.counted(&hypothesis.personas));
    let voices = coded.as_ref().zip(among.as_ref());
    let voices = voices.map(|(coded, among)| coded.voices(among, None)).unwrap_or_default();
    let personas =
        coded.as_ref().map(|own| personas(own, &hypothesis.personas)).unwrap_or_default();
    let speaks = voices.people > 0;
    let against_answers = hypothesis.test.as_ref().map(|own| answers(hypothesis, own, sources));
    let against_interviews = sources.coded.filter(|_| speaks);
    let against_interviews =
        against_interviews.map(|all| interviews(&hypothesis.date, all, sources));
    let exploratory = [against_answers, against_interviews].contains(&Some(When::After));
    let outcome = outcome(says, voices.heard);
    let clear = matches!(says, Says::Holds | Says::Fails)
        && matches!(outcome, Outcome::Supported | Outcome::Contradicted);
    let level =
        test.as_ref().filter(|_| clear && !exploratory).map_or(Level::Signal, |own| own.level);
    let (of_other_personas, of_unknown_persona) = match (&coded, hypothesis.personas.is_empty()) {
        (Some(coded), false) => coded.beside(&hypothesis.personas),
        _ => (0, 0),
    };
    let methods = methods(test.as_ref(), coded.as_ref().zip(among.as_ref()));
    let mut insights: Vec<Cited> = insights
        .iter()
        .filter(|own| own.hypothesis.as_deref() == Some(&hypothesis.id))
        .map(|own| {
            let pieces = |side| own.evidence.iter().filter(|piece| piece.side == side).count();
            Cited {
                insight: own.id.clone(),
                pieces_for: pieces(crate::Side::For),
                pieces_against: pieces(crate::Side::Against),
            }
        })
        .collect();
    insights.sort_by(|a, b| a.insight.cmp(&b.insight));
    let mut verdict = Verdict {
        outcome,
        level,
        exploratory,
        against_answers,
        against_interviews,
        test,
        voices,
        of_other_personas,
        of_unknown_persona,
        personas,
        methods,
        insights,
        words: Vec::new(),
    };
    verdict.words = words::of(&verdict);
    verdict
}

impl Verdict {
    /// The same without its test, for where disclosure control withholds its figure. Which way the test
    /// points must go, too: whoever writes two tests with neighbouring bounds would read the figure from
    /// their verdicts.
    #[must_use]
    pub fn without_figure(mut self) -> Self {
        if let Some(test) = &mut self.test {
            test.says = Says::Nothing;
            (test.value, test.low, test.high) = (None, None, None);
            test.level = Level::Signal;
            test.silent = Some("its figure is withheld, as it could point at somebody.".to_owned());
        }
        self.outcome = outcome(Says::Nothing, self.voices.heard);
        self.level = Level::Signal;
        for part in self.methods.iter_mut().filter(|part| part.voices.is_none()) {
            part.outcome = outcome(Says::Nothing, Heard::Few);
            part.points = Points::Silent;
        }
        self.words = words::of(&self);
        self
    }
}

/// What a test says today.
fn tested(test: &Test, sources: &Sources<'_>, attested: Option<&Value>) -> Tested {
    let mut tested = Tested {
        text: test.text.clone(),
        says: Says::Nothing,
        value: None,
        low: None,
        high: None,
        level: Level::Signal,
        attested: false,
        silent: None,
    };
    let (value, interval) = match figure::compute(&test.figure, test.source.as_deref(), sources) {
        Ok(computed) => (computed.value, computed.interval),
        Err(Fault::NotAtHand { .. })
            if attested.is_some_and(|own| own.sort == test.figure.sort()) =>
        {
            let Some(value) = attested.copied() else { return tested };
            tested.attested = true;
            (value, Test::interval_of(&value))
        }
        Err(why) => {
            tested.silent = Some(why.to_string());
            return tested;
        }
    };
    tested.value = Some(value);
    if value.base < test.least_base {
        let (base, least) = (value.base, test.least_base);
        let who = paap_text::some(base, "person answered", "people answered");
        tested.silent = Some(format!("{who}; the test says something of {least} or more."));
        return tested;
    }
    let (number, scaled) = test.measured(&value, interval);
    let ends = scaled.map(|own| (test.holds(own.low), test.holds(own.high)));
    tested.says = match (test.holds(number), ends) {
        (true, Some((true, true))) => Says::Holds,
        (true, _) => Says::LeansHolding,
        (false, Some((false, false))) => Says::Fails,
        (false, _) => Says::LeansFailing,
    };
    tested.low = scaled.map(|own| own.low);
    tested.high = scaled.map(|own| own.high);
    tested.level = level(&value, interval).into();
    tested
}

fn level(value: &Value, interval: Option<Interval>) -> Sureness {
    let people = value.base as f64;
    match (value.share(), value.number) {
        (Some(_), _) => Sureness::of_share(people, interval),
        (None, Some(number)) => Sureness::of_number(people, number, interval),
        (None, None) => Sureness::Signal,
    }
}

/// Every persona alone; where the hypothesis is about some, these.
fn personas(coded: &Coded<'_>, about: &[String]) -> Vec<Part> {
    let part = |name: String| {
        let voices = coded.voices(&coded.counted(std::slice::from_ref(&name)), None);
        Part::of_voices(name, voices)
    };
    coded.personas(about).into_iter().map(part).collect()
}

/// Every method alone by which something was said.
fn methods(
    test: Option<&Tested>,
    coded: Option<(&Coded<'_>, &paap_analysis::People)>,
) -> Vec<Part> {
    let survey = test.map(|test| Part {
        name: words::SURVEY.to_owned(),
        outcome: outcome(test.says, Heard::Few),
        points: Points::of_test(test.says),
        voices: None,
    });
    let spoken = coded.into_iter().flat_map(|(coded, among)| {
        let methods = [(Method::Interview, "interviews"), (Method::Answers, "open answers")];
        methods.map(|(method, name)| {
            Part::of_voices(name.to_owned(), coded.voices(among, Some(method)))
        })
    });
    let spoken = spoken.filter(|part| part.voices.as_ref().is_some_and(|own| own.people > 0));
    survey.into_iter().chain(spoken).collect()
}

impl Part {
    fn of_voices(name: String, voices: Voices) -> Self {
        let outcome = outcome(Says::Nothing, voices.heard);
        Self { name, outcome, points: Points::of_voices(&voices), voices: Some(voices) }
    }
}

impl Points {
    fn of_test(says: Says) -> Self {
        match says {
            Says::Holds => Self::Supports,
            Says::LeansHolding => Self::LeansFor,
            Says::Nothing => Self::Silent,
            Says::LeansFailing => Self::LeansAgainst,
            Says::Fails => Self::Contradicts,
        }
    }

    fn of_voices(voices: &Voices) -> Self {
        match voices.heard {
            Heard::For => Self::Supports,
            Heard::MostlyFor => Self::LeansFor,
            Heard::Split | Heard::Both => Self::Divided,
            Heard::MostlyAgainst => Self::LeansAgainst,
            Heard::Against => Self::Contradicts,
            Heard::Few if voices.only_for > voices.only_against => Self::LeansFor,
            Heard::Few if voices.only_for < voices.only_against => Self::LeansAgainst,
            Heard::Few if voices.people > 0 => Self::Divided,
            Heard::Few => Self::Silent,
        }
    }
}

/// When the test was fixed, against the data that it is about.
fn answers(hypothesis: &Hypothesis, test: &Test, sources: &Sources<'_>) -> When {
    let name = figure::source_name(test.source.as_deref(), sources);
    if let Some(all) = sources.coded.filter(|_| name == Some(figure::INTERVIEWS)) {
        return interviews(&hypothesis.date, all, sources);
    }
    since(&hypothesis.date, name.and_then(|name| sources.began.get(name)).copied())
}

/// When the test was fixed, against the interviews, and the surveys whose open answers are coded.
fn interviews(date: &str, all: &Tabulation, sources: &Sources<'_>) -> When {
    let survey = sources.began.values().copied().min();
    let days = all.days().map(|(method, day)| match method {
        Method::Interview => since(date, day),
        Method::Answers => since(date, survey),
    });
    // One that came before decides; that all came later must be known of each.
    let days: Vec<When> = days.collect();
    let is = |when| days.contains(&when);
    match (is(When::After), is(When::Unknown), is(When::Before)) {
        (true, ..) => When::After,
        (false, false, true) => When::Before,
        _ => When::Unknown,
    }
}

fn since(date: &str, first: Option<&str>) -> When {
    let is_day = paap_text::shape::is_date;
    match first.map(str::trim).filter(|day| is_day(day) && is_day(date)) {
        Some(first) if date > first => When::After,
        Some(_) => When::Before,
        None => When::Unknown,
    }
}

#[cfg(test)]
mod tests;
