//! Initiatives, meetings, talks, articles; calendars and feeds.
//!
//! What a community shares beside its research, as files that people write by hand. This room reads
//! them, and makes calendars and feeds of them. It opens no file and asks no clock: the time of
//! publication comes in as a parameter.
