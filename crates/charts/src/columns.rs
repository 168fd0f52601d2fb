//! Upright columns over a common base line, shared by histogram and ratings.

use crate::canvas::{Canvas, Type, WIDTH};
use crate::number::count;
use crate::svg::Anchor;

/// Height of the tallest column.
const TALL: f64 = 120.0;

/// One column between two places on the sheet.
pub(crate) struct Column {
    pub(crate) class: &'static str,
    pub(crate) left: f64,
    pub(crate) right: f64,
    pub(crate) count: f64,
}

/// Draws the columns, their counts above them where there is room for all, and the base line; the
/// cursor ends on the base line. Returns the top of the drawn columns.
pub(crate) fn draw(canvas: &mut Canvas<'_>, columns: &[Column]) -> f64 {
    let highest = columns.iter().map(|column| sane(column.count)).fold(0.0, f64::max);
    let top = canvas.y + Type::Small.leading() + 2.0;
    let base = top + TALL;
    let fits = |column: &Column| {
        Type::Small.width(&count(column.count)) <= (column.right - column.left).max(0.0) + 2.0
    };
    let all_fit = columns.iter().all(fits);
    for column in columns {
        let tall = if highest > 0.0 { sane(column.count) / highest * TALL } else { 0.0 };
        let air = if column.right - column.left > 6.0 { 1.0 } else { 0.0 };
        let wide = column.right - column.left - 2.0 * air;
        canvas.svg.rect(column.class, column.left + air, base - tall, wide, tall);
        if all_fit && sane(column.count) > 0.0 {
            let middle = f64::midpoint(column.left, column.right);
            let text = count(column.count);
            canvas.svg.text("small", middle, base - tall - 4.0, Anchor::Middle, &text);
        }
    }
    if !all_fit {
        canvas.svg.line("grid", 0.0, top, WIDTH, top);
        let text = format!("{} answers", count(highest));
        canvas.svg.text("small", WIDTH, top - 4.0, Anchor::End, &text);
    }
    canvas.svg.line("axis", 0.0, base, WIDTH, base);
    canvas.y = base;
    top
}

/// A count that can be drawn; what is not a number or below zero is none.
pub(crate) fn sane(value: f64) -> f64 {
    if value.is_finite() && value > 0.0 { value } else { 0.0 }
}
