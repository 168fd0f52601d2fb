//! What the figures of an insight give, and whether a number that is said is one of them.

use super::kin::Kin;
use super::numbers::{FRACTION, How, Said, What};
use super::told::Told;
use super::units::Unit;
use crate::figure::{Sort, Value};
use crate::insight::Side;

/// What a figure gives, and what it is of.
#[derive(Debug, Clone)]
pub(super) struct Fact {
    pub(super) value: Value,
    pub(super) side: Side,
    /// What it counts; None is alike to every other.
    pub(super) kin: Option<Kin>,
    /// How many words of the claim it shares.
    pub(super) shared: usize,
    /// Whether all that it is said to mean is in the claim.
    pub(super) whole: bool,
    /// What its own words tell.
    pub(super) told: Told,
}

/// The figures of an insight, those first of which a sentence seems to speak.
pub(super) struct Facts {
    facts: Vec<Fact>,
    /// Which figures the sentence is about, as far as its words tell.
    about: Vec<bool>,
    /// Whether its words tell that clearly.
    clear: bool,
}

/// How a sentence fits the figures, where it fits.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Fit {
    /// It is true of a figure that it is about.
    True,
    /// It is true of another figure alone, or only as one reading of it: which.
    Doubtful(String),
}

impl Facts {
    pub(super) fn of(facts: Vec<Fact>) -> Self {
        // A word that is in every figure, such as the platform's name, makes none the one that is meant.
        let most = facts.iter().map(|own| own.shared).max().unwrap_or(0);
        let mut about: Vec<bool> =
            facts.iter().map(|own| own.shared > 0 && 3 * own.shared > 2 * most).collect();
        let clear = facts.iter().any(|own| own.shared > 1 || own.shared == 1 && own.whole);
        match about.contains(&true) {
            // What is of the same question is meant too: *builders*, *leaders*.
            true => {
                let meant = about.clone();
                for (at, own) in facts.iter().enumerate() {
                    let alike = |(other, meant): (&Fact, &bool)| *meant && own.is_kin(other);
                    about[at] |= facts.iter().zip(&meant).any(alike);
                }
            }
            false => {
                let is_for = |own: &Fact| own.side == Side::For;
                let any = facts.iter().any(is_for);
                about = facts.iter().map(|own| !any || is_for(own)).collect();
            }
        }
        Self { facts, about, clear }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.facts.is_empty()
    }

    /// Whether two figures are of one question, and can be compared.
    pub(super) fn compare(&self) -> bool {
        let pair = |one: &Fact| {
            let other = |other: &&Fact| !std::ptr::eq(one, *other) && one.is_kin(other);
            self.facts.iter().any(|own| other(&own))
        };
        self.facts.iter().any(pair)
    }

    /// Whether a share is so: of a figure that the sentence is about, or of another.
    pub(super) fn share_is(&self, is: impl Fn(f64) -> bool) -> Option<Fit> {
        self.fit(|own| own.value.share().is_some_and(&is))
    }

    /// How something that is true of single figures fits.
    fn fit(&self, is: impl Fn(&Fact) -> bool) -> Option<Fit> {
        let holding = || self.facts.iter().zip(&self.about).filter(|(own, _)| is(own));
        if holding().any(|(_, about)| *about) {
            return Some(Fit::True);
        }
        let (other, _) = holding().next()?;
        (!self.clear).then(|| {
            let text = other.kin.as_ref().map_or("", |kin| kin.text.as_str());
            Fit::Doubtful(format!(
                "It is true of {} (`{text}`), and nothing in the claim says that it is about that.",
                other.value.written()
            ))
        })
    }

    /// Whether what is said is true of a figure; why not, as a sentence.
    pub(super) fn hold(&self, said: &Said) -> Result<Fit, String> {
        // What is said exactly is of whatever figure gives it; what is vague, of one that it is about.
        let vague =
            said.how != How::Exactly || matches!(said.what, What::Share(_, off) if off >= FRACTION);
        let fit = match &said.what {
            What::Times(times, is_often) => self.times(*times, *is_often, said.how),
            What::Points(points, off) => self.points(*points, off + 1e-9, said.how),
            What::Unread => return Err("These digits cannot be read: write 0 to 9.".to_owned()),
            What::Between(from, to) => {
                let both = [*from, *to]
                    .iter()
                    .all(|end| self.facts.iter().any(|own| own.count(*end, 0.0, How::Exactly)));
                match both {
                    true => Some(Fit::True),
                    false => self.fit(|own| (*from..=*to).contains(&own.main())),
                }
            }
            What::Count(values, half) if said.is_apart && said.how == How::Exactly => {
                let apart = self.apart(values, *half, said.unit);
                // *14 more builders than leaders* are 14 apart, and no 14 builders.
                let is_own =
                    |own: &&Fact| !(said.is_more && own.value.number.is_none() && self.compare());
                let own = || self.facts.iter().filter(is_own).any(|own| own.holds(said));
                apart.or_else(|| own().then_some(Fit::True))
            }
            _ if vague => self.fit(|own| own.holds(said)),
            _ => self.facts.iter().any(|own| own.holds(said)).then_some(Fit::True),
        };
        if let Some(fit) = fit {
            return Ok(fit);
        }
        match self.facts.is_empty() {
            true => Err("No figure gives a number.".to_owned()),
            false => {
                let are: Vec<String> = self.facts.iter().map(|own| own.value.written()).collect();
                Err(format!("Its figures give: {}.", are.join("; ")))
            }
        }
    }

    /// Whether two figures of one question, or their shares, are to each other as is said.
    fn times(&self, times: f64, is_often: bool, how: How) -> Option<Fit> {
        if (times - 1.0).abs() < 1e-9 {
            return None;
        }
        let often = |own: &Fact| {
            let number = own.value.number;
            is_often && number.is_some_and(|own| fits(own, times, 0.05 * times, how, 0.1 * times))
        };
        let is_ratio = |one: f64, other: f64| {
            let ratio = one / other;
            other != 0.0
                && ratio.is_finite()
                && [times, 1.0 / times]
                    .iter()
                    .any(|wanted| fits(ratio, *wanted, 0.05 * wanted, how, 0.1 * wanted))
        };
        self.fit(often).or_else(|| {
            let shares = |one: &Fact, other: &Fact| {
                one.value.share().zip(other.value.share()).is_some_and(|(a, b)| is_ratio(a, b))
            };
            self.pair(&shares).or_else(|| {
                let counts = |one: &Fact, other: &Fact| is_ratio(one.main(), other.main());
                let (fit, one, other) = self.pair_of(&counts)?;
                let shares = one.value.share().zip(other.value.share());
                Some(match shares {
                    // Seven of nine are no half of fourteen of twenty-two.
                    Some(_) if one.value.base != other.value.base => Fit::Doubtful(format!(
                        "It is true of the people alone, {} and {}, and not of the shares: out of how \
                         many they are differs.",
                        one.value.written(),
                        other.value.written()
                    )),
                    _ => fit,
                })
            })
        })
    }

    /// Whether two figures of one question are so far apart.
    fn apart(&self, values: &[f64], half: f64, unit: Option<Unit>) -> Option<Fit> {
        let off = half.min(0.5) + 1e-9;
        let is = |one: &Fact, other: &Fact| {
            let is_same = one.value.number.is_some() == other.value.number.is_some();
            let is_unit = one.value.number.is_some() || unit.is_none();
            let apart = (one.main() - other.main()).abs();
            is_same
                && is_unit
                && values.iter().any(|own| fits(apart, own.abs(), off, How::Exactly, 0.0))
        };
        self.pair(&is)
    }

    pub(super) fn all(&self) -> &[Fact] {
        &self.facts
    }

    fn points(&self, points: f64, off: f64, how: How) -> Option<Fit> {
        let apart = |one: &Fact, other: &Fact| {
            let shares = one.value.share().zip(other.value.share());
            shares.is_some_and(|(one, other)| fits((one - other).abs(), points, off, how, 0.1))
        };
        self.pair(&apart).or_else(|| {
            self.fit(|own| {
                let number = own.value.number;
                number.is_some_and(|own| fits(own, points * 100.0, off * 100.0, how, 10.0))
            })
        })
    }

    fn pair(&self, is: &dyn Fn(&Fact, &Fact) -> bool) -> Option<Fit> {
        self.pair_of(is).map(|(fit, ..)| fit)
    }

    /// Two figures of one question of which something is true.
    fn pair_of(&self, is: &dyn Fn(&Fact, &Fact) -> bool) -> Option<(Fit, &Fact, &Fact)> {
        let mut other_pair = None;
        for (one, one_about) in self.facts.iter().zip(&self.about) {
            for (other, other_about) in self.facts.iter().zip(&self.about) {
                if std::ptr::eq(one, other) || !one.is_kin(other) || !is(one, other) {
                    continue;
                }
                if *one_about && *other_about {
                    return Some((Fit::True, one, other));
                }
                other_pair = other_pair.or(Some((one, other)));
            }
        }
        let (one, other) = other_pair.filter(|_| !self.clear)?;
        let message = format!(
            "It is true of {} and {}, and nothing in the claim says that it is about these.",
            one.value.written(),
            other.value.written()
        );
        Some((Fit::Doubtful(message), one, other))
    }
}

impl Fact {
    pub(super) fn is_kin(&self, other: &Self) -> bool {
        match (&self.kin, &other.kin) {
            (Some(one), Some(other)) => one.is_like(other),
            _ => true,
        }
    }

    /// What it counts or measures.
    pub(super) fn main(&self) -> f64 {
        self.value.number.unwrap_or(self.value.count as f64)
    }

    /// Whether what is said of one number is true of it.
    pub(super) fn holds(&self, said: &Said) -> bool {
        let value = &self.value;
        match &said.what {
            What::Count(values, half) => {
                // *Two days or less* of `count(waited <= 2)`.
                let is_bound = |own: &f64| {
                    !said.of_people
                        && self.is_in(said.unit)
                        && self.kin.as_ref().is_some_and(|kin| kin.bounds.contains(own))
                };
                let is_own = |own: &f64| self.is_so(*own, *half, said) || is_bound(own);
                values.iter().any(is_own)
            }
            What::Of(count, base) => {
                said.unit.is_none()
                    && value.base as f64 == *base
                    && fits(self.main(), *count, 0.0, said.how, 0.1 * count)
            }
            What::Share(share, off) => {
                let off = off + 1e-9;
                value.share().is_some_and(|own| fits(own, *share, off, said.how, 0.1))
                    // A figure may itself be measured in per cent; a score, or days, are not.
                    || value.number.filter(|_| self.may_be_percent()).is_some_and(|own| {
                        fits(own, share * 100.0, off * 100.0, said.how, 10.0)
                    })
            }
            What::Shares(from, to) => value.share().is_some_and(|own| (*from..=*to).contains(&own)),
            _ => false,
        }
    }

    fn may_be_percent(&self) -> bool {
        self.value.sort != Sort::Nps && self.told.units.is_empty()
    }

    /// Whether it may be measured in a unit.
    fn is_in(&self, unit: Option<Unit>) -> bool {
        let units = &self.told.units;
        unit.is_none_or(|unit| units.is_empty() || units.contains(&unit))
    }

    /// Whether it is what is said, in the unit that is said: people are no hours, and three weeks no
    /// three days.
    fn is_so(&self, own: f64, half: f64, said: &Said) -> bool {
        let told = &self.told;
        match (self.value.number, said.unit) {
            (None, Some(_)) => false,
            (Some(_), None) if said.is_people && !told.of_people && !told.units.is_empty() => false,
            (Some(_), Some(unit)) if !self.is_in(Some(unit)) => told.units.iter().any(|other| {
                let mut factors = unit.in_others(*other).into_iter();
                factors.any(|factor| {
                    let off = (half * factor).max(0.02 * own.abs() * factor);
                    self.count(own * factor, off, said.how)
                })
            }),
            _ => self.count(own, half, said.how),
        }
    }

    fn count(&self, said: f64, half: f64, how: How) -> bool {
        let near = (0.1 * said.abs()).max(0.5);
        let base = (self.value.sort != Sort::Excerpts).then_some(self.value.base as f64);
        let is_base = base.is_some_and(|base| {
            how == How::Exactly && base == said || how == How::About && (base - said).abs() <= near
        });
        // `0.64` is a share that is written as a number.
        let is_share = half < 0.5
            && (0.0..1.0).contains(&said)
            && self.value.share().is_some_and(|own| fits(own, said, half + 1e-9, how, 0.1));
        // Whole numbers of people are never rounded, unless thousands are said.
        let off = if half <= 0.5 { 0.0 } else { half };
        let is_own = match self.value.number {
            Some(own) => fits(own, said, half.min(0.5 * said.abs().max(1.0)) + 1e-9, how, near),
            None => fits(self.value.count as f64, said, off, how, near),
        };
        is_own || is_base || is_share
    }
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
