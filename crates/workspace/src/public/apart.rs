//! What rows must leave out beside the tables. A row says of somebody what they answered to several
//! questions at once: that is a lower bound for the counts of every table over these questions, and
//! with the shown counts it gives withheld ones away.
//!
//! So rows have no answer whose own count is withheld, and of the questions that withheld counts or
//! figures tie together only one: how those who said the same to it divide by the others stays as open
//! as the tables leave it.

use super::questions::Variables;
use super::tables::{CrossTable, Table};
use paap_survey::{Kind, Survey};
use std::collections::{BTreeMap, BTreeSet};

/// What rows must leave out, by the places of questions in the survey.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Apart {
    /// Questions.
    pub questions: BTreeSet<usize>,
    /// Boxes of questions, by their labels.
    pub boxes: BTreeSet<(usize, String)>,
}

/// What rows must leave out. `tied` are the questions of each cross table and each figure.
pub(super) fn of(
    survey: &Survey,
    variables: &Variables,
    questions: &[Table],
    tied: impl IntoIterator<Item = BTreeSet<usize>>,
) -> Apart {
    let mut apart = Apart::default();
    for table in questions {
        let at = table.question;
        if [table.base, table.unanswered, table.not_asked].contains(&None) {
            apart.questions.insert(at);
        }
        for row in table.rows.iter().filter(|row| row.count.is_none()) {
            match survey.questions[at].kind {
                Kind::Checkbox => drop(apart.boxes.insert((at, row.label.clone()))),
                _ => drop(apart.questions.insert(at)),
            }
        }
    }
    for group in groups(survey, variables, tied) {
        let may = |at: &&usize| {
            !apart.questions.contains(at) && survey.questions[**at].kind != Kind::Checkbox
        };
        let kept = group.iter().find(may).copied();
        apart.questions.extend(group.into_iter().filter(|at| Some(*at) != kept));
    }
    apart
}

/// The questions of a cross table, and of its filter, if any of its counts is withheld.
pub(super) fn of_cross(survey: &Survey, table: &CrossTable) -> Option<BTreeSet<usize>> {
    use paap_analysis::expression::{Vocabulary, parse};
    let heads = table.row_heads.iter().chain(&table.column_heads).map(|(_, count)| count);
    let is_withheld = heads.chain(table.cells.iter().flatten()).any(Option::is_none);
    let filter = table.filter.as_deref().and_then(|filter| parse(filter).ok());
    let names = filter.iter().flat_map(|filter| filter.names());
    let mut all: BTreeSet<usize> = names.filter_map(|name| survey.find(&name.text).ok()).collect();
    all.extend([table.rows, table.columns]);
    is_withheld.then_some(all)
}

/// Those that are tied to each other in one step or several. With a question go those that hang
/// together with it: who was asked one says something of the other.
fn groups(
    survey: &Survey,
    variables: &Variables,
    tied: impl IntoIterator<Item = BTreeSet<usize>>,
) -> Vec<BTreeSet<usize>> {
    let mut root: Vec<usize> = (0..survey.questions.len()).collect();
    fn find(root: &mut [usize], mut at: usize) -> usize {
        while root[at] != at {
            root[at] = root[root[at]];
            at = root[at];
        }
        at
    }
    let mut is_tied = BTreeSet::new();
    let join = |root: &mut Vec<usize>, one: usize, other: usize| {
        let (one, other) = (find(root, one), find(root, other));
        root[one.max(other)] = one.min(other);
    };
    for all in tied {
        let Some(&first) = all.first().filter(|_| all.len() > 1) else { continue };
        for at in all {
            join(&mut root, first, at);
            is_tied.insert(at);
        }
    }
    for (at, asked) in variables.iter() {
        for (other, kin) in variables.iter().take_while(|(other, _)| *other < at) {
            if asked.kin == kin.kin {
                join(&mut root, at, other);
            }
        }
    }
    let mut groups: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for at in 0..root.len() {
        groups.entry(find(&mut root, at)).or_default().insert(at);
    }
    groups.into_values().filter(|group| group.iter().any(|at| is_tied.contains(at))).collect()
}
