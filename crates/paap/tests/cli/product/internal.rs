//! The site for insiders: what it has more, that it says so, and that nothing is forgotten for it.

use super::{whole, write};
use crate::interviews::{files, run_with};
use crate::{err, out};
use std::fs;
use std::path::Path;

/// What nobody but insiders may find.
const SECRET: &str = "Walrusmarker";

fn publish(root: &Path, site: &Path, more: &[&str]) -> std::process::Output {
    let more: Vec<&str> =
        [site.to_str().unwrap()].into_iter().chain(more.iter().copied()).collect();
    run_with("publish DIR -o", root, &more)
}

fn text(folder: &Path) -> String {
    files(folder).iter().map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect()
}

#[test]
fn insiders_see_what_is_planned_in_secret_and_the_public_no_byte_of_it() {
    let root = whole("internal");
    write(
        &root,
        "roadmap/secret.md",
        &format!(
            "---\ntitle: {SECRET}\nwhen: next\nneeds: [status]\npublic: false\n---\n\nAbout the {SECRET}.\n"
        ),
    );
    // What is counted for it alone, in answers.
    write(
        &root,
        "outcomes/secret.md",
        &format!(
            "---\ntitle: {SECRET} helps\nitem: secret\nmetric: share(q19 = \"No\")\nin: first-study/team-survey\n\
             baseline: {{value: 32%, from: 2025-09-08, to: 2025-09-26}}\ntarget: '<= 20%'\nreview: 2027-06-01\n---\n"
        ),
    );
    let [public, internal] = ["public", "insiders"].map(|name| root.with_file_name(name));
    let output = publish(&root, &internal, &["--internal"]);
    assert_eq!(output.status.code(), Some(0), "{}{}", out(&output), err(&output));
    // Insiders can tell what they read: it is remembered before anything else is published.
    let memory = root.join("studies/first-study/published");
    let remembered = |count: usize| {
        assert_eq!(fs::read_dir(&memory).unwrap().count(), count);
        fs::read_to_string(memory.join("team-survey-1.jsonl")).unwrap()
    };
    let first = remembered(1);
    assert!(first.contains("share(q19 = \\\"No\\\")"), "{first}");
    let output = publish(&root, &public, &[]);
    assert_eq!(output.status.code(), Some(0), "{}{}", out(&output), err(&output));
    // The public one shows nothing that is not remembered already.
    assert_eq!(remembered(1), first);

    let roadmap = fs::read_to_string(internal.join("roadmap/index.html")).unwrap();
    let badge = format!("<bdi>{SECRET}</bdi> <span class=\"level internal\">Internal</span>");
    assert!(roadmap.contains(&badge) && roadmap.contains("effort 4 weeks"), "{roadmap}");
    assert!(!text(&public).contains(SECRET) && !text(&public).contains("not for publication"));
    let pages = files(&internal).into_iter().filter(|(name, _)| name.ends_with(".html"));
    for (name, bytes) in pages {
        let page = String::from_utf8(bytes).unwrap();
        assert!(
            page.contains("Internal: not for publication") && page.contains("noindex"),
            "{name}"
        );
    }
    assert!(files(&internal).iter().all(|(name, _)| !name.ends_with(".xml")));

    // Nor does the order of needs tell the public that something more is planned for one that is done.
    let waits = "Done, and not counted since";
    assert!(!roadmap.contains(waits) && text(&public).contains(waits));
    fs::remove_file(root.join("product/roadmap/secret.md")).unwrap();
    fs::remove_file(root.join("product/outcomes/secret.md")).unwrap();
    let without = root.with_file_name("without");
    let output = publish(&root, &without, &[]);
    assert_eq!(output.status.code(), Some(0), "{}{}", out(&output), err(&output));
    let order = |site: &Path| files(&site.join("roadmap"));
    assert!(order(&public) == order(&without));

    // Neither is written over the other.
    for (site, more, words) in [
        (&public, &["--internal"][..], "the public site"),
        (&internal, &[][..], "an internal site"),
    ] {
        let before = files(site);
        let output = publish(&root, site, more);
        assert_eq!(output.status.code(), Some(2), "{}", out(&output));
        assert!(err(&output).contains(words), "{}", err(&output));
        assert!(files(site) == before);
    }
}

#[test]
fn each_site_has_a_folder_of_its_own() {
    let root = whole("folders");
    for (more, folder) in [(&[][..], "site"), (&["--internal"][..], "site-internal")] {
        let args: Vec<&str> =
            ["publish", root.to_str().unwrap()].into_iter().chain(more.iter().copied()).collect();
        let place = root.with_file_name("place");
        fs::create_dir_all(&place).unwrap();
        let output = crate::paap(&args).current_dir(&place).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        assert!(place.join(folder).join("index.html").is_file(), "{folder}");
        // Git does not take what is for insiders along.
        assert_eq!(place.join(folder).join(".gitignore").is_file(), folder == "site-internal");
    }
}
