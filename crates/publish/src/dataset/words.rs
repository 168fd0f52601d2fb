//! The files that people read: what this is, how to cite it, under which terms, and what it risks.

use super::text::{clean, markdown, quoted};
use super::{About, Files, Part};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// The SHA-256 of bytes, in hexadecimal digits.
pub(super) fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// `SHA256SUMS`, as `sha256sum -c` reads it.
pub(super) fn sums(files: &Files) -> String {
    files.iter().fold(String::new(), |mut out, (path, bytes)| {
        let _ = writeln!(out, "{}  {path}", digest(bytes));
        out
    })
}

/// `CITATION.cff`, version 1.2.0 of the Citation File Format.
pub(super) fn citation(about: &About) -> String {
    let mut out = String::from(
        "cff-version: 1.2.0\ntype: dataset\nmessage: \"If you use this dataset, please cite it as below.\"\n",
    );
    let mut line = |key: &str, text: &str| {
        let _ = writeln!(out, "{key}: {}", quoted(&clean(text)));
    };
    line("title", &about.title);
    line("version", &about.version);
    line("date-released", &about.date);
    line("license", &about.licence.id);
    if !about.description.is_empty() {
        line("abstract", &about.description);
    }
    if let Some(homepage) = about.homepage.as_deref().filter(|link| link.starts_with("http")) {
        line("url", homepage);
    }
    out.push_str("authors:\n");
    for who in &about.authors {
        let _ = writeln!(out, "  - name: {}", quoted(&clean(who)));
    }
    if !about.keywords.is_empty() {
        out.push_str("keywords:\n");
        for word in &about.keywords {
            let _ = writeln!(out, "  - {}", quoted(&clean(word)));
        }
    }
    out
}

/// `LICENSE`: the terms, or where they are.
pub(super) fn licence(about: &About) -> String {
    let licence = &about.licence;
    if let Some(text) = &licence.text {
        return text.clone();
    }
    let name = if licence.title.is_empty() { &licence.id } else { &licence.title };
    let mut out = format!(
        "{} is published under {} (SPDX: {}).\n",
        clean(&about.title),
        clean(name),
        licence.id
    );
    if !licence.address.is_empty() {
        let _ = writeln!(out, "Its text: {}", licence.address);
    }
    out
}

/// `RISK.md`: what an outsider could still learn.
pub(super) fn risk(about: &About, parts: &[Part]) -> String {
    let mut out = format!("# What {} could give away\n", markdown(&about.title));
    let _ = write!(
        out,
        "\nThis is version {} of {}. Words that people wrote, days and times, ids, addresses and the order of \
         the rows are in none of its files. Answers that fewer than {} people gave are not named, unless the \
         questionnaire offers them.\n",
        about.version, about.date, about.least
    );
    for part in parts {
        let _ = write!(out, "\n# {}\n\n", markdown(&part.title));
        match &part.rows {
            Some(rows) => out.push_str(&rows.report()),
            None => out.push_str("No rows are published: tables only.\n"),
        }
        if let Some(tables) = &part.table_risk {
            let _ = write!(out, "\n## Tables\n\n{}\n", tables.trim());
        }
        if part.safe().is_some() && !part.tables.is_empty() {
            out.push_str(
                "\n## Rows and tables together\n\n\
                 Tables count everybody; of the rows some cells are blank. Whoever subtracts what the rows show \
                 from a count of a table learns how many of the blanks had that answer, and not which.\n",
            );
        }
        let out_of: Vec<&super::Described> =
            part.questions.iter().filter(|own| !own.limits.is_empty()).collect();
        if !out_of.is_empty() {
            out.push_str("\n## Questions that are not published as they were answered\n\n");
            for own in out_of {
                let _ = writeln!(
                    out,
                    "- `{}`: {}",
                    own.name.replace('`', "'"),
                    markdown(&own.limits.join(" "))
                );
            }
        }
    }
    out
}

/// `README.md`: what is here and how to read it.
pub(super) fn readme(about: &About, parts: &[Part]) -> String {
    let mut out =
        format!("# {}\n\nVersion {} of {}.\n\n", markdown(&about.title), about.version, about.date);
    if !about.description.is_empty() {
        let _ = write!(out, "{}\n\n", markdown(&about.description));
    }
    let _ = write!(
        out,
        "By {}. Licence: {}.\n\n## Files\n\n",
        about.authors.iter().map(|who| markdown(who)).collect::<Vec<_>>().join(", "),
        about.licence.id
    );
    for part in parts {
        let title = markdown(&part.title);
        match part.safe() {
            Some(rows) => {
                let _ = writeln!(
                    out,
                    "- `{}`: {title}, {} people, {} columns",
                    super::package::rows_path(&part.name),
                    rows.rows.len(),
                    rows.columns.len()
                );
            }
            None => {
                let _ = writeln!(out, "- {title}, {} people: tables only", part.people);
            }
        }
        if !part.tables.is_empty() {
            let _ = writeln!(
                out,
                "- `tables/{}-….csv`: {title}, {} tables",
                part.name,
                part.tables.len()
            );
        }
    }
    let _ = write!(
        out,
        "- `codebook.csv`, `codebook.md`: every question, its options and its limits\n\
         - `{}.xlsx`: the same as a workbook\n\
         - `datapackage.json`: the same for programs (Frictionless Data Package)\n\
         - `RISK.md`: what an outsider could still learn\n\
         - `CHANGELOG.md`, `CITATION.cff`, `LICENSE`, `SHA256SUMS` (`sha256sum -c SHA256SUMS`)\n",
        about.name
    );
    out.push_str(
        "\n## How to read it\n\n\
         The CSV files are UTF-8, with commas, quotation marks as in RFC 4180, and a header.\n\n\
         - *A blank* in the rows means that somebody said nothing, or that the answer was rare and is withheld.\n\
         - *Withheld* cells of tables are not zero: so few people, or a count from which so few could be found \
         out by subtraction.\n\
         - *An apostrophe* before `=`, `+`, `-` or `@` at the beginning of a cell keeps spreadsheets from running \
         it. It is not part of the text: take one away.\n\
         - *Intervals* are Wilson's, 95%. They say how far chance could be wrong, not who was not asked.\n",
    );
    let limits: Vec<String> = parts
        .iter()
        .filter_map(|part| {
            Some(format!("- {}: {}\n", markdown(&part.title), markdown(part.limits.as_ref()?)))
        })
        .collect();
    if !limits.is_empty() {
        let _ = write!(out, "\n## What it cannot say\n\n{}", limits.concat());
    }
    if let Some(contact) = &about.contact {
        let _ =
            write!(out, "\n## Contact\n\nTo ask, or to have your answers taken out: <{contact}>\n");
    }
    out
}
