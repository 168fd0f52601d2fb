//! The examples of the documents, run as they stand there.
//!
//! A block of the README that begins with `$ paap` is run from the repository's root, and what it
//! prints compared, trailing blanks aside. A line that holds only `…` stands for any lines. The
//! examples of docs/filters.md are run on the example survey. The README's table of readers is
//! compared with the code.

use crate::{root, text};
use paap_survey::Reader;
use std::process::{Command, Stdio};

/// Runs the program from the repository's root; what it printed, or what it said was wrong.
fn paap(words: &[String]) -> Result<String, String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_paap"));
    for name in ["COLUMNS", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    let output = command.args(words).current_dir(root()).stdin(Stdio::null()).output().unwrap();
    match output.status.success() {
        true => Ok(String::from_utf8(output.stdout).unwrap()),
        false => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
    }
}

/// The words of a line as a shell takes them: quotation marks of both kinds, and `\` at line ends.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut open, mut mark) = (Vec::new(), String::new(), false, None);
    for c in line.chars() {
        match mark {
            Some(closing) if c == closing => mark = None,
            None if c == '\'' || c == '"' => (mark, open) = (Some(c), true),
            None if c.is_whitespace() => {
                if open || !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
                open = false;
            }
            _ => word.push(c),
        }
    }
    if open || !word.is_empty() {
        words.push(word);
    }
    assert_eq!(mark, None, "a quotation mark is not closed: {line}");
    words
}

/// The examples of a document: each command, and the lines that it is said to print.
fn examples(document: &str) -> Vec<(String, Vec<String>)> {
    let mut examples: Vec<(String, Vec<String>)> = Vec::new();
    let mut inside = false;
    let mut lines = document.lines();
    while let Some(line) = lines.next() {
        if line.starts_with("```") {
            inside = false;
        } else if let Some(command) = line.strip_prefix("$ paap ") {
            let mut command = command.to_owned();
            while let Some(start) = command.strip_suffix('\\') {
                command = format!("{start}{}", lines.next().unwrap_or_default().trim_start());
            }
            examples.push((command, Vec::new()));
            inside = true;
        } else if inside && let Some((_, printed)) = examples.last_mut() {
            printed.push(line.trim_end().to_owned());
        }
    }
    examples
}

/// Whether `lines` are `said`, in which a line `…` stands for any lines.
fn fits(said: &[String], lines: &[&str]) -> Result<(), String> {
    let parts: Vec<&[String]> = said.split(|line| line.trim() == "…").collect();
    let mut at = 0;
    for (index, part) in parts.iter().enumerate() {
        let same = |from: usize| {
            lines
                .get(from..from + part.len())
                .is_some_and(|own| own.iter().zip(part.iter()).all(|(own, said)| own == said))
        };
        let found = match (index == 0, index + 1 == parts.len()) {
            (true, _) => same(0).then_some(0),
            (false, true) => {
                lines.len().checked_sub(part.len()).filter(|&from| from >= at && same(from))
            }
            (false, false) => (at..=lines.len()).find(|&from| same(from)),
        };
        at = found.ok_or_else(|| format!("not printed:\n{}", part.join("\n")))? + part.len();
    }
    match at == lines.len() {
        true => Ok(()),
        false => Err(format!("more is printed: {}", lines[at])),
    }
}

#[test]
fn the_examples_of_the_readme_print_what_it_says() {
    let examples = examples(&text("README.md"));
    assert!(examples.len() >= 5, "the README has {} examples", examples.len());
    for (command, said) in examples {
        let printed = paap(&words(&command)).unwrap_or_else(|why| panic!("{command}\n{why}"));
        let lines: Vec<&str> = printed.lines().map(str::trim_end).collect();
        if let Err(why) = fits(&said, &lines) {
            panic!("$ paap {command}\n{why}\n\nIt prints:\n{}", lines.join("\n"));
        }
    }
}

#[test]
fn the_examples_of_the_filters_count_whom_they_say() {
    let document = text("docs/filters.md");
    let mut run = 0;
    for line in document.lines() {
        // A row of the table of examples: the filter, how many it means, and in words who.
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, filter, people, _, _] = cells[..] else { continue };
        let Some(filter) = filter.strip_prefix('`').and_then(|f| f.strip_suffix('`')) else {
            continue;
        };
        let people: u64 = people.parse().unwrap_or_else(|_| panic!("no number of people: {line}"));
        let words = ["survey", "summary", "examples/harbour/survey.csv", "--format", "json"];
        let mut words = words.map(str::to_owned).to_vec();
        words.extend(["--where".to_owned(), filter.to_owned()]);
        let printed = paap(&words).unwrap_or_else(|why| panic!("{filter}\n{why}"));
        let view: serde_json::Value = serde_json::from_str(&printed).unwrap();
        assert_eq!(view["filter"]["people"], people, "{filter}");
        run += 1;
    }
    assert!(run >= 15, "docs/filters.md has {run} examples");
}

#[test]
fn the_readme_says_which_readers_are_verified() {
    let document = text("README.md");
    for reader in Reader::ALL {
        let name = format!("| `{}` |", reader.name());
        let row = document.lines().find(|line| line.contains(&name));
        let said = row.unwrap_or_else(|| panic!("the README has no row for {name}"));
        let said = said.rsplit('|').nth(1).unwrap().trim();
        let expected = match reader {
            Reader::Plain => "no one tool, so nothing to verify",
            _ if reader.is_verified() => "verified on a real export",
            _ => "not verified: synthetic files only",
        };
        assert_eq!(said, expected, "{name}");
    }
}

#[test]
fn examples_are_found_and_compared() {
    let found = examples("```console\n$ paap a 'b \"c' \\\n    d\nx \n…\n\n```\ny\n");
    let lines = ["x", "…", ""].map(str::to_owned).to_vec();
    assert_eq!(found, [("a 'b \"c' d".to_owned(), lines)]);
    assert_eq!(words(&found[0].0), ["a", "b \"c", "d"]);
    let said = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(fits(&said("a\n…\nc"), &["a", "b", "b", "c"]), Ok(()));
    assert_eq!(fits(&said("a\n…\nc\n…"), &["a", "c"]), Ok(()));
    for wrong in ["a\nc", "…\nb", "a\n…\nd\n…\nc", "b\n…", "a\nb\nb", ""] {
        assert!(fits(&said(wrong), &["a", "b", "b", "c"]).is_err(), "{wrong}");
    }
}
