//! Seeded mutations of entity files through the body of the fuzz target `catalog`: on every commit, what a
//! fuzzer does for longer.

use proptest::prelude::*;

#[path = "../../../fuzz/src/catalog.rs"]
mod body;

const ENTITIES: &str = "\
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: parcels, title: Parcels}
spec: {type: unit, children: [flow], members: [ada]}
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata:
  name: flow
  namespace: default
spec:
  type: team
  profile: {displayName: \"Parcel: Flow\"}
---
apiVersion: backstage.io/v1alpha1
kind: System
metadata:
  name: ferry-ci
  description: |
    Builds & *tests*.

    --- Fast.
  tags: [ci]
spec: {owner: group:crew}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: ferry-ci}
spec: {type: service, lifecycle: production, owner: crew, providesApis: [a]}
---
apiVersion: scaffolder.backstage.io/v1beta3
kind: Template
metadata:
  name: job
  annotations:
    backstage.io/time-saved: PT4H
spec: {type: service}
---
apiVersion: backstage.io/v1alpha1
kind: User
metadata: {name: bo}
spec: {memberOf: [flow]}
";

const PIECES: [&str; 28] = [
    "---\n", "...\n", "\n", "\r\n", "\r", ":", ": ", "- ", "#", "\"", "'", "|", ">", "{", "}", "[",
    "]", ",", "&a ", "*a ", "\t", "\u{feff}", "é", "\u{2028}", "\\x00", "flow", "ferry-ci", "true",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn what_came_from_a_changed_file_comes_again(
        changes in prop::collection::vec((0..ENTITIES.len(), 0..6usize, 0..PIECES.len()), 0..8)
    ) {
        let mut text = ENTITIES.to_owned();
        for (at, length, piece) in changes {
            let at = (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            let end = (at + length).min(text.len());
            let end = (end..=text.len()).find(|end| text.is_char_boundary(*end)).unwrap_or(text.len());
            text.replace_range(at..end, PIECES[piece]);
        }
        body::catalog(text.as_bytes());
    }

    #[test]
    fn any_description_comes_again(title in "\\PC{0,30}", words in "[a-z*&#:'\"\\\\\\-\t\r\n\u{0}\u{2028} ]{0,60}") {
        let json = |text: &str| {
            let escaped: String = text.chars().map(|c| format!("\\u{:04x}", u32::from(c).min(0xd7ff))).collect();
            format!("\"{escaped}\"")
        };
        let text = ENTITIES.replace("title: Parcels", &format!("title: {}", json(&title))).replace(
            "  tags: [ci]",
            &format!("  title: {}", json(&title)),
        );
        let text = text.replace("description: |\n    Builds & *tests*.\n\n    --- Fast.", &format!("description: {}", json(&words)));
        body::catalog(text.as_bytes());
    }
}
