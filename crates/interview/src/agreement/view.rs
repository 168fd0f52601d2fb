//! What `paap interview agreement` says.

use super::{Labels, Options, Unit};
use crate::warning::Warning;
use paap_analysis::agreement::Undefined;
use paap_analysis::agreement::panel::{self, Estimate, Panel};
use paap_analysis::interval::CONFIDENCE;
use serde::Serialize;

/// How far coders agree.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct View {
    /// What is coded or not.
    pub unit: Unit,
    /// Who coded, by name.
    pub coders: Vec<String>,
    /// How many interviews counted: those that two or more coded all of.
    pub documents: usize,
    /// How many did not, as only one coder coded all of them.
    pub alone: usize,
    /// How many units the interviews that counted have.
    pub units: u64,
    /// How many characters were said in them.
    pub characters: u64,
    /// How the intervals were drawn; None where they were not asked for.
    pub drawn: Option<Drawn>,
    /// All codes together: one minus the mean disagreement over the mean expected by chance, so that
    /// rare codes do not count for as much as frequent ones.
    pub overall: Figures,
    /// Each code, in the codebook's order.
    pub codes: Vec<Row>,
    /// What to know before believing the figures.
    pub warnings: Vec<Warning>,
}

/// How intervals were drawn.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Drawn {
    /// What was drawn: `documents` or `turns`.
    pub from: &'static str,
    /// How many of them there are.
    pub blocks: usize,
    /// How many draws.
    pub draws: usize,
    /// The seed.
    pub seed: u64,
    /// Of both tails together.
    pub confidence: f64,
}

/// A code.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// Its id.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its figures.
    #[serde(flatten)]
    pub figures: Figures,
}

/// The figures of a code or of all.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figures {
    /// How many codings counted.
    pub n: u64,
    /// How many units at least one coder coded.
    pub marked: u64,
    /// The share of pairs of coders and units that are alike, 0 to 1.
    pub percent: Statistic,
    /// The share of units that have the code, over coders.
    pub prevalence: Statistic,
    /// Cohen's kappa; of more than two coders the mean of their pairs'.
    pub kappa: Statistic,
    /// Fleiss' kappa over the interviews that all coders coded.
    pub fleiss: Statistic,
    /// Krippendorff's alpha.
    pub alpha: Statistic,
    /// Krippendorff's unitizing alpha, of characters whatever the unit.
    pub u_alpha: Statistic,
    /// Cohen's kappa of each two coders.
    pub pairs: Vec<Pair>,
}

/// Two coders.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pair {
    /// Who.
    pub coders: [String; 2],
    /// Their kappa, without an interval.
    pub kappa: Statistic,
}

/// A number, or why there is none. Never NaN.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Statistic {
    /// There is one.
    Known {
        /// The number.
        value: f64,
        /// The lower bound; None where there is no interval.
        low: Option<f64>,
        /// The upper bound.
        high: Option<f64>,
        /// Why there is no interval, by a stable word; None where there is, or none was asked for.
        no_interval: Option<&'static str>,
    },
    /// There is none.
    Undefined {
        /// Why, by a stable word, such as `one-value`.
        undefined: &'static str,
        /// Why, for a sentence.
        why: &'static str,
    },
}

impl Statistic {
    fn of(estimate: Estimate, options: Options) -> Self {
        let value = match estimate.value {
            Ok(value) => value,
            Err(reason) => return Self::undefined(reason),
        };
        let interval = if options.draws > 0 { Some(estimate.interval) } else { None };
        let bounds = interval.and_then(Result::ok);
        Self::Known {
            value,
            low: bounds.map(|bounds| bounds.low),
            high: bounds.map(|bounds| bounds.high),
            no_interval: interval.and_then(Result::err).map(Undefined::word),
        }
    }

    fn undefined(reason: Undefined) -> Self {
        let why = match reason {
            Undefined::NoUnits => "there are no codes",
            Undefined::ManyRaters => "there are too many coders to compare each two",
            Undefined::NoPair => "no interview was coded by two coders",
            Undefined::OneValue => "all coders did the same everywhere: nothing is left to chance",
            Undefined::UnevenRaters => "no interview was coded by all coders",
            Undefined::Shape | Undefined::OneBlock | Undefined::RarelyDefined => {
                "it cannot be computed"
            }
        };
        Self::Undefined { undefined: reason.word(), why }
    }

    /// The number.
    pub const fn value(&self) -> Option<f64> {
        match self {
            Self::Known { value, .. } => Some(*value),
            Self::Undefined { .. } => None,
        }
    }
}

/// What a view is made of.
pub(super) struct Parts<'a> {
    pub(super) panel: Panel,
    pub(super) coders: Vec<&'a str>,
    pub(super) labels: Labels,
    pub(super) options: Options,
    pub(super) by_turns: bool,
    pub(super) alone: usize,
    pub(super) warnings: Vec<Warning>,
}

/// Codes that fewer units have say little about agreement.
const FEW: f64 = 5.0;

pub(super) fn view(parts: Parts<'_>) -> View {
    let Parts { panel, coders, labels, options, by_turns, alone, mut warnings } = parts;
    if panel.continua == 0 {
        warnings.push(Warning::problem(
            "no-pair",
            "No interview was coded by two coders, so there is nothing to compare. Have a second \
             coder code some, with `paap interview code DIR start --second`.",
        ));
    } else if alone > 0 {
        let message = format!(
            "{} coded by one coder only: not counted here.",
            paap_text::some(alone as u64, "interview was", "interviews were")
        );
        warnings.push(Warning::notice("coded-once", message));
    }
    if by_turns && panel.continua > 0 && options.draws > 0 {
        let message = format!(
            "Only {} compared. The intervals are drawn from turns; they say nothing of how \
             interviews differ, and are too narrow.",
            paap_text::some(panel.continua as u64, "interview is", "interviews are")
        );
        warnings.push(Warning::notice("few-interviews", message));
    }
    let rare = panel.labels.iter().filter(|own| own.marked > 0.0 && own.marked < FEW).count();
    if rare > 0 {
        let message = format!(
            "{} on fewer than {FEW} units: such figures hang on single codings.",
            paap_text::some(rare as u64, "code is", "codes are")
        );
        warnings.push(Warning::notice("few-units", message));
    }
    let figures = |own: panel::Figures, n: u64| Figures {
        n,
        marked: own.marked as u64,
        percent: Statistic::of(own.percent, options),
        prevalence: Statistic::of(own.prevalence, options),
        kappa: Statistic::of(own.cohen, options),
        fleiss: Statistic::of(own.fleiss, options),
        alpha: Statistic::of(own.alpha, options),
        u_alpha: Statistic::of(own.unitized, options),
        pairs: own
            .pairs
            .into_iter()
            .filter_map(|(first, second, kappa)| {
                let name = |rater: usize| coders.get(rater).map(|coder| (*coder).to_owned());
                let kappa = match kappa {
                    Ok(value) => {
                        Statistic::Known { value, low: None, high: None, no_interval: None }
                    }
                    Err(reason) => Statistic::undefined(reason),
                };
                Some(Pair { coders: [name(first)?, name(second)?], kappa })
            })
            .collect(),
    };
    let n = labels.codes.iter().map(|code| code.2).sum();
    let overall = figures(panel.overall, n);
    let codes = panel
        .labels
        .into_iter()
        .zip(labels.codes)
        .map(|(own, (code, name, n))| Row { code, name, figures: figures(own, n) })
        .collect();
    let drawn = (options.draws > 0).then_some(Drawn {
        from: if by_turns { "turns" } else { "documents" },
        blocks: panel.blocks,
        draws: options.draws,
        seed: options.seed,
        confidence: CONFIDENCE,
    });
    View {
        unit: options.unit,
        coders: coders.iter().map(|coder| (*coder).to_owned()).collect(),
        documents: panel.continua,
        alone,
        units: panel.units,
        characters: panel.positions,
        drawn,
        overall,
        codes,
        warnings,
    }
}
