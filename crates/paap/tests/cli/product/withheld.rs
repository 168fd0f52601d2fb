//! What the public site says of needs and outcomes, and must not say of few people or of what is hidden.

use super::{harbour, write};
use crate::interviews::{files, run_with};
use crate::{err, out};
use std::fs;
use std::path::{Path, PathBuf};

/// The public site of a workspace, in a folder beside it.
fn published(root: &Path, name: &str) -> PathBuf {
    let place = root.with_file_name(format!("{}-{name}", root.file_name().unwrap().display()));
    let run = run_with("publish DIR -o", root, &[place.to_str().unwrap()]);
    assert!(run.status.success(), "{}{}", out(&run), err(&run));
    place
}

fn edit(root: &Path, file: &str, from: &str, to: &str) {
    let path = root.join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{text}");
    fs::write(path, text.replacen(from, to, 1)).unwrap();
}

/// Of few people neither the count is on the site, nor a place from which it would follow, nor how many a
/// draft counted.
#[test]
fn few_people_give_a_need_no_place_on_the_site() {
    let root = harbour("few");
    write(
        &root,
        "needs/rare.md",
        "---\nstory: As a mate, I need charts, so that I arrive\ntitle: Charts on board\nimpact: 3\neffort: 1\n\
         insights: [harbour-users/rare]\nreach:\n  figure: count(team = \"Vessel Operations\" and who-to-ask = \"No\" and direction = \"Strongly agree\")\n  \
         in: harbour-users/harbour-2025\n---\n",
    );
    let figure = "share(who-to-ask = \"No\" of team = \"Vessel Operations\" and persona = \"Leader: I decide on budget, people or direction\")";
    fs::write(
        root.join("studies/harbour-users/insights/rare.md"),
        format!(
            "---\nstatus: draft\n---\n\n# Leaders on board ask\n\n## For\n\n- **0% (0 of 2)** do not know: `{figure}` in `harbour-2025`\n"
        ),
    )
    .unwrap();
    let site = root.with_file_name("product-few-site");
    let run = run_with("publish DIR -o", &root, &[site.to_str().unwrap()]);
    assert!(run.status.success(), "{}", err(&run));
    let page = fs::read_to_string(site.join("roadmap/needs/rare/index.html")).unwrap();
    assert!(page.contains("of too few people to be said"), "{page}");
    assert!(!page.contains("people asked") && !page.contains("Place "), "{page}");
    let other = fs::read_to_string(site.join("roadmap/needs/deploy-on-board/index.html")).unwrap();
    assert!(other.contains("Place 2 to 3 among"), "{other}");
}

/// How many people were asked is said in bands: all less these may be few.
#[test]
fn how_many_people_stand_behind_a_need_is_said_in_bands() {
    let site = published(&harbour("bands"), "site");
    for page in ["roadmap/needs/small-things/index.html", "value/index.html"] {
        let page = fs::read_to_string(site.join(page)).unwrap();
        assert!(
            page.contains("30 people asked, or more") && !page.contains("125 people"),
            "{page}"
        );
    }
}

/// A test of one person moves no score: what it says could be read there.
#[test]
fn a_test_that_is_withheld_moves_no_score() {
    let needs = |name: &str, bound: &str| {
        let root = harbour(name);
        edit(
            &root,
            "studies/harbour-users/study.yaml",
            "test: share(code = \"workaround\") >= 50%\n    in: interviews\n    least-base: 4",
            &format!(
                "test: share(waited <= 2 of years = 12) {bound} 20%\n    in: harbour-2025\n    least-base: 1"
            ),
        );
        edit(
            &root,
            "product/needs/small-things.md",
            ", harbour-users/golden-path-waits-less]",
            "]",
        );
        files(&published(&root, "site").join("roadmap"))
    };
    assert!(needs("test-above", ">=") == needs("test-below", "<="));
}

/// A release that is not public changes nothing that the public reads of what came of it.
#[test]
fn a_hidden_release_changes_no_public_verdict() {
    let root = harbour("hidden-release");
    let promised = "\"review\":\"2026-09-30\",\"date\":\"2026-03-3";
    edit(&root, "product/outcomes.lock", &format!("{promised}0"), &format!("{promised}1"));
    let outcomes = |name: &str| files(&published(&root, name).join("outcomes"));
    let without = outcomes("without");
    let trial =
        "---\ntitle: A trial\ndate: 2026-03-30\nitems: [public-roadmap]\npublic: false\n---\n";
    write(&root, "releases/2026-03-trial.md", trial);
    assert!(outcomes("with") == without);
    // Insiders read that the promise was fixed a day after the trial.
    let said = out(&run_with("product review DIR", &root, &[]));
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("fixed on 2026-03-31, after the release on 2026-03-30"), "{said}");
}

/// A need that nobody has written yet is on no page.
#[test]
fn a_need_that_is_still_to_be_written_is_not_on_the_site() {
    let root = harbour("unwritten");
    let figure = "count(who-to-ask = \"No\")";
    let run = run_with("add need --workspace DIR begun", &root, &[figure]);
    assert!(run.status.success(), "{}", err(&run));
    edit(&root, "product/needs/begun.md", "impact:\n", "impact: 3\n");
    edit(&root, "product/needs/begun.md", "effort:\n", "effort: 1\n");
    let site = published(&root, "site");
    let text: String =
        files(&site).iter().map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect();
    assert!(!text.contains("As a WHO") && !text.contains("needs/begun"));
    let page = fs::read_to_string(site.join("roadmap/needs/small-things/index.html")).unwrap();
    assert!(page.contains("Place 1 among"), "{page}");
}
