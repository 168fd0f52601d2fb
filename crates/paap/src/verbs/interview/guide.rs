//! `paap interview guide`.

use crate::args::interview::GuideArgs;
use crate::error::Error;
use crate::output::Outcome;

pub(super) fn run(_: &GuideArgs) -> Result<Outcome, Error> {
    Err(Error::Usage("this verb is not here yet".to_owned()))
}
