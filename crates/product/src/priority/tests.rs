use super::what_if::what_if;
use super::*;
use proptest::prelude::*;

const TODAY: Date = Date::constant(2026, 11, 26);

fn need(id: &str, effort: &str) -> Need {
    let text = format!(
        "---\nstory: As a developer, I need {id}, so that I can go on\nimpact: 2\n{effort}---\n"
    );
    Need::read(id, &text).0
}

fn reach(value: f64, low: f64, high: f64) -> Known {
    let range = Range { value, low, high };
    let counted = Counted {
        range,
        unit: Unit::Customers,
        words: format!("{value} customers"),
        is_share: false,
        share: None,
        figure: "count(size > 0)".to_owned(),
        source: "customers".to_owned(),
    };
    Known { reach: Some(Ok(counted)), ..Known::default() }
}

fn rules(formula: &Formula) -> Rules<'_> {
    Rules { formula, today: TODAY, fresh_within: 365, least: 5, money: Some("EUR a week") }
}

#[test]
fn the_arithmetic_is_on_one_line() {
    let formula = Formula::read("rice").unwrap();
    let needs = [need("status", "effort: 4\n"), need("logs", "")];
    let next = next(&needs, |_| reach(500.0, 400.0, 600.0), &rules(&formula));
    assert_eq!(next.needs[0].arithmetic, "500 (400–600) × 2 × 0.1 ÷ 4 = 25 (20–30)");
    assert_eq!(next.unscored[0].why, ["no effort"]);
}

#[test]
fn what_is_judged_is_said_with_its_unit_and_carries_no_interval() {
    let all = Formula::read("reach * impact / effort + cost-of-delay / duration").unwrap();
    let need = need("a", "effort: 1\nduration: 6\ncost-of-delay: 4000\n");
    let wide = next(std::slice::from_ref(&need), |_| reach(5.0, 4.0, 6.0), &rules(&all));
    let judged: Vec<&str> = wide.needs[0].judged.iter().map(|(_, words)| words.as_str()).collect();
    let expected =
        ["2 (judged: high)", "1 week (judged)", "6 weeks (judged)", "4000 EUR a week (judged)"];
    assert_eq!(judged, expected);
    assert_eq!(
        wide.doubt.as_deref(),
        Some(
            "The interval of a score comes from reach, which is counted. What is judged carries none: impact, effort, \
             cost-of-delay, duration."
        )
    );
    let exact = next(&[need], |_| reach(5.0, 5.0, 5.0), &rules(&all));
    assert_eq!(exact.doubt, None);
}

#[test]
fn a_need_that_is_hidden_leaves_no_trace_in_the_order() {
    let formula = Formula::read("reach").unwrap();
    let of = |need: &Need| match need.id.as_str() {
        "a" => reach(9.0, 8.0, 10.0),
        "b" => reach(8.5, 7.0, 10.0),
        _ => reach(3.0, 2.0, 4.0),
    };
    let all = next(&[need("a", ""), need("b", ""), need("c", "")], of, &rules(&formula));
    assert!(all.needs[0].tied == ["b"] && all.notes.iter().any(|own| own.contains("tied")));
    let without = |hidden: &str| {
        let own = all.clone().without(|need| need == hidden);
        let alone = next(
            &["a", "b", "c"]
                .into_iter()
                .filter(|id| *id != hidden)
                .map(|id| need(id, ""))
                .collect::<Vec<_>>(),
            of,
            &rules(&formula),
        );
        assert_eq!((own.needs, own.notes), (alone.needs, alone.notes), "{hidden}");
    };
    ["a", "b", "c"].into_iter().for_each(without);
}

#[test]
fn where_nothing_is_ranked_it_is_said_what_is_missing() {
    let formula = Formula::read("rice").unwrap();
    let said = |needs: &[Need]| {
        next(needs, |_| reach(5.0, 5.0, 5.0), &rules(&formula)).none.unwrap_or_default()
    };
    assert!(said(&[]).contains("product/README.md"), "{}", said(&[]));
    assert!(said(&[need("a", "")]).contains("`effort: 4`"), "{}", said(&[need("a", "")]));
    let met = need("a", "effort: 4\nstatus: met\n");
    assert!(said(&[met]).contains("No need is open"));
    assert_eq!(said(&[need("a", "effort: 4\n")]), "");
}

#[test]
fn what_evidence_cannot_tell_apart_is_tied() {
    let formula = Formula::read("reach").unwrap();
    let all = [("a", 100.0, 90.0, 110.0), ("b", 95.0, 85.0, 105.0), ("c", 20.0, 15.0, 25.0)];
    let needs: Vec<Need> = all.iter().map(|own| need(own.0, "")).collect();
    let known = |need: &Need| {
        let own = all.iter().find(|own| own.0 == need.id).unwrap();
        reach(own.1, own.2, own.3)
    };
    let next = next(&needs, known, &rules(&formula));
    let places: Vec<_> =
        next.needs.iter().map(|own| (own.need.as_str(), own.places, own.tied.len())).collect();
    assert_eq!(places, [("a", Some((1, 2)), 1), ("b", Some((1, 2)), 1), ("c", Some((3, 3)), 0)]);
    assert!(next.notes.iter().any(|note| note.contains("cannot tell")));
}

#[test]
fn of_the_same_counts_the_higher_judgement_is_higher() {
    let formula = Formula::read("rice").unwrap();
    let needs = [need("a", "effort: 3\n"), need("b", "effort: 4\n")];
    let places = |known: &dyn Fn(&Need) -> Known| -> Vec<_> {
        let next = next(&needs, known, &rules(&formula));
        next.needs.into_iter().map(|own| (own.places, own.tied.len())).collect()
    };
    assert_eq!(places(&|_| reach(50.0, 40.0, 60.0)), [(Some((1, 1)), 0), (Some((2, 2)), 0)]);
    let apart = |need: &Need| {
        let Known { reach: Some(Ok(own)), .. } = reach(50.0, 40.0, 60.0) else { unreachable!() };
        let figure = if need.id == "a" { "count(size>0)" } else { "count( size > 0 )" };
        Known { reach: Some(Ok(Counted { figure: figure.to_owned(), ..own })), ..Known::default() }
    };
    assert_eq!(places(&apart), [(Some((1, 1)), 0), (Some((2, 2)), 0)]);
    // As many of others may be fewer.
    let others = |need: &Need| {
        let Known { reach: Some(Ok(own)), .. } = reach(50.0, 40.0, 60.0) else { unreachable!() };
        let own = Counted { figure: format!("count({} = 1)", need.id), ..own };
        Known { reach: Some(Ok(own)), ..Known::default() }
    };
    assert_eq!(places(&others), [(Some((1, 2)), 1), (Some((1, 2)), 1)]);
}

#[test]
fn what_is_done_stands_behind_and_has_no_place() {
    let formula = Formula::read("rice").unwrap();
    let needs = [need("a", "effort: 1\n"), need("b", "effort: 2\n"), need("c", "effort: 3\n")];
    let of = |done: &'static [&str]| {
        move |need: &Need| Known { done: done.contains(&need.id.as_str()), ..reach(9.0, 8.0, 10.0) }
    };
    let own = next(&needs, of(&["a"]), &rules(&formula));
    let order: Vec<_> = own.needs.iter().map(|own| (own.need.as_str(), own.places)).collect();
    assert_eq!(order, [("b", Some((1, 1))), ("c", Some((2, 2))), ("a", None)]);
    let rows = what_if(&needs, of(&["a"]), |need, _| of(&["a"])(need), &[], &rules(&formula));
    assert!(rows.iter().all(|own| !own.what.starts_with("a ")), "{rows:?}");
    assert!(rows.iter().any(|own| own.what.starts_with("b takes twice") && own.changed));
    let all = next(&needs, of(&["a", "b", "c"]), &rules(&formula));
    assert!(all.none.is_none() && all.is_done() && !own.is_done());
    let without = |need: &Need, _: &str| of(&["a", "b", "c"])(need);
    let rows = what_if(&needs, of(&["a", "b", "c"]), without, &["Parcels"], &rules(&formula));
    assert_eq!(rows, []);
}

#[test]
fn a_fault_in_what_is_counted_is_said_and_nothing_stands_in_for_it() {
    let formula = Formula::read("rice").unwrap();
    let known = |_: &Need| Known {
        reach: Some(Err("There is no survey “x”.".to_owned())),
        ..Known::default()
    };
    let next = next(&[need("a", "effort: 1\n")], known, &rules(&formula));
    assert_eq!(next.unscored[0].why, ["reach: There is no survey “x”."]);
}

#[test]
fn who_wins_if_effort_doubles_or_a_segment_leaves() {
    let formula = Formula::read("rice").unwrap();
    let needs = [need("a", "effort: 2\n"), need("b", "effort: 3\n")];
    let known = |_: &Need| reach(60.0, 60.0, 60.0);
    let without = |need: &Need, _: &str| match need.id.as_str() {
        "a" => reach(10.0, 10.0, 10.0),
        _ => reach(60.0, 60.0, 60.0),
    };
    let rows = what_if(&needs, known, without, &["Parcels"], &rules(&formula));
    let found = |what: &str| rows.iter().find(|row| row.what.contains(what)).unwrap();
    let doubled = found("twice the effort");
    assert_eq!((doubled.first.as_slice(), doubled.changed), (&["b".to_owned()][..], true));
    assert_eq!((found("Parcels").first[0].as_str(), found("Parcels").changed), ("b", true));
    assert!(!rows[2].changed, "{rows:?}");
}

#[test]
fn numbers_keep_the_digits_that_count() {
    let all = [1234.5, 34.06, 2.0, 0.7, 0.0123, 0.0, -0.001, -5.25];
    let said: Vec<String> = all.into_iter().map(number).collect();
    assert_eq!(said, ["1234", "34.1", "2", "0.7", "0.012", "0", "−0.001", "−5.25"]);
}

proptest! {
    #[test]
    fn another_need_changes_no_score(values in proptest::collection::vec(1.0f64..500.0, 2..8)) {
        let formula = Formula::read("rice").unwrap();
        let needs: Vec<Need> =
            (0..values.len()).map(|at| need(&format!("n{at}"), "effort: 2\n")).collect();
        let known = |need: &Need| {
            let own = values[need.id[1..].parse::<usize>().unwrap()];
            reach(own, own * 0.8, own * 1.3)
        };
        let all = next(&needs, known, &rules(&formula));
        let fewer = next(&needs[1..], known, &rules(&formula));
        for own in &fewer.needs {
            let same = all.needs.iter().find(|other| other.need == own.need).unwrap();
            prop_assert_eq!(&same.score, &own.score);
            prop_assert_eq!(&same.arithmetic, &own.arithmetic);
        }
        // Places hold every need once: there is an order that agrees with all of them.
        for (at, own) in all.needs.iter().enumerate() {
            let (first, last) = own.places.unwrap();
            prop_assert!(first <= at + 1 && at < last);
            prop_assert!(last - first == own.tied.len());
        }
    }
}
