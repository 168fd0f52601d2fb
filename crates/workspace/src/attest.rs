//! What a lead attests: the figures of answers that others have not got.

use crate::study::Study;
use paap_evidence::Insight;
use paap_evidence::figure::{self, INTERVIEWS};
use paap_evidence::hypothesis::Hypothesis;
use paap_evidence::insight::Piece;
use paap_evidence::lock::{Attested, Lock};
use paap_evidence::verdict::{self, Verdict};
use std::collections::{BTreeMap, BTreeSet};

impl Study {
    /// The name of the source that a figure or test without one is of.
    pub(crate) fn only_source(&self) -> String {
        self.surveys.keys().next().cloned().unwrap_or_else(|| INTERVIEWS.to_owned())
    }

    /// The sources and expressions of all figures: of insights, of the tests of hypotheses, and of what the
    /// platform's needs count.
    pub(crate) fn needed(&self) -> BTreeSet<(String, String)> {
        let tests = self.plan.hypotheses.iter().filter_map(|one| one.test.as_ref());
        let tests = tests.map(|test| (self.named(&test.source), test.figure.text().to_owned()));
        self.cited().into_iter().chain(tests).chain(self.measured.iter().cloned()).collect()
    }

    /// The sources and expressions of the figures of insights.
    fn cited(&self) -> BTreeSet<(String, String)> {
        let pieces = self.insights.iter().flat_map(|insight| &insight.evidence);
        let figures = pieces.filter_map(|evidence| match &evidence.piece {
            Piece::Figure(figure) => Some((self.named(&figure.source), figure.expression.clone())),
            Piece::Quotation(_) => None,
        });
        figures.collect()
    }

    /// The name of a source, also where none is written.
    fn named(&self, source: &Option<String>) -> String {
        source.clone().unwrap_or_else(|| self.only_source())
    }

    /// Whether a source's answers are not where everybody has them.
    fn is_sealed(&self, source: &str) -> bool {
        let answers = self.surveys.get(source);
        answers.is_some_and(|answers| {
            answers.file.as_ref().is_none_or(|file| file.contains("/sealed/"))
        })
    }

    /// The lock as a lead who has the answers writes it: every figure of sealed answers, as it is
    /// today. What is the same as in the lock that is there stays as it is; what cannot be computed, as
    /// the answers are not at hand, stays too. `salt` draws 32 hex digits by chance.
    ///
    /// The lock is public. So a test whose figure must not be said is not in it, unless an insight says
    /// it, which the check names. `least` is the smallest count that is published.
    pub fn attest(&self, today: &str, least: u64, salt: &mut dyn FnMut() -> String) -> Lock {
        let sources = self.sources();
        let there: Vec<&Attested> = self.lock.iter().flat_map(Lock::entries).collect();
        let mut data: BTreeMap<String, (String, String)> = BTreeMap::new();
        let mut entries = Vec::new();
        let cited = self.cited();
        for (source, expression) in self.needed() {
            if !self.is_sealed(&source) {
                continue;
            }
            let public = self.public(&source, least);
            let is_withheld = public.is_some_and(|public| !public.shows(&expression));
            if is_withheld && !cited.contains(&(source.clone(), expression.clone())) {
                continue;
            }
            let known =
                there.iter().find(|one| one.source == source && one.expression == expression);
            let computed = figure::read(&expression).ok();
            let computed = computed
                .and_then(|read| figure::compute(&read, Some(&source), &sources).ok())
                .map(|computed| computed.value);
            let Some(value) = computed else {
                let is_away = self.surveys.get(&source).is_some_and(|own| own.survey.is_none());
                entries.extend(known.filter(|_| is_away).map(|known| (*known).clone()));
                continue;
            };
            let (salt, data) = data.entry(source.clone()).or_insert_with(|| {
                let digest = |salt: &str| {
                    figure::digest(Some(&source), salt.as_bytes(), &sources).unwrap_or_default()
                };
                let same =
                    there.iter().find(|one| one.source == source && digest(&one.salt) == one.data);
                let salt = same.map_or_else(&mut *salt, |one| one.salt.clone());
                let data = digest(&salt);
                (salt, data)
            });
            let new = Attested {
                source,
                expression,
                value,
                salt: salt.clone(),
                data: data.clone(),
                date: today.to_owned(),
            };
            let is_same = |known: &&&Attested| known.value == new.value && known.data == new.data;
            let date = known.filter(is_same).map(|known| known.date.clone());
            entries.push(Attested { date: date.unwrap_or_else(|| new.date.clone()), ..new });
        }
        Lock::of(entries)
    }

    /// What all evidence says of a hypothesis. Of `insights` those count that name it.
    pub fn verdict(&self, hypothesis: &Hypothesis, insights: &[&Insight]) -> Verdict {
        let attested = hypothesis.test.as_ref().zip(self.lock.as_ref()).and_then(|(test, lock)| {
            let source = test.source.clone().unwrap_or_else(|| self.only_source());
            lock.get(&source, test.figure.text()).map(|own| own.value)
        });
        verdict::reach(hypothesis, &self.sources(), attested.as_ref(), insights)
    }
}

#[cfg(test)]
mod tests;
