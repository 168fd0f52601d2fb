//! `paap product review`: whether what was believed came about.

use super::read;
use crate::args::product::ReviewArgs;
use crate::error::Error;
use crate::output::{self, Outcome};
use crate::show::number::{figure, interval, percent, range};
use crate::show::sheet::{Grid, Sheet, words};
use crate::show::some;
use crate::show::table::Cell;
use crate::verbs::interview::identity;
use jiff::civil::Date;
use paap_files::Folder;
use paap_product::Product;
use paap_product::metric::Metric;
use paap_product::outcome::{LOCK, Locked, Unit, Verdict};
use paap_product::priority::Range;
use paap_workspace::outcome::{Created, Observed, Review, late};
use paap_workspace::product::FOLDER;
use serde::Serialize;
use std::cmp::Ordering;

pub(super) fn run(args: &ReviewArgs) -> Result<Outcome, Error> {
    let read = read(&args.home.folder, &args.home.key, |_| {})?;
    let mut notes = Vec::new();
    if args.lock {
        let lock = format!("{FOLDER}/{LOCK}");
        let unread = |code: &str| matches!(code, "lock-line" | "lock-twice" | "encoding");
        if read.check.problems.iter().any(|own| own.file == lock && unread(own.problem.code)) {
            let why =
                "holds lines that cannot be read, and would lose them: `paap check` names them";
            return Err(Error::Usage(format!("{lock} {why}")));
        }
        let product = read.workspace.product.as_ref();
        let fixing = product.map(|product| Fixing::of(product, read.today)).unwrap_or_default();
        if fixing.fixed.is_empty() && fixing.released.is_empty() {
            notes.push("Nothing is to be fixed: all outcomes are.".to_owned());
        }
        if !fixing.fixed.is_empty() {
            let folder = Folder::around(&args.home.folder, identity(&args.home.key)?)?;
            folder.put(&format!("{FOLDER}/{LOCK}"), fixing.text.as_bytes())?;
            let fixed = fixing.fixed.join(", ");
            notes.push(format!("{FOLDER}/{LOCK}: fixed {fixed}; keep it in git"));
        }
        if !fixing.released.is_empty() {
            let released = fixing.released.join(", ");
            notes.push(format!("Released already, so they cannot be fixed any more: {released}."));
        }
    }
    let mut reviews = read.workspace.reviews(read.today);
    let later = reviews.iter().filter(|own| !own.is_due).count();
    if !args.all {
        reviews.retain(|own| own.is_due);
        if later > 0 {
            notes.push(format!(
                "{} still to come: --all shows them.",
                some(later as u64, "outcome")
            ));
        }
    }
    let view = View { outcomes: reviews.iter().map(Shown::of).collect() };
    output::sheet(&view, sheet(&reviews, notes), &args.showing)
}

/// What becomes of outcomes that are not fixed as they are.
#[derive(Default)]
struct Fixing {
    /// Those that are fixed now.
    fixed: Vec<String>,
    /// Those for which it is too late.
    released: Vec<String>,
    /// The file then.
    text: String,
}

impl Fixing {
    fn of(product: &Product, today: Date) -> Self {
        let (mut own, mut lock) = (Self::default(), product.lock.clone());
        for outcome in &product.outcomes {
            let before = product.lock.get(&outcome.id);
            if before.is_some_and(|own| own.differs(outcome).is_empty()) {
                continue;
            }
            let Some(now) = Locked::of(outcome, today) else { continue };
            let of = before.and_then(|own| own.item.as_deref()).into_iter();
            let mut of = of.chain([outcome.item.name.as_str()]);
            if of.any(|item| product.released(item, today).is_some()) {
                own.released.push(outcome.id.clone());
                continue;
            }
            lock.add(now);
            own.fixed.push(outcome.id.clone());
        }
        own.text = lock.write();
        own
    }
}

/// What programs get; docs/schema/product-review.schema.json.
#[derive(Serialize)]
struct View<'a> {
    outcomes: Vec<Shown<'a>>,
}

#[derive(Serialize)]
struct Shown<'a> {
    id: &'a str,
    title: &'a str,
    metric: &'a str,
    target: &'a str,
    review: String,
    due: bool,
    released: Option<String>,
    before: Option<Number>,
    now: Option<Number>,
    difference: Option<Bounds>,
    value_created: Vec<Worth<'a>>,
    normal_swing: Option<Bounds>,
    verdict: Option<&'a str>,
    why: &'a str,
    fixed: Option<String>,
    changed: &'a [&'static str],
    learned: &'a str,
}

#[derive(Serialize)]
struct Number {
    value: f64,
    share: bool,
    low: Option<f64>,
    high: Option<f64>,
    from: Option<String>,
    to: Option<String>,
}

#[derive(Serialize)]
struct Worth<'a> {
    need: &'a str,
    importance: f64,
    value: f64,
    low: f64,
    high: f64,
}

#[derive(Serialize)]
struct Bounds {
    low: f64,
    high: f64,
}

impl Number {
    fn of(own: &Observed) -> Self {
        let interval = own.value.interval();
        Self {
            value: own.number,
            share: own.unit == Unit::Share,
            low: interval.map(|own| own.low),
            high: interval.map(|own| own.high),
            from: own.days.map(|own| own.from.to_string()),
            to: own.days.map(|own| own.to.to_string()),
        }
    }
}

impl<'a> Worth<'a> {
    /// None where it cannot be counted; the table says why.
    fn of(own: &'a Created) -> Option<Self> {
        let (importance, Range { value, low, high }) = own.worth.as_ref().ok()?;
        let (value, low, high) = (*value, *low, *high);
        Some(Self { need: &own.need, importance: importance.range.value, value, low, high })
    }
}

impl<'a> Shown<'a> {
    fn of(own: &'a Review) -> Self {
        let number = |own: &Result<Observed, String>| own.as_ref().ok().map(Number::of);
        Self {
            id: &own.outcome,
            title: &own.title,
            metric: &own.metric,
            target: &own.target,
            review: own.due.to_string(),
            due: own.is_due,
            released: own.released.map(|own| own.to_string()),
            before: number(&own.before),
            now: number(&own.now),
            difference: own.difference.map(|own| Bounds { low: own.low, high: own.high }),
            value_created: own.created.iter().filter_map(Worth::of).collect(),
            normal_swing: own.swing.map(|own| Bounds { low: own.low, high: own.high }),
            verdict: own.verdict.as_ref().map(|(own, _)| own.words()),
            why: own.verdict.as_ref().map_or("", |(_, why)| why),
            fixed: own.fixed.map(|own| own.to_string()),
            changed: &own.changed,
            learned: &own.learned,
        }
    }
}

fn sheet(reviews: &[Review], notes: Vec<String>) -> Sheet {
    let due = reviews.iter().filter(|own| own.is_due).count() as u64;
    let mut verdicts = Grid::new(
        "",
        vec![
            words("outcome"),
            words("verdict"),
            words("was"),
            words("is"),
            words("meant"),
            words("review"),
        ],
    );
    let mut reasons = Grid::new("Why", vec![words("outcome"), words("")]);
    for own in reviews {
        let (verdict, metric) = (own.verdict.as_ref(), own.metric.as_str());
        let number = |own: &Result<Observed, String>| {
            let behind = Metric::unit(metric);
            own.as_ref()
                .map_or_else(|_| "–".to_owned(), |own| written(own.number, own.unit) + behind)
        };
        verdicts.rows.push(
            [
                own.outcome.clone(),
                verdict.map_or("still to come", |own| own.0.words()).to_owned(),
                number(&own.before),
                number(&own.now),
                own.target.clone(),
                own.due.to_string(),
            ]
            .map(Cell::Text)
            .to_vec(),
        );
        reasons.rows.push(vec![Cell::Text(own.outcome.clone()), Cell::Text(reason(own))]);
    }
    Sheet {
        heading: format!("{} due", some(due, "review")),
        grids: if reviews.is_empty() { Vec::new() } else { vec![verdicts, reasons] },
        notes,
        ..Sheet::default()
    }
}

/// A number as people read it.
fn written(number: f64, unit: Unit) -> String {
    match unit {
        Unit::Share => percent(number),
        Unit::Own => figure(number),
    }
}

/// What came of an outcome, in a line.
pub(super) fn came_of(own: &Review) -> String {
    let behind = Metric::unit(&own.metric);
    let number = |own: &Observed| written(own.number, own.unit) + behind;
    let moved = match own.before.as_ref().ok().zip(own.now.as_ref().ok()) {
        Some((before, now)) => {
            let moved = match now.number.total_cmp(&before.number) {
                Ordering::Greater => "rose",
                Ordering::Less => "fell",
                Ordering::Equal => "went",
            };
            format!(" {moved} from {} to {}", number(before), number(now))
        }
        None => String::new(),
    };
    let verdict = match &own.verdict {
        Some((Verdict::Met, _)) => "target met".to_owned(),
        Some((verdict, _)) => verdict.words().to_owned(),
        None => format!("review on {}", own.due),
    };
    format!("{}: {}{moved}, target {}: {verdict}", own.title, own.metric, own.target)
}

/// What was compared, and what follows.
fn reason(own: &Review) -> String {
    let mut parts = vec![own.title.clone(), own.metric.clone()];
    for (when, observed) in [("before", &own.before), ("now", &own.now)] {
        match observed {
            Ok(observed) => {
                let mut part = format!("{when}: {}", said(observed));
                if let Some(days) = observed.days {
                    part += &format!(", {days}");
                }
                parts.push(part);
            }
            Err(why) => parts.push(format!("{when}: {}", why.trim_end_matches('.'))),
        }
    }
    let scale = |unit: Unit| if unit == Unit::Share { 100.0 } else { 1.0 };
    if let (Some(difference), Ok(now)) = (own.difference, &own.now) {
        let by = scale(now.unit);
        let unit = if now.unit == Unit::Share { " points" } else { "" };
        parts.push(format!(
            "changed by {}{unit}, 95%",
            range(difference.low * by, difference.high * by, true)
        ));
    }
    if let (Ok(before), Ok(now)) = (&own.before, &own.now) {
        parts.extend(own.created.iter().map(|own| match &own.worth {
            Ok((importance, Range { value, low, high })) => format!(
                "value created for {}: {} × ({} − {}) = {}, {} to {}",
                own.need,
                figure(importance.range.value),
                written(now.number, now.unit),
                written(before.number, before.unit),
                figure(*value),
                figure(*low),
                figure(*high)
            ),
            Err(why) => format!("value created for {} is not known: {why}", own.need),
        }));
    }
    if let (Some(swing), Ok(now)) = (own.swing, &own.now) {
        let by = scale(now.unit);
        let unit = if now.unit == Unit::Share { "%" } else { "" };
        parts.push(format!(
            "swings by itself between {}{unit} ({} spans)",
            range(swing.low * by, swing.high * by, false),
            swing.spans
        ));
    }
    let is_said = own.before.is_err() || own.now.is_err();
    if let Some((_, why)) = own.verdict.as_ref().filter(|_| !is_said) {
        parts.push(why.trim_end_matches('.').to_owned());
    }
    if let Some(late) = late(own.fixed, own.released).filter(|_| own.verdict.is_some()) {
        parts.push(late.trim_end_matches('.').to_owned());
    }
    if !own.changed.is_empty() {
        parts.push(format!("not what was fixed: {}", own.changed.join(", ")));
    }
    parts.join("; ")
}

/// A number with what it is of, and how sure it is.
fn said(own: &Observed) -> String {
    use paap_product::metric::Value;
    let number = written(own.number, own.unit);
    let of = match &own.value {
        Value::Share { count, base, .. } => format!(" ({count} of {base})"),
        Value::Median(values) => format!(" (the median of {})", values.len()),
        Value::Rate(times, _) => format!(" a week ({times})"),
        Value::Number(..) => String::new(),
    };
    let interval = own.value.interval().map_or(String::new(), |bounds| match own.unit {
        Unit::Share => format!(", {}%", interval(bounds.low, bounds.high)),
        Unit::Own => format!(", {}", range(bounds.low, bounds.high, false)),
    });
    format!("{number}{of}{interval}")
}
