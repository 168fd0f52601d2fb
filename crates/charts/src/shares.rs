//! Bars of shares: how many chose each answer, with the interval of each.

use crate::canvas::{Canvas, add_levels, table};
use crate::text::clean;
use crate::values::{Value, Values, bases, cells_shown, drawable, phrase, plural, whisker};
use crate::{Chart, Frame, Level, Share};

/// Height of a bar.
const BAR: f64 = 14.0;

/// Input of [`shares`].
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Shares {
    /// Id, title and note.
    pub frame: Frame,
    /// Drawn in this order.
    pub bars: Vec<Bar>,
    /// The counts are sums of weights; chart and table then say so.
    pub weighted: bool,
}

/// One answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// The option's own words, of any length.
    pub label: String,
    /// How many; `None` where too few answered to show it.
    pub share: Option<Share>,
    /// What belongs to no option ("Other"): drawn grey.
    pub other: bool,
    /// Solid or outlined.
    pub level: Level,
}

/// One horizontal bar for each answer on a scale from 0 to 100%, the label above it, count, share
/// and 95% interval beside it.
pub fn shares(input: &Shares) -> Chart {
    let mut canvas = Canvas::new(&input.frame);
    let labels: Vec<String> = input.bars.iter().map(|bar| clean(&bar.label)).collect();
    let rows = input.bars.iter().zip(&labels).map(|(bar, label)| {
        let mut row = vec![label.clone()];
        row.extend(cells_shown(bar.share.as_ref()));
        row
    });
    let number = if input.weighted { "Weighted count" } else { "Count" };
    let header = ["Answer", number, "Base", "Share", "95% interval"];
    let mut table = table(&header, rows.collect());
    let level = |bar: &Bar| drawable(&bar.share).map(|_| bar.level);
    let levels: Vec<Option<Level>> = input.bars.iter().map(level).collect();
    add_levels(&mut table, &levels);
    if !input.bars.iter().any(|bar| drawable(&bar.share).is_some()) {
        return canvas.nothing(table, input.bars.iter().any(|bar| bar.share.is_none()));
    }

    let values: Vec<Value> =
        input.bars.iter().map(|bar| Value::of_shown(bar.share.as_ref())).collect();
    let columns = Values::measure(&values);
    for ((bar, label), value) in input.bars.iter().zip(&labels).zip(&values) {
        canvas.label(label);
        canvas.svg.rect("track", 0.0, canvas.y, columns.marks, BAR);
        if let Some(share) = drawable(&bar.share) {
            draw(&mut canvas, bar, share, columns.marks);
        }
        columns.draw(&mut canvas, value, BAR);
        canvas.y += 11.0;
    }
    canvas.level_note(&levels);
    if input.weighted {
        canvas.note("Counts and shares are weighted.");
    }
    canvas.finish(&describe(input, &labels), table)
}

fn draw(canvas: &mut Canvas<'_>, bar: &Bar, share: &Share, room: f64) {
    let other = if bar.other { " other" } else { "" };
    let class = format!("bar{other}{}", bar.level.class());
    let long = share.share.clamp(0.0, 1.0) * room;
    if bar.level == Level::Signal {
        // The outline is drawn on its middle: half a unit in keeps it inside the bar's true size.
        canvas.svg.rect(&class, 0.5, canvas.y + 0.5, long - 1.0, BAR - 1.0);
    } else {
        canvas.svg.rect(&class, 0.0, canvas.y, long, BAR);
    }
    if let Some(interval) = share.whisker() {
        whisker(canvas, interval.low * room, interval.high * room, canvas.y + BAR / 2.0);
    }
}

fn describe(input: &Shares, labels: &[String]) -> String {
    let bases = bases(input.bars.iter().filter_map(|bar| bar.share.as_ref()));
    let many = plural(input.bars.len(), "answer", "answers");
    let shown = input.bars.iter().zip(labels);
    let shown = shown.filter_map(|(bar, label)| Some((drawable(&bar.share)?, label)));
    let most = shown.max_by(|a, b| a.0.share.total_cmp(&b.0.share));
    let most = most.map(|(share, label)| format!(" Most: {label}, {}.", phrase(share)));
    format!("Bars of shares with 95% intervals: {many}, {bases}.{}", most.unwrap_or_default())
}
