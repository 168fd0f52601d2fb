//! Guides that are tables: which column holds the questions, and which the nudges.

use super::label;

/// A row of a table, by what its columns mean.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) section: String,
    pub(super) number: String,
    pub(super) question: String,
    pub(super) nudges: Vec<String>,
    /// The cells that are none of these.
    pub(super) others: Vec<String>,
    /// How many lines below the table's first.
    pub(super) line: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Section,
    Number,
    Question,
    Nudge,
    Other,
}

/// The rows of a table that has a column of questions; `None` where it has none.
pub(super) fn rows(text: &str) -> Option<Vec<Row>> {
    let lines: Vec<Vec<&str>> = text.split('\n').map(cells).collect();
    let is_line = |row: &[&str]| {
        row.iter().all(|cell| !cell.is_empty() && cell.bytes().all(|b| b"-: ".contains(&b)))
    };
    let has_header = lines.get(1).is_some_and(|row| is_line(row));
    let width = lines.iter().map(Vec::len).max()?;
    let mut columns = vec![Column::Other; width];
    if let Some(header) = lines.first().filter(|_| has_header) {
        for (column, cell) in columns.iter_mut().zip(header) {
            *column = meaning(cell);
        }
    }
    if !columns.contains(&Column::Question) {
        let asks = |at: usize| {
            lines.iter().filter(|row| row.get(at).is_some_and(|cell| label::asks(cell))).count()
        };
        let free = (0..width).filter(|at| columns[*at] == Column::Other);
        let most = free.max_by_key(|at| (asks(*at), usize::MAX - at)).filter(|at| asks(*at) > 0)?;
        columns[most] = Column::Question;
    }
    // Of two columns of questions the first is it.
    let mut seen = false;
    for column in &mut columns {
        if *column == Column::Question && std::mem::replace(&mut seen, true) {
            *column = Column::Other;
        }
    }
    let body = lines.iter().enumerate().skip(if has_header { 2 } else { 0 });
    let row = |(line, cells): (usize, &Vec<&str>)| {
        let mut row = Row { line, ..Row::default() };
        for (cell, column) in cells.iter().zip(&columns).filter(|(cell, _)| !cell.is_empty()) {
            match column {
                Column::Section => row.section = (*cell).to_owned(),
                Column::Number => row.number = (*cell).to_owned(),
                Column::Question => row.question = (*cell).to_owned(),
                Column::Nudge => row.nudges.extend(parts(cell)),
                Column::Other => row.others.push((*cell).to_owned()),
            }
        }
        row
    };
    Some(body.map(row).collect())
}

/// The cells of a line: `\|` is no border.
fn cells(line: &str) -> Vec<&str> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let line = line.strip_suffix('|').unwrap_or(line);
    let mut cells = Vec::new();
    let mut start = 0;
    let mut escaped = false;
    for (at, byte) in line.bytes().enumerate() {
        if byte == b'|' && !escaped {
            cells.push(line[start..at].trim());
            start = at + 1;
        }
        escaped = byte == b'\\' && !escaped;
    }
    cells.push(line[start..].trim());
    cells
}

/// The lines of a cell.
fn parts(cell: &str) -> Vec<String> {
    let cell = cell.replace("<br/>", "<br>").replace("<br />", "<br>");
    let line = |part: &str| part.trim().trim_start_matches(['-', '•']).trim().to_owned();
    cell.split("<br>").map(line).filter(|part| !part.is_empty()).collect()
}

fn meaning(header: &str) -> Column {
    let header = super::inline::plain(header).to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| header.contains(word));
    if has(&["nudge", "probe", "prompt", "follow", "hint", "nachfrage"]) {
        Column::Nudge
    } else if matches!(header.as_str(), "#" | "no" | "no." | "nr" | "nr." | "id" | "number" | "q#")
    {
        Column::Number
    } else if has(&["question", "frage", "ask"]) {
        Column::Question
    } else if has(&["section", "topic", "theme", "area", "thema"]) {
        Column::Section
    } else {
        Column::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_known_by_their_header_or_by_what_they_hold() {
        let text = "| # | Topic | Question | Probes | Min |\n|--|:-:|---|---|---|\n| 7 | Start | Who? | a<br>- b | 5 |";
        let row = Row {
            section: "Start".into(),
            number: "7".into(),
            question: "Who?".into(),
            nudges: vec!["a".into(), "b".into()],
            others: vec!["5".into()],
            line: 2,
        };
        assert_eq!(rows(text), Some(vec![row]));
        let bare = rows("| x | How? |\n| y | Why \\| what? |").unwrap();
        assert_eq!(bare[1].question, "Why \\| what?");
        assert_eq!(rows("| a | b |\n|---|---|\n| c | d |"), None);
    }
}
