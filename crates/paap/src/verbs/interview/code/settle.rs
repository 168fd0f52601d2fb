//! Where several coders or several versions meet: decisions, another copy of the folder, repairs.

use super::{Desk, place, usage};
use crate::error::Error;
use crate::output::{self, Outcome};
use crate::show::some;
use paap_files::{Identity, Study};
use paap_interview::coding::disagree::{Disagreement, compare};
use paap_interview::coding::{AGREED, Operation};
use paap_interview::{Coding, Pinned, Step};

impl Desk<'_> {
    /// Decides on a disagreement: what its coding looks like from now on.
    pub(super) fn adjudicate(&self) -> Result<Outcome, Error> {
        let (document, code) = (self.document()?, self.one_code()?);
        let (worked, _) = self.coded.assignments.worked(&self.coded.state.codings);
        let comparison = compare(
            &self.coded.state.codings,
            &worked,
            &self.coded.state.adjudications,
            &self.coded.texts(),
        );
        let open: Vec<_> = comparison
            .disagreements
            .iter()
            .filter(|one| one.document == document && one.code == code)
            .filter(|one| self.args.coding.is_empty() || self.is_about(one))
            .collect();
        let [one] = open.as_slice() else {
            return usage(match open.len() {
                0 => format!("coders do not disagree about {code} in {document}"),
                some => format!(
                    "there are {some} disagreements about {code} in {document}: say which with \
                     --coding ID, one of its codings"
                ),
            });
        };
        // What shall hold: the words that were typed, the codings that were named, or nothing.
        let Some(held) = self.coded.documents.get(document) else {
            return self.document().map(|_| Outcome::Done);
        };
        let outcome = match (&self.args.quote, self.args.to.as_deref()) {
            (Some(_), _) => {
                let range = place::find(
                    &held.document,
                    self.args.quote.as_deref(),
                    self.args.turn.as_deref(),
                )
                .map_err(Error::Usage)?;
                Pinned::of(&held.document).select(range).into_iter().collect()
            }
            (None, Some("none")) => Vec::new(),
            (None, Some(coder)) => {
                let side = one.sides.iter().find(|side| side.coder == coder);
                let Some(side) = side else {
                    return usage(format!(
                        "{coder}: nobody of that name coded here; --to CODER or none"
                    ));
                };
                let is_of = |coding: &&Coding| side.codings.iter().any(|part| part.id == coding.id);
                self.coded.state.codings.iter().filter(is_of).map(|c| c.place.clone()).collect()
            }
            (None, None) => {
                return usage(
                    "say what shall hold: --to CODER (as that coder has it), --to none, or --quote WORDS",
                );
            }
        };
        let decision = one.decided(outcome, self.args.memo.clone());
        let done = self.record(vec![decision])?;
        let said = format!("Decided: what holds of {code} in {document} is by `{AGREED}`.");
        self.said(&said, done)
    }

    fn is_about(&self, one: &Disagreement) -> bool {
        let ids = one.sides.iter().flat_map(|side| &side.codings).map(|part| &part.id);
        ids.into_iter().any(|id| self.args.coding.contains(id))
    }

    pub(super) fn pull(&self) -> Result<Outcome, Error> {
        let Some(from) = self.args.from.as_deref() else {
            return usage("say which folder to pull from: --from DIR");
        };
        let identity = super::super::identity(&self.args.folder.key)?;
        let other = Study::open(from, identity)?;
        let (new, conflicts) = self.study.pull(&other)?;
        for id in &conflicts {
            output::say(&format!("{id}: differs in the two folders; both are kept"));
        }
        let new = some(new as u64, "operation");
        self.said(&format!("New: {new}. Different in the two: {}.", conflicts.len()), Vec::new())
    }

    /// Carries codings over to the versions at hand, after somebody repaired transcripts.
    pub(super) fn carry(&self) -> Result<Outcome, Error> {
        let Some(from) = self.args.from.as_deref() else {
            return usage("say where the folder is as it was before the repair: --from DIR");
        };
        let identity: Identity = super::super::identity(&self.args.folder.key)?;
        let before = Study::open(from, identity)?.documents()?;
        let mut operations = Vec::new();
        let mut lost = 0;
        for (id, held) in &self.coded.documents {
            let Some(old) = before.get(id) else { continue };
            let step = Step::repair(&old.document, &held.document);
            let current = held.document.version();
            let stale = self.coded.state.codings.iter();
            for coding in stale.filter(|c| c.document == *id && c.place.version != current) {
                match step.carry(&coding.place) {
                    Ok(place) => {
                        operations.push(Operation::Carry { coding: coding.id.clone(), place });
                    }
                    Err(why) => {
                        lost += 1;
                        output::say(&format!(
                            "{id}: {} ({}) is lost: {}",
                            coding.id,
                            coding.code,
                            why.why()
                        ));
                    }
                }
            }
        }
        let carried = some(operations.len() as u64, "coding");
        let done = self.record(operations)?;
        self.said(&format!("{carried} carried over, {lost} lost."), done)
    }
}
