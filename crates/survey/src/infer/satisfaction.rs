//! Whether a scale of satisfaction is known to have five steps: CSAT counts the two highest of them.
//!
//! Options are what people chose, so a scale on which nobody chose some step looks shorter than it
//! is: what is highest among the answers may be the middle of the scale. Five steps are known only
//! where the words of all of them are seen.

use super::scale::{Family, rank};

/// Scales from nothing to much, lowest first; each step in any of its words.
const UNIPOLAR: [&[&str]; 5] = [
    &["not at all satisfied"],
    &["not so satisfied", "not very satisfied", "slightly satisfied"],
    &["somewhat satisfied", "moderately satisfied"],
    &["very satisfied"],
    &["extremely satisfied", "completely satisfied"],
];

/// Whether these are all the steps of a scale of satisfaction with five, by their words. `steps`
/// are the labels of the options that are on the scale, lowest first.
pub(super) fn five_steps(steps: &[&str]) -> bool {
    if steps.len() != 5 {
        return false;
    }
    let lower: Vec<String> = steps.iter().map(|step| step.trim().to_lowercase()).collect();
    if lower.iter().zip(UNIPOLAR).all(|(step, words)| words.contains(&step.as_str())) {
        return true;
    }
    let ranks: Option<Vec<(Family, f64)>> = lower.iter().map(|step| rank(step)).collect();
    let Some(ranks) = ranks else { return numbered(&lower) };
    if ranks.iter().all(|step| step.0 == Family::Numbered) {
        return numbered(&lower);
    }
    // Two steps of each pole, in the same words, around a middle one.
    let pole = |at: usize| ranks[at].0 == Family::Satisfaction;
    let mirrored = |low: usize, high: usize| {
        pole(low) && pole(high) && ranks[high].1 > 0.0 && ranks[low].1 == -ranks[high].1
    };
    mirrored(0, 4) && mirrored(1, 3) && ranks[2].1 == 0.0 && ranks[3].1 < ranks[4].1
}

/// `1 (very dissatisfied)`, `2`, `3`, `4`, `5 (very satisfied)`: the ends have words too.
fn numbered(steps: &[String]) -> bool {
    let digits = |step: &str| step.chars().take_while(char::is_ascii_digit).collect::<String>();
    let counted = steps.iter().enumerate().all(|(at, step)| digits(step) == (at + 1).to_string());
    let not = |step: &str| step.contains("dissatisf") || step.contains("unsatisf");
    let satisfied = |step: &str| step.contains("satisf") && !not(step);
    counted && not(&steps[0]) && satisfied(&steps[4])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(steps: &[&str], expected: bool) {
        assert_eq!(five_steps(steps), expected, "{steps:?}");
    }

    #[test]
    fn all_words_of_five_steps() {
        let five = ["Very dissatisfied", "Dissatisfied", "Neutral", "Satisfied", "Very satisfied"];
        check(&five, true);
        check(&five[1..], false);
        let [a, b, c, d, e] = ["Extremely", "Somewhat", "Neither", "Somewhat", "Extremely"];
        let neither = format!("{c} satisfied nor dissatisfied");
        let low = [format!("{a} dissatisfied"), format!("{b} dissatisfied")];
        let high = [format!("{d} satisfied"), format!("{e} satisfied")];
        check(&[&low[0], &low[1], &neither, &high[0], &high[1]], true);
        check(&["Very unsatisfied", "Unsatisfied", "Neutral", "Satisfied", "Very satisfied"], true);
        check(
            &[
                "Not at all satisfied",
                "Slightly satisfied",
                "Moderately satisfied",
                "Very satisfied",
                "Extremely satisfied",
            ],
            true,
        );
        // Five of seven, of which nobody chose the highest two.
        check(
            &[
                "Extremely dissatisfied",
                "Very dissatisfied",
                "Somewhat dissatisfied",
                "Neutral",
                "Somewhat satisfied",
            ],
            false,
        );
        check(
            &["Very dissatisfied", "Dissatisfied", "Neutral", "Somewhat satisfied", "Satisfied"],
            false,
        );
        check(&["1 (very dissatisfied)", "2", "3", "4", "5 (very satisfied)"], true);
        check(&["1 (very satisfied)", "2", "3", "4", "5 (very dissatisfied)"], false);
        check(&["2", "3", "4", "5", "6 (very satisfied)"], false);
        check(&["Very poor", "Poor", "Neutral", "Good", "Very good"], false);
    }
}
