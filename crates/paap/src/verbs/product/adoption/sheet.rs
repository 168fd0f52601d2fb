//! What the terminal shows of adoption.

use super::View;
use super::stay::{Again, Reached};
use crate::args::product::AdoptionArgs;
use crate::show::number::figure;
use crate::show::sheet::{Grid as Table, Sheet, count, words};
use crate::show::table::Cell;
use crate::verbs::product::measures::{Measures, Of};

pub(super) fn sheet(view: &View, args: &AdoptionArgs) -> Sheet {
    let mut columns = vec![words("capability")];
    if args.by.is_some() {
        columns.push(words("segment"));
    }
    columns.extend([words(view.every), words("adoption"), words("mandated"), words("voluntary")]);
    let mut grid = Table::new("", columns);
    let mut flow = Table::new(
        "Who came and who went",
        vec![
            words("capability"),
            words(view.every),
            count("new"),
            count("returning"),
            count("resurrected"),
            words("churned"),
        ],
    );
    for own in &view.rows {
        let month = interval(view, &own.from);
        let mut cells = vec![own.capability.clone()];
        cells.extend(args.by.is_some().then(|| own.segment.clone().unwrap_or_default()));
        cells.extend([month.clone(), own.all.said(), own.mandated.brief(), own.voluntary.brief()]);
        grid.rows.push(cells.into_iter().map(Cell::Text).collect());
        let churned = match own.active_before {
            0 => "–".to_owned(),
            before => format!("{} of {before}", own.churned),
        };
        let name = named(&own.capability, own.segment.as_deref());
        flow.rows.push(vec![
            Cell::Text(name),
            Cell::Text(month),
            Cell::Number(own.new as f64),
            Cell::Number(own.returning as f64),
            Cell::Number(own.resurrected as f64),
            Cell::Text(churned),
        ]);
    }
    let mut asked = Table::new(
        "From asking to having, hours",
        vec![
            words("capability"),
            count("fulfilled"),
            words("median"),
            words("9 in 10 within"),
            count("open"),
            words("oldest open"),
        ],
    );
    for own in &view.requests {
        let hours = |hours: Option<f64>| Cell::Text(hours.map_or_else(|| "–".to_owned(), figure));
        asked.rows.push(vec![
            Cell::Text(own.capability.clone()),
            Cell::Number(own.fulfilled as f64),
            hours(own.median_hours),
            hours(own.p90_hours),
            Cell::Number(own.open as f64),
            hours(own.oldest_open_hours),
        ]);
    }
    let mut grids = vec![grid, flow];
    grids.extend((!view.begun.is_empty()).then(|| begun(view)));
    grids.extend((!view.cohorts.is_empty()).then(|| cohorts(view)));
    grids.extend((!asked.rows.is_empty()).then_some(asked));
    let notes = match view.rows.is_empty() {
        true => vec![format!("No {} is whole yet.", view.every)],
        false => vec![
            "Active is who got something out of it. Of those who must use it, adoption is obedience.".to_owned(),
            format!(
                "Activated: of those who began, who got something out of it within {} days. Stayed: of all who ever did, who did so again on \
                 days 61 to 90 after the first time. Open: it is too early to say. Who had begun before the first whole {} is left out: \
                 nobody knows when.",
                view.within, view.every
            ),
        ],
    };
    Sheet {
        heading: "Adoption".to_owned(),
        facts: vec![format!(
            "Events from {} to {}; only whole {}s",
            view.from, view.to, view.every
        )],
        grids,
        flat: Some(measures(view)),
        notes,
        ..Sheet::default()
    }
}

fn measures(view: &View) -> Table {
    let mut all = Measures::new("capability");
    for own in &view.rows {
        let segment = own.segment.as_deref().unwrap_or_default();
        let of = Of { name: &own.capability, segment, from: &own.from, to: &own.to };
        all.part(of, "active", &own.all);
        all.part(of, "active_mandated", &own.mandated);
        all.part(of, "active_voluntary", &own.voluntary);
        all.count(of, "new", own.new);
        all.count(of, "returning", own.returning);
        all.count(of, "resurrected", own.resurrected);
        all.out_of(of, "churned", own.churned, own.active_before);
    }
    let ever = |name, segment| Of { name, segment, from: &view.from, to: &view.to };
    for own in &view.begun {
        let of = ever(&own.capability, own.segment.as_deref().unwrap_or_default());
        all.part(of, "activated", &own.activated.part);
        all.count(of, "activated_waiting", own.activated.waiting);
        all.part(of, "stayed", &own.stayed.part);
        all.count(of, "stayed_waiting", own.stayed.waiting);
    }
    for own in view.cohorts.iter().filter(|own| own.size > 0) {
        let segment = own.segment.as_deref().unwrap_or_default();
        let of = Of { name: &own.capability, segment, from: &own.from, to: "" };
        for (later, (classic, rolling)) in own.classic.iter().zip(&own.rolling).enumerate() {
            all.out_of(of, &format!("cohort_classic_{later}"), *classic, own.size);
            all.out_of(of, &format!("cohort_rolling_{later}"), *rolling, own.size);
        }
    }
    for own in &view.requests {
        let of = ever(&own.capability, "");
        all.hours(of, "fulfilment_hours", own.median_hours, None, own.fulfilled);
        all.hours(of, "fulfilment_p90_hours", own.p90_hours, None, own.fulfilled);
        all.hours(of, "open_hours", own.median_open_hours, None, own.open);
        all.hours(of, "oldest_open_hours", own.oldest_open_hours, None, own.open);
    }
    all.grid()
}

/// An interval, in short.
fn interval(view: &View, from: &str) -> String {
    match view.every {
        "month" => from.get(..7).unwrap_or(from).to_owned(),
        _ => from.to_owned(),
    }
}

fn named(capability: &str, segment: Option<&str>) -> String {
    match segment {
        Some(segment) => format!("{capability}, {segment}"),
        None => capability.to_owned(),
    }
}

fn begun(view: &View) -> Table {
    let mut grid = Table::new(
        "How they begin, and whether they stay",
        vec![words("capability"), words("activated"), words("stayed")],
    );
    let said = |own: &Reached| match own.waiting {
        0 => Cell::Text(own.part.said()),
        waiting => Cell::Text(format!("{}; {waiting} open", own.part.said())),
    };
    for own in &view.begun {
        let name = named(&own.capability, own.segment.as_deref());
        grid.rows.push(vec![Cell::Text(name), said(&own.activated), said(&own.stayed)]);
    }
    grid
}

/// How many intervals later a cohort is looked at, as far as lines are long.
const LATER: [(usize, &str); 8] =
    [(1, "+1"), (2, "+2"), (3, "+3"), (4, "+4"), (6, "+6"), (8, "+8"), (12, "+12"), (26, "+26")];

fn cohorts(view: &View) -> Table {
    let new = || view.cohorts.iter().filter(|own| own.size > 0);
    let longest = new().map(|own| own.classic.len()).max().unwrap_or_default();
    let later = || LATER.into_iter().filter(|(at, _)| *at < longest);
    let mut columns = vec![words("new in"), count("new")];
    columns.extend(later().map(|(_, name)| words(name)));
    let title =
        format!("Who was active again so many {}s later (in every one up to it)", view.every);
    let mut grid = Table::new(&title, columns);
    let again = |own: &Again, at: usize| match (own.classic.get(at), own.rolling.get(at)) {
        (Some(classic), Some(rolling)) if classic == rolling => classic.to_string(),
        (Some(classic), Some(rolling)) => format!("{classic} ({rolling})"),
        _ => String::new(),
    };
    for own in new() {
        let name = match &own.segment {
            Some(segment) => format!("{}, {segment}", interval(view, &own.from)),
            None => interval(view, &own.from),
        };
        let mut cells = vec![Cell::Text(name), Cell::Number(own.size as f64)];
        cells.extend(later().map(|(at, _)| Cell::Text(again(own, at))));
        grid.rows.push(cells);
    }
    grid
}
