//! Every question with its bars.

use super::parts::{self, some};
use super::{INDENT, Page};
use crate::show::Look;
use crate::show::number::{count, figure, interval, people, percent};
use crate::show::text::{clean, left, right, width, wrap};
use paap_survey::Kind;
use paap_survey::view::{Level, OptionSummary, QuestionSummary, Summary, SurveyScore};

/// How many lines an option's label may take.
const LABEL_LINES: usize = 4;
/// A note on more questions than this is said once, at the end.
const OWN_NOTE: usize = 2;

pub(crate) fn summary(view: &Summary, look: &Look) -> String {
    let mut page = Page::new(look);
    let questions = view.questions.iter().filter(|question| question.grid.is_none()).count() as u64;
    let facts =
        [some(view.respondents, "person"), some(questions, "question"), parts::tool(&view.source)];
    page.heading(&facts.join(" · "));
    page.who(view.respondents, view.filter.as_ref(), view.weights.as_ref());
    let counted = view.questions.iter().filter(|question| question.kind.has_options());
    let level = parts::same_level(counted.filter_map(|question| question.level));
    if level == Some(Level::Signal) {
        page.paragraph(0, parts::ALL_SIGNALS);
    }
    let sure = figure(view.confidence * 100.0);
    page.aside(0, &format!("Bars: █▓ is the share, ▓░ its {sure}% interval."));
    let common = common_notes(view);
    let columns = Columns::of(view, page.width);
    for question in &view.questions {
        show(&mut page, question, view.min_base, level.is_none(), &columns, &common);
    }
    let together: Vec<&SurveyScore> =
        view.scores.iter().filter(|score| score.questions.len() > 1).collect();
    if !together.is_empty() {
        page.heading("Scores");
    }
    for score in together {
        page.hanging("  ", &parts::survey_score(score), |_, line| line.to_owned());
    }
    let notes: Vec<_> =
        common.iter().map(|(note, ids)| format!("{}: {note}", ids.join(", "))).collect();
    parts::notes(&mut page, &notes);
    parts::warnings(&mut page, &view.warnings, look.all_warnings);
    page.text
}

/// A question's notes, but for those that say again what the page says itself: who was asked, and
/// that the numbers are withheld.
fn told(question: &QuestionSummary) -> impl Iterator<Item = &String> {
    let asked = question.asked_if.as_ref().map(|asked| format!("Asked of {}.", asked.words));
    question.notes.iter().filter(move |note| {
        asked.as_ref() != Some(note) && !(question.withheld && note.starts_with("Withheld:"))
    })
}

/// Notes that stand on many questions, with those questions' ids.
fn common_notes(view: &Summary) -> Vec<(&str, Vec<&str>)> {
    let mut notes: Vec<(&str, Vec<&str>)> = Vec::new();
    for question in &view.questions {
        for note in told(question) {
            match notes.iter_mut().find(|(text, _)| text == note) {
                Some((_, ids)) => ids.push(&question.id),
                None => notes.push((note, vec![&question.id])),
            }
        }
    }
    notes.retain(|(_, ids)| ids.len() > OWN_NOTE);
    notes
}

/// How wide the columns are, the same for every question so that bars can be compared.
struct Columns {
    label: usize,
    bar: usize,
    count: usize,
    interval: usize,
}

impl Columns {
    fn of(view: &Summary, page: usize) -> Self {
        let options = view.questions.iter().flat_map(|question| &question.options);
        let (mut label, mut digits, mut ends) = (0, 3, 7);
        for option in options {
            label = label.max(width(&clean(&option.label)));
            digits = digits.max(width(&count(option.count)));
            if let Some((low, high)) = option.low.zip(option.high) {
                ends = ends.max(width(&interval(low, high)));
            }
        }
        // Around the bar and the count two spaces each, then `>99%` and an interval.
        let rest = page.saturating_sub(INDENT + 2 + 2 + digits + 2 + 4 + 2 + ends);
        let bar = (rest / 3).clamp(8, 24);
        Self {
            label: label.clamp(8, rest.saturating_sub(bar).max(8)),
            bar,
            count: digits,
            interval: ends,
        }
    }
}

fn show(
    page: &mut Page,
    question: &QuestionSummary,
    min_base: u64,
    say_level: bool,
    columns: &Columns,
    common: &[(&str, Vec<&str>)],
) {
    page.question(&question.id, &question.label);
    page.facts(INDENT, &facts(question, say_level));
    parts::asked_if(page, question.asked_if.as_ref());
    if question.withheld {
        let few = people(question.answered);
        page.paragraph(INDENT, &format!("Withheld: {few} answered, --min-base is {min_base}."));
    } else {
        for option in &question.options {
            self::option(page, option, columns);
        }
        if let Some(stats) = &question.stats {
            page.paragraph(INDENT, &parts::stats(stats));
            if let Some(score) = &stats.score {
                let score = parts::score(score);
                page.hanging(&" ".repeat(INDENT), &score, Page::bold);
            }
        }
    }
    for note in told(question) {
        if !common.iter().any(|(text, _)| text == note) {
            page.hanging("  · ", note, Page::dim);
        }
    }
}

/// `single · asked 22 · answered 22`.
fn facts(question: &QuestionSummary, say_level: bool) -> Vec<String> {
    let kind = question.kind.name();
    if question.kind == Kind::Grid {
        return vec![kind.to_owned(), some(question.rows.len() as u64, "row")];
    }
    let some = |count: u64, words: &str| {
        if count > 0 { format!("{words} {}", people(count)) } else { String::new() }
    };
    let nothing = question.nothing_ticked.unwrap_or(0);
    let skipped = if question.nothing_ticked.is_some() { "skipped" } else { "no answer" };
    vec![
        kind.to_owned(),
        format!("asked {}", people(question.asked)),
        format!("answered {}", people(question.answered)),
        some(nothing, "nothing ticked"),
        some(question.skipped_or_none, skipped),
        some(question.not_asked, "not asked"),
        if question.base == question.answered {
            String::new()
        } else {
            format!("base {}", people(question.base))
        },
        match question.level {
            Some(level) if say_level && question.kind.has_options() => level.name().to_owned(),
            _ => String::new(),
        },
    ]
}

fn option(page: &mut Page, option: &OptionSummary, columns: &Columns) {
    let label = wrap(&clean(&option.label), columns.label, LABEL_LINES);
    for (at, line) in label.iter().enumerate() {
        let mut text = " ".repeat(INDENT);
        if at == 0 {
            let [sure, likely, perhaps] = bar(option, columns.bar);
            let empty = columns.bar.saturating_sub(sure + likely + perhaps);
            text.push_str(&left(line, columns.label));
            text.push_str("  ");
            text.push_str(&page.accent(&format!("{}{}", "█".repeat(sure), "▓".repeat(likely))));
            text.push_str(&page.dim(&"░".repeat(perhaps)));
            text.push_str(&" ".repeat(empty));
            text.push_str("  ");
            text.push_str(&right(&count(option.count), columns.count));
            text.push_str("  ");
            text.push_str(&right(&option.share.map_or("–".to_owned(), percent), 4));
            if let Some((low, high)) = option.low.zip(option.high) {
                text.push_str("  ");
                text.push_str(&page.dim(&right(&interval(low, high), columns.interval)));
            }
        } else {
            text.push_str(line);
        }
        page.line(&text);
    }
}

/// How many cells of the bar are below the interval, below the share, and below the interval's
/// upper end.
fn bar(option: &OptionSummary, cells: usize) -> [usize; 3] {
    let cell = |share: f64| (share.clamp(0.0, 1.0) * cells as f64).round() as usize;
    let share = option.share.map_or(0, cell);
    let low = option.low.map_or(share, cell).min(share);
    let high = option.high.map_or(share, cell).max(share);
    [low, share - low, high - share]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_ends_where_the_share_does() {
        let option = |share, low, high| OptionSummary {
            label: String::new(),
            other: false,
            place: None,
            count: 0.0,
            share,
            low,
            high,
        };
        assert_eq!(bar(&option(Some(0.5), Some(0.25), Some(0.75)), 20), [5, 5, 5]);
        assert_eq!(bar(&option(Some(0.0), Some(0.0), Some(0.15)), 20), [0, 0, 3]);
        assert_eq!(bar(&option(Some(7.0), Some(f64::NAN), None), 20), [0, 20, 0]);
        assert_eq!(bar(&option(None, None, None), 20), [0, 0, 0]);
    }
}
