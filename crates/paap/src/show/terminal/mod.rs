//! The terminal: a page of at most so many columns, for a person who is tired.

mod associations;
mod compare;
mod cross;
mod inspect;
mod kano;
mod parts;
mod sheet;
mod summary;

pub(crate) use associations::associations;
pub(crate) use compare::compare;
pub(crate) use cross::cross;
pub(crate) use inspect::inspect;
pub(crate) use kano::{
    TEST as KANO_TEST, coefficient as kano_coefficient, coefficients as kano_coefficients, kano,
};
pub(crate) use parts::{place, score, some, stats, survey_score, tool, who};
pub(crate) use sheet::sheet;
pub(crate) use summary::summary;

use super::Look;
use super::text::{clean, left, wrap};
use paap_survey::view::{Filter, Weighting};

/// How far a question's own lines stand in from its id.
const INDENT: usize = 2;

/// A page that is being written.
#[derive(Debug)]
struct Page {
    text: String,
    width: usize,
    colour: bool,
}

impl Page {
    fn new(look: &Look) -> Self {
        // Below 60 columns nothing can be aligned; a terminal wraps the lines itself then.
        Self { text: String::new(), width: look.width.max(60), colour: look.colour }
    }

    /// What a heading looks like.
    fn bold(&self, text: &str) -> String {
        self.styled("1", text)
    }

    /// What may be passed over looks like.
    fn dim(&self, text: &str) -> String {
        self.styled("2", text)
    }

    /// What needs care looks like.
    fn alarm(&self, text: &str) -> String {
        self.styled("33", text)
    }

    /// What is measured looks like.
    fn accent(&self, text: &str) -> String {
        self.styled("36", text)
    }

    fn styled(&self, code: &str, text: &str) -> String {
        if self.colour && !text.is_empty() {
            format!("\x1b[{code}m{text}\x1b[0m")
        } else {
            text.to_owned()
        }
    }

    /// A line as it is, without spaces at its end.
    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    /// One empty line, however often it is asked for, and none at the top.
    fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// Text in as many lines as it takes, behind `mark`; later lines stand under the first.
    fn hanging(&mut self, mark: &str, text: &str, style: fn(&Self, &str) -> String) {
        self.limited(mark, text, usize::MAX, style);
    }

    /// The same, cut off after so many lines.
    fn limited(&mut self, mark: &str, text: &str, lines: usize, style: fn(&Self, &str) -> String) {
        let indent = super::text::width(mark);
        let room = self.width.saturating_sub(indent);
        for (at, line) in wrap(&clean(text), room, lines).iter().enumerate() {
            let start = if at == 0 { mark.to_owned() } else { " ".repeat(indent) };
            let line = style(self, line);
            self.line(&format!("{start}{line}"));
        }
    }

    /// Text in as many lines as it takes.
    fn paragraph(&mut self, indent: usize, text: &str) {
        self.hanging(&" ".repeat(indent), text, |_, line| line.to_owned());
    }

    /// The same, for what may be passed over.
    fn aside(&mut self, indent: usize, text: &str) {
        self.hanging(&" ".repeat(indent), text, Self::dim);
    }

    /// A question's id and text.
    fn question(&mut self, id: &str, label: &str) {
        self.gap();
        let id = clean(id);
        let mark = self.bold(&left(&id, id.len().max(3) + 2));
        let indent = super::text::width(&id).max(3) + 2;
        let room = self.width.saturating_sub(indent);
        for (at, line) in wrap(&clean(label), room, 6).iter().enumerate() {
            let start = if at == 0 { mark.clone() } else { " ".repeat(indent) };
            let line = self.bold(line);
            self.line(&format!("{start}{line}"));
        }
    }

    /// Who is counted, and with what weight.
    fn who(&mut self, respondents: u64, filter: Option<&Filter>, weights: Option<&Weighting>) {
        for line in who(respondents, filter, weights) {
            self.paragraph(0, &line);
        }
    }

    /// A heading of a part of the page.
    fn heading(&mut self, text: &str) {
        self.gap();
        self.hanging("", text, Self::bold);
    }

    /// A short list of facts, separated by dots; empty ones are left out.
    fn facts(&mut self, indent: usize, facts: &[String]) {
        let facts: Vec<_> =
            facts.iter().filter(|fact| !fact.is_empty()).map(String::as_str).collect();
        self.aside(indent, &facts.join(" · "));
    }
}
