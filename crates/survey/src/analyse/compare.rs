//! What else do the people say who say X?

use super::{CONFIDENCE, numbers};
use crate::answers::{Question, Survey};
use crate::scope::{Scope, ScopeError};
use crate::view::{Compare, ComparedNumbers, ComparedOption, ComparedQuestion, Group, Level};
use paap_analysis::interval::newcombe;
use paap_analysis::multiple::benjamini_hochberg;
use paap_analysis::rank::mann_whitney_levels;
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
        let others = match against {
            Some(filter) => self.who(filter)?.and(&scope.people),
            None => scope.people.minus(&people),
        };
        let against = against.map_or_else(|| format!("not ({group})"), str::to_owned);
        for (filter, people) in [(group, &people), (&against, &others)] {
            if people.is_empty() {
                return Err(ScopeError::Nobody { filter: filter.to_owned() });
            }
        }
        let mut notes = Vec::new();
        let overlap = people.count_both(&others);
        if overlap > 0 {
            notes.push(format!(
                "{overlap} people are in both groups; the intervals and tests take the groups as separate.",
            ));
        }
        let mut questions: Vec<ComparedQuestion> = self
            .questions
            .iter()
            .map(|question| self.compared(question, &people, &others, scope.min_base))
            .collect();
        let (comparisons, findings) = correct(&mut questions);
        if findings == 0 {
            notes.push(format!(
                "{comparisons} comparisons were made. None is a finding: with {} against {} people, differences are signals at most.",
                people.count(),
                others.count(),
            ));
        }
        Ok(Compare {
            respondents: self.people as u64,
            weights: None,
            group: Group { expression: group.to_owned(), people: people.count() },
            against: Group { expression: against, people: others.count() },
            questions,
            comparisons,
            findings,
            notes,
            warnings: self.warnings.clone(),
        })
    }

    fn compared(
        &self,
        question: &Question,
        people: &People,
        others: &People,
        min_base: u64,
    ) -> ComparedQuestion {
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
        let makes_groups = question.options.iter().any(|choice| {
            let both = [choice.people.count_both(&ours), choice.people.count_both(&theirs)];
            both == [base, 0] || both == [0, against_base]
        });
        if makes_groups && base >= 3 && against_base >= 3 {
            compared.left_out = Some("The groups are made by it.".to_owned());
        }
        let tested = compared.left_out.is_none();
        for choice in &question.options {
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
                test: test.map(|test| test.0),
                p: test.map(|test| test.1),
                q: None,
                level: Level::Signal,
            });
        }
        if let (Some(stats), Some(against)) =
            (numbers::stats(self, question, &ours), numbers::stats(self, question, &theirs))
        {
            let level =
                |of: &[(f64, u64)], at: f64| of.iter().find(|l| l.0 == at).map_or(0, |l| l.1);
            let mut at: Vec<f64> =
                stats.counts.iter().chain(&against.counts).map(|l| l.0).collect();
            at.sort_by(f64::total_cmp);
            at.dedup();
            let x: Vec<u64> = at.iter().map(|&at| level(&stats.counts, at)).collect();
            let y: Vec<u64> = at.iter().map(|&at| level(&against.counts, at)).collect();
            let test = if tested { mann_whitney_levels(&x, &y) } else { None };
            compared.numbers = Some(ComparedNumbers {
                stats,
                against,
                superiority: test.map(|test| test.superiority),
                p: test.map(|test| test.p),
                q: None,
                level: Level::Signal,
            });
        }
        compared
    }
}

/// The test for a two-by-two table: Fisher's where an expected count is below 5, else chi-square.
/// None where everybody is in one row or column.
pub(super) fn test(table: &Table2x2) -> Option<(&'static str, f64)> {
    if table.a + table.c == 0
        || table.b + table.d == 0
        || table.a + table.b == 0
        || table.c + table.d == 0
    {
        return None;
    }
    if table.min_expected() < 5.0 {
        return Some(("fisher", fisher_exact(table)));
    }
    chi_square_2x2(table).map(|chi| ("chi-square", chi.p))
}

/// Corrects all comparisons together, and tells findings from signals.
fn correct(questions: &mut [ComparedQuestion]) -> (u64, u64) {
    let mut p = Vec::new();
    for question in questions.iter() {
        p.extend(question.options.iter().filter_map(|option| option.p));
        p.extend(question.numbers.iter().filter_map(|numbers| numbers.p));
    }
    let mut q = benjamini_hochberg(&p).into_iter();
    let mut findings = 0;
    for question in questions {
        let groups = (question.base as f64, question.against_base as f64);
        let mut judge = |own: &mut Option<f64>, level: &mut Level| {
            *own = q.next();
            *level = own.map_or(Level::Signal, |q| level::Level::of_difference(q, groups).into());
            findings += u64::from(*level == Level::Finding);
        };
        for option in question.options.iter_mut().filter(|option| option.p.is_some()) {
            judge(&mut option.q, &mut option.level);
        }
        if let Some(numbers) = question.numbers.as_mut().filter(|numbers| numbers.p.is_some()) {
            judge(&mut numbers.q, &mut numbers.level);
        }
    }
    (p.len() as u64, findings)
}
