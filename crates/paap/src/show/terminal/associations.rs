//! Which answers go together, the surest first.

use super::Page;
use super::parts::{self, some};
use crate::show::Look;
use crate::show::number::{people, percent, points, probability};
use crate::show::text::{clean, width, wrap};
use paap_survey::view::{Answer, Associations, Level, Pair, Pairs};

/// How many lines an answer may take.
const LINES: usize = 3;
/// With less room than this a question is not begun.
const ENOUGH: usize = 16;

pub(crate) fn associations(view: &Associations, look: &Look) -> String {
    let mut page = Page::new(look);
    page.heading(&format!(
        "{} · {} tested · {}",
        some(view.respondents, "person"),
        some(view.tested, "pair"),
        some(view.findings, "finding"),
    ));
    page.who(view.respondents, view.filter.as_ref(), view.weights.as_ref());
    if view.structural > 0 {
        let pairs = some(view.structural, "pair");
        page.aside(0, &format!("{pairs} left out: they go together by construction."));
    }
    let level = parts::same_level(view.pairs.found().iter().map(|pair| pair.level));
    if level == Some(Level::Signal) {
        page.paragraph(0, parts::all_signals(view.pairs.iter().map(|pair| pair.q)));
    }
    page.aside(0, "q is p corrected for the number of pairs tested.");
    let mirrored = view.pairs.mirrored();
    let to_read = view.pairs.len() - mirrored;
    let shown = look.top.min(to_read);
    let digits = shown.to_string().len().max(2);
    for (at, pair) in view.pairs.to_read().take(shown).enumerate() {
        self::pair(&mut page, &format!("{:>digits$}  ", at + 1), &pair, level.is_none());
    }
    if shown < to_read {
        page.gap();
        let more = some((to_read - shown) as u64, "more pair");
        page.aside(0, &format!("{more}: --top N, or all with --format csv or json."));
    }
    if mirrored > 0 {
        page.gap();
        page.aside(0, &format!("{} {}", some(mirrored as u64, "pair"), Pairs::MIRRORED));
    }
    parts::notes(&mut page, &view.notes);
    parts::warnings(&mut page, &view.warnings, look.all_warnings);
    page.text
}

fn pair(page: &mut Page, number: &str, pair: &Pair, say_level: bool) {
    page.gap();
    let indent = number.len();
    answer(page, number, &pair.a);
    answer(page, &" ".repeat(indent), &pair.b);
    let rest = pair.n.saturating_sub(pair.a.count);
    let others = pair.b.count.saturating_sub(pair.both);
    page.paragraph(
        indent,
        &format!(
            "{}, of the rest {}: {} points ({} to {})",
            of(pair.both, pair.a.count),
            of(others, rest),
            points(pair.effect),
            points(pair.low),
            points(pair.high),
        ),
    );
    let mut facts = vec![
        format!("n {}", people(pair.n)),
        pair.test.to_owned(),
        format!("p {}", probability(pair.p)),
        format!("q {}", probability(pair.q)),
    ];
    if say_level {
        facts.push(pair.level.name().to_owned());
    }
    page.facts(indent, &facts);
}

/// The question's id and the option; behind it as much of the question as the line has room for.
fn answer(page: &mut Page, mark: &str, answer: &Answer) {
    let indent = width(mark);
    let room = page.width.saturating_sub(indent);
    let lines = wrap(&clean(&format!("{} {}", answer.question, answer.option)), room, LINES);
    for (at, line) in lines.iter().enumerate() {
        let mut text = if at == 0 { mark.to_owned() } else { " ".repeat(indent) };
        text.push_str(&page.bold(line));
        let left = room.saturating_sub(width(line) + 3);
        if at + 1 == lines.len() && left >= ENOUGH {
            let question = wrap(&clean(&answer.label), left, 1).concat();
            text.push_str(&page.dim(&format!(" · {question}")));
        }
        page.line(&text);
    }
}

/// `13 of 14 (93%)`.
fn of(some: u64, all: u64) -> String {
    let share =
        if all > 0 { format!(" ({})", percent(some as f64 / all as f64)) } else { String::new() };
    format!("{} of {}{share}", people(some), people(all))
}
