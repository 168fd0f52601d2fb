//! Making rows safe, column by column.

use super::alone::of_cells;
use super::canon::{Canon, counts, refine, sizes};
use super::fit::{Kept, State, Wanted};
use super::level::{Level, levels};
use super::{
    Column, Fate, Left, Protected, Refusal, Risk, Role, Rows, Rules, SafeColumn, SafeRows, Scale,
};

/// More cells than this are not looked at: the columns that are left are not published.
const MOST_LOOKS: u64 = 1_000_000_000;

/// With fewer columns, tables say all that rows would.
const LEAST_COLUMNS: usize = 2;

/// Makes rows safe by the rules, or says why they cannot be. The same rows give the same answer in
/// whatever order they come.
pub fn protect(rows: &Rows, rules: &Rules) -> Protected {
    let rules = Rules { k: rules.k.max(2), known: rules.known.clamp(1, 3), ..rules.clone() };
    let canon = Canon::of(rows);
    let mut risk = before(rows, &canon, &rules);
    let mut refusals = Vec::new();
    let least = rules.k.saturating_mul(rules.least_rows);
    if rows.people < least {
        let message = format!(
            "There are fewer than {least} people ({} times the {} that must be alike): among so few, \
             what would have to be blanked leaves nothing that tables do not say.",
            rules.least_rows, rules.k
        );
        refusals.push(Refusal { code: "few-people", message });
        return Protected { rows: Err(refusals), risk };
    }
    let mut state = State { columns: Vec::new(), alike: None, looks: 0, tally: Vec::new() };
    let mut kept: Vec<Taken> = Vec::new();
    let mut order: Vec<usize> = (0..rows.columns.len()).collect();
    order.sort_by_key(|&column| (rows.columns[column].role, column));
    for column in order {
        let own = &rows.columns[column];
        match take_in(&mut state, own, &canon.cells[column], &rules) {
            Ok((level, left)) => {
                let coarser = matches!(left, Left::Kept { coarser: true, .. });
                kept.push(Taken { column, level, coarser });
                risk.columns[column].left = left;
            }
            Err(why) => risk.columns[column].left = Left::Out(why),
        }
    }
    if kept.len() < LEAST_COLUMNS {
        let message = "Hardly any column could be kept: tables say all that such rows would.";
        refusals.push(Refusal { code: "little-left", message: message.to_owned() });
        return Protected { rows: Err(refusals), risk };
    }
    after(&state, &kept, &canon, &mut risk);
    Protected { rows: Ok(write(rows, &state, &kept)), risk }
}

/// A column that was taken in.
struct Taken {
    column: usize,
    level: Level,
    coarser: bool,
}

fn before(rows: &Rows, canon: &Canon, rules: &Rules) -> Risk {
    let names: Vec<&str> = rows.columns.iter().map(|column| column.name.as_str()).collect();
    let identifying = rows.columns.iter().zip(&canon.cells);
    let identifying = identifying.filter(|(column, _)| column.role == Role::Identifying);
    let together =
        identifying.fold((vec![0; canon.people], 1), |groups, (_, cells)| refine(&groups.0, cells));
    let fate = |column: &Column| Fate {
        name: column.name.clone(),
        role: column.role,
        left: Left::Out("rows are refused"),
    };
    Risk {
        people: rows.people,
        rules: rules.clone(),
        alone: of_cells(&canon.cells, &names, canon.people),
        alone_identifying: sizes(&together.0, together.1)
            .into_iter()
            .filter(|&size| size == 1)
            .count(),
        columns: rows.columns.iter().map(fate).collect(),
        cells_kept: 0.0,
        smallest: None,
        groups: 0,
        alone_by_all: 0,
    }
}

/// Takes a column in as finely as leaves most of it, or says why not.
fn take_in(
    state: &mut State,
    column: &Column,
    raw: &[u16],
    rules: &Rules,
) -> Result<(Level, Left), &'static str> {
    if state.looks > MOST_LOOKS {
        return Err("too many columns to look at");
    }
    let mut said = counts(raw);
    said.resize(column.values.len() + 1, 0);
    let filled: usize = said[1..].iter().sum();
    if said[1..].iter().filter(|count| **count > 0).count() < 2 {
        return Err("everybody says the same");
    }
    let bits = |of: usize, out_of: usize| (out_of as f64 / of.max(1) as f64).log2();
    let all: f64 = said[1..].iter().map(|&count| count as f64 * bits(count, filled)).sum();
    let mut best: Option<(f64, Wanted<'_>, Level)> = None;
    for level in levels(column, &said[1..]) {
        let mut together = vec![0usize; level.labels.len()];
        (1..said.len()).for_each(|v| together[usize::from(level.of[v - 1])] += said[v]);
        // What is lost of each answer where its cell is blanked, and where it is not.
        let blanked: Vec<f64> = said.iter().map(|&count| bits(count, filled)).collect();
        let merged = |raw: usize| bits(said[raw], together[usize::from(level.of[raw - 1])]);
        let merged: Vec<f64> = std::iter::once(0.0).chain((1..said.len()).map(merged)).collect();
        let lost = |cells: &[u16]| -> f64 {
            let cells = raw.iter().zip(cells).filter(|(raw, _)| **raw != 0);
            cells
                .map(|(&raw, &cell)| if cell == 0 { &blanked } else { &merged }[usize::from(raw)])
                .sum()
        };
        let most = all * (1.0 - rules.least_kept);
        let most = best.as_ref().map_or(most, |best| most.min(best.0));
        let cells = raw.iter().map(|&raw| match usize::from(raw).checked_sub(1) {
            Some(value) => level.of[value] + 1,
            None => 0,
        });
        let kept = Kept {
            cells: cells.collect(),
            said: raw.iter().map(|&raw| raw != 0).collect(),
            width: level.labels.len() + 1,
        };
        let is_lost = |cells: &[u16]| lost(cells) > most + 1e-9;
        let mut wanted = Wanted {
            column: kept,
            identifying: column.role == Role::Identifying,
            diversity: (column.role == Role::Sensitive).then_some(rules.diversity),
            is_lost: &is_lost,
        };
        if !state.fit(&mut wanted, rules) {
            continue;
        }
        let lost = lost(&wanted.column.cells);
        if best.as_ref().is_none_or(|best| lost < best.0 - 1e-9) {
            let wanted = Wanted { is_lost: &|_| false, ..wanted };
            best = Some((lost, wanted, level));
        }
    }
    let Some((lost, wanted, level)) = best else {
        return Err("too little of what it says would be left");
    };
    let published = counts(&wanted.column.cells);
    if published[1..].iter().filter(|count| **count > 0).count() < 2 {
        return Err("too little of what it says would be left");
    }
    let left = Left::Kept {
        coarser: is_coarser(&level, &said[1..], &published),
        blanked: raw
            .iter()
            .zip(&wanted.column.cells)
            .filter(|(raw, cell)| **raw != 0 && **cell == 0)
            .count(),
        filled,
        information: 1.0 - lost / all,
        same: 0,
    };
    state.push(wanted);
    Ok((level, left))
}

/// Whether a label that is published stands for several answers.
fn is_coarser(level: &Level, said: &[usize], published: &[usize]) -> bool {
    let mut answers = vec![0; level.labels.len()];
    (0..said.len()).filter(|&v| said[v] > 0).for_each(|v| answers[usize::from(level.of[v])] += 1);
    answers.iter().zip(&published[1..]).any(|(&answers, &count)| answers > 1 && count > 0)
}

fn after(state: &State, kept: &[Taken], canon: &Canon, risk: &mut Risk) {
    let filled = |cells: &Vec<u16>| cells.iter().filter(|cell| **cell != 0).count();
    let all: usize = canon.cells.iter().map(filled).sum();
    let left: usize = state.columns.iter().map(|column| filled(&column.cells)).sum();
    risk.cells_kept = left as f64 / all.max(1) as f64;
    risk.smallest = state.smallest();
    risk.groups = state.alike.as_ref().map_or(0, |alike| alike.1);
    let together = state
        .columns
        .iter()
        .fold((vec![0; canon.people], 1), |groups, column| refine(&groups.0, &column.cells));
    risk.alone_by_all =
        sizes(&together.0, together.1).into_iter().filter(|&size| size == 1).count();
    for (taken, own) in kept.iter().zip(&state.columns) {
        if let Left::Kept { same, .. } = &mut risk.columns[taken.column].left {
            *same = state.same(own);
        }
    }
}

/// The rows as they are published: columns in the order given, rows by what they say.
fn write(rows: &Rows, state: &State, kept: &[Taken]) -> SafeRows {
    let mut order: Vec<usize> = (0..kept.len()).collect();
    order.sort_by_key(|&place| kept[place].column);
    let mut safe = SafeRows { columns: Vec::new(), rows: vec![Vec::new(); rows.people] };
    for place in order {
        let Taken { column: of, level, coarser } = &kept[place];
        let (column, own) = (&rows.columns[*of], &state.columns[place]);
        // Labels that read the same are one value.
        let mut values: Vec<String> = Vec::new();
        let mut value_of = vec![None; level.labels.len() + 1];
        let published = counts(&own.cells);
        for (cell, _) in published.iter().enumerate().skip(1).filter(|(_, count)| **count > 0) {
            let label = &level.labels[cell - 1];
            let known = values.iter().position(|value| value == label);
            let value = known.unwrap_or_else(|| {
                values.push(label.clone());
                values.len() - 1
            });
            value_of[cell] = Some(value as u16);
        }
        for (row, &cell) in safe.rows.iter_mut().zip(&own.cells) {
            row.push(value_of[usize::from(cell)]);
        }
        safe.columns.push(SafeColumn {
            of: *of,
            name: column.name.clone(),
            label: match &column.option {
                Some(option) => format!("{}: {option}", column.label),
                None => column.label.clone(),
            },
            values,
            ordered: column.scale != Scale::Names,
            coarser: *coarser,
        });
    }
    safe.rows.sort_unstable();
    safe
}
