//! What the demo says of the four example interviews.

use crate::error::Error;
use paap_interview::agreement::{Options, Statistic, Unit, agreement};
use paap_interview::coding::disagree::compare;
use paap_interview::coding::{Coding, find_quote, list};
use paap_interview::document::{fill, plain, read_list};
use paap_interview::guide::Guide;
use paap_interview::read::{ReadOptions, read};
use paap_interview::tabulate::Tabulation;
use paap_interview::transcript::is_generic;
use paap_interview::{Codebook, Document, Pinned, codebook};
use paap_privacy::Kind;
use paap_privacy::entity::{self, group};
use paap_privacy::find::{Finder, Options as Seek};
use std::collections::BTreeMap;

/// The files as their recorders wrote them.
const FILES: [(&str, &[u8]); 4] = [
    ("turnstone.vtt", include_bytes!("../../../../../examples/interviews/turnstone.vtt")),
    ("eider.txt", include_bytes!("../../../../../examples/interviews/eider.txt")),
    ("fulmar.txt", include_bytes!("../../../../../examples/interviews/fulmar.txt")),
    ("gannet.md", include_bytes!("../../../../../examples/interviews/gannet.md")),
];
const GUIDE: &str = include_str!("../../../../../examples/interviews/guide.md");
const ABOUT: &str = include_str!("../../../../../examples/interviews/about.yaml");
const CODES: &str = include_str!("../../../../../examples/interviews/codebook.yaml");
const CODINGS: &str = include_str!("../../../../../examples/interviews/codings.yaml");

/// How many codes are shown.
const SHOWN: usize = 3;

pub(super) fn lines(lines: &mut Vec<String>) -> Result<(), Error> {
    let defect = |why: String| Error::Internal(why);
    let guide = Guide::read(GUIDE);
    let questions = guide.questions().map(|question| question.text.clone()).collect();
    let options = ReadOptions { questions, ..ReadOptions::default() };
    let (known, _) = read_list(ABOUT).map_err(|(_, why)| defect(why))?;
    let mut documents = Vec::new();
    let (mut turns, mut words) = (0, 0);
    for (name, bytes) in FILES {
        let mut transcript = read(name, bytes, &options).map_err(|why| defect(why.to_string()))?;
        let id = transcript.about.id.clone();
        for own in known.iter().filter(|own| own.id == id) {
            fill(&mut transcript.about, own);
        }
        turns += transcript.turns.len();
        words += transcript.words();
        documents.push(Document::of(&transcript));
    }
    lines.push(format!(
        "Four interviews with people who answered: {turns} turns, {words} words, from WebVTT, Otter and two \
         kinds of notes."
    ));
    lines.push(identifying(&documents));
    let codes = codebook::read(CODES).map_err(|why| defect(why.message))?.codebook;
    let codings = codings(&documents).map_err(defect)?;
    coded(&codes, &codings, &documents, lines);
    lines.push(String::new());
    Ok(())
}

/// What would have to be reviewed before anybody else may read them.
fn identifying(documents: &[Document]) -> String {
    let speakers = documents.iter().flat_map(|document| &document.about.speakers);
    let names: Vec<&str> =
        speakers.map(|one| one.name.as_str()).filter(|name| !is_generic(name)).collect();
    let finder =
        Finder::new(Seek::default()).with_known(names.into_iter().map(|name| (name, Kind::Person)));
    let bodies: Vec<&str> = documents.iter().map(|document| document.body.as_str()).collect();
    let found: Vec<entity::Document<'_>> = documents
        .iter()
        .zip(finder.find_all(&bodies))
        .map(|(document, spans)| entity::Document {
            id: &document.about.id,
            text: &document.body,
            spans,
        })
        .collect();
    let entities = group(&found);
    let places: usize = entities.iter().map(|entity| entity.places.len()).sum();
    let people = entities.iter().filter(|entity| entity.kind == Kind::Person).count();
    format!(
        "  Before the team may read them, {} things that may identify somebody are to be reviewed, at \
         {places} places; {people} look like names of people.",
        entities.len()
    )
}

fn codings(documents: &[Document]) -> Result<Vec<Coding>, String> {
    let listed = list::read(CODINGS).map_err(|why| why.message)?;
    let mut codings = Vec::new();
    for (number, one) in listed.into_iter().enumerate() {
        let document = documents.iter().find(|document| document.about.id == one.document);
        let document = document.ok_or("an interview is missing")?;
        let range = find_quote(document, one.quote.as_deref(), one.turn.as_deref())
            .map_err(|why| why.to_string())?;
        let place = Pinned::of(document).select(range).ok_or("an excerpt is empty")?;
        codings.push(Coding {
            id: number.to_string(),
            code: one.code,
            coder: one.coder,
            document: one.document,
            place,
            at: 0,
            memo: one.memo,
        });
    }
    Ok(codings)
}

fn coded(codes: &Codebook, codings: &[Coding], documents: &[Document], lines: &mut Vec<String>) {
    let counts = Tabulation::new(codes, codings, documents).counts(0);
    let mut rows: Vec<_> = counts.codes.iter().filter(|row| row.depth == 0).collect();
    rows.sort_by_key(|row| std::cmp::Reverse((row.people, row.excerpts)));
    for row in rows.into_iter().take(SHOWN) {
        lines.push(format!(
            "  “{}”: {} of {} people, in {} excerpts (a signal: four people are few).",
            row.name,
            row.people.unwrap_or(0),
            counts.base,
            row.excerpts.unwrap_or(0),
        ));
    }
    let mut worked: Vec<(String, String)> =
        codings.iter().map(|one| (one.coder.clone(), one.document.clone())).collect();
    worked.sort();
    worked.dedup();
    let texts: BTreeMap<String, &Document> =
        documents.iter().map(|document| (document.about.id.clone(), document)).collect();
    let options = Options { unit: Unit::Sentence, draws: 0, ..Options::default() };
    let view = agreement(codes, codings, &worked, &texts, options);
    let comparison = compare(codings, &worked, &[], &texts);
    let alpha = match view.overall.alpha {
        Statistic::Known { value, .. } => format!("alpha is {value:.2}"),
        Statistic::Undefined { why, .. } => format!("alpha is undefined: {why}"),
    };
    let open = comparison.disagreements.first().and_then(|one| one.text.as_deref()).map(plain);
    lines.push(format!(
        "  Two people coded all of it: {alpha}, and they differ {}, first on “{}”",
        match comparison.disagreements.len() {
            1 => "once".to_owned(),
            times => format!("{times} times"),
        },
        open.unwrap_or_default()
    ));
}
