use super::*;
use paap_text::{Problem, Weight};
use proptest::prelude::*;

fn said(problems: &[Problem]) -> Vec<(&'static str, usize)> {
    problems.iter().map(|problem| (problem.code, problem.at.line)).collect()
}

#[test]
fn an_article_as_it_is_meant() {
    let text = "---\ntitle: Paved roads, walked\ndate: 2026-03-04\nauthors: [A platform lead, Wren]\n\
        summary: >\n  Two teams\n  and a road.\nlanguage: en\ntopics: [adoption]\nstatus: published\n\
        affiliation: Both work for Harbour.\ncross-posted-at: [https://blog.example/roads]\n---\n\nWords.\n";
    let (article, problems) = Article::read("paved-roads", text);
    assert_eq!(problems, []);
    assert_eq!(article.authors, ["A platform lead", "Wren"]);
    assert_eq!(article.date.map(|date| date.to_string()).as_deref(), Some("2026-03-04"));
    assert_eq!(article.status, Status::Published);
    assert_eq!((article.body.text.as_str(), article.body.line), ("\nWords.\n", 14));
}

#[test]
fn what_is_wrong_is_named_and_left_out() {
    let text = "---\ntitle: A\ndate: 2026-02-30\nstatus: published\nauthors: [Wren]\nlanguage: de_DE\n\
        cross-posted-at:\n  - javascript:alert(1)\n  - https://b.example\n---\n";
    let (article, problems) = Article::read("Paved Roads", text);
    assert_eq!(
        said(&problems),
        [
            ("wrong-value", 3),
            ("wrong-value", 8),
            ("wrong-name", 1),
            ("wrong-language", 6),
            ("no-affiliation", 5),
        ]
    );
    assert_eq!((article.date, article.language), (None, None));
    assert_eq!(article.cross_posted_at, ["https://b.example"]);
    let (_, problems) = Article::read("a", "---\ntitle: A\nstatus: published\n---\n");
    assert_eq!(said(&problems), [("missing-date", 3)]);
    let (article, problems) = Article::read("a", "Words alone.\n");
    assert_eq!(said(&problems), [("missing-key", 1)]);
    assert_eq!((article.title.as_str(), article.body.text.as_str()), ("a", "Words alone.\n"));
}

#[test]
fn a_title_keeps_no_hidden_characters() {
    let (talk, problems) =
        Talk::read("a", "---\ntitle: \"A\\u202eb\\e[31mc\\rd\"\ndate: 2026-01-01\n---\n");
    assert_eq!(talk.title, "Ab [31mc d");
    assert_eq!(said(&problems), [("hidden-characters", 2)]);
    assert_eq!(problems[0].weight, Weight::Warning);
}

#[test]
fn a_topic_is_of_a_month() {
    let text = "---\ntitle: Golden paths\nlinks:\n  - title: One\n    address: https://a.example\n    note: Short.\n  - title: Two\n    address: /etc/passwd\n---\n";
    let (topic, problems) = Topic::read("2026-11", text);
    assert_eq!(said(&problems), [("wrong-value", 8)]);
    assert_eq!(topic.links.len(), 1);
    assert_eq!(topic.month.map(|month| month.to_string()).as_deref(), Some("2026-11-01"));
    assert_eq!(said(&Topic::read("2026-13", "---\ntitle: A\n---\n").1), [("wrong-name", 1)]);
}

#[test]
fn an_initiative_says_to_everybody_how_to_join() {
    let personas = ["builder", "leader", "consumer"];
    let read = |join: &str| {
        Initiative::read("a", &format!("---\ntitle: A\naim: B\n{join}---\n"), &personas)
    };
    let (initiative, problems) = read("join:\n  builder: Come to the calls.\n  everyone: Write.\n");
    assert_eq!(problems, []);
    assert_eq!(initiative.join_as("builder"), Some("Come to the calls."));
    assert_eq!(initiative.join_as("leader"), Some("Write."));
    let (_, problems) = read("join:\n  builder: Come.\n  owner: Pay.\n");
    assert_eq!(said(&problems), [("unknown-persona", 6), ("no-way-to-join", 5)]);
    assert_eq!(problems[1].message, "Nothing says how to join as leader, consumer.");
    assert_eq!(said(&read("status: done\n").1), []);
}

/// Everything that reads a file of this room, for texts that mean harm.
pub(crate) fn read_all(slug: &str, text: &str) -> Vec<Problem> {
    let (series, mut problems) = crate::meeting::Series::read(slug, text);
    problems.extend(Article::read(slug, text).1);
    problems.extend(Talk::read(slug, text).1);
    problems.extend(Topic::read(slug, text).1);
    problems.extend(Initiative::read(slug, text, &["builder"]).1);
    problems.extend(super::Page::read(slug, text).1);
    problems.extend(crate::meeting::Meeting::read(slug, text, Some(&series)).1);
    problems.extend(crate::translation::Translation::read(slug, "de", text).1);
    problems
}

proptest! {
    #[test]
    fn no_text_is_too_odd(slug in ".{0,20}", text in any::<String>(), key in "(title|date|links|join|start|zone|moved|repeats|status)", value in any::<String>()) {
        read_all(&slug, &text);
        read_all(&slug, &format!("---\n{key}: {value}\n---\n{text}"));
        read_all(&slug, &format!("{key}: {value}\n{text}"));
    }
}
