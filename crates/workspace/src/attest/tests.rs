use crate::Workspace;
use crate::sample::{ANSWERS, with};
use crate::tree::Tree;

const INSIGHT: &str = "---\nstatus: draft\n---\n\n# 41 of 60 wait often\n\n## For\n\n- **41 of 60** wait often: `count(q2 = \"Often\")` in `pulse`\n";

/// The lock as a lead writes it on a day, with this salt for what is new.
fn lock(tree: &Tree, today: &str, salt: &str) -> String {
    let study = &Workspace::read(tree, 1).studies[0];
    study.attest(today, 5, &mut || salt.repeat(32)).write()
}

#[test]
fn a_lock_stays_as_it_is_until_the_answers_change() {
    let mut tree = with("studies/quay/insights/waits.md", INSIGHT);
    let first = lock(&tree, "2026-11-01", "a");
    assert!(first.contains("count(q2 = ") && first.contains("2026-11-01"), "{first}");
    let file = "studies/quay/evidence.lock".to_owned();
    tree.files.insert(file.clone(), first.clone().into_bytes());
    assert_eq!(lock(&tree, "2026-11-26", "b"), first);

    // Where the answers are away, what was attested of them stays.
    let mut away = tree.clone();
    away.files.remove(ANSWERS);
    assert_eq!(lock(&away, "2026-11-26", "b"), first);

    // Another answer, another lock: it says so with a salt and a day of its own.
    let answers = tree.files.get_mut(ANSWERS).unwrap();
    *answers =
        String::from_utf8(answers.clone()).unwrap().replacen("Often", "Never", 1).into_bytes();
    let changed = lock(&tree, "2026-11-26", "b");
    assert!(changed.contains("2026-11-26") && changed.contains(&"b".repeat(32)), "{changed}");

    // What no insight needs any more is not attested.
    tree.files.remove("studies/quay/insights/waits.md");
    assert!(!lock(&tree, "2026-11-26", "b").contains("count("));
}
