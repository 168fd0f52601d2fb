//! Why nothing is a finding, in words that are true of the case.

use paap_analysis::level::{HIGHEST_Q, LEAST_PEOPLE};

/// That none of so many comparisons is a finding, and why. `q` are theirs; `too_few` says of whom
/// there are so few that nothing could be one, and is None where there are enough.
pub(super) fn no_finding(
    made: &str,
    q: impl Iterator<Item = f64>,
    too_few: Option<&str>,
) -> String {
    let least = q.fold(f64::INFINITY, f64::min);
    let why = match too_few {
        Some(people) => format!("with {people}, they are signals at most"),
        None if least > HIGHEST_Q => format!("the smallest q is {least:.2}, so none stands out"),
        None => format!(
            "those with a q of at most {HIGHEST_Q} rest on fewer than {LEAST_PEOPLE} people",
        ),
    };
    format!("{made}. None is a finding: {why}.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reason_is_the_true_one() {
        let check = |q: &[f64], too_few, ends: &str| {
            let text = no_finding("9 pairs were tested", q.iter().copied(), too_few);
            assert!(text.ends_with(&format!("None is a finding: {ends}.")), "{text}");
        };
        check(&[0.9, 0.31], None, "the smallest q is 0.31, so none stands out");
        check(&[0.9, 0.01], None, "those with a q of at most 0.05 rest on fewer than 30 people");
        check(&[0.01], Some("22 people"), "with 22 people, they are signals at most");
    }
}
