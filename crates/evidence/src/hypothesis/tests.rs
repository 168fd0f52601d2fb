//! Hypotheses as they stand in a plan, and as they are written wrongly.

use super::*;
use crate::samples::{coded, harbour};
use paap_text::yaml;
use proptest::prelude::*;

fn hypothesis(text: &str) -> (Hypothesis, Vec<Problem>) {
    read("waits", &yaml::load(text).expect("YAML"))
}

/// The example, read once.
fn survey() -> &'static paap_survey::Survey {
    static SURVEY: std::sync::OnceLock<paap_survey::Survey> = std::sync::OnceLock::new();
    SURVEY.get_or_init(harbour)
}

/// The code of each problem, its line and its message.
fn said(problems: &[Problem]) -> Vec<(&'static str, usize, &str)> {
    problems.iter().map(|own| (own.code, own.at.line, own.message.as_str())).collect()
}

#[test]
fn a_hypothesis_is_read() {
    let (own, problems) = hypothesis(
        "statement: >\n  People wait,\n  and know it.\ndate: 2026-01-15\npersonas: [builder]\n\
         test: share(q21 >= 5) >= 50 %\nin: team\nleast-base: 10\nfor: [waiting]\nagainst: [slow]\n",
    );
    assert_eq!(problems, []);
    assert_eq!(own.statement, "People wait, and know it.");
    let test = own.test.expect("a test");
    assert_eq!((test.bound, test.least_base), (Bound::Percent(50.0), 10));
    assert_eq!((test.source.as_deref(), test.figure.text()), (Some("team"), "share(q21 >= 5)"));
    assert_eq!((own.codes_against[0].text.as_str(), own.codes_against[0].at.line), ("slow", 10));
    let (own, problems) = hypothesis("statement: People wait.\ntest: mean(q21) < 3.5\n");
    assert_eq!((own.date.as_str(), problems), ("", vec![]));
    assert_eq!(own.test.map(|test| test.least_base), Some(LEAST_BASE));
}

#[test]
fn what_is_wrong_is_pointed_at() {
    let check = |test: &str, expected: &str| {
        let (own, problems) = hypothesis(&format!("statement: A\ntest: '{test}'\n"));
        assert_eq!(own.test, None, "{test}");
        assert_eq!((problems[0].code, problems[0].at.line), ("wrong-test", 2));
        assert_eq!(problems[0].message.lines().next(), Some(expected), "{test}");
    };
    check("share(q21 >= 5)", "A test compares its figure with a bound: >=, >, <= or <.");
    check("share(q21 >= 5) = 50%", "A test compares its figure with a bound: >=, >, <= or <.");
    check("share(q21 >= 5) >= half", "The bound is a number or per cent.");
    check("share(q21 >= 5) >= 0.5", "A share is held against per cent: 50%.");
    check("median(q21) >= 5%", "Only counts and shares of people are held against per cent.");
    check("share(q21 >= 5) >= 50% of q2", "Here the test should end.");
    check("shore(q21 >= 5) >= 50%", "There is no figure “shore”. Did you mean “share”?");
    let empty = "Whatever people say, this bound is always kept, or never.";
    for test in [
        "share(q21 >= 5) >= 0%",
        "share(q21 >= 5) > 100%",
        "share(q21 >= 5) <= 120%",
        "count(q21 >= 5) < 0",
        "nps(q7) >= -100",
    ] {
        check(test, empty);
    }
    let trifle = "One single person decides this bound, out of however many: it tells nothing of the others.";
    for test in [
        "count(q21 >= 5) >= 1",
        "count(q21 >= 5) > 0",
        "count(q21 >= 5) > 0%",
        "share(q21 >= 5) > 0%",
        "share(q21 >= 5) < 100%",
        "excerpts(code = a) >= 1",
    ] {
        check(test, trifle);
    }
    let nothing = "This is how many answered, whatever they said. Hold a figure of what they answered against a bound.";
    for test in ["share(q21 answered) >= 50%", "count(q21 answered and q2 answered) >= 40%"] {
        check(test, nothing);
    }
    for test in [
        "count(q21 >= 5) <= 0",
        "count(q21 >= 5) >= 2",
        "share(q21 >= 5) >= 100%",
        "share(q21 answered and q2 = \"Parcel Flow\") >= 50%",
    ] {
        assert!(hypothesis(&format!("statement: A\ntest: '{test}'\n")).0.test.is_some(), "{test}");
    }
    let (_, problems) = hypothesis("statement: A\nfor: [waiting]\nagainst: [slow, waiting]\n");
    let message = "The code “waiting” speaks for the hypothesis and against it.";
    assert_eq!(said(&problems), [("code-on-both-sides", 3, message)]);
    let (_, problems) = hypothesis("statement: A\n");
    assert_eq!(problems[0].code, "untested-hypothesis");
}

#[test]
fn what_the_data_does_not_have_is_named() {
    let (survey, coded) = (harbour(), coded(&[("a", "", "", &["waiting"])]));
    let surveys = [("team", Some(&survey)), ("leads", None)].into();
    let sources = Sources { surveys, coded: Some(&coded), ..Sources::default() };
    let check_of = |text: &str| {
        let (own, problems) = hypothesis(text);
        assert_eq!(problems, []);
        check(&own, &sources)
    };
    let of = |source: &str| format!("test: share(q91 = Yes) > 50%\nin: {source}\nfor: [waiting]\n");
    assert_eq!(check_of(&of("leads")), []);
    let problems = check_of(&of("team"));
    assert_eq!((problems[0].code, problems[0].at.line), ("wrong-test", 1));
    let marked = "  share(q91 = Yes)\n        ^^^";
    assert!(problems[0].message.ends_with(marked), "{}", problems[0].message);
    let problems = check_of("test: share(q21 >= 5) > 50%\n");
    assert!(problems[0].message.starts_with("The study has several surveys."));
    let problems = check_of("for: [waiting]\nagainst: [slow, waiting-review]\n");
    let both = "What is coded “waiting-review” is coded “waiting” too, as it is below it: it would speak for both sides.";
    assert_eq!(said(&problems), [("code-on-both-sides", 2, both)]);
    let problems = check_of("for: [waiting-reviw]\nagainst: [zzz]\n");
    let unknown = "There is no code “waiting-reviw” in the codebook.";
    assert_eq!(said(&problems)[0], ("unknown-code", 1, unknown));
    assert_eq!(problems[0].help.as_deref(), Some("Did you mean “waiting-review”?"));
    assert_eq!(problems[1].help.as_deref(), Some("Its excerpts would count for nothing."));
}

#[test]
fn a_bound_that_no_answer_can_miss_is_refused() {
    let survey = survey();
    let sources = Sources { surveys: [("team", Some(survey))].into(), ..Sources::default() };
    let check_of = |test: &str| {
        let (own, odd) = hypothesis(&format!("statement: A\ntest: {test}\n"));
        let all = odd.into_iter().chain(check(&own, &sources));
        all.map(|own| own.code).collect::<Vec<_>>()
    };
    for test in
        ["median(q21) >= 0", "mean(q21) > -1", "median(q21) < 0", "mean(q21 where q7 > 5) >= -3"]
    {
        assert_eq!(check_of(test), ["odd-bound", "wrong-test"], "{test}");
    }
    assert_eq!(check_of("median(q21) > 0"), [""; 0]);
    assert_eq!(check_of("median(q21) >= 2"), [""; 0]);
    assert_eq!(check_of("nps(q7) >= 0"), [""; 0]);
}

proptest! {
    #[test]
    fn no_test_is_too_wild(
        words in prop::collection::vec(
            prop_oneof![Just("share"), Just("("), Just(")"), Just("q21"), Just(">="), Just("50%"), Just("of"),
                Just("where"), Just("code"), Just("="), Just("'x"), Just("-1e999"), Just("median")],
            0..14,
        ),
        text in "\\PC{0,40}",
    ) {
        let survey = survey();
        let sources = Sources { surveys: [("team", Some(survey))].into(), ..Sources::default() };
        for text in [words.join(" "), format!("share(q21 >= 5) >= {text}"), text] {
            if let Ok(test) = Test::read(&text, None, 0, At::START) {
                drop(figure::compute(&test.figure, None, &sources).map_err(|why| why.to_string()));
            }
        }
    }
}
