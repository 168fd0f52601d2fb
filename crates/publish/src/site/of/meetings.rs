//! Series of meetings, when they are, and the calendars to subscribe to.

use super::content::host;
use super::{Whole, text};
use crate::site::{Link, Meeting, Occurrence, Series, Site, path};
use jiff::{Span, Timestamp};
use paap_community::calendar::{self, Stamp};
use paap_community::meeting::{self, Series as Written};

/// How many of the next meetings are shown.
const NEXT: usize = 6;
/// How far ahead they are looked for, in days.
const AHEAD: i64 = 400;

impl Whole<'_> {
    pub(super) fn meetings(&self) -> Vec<Series> {
        let all = self.workspace.content.meetings.iter();
        all.map(|(series, meetings)| self.series(series, meetings)).collect()
    }

    fn series(&self, series: &Written, meetings: &[meeting::Meeting]) -> Series {
        let folder = format!("content/meetings/{}", series.slug);
        let inside = format!("meetings/{}", series.slug);
        let mut meetings: Vec<&meeting::Meeting> = meetings.iter().collect();
        meetings.sort_by(|a, b| b.slug.cmp(&a.slug));
        let meeting = |own: &&meeting::Meeting| {
            let file = format!("{folder}/{}.md", own.slug);
            let when = own.date.and_then(|day| series.on(day));
            Meeting {
                id: own.slug.clone(),
                title: own.title.clone().unwrap_or_else(|| series.title.clone()),
                when: when.map(|when| occurrence(series, &when)),
                agenda: own.agenda.iter().map(|item| text(item, &file)).collect(),
                decisions: own.decisions.iter().map(|item| text(item, &file)).collect(),
                notes: text(&own.body.text, &file),
                attendees: own.attendees,
                recording: own.recording.as_ref().map(|to| self.link("Recording", to, &inside)),
                slides: own.slides.as_ref().map(|to| self.link("Slides", to, &inside)),
                links: self.links(&own.links, &inside),
            }
        };
        let about = series.about.clone().unwrap_or_default();
        Series {
            id: series.slug.clone(),
            title: series.title.clone(),
            rhythm: series.rhythm(),
            about: text(&about, &format!("{folder}/series.yaml")),
            join: series.link.as_ref().map(|to| Link::new(host(to), to)),
            calendar: (!series.periods.is_empty()).then(|| calendar_path(series)),
            next: self.ahead(series).take(NEXT).collect(),
            meetings: meetings.iter().map(meeting).collect(),
        }
    }

    /// The meetings of a series that are to come.
    fn ahead(&self, series: &Written) -> impl Iterator<Item = Occurrence> {
        let from = self.made.at;
        let to = from.checked_add(Span::new().hours(24 * AHEAD)).unwrap_or(Timestamp::MAX);
        let found: Vec<Occurrence> =
            series.occurrences(from, to).iter().map(|when| occurrence(series, when)).collect();
        found.into_iter()
    }

    /// The meeting that comes next, of all series.
    pub(super) fn next(&self) -> Option<(String, Occurrence)> {
        let all = self.workspace.content.meetings.iter();
        let next = all.filter_map(|(series, _)| {
            let next = self.ahead(series).find(|when| when.note.as_deref() != Some(CANCELLED))?;
            Some((series.slug.clone(), next))
        });
        next.min_by(|a, b| a.1.utc.cmp(&b.1.utc))
    }

    /// A calendar for each series, and one for all.
    pub(super) fn calendars(&self, site: &mut Site) {
        let settings = &self.workspace.settings;
        let workspace = settings.address.as_deref().unwrap_or(&settings.title);
        let all = self.workspace.content.meetings.iter().map(|(series, _)| series);
        let all: Vec<&Written> = all.filter(|series| !series.periods.is_empty()).collect();
        let write = |series: &[&Written], name: &str| {
            let stamp = Stamp { name, workspace, at: self.made.at, sequence: 0 };
            calendar::write(series, &stamp).into_bytes()
        };
        for series in &all {
            site.files.insert(calendar_path(series), write(&[*series], &series.title));
        }
        if all.len() > 1 {
            site.files.insert("meetings/all.ics".to_owned(), write(&all, &settings.title));
        }
    }
}

/// What stands beside a meeting that does not take place.
const CANCELLED: &str = "cancelled";

fn calendar_path(series: &Written) -> String {
    path::series(&series.slug).replace("index.html", "calendar.ics")
}

fn occurrence(series: &Written, when: &meeting::Occurrence) -> Occurrence {
    let minute = |text: String| text.get(..16).unwrap_or_default().to_owned();
    let note = match (when.cancelled, when.is_moved()) {
        (true, _) => Some(CANCELLED.to_owned()),
        (false, true) => Some(format!("moved from {}", when.planned.strftime("%-d %B %Y"))),
        (false, false) => None,
    };
    Occurrence {
        local: minute(when.start.to_string()),
        zone: series.zone_name().to_owned(),
        utc: format!("{}Z", minute(when.begins.to_string())),
        note,
    }
}
