//! `paap demo`. Not connected yet: it says so, and ends with exit code 2.

use crate::args::DemoArgs;
use crate::error::Error;
use crate::output::Outcome;

pub(crate) fn run(_: &DemoArgs) -> Result<Outcome, Error> {
    Err(Error::Missing("show the demo"))
}
