//! A radar: levels of several things that do not add up, each on an axis of its own, as outlines.
//!
//! No outline is filled: the area within one means nothing, as it grows with the square of the levels
//! and changes with the order of the axes. Outlines differ in dashes and in the shape of their points,
//! not in colour alone.

use crate::canvas::{Canvas, Type, WIDTH, table};
use crate::number::{MISSING, hundredths};
use crate::svg::{Anchor, Svg};
use crate::text::{breaks_words, clean, wrap};
use crate::values::plural;
use crate::{Chart, Frame};

/// More outlines than this cannot be told apart: the last are drawn, and the table has all.
const MOST: usize = 4;

/// With more axes than this their names do not fit around them.
const MOST_NAMED: usize = 8;

/// How far the outermost ring may be from the middle: the largest at which all names fit.
const RADII: [f64; 9] = [124.0, 118.0, 112.0, 106.0, 100.0, 96.0, 92.0, 88.0, 84.0];

/// Between the outermost ring and the name of an axis.
const GAP: f64 = 8.0;

/// How far a name may reach over the rings: it then stands above or below the nearest side.
const OVER: f64 = 34.0;

/// A name around the rings has at most so many lines.
const LINES: usize = 3;

/// Input of [`radar`].
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Radar {
    /// Id, title and note.
    pub frame: Frame,
    /// What an axis is: the heading of the table's first column.
    pub what: String,
    /// The names of the axes, clockwise from the top.
    pub axes: Vec<String>,
    /// The words of the levels: the first ring is level 1.
    pub rings: Vec<String>,
    /// Earlier ones first: the last is drawn solid.
    pub outlines: Vec<Outline>,
}

/// What was said at one time, or by one group.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outline {
    /// When, or by whom.
    pub label: String,
    /// A level for each axis; `None` where nobody said.
    pub values: Vec<Option<f64>>,
}

impl Outline {
    fn value(&self, axis: usize) -> Option<f64> {
        self.values.get(axis).copied().flatten().filter(|value| value.is_finite())
    }
}

/// Where the middle is, how long an axis is, and how many there are.
#[derive(Debug, Clone, Copy)]
struct Web {
    x: f64,
    y: f64,
    radius: f64,
    axes: usize,
    levels: usize,
}

impl Web {
    /// What leads one unit along an axis: the first goes up, the others follow clockwise.
    fn along(&self, axis: usize) -> (f64, f64) {
        let turn = std::f64::consts::TAU * axis as f64 / self.axes as f64;
        (turn.sin(), -turn.cos())
    }

    fn at(&self, axis: usize, length: f64) -> (f64, f64) {
        let (x, y) = self.along(axis);
        (self.x + x * length, self.y + y * length)
    }

    /// Where a level stands on an axis, never outside the rings.
    fn place(&self, axis: usize, level: f64) -> (f64, f64) {
        let share = (level / self.levels as f64).clamp(0.0, 1.0);
        self.at(axis, share * self.radius)
    }
}

/// The name of an axis: lines, and where their block stands from the middle.
struct Name {
    lines: Vec<String>,
    x: f64,
    top: f64,
    anchor: Anchor,
}

/// Axes around a middle, a ring for each level, and the outlines on them; under them what the rings and
/// the outlines are. There is no total: the axes are independent of each other.
pub fn radar(input: &Radar) -> Chart {
    let mut canvas = Canvas::new(&input.frame);
    let names: Vec<String> = input.axes.iter().map(|name| clean(name)).collect();
    let rings: Vec<String> = input.rings.iter().map(|word| clean(word)).collect();
    let table = twin(input, &names);
    let says = |own: &Outline| (0..names.len()).any(|axis| own.value(axis).is_some());
    let speaking: Vec<&Outline> = input.outlines.iter().filter(|own| says(own)).collect();
    if speaking.is_empty() || rings.is_empty() {
        return canvas.nothing(table, false);
    }
    let drawn = &speaking[speaking.len().saturating_sub(MOST)..];

    let (radius, numbered) = fit(&names);
    let web = Web { x: WIDTH / 2.0, y: 0.0, radius, axes: names.len(), levels: rings.len() };
    let around: Vec<Name> = (0..names.len())
        .map(|axis| {
            let number = (axis + 1).to_string();
            around(&web, axis, if numbered { &number } else { &names[axis] })
        })
        .collect();
    let height = |own: &Name| own.lines.len() as f64 * Type::Value.leading();
    let top = around.iter().map(|own| own.top).fold(-radius, f64::min);
    let bottom = around.iter().map(|own| own.top + height(own)).fold(radius, f64::max);
    let web = Web { y: canvas.y + 4.0 - top, ..web };

    draw_web(&mut canvas.svg, &web);
    for own in &around {
        for (line, text) in own.lines.iter().enumerate() {
            let baseline =
                web.y + own.top + Type::Value.size() + line as f64 * Type::Value.leading();
            canvas.svg.text("value", own.x, baseline, own.anchor, text);
        }
    }
    for (index, own) in drawn.iter().enumerate() {
        outline(&mut canvas.svg, &web, own, drawn.len() - index);
    }
    canvas.y = web.y + bottom + 12.0;
    for (index, own) in drawn.iter().enumerate() {
        key(&mut canvas, &clean(&own.label), drawn.len() - index);
    }
    if numbered {
        for (axis, name) in names.iter().enumerate() {
            canvas.paragraph(Type::Small, 0.0, WIDTH, &format!("{}: {name}", axis + 1));
        }
    }
    let words = rings.iter().enumerate().map(|(at, word)| format!("{} {word}", at + 1));
    canvas.note(&format!("Rings, from the middle: {}.", words.collect::<Vec<_>>().join(", ")));
    if speaking.len() > drawn.len() {
        let more = speaking.len() - drawn.len();
        canvas.note(&format!(
            "{} in the table.",
            if more == 1 { "1 more is".to_owned() } else { format!("{more} more are") }
        ));
    }
    canvas.finish(&describe(input, &names, &speaking), table)
}

/// The largest radius at which the names fit around the rings; the names become numbers where none is.
fn fit(names: &[String]) -> (f64, bool) {
    let size = Type::Value.size();
    let fits = |radius: &&f64| {
        let web = Web { x: WIDTH / 2.0, y: 0.0, radius: **radius, axes: names.len(), levels: 1 };
        names.iter().enumerate().all(|(axis, name)| {
            let room = room(&web, axis).2;
            !breaks_words(name, size, room) && wrap(name, size, room).len() <= LINES
        })
    };
    if names.len() <= MOST_NAMED
        && let Some(radius) = RADII.iter().find(fits)
    {
        return (*radius, false);
    }
    (RADII[0], true)
}

/// Where the name of an axis stands from left to right, and how wide it may be.
fn room(web: &Web, axis: usize) -> (f64, Anchor, f64) {
    let (x, _) = web.at(axis, web.radius + GAP);
    match x - web.x {
        // As good as above or below the middle.
        off if off.abs() < 0.2 * web.radius => {
            (x, Anchor::Middle, (x.min(WIDTH - x) * 2.0).min(WIDTH * 0.6))
        }
        off if off > 0.0 => (x, Anchor::Start, WIDTH - x + OVER),
        _ => (x, Anchor::End, x + OVER),
    }
}

fn around(web: &Web, axis: usize, name: &str) -> Name {
    let (x, anchor, room) = room(web, axis);
    let (_, y) = web.at(axis, web.radius + GAP);
    let lines = wrap(name, Type::Value.size(), room);
    let height = lines.len() as f64 * Type::Value.leading();
    let down = web.along(axis).1;
    // Above its point at the top, below it at the bottom, beside it between.
    let top = y - height * (1.0 - down) / 2.0;
    let wide = lines.iter().map(|line| Type::Value.width(line)).fold(0.0, f64::max);
    let over = wide - if anchor == Anchor::Start { WIDTH - x } else { x };
    if anchor == Anchor::Middle || over <= 0.0 {
        return Name { lines, x, top, anchor };
    }
    // From the edge of the drawing inwards, past the side that leads to the next corner up or down.
    let x = if anchor == Anchor::Start { x - over } else { x + over };
    let corner = web.at(axis, web.radius);
    let forward = (down <= 0.0) == (anchor == Anchor::End);
    let next = if forward { axis + 1 } else { axis + web.axes - 1 } % web.axes;
    let next = web.at(next, web.radius);
    let inner = x + if anchor == Anchor::Start { -4.0 } else { 4.0 };
    let share = ((inner - corner.0) / (next.0 - corner.0)).clamp(0.0, 1.0);
    let side = corner.1 + if share.is_finite() { share * (next.1 - corner.1) } else { 0.0 };
    let top = if down <= 0.0 { (side - height - 2.0).min(top) } else { (side + 2.0).max(top) };
    Name { lines, x, top, anchor }
}

fn draw_web(svg: &mut Svg, web: &Web) {
    for ring in 1..=web.levels {
        let length = web.radius * ring as f64 / web.levels as f64;
        if web.axes < 3 {
            svg.circle("ring", web.x, web.y, length);
        } else {
            let corners: Vec<(f64, f64)> = (0..web.axes).map(|axis| web.at(axis, length)).collect();
            svg.polygon("ring", &corners);
        }
    }
    for axis in 0..web.axes {
        let (x, y) = web.at(axis, web.radius);
        svg.line("grid", web.x, web.y, x, y);
    }
    // Too many rings for a number each have none: the words under the drawing count them.
    if web.radius / web.levels as f64 >= Type::Small.size() {
        for ring in 1..=web.levels {
            let (x, y) = web.at(0, web.radius * ring as f64 / web.levels as f64);
            svg.text("small over", x - 7.0, y + 4.0, Anchor::End, &ring.to_string());
        }
    }
}

/// An outline: from axis to axis where both have a value. `style` 1 is solid.
fn outline(svg: &mut Svg, web: &Web, own: &Outline, style: usize) {
    let place = |axis: usize| Some(web.place(axis, own.value(axis)?));
    let places: Vec<Option<(f64, f64)>> = (0..web.axes).map(place).collect();
    // Between two axes there is one line, not one there and one back.
    let last = if web.axes > 2 { web.axes } else { web.axes - 1 };
    for axis in 0..last {
        if let (Some(from), Some(to)) = (places[axis], places[(axis + 1) % web.axes]) {
            svg.line(&format!("outline series-{style}"), from.0, from.1, to.0, to.1);
        }
    }
    for (x, y) in places.into_iter().flatten() {
        point(svg, style, x, y);
    }
}

/// A point: the solid outline's is small and full, so that those of others show behind it.
fn point(svg: &mut Svg, style: usize, x: f64, y: f64) {
    let class = format!("point series-{style}");
    match style {
        1 => svg.circle(&class, x, y, 3.5),
        2 => svg.rect(&class, x - 5.0, y - 5.0, 10.0, 10.0),
        3 => svg.polygon(&class, &[(x, y - 8.0), (x + 7.0, y + 5.0), (x - 7.0, y + 5.0)]),
        _ => svg.polygon(&class, &[(x, y - 9.0), (x + 9.0, y), (x, y + 9.0), (x - 9.0, y)]),
    }
}

/// A piece of an outline, and what it is.
fn key(canvas: &mut Canvas<'_>, label: &str, style: usize) {
    const LONG: f64 = 40.0;
    let middle = canvas.y + Type::Small.leading() / 2.0;
    canvas.svg.line(&format!("outline series-{style}"), 0.0, middle, LONG, middle);
    point(&mut canvas.svg, style, LONG / 2.0, middle);
    canvas.paragraph(Type::Small, LONG + 8.0, WIDTH - LONG - 8.0, label);
    canvas.y += 3.0;
}

fn twin(input: &Radar, names: &[String]) -> crate::Table {
    let labels: Vec<String> = input.outlines.iter().map(|own| clean(&own.label)).collect();
    let what = clean(&input.what);
    let mut header = vec![what.as_str()];
    header.extend(labels.iter().map(String::as_str));
    let rows = names.iter().enumerate().map(|(axis, name)| {
        let mut row = vec![name.clone()];
        row.extend(input.outlines.iter().map(|own| spoken(own.value(axis))));
        row
    });
    table(&header, rows.collect())
}

fn spoken(value: Option<f64>) -> String {
    value.map_or_else(|| MISSING.to_owned(), hundredths)
}

fn describe(input: &Radar, names: &[String], speaking: &[&Outline]) -> String {
    let axes = plural(names.len(), "axis", "axes");
    let outlines = plural(speaking.len(), "outline", "outlines");
    let mut text = format!("Radar of levels from 1 to {}: {axes}, {outlines}.", input.rings.len());
    for own in speaking.iter().rev().take(1) {
        let levels = names.iter().enumerate();
        let levels = levels.map(|(axis, name)| format!("{name} {}", spoken(own.value(axis))));
        let levels: Vec<String> = levels.collect();
        text += &format!(" {}: {}.", clean(&own.label), levels.join(", "));
    }
    text
}

#[cfg(test)]
mod tests;
