//! Agreement of whole interviews: what counts, at which unit, and how it is said.

use super::*;
use crate::Selector;
use crate::codebook::Code;
use crate::document::Version;

const BODY: &str = "\
**Ada** (t1)

What do you do when it is slow?

**Bo** (t2)

I wait. And then I ask in the channel. Nobody answers.

**Ada** (t3)

And then?

**Bo** (t4)

Then I wait once more.
";

fn document() -> Document {
    Document::read(BODY)
}

/// A coding of words of the body.
fn coding(coder: &str, document: &str, code: &str, words: &str) -> Coding {
    let start = BODY.find(words).expect("words of the body");
    let place = Selector {
        version: Version::of(BODY),
        start: BODY[..start].chars().count(),
        end: BODY[..start + words.len()].chars().count(),
        exact: words.to_owned(),
        prefix: String::new(),
        suffix: String::new(),
    };
    let id = format!("{coder}-{document}-{start}");
    let (coder, code, document) = (coder.to_owned(), code.to_owned(), document.to_owned());
    Coding { id, code, coder, document, place, at: 0, memo: None }
}

fn worked(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(coder, document)| ((*coder).to_owned(), (*document).to_owned())).collect()
}

const BOTH: [(&str, &str); 2] = [("ana", "d"), ("bo", "d")];

fn view(codings: &[Coding], work: &[(&str, &str)], unit: Unit) -> View {
    let one = document();
    let ids = ["d", "e"];
    let documents = ids.iter().map(|id| ((*id).to_owned(), &one)).collect();
    let waiting = Code { id: "waiting".into(), name: "Waiting".into(), ..Code::default() };
    let codebook = Codebook { codes: vec![waiting] };
    let options = Options { unit, draws: 200, seed: 1 };
    agreement(&codebook, codings, &worked(work), &documents, options)
}

/// The units, and kappa of `waiting`, where ana coded some words and bo some others.
fn check(unit: Unit, ana: &[&str], bo: &[&str], units: u64, kappa: f64) {
    let code = |coder: &str, words: &[&str]| -> Vec<Coding> {
        words.iter().map(|words| coding(coder, "d", "waiting", words)).collect()
    };
    let found = view(&[code("ana", ana), code("bo", bo)].concat(), &BOTH, unit);
    assert_eq!(found.units, units);
    let value = found.codes[0].figures.kappa.value().expect("a kappa");
    assert!((value - kappa).abs() < 1e-12, "{value}, not {kappa}");
}

#[test]
fn units_are_turns_sentences_and_characters() {
    // Of four turns both coded the second, ana the fourth as well.
    check(Unit::Turn, &["I wait", "Then I wait"], &["Nobody"], 4, 0.5);
    // Of six sentences ana coded the first two of Bo's, bo the second.
    check(Unit::Sentence, &["I wait. And then"], &["ask"], 6, 1.0 - 6.0 / 14.0);
    // 31 + 54 + 9 + 22 characters were said.
    let (a, b, both) = (6.0, 4.0, 4.0);
    let n: f64 = 31.0 + 54.0 + 9.0 + 22.0;
    let expected = (a * (n - b) + b * (n - a)) / (n * n);
    check(Unit::Character, &["I wait"], &["wait"], 116, 1.0 - (a + b - 2.0 * both) / n / expected);
}

#[test]
fn lines_that_name_speakers_do_not_count() {
    let across = "channel. Nobody answers.\n\n**Ada** (t3)\n\nAnd then?";
    let found = view(
        &[coding("ana", "d", "waiting", across), coding("bo", "d", "waiting", "**Ada** (t3)")],
        &BOTH,
        Unit::Character,
    );
    assert_eq!(found.characters, 116);
    assert_eq!((found.codes[0].figures.n, found.codes[0].figures.marked), (1, 24 + 9));
    assert!(found.warnings.iter().any(|warning| warning.code == "nothing-said"));
}

#[test]
fn what_one_coder_coded_does_not_count() {
    let codings = [coding("ana", "d", "waiting", "I wait"), coding("bo", "e", "waiting", "wait")];
    let alone = view(&codings, &[("ana", "d"), ("bo", "e")], Unit::Turn);
    assert_eq!((alone.documents, alone.alone), (0, 2));
    let Statistic::Undefined { undefined, .. } = alone.codes[0].figures.kappa else { panic!() };
    assert_eq!(undefined, "no-pair");
    // Bo worked on it, too, and found nothing.
    let both = view(&codings, &[("ana", "d"), ("bo", "d"), ("bo", "e")], Unit::Turn);
    assert_eq!((both.documents, both.alone, both.codes[0].figures.n), (1, 1, 1));
    assert_eq!(both.codes[0].figures.kappa.value(), Some(0.0));
}

#[test]
fn an_unused_code_is_undefined_and_a_foreign_one_is_shown() {
    let codings = [coding("ana", "d", "asking", "I ask"), coding("bo", "d", "asking", "I ask")];
    let found = view(&codings, &BOTH, Unit::Sentence);
    let ids: Vec<&str> = found.codes.iter().map(|row| row.code.as_str()).collect();
    assert_eq!(ids, ["waiting", "asking"]);
    let Statistic::Undefined { undefined, .. } = found.codes[0].figures.alpha else { panic!() };
    assert_eq!(undefined, "one-value");
    assert_eq!(found.codes[0].figures.percent.value(), Some(1.0));
    assert_eq!(found.codes[1].figures.alpha.value(), Some(1.0));
    assert_eq!(found.codes[1].figures.u_alpha.value(), Some(1.0));
    let json = serde_json::to_string(&found).expect("a view is JSON");
    assert!(!json.contains("NaN") && !json.contains("null,null"), "{json}");
}

#[test]
fn another_version_does_not_count() {
    let mut old = coding("ana", "d", "waiting", "I wait");
    old.place.version = Version("0".into());
    let found = view(&[old], &BOTH, Unit::Turn);
    assert_eq!(found.codes[0].figures.n, 0);
    assert_eq!(found.warnings[0].code, "other-version");
}

#[test]
fn the_same_seed_gives_the_same_view() {
    let codings = [coding("ana", "d", "waiting", "I wait"), coding("bo", "d", "waiting", "I ask")];
    let one = view(&codings, &BOTH, Unit::Character);
    assert_eq!(one, view(&codings, &BOTH, Unit::Character));
    assert_eq!(one.drawn.as_ref().map(|drawn| (drawn.from, drawn.blocks)), Some(("turns", 4)));
    assert!(one.warnings.iter().any(|warning| warning.code == "few-interviews"));
}

#[test]
fn the_thousand_characters() {
    // 100 each, 50 shared: a tool that multiplies where it should add says 0.299.
    let document = Document { body: "x".repeat(1000), ..Document::default() };
    let coded = |coder: &str, start: usize| {
        let version = document.version();
        let (prefix, suffix) = (String::new(), String::new());
        let exact = "x".repeat(100);
        let place = Selector { version, start, end: start + 100, exact, prefix, suffix };
        Coding { place, ..coding(coder, "d", "waiting", "I wait") }
    };
    let documents = BTreeMap::from([("d".to_owned(), &document)]);
    let codings = [coded("ana", 200), coded("bo", 250)];
    let options = Options { unit: Unit::Character, ..Options::default() };
    let found = agreement(&Codebook::default(), &codings, &worked(&BOTH), &documents, options);
    let kappa = found.codes[0].figures.kappa.value().expect("a kappa");
    assert!((kappa - 4.0 / 9.0).abs() < 1e-12, "{kappa}");
    // One block: nothing to draw from.
    let Statistic::Known { no_interval, .. } = found.codes[0].figures.kappa else { panic!() };
    assert_eq!(no_interval, Some("one-block"));
}
