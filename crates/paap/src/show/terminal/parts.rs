//! What several pages have in common: who is counted, numbers, notes and warnings.

use super::{INDENT, Page};
use crate::show::number::{figure, people, range, signed};
use crate::show::text::clean;
use paap_analysis::level::HIGHEST_Q;
use paap_survey::Warning;
use paap_survey::view::{
    AskedIf, Filter, Inexact, Level, Score, SourceView, Stats, SurveyScore, Weighting,
};

/// How many warnings of one sort are shown, and answers that are not one number.
const FEW: usize = 3;

/// The tool and, where it is not tried, that it is not.
pub(crate) fn tool(source: &SourceView) -> String {
    let doubt = if source.verified { "" } else { " (not verified on a real export)" };
    format!("{}{doubt}", source.tool)
}

/// `1 question`, `2 questions`.
pub(crate) fn some(count: u64, word: &str) -> String {
    let plural = match word {
        "person" => "people".to_owned(),
        word => format!("{word}s"),
    };
    format!("{} {}", people(count), if count == 1 { word } else { &plural })
}

/// Who is counted, and with what weight, in sentences.
pub(crate) fn who(
    respondents: u64,
    filter: Option<&Filter>,
    weights: Option<&Weighting>,
) -> Vec<String> {
    let filter = filter.map(|filter| {
        let (some, all) = (people(filter.people), people(respondents));
        format!("Counted: the {some} of {all} where {}", filter.expression)
    });
    let weights = weights.map(|weights| {
        format!(
            "Weighted: {}; effective sample size {}, design effect {}, weights {}",
            weights.description,
            figure(weights.effective),
            figure(weights.design_effect),
            range(weights.range[0], weights.range[1], false),
        )
    });
    filter.into_iter().chain(weights).collect()
}

/// What the word means, said once.
pub(super) const ALL_SIGNALS: &str =
    "Signals, not findings: too few people to be sure. Worth asking more.";

/// The same of comparisons, by the q of each: few people may be why, or that they do not differ.
pub(super) fn all_signals(mut q: impl Iterator<Item = f64>) -> &'static str {
    if q.any(|q| q <= HIGHEST_Q) {
        ALL_SIGNALS
    } else {
        "Signals, not findings: nothing stands out from what chance brings about."
    }
}

/// The level if it is the same everywhere.
pub(super) fn same_level(mut levels: impl Iterator<Item = Level>) -> Option<Level> {
    let first = levels.next()?;
    levels.all(|level| level == first).then_some(first)
}

/// Who was asked, where not everybody was.
pub(super) fn asked_if(page: &mut Page, asked: Option<&AskedIf>) {
    if let Some(asked) = asked {
        let how = if asked.inferred { " (as the answers show)" } else { "" };
        page.aside(INDENT, &format!("asked of {}{how}", asked.words));
    }
}

/// `median 5 (3–7), mean 6.2 (4.1–8.3), n 21, 1 not exact (8 to 10)`.
pub(crate) fn stats(stats: &Stats) -> String {
    let mut out = Vec::new();
    let mut estimate = |name: &str, value: Option<f64>, low: Option<f64>, high: Option<f64>| {
        if let Some(value) = value {
            let bounds = low.zip(high).map(|(low, high)| format!(" ({})", range(low, high, false)));
            out.push(format!("{name} {}{}", figure(value), bounds.unwrap_or_default()));
        }
    };
    estimate("median", stats.median, stats.median_low, stats.median_high);
    estimate("mean", stats.mean, stats.mean_low, stats.mean_high);
    if let Some((min, max)) = stats.min.zip(stats.max) {
        out.push(format!("from {} to {}", figure(min), figure(max)));
    }
    out.push(format!("n {}", people(stats.n)));
    let inexact = format!("not exact{}", inexact(&stats.inexact_answers));
    for (some, what) in [(stats.inexact, &inexact[..]), (stats.unread, "not read as a number")] {
        match some {
            Some(0) => {}
            Some(some) => out.push(format!("{} {what}", people(some))),
            None => out.push(format!("some {what}")),
        }
    }
    out.join(", ")
}

/// The most frequent answers that are not one number: ` (2 × 100 or more, 8 to 10)`.
fn inexact(answers: &[Inexact]) -> String {
    let mut most: Vec<&Inexact> = answers.iter().collect();
    most.sort_by_key(|answer| std::cmp::Reverse(answer.count));
    let mut named: Vec<String> = most
        .iter()
        .take(FEW)
        .map(|answer| match answer.count {
            1 => answer.words(figure),
            count => format!("{} × {}", people(count), answer.words(figure)),
        })
        .collect();
    let more = most.len().saturating_sub(FEW);
    if more > 0 {
        named.push(format!("and {} more", people(more as u64)));
    }
    if named.is_empty() { String::new() } else { format!(" ({})", named.join(", ")) }
}

/// `NPS +12 (−8 to +31)`.
pub(crate) fn score(score: &Score) -> String {
    // Of the scores only NPS can be below zero.
    let sign = score.name == "NPS";
    let value = if sign { signed(score.value) } else { figure(score.value) };
    let bounds = score.low.zip(score.high);
    let bounds = bounds.map(|(low, high)| format!(" ({})", range(low, high, sign)));
    format!("{} {value}{}", score.name, bounds.unwrap_or_default())
}

/// `SUS 75 (50–100), n 2, of q1.1 and 9 more questions (Brooke 1996)`.
pub(crate) fn survey_score(of: &SurveyScore) -> String {
    let number = Score { name: of.name, value: of.value, low: of.low, high: of.high };
    let first = of.questions.first().map_or("", String::as_str);
    let more = match of.questions.len() {
        0 | 1 => String::new(),
        many => format!(" and {}", some(many as u64 - 1, "more question")),
    };
    format!("{}, n {}, of {first}{more} ({})", score(&number), people(of.n), of.source)
}

/// What to know, at the end of the page.
pub(super) fn notes(page: &mut Page, notes: &[String]) {
    if !notes.is_empty() {
        page.heading("Notes");
    }
    for note in notes {
        page.hanging("  · ", note, |_, line| line.to_owned());
    }
}

/// Everything odd, problems first, gathered by sort.
pub(super) fn warnings(page: &mut Page, warnings: &[Warning], all: bool) {
    if warnings.is_empty() {
        return;
    }
    let problems = warnings.iter().filter(|warning| warning.problem).count() as u64;
    let notices = warnings.len() as u64 - problems;
    let counts = [(problems, "problem"), (notices, "notice")];
    let counts: Vec<_> =
        counts.iter().filter(|(n, _)| *n > 0).map(|(n, word)| some(*n, word)).collect();
    page.heading(&format!("Warnings: {}", counts.join(", ")));
    for group in groups(warnings) {
        let Some(first) = group.first() else { continue };
        let mark = if first.problem { page.alarm("! ") } else { "· ".to_owned() };
        let times = if group.len() > 1 { format!(" ({})", group.len()) } else { String::new() };
        let code = page.bold(&clean(first.code));
        page.line(&format!("  {mark}{code}{times}"));
        let shown = if all { group.len() } else { FEW.min(group.len()) };
        for warning in &group[..shown] {
            page.paragraph(6, &format!("{}{}", place(warning), warning.message));
        }
        if shown < group.len() {
            let more = group.len() - shown;
            page.aside(6, &format!("and {more} more: --warnings all"));
        }
    }
}

/// The warnings of each sort, problems first, else in the order in which sorts come up.
fn groups(warnings: &[Warning]) -> Vec<Vec<&Warning>> {
    let mut groups: Vec<Vec<&Warning>> = Vec::new();
    for warning in warnings {
        let same = |group: &Vec<&Warning>| {
            (group[0].code, group[0].problem) == (warning.code, warning.problem)
        };
        match groups.iter().position(same) {
            Some(at) => groups[at].push(warning),
            None => groups.push(vec![warning]),
        }
    }
    groups.sort_by_key(|group| !group[0].problem);
    groups
}

/// Where the warning is about: `q3, column D, row 7: `.
pub(crate) fn place(warning: &Warning) -> String {
    let mut out = Vec::new();
    out.extend(warning.question.clone());
    out.extend(warning.column.as_ref().map(|column| format!("column {column}")));
    out.extend(warning.row.map(|row| format!("row {row}")));
    if out.is_empty() { String::new() } else { format!("{}: ", out.join(", ")) }
}
