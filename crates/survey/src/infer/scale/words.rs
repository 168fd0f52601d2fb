//! The English words of scales with poles and degrees.

use super::Family;

/// Poles of a scale: words of the low end, words of the high end.
const POLES: [(Family, &[&str], &[&str]); 13] = [
    (Family::Agreement, &["disagree"], &["agree"]),
    (Family::Satisfaction, &["dissatisfied", "unsatisfied", "unhappy"], &["satisfied", "happy"]),
    (Family::Likelihood, &["unlikely", "improbable"], &["likely", "probable"]),
    (Family::Importance, &["unimportant"], &["important", "essential", "crucial", "critical"]),
    (Family::Ease, &["difficult", "hard", "challenging"], &["easy"]),
    (Family::Quality, &["poor", "bad", "terrible"], &["good", "excellent", "great"]),
    (
        Family::Favour,
        &["unfavorably", "unfavorable", "negative"],
        &["favorably", "favorable", "positive"],
    ),
    (Family::Confidence, &["unconfident", "insecure"], &["confident"]),
    (Family::Usefulness, &["useless", "unhelpful"], &["useful", "helpful", "valuable"]),
    (Family::Support, &["oppose"], &["support"]),
    (
        Family::Change,
        &["worse", "decreased", "declined", "worsened", "slower"],
        &["better", "increased", "improved", "faster"],
    ),
    (Family::Familiarity, &["unfamiliar", "unaware"], &["familiar", "aware"]),
    (Family::Interest, &["uninterested", "unwilling"], &["interested", "willing"]),
];

/// Whether a scale goes from one pole over a middle to another.
pub(super) fn has_two_poles(family: Family) -> bool {
    POLES.iter().any(|pole| pole.0 == family)
}

/// Whether the two sides of a scale have equally many steps: not so where one of them is refined,
/// as in "Poor, Fair, Good, Very good, Excellent".
pub(super) fn has_equal_sides(family: Family) -> bool {
    use Family::{Agreement, Change, Ease, Favour, Likelihood, Satisfaction, Support};
    matches!(family, Agreement | Satisfaction | Likelihood | Favour | Ease | Support | Change)
}

/// How strong a word makes the pole; the first that fits counts.
const DEGREES: [(&str, f64); 38] = [
    ("strongly", 2.0),
    ("very", 2.0),
    ("much", 2.0),
    ("extremely", 2.6),
    ("completely", 2.5),
    ("totally", 2.5),
    ("entirely", 2.5),
    ("absolutely", 2.5),
    ("fully", 2.5),
    ("highly", 2.2),
    ("definitely", 2.2),
    ("really", 1.8),
    ("particularly", 1.8),
    ("quite", 1.4),
    ("mostly", 1.2),
    ("largely", 1.2),
    ("mainly", 1.2),
    ("generally", 1.2),
    ("pretty", 1.1),
    ("fairly", 0.9),
    ("rather", 0.8),
    ("moderately", 0.7),
    ("relatively", 0.7),
    ("somewhat", 0.5),
    ("partly", 0.5),
    ("partially", 0.5),
    ("tend to", 0.5),
    ("slightly", 0.4),
    ("significantly", 2.0),
    ("greatly", 2.1),
    ("a lot", 2.0),
    ("strong", 2.0),
    ("a bit", 0.3),
    ("a little", 0.3),
    ("too", 1.9),
    ("so", 1.9),
    ("that", 1.9),
    ("especially", 1.8),
];

/// Words that turn the pole round.
const NOT: [&str; 10] = [
    "not ",
    "don't ",
    "do not ",
    "doesn't ",
    "does not ",
    "isn't ",
    "is not ",
    "cannot ",
    "can't ",
    "no longer ",
];

/// `Strongly disagree`, `neither easy nor difficult`, `Very good`, `not at all important`.
pub(super) fn worded(text: &str) -> Option<(Family, f64)> {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|w| !w.is_empty()).collect();
    if words.len() > 7 {
        return None;
    }
    let has = |wanted: &[&str]| wanted.iter().any(|w| words.contains(w));
    for (family, low, high) in POLES {
        let (is_low, is_high) = (has(low), has(high));
        if is_low && is_high {
            return words.contains(&"neither").then_some((family, 0.0));
        }
        if is_low || is_high {
            return Some((family, pole(text, &words, is_low)?));
        }
    }
    measure(text).or_else(|| plain(text, &words))
}

/// `Too little`, `About right`, `Far too many`.
fn measure(text: &str) -> Option<(Family, f64)> {
    const LOW: [&str; 6] = ["little", "few", "low", "small", "short", "slow"];
    const HIGH: [&str; 6] = ["much", "many", "high", "large", "long", "fast"];
    const RIGHT: [&str; 6] = [
        "about right",
        "just right",
        "about the right amount",
        "the right amount",
        "right amount",
        "just enough",
    ];
    if RIGHT.contains(&text) {
        return Some((Family::Measure, 0.0));
    }
    let (degree, what) = text.rsplit_once("too ")?;
    let strength = match degree.trim() {
        "" => 1.0,
        "far" | "much" | "way" => 2.0,
        "somewhat" | "slightly" | "a bit" | "a little" => 0.5,
        _ => return None,
    };
    match what {
        _ if LOW.contains(&what) => Some((Family::Measure, -strength)),
        _ if HIGH.contains(&what) => Some((Family::Measure, strength)),
        _ => None,
    }
}

/// How far towards the high end an option is whose words name one pole.
fn pole(text: &str, words: &[&str], is_low: bool) -> Option<f64> {
    let text = text.strip_prefix("i ").unwrap_or(text);
    let not = NOT.iter().find_map(|not| text.strip_prefix(not));
    let rest = not.unwrap_or(text);
    let at_all = text.ends_with(" at all") || rest.starts_with("at all ");
    let degree = DEGREES
        .iter()
        .find(|(degree, _)| rest.strip_prefix(degree).is_some_and(|rest| rest.starts_with(' ')));
    // `Decreased a lot`, `Disagree somewhat`.
    let degree = degree.or_else(|| {
        let behind =
            |degree: &str| rest.strip_suffix(degree).is_some_and(|rest| rest.ends_with(' '));
        DEGREES.iter().find(|(degree, _)| behind(degree)).filter(|_| not.is_none())
    });
    let less = words.contains(&"less");
    // Words that say nothing of degree make it a sentence, not an option: `Yes, I am happy`.
    let most = match (degree, not) {
        (Some(_), _) => 7,
        (None, Some(_)) => 4 + if at_all { 2 } else { 0 },
        (None, None) => 2 + usize::from(less || words.contains(&"more")),
    };
    if words.len() > most {
        return None;
    }
    let strongest = ["excellent", "terrible", "essential", "crucial", "critical"]
        .iter()
        .any(|word| words.contains(word));
    let strength = degree.map_or(if strongest { 3.0 } else { 1.0 }, |degree| degree.1);
    let side = if is_low == less { 1.0 } else { -1.0 };
    // "Not important" is lower than "not very important", and "not at all" the lowest.
    Some(match (not, degree) {
        (None, _) => strength * side,
        (Some(_), _) if at_all => -2.5 * side,
        (Some(_), Some(_)) => -1.2 * side / strength.max(1.0),
        (Some(_), None) if is_low => 0.8,
        (Some(_), None) => -1.5 * side,
    })
}

/// Words that are options by themselves.
fn plain(text: &str, words: &[&str]) -> Option<(Family, f64)> {
    Some(match text {
        "neutral"
        | "neither"
        | "undecided"
        | "neutral / undecided"
        | "no change"
        | "unchanged"
        | "same"
        | "the same"
        | "about the same"
        | "stayed the same"
        | "remained the same"
        | "stayed about the same" => (Family::Agreement, 0.0),
        "definitely not" | "definitely would not" | "no, definitely not" => {
            (Family::Likelihood, -2.0)
        }
        "probably not" | "probably would not" | "no, probably not" => (Family::Likelihood, -1.0),
        "might or might not" | "maybe" | "possibly" => (Family::Agreement, 0.0),
        "probably" | "probably yes" | "probably would" | "yes, probably" => {
            (Family::Likelihood, 1.0)
        }
        "definitely" | "definitely yes" | "definitely would" | "yes, definitely" => {
            (Family::Likelihood, 2.0)
        }
        "not at all" | "none at all" | "none" | "none of them" | "nothing" => (Family::Amount, 0.0),
        "slightly" | "a little" | "very little" => (Family::Amount, 1.0),
        "somewhat" | "a bit" | "some" | "some of them" => (Family::Amount, 1.5),
        "moderately" | "a moderate amount" => (Family::Amount, 2.0),
        "quite a bit" => (Family::Amount, 2.5),
        "a lot" | "very" | "very much" | "most" | "most of them" => (Family::Amount, 3.0),
        "extremely" | "completely" | "a great deal" | "all" | "all of them" => {
            (Family::Amount, 4.0)
        }
        "fair" | "average" | "ok" | "okay" | "acceptable" => (Family::Quality, 0.0),
        "not a priority" | "no priority" => (Family::Level, -1.0),
        "very low" | "very low priority" | "very small" | "tiny" => (Family::Level, 0.0),
        "low" | "low priority" | "small" => (Family::Level, 1.0),
        "medium" | "moderate" | "medium priority" | "moderate priority" | "medium-sized" => {
            (Family::Level, 2.0)
        }
        "high" | "high priority" | "large" => (Family::Level, 3.0),
        "very high" | "very high priority" | "top priority" | "critical priority"
        | "very large" | "huge" => (Family::Level, 4.0),
        "xs" => (Family::Size, 0.0),
        "s" => (Family::Size, 1.0),
        "m" => (Family::Size, 2.0),
        "l" => (Family::Size, 3.0),
        "xl" => (Family::Size, 4.0),
        "xxl" => (Family::Size, 5.0),
        "no experience" | "no knowledge" => (Family::Level, 0.0),
        _ => {
            return match words.first().copied().unwrap_or("") {
                "neutral" if words.len() <= 4 => Some((Family::Agreement, 0.0)),
                "beginner" | "novice" => Some((Family::Level, 1.0)),
                "basic" if words.len() <= 2 => Some((Family::Level, 1.2)),
                "intermediate" => Some((Family::Level, 2.0)),
                "competent" if words.len() <= 2 => Some((Family::Level, 2.2)),
                "proficient" if words.len() <= 2 => Some((Family::Level, 2.6)),
                "advanced" => Some((Family::Level, 3.0)),
                "expert" => Some((Family::Level, 4.0)),
                _ => None,
            };
        }
    })
}
