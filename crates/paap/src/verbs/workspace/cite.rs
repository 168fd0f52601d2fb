//! `paap cite`: a passage or a figure, as evidence to paste into an insight.

use super::{place, threads};
use crate::args::workspace::CiteArgs;
use crate::error::Error;
use crate::output::{self, Outcome};
use crate::show::some;
use crate::verbs::interview::identity;
use paap_analysis::interval::Interval;
use paap_evidence::figure::{self, Sort};
use paap_evidence::insight::{self, Figure, Quotation};
use paap_evidence::quotation::{Consent, Library, consent};
use paap_interview::{Document, Role};
use paap_text::yaml;
use paap_workspace::{Study, Workspace};

pub(in crate::verbs) fn run(args: &CiteArgs) -> Result<Outcome, Error> {
    let (folder, id) = place(&args.into, identity(&args.key)?)?;
    let tree = folder.tree()?;
    let workspace = Workspace::read(&tree, threads());
    let study =
        workspace.study(&id).ok_or_else(|| Error::Usage(format!("there is no study {id}")))?;
    match is_expression(&args.words) {
        true => {
            let counted = counted(study, &args.words, args.source.as_deref())?;
            output::print(&(insight::figure(&counted.figure) + "\n"))?;
            if let Some(reach) = counted.reach(study) {
                output::say(&format!("as a need's reach: {reach}"));
            }
            if let Some(interval) = counted.interval() {
                output::say(&format!("95% interval: {interval}"));
            }
            counted.withheld(study, workspace.settings.least_cell);
            Ok(Outcome::Done)
        }
        false => passages(study, args),
    }
}

/// Whether something is meant as an expression: it begins as one does.
fn is_expression(words: &str) -> bool {
    let Some((name, _)) = words.split_once('(') else { return false };
    figure::Sort::ALL.iter().any(|sort| sort.name() == name.trim())
}

/// What an expression comes to today.
pub(super) struct Counted {
    /// The expression, and its value.
    pub(super) figure: Figure,
    /// What kind of number it is.
    pub(super) sort: Sort,
    /// The survey, or the interviews, in which it is counted.
    source: Option<String>,
    /// The interval of a share.
    interval: Option<Interval>,
}

/// Computes an expression.
pub(super) fn counted(study: &Study, words: &str, source: Option<&str>) -> Result<Counted, Error> {
    let wrong = |why: String| Error::Expression(why);
    let expression = figure::read(words).map_err(|why| wrong(why.to_string()))?;
    let sources = study.sources();
    let coded = || expression.names().iter().any(|(name, _)| name == "code");
    let hint = match source.is_none() && !study.surveys.is_empty() && coded() {
        true => "\nWhat was coded is counted with --in interviews.",
        false => "",
    };
    let computed = figure::compute(&expression, source, &sources)
        .map_err(|why| wrong(format!("{why}{hint}")))?;
    Ok(Counted {
        figure: Figure {
            value: computed.value.written(),
            meaning: String::new(),
            expression: words.trim().to_owned(),
            source: source.map(str::to_owned),
        },
        sort: expression.sort(),
        source: figure::source_name(source, &sources).map(str::to_owned),
        interval: computed.interval.filter(|_| computed.value.share().is_some()),
    })
}

impl Counted {
    /// A count as the reach of a need.
    pub(super) fn reach(&self, study: &Study) -> Option<String> {
        let source = self.source.as_ref().filter(|_| self.sort == Sort::Count)?;
        Some(measure(&self.figure.expression, &format!("{}/{source}", study.id)))
    }

    /// Says where it is counted, also where there is only one source.
    pub(super) fn name_source(&mut self) {
        self.figure.source.clone_from(&self.source);
    }

    /// The interval of a share, in per cent.
    pub(super) fn interval(&self) -> Option<String> {
        self.interval.map(percents)
    }

    /// Says where it cannot be published.
    pub(super) fn withheld(&self, study: &Study, least: u64) {
        if let Some(why) = study.would_withhold(&self.figure, least) {
            output::say(&format!("It cannot be published. {why}"));
        }
    }
}

/// A figure, and where it is counted, as needs have it: `{figure: count(q4 = "Yes"), in: study/survey}`.
fn measure(figure: &str, source: &str) -> String {
    let figure = match figure.contains([',', '[', ']', '{', '}']) {
        true => yaml::quoted(figure, &[]),
        false => yaml::scalar(figure, false),
    };
    format!("{{figure: {figure}, in: {source}}}")
}

/// Whether a passage can be evidence: a check would refuse it where its speaker does not want it.
fn may_be_quoted(study: &Study, quotation: &Quotation) -> bool {
    let document = study.documents.get(&quotation.document);
    let words = document.and_then(|document| document.about.consent.as_deref());
    consent(words) == Consent::Given
}

/// An interval of a share, in per cent.
fn percents(interval: Interval) -> String {
    use crate::show::number::percent;
    format!("{} to {}", percent(interval.low), percent(interval.high))
}

/// That nothing says who was asked in some interviews, so that nobody in them can be quoted.
fn of_unknown(study: &Study) -> String {
    let is_unknown =
        |one: &&Document| !one.about.speakers.iter().any(|who| who.role == Role::Interviewee);
    match study.documents.values().filter(is_unknown).count() as u64 {
        0 => String::new(),
        count => format!(
            "; of {} nothing says who was asked (write `role: interviewee` below their name at the head of \
             the transcript, or add it again with --interviewer)",
            some(count, "interview")
        ),
    }
}

fn passages(study: &Study, args: &CiteArgs) -> Result<Outcome, Error> {
    let sources = study.sources();
    let library = Library::of(&sources);
    let all = library.cite(&args.words, usize::MAX, &|id| format!("../transcripts/{id}.md"));
    let (found, forbidden): (Vec<_>, Vec<_>) =
        all.iter().partition(|one| may_be_quoted(study, one));
    if !forbidden.is_empty() {
        let count = some(forbidden.len() as u64, "passage");
        output::say(&format!("{count} left out: the participant did not agree to be quoted."));
    }
    if found.is_empty() && !forbidden.is_empty() {
        return Ok(Outcome::Gate(1));
    }
    if found.is_empty() {
        let sealed = match study.sealed.len() as u64 {
            0 => String::new(),
            count => {
                format!("; {} not de-identified, and not searched", some(count, "interview"))
            }
        };
        output::say(&format!(
            "nobody who was interviewed says that{sealed}{}. `paap interview search` finds what is like it.",
            of_unknown(study),
        ));
        return Ok(Outcome::Gate(1));
    }
    let shown = found.iter().take(args.top).map(|one| insight::quotation(one)).collect::<Vec<_>>();
    output::print(&(shown.join("\n\n") + "\n"))?;
    if found.len() > args.top {
        output::say(&format!(
            "there are more: --top N shows more than {}",
            some(args.top as u64, "passage")
        ));
    }
    Ok(Outcome::Done)
}
