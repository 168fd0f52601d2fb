//! Values as authors write them, rightly and wrongly.

use super::*;
use proptest::prelude::*;

fn value(sort: Sort, count: u64, base: u64, number: Option<f64>) -> Value {
    Value { sort, count, base, number }
}

#[test]
fn a_value_is_right_in_all_its_numbers() {
    let share = value(Sort::Share, 14, 22, None);
    for right in [
        "14",
        "14 of 22",
        "14/22",
        "14 out of 22",
        "64%",
        "64 per cent",
        "63.6%",
        "14 of 22 (64%)",
        "64% (14 of 22)",
        "64% of 22",
        "14 (64%)",
        "64% (n = 22)",
        "14 of 22, 64%",
        "14 of 22 teams",
        "14 platform teams of the 22 (64 %)",
        " 64% (14 of 22) ",
    ] {
        assert_eq!(agrees(right, &share), Ok(()), "{right}");
        assert_eq!(agrees(right, &value(Sort::Count, 14, 22, None)), Ok(()), "{right}");
    }
    for wrong in [
        "",
        "22",
        "15",
        "14 of 23",
        "15 of 22",
        "13 of 22",
        "63%",
        "65%",
        "63.7%",
        "14 of 22 (65%)",
        "22 of 14",
        "14 of 22 of 30",
        "14 of 22 (64%) (64%)",
        "14 22",
        "14–15 of 22",
        "14.0 of 22",
        "14.5",
        "-14 of 22",
        "64",
        "0.64",
        "nearly 14 of 22",
        "at least 14",
        "14 or more of 22",
        "14 thousand",
        "fourteen",
        "14k",
        "14 of 22 and 3",
        "14 of 22 (64%",
        "14 of 22)",
        "<14",
        "14 of",
        "of 22",
        "n = 22",
        "14 of 22 (n = 23)",
        "14 dozen of 22",
        "14 not of 22",
        "1,4 of 22",
        "14 of 2,2",
        "٣ of 22",
        "14 of 22 (14 of 22)",
        "14\u{200b} of 22",
        "14 of 99999999999999999999",
    ] {
        assert!(agrees(wrong, &share).is_err(), "{wrong}");
    }
    let few = value(Sort::Share, 1, 300, None);
    assert_eq!(agrees("<1%", &few), Ok(()));
    assert_eq!(agrees("0.3%", &few), Ok(()));
    assert!(agrees("0%", &few).is_err() && agrees(">99%", &few).is_err());
    let most = value(Sort::Share, 299, 300, None);
    assert_eq!(most.written(), ">99% (299 of 300)");
    assert!(agrees("100%", &most).is_err());
    let large = value(Sort::Count, 137_402, 200_000, None);
    assert_eq!(large.written(), "137,402 of 200,000");
    assert_eq!(agrees("137402 of 200000", &large), Ok(()));
}

#[test]
fn numbers_are_rounded_and_not_cut_short() {
    let check = |number: f64, right: &[&str], wrong: &[&str]| {
        let value = value(Sort::Mean, 22, 22, Some(number));
        assert_eq!(value.written(), right[0]);
        right.iter().for_each(|text| assert_eq!(agrees(text, &value), Ok(()), "{text}"));
        wrong.iter().for_each(|text| assert!(agrees(text, &value).is_err(), "{text} {number}"));
    };
    check(
        2.5,
        &["2.5", "2.50", "2.5 (n = 22)", "2.5 days"],
        &["3", "2", "2.4", "2.5 of 23", "2.5%"],
    );
    check(2.675, &["2.68", "2.7", "2.675"], &["2.67", "2.6", "3", "2.8"]);
    check(3.0, &["3", "3.0"], &["4", "2", "-3", "3.1", "3 (n = 21)", "3 of 21"]);
    check(-12.54, &["−12.5", "-12.5", "-12.54"], &["12.5", "-12.6", "-13"]);
    check(1477.4, &["1477", "1,477", "1477.4"], &["1478", "1,4770"]);
    check(1e300, &["1.000e300"], &["1"]);
    let nps = value(Sort::Nps, 119, 119, Some(-23.529));
    assert_eq!(nps.written(), "−24");
    assert!(agrees("-23.5", &nps).is_ok() && agrees("-23", &nps).is_err());
    assert!(agrees("12", &value(Sort::Excerpts, 12, 5, None)).is_ok());
    assert!(agrees("12 of 5", &value(Sort::Excerpts, 12, 5, None)).is_err());
}

proptest! {
    #[test]
    fn no_value_is_too_wild(text in "[0-9 a-z%(),./<>=−–-]{0,20}|\\PC{0,30}") {
        // Whatever is said to agree has the value's own numbers in it, and no others.
        let value = value(Sort::Share, 14, 22, None);
        if agrees(&text, &value).is_ok() {
            let digits = |c: char| !(c.is_ascii_digit() || c == '.');
            let numbers: Vec<&str> = text.split(digits).filter(|own| !own.is_empty()).collect();
            prop_assert!(numbers.iter().all(|own| own.starts_with("14") || own.starts_with("22") || own.starts_with("63.") || own.starts_with("64") || own.trim_start_matches('0') == "14" || own.trim_start_matches('0') == "22" || own.trim_start_matches('0') == "64"), "{text}");
        }
    }

    #[test]
    fn what_is_written_agrees_and_its_neighbours_do_not(count in 0_u64..400, more in 0_u64..400) {
        let base = (count + more).max(1);
        for sort in [Sort::Count, Sort::Share] {
            let own = value(sort, count, base, None);
            prop_assert_eq!(agrees(&own.written(), &own), Ok(()));
            prop_assert!(agrees(&value(sort, count + 1, base, None).written(), &own).is_err());
            prop_assert!(agrees(&value(sort, count, base + 1, None).written(), &own).is_err());
        }
        // As every chart and table has it.
        let share = paap_charts::percent(count as f64 / base as f64);
        prop_assert_eq!(agrees(&share, &value(Sort::Share, count, base, None)), Ok(()));
    }
}
