//! Who speaks for a hypothesis and who against it, in how many excerpts, organisations and personas.

use super::rule::Heard;
use crate::Sources;
use crate::hypothesis::{Hypothesis, Named};
use paap_analysis::People;
use paap_interview::tabulate::{Method, Participant, Passage, Tabulation};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What people say of a hypothesis, by the codes on their words.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Voices {
    /// What they say together.
    pub heard: Heard,
    /// How many people speak for it or against it.
    pub people: u64,
    /// Out of how many in whose interviews something is coded.
    pub of: u64,
    /// How many speak for it and not against it.
    pub only_for: u64,
    /// How many speak against it and not for it.
    pub only_against: u64,
    /// How many speak for it and against it.
    pub both: u64,
    /// All who speak for it, those who speak for both among them.
    pub side_for: Speaking,
    /// All who speak against it, those who speak for both among them.
    pub side_against: Speaking,
    /// Everybody who speaks.
    pub all: Speaking,
}

/// People on one side.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Speaking {
    /// How many people.
    pub people: u64,
    /// In how many excerpts; what overlaps is one.
    pub excerpts: u64,
    /// In how many organisations, of those that are known.
    pub organisations: u64,
    /// Of how many of the people the organisation is not known.
    pub without_organisation: u64,
    /// How many people of each persona, by its name in small letters.
    pub personas: BTreeMap<String, u64>,
    /// Of how many of the people the persona is not known.
    pub without_persona: u64,
    /// How many people by each method.
    pub methods: BTreeMap<Method, u64>,
}

/// The excerpts that bear on a hypothesis.
pub(super) struct Coded<'a> {
    all: &'a Tabulation,
    /// Those who count at all.
    counted: People,
    passages_for: Vec<Passage<'a>>,
    passages_against: Vec<Passage<'a>>,
    /// Every excerpt of either side, overlapping ones together.
    passages: Vec<Passage<'a>>,
}

impl<'a> Coded<'a> {
    pub(super) fn new(all: &'a Tabulation, hypothesis: &Hypothesis, sources: &Sources<'_>) -> Self {
        let counted = sources.counted(all);
        let codes = |names: &[Named]| -> Vec<usize> {
            names.iter().filter_map(|name| all.code(&name.text).ok()).collect()
        };
        let (own, other) = (codes(&hypothesis.codes_for), codes(&hypothesis.codes_against));
        let both: Vec<usize> = own.iter().chain(&other).copied().collect();
        let [passages_for, passages_against, passages] =
            [own, other, both].map(|codes| all.passages(&codes));
        Self { all, counted, passages_for, passages_against, passages }
    }

    /// Those in whose interviews something is coded, and who are of one of these personas, if any are
    /// named.
    pub(super) fn counted(&self, personas: &[String]) -> People {
        let wanted: BTreeSet<String> = personas.iter().map(|own| folded(own)).collect();
        let is = |own: &Participant| {
            let persona = own.persona.as_deref().map(folded);
            wanted.is_empty() || persona.is_some_and(|own| wanted.contains(&own))
        };
        let participants = self.all.participants();
        let of = People::from_fn(participants.len(), |at| participants.get(at).is_some_and(is));
        of.and(&self.counted)
    }

    /// How many people speak who are of other personas than these, and whose persona is not known.
    pub(super) fn beside(&self, personas: &[String]) -> (u64, u64) {
        let everybody = self.spoken(&self.passages, &self.counted, None).0;
        let beside = everybody.minus(&self.counted(personas));
        let participants = self.all.participants();
        let knows = |at: &usize| participants.get(*at).is_some_and(|own| own.persona.is_some());
        let known = beside.iter().filter(knows).count() as u64;
        (known, beside.count() - known)
    }

    /// The personas that are asked about, or else all of those who are coded, in the order of their
    /// names.
    pub(super) fn personas(&self, about: &[String]) -> Vec<String> {
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        let participants = self.all.participants().iter().enumerate();
        let coded = participants.filter(|(at, _)| self.counted.contains(*at));
        let said = coded.filter_map(|(_, own)| own.persona.as_ref());
        let named: Vec<&String> =
            if about.is_empty() { said.collect() } else { about.iter().collect() };
        for name in named {
            let own = names.entry(folded(name)).or_insert_with(|| name.trim().to_owned());
            // Whoever comes first, the name is the same.
            if name.trim() < own.as_str() {
                *own = name.trim().to_owned();
            }
        }
        names.into_values().collect()
    }

    /// What some people say, by one method or by all.
    pub(super) fn voices(&self, among: &People, method: Option<Method>) -> Voices {
        let (own, side_for) = self.side(&self.passages_for, among, method);
        let (other, side_against) = self.side(&self.passages_against, among, method);
        let (everybody, all) = self.side(&self.passages, among, method);
        let both = own.count_both(&other);
        let (only_for, only_against) = (own.count() - both, other.count() - both);
        Voices {
            heard: Heard::of(only_for, only_against, both),
            people: everybody.count(),
            of: among.count(),
            only_for,
            only_against,
            both,
            side_for,
            side_against,
            all,
        }
    }

    /// Who of some people speaks in some excerpts, by each method, and how many excerpts these are.
    fn spoken(
        &self,
        passages: &[Passage<'_>],
        among: &People,
        method: Option<Method>,
    ) -> (People, u64, BTreeMap<Method, People>) {
        let nobody = || People::none(self.all.participants().len());
        let (mut people, mut excerpts, mut methods) = (nobody(), 0, BTreeMap::new());
        for passage in passages.iter().filter(|own| method.is_none_or(|by| by == own.method)) {
            let own: Vec<usize> =
                passage.people.iter().copied().filter(|at| among.contains(*at)).collect();
            // What an interviewer says is nobody's word for anything.
            excerpts += u64::from(!own.is_empty());
            for at in own {
                people.insert(at);
                methods.entry(passage.method).or_insert_with(nobody).insert(at);
            }
        }
        (people, excerpts, methods)
    }

    fn side(
        &self,
        passages: &[Passage<'_>],
        among: &People,
        method: Option<Method>,
    ) -> (People, Speaking) {
        let (people, excerpts, methods) = self.spoken(passages, among, method);
        let mut organisations = BTreeSet::new();
        let mut side = Speaking { people: people.count(), excerpts, ..Speaking::default() };
        for own in people.iter().filter_map(|at| self.all.participants().get(at)) {
            match own.organisation.as_deref().map(folded) {
                Some(organisation) => drop(organisations.insert(organisation)),
                None => side.without_organisation += 1,
            }
            match own.persona.as_deref().map(folded) {
                Some(persona) => *side.personas.entry(persona).or_default() += 1,
                None => side.without_persona += 1,
            }
        }
        side.organisations = organisations.len() as u64;
        side.methods = methods.into_iter().map(|(method, own)| (method, own.count())).collect();
        (people, side)
    }
}

/// A name without what makes no other name of it.
fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}
