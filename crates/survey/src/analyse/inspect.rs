//! What a file is.

use crate::answers::Survey;
use crate::read::sheet::column_letters;
use crate::view::{Inspect, InspectedQuestion, MetadataColumn};

impl Survey {
    /// What the file is: tool, rows, questions, and everything odd.
    pub fn inspect(&self) -> Inspect {
        Inspect {
            reader: self.reader.name(),
            source: self.source.clone(),
            respondents: self.people as u64,
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
                .map(|question| InspectedQuestion {
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
                    asked: question.asked.count(),
                    answered: question.answered.count(),
                    base: question.base(false).count(),
                    grid: question.grid.clone(),
                    options: question.options.iter().map(|choice| choice.label.clone()).collect(),
                    asked_if: question.asked_if.clone(),
                })
                .collect(),
            warnings: self.warnings.clone(),
        }
    }
}
