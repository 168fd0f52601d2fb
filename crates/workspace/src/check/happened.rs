//! Whether what events name is there: a customer or a capability that nobody wrote down counts nowhere.

use crate::Workspace;
use crate::problem::Problems;
use crate::product::{EVENTS, FACTS, FOLDER};
use jiff::civil::Date;
use paap_analysis::expression::nearest;
use paap_product::Named;
use paap_product::customer::named;
use paap_product::events::{FILES, Names, day};
use paap_text::Problem;
use paap_text::yaml::At;
use std::collections::BTreeSet;

/// How many names a message names.
const FEW: usize = 3;

/// What events may name.
struct Sort<'a> {
    one: &'static str,
    many: &'static str,
    code: &'static str,
    /// Where one is written down, and what else can be done.
    todo: &'static str,
    there: BTreeSet<&'a str>,
    /// Whether a name means one that is there.
    is_there: &'a dyn Fn(&str) -> bool,
}

pub(super) fn happened(workspace: &Workspace, problems: &mut Problems) {
    let Some(product) = &workspace.product else { return };
    let is_customer = |name: &str| named(&product.customers, name).is_some();
    let is_capability = |name: &str| product.capabilities.iter().any(|own| own.id == name);
    let customers = Sort {
        one: "customer",
        many: "customers",
        code: "unknown-customer",
        todo: "Add it to customers.yaml, or say under `customers:` in events.yaml which customer is meant, and run \
               `paap product events` again.",
        there: product.customers.iter().map(|own| own.id.as_str()).collect(),
        is_there: &is_customer,
    };
    let capabilities = Sort {
        one: "capability",
        many: "capabilities",
        code: "unknown-capability",
        todo: "Write product/capabilities/NAME.md, or name one that is there in events.yaml, and run `paap product \
               events` again.",
        there: product.capabilities.iter().map(|own| own.id.as_str()).collect(),
        is_there: &is_capability,
    };
    meant(&product.mapping.named_customers, &customers, problems);
    meant(&product.mapping.named_capabilities, &capabilities, problems);
    let facts = &product.facts;
    let [uses, requests, delivery] = FILES;
    let used = |number: u32| facts.uses.iter().any(|own| own.customer == number);
    let asked = |number: u32| facts.requests.iter().any(|own| own.customer == Some(number));
    let file = |number: u32| match (used(number), asked(number)) {
        (true, _) => uses,
        (false, true) => requests,
        (false, false) => delivery,
    };
    kept(&facts.customers, &customers, file, problems);
    let used = |number: u32| facts.uses.iter().any(|own| u32::from(own.capability) == number);
    let file = |number: u32| if used(number) { uses } else { requests };
    kept(&facts.capabilities, &capabilities, file, problems);
}

/// Facts of days that are still to come: numbers of the last days would be of none.
pub(super) fn to_come(workspace: &Workspace, today: Date, problems: &mut Problems) {
    let Some(product) = &workspace.product else { return };
    let facts = &product.facts;
    let [uses, requests, delivery] = FILES;
    let last = [
        (uses, facts.uses.iter().map(|own| own.time).max()),
        (requests, facts.requests.iter().map(|own| own.time).max()),
        (delivery, facts.deliveries.iter().map(|own| own.time).max()),
    ];
    for (file, time) in last {
        let Some(day) = time.map(day).filter(|day| *day > today) else { continue };
        let message = format!("A fact is of {day}, which is still to come.");
        let help = "Run `paap product events` again with all files of events.";
        let problem = Problem::error("future", At::START, message).help(help);
        problems.add(&format!("{FOLDER}/{FACTS}/{file}"), problem);
    }
}

/// What `events.yaml` names.
fn meant(all: &[Named], sort: &Sort<'_>, problems: &mut Problems) {
    for own in all.iter().filter(|own| !(sort.is_there)(&own.name)) {
        let message = format!(
            "There is no {} “{}”: what events say of it is not counted.",
            sort.one, own.name
        );
        let near = nearest(&own.name, sort.there.iter().copied());
        let help = match near.first() {
            Some(near) => format!("Did you mean “{near}”?"),
            None => sort.todo.to_owned(),
        };
        let problem = Problem::warning(sort.code, own.at, message).help(help);
        problems.add(&format!("{FOLDER}/{EVENTS}"), problem);
    }
}

/// What the kept facts name. `file` is the first file of facts that has a name by its number.
fn kept(
    names: &Names,
    sort: &Sort<'_>,
    file: impl Fn(u32) -> &'static str,
    problems: &mut Problems,
) {
    let unknown: Vec<(u32, &str)> =
        (0..).zip(names.iter()).filter(|(_, own)| !(sort.is_there)(own)).collect();
    let first: Vec<String> = unknown.iter().take(FEW).map(|(_, own)| format!("“{own}”")).collect();
    let more = match unknown.len().saturating_sub(FEW) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let Some((number, _)) = unknown.first() else { return };
    let message = match unknown.len() {
        1 => format!("1 {} is named here and not known: {}.", sort.one, first.join(", ")),
        several => {
            let first = first.join(", ");
            format!("{several} {} are named here and not known: {first}{more}.", sort.many)
        }
    };
    let message = format!("{message} What is kept of it is not counted.");
    let problem = Problem::warning(sort.code, At::START, message).help(sort.todo);
    problems.add(&format!("{FOLDER}/{FACTS}/{}", file(*number)), problem);
}

#[cfg(test)]
mod tests {
    use crate::sample::{check, tree};

    /// What is warned of under `product/`: file, line, code, message and what to do.
    fn warned(files: &[(&str, &str)]) -> Vec<String> {
        let mut tree = tree();
        let platform = [
            ("product.yaml", "title: Quay\npromise: Boats on time.\n"),
            (
                "customers.yaml",
                "customers:\n  parcels: {title: Parcels}\n  fares: {title: Fares}\n",
            ),
            ("capabilities/board.md", "---\ntitle: Board\n---\n"),
        ];
        for (file, text) in platform.iter().chain(files) {
            tree.files.insert(format!("product/{file}"), text.as_bytes().to_vec());
        }
        let told = check(&tree).problems.into_iter().filter_map(|own| {
            let file = own.file.strip_prefix("product/")?.to_owned();
            let problem = own.problem;
            let help = problem.help.unwrap_or_default();
            let (line, code) = (problem.at.line, problem.code);
            Some(format!("{file}:{line} {code}: {} {help}", problem.message))
        });
        told.collect()
    }

    #[test]
    fn what_events_are_said_to_mean_is_there() {
        let events = "customer: team\nevents:\n  - {type: a.used, capability: bord, value: true}\n  - {type: b.used, capability: board}\nservices: {svc/a: parcel, svc/b: fares}\ncustomers: {x: nobody-of-them}\n";
        assert_eq!(
            warned(&[("events.yaml", events)]),
            [
                "events.yaml:3 unknown-capability: There is no capability “bord”: what events say of it is not counted. Did you mean “board”?",
                "events.yaml:5 unknown-customer: There is no customer “parcel”: what events say of it is not counted. Did you mean “parcels”?",
                "events.yaml:6 unknown-customer: There is no customer “nobody-of-them”: what events say of it is not counted. Add it to customers.yaml, or say under `customers:` in events.yaml which customer is meant, and run `paap product events` again.",
            ]
        );
    }

    #[test]
    fn kept_facts_of_whom_nobody_knows_are_counted_and_the_first_named() {
        let line = |customer: &str| {
            format!(
                "{{\"customer\":\"{customer}\",\"capability\":\"board\",\"value\":[\"2026-01-05\"],\"other\":[]}}\n"
            )
        };
        let facts = ["fares", "a", "b", "c", "d"].map(line).concat();
        assert_eq!(
            warned(&[("facts/use.jsonl", &facts)]),
            [
                "facts/use.jsonl:1 unknown-customer: 4 customers are named here and not known: “a”, “b”, “c” and 1 more. What is kept of it is not counted. Add it to customers.yaml, or say under `customers:` in events.yaml which customer is meant, and run `paap product events` again.",
            ]
        );
        // Events may call a customer by its title, in any letters.
        for name in ["fares", "Fares", "PARCELS"] {
            assert_eq!(warned(&[("facts/use.jsonl", &line(name))]), [""; 0]);
        }
        let odd =
            warned(&[("facts/use.jsonl", &line("fares").replace("2026-01-05", "2190-01-05"))]);
        assert!(odd.len() == 1 && odd[0].contains("future: A fact is of 2190-01-05"), "{odd:?}");
        let asked = "{\"time\":\"2026-01-05T09:00:00Z\",\"request\":1,\"is\":\"asked\",\"customer\":\"gates\"}\n";
        let both = warned(&[("facts/use.jsonl", &line("fares")), ("facts/requests.jsonl", asked)]);
        assert!(both.len() == 1 && both[0].starts_with("facts/requests.jsonl:1 "), "{both:?}");
    }
}
