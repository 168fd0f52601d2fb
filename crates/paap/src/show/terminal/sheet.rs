//! Tables for the terminal: numbers to the right, words broken where they do not fit.

use super::{Page, some};
use crate::show::Look;
use crate::show::sheet::{Grid, Kind, Remark, Sheet};
use crate::show::text::{clean, left, right, width, wrap};

/// How many remarks of one sort are shown before the rest is counted.
const FEW: usize = 3;
/// What stands between two columns.
const GAP: usize = 2;
/// No column of words is narrower than this.
const NARROWEST: usize = 8;
/// Longer words are broken.
const LONGEST: usize = 30;
/// So many lines of an excerpt are shown.
const EXCERPT: usize = 3;

pub(crate) fn sheet(sheet: &Sheet, look: &Look) -> String {
    super::super::no_commands(whole(sheet, look))
}

fn whole(sheet: &Sheet, look: &Look) -> String {
    let mut page = Page::new(look);
    page.heading(&sheet.heading);
    for fact in &sheet.facts {
        page.paragraph(0, fact);
    }
    for grid in sheet.grids.iter().filter(|grid| !grid.rows.is_empty()) {
        page.gap();
        if !grid.title.is_empty() {
            page.heading(&grid.title);
        }
        self::grid(&mut page, grid);
    }
    if !sheet.notes.is_empty() {
        page.gap();
    }
    for note in &sheet.notes {
        page.aside(0, note);
    }
    remarks(&mut page, &sheet.warnings, look.all_warnings);
    page.text
}

fn grid(page: &mut Page, grid: &Grid) {
    let shown: Vec<Vec<String>> = grid
        .rows
        .iter()
        .map(|row| grid.columns.iter().zip(row).map(|(c, cell)| clean(&c.shown(cell))).collect())
        .collect();
    let widths = widths(grid, &shown, page.width);
    let cell = |text: &str, at: usize| match grid.columns[at].is_words() {
        true => left(text, widths[at]),
        false => right(text, widths[at]),
    };
    let line = |cells: Vec<String>| cells.join(&" ".repeat(GAP));
    let names = grid.columns.iter().enumerate().map(|(at, column)| cell(column.name, at));
    let names = line(names.collect());
    page.line(&page.dim(names.trim_end()));
    for row in &shown {
        let broken: Vec<Vec<String>> = row
            .iter()
            .zip(&widths)
            .zip(&grid.columns)
            .map(|((text, &room), column)| match column.kind {
                Kind::Words => wrap(text, room, usize::MAX),
                Kind::Excerpt => wrap(text, room, EXCERPT),
                _ => vec![text.clone()],
            })
            .collect();
        let tallest = broken.iter().map(Vec::len).max().unwrap_or(0);
        for at in 0..tallest {
            let cells = broken.iter().enumerate();
            let cells =
                cells.map(|(column, lines)| cell(lines.get(at).map_or("", String::as_str), column));
            page.line(&line(cells.collect()));
        }
    }
}

/// How wide each column is: as wide as its longest cell where there is room, else the widest
/// columns of words give way, the widest first.
fn widths(grid: &Grid, shown: &[Vec<String>], room: usize) -> Vec<usize> {
    let longest = |at: usize| shown.iter().filter_map(|row| row.get(at)).map(|t| width(t)).max();
    let mut widths: Vec<usize> = grid
        .columns
        .iter()
        .enumerate()
        .map(|(at, column)| longest(at).unwrap_or(0).max(width(column.name)))
        .collect();
    // A column is not made narrower than its longest word, unless that is very long.
    let word = |at: usize| {
        let words = shown.iter().filter_map(|row| row.get(at)).flat_map(|text| text.split(' '));
        words.map(width).max().unwrap_or(0).clamp(NARROWEST, LONGEST)
    };
    let least: Vec<usize> = (0..widths.len()).map(word).collect();
    let gaps = GAP * widths.len().saturating_sub(1);
    let mut over = (widths.iter().sum::<usize>() + gaps).saturating_sub(room);
    while over > 0 {
        let is_wide = |at: &usize| grid.columns[*at].is_words() && widths[*at] > least[*at];
        let Some(widest) = (0..widths.len()).filter(is_wide).max_by_key(|&at| (widths[at], at))
        else {
            break;
        };
        let second = (0..widths.len()).filter(|&at| at != widest).filter(is_wide);
        let second = second.map(|at| widths[at]).max().unwrap_or(0).max(least[widest]);
        // Down to the next widest at once, and then in turn.
        let by = (widths[widest] - second.min(widths[widest])).clamp(1, over);
        widths[widest] -= by;
        over -= by;
    }
    widths
}

/// Everything odd, problems first, gathered by sort.
fn remarks(page: &mut Page, remarks: &[Remark], all: bool) {
    if remarks.is_empty() {
        return;
    }
    let problems = remarks.iter().filter(|remark| remark.problem).count() as u64;
    let counts = [(problems, "problem"), (remarks.len() as u64 - problems, "notice")];
    let counts = counts.iter().filter(|(n, _)| *n > 0).map(|(n, word)| some(*n, word));
    page.heading(&format!("Warnings: {}", counts.collect::<Vec<_>>().join(", ")));
    let mut groups: Vec<Vec<&Remark>> = Vec::new();
    for remark in remarks {
        let same = |group: &Vec<&Remark>| {
            group.iter().all(|one| (one.code, one.problem) == (remark.code, remark.problem))
        };
        match groups.iter().position(same) {
            Some(at) => groups[at].push(remark),
            None => groups.push(vec![remark]),
        }
    }
    groups.sort_by_key(|group| group.iter().all(|remark| !remark.problem));
    for group in groups {
        let Some(first) = group.first() else { continue };
        let mark = if first.problem { page.alarm("! ") } else { "· ".to_owned() };
        let times = if group.len() > 1 { format!(" ({})", group.len()) } else { String::new() };
        let code = page.bold(&clean(first.code));
        page.line(&format!("  {mark}{code}{times}"));
        let shown = if all { group.len() } else { FEW.min(group.len()) };
        for remark in &group[..shown] {
            let place = if remark.place.is_empty() { "" } else { ": " };
            page.paragraph(6, &format!("{}{place}{}", remark.place, remark.message));
        }
        if shown < group.len() {
            page.aside(6, &format!("and {} more: --warnings all", group.len() - shown));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::show::sheet::{count, share, words};
    use crate::show::table::Cell;

    fn check(width: usize, expected: &[&str]) {
        let mut grid =
            Grid::new("", vec![words("code"), count("people"), share("share"), words("meaning")]);
        grid.rows.push(vec![
            "waiting".into(),
            3u64.into(),
            0.25.into(),
            "They wait for somebody else to act on a request of theirs".into(),
        ]);
        grid.rows.push(vec!["trust".into(), 12u64.into(), Cell::Empty, "".into()]);
        let look = Look { width, colour: false, all_warnings: false, top: 0 };
        let shown =
            sheet(&Sheet { heading: "Codes".into(), grids: vec![grid], ..Sheet::default() }, &look);
        assert_eq!(shown.lines().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn numbers_stand_to_the_right_and_words_are_broken() {
        check(
            60,
            &[
                "Codes",
                "",
                "code     people  share  meaning",
                "waiting       3    25%  They wait for somebody else to act",
                "                        on a request of theirs",
                "trust        12      –",
            ],
        );
    }
}
