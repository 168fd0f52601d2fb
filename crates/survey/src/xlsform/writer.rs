//! A questionnaire to an XLSForm.

use super::condition::to_xpath;
use super::table::{Table, workbook};
use super::{Written, language, parse, reader};
use crate::questionnaire::{
    Cells, Choice, Expression, Kind, Page, Problem, Question, Questionnaire, Scale, Severity,
    Texts, UNDETERMINED,
};

/// The questionnaire as an XLSForm in an `.xlsx` workbook.
///
/// # Errors
/// Where the workbook cannot be made, for example because it has more rows than Excel allows.
pub fn write(questionnaire: &Questionnaire) -> Result<Written, Box<Problem>> {
    let mut writer = Writer {
        questionnaire,
        survey: Table::new("survey", &["type", "name"]),
        choices: Table::new("choices", &["list_name", "name"]),
        settings: Table::new("settings", &["form_title", "form_id"]),
        lost: Vec::new(),
    };
    for tag in &questionnaire.languages {
        let header = writer.header("label", tag);
        writer.survey.column(&header);
        writer.choices.column(&header);
    }
    writer.settings();
    for page in &questionnaire.pages {
        writer.page(page);
    }
    let Writer { survey, choices, settings, mut lost, .. } = writer;
    let tables = [&survey, &choices, &settings];
    for table in tables {
        lost.extend(table.own_headers().map(|header| table.own_note(header)));
    }
    let workbook = workbook(&tables).map_err(|error| {
        let message = format!("the workbook cannot be made: {error}");
        super::sheet::problem("workbook", message, "make the questionnaire smaller")
    })?;
    Ok(Written { workbook, lost })
}

struct Writer<'a> {
    questionnaire: &'a Questionnaire,
    survey: Table,
    choices: Table,
    settings: Table,
    lost: Vec<Problem>,
}

impl Writer<'_> {
    fn header(&self, base: &str, tag: &str) -> String {
        if self.questionnaire.languages == [UNDETERMINED] && tag == UNDETERMINED {
            return base.to_owned();
        }
        format!("{base}::{}", language::name(tag))
    }

    /// Sets a cell of the survey's last row.
    fn set(&mut self, header: &str, value: &str) {
        let problem = self.survey.set(header, value);
        self.lost.extend(problem);
    }

    fn set_flag(&mut self, header: &str, value: bool) {
        if value {
            self.set(header, "yes");
        }
    }

    fn texts(&mut self, base: &str, texts: &Texts) {
        for (tag, text) in texts.iter() {
            let header = self.header(base, tag);
            self.set(&header, text);
        }
    }

    fn settings(&mut self) {
        self.settings.row();
        let mut cells = vec![("form_id".to_owned(), self.questionnaire.id.clone())];
        for (tag, text) in self.questionnaire.title.iter() {
            let header = if tag == self.questionnaire.language() {
                "form_title".to_owned()
            } else {
                self.header("paap_title", tag)
            };
            cells.push((header, text.to_owned()));
        }
        if self.questionnaire.languages != [UNDETERMINED] {
            let name = language::name(self.questionnaire.language());
            cells.push(("default_language".to_owned(), name));
        }
        for (header, value) in cells {
            let problem = self.settings.set(&header, &value);
            self.lost.extend(problem);
        }
    }

    fn row(&mut self, kind: &str, name: &str) {
        self.survey.row();
        self.set("type", kind);
        self.set("name", name);
        // Section names that pyxform makes itself.
        if name == "meta" {
            let message = "form tools keep the name `meta` for themselves".to_owned();
            self.lost.push(self.survey.problem(Severity::Warning, "name", "name", message));
        }
    }

    fn page(&mut self, page: &Page) {
        let Some(id) = &page.id else {
            for question in &page.questions {
                self.question(question);
            }
            return;
        };
        self.row("begin_group", id);
        self.texts("label", &page.title);
        self.set("appearance", "field-list");
        self.condition(page.asked_if.as_ref());
        for question in &page.questions {
            self.question(question);
        }
        self.survey.row();
        self.set("type", "end_group");
    }

    fn question(&mut self, question: &Question) {
        let id = question.id.as_str();
        let other = if question.other { " or_other" } else { "" };
        match question.kind {
            Kind::Single => self.row(&format!("select_one {id}{other}"), id),
            Kind::Checkbox => self.row(&format!("select_multiple {id}{other}"), id),
            Kind::Scale if question.scale.is_none() => {
                self.row(&format!("select_one {id}"), id);
                self.set("appearance", "likert");
            }
            Kind::Scale | Kind::Rating => self.row("range", id),
            Kind::Number => self.row(if question.whole { "integer" } else { "decimal" }, id),
            Kind::Date => self.row("date", id),
            Kind::Text => self.row("text", id),
            Kind::Grid => {
                self.row("begin_group", id);
                self.set("appearance", "table-list");
            }
        }
        self.texts("label", &question.label);
        // A group has no hint.
        self.texts(if question.kind == Kind::Grid { "paap_hint" } else { "hint" }, &question.help);
        self.condition(question.asked_if.as_ref());
        if let Some(scale) = &question.scale {
            self.scale(question.kind, scale);
        }
        let constraint = constraint(question);
        if question.kind == Kind::Grid {
            self.set("paap_cells", if question.cells == Cells::Scale { "scale" } else { "" });
            self.set_flag("paap_required", question.required);
        } else {
            self.set_flag("required", question.required);
            self.set("constraint", &constraint);
        }
        if question.other {
            self.other(question);
        }
        self.set("paap_score", question.score.map_or("", |score| score.name()));
        self.set("paap_column", question.column.as_deref().unwrap_or_default());
        self.set_flag("paap_sensitive", question.sensitive);
        self.set_flag("paap_quasi_identifier", question.quasi_identifier);
        if question.kind == Kind::Grid {
            self.grid(question, &constraint);
        }
        for choice in &question.options {
            self.choice(id, choice);
        }
    }

    fn grid(&mut self, question: &Question, constraint: &str) {
        let select =
            if question.cells == Cells::Checkbox { "select_multiple" } else { "select_one" };
        for row in &question.rows {
            // Ids hold no dot, so the name cannot be another question's.
            self.row(&format!("{select} {}", question.id), &format!("{}.{}", question.id, row.id));
            self.texts("label", &row.label);
            self.set_flag("required", question.required);
            self.set("constraint", constraint);
            self.set("paap_column", row.column.as_deref().unwrap_or_default());
        }
        self.survey.row();
        self.set("type", "end_group");
    }

    fn scale(&mut self, kind: Kind, scale: &Scale) {
        self.set("parameters", &format!("start={} end={} step=1", scale.low, scale.high));
        self.set("paap_kind", if kind == Kind::Scale { "scale" } else { "" });
        self.texts("paap_low_label", &scale.low_label);
        self.texts("paap_high_label", &scale.high_label);
    }

    fn other(&mut self, question: &Question) {
        let mut say = |message: String| {
            let note = self.survey.problem(Severity::Note, "other", "type", message);
            self.lost.push(note);
        };
        if question.options.iter().any(|option| option.id == "other") {
            say("form tools do not tell the option `other` from the answer of one's own".to_owned());
        }
        if self.questionnaire.languages.len() > 1 {
            say("form tools show the answer of one's own as \"Other\" in every language".to_owned());
        }
    }

    fn condition(&mut self, condition: Option<&Expression>) {
        let Some(Expression { text, .. }) = condition else { return };
        let xpath = parse::filter(text).and_then(|found| to_xpath(&found, self.questionnaire));
        match xpath {
            Ok(xpath) => {
                self.set("relevant", &xpath);
                if reader::condition(&xpath, self.questionnaire).as_ref() != Ok(text) {
                    self.set("paap_asked_if", text);
                }
            }
            Err(why) => {
                let message =
                    format!("form tools will ask everyone: the condition cannot be written, {why}");
                let warning =
                    self.survey.problem(Severity::Warning, "condition", "relevant", message);
                self.lost.push(warning);
                self.set("paap_asked_if", text);
            }
        }
    }

    fn choice(&mut self, list: &str, choice: &Choice) {
        self.choices.row();
        let mut cells =
            vec![("list_name".to_owned(), list.to_owned()), ("name".to_owned(), choice.id.clone())];
        for (tag, text) in choice.label.iter() {
            cells.push((self.header("label", tag), text.to_owned()));
        }
        if !choice.aliases.is_empty() {
            cells.push(("paap_aliases".to_owned(), join_aliases(&choice.aliases)));
        }
        if let Some(score) = choice.score {
            cells.push(("paap_score".to_owned(), score.to_string()));
        }
        for (header, value) in cells {
            let problem = self.choices.set(&header, &value);
            self.lost.extend(problem);
        }
    }
}

/// One alias a line; line breaks inside them as `\n`.
fn join_aliases(aliases: &[String]) -> String {
    let lines: Vec<String> =
        aliases.iter().map(|alias| alias.replace('\\', "\\\\").replace('\n', "\\n")).collect();
    lines.join("\n")
}

/// What [`join_aliases`] joined.
pub(super) fn split_aliases(cell: &str) -> Vec<String> {
    let mut aliases = Vec::new();
    for line in cell.split('\n').filter(|line| !line.is_empty()) {
        let mut alias = String::new();
        let mut chars = line.chars();
        while let Some(c) = chars.next() {
            match (c, c == '\\') {
                (_, true) => match chars.next() {
                    Some('n') => alias.push('\n'),
                    other => alias.extend(other),
                },
                (c, false) => alias.push(c),
            }
        }
        aliases.push(alias);
    }
    aliases
}

/// What an answer must satisfy, in XPath; empty if nothing.
pub(super) fn constraint(question: &Question) -> String {
    let mut parts = Vec::new();
    parts.extend(question.minimum.map(|minimum| format!(". >= {minimum}")));
    parts.extend(question.maximum.map(|maximum| format!(". <= {maximum}")));
    for option in question.options.iter().filter(|option| option.exclusive) {
        parts.push(format!("not(selected(., '{}') and count-selected(.) > 1)", option.id));
    }
    parts.join(" and ")
}
