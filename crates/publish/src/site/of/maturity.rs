//! How mature people see the platform: the assessments that may be shown, and what they give away.

use super::{Whole, capital};
use crate::site::{Asked, Aspect, Level, Maturity, Run};
use paap_product::Product;
use paap_product::assessment::{Assessment, LEVELS, Question};
use paap_workspace::product::questions;
use std::collections::BTreeMap;

impl Whole<'_> {
    /// How mature people see the platform, and how many assessments are of too few to
    /// show.
    pub(super) fn maturity(&self, product: &Product) -> (Vec<Maturity>, u64) {
        let least = self.workspace.settings.least_cell;
        let (shown, few): (Vec<&Assessment>, Vec<&Assessment>) = product
            .assessments
            .iter()
            .filter(|own| self.shows(own.public) && !own.respondents.is_empty())
            .partition(|own| own.respondents.len() as u64 >= least);
        let mut groups: BTreeMap<(Option<&str>, &str), Vec<&Assessment>> = BTreeMap::new();
        for own in shown {
            groups.entry((own.team.as_deref(), &own.instrument)).or_default().push(own);
        }
        let labels = questions();
        let group = |((team, _), mut runs): ((Option<&str>, &str), Vec<&Assessment>)| {
            runs.sort_by(|a, b| (a.date, &a.id).cmp(&(b.date, &b.id)));
            let title = |id: &str| {
                let own = product.customers.iter().find(|own| own.id == id);
                own.map_or_else(|| super::named(id), |own| own.title.clone())
            };
            Maturity {
                team: team.map(title),
                words: LEVELS.map(str::to_owned).into(),
                aspects: aspects(&runs, least, &labels),
                runs: runs
                    .iter()
                    .map(|own| Run {
                        date: own.date.map(|day| day.to_string()),
                        people: own.respondents.len() as u64,
                        internal: !own.public,
                    })
                    .collect(),
            }
        };
        (groups.into_iter().map(group).collect(), few.len() as u64)
    }
}

/// The means of each aspect and question in each run. A mean of fewer than `least` people is not said,
/// and where one question of an aspect is not, none is: it would be the rest of the aspect's mean.
fn aspects(runs: &[&Assessment], least: u64, labels: &BTreeMap<String, String>) -> Vec<Aspect> {
    let all: Vec<Question> = Question::all().collect();
    let level = |mean: paap_product::assessment::Mean| {
        (mean.answered > 0).then_some(Level { sum: mean.sum, answered: mean.answered })
    };
    all.chunk_by(|a, b| a.aspect == b.aspect)
        .filter_map(|questions| {
            let aspect = questions.first()?.aspect;
            let enough = |run: &Assessment| {
                let answered = questions.iter().map(|own| u64::from(run.mean(*own).answered));
                answered.filter(|n| *n > 0).all(|n| n >= least)
            };
            let of = |run: &&Assessment| {
                let own = run.scores().into_iter().find(|own| own.aspect == aspect)?;
                (own.people as u64 >= least).then(|| level(own.mean))?
            };
            let asked = questions.iter().map(|own| Asked {
                label: labels.get(&own.to_string()).cloned().unwrap_or_else(|| own.to_string()),
                levels: runs
                    .iter()
                    .map(|run| enough(run).then(|| level(run.mean(*own)))?)
                    .collect(),
            });
            Some(Aspect {
                title: capital(aspect.word()),
                levels: runs.iter().map(of).collect(),
                questions: asked.collect(),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use paap_product::assessment::Answers;

    fn run(id: &str, answers: &[&[(&str, u8)]]) -> Assessment {
        let one = |own: &&[(&str, u8)]| -> Answers {
            own.iter().map(|(name, level)| (Question::named(name).unwrap(), *level)).collect()
        };
        let (empty, _) = Assessment::read(id, "");
        Assessment { respondents: answers.iter().map(one).collect(), public: true, ..empty }
    }

    #[test]
    fn a_mean_of_few_is_not_said_and_does_not_follow_from_the_rest() {
        let both: &[(&str, u8)] = &[("investment_1", 2), ("investment_2", 4), ("adoption_1", 3)];
        let one: &[(&str, u8)] = &[("investment_1", 1), ("adoption_1", 1)];
        let run = run("a", &[both, both, one]);
        let found = aspects(&[&run], 3, &BTreeMap::new());
        // Of investment: 2 + 2 + 1 and 4 + 4 of five answers. Two people answered the second question.
        assert_eq!(found[0].levels, [Some(Level { sum: 13, answered: 5 })]);
        assert!(found[0].questions.iter().all(|own| own.levels == [None]));
        assert_eq!(found[1].levels, [Some(Level { sum: 7, answered: 3 })]);
        assert_eq!(found[1].questions[0].levels, [Some(Level { sum: 7, answered: 3 })]);
        assert_eq!(found[2].levels, [None]);
        let all = aspects(&[&run], 2, &BTreeMap::new());
        assert_eq!(all[0].questions[1].levels, [Some(Level { sum: 8, answered: 2 })]);
    }

    #[test]
    fn every_question_has_words() {
        let labels = questions();
        assert!(Question::all().all(|own| labels.contains_key(&own.to_string())));
    }
}
