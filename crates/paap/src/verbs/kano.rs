//! `paap survey kano`.

use super::{answers, misfit, scope};
use crate::args::{Base, Counting, KanoArgs};
use crate::error::Error;
use crate::output::{self, Outcome};

pub(crate) fn run(args: &KanoArgs) -> Result<Outcome, Error> {
    // Whether a category is ahead has no test with weights; the base is who answered both.
    let counting = Counting { weights: None, min_base: args.min_base, base: Base::Answered };
    let view = answers(&args.answers, |survey| {
        let scope = scope(survey, args.filtered.filter.as_deref(), &counting)?;
        survey.kano(&scope, &args.with, &args.without, args.words.as_deref()).map_err(misfit)
    })?;
    output::view(&view, &args.showing, 0)
}
