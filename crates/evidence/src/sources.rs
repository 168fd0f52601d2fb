//! What evidence is proved against.

use paap_analysis::People;
use paap_interview::Document;
use paap_interview::tabulate::Tabulation;
use paap_survey::Survey;
use std::collections::{BTreeMap, BTreeSet};

/// A study's data, as far as it is at hand.
#[derive(Default)]
pub struct Sources<'a> {
    /// The de-identified transcripts, by id. Others cannot be quoted.
    pub documents: BTreeMap<&'a str, &'a Document>,
    /// Where they lie, from the study's folder: `transcripts/interview-003.md`. Links in insights must
    /// lead there; of others only the file's name is compared.
    pub paths: BTreeMap<&'a str, &'a str>,
    /// Interviews that are there and were not de-identified.
    pub sealed: BTreeSet<&'a str>,
    /// Interviews whose participants withdrew: nothing of them counts.
    pub withdrawn: BTreeSet<&'a str>,
    /// The answers, by the survey's name. A survey whose answers are not at hand is None.
    pub surveys: BTreeMap<&'a str, Option<&'a Survey>>,
    /// The personas that the study's plan tells apart.
    pub personas: Vec<&'a str>,
    /// The personas of all who were asked in a survey, where the study's plan says it.
    pub asked: BTreeMap<&'a str, &'a [String]>,
    /// The day of each survey's first answer, as `2026-11-25`, where the plan or the answers say it.
    pub began: BTreeMap<&'a str, &'a str>,
    /// What was coded, without those who withdrew.
    pub coded: Option<&'a Tabulation>,
}

impl Sources<'_> {
    /// The participants who count: those in whose interviews something is coded, and none of whose
    /// interviews is withdrawn.
    pub fn counted(&self, coded: &Tabulation) -> People {
        let withdrew = coded.participants().iter().map(|own| {
            own.documents.iter().any(|document| self.withdrawn.contains(document.as_str()))
        });
        let withdrew: Vec<bool> = withdrew.collect();
        coded.base().minus(&People::from_fn(withdrew.len(), |at| withdrew[at]))
    }
}
