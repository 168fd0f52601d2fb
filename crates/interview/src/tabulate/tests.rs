//! Codes counted by hand, and against counting one by one.

use super::*;
use crate::codebook::Codebook;
use crate::coding::Coding;
use crate::document::Document;
use crate::guide::{Guide, Spoken};
use crate::selector::Selector;
use crate::transcript::{About, Role, Speaker, Transcript, Turn};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// A document of turns `speaker: text`; `I` asks.
fn document(id: &str, persona: &str, turns: &[&str]) -> Document {
    let mut transcript = Transcript::default();
    let mut speakers = BTreeSet::new();
    for turn in turns {
        let (speaker, text) = turn.split_once(": ").unwrap();
        speakers.insert(speaker.to_owned());
        let speaker = Some(speaker.to_owned());
        transcript.turns.push(Turn { speaker, text: text.to_owned(), ..Turn::default() });
    }
    let role = |name: &str| if name == "I" { Role::Interviewer } else { Role::Interviewee };
    let speakers = speakers.into_iter().map(|name| Speaker { role: role(&name), name }).collect();
    let persona = (!persona.is_empty()).then(|| persona.to_owned());
    transcript.about = About { id: id.to_owned(), persona, speakers, ..About::default() };
    transcript.number();
    Document::of(&transcript)
}

fn coding(document: &Document, code: &str, coder: &str, quote: &str) -> Coding {
    let start = document.body.find(quote).unwrap();
    Coding {
        id: format!("{code}-{coder}-{start}"),
        code: code.to_owned(),
        coder: coder.to_owned(),
        document: document.about.id.clone(),
        place: Selector::of(document, start..start + quote.len()).unwrap(),
        at: 0,
        memo: None,
    }
}

/// Codes, each `id` or `id<parent`.
fn codebook(codes: &[&str]) -> Codebook {
    let code = |text: &&str| {
        let (id, parent) = text.split_once('<').map_or((*text, None), |(id, own)| (id, Some(own)));
        let (id, name) = (id.to_owned(), id.to_owned());
        Code { id, name, parent: parent.map(str::to_owned), ..Code::default() }
    };
    Codebook { codes: codes.iter().map(code).collect() }
}

/// What is counted of each code: people, excerpts, codings, coders.
fn numbers(codes: &Codes) -> Vec<(&str, [Option<u64>; 4])> {
    let row = |row: &CodeRow| [row.people, row.excerpts, row.codings, row.coders];
    codes.codes.iter().map(|own| (own.id.as_str(), row(own))).collect()
}

fn some(numbers: [u64; 4]) -> [Option<u64>; 4] {
    numbers.map(Some)
}

#[test]
fn a_parent_counts_its_children_once() {
    let a = document("a", "", &["I: How is it?", "P: I wait for days and days.", "I: Why?"]);
    let b = document("b", "", &["I: How is it?", "P: Chat is where I ask."]);
    let codings = [
        coding(&a, "queue", "ada", "wait for days"),
        coding(&a, "queue", "bo", "days and days"),
        coding(&a, "waiting", "ada", "I wait"),
        coding(&b, "approval", "ada", "Chat"),
        coding(&b, "asking", "ada", "How is it?"),
    ];
    let codes = codebook(&["waiting", "queue<waiting", "approval<waiting", "asking"]);
    let made = Tabulation::new(&codes, &codings, &[a, b]);
    let counts = made.counts(0);
    let expected = [
        // "I wait", "wait for days" and "days and days" are one excerpt.
        ("waiting", some([2, 2, 4, 2])),
        ("queue", some([1, 1, 2, 2])),
        ("approval", some([1, 1, 1, 1])),
        // An interviewer's words are nobody's.
        ("asking", some([0, 1, 1, 1])),
    ];
    assert_eq!(numbers(&counts), expected);
    assert_eq!((counts.people, counts.base, counts.codings), (2, 2, 5));
    assert_eq!(counts.codes[1].depth, 1);
    assert_eq!(counts.codes[0].level, Some(Level::Signal));
    assert_eq!(made.warnings()[0].code, "coding-on-interviewer");
    let together = made.together(0);
    let pairs: Vec<(&str, &str, u64, Option<u64>)> = together
        .pairs
        .iter()
        .map(|own| (own.a.id.as_str(), own.b.id.as_str(), own.both, own.overlaps))
        .collect();
    assert_eq!(pairs, [("queue", "approval", 0, Some(0))]);
}

#[test]
fn what_cannot_be_counted_is_said() {
    let a = document("a", "", &["P: I wait."]);
    let b = document("b", "", &["P: Nothing."]);
    let mut lost = coding(&a, "waiting", "ada", "wait");
    lost.place.exact = "else".to_owned();
    lost.place.version = crate::Version("older".to_owned());
    let mut homeless = coding(&a, "waiting", "ada", "wait");
    homeless.document = "c".to_owned();
    let codings = [lost, homeless, coding(&a, "new", "ada", "wait")];
    // Codes that are below each other, and one that is below itself.
    let codes = codebook(&["waiting<queue", "queue<waiting", "self<self"]);
    let made = Tabulation::new(&codes, &codings, &[a, b]);
    let warned: Vec<&str> = made.warnings().iter().map(|own| own.code).collect();
    let expected = ["unknown-code", "coding-without-document", "coding-lost", "uncoded-interviews"];
    assert_eq!(warned, expected);
    let counts = made.counts(0);
    assert_eq!(counts.codes[3].people, Some(1));
    assert_eq!((counts.people, counts.base), (2, 1));
}

#[test]
fn a_person_is_who_is_interviewed() {
    let mut a = document("a", "builder", &["P: I wait."]);
    let mut b = document("b", "builder", &["P: I still wait."]);
    a.about.respondent = Some("7".to_owned());
    b.about.respondent = Some("7".to_owned());
    let c = document("c", "leader", &["I: And you?", "P: We wait.", "Q: I do not."]);
    let codings = [
        coding(&a, "waiting", "ada", "wait"),
        coding(&b, "waiting", "ada", "wait"),
        coding(&c, "waiting", "ada", "not"),
    ];
    let made = Tabulation::new(&codebook(&["waiting"]), &codings, &[a, b, c]);
    let ids: Vec<&str> = made.participants().iter().map(|own| own.id.as_str()).collect();
    assert_eq!(ids, ["a", "c / P", "c / Q"]);
    assert_eq!(made.participants()[0].documents, ["a", "b"]);
    assert_eq!(numbers(&made.counts(0)), [("waiting", some([2, 3, 3, 1]))]);
    let ids = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<BTreeSet<_>>();
    let options = [("Yes".to_owned(), ids(&["7", "9"])), ("No".to_owned(), ids(&["8"]))];
    let answer = made.answered("q19", &options, &ids(&["7", "8", "9"]), true);
    assert_eq!(made.matrix(&answer, 0).base, 1);
    assert_eq!(made.matrix(&answer, 0).rows[0].cells[0].people, Some(1));
    let matrix = made.matrix(&made.personas(), 0);
    let cells: Vec<(Option<u64>, Option<u64>)> =
        matrix.rows[0].cells.iter().map(|own| (own.people, own.excerpts)).collect();
    assert_eq!(cells, [(Some(1), Some(2)), (Some(1), Some(1))]);
    assert_eq!(matrix.columns[1].people, Some(2));
}

#[test]
fn codes_by_question() {
    let guide = Guide::read("- How long do you wait?\n- Who are your customers?");
    let a = document(
        "a",
        "",
        &[
            "I: So, how long do you wait?",
            "P: Days.",
            "I: And who are your customers?",
            "P: Days again.",
        ],
    );
    let b = document("b", "", &["I: Who are your customers?", "P: All of them."]);
    let codings = [
        coding(&a, "days", "ada", "Days."),
        coding(&a, "days", "ada", "Days again."),
        coding(&b, "all", "ada", "All"),
    ];
    let documents = [a, b];
    let made = Tabulation::new(&codebook(&["days", "all"]), &codings, &documents);
    let asked: Vec<_> =
        documents.iter().map(|own| guide.find_in(&Spoken::of_document(own))).collect();
    let matrix = made.by_question(&guide, &asked, 0);
    let cells = |row: usize| -> Vec<(Option<u64>, Option<f64>)> {
        matrix.rows[row].cells.iter().map(|own| (own.people, own.share)).collect()
    };
    assert_eq!(cells(0), [(Some(1), Some(1.0)), (Some(1), Some(0.5))]);
    assert_eq!(cells(1), [(Some(0), Some(0.0)), (Some(1), Some(0.5))]);
}

/// Documents of one person each; the codes and the persona of each by place.
fn many(people: usize, codes: impl Fn(usize) -> Vec<&'static str>) -> Tabulation {
    let persona = |at: usize| if at.is_multiple_of(2) { "even" } else { "odd" };
    let own = |at: usize| document(&format!("d{at}"), persona(at), &["P: Here it is."]);
    let documents: Vec<Document> = (0..people).map(own).collect();
    let codings: Vec<Coding> = documents
        .iter()
        .enumerate()
        .flat_map(|(at, own)| {
            codes(at).into_iter().map(move |code| coding(own, code, "ada", "Here"))
        })
        .collect();
    Tabulation::new(&codebook(&["all", "even", "first", "rare<first"]), &codings, &documents)
}

#[test]
fn tests_are_those_of_the_survey_room() {
    // Of 8 people 4 are even: Fisher's p of 4, 0, 0, 4 is 2 in 70.
    let made = many(8, |at| if at % 2 == 0 { vec!["all", "even"] } else { vec!["all"] });
    let matrix = made.matrix(&made.personas(), 0);
    let test = matrix.rows[1].test.as_ref().unwrap();
    assert!((test.p - 2.0 / 70.0).abs() < 1e-12);
    assert_eq!(
        (test.test.as_str(), test.level),
        ("Fisher–Freeman–Halton exact test", Level::Signal)
    );
    assert!(matrix.rows[0].test.is_none());
    assert!(
        matrix.notes[0].ends_with("None is a finding: with 8 people, they are signals at most.")
    );
    let with = made.with(&[made.personas()], 0);
    let pair = with.pairs.iter().find(|own| own.a.id == "even" && own.b.label == "even").unwrap();
    assert_eq!((pair.n, pair.both, pair.test, pair.effect), (8, 4, Some("fisher"), Some(1.0)));
    assert_eq!(with.tested, 2);
    // Enough people make a finding.
    let made = many(80, |at| if at % 2 == 0 { vec!["all", "even"] } else { vec!["all"] });
    assert_eq!(
        (made.matrix(&made.personas(), 0).findings, made.with(&[made.personas()], 0).findings),
        (1, 2)
    );
    assert_eq!(made.counts(0).codes[0].level, Some(Level::Finding));
    let alone = made.matrix(&made.persons(), 0);
    assert!(alone.rows.iter().all(|row| row.test.is_none()));
}

#[test]
fn nothing_of_few_people_is_told() {
    let made = many(40, |at| match at {
        0..3 => vec!["all", "first", "rare"],
        3..9 => vec!["all", "rare"],
        9..12 => vec!["all", "even", "first"],
        _ => vec!["all", "even"],
    });
    let counts = made.counts(5);
    let told: Vec<Option<u64>> = counts.codes.iter().map(|own| own.people).collect();
    // `rare` is all but three of `first`.
    assert_eq!(told, [Some(40), Some(31), Some(12), None]);
    assert!(counts.codes[3].withheld && counts.codes[3].excerpts.is_none());
    let matrix = made.matrix(&made.persons(), 5);
    assert!(matrix.rows.iter().flat_map(|own| &own.cells).all(|own| own.people.is_none()));
    assert!(matrix.columns.iter().all(|own| own.people.is_none()));
    let least = |own: &Pair| {
        [own.a.people, own.b.people].into_iter().all(|people| people >= 5 && own.n - people >= 5)
    };
    assert!(made.together(5).pairs.iter().all(least));
}

#[test]
fn nothing_at_all() {
    let made = Tabulation::new(&Codebook::default(), &[], &[]);
    assert_eq!(made.counts(0).base, 0);
    assert!(made.together(0).pairs.is_empty());
    assert!(made.matrix(&made.personas(), 0).columns.is_empty());
    let none = many(3, |_| Vec::new());
    assert_eq!(none.counts(0).codes[0].share, None);
}

proptest! {
    #[test]
    fn counting_one_by_one_gives_the_same(places in prop::collection::vec((0..4_usize, 0..3_usize, 0..12_usize, 1..5_usize), 0..40)) {
        let text = "one two three four five six seven eight nine ten eleven twelve";
        let documents: Vec<Document> =
            (0..4).map(|at| document(&format!("d{at}"), "", &[&format!("P: {text}")])).collect();
        let codes = ["top", "left<top", "right<top"];
        let words: Vec<&str> = text.split(' ').collect();
        let place = |(own, code, first, length): &(usize, usize, usize, usize)| {
            let quote = words[*first..(first + length).min(12)].join(" ");
            coding(&documents[*own], ["top", "left", "right"][*code], "ada", &quote)
        };
        let codings: Vec<Coding> = places.iter().map(place).collect();
        let made = Tabulation::new(&codebook(&codes), &codings, &documents);
        let counts = made.counts(0);
        for (at, row) in counts.codes.iter().enumerate() {
            let own = |place: &&(usize, usize, usize, usize)| at == 0 || place.1 == at;
            let people: BTreeSet<usize> = places.iter().filter(own).map(|own| own.0).collect();
            prop_assert_eq!(row.people, Some(people.len() as u64));
            prop_assert_eq!(row.codings, Some(places.iter().filter(own).count() as u64));
            // Runs of words that are covered, parted where no place covers two neighbours.
            let mut excerpts = 0;
            for document in 0..4 {
                let joined = |word: usize| places.iter().filter(own).any(|place| {
                    place.0 == document && place.2 < word && word < (place.2 + place.3).min(12)
                });
                let covered = |word: usize| places.iter().filter(own).any(|place| {
                    place.0 == document && place.2 <= word && word < (place.2 + place.3).min(12)
                });
                excerpts += (0..12).filter(|word| covered(*word) && !joined(*word)).count() as u64;
            }
            prop_assert_eq!(row.excerpts, Some(excerpts));
        }
    }
}

/// As many codings as 1,000 transcripts by two coders have. Printed with `--nocapture`.
#[test]
fn many_codings_are_counted_in_time() {
    let text = "P: ".to_owned() + &"some words that are said ".repeat(40);
    let documents: Vec<Document> =
        (0..200).map(|at| document(&format!("d{at}"), "builder", &[text.as_str(); 20])).collect();
    let version: Vec<crate::Version> = documents.iter().map(Document::version).collect();
    let names: Vec<String> = (0..60).map(|at| format!("c{at}")).collect();
    let mut random = paap_analysis::random::Random::new(1);
    let codings: Vec<Coding> = (0..40_000)
        .map(|at| {
            let own = random.below(200) as usize;
            let start = documents[own].turns[random.below(20) as usize].text.start;
            Coding {
                id: at.to_string(),
                code: names[random.below(60) as usize].clone(),
                coder: "ada".to_owned(),
                document: format!("d{own}"),
                place: Selector {
                    version: version[own].clone(),
                    start,
                    end: start + 4,
                    exact: "some".to_owned(),
                    prefix: String::new(),
                    suffix: String::new(),
                },
                at: 0,
                memo: None,
            }
        })
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let codes = codebook(&names);
    let start = std::time::Instant::now();
    let made = Tabulation::new(&codes, &codings, &documents);
    println!("{} codings in {:?}", codings.len(), start.elapsed());
    assert_eq!(made.counts(0).codings, 40_000);
    assert_eq!(made.together(0).pairs.len(), 60 * 59 / 2);
    println!("with pairs in {:?}", start.elapsed());
    assert!(made.warnings().is_empty());
}
