//! Reading a dataset back, by its `datapackage.json`: the same rows and tables that went in.

use super::table::{Cell, Line, Table};
use super::{Files, csv};
use paap_privacy::disclosure::row::{SafeColumn, SafeRows};
use paap_text::problem::Problem;
use paap_text::yaml::At;
use serde::Deserialize;

/// What a dataset version holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Contents {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Its surveys, in its order.
    pub parts: Vec<PartRead>,
}

/// One survey of a dataset.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PartRead {
    /// Its name.
    pub name: String,
    /// How many people answered.
    pub people: u64,
    /// The ids of its questions.
    pub questions: Vec<String>,
    /// Its rows, where there are any; `of` counts the columns.
    pub rows: Option<SafeRows>,
    /// Its tables.
    pub tables: Vec<Table>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    #[serde(rename = "paap:surveys", default)]
    surveys: Vec<SurveyOf>,
    resources: Vec<Resource>,
}

#[derive(Deserialize)]
struct SurveyOf {
    name: String,
    people: u64,
    #[serde(default)]
    questions: Vec<String>,
}

#[derive(Deserialize)]
struct Resource {
    path: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    description: String,
    #[serde(rename = "paap:survey")]
    survey: Option<String>,
    #[serde(rename = "paap:table")]
    table: Option<String>,
    schema: Schema,
}

#[derive(Deserialize)]
struct Schema {
    fields: Vec<Field>,
}

#[derive(Deserialize)]
struct Field {
    name: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    constraints: Constraints,
    #[serde(rename = "paap:ordered", default)]
    ordered: bool,
    #[serde(rename = "paap:coarser", default)]
    coarser: bool,
}

#[derive(Deserialize, Default)]
struct Constraints {
    #[serde(rename = "enum", default)]
    values: Vec<String>,
}

fn problem(message: String) -> Vec<Problem> {
    vec![Problem::error("dataset-unreadable", At::START, message)]
}

/// Reads the files of a dataset version.
pub fn read(files: &Files) -> Result<Contents, Vec<Problem>> {
    let Some(package) = files.get("datapackage.json") else {
        return Err(problem("There is no datapackage.json.".to_owned()));
    };
    let package: Package = serde_json::from_slice(package)
        .map_err(|why| problem(format!("datapackage.json cannot be read: {why}.")))?;
    let part = |own: SurveyOf| PartRead {
        name: own.name,
        people: own.people,
        questions: own.questions,
        ..PartRead::default()
    };
    let mut contents = Contents {
        name: package.name,
        version: package.version,
        parts: package.surveys.into_iter().map(part).collect(),
    };
    for resource in package.resources {
        let Some(name) = &resource.survey else { continue };
        let Some(part) = contents.parts.iter_mut().find(|part| part.name == *name) else {
            return Err(problem(format!("“{}” is of no survey of the package.", resource.path)));
        };
        let lines = lines(files, &resource)?;
        match &resource.table {
            Some(id) => part.tables.push(table(&resource, id, &lines)?),
            None => part.rows = Some(rows(&resource, &lines)?),
        }
    }
    Ok(contents)
}

/// The cells of a file after its header, which must be as the package says.
fn lines(files: &Files, resource: &Resource) -> Result<Vec<Vec<String>>, Vec<Problem>> {
    let wrong = |what: &str| problem(format!("“{}” {what}.", resource.path));
    let bytes = files.get(&resource.path).ok_or_else(|| wrong("is not there"))?;
    let text = std::str::from_utf8(bytes).map_err(|_| wrong("is not UTF-8"))?;
    let mut lines =
        csv::parse(text).ok_or_else(|| wrong("has a quotation mark that does not close"))?;
    let header = if lines.is_empty() { vec![] } else { lines.remove(0) };
    if !header.iter().eq(resource.schema.fields.iter().map(|field| &field.name)) {
        return Err(wrong("has other columns than datapackage.json says"));
    }
    if lines.iter().any(|line| line.len() != header.len()) {
        return Err(wrong("has lines of another width"));
    }
    Ok(lines)
}

fn rows(resource: &Resource, lines: &[Vec<String>]) -> Result<SafeRows, Vec<Problem>> {
    let column = |(of, field): (usize, &Field)| SafeColumn {
        of,
        name: field.name.clone(),
        label: field.title.clone(),
        values: field
            .constraints
            .values
            .iter()
            .map(|value| csv::unguarded(value).to_owned())
            .collect(),
        ordered: field.ordered,
        coarser: field.coarser,
    };
    let columns: Vec<SafeColumn> = resource.schema.fields.iter().enumerate().map(column).collect();
    let cell = |(text, column): (&String, &SafeColumn)| {
        if text.is_empty() {
            return Some(None);
        }
        let value = column.values.iter().position(|value| value == text)?;
        Some(Some(u16::try_from(value).ok()?))
    };
    let row = |line: &Vec<String>| line.iter().zip(&columns).map(cell).collect::<Option<Vec<_>>>();
    let rows: Option<Vec<_>> = lines.iter().map(row).collect();
    match rows {
        Some(rows) => Ok(SafeRows { columns, rows }),
        None => Err(problem(format!(
            "“{}” has a value that datapackage.json does not name.",
            resource.path
        ))),
    }
}

fn table(resource: &Resource, id: &str, lines: &[Vec<String>]) -> Result<Table, Vec<Problem>> {
    let title = |name: &str| {
        let field = resource.schema.fields.iter().find(|field| field.name == name);
        field.map(|field| field.title.clone())
    };
    let col = title("col");
    let lines: Option<Vec<Line>> =
        lines.iter().map(|cells| Table::line(cells, col.is_some())).collect();
    let Some(lines) = lines else {
        return Err(problem(format!("“{}” has a line that is no cell of a table.", resource.path)));
    };
    Ok(Table {
        id: id.to_owned(),
        title: resource.title.clone(),
        base: resource.description.clone(),
        row: title("row").unwrap_or_default(),
        col,
        lines,
    })
}

impl PartRead {
    /// The counts that are shown, with the table and place of each.
    pub(super) fn shown(&self) -> impl Iterator<Item = ((&str, &str, Option<&str>), u64)> {
        shown(&self.tables)
    }
}

/// The counts that tables show, with the table and place of each.
pub(super) fn shown(tables: &[Table]) -> impl Iterator<Item = ((&str, &str, Option<&str>), u64)> {
    tables.iter().flat_map(|table| {
        table.lines.iter().filter_map(|line| match line.cell {
            Cell::Shown { people, .. } => {
                Some(((table.id.as_str(), line.row.as_str(), line.col.as_deref()), people))
            }
            Cell::Withheld => None,
        })
    })
}
