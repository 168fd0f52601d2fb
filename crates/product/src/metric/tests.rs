use super::*;
use crate::events::{DAY, Request, Use, begin};
use crate::{Capability, Customer, Product};
use jiff::civil::{Date, date};
use paap_analysis::interval::{CONFIDENCE, paired};

/// Ten customers; the last two are new from May on; c0 to c3 must use the capability.
fn product() -> Product {
    let mut text = "customers:\n".to_owned();
    for at in 0..10 {
        let told = if at < 4 { "mandated" } else { "voluntary" };
        let since = if at < 8 { "2025-01-01" } else { "2026-05-01" };
        let segment = if at % 2 == 0 { "Even" } else { "Odd" };
        text += &format!("  c{at}: {{use: {told}, since: {since}, segment: {segment}}}\n");
    }
    let (capability, problems) = Capability::read("ci", "---\ntitle: CI\n---\n");
    assert!(problems.is_empty());
    let mut product = Product {
        customers: Customer::read(&text, &mut Vec::new()),
        capabilities: vec![capability],
        ..Product::default()
    };
    // In January c0 and c1; in June c0 to c5, and c6 without getting anything out of it.
    uses(&mut product, &[0, 1], date(2026, 1, 10), true);
    uses(&mut product, &[0, 2, 3, 4, 5, 1], date(2026, 6, 10), true);
    uses(&mut product, &[6], date(2026, 6, 11), false);
    uses(&mut product, &[0], date(2025, 12, 1), true);
    uses(&mut product, &[9], date(2026, 6, 30), false);
    product
}

fn uses(product: &mut Product, customers: &[usize], day: Date, value: bool) {
    let facts = &mut product.facts;
    let capability = facts.capabilities.add("ci") as u16;
    for at in customers {
        let customer = facts.customers.add(&format!("c{at}"));
        facts.uses.push(Use {
            time: begin(day) + DAY / 2,
            customer,
            capability,
            person: None,
            value,
        });
    }
}

fn measured(metric: &str, days: Days) -> Result<Value, String> {
    let Metric::Of(measured, whose) = Metric::read(metric)? else { panic!("{metric} is a figure") };
    measure(&product(), measured, &whose, days)
}

fn share(metric: &str, days: Days) -> (u64, u64) {
    match measured(metric, days).unwrap() {
        Value::Share { count, base, .. } => (count, base),
        other => panic!("{other:?}"),
    }
}

const JANUARY: Days = Days { from: date(2026, 1, 1), to: date(2026, 1, 31) };
const JUNE: Days = Days { from: date(2026, 6, 1), to: date(2026, 6, 30) };

#[test]
fn adoption_counts_eligible_customers_alone() {
    assert_eq!(share("adoption(ci)", JANUARY), (2, 8));
    assert_eq!(share("adoption(ci)", JUNE), (6, 10));
    assert_eq!(share("adoption(ci, mandated)", JUNE), (4, 4));
    assert_eq!(share("adoption(ci, voluntary)", JUNE), (2, 6));
    assert_eq!(share("adoption(ci) where segment = \"Even\"", JUNE), (3, 5));
    assert_eq!(
        share("retention(ci)", Days { from: date(2026, 1, 1), to: date(2026, 1, 31) }),
        (1, 1)
    );
}

#[test]
fn what_cannot_be_measured_says_why() {
    let early = Days { from: date(2025, 1, 1), to: date(2025, 1, 31) };
    assert!(measured("adoption(ci)", early).unwrap_err().contains("2025-12-01 to 2026-06-30"));
    assert!(measured("adoption(cl)", JUNE).unwrap_err().contains("Did you mean “ci”?"));
    assert!(measured("adoption(ci) where segment = 'Eve'", JUNE).unwrap_err().contains("Even"));
    assert!(measured("fulfilment(ci)", JUNE).unwrap_err().contains("Nobody"));
    let none = measure(&Product::default(), Measured::Adoption, &whose(), JUNE).unwrap_err();
    assert!(none.contains("paap product events"), "{none}");
}

fn whose() -> Whose {
    Whose { capability: Some("ci".to_owned()), ..Whose::default() }
}

#[test]
fn metrics_are_read() {
    assert_eq!(Metric::read(" adoption( ci ) "), Ok(Metric::Of(Measured::Adoption, whose())));
    let figure = "share(q8 >= \"Agree\")";
    assert_eq!(Metric::read(figure), Ok(Metric::Figure(figure.to_owned())));
    assert_eq!(Metric::read("lead-time()"), Ok(Metric::Of(Measured::LeadTime, Whose::default())));
    for wrong in [
        "adoption",
        "adoption()",
        "adoption(ci, some)",
        "adoption(ci) when x",
        "adoption(ci, mandated, x)",
        "lead-time(ci)",
        "lead-time",
    ] {
        assert!(Metric::read(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn customers_in_both_are_compared_each_with_itself() {
    let (then, now) =
        (measured("adoption(ci)", JANUARY).unwrap(), measured("adoption(ci)", JUNE).unwrap());
    // Of the eight that were eligible in both, four came and none went.
    let expected = paired(4, 0, 8, CONFIDENCE);
    assert_eq!(now.since(&then), expected);
    assert!(expected.unwrap().effect == 0.5);
}

#[test]
fn hours_to_fulfilment_are_of_requests_that_were_fulfilled() {
    let mut product = product();
    let capability = product.facts.capabilities.find("ci").map(|own| own as u16);
    let customer = product.facts.customers.find("c0");
    let start = begin(date(2026, 6, 2));
    let hour = 3_600_000;
    for (subject, took) in [(1, Some(2)), (2, Some(10)), (3, Some(4)), (4, None)] {
        let asked = Request { time: start, subject, fulfilled: false, customer, capability };
        // Asked again, it waits since the first time.
        let again = Request { time: start + hour, ..asked };
        product.facts.requests.extend([again, asked]);
        let given = took.map(|took| Request {
            time: start + took * hour,
            fulfilled: true,
            customer: None,
            capability: None,
            ..asked
        });
        product.facts.requests.extend(given);
    }
    let value = measure(&product, Measured::Fulfilment, &whose(), JUNE).unwrap();
    assert_eq!(value.number(), Some(4.0));
    let of = |mandated| {
        measure(
            &product,
            Measured::Fulfilment,
            &Whose { mandated: Some(mandated), ..whose() },
            JUNE,
        )
    };
    assert_eq!(of(true).unwrap().number(), Some(4.0));
    assert!(of(false).is_err());
}

#[test]
fn days_are_counted_from_the_first_to_the_last() {
    assert_eq!(JANUARY.count(), 31);
    assert_eq!(JANUARY.before(), Some(Days { from: date(2025, 12, 1), to: date(2025, 12, 31) }));
    assert_eq!(
        JUNE.until(date(2026, 3, 30)),
        Some(Days { from: date(2026, 3, 1), to: date(2026, 3, 30) })
    );
    let last = Days::last(&product().facts, 30);
    assert_eq!(last, Some(JUNE));
    assert_eq!(Days::last(&product().facts, 900), None);
}
