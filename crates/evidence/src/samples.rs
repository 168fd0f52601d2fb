//! What tests of several modules are made of.

use paap_interview::tabulate::Tabulation;
use paap_interview::transcript::{About, Role, Speaker, Transcript, Turn};
use paap_interview::{Code, Codebook, Coding, Document, Selector};
use paap_survey::{ReadOptions, Survey};
use std::io::Cursor;

pub(crate) fn survey(text: &str) -> Survey {
    let mut cursor = Cursor::new(text.as_bytes().to_vec());
    Survey::read(&mut cursor, &ReadOptions::default()).expect("a survey")
}

pub(crate) fn harbour() -> Survey {
    survey(include_str!("../../../examples/harbour/survey.csv"))
}

/// A codebook of `waiting` with `waiting-review` below it, `slow`, `yes` and `no`.
fn codebook() -> Codebook {
    let code = |id: &str, parent: Option<&str>| Code {
        id: id.to_owned(),
        name: id.to_owned(),
        parent: parent.map(str::to_owned),
        ..Code::default()
    };
    let review = code("waiting-review", Some("waiting"));
    let plain = ["slow", "yes", "no"].map(|id| code(id, None));
    Codebook { codes: [code("waiting", None), review].into_iter().chain(plain).collect() }
}

/// A participant: document, persona, organisation (where they are not empty), and the codes that are
/// on their words.
pub(crate) type Voice<'a> = (&'a str, &'a str, &'a str, &'a [&'a str]);

/// What is coded of some participants; each says as many sentences as there are codes on their words,
/// and the same code twice is on one.
pub(crate) fn coded(voices: &[Voice<'_>]) -> Tabulation {
    let documents: Vec<Document> = voices.iter().map(document).collect();
    let mut codings = Vec::new();
    for ((_, _, _, codes), document) in voices.iter().zip(&documents) {
        for (at, code) in codes.iter().enumerate() {
            let start = document.turns[1].text.start;
            codings.push(Coding {
                id: format!("{}-{at}", document.about.id),
                code: (*code).to_owned(),
                coder: "ada".to_owned(),
                document: document.about.id.clone(),
                place: Selector::of(document, start..start + 7).expect("a place"),
                at: 0,
                memo: None,
            });
        }
    }
    Tabulation::new(&codebook(), &codings, &documents)
}

fn document((id, persona, organisation, _): &Voice<'_>) -> Document {
    let mut transcript = Transcript::default();
    for (speaker, text) in [("I", "How do you decide?"), ("P", "We wait, and then we ask.")] {
        let (speaker, text) = (Some(speaker.to_owned()), text.to_owned());
        transcript.turns.push(Turn { speaker, text, ..Turn::default() });
    }
    let speaker = |name: &str, role| Speaker { name: name.to_owned(), role };
    let known = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    transcript.about = About {
        id: (*id).to_owned(),
        persona: known(persona),
        organisation: known(organisation),
        date: Some("2026-03-04".to_owned()),
        speakers: vec![speaker("I", Role::Interviewer), speaker("P", Role::Interviewee)],
        ..About::default()
    };
    transcript.number();
    Document::of(&transcript)
}
