//! Files in places that mean nothing: what looks as if it counted must not go unread.

use crate::problem::Problems;
use crate::tree::{Tree, stem};
use paap_text::Problem;
use paap_text::yaml::At;

/// The files of a study's folder itself.
const STUDY: [&str; 7] = [
    "study.yaml",
    "codebook.yaml",
    "assignments.yaml",
    "evidence.lock",
    "reviewed.sha256",
    "leads.txt",
    "README.md",
];

/// The folders of a study, and what files in them end in. What lies in `responses/` and `insights/` is named
/// where it is read; what is sealed, nowhere.
const STUDY_FOLDERS: [(&str, &str); 8] = [
    ("questionnaires", "yaml"),
    ("guides", "md"),
    ("transcripts", "md"),
    ("codings", "jsonl"),
    ("published", "jsonl"),
    ("responses", ""),
    ("insights", ""),
    ("sealed", ""),
];

/// The files of `product/` itself.
const PRODUCT: [&str; 7] = [
    "product.yaml",
    "customers.yaml",
    "requests.yaml",
    "events.yaml",
    "outcomes.lock",
    "catalog.lock",
    "README.md",
];

/// The folders of `product/`.
const PRODUCT_FOLDERS: [(&str, &str); 8] = [
    ("capabilities", "md"),
    ("needs", "md"),
    ("roadmap", "md"),
    ("releases", "md"),
    ("outcomes", "md"),
    ("assessments", "yaml"),
    ("facts", "jsonl"),
    ("guides", "md"),
];

/// What pages show beside words.
const PICTURES: [&str; 6] = ["gif", "jpg", "jpeg", "png", "svg", "webp"];

pub(super) fn places(tree: &Tree, problems: &mut Problems) {
    for path in tree.files.keys() {
        let parts: Vec<&str> = path.split('/').collect();
        let is_known = match parts.as_slice() {
            ["studies", "README.md"] => true,
            ["studies", _, file] => STUDY.contains(file),
            ["studies", _, folder, inside @ ..] => is_in(folder, inside, &STUDY_FOLDERS),
            ["studies", ..] => false,
            ["product", file] => PRODUCT.contains(file),
            ["product", folder, inside @ ..] => is_in(folder, inside, &PRODUCT_FOLDERS),
            _ => true,
        };
        if !is_known {
            let message = "Nothing reads this file: it is in no place where paap looks.";
            let problem = Problem::warning("unknown-file", At::START, message);
            problems.add(path, problem.help(placed(&parts)));
        }
    }
}

/// What is read in the folder in which a file lies.
fn placed(parts: &[&str]) -> String {
    let list = |files: &[&str], folders: &[(&str, &str)]| {
        let folders = folders.iter().map(|(name, ending)| match *ending {
            "" => format!("{name}/"),
            ending => format!("{name}/NAME.{ending}"),
        });
        let files = files.iter().map(|own| (*own).to_owned());
        files.chain(folders).collect::<Vec<_>>().join(", ")
    };
    match parts {
        ["product", ..] => {
            format!(
                "Move or rename it. Under product/ are read: {}.",
                list(&PRODUCT, &PRODUCT_FOLDERS)
            )
        }
        ["studies", _, _, ..] => {
            format!("Move or rename it. In a study are read: {}.", list(&STUDY, &STUDY_FOLDERS))
        }
        _ => "Move it into the folder of a study: studies/NAME/study.yaml makes one.".to_owned(),
    }
}

fn is_in(folder: &str, inside: &[&str], folders: &[(&str, &str)]) -> bool {
    let Some((_, ending)) = folders.iter().find(|(name, _)| *name == folder) else { return false };
    let ends = |name: &str| {
        let own = stem(name).1;
        own == *ending || PICTURES.contains(&own)
    };
    ending.is_empty() || matches!(inside, [name] if *name == "README.md" || ends(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_where_nobody_looks_is_named() {
        let mut tree = Tree::default();
        let known = [
            "paap.yaml",
            "content/articles/a.md",
            "studies/a/study.yaml",
            "studies/a/guides/script.md",
            "studies/a/insights/picture.png",
            "studies/a/sealed/anything/at-all",
            "product/needs/a.md",
            "product/facts/use.jsonl",
            "product/guides/need.md",
        ];
        let unknown = [
            "product/need/a.md",
            "product/notes.md",
            "studies/a/claim.md",
            "studies/a/codings/avocet.json",
            "studies/a/insight/b.md",
            "studies/a/transcripts/deep/b.md",
            "studies/loose.md",
        ];
        for path in known.iter().chain(&unknown) {
            tree.files.insert((*path).to_owned(), Vec::new());
        }
        let mut problems = Problems::default();
        places(&tree, &mut problems);
        let found: Vec<&str> = problems.0.iter().map(|own| own.file.as_str()).collect();
        assert_eq!(found, unknown);
        // What to do is said with the message: nobody has the documents of paap beside their files.
        let help = |at: usize| problems.0[at].problem.help.clone().unwrap_or_default();
        assert!(help(0).contains("needs/NAME.md, roadmap/NAME.md"), "{}", help(0));
        assert!(help(2).contains("insights/, sealed/"), "{}", help(2));
    }
}
