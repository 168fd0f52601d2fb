//! The chain from a person's words to a measured outcome, walkable both ways.
//!
//! ```text
//! said → insight → need → roadmap item → release → outcome
//! ```
//!
//! An outcome hangs on the releases of its roadmap item; before there is one, on the item itself.

use crate::{Product, names};
use std::collections::{BTreeMap, BTreeSet};

/// A link of the chain.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Link {
    /// What somebody said: study, interview, turn.
    Said(String, String, String),
    /// An insight, as `study/insight`.
    Insight(String),
    /// A need.
    Need(String),
    /// A roadmap item.
    Item(String),
    /// A release.
    Release(String),
    /// An outcome.
    Outcome(String),
}

impl Link {
    /// What it is, in a word or two.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Said(..) => "said",
            Self::Insight(_) => "insight",
            Self::Need(_) => "need",
            Self::Item(_) => "roadmap item",
            Self::Release(_) => "release",
            Self::Outcome(_) => "outcome",
        }
    }

    /// Its name.
    pub fn name(&self) -> String {
        match self {
            Self::Said(study, interview, turn) => format!("{study}/{interview}, {turn}"),
            Self::Insight(name)
            | Self::Need(name)
            | Self::Item(name)
            | Self::Release(name)
            | Self::Outcome(name) => name.clone(),
        }
    }
}

/// All links, and which leads to which.
#[derive(Debug, Clone, Default)]
pub struct Chain {
    down: BTreeMap<Link, BTreeSet<Link>>,
    up: BTreeMap<Link, BTreeSet<Link>>,
}

/// A link that was come to, and by how many steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// From where the walk began, 1 for what is next to it.
    pub depth: usize,
    /// The link.
    pub link: Link,
}

impl Chain {
    /// The chain of a platform. `quoted` is what each insight quotes: the insight as `study/insight`, and
    /// interview and turn.
    pub fn of<'a>(
        product: &Product,
        quoted: impl IntoIterator<Item = (&'a str, &'a str, &'a str)>,
    ) -> Self {
        let mut chain = Self::default();
        for (insight, interview, turn) in quoted {
            let study = insight.split('/').next().unwrap_or_default().to_owned();
            let said = Link::Said(study, interview.to_owned(), turn.to_owned());
            chain.add(said, Link::Insight(insight.to_owned()));
        }
        for need in &product.needs {
            let own = Link::Need(need.id.clone());
            chain.note(&own);
            for insight in names(&need.insights) {
                chain.add(Link::Insight(insight.to_owned()), own.clone());
            }
        }
        for item in &product.items {
            let own = Link::Item(item.id.clone());
            chain.note(&own);
            for need in names(&item.needs) {
                chain.add(Link::Need(need.to_owned()), own.clone());
            }
        }
        let mut released: BTreeSet<&str> = BTreeSet::new();
        for release in &product.releases {
            let own = Link::Release(release.id.clone());
            chain.note(&own);
            for item in names(&release.items) {
                chain.add(Link::Item(item.to_owned()), own.clone());
                released.insert(item);
            }
        }
        for outcome in &product.outcomes {
            let own = Link::Outcome(outcome.id.clone());
            let item = outcome.item.name.as_str();
            chain.note(&own);
            if !released.contains(item) {
                chain.add(Link::Item(item.to_owned()), own);
                continue;
            }
            let has = |release: &&crate::Release| names(&release.items).any(|name| name == item);
            for release in product.releases.iter().filter(has) {
                chain.add(Link::Release(release.id.clone()), own.clone());
            }
        }
        chain
    }

    fn note(&mut self, link: &Link) {
        self.down.entry(link.clone()).or_default();
        self.up.entry(link.clone()).or_default();
    }

    fn add(&mut self, above: Link, below: Link) {
        self.note(&above);
        self.note(&below);
        self.up.entry(below.clone()).or_default().insert(above.clone());
        self.down.entry(above).or_default().insert(below);
    }

    /// Every link, in the order of the chain.
    pub fn links(&self) -> impl Iterator<Item = &Link> {
        self.down.keys()
    }

    /// What a link leads to, nearest first within each branch; what was come to already is not gone
    /// through again.
    pub fn down(&self, from: &Link) -> Vec<Step> {
        walk(&self.down, from)
    }

    /// What a link rests on.
    pub fn up(&self, from: &Link) -> Vec<Step> {
        walk(&self.up, from)
    }
}

fn walk(edges: &BTreeMap<Link, BTreeSet<Link>>, from: &Link) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut seen = BTreeSet::from([from]);
    let mut open: Vec<(usize, &Link)> = next(edges, from, 1);
    while let Some((depth, link)) = open.pop() {
        if !seen.insert(link) {
            continue;
        }
        steps.push(Step { depth, link: link.clone() });
        open.extend(next(edges, link, depth + 1));
    }
    steps
}

/// The neighbours of a link, the last first: they are taken from the end.
fn next<'a>(
    edges: &'a BTreeMap<Link, BTreeSet<Link>>,
    from: &Link,
    depth: usize,
) -> Vec<(usize, &'a Link)> {
    let all = edges.get(from).into_iter().flatten();
    all.rev().map(|link| (depth, link)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Item, Need, Outcome, Release};

    fn product() -> Product {
        let need = Need::read(
            "status",
            "---\nstory: As a developer, I need a, so that b\ninsights: [s/waiting]\n---\n",
        )
        .0;
        let item = |id: &str| Item::read(id, "---\ntitle: A\nwhen: now\nneeds: [status]\n---\n").0;
        let release =
            Release::read("r1", "---\ntitle: R\ndate: 2026-01-01\nitems: [board]\n---\n").0;
        let outcome = |id: &str, item: &str| {
            let text = format!(
                "---\ntitle: O\nitem: {item}\nmetric: adoption(a)\nbaseline: {{value: 1%, from: 2025-01-01, to: 2025-02-01}}\ntarget: '>= 50%'\nreview: 2026-06-01\n---\n"
            );
            Outcome::read(id, &text).0
        };
        Product {
            needs: vec![need],
            items: vec![item("board"), item("mails")],
            releases: vec![release],
            outcomes: vec![outcome("used", "board"), outcome("fewer", "mails")],
            ..Product::default()
        }
    }

    #[test]
    fn a_sentence_leads_to_outcomes_and_each_outcome_back_to_it() {
        let chain = Chain::of(&product(), [("s/waiting", "interview-3", "t12")]);
        let said = Link::Said("s".into(), "interview-3".into(), "t12".into());
        let down: Vec<(usize, String)> =
            chain.down(&said).into_iter().map(|step| (step.depth, step.link.name())).collect();
        let expected = [
            (1, "s/waiting"),
            (2, "status"),
            (3, "board"),
            (4, "r1"),
            (5, "used"),
            (3, "mails"),
            (4, "fewer"),
        ];
        assert_eq!(down, expected.map(|(depth, name)| (depth, name.to_owned())));
        for outcome in ["used", "fewer"] {
            let up = chain.up(&Link::Outcome(outcome.into()));
            assert_eq!(up.last().map(|step| &step.link), Some(&said), "{outcome}");
        }
    }

    #[test]
    fn every_step_down_is_a_step_up() {
        let chain = Chain::of(&product(), [("s/waiting", "i", "t1"), ("s/other", "i", "t1")]);
        for one in chain.links() {
            for step in chain.down(one) {
                let back = chain.up(&step.link);
                assert!(back.iter().any(|own| own.link == *one), "{one:?} {step:?}");
            }
        }
    }
}
