//! Options that have an order, told from their words.
//!
//! An answer's rank is its place on its own kind of scale; only the order of ranks matters, and
//! that options of one question are of one kind.

use super::figure::Figure;

/// A kind of ordered scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Family {
    Agreement,
    Satisfaction,
    Frequency,
    Likelihood,
    Importance,
    Ease,
    Quality,
    Favour,
    Amount,
    Confidence,
    Usefulness,
    /// Ranges of numbers: `0-50`, `50-100`, `>1000`.
    Ranges,
    /// Numbers, the ends of which have words: `1 (very hard)`.
    Numbered,
    Level,
}

/// The family and rank of an option. None where its words are on no known scale.
pub(crate) fn rank(label: &str) -> Option<(Family, f64)> {
    let text = label.trim().to_lowercase().replace(['’', '`'], "'").replace("favour", "favor");
    if text.is_empty() || text.len() > 120 {
        return None;
    }
    numbered(&text).or_else(|| ranged(&text)).or_else(|| times(&text)).or_else(|| worded(&text))
}

/// `1 (very easy)`, `5 - Strongly agree`, `10: extremely`: the number is the rank.
fn numbered(text: &str) -> Option<(Family, f64)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 3 {
        return None;
    }
    let number: f64 = text[..digits].parse().ok()?;
    let rest = text[digits..].trim_start();
    let words = rest.strip_prefix(['(', '-', '–', '—', ':', '=', '.', ')'])?;
    // `8-10` is a range, `5 - 10 people` too.
    let is_words = words.chars().any(char::is_alphabetic)
        && !words.trim_start().starts_with(|c: char| c.is_ascii_digit());
    is_words.then_some((Family::Numbered, number))
}

fn ranged(text: &str) -> Option<(Family, f64)> {
    // A range may be followed by what is counted: `10-49 employees`, `1 - 2 years`.
    let text = text.split(" (").next().unwrap_or(text);
    match Figure::read(text)? {
        Figure::Exact(_) => None,
        Figure::Between(low, high) => Some((Family::Ranges, low + (high - low) / 2.0)),
        Figure::AtLeast(low) => Some((Family::Ranges, low + 0.5)),
        Figure::AtMost(high) => Some((Family::Ranges, high - 0.5)),
        Figure::About(near) => Some((Family::Ranges, near)),
    }
}

/// How often, in times a year.
fn times(text: &str) -> Option<(Family, f64)> {
    let text = text.trim_end_matches(['.', ' ']);
    let rank = match text {
        "never" | "not at all often" | "not applicable, never" => 0.0,
        "almost never" | "hardly ever" | "very rarely" => 0.2,
        "rarely" | "seldom" => 0.4,
        "less than once a year" | "less than yearly" | "less often" | "every few years" => 0.5,
        "yearly" | "annually" | "once a year" | "every year" | "once per year" => 1.0,
        "occasionally" | "once in a while" | "now and then" => 1.5,
        "twice a year" | "twice per year" | "half-yearly" | "biannually" | "every six months"
        | "every 6 months" | "semi-annually" | "semiannually" => 2.0,
        "a few times a year" | "several times a year" => 3.0,
        "quarterly" | "every quarter" | "once a quarter" | "every three months"
        | "once per quarter" => 4.0,
        "every semester / quarter" | "every semester" => 3.5,
        "sometimes" => 6.0,
        "twice per quarter" | "twice a quarter" => 8.0,
        "monthly" | "once a month" | "every month" | "once per month" => 12.0,
        "a few times a month"
        | "several times a month"
        | "twice a month"
        | "fortnightly"
        | "every two weeks"
        | "every other week"
        | "bi-weekly"
        | "biweekly" => 26.0,
        "often" | "frequently" | "regularly" => 40.0,
        "weekly" | "once a week" | "every week" | "once per week" => 52.0,
        "a few times a week" | "several times a week" | "multiple times a week" => 150.0,
        "very often" | "usually" | "most of the time" | "mostly" => 200.0,
        "almost always" | "nearly always" => 250.0,
        "daily" | "every day" | "once a day" | "once per day" => 365.0,
        "several times a day" | "multiple times a day" | "many times a day" | "hourly" => 2000.0,
        "always" | "constantly" | "continuously" | "all the time" => 9000.0,
        _ => return None,
    };
    Some((Family::Frequency, rank))
}

/// Poles of a scale: words of the low end, words of the high end.
const POLES: [(Family, &[&str], &[&str]); 9] = [
    (Family::Agreement, &["disagree"], &["agree"]),
    (Family::Satisfaction, &["dissatisfied", "unsatisfied", "unhappy"], &["satisfied", "happy"]),
    (Family::Likelihood, &["unlikely", "improbable"], &["likely", "probable"]),
    (Family::Importance, &["unimportant"], &["important"]),
    (Family::Ease, &["difficult", "hard", "challenging"], &["easy"]),
    (Family::Quality, &["poor", "bad", "terrible"], &["good", "excellent", "great"]),
    (
        Family::Favour,
        &["unfavorably", "unfavorable", "negative"],
        &["favorably", "favorable", "positive"],
    ),
    (Family::Confidence, &["unconfident", "insecure"], &["confident"]),
    (Family::Usefulness, &["useless", "unhelpful"], &["useful", "helpful", "valuable"]),
];

/// How strong a word makes the pole; the first that fits counts.
const DEGREES: [(&str, f64); 22] = [
    ("not at all", -2.0),
    ("not very", -1.2),
    ("not too", -1.2),
    ("not so", -1.2),
    ("neither", 0.0),
    ("strongly", 2.0),
    ("very", 2.0),
    ("extremely", 2.6),
    ("completely", 2.5),
    ("totally", 2.5),
    ("entirely", 2.5),
    ("fully", 2.5),
    ("highly", 2.2),
    ("quite", 1.4),
    ("mostly", 1.2),
    ("fairly", 0.9),
    ("moderately", 0.7),
    ("somewhat", 0.5),
    ("partly", 0.5),
    ("slightly", 0.4),
    ("a little", 0.3),
    ("rather", 0.8),
];

/// `Strongly disagree`, `neither easy nor difficult`, `Very good`, `not at all important`.
fn worded(text: &str) -> Option<(Family, f64)> {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|w| !w.is_empty()).collect();
    if words.len() > 7 {
        return None;
    }
    let has = |wanted: &[&str]| wanted.iter().any(|w| words.contains(w));
    for (family, low, high) in POLES {
        let (is_low, is_high) = (has(low), has(high));
        if !is_low && !is_high {
            continue;
        }
        if is_low && is_high {
            return words.contains(&"neither").then_some((family, 0.0));
        }
        let degree = DEGREES.iter().find(|(degree, _)| text.starts_with(degree)).map(|d| d.1);
        // Words that say nothing of degree make it a sentence, not an option: `Yes, I am happy`.
        if degree.is_none() && words.len() > 2 {
            return None;
        }
        let strong = if has(&["excellent", "terrible"]) { 3.0 } else { 1.0 };
        let degree = degree.unwrap_or(strong);
        // `not very satisfied` is on the low side; `not at all important` at its end.
        let rank = if is_low && degree > 0.0 { -degree } else { degree };
        return Some((family, rank));
    }
    let level = match text {
        "neutral" | "neither" | "undecided" | "neutral / undecided" => {
            return Some((Family::Agreement, 0.0));
        }
        "not at all" | "none at all" => (Family::Amount, 0.0),
        "slightly" | "a little" | "very little" => (Family::Amount, 1.0),
        "somewhat" | "a bit" => (Family::Amount, 1.5),
        "moderately" | "a moderate amount" => (Family::Amount, 2.0),
        "a lot" | "very" | "very much" => (Family::Amount, 3.0),
        "extremely" | "completely" | "a great deal" => (Family::Amount, 4.0),
        "fair" | "average" | "ok" | "okay" | "acceptable" => (Family::Quality, 0.0),
        "low" => (Family::Level, 1.0),
        "very low" => (Family::Level, 0.0),
        "medium" => (Family::Level, 2.0),
        "high" => (Family::Level, 3.0),
        "very high" => (Family::Level, 4.0),
        _ => {
            return match words.first().copied().unwrap_or("") {
                "neutral" if words.len() <= 4 => Some((Family::Agreement, 0.0)),
                "beginner" | "novice" => Some((Family::Level, 1.0)),
                "intermediate" => Some((Family::Level, 2.0)),
                "advanced" => Some((Family::Level, 3.0)),
                "expert" => Some((Family::Level, 4.0)),
                _ => None,
            };
        }
    };
    Some(level)
}

/// The places of options on their scale, where they form one: 1 for the lowest, or its number where
/// it has one; None for those that stand beside the scale, such as "Don't know". `options` are labels and how many people chose each.
pub(crate) fn ranks(options: &[(&str, u64)]) -> Option<Vec<Option<f64>>> {
    let all: u64 = options.iter().map(|option| option.1).sum();
    let mut ranked: Vec<Option<(Family, f64)>> = Vec::with_capacity(options.len());
    let mut beside = 0;
    for (label, people) in options {
        let rank = rank(label);
        // A plain number may still find its place. Of all others, few may stand beside a scale.
        if rank.is_none() && !Figure::read(label).is_some_and(Figure::is_exact) {
            beside += people;
        }
        if beside * 10 > all * 2 {
            return None;
        }
        ranked.push(rank);
    }
    let people = |family: Family| -> u64 {
        let of = |r: &Option<(Family, f64)>| r.is_some_and(|(f, _)| f == family);
        ranked.iter().zip(options).filter(|(r, _)| of(r)).map(|(_, o)| o.1).sum()
    };
    let family = ranked.iter().flatten().map(|r| r.0).max_by_key(|&family| people(family))?;
    // "Neutral" is at home on every scale with two poles.
    let two_poles = POLES.iter().any(|pole| pole.0 == family);
    let plain = |label: &str| if family == Family::Numbered { Figure::read(label) } else { None };
    let ranks: Vec<Option<f64>> = ranked
        .iter()
        .zip(options)
        .map(|(ranked, (label, _))| match *ranked {
            Some((own, rank)) if own == family => Some(rank),
            Some((Family::Agreement, 0.0)) if two_poles => Some(0.0),
            _ => match (plain(label), family) {
                (Some(Figure::Exact(number)), _) => Some(number),
                // A lone `1` among ranges of numbers.
                (None, Family::Ranges) => match Figure::read(label) {
                    Some(Figure::Exact(number)) => Some(number),
                    _ => None,
                },
                _ => None,
            },
        })
        .collect();
    let on: u64 = ranks.iter().zip(options).filter(|(r, _)| r.is_some()).map(|(_, o)| o.1).sum();
    let mut different: Vec<f64> = ranks.iter().flatten().copied().collect();
    different.sort_unstable_by(f64::total_cmp);
    different.dedup();
    let enough = if matches!(family, Family::Frequency | Family::Ranges) { 3 } else { 2 };
    if different.len() < enough || on * 10 < all * 8 {
        return None;
    }
    // Words have an order and no distances: their places are 1, 2, 3 …. Numbers stay themselves.
    let place = |rank: f64| match family {
        Family::Numbered => rank,
        _ => different.partition_point(|&other| other < rank) as f64 + 1.0,
    };
    Some(ranks.into_iter().map(|rank| rank.map(place)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The labels, given from low to high, are on one scale in this order.
    #[track_caller]
    fn ordered(labels: &[&str]) {
        let options: Vec<(&str, u64)> = labels.iter().map(|label| (*label, 1)).collect();
        let ranks = ranks(&options).unwrap_or_else(|| panic!("{labels:?} are a scale"));
        let ranks: Vec<f64> = ranks.iter().map(|rank| rank.expect("on the scale")).collect();
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
            &[
                "Strongly disagree",
                "Somewhat disagree",
                "Neutral",
                "Somewhat agree",
                "Strongly agree",
            ][..],
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
        assert_eq!(ranks(&options), Some(vec![Some(2.0), Some(1.0), None]));
    }
}
