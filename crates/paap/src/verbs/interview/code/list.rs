//! What was coded, and where coders differ.

use super::Desk;
use crate::error::Error;
use crate::output::{self, Outcome};
use crate::show::sheet::{Grid, Remark, Sheet, words};
use crate::show::some;
use paap_interview::coding::disagree::compare;
use paap_interview::coding::{Coding, visible_to};
use paap_interview::{Pinned, document};
use serde::Serialize;
use std::collections::BTreeMap;

/// The codings that may be seen: what programs get.
#[derive(Debug, Serialize)]
struct Codings<'a> {
    codings: Vec<Shown<'a>>,
    lost: Vec<&'a Coding>,
}

#[derive(Debug, Serialize)]
struct Shown<'a> {
    #[serde(flatten)]
    coding: &'a Coding,
    /// The turn that it begins in, where the interview is at hand in its version.
    turn: Option<String>,
}

pub(super) fn codings(desk: &Desk<'_>) -> Result<Outcome, Error> {
    let args = desk.args;
    let all = &desk.coded.state.codings;
    let seen: Vec<&Coding> = match args.coder.as_deref() {
        None => {
            // Whoever does not say who they are sees what everybody may see.
            visible_to("", all, &desk.coded.assignments)
        }
        Some(coder) => visible_to(coder, all, &desk.coded.assignments),
    };
    let is_asked = |coding: &&Coding| {
        args.document.as_ref().is_none_or(|id| coding.document == *id)
            && (args.code.is_empty() || args.code.contains(&coding.code))
    };
    let texts = desk.coded.texts();
    let pinned: BTreeMap<&str, Pinned<'_>> =
        texts.iter().map(|(id, document)| (id.as_str(), Pinned::of(document))).collect();
    let shown: Vec<Shown<'_>> = seen
        .into_iter()
        .filter(is_asked)
        .map(|coding| {
            let turn = pinned.get(coding.document.as_str()).and_then(|pinned| {
                let range = pinned.find(&coding.place).ok()?;
                Some(pinned.document.turn_at(range.start)?.id.clone())
            });
            Shown { coding, turn }
        })
        .collect();
    let hidden = all.len() - visible(desk, all);
    let mut grid = Grid::new(
        "",
        vec![words("coding"), words("code"), words("coder"), words("where"), words("words")],
    );
    for one in &shown {
        let place = format!("{} {}", one.coding.document, one.turn.as_deref().unwrap_or("?"));
        grid.rows.push(vec![
            one.coding.id.as_str().into(),
            one.coding.code.as_str().into(),
            one.coding.coder.as_str().into(),
            place.as_str().into(),
            document::plain(&one.coding.place.exact).as_ref().into(),
        ]);
    }
    let mut notes = Vec::new();
    if hidden > 0 {
        notes.push(format!(
            "Not shown: {}. Coders do not see each other's until both have finished an interview \
             (--coder NAME shows your own).",
            some(hidden as u64, "coding")
        ));
    }
    let lost: Vec<&Coding> = desk.coded.state.lost.iter().collect();
    if !lost.is_empty() {
        notes.push(format!(
            "Lost when their interview changed: {}.",
            some(lost.len() as u64, "coding")
        ));
    }
    let sheet = Sheet {
        heading: some(shown.len() as u64, "coding"),
        grids: vec![grid],
        notes,
        warnings: desk.coded.warnings.iter().map(|(file, one)| Remark::of(file, one)).collect(),
        ..Sheet::default()
    };
    output::sheet(&Codings { codings: shown, lost }, sheet, &args.showing)
}

fn visible(desk: &Desk<'_>, all: &[Coding]) -> usize {
    visible_to(desk.args.coder.as_deref().unwrap_or(""), all, &desk.coded.assignments).len()
}

pub(super) fn disagreements(desk: &Desk<'_>) -> Result<Outcome, Error> {
    let (worked, mut odd) = desk.coded.assignments.worked(&desk.coded.state.codings);
    let mut comparison = compare(
        &desk.coded.state.codings,
        &worked,
        &desk.coded.state.adjudications,
        &desk.coded.texts(),
    );
    odd.append(&mut comparison.warnings);
    comparison.warnings = odd;
    let args = desk.args;
    comparison.disagreements.retain(|one| {
        args.document.as_ref().is_none_or(|id| one.document == *id)
            && (args.code.is_empty() || args.code.contains(&one.code))
    });
    let mut grid = Grid::new(
        "",
        vec![words("interview"), words("code"), words("coder"), words("coded"), words("decision")],
    );
    for one in &comparison.disagreements {
        for (at, side) in one.sides.iter().enumerate() {
            let codings: Vec<String> = side
                .codings
                .iter()
                .map(|part| format!("{}: {}", part.id, document::plain(&part.text)))
                .collect();
            let coded = if codings.is_empty() { "nothing".to_owned() } else { codings.join(" / ") };
            let decision = match (&one.decision, one.lapsed) {
                (Some(decision), _) => {
                    format!(
                        "{} by {}",
                        if decision.outcome.is_empty() { "not coded" } else { "coded" },
                        decision.coder
                    )
                }
                (None, true) => "lapsed".to_owned(),
                (None, false) => "open".to_owned(),
            };
            let first = at == 0;
            grid.rows.push(vec![
                if first { one.document.as_str().into() } else { "".into() },
                if first { one.code.as_str().into() } else { "".into() },
                side.coder.as_str().into(),
                coded.as_str().into(),
                if first { decision.as_str().into() } else { "".into() },
            ]);
        }
    }
    let open = comparison.disagreements.iter().filter(|one| one.decision.is_none()).count();
    let sheet = Sheet {
        heading: format!(
            "{}, {open} of them open · {} agreed",
            some(comparison.disagreements.len() as u64, "disagreement"),
            some(comparison.agreed.len() as u64, "coding")
        ),
        grids: vec![grid],
        warnings: comparison.warnings.iter().map(|one| Remark::of("", one)).collect(),
        ..Sheet::default()
    };
    output::sheet(&comparison, sheet, &args.showing)
}
