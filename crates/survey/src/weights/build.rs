//! From a file of weights and the answers to each person's weight.

use super::file::{self, Problems, Wanted, short};
use super::{FORMAT, Weights};
use crate::Kind;
use crate::answers::{Question, Survey};
use crate::questionnaire::{Place, Problem, Severity};
use crate::scope::ScopeError;
use crate::view::Weighting;
use paap_analysis::People;
use paap_analysis::expression::{Vocabulary, nearest};
use paap_analysis::weight::{Limits, Margin, RakeError, design_effect, kish_effective, rake};
use std::collections::{BTreeMap, BTreeSet};

/// After how many problems no more are looked for.
const PROBLEMS: usize = 100;

impl Survey {
    /// Weights people so that the answers to some questions have the shares that a file gives
    /// (`docs/weights.md`).
    ///
    /// Who gave no answer to one of these questions keeps the share of the people that those like
    /// them have in the file: the targets are for the others, who answered.
    pub fn weights(&self, text: &str) -> Result<Weights, ScopeError> {
        self.raked(text).map_err(|mut problems| {
            problems.sort_by(|a, b| a.place.cmp(&b.place));
            ScopeError::Weights { problems, text: text.to_owned() }
        })
    }

    fn raked(&self, text: &str) -> Result<Weights, Vec<Problem>> {
        let mut problems = Problems::default();
        let Some(file) = file::parse(text, &mut problems) else { return Err(problems.0) };
        if self.people == 0 {
            let message = "there is nobody to weight: the export has no answers".to_owned();
            return Err(vec![general(message, "export the answers again")]);
        }
        let (mut margins, mut words, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
        for wanted in &file.margins {
            // Nearest names are sought for each problem; whoever has so many knows enough.
            if problems.0.len() >= PROBLEMS {
                break;
            }
            let Some(question) = self.weighted_by(wanted, &mut seen, &mut problems) else {
                continue;
            };
            if let Some(margin) = margin(self.people, question, wanted, &mut problems) {
                words.push(describe(question, wanted, &margin));
                margins.push(margin);
            }
        }
        if !problems.0.is_empty() {
            return Err(problems.0);
        }
        let standard = Limits::default();
        let largest = file.largest.unwrap_or(standard.largest);
        let limits = Limits { largest, ..standard };
        let weights = rake(&margins, None, limits).map_err(|why| match why {
            RakeError::NotConverged { worst, .. } => vec![general(
                format!(
                    "no weights reach these shares: one stays {:.1} points away with no weight above {largest}",
                    worst * 100.0
                ),
                "allow larger weights, such as `largest: 10`, or put small options together; if \
                 that does not help, the shares contradict each other",
            )],
            other => vec![general(other.to_string(), &format!("see the format of {FORMAT}"))],
        })?;
        let weights = weights.weights;
        let mut by_weight: BTreeMap<u64, People> = BTreeMap::new();
        for (person, weight) in weights.iter().enumerate() {
            let group = by_weight.entry(weight.to_bits());
            group.or_insert_with(|| People::none(self.people)).insert(person);
        }
        let groups: Vec<(f64, People)> =
            by_weight.into_iter().map(|(bits, people)| (f64::from_bits(bits), people)).collect();
        // Positive numbers are in the order of their bits.
        let (first, last) = (groups.first(), groups.last());
        let range = [first.map_or(1.0, |group| group.0), last.map_or(1.0, |group| group.0)];
        let view = Weighting {
            description: format!("raked to {}", words.join(" and ")),
            effective: kish_effective(&weights),
            design_effect: design_effect(&weights),
            range,
        };
        Ok(Weights { groups, view })
    }

    /// The question that a margin is about, if people can be weighted by it.
    fn weighted_by<'a>(
        &'a self,
        wanted: &Wanted,
        seen: &mut BTreeSet<&'a str>,
        problems: &mut Problems,
    ) -> Option<&'a Question> {
        let name = short(&wanted.question);
        let index = match self.find(&wanted.question) {
            Ok(index) => index,
            Err(near) => {
                let message = format!("there is no question `{name}`");
                problems.add("unknown-question", wanted.at, message, &meant(&near));
                return None;
            }
        };
        let question = &self.questions[index];
        if !matches!(question.kind, Kind::Single | Kind::Scale | Kind::Rating) {
            let message = format!("`{name}` is of kind {}", question.kind.name());
            let help =
                "people are weighted by questions with one answer each: single, scale, rating";
            problems.add("kind", wanted.at, message, help);
            return None;
        }
        if !seen.insert(&question.id) {
            let message = format!("`{name}` is there twice");
            problems.add("repeated", wanted.at, message, "put its targets in one margin");
            return None;
        }
        Some(question)
    }
}

/// Each person's category; who gave none of the answers is in one of their own.
fn margin(
    people: usize,
    question: &Question,
    wanted: &Wanted,
    problems: &mut Problems,
) -> Option<Margin> {
    let before = problems.0.len();
    let nobody = wanted.targets.len() as u32;
    let mut members = vec![nobody; people];
    let mut used = vec![false; question.options.len()];
    for (category, target) in wanted.targets.iter().enumerate() {
        let name = short(&target.option);
        let Some(option) = question.option(&target.option) else {
            let near = nearest(&target.option, question.options.iter().map(|o| o.label.as_str()));
            let message = format!("{} has no option “{name}”", question.id);
            problems.add("unknown-option", target.at, message, &meant(&near));
            continue;
        };
        if std::mem::replace(&mut used[option], true) {
            let message = format!("“{name}” is there twice");
            problems.add("repeated", target.at, message, "keep one of the two");
            continue;
        }
        let who = &question.options[option].people;
        let count = who.count();
        if count == 0 && target.share > 0.0 {
            let message = format!("nobody chose “{name}”, so no weight gives it a share");
            let help = "put its share to another option, or leave the option out";
            problems.add("nobody", target.at, message, help);
        } else if count > 0 && target.share == 0.0 {
            let message = format!("“{name}” should have no share, but {count} chose it");
            let help = "give it a share; to leave these people out, use --where";
            problems.add("no-share", target.at, message, help);
        }
        who.iter().for_each(|person| members[person] = category as u32);
    }
    // An option that was misspelt is not also missing.
    let misspelt = problems.0.len() > before;
    for (choice, _) in question.options.iter().zip(&used).filter(|(_, used)| !**used && !misspelt) {
        let count = choice.people.count();
        if count > 0 {
            let label = short(&choice.label);
            let message = format!("“{label}” has no target, but {count} chose it");
            problems.add("no-target", wanted.at, message, "add it to the targets");
        }
    }
    if problems.0.len() > before {
        return None;
    }
    let missing = members.iter().filter(|member| **member == nobody).count();
    let answered = 1.0 - missing as f64 / people as f64;
    let mut targets: Vec<f64> =
        wanted.targets.iter().map(|target| target.share * answered).collect();
    targets.push(missing as f64 / people as f64);
    Some(Margin { members, targets })
}

fn meant(near: &[String]) -> String {
    match near {
        [] => "`paap survey inspect` lists questions and options".to_owned(),
        near => format!("did you mean “{}”?", near.join("” or “")),
    }
}

/// The targets in words, and who has none.
fn describe(question: &Question, wanted: &Wanted, margin: &Margin) -> String {
    let share = |share: f64| (share * 1e3).round() / 10.0;
    let targets: Vec<String> = wanted
        .targets
        .iter()
        .map(|target| format!("{} {}%", short(&target.option), share(target.share)))
        .collect();
    let nobody = wanted.targets.len() as u32;
    let missing = margin.members.iter().filter(|member| **member == nobody).count();
    let missing = match missing {
        0 => String::new(),
        1 => "; the 1 without an answer keeps their share".to_owned(),
        more => format!("; the {more} without an answer keep their share"),
    };
    format!("{} ({}{missing})", question.id, targets.join(", "))
}

fn general(message: String, help: &str) -> Problem {
    Problem {
        severity: Severity::Error,
        code: "weights",
        place: Place::File,
        message,
        help: Some(help.to_owned()),
    }
}
