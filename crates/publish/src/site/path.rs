//! Where each page is, from the site's root. Every folder has its `index.html`, and links name it, so
//! that the site works where it is opened from a disk.

/// The first page.
pub const HOME: &str = "index.html";
/// The list of studies.
pub const STUDIES: &str = "studies/index.html";
/// The platform.
pub const PLATFORM: &str = "platform/index.html";
/// What is planned.
pub const ROADMAP: &str = "roadmap/index.html";
/// What came of the platform, on a page.
pub const VALUE: &str = "value/index.html";
/// What was believed to change, and what was learned.
pub const OUTCOMES: &str = "outcomes/index.html";
/// What went out.
pub const RELEASES: &str = "releases/index.html";
/// How mature people see the platform.
pub const MATURITY: &str = "maturity/index.html";
/// The list of insights.
pub const INSIGHTS: &str = "insights/index.html";
/// The personas.
pub const PERSONAS: &str = "personas/index.html";
/// The list of datasets.
pub const DATA: &str = "data/index.html";
/// The list of articles.
pub const ARTICLES: &str = "articles/index.html";
/// The list of talks.
pub const TALKS: &str = "talks/index.html";
/// The series of meetings.
pub const MEETINGS: &str = "meetings/index.html";
/// The topics of the months.
pub const TOPICS: &str = "topics/index.html";
/// The initiatives, and how to join.
pub const JOIN: &str = "join/index.html";
/// What is translated, and what is stale.
pub const TRANSLATIONS: &str = "translations/index.html";
/// The guides: how needs are written, numbers read.
pub const GUIDES: &str = "guides/index.html";
/// The search.
pub const SEARCH: &str = "search/index.html";
/// Every page by its title.
pub const CONTENTS: &str = "contents/index.html";
/// What a host shows for what is not there.
pub const NOT_FOUND: &str = "404.html";
/// What tells an internal site from a public one, where both are folders.
pub const INTERNAL: &str = "INTERNAL.txt";
/// What keeps an internal site out of git.
pub const IGNORE: &str = ".gitignore";
/// What a browser shows in the tab.
pub const ICON: &str = "icon.svg";
/// The one style sheet.
pub const STYLE: &str = "style.css";

/// A study.
pub fn study(id: &str) -> String {
    format!("studies/{}/index.html", name(id))
}

/// The results of a survey.
pub fn results(study: &str, survey: &str) -> String {
    format!("studies/{}/results/{}/index.html", name(study), name(survey))
}

/// A question of a survey, on the first page of its results. [`build`](super::build) leads to the
/// right page where there are several.
pub fn question(study: &str, survey: &str, question: &str) -> String {
    format!("{}#{}", results(study, survey), anchor(question))
}

/// An insight.
pub fn insight(study: &str, id: &str) -> String {
    format!("studies/{}/insights/{}/index.html", name(study), name(id))
}

/// A need.
pub fn need(id: &str) -> String {
    format!("roadmap/needs/{}/index.html", name(id))
}

/// A guide.
pub fn guide(id: &str) -> String {
    format!("guides/{}/index.html", name(id))
}

/// A release, on the page of all.
pub fn release(id: &str) -> String {
    format!("{RELEASES}#{}", anchor(&format!("release-{id}")))
}

/// An outcome, on the page of all.
pub fn outcome(id: &str) -> String {
    format!("{OUTCOMES}#{}", anchor(&format!("outcome-{id}")))
}

/// A hypothesis, on the page of its study.
pub fn hypothesis(study: &str, id: &str) -> String {
    format!("{}#{}", self::study(study), anchor(&format!("hypothesis-{id}")))
}

/// A transcript.
pub fn transcript(study: &str, id: &str) -> String {
    format!("studies/{}/transcripts/{}/index.html", name(study), name(id))
}

/// A dataset.
pub fn dataset(id: &str) -> String {
    format!("data/{}/index.html", name(id))
}

/// An article.
pub fn article(id: &str, language: Option<&str>) -> String {
    in_language(language, &format!("articles/{}/index.html", name(id)))
}

/// A talk.
pub fn talk(id: &str, language: Option<&str>) -> String {
    in_language(language, &format!("talks/{}/index.html", name(id)))
}

/// A topic.
pub fn topic(id: &str, language: Option<&str>) -> String {
    in_language(language, &format!("topics/{}/index.html", name(id)))
}

/// An initiative.
pub fn initiative(id: &str, language: Option<&str>) -> String {
    in_language(language, &format!("join/{}/index.html", name(id)))
}

/// A page of no other kind.
pub fn page(id: &str, language: Option<&str>) -> String {
    in_language(language, &format!("pages/{}/index.html", name(id)))
}

/// A series of meetings.
pub fn series(id: &str) -> String {
    format!("meetings/{}/index.html", name(id))
}

/// A meeting of a series.
pub fn meeting(series: &str, id: &str) -> String {
    format!("meetings/{}/{}/index.html", name(series), name(id))
}

fn in_language(language: Option<&str>, path: &str) -> String {
    match language {
        Some(tag) => format!("{}/{path}", name(tag)),
        None => path.to_owned(),
    }
}

/// The path of a page of a list or of a long page: the first is the list itself.
pub(crate) fn numbered(path: &str, page: usize) -> String {
    let folder = path.strip_suffix("index.html").unwrap_or(path);
    if page == 0 { path.to_owned() } else { format!("{folder}page-{}/index.html", page + 1) }
}

/// What leads from a page to the root: `../../`.
pub(crate) fn root(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}

/// A name as it may stand in an address and on every file system: small letters, digits, hyphens and
/// dots. Ids that are names already stay as they are.
pub fn name(id: &str) -> String {
    let legal = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_.".contains(c);
    let is_name = id.starts_with(|c: char| c.is_ascii_alphanumeric()) && !id.ends_with('.');
    if is_name && id.len() <= 100 && id.chars().all(legal) {
        return id.to_owned();
    }
    let kept = id.chars().take(60).map(|c| c.to_ascii_lowercase());
    let kept: String = kept.map(|c| if legal(c) && c != '.' { c } else { '-' }).collect();
    // Two ids that look alike now must stay two.
    format!("x{}-{:08x}", kept.trim_end_matches('-'), sum(id))
}

/// An id as an anchor of a page.
pub fn anchor(id: &str) -> String {
    let name = name(id);
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) { name } else { format!("x{name}") }
}

/// FNV-1a.
fn sum(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_names_whatever_the_ids_are() {
        assert_eq!(study("paved-roads"), "studies/paved-roads/index.html");
        for id in ["..", "../../etc", "", "a/b", "Größe", "-x", "con.", &"y".repeat(500)] {
            let path = study(id);
            assert_eq!(path.matches('/').count(), 2, "{path}");
            assert!(!path.contains("..") && path.len() < 120, "{path}");
        }
        assert_ne!(name("A"), name("a"));
        assert_ne!(name("a b"), name("a-b"));
    }

    #[test]
    fn the_root_is_as_far_up_as_the_page_is_down() {
        assert_eq!(root(HOME), "");
        assert_eq!(root(&insight("s", "i")), "../../../../");
        assert_eq!(numbered(INSIGHTS, 0), INSIGHTS);
        assert_eq!(numbered(INSIGHTS, 1), "insights/page-2/index.html");
    }
}
