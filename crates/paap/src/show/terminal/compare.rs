//! Two groups, question by question.

use super::parts::{self, some};
use super::{INDENT, Page};
use crate::show::Look;
use crate::show::number::{count, people, percent, points, probability};
use crate::show::text::{clean, left, right, width, wrap};
use paap_survey::view::{Compare, ComparedNumbers, ComparedOption, ComparedQuestion, Level};

/// How many of the surest differences are said at the top.
const SUREST: usize = 5;
/// A difference with a larger p, or a larger q, is not put at the top, whatever its rank: it is
/// more likely chance than not.
const WORTH_A_LOOK: (f64, f64) = (0.05, 0.5);
/// How many lines an option's label may take.
const LABEL_LINES: usize = 4;

pub(crate) fn compare(view: &Compare, look: &Look) -> String {
    let mut page = Page::new(look);
    page.heading(&format!(
        "{} against {} · {} · {}",
        people(view.group.people),
        people(view.against.people),
        some(view.comparisons, "comparison"),
        some(view.findings, "finding"),
    ));
    page.limited("group    ", &view.group.expression, 4, |_, line| line.to_owned());
    page.limited("against  ", &view.against.expression, 4, |_, line| line.to_owned());
    page.who(view.respondents, None, view.weights.as_ref());
    let level = parts::same_level(tested(view).map(|tested| tested.1));
    if level == Some(Level::Signal) {
        page.paragraph(0, parts::all_signals(tested(view).map(|tested| tested.0)));
    }
    page.aside(0, "Differences are in points, with their interval; q is p corrected for the number of comparisons.");
    surest(&mut page, view);
    let columns = Columns::of(view, page.width);
    for question in &view.questions {
        self::question(&mut page, question, &columns, level.is_none());
    }
    parts::notes(&mut page, &view.notes);
    parts::warnings(&mut page, &view.warnings, look.all_warnings);
    page.text
}

/// Of each comparison its q, and what it may be taken for.
fn tested(view: &Compare) -> impl Iterator<Item = (f64, Level)> {
    view.questions.iter().flat_map(|question| {
        let options = question.options.iter().filter_map(|option| Some((option.q?, option.level)));
        let numbers = question.numbers.iter();
        options.chain(numbers.filter_map(|numbers| Some((numbers.q?, numbers.level))))
    })
}

/// The differences that chance explains least, if there are any worth a look.
fn surest(page: &mut Page, view: &Compare) {
    let options = || {
        view.questions.iter().flat_map(|one| one.options.iter().map(move |option| (one, option)))
    };
    if options().count() <= SUREST {
        return;
    }
    let mut sure: Vec<_> = options()
        .filter_map(|(question, option)| {
            option.q.filter(|&q| q <= WORTH_A_LOOK.1)?;
            Some((question, option, option.p.filter(|&p| p < WORTH_A_LOOK.0)?))
        })
        .collect();
    sure.sort_by(|a, b| a.2.total_cmp(&b.2));
    if sure.is_empty() {
        page.paragraph(0, "No difference of an option stands out.");
        return;
    }
    page.heading("The surest differences");
    for (question, option, _) in sure.iter().take(SUREST) {
        let share = |share: Option<f64>| share.map_or("–".to_owned(), percent);
        let text = format!(
            "{} {}: {} against {}, q {}",
            question.id,
            clean(&option.label),
            share(option.share),
            share(option.against_share),
            option.q.map_or("–".to_owned(), probability),
        );
        page.limited("  · ", &text, LABEL_LINES, |_, line| line.to_owned());
    }
}

/// How wide the columns are.
struct Columns {
    label: usize,
    count: usize,
}

/// `+52  +18 to +83`.
const EFFECT: usize = 4 + 2 + 13;
/// `<0.001`.
const Q: usize = 6;

impl Columns {
    fn of(view: &Compare, page: usize) -> Self {
        let options = || view.questions.iter().flat_map(|question| &question.options);
        let digits = |option: &ComparedOption| {
            width(&count(option.count)).max(width(&count(option.against_count)))
        };
        let count = options().map(digits).max().unwrap_or(0).max(3);
        let label = options().map(|option| width(&clean(&option.label))).max().unwrap_or(0);
        let rest = page.saturating_sub(INDENT + 2 * (2 + count + 1 + 4) + 2 + EFFECT + 2 + Q);
        Self { label: label.max(8).min(rest.max(8)), count }
    }
}

fn question(page: &mut Page, question: &ComparedQuestion, columns: &Columns, say_level: bool) {
    page.question(&question.id, &question.label);
    if let Some(why) = &question.left_out {
        page.aside(INDENT, &format!("{} · not compared: {why}", question.kind.name()));
        return;
    }
    let bases = format!("{} against {}", people(question.base), people(question.against_base));
    page.facts(INDENT, &[question.kind.name().to_owned(), format!("base {bases}")]);
    if !question.options.is_empty() {
        let share = columns.count + 1 + 4;
        let head = format!(
            "{}{}  {}  {}  {}  {}",
            " ".repeat(INDENT),
            " ".repeat(columns.label),
            right("group", share),
            right("against", share),
            left("difference", EFFECT),
            right("q", Q),
        );
        let head = page.dim(&head);
        page.line(&head);
    }
    for option in &question.options {
        self::option(page, option, columns, say_level);
    }
    if let Some(numbers) = &question.numbers {
        self::numbers(page, numbers, say_level);
    }
}

fn option(page: &mut Page, option: &ComparedOption, columns: &Columns, say_level: bool) {
    let share = |number: f64, share: Option<f64>| {
        let share = share.map_or("–".to_owned(), percent);
        format!("  {} {}", right(&count(number), columns.count), right(&share, 4))
    };
    for (at, line) in wrap(&clean(&option.label), columns.label, LABEL_LINES).iter().enumerate() {
        let mut text = " ".repeat(INDENT);
        if at == 0 {
            text.push_str(&left(line, columns.label));
            text.push_str(&share(option.count, option.share));
            text.push_str(&share(option.against_count, option.against_share));
            let effect = option.effect.map_or(String::new(), points);
            let bounds = option.low.zip(option.high);
            let bounds = bounds.map_or(String::new(), |(low, high)| {
                format!("{} to {}", points(low), points(high))
            });
            text.push_str(&format!("  {}  {}", right(&effect, 4), left(&bounds, EFFECT - 6)));
            let q = option.q.map_or(String::new(), probability);
            // In a mixed page a finding is what stands out.
            let finding = say_level && option.level == Level::Finding;
            let q = right(&q, Q);
            text.push_str("  ");
            text.push_str(&if finding { page.bold(&q) } else { q });
        } else {
            text.push_str(line);
        }
        page.line(&text);
    }
    if say_level && option.level == Level::Finding {
        page.hanging("    ", "↑ a finding", Page::bold);
    }
}

fn numbers(page: &mut Page, numbers: &ComparedNumbers, say_level: bool) {
    for (who, stats) in [("group    ", &numbers.stats), ("against  ", &numbers.against)] {
        page.hanging(&format!("  {who}"), &parts::stats(stats), |_, line| line.to_owned());
        if let Some(score) = &stats.score {
            page.hanging("           ", &parts::score(score), Page::bold);
        }
    }
    let mut facts = Vec::new();
    if let Some(superiority) = numbers.superiority {
        let (stats, against) = (&numbers.stats, &numbers.against);
        let same = stats.is_one_answer() && against.is_one_answer() && stats.min == against.min;
        facts.push(if same {
            "all gave the same answer".to_owned()
        } else {
            format!("higher in the group {} of the time, ties counting half", percent(superiority))
        });
    }
    if let Some(p) = numbers.p {
        let exact = if numbers.test == Some("mann-whitney-exact") { "exact " } else { "" };
        facts.push(format!("{exact}Mann–Whitney p {}", probability(p)));
    }
    if let Some(q) = numbers.q {
        facts.push(format!("q {}", probability(q)));
        if say_level {
            facts.push(numbers.level.name().to_owned());
        }
    }
    page.facts(INDENT, &facts);
}
