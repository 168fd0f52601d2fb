//! What templates may do with a value: link to it, write it as a day, read it as Markdown.

use crate::markdown;
use crate::words::{clip, escape};
use minijinja::value::Value;
use minijinja::{Environment, Error, escape_formatter};
use paap_text::shape::{is_date, is_link};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

/// Where things are on the site.
pub(crate) struct Places {
    /// By their paths in the workspace.
    pub(crate) files: BTreeMap<String, String>,
    /// What is on a later page of several, by where it would be on the first: `…/index.html#t900`.
    pub(crate) moved: HashMap<String, String>,
    /// What leads from the page that is written to the root. Not in the context of the template: a
    /// filter that a macro uses does not see that.
    pub(crate) root: Mutex<String>,
}

/// Adds the filters, and makes all text harmless where it is written.
pub(crate) fn add(environment: &mut Environment<'_>, places: Arc<Places>) {
    environment.set_formatter(|out, state, value| match value.as_str() {
        Some(text) if !value.is_safe() => {
            let mut safe = String::with_capacity(text.len());
            escape(&mut safe, text);
            Ok(out.write_str(&safe)?)
        }
        _ => escape_formatter(out, state, value),
    });
    environment.add_filter("day", |day: &str| Value::from_safe_string(time(day)));
    environment.add_filter("month", |month: &str| Value::from_safe_string(time(month)));
    environment.add_filter("zone", zone);
    environment
        .add_filter("beside", |utc: &str, local: &str| Value::from_safe_string(beside(utc, local)));
    environment.add_filter("people", |n: u64| crate::words::people(n));
    environment.add_filter("number", |n: f64| paap_charts::count(n));
    environment.add_filter("percent", paap_charts::percent);
    environment.add_filter("interval", paap_charts::percent_interval);
    environment.add_filter("bound", |to: &str| to.replace(">=", "≥").replace("<=", "≤"));
    environment.add_filter("bytes", bytes);
    environment.add_filter("anchor", |id: &str| super::path::anchor(id));
    environment.add_filter("clip", |text: &str, most: usize| clip(text, most));
    let known = Arc::clone(&places);
    environment.add_filter("rel", move |to: &str| known.link(to).unwrap_or_default());
    let known = Arc::clone(&places);
    let text = move |text: Value, prefix: &str, level: u8| -> Result<Value, Error> {
        let (source, file) = (text.get_attr("markdown")?, text.get_attr("file")?);
        let (source, file) = (source.as_str().unwrap_or(""), file.as_str().unwrap_or(""));
        let path = |to: &str| known.from(file, to);
        let setting = markdown::Setting { level, prefix, path: &path };
        Ok(Value::from_safe_string(markdown::html(source, &setting)))
    };
    environment.add_filter("markdown", text);
}

impl Places {
    /// The page that is written next is as far from the root as this.
    pub(crate) fn stand_at(&self, root: &str) {
        *self.root.lock().unwrap_or_else(PoisonError::into_inner) = root.to_owned();
    }

    /// A path of the site, or an address, as it stands in a page; None where it may not be linked.
    fn link(&self, to: &str) -> Option<String> {
        if !is_link(to) {
            return None;
        }
        if to.contains(':') {
            return Some(to.to_owned());
        }
        let to = self.moved.get(to).map_or(to, String::as_str);
        let root = self.root.lock().unwrap_or_else(PoisonError::into_inner);
        Some(format!("{root}{to}"))
    }

    /// Where a path that stands in a file of the workspace leads on the site.
    fn from(&self, file: &str, to: &str) -> Option<String> {
        let (target, rest) = to.split_at(to.find(['#', '?']).unwrap_or(to.len()));
        let mut parts: Vec<&str> = file.split('/').collect();
        parts.pop();
        for part in target.split('/') {
            match part {
                "" | "." => {}
                ".." => drop(parts.pop()?),
                part => parts.push(part),
            }
        }
        let place = self.files.get(&parts.join("/").replace("%20", " "))?;
        let anchor = rest.strip_prefix('#').map(|anchor| format!("#{anchor}"));
        self.link(&format!("{place}{}", anchor.unwrap_or_default()))
    }
}

/// A day, a month or a moment as an element that machines read too; other text as it is.
fn time(text: &str) -> String {
    let mut safe = String::new();
    match words_of(text) {
        Some(words) => {
            safe.push_str("<time datetime=\"");
            safe.push_str(text);
            safe.push_str("\">");
            safe.push_str(&words);
            safe.push_str("</time>");
        }
        None => escape(&mut safe, text),
    }
    safe
}

/// A moment in coordinated universal time beside the same in another zone: `16:00 UTC`, with its day
/// where that is another.
fn beside(utc: &str, local: &str) -> String {
    let words =
        words_of(utc).and_then(|words| words.rsplit_once(", ").map(|(_, clock)| clock.to_owned()));
    match words {
        Some(clock) if utc.get(..10) == local.get(..10) => {
            format!("<time datetime=\"{utc}\">{clock}</time>")
        }
        _ => time(utc),
    }
}

/// `New York time` for `America/New_York`; a zone without a city as it is.
fn zone(name: &str) -> String {
    match name.rsplit_once('/') {
        Some((_, city)) => format!("{} time", city.replace('_', " ")),
        None => name.to_owned(),
    }
}

/// `26 November 2026`, `November 2026`, `Tuesday 1 December 2026, 11:00`, `… 16:00 UTC`.
fn words_of(text: &str) -> Option<String> {
    let (day, clock) = text.split_once('T').map_or((text, None), |(day, clock)| (day, Some(clock)));
    if clock.is_none() && day.len() == 7 && is_date(&format!("{day}-01")) {
        return Some(format!("{} {}", month(&day[5..])?, &day[..4]));
    }
    if !is_date(day) {
        return None;
    }
    let number = day[8..].trim_start_matches('0');
    let words = format!("{number} {} {}", month(&day[5..7])?, &day[..4]);
    let Some(clock) = clock else { return Some(words) };
    let (clock, zone) = clock.strip_suffix('Z').map_or((clock, ""), |clock| (clock, " UTC"));
    let (hour, minute) = clock.split_once(':')?;
    let two = |part: &str, most: u8| {
        part.len() == 2 && part.parse::<u8>().is_ok_and(|n| n < most && !part.contains('+'))
    };
    if !two(hour, 24) || !two(minute, 60) {
        return None;
    }
    Some(format!("{} {words}, {hour}:{minute}{zone}", weekday(day)?))
}

fn month(number: &str) -> Option<&'static str> {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    MONTHS.get(number.parse::<usize>().ok()?.checked_sub(1)?).copied()
}

/// Zeller's congruence, in the form of T. Sakamoto.
fn weekday(day: &str) -> Option<&'static str> {
    const DAYS: [&str; 7] =
        ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
    const SHIFT: [u32; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
    let part = |range: std::ops::Range<usize>| day.get(range)?.parse::<u32>().ok();
    let (year, month, day) = (part(0..4)?, part(5..7)?, part(8..10)?);
    let year = if month < 3 { (year + 399) % 400 + 400 } else { year };
    let shift = SHIFT.get(month.checked_sub(1)? as usize)?;
    DAYS.get(((year + year / 4 - year / 100 + year / 400 + shift + day) % 7) as usize).copied()
}

/// `512 bytes`, `14 kB`, `3.2 MB`: a kB is 1,000 bytes.
fn bytes(n: u64) -> String {
    match n as f64 {
        _ if n == 1 => "1 byte".to_owned(),
        size if n < 1_000 => format!("{} bytes", paap_charts::count(size)),
        size if n < 1_000_000 => format!("{} kB", paap_charts::number(size / 1e3)),
        size if n < 1_000_000_000 => format!("{} MB", paap_charts::number(size / 1e6)),
        size => format!("{} GB", paap_charts::number(size / 1e9)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_by_people_and_machines() {
        let cases = [
            ("2026-11-06", "<time datetime=\"2026-11-06\">6 November 2026</time>"),
            ("2026-11", "<time datetime=\"2026-11\">November 2026</time>"),
            (
                "2026-12-01T16:00Z",
                "<time datetime=\"2026-12-01T16:00Z\">Tuesday 1 December 2026, 16:00 UTC</time>",
            ),
            (
                "2024-02-29T09:05",
                "<time datetime=\"2024-02-29T09:05\">Thursday 29 February 2024, 09:05</time>",
            ),
            (
                "2000-01-01T00:00",
                "<time datetime=\"2000-01-01T00:00\">Saturday 1 January 2000, 00:00</time>",
            ),
            ("soon <b>&", "soon &lt;b&gt;&amp;"),
            ("2026-02-30", "2026-02-30"),
        ];
        for (text, html) in cases {
            assert_eq!(time(text), html);
        }
    }

    #[test]
    fn moments_stand_beside_each_other() {
        let clock = "<time datetime=\"2026-12-01T16:00Z\">16:00 UTC</time>";
        assert_eq!(beside("2026-12-01T16:00Z", "2026-12-01T11:00"), clock);
        assert!(beside("2026-12-02T01:00Z", "2026-12-01T20:00").contains(">Wednesday 2 December"));
        assert_eq!(zone("America/New_York"), "New York time");
        assert_eq!(zone("UTC"), "UTC");
    }

    #[test]
    fn links_in_markdown_start_from_their_file() {
        let files = [("studies/a/transcripts/i.md", "studies/a/transcripts/i/index.html")];
        let files = files.map(|(a, b)| (a.to_owned(), b.to_owned())).into();
        let places = Places { files, moved: HashMap::new(), root: Mutex::new("../".to_owned()) };
        let from = |to: &str| places.from("studies/a/insights/x.md", to);
        let found = Some("../studies/a/transcripts/i/index.html#t1".to_owned());
        assert_eq!(from("../transcripts/i.md#t1"), found);
        assert_eq!(from("../../../../etc"), None);
        assert_eq!(from("other.md"), None);
    }

    #[test]
    fn sizes_are_short() {
        let cases =
            [(1, "1 byte"), (999, "999 bytes"), (14_200, "14.2 kB"), (3_210_000, "3.21 MB")];
        for (n, text) in cases {
            assert_eq!(bytes(n), text);
        }
    }
}
