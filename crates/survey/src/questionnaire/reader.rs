//! YAML to a questionnaire: all problems at once, each at its place.

use hashbrown::HashMap;

use super::fields::{Fields, Found, shorten};
use super::{
    Cells, Choice, FORMAT, Kind, Page, Place, Problem, Question, Questionnaire, Row, Scale, Score,
    Severity, Texts, UNDETERMINED, shapes,
};
use paap_text::yaml::{self, At, Node, Value};

/// Reads a file's bytes, which must be UTF-8. Otherwise as [`parse`].
pub fn read(bytes: &[u8]) -> (Option<Questionnaire>, Vec<Problem>) {
    match str::from_utf8(bytes) {
        Ok(text) => parse(text),
        Err(error) => {
            let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let line = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
            let column = before.rsplit(|&byte| byte == b'\n').next().unwrap_or_default();
            let column = String::from_utf8_lossy(column).chars().count() + 1;
            let problem = Problem {
                severity: Severity::Error,
                code: "encoding",
                place: Place::Text { line, column },
                message: "the file is not UTF-8 here".to_owned(),
                help: Some("save it as UTF-8".to_owned()),
            };
            (None, vec![problem])
        }
    }
}

/// Reads a questionnaire from YAML, as `docs/questionnaire.md` describes it.
///
/// The problems are in the order of their places. The questionnaire is there exactly if none of
/// them is an error.
pub fn parse(text: &str) -> (Option<Questionnaire>, Vec<Problem>) {
    let root = match yaml::load(text) {
        Ok(root) => root,
        Err(problem) => return (None, vec![(*problem).into()]),
    };
    let languages = vec![UNDETERMINED.to_owned()];
    let mut reader =
        Reader { found: Found { problems: Vec::new(), languages }, names: HashMap::new() };
    let questionnaire = reader.questionnaire(&root);
    let mut problems = reader.found.problems;
    problems.sort_by(|a, b| a.place.cmp(&b.place));
    let wrong = problems.iter().any(|problem| problem.severity == Severity::Error);
    (questionnaire.filter(|_| !wrong), problems)
}

/// What [`parse`] would say of a questionnaire that was made, not read. The places are those in
/// the file that [`super::write`] would make.
pub fn check(questionnaire: &Questionnaire) -> Vec<Problem> {
    parse(&super::write(questionnaire)).1
}

/// How many languages a questionnaire may have.
const LANGUAGES: usize = 200;

struct Reader {
    found: Found,
    /// Ids of pages and questions, with their lines.
    names: HashMap<String, usize>,
}

impl Reader {
    fn questionnaire(&mut self, root: &Node) -> Option<Questionnaire> {
        let fields = self.found.fields("questionnaire", root)?;
        self.version(&fields)?;
        self.languages(&fields);
        let id = self.id(&fields, "questionnaire");
        let title = self.found.texts(&fields, "title");
        let pages = match (fields.get("pages"), fields.get("questions")) {
            (Some(_), Some((key, _))) => {
                let message = "both `pages` and `questions`".to_owned();
                let help = "put the questions on a page, or leave `pages` out";
                self.found.error("shape", key.at, message, help);
                Vec::new()
            }
            (Some((key, _)), None) => {
                let pages: Vec<Page> = self
                    .found
                    .list(&fields, "pages")
                    .iter()
                    .filter_map(|node| self.page(node))
                    .collect();
                if pages.is_empty() {
                    self.found.error("empty", key.at, "there are no pages".to_owned(), "");
                }
                pages
            }
            (None, _) => {
                let questions = self.questions(&fields);
                vec![Page { questions, ..Page::default() }]
            }
        };
        let languages = self.found.languages.clone();
        Some(Questionnaire { id: id?, title, languages, pages })
    }

    /// Nothing else can be judged if the file is of another format.
    fn version(&mut self, fields: &Fields<'_>) -> Option<()> {
        let help = format!("begin the file with `paap: {FORMAT}`");
        let Some((_, node)) = fields.get("paap") else {
            let message = "this is not marked as a questionnaire".to_owned();
            self.found.error("version", fields.at, message, &help);
            return None;
        };
        let text = self.found.string(fields, "paap")?;
        if text == FORMAT {
            return Some(());
        }
        let message = format!("`{}` is a format this program cannot read", shorten(&text));
        self.found.error("version", node.at, message, &help);
        None
    }

    fn languages(&mut self, fields: &Fields<'_>) {
        let mut languages: Vec<String> = Vec::new();
        let nodes = self.found.list(fields, "languages");
        if nodes.len() > LANGUAGES {
            let message =
                format!("there are {} languages; at most {LANGUAGES} are read", nodes.len());
            self.found.error("language", fields.place("languages"), message, "");
            return;
        }
        for node in nodes {
            let Some(tag) = self.found.text_of(node.at, node, "languages") else { continue };
            if !shapes::is_language(&tag) {
                let message = format!("`{}` is not a language tag", shorten(&tag));
                self.found.error("language", node.at, message, "write for example en or pt-BR");
            } else if languages.contains(&tag) {
                let message = format!("language `{tag}` is declared twice");
                self.found.error("language", node.at, message, "remove one");
            } else {
                languages.push(tag);
            }
        }
        if !languages.is_empty() {
            self.found.languages = languages;
        }
    }

    fn page(&mut self, node: &Node) -> Option<Page> {
        let fields = self.found.fields("page", node)?;
        let id = self.id(&fields, "page");
        self.unique(&fields, id.as_deref());
        let title = self.found.texts(&fields, "title");
        let asked_if = self.found.expression(&fields, "asked_if");
        let questions = self.questions(&fields);
        Some(Page { id: Some(id?), title, asked_if, questions })
    }

    fn questions(&mut self, fields: &Fields<'_>) -> Vec<Question> {
        let nodes = self.found.list(fields, "questions");
        if nodes.is_empty() {
            let at = fields.place("questions");
            self.found.error("empty", at, "there are no questions".to_owned(), "add `questions`");
        }
        nodes.iter().filter_map(|node| self.question(node)).collect()
    }

    fn question(&mut self, node: &Node) -> Option<Question> {
        let fields = self.found.fields("question", node)?;
        let found = &mut self.found;
        let kind = found.word(&fields, "kind", Kind::ALL.into_iter().map(|k| (k.name(), k)));
        if fields.get("kind").is_none() {
            let words: Vec<&str> = Kind::ALL.into_iter().map(Kind::name).collect();
            let help = format!("add `kind`: {}", words.join(", "));
            found.error("missing-key", fields.at, "the question has no `kind`".to_owned(), &help);
        }
        let question = Question {
            id: String::new(),
            label: self.label(&fields),
            help: self.found.texts(&fields, "help"),
            kind: kind.unwrap_or_default(),
            options: self.options(&fields),
            other: self.found.flag(&fields, "other"),
            scale: self.scale(&fields),
            rows: self.rows(&fields),
            cells: self
                .found
                .word(&fields, "cells", Cells::ALL.into_iter().map(|c| (c.name(), c)))
                .unwrap_or_default(),
            required: self.found.flag(&fields, "required"),
            asked_if: self.found.expression(&fields, "asked_if"),
            score: self.found.word(&fields, "score", Score::ALL.into_iter().map(|s| (s.name(), s))),
            column: self.found.string(&fields, "column"),
            sensitive: self.found.flag(&fields, "sensitive"),
            quasi_identifier: self.found.flag(&fields, "quasi_identifier"),
            minimum: self.found.number(&fields, "minimum"),
            maximum: self.found.number(&fields, "maximum"),
            whole: self.found.flag(&fields, "whole"),
        };
        let id = self.id(&fields, "question");
        self.unique(&fields, id.as_deref());
        if kind.is_some() {
            shapes::check(&mut self.found, &fields, &question);
        }
        Some(Question { id: id?, ..question })
    }

    fn options(&mut self, fields: &Fields<'_>) -> Vec<Choice> {
        let mut seen = HashMap::new();
        let mut options = Vec::new();
        for node in self.found.list(fields, "options") {
            let Some(fields) = self.found.fields("option", node) else { continue };
            let id = self.id(&fields, "option");
            self.unique_in(&mut seen, &fields, id.as_deref());
            let mut aliases = Vec::new();
            for node in self.found.list(&fields, "aliases") {
                aliases.extend(self.found.text_of(node.at, node, "aliases"));
            }
            options.push(Choice {
                id: id.unwrap_or_default(),
                label: self.label(&fields),
                aliases,
                score: self.found.number(&fields, "score"),
                exclusive: self.found.flag(&fields, "exclusive"),
            });
        }
        options
    }

    fn scale(&mut self, fields: &Fields<'_>) -> Option<Scale> {
        let (_, node) = fields.get("scale")?;
        let fields = self.found.fields("scale", node)?;
        let [low, high] = ["low", "high"].map(|name| {
            if fields.get(name).is_none() {
                let message = format!("the scale has no `{name}`");
                self.found.error("missing-key", fields.at, message, "add it: a whole number");
            }
            self.found.whole(&fields, name)
        });
        Some(Scale {
            low: low?,
            high: high?,
            low_label: self.found.texts(&fields, "low_label"),
            high_label: self.found.texts(&fields, "high_label"),
        })
    }

    fn rows(&mut self, fields: &Fields<'_>) -> Vec<Row> {
        let mut seen = HashMap::new();
        let mut rows = Vec::new();
        for node in self.found.list(fields, "rows") {
            let Some(fields) = self.found.fields("row", node) else { continue };
            let id = self.id(&fields, "row");
            self.unique_in(&mut seen, &fields, id.as_deref());
            rows.push(Row {
                id: id.unwrap_or_default(),
                label: self.label(&fields),
                column: self.found.string(&fields, "column"),
            });
        }
        rows
    }

    fn label(&mut self, fields: &Fields<'_>) -> Texts {
        if fields.get("label").is_none() {
            let message = "there is no `label`".to_owned();
            self.found.error("missing-key", fields.at, message, "add the words people read");
        }
        self.found.texts(fields, "label")
    }

    fn id(&mut self, fields: &Fields<'_>, what: &str) -> Option<String> {
        let Some((_, node)) = fields.get("id") else {
            let help = "add `id`: a short name that never changes";
            self.found.error("missing-key", fields.at, format!("the {what} has no `id`"), help);
            return None;
        };
        let text = self.found.string(fields, "id")?;
        // Options and rows are often numbered.
        let digit_first = matches!(what, "option" | "row");
        if shapes::is_id(&text, digit_first) {
            return Some(text);
        }
        let message = format!("`{}` cannot be an id", shorten(&text));
        let mut help = format!(
            "use small letters, digits, - and _, beginning with a letter{}, at most {} characters",
            if digit_first { " or digit" } else { "" },
            shapes::LONGEST_ID
        );
        let slug = shapes::slug(&text, digit_first);
        if !slug.is_empty() {
            help = format!("{help}; for example `{slug}`");
        }
        self.found.error("id", node.at, message, &help);
        None
    }

    fn unique(&mut self, fields: &Fields<'_>, id: Option<&str>) {
        let mut names = std::mem::take(&mut self.names);
        self.unique_in(&mut names, fields, id);
        self.names = names;
    }

    fn unique_in(
        &mut self,
        seen: &mut HashMap<String, usize>,
        fields: &Fields<'_>,
        id: Option<&str>,
    ) {
        let (Some(id), Some((_, Node { at: At { line, column }, value: Value::Scalar { .. } }))) =
            (id, fields.get("id"))
        else {
            return;
        };
        if let Some(first) = seen.get(id) {
            let message = format!("the id `{id}` is used twice");
            let help = format!("it is used on line {first}; give one of them another id");
            self.found.error("duplicate-id", At { line: *line, column: *column }, message, &help);
        } else {
            seen.insert(id.to_owned(), *line);
        }
    }
}

#[cfg(test)]
mod tests;
