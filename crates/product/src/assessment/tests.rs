use super::address::{is_address, read};
use super::compare::{low, moved};
use super::*;
use proptest::prelude::*;

/// An address whose answers have the means of the community's own example.
const GOLDEN: &str = "https://assessment.example/?investment_1=1&investment_2=1&investment_3=1&investment_4=2\
    &adoption_1=1&adoption_2=2&adoption_3=2&adoption_4=2&interfaces_1=2&interfaces_2=3&interfaces_3=3&interfaces_4=4\
    &operations_1=2&operations_2=2&operations_3=2&operations_4=3&measurement_1=4&measurement_2=4&measurement_3=4\
    &measurement_4=3&lang=zh";

fn means(assessment: &Assessment) -> [String; 5] {
    assessment.scores().map(|own| own.mean.to_string())
}

#[test]
fn the_golden_answers_have_the_golden_means() {
    assert!(is_address(GOLDEN) && !is_address("product/assessments/a.yaml"));
    let (assessment, problems) = read(GOLDEN, None, None);
    assert_eq!(means(&assessment), ["1.25", "1.75", "3.00", "2.25", "3.75"]);
    assert_eq!((problems.len(), assessment.language.as_deref()), (0, Some("zh")));
}

#[test]
fn what_is_odd_in_an_address_is_named_at_its_place() {
    let text = "https://a.example/?investment_1=5&investment_2=2&investment_2=3&utm_source=mail&adoption_1=02";
    let (assessment, problems) = read(text, None, None);
    let found: Vec<_> = problems.iter().map(|own| (own.code, own.at.column)).collect();
    let expected = [
        ("wrong-level", 20),
        ("answered-twice", 50),
        ("unknown-question", 65),
        ("wrong-level", 81),
    ];
    assert_eq!(found, expected);
    assert_eq!(means(&assessment), ["3.00", "–", "–", "–", "–"]);
    assert_eq!(read("https://a.example/", None, None).1[0].code, "no-answers");
}

#[test]
fn a_file_is_written_and_read_again() {
    let (mut assessment, _) = read(GOLDEN, Some(Date::constant(2026, 1, 15)), Some("fares".into()));
    assessment.id = "first".to_owned();
    assessment.respondents.push(Answers::from([(Question::named("adoption_1").unwrap(), 4)]));
    for public in [false, true] {
        assessment.public = public;
        assert_eq!(
            Assessment::read("first", &assessment.write()),
            (assessment.clone(), Vec::new())
        );
    }
}

#[test]
fn what_is_wrong_in_a_file_is_named_at_its_line() {
    let text = "instrument: maturity-9\ndate: 2026-01-15\nrespondents:\n  - {investment_5: 1, adoption_1: 7}\n";
    let found: Vec<_> =
        Assessment::read("a", text).1.iter().map(|own| (own.code, own.at.line)).collect();
    assert_eq!(found, [("instrument", 1), ("unknown-question", 4), ("wrong-level", 4)]);
}

#[test]
fn only_the_same_questions_of_the_same_team_move() {
    let of = |text: &str| read(text, None, Some("a".to_owned())).0;
    let before = of("?investment_1=1&investment_2=2");
    let now = of("?investment_1=3&adoption_1=4");
    let all = moved(&before, &now).unwrap();
    assert_eq!(
        all.iter().map(|own| (own.question.to_string(), own.by())).collect::<Vec<_>>(),
        [("investment_1".to_owned(), 2.0)]
    );
    let other = Assessment { team: Some("b".to_owned()), ..now.clone() };
    assert!(moved(&before, &other).is_err());
    assert!(moved(&before, &Assessment { instrument: "maturity-2".to_owned(), ..now }).is_err());
    let names: Vec<String> = low(&before).iter().map(|own| own.question.to_string()).collect();
    assert_eq!(names, ["investment_1"]);
}

#[test]
fn the_instrument_is_a_questionnaire_with_these_questions() {
    let (questionnaire, problems) = paap_survey::questionnaire::read(INSTRUMENT.as_bytes());
    let questionnaire = questionnaire.unwrap();
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(questionnaire.id, VERSION);
    let asked: Vec<String> = questionnaire
        .pages
        .iter()
        .flat_map(|page| page.questions.iter().map(|question| question.id.clone()))
        .collect();
    assert_eq!(asked, Question::all().map(|own| own.to_string()).collect::<Vec<_>>());
    for question in questionnaire.pages.iter().flat_map(|page| &page.questions) {
        assert_eq!(question.options.len(), usize::from(EACH), "{}", question.id);
    }
}

proptest! {
    #[test]
    fn a_mean_is_the_fraction_to_two_decimals(levels in proptest::collection::vec(1u8..=4, 1..40)) {
        let mean = levels.iter().fold(Mean::default(), |mean, level| mean.add(*level));
        let (sum, count) = (levels.iter().map(|own| u64::from(*own)).sum::<u64>(), levels.len() as u64);
        // The nearest hundredth, halves up, in whole numbers.
        let hundredths = (sum * 100 + count / 2) / count;
        prop_assert_eq!(u64::from(mean.hundredths().unwrap()), hundredths);
    }
}
