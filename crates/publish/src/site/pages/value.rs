//! The pages of what came of the platform: maturity, releases, outcomes, and the page for executives.

use super::Titled;
use crate::PublishError;
use crate::site::context::Head;
use crate::site::render::Press;
use crate::site::{
    Aspect, Item, Level, Maturity, Metric, Need, OutcomeView, Platform, ReleaseView, Satisfied,
    Site, path,
};
use crate::survey::page::Table;
use crate::words::{clip, line};
use paap_charts::{Frame, Outline, Radar, hundredths, radar};
use serde::Serialize;

/// The needs that the page for executives names.
const TOP: usize = 3;

#[derive(Serialize)]
struct MaturityPage<'a> {
    platform: &'a Platform,
    groups: Vec<Group<'a>>,
}

/// The assessments of a team.
#[derive(Serialize)]
struct Group<'a> {
    team: Option<&'a str>,
    /// Whether the public site has none of its assessments.
    internal: bool,
    anchor: String,
    chart: String,
    aspects: Table,
    /// Each aspect's questions.
    questions: Vec<Table>,
    several: bool,
}

#[derive(Serialize)]
struct ReleasesPage<'a> {
    platform: &'a Platform,
    releases: Vec<(&'a ReleaseView, Vec<Titled<'a>>)>,
}

#[derive(Serialize)]
struct OutcomesPage<'a> {
    platform: &'a Platform,
    outcomes: Vec<Believed<'a>>,
}

/// An outcome, and the needs that it is for.
#[derive(Serialize)]
struct Believed<'a> {
    outcome: &'a OutcomeView,
    anchor: String,
    needs: Vec<Titled<'a>>,
    /// What became of it, in a word or two; and the class of that.
    state: (&'a str, &'static str),
}

#[derive(Serialize)]
struct ValuePage<'a> {
    platform: &'a Platform,
    now: Vec<&'a Item>,
    done: usize,
    outcomes: Vec<Believed<'a>>,
    delivery: Vec<(&'static str, Option<&'a Metric>)>,
    satisfaction: Vec<(&'a Satisfied, Titled<'a>)>,
    maturity: Option<Table>,
    needs: Vec<(&'a Need, String)>,
}

pub(super) fn pages(site: &Site, press: &mut Press<'_>) -> Result<(), PublishError> {
    let Some(platform) = &site.platform else { return Ok(()) };
    if !platform.maturity.is_empty() {
        maturity(platform, press)?;
    }
    if !platform.releases.is_empty() {
        let page = ReleasesPage {
            platform,
            releases: platform
                .releases
                .iter()
                .map(|own| (own, titled(platform, &own.needs)))
                .collect(),
        };
        let lead = format!("What went out of {}, and which needs it is for.", platform.title);
        let head = Head::new(path::RELEASES, "Releases", lead, "platform").found_as("Platform");
        press.page("releases.html", head, &page)?;
    }
    let outcomes = || platform.outcomes.iter().map(|own| believed(platform, own)).collect();
    if !platform.outcomes.is_empty() {
        let lead = "What was believed to change, what was done for it, and what was learned.";
        let head = Head::new(path::OUTCOMES, "What we believed, did, and learned", lead, "value");
        let page = OutcomesPage { platform, outcomes: outcomes() };
        press.page("outcomes.html", head.found_as("Platform"), &page)?;
    }
    let is = |when: &'static str| platform.items.iter().filter(move |own| own.when == when);
    let satisfied = platform.value.satisfaction.iter();
    let page = ValuePage {
        platform,
        now: is("now").collect(),
        done: is("done").count(),
        outcomes: outcomes(),
        delivery: delivery(platform),
        satisfaction: satisfied
            .filter_map(|own| Some((own, title(platform, &own.need)?)))
            .collect(),
        maturity: platform.maturity.first().map(|own| aspects(&latest(own))),
        needs: platform
            .needs
            .iter()
            .filter(|own| own.priority.as_ref().is_some_and(|own| own.places.is_some()))
            .take(TOP)
            .map(|own| (own, path::need(&own.id)))
            .collect(),
    };
    let lead = format!(
        "What was invested in {}, who uses it, what moved, and what was learned.",
        platform.title
    );
    let head = Head::new(path::VALUE, "Value", lead, "value").found_as("Platform");
    press.page("value.html", head, &page)
}

fn title<'a>(platform: &'a Platform, need: &str) -> Option<Titled<'a>> {
    let own = platform.needs.iter().find(|own| own.id == need)?;
    Some((own.title.as_str(), path::need(&own.id)))
}

fn titled<'a>(platform: &'a Platform, needs: &[String]) -> Vec<Titled<'a>> {
    needs.iter().filter_map(|need| title(platform, need)).collect()
}

fn believed<'a>(platform: &'a Platform, outcome: &'a OutcomeView) -> Believed<'a> {
    let state = match (&outcome.verdict, outcome.due) {
        (Some(own), _) => {
            let class = match own.word.as_str() {
                "met" => "supported",
                "moved" => "moved",
                "worse" => "contradicted",
                "not moved" => "mixed",
                _ => "not-enough",
            };
            (own.word.as_str(), class)
        }
        (None, true) if outcome.withheld && !outcome.learned.markdown.trim().is_empty() => {
            ("reviewed, not shown", "not-enough")
        }
        (None, true) => ("review is due", "mixed"),
        (None, false) => ("not reviewed yet", "not-enough"),
    };
    let to = path::outcome(&outcome.id);
    let anchor = to.split_once('#').map_or_else(String::new, |(_, own)| own.to_owned());
    Believed { outcome, anchor, needs: titled(platform, &outcome.needs), state }
}

/// What came of outcomes that are for some of these needs: its title, where it is, what became of it.
pub(super) fn came_of<'a>(platform: &'a Platform, needs: &[&str]) -> Vec<CameOf<'a>> {
    let is_for = |own: &&OutcomeView| own.needs.iter().any(|need| needs.contains(&need.as_str()));
    let outcomes = platform.outcomes.iter().filter(is_for);
    outcomes
        .map(|own| CameOf {
            title: &own.title,
            to: path::outcome(&own.id),
            state: believed(platform, own).state,
            internal: own.item.internal,
        })
        .collect()
}

/// What became of an outcome, in a line.
#[derive(Serialize)]
pub(super) struct CameOf<'a> {
    title: &'a str,
    to: String,
    state: (&'a str, &'static str),
    /// Whether the public site does not have it.
    internal: bool,
}

fn delivery(platform: &Platform) -> Vec<(&'static str, Option<&Metric>)> {
    let own = platform.value.delivery.iter();
    own.flat_map(|own| {
        [
            ("Deployment frequency", own.frequency.as_ref()),
            ("Lead time for changes", own.lead_time.as_ref()),
            ("Change failure rate", own.change_failure_rate.as_ref()),
            ("Recovery time", own.recovery_time.as_ref()),
            ("Rework rate", own.rework_rate.as_ref()),
        ]
    })
    .collect()
}

fn maturity(platform: &Platform, press: &mut Press<'_>) -> Result<(), PublishError> {
    let page = MaturityPage {
        platform,
        groups: platform.maturity.iter().enumerate().map(group).collect(),
    };
    let lead =
        format!("How mature people see {}, by five aspects that are independent.", platform.title);
    let head = Head::new(path::MATURITY, "Maturity", lead, "platform").found_as("Platform");
    press.page("maturity.html", head, &page)
}

fn group((at, own): (usize, &Maturity)) -> Group<'_> {
    Group {
        team: own.team.as_deref(),
        internal: own.runs.iter().all(|run| run.internal),
        anchor: format!("group-{}", at + 1),
        chart: drawn(own, at),
        aspects: aspects(own),
        questions: own.aspects.iter().map(|aspect| questions(own, aspect)).collect(),
        several: own.runs.len() > 1,
    }
}

/// The last assessment and the one before: a page for the hurried has no more.
fn latest(own: &Maturity) -> Maturity {
    let mut own = own.clone();
    let from = own.runs.len().saturating_sub(2);
    own.runs.drain(..from);
    for aspect in &mut own.aspects {
        aspect.levels.drain(..from.min(aspect.levels.len()));
    }
    own
}

/// What a run is called: its day, and that it is internal.
fn days(own: &Maturity) -> Vec<String> {
    own.runs
        .iter()
        .enumerate()
        .map(|(at, run)| {
            let day = run.date.as_deref().map_or(format!("Run {}", at + 1), day_in_words);
            if run.internal { format!("{day} (internal)") } else { day }
        })
        .collect()
}

/// `12 Jun 2025`, for the head of a column.
fn day_in_words(day: &str) -> String {
    match day.parse::<jiff::civil::Date>() {
        Ok(day) => day.strftime("%-d %b %Y").to_string(),
        Err(_) => line(day),
    }
}

fn drawn(own: &Maturity, at: usize) -> String {
    let outline = |(run, day): (usize, &String)| Outline {
        label: format!("{day}, {}", crate::words::plural(own.runs[run].people, "person", "people")),
        values: own
            .aspects
            .iter()
            .map(|aspect| aspect.levels.get(run).copied().flatten().map(Level::mean))
            .collect(),
    };
    let title = match &own.team {
        Some(team) => format!("How mature {} sees the platform", line(team)),
        None => "How mature people see the platform".to_owned(),
    };
    radar(&Radar {
        frame: Frame {
            id: format!("maturity-{}", at + 1),
            title: clip(&title, 200),
            note: "Means of all questions that were answered.".to_owned(),
        },
        what: "Aspect".to_owned(),
        axes: own.aspects.iter().map(|aspect| line(&aspect.title)).collect(),
        rings: own.words.iter().map(|word| line(word)).collect(),
        outlines: days(own).iter().enumerate().map(outline).collect(),
    })
    .svg
}

/// The table that says what the radar draws, and what moved.
fn aspects(own: &Maturity) -> Table {
    let rows = own.aspects.iter().map(|aspect| row(&aspect.title, &aspect.levels));
    table("Mean level of each aspect".to_owned(), "Aspect", own, rows.collect())
}

fn questions(own: &Maturity, aspect: &Aspect) -> Table {
    let rows = aspect.questions.iter().map(|asked| row(&asked.label, &asked.levels));
    table(line(&aspect.title), "Question", own, rows.collect())
}

fn table(caption: String, what: &str, own: &Maturity, rows: Vec<Vec<String>>) -> Table {
    let mut header = vec![what.to_owned()];
    header.extend(days(own));
    if own.runs.len() > 1 {
        header.push("Moved".to_owned());
    }
    header.push("Answers".to_owned());
    let numeric = (0..header.len()).map(|column| column > 0).collect();
    let wide = own.runs.len() > 3;
    Table { numeric, wide, ..Table::new(caption, header, rows) }
}

/// The means of a row, how the last moved from the one before, and how many answers the last has.
fn row(label: &str, levels: &[Option<Level>]) -> Vec<String> {
    let mut cells = vec![line(label)];
    cells.extend(levels.iter().map(|own| own.map_or("–".to_owned(), |own| hundredths(own.mean()))));
    if let [.., before, now] = levels {
        cells.push(before.zip(*now).map_or("–".to_owned(), |(before, now)| moved(before, now)));
    }
    let answered = levels.last().copied().flatten().map(|own| own.answered);
    cells.push(answered.map_or("–".to_owned(), |n| n.to_string()));
    cells
}

/// By how many levels, of the fractions and not of what is printed: `+0.50`.
fn moved(before: Level, now: Level) -> String {
    let (a, b) = (i64::from(before.sum), i64::from(now.sum));
    let (m, n) = (i64::from(before.answered), i64::from(now.answered));
    let by = (b * m - a * n) as f64 / (m * n) as f64;
    let text = hundredths(by.abs());
    match by {
        _ if text == "0.00" => text,
        by if by > 0.0 => format!("+{text}"),
        _ => format!("−{text}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn movement_is_of_the_fractions() {
        let level = |sum, answered| Level { sum, answered };
        // 13/8 = 1.625 and 22/9 = 2.444…: 0.8194….
        assert_eq!(moved(level(13, 8), level(22, 9)), "+0.82");
        assert_eq!(moved(level(22, 9), level(13, 8)), "−0.82");
        assert_eq!(moved(level(9, 3), level(27, 9)), "0.00");
        // 1/8 is 0.125: halves away from zero, both ways.
        assert_eq!(moved(level(8, 8), level(9, 8)), "+0.13");
        assert_eq!(moved(level(9, 8), level(8, 8)), "−0.13");
        let cells = row("x", &[Some(level(13, 8)), None, Some(level(22, 9))]);
        assert_eq!(cells, ["x", "1.63", "–", "2.44", "–", "9"]);
        assert_eq!(row("x", &[Some(level(5, 4))]), ["x", "1.25", "4"]);
    }
}
