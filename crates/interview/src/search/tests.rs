//! Searching, against a search that reads every word.

use super::query::{Node, Part};
use super::*;
use proptest::prelude::*;

mod scale;

/// The folded words of a text with their stems.
fn tokens(text: &str) -> Vec<(String, String)> {
    let stems = Language::of(None).stems();
    let mut tokens = Vec::new();
    words::each(text, |word, _| tokens.push((word.to_owned(), stems.stem(word))));
    tokens
}

/// Whether a passage is what the query asks for, read word by word.
fn is_asked(node: &Node, tokens: &[(String, String)]) -> bool {
    match node {
        Node::Not(node) => !is_asked(node, tokens),
        Node::All(nodes) => nodes.iter().all(|node| is_asked(node, tokens)),
        Node::Any(nodes) => nodes.iter().any(|node| is_asked(node, tokens)),
        Node::Phrase(parts) => tokens.windows(parts.len()).any(|window| {
            let stems = Language::of(None).stems();
            window.iter().zip(parts).all(|((word, stem), part)| match part {
                Part::Exact(asked) => word == asked,
                Part::Prefix(asked) => word.starts_with(asked.as_str()),
                Part::Stem(asked) => word == asked || *stem == stems.stem(asked),
            })
        }),
    }
}

fn turns(count: usize) -> Vec<String> {
    (1..=count).map(|turn| format!("t{turn}")).collect()
}

/// A source of plain texts.
fn source<'a>(id: &'a str, turns: &'a [String], texts: &[&'a str]) -> Source<'a> {
    let passage =
        |(turn, text): (&'a String, &&'a str)| Passage { turn, text, ..Passage::default() };
    let passages = turns.iter().zip(texts).map(passage).collect();
    Source { id, passages, ..Source::default() }
}

/// The turns that a query finds in texts, the best first.
fn found(texts: &[&str], query: &str) -> Vec<String> {
    let turns = turns(texts.len());
    let index = Index::of(vec![source("d", &turns, texts)], 2).unwrap();
    let query = Query::read(query).unwrap();
    let found = index.search(&query, &Filter::default(), 100).unwrap();
    found.hits.into_iter().map(|hit| hit.turn).collect()
}

fn check(texts: &[&str], query: &str, expected: &str) {
    assert_eq!(found(texts, query).join(" "), expected, "{query:?} in {texts:?}");
}

/// The first text with its matches in brackets, then the snippet.
fn shown(text: &str, query: &str) -> (String, Snippet) {
    let turns = turns(1);
    let index = Index::of(vec![source("d", &turns, &[text])], 1).unwrap();
    let found = index.search(&Query::read(query).unwrap(), &Filter::default(), 1).unwrap();
    let hit = found.hits.into_iter().next().unwrap();
    let mut marked = text.to_owned();
    for span in hit.matches.iter().rev() {
        marked.insert(span.end, ']');
        marked.insert(span.start, '[');
    }
    (marked, hit.snippet)
}

#[test]
fn words_phrases_and_operators() {
    let texts = ["The portal is slow.", "Slower portals, everywhere", "No PORTAL here", ""];
    check(&texts, "portal", "t2 t3 t1");
    check(&texts, "portals slow", "t1");
    check(&texts, "\"portal is\"", "t1");
    check(&texts, "\"portals is\"", "");
    check(&texts, "portal -slow", "t2 t3");
    check(&texts, "everywhere OR here", "t2 t3");
    check(&texts, "slow*", "t2 t1");
    check(&texts, "portal -slow*", "t3");
    check(&texts, "port* -\"no portal\" -(everywhere)", "t1");
    check(&texts, "nothing", "");
    check(&[], "nothing", "");
    check(&["", ""], "nothing", "");
}

#[test]
fn what_says_it_more_stands_first_and_ties_are_in_order() {
    check(&["a b", "b b a", "b c"], "b", "t2 t1 t3");
    check(&["x y", "x y", "x y"], "x", "t1 t2 t3");
    check(&["common rare", "common common common", "common"], "common OR rare", "t1 t2 t3");
}

#[test]
fn every_script_is_found() {
    let texts =
        ["平台很慢，我等了很久", "مرحبا بالعالم", "שלום עולם", "it is 😀 fine", "naïve Ärger"];
    check(&texts, "很慢", "t1");
    check(&texts, "慢很", "");
    check(&texts, "بالعالم", "t2");
    check(&texts, "עולם", "t3");
    check(&texts, "😀", "t4");
    check(&texts, "naive arger", "t5");
}

#[test]
fn matches_are_bytes_and_marks_are_in_the_snippet() {
    let (marked, snippet) = shown("Größe: die Größe\nzählt \\<x>", "\"die größe\" zahlt");
    assert_eq!(marked, "Größe: [die Größe]\n[zählt] \\<x>");
    assert_eq!(snippet.text, "Größe: die Größe zählt \\<x>");
    let marks: Vec<&str> =
        snippet.marks.iter().map(|mark| &snippet.text[mark.start..mark.end]).collect();
    assert_eq!(marks, ["die Größe", "zählt"]);
    assert!(!snippet.cut_before && !snippet.cut_after);
    let long = format!("{}needle in hay {}", "much hay ".repeat(100), "more hay ".repeat(100));
    let (_, snippet) = shown(&long, "needle");
    assert!(snippet.cut_before && snippet.cut_after && snippet.text.len() <= 210);
    assert_eq!(&snippet.text[snippet.marks[0].start..snippet.marks[0].end], "needle");
    assert!(snippet.text.starts_with("hay") || snippet.text.starts_with("much"));
    let (_, snippet) = shown(&"木".repeat(5_000), "木");
    assert!(!snippet.marks.is_empty() && snippet.text.len() <= 210);
}

#[test]
fn markdown_is_shown_as_it_was_said() {
    let turns = turns(1);
    let mut source = source("d", &turns, &["the \\<tool\\> we use\\\\"]);
    source.is_markdown = true;
    source.passages[0].at = 100;
    let index = Index::of(vec![source], 1).unwrap();
    let query = Query::read("tool").unwrap();
    let hit = index.search(&query, &Filter::default(), 1).unwrap().hits.remove(0);
    assert_eq!(hit.matches, [Span { start: 106, end: 110 }]);
    assert_eq!(hit.snippet.text, "the <tool> we use\\");
    assert_eq!(hit.snippet.marks, [Span { start: 5, end: 9 }]);
}

#[test]
fn filters() {
    let turns = turns(2);
    let texts = ["word one", "word two"];
    let mut first = source("a", &turns, &texts);
    first.fields = vec![("persona", "builder"), ("company-size", "51-200")];
    first.passages[0].speaker = Some("Ada");
    first.passages[0].role = Role::Interviewer;
    let mut second = source("b", &turns, &texts);
    second.fields = vec![("persona", "Leader")];
    second.passages[1].speaker = Some("Bö");
    second.passages[1].role = Role::Interviewee;
    let index = Index::of(vec![first, second], 1).unwrap();
    let search = |filter: Filter| -> Result<String, FilterError> {
        let found = index.search(&Query::read("word").unwrap(), &filter, 10)?;
        let hits = found.hits.iter().map(|hit| format!("{}{}", hit.document, hit.turn));
        Ok(hits.collect::<Vec<_>>().join(" "))
    };
    let field = |pairs: &[(&str, &str)]| Filter {
        fields: pairs.iter().map(|(key, value)| ((*key).into(), (*value).into())).collect(),
        ..Filter::default()
    };
    let named = |name: &str| Filter { speakers: vec![name.into()], ..Filter::default() };
    let ids = |id: &str| Filter { documents: vec![id.into()], ..Filter::default() };
    assert_eq!(search(Filter::default()).unwrap(), "at1 at2 bt1 bt2");
    assert_eq!(search(field(&[("Persona", "leader")])).unwrap(), "bt1 bt2");
    assert_eq!(search(field(&[("company_size", "51-200")])).unwrap(), "at1 at2");
    assert_eq!(
        search(field(&[("persona", "leader"), ("persona", "builder")])).unwrap(),
        "at1 at2 bt1 bt2"
    );
    assert_eq!(search(field(&[("persona", "leader"), ("company-size", "51 200")])).unwrap(), "");
    assert_eq!(search(named("bo")).unwrap(), "bt2");
    assert_eq!(search(ids("a")).unwrap(), "at1 at2");
    let role = Filter { role: Some(Role::Interviewer), ..Filter::default() };
    assert_eq!(search(role).unwrap(), "at1");
    let error = search(field(&[("size", "x")])).unwrap_err().to_string();
    assert_eq!(error, "no document has the field `size`; there are: company-size, persona");
    assert!(matches!(search(field(&[("persona", "x")])), Err(FilterError::Value { .. })));
    assert_eq!(search(named("Nobody")), Err(FilterError::Speaker));
    assert!(matches!(search(ids("c")), Err(FilterError::Document { .. })));
}

#[test]
fn what_nobody_says_is_named() {
    let turns = turns(1);
    let index = Index::of(vec![source("d", &turns, &["portal"])], 1).unwrap();
    let query = Query::read("portal OR kubernets OR \"a portal\" zzz* -gone").unwrap();
    let found = index.search(&query, &Filter::default(), 1).unwrap();
    assert_eq!(found.unknown, ["kubernets", "a", "zzz"]);
}

/// Few words, so that queries find something; forms, scripts and case among them.
fn text() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "a",
        "b",
        "the",
        "Portal",
        "portals",
        "deploy",
        "deployed",
        "deploying",
        "it's",
        "平台",
        "é",
        "e",
        "x-y",
        "😀",
        "",
        ".",
        "שלום",
    ]);
    prop::collection::vec(word, 0..12).prop_map(|words| words.join(" "))
}

fn asked() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        "a",
        "portal",
        "deploys",
        "\"a b\"",
        "\"the portal\"",
        "de*",
        "p*",
        "平",
        "平台",
        "e",
        "x-y",
        "\"deploy a*\"",
        "its",
        "zzz",
        "שלום",
    ])
    .prop_map(str::to_owned);
    leaf.prop_recursive(3, 12, 3, |inner| {
        let several = prop::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            several.clone().prop_map(|nodes| format!("({})", nodes.join(" OR "))),
            several.prop_map(|nodes| nodes.join(" ")),
            (inner.clone(), inner).prop_map(|(a, b)| format!("{a} -({b})")),
        ]
    })
}

proptest! {
    #[test]
    fn the_index_finds_what_reading_finds(
        texts in prop::collection::vec(text(), 0..12),
        asked in asked(),
    ) {
        let turns = turns(texts.len());
        let borrowed: Vec<&str> = texts.iter().map(String::as_str).collect();
        let index = Index::of(vec![source("d", &turns, &borrowed)], 2).unwrap();
        let query = Query::read(&asked).unwrap();
        let result = index.search(&query, &Filter::default(), 100).unwrap();
        let mut hits: Vec<&str> = result.hits.iter().map(|hit| hit.turn.as_str()).collect();
        hits.sort_by_key(|turn| turn[1..].parse::<usize>().unwrap());
        let expected: Vec<&String> = turns
            .iter()
            .zip(&texts)
            .filter(|(_, text)| is_asked(&query.root, &tokens(text)))
            .map(|(turn, _)| turn)
            .collect();
        prop_assert_eq!(hits, expected, "{} in {:?}", asked, texts);
        for hit in &result.hits {
            prop_assert!(!hit.matches.is_empty() && !hit.snippet.marks.is_empty());
            prop_assert!(hit.matches.windows(2).all(|pair| pair[0].end <= pair[1].start));
        }
    }

    #[test]
    fn any_text_can_be_searched(text in "\\PC{0,300}", asked in "\\PC{1,20}") {
        if let Ok(query) = Query::read(&asked) {
            let turns = turns(1);
            let mut source = source("d", &turns, &[&text]);
            source.is_markdown = true;
            let index = Index::of(vec![source], 1).unwrap();
            let found = index.search(&query, &Filter::default(), 5).unwrap();
            for mark in found.hits.iter().flat_map(|hit| &hit.snippet.marks) {
                prop_assert!(mark.start < mark.end);
            }
        }
    }
}
