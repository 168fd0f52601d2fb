//! What the figures of an insight give, and whether a number that is said is one of them.

use super::numbers::{FRACTION, How, Said, What};
use crate::figure::{Sort, Value};

/// The values of an insight's figures.
pub(super) struct Facts {
    values: Vec<Value>,
}

impl Facts {
    pub(super) fn of(values: impl Iterator<Item = Value>) -> Self {
        Self { values: values.collect() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The shares, from 0 to 1.
    pub(super) fn shares(&self) -> impl Iterator<Item = f64> + '_ {
        self.values.iter().filter_map(|value| value.share())
    }

    /// What is counted or measured.
    fn counts(&self) -> impl Iterator<Item = f64> + '_ {
        self.values.iter().map(main)
    }

    /// Out of how many people.
    fn bases(&self) -> impl Iterator<Item = f64> + '_ {
        self.values
            .iter()
            .filter(|value| value.sort != Sort::Excerpts)
            .map(|value| value.base as f64)
    }

    /// Whether what is said is true of a figure; why not, as a sentence.
    pub(super) fn hold(&self, said: &Said) -> Result<(), String> {
        let holds = match &said.what {
            What::Count(values, half) => {
                values.iter().any(|value| self.count(*value, *half, said.how))
            }
            What::Of(count, base) => self.values.iter().any(|value| {
                value.base as f64 == *base && fits(main(value), *count, 0.0, said.how, 0.1 * count)
            }),
            What::Share(share, off) => {
                let off = off + 1e-9;
                self.shares().any(|own| fits(own, *share, off, said.how, 0.1))
                    // A figure may itself be measured in per cent.
                    || self.numbers().any(|own| fits(own, share * 100.0, off * 100.0, said.how, 10.0))
            }
            What::Points(points, off) => {
                let apart = |one: f64| {
                    self.shares()
                        .any(|other| fits((one - other).abs(), *points, off + 1e-9, said.how, 0.1))
                };
                self.shares().any(apart)
                    || self
                        .numbers()
                        .any(|own| fits(own, points * 100.0, off * 100.0, said.how, 10.0))
            }
            What::Times(times) => self.times(*times, said.how),
            What::Between(from, to) => {
                let both = [*from, *to].iter().all(|end| self.count(*end, 0.0, How::Exactly));
                both || self.counts().any(|own| (*from..=*to).contains(&own))
            }
            What::Shares(from, to) => self.shares().any(|own| (*from..=*to).contains(&own)),
            What::Unread => return Err("These digits cannot be read: write 0 to 9.".to_owned()),
        };
        if holds {
            return Ok(());
        }
        match self.values.is_empty() {
            true => Err("No figure gives a number.".to_owned()),
            false => {
                let are: Vec<String> = self.values.iter().map(|value| value.written()).collect();
                Err(format!("Its figures give: {}.", are.join("; ")))
            }
        }
    }

    fn numbers(&self) -> impl Iterator<Item = f64> + '_ {
        self.values.iter().filter_map(|value| value.number)
    }

    fn count(&self, value: f64, half: f64, how: How) -> bool {
        let near = (0.1 * value.abs()).max(0.5);
        let exact = |own: f64| {
            // Whole numbers of people are never rounded, unless thousands are said.
            let off = if half <= 0.5 { 0.0 } else { half };
            fits(own, value, off, how, near)
        };
        self.values.iter().any(|own| match own.number {
            Some(number) => {
                fits(number, value, half.min(0.5 * value.abs().max(1.0)) + 1e-9, how, near)
            }
            None => exact(own.count as f64),
        }) || how == How::Exactly && self.bases().any(|base| base == value)
            || how == How::About && self.bases().any(|base| (base - value).abs() <= near)
    }

    /// Whether two figures, or two shares, are to each other as is said.
    fn times(&self, times: f64, how: How) -> bool {
        let fits_all = |values: &[f64]| {
            values.iter().any(|one| {
                values.iter().any(|other| {
                    let ratio = one / other;
                    *other != 0.0
                        && ratio.is_finite()
                        && [times, 1.0 / times].iter().any(|wanted| {
                            let off = (0.05 * wanted).max(0.0);
                            fits(ratio, *wanted, off, how, 0.1 * wanted)
                        })
                        && (times - 1.0).abs() > 1e-9
                })
            })
        };
        fits_all(&self.counts().collect::<Vec<_>>())
            || fits_all(&self.shares().collect::<Vec<_>>())
            || self.numbers().any(|own| fits(own, times, 0.05 * times, how, 0.1 * times))
    }
}

/// What a figure counts or measures.
fn main(value: &Value) -> f64 {
    value.number.unwrap_or(value.count as f64)
}

/// Whether a value is what is said: `off` is how far an exact one may be off, `near` how far one that
/// is said to be near.
fn fits(own: f64, said: f64, off: f64, how: How, near: f64) -> bool {
    match how {
        How::Exactly => (own - said).abs() <= off,
        How::About => (own - said).abs() <= near.max(off),
        How::Nearly => own < said && said - own <= near.max(off),
        How::JustOver => own > said && own - said <= near.max(off),
        How::Over => own > said,
        How::Under => own < said,
        How::AtLeast => own >= said,
        How::AtMost => own <= said,
    }
}

const _: () = assert!(FRACTION < 0.05);
