//! What a check found: for reading, for programs, for code scanning, for annotations of a review.

use super::json::escaped;
use super::text::{clean, left, right, width, wrap};
use super::{Look, some};
use paap_workspace::Check;
use paap_workspace::check::Proved;
use serde::Serialize;
use std::fmt::Write as _;

/// What programs get; docs/schema/check.schema.json.
#[derive(Serialize)]
struct Json<'a> {
    problems: Vec<JsonProblem<'a>>,
    insights: Vec<JsonInsight<'a>>,
}

#[derive(Serialize)]
struct JsonProblem<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    code: &'a str,
    severity: &'static str,
    message: &'a str,
    help: Option<&'a str>,
}

#[derive(Serialize)]
struct JsonInsight<'a> {
    file: &'a str,
    verified: usize,
    attested: usize,
    repaired: usize,
    unverified: usize,
    stale: usize,
}

pub(crate) fn json(check: &Check) -> serde_json::Result<String> {
    let problems = check.problems.iter().map(|one| JsonProblem {
        file: &one.file,
        line: one.problem.at.line,
        column: one.problem.at.column,
        code: one.problem.code,
        severity: severity(one.is_error()),
        message: &one.problem.message,
        help: one.problem.help.as_deref(),
    });
    let insights = check.insights.iter().map(|one| JsonInsight {
        file: &one.file,
        verified: one.proof.standing.verified,
        attested: one.proof.standing.attested,
        repaired: one.proof.standing.repaired,
        unverified: one.proof.standing.unverified,
        stale: one.proof.standing.stale,
    });
    let view = Json { problems: problems.collect(), insights: insights.collect() };
    Ok(escaped(serde_json::to_string_pretty(&view)?) + "\n")
}

fn severity(is_error: bool) -> &'static str {
    if is_error { "error" } else { "warning" }
}

/// SARIF 2.1.0 (OASIS), as code scanning reads it. `prefix` leads from the repository to the workspace.
pub(crate) fn sarif(check: &Check, prefix: &str) -> serde_json::Result<String> {
    let mut codes: Vec<&str> = check.problems.iter().map(|one| one.problem.code).collect();
    codes.sort_unstable();
    codes.dedup();
    // Code scanning asks for words of each rule; the message of each result says what is the matter.
    let rule = |code: &&str| {
        let words = serde_json::json!({ "text": code.replace('-', " ") });
        serde_json::json!({
            "id": code,
            "shortDescription": words,
            "fullDescription": words,
            "help": { "text": "What is the matter and what to do is in the message of each result." },
        })
    };
    let rules: Vec<_> = codes.iter().map(rule).collect();
    let results = check.problems.iter().map(|one| {
        let at = one.problem.at;
        serde_json::json!({
            "ruleId": one.problem.code,
            "level": severity(one.is_error()),
            "message": { "text": message(one) },
            "locations": [{ "physicalLocation": {
                "artifactLocation": { "uri": uri(&format!("{prefix}{}", one.file)) },
                "region": { "startLine": at.line, "startColumn": at.column },
            }}],
        })
    });
    let view = serde_json::json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "paap",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results.collect::<Vec<_>>(),
        }],
    });
    Ok(escaped(serde_json::to_string_pretty(&view)?) + "\n")
}

/// A path as a URI has it.
fn uri(path: &str) -> String {
    path.bytes().fold(String::new(), |mut out, byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            byte => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
        out
    })
}

/// One line for each problem, as GitHub's workflow commands have it. `prefix` leads from the
/// repository to the workspace.
pub(crate) fn github(check: &Check, prefix: &str) -> String {
    let data =
        |text: &str| clean(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    check.problems.iter().fold(String::new(), |mut out, one| {
        let _ = writeln!(
            out,
            "::{} file={},line={},col={},title={}::{}",
            severity(one.is_error()),
            property(&format!("{prefix}{}", one.file)),
            one.problem.at.line,
            one.problem.at.column,
            property(one.problem.code),
            data(&message(one)),
        );
        out
    })
}

/// What is wrong and what to do, in one text.
fn message(one: &paap_workspace::Filed) -> String {
    match &one.problem.help {
        Some(help) => format!("{} {help}", one.problem.message),
        None => one.problem.message.clone(),
    }
}

/// For reading; `heads` says what was checked, each on a line.
pub(crate) fn terminal(check: &Check, heads: &[String], look: &Look) -> String {
    let lines = heads.iter().flat_map(|head| wrap(&clean(head), look.width, usize::MAX));
    let mut out: String = lines.map(|line| line + "\n").collect();
    let mut file = "";
    for one in &check.problems {
        if one.file != file {
            file = &one.file;
            let _ = writeln!(out, "\n{}", clean(file));
        }
        let problem = &one.problem;
        let mark = if one.is_error() { "!" } else { "·" };
        let _ = writeln!(out, "  {mark} line {} · {}", problem.at.line, problem.code);
        // An expression stands on a line of its own; the mark below it would lose its place.
        let lines = problem.message.lines().filter(|line| !line.trim_start().starts_with('^'));
        for line in
            lines.flat_map(|line| wrap(&clean(line), look.width.saturating_sub(6), usize::MAX))
        {
            let _ = writeln!(out, "      {line}");
        }
        let help = problem.help.as_deref().map(clean);
        for line in
            help.iter().flat_map(|help| wrap(help, look.width.saturating_sub(8), usize::MAX))
        {
            let _ = writeln!(out, "        {line}");
        }
    }
    insights(&mut out, &check.insights, look);
    let errors = check.errors();
    let warnings = check.problems.len() - errors;
    let said = match (errors, warnings) {
        (0, 0) => "Everything holds.".to_owned(),
        (0, warnings) => format!("No errors, {}.", some(warnings as u64, "warning")),
        (errors, warnings) => {
            format!("{}, {}.", some(errors as u64, "error"), some(warnings as u64, "warning"))
        }
    };
    let _ = writeln!(out, "\n{said}");
    super::no_commands(out)
}

/// Every insight with what was proved of it.
fn insights(out: &mut String, insights: &[Proved], look: &Look) {
    const HEADS: [&str; 5] = ["verified", "attested", "repaired", "unverified", "stale"];
    if insights.is_empty() {
        return;
    }
    let counts = |one: &Proved| {
        let own = &one.proof.standing;
        [own.verified, own.attested, own.repaired, own.unverified, own.stale]
    };
    // A column of noughts says nothing.
    let shown: Vec<usize> = (0..HEADS.len())
        .filter(|&at| at == 0 || insights.iter().any(|one| counts(one)[at] > 0))
        .collect();
    let numbers: usize = shown.iter().map(|&at| HEADS[at].len() + 2).sum();
    let widest = insights.iter().map(|one| width(&one.file)).max().unwrap_or(0);
    let name = widest.min(look.width.saturating_sub(numbers)).max(20);
    let _ = write!(out, "\n{}", left("Evidence", name));
    for &at in &shown {
        let _ = write!(out, "  {}", HEADS[at]);
    }
    out.push('\n');
    for one in insights {
        let lines = wrap(&clean(&one.file), name, usize::MAX);
        for (index, line) in lines.iter().enumerate() {
            let is_last = index + 1 == lines.len();
            out.push_str(&if is_last { left(line, name) } else { line.clone() });
            for &at in shown.iter().filter(|_| is_last) {
                let count = match counts(one)[at] {
                    0 => "–".to_owned(),
                    count => count.to_string(),
                };
                let _ = write!(out, "  {}", right(&count, HEADS[at].len()));
            }
            out.push('\n');
        }
    }
}
