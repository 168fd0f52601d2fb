//! A questionnaire to YAML that reads well in review: fixed order, one way to write each thing,
//! quotes only where a reader of YAML 1.1 or 1.2 would see something else than text.

use super::{
    Cells, Choice, FORMAT, Page, Question, Questionnaire, Row, Scale, Texts, UNDETERMINED,
};
use paap_text::yaml;

/// The questionnaire as YAML. [`super::parse`] reads the same value back.
pub fn write(questionnaire: &Questionnaire) -> String {
    let text = Writer::new(questionnaire, false).questionnaire(questionnaire);
    if yaml::looks_aliased(&text) {
        return Writer::new(questionnaire, true).questionnaire(questionnaire);
    }
    text
}

struct Writer<'a> {
    out: String,
    languages: &'a [String],
    /// Write stars as escapes, so that no text looks like an alias.
    escape_stars: bool,
}

impl<'a> Writer<'a> {
    fn new(questionnaire: &'a Questionnaire, escape_stars: bool) -> Self {
        Self { out: String::new(), languages: &questionnaire.languages, escape_stars }
    }

    fn questionnaire(mut self, questionnaire: &Questionnaire) -> String {
        self.raw(0, "paap", FORMAT);
        self.text(0, "id", &questionnaire.id);
        self.texts(0, "title", &questionnaire.title);
        if questionnaire.languages != [UNDETERMINED] {
            let tags: Vec<String> =
                questionnaire.languages.iter().map(|tag| self.quoted(tag)).collect();
            self.raw(0, "languages", &format!("[{}]", tags.join(", ")));
        }
        match questionnaire.pages.as_slice() {
            [Page { id: None, questions, .. }] => {
                self.out.push('\n');
                self.questions(0, questions);
            }
            pages => {
                self.out.push_str("\npages:\n");
                for (index, page) in pages.iter().enumerate() {
                    if index > 0 {
                        self.out.push('\n');
                    }
                    self.item(2, |w| w.page(4, page));
                }
            }
        }
        self.out
    }

    fn page(&mut self, indent: usize, page: &Page) {
        self.text(indent, "id", page.id.as_deref().unwrap_or_default());
        self.texts(indent, "title", &page.title);
        self.optional(indent, "asked_if", page.asked_if.as_ref().map(|e| e.text.as_str()));
        self.questions(indent, &page.questions);
    }

    fn questions(&mut self, indent: usize, questions: &[Question]) {
        self.open(indent, "questions");
        for (index, question) in questions.iter().enumerate() {
            if index > 0 {
                self.out.push('\n');
            }
            self.item(indent + 2, |w| w.question(indent + 4, question));
        }
    }

    fn question(&mut self, indent: usize, question: &Question) {
        self.text(indent, "id", &question.id);
        self.texts(indent, "label", &question.label);
        self.texts(indent, "help", &question.help);
        self.raw(indent, "kind", question.kind.name());
        if let Some(scale) = &question.scale {
            self.open(indent, "scale");
            self.scale(indent + 2, scale);
        }
        if !question.rows.is_empty() {
            self.open(indent, "rows");
            for row in &question.rows {
                self.item(indent + 2, |w| w.row(indent + 4, row));
            }
        }
        if question.cells != Cells::default() {
            self.raw(indent, "cells", question.cells.name());
        }
        if !question.options.is_empty() {
            self.open(indent, "options");
            for option in &question.options {
                self.item(indent + 2, |w| w.option(indent + 4, option));
            }
        }
        self.flag(indent, "other", question.other);
        self.number(indent, "minimum", question.minimum);
        self.number(indent, "maximum", question.maximum);
        self.flag(indent, "whole", question.whole);
        self.flag(indent, "required", question.required);
        self.optional(indent, "asked_if", question.asked_if.as_ref().map(|e| e.text.as_str()));
        if let Some(score) = question.score {
            self.raw(indent, "score", score.name());
        }
        self.optional(indent, "column", question.column.as_deref());
        self.flag(indent, "sensitive", question.sensitive);
        self.flag(indent, "quasi_identifier", question.quasi_identifier);
    }

    fn option(&mut self, indent: usize, option: &Choice) {
        self.text(indent, "id", &option.id);
        self.texts(indent, "label", &option.label);
        if !option.aliases.is_empty() {
            self.open(indent, "aliases");
            for alias in &option.aliases {
                self.indent(indent + 2);
                self.out.push_str("- ");
                let value = self.quoted(alias);
                self.out.push_str(&value);
                self.out.push('\n');
            }
        }
        self.number(indent, "score", option.score);
        self.flag(indent, "exclusive", option.exclusive);
    }

    fn scale(&mut self, indent: usize, scale: &Scale) {
        self.raw(indent, "low", &scale.low.to_string());
        self.raw(indent, "high", &scale.high.to_string());
        self.texts(indent, "low_label", &scale.low_label);
        self.texts(indent, "high_label", &scale.high_label);
    }

    fn row(&mut self, indent: usize, row: &Row) {
        self.text(indent, "id", &row.id);
        self.texts(indent, "label", &row.label);
        self.optional(indent, "column", row.column.as_deref());
    }

    /// One item of a list: what `body` writes at `indent + 2`, its first line after a dash.
    fn item(&mut self, indent: usize, body: impl FnOnce(&mut Self)) {
        let start = self.out.len();
        body(self);
        if self.out.len() > start + indent {
            self.out.replace_range(start + indent..=start + indent, "-");
        }
    }

    fn indent(&mut self, indent: usize) {
        self.out.extend(std::iter::repeat_n(' ', indent));
    }

    fn open(&mut self, indent: usize, key: &str) {
        self.indent(indent);
        self.out.push_str(key);
        self.out.push_str(":\n");
    }

    fn raw(&mut self, indent: usize, key: &str, value: &str) {
        self.indent(indent);
        self.out.push_str(key);
        self.out.push_str(": ");
        self.out.push_str(value);
        self.out.push('\n');
    }

    fn flag(&mut self, indent: usize, key: &str, value: bool) {
        if value {
            self.raw(indent, key, "true");
        }
    }

    fn number(&mut self, indent: usize, key: &str, value: Option<f64>) {
        if let Some(value) = value {
            self.raw(indent, key, &value.to_string());
        }
    }

    fn optional(&mut self, indent: usize, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.text(indent, key, value);
        }
    }

    fn texts(&mut self, indent: usize, key: &str, texts: &Texts) {
        let default = self.languages.first().map_or(UNDETERMINED, String::as_str);
        let mut all: Vec<(&str, &str)> = texts.iter().collect();
        match all.as_slice() {
            [] => {}
            [(language, text)] if *language == default => self.text(indent, key, text),
            _ => {
                // In the order of declaration; undeclared ones last.
                let place =
                    |tag: &str| self.languages.iter().position(|l| l == tag).unwrap_or(usize::MAX);
                all.sort_by_key(|(language, _)| place(language));
                self.open(indent, key);
                for (language, text) in all {
                    let language = self.quoted(language);
                    self.text(indent + 2, &language, text);
                }
            }
        }
    }

    fn text(&mut self, indent: usize, key: &str, text: &str) {
        yaml::entry(&mut self.out, indent, key, text, self.escape_stars);
    }

    fn quoted(&self, text: &str) -> String {
        yaml::scalar(text, self.escape_stars)
    }
}

#[cfg(test)]
mod tests;
