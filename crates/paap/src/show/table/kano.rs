//! What something is to people, as a flat table.

use super::{Cell, Table, row};
use paap_survey::view::{Kano, KanoLead, Level};

/// A row for each category, with its share for a value; one for each coefficient; and one for which
/// category is ahead, and what it says.
pub(crate) fn kano(view: &Kano) -> Table<'_> {
    let columns = vec![
        "with", "without", "result", "count", "base", "value", "low", "high", "category", "may_be",
        "p", "level", "says", "notes",
    ];
    let start = |result: &str| row![&view.with.id, &view.without.id, result];
    let none = |many: usize| vec![Cell::Empty; many];
    let mut rows = Vec::new();
    for own in &view.categories {
        let cells = row![own.count, view.base, own.share, own.low, own.high];
        rows.push([start(own.name), cells, none(6)].concat());
    }
    for (name, own) in [("Better", &view.better), ("Worse", &view.worse)] {
        if let Some(own) = own {
            let cells = row![own.count, own.base, own.value, own.low, own.high];
            rows.push([start(name), cells, none(6)].concat());
        }
    }
    let lead = |of: fn(&KanoLead) -> Cell| view.lead.as_ref().map_or(Cell::Empty, of);
    let cells = vec![
        lead(|own| own.category.into()),
        lead(|own| Cell::Text(own.may_be.join(", "))),
        lead(|own| own.p.into()),
        lead(|own| Level::name(own.level).into()),
        Cell::from(&view.says),
        Cell::Text(view.notes.join(" ")),
    ];
    let base = row!["", view.base, "", "", ""];
    rows.push([start("ahead"), base, cells].concat());
    Table::new(columns, rows)
}
