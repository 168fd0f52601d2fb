use super::*;
use jiff::civil::date;
use proptest::prelude::*;
use quick_xml::events::Event;

const FEED: Feed<'_> = Feed {
    title: "Harbour: articles",
    workspace: "Harbour",
    address: Some("https://research.example/site/"),
    path: "articles/feed.xml",
    page: "articles/index.html",
    author: "The Harbour community",
    language: Some("en"),
    licence: Some("CC-BY-4.0"),
    since: date(2026, 1, 1),
    entries: Vec::new(),
};

const ENTRY: Entry<'_> = Entry {
    title: "Paved roads, walked",
    path: "articles/paved-roads.html",
    published: date(2026, 3, 4),
    updated: None,
    authors: &[],
    topics: &[],
    summary: None,
    content: None,
    language: None,
};

#[test]
fn a_feed_of_two_articles() {
    let authors = ["A platform lead".to_owned(), "Wren & Robin".to_owned()];
    let topics = ["adoption".to_owned()];
    let old = Entry {
        authors: &authors,
        topics: &topics,
        summary: Some("Two teams < one road."),
        ..ENTRY
    };
    let new = Entry {
        title: "Wege",
        path: "articles/wege.html",
        updated: Some(date(2026, 5, 6)),
        content: Some("<p>A <a href=\"b.html\">road</a> &amp; more.</p>"),
        language: Some("de"),
        ..ENTRY
    };
    insta::assert_snapshot!(write(&Feed { entries: vec![old, new], ..FEED }));
}

#[test]
fn without_an_address_ids_are_uuids_and_links_are_relative() {
    let feed = write(&Feed { address: None, entries: vec![ENTRY], ..FEED });
    assert!(!feed.contains("rel=\"self\""));
    assert!(feed.contains("href=\"../articles/paved-roads.html\""), "{feed}");
    assert_eq!(feed.matches("<id>urn:uuid:").count(), 2);
    let again =
        write(&Feed { address: None, entries: vec![Entry { title: "New", ..ENTRY }], ..FEED });
    let ids = |feed: &str| {
        feed.lines().filter(|l| l.starts_with("<id>")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(ids(&feed), ids(&again));
}

#[test]
fn its_time_is_that_of_its_newest_entry() {
    assert!(write(&FEED).contains("<updated>2026-01-01T00:00:00Z</updated>"));
    let feed = write(&Feed { entries: vec![ENTRY], ..FEED });
    assert_eq!(feed.matches("<updated>2026-03-04T00:00:00Z</updated>").count(), 2);
}

proptest! {
    #[test]
    fn hostile_texts_stay_texts(title in any::<String>(), content in any::<String>()) {
        let authors = [title.clone()];
        let entry = Entry { title: &title, content: Some(&content), summary: Some(&content), authors: &authors, topics: &authors, ..ENTRY };
        let feed = write(&Feed { title: &title, author: &content, licence: Some(&title), entries: vec![entry], ..FEED });
        let mut reader = quick_xml::Reader::from_str(&feed);
        let mut elements = 0;
        loop {
            match reader.read_event().unwrap() {
                Event::Eof => break,
                Event::Start(_) | Event::Empty(_) => elements += 1,
                Event::Comment(_) | Event::PI(_) | Event::DocType(_) | Event::CData(_) => prop_assert!(false),
                _ => {}
            }
        }
        prop_assert_eq!(elements, 20);
        let bad = |c: char| c.is_control() && !matches!(c, '\n' | '\t' | '\r');
        prop_assert!(!feed.chars().any(bad));
    }
}
