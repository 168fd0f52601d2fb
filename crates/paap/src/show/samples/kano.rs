//! What something is to people.

use super::{HOSTILE, WIDE, warnings};
use paap_survey::view::{
    Filter, Kano, KanoCategory, KanoCoefficient, KanoLead, KanoQuestion, Level,
};

fn question(id: &str, label: &str) -> KanoQuestion {
    KanoQuestion { id: id.into(), label: label.into() }
}

fn category(name: &'static str, count: u64) -> KanoCategory {
    let share = count as f64 / 30.0;
    let [share, low, high] = [share, share / 2.0, share.midpoint(1.0)].map(Some);
    KanoCategory { name, count: Some(count), share, low, high }
}

pub(in crate::show) fn kano() -> Kano {
    let counts = [
        ("Attractive", 21),
        ("One-dimensional", 4),
        ("Must-be", 2),
        ("Indifferent", 3),
        ("Reverse", 0),
        ("Questionable", 0),
    ];
    Kano {
        respondents: 34,
        filter: Some(Filter { expression: "q1 answered".into(), people: 32 }),
        confidence: 0.95,
        min_base: 0,
        with: question("q3", WIDE),
        without: question("q4", HOSTILE),
        base: 30,
        categories: counts.map(|(name, count)| category(name, count)).into(),
        better: Some(KanoCoefficient {
            count: 25,
            base: 30,
            value: 0.833,
            low: 0.664,
            high: 0.927,
        }),
        worse: Some(KanoCoefficient { count: 6, base: 30, value: -0.2, low: -0.373, high: -0.095 }),
        lead: Some(KanoLead {
            category: Some("Attractive"),
            may_be: vec!["Attractive"],
            p: 0.0009,
            level: Level::Finding,
        }),
        says:
            "Attractive: people like to have it, and do not miss it where it is not. It is ahead \
               beyond chance: a finding."
                .into(),
        notes: vec!["Left out: 2 of the 32 who answered both.".into()],
        warnings: warnings(),
    }
}

/// The same of so few people that nearly all of it is withheld.
pub(in crate::show) fn withheld_kano() -> Kano {
    let nothing =
        |own: KanoCategory| KanoCategory { count: None, share: None, low: None, high: None, ..own };
    let whole = kano();
    Kano {
        filter: None,
        min_base: 50,
        categories: whole.categories.into_iter().map(nothing).collect(),
        better: None,
        worse: None,
        lead: None,
        says: "Withheld: its base is below 50.".into(),
        notes: vec![],
        warnings: vec![],
        ..kano()
    }
}
