//! Folders as they are found on disk.

use super::*;
use paap_workspace::Workspace;
use paap_workspace::check::Options;
use std::process::Command;

fn codes(root: &Path) -> Vec<(String, &'static str)> {
    let tree = Folder::open(root, Identity::default()).unwrap().tree().unwrap();
    let workspace = Workspace::read(&tree, 2);
    let options = Options { today: "2026-06-01".to_owned(), threads: 2 };
    let problems = workspace.check(&tree, &options).problems;
    problems.into_iter().map(|one| (one.file, one.problem.code)).collect()
}

fn made() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    init(root.path(), "Harbour: research").unwrap();
    root
}

#[test]
fn what_init_makes_has_nothing_wrong_with_it() {
    let root = made();
    assert_eq!(codes(root.path()), []);
    let tree = Folder::open(root.path(), Identity::default()).unwrap().tree().unwrap();
    assert_eq!(Workspace::read(&tree, 1).settings.title, "Harbour: research");
}

/// The files that the guides show, each in the block below a line that ends with its name.
fn shown() -> Vec<(String, String)> {
    let mut files = Vec::new();
    for guide in paap_workspace::guide::ALL {
        let mut lines = guide.text.lines();
        while let Some(line) = lines.next() {
            let Some(name) = line.strip_prefix('`').and_then(|rest| rest.strip_suffix("`:")) else {
                continue;
            };
            let block = lines.by_ref().skip_while(|line| !line.starts_with("```")).skip(1);
            let block: Vec<&str> = block.take_while(|line| *line != "```").collect();
            files.push((name.to_owned(), block.join("\n") + "\n"));
        }
    }
    files
}

#[test]
fn what_the_guides_show_passes_the_check() {
    let root = made();
    let files = shown();
    assert!(files.len() >= 8, "{files:?}");
    for (name, text) in &files {
        let path = root.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    // The answers that the insight counts: 14 of 20 had to ask.
    let rows = (0..20).map(|n| format!("{n},{}\n", if n < 14 { "Yes" } else { "No" }));
    let answers = format!("Timestamp,Did you have to ask?\n{}", rows.collect::<String>());
    let folder = Folder::open(root.path(), Identity::default()).unwrap();
    folder.put_answers("first-study", "survey-2026.csv", answers.as_bytes(), true).unwrap();
    // What no example can give: events of use, a signature, and the plan of this survey.
    let found = [
        ("content/initiatives/platform-research.md", "unwritten"),
        ("paap.yaml", "unwritten"),
        ("product/outcomes/requests-seen.md", "no-data"),
        ("product/product.yaml", "unwritten"),
        ("studies/first-study/insights/ask-where.md", "no-sign-off"),
        ("studies/first-study/study.yaml", "undescribed-survey"),
        ("studies/first-study/study.yaml", "unwritten"),
    ];
    assert_eq!(codes(root.path()), found.map(|(file, code)| (file.to_owned(), code)));
}

#[test]
fn init_changes_nothing_that_is_there() {
    let root = made();
    let settings = fs::read(root.path().join(SETTINGS)).unwrap();
    assert!(matches!(init(root.path(), "Another"), Err(Error::Exists(_))));
    assert_eq!(fs::read(root.path().join(SETTINGS)).unwrap(), settings);
    fs::remove_file(root.path().join(SETTINGS)).unwrap();
    assert!(matches!(init(root.path(), "Another"), Err(Error::Exists(_))));
    assert!(!root.path().join(SETTINGS).exists());
}

#[test]
fn a_workspace_is_found_from_within() {
    let root = made();
    let inside = root.path().join("studies/first-study/insights");
    let folder = Folder::around(&inside, Identity::default()).unwrap();
    assert_eq!(folder.root().canonicalize().unwrap(), root.path().canonicalize().unwrap());
    assert!(matches!(folder.study("second"), Err(Error::NoSuchStudy { .. })));
    assert!(folder.study("../first-study").is_err());
}

#[test]
fn answers_are_sealed_unless_somebody_says_otherwise() {
    let root = made();
    let folder = Folder::open(root.path(), Identity::default()).unwrap();
    let answers = b"Timestamp,Do you wait?\n1,Yes\n2,No\n";
    folder.put_answers("first-study", "waiting.csv", answers, false).unwrap();
    let name = "studies/first-study/sealed/responses/waiting.csv";
    let tree = folder.tree().unwrap();
    assert!(tree.files.contains_key(name) && tree.sealed.contains(name));
    assert!(tree.exposed.is_empty());
    let workspace = Workspace::read(&tree, 1);
    let survey = workspace.studies[0].surveys["waiting"].survey.as_ref().unwrap();
    assert_eq!(survey.people, 2);

    // With a key they are encrypted, and at hand for its holder alone.
    let (secret, public) = crate::new_key();
    let study = root.path().join("studies/first-study");
    fs::write(study.join("leads.txt"), format!("{public}\n")).unwrap();
    let key = root.path().join("../lead.key");
    fs::write(&key, secret.as_bytes()).unwrap();
    let lead = Identity::read(&key).unwrap();
    fs::remove_file(&key).unwrap();
    Folder::open(root.path(), lead.clone())
        .unwrap()
        .put_answers("first-study", "waiting.csv", answers, false)
        .unwrap();
    assert!(!root.path().join(name).exists());
    let hers = Folder::open(root.path(), lead).unwrap().tree().unwrap();
    let others = folder.tree().unwrap();
    assert_eq!(hers.files[name], answers);
    assert!(!others.files.contains_key(name) && others.sealed.contains(name));
}

#[test]
fn what_is_sealed_and_in_the_open_is_found() {
    let root = made();
    let sealed = root.path().join("studies/first-study/sealed");
    fs::create_dir_all(sealed.join("originals")).unwrap();
    fs::write(sealed.join("originals/a.vtt"), "words").unwrap();
    let name = "studies/first-study/sealed/originals/a.vtt";
    // Nothing keeps it out of git.
    assert_eq!(codes(root.path()), [(name.to_owned(), "sealed-in-the-open")]);
    fs::write(sealed.join(".gitignore"), "*\n").unwrap();
    assert_eq!(codes(root.path()), []);
    // A name that ends in .age encrypts nothing, and what is hidden is found.
    fs::remove_file(sealed.join(".gitignore")).unwrap();
    fs::rename(sealed.join("originals/a.vtt"), sealed.join("originals/a.vtt.age")).unwrap();
    assert_eq!(codes(root.path()), [(name.to_owned(), "sealed-in-the-open")]);
    fs::rename(sealed.join("originals/a.vtt.age"), sealed.join("originals/.a.vtt")).unwrap();
    let hidden = "studies/first-study/sealed/originals/.a.vtt";
    assert_eq!(codes(root.path()), [(hidden.to_owned(), "sealed-in-the-open")]);
    fs::rename(sealed.join("originals/.a.vtt"), sealed.join("originals/a.vtt")).unwrap();
    fs::write(sealed.join(".gitignore"), "*\n").unwrap();
    // Git has it all the same.
    let git = |args: &[&str]| {
        let done = Command::new("git").arg("-C").arg(root.path()).args(args).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    };
    git(&["init", "-q"]);
    git(&["add", "-f", name]);
    assert_eq!(codes(root.path()), [(name.to_owned(), "sealed-in-the-open")]);
}

#[cfg(unix)]
#[test]
fn links_are_named_and_not_followed() {
    let root = made();
    let elsewhere = tempfile::tempdir().unwrap();
    fs::write(elsewhere.path().join("secret.md"), "---\ntitle: Secret\n---\n").unwrap();
    let articles = root.path().join("content/articles");
    std::os::unix::fs::symlink(elsewhere.path().join("secret.md"), articles.join("a.md")).unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), root.path().join("studies/second")).unwrap();
    let found = [("content/articles/a.md", "link"), ("studies/second", "link")];
    assert_eq!(codes(root.path()), found.map(|(file, code)| (file.to_owned(), code)));
}

#[test]
fn keys_and_promises_that_were_not_kept_are_found() {
    let root = made();
    let study = root.path().join("studies/first-study");
    let (secret, _) = crate::new_key();
    fs::write(study.join("insights/draft-1.md"), format!("# A claim\n\n{}\n", secret.as_str()))
        .unwrap();
    let plan = fs::read_to_string(study.join("study.yaml")).unwrap();
    let plan = plan.replace("retention: []", "retention:\n  - {what: guides, until: 2026-05-31}");
    fs::write(study.join("study.yaml"), plan).unwrap();
    let found = codes(root.path());
    let file = |name: &str| format!("studies/first-study/{name}");
    assert!(found.contains(&(file("insights/draft-1.md"), "secret-key")), "{found:?}");
    assert!(found.contains(&(file("study.yaml"), "retention")), "{found:?}");
}
