//! `paap dataset`.

use crate::args::workspace::DatasetArgs;
use crate::error::Error;
use crate::output::Outcome;

pub(in crate::verbs) fn run(_args: &DatasetArgs) -> Result<Outcome, Error> {
    Err(Error::Usage("not yet".to_owned()))
}
