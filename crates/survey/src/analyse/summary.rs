//! Every question, answered.

use super::{CONFIDENCE, numbers, weighted, withhold};
use crate::Kind;
use crate::answers::{Question, Survey};
use crate::scope::Scope;
use crate::view::{Level, OptionSummary, QuestionSummary, Stats, Summary};
use crate::weights::Weights;
use paap_analysis::interval::{Interval, wilson};
use paap_analysis::level;

impl Survey {
    /// Every question with its counts, shares and numbers.
    pub fn summary(&self, scope: &Scope) -> Summary {
        let mut warnings = self.warnings(scope);
        let questions: Vec<QuestionSummary> =
            self.questions.iter().map(|question| self.question_summary(question, scope)).collect();
        let scores = self.scores(scope, &questions, &mut warnings);
        Summary {
            reader: self.reader.name(),
            source: self.source.clone(),
            respondents: self.people as u64,
            filter: scope.filter.clone(),
            weights: scope.weights.as_ref().map(Weights::view),
            confidence: CONFIDENCE,
            min_base: scope.min_base,
            questions,
            scores,
            warnings,
        }
    }

    fn question_summary(&self, question: &Question, scope: &Scope) -> QuestionSummary {
        let among = &scope.people;
        let weights = scope.weights.as_ref();
        let asked = question.asked.count_both(among);
        let answered = question.answered.count_both(among);
        let base = question.base(scope.base_asked).count_both(among);
        let withheld = scope.withholds(question);
        // Ticking nothing is an answer.
        let nothing = question.nothing_ticked.as_ref().filter(|_| !withheld);
        let nothing = nothing.map(|none| none.count_both(among));
        let stats = if withheld { None } else { weighted::stats(self, question, among, weights) };
        let stats = withhold::stats(stats, question.kind, scope.min_base);
        let weighed = weights.map(|weights| {
            let base = weights.counts_both(question.base(scope.base_asked), among);
            (weights, weights.worth(&base))
        });
        let options: Vec<OptionSummary> = if withheld {
            Vec::new()
        } else {
            question
                .options
                .iter()
                .map(|choice| {
                    let (count, share, interval) = match &weighed {
                        Some((weights, base)) => {
                            let counts = weights.counts_both(&choice.people, among);
                            weighted::part(weights, base, &counts)
                        }
                        None => {
                            let count = choice.people.count_both(among);
                            let share = (base > 0).then(|| count as f64 / base as f64);
                            (count as f64, share, wilson(count, base, CONFIDENCE))
                        }
                    };
                    OptionSummary {
                        label: choice.label.clone(),
                        other: choice.other,
                        place: choice.score,
                        count,
                        share,
                        low: interval.map(|interval| interval.low),
                        high: interval.map(|interval| interval.high),
                    }
                })
                .collect()
        };
        // A question is a finding when its least sure share is.
        let widest = options
            .iter()
            .filter_map(|option| Some(Interval { low: option.low?, high: option.high? }))
            .max_by(|a, b| a.width().total_cmp(&b.width()))
            .or_else(|| wilson(answered, asked, CONFIDENCE));
        let worth = weighed.map_or(base as f64, |(_, base)| base.effective());
        let level: Option<Level> = match question.kind {
            // Of these nothing is shown that could be sure.
            _ if withheld => None,
            Kind::Grid | Kind::Date => None,
            Kind::Number => Some(numbers::level(stats.as_ref()).into()),
            _ => Some(level::Level::of_share(worth, widest).into()),
        };
        let notes = match withheld {
            true => vec![format!("Withheld: fewer than {} answered.", scope.min_base)],
            false => notes(question, stats.as_ref(), scope),
        };
        QuestionSummary {
            id: question.id.clone(),
            slug: question.slug.clone(),
            label: question.label.clone(),
            kind: question.kind,
            grid: question.grid.clone(),
            rows: question.rows.clone(),
            asked,
            answered,
            nothing_ticked: nothing,
            skipped_or_none: question.asked.minus(&question.answered).count_both(among),
            not_asked: question.asked.not().count_both(among),
            base,
            asked_if: question.asked_if.clone(),
            options,
            stats,
            level,
            withheld,
            notes,
        }
    }
}

/// What to know when reading a question's numbers.
fn notes(question: &Question, stats: Option<&Stats>, scope: &Scope) -> Vec<String> {
    let own = question.notes.iter().filter_map(|note| note.among(&scope.people, scope.min_base));
    let mut notes: Vec<String> = own.collect();
    notes.extend(stats.into_iter().flat_map(|stats| numbers::notes(stats, question)));
    notes.extend(scope.weights.as_ref().and_then(|_| weighted::note(question)));
    notes
}
