use super::*;

/// The labels, given from low to high, are on one scale in this order.
#[track_caller]
fn ordered(labels: &[&str]) {
    let options: Vec<(&str, u64)> = labels.iter().map(|label| (*label, 1)).collect();
    let ranks = ranks(&options).unwrap_or_else(|| panic!("{labels:?} are a scale"));
    let ranks: Vec<f64> = ranks.places.iter().map(|rank| rank.expect("on the scale")).collect();
    assert!(ranks.is_sorted_by(|a, b| a < b), "{labels:?}: {ranks:?}");
}

#[test]
fn orders_scales() {
    ordered(&[
        "Strongly disagree",
        "Disagree",
        "Neither agree nor disagree",
        "Agree",
        "Strongly agree",
    ]);
    ordered(
        &["Strongly disagree", "Somewhat disagree", "Neutral", "Somewhat agree", "Strongly agree"]
            [..],
    );
    ordered(&["Very dissatisfied", "Dissatisfied", "Neutral", "Satisfied", "Very satisfied"]);
    ordered(&["Never", "Rarely", "Sometimes", "Often", "Always"]);
    ordered(&["Never", "Yearly", "Quarterly", "Monthly", "Weekly", "Daily"]);
    ordered(&[
        "Not at all important",
        "Slightly important",
        "Important",
        "Very important",
        "Extremely important",
    ]);
    ordered(&["Very hard", "Hard", "Neither easy nor hard", "Easy", "Very easy"]);
    ordered(&["Poor", "Fair", "Good", "Very good", "Excellent"]);
    ordered(&[
        "Very unfavorably",
        "Somewhat unfavorably",
        "Neither favorably nor unfavorably (neutral)",
        "Somewhat favorably",
        "Very favorably",
    ]);
    ordered(&["0-50", "50-100", "100-1000", ">1000"]);
    ordered(&["Less than 10", "10 - 25", "25 - 50", "50 - 100", "More than 100"]);
    ordered(&["1 (very hard)", "2", "3", "4", "5 (very easy)"]);
    ordered(&["Never", "A few times a year", "Monthly", "Weekly"]);
}

#[test]
fn words_that_turn_others_round_count() {
    ordered(&["Not important", "Important", "Very important"]);
    ordered(&["Not important at all", "Slightly important", "Important", "Very important"]);
    ordered(&["Don't agree", "Agree", "Strongly agree"]);
    ordered(&["Not at all satisfied", "Not satisfied", "Not very satisfied", "Satisfied"]);
    ordered(&["Not likely", "Likely", "Very likely"]);
    ordered(&["Not good", "Fair", "Good"]);
    ordered(&["Much less likely", "Less likely", "No change", "More likely", "Much more likely"]);
    ordered(
        &[
            "Strongly disagree",
            "Tend to disagree",
            "Neither agree nor disagree",
            "Tend to agree",
            "Strongly agree",
        ][..],
    );
}

#[test]
fn orders_other_standard_scales() {
    ordered(&["Too little", "About right", "Too much"]);
    ordered(&["Far too slow", "A bit too slow", "Just right", "Too fast"]);
    ordered(&["Novice", "Competent", "Proficient", "Expert"]);
    ordered(&[
        "Strongly oppose",
        "Somewhat oppose",
        "Neutral",
        "Somewhat support",
        "Strongly support",
    ]);
    ordered(&["Much worse", "Somewhat worse", "About the same", "Somewhat better", "Much better"]);
    ordered(&[
        "Decreased a lot",
        "Decreased a little",
        "Stayed the same",
        "Increased a little",
        "Increased a lot",
    ]);
    ordered(&["None", "A little", "Some", "A lot"]);
    ordered(&["None of them", "Some of them", "Most of them", "All of them"]);
    ordered(&["Definitely not", "Probably not", "Might or might not", "Probably", "Definitely"]);
    ordered(&["Not a priority", "Low priority", "Medium priority", "High priority"]);
    ordered(&["None", "Low", "Medium", "High"]);
    ordered(&["XS", "S", "M", "L", "XL"]);
    ordered(&["Small (1-50)", "Medium (51-500)", "Large (500+)"]);
    ordered(&["Not familiar", "Somewhat familiar", "Very familiar"]);
    ordered(&["Not interested", "Somewhat interested", "Very interested"]);
    ordered(&["Not important", "Important", "Very important", "Essential"]);
    ordered(&["Monthly or less", "Weekly", "Daily", "Several times a day"]);
    ordered(&["Disagree completely", "Disagree somewhat", "Agree somewhat", "Agree completely"]);
}

#[test]
fn orders_times_and_ranges_of_time() {
    ordered(&["Less often than monthly", "Monthly", "Weekly", "Daily"]);
    ordered(&["Yearly", "A few times a quarter", "A few times a month", "A few times a week"]);
    ordered(&[
        "Never",
        "Less than once a month",
        "1-3 times a month",
        "Once a week",
        "2-3 times per week",
        "Every day",
    ]);
    ordered(&["Less than 1 hour", "1-24 hours", "1-7 days", "1-4 weeks", "More than 6 months"]);
    ordered(&["Rarely (a few times a year)", "Sometimes (monthly)", "Often (weekly)"]);
}

#[test]
fn orders_scales_in_other_languages() {
    ordered(&[
        "Stimme überhaupt nicht zu",
        "Stimme eher nicht zu",
        "Teils/teils",
        "Stimme eher zu",
        "Stimme voll und ganz zu",
    ]);
    ordered(&[
        "Pas du tout d’accord",
        "Plutôt pas d’accord",
        "Plutôt d’accord",
        "Tout à fait d’accord",
    ]);
    ordered(&["Muy insatisfecho", "Insatisfecho", "Neutral", "Satisfecho", "Muy satisfecho"]);
    ordered(&["Mai", "Raramente", "A volte", "Spesso", "Sempre"]);
    ordered(&["Discordo totalmente", "Discordo", "Neutro", "Concordo", "Concordo totalmente"]);
    ordered(&["Zeer ontevreden", "Ontevreden", "Neutraal", "Tevreden", "Zeer tevreden"]);
    ordered(&["Nigdy", "Rzadko", "Czasami", "Często", "Zawsze"]);
    ordered(&[
        "全くそう思わない",
        "あまりそう思わない",
        "どちらともいえない",
        "ややそう思う",
        "とてもそう思う",
    ]);
}

#[test]
fn a_scale_with_a_middle_has_two_equal_sides() {
    let options = [("Strongly agree", 5), ("Agree", 5), ("Neutral", 5), ("Disagree", 1)];
    assert_eq!(places(&options), Some(vec![Some(5.0), Some(4.0), Some(3.0), Some(2.0)]));
    // Without a middle the other side cannot be known.
    let options = [("Strongly agree", 5), ("Agree", 5), ("Disagree", 1)];
    assert_eq!(places(&options), Some(vec![Some(3.0), Some(2.0), Some(1.0)]));
}

#[test]
fn remarks_that_begin_with_numbers_are_no_scale() {
    let texts: Vec<String> = (0..20).map(|n| format!("{}. my reason {n}", n % 5)).collect();
    let options: Vec<(&str, u64)> = texts.iter().map(|text| (text.as_str(), 1)).collect();
    assert_eq!(ranks(&options), None);
    assert_eq!(ranks(&[("1. call Jane", 1), ("2. or John", 1), ("3. yes", 1)]), None);
    assert!(ranks(&[("1. Never", 1), ("2. Weekly", 1), ("3. Daily", 1)]).is_some());
    assert!(ranks(&[("1. Never", 9), ("2. Weekly", 9), ("3. Daily", 9)]).is_some());
}

fn places(options: &[(&str, u64)]) -> Option<Vec<Option<f64>>> {
    ranks(options).map(|ranked| ranked.places)
}

#[test]
fn what_has_no_order_is_no_scale() {
    for labels in
        [&["Yes", "No"][..], &["Java", "Go"], &["Yes, I am happy", "No"], &["1", "2", "3"]]
    {
        let options: Vec<(&str, u64)> = labels.iter().map(|label| (*label, 1)).collect();
        assert_eq!(ranks(&options), None, "{labels:?}");
    }
}

#[test]
fn some_options_stand_beside_the_scale() {
    let options = [("Agree", 5), ("Disagree", 5), ("Don't know", 1)];
    assert_eq!(places(&options), Some(vec![Some(2.0), Some(1.0), None]));
}
