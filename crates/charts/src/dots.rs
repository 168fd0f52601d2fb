//! One answer's share in each group, as a dot with its interval on a common axis.

use crate::canvas::{Canvas, Type, WIDTH, add_levels, table};
use crate::number::percent;
use crate::svg::Anchor;
use crate::text::clean;
use crate::values::{Value, Values, bases, cells_shown, drawable, phrase, plural, whisker};
use crate::{Chart, Frame, Level, Share};

/// Height of a row of marks.
const ROW: f64 = 16.0;

/// Input of [`dots`].
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Dots {
    /// Id, title and note.
    pub frame: Frame,
    /// Drawn in this order.
    pub groups: Vec<Dot>,
    /// The share among all, drawn as a line through every row.
    pub overall: Option<Share>,
}

/// One group.
#[derive(Debug, Clone, PartialEq)]
pub struct Dot {
    /// The group's name.
    pub label: String,
    /// The share within the group: its base is the group. `None` where the group is too small to
    /// show it.
    pub share: Option<Share>,
    /// Solid or outlined.
    pub level: Level,
}

/// One row for each group: a dot at its share, a line for its 95% interval, the numbers beside it.
pub fn dots(input: &Dots) -> Chart {
    let mut canvas = Canvas::new(&input.frame);
    let labels: Vec<String> = input.groups.iter().map(|group| clean(&group.label)).collect();
    let overall = input.overall.filter(Share::is_drawable);
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (group, label) in input.groups.iter().zip(&labels) {
        let mut row = vec![label.clone()];
        row.extend(cells_shown(group.share.as_ref()));
        rows.push(row);
    }
    if let Some(all) = &overall {
        let mut row = vec!["All".to_owned()];
        row.extend(cells_shown(Some(all)));
        rows.push(row);
    }
    let header = ["Group", "Count", "Base", "Share", "95% interval"];
    let mut table = table(&header, rows);
    let level = |group: &Dot| drawable(&group.share).map(|_| group.level);
    let levels: Vec<Option<Level>> = input.groups.iter().map(level).collect();
    add_levels(&mut table, &levels);
    if !input.groups.iter().any(|group| drawable(&group.share).is_some()) {
        return canvas.nothing(table, input.groups.iter().any(|group| group.share.is_none()));
    }

    let value = |group: &Dot| Value::of_shown(group.share.as_ref());
    let values: Vec<Value> = input.groups.iter().map(value).collect();
    let columns = Values::measure(&values);
    // Room at both ends, so that a dot at 0% or 100% is whole.
    let place = |share: f64| 5.0 + share.clamp(0.0, 1.0) * (columns.marks - 10.0);
    for ((group, label), value) in input.groups.iter().zip(&labels).zip(&values) {
        canvas.label(label);
        let middle = canvas.y + ROW / 2.0;
        canvas.svg.line("grid", place(0.0), middle, place(1.0), middle);
        for share in [0.0, 0.5, 1.0] {
            canvas.svg.line("grid", place(share), canvas.y + 3.0, place(share), middle + 5.0);
        }
        if let Some(all) = &overall {
            let x = place(all.share);
            canvas.svg.line("reference", x, canvas.y - 1.0, x, canvas.y + ROW + 1.0);
        }
        if let Some(share) = drawable(&group.share) {
            if let Some(interval) = share.whisker() {
                whisker(&mut canvas, place(interval.low), place(interval.high), middle);
            }
            let class = format!("dot{}", group.level.class());
            canvas.svg.circle(&class, place(share.share), middle, 4.5);
        }
        columns.draw(&mut canvas, value, ROW);
        canvas.y += 9.0;
    }
    let ends = [(0.0, Anchor::Start), (0.5, Anchor::Middle), (1.0, Anchor::End)];
    for (share, anchor) in ends {
        let nudge = (share - 0.5) * 10.0;
        let baseline = canvas.y + 8.0;
        canvas.svg.text("small", place(share) + nudge, baseline, anchor, &percent(share));
    }
    canvas.y += Type::Small.leading() + 3.0;
    if let Some(all) = &overall {
        line_key(&mut canvas, &format!("All: {}", phrase(all)));
    }
    canvas.level_note(&levels);
    canvas.finish(&describe(input, &labels, overall.as_ref()), table)
}

fn line_key(canvas: &mut Canvas<'_>, words: &str) {
    canvas.svg.line("reference", 5.0, canvas.y + 1.0, 5.0, canvas.y + 14.0);
    canvas.paragraph(Type::Small, 14.0, WIDTH - 14.0, words);
}

fn describe(input: &Dots, labels: &[String], overall: Option<&Share>) -> String {
    let many = plural(input.groups.len(), "group", "groups");
    let bases = bases(input.groups.iter().filter_map(|group| group.share.as_ref()));
    let groups = || input.groups.iter().zip(labels);
    let shown = || groups().filter_map(|(group, label)| Some((drawable(&group.share)?, label)));
    let by = |a: &(&Share, &String), b: &(&Share, &String)| a.0.share.total_cmp(&b.0.share);
    let mut text = format!("Dots of shares with 95% intervals: {many}, {bases}.");
    if let (Some(low), Some(high)) = (shown().min_by(by), shown().max_by(by)) {
        let phrases = (phrase(low.0), phrase(high.0));
        text += &format!(" Least: {}, {}. Most: {}, {}.", low.1, phrases.0, high.1, phrases.1);
    }
    if let Some(all) = overall {
        text += &format!(" All: {}.", phrase(all));
    }
    text
}
