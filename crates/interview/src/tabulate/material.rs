//! From codings and documents to sets.

use super::{CodeSet, Excerpt, Interview, Method, Participant, Tabulation};
use crate::answers;
use crate::codebook::{Code, Codebook};
use crate::coding::Coding;
use crate::document::{Document, Place};
use crate::guide::roles;
use crate::selector::Pinned;
use crate::transcript::{About, Role};
use crate::warning::Warning;
use paap_analysis::People;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A coding that was found in its document.
struct Found<'a> {
    excerpt: Excerpt,
    coder: &'a str,
}

impl Tabulation {
    /// Codes as sets, of a codebook, its codings, and the documents that these are in.
    pub fn new(codebook: &Codebook, codings: &[Coding], documents: &[Document]) -> Self {
        let mut warnings = Vec::new();
        let (participants, interviews) = interviewed(documents, &mut warnings);
        let codes = with_unknown(codebook, codings, &mut warnings);
        let (below, depths) = hierarchy(&codes);
        let found = found(&codes, codings, documents, &interviews, &mut warnings);
        let mut coded = People::none(participants.len());
        for excerpt in found.iter().flatten().map(|own| &own.excerpt) {
            let own = interviews.get(excerpt.document).map(|own| own.participants.as_slice());
            own.unwrap_or_default().iter().for_each(|person| coded.insert(*person));
        }
        let uncoded = participants.len() as u64 - coded.count();
        if uncoded > 0 && !coded.is_empty() {
            let what = format!(
                "In the interviews of {uncoded} of {} people nothing is coded: they are not counted. Code \
                 them, or leave their files out.",
                participants.len(),
            );
            warnings.push(Warning::notice("uncoded-interviews", what));
        }
        let codes = codes
            .into_iter()
            .enumerate()
            .map(|(at, code)| {
                let each = below.get(at).map(Vec::as_slice).unwrap_or_default();
                let all = || each.iter().filter_map(|own| found.get(*own)).flatten();
                let excerpts = merged(all().map(|own| own.excerpt.clone()).collect());
                let mut people = People::none(participants.len());
                for person in excerpts.iter().flat_map(|own| &own.people) {
                    people.insert(*person);
                }
                let coders: BTreeSet<&str> = all().map(|own| own.coder).collect();
                let (depth, ancestors) = depths.get(at).cloned().unwrap_or_default();
                let (codings, coders) = (all().count(), coders.len());
                CodeSet { code, depth, ancestors, people, excerpts, codings, coders }
            })
            .collect();
        Self { codes, participants, coded, documents: interviews, warnings }
    }
}

/// Who was interviewed, and who speaks where.
fn interviewed(
    documents: &[Document],
    warnings: &mut Vec<Warning>,
) -> (Vec<Participant>, Vec<Interview>) {
    let mut participants: Vec<Participant> = Vec::new();
    let mut by_respondent: BTreeMap<&str, usize> = BTreeMap::new();
    let mut interviews = Vec::with_capacity(documents.len());
    let (mut unknown, mut several) = (0, 0);
    for document in documents {
        let about = &document.about;
        let roles = roles(about);
        let role = |turn: &Place| {
            turn.speaker.as_deref().and_then(|own| roles.get(own)).copied().unwrap_or_default()
        };
        let mut names: Vec<&str> = Vec::new();
        for turn in &document.turns {
            if role(turn) == Role::Interviewee
                && let Some(name) = turn.speaker.as_deref()
                && !names.contains(&name)
                && names.len() < MOST_SPEAKERS
            {
                names.push(name);
            }
        }
        unknown += usize::from(names.is_empty() && !document.turns.is_empty());
        let mut own = Vec::new();
        let new = |id: String, respondent| Participant {
            id,
            documents: vec![about.id.clone()],
            respondent,
            persona: about.persona.clone(),
            organisation: about.organisation.clone(),
            role: about.role.clone(),
            industry: about.industry.clone(),
            region: about.region.clone(),
            company_size: about.company_size.clone(),
        };
        if names.len() > 1 {
            several += usize::from(about.respondent.is_some());
            for name in &names {
                own.push(participants.len());
                participants.push(new(format!("{} / {name}", about.id), None));
            }
        } else if let Some(known) =
            about.respondent.as_deref().and_then(|own| by_respondent.get(own))
        {
            own.push(*known);
            if let Some(known) = participants.get_mut(*known) {
                known.learn(about);
            }
        } else {
            if let Some(respondent) = about.respondent.as_deref() {
                by_respondent.insert(respondent, participants.len());
            }
            own.push(participants.len());
            participants.push(new(about.id.clone(), about.respondent.clone()));
        }
        let speaks = |turn: &Place| {
            if names.len() < 2 {
                return own.first().copied().filter(|_| role(turn) != Role::Interviewer);
            }
            let at = names.iter().position(|name| Some(*name) == turn.speaker.as_deref());
            at.and_then(|at| own.get(at)).copied()
        };
        let speaks = document.turns.iter().map(speaks).collect();
        let turns = document.turns.iter().map(|turn| turn.head.start).collect();
        let written = about.source.as_ref().is_some_and(|own| own.format == answers::FORMAT);
        let method = if written { Method::Answers } else { Method::Interview };
        let (id, date) = (about.id.clone(), about.date.clone());
        interviews.push(Interview { id, date, method, turns, speaks, participants: own });
    }
    if unknown > 0 {
        let what = format!(
            "In {unknown} interviews no speaker is said to be the interviewee: everybody who is not an \
             interviewer is counted as one person. Give each speaker a role in the front matter.",
        );
        warnings.push(Warning::problem("roles-unknown", what));
    }
    if several > 0 {
        let what = format!(
            "In {several} interviews several people are interviewed and one respondent is named: nobody \
             of them is taken for that respondent.",
        );
        warnings.push(Warning::problem("respondent-of-several", what));
    }
    (participants, interviews)
}

impl Participant {
    /// Takes another document of theirs into account: what no earlier one says.
    fn learn(&mut self, about: &About) {
        self.documents.push(about.id.clone());
        let fields = [
            (&mut self.persona, &about.persona),
            (&mut self.organisation, &about.organisation),
            (&mut self.role, &about.role),
            (&mut self.industry, &about.industry),
            (&mut self.region, &about.region),
            (&mut self.company_size, &about.company_size),
        ];
        for (own, said) in fields {
            if own.is_none() {
                own.clone_from(said);
            }
        }
    }
}

/// More interviewees of one document are not told apart.
const MOST_SPEAKERS: usize = 100;

/// The codebook's codes, and those that codings have and it has not.
fn with_unknown(codebook: &Codebook, codings: &[Coding], warnings: &mut Vec<Warning>) -> Vec<Code> {
    let mut codes = codebook.codes.clone();
    let mut known: BTreeSet<String> = codes.iter().map(|code| code.id.clone()).collect();
    let before = codes.len();
    for coding in codings {
        if known.insert(coding.code.clone()) {
            let (id, name) = (coding.code.clone(), coding.code.clone());
            codes.push(Code { id, name, ..Code::default() });
        }
    }
    if codes.len() > before {
        let what = format!(
            "{} codes are used and stand not in the codebook: they are counted behind its codes. Add \
             them to it, or move their codings.",
            codes.len() - before,
        );
        warnings.push(Warning::problem("unknown-code", what));
    }
    codes
}

/// Of every code the places of itself and of all below it; and its depth, with those above it.
type Hierarchy = (Vec<Vec<usize>>, Vec<(usize, Vec<usize>)>);

/// How deep codes may hang below each other; what is deeper counts for the nearest so many.
const DEEPEST: usize = 32;

fn hierarchy(codes: &[Code]) -> Hierarchy {
    let places: HashMap<&str, usize> =
        codes.iter().enumerate().rev().map(|(at, code)| (code.id.as_str(), at)).collect();
    let mut below: Vec<Vec<usize>> = (0..codes.len()).map(|at| vec![at]).collect();
    let mut above = Vec::with_capacity(codes.len());
    for (at, code) in codes.iter().enumerate() {
        let mut ancestors: Vec<usize> = Vec::new();
        let mut parent = code.parent.as_deref();
        while let Some(next) = parent.and_then(|id| places.get(id)).copied() {
            // A code that is below itself ends the way.
            if next == at || ancestors.contains(&next) || ancestors.len() >= DEEPEST {
                break;
            }
            ancestors.push(next);
            if let Some(own) = below.get_mut(next) {
                own.push(at);
            }
            parent = codes.get(next).and_then(|code| code.parent.as_deref());
        }
        above.push((ancestors.len(), ancestors));
    }
    (below, above)
}

/// The codings of each code, where they are in their documents.
fn found<'a>(
    codes: &[Code],
    codings: &'a [Coding],
    documents: &[Document],
    interviews: &[Interview],
    warnings: &mut Vec<Warning>,
) -> Vec<Vec<Found<'a>>> {
    let places: HashMap<&str, usize> =
        codes.iter().enumerate().rev().map(|(at, code)| (code.id.as_str(), at)).collect();
    let ids: HashMap<&str, usize> =
        documents.iter().enumerate().rev().map(|(at, own)| (own.about.id.as_str(), at)).collect();
    let pinned: Vec<Pinned<'_>> = documents.iter().map(Pinned::of).collect();
    let mut found: Vec<Vec<Found<'a>>> = codes.iter().map(|_| Vec::new()).collect();
    let (mut homeless, mut lost, mut asked) = (0, 0, 0);
    for coding in codings {
        let document = ids.get(coding.document.as_str()).copied();
        let own = document.and_then(|at| Some((at, pinned.get(at)?, interviews.get(at)?)));
        let Some((document, pinned, interview)) = own else {
            homeless += 1;
            continue;
        };
        let Ok(bytes) = pinned.find(&coding.place) else {
            lost += 1;
            continue;
        };
        let people = interview.people_at(&bytes);
        asked += usize::from(people.is_empty());
        let code = places.get(coding.code.as_str()).and_then(|at| found.get_mut(*at));
        if let Some(code) = code {
            let excerpt = Excerpt { document, bytes, people };
            code.push(Found { excerpt, coder: &coding.coder });
        }
    }
    let mut warn = |many: usize, code, what: &str| {
        if many > 0 {
            warnings.push(Warning::problem(code, format!("{many} codings {what}")));
        }
    };
    warn(homeless, "coding-without-document", "are on documents that are not here: not counted.");
    warn(
        lost,
        "coding-lost",
        "are not found in their documents as these are now: not counted. Carry them over, or code anew.",
    );
    warn(
        asked,
        "coding-on-interviewer",
        "are on an interviewer's words alone: they count as excerpts, and for nobody.",
    );
    found
}

/// Excerpts in order; those that overlap are one.
pub(super) fn merged(mut excerpts: Vec<Excerpt>) -> Vec<Excerpt> {
    excerpts.sort_by_key(|own| (own.document, own.bytes.start, own.bytes.end));
    let mut merged: Vec<Excerpt> = Vec::with_capacity(excerpts.len());
    for own in excerpts {
        match merged.last_mut() {
            Some(last) if last.document == own.document && own.bytes.start < last.bytes.end => {
                last.bytes.end = last.bytes.end.max(own.bytes.end);
                last.people.extend(own.people);
                last.people.sort_unstable();
                last.people.dedup();
            }
            _ => merged.push(own),
        }
    }
    merged
}
