//! How far coders agree beyond chance.
//!
//! What is coded is what was said: the turns' words, one after the other, without the lines that
//! name speakers. For each code, each unit of it (a turn, a sentence, a character) has it or has it
//! not from each coder who coded all of the interview. An interview that only one coder coded counts
//! for nothing; one in which a coder found nothing counts as one without codes. The arithmetic is
//! that of [`paap_analysis::agreement`].

mod continuum;
#[cfg(test)]
mod tests;
mod unit;
mod view;

pub use unit::{Unit, sentences};
pub use view::{Drawn, Figures, Pair, Row, Statistic, View};

use crate::codebook::Codebook;
use crate::coding::Coding;
use crate::document::Document;
use crate::warning::Warning;
use continuum::Text;
use hashbrown::HashMap;
use paap_analysis::agreement::panel::{Bootstrap, Continuum, Mark, panel};
use paap_analysis::interval::CONFIDENCE;
use std::collections::BTreeMap;

/// How agreement is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// What is coded or not.
    pub unit: Unit,
    /// How many draws the intervals come from; 0 for none.
    pub draws: usize,
    /// What the draws follow from.
    pub seed: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self { unit: Unit::Turn, draws: 1000, seed: 1 }
    }
}

/// Of fewer interviews the bootstrap draws turns: from so few one would draw the same few again and
/// again.
const FEWEST: usize = 5;

/// How far coders agree on each code and on all.
///
/// `worked` says who coded all of which interview: coder, interview
/// ([`worked`](crate::coding::assignment::Assignments::worked)). `documents` are the interviews by
/// id. Codings of another version than the one at hand do not count, and a warning says so.
pub fn agreement(
    codebook: &Codebook,
    codings: &[Coding],
    worked: &[(String, String)],
    documents: &BTreeMap<String, &Document>,
    options: Options,
) -> View {
    let mut warnings = Vec::new();
    let mut raters_of: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (coder, document) in worked {
        raters_of.entry(document).or_default().push(coder);
    }
    let mut alone = 0;
    raters_of.retain(|_, coders| {
        coders.sort_unstable();
        coders.dedup();
        alone += usize::from(coders.len() == 1);
        coders.len() > 1
    });
    let absent = raters_of.keys().filter(|id| !documents.contains_key(**id)).count();
    raters_of.retain(|id, _| documents.contains_key(*id));
    if absent > 0 {
        let message = format!(
            "{absent} interviews that several coders coded are not at hand, and do not count."
        );
        warnings.push(Warning::problem("no-document", message));
    }
    let mut coders: Vec<&str> = raters_of.values().flatten().copied().collect();
    coders.sort_unstable();
    coders.dedup();

    let mut by_document: HashMap<&str, Vec<&Coding>> = HashMap::new();
    for coding in codings {
        by_document.entry(&coding.document).or_default().push(coding);
    }
    let mut labels = Labels::of(codebook);
    let mut counts = Counts::default();
    let by_turns = raters_of.len() < FEWEST;
    let continua: Vec<Continuum> = raters_of
        .iter()
        .filter_map(|(id, raters)| {
            let text = Text::of(documents.get(*id)?, options.unit);
            let own = by_document.get(id).map_or(&[][..], Vec::as_slice);
            let place = |coder: &str| coders.binary_search(&coder).ok();
            let marks = own
                .iter()
                .filter(|coding| raters.binary_search(&coding.coder.as_str()).is_ok())
                .filter_map(|coding| {
                    let rater = place(&coding.coder)?;
                    let range = text.range(&coding.place, &mut counts)?;
                    let label = labels.count(&coding.code);
                    Some(Mark { label, rater, start: range.start, end: range.end })
                })
                .collect();
            Some(Continuum {
                length: text.length(),
                raters: raters.iter().filter_map(|coder| place(coder)).collect(),
                blocks: if by_turns { text.turns() } else { Vec::new() },
                units: text.units,
                marks,
            })
        })
        .collect();
    let bootstrap = (options.draws > 0).then_some(Bootstrap {
        draws: options.draws,
        seed: options.seed,
        confidence: CONFIDENCE,
    });
    let panel = panel(&continua, coders.len(), labels.codes.len(), bootstrap);
    counts.warn(&mut warnings);
    view::view(view::Parts { panel, coders, labels, options, by_turns, alone, warnings })
}

/// The codes, those of the codebook in its order, then those that only codings have.
struct Labels {
    /// Id, name, number of codings that count.
    codes: Vec<(String, String, u64)>,
    by_id: HashMap<String, usize>,
}

impl Labels {
    fn of(codebook: &Codebook) -> Self {
        let mut labels = Self { codes: Vec::new(), by_id: HashMap::new() };
        for (_, code) in codebook.tree() {
            labels.place(&code.id, &code.name);
        }
        labels
    }

    fn place(&mut self, id: &str, name: &str) -> usize {
        let codes = &mut self.codes;
        *self.by_id.entry_ref(id).or_insert_with(|| {
            codes.push((id.to_owned(), name.to_owned(), 0));
            codes.len() - 1
        })
    }

    /// The place of a coding's code.
    fn count(&mut self, id: &str) -> usize {
        let place = self.place(id, id);
        if let Some(code) = self.codes.get_mut(place) {
            code.2 += 1;
        }
        place
    }
}

/// Codings that do not count.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    other_version: u64,
    nothing_said: u64,
}

impl Counts {
    fn warn(&self, warnings: &mut Vec<Warning>) {
        if self.other_version > 0 {
            let message = format!(
                "{} codings are of another version of their interview, and do not count. Carry \
                 them over first.",
                self.other_version
            );
            warnings.push(Warning::problem("other-version", message));
        }
        if self.nothing_said > 0 {
            let message = format!(
                "{} codings are on nothing that was said (on a line that names the speaker), and \
                 do not count.",
                self.nothing_said
            );
            warnings.push(Warning::notice("nothing-said", message));
        }
    }
}
