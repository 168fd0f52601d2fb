//! What a number is a number of.

/// What a number counts or measures, as far as it matters: numbers of different units are not
/// one column of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unit {
    /// People, teams, times: what is counted.
    Things,
    Percent,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

impl Unit {
    /// How many hours it has, for units of time.
    pub(crate) fn hours(self) -> Option<f64> {
        Some(match self {
            Self::Things | Self::Percent => return None,
            Self::Minute => 1.0 / 60.0,
            Self::Hour => 1.0,
            Self::Day => 24.0,
            Self::Week => 168.0,
            Self::Month => 730.5,
            Self::Year => 8766.0,
        })
    }

    /// Its name, of many.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Things => "things",
            Self::Percent => "per cent",
            Self::Minute => "minutes",
            Self::Hour => "hours",
            Self::Day => "days",
            Self::Week => "weeks",
            Self::Month => "months",
            Self::Year => "years",
        }
    }
}

/// Words behind a number that change nothing about it as long as everybody means the same. Of
/// two that end alike the longer comes first.
const UNITS: [(&str, Unit); 68] = [
    ("working days", Unit::Day),
    ("business days", Unit::Day),
    ("years", Unit::Year),
    ("year", Unit::Year),
    ("yrs", Unit::Year),
    ("yr", Unit::Year),
    ("months", Unit::Month),
    ("month", Unit::Month),
    ("weeks", Unit::Week),
    ("week", Unit::Week),
    ("days", Unit::Day),
    ("day", Unit::Day),
    ("hours", Unit::Hour),
    ("hour", Unit::Hour),
    ("hrs", Unit::Hour),
    ("minutes", Unit::Minute),
    ("minute", Unit::Minute),
    ("mins", Unit::Minute),
    ("min", Unit::Minute),
    ("people", Unit::Things),
    ("persons", Unit::Things),
    ("person", Unit::Things),
    ("members", Unit::Things),
    ("employees", Unit::Things),
    ("engineers", Unit::Things),
    ("developers", Unit::Things),
    ("devs", Unit::Things),
    ("times", Unit::Things),
    ("teams", Unit::Things),
    ("users", Unit::Things),
    ("points", Unit::Things),
    ("percent", Unit::Percent),
    ("prozent", Unit::Percent),
    ("%", Unit::Percent),
    ("jahre", Unit::Year),
    ("jahr", Unit::Year),
    ("monate", Unit::Month),
    ("monat", Unit::Month),
    ("wochen", Unit::Week),
    ("woche", Unit::Week),
    ("tage", Unit::Day),
    ("tag", Unit::Day),
    ("stunden", Unit::Hour),
    ("stunde", Unit::Hour),
    ("minuten", Unit::Minute),
    ("personen", Unit::Things),
    ("mitarbeiter", Unit::Things),
    ("ans", Unit::Year),
    ("mois", Unit::Month),
    ("semaines", Unit::Week),
    ("jours", Unit::Day),
    ("jour", Unit::Day),
    ("heures", Unit::Hour),
    ("heure", Unit::Hour),
    ("personnes", Unit::Things),
    ("años", Unit::Year),
    ("meses", Unit::Month),
    ("semanas", Unit::Week),
    ("días", Unit::Day),
    ("horas", Unit::Hour),
    ("personas", Unit::Things),
    ("anni", Unit::Year),
    ("mesi", Unit::Month),
    ("giorni", Unit::Day),
    ("anos", Unit::Year),
    ("dias", Unit::Day),
    ("jaar", Unit::Year),
    ("年", Unit::Year),
];

/// A text in lower case with its unit, where it has one.
fn split(text: &str) -> (&str, Option<Unit>) {
    let text = text.trim();
    for (word, unit) in UNITS {
        if let Some(rest) = text.strip_suffix(word)
            && rest.ends_with(|c: char| c.is_ascii_digit() || c == '+' || c.is_whitespace())
        {
            return (rest.trim_end(), Some(unit));
        }
    }
    (text, None)
}

/// A text in lower case without its unit.
pub(super) fn without_unit(text: &str) -> &str {
    split(text).0
}

/// The unit that a text which is a number ends with: `2 days`, `3 hours or more`.
pub(crate) fn unit(text: &str) -> Option<Unit> {
    let mut lower = text.trim().to_lowercase();
    for words in [" or more", " and more", " or less", " or fewer", " and over", " or over"] {
        if lower.ends_with(words) {
            lower.truncate(lower.len() - words.len());
        }
    }
    split(&lower).1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_units() {
        for (text, unit) in [
            ("2 days", Some(Unit::Day)),
            ("5 working days", Some(Unit::Day)),
            ("40%", Some(Unit::Percent)),
            ("3 Hours or more", Some(Unit::Hour)),
            ("1-2 Jahre", Some(Unit::Year)),
            ("12 people", Some(Unit::Things)),
            ("12", None),
        ] {
            assert_eq!(super::unit(text), unit, "{text}");
        }
    }
}
