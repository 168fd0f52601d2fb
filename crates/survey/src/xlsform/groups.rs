//! The order of a form: groups become pages or grids, everything else questions on a page.

use super::reader::Form;
use super::rows::{Condition, Type};
use super::sheet::Row;
use crate::questionnaire::shapes::{is_id, slug};
use crate::questionnaire::{Cells, Kind, Page, Question, Severity, Texts};

/// Stands for a page's id until it is known whether there are other pages.
const OUTSIDE: &str = "";

/// A group that is open.
struct Group {
    /// `None` for the form itself.
    id: Option<String>,
    title: Texts,
    /// Its own conditions and those of the groups around it.
    conditions: Vec<Condition>,
}

impl Form<'_> {
    /// Reads all rows of the survey.
    pub(super) fn structure(&mut self) {
        let rows: &[Row] = &self.survey.rows;
        let mut open = vec![Group { id: None, title: Texts::default(), conditions: Vec::new() }];
        let mut current: Option<usize> = None;
        let mut at = 0;
        while let Some(row) = rows.get(at) {
            at += 1;
            match self.kind_of(row) {
                Type::Begin { repeat } => {
                    let inner = rows.get(at..).unwrap_or_default();
                    if let Some((question, used)) = self.grid(row, inner) {
                        self.place(question, &open, &mut current);
                        at += used;
                        continue;
                    }
                    self.begin(row, repeat, &mut open);
                    current = None;
                }
                Type::End => {
                    if open.len() > 1 {
                        open.pop();
                    } else {
                        let message = "there is no open group to end";
                        self.lose(Severity::Warning, row, "type", message);
                    }
                    current = None;
                }
                _ => {
                    if let Some(question) = self.question(row) {
                        self.place(question, &open, &mut current);
                    }
                }
            }
        }
        if open.len() > 1
            && let Some(row) = rows.last()
        {
            self.lose(Severity::Warning, row, "type", "a group is begun and not ended");
        }
    }

    /// Puts a question on the page of the innermost group, which is begun where it must be.
    fn place(&mut self, question: Question, open: &[Group], current: &mut Option<usize>) {
        if current.is_none()
            && let Some(group) = open.last()
        {
            let id = match &group.id {
                None => OUTSIDE.to_owned(),
                // The questions after an inner group are a page of their own.
                Some(id) if self.pages.iter().any(|page| page.id.as_ref() == Some(id)) => {
                    self.claim(id, "page")
                }
                Some(id) => id.clone(),
            };
            if !group.conditions.is_empty() {
                self.conditions.push((id.clone(), group.conditions.clone()));
            }
            let title = group.title.clone();
            self.pages.push(Page { id: Some(id), title, ..Page::default() });
            *current = Some(self.pages.len() - 1);
        }
        if let Some(page) = current.and_then(|index| self.pages.get_mut(index)) {
            page.questions.push(question);
        }
    }

    fn begin(&mut self, row: &Row, repeat: bool, open: &mut Vec<Group>) {
        let survey = self.survey;
        let name = survey.get(row, "name").to_owned();
        let id = self.claim(&name, "page");
        if id != name {
            self.lose(Severity::Note, row, "name", format!("the group's id became `{id}`"));
        }
        if repeat {
            let message = "the questions are asked repeatedly; paap carries them once";
            self.lose(Severity::Warning, row, "type", message);
        }
        let appearance = survey.get(row, "appearance");
        if !matches!(appearance, "" | "field-list") {
            let message = format!("paap has nothing for the group's appearance `{appearance}`");
            self.lose(Severity::Note, row, "appearance", message);
        }
        if open.len() > 1 {
            let message = "paap has no groups in groups; this one became a page of its own";
            self.lose(Severity::Note, row, "type", message);
        }
        let mut conditions = open.last().map(|group| group.conditions.clone()).unwrap_or_default();
        conditions.extend(self.condition(row));
        self.leftovers(row, &["appearance"]);
        open.push(Group { id: Some(id), title: self.texts(survey, row, "label"), conditions });
    }

    /// The grid that begins at `row`, and how many of the following rows it takes.
    ///
    /// A grid is a group of selects from one list that is shown as a table: `table-list`, or the
    /// older pair of `label` on the first and `list-nolabel` on the other rows.
    fn grid(&mut self, row: &Row, following: &[Row]) -> Option<(Question, usize)> {
        let survey = self.survey;
        let end =
            following.iter().position(|row| !matches!(self.kind_of(row), Type::Select { .. }))?;
        let inner = following.get(..end)?;
        let Type::End = self.kind_of(following.get(end)?) else { return None };
        let Type::Select { multiple, list, .. } = self.kind_of(inner.first()?) else { return None };
        let alike = inner.iter().all(|row| {
            matches!(self.kind_of(row), Type::Select { multiple: m, list: l, other: false }
                if m == multiple && l == list)
        });
        let look = |row: &Row, looks: &[&str]| {
            survey.get(row, "appearance").split_whitespace().any(|word| looks.contains(&word))
        };
        // The first row of the older way only shows the options' words.
        let (head, rows) = if look(row, &["table-list"]) {
            (None, inner)
        } else {
            let (head, rest) = inner.split_first()?;
            let older = look(head, &["label"])
                && !rest.is_empty()
                && rest.iter().all(|row| look(row, &["list-nolabel"]));
            if !older {
                return None;
            }
            (Some(head), rest)
        };
        if !alike || self.lists.get(&list).is_none_or(Vec::is_empty) {
            return None;
        }
        if let Some(head) = head {
            let message = "the row that shows the options' words is not carried by itself";
            self.lose(Severity::Note, head, "appearance", message);
        }
        let name = survey.get(row, "name").to_owned();
        let mut question = self.marks(row, &name, Kind::Grid);
        question.help = self.texts(survey, row, "paap_hint");
        question.options = self.lists.get(&list).cloned().unwrap_or_default();
        question.cells = match (multiple, survey.get(row, "paap_cells")) {
            (true, _) => Cells::Checkbox,
            (false, "scale") => Cells::Scale,
            (false, _) => Cells::Single,
        };
        for row in rows {
            self.grid_row(row, &name, &mut question);
        }
        let compulsory = rows.iter().filter(|row| self.required(row)).count();
        question.required = compulsory == rows.len();
        if compulsory > 0 && compulsory < rows.len() {
            let message = "only some rows of the grid are compulsory; paap has it for all or none";
            self.lose(Severity::Warning, row, "required", message);
        }
        self.leftovers(row, &["appearance", "paap_hint", "paap_cells", "paap_required"]);
        Some((question, end + 1))
    }

    fn grid_row(&mut self, row: &Row, grid: &str, question: &mut Question) {
        let survey = self.survey;
        let name = survey.get(row, "name");
        // `grid.row`, as paap writes it, or a name of its own.
        let own = name.strip_prefix(grid).and_then(|rest| rest.strip_prefix('.'));
        let own = own.filter(|id| is_id(id, true)).unwrap_or(name);
        let mut id = if is_id(own, true) { own.to_owned() } else { slug(own, true) };
        if id.is_empty() || question.rows.iter().any(|row| row.id == id) {
            id = format!("row-{}", question.rows.len() + 1);
        }
        let column = survey.get_text(row, "paap_column");
        let mut column = (!column.is_empty()).then(|| column.to_owned());
        if id != own {
            self.lose(Severity::Note, row, "name", format!("the row's id became `{id}`"));
            column = column.or_else(|| (!name.is_empty()).then(|| name.to_owned()));
        }
        self.names.insert(name.to_owned(), format!("{}.{id}", question.id));
        let label = self.label(survey, row, name);
        if !self.texts(survey, row, "hint").is_empty() {
            self.lose(Severity::Warning, row, "hint", "rows of a grid have no help of their own");
        }
        if !survey.get(row, "relevant").is_empty() {
            let message = "rows of a grid have no condition of their own";
            self.lose(Severity::Warning, row, "relevant", message);
        }
        let constraint = survey.get(row, "constraint");
        if !constraint.is_empty() && !self.constrain(question, constraint) {
            self.lose(Severity::Warning, row, "constraint", "the constraint is not carried");
        }
        self.leftovers(row, &["required", "appearance", "constraint", "hint", "relevant"]);
        question.rows.push(crate::questionnaire::Row { id, label, column });
    }
}
