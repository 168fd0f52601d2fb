//! Durations as ISO 8601 has them: `PT4H`, `P1DT30M`, `P2W`.

use jiff::Span;

/// A duration longer than nothing; None where the text is none, or counts backwards.
pub fn duration(text: &str) -> Option<Span> {
    // What reads durations also reads “4 hours”, which is no ISO 8601.
    let is_iso = text.starts_with('P')
        && text.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || ".,".contains(c));
    let span: Span = text.parse().ok().filter(|_| is_iso)?;
    span.is_positive().then_some(span)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_a_duration_and_what_is_none() {
        for text in ["PT4H", "PT8H30M", "P1D", "P2W", "P1DT30M", "PT0.5H", "P1Y2M"] {
            assert!(duration(text).is_some(), "{text}");
        }
        for text in [
            "",
            "P",
            "PT",
            "4h",
            "4 hours",
            "PT0H",
            "-PT4H",
            "PT-4H",
            "T4H",
            "PT4",
            "pt4h",
            "2026-01-01",
        ] {
            assert!(duration(text).is_none(), "{text}");
        }
    }
}
