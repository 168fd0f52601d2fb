//! A grid at a glance: all its rows in one chart, before each row for itself.

use paap_charts::{
    Bar, Chart, Frame, Heading, Heat, Row, Share, Shares, Stacked, diverging, heat, scale, shares,
};
use paap_survey::view::{OptionSummary, QuestionSummary};

use super::figures::{Setting, frame, share_of, tone, twin};
use super::page::Figure;
use crate::words::line;

/// A scale of more steps cannot be told apart.
const MOST_STEPS: usize = 11;

/// Words that name the lower end of a scale with two sides, in lower case.
const OPPOSED: [&str; 7] =
    ["disagree", "dissatisf", "unsatisf", "unlikely", "difficult", "unimportant", "worse"];

/// One chart over the grid's rows. Ordered answers with two sides are centred on their middle, other
/// ordered answers stacked, unordered ones shaded; rows without options say how many answered.
pub(crate) fn overview(
    grid: &QuestionSummary,
    rows: &[&QuestionSummary],
    anchor: &str,
    setting: Setting<'_>,
) -> Figure {
    let frame = frame(anchor, &grid.label, "");
    let answers = answers(rows);
    let steps = steps(rows);
    let Chart { svg, table } = if rows.is_empty() || answers.is_empty() {
        let bar = |row: &&QuestionSummary| Bar {
            label: line(&row.label),
            share: Some(Share::new(row.answered as f64, row.asked.max(row.answered) as f64)),
            other: false,
            level: tone(row.level),
        };
        let bars = if rows.is_empty() { vec![bar(&grid)] } else { rows.iter().map(bar).collect() };
        shares(&Shares { frame, bars, weighted: false })
    } else if let Some(steps) = steps.filter(|steps| !steps.is_empty()) {
        let row = |row: &&QuestionSummary| Row {
            label: line(&row.label),
            counts: steps.iter().map(|answer| count_of(row, answer)).collect(),
            summary: String::new(),
            hidden: false,
        };
        let frame = Frame { note: beside(rows).to_owned(), ..frame };
        let answers: Vec<String> = steps.iter().map(|answer| line(answer)).collect();
        let form = if has_two_sides(&answers) { diverging } else { scale };
        form(&Stacked { frame, rows: rows.iter().map(row).collect(), answers })
    } else {
        let cells = |row: &&QuestionSummary| {
            let cell = |answer: &&str| {
                let found = row.options.iter().find(|option| option.label == **answer);
                Some(found.map_or(Share::new(0.0, row.base as f64), |o| share_of(o, row.base)))
            };
            answers.iter().map(cell).collect()
        };
        let heading = |label: &str, n: Option<f64>| Heading { label: line(label), n };
        heat(&Heat {
            frame,
            rows: rows.iter().map(|row| heading(&row.label, Some(row.base as f64))).collect(),
            columns: answers.iter().map(|answer| heading(answer, None)).collect(),
            cells: rows.iter().map(cells).collect(),
        })
    };
    let mut table = twin(table, &grid.id);
    if setting.weighted {
        table.caption.push_str(", weighted");
    }
    Figure { chart: Some(svg), table: Some(table) }
}

/// The rows' answers, each once: those of the first row first.
fn answers<'a>(rows: &[&'a QuestionSummary]) -> Vec<&'a str> {
    let mut answers: Vec<&str> = Vec::new();
    for option in rows.iter().flat_map(|row| &row.options) {
        if !answers.contains(&option.label.as_str()) {
            answers.push(&option.label);
        }
    }
    answers
}

/// What to say where answers stand beside the scale; they are in no bar.
pub(crate) fn beside(rows: &[&QuestionSummary]) -> &'static str {
    let is_beside = |option: &OptionSummary| option.place.is_none() && option.count > 0.0;
    if rows.iter().flat_map(|row| &row.options).any(is_beside) {
        "Answers beside the scale, such as “don't know”, are not drawn, and not in n."
    } else {
        ""
    }
}

/// The steps of the rows' common scale from its one end to the other. None where a row has no
/// scale, where there are too many steps, or where their scales do not say how one's steps stand to another's: each row has its
/// steps in order, and places of its own.
fn steps<'a>(rows: &[&'a QuestionSummary]) -> Option<Vec<&'a str>> {
    if !rows.iter().all(|row| row.kind.is_ordered()) {
        return None;
    }
    let order = |row: &&'a QuestionSummary| {
        let mut own: Vec<(f64, &str)> =
            row.options.iter().filter_map(|o| Some((o.place?, o.label.as_str()))).collect();
        own.sort_by(|a, b| a.0.total_cmp(&b.0));
        own.into_iter().map(|(_, label)| label).collect::<Vec<_>>()
    };
    let mut orders: Vec<Vec<&str>> = rows.iter().map(order).collect();
    orders.sort_unstable();
    orders.dedup();
    let mut steps: Vec<&str> = Vec::new();
    // The next step is the only one that stands behind no other that is left.
    loop {
        orders.retain(|order| !order.is_empty());
        let mut next: Vec<&str> = orders.iter().map(|order| order[0]).collect();
        next.sort_unstable();
        next.dedup();
        if next.len() + steps.len() > MOST_STEPS {
            return None;
        }
        next.retain(|step| !orders.iter().any(|order| order[1..].contains(step)));
        match next[..] {
            [step] => {
                steps.push(step);
                orders.iter_mut().filter(|order| order[0] == step).for_each(|order| {
                    order.remove(0);
                });
            }
            [] if orders.is_empty() => return Some(steps),
            _ => return None,
        }
    }
}

fn count_of(row: &QuestionSummary, answer: &str) -> f64 {
    row.options.iter().find(|option| option.label == answer).map_or(0.0, |option| option.count)
}

fn has_two_sides(answers: &[String]) -> bool {
    let ends = [answers.first(), answers.last()];
    let opposed = |end: &String| {
        let end = end.to_lowercase();
        OPPOSED.iter().any(|word| end.contains(word))
    };
    ends.into_iter().flatten().any(opposed)
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use paap_survey::Kind;

    /// A row whose answers are these, in order, after them those beside the scale.
    fn row(kind: Kind, on: &[&str], beside: &[&str]) -> QuestionSummary {
        let sample = sample::sample();
        let model = sample.summary.questions.iter().find(|q| q.grid.is_some()).unwrap();
        let option = |(place, label): (usize, &&str)| OptionSummary {
            label: (*label).to_owned(),
            place: (place < on.len()).then_some(place as f64 + 1.0),
            ..model.options[0].clone()
        };
        let options = on.iter().chain(beside).enumerate().map(option).collect();
        QuestionSummary { kind, options, ..model.clone() }
    }

    #[track_caller]
    fn check(rows: &[(&[&str], &[&str])], expected: Option<&[&str]>) {
        let rows: Vec<_> = rows.iter().map(|(on, off)| row(Kind::Scale, on, off)).collect();
        let rows: Vec<&QuestionSummary> = rows.iter().collect();
        assert_eq!(steps(&rows).as_deref(), expected);
    }

    #[test]
    fn every_step_stands_where_the_rows_say() {
        let (worst, bad, good) = ("Strongly disagree", "Disagree", "Agree");
        check(&[(&[bad, good], &[]), (&[worst, bad], &[])], Some(&[worst, bad, good]));
        check(&[(&[worst, bad, good], &[]), (&[bad], &[])], Some(&[worst, bad, good]));
        // Nothing says which of two is the lower one.
        check(&[(&[bad, good], &[]), (&[worst, good], &[])], None);
        check(&[(&[bad, good], &[]), (&["Never", "Often"], &[])], None);
        check(&[(&[bad, good], &[]), (&[good, bad], &[])], None);
        // What stands beside a scale is no end of it.
        check(&[(&[bad, good], &["N/A"]), (&[bad, good], &[])], Some(&[bad, good]));
        let single = row(Kind::Single, &[bad, good], &[]);
        assert_eq!(steps(&[&single]), None);
    }
}
