//! `paap publish`.

use crate::args::workspace::PublishArgs;
use crate::error::Error;
use crate::output::Outcome;

pub(in crate::verbs) fn run(_args: &PublishArgs) -> Result<Outcome, Error> {
    Err(Error::Usage("not yet".to_owned()))
}
