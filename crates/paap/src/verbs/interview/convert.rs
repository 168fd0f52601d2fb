//! `paap interview convert`.

use crate::args::interview::ExchangeArgs;
use crate::error::Error;
use crate::output::Outcome;

pub(super) fn run(_: &ExchangeArgs) -> Result<Outcome, Error> {
    Err(Error::Usage("this verb is not here yet".to_owned()))
}
