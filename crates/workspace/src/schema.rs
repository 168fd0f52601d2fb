//! JSON Schemas of the files that people write, for their editors.

use crate::plan::PLAN;
use crate::settings::SETTINGS;
use paap_text::Shape;

/// Every shape that has a file of its own, or the front matter of one.
const SHAPES: [&Shape; 2] = [&SETTINGS, &PLAN];

/// The schemas: the name of what each is of, and its text.
pub fn all() -> impl Iterator<Item = (&'static str, String)> {
    SHAPES
        .iter()
        .map(|shape| (shape.name, shape.json_schema(&format!("{}.schema.json", shape.name))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{CROSS, DATASET, HYPOTHESIS, PUBLISH, RETENTION, SURVEY};

    /// The keys of a shape as docs/workspace.md has them.
    fn rows(shape: &Shape) -> String {
        let row = |key: &paap_text::shape::Key| {
            let needed = if key.needed { " **Needed.**" } else { "" };
            format!("| `{}` | {}{needed} |\n", key.name, key.doc)
        };
        shape.keys.iter().map(row).collect()
    }

    #[test]
    fn every_key_is_documented() {
        let doc = include_str!("../../../docs/workspace.md");
        for shape in
            [&SETTINGS, &PLAN, &RETENTION, &SURVEY, &CROSS, &HYPOTHESIS, &PUBLISH, &DATASET]
        {
            let rows = rows(shape);
            assert!(doc.contains(&rows), "docs/workspace.md lacks, of the {}:\n{rows}", shape.name);
        }
    }
}
