//! What the plan of a study says of answers that came in.

use crate::error::Error;
use paap_files::Folder;
use paap_survey::Survey;
use paap_workspace::check::unwritten::ASKED;
use paap_workspace::plan::Plan;

/// Whether the plan tells of a survey.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// It did before.
    Already,
    /// It does now: who was asked is still to be written.
    Now,
    /// It cannot be written there: these lines are missing.
    Not(String),
}

/// Writes a survey into the plan of its study, with the days on which people answered, where it is not
/// there.
pub(super) fn tell(
    folder: &Folder,
    study: &str,
    name: &str,
    survey: &Survey,
) -> Result<Told, Error> {
    let file = format!("studies/{study}/study.yaml");
    let tree = folder.tree()?;
    let text = String::from_utf8_lossy(tree.files.get(&file).map_or(&[], Vec::as_slice));
    let read = |text: &str| {
        let mut problems = Vec::new();
        let plan = Plan::read(text, &mut problems);
        (plan.surveys.contains_key(name), problems.len())
    };
    let (is_told, wrong) = read(&text);
    if is_told {
        return Ok(Told::Already);
    }
    let lines = lines(name, survey);
    // Where anything else came of it, people write it better.
    let Some(more) = inserted(&text, &lines).filter(|more| read(more) == (true, wrong)) else {
        return Ok(Told::Not(lines));
    };
    folder.put(&file, more.as_bytes())?;
    Ok(Told::Now)
}

/// What a plan says of a survey, as far as its answers tell; each line as if it stood at the margin.
fn lines(name: &str, survey: &Survey) -> String {
    let day = |key: &str, day: Option<&str>| match day {
        Some(day) => format!("  {key}: {day}\n"),
        None => String::new(),
    };
    // Clocks may be wrong: nobody answered on a day that is to come.
    let today = crate::clock::today();
    let last = survey.last_day().filter(|day| *day <= today.as_str());
    let (from, to) = (day("from", survey.first_day()), day("to", last));
    format!("{name}:\n  asked: {ASKED}\n{from}{to}")
}

/// A plan with lines more below `surveys:`, as deep as what stands there; None where there is no such line.
fn inserted(text: &str, lines: &str) -> Option<String> {
    let is_key = |line: &str| line.split(" #").next().map(str::trim_end) == Some("surveys:");
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        start += line.len();
        if is_key(line.trim_end()) && line.ends_with('\n') {
            let (head, rest) = text.split_at(start);
            let next = rest.lines().find(|line| !line.trim().is_empty() && !line.starts_with('#'));
            let deep = next.map_or(0, |line| line.len() - line.trim_start().len());
            let margin = " ".repeat(if deep == 0 { 2 } else { deep });
            let lines: String = lines.lines().map(|line| format!("{margin}{line}\n")).collect();
            return Some(format!("{head}{lines}{rest}"));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stand_as_deep_as_what_is_there() {
        let all = |text: &str| inserted(text, "b:\n  to: 2026-01-02\n");
        assert_eq!(
            all("title: A\nsurveys: # all\nlimits: x\n").as_deref(),
            Some("title: A\nsurveys: # all\n  b:\n    to: 2026-01-02\nlimits: x\n")
        );
        assert_eq!(
            all("surveys:\n#  x:\n    a:\n      to: 2026-01-01\n").as_deref(),
            Some("surveys:\n    b:\n      to: 2026-01-02\n#  x:\n    a:\n      to: 2026-01-01\n")
        );
        assert_eq!(all("surveys: {}\n"), None);
        assert_eq!(all("title: A\n"), None);
    }
}
