//! The risk report: what an outsider could learn, in plain words, as Markdown. It names columns and
//! never an answer.

use super::{Alone, Left, Protected, Risk, Role};
use std::collections::BTreeMap;
use std::fmt::Write as _;

impl Protected {
    /// The report, as Markdown without a heading of the first level.
    pub fn report(&self) -> String {
        let mut out = String::new();
        self.risk.before(&mut out);
        match &self.rows {
            Ok(_) => self.risk.after(&mut out),
            Err(refusals) => {
                out.push_str("\n## No rows are published\n\n");
                refusals.iter().for_each(|refusal| line(&mut out, &refusal.message));
                line(&mut out, "So there are tables only.");
            }
        }
        out
    }
}

impl Risk {
    fn before(&self, out: &mut String) {
        out.push_str("## Before protection\n\n");
        let _ = writeln!(out, "There are {}.", rows(self.people));
        for alone in &self.alone {
            line(out, &self.alone(alone));
        }
        let known = self.of_role(Role::Identifying);
        if known.is_empty() {
            line(out, "No column is held to be known to outsiders.");
        } else {
            let text = format!(
                "Held to be known to outsiders: {}. By these together, {} alone.",
                known.join(", "),
                self.roughly(self.alone_identifying),
            );
            line(out, &text);
        }
        let sensitive = self.of_role(Role::Sensitive);
        if !sensitive.is_empty() {
            line(out, &format!("Held to be sensitive: {}.", sensitive.join(", ")));
        }
    }

    fn alone(&self, alone: &Alone) -> String {
        let answers = match alone.answers {
            1 => "one answer",
            2 => "two answers",
            _ => "three answers",
        };
        let many = if alone.rows == self.people && self.people > 0 {
            "Every row is".to_owned()
        } else {
            sentence(&self.roughly(alone.rows))
        };
        let mut text = format!("{many} alone on {answers}");
        match &alone.most {
            Some((columns, _)) => {
                let columns: Vec<String> = columns.iter().map(|column| named(column)).collect();
                let _ = write!(text, "; most by {}.", columns.join(" with "));
            }
            None => text.push('.'),
        }
        text
    }

    /// How many rows are so, before protection. Each of them is a count of one somewhere, which tables
    /// withhold: an exact number would say how many of the withheld counts are one.
    fn roughly(&self, count: usize) -> String {
        let k = self.rules.k.max(2);
        match count {
            0 => "no row is".to_owned(),
            few if few < k => format!("fewer than {k} rows are"),
            many => format!("at least {} rows are", many - many % k),
        }
    }

    fn after(&self, out: &mut String) {
        let (k, known) = (self.rules.k, self.rules.known);
        out.push_str("\n## What was done\n\n");
        let mut out_of: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for fate in &self.columns {
            match &fate.left {
                Left::Out(why) => out_of.entry(why).or_default().push(named(&fate.name)),
                Left::Kept { coarser, blanked, filled, information, .. } => {
                    let mut done = Vec::new();
                    if *coarser {
                        done.push("answers put together".to_owned());
                    }
                    if *blanked > 0 {
                        // Not how many of how many answered: that may be withheld.
                        let tenths = (*blanked as f64 / (*filled).max(1) as f64 * 10.0).round();
                        done.push(match tenths {
                            0.0 => "a few answers blanked".to_owned(),
                            tenths => format!("about {:.0}% of the answers blanked", tenths * 10.0),
                        });
                    }
                    if done.is_empty() {
                        done.push("as it was".to_owned());
                    }
                    let left = percent(*information);
                    let done = done.join(", ");
                    line(
                        out,
                        &format!("{}: {done}; {left} of what it says is left.", named(&fate.name)),
                    );
                }
            }
        }
        for (why, names) in out_of {
            line(out, &format!("Left out, as {why}: {}.", names.join(", ")));
        }
        let kept = format!(
            "{} of all answers are still there, those of columns that were left out counted in. Rows \
             are sorted by what they say, so that their order says nothing.",
            percent(self.cells_kept)
        );
        let _ = writeln!(out, "\n{kept}");
        out.push_str("\n## What an outsider could still learn\n\n");
        let smallest = self.smallest.unwrap_or(self.people).max(1);
        let text = format!(
            "Whoever knows that somebody took part, and all that identifies them, finds at least {smallest} \
             rows that may be theirs: the chance to pick the right one is at most 1 in {smallest} (the \
             prosecutor's risk), and {} on average.",
            match self.groups {
                0 | 1 => format!("1 in {}", self.people),
                groups => format!("1 in {:.0}", (self.people as f64 / groups as f64).floor()),
            },
        );
        line(out, &text);
        line(
            out,
            &format!(
                "Whoever does not know whether somebody took part has a chance of at most 1 in {smallest}, too (the \
                 journalist's risk): how many people could have taken part is not known to paap, and \
                 each of them who did not makes it smaller."
            ),
        );
        let answers = match known {
            1 => "one answer".to_owned(),
            known => format!("up to {known} answers"),
        };
        line(
            out,
            &format!(
                "Whoever knows {answers} of somebody, to whichever questions, finds at least {k} rows, too."
            ),
        );
        line(
            out,
            &format!(
                "Whoever knows more than that may find one: {} alone when all answers are taken \
                 together.",
                are(self.alone_by_all)
            ),
        );
        let same: Vec<String> = self
            .columns
            .iter()
            .filter_map(|fate| match fate.left {
                Left::Kept { same, .. } if same > 0 && fate.role != Role::Identifying => {
                    Some(format!("{} ({same})", named(&fate.name)))
                }
                _ => None,
            })
            .collect();
        if !same.is_empty() {
            let text = format!(
                "Where all who are alike gave the same answer, it is known of each of them without \
                 finding their row. Columns in which that is so, with in how many of {} groups: {}.",
                self.groups,
                same.join(", "),
            );
            line(out, &text);
        }
        line(
            out,
            "A blank means that nothing was said or that the answer was rare: who knows how this was \
             made may guess the latter.",
        );
    }

    fn of_role(&self, role: Role) -> Vec<String> {
        let own = self.columns.iter().filter(|fate| fate.role == role);
        own.map(|fate| named(&fate.name)).collect()
    }
}

/// The name of a column, as Markdown.
fn named(column: &str) -> String {
    format!("`{}`", column.replace('`', "'"))
}

fn line(out: &mut String, text: &str) {
    let _ = writeln!(out, "- {text}");
}

fn rows(count: usize) -> String {
    if count == 1 { "1 row".to_owned() } else { format!("{count} rows") }
}

fn are(count: usize) -> String {
    match count {
        0 => "no row is".to_owned(),
        1 => "1 row is".to_owned(),
        _ => format!("{count} rows are"),
    }
}

fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// A share in whole percent, never 100% where something is missing.
fn percent(share: f64) -> String {
    let percent = (share * 100.0).round();
    let percent = if share < 1.0 { percent.min(99.0) } else { percent };
    format!("{percent:.0}%")
}
