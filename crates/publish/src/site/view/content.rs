//! What a community shares: data, articles, talks, meetings, topics, initiatives.

use super::{Languages, Link, Text};
use serde::{Deserialize, Serialize};

/// The page of a dataset.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Dataset {
    /// Its id.
    pub id: String,
    /// The id of its study.
    pub study: String,
    /// What it is called.
    pub title: String,
    /// What is in it, in a sentence or two.
    pub about: String,
    /// Its version.
    pub version: String,
    /// The day of the version.
    pub date: String,
    /// Its licence.
    pub licence: Option<Link>,
    /// How to cite it, in a sentence.
    pub cite: String,
    /// Its files.
    pub files: Vec<DatasetFile>,
    /// What an outsider could still learn, in plain words.
    pub risk: Text,
    /// Its versions, the latest first.
    pub releases: Vec<Release>,
}

/// A file of a dataset.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DatasetFile {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub about: String,
    /// Where it is, as a path from the site's root.
    pub to: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its SHA-256, in hex digits.
    pub sha256: String,
}

/// A version of a dataset.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Release {
    /// The version.
    pub version: String,
    /// Its day.
    pub date: String,
    /// What changed.
    pub changes: String,
}

/// The page of an article.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Article {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What it says, in a sentence.
    pub summary: String,
    /// Who wrote it, as they want to be named.
    pub authors: Vec<String>,
    /// The day on which it was published.
    pub date: Option<String>,
    /// The day of the last change that readers should know of.
    pub changed: Option<String>,
    /// Whom the authors work for, as they disclose it.
    pub affiliation: Option<String>,
    /// Where else it was published.
    pub elsewhere: Vec<Link>,
    /// The text.
    pub text: Text,
    /// What language it is in.
    pub languages: Languages,
}

/// The page of a talk.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Talk {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What it is about, in a sentence.
    pub summary: String,
    /// Who gives it, as they want to be named.
    pub speakers: Vec<String>,
    /// Where: the conference, or the meeting; its address may be empty.
    pub event: Option<Link>,
    /// The day.
    pub date: Option<String>,
    /// The recording.
    pub recording: Option<Link>,
    /// The slides.
    pub slides: Option<Link>,
    /// What there is to read about it.
    pub text: Text,
    /// Where to read on.
    pub links: Vec<Link>,
    /// What language the page is in.
    pub languages: Languages,
}

/// The page of a series of meetings.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Series {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// When it is, in words: `Every second Tuesday at 11:00, New York time`.
    pub rhythm: String,
    /// What it is for.
    pub about: Text,
    /// Where one joins.
    pub join: Option<Link>,
    /// The calendar to subscribe to, as a path from the site's root.
    pub calendar: Option<String>,
    /// The meetings that come next.
    pub next: Vec<Occurrence>,
    /// The meetings that have a page, the latest first.
    pub meetings: Vec<Meeting>,
}

/// When a meeting is.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Occurrence {
    /// In the zone of its series: `2026-12-01T11:00`.
    pub local: String,
    /// The zone, such as `America/New_York`.
    pub zone: String,
    /// The same in coordinated universal time: `2026-12-01T16:00Z`.
    pub utc: String,
    /// What is different this time: `moved from 24 November`, `cancelled`.
    pub note: Option<String>,
}

/// The page of a meeting.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Meeting {
    /// Its id within the series: its day, as a rule.
    pub id: String,
    /// What it is about.
    pub title: String,
    /// When it is, or was.
    pub when: Option<Occurrence>,
    /// What is to be talked about, point by point.
    pub agenda: Vec<Text>,
    /// What was decided.
    pub decisions: Vec<Text>,
    /// What was said.
    pub notes: Text,
    /// How many people were there, where that may be said.
    pub attendees: Option<u64>,
    /// The recording.
    pub recording: Option<Link>,
    /// The slides.
    pub slides: Option<Link>,
    /// What was spoken about.
    pub links: Vec<Link>,
}

/// The page of a topic of the month.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Topic {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Its month: `2026-11`.
    pub month: Option<String>,
    /// What it is about, in a sentence.
    pub summary: String,
    /// What there is to read.
    pub text: Text,
    /// Where to read on.
    pub links: Vec<Link>,
    /// What language the page is in.
    pub languages: Languages,
}

/// The page of an initiative.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Initiative {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What it is for, in a sentence.
    pub summary: String,
    /// How far it is, in a word: `active`.
    pub status: String,
    /// Who leads it: roles, or names that the leads chose.
    pub leads: Vec<String>,
    /// What there is to read.
    pub text: Text,
    /// How to join.
    pub join: Vec<Join>,
    /// Where to go.
    pub links: Vec<Link>,
    /// What language the page is in.
    pub languages: Languages,
}

/// How to join an initiative.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Join {
    /// As whom: a persona's name, or `Everybody`.
    pub who: String,
    /// What to do.
    pub how: Text,
}

/// A page of no other kind.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Page {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What it is for, in a sentence.
    pub summary: String,
    /// Whether the navigation has it.
    pub menu: bool,
    /// What there is to read.
    pub text: Text,
    /// What language the page is in.
    pub languages: Languages,
}
