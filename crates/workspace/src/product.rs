//! The platform as a product: everything under `product/`.

use crate::problem::Problems;
use crate::study::{Study, readable, text};
use crate::tree::{Tree, stem};
use paap_product::assessment::INSTRUMENT;
use paap_product::events::{FILES, Mapping};
use paap_product::outcome::{LOCK, Lock};
use paap_product::{
    Assessment, Capability, Customer, Item, Need, Outcome, Platform, Product, Release, Request,
};
use paap_text::Problem;
use paap_text::yaml::At;
use std::collections::BTreeMap;

/// The folder.
pub const FOLDER: &str = "product";
/// What events mean, in it.
pub const EVENTS: &str = "events.yaml";
/// What is kept of events, in it.
pub const FACTS: &str = "facts";

/// What each question of the assessment asks, by its name.
pub fn questions() -> BTreeMap<String, String> {
    let (questionnaire, _) = paap_survey::questionnaire::read(INSTRUMENT.as_bytes());
    let pages = questionnaire.map(|own| own.pages).unwrap_or_default();
    let questions = pages.into_iter().flat_map(|page| page.questions);
    let words = questions.filter_map(|own| {
        let words = own.label.iter().next()?.1.to_owned();
        Some((own.id, words))
    });
    words.collect()
}

/// Reads `product/`; None where there is none.
pub(crate) fn read(tree: &Tree, problems: &mut Problems) -> Option<Product> {
    tree.under(FOLDER).next()?;
    let mut product = Product::default();
    let file = format!("{FOLDER}/product.yaml");
    match text(tree, &file, problems) {
        Some(text) => {
            let mut found = Vec::new();
            product.platform = Platform::read(text, &mut found);
            problems.all(&file, found);
        }
        None => {
            let problem = Problem::error("no-platform", At::START, "There is no product.yaml.");
            let help = "It says what the platform is called and what it promises.";
            problems.add(&file, problem.help(help));
        }
    }
    product.customers = list(tree, "customers.yaml", problems, Customer::read);
    product.requests = list(tree, "requests.yaml", problems, Request::read);
    product.capabilities = pages(tree, "capabilities", problems, Capability::read);
    product.needs = pages(tree, "needs", problems, Need::read);
    product.items = pages(tree, "roadmap", problems, Item::read);
    product.releases = pages(tree, "releases", problems, Release::read);
    product.outcomes = pages(tree, "outcomes", problems, Outcome::read);
    product.assessments = files(tree, "assessments", "yaml", problems, Assessment::read);
    let file = format!("{FOLDER}/{LOCK}");
    if let Some(text) = text(tree, &file, problems) {
        let (lock, found) = Lock::read(text);
        product.lock = lock;
        problems.all(&file, found);
    }
    let file = format!("{FOLDER}/{EVENTS}");
    if let Some(text) = text(tree, &file, problems) {
        let mut found = Vec::new();
        product.mapping = Mapping::read(text, &mut found);
        problems.all(&file, found);
    }
    for name in FILES {
        let file = format!("{FOLDER}/{FACTS}/{name}");
        if let Some(text) = text(tree, &file, problems) {
            problems.all(&file, product.facts.add(name, text));
        }
    }
    Some(product)
}

/// Tells each study what needs and outcomes count in it.
pub(crate) fn measured(product: &Product, studies: &mut [Study]) {
    let needs = product.needs.iter().flat_map(Need::measures);
    let needs = needs.map(|own| (own.source.as_str(), own.figure.as_str()));
    let outcomes = product.outcomes.iter().flat_map(|own| {
        let baseline = own.baseline.as_ref().and_then(|own| own.source.as_ref());
        let sources = [own.source.as_ref(), baseline].into_iter().flatten();
        sources.map(|source| (source.name.as_str(), own.metric.name.as_str()))
    });
    for (source, figure) in needs.chain(outcomes) {
        let Some((study, source)) = source.split_once('/') else { continue };
        if let Some(study) = studies.iter_mut().find(|own| own.id == study) {
            study.measured.insert((source.to_owned(), figure.to_owned()));
        }
    }
}

/// A file with many of a kind; none where it is not there.
fn list<T>(
    tree: &Tree,
    name: &str,
    problems: &mut Problems,
    read: impl FnOnce(&str, &mut Vec<Problem>) -> Vec<T>,
) -> Vec<T> {
    let file = format!("{FOLDER}/{name}");
    let Some(text) = text(tree, &file, problems) else { return Vec::new() };
    let mut found = Vec::new();
    let all = read(text, &mut found);
    problems.all(&file, found);
    all
}

/// A folder with a page for each, in the order of their names.
fn pages<T>(
    tree: &Tree,
    name: &str,
    problems: &mut Problems,
    read: impl Fn(&str, &str) -> (T, Vec<Problem>),
) -> Vec<T> {
    files(tree, name, "md", problems, read)
}

/// A folder with a file for each, in the order of their names.
fn files<T>(
    tree: &Tree,
    name: &str,
    ending: &str,
    problems: &mut Problems,
    read: impl Fn(&str, &str) -> (T, Vec<Problem>),
) -> Vec<T> {
    let folder = format!("{FOLDER}/{name}");
    let mut all = Vec::new();
    for (name, bytes) in tree.within(&folder).filter(|(name, _)| stem(name).1 == ending) {
        let file = format!("{folder}/{name}");
        let Some(text) = readable(&file, bytes, problems) else { continue };
        let (one, found) = read(stem(name).0, text);
        problems.all(&file, found);
        all.push(one);
    }
    all
}
