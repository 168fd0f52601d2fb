//! Values as they are computed, as they are written, and whether the two agree.

mod said;

use serde::{Deserialize, Serialize};

/// What a figure gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// People, out of some people.
    Count,
    /// The same as a share.
    Share,
    /// Excerpts.
    Excerpts,
    /// The median of a question's answers.
    Median,
    /// Their mean.
    Mean,
    /// Their Net Promoter Score.
    Nps,
}

impl Sort {
    /// All of them, in the order of the documentation.
    pub const ALL: [Self; 6] =
        [Self::Count, Self::Share, Self::Excerpts, Self::Median, Self::Mean, Self::Nps];

    /// What it is called in expressions.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Share => "share",
            Self::Excerpts => "excerpts",
            Self::Median => "median",
            Self::Mean => "mean",
            Self::Nps => "nps",
        }
    }
}

/// A figure's value.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Value {
    /// What it is.
    pub sort: Sort,
    /// How many people, or excerpts; of a number, how many people gave one.
    pub count: u64,
    /// Out of how many people.
    pub base: u64,
    /// The number, of a median, mean or NPS.
    pub number: Option<f64>,
}

/// A computed number may be off by this part of itself: 2.675 is meant where a hair less is found.
const HAIR: f64 = 1e-12;

impl Value {
    /// The value as `cite` and `check` write it, which [`agrees`] with it.
    pub fn written(&self) -> String {
        let pair = || format!("{} of {}", grouped(self.count), grouped(self.base));
        match (self.sort, self.number) {
            (Sort::Excerpts, _) => grouped(self.count),
            (Sort::Share, _) => format!("{} ({})", percent(self.count, self.base), pair()),
            (Sort::Count, _) | (_, None) => pair(),
            (sort, Some(number)) => written(number, decimals(sort, number)),
        }
    }

    /// The share, from 0 to 1, of people out of people.
    pub fn share(&self) -> Option<f64> {
        let has = matches!(self.sort, Sort::Count | Sort::Share) && self.base > 0;
        has.then(|| self.count as f64 / self.base as f64)
    }
}

/// Whole per cent, halves away from zero, as a fraction: what is not nothing never reads 0%, and what
/// is not all never 100%.
fn percent(count: u64, base: u64) -> String {
    match (per(count, base, 0), count, base) {
        (None, ..) => "–".to_owned(),
        (Some(0), 1.., _) => "<1%".to_owned(),
        (Some(100), ..) if count < base => ">99%".to_owned(),
        (Some(whole), ..) => format!("{whole}%"),
    }
}

/// Per cent times ten to the power of `decimals`, rounded, halves up.
fn per(count: u64, base: u64, decimals: u32) -> Option<u128> {
    let (count, base) = (u128::from(count), u128::from(base));
    let twice = 200 * 10_u128.checked_pow(decimals)?.checked_mul(count)?;
    (base > 0).then(|| (twice + base) / (2 * base))
}

/// With commas between thousands from 10,000 on; a year has none.
fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if digits.len() > 4 && at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// About three digits; a score is whole.
fn decimals(sort: Sort, number: f64) -> u32 {
    match number.abs() {
        _ if sort == Sort::Nps || number == number.trunc() => 0,
        size if size >= 100.0 => 0,
        size if size >= 10.0 => 1,
        size if size >= 1.0 => 2,
        _ => 3,
    }
}

fn rounded(number: f64, decimals: u32) -> f64 {
    let power = 10_f64.powi(decimals as i32);
    (number * power * (1.0 + HAIR)).round() / power
}

/// No zeros at the end of decimals, and a true minus.
fn written(number: f64, decimals: u32) -> String {
    if !number.is_finite() || number.abs() >= 1e15 {
        return format!("{number:.3e}").replace('-', "−");
    }
    let text = format!("{:.*}", decimals as usize, rounded(number.abs(), decimals));
    let text = match text.split_once('.') {
        Some((whole, rest)) => match rest.trim_end_matches('0') {
            "" => whole.to_owned(),
            rest => format!("{whole}.{rest}"),
        },
        None => text,
    };
    let zero = text.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    if number < 0.0 && !zero { format!("−{text}") } else { text }
}

/// Whether a value as the author wrote it is the value: every number in it must be right, and no
/// number may be in it that is none of the value's.
///
/// # Errors
///
/// What the value is, as a sentence.
pub fn agrees(text: &str, value: &Value) -> Result<(), String> {
    let is = value.written();
    if text.trim() == is {
        return Ok(());
    }
    let said =
        said::read(text).map_err(|why| format!("“{text}” is no value: {why} Write {is}."))?;
    match said.is(value) {
        true => Ok(()),
        false => Err(format!("The value is {is}, and not {}.", text.trim())),
    }
}

#[cfg(test)]
mod tests;
