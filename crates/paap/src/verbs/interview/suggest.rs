//! `paap interview suggest`.

use crate::args::interview::SuggestArgs;
use crate::error::Error;
use crate::output::Outcome;

pub(super) fn run(_: &SuggestArgs) -> Result<Outcome, Error> {
    Err(Error::Usage("this verb is not here yet".to_owned()))
}
