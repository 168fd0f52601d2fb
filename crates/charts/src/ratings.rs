//! Ratings on a numbered scale, with the bands that a score is made of; NPS above all.

use crate::canvas::{Canvas, Type, WIDTH, table};
use crate::columns::{self, Column, sane};
use crate::number::{MISSING, count, number, percent, signed};
use crate::svg::Anchor;
use crate::text::{clean, clean_or_empty, wrap};
use crate::{Chart, Estimate, Frame};

/// Input of [`ratings`].
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ratings {
    /// Id, title and note.
    pub frame: Frame,
    /// The lowest rating of the scale.
    pub first: i64,
    /// How many gave each rating, from the lowest up, none left out.
    pub counts: Vec<f64>,
    /// Bands of ratings; [`Band::nps`] for 0 to 10. May be empty.
    pub bands: Vec<Band>,
    /// The name of the score and the score, from −100 to 100 for NPS.
    pub score: Option<(String, Estimate)>,
    /// Words at the low and the high end of the scale; empty for none.
    pub ends: (String, String),
}

/// Ratings that count alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// What the people in it are called.
    pub label: String,
    /// Its lowest rating.
    pub from: i64,
    /// Its highest rating.
    pub to: i64,
    /// Its colour.
    pub tone: Tone,
}

/// Which side of the score a band is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Counts against.
    Negative,
    /// Counts neither way.
    Neutral,
    /// Counts for.
    Positive,
}

impl Band {
    /// Detractors 0–6, passives 7–8, promoters 9–10.
    pub fn nps() -> Vec<Band> {
        let band = |label: &str, from, to, tone| Band { label: label.to_owned(), from, to, tone };
        vec![
            band("Detractors", 0, 6, Tone::Negative),
            band("Passives", 7, 8, Tone::Neutral),
            band("Promoters", 9, 10, Tone::Positive),
        ]
    }

    fn holds(&self, rating: i64) -> bool {
        rating >= self.from && rating <= self.to
    }
}

/// One column for each rating, coloured by its band; under them each band's count and share, above
/// them the score with its 95% interval.
pub fn ratings(input: &Ratings) -> Chart {
    let mut canvas = Canvas::new(&input.frame);
    let counts: Vec<f64> = input.counts.iter().copied().map(sane).collect();
    let total: f64 = counts.iter().sum();
    let score = input.score.as_ref().filter(|(_, score)| score.value.is_finite());
    let score = score.map(|(name, score)| (clean(name), score_text(input, score)));
    let table = twin(input, &counts, total, score.as_ref());
    if total <= 0.0 || !total.is_finite() {
        return canvas.nothing(table, false);
    }

    if let Some(score) = &score {
        canvas.label(&format!("{} {}", score.0, score.1));
    }
    let step = WIDTH / counts.len() as f64;
    let column = |(index, count): (usize, &f64)| Column {
        class: class(input, input.first.saturating_add(index as i64)),
        left: step * index as f64,
        right: step * (index + 1) as f64,
        count: *count,
    };
    columns::draw(&mut canvas, &counts.iter().enumerate().map(column).collect::<Vec<_>>());
    let last = input.first.saturating_add(counts.len() as i64 - 1).to_string();
    let every = (Type::Small.width(&last) * 1.2 / step).ceil().max(1.0) as usize;
    for index in (0..counts.len()).step_by(every) {
        let middle = step * (index as f64 + 0.5);
        let rating = input.first.saturating_add(index as i64).to_string();
        canvas.svg.text("small", middle, canvas.y + 15.0, Anchor::Middle, &rating);
    }
    canvas.y += 22.0;
    draw_ends(&mut canvas, input);
    let mut key = Vec::new();
    for band in &input.bands {
        let words = format!("{}: {}", band_name(band), band_numbers(input, band, &counts, total));
        key.push((swatch(band.tone).to_owned(), words));
    }
    if !key.is_empty() {
        canvas.key(&key);
    }
    let desc = describe(input, &counts, total, score.as_ref());
    canvas.finish(&desc, table)
}

fn class(input: &Ratings, rating: i64) -> &'static str {
    input.bands.iter().find(|band| band.holds(rating)).map_or("bar", |band| swatch(band.tone))
}

fn swatch(tone: Tone) -> &'static str {
    match tone {
        Tone::Negative => "tone-negative",
        Tone::Neutral => "tone-neutral",
        Tone::Positive => "tone-positive",
    }
}

fn draw_ends(canvas: &mut Canvas<'_>, input: &Ratings) {
    let ends = [&input.ends.0, &input.ends.1].map(|text| clean_or_empty(text));
    if ends.iter().all(String::is_empty) {
        return;
    }
    let room = WIDTH / 2.0 - 8.0;
    let [low, high] = ends.map(|text| wrap(&text, Type::Small.size(), room));
    for (lines, x, anchor) in [(&low, 0.0, Anchor::Start), (&high, WIDTH, Anchor::End)] {
        for (index, line) in lines.iter().enumerate().filter(|(_, line)| !line.is_empty()) {
            let baseline = canvas.y + 10.0 + index as f64 * Type::Small.leading();
            canvas.svg.text("small", x, baseline, anchor, line);
        }
    }
    canvas.y += low.len().max(high.len()) as f64 * Type::Small.leading() + 4.0;
}

/// `−14 (95%: −44 to +19)`; a score between two sides carries its sign, a mean does not.
fn score_text(input: &Ratings, score: &Estimate) -> String {
    let has = |tone| input.bands.iter().any(|band| band.tone == tone);
    let show = if has(Tone::Negative) && has(Tone::Positive) { signed } else { number };
    let text = show(score.value);
    match score.interval.filter(|interval| interval.is_drawable()) {
        None => text,
        Some(ends) => format!("{text} (95%: {} to {})", show(ends.low), show(ends.high)),
    }
}

fn band_name(band: &Band) -> String {
    format!("{} {}–{}", clean(&band.label), band.from, band.to)
}

fn band_numbers(input: &Ratings, band: &Band, counts: &[f64], total: f64) -> String {
    let rated = counts.iter().enumerate();
    let held = rated.filter(|(index, _)| band.holds(input.first.saturating_add(*index as i64)));
    let sum: f64 = held.map(|(_, count)| count).sum();
    format!("{} of {} · {}", count(sum), count(total), percent(sum / total))
}

fn twin(
    input: &Ratings,
    counts: &[f64],
    total: f64,
    score: Option<&(String, String)>,
) -> crate::Table {
    let share = |part: f64| if total > 0.0 { percent(part / total) } else { MISSING.to_owned() };
    let band_of = |rating: i64| {
        let found = input.bands.iter().find(|band| band.holds(rating));
        found.map(|band| clean(&band.label)).unwrap_or_default()
    };
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (index, number) in counts.iter().enumerate() {
        let rating = input.first.saturating_add(index as i64);
        let label = match index {
            0 => with_words(rating, &input.ends.0),
            _ if index + 1 == counts.len() => with_words(rating, &input.ends.1),
            _ => rating.to_string(),
        };
        rows.push(vec![label, count(*number), share(*number), band_of(rating)]);
    }
    rows.push(vec!["All".into(), count(total), share(total), String::new()]);
    if let Some((name, score)) = score {
        rows.push(vec![name.clone(), score.clone(), String::new(), String::new()]);
    }
    if input.bands.is_empty() {
        rows.iter_mut().for_each(|row| row.truncate(3));
        return table(&["Rating", "Count", "Share"], rows);
    }
    table(&["Rating", "Count", "Share", "Band"], rows)
}

fn with_words(rating: i64, words: &str) -> String {
    let words = clean_or_empty(words);
    if words.is_empty() { rating.to_string() } else { format!("{rating} ({words})") }
}

fn describe(
    input: &Ratings,
    counts: &[f64],
    total: f64,
    score: Option<&(String, String)>,
) -> String {
    let last = input.first.saturating_add(counts.len() as i64 - 1);
    let answers = count(total);
    let mut text = format!("Columns of ratings from {} to {last}: {answers} answers.", input.first);
    if let Some((name, score)) = score {
        text += &format!(" {name} {score}.");
    }
    for band in &input.bands {
        let numbers = band_numbers(input, band, counts, total);
        text += &format!(" {}: {numbers}.", band_name(band));
    }
    text
}
