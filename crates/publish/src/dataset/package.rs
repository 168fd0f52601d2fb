//! `datapackage.json`: the description that programs read, as the Frictionless Data Package standard
//! has it (version 1 of its specifications, which its tools read; keys of ours begin with `paap:`).

use super::codebook;
use super::csv::guarded;
use super::table::{COLUMNS, Table};
use super::text::clean;
use super::words::digest;
use super::{About, Files, Part};
use serde::Serialize;

/// Where the rows of a survey are.
pub(super) fn rows_path(survey: &str) -> String {
    format!("data/{survey}.csv")
}

/// Where a table is.
pub(super) fn table_path(part: &Part, table: &Table) -> String {
    format!("tables/{}-{}.csv", part.name, table.id)
}

#[derive(Serialize)]
struct Package<'a> {
    profile: &'static str,
    name: &'a str,
    title: String,
    description: String,
    version: &'a str,
    created: String,
    licenses: Vec<Licence<'a>>,
    contributors: Vec<Contributor>,
    #[serde(skip_serializing_if = "Option::is_none")]
    homepage: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    keywords: Vec<String>,
    #[serde(rename = "paap:surveys")]
    surveys: Vec<SurveyOf<'a>>,
    resources: Vec<Resource>,
}

#[derive(Serialize)]
struct Licence<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "String::is_empty")]
    title: String,
    path: &'a str,
}

#[derive(Serialize)]
struct Contributor {
    title: String,
    role: &'static str,
}

#[derive(Serialize)]
struct SurveyOf<'a> {
    name: &'a str,
    title: String,
    people: u64,
    questions: Vec<&'a str>,
    rows: bool,
}

#[derive(Serialize)]
struct Resource {
    profile: &'static str,
    name: String,
    path: String,
    title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    description: String,
    format: &'static str,
    mediatype: &'static str,
    encoding: &'static str,
    bytes: usize,
    hash: String,
    dialect: Dialect,
    #[serde(rename = "paap:survey", skip_serializing_if = "Option::is_none")]
    survey: Option<String>,
    #[serde(rename = "paap:table", skip_serializing_if = "Option::is_none")]
    table: Option<String>,
    schema: Schema,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Dialect {
    delimiter: &'static str,
    line_terminator: &'static str,
    quote_char: &'static str,
    double_quote: bool,
    header: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Schema {
    fields: Vec<Field>,
    missing_values: [&'static str; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    primary_key: Vec<&'static str>,
}

#[derive(Serialize)]
struct Field {
    name: String,
    #[serde(rename = "type")]
    kind: &'static str,
    title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    constraints: Option<Constraints>,
    #[serde(rename = "paap:ordered", skip_serializing_if = "Option::is_none")]
    ordered: Option<bool>,
    #[serde(rename = "paap:coarser", skip_serializing_if = "Option::is_none")]
    coarser: Option<bool>,
}

#[derive(Serialize)]
struct Constraints {
    #[serde(skip_serializing_if = "Option::is_none")]
    required: Option<bool>,
    #[serde(rename = "enum", skip_serializing_if = "Vec::is_empty")]
    values: Vec<String>,
}

/// The description of all files that are tables.
pub(super) fn package(about: &About, parts: &[Part], files: &Files) -> String {
    let mut resources = Vec::new();
    for part in parts {
        if part.safe().is_some() {
            let path = rows_path(&part.name);
            let title = format!("{}: rows", clean(&part.title));
            let description = "A person a row, sorted by what they say. A blank: nothing was said, or it was \
                               rare and is withheld.";
            let survey = Some(part.name.clone());
            let about =
                Resource { survey, ..resource(&part.name, path, title, files, row_fields(part)) };
            resources.push(Resource { description: description.to_owned(), ..about });
        }
        for table in &part.tables {
            let path = table_path(part, table);
            let name = format!("{}-{}", part.name, table.id);
            let own = resource(&name, path, clean(&table.title), files, table_fields(table));
            let mut primary_key = vec!["row"];
            primary_key.extend(table.col.is_some().then_some("col"));
            let schema = Schema { primary_key, ..own.schema };
            resources.push(Resource {
                description: clean(&table.base),
                survey: Some(part.name.clone()),
                table: Some(table.id.clone()),
                schema,
                ..own
            });
        }
    }
    let fields = codebook::COLUMNS.map(|(name, title)| field(name, "string", title)).into();
    // No survey can be called so: its name would have to begin with a letter or digit.
    resources.push(resource(
        "_codebook",
        "codebook.csv".to_owned(),
        "Codebook".to_owned(),
        files,
        fields,
    ));
    let surveys = parts.iter().map(|part| SurveyOf {
        name: &part.name,
        title: clean(&part.title),
        people: part.people,
        questions: part.questions.iter().map(|question| question.id.as_str()).collect(),
        rows: part.safe().is_some(),
    });
    let package = Package {
        profile: "tabular-data-package",
        name: &about.name,
        title: clean(&about.title),
        description: clean(&about.description),
        version: &about.version,
        created: format!("{}T00:00:00Z", about.date),
        licenses: vec![Licence {
            name: &about.licence.id,
            title: clean(&about.licence.title),
            path: if about.licence.address.is_empty() { "LICENSE" } else { &about.licence.address },
        }],
        contributors: about
            .authors
            .iter()
            .map(|who| Contributor { title: clean(who), role: "author" })
            .collect(),
        homepage: about.homepage.as_deref(),
        keywords: about.keywords.iter().map(|word| clean(word)).collect(),
        surveys: surveys.collect(),
        resources,
    };
    let mut text = serde_json::to_string_pretty(&package).unwrap_or_default();
    text.push('\n');
    text
}

fn resource(
    name: &str,
    path: String,
    title: String,
    files: &Files,
    fields: Vec<Field>,
) -> Resource {
    let bytes = files.get(&path).map_or(&[][..], Vec::as_slice);
    Resource {
        profile: "tabular-data-resource",
        name: name.to_owned(),
        title,
        description: String::new(),
        format: "csv",
        mediatype: "text/csv",
        encoding: "utf-8",
        bytes: bytes.len(),
        hash: format!("sha256:{}", digest(bytes)),
        dialect: Dialect {
            delimiter: ",",
            line_terminator: "\n",
            quote_char: "\"",
            double_quote: true,
            header: true,
        },
        survey: None,
        table: None,
        schema: Schema { fields, missing_values: [""], primary_key: vec![] },
        path,
    }
}

fn field(name: &str, kind: &'static str, title: &str) -> Field {
    Field {
        name: name.to_owned(),
        kind,
        title: clean(title),
        description: String::new(),
        constraints: None,
        ordered: None,
        coarser: None,
    }
}

/// The values are as they are written: guarded where a spreadsheet would run them.
fn row_fields(part: &Part) -> Vec<Field> {
    let columns = part.safe().map_or(&[][..], |rows| &rows.columns);
    let field = |column: &paap_privacy::disclosure::row::SafeColumn| {
        let values = column.values.iter().map(|value| guarded(&clean(value))).collect();
        let description =
            if column.coarser { "Some values stand for several answers." } else { "" };
        Field {
            description: description.to_owned(),
            constraints: Some(Constraints { required: None, values }),
            ordered: Some(column.ordered),
            coarser: Some(column.coarser),
            ..field(&clean(&column.name), "string", &column.label)
        }
    };
    columns.iter().map(field).collect()
}

fn table_fields(table: &Table) -> Vec<Field> {
    let required = || Some(Constraints { required: Some(true), values: vec![] });
    let mut fields = vec![Field { constraints: required(), ..field("row", "string", &table.row) }];
    if let Some(col) = &table.col {
        fields.push(Field { constraints: required(), ..field("col", "string", col) });
    }
    fields.extend(COLUMNS.map(|(name, kind, title)| field(name, kind, title)));
    fields
}
