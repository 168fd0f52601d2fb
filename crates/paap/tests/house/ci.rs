//! The files of `examples/ci` that others copy: they parse, pin what they run, and have no right that
//! they do not name.

use crate::text;
use paap_text::yaml::{Node, load};

const GITHUB: [&str; 2] = ["examples/ci/github.yml", "examples/ci/github-sarif.yml"];

fn parsed(path: &str) -> Node {
    load(&text(path)).unwrap_or_else(|why| panic!("{path}: {why:?}"))
}

#[test]
fn workflows_name_every_right() {
    for path in GITHUB {
        let workflow = parsed(path);
        assert!(workflow.get("permissions").unwrap().entries().is_empty(), "{path}");
        for (name, job) in workflow.get("jobs").unwrap().entries() {
            let rights = job.get("permissions").map(Node::entries).unwrap_or_default();
            assert!(!rights.is_empty(), "{path}: {}", name.name);
            // What may write runs nothing that a change could have brought with it.
            let steps = job.get("steps").unwrap().items();
            let pages = rights.iter().any(|(right, _)| right.name == "pages");
            assert!(!pages || steps.iter().all(|step| step.get("run").is_none()), "{path}");
        }
    }
}

#[test]
fn actions_are_pinned_to_a_commit() {
    for path in GITHUB {
        let text = text(path);
        let used: Vec<&str> =
            text.lines().filter_map(|line| Some(line.split_once("uses: ")?.1)).collect();
        assert!(!used.is_empty(), "{path}");
        for action in used {
            let (_, commit) = action.split_once('@').unwrap();
            let (commit, version) = commit.split_once(" # v").unwrap();
            let is_commit = commit.len() == 40 && commit.bytes().all(|b| b.is_ascii_hexdigit());
            assert!(is_commit && version.split('.').count() == 3, "{path}: {action}");
        }
    }
}

#[test]
fn the_template_of_gitlab_checks_before_it_publishes() {
    let template = parsed("examples/ci/gitlab.yml");
    let stages = template.get("stages").unwrap().items().iter().filter_map(Node::text);
    assert_eq!(stages.collect::<Vec<_>>(), ["check", "publish"]);
    for (job, stage) in [("check", "check"), ("pages", "publish")] {
        assert_eq!(template.get(job).unwrap().get("stage").unwrap().text(), Some(stage));
    }
}
