//! Initiatives, meetings, talks, articles; calendars and feeds.
//!
//! What a community shares beside its research, as files that people write by hand. This room reads
//! them, and makes calendars and feeds of them. It opens no file and asks no clock: the time of
//! publication comes in as a parameter.
//!
//! - [`content`]: articles, talks, topics of the month, initiatives, pages
//! - [`translation`]: the same in other languages, and what of it is stale
//! - [`meeting`]: series of meetings, when they are, and what was said there
//! - [`recurrence`]: the rules by which days repeat
//! - [`calendar`]: meetings as a file that calendars subscribe to
//! - [`feed`]: what is new, as Atom
//!
//! What each file may hold is a [`Shape`], and [`FILES`] names them all.

pub mod calendar;
pub mod content;
pub mod feed;
mod line;
pub mod meeting;
pub mod recurrence;
pub mod translation;
mod unique;
mod zone;

#[cfg(test)]
mod documentation;

use paap_text::Shape;

/// The files of this room, where they stand in a workspace, and what they may hold; the schema and
/// the documentation of each are made from this.
pub const FILES: [(&str, &Shape); 8] = [
    ("content/articles/<slug>.md", &content::ARTICLE),
    ("content/talks/<slug>.md", &content::TALK),
    ("content/topics/<yyyy-mm>.md", &content::TOPIC),
    ("content/initiatives/<slug>.md", &content::INITIATIVE),
    ("content/pages/<slug>.md", &content::PAGE),
    ("content/meetings/<series>/series.yaml", &meeting::SERIES),
    ("content/meetings/<series>/<yyyy-mm-dd>.md", &meeting::MEETING),
    ("content/<kind>/<slug>.<language>.md", &translation::TRANSLATION),
];
