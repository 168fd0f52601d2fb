//! How many people and excerpts each code has.

use super::view::{CodeRow, Codes};
use super::{CONFIDENCE, CodeSet, Tabulation, withhold};
use paap_analysis::interval::wilson;
use paap_analysis::level::{LEAST_PEOPLE, Level};

impl Tabulation {
    /// The codebook with counts. Of fewer than `min_base` people nothing is told.
    pub fn counts(&self, min_base: u64) -> Codes {
        let base = self.base().count();
        let shown = withhold::codes(&self.codes, self.base(), min_base);
        let codes: Vec<CodeRow> =
            self.codes.iter().zip(&shown).map(|(own, shown)| row(own, base, *shown)).collect();
        let mut notes = vec![
            "A person is counted once for a code, however often it is on their words, and for the codes \
             above it too."
                .to_owned(),
        ];
        if base < LEAST_PEOPLE as u64 {
            notes.push(format!(
                "A share is a finding when it is of {LEAST_PEOPLE} people or more; here it is of {base}: \
                 all are signals.",
            ));
        }
        let hidden = shown.iter().filter(|shown| !**shown).count();
        if hidden > 0 {
            notes.push(format!(
                "The numbers of {hidden} codes are withheld: each has fewer than {min_base} people, or \
                 would tell of those that have.",
            ));
        }
        let all = self.codes.iter().filter(|own| own.depth == 0);
        let codings = all.map(|own| own.codings as u64).sum();
        Codes {
            people: self.participants.len() as u64,
            base,
            codings,
            confidence: CONFIDENCE,
            min_base,
            codes,
            notes,
            warnings: self.warnings.clone(),
        }
    }
}

fn row(own: &CodeSet, base: u64, shown: bool) -> CodeRow {
    let people = own.people.count();
    let interval = wilson(people, base, CONFIDENCE);
    let told = |number: usize| shown.then_some(number as u64);
    CodeRow {
        id: own.code.id.clone(),
        name: own.code.name.clone(),
        parent: own.code.parent.clone(),
        depth: own.depth,
        definition: own.code.definition.clone(),
        people: shown.then_some(people),
        share: (shown && base > 0).then(|| people as f64 / base as f64),
        low: interval.filter(|_| shown).map(|interval| interval.low),
        high: interval.filter(|_| shown).map(|interval| interval.high),
        level: shown.then(|| Level::of_share(base as f64, interval).into()),
        excerpts: told(own.excerpts.len()),
        codings: told(own.codings),
        coders: told(own.coders),
        withheld: !shown,
    }
}
