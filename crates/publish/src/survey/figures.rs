//! From a question's numbers to its charts and their tables: one form for each kind of answer.

use paap_charts::{
    Band, Bar, Chart, Estimate, Frame, Histogram, Interval, Level as Tone, OpenAnswer, Ratings,
    Row, Share, Shares, Stacked, count, histogram, number, percent, percent_interval, ratings,
    scale, shares,
};
use paap_survey::Kind;
use paap_survey::view::{Inexact, Level, OptionSummary, QuestionSummary, Stats};

use super::grid;
use super::page::{Figure, Table};
use crate::words::{clip, line};

/// More bars than this are not drawn: the table has them.
const MOST_BARS: usize = 40;

/// Longer titles are cut: they are a chart's name, not its text.
const TITLE: usize = 200;

/// What is the same for every question of a report.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setting<'a> {
    /// Counts are sums of weights.
    pub(crate) weighted: bool,
    /// `95%`.
    pub(crate) confidence: &'a str,
}

/// The charts and tables of a question that is no grid and not withheld; at least one of each.
pub(crate) fn figures(
    question: &QuestionSummary,
    anchor: &str,
    setting: Setting<'_>,
) -> Vec<Figure> {
    let stats = question.stats.as_ref();
    let made = match question.kind {
        Kind::Scale => {
            let mut made = vec![options(question, anchor, setting)];
            made.extend(strip(question, anchor));
            Some(made)
        }
        Kind::Rating => rated(question, anchor, setting).map(|figure| vec![figure]),
        // Where numbers of few people are withheld, the rest would look like all of them.
        Kind::Number if stats.is_some_and(|stats| !stats.is_whole()) => None,
        Kind::Number => stats.map(|stats| vec![numbers(question, stats, anchor, setting)]),
        Kind::Text => None,
        Kind::Date if question.options.is_empty() => None,
        Kind::Single | Kind::Checkbox | Kind::Date | Kind::Grid => {
            Some(vec![options(question, anchor, setting)])
        }
    };
    made.unwrap_or_else(|| {
        let counted = question.kind != Kind::Text && !question.options.is_empty();
        let make = if counted { options } else { response };
        vec![make(question, anchor, setting)]
    })
}

pub(crate) fn frame(id: &str, title: &str, note: &str) -> Frame {
    Frame { id: id.to_owned(), title: clip(&line(title), TITLE), note: note.to_owned() }
}

pub(crate) fn tone(level: impl Into<Option<Level>>) -> Tone {
    match level.into() {
        Some(Level::Finding) => Tone::Finding,
        Some(Level::Signal) | None => Tone::Signal,
    }
}

/// An option's share as the charts take it; a missing share is drawn as missing.
pub(crate) fn share_of(option: &OptionSummary, base: u64) -> Share {
    Share {
        count: option.count,
        base: base as f64,
        share: option.share.unwrap_or(f64::NAN),
        interval: option.low.zip(option.high).map(|(low, high)| Interval { low, high }),
    }
}

/// How many chose each option.
fn options(question: &QuestionSummary, anchor: &str, setting: Setting<'_>) -> Figure {
    let drawn = most_chosen(&question.options);
    let left = question.options.len() - drawn.len();
    let note = if left == 0 {
        String::new()
    } else {
        format!(
            "The {MOST_BARS} most frequent answers; {} more are in the table.",
            count(left as f64)
        )
    };
    let bar = |option: &&OptionSummary| Bar {
        label: line(&option.label),
        share: Some(share_of(option, question.base)),
        other: option.other,
        level: tone(question.level),
    };
    let chart = shares(&Shares {
        frame: frame(anchor, &question.label, &note),
        bars: drawn.iter().map(bar).collect(),
        weighted: setting.weighted,
    });
    Figure { chart: Some(chart.svg), table: Some(option_table(question, setting)) }
}

/// In their own order.
fn most_chosen(options: &[OptionSummary]) -> Vec<&OptionSummary> {
    if options.len() <= MOST_BARS {
        return options.iter().collect();
    }
    let mut ranked: Vec<usize> = (0..options.len()).collect();
    ranked.sort_by(|a, b| options[*b].count.total_cmp(&options[*a].count));
    ranked.truncate(MOST_BARS);
    ranked.sort_unstable();
    ranked.into_iter().map(|index| &options[index]).collect()
}

fn option_table(question: &QuestionSummary, setting: Setting<'_>) -> Table {
    let row = |option: &OptionSummary| {
        vec![line(&option.label), count(option.count), share(option.share), ends(option)]
    };
    share_table(question, setting, "Answer", question.options.iter().map(row).collect())
}

fn share_table(
    question: &QuestionSummary,
    setting: Setting<'_>,
    first: &str,
    rows: Vec<Vec<String>>,
) -> Table {
    let number = if setting.weighted { "Weighted count" } else { "Count" };
    let interval = format!("{} interval", setting.confidence);
    let header = vec![first.to_owned(), number.to_owned(), "Share".to_owned(), interval];
    let base = count(question.base as f64);
    let caption = format!("{}: shares of {base}", line(&question.id));
    Table::new(caption, header, rows)
}

/// A share, or a dash.
pub(crate) fn share(share: Option<f64>) -> String {
    percent(share.unwrap_or(f64::NAN))
}

/// An interval, or a dash.
fn ends(option: &OptionSummary) -> String {
    percent_interval(option.low.unwrap_or(f64::NAN), option.high.unwrap_or(f64::NAN))
}

/// The scale as one bar of 100%, where its answers are few enough to be told apart.
fn strip(question: &QuestionSummary, anchor: &str) -> Option<Figure> {
    let steps: Vec<_> = question.options.iter().filter(|option| option.place.is_some()).collect();
    let drawable = (2..=11).contains(&steps.len()) && steps.iter().any(|step| step.count > 0.0);
    drawable.then(|| {
        let chart = scale(&Stacked {
            frame: frame(&format!("{anchor}-strip"), &question.label, grid::beside(&[question])),
            answers: steps.iter().map(|step| line(&step.label)).collect(),
            rows: vec![Row {
                hidden: false,
                label: String::new(),
                counts: steps.iter().map(|step| step.count).collect(),
                summary: String::new(),
            }],
        });
        // The shares above are its table.
        Figure { chart: Some(chart.svg), table: None }
    })
}

/// A rating's columns; none where its answers are not whole numbers on a short scale.
fn rated(question: &QuestionSummary, anchor: &str, setting: Setting<'_>) -> Option<Figure> {
    let stats = question.stats.as_ref();
    let counted: Vec<(i64, f64)> = if question.options.is_empty() {
        let pairs = stats?.counts.iter();
        pairs.map(|(value, n)| Some((whole(*value)?, *n as f64))).collect::<Option<_>>()?
    } else {
        let rated = |option: &OptionSummary| Some((leading(&option.label)?, option.count));
        question.options.iter().map(rated).collect::<Option<_>>()?
    };
    let score = stats.and_then(|stats| stats.score.as_ref());
    let is_nps = score.is_some_and(|score| score.name == "NPS");
    let first = counted.iter().map(|(rating, _)| *rating).min()?;
    let last = counted.iter().map(|(rating, _)| *rating).max()?;
    let (first, last) = if is_nps { (first.min(0), last.max(10)) } else { (first, last) };
    let steps = usize::try_from(last.checked_sub(first)?).ok().filter(|steps| *steps <= 20)?;
    let mut counts = vec![0.0; steps + 1];
    for (rating, n) in &counted {
        counts[(rating - first) as usize] += n;
    }
    let shown = match (score, stats) {
        (Some(score), _) => {
            let value = estimate(Some(score.value), score.low, score.high)?;
            Some((score.name.to_owned(), value))
        }
        (None, Some(stats)) => mean(stats).map(|mean| ("Mean".to_owned(), mean)),
        (None, None) => None,
    };
    let chart = ratings(&Ratings {
        frame: frame(anchor, &question.label, ""),
        first,
        counts,
        bands: if is_nps { Band::nps() } else { Vec::new() },
        score: shown,
        ends: (String::new(), String::new()),
    });
    let table = match question.options.as_slice() {
        [] => twin(chart.table, &question.id),
        _ => option_table(question, setting),
    };
    Some(Figure { chart: Some(chart.svg), table: Some(table) })
}

fn whole(value: f64) -> Option<i64> {
    (value == value.trunc() && value.abs() < 1e6).then_some(value as i64)
}

/// The number that an option of a rating is, or begins with: `5`, `5 (very good)`, `5 - very good`.
fn leading(label: &str) -> Option<i64> {
    let label = label.trim();
    let end = label.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(label.len());
    let end = if end == 0 { label.len() } else { end };
    label[..end].trim_end_matches('-').parse().ok().filter(|rating: &i64| rating.abs() < 1000)
}

fn mean(stats: &Stats) -> Option<Estimate> {
    estimate(stats.mean, stats.mean_low, stats.mean_high)
}

fn estimate(value: Option<f64>, low: Option<f64>, high: Option<f64>) -> Option<Estimate> {
    let interval = low.zip(high).map(|(low, high)| Interval { low, high });
    value.map(|value| Estimate { value, interval })
}

fn numbers(
    question: &QuestionSummary,
    stats: &Stats,
    anchor: &str,
    setting: Setting<'_>,
) -> Figure {
    let values = stats.exact().into_iter();
    let values = values.flat_map(|(value, n)| std::iter::repeat_n(value, n as usize)).collect();
    let open = |answer: &Inexact| OpenAnswer {
        label: answer.words(number),
        from: answer.low,
        to: answer.high,
        count: answer.count as f64,
    };
    let note = if setting.weighted { "The columns count people, without weights." } else { "" };
    let chart = histogram(&Histogram {
        frame: frame(anchor, &question.label, note),
        values,
        open: stats.inexact_answers.iter().map(open).collect(),
        median: estimate(stats.median, stats.median_low, stats.median_high),
        mean: mean(stats),
        ..Histogram::default()
    });
    Figure { chart: Some(chart.svg), table: Some(twin(chart.table, &question.id)) }
}

/// The chart's own table under the question's id: the heading has the text.
pub(crate) fn twin(table: paap_charts::Table, id: &str) -> Table {
    let rows = table.rows.iter().map(|row| row.iter().map(|cell| text(cell)).collect()).collect();
    Table::new(format!("{}: the chart in numbers", line(id)), table.header, rows)
}

/// A cell of a chart's table; empty stays empty.
fn text(cell: &str) -> String {
    if cell.is_empty() { String::new() } else { line(cell) }
}

/// How many answered at all: for words of one's own, which are never shown, and for days.
fn response(question: &QuestionSummary, anchor: &str, setting: Setting<'_>) -> Figure {
    let (said, silent) = match question.kind {
        Kind::Text => ("Wrote something", "Wrote nothing"),
        _ => ("Answered", "Did not answer"),
    };
    let asked = question.asked.max(question.answered);
    // Of an option of a text only the numbers may be used, never its label.
    let counted = match question.options.as_slice() {
        [one] if one.count == question.answered as f64 && question.base == asked => Some(one),
        _ => None,
    };
    let found = match counted {
        Some(option) => share_of(option, asked),
        None => Share::new(question.answered as f64, asked as f64),
    };
    let Chart { svg, .. } = shares(&Shares {
        frame: frame(anchor, &question.label, ""),
        bars: vec![Bar {
            label: said.to_owned(),
            share: Some(found),
            other: false,
            level: tone(question.level),
        }],
        weighted: false,
    });
    let rest = asked - question.answered;
    let interval = counted.map_or_else(|| "–".to_owned(), ends);
    let rows = vec![
        vec![said.to_owned(), count(found.count), percent(found.share), interval],
        vec![
            silent.to_owned(),
            count(rest as f64),
            percent(rest as f64 / asked as f64),
            "–".to_owned(),
        ],
    ];
    let mut table = share_table(question, Setting { weighted: false, ..setting }, "Answer", rows);
    table.caption =
        format!("{}: shares of {}, all who were asked", line(&question.id), count(asked as f64));
    Figure { chart: Some(svg), table: Some(table) }
}
