//! What identifies a person where a team is meant: addresses, numbers and secrets in the names of
//! customers, in what they asked for, and in what the platform's parts are called.

use crate::Workspace;
use crate::problem::Problems;
use crate::product::FOLDER;
use paap_privacy::Kind;
use paap_privacy::find::{Finder, Options};
use paap_text::Problem;
use paap_text::yaml::At;

/// What never belongs into the name of a team, nor into a request.
const PERSONAL: [Kind; 5] = [Kind::Mail, Kind::Phone, Kind::Card, Kind::Iban, Kind::Id];
/// How keys to other services begin, and how many characters follow at least.
const TOKENS: [(&str, usize); 9] = [
    ("ghp_", 20),
    ("gho_", 20),
    ("ghs_", 20),
    ("github_pat_", 20),
    ("glpat-", 16),
    ("xoxb-", 16),
    ("xoxp-", 16),
    ("AKIA", 16),
    ("eyJ", 24),
];

pub(super) fn personal(workspace: &Workspace, problems: &mut Problems) {
    let Some(product) = &workspace.product else { return };
    let finder = Finder::new(Options { indirect: false, ..Options::default() });
    let mut look = |file: &str, at: At, what: &str, text: &str| {
        let Some(found) = identifies(&finder, text) else { return };
        // What it is stands in the file; a log must not repeat it.
        let message = format!("The {what} holds {found}.");
        let help = "Take it out: teams are named here, and no people; everybody who has the folder reads this.";
        let file = format!("{FOLDER}/{file}");
        problems.add(&file, Problem::warning("personal", at, message).help(help));
    };
    for own in &product.customers {
        look("customers.yaml", own.at, "title of a customer", &own.title);
        let segment = own.segment.as_deref().unwrap_or_default();
        look("customers.yaml", own.at, "segment of a customer", segment);
    }
    for own in &product.requests {
        look("requests.yaml", own.at, "title of a request", &own.title);
        let (by, words) = (own.by.as_deref(), own.words.as_deref());
        look("requests.yaml", own.at, "“by” of a request", by.unwrap_or_default());
        look("requests.yaml", own.at, "words of a request", words.unwrap_or_default());
    }
    // What else the site shows as a heading, or says who answers for it.
    for own in &product.needs {
        let file = format!("needs/{}.md", own.id);
        look(&file, At::START, "title of a need", &own.title);
        look(&file, At::START, "story of a need", &own.story.text);
    }
    for own in &product.items {
        let file = format!("roadmap/{}.md", own.id);
        look(&file, At::START, "title of a roadmap item", &own.title);
        look(
            &file,
            At::START,
            "“because” of a roadmap item",
            own.because.as_deref().unwrap_or_default(),
        );
    }
    for own in &product.releases {
        look(&format!("releases/{}.md", own.id), At::START, "title of a release", &own.title);
    }
    for own in &product.outcomes {
        look(&format!("outcomes/{}.md", own.id), At::START, "title of an outcome", &own.title);
    }
    for own in &product.capabilities {
        let file = format!("capabilities/{}.md", own.id);
        look(&file, At::START, "title of a capability", &own.title);
        look(&file, At::START, "owner of a capability", own.owner.as_deref().unwrap_or_default());
    }
}

/// What of a person stands in one of the names of customers that events gave, in words; None where they are
/// of teams.
pub fn in_names<'a>(mut names: impl Iterator<Item = &'a str>) -> Option<&'static str> {
    let finder = Finder::new(Options { indirect: false, ..Options::default() });
    names.find_map(|name| identifies(&finder, name))
}

/// What of a person stands in a text, in words.
fn identifies(finder: &Finder, text: &str) -> Option<&'static str> {
    let has_token = |(start, least): &(&str, usize)| {
        text.match_indices(start).any(|(at, _)| {
            let rest = text.get(at + start.len()..).unwrap_or_default();
            let is_own = |c: &char| c.is_ascii_alphanumeric() || "-_.".contains(*c);
            let begins = !text[..at].ends_with(|c: char| c.is_ascii_alphanumeric());
            begins && rest.chars().take_while(is_own).count() >= *least
        })
    };
    if TOKENS.iter().any(has_token) {
        return Some("what looks like a key to a service");
    }
    let kind =
        finder.find(text).into_iter().map(|own| own.kind).find(|own| PERSONAL.contains(own))?;
    Some(match kind {
        Kind::Mail => "a mail address",
        Kind::Phone => "a telephone number",
        Kind::Card => "the number of a card",
        Kind::Iban => "the number of an account",
        _ => "a number or code that stands for somebody",
    })
}
