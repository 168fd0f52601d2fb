//! The example workspace, as it comes with the program.

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_bytes!(concat!("../../../../../examples/workspace/", $name)))),*]
    };
}

/// Its files, by their paths in it.
pub(super) const FILES: &[(&str, &[u8])] = files![
    "README.md",
    "content/articles/names-out.de.md",
    "content/articles/names-out.md",
    "content/articles/six-answers.de.md",
    "content/articles/six-answers.md",
    "content/initiatives/panel.md",
    "content/meetings/research-round/2025-11-04.md",
    "content/meetings/research-round/2025-12-16.md",
    "content/meetings/research-round/2026-02-11.md",
    "content/meetings/research-round/2026-04-14.md",
    "content/meetings/research-round/series.yaml",
    "content/pages/how-we-work.md",
    "content/talks/six-answers.md",
    "content/topics/2025-12.md",
    "paap.yaml",
    "product/assessments/2025-12-01-all.yaml",
    "product/assessments/2026-09-21-all.yaml",
    "product/capabilities/golden-path.md",
    "product/capabilities/request-board.md",
    "product/customers.yaml",
    "product/events.yaml",
    "product/facts/delivery.jsonl",
    "product/facts/requests.jsonl",
    "product/facts/use.jsonl",
    "product/needs/deploy-on-board.md",
    "product/needs/follow-the-template.md",
    "product/needs/know-the-direction.md",
    "product/needs/know-who-to-ask.md",
    "product/needs/see-my-request.md",
    "product/needs/small-things.md",
    "product/outcomes.lock",
    "product/outcomes/board-is-used.md",
    "product/outcomes/path-is-chosen.md",
    "product/outcomes/requests-are-faster.md",
    "product/product.yaml",
    "product/releases/2026-02-board.md",
    "product/releases/2026-04-roadmap.md",
    "product/releases/2026-08-owners.md",
    "product/requests.yaml",
    "product/roadmap/owners-page.md",
    "product/roadmap/public-roadmap.md",
    "product/roadmap/request-board.md",
    "product/roadmap/ships-pipeline.md",
    "product/roadmap/small-things.md",
    "product/roadmap/template-updates.md",
    "studies/harbour-users/.gitattributes",
    "studies/harbour-users/assignments.yaml",
    "studies/harbour-users/codebook.yaml",
    "studies/harbour-users/codings/avocet.jsonl",
    "studies/harbour-users/codings/dunlin.jsonl",
    "studies/harbour-users/guides/harbour-users.md",
    "studies/harbour-users/insights/breakage-who-to-ask.md",
    "studies/harbour-users/insights/cost-without-value.md",
    "studies/harbour-users/insights/direction-unknown.md",
    "studies/harbour-users/insights/golden-path-fewer-questions.md",
    "studies/harbour-users/insights/golden-path-waits-less.md",
    "studies/harbour-users/insights/path-ends-at-the-quay.md",
    "studies/harbour-users/insights/waiting-builds-around.md",
    "studies/harbour-users/insights/where-is-my-request.md",
    "studies/harbour-users/questionnaires/harbour-2025.yaml",
    "studies/harbour-users/responses/harbour-2025.csv",
    "studies/harbour-users/reviewed.sha256",
    "studies/harbour-users/sealed/.gitignore",
    "studies/harbour-users/study.yaml",
    "studies/harbour-users/transcripts/eider.md",
    "studies/harbour-users/transcripts/fulmar.md",
    "studies/harbour-users/transcripts/gannet.md",
    "studies/harbour-users/transcripts/turnstone.md",
];

#[cfg(test)]
mod tests {
    use super::FILES;
    use std::collections::BTreeSet;
    use std::path::{Path, PathBuf};

    fn files(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => files(&path, found),
                false => found.push(path),
            }
        }
    }

    #[test]
    fn the_program_has_every_file_of_the_example() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/workspace");
        let mut found = Vec::new();
        files(&root, &mut found);
        let name = |path: &PathBuf| path.strip_prefix(&root).unwrap().display().to_string();
        // How the example was made is not part of it, nor what its making leaves behind.
        let is_own = |name: &String| !matches!(name.as_str(), "make.py" | "about.yaml");
        let sealed = |name: &String| name.contains("/sealed/") && !name.ends_with(".gitignore");
        let there: BTreeSet<String> =
            found.iter().map(name).filter(is_own).filter(|name| !sealed(name)).collect();
        let own: BTreeSet<String> = FILES.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(own, there);
    }
}
