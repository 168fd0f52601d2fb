use super::{Made, site};
use crate::site::Site;
use paap_interview::Document;
use paap_workspace::check::Options;
use paap_workspace::reviewed::Reviewed;
use paap_workspace::{Tree, Workspace};

/// A conversation of which every word can be sought: `marker` is said in it.
fn transcript(id: &str, marker: &str) -> String {
    format!(
        "---\nid: {id}\nconsent: quotes and transcript without name\nspeakers:\n  - name: Ida\n    role: interviewer\n  - name: {id}\n    role: interviewee\n---\n\n\
         **Ida** (t1)\n\nHow is it?\n\n**{id}** (t2)\n\nI wait for {marker} days.\n"
    )
}

fn insight(claim: &str, status: &str, of: &str, marker: &str) -> String {
    let version = Document::read(&transcript(of, marker)).version().0;
    format!(
        "---\nstatus: {status}\n---\n\n# {claim}\n\n## For\n\n> I wait for {marker} days.\n>\n> — {of} in [{of}, t2](../transcripts/{of}.md), version {}\n",
        &version[..12]
    )
}

/// Three interviews: one sound, one whose participant withdrew, one that changed since it was reviewed.
fn tree() -> Tree {
    let mut tree = Tree::default();
    let mut put = |path: &str, text: String| {
        tree.files.insert(path.to_owned(), text.into_bytes());
    };
    let in_study = |name: &str| format!("studies/quay/{name}");
    put("paap.yaml", "version: 1\ntitle: Quay\n".to_owned());
    let plan = "title: Quay\naim: Find out.\npublish:\n  transcripts: true\nwithdrawn: [crow]\n";
    put(&in_study("study.yaml"), plan.to_owned());
    let (wren, crow) = (transcript("wren", "seven"), transcript("crow", "gonemarker"));
    let passed = [("transcripts/wren.md", &wren), ("transcripts/crow.md", &crow)];
    let passed = passed.map(|(path, text)| (path, text.as_bytes()));
    put(&in_study("reviewed.sha256"), Reviewed::of(passed).write());
    put(&in_study("transcripts/wren.md"), wren);
    put(&in_study("transcripts/crow.md"), crow);
    put(&in_study("transcripts/owl.md"), transcript("owl", "rawmarker"));
    put(&in_study("insights/true.md"), insight("People wait", "published", "wren", "seven"));
    put(&in_study("insights/draft.md"), insight("Draftmarker waits", "draft", "wren", "seven"));
    put(
        &in_study("insights/late.md"),
        insight("Latemarker waits", "published", "crow", "gonemarker"),
    );
    let invented = insight("Inventedmarker waits", "published", "wren", "seven");
    put(
        &in_study("insights/invented.md"),
        invented.replace("> I wait for seven", "> I wait for nine"),
    );
    tree
}

fn public(tree: &Tree) -> Site {
    let workspace = Workspace::read(tree, 1);
    let options = Options { today: "2026-11-26".to_owned(), threads: 1 };
    let check = workspace.check(tree, &options);
    site(&workspace, &check, &Made::new(1_795_651_200_000, "paap"), &tree.files)
}

#[test]
fn only_what_is_proved_and_meant_to_be_public_is_on_the_site() {
    let site = public(&tree());
    let claims: Vec<&str> = site.insights.iter().map(|own| own.claim.as_str()).collect();
    assert_eq!(claims, ["People wait"]);
    let told: Vec<&str> = site.transcripts.iter().map(|own| own.id.as_str()).collect();
    assert_eq!(told, ["wren"]);
    for (path, bytes) in crate::site::build(&site).unwrap() {
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        for marker in
            ["gonemarker", "rawmarker", "draftmarker", "latemarker", "inventedmarker", "crow"]
        {
            assert!(!text.contains(marker), "{path} holds {marker}");
        }
    }
}

#[test]
fn who_agreed_to_be_quoted_alone_is_not_shown_whole() {
    let mut tree = tree();
    let file = "studies/quay/transcripts/wren.md";
    let text = String::from_utf8(tree.files[file].clone()).unwrap();
    let text = text.replace("quotes and transcript without name", "quotes without name");
    let reviewed = Reviewed::of([("transcripts/wren.md", text.as_bytes())]).write();
    tree.files.insert(file.to_owned(), text.into());
    tree.files.insert("studies/quay/reviewed.sha256".to_owned(), reviewed.into());
    let site = public(&tree);
    assert_eq!((site.transcripts.len(), site.insights.len()), (0, 1));
}

#[test]
fn transcripts_stay_where_only_what_is_quoted_is_public() {
    let mut tree = tree();
    let file = "studies/quay/study.yaml";
    let plan = String::from_utf8(tree.files[file].clone()).unwrap();
    tree.files
        .insert(file.to_owned(), plan.replace("transcripts: true", "transcripts: false").into());
    let site = public(&tree);
    assert!(site.transcripts.is_empty());
    assert_eq!(site.insights.len(), 1);
}
