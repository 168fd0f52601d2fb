//! A question's result in a few words, for the index.

use paap_charts::{count, percent, percent_interval};
use paap_survey::Kind;
use paap_survey::view::{OptionSummary, QuestionSummary, Stats};

use super::page::Entry;
use crate::words::{self, clip, estimate, line, plural};

/// Longer texts are cut in the index.
const LABEL: usize = 160;
const ANSWER: usize = 90;

/// The question's line in the index.
pub(crate) fn entry(question: &QuestionSummary, rows: usize, anchor: &str) -> Entry {
    let (lead, answer, number) = headline(question, rows);
    Entry {
        anchor: anchor.to_owned(),
        id: line(&question.id),
        label: clip(&line(&question.label), LABEL),
        lead: lead.to_owned(),
        answer,
        number,
    }
}

/// A lead, somebody's words, a number; each may be empty.
fn headline(question: &QuestionSummary, rows: usize) -> (&'static str, String, String) {
    if question.withheld {
        return ("Withheld", String::new(), String::new());
    }
    if question.answered == 0 && question.kind != Kind::Grid {
        return ("No answers", String::new(), String::new());
    }
    let measured = || question.stats.as_ref().and_then(|stats| number(question.kind, stats));
    match question.kind {
        Kind::Grid => ("", String::new(), plural(rows as u64, "row", "rows")),
        Kind::Rating | Kind::Number if measured().is_some() => {
            let (lead, number) = measured().unwrap_or_default();
            (lead, String::new(), number)
        }
        Kind::Single | Kind::Checkbox | Kind::Scale | Kind::Rating
            if !question.options.is_empty() =>
        {
            most_often(&question.options)
        }
        Kind::Text => {
            let asked = question.asked.max(question.answered);
            let number = format!("{} of {}", count(question.answered as f64), count(asked as f64));
            ("Wrote something:", String::new(), number)
        }
        _ => ("", String::new(), plural(question.answered, "answer", "answers")),
    }
}

fn number(kind: Kind, stats: &Stats) -> Option<(&'static str, String)> {
    let of = |lead, value: Option<f64>, low, high| Some((lead, estimate(value?, low, high)));
    if let Some(score) = &stats.score {
        let value = words::score(score.name, score.value, score.low, score.high);
        return Some((score.name, value));
    }
    let mean = || of("Mean", stats.mean, stats.mean_low, stats.mean_high);
    let median = || of("Median", stats.median, stats.median_low, stats.median_high);
    if kind == Kind::Number { median().or_else(mean) } else { mean().or_else(median) }
}

/// The answer given most often. Where several share the first place, their number is said instead:
/// naming one of them would be chance.
fn most_often(options: &[OptionSummary]) -> (&'static str, String, String) {
    let named = || options.iter().filter(|option| !option.other);
    let most = named().map(|option| option.count).fold(0.0, f64::max);
    let mut first = named().filter(|option| option.count == most);
    match (first.next(), first.count()) {
        (Some(top), ties) if most > 0.0 => {
            let share = percent(top.share.unwrap_or(f64::NAN));
            let number = match top.low.zip(top.high) {
                Some((low, high)) => format!("{share} ({})", percent_interval(low, high)),
                None => share,
            };
            if ties == 0 {
                ("Most often:", clip(&line(&top.label), ANSWER), number)
            } else {
                let number = format!("{} answers, {number} each", ties + 1);
                ("Most often:", String::new(), number)
            }
        }
        _ => ("", String::new(), String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn option(label: &str, count: f64, other: bool) -> OptionSummary {
        let share = Some(count / 10.0);
        OptionSummary {
            label: label.into(),
            other,
            place: None,
            count,
            share,
            low: Some(0.1),
            high: Some(0.9),
        }
    }

    #[test]
    fn the_most_frequent_answer_is_named_unless_it_is_tied_or_other() {
        let said = |options: &[OptionSummary]| {
            let (_, answer, number) = most_often(options);
            format!("{answer}|{number}")
        };
        let (a, b) = (option("a", 5.0, false), option("b", 3.0, false));
        assert_eq!(said(&[a.clone(), b.clone(), option("Other", 9.0, true)]), "a|50% (10–90%)");
        assert_eq!(said(&[a.clone(), option("c", 5.0, false), b]), "|2 answers, 50% (10–90%) each");
        assert_eq!(said(&[option("a", 0.0, false)]), "|");
        assert_eq!(said(&[]), "|");
    }
}
