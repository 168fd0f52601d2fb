//! Filters as people write them, and as they write them wrongly.

use super::*;
use proptest::prelude::*;

/// Eight people; `a` and `b` are questions of Yes and No, `n` a number.
struct Eight;

impl Vocabulary for Eight {
    fn people(&self) -> usize {
        8
    }
    fn find(&self, name: &str) -> Result<usize, Vec<String>> {
        let names = ["a", "b", "team_size"];
        let at = names.iter().position(|own| *own == name);
        at.or(name.parse().ok().filter(|n| (1..=3).contains(n)).map(|n: usize| n - 1))
            .ok_or_else(|| nearest(name, names))
    }
    fn answered(&self, _: usize) -> People {
        People::from_fn(8, |person| person != 7)
    }
    fn asked(&self, _: usize) -> People {
        People::all(8)
    }
    fn chose(&self, variable: usize, value: &str) -> Result<People, Vec<String>> {
        let yes = People::from_fn(8, |person| person != 7 && person >> variable & 1 == 1);
        match value {
            "Yes" => Ok(yes),
            "No" => Ok(self.answered(variable).minus(&yes)),
            _ => Err(nearest(value, ["Yes", "No"])),
        }
    }
    fn whose_number(&self, variable: usize, passes: &dyn Fn(f64) -> bool) -> Option<People> {
        (variable == 2).then(|| People::from_fn(8, |person| person != 7 && passes(person as f64)))
    }
}

#[track_caller]
fn check(filter: &str, expected: &[usize]) {
    let people = people(filter, &Eight).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(people.iter().collect::<Vec<_>>(), expected, "{filter}");
}

#[test]
fn filters_mean_what_they_say() {
    check("a = Yes", &[1, 3, 5]);
    check("1 = \"Yes\"", &[1, 3, 5]);
    check("a != Yes", &[0, 2, 4, 6]);
    check("not a = Yes", &[0, 2, 4, 6, 7]);
    check("a = Yes and b = No or team_size >= 6", &[1, 5, 6]);
    check("a = Yes AND (b = No or team_size >= 6)", &[1, 5]);
    check("team_size < 2", &[0, 1]);
    check("a in ('Yes', “No”)", &[0, 1, 2, 3, 4, 5, 6]);
    check("a not in (Yes)", &[0, 2, 4, 6]);
    check("a answered", &[0, 1, 2, 3, 4, 5, 6]);
    check("a is not answered", &[7]);
    check("a asked", &[0, 1, 2, 3, 4, 5, 6, 7]);
}

#[track_caller]
fn fails(filter: &str, expected: &str) {
    let error = people(filter, &Eight).expect_err("a wrong filter");
    assert_eq!(format!("\n{error}"), expected, "{filter}");
}

#[test]
fn errors_point_at_the_place() {
    fails(
        "team_sise > 3",
        "
There is no question “team_sise”. Did you mean “team_size”?
  team_sise > 3
  ^^^^^^^^^",
    );
    fails(
        "a = Yess",
        "
a has no answer “Yess”. Did you mean “Yes”?
  a = Yess
      ^^^^",
    );
    fails(
        "a > 3",
        "
The answers to a are no numbers. Use = or in.
  a > 3
  ^",
    );
    fails(
        "a = \"Yes",
        "
This quotation mark is never closed.
  a = \"Yes
      ^",
    );
    fails(
        "(a = Yes",
        "
A closing bracket is missing here.
  (a = Yes
          ^",
    );
    fails(
        "a Yes",
        "
Here comes =, !=, <, <=, >, >=, in, answered or asked.
  a Yes
    ^^^",
    );
    fails(
        "",
        "
A question's id, position or slug is missing here.
  
  ^",
    );
}

#[test]
fn long_and_deep_filters_end_in_an_answer_or_a_message() {
    check(&vec!["a = Yes"; 4000].join(" or "), &[1, 3, 5]);
    check(&vec!["a = Yes"; 4000].join(" and "), &[1, 3, 5]);
    for filter in [
        vec!["a = Yes"; 60_000].join(" or "),
        format!("a in ({})", vec!["Yes"; 60_000].join(", ")),
        "(".repeat(60_000),
        "not ".repeat(60_000),
    ] {
        let error = people(&filter, &Eight).expect_err("a filter without end");
        assert!(error.to_string().len() < 1000);
    }
}

proptest! {
    #[test]
    fn no_text_is_too_wild(filter in "\\PC{0,60}") {
        drop(people(&filter, &Eight).map_err(|error| error.to_string()));
    }

    #[test]
    fn words_in_any_order_end_in_an_answer_or_a_message(
        words in proptest::collection::vec(
            prop_oneof![Just("a"), Just("and"), Just("or"), Just("not"), Just("("), Just(")"), Just("="),
                Just("Yes"), Just("in"), Just(","), Just("<"), Just("answered"), Just("'x"), Just("7")],
            0..30,
        )
    ) {
        drop(people(&words.join(" "), &Eight).map_err(|error| error.to_string()));
    }
}

#[test]
fn what_is_near_is_what_was_meant() {
    for (wanted, names, near) in [
        ("lable", &["label", "table", "help"][..], &["label", "table"][..]),
        ("requird", &["required", "rows"], &["required"]),
        ("colour", &["label", "help"], &[]),
        ("q1", &["q2", "q31", "x"], &["q2", "q31"]),
        ("YES", &["Yes, partly", "No"], &["Yes, partly"]),
        ("", &["abc"], &[]),
    ] {
        assert_eq!(nearest(wanted, names.iter().copied()), near, "{wanted}");
    }
    let spell = |a: &str, b: &str| {
        let [a, b] = [a, b].map(|text| text.chars().collect::<Vec<_>>());
        distance(&a, &b)
    };
    for (a, b, edits) in
        [("kitten", "sitting", 3), ("", "abc", 3), ("flaw", "lawn", 2), ("lable", "label", 1)]
    {
        assert_eq!((spell(a, b), spell(b, a)), (edits, edits), "{a} {b}");
    }
}
