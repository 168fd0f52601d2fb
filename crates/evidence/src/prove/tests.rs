//! Whole insights: what stands how, what is signed, whose evidence it is.

use super::*;
use crate::insight::read;
use crate::lock::Attested;
use crate::samples::{coded, harbour};
use crate::{Sources, figure::Sort};
use paap_interview::Document;
use paap_text::Weight;

const BUILDER: &str = "---\nid: one\npersona: builder\nspeakers:\n  - name: B\n    role: interviewee\n---\n\n**B** (t1)\n\nWe wait for two weeks. Then we ask again.\n";

/// The codes of an insight, with their lines, and how it stands.
fn check(text: &str, lock: &Lock) -> (Vec<(&'static str, usize)>, Standing) {
    let (problems, standing) = weighed(text, lock);
    (problems.iter().map(|own| (own.code, own.at.line)).collect(), standing)
}

fn weighed(text: &str, lock: &Lock) -> (Vec<Problem>, Standing) {
    let survey = harbour();
    let document = Document::read(BUILDER);
    let coded = coded(&[("a", "builder", "", &["waiting"]), ("b", "leader", "", &["slow"])]);
    let mut sources = Sources { coded: Some(&coded), ..Sources::default() };
    sources.documents.insert("one", &document);
    sources.surveys.insert("team", Some(&survey));
    sources.surveys.insert("panel", Some(&survey));
    let consumers = ["consumer".to_owned()];
    sources.asked.insert("panel", &consumers);
    let nobody =
        Document::read(&BUILDER.replace("persona: builder\n", "").replace("id: one", "id: two"));
    sources.documents.insert("two", &nobody);
    sources.surveys.insert("away", None);
    let version = document.version().0[..12].to_owned();
    let (insight, mut problems) = read("a", &text.replace("VERSION", &version));
    let library = Library::of(&sources);
    let proved =
        super::insight(&insight, &Against { library: &library, lock, today: "2026-11-26" });
    problems.extend(proved.problems);
    (problems, proved.standing)
}

const QUOTE: &str =
    "> We wait for two weeks.\n>\n> — B in [one, t1](../transcripts/one.md), version VERSION\n";

fn page(front: &str, claim: &str, evidence: &str) -> String {
    format!("---\n{front}\n---\n# {claim}\n\n## For\n\n{evidence}")
}

#[test]
fn where_a_figure_is_missing_the_claim_is_not_called_wrong() {
    let said = |claim: &str, figure: &str, code: &str| {
        let (found, _) = weighed(&page("status: draft", claim, figure), &Lock::default());
        let own = found.into_iter().find(|own| own.code == code);
        own.map(|own| own.message).unwrap_or_default()
    };
    let away = "- **14 of 22** a: `count(q1 = Yes)` in `away`\n";
    let told = "Whether that is so cannot be told: a figure of it could not be computed.";
    let most = said("Most teams wait", away, "claim-quantifier");
    assert_eq!(most, format!("The claim says “Most”. {told}"));
    let number = said("14 of 22 wait", away, "claim-number");
    assert_eq!(number, format!("The claim says “14 of 22”. {told}"));
    let there = "- **6 of 124** a: `count(q5 = \"Docs portal\")` in `team`\n";
    let wrong = said("Most teams do not wait for anybody", there, "claim-quantifier");
    assert!(!wrong.contains("cannot be told"), "{wrong}");
    let few = said("Nobody waits", there, "claim-quantifier");
    assert!(few.contains("no figure gives none"), "{few}");
}

#[test]
fn figures_are_computed_attested_or_stale() {
    let lock = Lock::of([Attested {
        source: "away".to_owned(),
        expression: "count(q1 = Yes)".to_owned(),
        value: Value { sort: Sort::Count, count: 14, base: 22, number: None },
        salt: "0a".repeat(16),
        data: "1b".repeat(32),
        date: "2026-11-20".to_owned(),
    }]);
    let check = |claim: &str, figure: &str, codes: &[&str], standing: [usize; 4]| {
        let (found, own) = check(&page("status: draft", claim, figure), &lock);
        let found: Vec<_> = found.into_iter().map(|(code, _)| code).collect();
        assert_eq!(found, codes, "{figure}");
        assert_eq!([own.verified, own.attested, own.stale, own.unverified], standing, "{figure}");
    };
    check(
        "70 of 124",
        "- **70 of 124** a: `count(q5 = \"Docs portal\")` in `team`\n",
        &[],
        [1, 0, 0, 0],
    );
    check(
        "A",
        "- **71 of 124** a: `count(q5 = \"Docs portal\")` in `team`\n",
        &["stale"],
        [0, 0, 1, 0],
    );
    check(
        "71 of 124",
        "- **71 of 124** a: `count(q5 = \"Docs portal\")` in `team`\n",
        &["claim-number", "stale"],
        [0, 0, 1, 0],
    );
    check("14 of 22", "- **14 of 22** a: `count(q1 = Yes)` in `away`\n", &[], [0, 1, 0, 0]);
    check("A", "- **15 of 22** a: `count(q1 = Yes)` in `away`\n", &["stale"], [0, 0, 1, 0]);
    check("A", "- **14 of 22** a: `count(q1 = No)` in `away`\n", &["not-attested"], [0, 0, 0, 1]);
    check("A", "- **14 of 22** a: `count(q1 =)` in `away`\n", &["figure-wrong"], [0, 0, 0, 1]);
    check("A", "- **14 of 22** a: `count(q1 = No)`\n", &["figure-wrong"], [0, 0, 0, 1]);
    check(
        "One of two",
        "- **1 of 2** a: `count(code = waiting)` in `interviews`\n",
        &[],
        [1, 0, 0, 0],
    );
    check(
        "A",
        "- **1 of 2** a: `count(code = waiting)` in `interviews`\n- **1 of 2** b: `count(code = waiting)` in `interviews`\n",
        &["evidence-twice"],
        [1, 0, 0, 0],
    );
}

#[test]
fn what_overlaps_counts_once_and_meanings_hold() {
    let codes = |evidence: &str| {
        let (codes, standing) = check(&page("", "A", evidence), &Lock::default());
        (codes.into_iter().map(|(code, _)| code).collect::<Vec<_>>(), standing.verified)
    };
    let whole = QUOTE.replace("weeks.", "weeks. Then we ask again.");
    assert_eq!(codes(&format!("{whole}\n{QUOTE}")), (vec!["evidence-twice"], 1));
    let figure = |meaning: &str, expression: &str| {
        format!("- **70 of 124** {meaning}: `{expression}` in `team`\n")
    };
    let (plain, spaced) = ("count(q5 = \"Docs portal\")", "count( q5=\"Docs portal\" )");
    let both = figure("a", plain) + &figure("b", spaced);
    assert_eq!(codes(&both), (vec!["evidence-twice"], 1));
    assert_eq!(codes(&figure("a, **99 of 100** b", plain)), (vec!["words-number"], 1));
    assert_eq!(codes(&figure("a, and 4 in 5 b", plain)), (vec!["words-number"], 1));
    let waited = "- **41 of 121** waited five days or more: `count(q21 >= 5)` in `team`\n";
    assert!(!codes(waited).0.contains(&"words-number"));
}

#[test]
fn evidence_is_of_those_whom_the_claim_names() {
    let codes = |personas: &str, evidence: &str| {
        let front = format!("personas: [{personas}]");
        let (codes, _) = check(&page(&front, "A", evidence), &Lock::default());
        codes.into_iter().map(|(code, _)| code).collect::<Vec<_>>()
    };
    let survey = format!("{QUOTE}\n- **70 of 124** a: `count(q5 = \"Docs portal\")` in `team`\n");
    let leaders = format!(
        "{QUOTE}\n- **0 of 1** a: `count(code = waiting of persona = leader)` in `interviews`\n"
    );
    assert_eq!(codes("builder", QUOTE), [""; 0]);
    assert_eq!(codes("leader", QUOTE), ["persona"]);
    assert_eq!(codes("builder, leader", QUOTE), ["persona"]);
    assert_eq!(codes("builder, leader", &survey), ["persona-unshown"]);
    assert_eq!(codes("leader", &survey), ["persona"]);
    assert_eq!(codes("builder, leader", &leaders), [""; 0]);
    // Whose answers these are, neither the expression nor the plan says.
    let figure = "- **70 of 124** a: `count(q5 = \"Docs portal\")` in `team`\n";
    assert_eq!(codes("consumer", figure), ["persona"]);
    assert_eq!(codes("consumer", &figure.replace("team", "panel")), [""; 0]);
    assert_eq!(codes("consumer, leader", &figure.replace("team", "panel")), ["persona"]);
    let filtered = |filter: &str| {
        let piece = format!(
            "- **16 of 29** a: `count(q21 >= 5 of q2 {filter} \"Parcel Flow\")` in `team`\n"
        );
        codes(
            "parcel-flow",
            &piece.replace("16 of 29", if filter == "=" { "16 of 29" } else { "32 of 92" }),
        )
    };
    assert_eq!(filtered("="), [""; 0]);
    assert_eq!(filtered("!="), ["persona"]);
    // An interview of nobody knows whom.
    assert_eq!(codes("builder", &QUOTE.replace("one", "two")), ["persona"]);
}

#[test]
fn what_is_quoted_in_passing_is_quoted_as_evidence_too() {
    let codes = |claim: &str, words: &str| {
        let text = format!("# {claim}\n\n{words}\n\n## For\n\n{QUOTE}");
        check(&text, &Lock::default()).0
    };
    assert_eq!(codes("“We wait for two weeks”, say builders", ""), []);
    assert_eq!(
        codes("\"We wait for three weeks\", say builders", ""),
        [("claim-number", 1), ("claim-quotation", 1)]
    );
    assert_eq!(codes("“We never wait for it”, say builders", ""), [("claim-quotation", 1)]);
    assert_eq!(
        codes("They “wait”", "One said “we wait for it without end”."),
        [("words-quotation", 3)]
    );
    assert_eq!(
        codes("They “wait”", "One said “we wait for two weeks”."),
        [("words-number", 3)][..0]
    );
}

#[test]
fn a_sign_off_lapses_with_what_it_signs() {
    let text = page("status: published", "Builders wait", QUOTE);
    let digest =
        |text: &str| sign_off::digest(&read("a", &text.replace("VERSION", "111111111111")).0);
    let of = digest(&text);
    for (from, to) in [
        ("two weeks.", "two weeks"),
        ("Builders", "Leaders"),
        ("— B", "— C"),
        ("t1", "t2"),
        ("one", "two"),
        ("## For", "## Against"),
        ("status: published", "personas: [builder]"),
        ("status: published", "hypothesis: a"),
        (QUOTE, ""),
    ] {
        assert_ne!(digest(&text.replace(from, to)), of, "{from}");
    }
    for (from, to) in [
        ("VERSION", "0123456789ab"),
        ("for two", "for\n> two"),
        ("published", "draft"),
        ("\n\n## For", "\n\nWords that explain.\n\n## For"),
        ("version VERSION", "version 00000000000000000000"),
    ] {
        let text = text.replace("VERSION", "111111111111").replace(from, to);
        assert_eq!(
            digest(&text),
            digest(
                &page("status: published", "Builders wait", QUOTE)
                    .replace("VERSION", "111111111111")
            ),
            "{from}"
        );
    }
    let document = Document::read(BUILDER);
    let text = text.replace("VERSION", &document.version().0[..12]);
    let of = digest(&text);
    let signed = |reviewer: &str, date: &str, of: &str| {
        let sign_off = format!(
            "status: published\nsign-off:\n  - reviewer: {reviewer}\n    date: {date}\n    of: \"{of}\""
        );
        check(&text.replace("status: published", &sign_off), &Lock::default()).0
    };
    assert_eq!(signed("lead", "2026-11-26", &of[..12]), []);
    assert_eq!(
        signed("lead", "2026-11-27", &of[..12]),
        [("sign-off-future", 4), ("no-sign-off", 8)]
    );
    assert_eq!(
        signed("lead", "2026-11-26", "0123456789ab"),
        [("sign-off-lapsed", 4), ("no-sign-off", 8)]
    );
    assert_eq!(
        signed("lead", "2026-11-26", &of[..8]),
        [("sign-off-of", 6), ("sign-off-lapsed", 4), ("no-sign-off", 8)]
    );
    assert_eq!(signed("\"\"", "2026-11-26", &of[..12])[0], ("wrong-value", 4));
}

#[test]
fn repairs_do_not_overlap_and_make_it_right() {
    let text = page(
        "status: draft",
        "A",
        &QUOTE.replace("VERSION", "0123456789ab").replace("We wait", "we wait,"),
    );
    let document = Document::read(BUILDER);
    let mut sources = Sources::default();
    sources.documents.insert("one", &document);
    let library = Library::of(&sources);
    let against = Against { library: &library, lock: &Lock::default(), today: "2026-11-26" };
    let proved = super::insight(&read("a", &text).0, &against);
    let mut better = text;
    for (range, words) in proved.repairs.into_iter().rev() {
        better.replace_range(range, &words);
    }
    assert_eq!(
        better,
        page("status: draft", "A", &QUOTE.replace("VERSION", &document.version().0[..12]))
    );
    let proved = super::insight(&read("a", &better).0, &against);
    assert!(
        proved.problems.iter().all(|own| own.weight == Weight::Warning),
        "{:?}",
        proved.problems
    );
    assert_eq!(proved.standing.verified, 1);
}
