//! `paap product delivery`: the five metrics of delivery.

use super::measures::{Measures, Of};
use super::{Part, read};
use crate::args::product::{Apart, DeliveryArgs};
use crate::error::Error;
use crate::output::{self, Outcome};
use crate::show::number::{figure, range};
use crate::show::sheet::{Grid, Sheet, count, words};
use crate::show::table::Cell;
use paap_product::delivery::{Deployment, Metrics, Pipeline, Rhythm, on_path, rhythm};
use paap_product::events::Names;
use paap_product::measure::{HOUR, Times};
use paap_product::metric::Days;
use serde::Serialize;

pub(super) fn run(args: &DeliveryArgs) -> Result<Outcome, Error> {
    if args.days == 0 {
        return Err(Error::Usage("--days is at least 1".to_owned()));
    }
    let read = read(&args.home.folder, &args.home.key, |_| {})?;
    let product = read.workspace.product.unwrap_or_default();
    let Some((first, last)) = product.facts.days() else {
        return Err(Error::Usage(
            "nothing is kept of events yet: `paap product events FILE…` reads them, and product/events.yaml says \
             what they mean".to_owned(),
        ));
    };
    let back = jiff::Span::new().days(i64::from(args.days) - 1);
    let from = last.checked_sub(back).map_err(|why| Error::Usage(why.to_string()))?;
    // Of days before the first event nothing is known.
    let from = from.max(first);
    let days = Days { from, to: last };
    let pipeline = product.pipeline();
    let facts = &product.facts;
    let mut rows = vec![line("all", &pipeline, days, |_| true)];
    let mut apart = |names: &Names, of: fn(&Deployment) -> Option<u32>| {
        for (number, name) in (0..).zip(names.iter()) {
            let own = line(name, &pipeline, days, |one| of(one) == Some(number));
            rows.extend((own.deployments > 0).then_some(own));
        }
    };
    match args.by {
        Some(Apart::Service) => apart(&facts.services, |own| own.service),
        Some(Apart::Customer) => apart(&facts.customers, |own| own.customer),
        None => {}
    }
    let view = View {
        from: from.to_string(),
        to: last.to_string(),
        rows,
        new_services: on_path(facts, &pipeline, days.times().0, days.times().1).map(Part::of),
        unblamed_incidents: pipeline.unblamed,
        changes_out_of_order: pipeline.backwards,
    };
    output::sheet(&view, sheet(&view), &args.showing)
}

fn line(name: &str, all: &Pipeline, days: Days, is_own: impl Fn(&Deployment) -> bool) -> Line {
    let (from, to) = days.times();
    let Metrics { deployments, days: on, lead, failed, recovery, open, rework } =
        all.metrics(from, to, &is_own);
    let after = days.to.tomorrow().unwrap_or(days.to);
    let often = rhythm(all.deployments.iter().filter(|own| is_own(own)), after);
    Line {
        name: name.to_owned(),
        deployments,
        days_with_deployments: on,
        often: word(often),
        lead_time: Hours::of(&lead),
        change_failure: Part::of(failed),
        recovery: Hours::of(&recovery),
        not_recovered: open,
        rework: Part::of(rework),
    }
}

fn word(own: Rhythm) -> &'static str {
    match own {
        Rhythm::Daily => "daily",
        Rhythm::Weekly => "weekly",
        Rhythm::Monthly => "monthly",
        Rhythm::Rarely => "rarely",
        Rhythm::Never => "never",
    }
}

/// What programs get; docs/schema/product-delivery.schema.json.
#[derive(Serialize)]
struct View {
    from: String,
    to: String,
    rows: Vec<Line>,
    new_services: Option<Part>,
    unblamed_incidents: u64,
    changes_out_of_order: u64,
}

#[derive(Serialize)]
struct Line {
    name: String,
    deployments: u64,
    days_with_deployments: u64,
    often: &'static str,
    lead_time: Hours,
    change_failure: Part,
    recovery: Hours,
    not_recovered: u64,
    rework: Part,
}

#[derive(Serialize)]
struct Hours {
    n: u64,
    median: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    p90: Option<f64>,
}

impl Hours {
    fn of(times: &Times) -> Self {
        let interval = times.median_interval();
        Self {
            n: times.count(),
            median: times.median().map(|own| own / HOUR),
            low: interval.and_then(|own| own.low).map(|own| own / HOUR),
            high: interval.and_then(|own| own.high).map(|own| own / HOUR),
            p90: times.p90().map(|own| own as f64 / HOUR),
        }
    }

    fn measures(&self, all: &mut Measures, of: Of<'_>, names: [&str; 2]) {
        all.hours(of, names[0], self.median, self.low.zip(self.high), self.n);
        all.hours(of, names[1], self.p90, None, self.n);
    }

    fn said(&self) -> String {
        let Some(median) = self.median else { return "–".to_owned() };
        let bounds = match self.low.zip(self.high) {
            Some((low, high)) => format!("; {}", range(low, high, false)),
            None => String::new(),
        };
        format!("{} h (n {}{bounds})", figure(median), self.n)
    }
}

fn sheet(view: &View) -> Sheet {
    let mut fast = Grid::new(
        "How fast",
        vec![words("of"), count("deployments"), words("often"), words("lead time")],
    );
    let mut well = Grid::new(
        "How well",
        vec![words("of"), words("change failure"), words("recovery"), words("rework")],
    );
    for own in &view.rows {
        fast.rows.push(vec![
            Cell::Text(own.name.clone()),
            Cell::Number(own.deployments as f64),
            Cell::Text(own.often.to_owned()),
            Cell::Text(own.lead_time.said()),
        ]);
        let mut recovery = own.recovery.said();
        if own.not_recovered > 0 {
            recovery += &format!(", {} not yet", own.not_recovered);
        }
        well.rows.push(vec![
            Cell::Text(own.name.clone()),
            Cell::Text(own.change_failure.said()),
            Cell::Text(recovery),
            Cell::Text(own.rework.said()),
        ]);
    }
    let mut notes = vec![
        "Failed deployments are counted, never incidents: one that had several failed once."
            .to_owned(),
    ];
    if view.new_services.is_some() {
        notes.push(
            "A service that ran before the first event looks new at its first deployment."
                .to_owned(),
        );
    }
    if view.unblamed_incidents > 0 {
        notes.push(format!(
            "{} incidents came before any deployment that could be blamed.",
            view.unblamed_incidents
        ));
    }
    if view.changes_out_of_order > 0 {
        notes.push(format!(
            "{} changes ran before they were merged, as the events have it.",
            view.changes_out_of_order
        ));
    }
    let mut facts = vec![format!("Deployments to production from {} to {}", view.from, view.to)];
    let new = view.new_services.as_ref();
    facts.extend(new.map(|own| format!("New services that a golden path made: {}", own.said())));
    Sheet {
        heading: "Delivery".to_owned(),
        facts,
        grids: vec![fast, well],
        flat: Some(measures(view)),
        notes,
        ..Sheet::default()
    }
}

fn measures(view: &View) -> Grid {
    let mut all = Measures::new("of");
    for own in &view.rows {
        let of = Of { name: &own.name, segment: "", from: &view.from, to: &view.to };
        all.count(of, "deployments", own.deployments);
        all.count(of, "days_with_deployments", own.days_with_deployments);
        own.lead_time.measures(&mut all, of, ["lead_time_hours", "lead_time_p90_hours"]);
        all.part(of, "change_failure", &own.change_failure);
        own.recovery.measures(&mut all, of, ["recovery_hours", "recovery_p90_hours"]);
        all.count(of, "not_recovered", own.not_recovered);
        all.part(of, "rework", &own.rework);
    }
    let whole = Of { name: "all", segment: "", from: &view.from, to: &view.to };
    all.count(whole, "unblamed_incidents", view.unblamed_incidents);
    all.count(whole, "changes_out_of_order", view.changes_out_of_order);
    if let Some(own) = &view.new_services {
        all.part(whole, "new_services", own);
    }
    all.grid()
}
