//! JSON Schemas of the files that people write, for their editors.

use crate::plan::PLAN;
use crate::settings::SETTINGS;
use paap_product::{
    assessment, capability, customer, need, outcome, platform, release, request, roadmap,
};
use paap_text::Shape;

/// Every shape that has a file of its own, or the front matter of one.
const SHAPES: [&Shape; 11] = [
    &SETTINGS,
    &PLAN,
    &platform::PLATFORM,
    &customer::CUSTOMERS,
    &request::REQUESTS,
    &capability::CAPABILITY,
    &need::NEED,
    &roadmap::ITEM,
    &release::RELEASE,
    &outcome::OUTCOME,
    &assessment::ASSESSMENT,
];

/// The schemas: the name of what each is of, and its text.
pub fn all() -> impl Iterator<Item = (String, String)> {
    SHAPES.iter().map(|shape| {
        let name = shape.name.replace(' ', "-");
        let schema = shape.json_schema(&format!("{name}.schema.json"));
        (name, schema)
    })
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

    #[test]
    fn every_key_of_a_product_is_documented() {
        let doc = include_str!("../../../docs/product.md");
        for shape in [
            &platform::PLATFORM,
            &customer::CUSTOMER,
            &request::REQUEST,
            &capability::CAPABILITY,
            &need::NEED,
            &need::MEASURE,
            &roadmap::ITEM,
            &release::RELEASE,
            &outcome::OUTCOME,
            &outcome::BASELINE,
            &assessment::ASSESSMENT,
        ] {
            let rows = rows(shape);
            assert!(doc.contains(&rows), "docs/product.md lacks, of the {}:\n{rows}", shape.name);
        }
    }

    #[test]
    fn every_code_of_a_product_is_documented() {
        let doc = include_str!("../../../docs/product.md");
        let sources = [
            include_str!("check/chain.rs"),
            include_str!("check/priorities.rs"),
            include_str!("check/personal.rs"),
            include_str!("product.rs"),
            include_str!("../../product/src/need.rs"),
            include_str!("../../product/src/customer.rs"),
            include_str!("../../product/src/outcome.rs"),
            include_str!("../../product/src/assessment.rs"),
            include_str!("../../product/src/catalog/read.rs"),
            include_str!("../../product/src/catalog/read/relations.rs"),
            include_str!("../../product/src/catalog/import.rs"),
        ];
        let codes = sources.iter().flat_map(|text| {
            let of = |call: &'static str| text.split(call).skip(1);
            of("Problem::error(").chain(of("Problem::warning("))
        });
        let named = codes.filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next());
        let general = ["name", "wrong-value"];
        let mut seen = 0;
        for code in named.filter(|code| !general.contains(code)) {
            seen += 1;
            assert!(doc.contains(&format!("`{code}`")), "docs/product.md lacks {code}");
        }
        assert!(seen > 15, "{seen}");
    }
}
