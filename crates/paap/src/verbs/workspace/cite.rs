//! `paap cite`: a passage or a figure, as evidence to paste into an insight.

use crate::args::workspace::CiteArgs;
use crate::error::Error;
use crate::output::Outcome;

pub(in crate::verbs) fn run(_args: &CiteArgs) -> Result<Outcome, Error> {
    Err(Error::Usage("not yet".to_owned()))
}
