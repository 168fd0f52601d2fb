//! One question by another. Each cell has two lines: the share and the count, and the share's
//! interval. What does not fit beside each other stands in further tables underneath.

use super::parts;
use super::{INDENT, Page};
use crate::show::Look;
use crate::show::number::{count, figure, interval, people, percent, probability, range};
use crate::show::text::{clean, left, right, width, wrap};
use paap_survey::view::{Cross, CrossCell, CrossTest, Heading};

/// The narrowest and the widest column.
const COLUMN: std::ops::RangeInclusive<usize> = 10..=16;
/// How wide the last column is: `14  67%`.
const ALL: usize = 9;
/// How many lines a heading may take before letters stand for the options.
const HEAD_LINES: usize = 3;
/// How many lines a row's label may take.
const LABEL_LINES: usize = 4;

pub(crate) fn cross(view: &Cross, look: &Look) -> String {
    let mut page = Page::new(look);
    for (mark, heading) in [("Rows", &view.rows), ("Columns", &view.columns)] {
        let text = format!("{}  {}", heading.id, heading.label);
        page.limited(&left(mark, 9), &text, 6, Page::bold);
    }
    page.facts(
        0,
        &[
            format!("{} by {}", view.rows.kind.name(), view.columns.kind.name()),
            format!("base {} of {}", people(view.base), people(view.respondents)),
            "shares are out of each column".to_owned(),
        ],
    );
    page.who(view.respondents, view.filter.as_ref(), view.weights.as_ref());
    page.gap();
    tables(&mut page, view);
    if !view.groups.is_empty() {
        page.heading(&format!("{} in each group", clean(&view.rows.id)));
        for group in &view.groups {
            page.limited("  ", &group.label, 2, |_, line| line.to_owned());
            page.aside(4, &parts::stats(&group.stats));
            if let Some(score) = &group.stats.score {
                page.hanging("    ", &parts::score(score), Page::bold);
            }
        }
    }
    if let Some(test) = &view.test {
        page.gap();
        self::test(&mut page, test);
    }
    parts::notes(&mut page, &view.notes);
    parts::warnings(&mut page, &view.warnings, look.all_warnings);
    page.text
}

/// The columns in as many tables as it takes.
fn tables(page: &mut Page, view: &Cross) {
    let widest = |heading: &Heading| {
        heading.options.iter().map(|label| width(&clean(label))).max().unwrap_or(0)
    };
    let many = view.columns.options.len();
    let heads: Vec<_> = view.columns.options.iter().map(|label| clean(label)).collect();
    let fits = |&column: &usize| {
        heads.iter().all(|head| wrap(head, column, usize::MAX).len() <= HEAD_LINES)
    };
    // The narrowest columns that hold their headings; else letters stand for the headings.
    let column = COLUMN.clone().find(fits);
    let heads: Vec<String> = match column {
        Some(_) => heads,
        None => {
            for (at, head) in heads.iter().enumerate() {
                let mark = format!("  {:>2}  ", letters(at));
                page.limited(&mark, head, 3, |_, line| line.to_owned());
            }
            page.gap();
            (0..many).map(letters).collect()
        }
    };
    let column = column.unwrap_or(*COLUMN.start());
    // Labels get what few columns leave, but at least a third of the page, where one column fits.
    let around = |columns: usize| INDENT + columns * (column + 2) + 2 + ALL;
    let wish = page.width.saturating_sub(around(many)).max(page.width / 3);
    let most = page.width.saturating_sub(around(1)).max(8);
    let label = widest(&view.rows).max(8).min(wish.min(most).max(8));
    let fit = (page.width.saturating_sub(around(0) + label) / (column + 2)).max(1);
    // As many in each table, rather than a last table of one column.
    let fit = many.div_ceil(many.div_ceil(fit).max(1));
    let mut start = 0;
    while start < many {
        let end = many.min(start + fit);
        table(page, view, &heads, start..end, [label, column]);
        page.gap();
        start = end;
    }
}

/// `a` to `z`, then `aa`.
fn letters(mut at: usize) -> String {
    let mut out = String::new();
    loop {
        out.insert(0, char::from(b'a' + (at % 26) as u8));
        if at < 26 {
            return out;
        }
        at = at / 26 - 1;
    }
}

fn table(
    page: &mut Page,
    view: &Cross,
    heads: &[String],
    range: std::ops::Range<usize>,
    [label, column]: [usize; 2],
) {
    let side = " ".repeat(INDENT + label);
    let heads: Vec<_> =
        heads[range.clone()].iter().map(|head| wrap(head, column, HEAD_LINES)).collect();
    let height = heads.iter().map(Vec::len).max().unwrap_or(0);
    for line in 0..height {
        let mut text = side.clone();
        for head in &heads {
            // Headings stand at the foot.
            let word = (line + head.len()).checked_sub(height).and_then(|at| head.get(at));
            text.push_str("  ");
            text.push_str(&right(word.map_or("", |word| word), column));
        }
        if line + 1 == height {
            text.push_str("  ");
            text.push_str(&right("all", ALL));
        }
        let text = page.bold(&text);
        page.line(&text);
    }
    let mut text = left(&format!("{}n", " ".repeat(INDENT)), INDENT + label);
    for total in view.column_totals.iter().skip(range.start).take(range.len()) {
        text.push_str("  ");
        text.push_str(&right(&total.map_or("withheld".to_owned(), count), column));
    }
    text.push_str(&format!("  {}", right(&people(view.base), ALL)));
    let text = page.dim(&text);
    page.line(&text);
    for (row, name) in view.rows.options.iter().enumerate() {
        let cells = view.cells.get(row).map_or(&[][..], |cells| &cells[..]);
        let cells: Vec<_> = cells.iter().skip(range.start).take(range.len()).collect();
        let total = view.row_totals.get(row).copied().flatten();
        // Weighted sums are not out of a number of people.
        let base = if view.weights.is_none() { view.base } else { 0 };
        self::row(page, name, &cells, total, base, [label, column]);
    }
}

fn row(
    page: &mut Page,
    name: &str,
    cells: &[&CrossCell],
    total: Option<f64>,
    base: u64,
    [label, column]: [usize; 2],
) {
    let names = wrap(&clean(name), label, LABEL_LINES);
    for line in 0..names.len().max(2) {
        let name = names.get(line).map_or("", |name| name);
        let mut text = format!("{}{}", " ".repeat(INDENT), left(name, label));
        if line == 0 {
            for cell in cells {
                text.push_str(&format!("  {}", right(&share(cell), column)));
            }
            let total = total.map_or("withheld".to_owned(), |total| {
                let share = (base > 0).then(|| right(&percent(total / base as f64), 4));
                format!("{} {}", count(total), share.unwrap_or_default())
            });
            text.push_str(&format!("  {}", right(total.trim_end(), ALL)));
        }
        if line == 1 {
            let mut bounds = String::new();
            for cell in cells {
                let cell = cell.low.zip(cell.high).map(|(low, high)| interval(low, high));
                bounds.push_str(&format!("  {}", right(&cell.unwrap_or_default(), column)));
            }
            text.push_str(&page.dim(bounds.trim_end()));
        }
        page.line(&text);
    }
}

/// `9  64%`, or `withheld`.
fn share(cell: &CrossCell) -> String {
    match (cell.count, cell.share) {
        (None, _) => "withheld".to_owned(),
        (Some(number), None) => count(number),
        (Some(number), Some(share)) => format!("{} {}", count(number), right(&percent(share), 4)),
    }
}

fn test(page: &mut Page, test: &CrossTest) {
    let mut facts = vec![test.test.clone()];
    if let Some(statistic) = test.statistic {
        let df = test.df.map_or(String::new(), |df| format!(" (df {})", figure(df)));
        facts.push(format!("statistic {}{df}", figure(statistic)));
    }
    let error = test.p_error.map_or(String::new(), |error| format!(" ± {}", figure(error)));
    facts.push(format!("p {}{error}", probability(test.p)));
    if let Some(effect) = test.effect {
        let bounds = test.effect_low.zip(test.effect_high);
        let bounds = bounds.map(|(low, high)| format!(" ({})", range(low, high, false)));
        let measure = test.measure.as_deref().unwrap_or("effect");
        facts.push(format!("{measure} {}{}", figure(effect), bounds.unwrap_or_default()));
    }
    facts.push(format!("a {}", test.level.name()));
    page.paragraph(0, &facts.join(" · "));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_lettered_like_a_spreadsheet() {
        assert_eq!([0, 25, 26, 701, 702].map(letters), ["a", "z", "aa", "zz", "aaa"]);
    }
}
