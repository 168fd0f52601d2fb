//! Which spans are one and the same, and which only look so.

use super::*;
use std::time::Instant;

/// Texts in which `{kind:text}` marks a span, and the entities: kind, name, number of places, and
/// the variants beside the name.
fn check(marked: &[&str], expected: &[&str]) {
    let parsed: Vec<(String, Vec<Span>)> = marked.iter().map(|text| parse(text)).collect();
    let ids: Vec<String> = (1..=parsed.len()).map(|number| format!("d{number}")).collect();
    let documents: Vec<Document<'_>> = std::iter::zip(&ids, &parsed)
        .map(|(id, (text, spans))| Document { id, text, spans: spans.clone() })
        .collect();
    let shown: Vec<String> = group(&documents).iter().map(show).collect();
    assert_eq!(shown, expected, "{marked:?}");
}

fn show(entity: &Entity) -> String {
    let others: Vec<&str> =
        entity.variants.iter().map(String::as_str).filter(|name| *name != entity.name).collect();
    let kind = format!("{:?}", entity.kind).to_lowercase();
    format!("{kind} {} ×{} {}", entity.name, entity.places.len(), others.join("|"))
        .trim()
        .to_owned()
}

fn parse(marked: &str) -> (String, Vec<Span>) {
    let (mut text, mut spans, mut rest) = (String::new(), Vec::new(), marked);
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let (mark, after) = after.split_once('}').unwrap();
        let (kind, words) = mark.split_once(':').unwrap();
        let kind = match kind {
            "p" => Kind::Person,
            "o" => Kind::Organisation,
            "pr" => Kind::Product,
            "t" => Kind::Team,
            "pl" => Kind::Place,
            "tel" => Kind::Phone,
            other => panic!("{other}"),
        };
        let range = text.len()..text.len() + words.len();
        spans.push(Span { range, kind, confidence: 0.9, rule: "test" });
        text.push_str(words);
        rest = after;
    }
    text.push_str(rest);
    (text, spans)
}

#[test]
fn the_same_text_is_one_entity() {
    check(&["{p:Zdeňka}, {p:ZDENKA} {p:Zdenka's}"], &["person Zdeňka ×3 ZDENKA|Zdenka"]);
    check(
        &["{o:Norrvik\nBank} {o:the Norrvik Bank Ltd}"],
        &["organisation the Norrvik Bank Ltd ×2 Norrvik Bank"],
    );
    check(&["{p:Jordan} {p:Jordan} {pl:Jordan}"], &["person Jordan ×3"]);
    check(
        &["{tel:+46 70 174 06 12}", "{tel:070-1740612}"],
        &["phone +46 70 174 06 12 ×2 070-1740612"],
    );
}

#[test]
fn parts_of_a_name_belong_to_the_only_full_name() {
    check(&["{p:Ines Okafor} {p:Ines} {p:Okafor's}"], &["person Ines Okafor ×3 Ines|Okafor"]);
    check(
        &["{p:Tom Ash} {p:Tom Birk} {p:Tom} {p:Birk}"],
        &["person Tom ×1", "person Tom Ash ×1", "person Tom Birk ×2 Birk"],
    );
    check(
        &["{p:Tom Ash} {p:Tom}", "{p:Tom Birk} {p:Tom}", "{p:Tom}"],
        &["person Tom ×1", "person Tom Ash ×2 Tom", "person Tom Birk ×2 Tom"],
    );
    check(
        &["{p:Dr. Ash} {p:Tom Ash} {p:T. Ash} {p:Tom Q. Ash}"],
        &["person Tom Q. Ash ×4 Dr. Ash|T. Ash|Tom Ash"],
    );
    check(&["{p:Oluwaseun Hart} {p:Oluwasen}"], &["person Oluwaseun Hart ×2 Oluwasen"]);
}

#[test]
fn misspelt_names_are_one() {
    check(
        &["{pr:Fjordline} {pr:Fjordline} {pr:Fjordlyne} {pr:Fjord Line}"],
        &["product Fjordline ×4 Fjord Line|Fjordlyne"],
    );
    check(
        &["{p:Katherine} {p:Catherine} {p:Maria} {p:Mario}"],
        &["person Catherine ×2 Katherine", "person Maria ×1", "person Mario ×1"],
    );
    check(
        &["{p:Marina} {p:Marina} {p:Mariana} {p:Mariana}"],
        &["person Mariana ×2", "person Marina ×2"],
    );
    check(
        &["{p:Tomas Achterberg} {p:Thomas Achterberg}"],
        &["person Thomas Achterberg ×2 Tomas Achterberg"],
    );
}

#[test]
fn a_misheard_product_may_have_been_taken_for_a_person() {
    check(
        &["{pr:Fjordline} {pr:Fjordline} {p:Fjordlyne} {pl:Fjordlin}"],
        &["product Fjordline ×3 Fjordlyne", "place Fjordlin ×1"],
    );
}

#[test]
fn what_is_named_elsewhere_is_a_place_too() {
    let study = crate::review::tests::Study::of(&[
        "{{person:Ines Okafor}}, INES OKAFOR. {{person:Do}} {{age:38}}",
        "Do you? Ines\nOkafor do 38 {{team:Ines Okafor Fans}}",
    ]);
    let documents = study.documents();
    let mut entities = group(&documents);
    complete(&mut entities, &documents);
    let shown: Vec<String> = entities.iter().map(show).collect();
    assert_eq!(
        shown,
        [
            "person Do ×2",
            "person Ines Okafor ×3 INES OKAFOR",
            "team Ines Okafor Fans ×1",
            "age 38 ×1",
        ]
    );
}

#[test]
fn organisations_have_short_names_and_acronyms() {
    check(
        &["{o:Tamarack Mutual} {o:Tamarack} {o:TM}"],
        &["organisation Tamarack Mutual ×3 TM|Tamarack"],
    );
    check(
        &["{o:Emajõe Institute of Technology} {o:EIT} {o:Eel Institute of Tea}"],
        &[
            "organisation Eel Institute of Tea ×1",
            "organisation EIT ×1",
            "organisation Emajõe Institute of Technology ×1",
        ],
    );
    check(
        &["{t:Team Gizzard} {t:Gizzard} {t:Team}"],
        &["team Team ×1", "team Team Gizzard ×2 Gizzard"],
    );
    check(&["{pr:Kogge} {pr:Kogge NG}"], &["product Kogge ×1", "product Kogge NG ×1"]);
}

#[test]
fn what_is_nothing_is_left_out() {
    check(&["{p:[Person 1]} {pl: } {pl:\\<redacted>}"], &[]);
    let spans = [0..99, 1..2, 9..12].map(|range| Span {
        range,
        kind: Kind::Age,
        confidence: f64::NAN,
        rule: "test",
    });
    let document = Document { id: "d", text: "ä1", spans: spans.to_vec() };
    assert_eq!(group(&[document]), []);
}

#[test]
fn many_spans_take_little_time() {
    // Names that sound alike, share a given name, or differ in a letter: the worst there is.
    let mut text = String::new();
    let mut spans = Vec::new();
    let syllables = ["ba", "bo", "pa", "la", "lo", "ra", "ta", "to", "da", "mi"];
    for number in 0..4_000usize {
        let start = text.len();
        let kind = [Kind::Person, Kind::Product, Kind::Organisation][number % 3];
        text.push_str(if number % 2 == 0 { "Maria " } else { "" });
        let mut rest = number;
        for _ in 0..5 {
            text.push_str(syllables[rest % 10]);
            rest /= 10;
        }
        spans.push(Span { range: start..text.len(), kind, confidence: 0.5, rule: "test" });
        text.push('\n');
    }
    let begin = Instant::now();
    let entities = group(&[Document { id: "d", text: &text, spans }]);
    let taken = begin.elapsed();
    println!("{} entities in {taken:?}", entities.len());
    assert!(taken.as_secs() < 60, "{taken:?}");
}
