use super::*;
use crate::markup;
use std::collections::BTreeSet;

fn built(site: &Site) -> BTreeMap<String, String> {
    let files = build(site).unwrap().into_iter();
    let pages = files.filter(|(path, _)| path.ends_with(".html"));
    pages.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
}

#[test]
fn every_page_reads_as_before() {
    for (path, html) in built(&Site::sample()) {
        // The charts have snapshots of their own.
        let name = path.trim_end_matches("/index.html").replace(['/', '.'], "-");
        insta::assert_snapshot!(
            name,
            without(&without(&html, "<svg", "</svg>"), "<style", "</style>")
        );
    }
}

/// The page without what stands between the two.
fn without(html: &str, start: &str, end: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once(start) {
        out.push_str(before);
        rest = after.split_once(end).map_or("", |(_, after)| after);
    }
    out + rest
}

#[test]
fn every_page_is_well_formed_and_has_what_a_page_has() {
    for (path, html) in built(&Site::sample()) {
        let page = markup::Page::parse(&html);
        let count = |wanted: &str| page.tags().filter(|tag| *tag == wanted).count();
        for once in ["title", "h1", "main"] {
            let titles =
                if once == "title" { page.tags().filter(|tag| *tag == "svg").count() } else { 0 };
            assert_eq!(count(once), 1 + titles, "{path}: {once}");
        }
        let ids = page.values("id");
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{path}: an id twice");
        // No heading leaves a level out.
        let levels = page.tags().filter_map(|tag| tag.strip_prefix('h')?.parse::<u8>().ok());
        levels.fold(0, |above, level| {
            assert!(level <= above + 1, "{path}: h{level} below h{above}");
            level
        });
        assert!(
            html.contains("http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';")
        );
        for (name, value) in page.attributes() {
            assert!(!name.starts_with("on") && name != "style", "{path}: {name}={value}");
        }
        let scripts = count("script");
        assert_eq!(scripts, usize::from(path == path::SEARCH), "{path}");
    }
}

#[test]
fn every_link_leads_somewhere() {
    let site = Site::sample();
    let files = build(&site).unwrap();
    assert_eq!(broken_links(&files), []);
    // Opened from a disk, a folder is no page.
    for (path, html) in built(&site) {
        for link in markup::Page::parse(&html).values("href") {
            let own = !link.contains("://") && !link.starts_with("mailto:");
            assert!(!own || (!link.starts_with('/') && !link.ends_with('/')), "{path}: {link}");
        }
    }
}

#[test]
fn nothing_is_asked_of_other_hosts() {
    for (path, html) in built(&Site::sample()) {
        let page = markup::Page::parse(&html);
        for (name, value) in page.attributes() {
            if ["src", "srcset", "action", "poster", "data"].contains(&name) {
                assert!(!value.contains("//"), "{path}: {name}={value}");
            }
        }
        for line in html.lines().filter(|line| line.starts_with("<link")) {
            assert!(!line.contains("stylesheet") || !line.contains("//"), "{path}: {line}");
        }
    }
}

#[test]
fn the_same_site_gives_the_same_bytes() {
    let site = Site::sample();
    assert_eq!(build(&site).unwrap(), build(&site.clone()).unwrap());
}

/// A site of many: every page below 100 kB, without the charts' data, and so is every part of the
/// index.
#[test]
fn pages_stay_light_however_much_there_is() {
    let mut site = Site::sample();
    let insight = site.insights[0].clone();
    site.insights = (0..1_000)
        .map(|n| Insight {
            id: format!("insight-{n}"),
            claim: format!("{} ({n})", insight.claim),
            ..insight.clone()
        })
        .collect();
    let turn = site.transcripts[0].turns[1].clone();
    site.transcripts[0]
        .turns
        .extend((40..3_000).map(|n| Turn { id: format!("t{n}"), ..turn.clone() }));
    let Piece::Quotation(quotation) = &mut site.insights[7].evidence[0].piece else { panic!() };
    quotation.turn = "t2999".to_owned();
    let question = site.results[0].questions[0].clone();
    let grid = Some("Rate each of these capabilities of your platform".to_owned());
    site.results[0].questions.extend((5..120).map(|n| Question {
        id: format!("q{n}"),
        grid: grid.clone(),
        label: "Security services: vulnerability management, policy management".to_owned(),
        ..question.clone()
    }));
    let files = build(&site).unwrap();
    assert_eq!(broken_links(&files), []);
    for (path, bytes) in &files {
        let text = std::str::from_utf8(bytes).unwrap();
        let text = without(&without(text, "<svg", "</svg>"), "<table", "</table>");
        assert!(text.len() < 100_000, "{path}: {}", text.len());
    }
    let page = &files[&path::insight("prioritising", "insight-7")];
    let page = std::str::from_utf8(page).unwrap();
    let there = page.split("href=\"").filter(|link| link.contains("#t2999"));
    assert!(there.count() == 1 && page.contains("/page-"), "the turn is on a later page");
}

/// Texts that try to be markup, to turn the line round, or to be endless.
#[test]
fn hostile_texts_are_harmless() {
    let hostile = "</title></style></script><script>alert(1)</script><img src=x onerror=alert(1)> \
                   {{ 7 * 7 }} {% raw %} \" onload=\"x ' & \u{202e}desrever\u{2069} \u{0}\u{1b} \
                   javascript:alert(1) [x](javascript:alert(1)) ![x](https://example.org/x.png)";
    let calm = built(&Site::sample());
    let tags: BTreeSet<String> = calm
        .values()
        .flat_map(|html| markup::Page::parse(html).tags().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    for text in
        [hostile, &"x".repeat(5_000), "", "\u{202e}", "../../../etc/passwd", "javascript:alert(1)"]
    {
        let mut value = serde_json::to_value(Site::sample()).unwrap();
        let mut ids = 0;
        replace(&mut value, text, &mut ids);
        assert!(ids > 20);
        let site: Site = serde_json::from_value(value).unwrap();
        for (path, html) in built(&site) {
            assert!(!path.contains("..") && !path.starts_with('/'), "{path}");
            assert!(!html.contains(['\u{0}', '\u{1b}', '\u{202e}']), "{path}");
            let page = markup::Page::parse(&html);
            for tag in page.tags() {
                assert!(tags.contains(tag), "{path}: {tag}");
            }
            for (name, value) in page.attributes() {
                assert!(!name.starts_with("on"), "{path}: {name}");
                let link = name == "href" || name == "src";
                assert!(!link || !value.contains("javascript:"), "{path}: {value}");
            }
        }
    }
}

/// Every text of the view becomes this one; ids stay different, and words of ours stay ours.
fn replace(value: &mut serde_json::Value, text: &str, ids: &mut usize) {
    use serde_json::Value;
    match value {
        Value::String(old) => text.clone_into(old),
        Value::Array(items) => items.iter_mut().for_each(|item| replace(item, text, ids)),
        Value::Object(entries) => {
            for (key, value) in entries {
                let ours =
                    value.as_str().is_some_and(|word| ["quotation", "figure"].contains(&word));
                if ours || ["status", "verdict", "proof", "side", "state"].contains(&&**key) {
                    continue;
                }
                replace(value, text, ids);
                if let ("id", Value::String(id)) = (&**key, value) {
                    *ids += 1;
                    id.push_str(&ids.to_string());
                }
            }
        }
        _ => {}
    }
}

#[test]
fn two_of_one_name_are_a_mistake_that_is_said() {
    let mut site = Site::sample();
    site.articles.push(Article::sample());
    let error = build(&site).unwrap_err().to_string();
    assert!(error.contains("articles/waiting/index.html"), "{error}");
}

#[test]
fn an_outcome_that_was_reviewed_and_may_not_be_shown_is_not_called_due() {
    let said = |learned: &str| {
        let mut site = Site::sample();
        let platform = site.platform.as_mut().unwrap();
        platform.outcomes.retain(|own| own.id == "calls");
        let own = &mut platform.outcomes[0];
        (own.withheld, own.learned.markdown) = (true, learned.to_owned());
        let files = build(&site).unwrap();
        String::from_utf8(files[path::OUTCOMES].clone()).unwrap()
    };
    let reviewed = said("They say so to each other.");
    assert!(reviewed.contains("Reviewed, not shown"), "{reviewed}");
    assert!(reviewed.contains("Not shown: the numbers are of too few people."), "{reviewed}");
    assert!(!reviewed.contains("review is due"), "{reviewed}");
    // Nobody wrote what was learned: the review is not over.
    assert!(said("").contains("review is due"));
}

#[test]
fn an_empty_site_has_its_pages() {
    let mut site = Site::sample();
    (site.studies, site.results, site.insights) = (Vec::new(), Vec::new(), Vec::new());
    (site.transcripts, site.personas, site.datasets) = (Vec::new(), Vec::new(), Vec::new());
    (site.articles, site.talks, site.meetings) = (Vec::new(), Vec::new(), Vec::new());
    (site.topics, site.initiatives, site.translations) = (Vec::new(), Vec::new(), Vec::new());
    site.pages.clear();
    site.feeds.clear();
    site.places.clear();
    let files = build(&site).unwrap();
    assert_eq!(broken_links(&files), []);
    assert!(files.contains_key(path::HOME) && files.contains_key(path::NOT_FOUND));
}

#[test]
fn what_is_not_found_is_shown_at_any_depth() {
    let mut site = Site::sample();
    site.address = Some("https://research.example/site".to_owned());
    let page = &built(&site)[path::NOT_FOUND];
    assert!(page.contains("href=\"https://research.example/site/contents/index.html\""), "{page}");
    assert!(page.contains("<style>") && !page.contains("stylesheet"));
}

#[test]
fn a_sign_off_is_shown_for_what_it_is() {
    let pages = built(&Site::sample());
    let page = |id: &str| &pages[&path::insight("prioritising", id)];
    assert!(
        page("no-framework")
            .contains("Signed off by Research lead on <time datetime=\"2026-11-26\">")
    );
    assert!(page("feedback-unread").contains("The sign-off lapsed"));
    assert!(page("ask-in-channel").contains("Not signed off"));
}

#[test]
fn what_is_withheld_is_said_and_nowhere_else() {
    let mut site = Site::sample();
    let hidden = &mut site.results[0].questions[1];
    hidden.answers = site_answers();
    let pages = built(&site);
    let html = &pages[&path::results("prioritising", "team-survey")];
    assert!(html.contains("Withheld: fewer than 5 people answered"));
    assert!(
        html.contains("2 numbers are withheld: fewer than 5 people could be recognised by them")
    );
    for (path, html) in &pages {
        assert!(!html.contains("Never shown"), "{path}");
    }
}

/// What nobody may see, were it by mistake in the view of a question that is withheld.
fn site_answers() -> Vec<Answer> {
    let cell = Some(Cell::new(3, 4));
    vec![Answer { label: "Never shown".to_owned(), other: false, cell }]
}

#[test]
fn guides_are_where_they_are_needed() {
    let mut site = Site::sample();
    let pages = built(&site);
    let need = path::need("see");
    for (page, guide) in [
        (need.as_str(), "need"),
        (need.as_str(), "insight"),
        (path::ROADMAP, "reach"),
        (path::OUTCOMES, "metric"),
        (path::OUTCOMES, "baseline"),
        (path::OUTCOMES, "review"),
        (path::VALUE, "interval"),
        (path::MATURITY, "assessment"),
        (&path::results("prioritising", "team-survey"), "interval"),
    ] {
        let link = format!("guides/{guide}/index.html\"");
        assert!(pages[page].contains(&link), "{page}: {guide}");
    }
    // They lead to each other, and a word that a code host shows as code is code here.
    let guide = &pages[&path::guide("need")];
    assert!(guide.contains("href=\"../../guides/reach/index.html\">counted</a>"), "{guide}");
    assert!(guide.contains("<code>paap product next</code>"), "{guide}");

    // Where there is no platform, there is nothing of which those of a platform could tell.
    let guides = |site: &Site| {
        let own = pages::guides(site).into_iter().map(|own| own.id);
        let own: Vec<&str> = own.collect();
        let broken = broken_links(&build(site).unwrap());
        assert!(broken.iter().all(|own| !own.link.contains("guides/")), "{broken:?}");
        own
    };
    site.platform = None;
    assert_eq!(guides(&site), ["insight", "verdict", "interval"]);
    (site.insights, site.studies[0].hypotheses) = (Vec::new(), Vec::new());
    assert_eq!(guides(&site), ["interval"]);
    site.results.clear();
    assert_eq!(guides(&site), [""; 0]);
    let foot = &built(&site)[path::HOME];
    assert!(!foot.contains("Guides"), "{foot}");
}

/// A site for insiders: an item, a release, an outcome and an assessment of it are not public.
fn internal() -> Site {
    let mut site = Site::sample();
    site.internal = true;
    let platform = site.platform.as_mut().unwrap();
    let item = &mut platform.items[2];
    (item.internal, item.invested) = (true, Some(1.5));
    item.judged = vec![Judged {
        need: "Know who to ask".to_owned(),
        impact: Some(2.0),
        effort: Some(3.0),
        duration: None,
    }];
    platform.releases[0].internal = true;
    platform.releases[1].items[0].internal = true;
    platform.outcomes[3].item.internal = true;
    platform.maturity[0].runs[2].internal = true;
    platform.maturity[1].runs[0].internal = true;
    site
}

#[test]
fn every_page_of_an_internal_site_says_so() {
    let site = internal();
    let files = build(&site).unwrap();
    assert_eq!(broken_links(&files), []);
    assert!(files[path::INTERNAL].starts_with(b"Internal: not for publication."));
    for (path, html) in built(&site) {
        for words in [
            "<meta name=\"robots\" content=\"noindex, nofollow, noarchive\">",
            ">Internal: not for publication</p>",
            "· internal</title>",
            "<strong class=\"mark\">Internal: not for publication.</strong>",
        ] {
            assert!(html.contains(words), "{path}: {words}");
        }
    }
    // And no page of a public one does.
    let files = build(&Site::sample()).unwrap();
    assert!(!files.contains_key(path::INTERNAL) && !files.contains_key(path::IGNORE));
    for (path, html) in built(&Site::sample()) {
        assert!(!html.contains("nternal:") && !html.contains("class=\"level internal\""), "{path}");
        assert!(!html.contains("robots"), "{path}");
    }
}

#[test]
fn what_is_internal_is_marked() {
    let pages = built(&internal());
    let badges = |page: &str| pages[page].matches("<span class=\"level internal\">").count();
    for (page, count) in [
        (path::ROADMAP, 1),
        // A release, and the item of another.
        (path::RELEASES, 2),
        // An outcome, and the item that it is of.
        (path::OUTCOMES, 2),
        (path::MATURITY, 1),
        (path::VALUE, 1),
        (&path::need("ask"), 2),
        (path::PLATFORM, 0),
    ] {
        assert_eq!(badges(page), count, "{page}");
    }
    assert!(pages[path::MATURITY].contains("18 Jun 2026 (internal)"));
    let roadmap = &pages[path::ROADMAP];
    let judged =
        "Judged of <bdi>Know who to ask</bdi>: impact 2, effort 3 weeks of one person’s work.";
    assert!(roadmap.contains(judged), "{roadmap}");
    assert!(roadmap.contains("Invested so far: 1.5 weeks"), "{roadmap}");
}
