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
    made(tree, false)
}

fn made(tree: &Tree, internal: bool) -> Site {
    let workspace = Workspace::read(tree, 1);
    let options = Options { today: "2026-11-26".to_owned(), threads: 1 };
    let check = workspace.check(tree, &options);
    let made = Made { internal, ..Made::new(1_795_651_200_000, "paap") };
    site(&workspace, &check, &made, &tree.files)
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

/// The workspace with a platform, of which a part is for insiders.
fn platform() -> Tree {
    let mut tree = tree();
    let mut put = |path: &str, text: &str| {
        tree.files.insert(format!("product/{path}"), text.as_bytes().to_vec());
    };
    put("product.yaml", "title: Quay\npromise: Boats leave on time.\n");
    put(
        "needs/see.md",
        "---\ntitle: see boats\nstory: As a skipper, I need to see boats, so that I can leave.\nimpact: 2\neffort: 3\nduration: 5\n---\n",
    );
    let item = |title: &str, public: bool| {
        format!(
            "---\ntitle: {title}\nwhen: done\nneeds: [see]\nbecause: {title} is law\ninvested: 4\npublic: {public}\n---\n\nAbout {title}.\n"
        )
    };
    put("roadmap/light.md", &item("Lighthouse", true));
    put("roadmap/fog.md", &item("Foghornmarker", false));
    let release = |title: &str, public: bool| {
        format!(
            "---\ntitle: {title}\ndate: 2026-02-03\nitems: [light, fog]\npublic: {public}\n---\n\nHear {title}.\n"
        )
    };
    put("releases/one.md", &release("Spring", true));
    put("releases/two.md", &release("Nightmarker", false));
    let outcome = |title: &str, item: &str| {
        format!(
            "---\ntitle: {title}\nitem: {item}\nmetric: deployments()\nbaseline: {{value: 1, from: 2026-01-05, to: 2026-02-01}}\ntarget: \">= 2\"\nreview: 2027-01-31\n---\n"
        )
    };
    put("outcomes/light.md", &outcome("Boats see", "light"));
    put("outcomes/fog.md", &outcome("Boats hearmarker", "fog"));
    let assessment = |team: &str, people: usize| {
        let one = "  - {investment_1: 2, adoption_1: 3}\n";
        format!(
            "instrument: maturity-1\ndate: 2026-03-01\nteam: {team}\nrespondents:\n{}",
            one.repeat(people)
        )
    };
    put("assessments/crew.yaml", &assessment("crewmarker", 6));
    put("assessments/few.yaml", &assessment("fewmarker", 4));
    tree
}

/// What the public must not find, and insiders do.
const KEPT: [&str; 4] = ["foghornmarker", "nightmarker", "hearmarker", "crewmarker"];

#[test]
fn what_is_not_public_of_a_platform_is_on_an_internal_site_alone() {
    let tree = platform();
    let text = |internal: bool| -> String {
        let files = crate::site::build(&made(&tree, internal)).unwrap();
        let texts = files.values().map(|bytes| String::from_utf8_lossy(bytes).to_lowercase());
        texts.collect()
    };
    let (public, internal) = (text(false), text(true));
    assert!(public.contains("lighthouse") && public.contains("spring"));
    for marker in KEPT {
        assert!(!public.contains(marker) && internal.contains(marker), "{marker}");
    }
    assert!(internal.contains("judged of <bdi>see boats</bdi>: impact 2, effort 3 weeks"));
    assert!(!public.contains("judged of") && !public.contains("invested so far"));
    // Of people there is nothing more: too few stay hidden, and so does what nobody may read.
    for marker in
        ["fewmarker", "gonemarker", "rawmarker", "draftmarker", "latemarker", "inventedmarker"]
    {
        assert!(!internal.contains(marker), "{marker}");
    }
}

#[test]
fn an_internal_site_marks_what_is_not_public_and_has_no_feeds() {
    let site = made(&platform(), true);
    let own = site.platform.as_ref().unwrap();
    let internal: Vec<&str> =
        own.items.iter().filter(|own| own.internal).map(|own| own.id.as_str()).collect();
    assert_eq!(internal, ["fog"]);
    let releases: Vec<(&str, bool)> =
        own.releases.iter().map(|own| (own.title.as_str(), own.internal)).collect();
    assert_eq!(releases, [("Spring", false), ("Nightmarker", true)]);
    // What a public release has in it, and what only insiders know to be in it.
    let items: Vec<(&str, bool)> =
        own.releases[0].items.iter().map(|own| (own.text.as_str(), own.internal)).collect();
    assert_eq!(items, [("Lighthouse", false), ("Foghornmarker", true)]);
    let outcomes: Vec<bool> = own.outcomes.iter().map(|own| own.item.internal).collect();
    assert_eq!(outcomes, [true, false]);
    assert_eq!((own.maturity.len(), own.maturity[0].runs[0].internal, own.withheld), (1, true, 1));
    assert!(site.feeds.is_empty() && site.files.keys().all(|name| !name.ends_with(".xml")));
    let public = public(&platform());
    assert_eq!(public.feeds.len(), 1, "{:?}", public.feeds);
    assert_eq!(public.platform.map(|own| own.value.invested.map(|own| own.of)), Some(Some(1)));
}

/// A question is as sure as its least sure share, on the site as in a summary.
#[test]
fn one_narrow_interval_makes_no_finding() {
    let finding = |people: [usize; 3]| {
        let rows = ["Yes", "No", "Perhaps"].iter().zip(people);
        let rows =
            rows.map(|(answer, people)| format!("2026-03-01 09:00:00,{answer}\n").repeat(people));
        let csv = format!("Timestamp,Did you wait?\n{}", rows.collect::<String>());
        let mut tree = tree();
        tree.files.insert("studies/quay/responses/pulse.csv".to_owned(), csv.into_bytes());
        let site = public(&tree);
        let own = &site.results[0].questions[0];
        assert_eq!(own.answers.len(), 3, "{own:?}");
        own.finding
    };
    // 5 of 45 is 5 to 24%, and 22 of 45 is 35 to 63%.
    assert!(!finding([22, 18, 5]));
    assert!(finding([220, 180, 50]));
}
