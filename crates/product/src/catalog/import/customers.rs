//! Groups that become customers in `customers.yaml`.

use super::super::{Entity, Kind, Reference};
use super::merge::{Lines, Merged};
use super::{CUSTOMERS, Change, How, Importing, Noun, fields, ids, named, said};
use crate::Customer;
use paap_text::Problem;
use paap_text::yaml::{self, At, Key, Node, Value};
use std::collections::{BTreeMap, BTreeSet};

/// The one key of the file.
const KEY: &str = "customers";
const HEAD: &str = "\
# The teams for whom the platform is, by the names by which everything else calls them.
customers:
";

/// The file as it is, taken apart.
struct There<'a> {
    text: &'a str,
    /// How many customers there are.
    count: usize,
    /// The name of each group's customer.
    ids: BTreeMap<Reference, String>,
    /// Customers that name no group, and where they stand.
    by_hand: BTreeMap<String, At>,
    entries: &'a [(Key, Node)],
    /// Which of the entries each customer is.
    places: BTreeMap<&'a str, usize>,
    lines: Lines,
    /// The index after the lines of the mapping.
    end: usize,
    /// The column of the customers' names, from 0.
    indent: usize,
}

impl Importing<'_> {
    pub(super) fn customers(&mut self) {
        let groups = self.choice.customers(self.catalog);
        if groups.is_empty() {
            return;
        }
        let files = self.files;
        let text = files.get(CUSTOMERS).map_or(HEAD, String::as_str);
        let node = match yaml::load(text) {
            Ok(node) => node,
            Err(problem) => {
                let problem = Problem::from(*problem).help("Mend it first; then import again.");
                return self.plan.problems.push((CUSTOMERS.to_owned(), problem));
            }
        };
        let Some(mut there) = self.taken_apart(text, &node) else { return };
        let mut taken: BTreeSet<String> =
            there.entries.iter().map(|(key, _)| key.name.clone()).collect();
        let mut added = Vec::new();
        for group in groups {
            self.customer(group, &mut there, &mut taken, &mut added);
        }
        let (customers, end) = (there.count, there.end);
        let wanted = customers + added.iter().filter(|line| is_name(line, there.indent)).count();
        if !added.is_empty() {
            there.lines.insert(end, added);
        }
        let new = there.lines.write();
        let read = |text: &str| {
            let mut problems = Vec::new();
            let all = Customer::read(text, &mut problems);
            (all.len(), problems.len())
        };
        let (found, problems) = read(&new);
        if found != wanted || problems > read(there.text).1 {
            // Nothing is written that would not be read again as it is meant.
            let message =
                "What the catalog says of customers cannot be put into this file.".to_owned();
            let help = "Write each customer as lines of `key: value` below its name.".to_owned();
            self.blocked(CUSTOMERS, At::START, message, help);
            let is_changed = |how| matches!(how, How::New | How::Changed);
            for change in &mut self.plan.changes {
                if change.noun == Noun::Customer && is_changed(change.how) {
                    change.how = How::Blocked;
                    let reference = change.entity.to_string();
                    match self.before.0.get(&reference) {
                        Some(entry) => self.now.0.insert(reference, entry.clone()),
                        None => self.now.0.remove(&reference),
                    };
                }
            }
        } else if new != text || !files.contains_key(CUSTOMERS) {
            self.plan.files.insert(CUSTOMERS.to_owned(), new);
        }
    }

    /// None, with a problem, where nothing can be put into the file.
    fn taken_apart<'a>(&mut self, text: &'a str, node: &'a Node) -> Option<There<'a>> {
        let mut lines = Lines::of(text);
        let at = node.entries().iter().position(|(key, _)| key.name == KEY);
        let after = at.and_then(|at| node.entries().get(at + 1)).map(|(key, _)| key.at.line - 1);
        let whole = at.and_then(|at| node.entries().get(at));
        let key_line = whole.map_or(1, |(key, _)| key.at.line);
        let entries = whole.map(|(_, own)| own.entries()).unwrap_or_default();
        let is_block = match whole.map(|(_, own)| (&own.value, own)) {
            Some((Value::Null, _)) => true,
            Some((Value::Map(all), own)) if all.is_empty() => {
                // `customers: {}`: the braces make room for lines.
                let line = lines.get(own.at.line - 1).to_owned();
                lines.replace(own.at.line - 1, line.replacen("{}", "", 1).trim_end().to_owned());
                own.at.line == key_line && line.contains("{}")
            }
            Some((Value::Map(_), own)) => {
                let start: String =
                    lines.get(own.at.line - 1).chars().skip(own.at.column - 1).take(1).collect();
                start != "{"
            }
            _ => false,
        };
        if !is_block {
            let message = format!("This file has no `{KEY}` with a line for each.");
            let help =
                format!("Write `{KEY}:`, and below it each customer's name on a line of its own.");
            self.blocked(CUSTOMERS, At { line: key_line, column: 1 }, message, help);
            return None;
        }
        let indent = entries.first().map_or(2, |(key, _)| key.at.column - 1);
        let end = after.unwrap_or_else(|| lines.end());
        let customers = Customer::read(text, &mut Vec::new());
        let count = customers.len();
        let (mut ids, mut by_hand) = (BTreeMap::new(), BTreeMap::new());
        for own in customers {
            match own.entity.as_deref() {
                Some(said) => ids.extend(named(said, Kind::Group).map(|group| (group, own.id))),
                None => {
                    by_hand.insert(own.id, own.at);
                }
            }
        }
        let places =
            entries.iter().enumerate().map(|(at, own)| (own.0.name.as_str(), at)).collect();
        Some(There { text, count, ids, by_hand, entries, places, lines, end, indent })
    }

    fn customer(
        &mut self,
        group: &Entity,
        there: &mut There<'_>,
        taken: &mut BTreeSet<String>,
        added: &mut Vec<String>,
    ) {
        let reference = &group.reference;
        let people = self.catalog.people_in(reference);
        let fields = fields::customer(group, self.catalog);
        let mut change = Change {
            entity: reference.clone(),
            noun: Noun::Customer,
            id: reference.name.clone(),
            title: group.title.clone(),
            group: self.catalog.parent(reference).map(|own| own.title.clone()),
            people: (people > 0).then_some(people),
            how: How::Same,
            written: Vec::new(),
            kept: Vec::new(),
        };
        let own = there.ids.get(reference).cloned();
        change.how = match (own, self.last(reference).map(|own| own.said.clone())) {
            (Some(id), Some(last)) => {
                change.id = id;
                return self.once_more(change, there, &fields, &last);
            }
            (Some(id), None) => {
                change.id = id;
                How::ByHand
            }
            (None, Some(_)) => How::Removed,
            (None, None) => match self.unused(group, there, taken) {
                Some(id) => {
                    let pad = " ".repeat(there.indent);
                    added.push(format!("{pad}{}:", yaml::scalar(&id, true)));
                    let values = fields.iter().filter_map(|(key, own)| Some((key, own.as_ref()?)));
                    added.extend(values.map(|(key, own)| format!("{pad}  {key}: {own}")));
                    change.id.clone_from(&id);
                    change.how = How::New;
                    let became = format!("{KEY}/{id}");
                    taken.insert(id);
                    return self.note(change, Merged::default(), &became, said(&fields));
                }
                None => How::Blocked,
            },
        };
        self.plan.changes.push(change);
    }

    /// A name that no customer has; None, with a problem, where one that was written by hand has it.
    fn unused(
        &mut self,
        group: &Entity,
        there: &There<'_>,
        taken: &BTreeSet<String>,
    ) -> Option<String> {
        let reference = &group.reference;
        let ids = ids(Kind::Group, reference);
        for id in &ids {
            if !taken.contains(id) {
                return Some(id.clone());
            }
            if let Some(at) = there.by_hand.get(id) {
                let message =
                    format!("“{id}” was written by hand; {reference} is not written over it.");
                let help = format!(
                    "Where both are one, write `entity: {reference}` there; else rename it."
                );
                self.blocked(CUSTOMERS, *at, message, help);
                return None;
            }
        }
        let message = format!("There is no name left for {reference}.");
        let help = "Write the customer by hand, with its `entity`.".to_owned();
        self.blocked(CUSTOMERS, At::START, message, help);
        None
    }

    fn once_more(
        &mut self,
        mut change: Change,
        there: &mut There<'_>,
        fields: &[fields::Field],
        last: &BTreeMap<String, String>,
    ) {
        let at = there.places.get(change.id.as_str()).copied();
        let Some((key, node)) = at.and_then(|at| there.entries.get(at)) else { return };
        let first = node.entries().first().map(|(key, _)| key.at);
        let Some(first) = first.filter(|first| first.line > key.at.line) else {
            // In braces, on one line: somebody wrote it so.
            change.how = How::ByHand;
            return self.plan.changes.push(change);
        };
        let next =
            at.and_then(|at| there.entries.get(at + 1)).map_or(there.end, |own| own.0.at.line - 1);
        let merged =
            there.lines.merge(key.at.line..next, first.column - 1, node.entries(), fields, last);
        let became = format!("{KEY}/{}", change.id);
        self.note(change, merged, &became, said(fields));
    }
}

/// Whether an added line is the name of a customer.
fn is_name(line: &str, indent: usize) -> bool {
    line.len() - line.trim_start().len() == indent
}
