//! A study that nobody ran: transcripts made of a vocabulary, a survey, codings, from a seed.

use paap_evidence::Sources;
use paap_interview::Document;
use paap_interview::transcript::{About, Role, Speaker, Transcript, Turn};
use paap_survey::{ReadOptions, Survey};
use std::io::Cursor;

/// A small generator of chance (SplitMix64): the same numbers on every machine.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    pub(crate) fn of<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    pub(crate) fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
}

const WHO: [&str; 12] = [
    "we",
    "they",
    "the team",
    "our group",
    "my colleagues",
    "the crew",
    "people here",
    "everybody",
    "the leads",
    "two of us",
    "the developers",
    "I",
];
const DOES: [&str; 24] = [
    "wait for",
    "ask for",
    "never get",
    "don't use",
    "always copy",
    "rebuild",
    "cannot find",
    "complain about",
    "measure",
    "didn't plan",
    "pay for",
    "look at",
    "fix",
    "won't touch",
    "write down",
    "forget",
    "isn't sure of",
    "decide on",
    "talk about",
    "test",
    "ship",
    "break",
    "review",
    "hide",
];
const WHAT: [&str; 28] = [
    "the pipeline",
    "a ticket",
    "the portal",
    "golden-path templates",
    "the roadmap",
    "<redacted>",
    "[City 1]",
    "PERSON 3",
    "the approvals",
    "14 clusters",
    "2.5 days",
    "the monthly report",
    "C++ builds",
    "the so-called metrics",
    "R&D money",
    "the café's dashboard",
    "our users' needs",
    "the on-call rota",
    "the naïve plan",
    "*that* script",
    "snake_case names",
    "the 3,400 jobs",
    "50% of the cost",
    "the secrets",
    "a new cluster",
    "the change log",
    "the budget",
    "the docs",
];
const WHEN: [&str; 16] = [
    "every Friday",
    "in spring",
    "since the storm",
    "for two weeks",
    "at night",
    "when it is slow",
    "after the audit",
    "before lunch",
    "in Q3 2025",
    "by hand",
    "with a spreadsheet",
    "as far as I know",
    "twice a year",
    "without a plan",
    "during the freeze",
    "most of the time",
];
const JOIN: [&str; 8] =
    [", and", ", but", " because", "; then", " — so", ", which means that", " while", "… well,"];

/// A sentence.
pub(crate) fn sentence(chance: &mut Chance) -> String {
    let mut text = String::new();
    let clauses = 1 + chance.below(3);
    for clause in 0..clauses {
        if clause > 0 {
            text.push_str(chance.of::<&str>(&JOIN));
            text.push(' ');
        }
        let (who, does, what) = (*chance.of(&WHO), *chance.of(&DOES), *chance.of(&WHAT));
        text.push_str(&format!("{who} {does} {what}"));
        if !chance.one_in(3) {
            text.push_str(&format!(" {}", *chance.of(&WHEN)));
        }
    }
    let mut characters = text.chars();
    let first = characters.next().unwrap_or('x').to_uppercase().to_string();
    let end = *chance.of(&[".", ".", ".", "!", "?", "…", "...", "."]);
    let text = format!("{first}{}{end}", characters.as_str());
    match chance.below(12) {
        0 => format!("“{text}” That is what they say."),
        1 => format!("\"Why not?\" {text}"),
        2 => text.replace('\'', "’"),
        _ => text,
    }
}

/// What one person says: sentences, in lines and paragraphs.
fn speech(chance: &mut Chance) -> (String, Vec<String>) {
    let sentences: Vec<String> = (0..1 + chance.below(6)).map(|_| sentence(chance)).collect();
    let mut text = String::new();
    for (index, sentence) in sentences.iter().enumerate() {
        if index > 0 {
            text.push_str(chance.of::<&str>(&[" ", " ", " ", "\n", "\n\n"]));
        }
        text.push_str(sentence);
    }
    (text, sentences)
}

/// Somebody's turn: the document's place among all, the turn's, and what was said, sentence by
/// sentence.
pub(crate) struct Said {
    pub(crate) document: usize,
    pub(crate) turn: String,
    pub(crate) speaker: String,
    pub(crate) sentences: Vec<String>,
}

pub(crate) struct World {
    pub(crate) documents: Vec<Document>,
    /// What interviewees say.
    pub(crate) answers: Vec<Said>,
    /// What interviewers say.
    pub(crate) questions: Vec<Said>,
    pub(crate) survey: Survey,
}

pub(crate) const SEALED: &str = "interview-sealed";
/// The last document's participant withdrew, the one before allows no quotations.
pub(crate) const SAFE: usize = 10;

pub(crate) fn world(seed: u64) -> World {
    let mut chance = Chance(seed);
    let mut documents = Vec::new();
    let (mut answers, mut questions) = (Vec::new(), Vec::new());
    for document in 0..SAFE + 2 {
        let names = match document % 4 {
            0 => ["Person A", "Person B", "Person C"],
            1 => ["Speaker_00", "Speaker_01", "Speaker_02"],
            2 => ["Ruff", "Dunlin in Bay 2", "Teal *"],
            _ => ["Interviewer", "PERSON 3", "O’Plover"],
        };
        let roles = [Role::Interviewer, Role::Interviewee, Role::Interviewee];
        let about = About {
            id: format!("interview-{document:03}"),
            persona: Some(["builder", "leader"][document % 2].to_owned()),
            consent: match document {
                d if d == SAFE => Some("no quotes".to_owned()),
                d if d % 3 == 0 => Some("quotes without name".to_owned()),
                _ => None,
            },
            speakers: names
                .iter()
                .zip(roles)
                .map(|(name, role)| Speaker { name: (*name).to_owned(), role })
                .collect(),
            ..About::default()
        };
        let mut transcript = Transcript { about, ..Transcript::default() };
        for index in 0..40 {
            let (text, sentences) = speech(&mut chance);
            let who = if index % 2 == 0 { 0 } else { 1 + chance.below(2) };
            let speaker = names[who].to_owned();
            transcript.turns.push(Turn { speaker: Some(speaker.clone()), text, ..Turn::default() });
            let said = Said { document, turn: format!("t{}", index + 1), speaker, sentences };
            if who == 0 { questions.push(said) } else { answers.push(said) }
        }
        transcript.number();
        let document = Document::of(&transcript);
        documents.push(Document::read(&document.write()));
    }
    let csv = include_str!("../../../../examples/harbour/survey.csv");
    let survey = Survey::read(&mut Cursor::new(csv.as_bytes().to_vec()), &ReadOptions::default())
        .expect("it is there");
    World { documents, answers, questions, survey }
}

impl World {
    pub(crate) fn sources(&self) -> Sources<'_> {
        let mut sources = Sources::default();
        for document in &self.documents {
            sources.documents.insert(&document.about.id, document);
        }
        sources.sealed.insert(SEALED);
        sources.withdrawn.insert(&self.documents[SAFE + 1].about.id);
        sources.surveys.insert("team", Some(&self.survey));
        sources.surveys.insert("away", None);
        sources
    }

    /// An answer in an interview that may be quoted.
    pub(crate) fn answer(&self, chance: &mut Chance) -> &Said {
        loop {
            let said = chance.of(&self.answers);
            if said.document < SAFE {
                return said;
            }
        }
    }

    pub(crate) fn id(&self, said: &Said) -> &str {
        &self.documents[said.document].about.id
    }

    pub(crate) fn version(&self, said: &Said) -> String {
        self.documents[said.document].version().0[..12].to_owned()
    }
}
