//! A forest plot: differences between two groups, each with its interval, around a line at zero.

use crate::canvas::{Canvas, Type, WIDTH, add_levels, table};
use crate::number::{MISSING, percent, points, signed};
use crate::scale::{Linear, ticks};
use crate::svg::Anchor;
use crate::text::clean;
use crate::values::{Value, Values, phrase, plural, whisker};
use crate::{Chart, Frame, Interval, Level, Share};

/// Height of a row of marks.
const ROW: f64 = 16.0;

/// Input of [`differences`].
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Differences {
    /// Id, title and note.
    pub frame: Frame,
    /// The group asked about; a positive effect means more here. Empty where rows name their own.
    pub group: String,
    /// The group it is held against. Empty where rows name their own.
    pub against: String,
    /// Drawn in this order.
    pub rows: Vec<Difference>,
}

/// One difference of two shares.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// What differs, or for an association both answers.
    pub label: String,
    /// Share in the group minus share against it, from −1 to 1; beyond that it is shown as missing.
    pub effect: f64,
    /// Its interval, from −1 to 1.
    pub interval: Option<Interval>,
    /// The two shares, group first, where they are to be read as well.
    pub shares: Option<(Share, Share)>,
    /// Solid or outlined.
    pub level: Level,
}

impl Difference {
    /// No two shares differ by more than all.
    fn is_drawable(&self) -> bool {
        self.effect.abs() <= 1.0 + 1e-9
    }

    /// The interval of an effect that can be drawn.
    fn ends(&self) -> Option<Interval> {
        self.interval.filter(|_| self.is_drawable()).filter(|interval| interval.is_drawable())
    }
}

/// One row for each difference in percentage points: a dot at the effect, a line for its 95%
/// interval, zero marked, the numbers beside it.
pub fn differences(input: &Differences) -> Chart {
    let mut canvas = Canvas::new(&input.frame);
    let labels: Vec<String> = input.rows.iter().map(|row| clean(&row.label)).collect();
    let names = [("group", &input.group), ("the rest", &input.against)]
        .map(|(word, name)| if name.trim().is_empty() { word.to_owned() } else { clean(name) });
    let mut table = twin(input, &labels, &names);
    let level = |row: &Difference| row.is_drawable().then_some(row.level);
    let levels: Vec<Option<Level>> = input.rows.iter().map(level).collect();
    add_levels(&mut table, &levels);
    if !input.rows.iter().any(|row| row.is_drawable()) {
        return canvas.nothing(table, false);
    }

    let values: Vec<Value> = input.rows.iter().map(value).collect();
    let columns = Values::measure(&values);
    let axis = axis(input, columns.marks);
    if !input.group.trim().is_empty() {
        canvas.paragraph(Type::Small, 0.0, WIDTH, &format!("→ more among: {}", names[0]));
        canvas.paragraph(Type::Small, 0.0, WIDTH, &format!("← more among: {}", names[1]));
        canvas.y += 8.0;
    }
    for ((row, label), value) in input.rows.iter().zip(&labels).zip(&values) {
        canvas.label(label);
        let middle = canvas.y + ROW / 2.0;
        canvas.svg.line("grid", axis.left, middle, axis.right, middle);
        let zero = axis.at(0.0);
        canvas.svg.line("zero", zero, canvas.y - 2.0, zero, canvas.y + ROW + 2.0);
        if row.is_drawable() {
            if let Some(ends) = row.ends() {
                whisker(&mut canvas, axis.at(ends.low), axis.at(ends.high), middle);
            }
            let class = format!("dot{}", row.level.class());
            canvas.svg.circle(&class, axis.at(row.effect), middle, 4.5);
        }
        columns.draw(&mut canvas, value, ROW);
        if let Some((group, against)) = &row.shares {
            canvas.y += 3.0;
            let text = format!("{} against {}", spoken(group), spoken(against));
            canvas.paragraph(Type::Small, 0.0, WIDTH, &text);
        }
        canvas.y += 10.0;
    }
    draw_axis(&mut canvas, &axis);
    canvas.level_note(&levels);
    canvas.finish(&describe(input, &labels, &names), table)
}

fn spoken(share: &Share) -> String {
    if share.is_drawable() {
        format!("{} ({})", percent(share.share), Value::of(share).lead)
    } else {
        "no answers".to_owned()
    }
}

fn value(row: &Difference) -> Value {
    let tail = row.ends().map(|ends| format!("({})", interval(ends)));
    let main = if row.is_drawable() { points(row.effect) } else { MISSING.to_owned() };
    Value { lead: String::new(), main, tail: tail.unwrap_or_default() }
}

/// "to", since a dash beside a minus cannot be read.
fn interval(ends: Interval) -> String {
    format!("{} to {}", points(ends.low), points(ends.high))
}

/// As wide as the widest interval, zero always in it.
fn axis(input: &Differences, room: f64) -> Linear {
    let mut from: f64 = 0.0;
    let mut to: f64 = 0.0;
    for row in input.rows.iter().filter(|row| row.is_drawable()) {
        let ends = row.ends().map_or([row.effect; 2], |ends| [ends.low, ends.high]);
        for value in [row.effect, ends[0], ends[1]] {
            from = from.min(value.max(-1.0));
            to = to.max(value.min(1.0));
        }
    }
    if from == to {
        (from, to) = (-0.1, 0.1);
    }
    // Room for a dot at either end.
    Linear { from, to, left: 6.0, right: room - 6.0 }
}

fn draw_axis(canvas: &mut Canvas<'_>, axis: &Linear) {
    let (from, to) = (axis.from * 100.0, axis.to * 100.0);
    canvas.y -= 2.0;
    for tick in ticks(from, to, 4) {
        let x = axis.at(tick / 100.0);
        canvas.svg.line("axis", x, canvas.y, x, canvas.y + 4.0);
        let text = signed(tick);
        // Kept inside the drawing.
        let half = Type::Small.width(&text) / 2.0;
        let x = x.clamp(half, WIDTH - half);
        canvas.svg.text("small", x, canvas.y + 16.0, Anchor::Middle, &text);
    }
    canvas.svg.line("axis", axis.left, canvas.y, axis.right, canvas.y);
    canvas.svg.text("small", WIDTH, canvas.y + 16.0, Anchor::End, "points");
    canvas.y += 22.0;
}

fn twin(input: &Differences, labels: &[String], names: &[String; 2]) -> crate::Table {
    let with_shares = input.rows.iter().any(|row| row.shares.is_some());
    let mut header = vec!["Answer", "Difference in points", "95% interval"];
    let among = names.clone().map(|name| format!("Among {name}"));
    if with_shares {
        header.extend(among.iter().map(String::as_str));
    }
    let rows = input.rows.iter().zip(labels).map(|(row, label)| {
        let ends = row.ends().map_or_else(|| MISSING.to_owned(), interval);
        let mut cells = vec![label.clone(), value(row).main, ends];
        if with_shares {
            let (group, against) = match &row.shares {
                Some((group, against)) => (phrase(group), phrase(against)),
                None => (MISSING.to_owned(), MISSING.to_owned()),
            };
            cells.extend([group, against]);
        }
        cells
    });
    table(&header, rows.collect())
}

fn describe(input: &Differences, labels: &[String], names: &[String; 2]) -> String {
    let many = plural(input.rows.len(), "difference", "differences");
    let mut text = format!("Forest plot in percentage points: {many}, ");
    text += &format!("{} against {}.", names[0], names[1]);
    let finite = input.rows.iter().zip(labels).filter(|(row, _)| row.is_drawable());
    let most = finite.max_by(|a, b| a.0.effect.abs().total_cmp(&b.0.effect.abs()));
    if let Some((row, label)) = most {
        let Value { main, tail, .. } = value(row);
        text += &format!(" Largest: {label}, {main} {tail}");
        text = text.trim_end().to_owned() + ".";
    }
    text
}
