//! The places that codes are on, one by one, and all that tabulations are made of.

use super::material::merged;
use super::{Excerpt, Tabulation};
use serde::Serialize;
use std::ops::Range;

/// How somebody came to say something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// In an interview.
    Interview,
    /// In an open answer to a survey.
    Answers,
}

/// A place with one of some codes on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage<'a> {
    /// The document's id.
    pub document: &'a str,
    /// How it was said.
    pub method: Method,
    /// Where, in bytes of the body.
    pub bytes: Range<usize>,
    /// The participants whose words it is of; none where an interviewer alone speaks.
    pub people: Vec<usize>,
}

impl Tabulation {
    /// Every place that one of these codes is on, or one below them, in the order of documents and
    /// places. Places that overlap are one.
    pub fn passages(&self, codes: &[usize]) -> Vec<Passage<'_>> {
        let own = codes.iter().filter_map(|code| self.codes.get(*code));
        let all: Vec<Excerpt> = own.flat_map(|own| own.excerpts.iter().cloned()).collect();
        let passage = |own: Excerpt| {
            let document = self.documents.get(own.document)?;
            let (bytes, people) = (own.bytes, own.people);
            Some(Passage { document: &document.id, method: document.method, bytes, people })
        };
        merged(all).into_iter().filter_map(passage).collect()
    }

    /// Of every document how it was made, and its day where that is known.
    pub fn days(&self) -> impl Iterator<Item = (Method, Option<&str>)> {
        self.documents.iter().map(|own| (own.method, own.date.as_deref()))
    }

    /// Everything that is counted, piece by piece, in an order of which the same codings of the same
    /// documents always are: what a digest is made of. It holds nobody's words.
    pub fn pieces(&self, see: &mut dyn FnMut(&[u8])) {
        let mut number = |number: usize| see(&(number as u64).to_le_bytes());
        [self.participants.len(), self.documents.len()].into_iter().for_each(&mut number);
        for document in &self.documents {
            see(document.id.as_bytes());
            see(document.date.as_deref().unwrap_or_default().as_bytes());
        }
        for (at, own) in self.participants.iter().enumerate() {
            see(own.id.as_bytes());
            own.documents.iter().for_each(|id| see(id.as_bytes()));
            see(&[u8::from(self.base().contains(at))]);
            let facts = [
                &own.persona,
                &own.organisation,
                &own.role,
                &own.industry,
                &own.region,
                &own.company_size,
            ];
            facts.into_iter().for_each(|fact| see(fact.as_deref().unwrap_or_default().as_bytes()));
        }
        for code in &self.codes {
            see(code.code.id.as_bytes());
            see(&(code.excerpts.len() as u64).to_le_bytes());
            for own in &code.excerpts {
                let places = [own.document, own.bytes.start, own.bytes.end, own.people.len()];
                let numbers = places.iter().chain(&own.people);
                numbers.for_each(|own| see(&(*own as u64).to_le_bytes()));
            }
        }
    }
}
