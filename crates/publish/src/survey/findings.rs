//! What goes together: the main findings at the top, and the part that shows every pair's numbers.

use paap_charts::{
    Difference, Differences, Interval, Share, chance, count, differences, percent, points,
};
use paap_survey::view::{Associations, Level, Pair, Pairs, QuestionSummary, Summary};

use super::figures::{frame, tone};
use super::page::{AssociationsPart, Choice, Figure, Finding, Findings, Table};
use super::warnings::Places;
use crate::words::{clip, line, people, plural};

/// So many pairs are put in sentences at the top.
const SENTENCES: usize = 5;

/// So many pairs are drawn and listed.
const PAIRS: usize = 20;

/// Longer options are cut in a sentence.
const OPTION: usize = 120;

/// The first thing a hurried reader reads.
pub(crate) fn findings(
    summary: &Summary,
    associations: Option<&Associations>,
    places: &Places<'_>,
) -> Findings {
    let Some(found) = associations else {
        return Findings { lead: levels(summary), rows: Vec::new() };
    };
    let counted = people(counted(summary));
    let tested = plural(found.tested, "pair", "pairs");
    let lead = if found.tested == 0 {
        format!("{} No pair of answers could be tested for going together.", levels(summary))
    } else if found.findings > 0 {
        format!(
            "Of {tested} of answers, {}: together more or less often than chance would explain, also \
             after allowing for having looked at all of them. The surest, and what else stands out:",
            if found.findings == 1 {
                "1 is a finding".into()
            } else {
                format!("{} are findings", count(found.findings as f64))
            }
        )
    } else if found.pairs.is_empty() {
        format!("With {counted} there is no finding among {tested} of answers.")
    } else {
        if found.stands_out() {
            format!(
                "With {counted} these are signals, not findings: of the {tested} of answers, those \
                 that chance hardly explains rest on fewer than {} people. The strongest hints, \
                 worth asking more people about:",
                Associations::LEAST_PEOPLE
            )
        } else {
            format!(
                "With {counted} nothing stands out from what chance brings about: none of the \
                 {tested} of answers is sure enough after allowing for having looked at all of them."
            )
        }
    };
    let rows = found.pairs.to_read().filter(Pair::stands_out).take(SENTENCES);
    let weighted = found.weights.is_some();
    Findings { lead, rows: rows.map(|pair| sentence(&pair, weighted, places)).collect() }
}

/// How many people the numbers are about.
pub(crate) fn counted(summary: &Summary) -> u64 {
    summary.filter.as_ref().map_or(summary.respondents, |filter| filter.people)
}

/// What the shares on the page may be taken for.
fn levels(summary: &Summary) -> String {
    let n = people(counted(summary));
    let rated = || summary.questions.iter().filter(|q| !q.options.is_empty() && !q.withheld);
    let of = |level| move |question: &&QuestionSummary| question.level == Some(level);
    let (found, all) = (rated().filter(of(Level::Finding)).count(), rated().count());
    match (found, all) {
        (_, 0) => format!("{n} answered; no question has options to count."),
        (0, _) => format!("With {n} the shares on this page are signals, not findings."),
        (found, all) if found == all => {
            format!("With {n} the shares on this page are findings.")
        }
        (found, all) => format!(
            "With {n} the shares of {found} of {all} questions are findings; the others are signals."
        ),
    }
}

fn sentence(pair: &Pair, weighted: bool, places: &Places<'_>) -> Finding {
    let choice = |answer: &paap_survey::view::Answer| Choice {
        anchor: places.get(answer.question.as_str()).cloned(),
        id: line(&answer.question),
        option: clip(&line(&answer.option), OPTION),
    };
    let shares = if weighted { None } else { shares(pair) };
    Finding {
        a: choice(&pair.a),
        b: choice(&pair.b),
        shares: shares.map(|(a, rest)| (percent(a.share), percent(rest.share))),
        points: points(pair.effect),
        interval: format!("{} to {}", points(pair.low), points(pair.high)),
        more: pair.effect >= 0.0,
        level: pair.level.name(),
    }
}

/// The share of `b` among `a`, and among the rest: the two that the effect is the difference of.
fn shares(pair: &Pair) -> Option<(Share, Share)> {
    let rest = pair.n.checked_sub(pair.a.count).filter(|rest| *rest > 0)?;
    let without = pair.b.count.checked_sub(pair.both)?;
    let some = (pair.a.count > 0).then_some(pair.a.count)?;
    Some((Share::new(pair.both as f64, some as f64), Share::new(without as f64, rest as f64)))
}

/// The part on what goes together, below the questions.
pub(crate) fn part(found: &Associations, confidence: &str) -> AssociationsPart {
    let shown: Vec<Pair> = found.pairs.to_read().take(PAIRS).collect();
    let row = |pair: &Pair| Difference {
        label: format!(
            "{} {} → {} {}",
            line(&pair.a.question),
            quoted(&pair.a.option),
            line(&pair.b.question),
            quoted(&pair.b.option)
        ),
        effect: pair.effect,
        interval: Some(Interval { low: pair.low, high: pair.high }),
        shares: if found.weights.is_some() { None } else { shares(pair) },
        level: tone(pair.level),
    };
    let chart = differences(&Differences {
        frame: frame("associations", "Which answers go together", ""),
        rows: shown.iter().map(row).collect(),
        ..Differences::default()
    });
    let figure = (!shown.is_empty())
        .then(|| Figure { chart: Some(chart.svg), table: Some(table(&shown, confidence)) });
    AssociationsPart { lead: lead(found, shown.len()), figure, notes: notes(found) }
}

fn lead(found: &Associations, shown: usize) -> String {
    let mut text = format!("{} of answers tested", plural(found.tested, "pair was", "pairs were"));
    text = text.replace(" was of answers tested", " of answers was tested");
    text = text.replace(" were of answers tested", " of answers were tested");
    text += &format!(", {}.", plural(found.findings, "of them a finding", "of them findings"));
    if found.structural > 0 {
        text += &format!(
            " {} left out because they go together by construction, such as a question and its \
             follow-up.",
            plural(found.structural, "pair was", "pairs were")
        );
    }
    let mirrored = found.pairs.mirrored();
    if mirrored > 0 {
        text +=
            &format!(" {} {}", plural(mirrored as u64, "pair is", "pairs are"), Pairs::MIRRORED);
    }
    if found.pairs.len() - mirrored > shown {
        text += &format!(" Shown are the {shown} surest.");
    }
    text
}

fn notes(found: &Associations) -> Vec<String> {
    let mut notes: Vec<String> = found.notes.iter().map(|note| line(note)).collect();
    if let Some(filter) = &found.filter {
        notes.insert(0, format!("Only people for whom {} holds.", line(&filter.expression)));
    }
    notes
}

fn quoted(option: &str) -> String {
    format!("“{}”", clip(&line(option), OPTION))
}

fn table(pairs: &[Pair], confidence: &str) -> Table {
    let header =
        ["Answer", "goes with", "Both", "n", "Points", "Interval", "Test", "p", "q", "Level"];
    let mut header = header.map(str::to_owned).to_vec();
    header[5] = format!("{confidence} interval");
    let answer = |answer: &paap_survey::view::Answer| {
        format!(
            "{}: {} ({})",
            line(&answer.question),
            line(&answer.option),
            count(answer.count as f64)
        )
    };
    let row = |pair: &Pair| {
        vec![
            answer(&pair.a),
            answer(&pair.b),
            count(pair.both as f64),
            count(pair.n as f64),
            points(pair.effect),
            format!("{} to {}", points(pair.low), points(pair.high)),
            line(pair.test),
            chance(pair.p),
            chance(pair.q),
            pair.level.name().to_owned(),
        ]
    };
    let caption = "Pairs of answers, surest first; points are the share of the second answer \
                   among those who gave the first, less its share among the rest";
    Table::new(caption.to_owned(), header, pairs.iter().map(row).collect())
}
