//! Pseudonyms drawn, kept, and not to be guessed.

use super::*;

use crate::real_data;

use paap_analysis::random::Random;

fn nameless(kind: Kind, texts: &[&str]) -> Nameless {
    let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
    Nameless { kind, word: word(kind, ""), name: texts[0].clone(), texts }
}

fn people(count: usize) -> Vec<Nameless> {
    (0..count).map(|number| nameless(Kind::Person, &[&format!("Name{number}x")])).collect()
}

fn draw(nameless: &[Nameless], key: &Key, texts: &str, seed: u64) -> Vec<String> {
    let mut random = Random::new(seed);
    let mut taken = Taken::default();
    taken.text(texts);
    assign(nameless, key, &taken, &mut || random.bits())
}

fn key_of(nameless: &[Nameless], pseudonyms: &[String]) -> Key {
    let mut key = Key::default();
    key.learn(nameless.iter().zip(pseudonyms).map(|(one, pseudonym)| Entry {
        pseudonym: pseudonym.clone(),
        kind: one.kind,
        name: one.name.clone(),
        texts: one.texts.clone(),
        at_places: Vec::new(),
    }));
    key
}

#[test]
fn numbers_are_the_lowest_in_an_order_that_is_drawn() {
    let all = people(5);
    let drawn = draw(&all, &Key::default(), "", 1);
    let mut sorted = drawn.clone();
    sorted.sort();
    assert_eq!(sorted, ["[Person 1]", "[Person 2]", "[Person 3]", "[Person 4]", "[Person 5]"]);
    assert_eq!(drawn, draw(&all, &Key::default(), "", 1));
    // Every order is as likely: whether the first has number 1 is one in five.
    let first =
        (0..1000).filter(|s| draw(&all, &Key::default(), "", *s)[0] == "[Person 1]").count();
    assert!((150..250).contains(&first), "{first}");
}

#[test]
fn a_key_keeps_pseudonyms_and_new_ones_get_new_numbers() {
    let old = people(3);
    let first = draw(&old, &Key::default(), "", 7);
    let key = Key::read(&key_of(&old, &first).write()).unwrap();
    let mut all = people(5);
    all.reverse();
    let again = draw(&all, &key, "", 8);
    assert_eq!(again[2..].iter().rev().cloned().collect::<Vec<_>>(), first);
    assert_eq!(again[..2].iter().filter(|p| first.contains(p)).count(), 0);
}

#[test]
fn placeholders_in_the_texts_are_not_used_again() {
    let text = "[Person 1] and \\[PERSON 2\\] of <person_4>, [City 1]";
    let mut drawn = draw(&people(2), &Key::default(), text, 3);
    drawn.sort();
    assert_eq!(drawn, ["[Person 3]", "[Person 5]"]);
}

#[test]
fn an_entity_that_grew_or_split_keeps_its_pseudonym_once() {
    let old = [nameless(Kind::Person, &["Ines Okafor", "Ines"])];
    let key = key_of(&old, &["[Person 9]".to_owned()]);
    let new =
        [nameless(Kind::Person, &["Ines"]), nameless(Kind::Person, &["INES OKAFOR", "Ines O."])];
    assert_eq!(draw(&new, &key, "", 1), ["[Person 1]", "[Person 9]"]);
}

#[test]
fn every_pseudonym_is_a_placeholder() {
    let rules = ["", "city-list", "countries", "region"];
    let kinds = [
        Kind::Person,
        Kind::Organisation,
        Kind::Product,
        Kind::Team,
        Kind::Place,
        Kind::Address,
        Kind::Mail,
        Kind::Phone,
        Kind::Url,
        Kind::Host,
        Kind::Ip,
        Kind::Card,
        Kind::Iban,
        Kind::Id,
        Kind::Date,
        Kind::Age,
        Kind::Role,
        Kind::Headcount,
        Kind::Combination,
    ];
    for (kind, rule) in kinds.iter().flat_map(|kind| rules.map(|rule| (*kind, rule))) {
        let pseudonym = format!("[{} 12]", word(kind, rule));
        assert!(placeholder::is_placeholder(&pseudonym), "{pseudonym}");
        assert_eq!(placeholder::numbered(&pseudonym).unwrap().1, 12);
    }
}

#[test]
fn a_key_that_cannot_be_read_says_where() {
    let check = |text: &str, expected: KeyError| assert_eq!(Key::read(text), Err(expected));
    check("{\n", KeyError::Unreadable { line: 2, column: 0 });
    check("{\"format\": \"x\", \"entries\": []}", KeyError::Format);
    check("[]", KeyError::Unreadable { line: 1, column: 2 });
    let text = Key::read("[{\"name\": \"Ines\"}]").unwrap_err().to_string();
    assert!(!text.contains("Ines"), "{text}");
}

#[test]
fn a_stuck_source_of_bits_ends() {
    for stuck in [0, u64::MAX] {
        let drawn = assign(&people(50), &Key::default(), &Taken::default(), &mut || stuck);
        assert_eq!(drawn.iter().collect::<HashSet<_>>().len(), 50);
    }
}

#[test]
fn the_placeholders_of_real_transcripts_are_told_from_explanations() {
    let Some(folder) = real_data::folder() else { return };
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for file in std::fs::read_dir(folder.join("paap/transcripts")).unwrap() {
        let name = format!("paap/transcripts/{}", file.unwrap().file_name().display());
        let text = String::from_utf8_lossy(&real_data::bytes(&name).unwrap()).into_owned();
        for range in placeholder::find(&text) {
            *counts.entry(text[range].to_owned()).or_default() += 1;
        }
    }
    let found: Vec<String> = counts.iter().map(|(text, count)| format!("{text} {count}")).collect();
    let expected = [
        "<redacted> 2",
        "<toolname> 1",
        "[City] 4",
        "[Country] 1",
        "[Service Provider] 1",
        "[Tool Name] 1",
    ];
    assert_eq!(found, expected);
}
