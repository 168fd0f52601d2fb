//! An XLSForm to a questionnaire.

use hashbrown::{HashMap, HashSet};

use super::condition::{Condition, Why, to_filter, to_xpath};
use super::rows::Condition as Source;
use super::sheet::{Row, Sheet, problem, sheets};
use super::writer::split_aliases;
use super::{Carried, language, parse};
use crate::questionnaire::shapes::{is_id, slug};
use crate::questionnaire::{
    Choice, Expression, Page, Problem, Questionnaire, Severity, Texts, UNDETERMINED,
};

/// Reads an XLSForm from the bytes of an `.xlsx` or `.xls` workbook.
///
/// # Errors
/// Where the bytes are no workbook, or hold no `survey` sheet with a question that paap can carry.
pub fn read(bytes: &[u8]) -> Result<Carried, Box<Problem>> {
    let sheets = sheets(bytes)?;
    let Some(survey) = sheets.get("survey") else {
        let message = "the workbook has no sheet named survey".to_owned();
        return Err(problem(
            "no-survey",
            message,
            "name the sheet that lists the questions survey",
        ));
    };
    for column in ["type", "name"] {
        if survey.column(column).is_none() {
            let message = format!("the survey sheet has no column named {column}");
            return Err(problem("no-survey", message, "begin it with type, name and label"));
        }
    }
    let settings = sheets.get("settings");
    let choices = sheets.get("choices");
    let languages = languages(survey, choices, settings);
    let mut form = Form {
        survey,
        languages,
        lists: HashMap::new(),
        names: HashMap::new(),
        used: HashSet::new(),
        pages: Vec::new(),
        conditions: Vec::new(),
        lost: Vec::new(),
    };
    if let Some(choices) = choices {
        form.choices(choices);
    }
    form.structure();
    let (id, title) = form.settings(settings);
    form.pages.retain(|page| !page.questions.is_empty());
    if form.pages.is_empty() {
        let message = "the survey sheet has no question that can be carried".to_owned();
        return Err(problem(
            "no-survey",
            message,
            "use types such as select_one, select_multiple, integer, decimal, range, date and text",
        ));
    }
    let Form { languages, pages, conditions, names, mut lost, .. } = form;
    let mut questionnaire = Questionnaire { id, title, languages, pages };
    let mut set = Vec::new();
    for (name, sources) in conditions {
        let text = join(&sources, &questionnaire, &names, survey, &mut lost);
        set.extend(text.map(|text| (name, text)));
    }
    for (name, text) in set {
        let expression = Some(Expression::new(text));
        for page in &mut questionnaire.pages {
            if page.id.as_ref() == Some(&name) {
                page.asked_if.clone_from(&expression);
            }
            for question in page.questions.iter_mut().filter(|question| question.id == name) {
                question.asked_if.clone_from(&expression);
            }
        }
    }
    if let [page] = questionnaire.pages.as_mut_slice()
        && page.id.as_deref().is_some_and(|id| !is_id(id, false))
    {
        page.id = None;
    }
    name_pages(&mut questionnaire.pages);
    Ok(Carried { questionnaire, lost })
}

/// A form that is being read.
pub(super) struct Form<'a> {
    pub(super) survey: &'a Sheet,
    pub(super) languages: Vec<String>,
    /// The choices by their list's name.
    pub(super) lists: HashMap<String, Vec<Choice>>,
    /// Names in the form to ids here.
    pub(super) names: HashMap<String, String>,
    /// Ids that pages and questions have.
    pub(super) used: HashSet<String>,
    /// A page whose id is not an id yet holds questions that stand outside of groups.
    pub(super) pages: Vec<Page>,
    /// Who is asked, by the id of the page or question: all of the sources hold.
    pub(super) conditions: Vec<(String, Vec<Source>)>,
    pub(super) lost: Vec<Problem>,
}

impl Form<'_> {
    /// Lists something that is not carried as it stood in this cell.
    pub(super) fn lose(
        &mut self,
        severity: Severity,
        row: &Row,
        column: &str,
        message: impl Into<String>,
    ) {
        let place = self.survey.place(row.number, column);
        self.lose_at(severity, place, message.into());
    }

    fn lose_at(&mut self, severity: Severity, place: crate::questionnaire::Place, message: String) {
        self.lost.push(Problem { severity, code: "not-carried", place, message, help: None });
    }

    /// The texts of a row in the columns with this name.
    pub(super) fn texts(&self, sheet: &Sheet, row: &Row, base: &str) -> Texts {
        let mut texts = Texts::default();
        for (index, header) in sheet.headers.iter().enumerate() {
            if header.base != base || row.text(index).is_empty() {
                continue;
            }
            let tag = match &header.language {
                Some(name) => language::tag(name),
                None => self.languages.first().cloned().unwrap_or_default(),
            };
            if texts.get(&tag).is_none() {
                texts.set(tag, row.text(index));
            }
        }
        texts
    }

    /// As [`Self::texts`], with some text in the default language: another language's, or `name`.
    pub(super) fn label(&mut self, sheet: &Sheet, row: &Row, name: &str) -> Texts {
        let mut texts = self.texts(sheet, row, "label");
        let default = self.languages.first().cloned().unwrap_or_default();
        if texts.get(&default).is_some() {
            return texts;
        }
        let other = texts.iter().next().map(|(_, text)| text.to_owned());
        let message = match &other {
            Some(_) => format!("there is no label in {default}; another language's stands in"),
            None => "there is no label; the name stands in".to_owned(),
        };
        self.lose_at(Severity::Note, sheet.place(row.number, "label"), message);
        texts.set(default, other.unwrap_or_else(|| name.to_owned()));
        texts
    }

    fn choices(&mut self, sheet: &Sheet) {
        for row in &sheet.rows {
            let list = sheet.get(row, "list_name").to_owned();
            let name = sheet.get(row, "name").to_owned();
            if list.is_empty() || name.is_empty() {
                let place = sheet.place(row.number, "name");
                self.lose_at(Severity::Warning, place, "the choice has no list or no name".into());
                continue;
            }
            let label = self.label(sheet, row, &name);
            let mut aliases = split_aliases(sheet.get_text(row, "paap_aliases"));
            let mut id = name.clone();
            let known = self.lists.entry(list).or_default();
            if !is_id(&name, true) {
                id = slug(&name, true);
                if id.is_empty() || known.iter().any(|choice| choice.id == id) {
                    id = format!("option-{}", known.len() + 1);
                }
                let message =
                    format!("the name became the id `{id}`; `{name}` is kept as an alias");
                let place = sheet.place(row.number, "name");
                if label.get(&self.languages[0]) != Some(&name) && !aliases.contains(&name) {
                    aliases.push(name.clone());
                }
                self.lost.push(Problem {
                    severity: Severity::Note,
                    code: "renamed",
                    place,
                    message,
                    help: None,
                });
            }
            let place = sheet.place(row.number, "name");
            if known.iter().any(|choice| choice.id == id) {
                let message = format!("the list has `{name}` already; this one is left out");
                self.lose_at(Severity::Warning, place, message);
                continue;
            }
            let score = sheet.get(row, "paap_score").parse().ok().filter(|n: &f64| n.is_finite());
            known.push(Choice { id, label, aliases, score, exclusive: false });
        }
        let read = ["list_name", "name", "label", "paap_aliases", "paap_score"];
        for (index, header) in sheet.headers.iter().enumerate() {
            let filled = sheet.rows.iter().any(|row| !row.cell(index).is_empty());
            if !read.contains(&header.base.as_str()) && filled {
                let place = sheet.place(sheet.header_row, &header.text);
                let message = format!("paap has nothing for the choices' column `{}`", header.text);
                self.lose_at(Severity::Note, place, message);
            }
        }
    }

    /// The questionnaire's id and title.
    fn settings(&mut self, settings: Option<&Sheet>) -> (String, Texts) {
        let mut id = String::new();
        let mut title = Texts::default();
        if let Some((sheet, row)) = settings.and_then(|sheet| Some((sheet, sheet.rows.first()?))) {
            title = self.texts(sheet, row, "paap_title");
            let default = self.languages.first().cloned().unwrap_or_default();
            title.set(default, sheet.get_text(row, "form_title"));
            let form_id = sheet.get(row, "form_id");
            id = if is_id(form_id, false) { form_id.to_owned() } else { slug(form_id, false) };
            if id != form_id {
                let place = sheet.place(row.number, "form_id");
                self.lose_at(Severity::Note, place, format!("the id became `{id}`"));
            }
            for (index, header) in sheet.headers.iter().enumerate() {
                let read = ["form_title", "form_id", "default_language", "paap_title"];
                if !read.contains(&header.base.as_str()) && !row.cell(index).is_empty() {
                    let place = sheet.place(row.number, &header.text);
                    let message = format!("paap has nothing for the setting `{}`", header.text);
                    self.lose_at(Severity::Note, place, message);
                }
            }
        }
        if id.is_empty() {
            "form".clone_into(&mut id);
        }
        (id, title)
    }

    /// An id for a page or question of this name that no other has.
    pub(super) fn claim(&mut self, name: &str, fallback: &str) -> String {
        let mut id = if is_id(name, false) { name.to_owned() } else { slug(name, false) };
        if id.is_empty() {
            // A name of digits keeps them: `_1` becomes `q1`.
            id = format!("{fallback}{}", slug(name, true));
            id.truncate(56);
        }
        if self.used.contains(&id) {
            // Room for the number.
            id.truncate(56);
            let number = (2..).find(|number| !self.used.contains(&format!("{id}-{number}")));
            id = format!("{id}-{}", number.unwrap_or_default());
        }
        self.used.insert(id.clone());
        id
    }
}

/// The tags of all languages that texts are in, the default first.
fn languages(survey: &Sheet, choices: Option<&Sheet>, settings: Option<&Sheet>) -> Vec<String> {
    let stated =
        settings.and_then(|sheet| Some(sheet.get(sheet.rows.first()?, "default_language")));
    let mut tags: Vec<String> =
        stated.filter(|name| !name.is_empty()).map(language::tag).into_iter().collect();
    for header in survey.headers.iter().chain(choices.into_iter().flat_map(|sheet| &sheet.headers))
    {
        let texts = ["label", "hint", "paap_hint", "paap_low_label", "paap_high_label"];
        if let Some(name) = &header.language
            && texts.contains(&header.base.as_str())
        {
            let tag = language::tag(name);
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
    }
    if tags.is_empty() {
        tags.push(UNDETERMINED.to_owned());
    }
    tags
}

/// XPath in paap's filter language.
pub(super) fn condition(xpath: &str, questionnaire: &Questionnaire) -> Result<String, Why> {
    to_filter(&parse::xpath(xpath)?, questionnaire)
}

/// All sources as one condition; those that cannot be carried are listed.
fn join(
    sources: &[Source],
    questionnaire: &Questionnaire,
    names: &HashMap<String, String>,
    survey: &Sheet,
    lost: &mut Vec<Problem>,
) -> Option<String> {
    let mut conditions = Vec::new();
    for source in sources {
        // What paap wrote itself still says the same as the cell beside it: keep its words.
        if !source.own.is_empty() && sources.len() == 1 {
            let meant = parse::filter(&source.own).and_then(|own| to_xpath(&own, questionnaire));
            if meant.as_deref().unwrap_or_default() == source.xpath {
                return Some(source.own.clone());
            }
        }
        if source.xpath.is_empty() {
            continue;
        }
        let found = parse::xpath(&source.xpath).map(|found| rename(found, names));
        match found.and_then(|found| to_filter(&found, questionnaire).map(|_| found)) {
            Ok(found) => conditions.push(found),
            Err(why) => lost.push(Problem {
                severity: Severity::Warning,
                code: "condition",
                place: survey.place(source.row, "relevant"),
                message: format!("the condition `{}` is not carried: {why}", source.xpath),
                help: None,
            }),
        }
    }
    let all = match conditions.len() {
        0 => return None,
        1 => conditions.pop()?,
        _ => Condition::All(conditions),
    };
    to_filter(&all, questionnaire).ok()
}

fn rename(condition: Condition, names: &HashMap<String, String>) -> Condition {
    use Condition::{All, Answered, Any, Compare, Is, Not};
    let new = |name: String| names.get(&name).cloned().unwrap_or(name);
    match condition {
        All(parts) => All(parts.into_iter().map(|part| rename(part, names)).collect()),
        Any(parts) => Any(parts.into_iter().map(|part| rename(part, names)).collect()),
        Not(inner) => Not(Box::new(rename(*inner, names))),
        Answered(name) => Answered(new(name)),
        Is(name, text) => Is(new(name), text),
        Compare(name, operator, number) => Compare(new(name), operator, number),
    }
}

/// Gives ids to the pages made of questions that stand outside of groups.
fn name_pages(pages: &mut [Page]) {
    let mut used: HashSet<String> = pages
        .iter()
        .flat_map(|page| page.questions.iter().map(|q| q.id.clone()).chain(page.id.clone()))
        .collect();
    for page in pages {
        if page.id.as_deref().is_some_and(|id| !is_id(id, false)) {
            let id = (1..).map(|number| format!("page-{number}")).find(|id| !used.contains(id));
            used.extend(id.clone());
            page.id = id;
        }
    }
}
