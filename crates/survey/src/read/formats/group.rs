//! What the columns below one heading are, told from their cells: options to tick, the rows of a
//! grid, boxes to write in. The tools differ in how they head such columns, hardly in the cells.

use super::answers::{Answers, Profile};
use super::spread::{row_of, split};
use super::words::{allows_several, is_error, is_other, is_remark, is_response, key, plain, same};
use crate::read::layout::{Draft, Joined, Shape, Tick};
use crate::read::sheet::column_letters;
use crate::{Message, Warning};
use std::collections::HashMap;

/// A column below a heading.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) column: usize,
    /// What stands below the heading, or before it.
    pub(super) label: String,
}

/// How a tool writes answers.
#[derive(Clone, Copy)]
pub(super) struct Habits {
    /// What stands in a cell whose option was seen and not ticked.
    pub(super) unticked: &'static [&'static str],
    /// Whether a single choice may be spread over columns.
    pub(super) spreads: bool,
    /// How several answers stand in one cell.
    pub(super) joined: Joined,
    /// Whether the headers tell which columns were written in.
    pub(super) told: bool,
}

/// Fewer people than this may by chance have ticked one option each.
const FEW_PEOPLE: u64 = 10;

/// What is below one heading, while it is being told.
pub(super) struct Group<'a, 'w> {
    pub(super) answers: Answers<'a>,
    pub(super) habits: Habits,
    pub(super) warnings: &'w mut Vec<Warning>,
}

/// A column with what its answers are like.
struct Known<'a> {
    part: Part,
    profile: Profile<'a>,
    /// Whether every answer repeats the column's own label.
    own: bool,
}

impl Known<'_> {
    /// Whether the label ends with what stands in the cells: `Row - Option`.
    fn repeats_end(&self) -> bool {
        self.profile.values.first().is_some_and(|value| row_of(&self.part.label, value).is_some())
    }
}

impl<'a> Group<'a, '_> {
    /// The questions below the heading `label`: one, and what follows up on it.
    pub(super) fn drafts(&mut self, label: &str, parts: Vec<Part>) -> Vec<Draft> {
        let mut known: Vec<Known<'a>> = parts.into_iter().map(|part| self.know(part)).collect();
        let Some(first) = known.first() else { return Vec::new() };
        if known.len() == 1 {
            return vec![self.alone(label, &known[0])];
        }
        if !self.habits.told && is_response(&first.part.label) {
            return self.beside(label, &known);
        }
        let (mut other, mut remarks) = (None, Vec::new());
        let written = self.written(&known);
        for at in (0..known.len()).rev().filter(|&at| written[at]) {
            let part = known.remove(at).part;
            let last = at == known.len();
            let takes =
                other.is_none() && (is_other(&part.label) || (last && !is_remark(&part.label)));
            if takes {
                other = Some(part);
            } else {
                remarks.insert(0, part);
            }
        }
        if known.len() == 1 && !known[0].own {
            // One answer, and what was written beside it.
            let mut draft = self.alone(label, &known[0]);
            if let (Shape::Column { other: place, .. }, Some(part)) = (&mut draft.shape, &other) {
                *place = Some(part.column);
            }
            let mut drafts = vec![draft];
            drafts.extend(remarks.iter().map(|part| remark(label, part)));
            return drafts;
        }
        let mut shape = self.shape(label, &known);
        match (&mut shape, other) {
            (Shape::Ticks { other: place, .. }, Some(part)) => *place = Some(part.column),
            (_, Some(part)) => remarks.insert(0, part),
            _ => {}
        }
        let mut drafts = vec![Draft { label: label.trim().to_owned(), shape }];
        drafts.extend(remarks.iter().map(|part| remark(label, part)));
        drafts
    }

    fn know(&self, part: Part) -> Known<'a> {
        let profile = self.answers.profile(part.column);
        let repeats = |value: &&str| same(&part.label, value);
        let own = !profile.is_empty() && !profile.many && profile.values.iter().all(repeats);
        Known { part, profile, own }
    }

    /// A column that is alone below its heading.
    fn alone(&self, label: &str, known: &Known<'_>) -> Draft {
        let mark = self.habits.told && known.profile.values == ["1"];
        if mark
            || known.own
                && !is_response(&known.part.label)
                && plain(&known.part.label) != plain(label)
        {
            let options = vec![tick(&known.part, &known.profile)];
            let shape = Shape::Ticks {
                options,
                other: None,
                unticked: self.habits.unticked,
                exclusive: false,
            };
            return Draft { label: label.trim().to_owned(), shape };
        }
        Draft::column(label, known.part.column, self.habits.joined)
    }

    /// A column for the answer, then columns for what else was written.
    pub(super) fn response(&self, label: &str, parts: Vec<Part>) -> Vec<Draft> {
        let known: Vec<Known<'_>> = parts.into_iter().map(|part| self.know(part)).collect();
        self.beside(label, &known)
    }

    fn beside(&self, label: &str, known: &[Known<'_>]) -> Vec<Draft> {
        let mut drafts = vec![Draft::column(label, known[0].part.column, self.habits.joined)];
        for next in &known[1..] {
            let part = &next.part;
            match &mut drafts[0].shape {
                Shape::Column { other: place @ None, .. } if is_other(&part.label) => {
                    *place = Some(part.column);
                }
                _ => drafts.push(remark(label, part)),
            }
        }
        drafts
    }

    /// Which columns hold what people wrote, beside columns that hold options.
    fn written(&self, known: &[Known<'_>]) -> Vec<bool> {
        if self.habits.told {
            return vec![false; known.len()];
        }
        // Without labels it is the cells alone that tell: an option's are all the same.
        let unlabelled = known.len() > 2 && known.iter().all(|known| known.part.label.is_empty());
        let option = |this: &Known<'_>| {
            this.own || this.profile.is_single() && (this.repeats_end() || unlabelled)
        };
        let options = known.iter().filter(|this| option(this)).count();
        let filled = known.iter().filter(|known| !known.profile.is_empty()).count();
        let single = known.iter().filter(|known| known.profile.is_single()).count();
        let ticked = options >= 2 && options * 2 >= filled;
        // In how many columns each answer is given.
        let mut places: HashMap<&str, usize> = HashMap::new();
        for value in known.iter().flat_map(|known| &known.profile.values) {
            *places.entry(value).or_default() += 1;
        }
        let specify = |label: &str| label.contains(['(', '（']) || label.trim().contains(' ');
        known
            .iter()
            .map(|this| {
                let label = &this.part.label;
                if this.own {
                    return false;
                }
                let shared = !this.profile.many && {
                    let given = |value: &&&str| places.get(**value).is_some_and(|n| *n > 1);
                    this.profile.values.iter().filter(given).count() * 2 > this.profile.values.len()
                };
                if this.profile.is_empty() {
                    return is_other(label) && specify(label) || is_remark(label) && !ticked;
                }
                let code = this.profile.is_single()
                    && this.profile.values[0].parse::<u32>().is_ok()
                    && single * 2 >= known.len();
                if shared || code || option(this) {
                    return false;
                }
                ticked || is_other(label) || is_remark(label) && this.profile.many
            })
            .collect()
    }

    /// What several columns are together.
    fn shape(&mut self, label: &str, known: &[Known<'a>]) -> Shape {
        let filled: Vec<&Known> = known.iter().filter(|k| !k.profile.is_empty()).collect();
        let own = filled.iter().filter(|k| k.own).count();
        if filled.is_empty() || own * 2 > filled.len() {
            return self.ticks(label, known);
        }
        if let Some(shape) = self.marks(known, &filled) {
            return shape;
        }
        if filled.iter().all(|k| k.profile.is_single()) {
            let columns: Vec<(&Part, Option<&str>)> =
                known.iter().map(|k| (&k.part, k.profile.values.first().copied())).collect();
            if let Some(rows) = split(&columns) {
                return self.matrix(label, rows);
            }
            let mut values: Vec<String> = filled.iter().map(|k| key(k.profile.values[0])).collect();
            let numbers: Option<Vec<u32>> = values.iter().map(|v| v.parse().ok()).collect();
            values.sort_unstable();
            values.dedup();
            let unlabelled = known.iter().all(|k| k.part.label.is_empty());
            let mark = values.len() == 1 && filled.len() > 1;
            let coded = numbers.is_some_and(|n| n.windows(2).all(|pair| pair[0] < pair[1]));
            let apart = values.len() == filled.len();
            let repeated = filled.iter().any(|k| k.profile.people > 1);
            if mark || apart && (coded || unlabelled || repeated) {
                return self.ticks(label, known);
            }
        }
        let columns: Vec<usize> = filled.iter().map(|k| k.part.column).collect();
        if self.answers.is_ranking(&columns) {
            self.warnings.push(
                Warning::notice(
                    "ranking",
                    "The columns of this question are ranks: each person put them in an order. \
                     They are shown as a grid, one row for each thing that was ranked.",
                )
                .at_column(columns[0]),
            );
        }
        let row = |k: &Known| Draft::column(&name(&k.part), k.part.column, Joined::Never);
        Shape::Grid(known.iter().map(row).collect())
    }

    /// Options to tick, whatever the cells hold.
    pub(super) fn ticked(&mut self, label: &str, parts: &[Part]) -> Draft {
        let known: Vec<Known<'a>> = parts.iter().map(|part| self.know(part.clone())).collect();
        Draft { label: label.to_owned(), shape: self.ticks(label, &known) }
    }

    /// Options of which each cell says whether it was ticked, such as 1 and 0.
    fn marks(&self, known: &[Known<'a>], filled: &[&Known<'a>]) -> Option<Shape> {
        let unticked = self.habits.unticked;
        let mut mark: Option<String> = None;
        let mut refused = false;
        for known in filled {
            for value in &known.profile.values {
                if unticked.contains(value) {
                    refused = true;
                } else if !same(&known.part.label, value)
                    && mark.get_or_insert_with(|| key(value)) != &key(value)
                {
                    return None;
                }
            }
        }
        if !refused || filled.iter().any(|k| k.profile.many) {
            return None;
        }
        let options = known.iter().map(|k| tick(&k.part, &k.profile)).collect();
        Some(Shape::Ticks { options, other: None, unticked, exclusive: false })
    }

    fn ticks(&mut self, label: &str, known: &[Known<'a>]) -> Shape {
        let options: Vec<Tick> = known.iter().map(|k| tick(&k.part, &k.profile)).collect();
        if known.iter().any(|k| is_error(&k.part.label)) {
            self.warnings.push(errors(options[0].column));
        }
        let columns: Vec<usize> = options.iter().map(|tick| tick.column).collect();
        let exclusive = self.is_exclusive(label, &[columns]);
        Shape::Ticks { options, other: None, unticked: self.habits.unticked, exclusive }
    }

    /// A grid each of whose columns is a row and an option.
    fn matrix(&mut self, label: &str, rows: Vec<(String, Vec<Tick>)>) -> Shape {
        let columns = |ticks: &[Tick]| ticks.iter().map(|tick| tick.column).collect();
        let spread: Vec<Vec<usize>> = rows.iter().map(|row| columns(&row.1)).collect();
        let exclusive = self.is_exclusive(label, &spread);
        let unticked = self.habits.unticked;
        let shape = |options| Shape::Ticks { options, other: None, unticked, exclusive };
        let mut rows = rows;
        if rows.len() == 1 {
            self.warnings.push(errors(spread[0][0]));
            return shape(rows.remove(0).1);
        }
        Shape::Grid(
            rows.into_iter().map(|(label, ticks)| Draft { label, shape: shape(ticks) }).collect(),
        )
    }

    /// Whether nobody ticked two columns of a row. Says so where too few people answered to tell.
    fn is_exclusive(&mut self, label: &str, rows: &[Vec<usize>]) -> bool {
        if !self.habits.spreads || rows.iter().all(|row| row.len() < 2) || allows_several(label) {
            return false;
        }
        let mut people = 0;
        for row in rows {
            let (some, several) = self.answers.together(row);
            if several {
                return false;
            }
            people = people.max(some);
        }
        if people < FEW_PEOPLE {
            let read = if people < 2 { "checkbox" } else { "single choice" };
            let message = |few: &str| {
                format!(
                    "Only {few} answered this question, and nobody ticked two options: it may be a \
                     single choice or a checkbox question. It is read as {read}."
                )
            };
            let message = Message::counted(message(&people.to_string()), message("few"));
            let warning = Warning::notice("single-or-checkbox", message);
            self.warnings.push(warning.at_column(rows[0][0]));
        }
        people >= 2
    }
}

fn errors(column: usize) -> Warning {
    Warning::notice(
        "header-became-error",
        "A spreadsheet took option labels for formulas and wrote an error in their place. The \
         labels are taken from the answers.",
    )
    .at_column(column)
}

/// A text question of its own, below another one.
fn remark(label: &str, part: &Part) -> Draft {
    let label = format!("{} [{}]", label.trim(), name(part));
    Draft::column(&label, part.column, Joined::Never)
}

/// A part's label, or where it is.
fn name(part: &Part) -> String {
    match part.label.trim() {
        "" => format!("Column {}", column_letters(part.column)),
        label => label.to_owned(),
    }
}

/// An option; where its header says nothing, its label is what stands in the cells.
pub(super) fn option(part: &Part, values: &[&str]) -> Tick {
    let silent = part.label.trim().is_empty() || is_error(&part.label);
    let label = match values.first() {
        Some(value) if silent => (*value).to_owned(),
        _ => name(part),
    };
    Tick { label, column: part.column }
}

fn tick(part: &Part, profile: &Profile<'_>) -> Tick {
    option(part, &profile.values)
}
