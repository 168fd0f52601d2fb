//! Whether the chain from insight to outcome holds, link by link.

use super::Proved;
use super::priorities::wrong;
use crate::Workspace;
use crate::problem::Problems;
use crate::product::FOLDER;
use jiff::civil::Date;
use paap_analysis::expression::people;
use paap_evidence::insight::Status as Standing;
use paap_product::customer::Among;
use paap_product::metric::{Metric, Whose};
use paap_product::need::Status;
use paap_product::roadmap::When;
use paap_product::{Item, Named, Need, Outcome, Product, Release, names};
use paap_text::Problem;
use paap_text::yaml::At;
use std::collections::{BTreeMap, BTreeSet};

/// Whom a release can be told to beside customers, segments and personas.
const EVERYONE: &str = "everyone";

pub(super) fn chain(
    workspace: &Workspace,
    proved: &[Proved],
    today: Date,
    problems: &mut Problems,
) {
    let Some(product) = &workspace.product else { return };
    let known = Known::of(workspace, product);
    let mut filing = Filing { product, known: &known, today, problems };
    let among = Among::of(product);
    filing.customers();
    filing.capabilities(&among);
    for need in &product.needs {
        filing.need(need, workspace, proved);
    }
    product.items.iter().for_each(|item| filing.item(item));
    product.releases.iter().for_each(|release| filing.release(release));
    product.outcomes.iter().for_each(|outcome| filing.outcome(outcome));
}

/// The names that there are.
struct Known<'a> {
    capabilities: BTreeSet<&'a str>,
    customers: BTreeSet<&'a str>,
    segments: BTreeSet<&'a str>,
    personas: BTreeSet<&'a str>,
    needs: BTreeSet<&'a str>,
    items: BTreeSet<&'a str>,
}

impl<'a> Known<'a> {
    fn of(workspace: &'a Workspace, product: &'a Product) -> Self {
        let plans = workspace.studies.iter().flat_map(|study| study.plan.personas.keys());
        Self {
            capabilities: product.capabilities.iter().map(|own| own.id.as_str()).collect(),
            customers: product.customers.iter().map(|own| own.id.as_str()).collect(),
            segments: product.customers.iter().filter_map(|own| own.segment.as_deref()).collect(),
            personas: workspace.settings.personas.keys().chain(plans).map(String::as_str).collect(),
            needs: product.needs.iter().map(|own| own.id.as_str()).collect(),
            items: product.items.iter().map(|own| own.id.as_str()).collect(),
        }
    }
}

struct Filing<'a, 'p> {
    product: &'a Product,
    known: &'a Known<'a>,
    today: Date,
    problems: &'p mut Problems,
}

impl Filing<'_, '_> {
    fn add(&mut self, file: &str, problem: Problem) {
        self.problems.add(&format!("{FOLDER}/{file}"), problem);
    }

    /// A name that must be one of those that there are.
    fn is_known(
        &mut self,
        file: &str,
        named: &Named,
        what: &str,
        code: &'static str,
        there: &BTreeSet<&str>,
    ) {
        if there.contains(named.name.as_str()) {
            return;
        }
        let message = format!("There is no {what} “{}”.", named.name);
        let near = paap_analysis::expression::nearest(&named.name, there.iter().copied());
        let help = match (near.first(), there.is_empty()) {
            (Some(near), _) => format!("Did you mean “{near}”?"),
            (None, true) => format!("There is no {what} at all yet."),
            (None, false) => {
                format!("There are: {}.", there.iter().copied().collect::<Vec<_>>().join(", "))
            }
        };
        self.add(file, Problem::error(code, named.at, message).help(help));
    }

    fn customers(&mut self) {
        let product = self.product;
        let known = self.known;
        for customer in &product.customers {
            for persona in &customer.personas {
                self.is_known(
                    "customers.yaml",
                    persona,
                    "persona",
                    "unknown-persona",
                    &known.personas,
                );
            }
        }
        let mut segments: BTreeMap<String, &str> = BTreeMap::new();
        for customer in &product.customers {
            let Some(own) = customer.segment.as_deref() else { continue };
            let first = segments.entry(own.trim().to_lowercase()).or_insert(own);
            if *first != own {
                let message =
                    format!("“{own}” and “{first}” are one segment, written in two ways.");
                let problem = Problem::warning("segment-variants", customer.at, message);
                self.add("customers.yaml", problem.help("Write it in one way."));
            }
        }
        for request in &product.requests {
            self.is_known(
                "requests.yaml",
                &request.from,
                "customer",
                "unknown-customer",
                &known.customers,
            );
            if let Some(need) = &request.need {
                self.is_known("requests.yaml", need, "need", "unknown-need", &known.needs);
            }
            if request.date.is_some_and(|date| date > self.today) {
                let message = "This was asked for on a day that is still to come.";
                self.add("requests.yaml", Problem::error("future", request.at, message));
            }
        }
    }

    fn capabilities(&mut self, among: &Among<'_>) {
        let product = self.product;
        for capability in &product.capabilities {
            let file = format!("capabilities/{}.md", capability.id);
            for (filter, at) in [&capability.eligible, &capability.mandated].into_iter().flatten() {
                if let Err(why) = people(filter, among) {
                    self.add(&file, wrong(&why, *at));
                }
            }
        }
    }

    fn need(&mut self, need: &Need, workspace: &Workspace, proved: &[Proved]) {
        let file = format!("needs/{}.md", need.id);
        let known = self.known;
        for persona in &need.personas {
            self.is_known(&file, persona, "persona", "unknown-persona", &known.personas);
        }
        if let Some(capability) = &need.capability {
            let there = &self.known.capabilities;
            self.is_known(&file, capability, "capability", "unknown-capability", there);
        }
        if need.insights.is_empty() {
            let message = "No insight stands behind this need: it is an assumption.";
            let help =
                "Name the insights that it follows from, as study/insight; or ask people first.";
            self.add(&file, Problem::warning("assumption", At::START, message).help(help));
        }
        for named in &need.insights {
            self.evidence(&file, need, named, workspace, proved);
        }
    }

    /// An insight behind a need: that it is there, holds, and is not a draft.
    fn evidence(
        &mut self,
        file: &str,
        need: &Need,
        named: &Named,
        workspace: &Workspace,
        proved: &[Proved],
    ) {
        let Some((study, insight)) = workspace.insight(&named.name) else {
            let all = workspace.studies.iter().flat_map(|study| {
                study.insights.iter().map(move |own| format!("{}/{}", study.id, own.id))
            });
            let all: Vec<String> = all.collect();
            let there = all.iter().map(String::as_str).collect();
            return self.is_known(file, named, "insight", "unknown-insight", &there);
        };
        let own = proved.iter().find(|own| own.study == study.id && own.insight == insight.id);
        let Some(own) = own else { return };
        let decided: Vec<&str> = self
            .product
            .items
            .iter()
            .filter(|item| names(&item.needs).any(|name| name == need.id))
            .map(|item| item.id.as_str())
            .collect();
        if own.fails || own.proof.standing.stale > 0 {
            let behind = match decided.as_slice() {
                [] => String::new(),
                items => format!(" {} rests on it.", items.join(", ")),
            };
            // A draft never had to hold; of what is published nobody here knows whether it ever did.
            let (holds, todo) = match insight.status {
                Standing::Draft => ("does not hold yet", "mend it"),
                Standing::Published => ("does not hold", "decide again"),
            };
            let message = format!("The evidence of “{}” {holds}.{behind}", named.name);
            let help = format!("See what is wrong in {}, and {todo}.", own.file);
            self.add(file, Problem::error("stale-evidence", named.at, message).help(help));
        } else if insight.status == Standing::Draft {
            let message = format!("“{}” is a draft: it is published nowhere.", named.name);
            self.add(file, Problem::warning("draft-evidence", named.at, message));
        }
    }

    fn item(&mut self, item: &Item) {
        let file = format!("roadmap/{}.md", item.id);
        if item.needs.is_empty() && item.when != When::Stopped {
            let message = "This serves no need.";
            let help =
                "Say under `needs` what it is for; what is for nothing is not on the roadmap.";
            self.add(&file, Problem::error("serves-no-need", At::START, message).help(help));
        }
        let known = self.known;
        for named in &item.needs {
            self.is_known(&file, named, "need", "unknown-need", &known.needs);
            let need = self.product.needs.iter().find(|need| need.id == named.name);
            let is_open = matches!(item.when, When::Now | When::Next | When::Later);
            if is_open && need.is_some_and(|need| need.status == Status::Declined) {
                let message = format!("“{}” was declined, and is planned here.", named.name);
                self.add(&file, Problem::warning("declined-need", named.at, message));
            }
        }
        if let Some(capability) = &item.capability {
            let there = &self.known.capabilities;
            self.is_known(&file, capability, "capability", "unknown-capability", there);
        }
        let today = self.today;
        let is_out = |own: &Release| own.date.is_none_or(|date| date <= today);
        let is_released = self.releases(&item.id).any(is_out);
        if is_released && !matches!(item.when, When::Done | When::Now) {
            let message = format!("It was released, and is called “{}”.", item.when.word());
            self.add(
                &file,
                Problem::warning("released", At::START, message).help("Write `when: done`."),
            );
        }
        if item.when == When::Done && !is_released {
            let message = "It is called done, and no release has it.";
            let help = "Name it under `items` of a release.";
            self.add(&file, Problem::error("no-release", At::START, message).help(help));
        }
    }

    fn releases(&self, item: &str) -> impl Iterator<Item = &Release> {
        let has = move |own: &&Release| names(&own.items).any(|name| name == item);
        self.product.releases.iter().filter(has)
    }

    fn release(&mut self, release: &Release) {
        let file = format!("releases/{}.md", release.id);
        let known = self.known;
        for item in &release.items {
            self.is_known(&file, item, "roadmap item", "unknown-item", &known.items);
        }
        let mut told = self.known.customers.clone();
        told.extend(self.known.segments.iter().copied());
        told.extend(self.known.personas.iter().copied());
        told.insert(EVERYONE);
        for whom in &release.told {
            let what = "customer, segment or persona";
            self.is_known(&file, whom, what, "unknown-customer", &told);
        }
        let has = |own: &Outcome| names(&release.items).any(|name| name == own.item.name);
        if !self.product.outcomes.iter().any(has) {
            let message = "Nothing says what this release should change.";
            let help = "Write an outcome for one of its roadmap items, before it is released: what is measured, what it was, what it should be.";
            self.add(&file, Problem::error("no-outcome", At::START, message).help(help));
        }
    }

    fn outcome(&mut self, outcome: &Outcome) {
        let file = format!("outcomes/{}.md", outcome.id);
        let known = self.known;
        if !outcome.item.name.is_empty() {
            self.is_known(&file, &outcome.item, "roadmap item", "unknown-item", &known.items);
        }
        if let Ok(Metric::Of(_, Whose { capability: Some(name), .. })) =
            Metric::read(&outcome.metric.name)
        {
            let named = Named { name, at: outcome.metric.at };
            let there = &self.known.capabilities;
            self.is_known(&file, &named, "capability", "unknown-capability", there);
        }
        let released = self.releases(&outcome.item.name).filter_map(|own| own.date).min();
        if let Some((released, baseline)) = released.zip(outcome.baseline.as_ref())
            && baseline.to >= released
        {
            let message = format!(
                "The baseline is of days until {}, and the release was on {released}: it does not say what was before.",
                baseline.to
            );
            let problem = Problem::error("young-baseline", baseline.value.at, message);
            self.add(&file, problem.help("Take days that ended before the release."));
        }
        let Some((review, at)) = outcome.review else { return };
        let is_stopped = |own: &Item| own.id == outcome.item.name && own.when == When::Stopped;
        if released.is_none_or(|released| released > self.today)
            && !outcome.body.trim().is_empty()
            && !self.product.items.iter().any(is_stopped)
        {
            let message = "It says what was learned, and nothing of it was released.";
            let help =
                "Name its roadmap item under `items` of a release, or call the item stopped.";
            self.add(&file, Problem::warning("not-released", at, message).help(help));
        }
        if released.is_some_and(|released| review <= released) {
            let message = "The review is not after the release.";
            self.add(&file, Problem::error("wrong-order", at, message));
        }
        if review < self.today && outcome.body.trim().is_empty() {
            let message =
                format!("The review was due on {review}, and nothing says what was learned.");
            let help = "Compare, and write below the front matter what was learned.";
            self.add(&file, Problem::warning("review-due", at, message).help(help));
        }
    }
}

#[cfg(test)]
mod tests;
