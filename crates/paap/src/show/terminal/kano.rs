//! What something is to people: the two questions, the six categories, better and worse, and what
//! it says.

use super::parts;
use super::{INDENT, Page};
use crate::show::Look;
use crate::show::number::{figure, interval, people, percent, probability, range};
use crate::show::text::{left, right};
use paap_survey::view::{Kano, KanoCategory, KanoCoefficient};

/// How wide the names of categories are, and what stands behind them.
const NAME: usize = 18;
const COUNT: usize = 8;
const ENDS: usize = 10;

pub(crate) fn kano(view: &Kano, look: &Look) -> String {
    let mut page = Page::new(look);
    for (mark, question) in [("With", &view.with), ("Without", &view.without)] {
        let text = format!("{}  {}", question.id, question.label);
        page.limited(&left(mark, 9), &text, 6, Page::bold);
    }
    let base = format!("base {} of {}", people(view.base), people(view.respondents));
    page.facts(0, &["Kano".to_owned(), base, "shares are out of the base".to_owned()]);
    page.who(view.respondents, view.filter.as_ref(), None);
    page.gap();
    let sure = format!("{}%", figure(view.confidence * 100.0));
    let heads = row(&["people".to_owned(), "share".to_owned(), format!("{sure} interval")]);
    let head = page.bold(&format!("{}{heads}", " ".repeat(INDENT + NAME)));
    page.line(&head);
    for own in &view.categories {
        let text = format!("{}{}{}", " ".repeat(INDENT), left(own.name, NAME), category(own));
        page.line(&text);
    }
    page.gap();
    for (name, words, own) in coefficients(view) {
        let mark = format!("{}{}", " ".repeat(INDENT), left(name, 8));
        page.hanging(&mark, &format!("{} {words}", coefficient(own)), |_, line| line.to_owned());
    }
    page.gap();
    page.hanging("", &view.says, Page::bold);
    if let Some(lead) = &view.lead {
        page.aside(0, &format!("{} · p {}", TEST, probability(lead.p)));
    }
    parts::notes(&mut page, &view.notes);
    parts::warnings(&mut page, &view.warnings, look.all_warnings);
    page.text
}

/// The test of what is ahead, in words.
pub(crate) const TEST: &str = "Exact sign test of the two most frequent categories";

/// The coefficients that are shown, with their names and what they are.
pub(crate) fn coefficients(
    view: &Kano,
) -> impl Iterator<Item = (&'static str, &'static str, &KanoCoefficient)> {
    let better = ("Better", "like to have it", view.better.as_ref());
    let worse = ("Worse", "dislike to be without it", view.worse.as_ref());
    [better, worse].into_iter().filter_map(|(name, words, own)| Some((name, words, own?)))
}

/// `0.74 (0.55–0.87), 20 of 27`.
pub(crate) fn coefficient(own: &KanoCoefficient) -> String {
    let (value, bounds) = (figure(own.value), range(own.low, own.high, false));
    format!("{value} ({bounds}), {} of {}", people(own.count), people(own.base))
}

fn category(own: &KanoCategory) -> String {
    let Some(count) = own.count else { return row(&["withheld".to_owned()]) };
    let ends = own.low.zip(own.high).map(|(low, high)| interval(low, high));
    row(&[people(count), own.share.map_or("–".to_owned(), percent), ends.unwrap_or_default()])
}

/// Cells under each other.
fn row(cells: &[String]) -> String {
    let widths = [COUNT, COUNT, ENDS + 4];
    cells.iter().zip(widths).map(|(cell, width)| right(cell, width)).collect()
}
