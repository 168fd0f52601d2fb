//! What else do the people say who say X?

use super::makers::{Maker, Part};
use super::{CONFIDENCE, ROUNDS, SEED, weighted, withhold, words};
use crate::answers::{Question, Survey};
use crate::scope::{Scope, ScopeError};
use crate::view::{
    Compare, ComparedNumbers, ComparedOption, ComparedQuestion, Group, Level, Stats, Test,
};
use crate::weights::Weights;
use paap_analysis::interval::newcombe;
use paap_analysis::multiple::benjamini_hochberg;
use paap_analysis::rank::{RankTest, is_rough, mann_whitney_levels, mann_whitney_permuted};
use paap_analysis::table::{Table2x2, chi_square_2x2, fisher_exact};
use paap_analysis::{People, level};

impl Survey {
    /// Compares those who pass a filter with the rest, or with those who pass another one.
    pub fn compare(
        &self,
        scope: &Scope,
        group: &str,
        against: Option<&str>,
    ) -> Result<Compare, ScopeError> {
        let people = self.who(group)?.and(&scope.people);
        let wanted = match against {
            Some(filter) => self.who(filter)?.and(&scope.people),
            None => scope.people.clone(),
        };
        // Who is in both groups would be compared with themselves.
        let others = wanted.minus(&people);
        let overlap = against.map_or(0, |_| wanted.count_both(&people));
        let makers = self.makers(&[&[group], against.as_slice()].concat());
        let against = match against {
            Some(filter) if overlap > 0 => format!("({filter}) and not ({group})"),
            Some(filter) => filter.to_owned(),
            None => format!("not ({group})"),
        };
        for (filter, people) in [(group, &people), (&against, &others)] {
            if people.is_empty() {
                return Err(ScopeError::Nobody { filter: filter.to_owned() });
            }
        }
        let mut notes = Vec::new();
        if scope.weights.is_some() {
            notes.push(weighted::FEW.to_owned());
            notes.push("Means and medians are weighted, but not tested.".to_owned());
        }
        if overlap > 0 {
            let who = match scope.said(overlap) {
                Some(1) => "1 person passes both filters, and is".to_owned(),
                Some(overlap) => format!("{overlap} people pass both filters, and are"),
                None => "Some people pass both filters, and are".to_owned(),
            };
            notes.push(format!("{who} counted in the group alone."));
        }
        notes.extend(self.about_makers(&makers, &others, scope));
        let mut questions: Vec<ComparedQuestion> = self
            .questions
            .iter()
            .enumerate()
            .map(|(index, question)| {
                self.compared(question, makers.get(&index), (&people, &others), scope)
            })
            .collect();
        let sizes: Vec<(f64, f64)> = self
            .questions
            .iter()
            .map(|question| {
                let size = |group: &People| match &scope.weights {
                    Some(weights) => {
                        weights.worth(&weights.counts_both(group, &question.answered)).effective()
                    }
                    None => group.count_both(&question.answered) as f64,
                };
                (size(&people), size(&others))
            })
            .collect();
        let (comparisons, findings) = correct(&mut questions, &sizes);
        if findings == 0 && comparisons > 0 {
            let few = people.count().min(others.count()) < level::LEAST_PEOPLE as u64;
            let who = format!("{} against {} people", people.count(), others.count());
            let numbers = questions.iter().filter_map(|question| question.numbers.as_ref()?.q);
            let options = questions.iter().flat_map(|question| &question.options);
            let q = options.filter_map(|option| option.q).chain(numbers);
            let made = match comparisons {
                1 => "1 comparison was made".to_owned(),
                all => format!("{all} comparisons were made"),
            };
            notes.push(words::no_finding(&made, q, few.then_some(&who)));
        }
        Ok(Compare {
            respondents: self.people as u64,
            weights: scope.weights.as_ref().map(Weights::view),
            group: Group { expression: group.to_owned(), people: people.count() },
            against: Group { expression: against, people: others.count() },
            questions,
            comparisons,
            findings,
            notes,
            warnings: self.warnings(scope),
        })
    }

    fn compared(
        &self,
        question: &Question,
        maker: Option<&Maker>,
        (people, others): (&People, &People),
        scope: &Scope,
    ) -> ComparedQuestion {
        let (min_base, weights) = (scope.min_base, scope.weights.as_ref());
        let (ours, theirs) = (people.and(&question.answered), others.and(&question.answered));
        let (base, against_base) = (ours.count(), theirs.count());
        let mut compared = ComparedQuestion {
            id: question.id.clone(),
            label: question.label.clone(),
            kind: question.kind,
            base,
            against_base,
            options: Vec::new(),
            numbers: None,
            left_out: None,
        };
        if base.min(against_base) < min_base {
            compared.left_out = Some(format!("A group's base is below {min_base}."));
            return compared;
        }
        if base == 0 || against_base == 0 {
            compared.left_out = Some("Only one of the groups answered.".to_owned());
            return compared;
        }
        // A question by which the groups are made tells nothing about them.
        if let Some(Maker { part: Part::Whole, why, .. }) = maker {
            compared.left_out = Some(why.clone());
        }
        let tested = |option: usize| !maker.is_some_and(|maker| maker.has(option));
        // Without weights a group is worth its people.
        let weighed =
            weights.map(|weights| (weights, weights.counts(&ours), weights.counts(&theirs)));
        for (option, choice) in question.options.iter().enumerate() {
            let tested = tested(option);
            if let Some((weights, all, others)) = &weighed {
                let count = weights.counts_both(&choice.people, &ours);
                let against = weights.counts_both(&choice.people, &theirs);
                let found = weighted::compared(weights, (&count, all), (&against, others));
                let test = found.test.filter(|_| tested);
                compared.options.push(ComparedOption {
                    label: choice.label.clone(),
                    count: found.counts.0,
                    share: found.shares.0,
                    against_count: found.counts.1,
                    against_share: found.shares.1,
                    effect: found.difference.map(|d| d.effect),
                    low: found.difference.map(|d| d.low),
                    high: found.difference.map(|d| d.high),
                    test: test.map(|test| test.0.name()),
                    p: test.map(|test| test.1),
                    q: None,
                    level: Level::Signal,
                });
                continue;
            }
            let count = choice.people.count_both(&ours);
            let against = choice.people.count_both(&theirs);
            let difference = newcombe((count, base), (against, against_base), CONFIDENCE);
            let table =
                Table2x2 { a: count, b: base - count, c: against, d: against_base - against };
            let test = if tested { test(&table) } else { None };
            compared.options.push(ComparedOption {
                label: choice.label.clone(),
                count: count as f64,
                share: Some(count as f64 / base as f64),
                against_count: against as f64,
                against_share: Some(against as f64 / against_base as f64),
                effect: difference.map(|d| d.effect),
                low: difference.map(|d| d.low),
                high: difference.map(|d| d.high),
                test: test.map(|test| test.0.name()),
                p: test.map(|test| test.1),
                q: None,
                level: Level::Signal,
            });
        }
        let stats = |group: &People| weighted::stats(self, question, group, weights);
        let readable = |stats: &Stats| stats.n >= min_base;
        let both = (stats(&ours).filter(readable), stats(&theirs).filter(readable));
        if let (Some(stats), Some(against)) = both {
            let level =
                |of: &[(f64, u64)], at: f64| of.iter().find(|l| l.0 == at).map_or(0, |l| l.1);
            let mut at: Vec<f64> =
                stats.counts.iter().chain(&against.counts).map(|l| l.0).collect();
            at.sort_by(f64::total_cmp);
            at.dedup();
            let x: Vec<u64> = at.iter().map(|&at| level(&stats.counts, at)).collect();
            let y: Vec<u64> = at.iter().map(|&at| level(&against.counts, at)).collect();
            let tested = compared.left_out.is_none() && weights.is_none();
            let test = if tested { by_rank(&x, &y) } else { None };
            let told = |stats| withhold::stats(Some(stats), question.kind, min_base);
            compared.numbers =
                told(stats).zip(told(against)).map(|(stats, against)| ComparedNumbers {
                    stats,
                    against,
                    superiority: test.map(|test| test.0.superiority),
                    test: test.map(|test| test.1),
                    p: test.map(|test| test.0.p),
                    q: None,
                    level: Level::Signal,
                });
        }
        compared
    }
}

/// Mann and Whitney's test of how many of each group chose each level, and what it is called:
/// where neither its exact form can be had nor its approximation trusted, random tables are drawn.
fn by_rank(x: &[u64], y: &[u64]) -> Option<(RankTest, &'static str)> {
    let test = mann_whitney_levels(x, y)?;
    let people = x.iter().chain(y).sum();
    if test.exact {
        return Some((test, "mann-whitney-exact"));
    }
    if !is_rough(people, test.min_expected) {
        return Some((test, "mann-whitney"));
    }
    let permuted = mann_whitney_permuted(x, y, SEED, ROUNDS);
    let name = if permuted.exact { "mann-whitney-exact" } else { "mann-whitney-permutation" };
    Some((RankTest { p: permuted.p, exact: permuted.exact, ..test }, name))
}

/// The test for a two-by-two table: Fisher's where an expected count is below 5, else chi-square.
/// None where everybody is in one row or column.
pub(super) fn test(table: &Table2x2) -> Option<(Test, f64)> {
    if table.a + table.c == 0
        || table.b + table.d == 0
        || table.a + table.b == 0
        || table.c + table.d == 0
    {
        return None;
    }
    if table.min_expected() < 5.0 {
        return Some((Test::Fisher, fisher_exact(table)));
    }
    chi_square_2x2(table).map(|chi| (Test::ChiSquare, chi.p))
}

/// Corrects all comparisons together, and tells findings from signals.
/// `sizes` are what the two groups of each question are worth, in people.
fn correct(questions: &mut [ComparedQuestion], sizes: &[(f64, f64)]) -> (u64, u64) {
    let mut p = Vec::new();
    for question in questions.iter() {
        p.extend(question.options.iter().filter_map(|option| option.p));
        p.extend(question.numbers.iter().filter_map(|numbers| numbers.p));
    }
    let mut q = benjamini_hochberg(&p).into_iter();
    let mut findings = 0;
    for (question, &groups) in questions.iter_mut().zip(sizes) {
        let mut judge = |own: &mut Option<f64>, level: &mut Level, groups: (f64, f64)| {
            *own = q.next();
            *level = own.map_or(Level::Signal, |q| level::Level::of_difference(q, groups).into());
            findings += u64::from(*level == Level::Finding);
        };
        for option in question.options.iter_mut().filter(|option| option.p.is_some()) {
            judge(&mut option.q, &mut option.level, groups);
        }
        if let Some(numbers) = question.numbers.as_mut().filter(|numbers| numbers.p.is_some()) {
            // Who gave an answer beside a scale, or no number, is not in its test.
            let tested = (numbers.stats.effective, numbers.against.effective);
            judge(&mut numbers.q, &mut numbers.level, tested);
        }
    }
    (p.len() as u64, findings)
}
