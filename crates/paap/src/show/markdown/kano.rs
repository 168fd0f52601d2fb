//! What something is to people.

use super::{bounds, counted, notes, share, table, text, warnings};
use crate::show::Look;
use crate::show::number::{figure, people, probability};
use crate::show::terminal::{KANO_TEST, kano_coefficient, kano_coefficients};
use paap_survey::view::Kano;

pub(crate) fn kano(view: &Kano, _: &Look) -> String {
    let mut out = "# Kano\n\n".to_owned();
    for (mark, question) in [("With", &view.with), ("Without", &view.without)] {
        out.push_str(&format!("- {mark}: {} {}\n", text(&question.id), text(&question.label)));
    }
    out.push_str(&counted(view.respondents, view.filter.as_ref(), None));
    let base = people(view.base);
    out.push_str(&format!("\nBase {base}; shares are out of the base.\n"));
    let rows = view.categories.iter().map(|own| {
        let count = own.count.map_or("withheld".to_owned(), people);
        vec![text(own.name), count, share(own.share), bounds(own.low, own.high)]
    });
    let sure = format!("{}% interval", figure(view.confidence * 100.0));
    out.push_str(&table(&["Category", "People", "Share", &sure], 1, rows));
    out.push('\n');
    for (name, words, own) in kano_coefficients(view) {
        out.push_str(&format!("- {name}: {} {words}\n", text(&kano_coefficient(own))));
    }
    out.push_str(&format!("\n**{}**\n", text(&view.says)));
    if let Some(lead) = &view.lead {
        out.push_str(&format!("\n{KANO_TEST}: p {}\n", text(&probability(lead.p))));
    }
    out + &notes(&view.notes) + &warnings(&view.warnings)
}
