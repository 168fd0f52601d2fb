//! What a file is.

use crate::answers::Survey;
use crate::read::sheet::column_letters;
use crate::scope::Scope;
use crate::view::{Inspect, InspectedQuestion, MetadataColumn};
use crate::weights::Weights;

impl Survey {
    /// What the file is: tool, rows, questions, and everything odd.
    ///
    /// Of a filter, each question says how many of its people were asked and answered; its options
    /// are those of the file. Counts are of people, also with weights.
    pub fn inspect(&self, scope: &Scope) -> Inspect {
        Inspect {
            reader: self.reader.name(),
            source: self.source.clone(),
            respondents: self.people as u64,
            filter: scope.filter.clone(),
            weights: scope.weights.as_ref().map(Weights::view),
            min_base: scope.min_base,
            metadata: self
                .metadata
                .iter()
                .map(|(metadata, filled)| MetadataColumn {
                    column: column_letters(metadata.column),
                    label: metadata.label.clone(),
                    role: metadata.role.name(),
                    filled: *filled,
                })
                .collect(),
            questions: self
                .questions
                .iter()
                .map(|question| {
                    let among = &scope.people;
                    let base = question.base(scope.base_asked).count_both(among);
                    let withheld = scope.withholds(question);
                    let named = if withheld { &[][..] } else { &question.options[..] };
                    InspectedQuestion {
                        id: question.id.clone(),
                        slug: question.slug.clone(),
                        label: question.label.clone(),
                        kind: question.kind,
                        column: question
                            .columns
                            .first()
                            .map(|&c| column_letters(c))
                            .unwrap_or_default(),
                        columns: question.columns.len() as u64,
                        asked: question.asked.count_both(among),
                        answered: question.answered.count_both(among),
                        base,
                        grid: question.grid.clone(),
                        options: named.iter().map(|choice| choice.label.clone()).collect(),
                        asked_if: question.asked_if.clone(),
                        withheld,
                    }
                })
                .collect(),
            warnings: self.warnings(scope),
        }
    }
}
