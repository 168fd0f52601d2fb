//! Figures as authors write them, rightly and wrongly.

use super::*;
use crate::Sources;
use crate::samples::{coded, harbour};
use paap_analysis::People;
use paap_survey::Survey;
use proptest::prelude::*;

const DOCUMENTATION: &str = include_str!("../../../../docs/figures.md");

fn sources(survey: &Survey) -> Sources<'_> {
    Sources { surveys: [("team", Some(survey))].into(), ..Sources::default() }
}

fn computed(text: &str, sources: &Sources<'_>) -> Result<Computed, String> {
    let expression = read(text).map_err(|why| why.to_string())?;
    compute(&expression, None, sources).map_err(|why| why.to_string())
}

#[test]
fn the_examples_of_the_documentation_are_true() {
    let survey = harbour();
    let (_, examples) = DOCUMENTATION.split_once("## Examples").expect("examples");
    let rows = examples.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` | "));
    let rows: Vec<_> =
        rows.map(|(text, value)| (text, value.trim_end_matches([' ', '|']))).collect();
    assert!(rows.len() > 10);
    for (text, value) in rows {
        let is = computed(text, &sources(&survey)).unwrap_or_else(|why| panic!("{why}"));
        assert_eq!(is.value.written(), value, "{text}");
        assert_eq!(agrees(value, &is.value), Ok(()));
        let (people, among) = is.sets();
        assert!(people.is_subset(among));
        assert_eq!((people.count(), among.count()), (is.value.count, is.value.base), "{text}");
    }
}

#[test]
fn interviews_are_counted_by_codes_and_front_matter() {
    // Of five people one is not coded, and of one the persona is not known.
    let coded = coded(&[
        ("a", "builder", "org-1", &["waiting", "waiting-review"]),
        ("b", "builder", "org-1", &["slow"]),
        ("c", "leader", "org-2", &["waiting-review"]),
        ("d", "", "org-2", &["waiting", "waiting"]),
        ("e", "builder", "org-3", &[]),
    ]);
    let sources = Sources { coded: Some(&coded), ..Sources::default() };
    for (text, value) in [
        ("count(code = waiting)", "3 of 4"),
        ("count(code = waiting-review)", "2 of 4"),
        ("count(code = waiting and not code = waiting-review)", "1 of 4"),
        ("share(code = waiting of persona = Builder)", "50% (1 of 2)"),
        ("count(code = waiting of not code = slow)", "3 of 3"),
        ("count(persona = builder)", "2 of 3"),
        ("count(organisation in (org-1, org-2))", "4 of 4"),
        // What overlaps is one: each speaks one sentence, and `waiting` holds what is below it.
        ("excerpts(code = waiting)", "3"),
        ("excerpts(code = waiting or code = slow)", "4"),
        ("excerpts(code in (waiting, slow) of persona = builder)", "2"),
    ] {
        let is = computed(text, &sources).unwrap_or_else(|why| panic!("{why}"));
        assert_eq!(is.value.written(), value, "{text}");
        let (people, among) = is.sets();
        assert!(people.is_subset(among) && among.count() == is.value.base, "{text}");
    }
}

#[track_caller]
fn fails(text: &str, sources: &Sources<'_>, expected: &str) {
    let error = computed(text, sources).expect_err("a wrong expression");
    assert_eq!(format!("\n{error}"), expected, "{text}");
}

#[test]
fn errors_point_at_the_place() {
    let (survey, coded) = (harbour(), coded(&[("a", "builder", "", &["waiting"])]));
    let sources = Sources { coded: Some(&coded), ..sources(&survey) };
    let answers = |text, expected| fails(text, &sources, expected);
    answers(
        "cuont(q5 = \"Docs portal\")",
        "
There is no figure “cuont”. Did you mean “count”?
  cuont(q5 = \"Docs portal\")
  ^^^^^",
    );
    answers(
        "count(q5 = \"Docs portal\" of q2 = \"Parcel Flaw\")",
        "
q2 has no answer “Parcel Flaw”. Did you mean “Parcel Flow”?
  count(q5 = \"Docs portal\" of q2 = \"Parcel Flaw\")
                                   ^^^^^^^^^^^^^",
    );
    answers(
        "median(q21 of q2 = \"Parcel Flow\")",
        "
Here comes “where” with a filter, or a closing bracket.
  median(q21 of q2 = \"Parcel Flow\")
             ^^",
    );
    answers(
        "count(q21 >= 5) of q2",
        "
Here the expression should end.
  count(q21 >= 5) of q2
                  ^^",
    );
    answers(
        "nps(q8)",
        "
q8 has no NPS: it is no question about recommending on a scale from 0 to 10.
  nps(q8)
      ^^",
    );
    answers(
        "mean(q8)",
        "
q8 has no mean: a scale in words has no distances, and an answer such as 100+ no end.
  mean(q8)
       ^^",
    );
    answers(
        "count(q5 = \"Docs portal\" of q17 not asked and q17 asked)",
        "
Nobody is left to count: there is no one of whom it can be said.",
    );
    let only = Sources { coded: Some(&coded), ..Sources::default() };
    fails(
        "count(code = slwo)",
        &only,
        "
code has no value “slwo”. Did you mean “slow”?
  count(code = slwo)
               ^^^^",
    );
    fails(
        "excerpts(persona = builder)",
        &only,
        "
Excerpts are counted of codes alone: code = \"…\" or code in (…). Whose they are comes after “of”.
  excerpts(persona = builder)
           ^^^^^^^",
    );
    fails(
        "median(code)",
        &only,
        "
There is no median here: it is of a survey's question.
  median(code)
         ^^^^",
    );
}

#[test]
fn a_source_is_named_where_there_are_several() {
    let (survey, coded) = (harbour(), coded(&[("a", "", "", &["waiting"])]));
    let surveys = [("team", Some(&survey)), ("leads", None)].into();
    let sources = Sources { surveys, coded: Some(&coded), ..Sources::default() };
    let expression = read("count(q21 >= 5)").expect("an expression");
    let fault = |name| compute(&expression, name, &sources).err().map(|why| why.to_string());
    let said = |text: &str| Some(text.to_owned());
    assert_eq!(fault(Some("team")), None);
    assert_eq!(
        fault(None),
        said("The study has several surveys. Say after the expression which one: leads, team.")
    );
    assert_eq!(fault(Some("leads")), said("The data of “leads” is not at hand."));
    assert_eq!(fault(Some("taem")), said("There is no source “taem”. Did you mean “team”?"));
    assert_eq!(
        fault(Some("interviewz")),
        said("There is no source “interviewz”. Did you mean “interviews”?")
    );
    assert_eq!(
        compute(&expression, Some("leads"), &sources),
        Err(Fault::NotAtHand { source_name: "leads".to_owned() })
    );
}

#[test]
fn any_other_answer_is_another_digest() {
    let original = include_str!("../../../../examples/harbour/survey.csv");
    let of = |text: &str, salt: &[u8]| {
        let survey = crate::samples::survey(text);
        digest(None, salt, &sources(&survey)).expect("a digest")
    };
    let first = of(original, b"a");
    assert_eq!(first.len(), 64);
    assert_eq!(first, of(original, b"a"));
    assert_ne!(first, of(original, b"b"));
    // An option, a place on a scale, a number, somebody's own words.
    for (from, to) in [
        ("Terminals & Gates,0,8", "Booking & Fares,0,8"),
        (",Strongly agree,Agree,", ",Agree,Agree,"),
        ("Terminals & Gates,0,8", "Terminals & Gates,0,9"),
        ("Find the commit, find the author.", "Find the commit, find the authors."),
    ] {
        let changed = original.replacen(from, to, 1);
        assert_ne!(changed, original, "{from}");
        assert_ne!(of(&changed, b"a"), first, "{from}");
    }
    let of = |codes: &[&str], persona| {
        let coded = coded(&[("a", persona, "", codes), ("b", "", "", &["slow"])]);
        let sources = Sources { coded: Some(&coded), ..Sources::default() };
        digest(None, b"", &sources).expect("a digest")
    };
    let first = of(&["waiting"], "builder");
    assert_eq!(first, of(&["waiting"], "builder"));
    assert_ne!(first, of(&["slow"], "builder"));
    assert_ne!(first, of(&["waiting"], "leader"));
    assert_ne!(first, of(&[], "builder"));
}

proptest! {
    #[test]
    fn people_are_counted_as_one_by_one(
        people in prop::collection::vec((0..4_usize, 0..4_usize), 1..40),
        which in 0..3_usize,
    ) {
        // Two questions of three answers, of which the last is none.
        let answers = ["Yes", "No", "Perhaps", ""];
        let mut text = String::from("Do you plan?,Do you measure?\n");
        for (a, b) in &people {
            text.push_str(&format!("{},{}\n", answers[*a], answers[*b]));
        }
        // So that every answer is there.
        text.push_str("Yes,Yes\nNo,No\nPerhaps,Perhaps\n");
        let everybody = people.iter().copied().chain([(0, 0), (1, 1), (2, 2)]);
        // A row without any answer is nobody.
        let everybody: Vec<_> = everybody.filter(|own| *own != (3, 3)).collect();
        let survey = crate::samples::survey(&text);
        prop_assume!(survey.people == everybody.len() && survey.questions.len() == 2);
        let value = answers[which];
        let of = |is: &dyn Fn(&(usize, usize)) -> bool| {
            everybody.iter().filter(|own| is(own)).count() as u64
        };
        let both = |own: &(usize, usize)| own.0 < 3 && own.1 < 3;
        for (text, count, base) in [
            (format!("count(q1 = {value})"), of(&|own| own.0 == which), of(&|own| own.0 < 3)),
            (
                format!("count(q1 = {value} or q2 = {value})"),
                of(&|own| both(own) && (own.0 == which || own.1 == which)),
                of(&both),
            ),
            (
                format!("count(not q1 = {value} of q2 != {value})"),
                of(&|own| both(own) && own.0 != which && own.1 != which),
                of(&|own| both(own) && own.1 != which),
            ),
        ] {
            match computed(&text, &sources(&survey)) {
                Ok(is) => prop_assert_eq!((is.value.count, is.value.base), (count, base), "{}", text),
                Err(why) => prop_assert!(base == 0, "{}", why),
            }
        }
    }
}

#[test]
fn sets_are_of_the_people_of_the_source() {
    let survey = harbour();
    let is = computed("count(q5 = \"Docs portal\")", &sources(&survey)).expect("a figure");
    let who = survey.who("q5 = \"Docs portal\"").expect("a filter");
    assert_eq!((is.people, is.among), (who, People::all(survey.people)));
}
