//! What is said beside a ranking: of what it is, what is missing, what to be careful of.

use super::{Ranked, Rules, Unit, Unscored, number};
use crate::need::Need;

/// Why no need has a score, and what to do.
pub(super) fn none(needs: &[Need], unscored: &[Unscored]) -> String {
    match (needs.len(), unscored.len()) {
        (0, _) => {
            "No needs yet. A need is a file such as product/needs/see-my-request.md; product/README.md, which \
             `paap init` makes, says how to write one."
        }
        (_, 0) => "No need is open: all are met or declined.",
        _ => {
            "No need has a score yet. Write what each lacks between the lines of --- in product/needs/NAME.md, such \
             as `effort: 4`."
        }
    }
    .to_owned()
}

/// What to be careful of, each a sentence.
pub(super) fn notes(ranked: &[Ranked], rules: &Rules<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    if ranked.is_empty() {
        return notes;
    }
    let units: std::collections::BTreeSet<Unit> =
        ranked.iter().filter_map(|own| own.unit).collect();
    if units.len() > 1 {
        let words: Vec<&str> = units.iter().map(|unit| unit.word()).collect();
        notes.push(format!(
            "Reach is counted in {}: such scores cannot be compared. Count all in one of them.",
            words.join(" and in ")
        ));
    }
    notes.extend(tied(ranked));
    let names = rules.formula.inputs();
    if !names.iter().any(|name| matches!(*name, "reach" | "importance" | "satisfaction" | "votes"))
    {
        notes.push("Nothing in this formula is counted: the order is what was judged.".to_owned());
    }
    notes
}

/// What is said where the first has others beside it.
pub(super) const TIED: &str = "The evidence cannot tell the first apart from those it is tied with: choose among them by judgement, or ask more people.";

/// The same, where it is so.
pub(super) fn tied(ranked: &[Ranked]) -> Option<String> {
    ranked.first().filter(|top| !top.tied.is_empty()).map(|_| TIED.to_owned())
}

/// What is judged, and not counted.
const JUDGED: [&str; 4] = ["impact", "effort", "duration", "cost-of-delay"];

/// What was judged, in words and with its unit.
pub(super) fn judgement(name: &str, own: f64, money: Option<&str>) -> String {
    let said = number(own);
    match name {
        "impact" => {
            let word = IMPACTS.iter().find(|(size, _)| *size == own).map(|(_, word)| *word);
            word.map_or_else(
                || format!("{said} (judged)"),
                |word| format!("{said} (judged: {word})"),
            )
        }
        "cost-of-delay" => format!("{said} {} (judged)", money.unwrap_or("a week")),
        _ if own == 1.0 => format!("{said} week (judged)"),
        _ => format!("{said} weeks (judged)"),
    }
}

/// What sizes of impact are called.
const IMPACTS: [(f64, &str); 5] =
    [(3.0, "massive"), (2.0, "high"), (1.0, "medium"), (0.5, "low"), (0.25, "minimal")];

/// Of what the interval of a score is, and of what it is not.
pub(super) fn doubt(ranked: &[Ranked], rules: &Rules<'_>) -> Option<String> {
    let used = rules.formula.inputs();
    let is_wide = |name: &&&str| {
        ranked.iter().any(|own| own.inputs.get(**name).is_some_and(|own| own.low < own.high))
    };
    let counted: Vec<&str> = used.iter().filter(is_wide).copied().collect();
    let judged: Vec<&str> = used.iter().filter(|own| JUDGED.contains(own)).copied().collect();
    let be = |names: &[&str]| if names.len() == 1 { "is" } else { "are" };
    (!counted.is_empty() && !judged.is_empty()).then(|| {
        format!(
            "The interval of a score comes from {}, which {} counted. What is judged carries none: {}.",
            counted.join(" and "),
            be(&counted),
            judged.join(", "),
        )
    })
}
