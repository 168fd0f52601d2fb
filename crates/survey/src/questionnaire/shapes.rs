//! What values may look like, and which of them go together in a question.

use hashbrown::HashMap;

use super::fields::{Fields, Found};
use super::{Cells, Kind, Question, Scale, Score};

/// Longer ids are refused, in characters.
pub(crate) const LONGEST_ID: usize = 64;

/// `[a-z][a-z0-9_-]*`, or with a digit first if `digit_first`.
pub(crate) fn is_id(text: &str, digit_first: bool) -> bool {
    let first = text.bytes().next();
    text.len() <= LONGEST_ID
        && first.is_some_and(|b| b.is_ascii_lowercase() || (digit_first && b.is_ascii_digit()))
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'-'))
}

/// The id nearest to a text: small letters, everything else a hyphen. Empty if nothing is left.
pub(crate) fn slug(text: &str, digit_first: bool) -> String {
    let mut slug = String::new();
    for c in text.chars().take(4 * LONGEST_ID) {
        let c = c.to_ascii_lowercase();
        if c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(LONGEST_ID);
    let slug = slug.trim_end_matches('-');
    let slug = if digit_first { slug.trim_start_matches(['_', '-']) } else { slug };
    let first_bad = |c: char| c.is_ascii_digit() || matches!(c, '_' | '-');
    let slug = if digit_first { slug } else { slug.trim_start_matches(first_bad) };
    slug.to_owned()
}

/// A language tag's shape: letters, then letters, digits and hyphens.
pub(crate) fn is_language(text: &str) -> bool {
    text.len() <= 35
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
        && !text.ends_with('-')
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

/// What does not go together in a question whose kind is known.
pub(super) fn check(found: &mut Found, fields: &Fields<'_>, question: &Question) {
    misplaced(found, fields, question.kind);
    options(found, fields, question);
    scale(found, fields, question);
    score(found, fields, question);
    if question.kind == Kind::Grid && question.rows.is_empty() {
        let at = fields.place("rows");
        found.error("missing-key", at, "the grid has no rows".to_owned(), "add `rows`");
    }
    if let (Some(minimum), Some(maximum)) = (question.minimum, question.maximum)
        && minimum > maximum
    {
        let message = "`minimum` is above `maximum`".to_owned();
        found.error("range", fields.place("minimum"), message, "exchange them");
    }
}

fn misplaced(found: &mut Found, fields: &Fields<'_>, kind: Kind) {
    use Kind::{Checkbox, Grid, Number, Rating, Scale, Single};
    let rules: [(&str, &[Kind]); 8] = [
        ("options", &[Single, Checkbox, Scale, Grid]),
        ("other", &[Single, Checkbox]),
        ("scale", &[Scale, Rating]),
        ("rows", &[Grid]),
        ("cells", &[Grid]),
        ("minimum", &[Number]),
        ("maximum", &[Number]),
        ("whole", &[Number]),
    ];
    for (name, kinds) in rules {
        if let Some((key, _)) = fields.get(name)
            && !kinds.contains(&kind)
        {
            let words: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
            let message = format!("`{name}` means nothing for the kind {}", kind.name());
            let help = format!("remove it; it goes with {}", words.join(", "));
            found.error("misplaced-key", key.at, message, &help);
        }
    }
}

fn options(found: &mut Found, fields: &Fields<'_>, question: &Question) {
    let at = fields.place("options");
    let needs = match question.kind {
        Kind::Single | Kind::Checkbox | Kind::Grid => true,
        Kind::Scale => question.scale.is_none() && fields.get("scale").is_none(),
        _ => false,
    };
    if needs && question.options.is_empty() {
        let (message, help) = if question.kind == Kind::Scale {
            ("the scale has neither `options` nor `scale`", "add its steps in words or numbers")
        } else {
            ("the question has no options", "add `options`")
        };
        found.error("missing-key", at, message.to_owned(), help);
    }
    if question.kind == Kind::Scale && question.scale.is_some() && !question.options.is_empty() {
        let message = "the question has both `options` and `scale`".to_owned();
        found.error("misplaced-key", at, message, "keep one: words or numbers");
    }
    let checkbox = question.kind == Kind::Checkbox
        || (question.kind == Kind::Grid && question.cells == Cells::Checkbox);
    if !checkbox && question.options.iter().any(|option| option.exclusive) {
        let message = "an option is `exclusive`, but people choose only one".to_owned();
        found.warning("misplaced-key", at, message, "remove `exclusive`, or use the kind checkbox");
    }
    let mut spellings: HashMap<&str, &str> = HashMap::new();
    for option in &question.options {
        let label = found.languages.first().and_then(|language| option.label.get(language));
        for spelling in label.into_iter().chain(option.aliases.iter().map(String::as_str)) {
            if let Some(other) = spellings.insert(spelling, &option.id) {
                let message = if other == option.id {
                    format!("the option `{}` has the same spelling twice", option.id)
                } else {
                    format!("the options `{other}` and `{}` have a spelling in common", option.id)
                };
                let help = "answers could not be told apart; every label and alias once";
                found.warning("ambiguous-option", at, message, help);
            }
        }
    }
}

fn scale(found: &mut Found, fields: &Fields<'_>, question: &Question) {
    if question.kind == Kind::Rating && fields.get("scale").is_none() {
        let message = "the rating has no `scale`".to_owned();
        found.error("missing-key", fields.at, message, "add `scale` with `low` and `high`");
    }
    let Some(scale) = &question.scale else { return };
    let at = fields.place("scale");
    match scale.high.checked_sub(scale.low) {
        Some(steps) if (1..=Scale::MAX_STEPS).contains(&steps) => {}
        Some(steps) if steps < 1 => {
            let message = "the scale's `high` is not above its `low`".to_owned();
            found.error("range", at, message, "exchange them, and say low labels with `low_label`");
        }
        _ => {
            let message = format!("the scale has more than {} steps", Scale::MAX_STEPS);
            found.error("range", at, message, "use the kind number");
        }
    }
}

fn score(found: &mut Found, fields: &Fields<'_>, question: &Question) {
    let Some(score) = question.score else { return };
    let at = fields.place("score");
    let fits = match question.kind {
        Kind::Rating | Kind::Scale => true,
        Kind::Single => matches!(score, Score::Csat | Score::Ces),
        Kind::Grid => matches!(score, Score::Driver | Score::Sus | Score::UxLite),
        _ => false,
    };
    if !fits {
        let message = format!(
            "a question of the kind {} is no item of {}",
            question.kind.name(),
            score.name()
        );
        found.error(
            "misplaced-key",
            at,
            message,
            "remove `score`, or use the kind rating or scale",
        );
    }
    // Reichheld 2003: "how likely is it that you would recommend", 0 to 10.
    if score == Score::Nps
        && question.scale.as_ref().is_some_and(|scale| (scale.low, scale.high) != (0, 10))
    {
        let message = "a net promoter score is asked on a scale from 0 to 10".to_owned();
        found.warning("range", at, message, "correct the scale, or use another score");
    }
}
