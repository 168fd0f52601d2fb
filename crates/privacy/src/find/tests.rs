//! What is found, and what is left alone: sentences written for these tests.

use super::*;
use proptest::prelude::*;

mod real;

/// The spans of a text, as `kind:what stands there`.
fn found(text: &str) -> Vec<String> {
    let spans = Finder::default().find(text);
    spans.iter().map(|span| format!("{:?}:{}", span.kind, &text[span.range.clone()])).collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(found(text), expected, "{text}");
}

#[track_caller]
fn nothing(text: &str) {
    check(text, &[]);
}

#[test]
fn people() {
    check("I talked to Marijke about it.", &["Person:Marijke"]);
    check("My manager, Wojciech Zielony, said no.", &["Person:Wojciech Zielony"]);
    check("Ask ms. Oduya, she knows.", &["Person:Oduya"]);
    check("That was Jean-Luc's idea.", &["Person:Jean-Luc"]);
    check("Anneke van der Berg left.", &["Person:Anneke van der Berg"]);
    check("Will said no. Mark is away.", &["Person:Will", "Person:Mark"]);
    check("We had Aoife, Pim and Rosa there.", &["Person:Aoife", "Person:Pim", "Person:Rosa"]);
}

#[test]
fn words_that_are_names_too() {
    nothing("Will that work? May I ask? Mark my words, there is hope and grace.");
    nothing("Capitalised words such as Wisdom are no names.");
    nothing("We will bill them in the summer.");
}

#[test]
fn people_without_capitals() {
    check("my name is nadia rahimi and i build pipelines", &["Person:nadia rahimi"]);
    check("i think svetlana wrote that", &["Person:svetlana"]);
    nothing("yeah so we use jenkins and ansible and it kind of works");
    nothing("call me back when you have a minute");
}

#[test]
fn organisations_teams_and_products() {
    check("I work for Rapid Harbour Solutions.", &["Organisation:Rapid Harbour Solutions"]);
    check(
        "We bought it from Oberland Maschinenbau GmbH.",
        &["Organisation:Oberland Maschinenbau GmbH"],
    );
    check("She was at Microsoft before.", &["Organisation:Microsoft"]);
    check("The portal is called Lighthouse.", &["Product:Lighthouse"]);
    check("People on the Falcon team complain.", &["Team:Falcon"]);
    nothing("We use Kubernetes, Terraform and Jenkins. Backstage is fine.");
}

#[test]
fn places_and_addresses() {
    check("I grew up in Leeds.", &["Place:Leeds"]);
    check("Most of them are Slovenian.", &["Place:Slovenian"]);
    check("we flew from new zealand to peru", &["Place:new zealand", "Place:peru"]);
    check(
        "Our office is at 12 Rue du Moulin, 75002 Paris.",
        &["Address:12 Rue du Moulin, 75002 Paris"],
    );
    check("She lives at Nassaustraat 12.", &["Address:Nassaustraat 12"]);
    check(
        "Send it to:\n4 Mill Lane\nSuite 210\nAmberfield, CA 90001\n",
        &["Address:4 Mill Lane\nSuite 210\nAmberfield, CA 90001"],
    );
    check("ZIP: 89073", &["Address:89073"]);
}

#[test]
fn patterns() {
    check(
        "Mail ada@example.org or ring +31 6 1234 5678.",
        &["Mail:ada@example.org", "Phone:+31 6 1234 5678"],
    );
    check("See https://example.org/a?b=1.", &["Url:https://example.org/a?b=1"]);
    check("It runs on db-prod-eu-07 behind 10.1.2.3.", &["Host:db-prod-eu-07", "Ip:10.1.2.3"]);
    check("The host is build.corp.internal.", &["Host:build.corp.internal"]);
    check("Card 4111 1111 1111 1111 expired.", &["Card:4111 1111 1111 1111"]);
    check("Pay to GB82 WEST 1234 5698 7654 32 today.", &["Iban:GB82 WEST 1234 5698 7654 32"]);
    check("My passport is 191280342.", &["Id:191280342"]);
    check("His number: 531-21-7351", &["Id:531-21-7351"]);
    check("the MAC was 00:1b:44:11:3a:b7 then", &["Ip:00:1b:44:11:3a:b7"]);
    nothing("Version 1.2.3 of node.js costs 1 000 000 in eu-west-1.");
}

#[test]
fn dates_and_ages() {
    check("The outage was on 14 November 2023.", &["Date:14 November 2023"]);
    check("Since 2012 it exists.", &["Date:2012"]);
    check("She was born on 12/27/1986.", &["Date:12/27/1986"]);
    check("He is a 50 year old man.", &["Age:50"]);
    nothing("We may march on with 2000 lines in two years.");
}

#[test]
fn indirect_identifiers() {
    check("We are 340 people.", &["Headcount:340 people"]);
    check("There are twelve hundred engineers.", &["Headcount:twelve hundred engineers"]);
    check("I'm the only SRE at the company.", &["Role:the only SRE at the company"]);
    check("Talk to the head of platform engineering.", &["Role:head of platform engineering"]);
    check(
        "We run Nomad, Consul, Jenkins and Splunk.",
        &["Combination:Nomad, Consul, Jenkins and Splunk"],
    );
    let plain = Finder::new(Options { indirect: false, ..Options::default() });
    assert_eq!(plain.find("We are 340 people."), []);
}

#[test]
fn placeholders_are_none_and_glosses_are() {
    nothing("In [City] we asked <redacted> and [Tool Name] and [Service Provider 2].");
    check("They chat on [Quillo].", &["Product:Quillo"]);
}

#[test]
fn other_spellings_are_found() {
    let text = "We consulted Quovalt a lot. Then quovald failed, and kovalt too, and the quovalts. A quota is fine.";
    let spans = Finder::default().find(text);
    let found: Vec<_> = spans.iter().map(|span| &text[span.range.clone()]).collect();
    assert_eq!(found, ["Quovalt", "quovald", "kovalt", "quovalts"]);
}

#[test]
fn known_names_are_found_in_all_texts() {
    let finder = Finder::default().with_known([("Grafton Hale", Kind::Person)]);
    let spans = finder.find_all(&["I saw graften there.", "Nothing here."]);
    assert_eq!((spans[0].len(), spans[1].len()), (1, 0));
    let texts = ["We met Tharwick yesterday.", "and tharwick said so"];
    let spans = Finder::default().find_all(&texts);
    assert_eq!(spans.iter().map(Vec::len).collect::<Vec<_>>(), [1, 1]);
}

#[test]
fn a_word_written_as_a_name_is_one() {
    let text = "We use the Compass a lot, and people like the Compass. Compass is old.";
    let spans = Finder::default().find(text);
    assert_eq!(spans.len(), 3, "{spans:?}");
}

#[test]
fn how_many_threads_makes_no_difference() {
    let texts: Vec<String> =
        (0..40).map(|i| format!("Text {i}: we met Tharwick and Marijke in Leeds.")).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let one = Finder::default().find_all(&texts);
    assert_eq!(Finder::default().find_all_by(&texts, 4), one);
    assert_eq!(one.len(), 40);
}

#[test]
fn places_in_code_points() {
    let text = "é ☃ Marijke left. 😀 Marijke";
    let spans = Finder::default().find(text);
    assert_eq!(in_code_points(text, &spans), [4..11, 20..27]);
}

/// Texts that would take long where time is not linear.
#[test]
fn hostile_texts_take_little_time() {
    let began = std::time::Instant::now();
    for piece in [
        "a", "A", "1", "1 ", "@", "a@", "A ", "A-", "a.b.", "<", "[A ", "+1-", "Ab, ", "1\n", ":",
        "é", "Xq. ", "1 Ab ", "a-1-",
    ] {
        let text = piece.repeat(60_000 / piece.len());
        Finder::default().find(&text);
    }
    assert!(began.elapsed().as_secs() < 60, "{:?}", began.elapsed());
}

#[test]
fn parts_of_a_large_text_are_read_alike() {
    let text = "Nothing to see in this line of words.\n".repeat(4_000) + "I talked to Marijke.";
    let spans = Finder::default().find(&text);
    assert_eq!(spans.len(), 1);
    assert_eq!(&text[spans[0].range.clone()], "Marijke");
}

/// Pieces that rules look for, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("Anna ".to_owned()),
        Just("12 Mill Street, ".to_owned()),
        Just("the only ".to_owned()),
        Just("’s".to_owned()),
        Just("\n\n".to_owned()),
        Just("<redacted> ".to_owned()),
        Just("+49 30 123456 ".to_owned()),
        Just("a@b.io".to_owned()),
        Just("http://".to_owned()),
        Just("GB82 WEST".to_owned()),
        Just("2020-01-02T03:04".to_owned()),
        Just("Dr. ".to_owned()),
        "[A-Za-z0-9 .,:@'’ßéЖ中<>\\[\\]{}()+/-]{0,12}",
        ".{0,6}",
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn spans_are_in_order_and_in_the_text(text in pieces()) {
        let spans = Finder::default().find(&text);
        let mut last = 0;
        for span in &spans {
            prop_assert!(span.range.start >= last && span.range.start < span.range.end);
            prop_assert!(text.get(span.range.clone()).is_some());
            prop_assert!((0.5..=1.0).contains(&span.confidence));
            last = span.range.end;
        }
        prop_assert_eq!(in_code_points(&text, &spans).len(), spans.len());
    }
}
