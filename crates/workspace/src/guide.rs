//! Short texts of our own, one beside each noun: how to write a need, choose a metric, read an interval.
//!
//! They are in no workspace's hands: `paap init` writes them into `product/guides/`, and the site shows
//! the same ones where a reader needs them. (The scripts of interviews, which are called guides too, are
//! a study's own: `paap_interview::guide`.)

use crate::product::FOLDER;

/// A text that says how something is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Guide {
    /// Its name, such as `need`.
    pub id: &'static str,
    /// All of it, as Markdown: its title as a heading, a paragraph that says what it is about, the rest.
    pub text: &'static str,
}

macro_rules! guides {
    ($($name:literal)*) => {
        [$(Guide { id: $name, text: include_str!(concat!("../guides/", $name, ".md")) }),*]
    };
}

/// All guides, in the order in which somebody who begins needs them.
pub const ALL: [Guide; 16] = guides![
    "customers" "need" "insight" "verdict" "reach" "confidence" "capability" "plan" "metric" "events" "adoption"
    "delivery" "baseline" "review" "interval" "assessment"
];

/// The guide that readers of results need, whether or not there is a platform.
pub const INTERVAL: &str = "interval";

impl Guide {
    /// Its path in a workspace: `product/guides/need.md`.
    pub fn file(&self) -> String {
        format!("{FOLDER}/guides/{}.md", self.id)
    }

    /// Its title, such as `Write a need`.
    pub fn title(&self) -> &'static str {
        self.parts().0
    }

    /// What it is about, in the first paragraph: a line without markup.
    pub fn about(&self) -> &'static str {
        let rest = self.parts().1;
        rest.split_once("\n\n").map_or(rest, |(about, _)| about).trim()
    }

    /// Everything below the first paragraph, as Markdown.
    pub fn body(&self) -> &'static str {
        self.parts().1.split_once("\n\n").map_or("", |(_, body)| body).trim()
    }

    /// The title, and what stands below it.
    fn parts(&self) -> (&'static str, &'static str) {
        let (title, rest) = self.text.split_once('\n').unwrap_or((self.text, ""));
        (title.trim_start_matches('#').trim(), rest.trim_start())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use paap_analysis::interval::{CONFIDENCE, wilson};
    use std::collections::BTreeSet;

    #[test]
    fn a_guide_is_short_and_has_an_example() {
        for guide in ALL {
            let id = guide.id;
            let lines = guide.text.lines().count();
            assert!(lines <= 40, "{id} has {lines} lines");
            assert!(guide.text.starts_with("# ") && guide.text.ends_with('\n'), "{id}");
            assert!(
                guide.about().ends_with('.') && guide.about().len() < 200,
                "{id}: {}",
                guide.about()
            );
            // It stands alone in lists, where nothing reads Markdown.
            assert!(!guide.about().contains(['\n', '*', '`', '[']), "{id}");
            let example = guide.body().contains("```") || guide.body().contains("|---|");
            assert!(example || guide.body().contains("|--:|"), "{id} has no example");
            let whole = format!("# {}\n\n{}\n\n{}\n", guide.title(), guide.about(), guide.body());
            assert_eq!(whole, guide.text, "{id}");
        }
        let ids: BTreeSet<&str> = ALL.iter().map(|guide| guide.id).collect();
        assert!(ids.len() == ALL.len() && ids.contains(INTERVAL));
    }

    #[test]
    fn guides_lead_to_guides_that_are_there() {
        let mut seen = BTreeSet::new();
        for guide in ALL {
            for rest in guide.text.split("](").skip(1) {
                let to = rest.split(')').next().unwrap_or_default();
                let other = ALL.iter().find(|own| to == format!("{}.md", own.id));
                assert!(other.is_some_and(|own| own.id != guide.id), "{} leads to {to}", guide.id);
                seen.insert(to);
            }
        }
        assert!(seen.len() >= 6, "{seen:?}");
    }

    #[test]
    fn the_intervals_of_the_guide_are_those_that_are_computed() {
        let text = ALL.iter().find(|guide| guide.id == INTERVAL).unwrap().text;
        for (asked, say_so) in [(25, 8), (124, 40), (1_000, 320)] {
            let own = wilson(say_so, asked, CONFIDENCE).unwrap();
            let percent = |share: f64| (share * 100.0).round();
            let interval = format!("32% | {}–{} |", percent(own.low), percent(own.high));
            let asked = if asked == 1_000 { "1,000".to_owned() } else { asked.to_string() };
            let row = text.lines().find(|line| line.starts_with(&format!("| {asked} | {say_so} ")));
            assert!(row.is_some_and(|row| row.ends_with(&interval)), "{row:?}: {interval}");
        }
        for (id, count, base) in [("adoption", 5, 6), ("delivery", 2, 35)] {
            let text = ALL.iter().find(|guide| guide.id == id).unwrap().text;
            let own = wilson(count, base, CONFIDENCE).unwrap();
            let [low, high] = [own.low, own.high].map(|share| (share * 100.0).round());
            let shown = format!("{count} of {base}; {low}–{high}%");
            assert!(text.contains(&shown), "{id} has not {shown}");
        }
    }
}
