//! The verbs of a platform as a product, a file for each, and what they have in common.

mod adoption;
mod assess;
mod chain;
mod delivery;
mod events;
mod import;
mod measures;
mod next;
mod review;

use crate::args::interview::Key;
use crate::args::product::ProductVerb;
use crate::error::Error;
use crate::output::Outcome;
use crate::show::number::{interval, percent};
use crate::show::some;
use crate::verbs::interview::identity;
use crate::verbs::workspace::{options, threads};
use jiff::civil::Date;
use paap_files::Folder;
use paap_product::Product;
use paap_product::measure::Share;
use paap_workspace::{Check, Filed, Tree, Workspace};
use serde::Serialize;
use std::path::Path;

/// Does what was asked.
pub(super) fn run(verb: &ProductVerb) -> Result<Outcome, Error> {
    match verb {
        ProductVerb::Adoption(args) => adoption::run(args),
        ProductVerb::Assess(args) => assess::run(args),
        ProductVerb::Chain(args) => chain::run(args),
        ProductVerb::Delivery(args) => delivery::run(args),
        ProductVerb::Events(args) => events::run(args),
        ProductVerb::Import(args) => import::run(args),
        ProductVerb::Next(args) => next::run(args),
        ProductVerb::Review(args) => review::run(args),
    }
}

/// Where facts are kept.
const FACTS: &str = "product/facts/";

/// A workspace, and what was proved in it today.
struct Read {
    workspace: Workspace,
    check: Check,
    today: Date,
}

/// Reads the workspace, which must have a platform; `change` may do something to it first.
fn read(folder: &Path, key: &Key, change: impl FnOnce(&mut Product)) -> Result<Read, Error> {
    let place = folder;
    let folder = Folder::around(folder, identity(key)?)?;
    let tree: Tree = folder.tree()?;
    let mut workspace = Workspace::read(&tree, threads());
    let Some(product) = workspace.product.as_mut() else {
        return Err(Error::Usage(format!(
            "{} has no platform: it is what lies under product/. Begin with product/product.yaml (`title` and \
             `promise`); `paap init` in a new folder makes all of it, with a README.md that says how",
            place.display()
        )));
    };
    change(product);
    let options = options();
    let check = workspace.check(&tree, &options);
    let odd = |own: &&Filed| {
        own.file.starts_with(FACTS) && matches!(own.problem.code, "facts" | "future")
    };
    let odd = check.problems.iter().filter(odd).count() as u64;
    if odd > 0 {
        return Err(Error::Usage(format!(
            "{} in product/facts/, and what is counted would be wrong: `paap check` names them",
            some(odd, "problem")
        )));
    }
    let today = options.today.parse().map_err(|_| Error::Internal("today is no day".to_owned()))?;
    Ok(Read { workspace, check, today })
}

/// A share as people read it: with what it is of, and its interval at 95%.
fn said(own: Share) -> String {
    let (Some(share), Some(bounds)) = (own.share(), own.interval()) else {
        return "–".to_owned();
    };
    let bounds = interval(bounds.low, bounds.high);
    format!("{} ({} of {}; {bounds}%)", percent(share), own.count, own.base)
}

/// A share as programs get it: how many, of how many, and its interval at 95%, from 0 to 1.
#[derive(Serialize)]
struct Part {
    count: u64,
    base: u64,
    share: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
}

impl Part {
    fn of(own: Share) -> Self {
        let interval = own.interval();
        Self {
            count: own.count,
            base: own.base,
            share: own.share(),
            low: interval.map(|own| own.low),
            high: interval.map(|own| own.high),
        }
    }

    fn said(&self) -> String {
        said(Share::new(self.count, self.base))
    }

    /// Without the share: `5 of 6`.
    fn brief(&self) -> String {
        match self.share {
            Some(_) => format!("{} of {}", self.count, self.base),
            None => "–".to_owned(),
        }
    }
}
