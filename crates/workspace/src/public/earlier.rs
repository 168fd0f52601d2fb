//! A release, and what was published before it.

use super::labels::{ABOUT, HIGHER, LOWER, OTHER, clean};
use super::questions::{Form, NO_ANSWER, NOT_ASKED, Variables};
use super::tables::Crossed;
use crate::published::{Counted, Published};
use paap_analysis::People;
use paap_analysis::expression::Vocabulary;
use paap_privacy::disclosure::table::{Cell, Earlier, Figure, Protected, Release, Variable};
use paap_survey::{Kind, Question, Survey};
use std::collections::BTreeMap;

/// Where a count of a release is.
type Place = Vec<(Variable, usize)>;

/// What the name of a condition begins with.
const WHERE: &str = "where";

/// What answers are called that are not named.
const UNNAMED: &str = "(not named)";

/// The places of all counts that a release publishes, by the names that they have in any release.
pub(super) struct Places {
    cells: Vec<(Vec<(String, String)>, Place)>,
    /// Where each value is by its name, whatever tables there are.
    values: BTreeMap<(String, String), (Variable, usize)>,
}

impl Places {
    /// The places of all tables over one question, and of all cross tables.
    pub(super) fn of(
        release: &Release,
        survey: &Survey,
        variables: &Variables,
        crosses: &[Crossed],
    ) -> Self {
        let values: BTreeMap<usize, Vec<Vec<Named>>> = variables
            .iter()
            .map(|(at, asked)| {
                let id = &survey.questions[at].id;
                let all: Vec<Vec<Named>> = match &asked.form {
                    Form::One(variable, labels) => {
                        let label = |at: usize| labels.get(at).map(|own| own.text.clone());
                        vec![named(release, asked.silent.places(), *variable, id.clone(), &label)]
                    }
                    Form::Several(options) => {
                        let one = |(variable, label): &(Variable, super::questions::Label)| {
                            let name = label.text.as_deref().unwrap_or(UNNAMED);
                            let words = |at: usize| [Some("yes"), Some("no")].get(at).copied();
                            let words = |at: usize| words(at).map(|own| own.map(str::to_owned));
                            let name = format!("{id}{OPTION}{name}");
                            named(release, asked.silent.places(), *variable, name, &words)
                        };
                        options.iter().map(one).collect()
                    }
                    Form::Words(variable) => {
                        let words = |at: usize| (at == 0).then(|| Some(ANSWERED.to_owned()));
                        vec![named(release, asked.silent.places(), *variable, id.clone(), &words)]
                    }
                };
                (at, all)
            })
            .collect();
        let mut cells: Vec<(Vec<(String, String)>, Place)> = vec![(Vec::new(), Vec::new())];
        for own in values.values().flatten().flatten() {
            cells.push((vec![own.name.clone()], vec![own.place]));
        }
        for crossed in crosses {
            let (Some(side), Some(top)) = (values.get(&crossed.rows), values.get(&crossed.columns))
            else {
                continue;
            };
            let filter = crossed
                .filter
                .as_ref()
                .map(|(text, variable)| ((WHERE.to_owned(), text.clone()), (*variable, 0)));
            let heads = side.iter().flatten().chain(top.iter().flatten());
            if let Some((name, place)) = &filter {
                cells.push((vec![name.clone()], vec![*place]));
                for own in heads {
                    cells.push((vec![own.name.clone(), name.clone()], vec![own.place, *place]));
                }
            }
            for (row, column) in side
                .iter()
                .flatten()
                .flat_map(|row| top.iter().flatten().map(move |own| (row, own)))
            {
                let mut names = vec![row.name.clone(), column.name.clone()];
                let mut places = vec![row.place, column.place];
                if let Some((name, place)) = &filter {
                    names.push(name.clone());
                    places.push(*place);
                }
                cells.push((names, places));
            }
        }
        // What is not named is counted with what is, and may be others in another release.
        cells.retain(|(names, _)| names.iter().all(|(_, value)| value != UNNAMED));
        // The same count may be in several tables.
        let mut seen = std::collections::BTreeSet::new();
        cells.retain(|(names, _)| seen.insert(names.clone()));
        let values = values.into_values().flatten().flatten();
        let mut values: BTreeMap<_, _> = values.map(|own| (own.name, own.place)).collect();
        for (text, variable) in crosses.iter().filter_map(|own| own.filter.as_ref()) {
            values.insert((WHERE.to_owned(), text.clone()), (*variable, 0));
        }
        Self { cells, values }
    }

    /// Finds what an earlier release names and this one does not: conditions of tables that are gone,
    /// answers that are not named any more, numbers in other ranges. What was shown and cannot be found,
    /// or is another number of the same answers, is an error: nothing can be said of it.
    pub(super) fn learn(
        &mut self,
        release: &mut Release,
        survey: &Survey,
        variables: &Variables,
        before: &Published,
        same: bool,
    ) -> Result<(), String> {
        for count in &before.counts {
            let Counted::Cell { at, people } = count else { continue };
            if is_rest(at) {
                continue;
            }
            for named in at {
                if !self.values.contains_key(named)
                    && let Some(place) = find(release, survey, variables, named)
                {
                    self.values.insert(named.clone(), place);
                }
            }
            let Some(people) = people else { continue };
            let now = self.find(at).and_then(|place| release.counted(&place));
            if now.is_none_or(|now| same && now != *people) {
                let name = at.iter().map(|(name, value)| format!("{name}: {value}")).next();
                return Err(lost(&name.unwrap_or_default(), before));
            }
        }
        Ok(())
    }

    /// Where a count of any release is in this one; None where something in its name is not here.
    fn find(&self, at: &[(String, String)]) -> Option<Place> {
        at.iter().map(|own| self.values.get(own).copied()).collect()
    }

    /// Tells a release what was published before, of the same answers or of fewer.
    pub(super) fn tell(
        &self,
        release: &mut Release,
        figures: &BTreeMap<String, super::figures::Made>,
        before: &Published,
        same: bool,
    ) {
        let earlier = |people: Option<u64>| match people {
            Some(_) if same => Some(Earlier::Known),
            Some(people) => Some(Earlier::Shown(people)),
            None if same => None,
            None => Some(Earlier::Withheld),
        };
        for count in &before.counts {
            match count {
                // Who is left of what is named may be others by now; what was withheld of them stays so.
                Counted::Cell { at, people: Some(_) } if is_rest(at) && !same => {}
                Counted::Cell { at, people } => {
                    let place = self.find(at).filter(|place| {
                        !is_rest(at) || people.is_none() || release.counted(place) == *people
                    });
                    if let Some((place, earlier)) = place.zip(earlier(*people)) {
                        // What was a table of a release can be one of this.
                        let _ = release.before(&place, earlier);
                    }
                }
                Counted::Figure { figure, people, base } => {
                    let Some(Ok(own)) = figures.get(figure) else { continue };
                    let both = earlier(*people).zip(earlier(*base));
                    if let Some((first, (people, base))) = own.first().zip(both) {
                        release.figure_before(*first, people, base);
                    }
                }
            }
        }
    }

    /// The counts of a release as they are published.
    pub(super) fn counts(
        &self,
        protected: &Protected,
        figures: &BTreeMap<String, super::figures::Made>,
    ) -> Vec<Counted> {
        let shown = |cell: Cell| match cell {
            Cell::Shown(people) => Some(people),
            Cell::Withheld(_) | Cell::Unpublished => None,
        };
        let mut counts: Vec<Counted> = self
            .cells
            .iter()
            .map(|(at, place)| Counted::Cell {
                at: at.clone(),
                people: shown(protected.cell(place)),
            })
            .collect();
        let figure = |(text, made): (&String, &super::figures::Made)| {
            let figure: Figure = *made.as_ref().ok()?.first()?;
            let (people, base) = (protected.figure(figure), protected.figure_base(figure));
            Some(Counted::Figure { figure: text.clone(), people: shown(people), base: shown(base) })
        };
        counts.extend(figures.iter().filter_map(figure));
        counts.sort();
        counts
    }
}

/// Where a value is that this release has no name for; None where it cannot be said who has it.
fn find(
    release: &mut Release,
    survey: &Survey,
    variables: &Variables,
    (name, value): &(String, String),
) -> Option<(Variable, usize)> {
    if name == WHERE {
        let variable = super::tables::filtered(release, survey, value, variables)?;
        return Some((variable, 0));
    }
    let (id, option) =
        name.split_once(OPTION).map_or((name.as_str(), None), |(id, option)| (id, Some(option)));
    let at = survey.find(id).ok()?;
    let question = &survey.questions[at];
    let everybody = People::all(survey.people);
    let people = match (option, value.as_str()) {
        (_, NO_ANSWER) => question.asked.minus(&question.answered),
        (_, NOT_ASKED) => everybody.minus(&question.asked).minus(&question.answered),
        (None, ANSWERED) => question.answered.clone(),
        (Some(option), "yes") => survey.chose(at, option).ok()?,
        (Some(option), "no") => question.answered.minus(&survey.chose(at, option).ok()?),
        (None, value) if question.kind == Kind::Number => {
            let (from, to) = super::numbers::bounds(value)?;
            let given = survey.given_numbers(question)?;
            let is_in = |person: usize| given[person].is_some_and(|own| (from..to).contains(&own));
            People::from_fn(survey.people, is_in)
        }
        (None, value) => match (value.strip_suffix(LOWER), value.strip_suffix(HIGHER)) {
            // Steps of a scale that few chose were counted to the nearest that may be named.
            (Some(step), _) => steps(question, |own, place| own <= place, step)?,
            (_, Some(step)) => steps(question, |own, place| own >= place, step)?,
            (None, None) => survey.chose(at, value).ok()?,
        },
        _ => return None,
    };
    // Nothing is published any more of a question that is hidden today.
    let kin = variables.get(at).map_or_else(|| release.question(), |own| own.kin);
    Some((release.variable(kin, &[people]).ok()?, 0))
}

/// What those are called who wrote anything.
const ANSWERED: &str = "answered";

/// What stands between a question and an option of it.
const OPTION: &str = " · ";

/// Those who chose some steps of a scale, by how these stand to one.
fn steps(question: &Question, is_in: impl Fn(usize, usize) -> bool, step: &str) -> Option<People> {
    let place = question.options.iter().position(|own| clean(&own.label) == step)?;
    let own = question.options.iter().enumerate().filter(|(at, _)| is_in(*at, place));
    let nobody = People::none(question.answered.size());
    Some(own.fold(nobody, |all, (_, option)| all.or(&option.people)))
}

/// Whether a count is of those whose answers were not named then: who that is depends on how many gave
/// each. What is left of a base follows from what is named.
fn is_rest(at: &[(String, String)]) -> bool {
    at.iter().any(|(name, value)| {
        value == OTHER || value.starts_with(ABOUT) || name.ends_with(&format!("{OPTION}{OTHER}"))
    })
}

/// A value of a variable, by its name and by its place.
struct Named {
    name: (String, String),
    place: (Variable, usize),
}

fn named(
    release: &Release,
    silent: [(Option<usize>, &str); 2],
    variable: Variable,
    name: String,
    label: &dyn Fn(usize) -> Option<Option<String>>,
) -> Vec<Named> {
    let word = |at: usize| {
        let silent = silent.iter().find(|(place, _)| *place == Some(at));
        match (silent, label(at)) {
            (Some((_, word)), _) => (*word).to_owned(),
            (None, Some(Some(text))) => text,
            (None, _) => UNNAMED.to_owned(),
        }
    };
    let all = 0..release.values(variable);
    all.map(|at| Named { name: (name.clone(), word(at)), place: (variable, at) }).collect()
}

/// Why nothing can be published after a release that shows something which cannot be found any more.
fn lost(what: &str, before: &Published) -> String {
    format!(
        "On {} a count was published of “{what}”, and today nobody can say who that is: the questions, the answers \
         or how they are read have changed.",
        before.of.date
    )
}

/// An error where a figure was shown that cannot be computed any more.
pub(super) fn figures_found(
    figures: &BTreeMap<String, super::figures::Made>,
    before: &Published,
) -> Result<(), String> {
    let is_lost = |own: &&Counted| match own {
        Counted::Figure { figure, people: Some(_), .. } => {
            !matches!(figures.get(figure), Some(Ok(_)))
        }
        _ => false,
    };
    match before.counts.iter().find(is_lost) {
        Some(Counted::Figure { figure, .. }) => Err(lost(figure, before)),
        _ => Ok(()),
    }
}

/// An error where the answers are nearly those of which something was published: fewer than `least` have
/// come or gone.
pub(super) fn close(before: &[(&Published, bool)], people: u64, least: u64) -> Result<(), String> {
    let others = before.iter().filter(|(_, is_same)| !is_same).map(|(own, _)| own);
    let mut close = others.filter(|own| people.abs_diff(own.of.people) < least.max(own.of.least));
    let Some(own) = close.next() else { return Ok(()) };
    Err(format!(
        "{} people's answers were published on {}, and since then the answers of fewer than {} people have come, gone or \
         changed, or questions or answers are called otherwise: whoever kept what was published then learns what those few said.",
        own.of.people,
        own.of.date,
        least.max(own.of.least)
    ))
}

/// An error where people who have come cannot be added to what was published, as others have gone or changed
/// their answers. Of the release all tables are counted, nothing is withheld yet.
pub(super) fn gone(
    release: &mut Release,
    places: &Places,
    before: &Published,
) -> Result<(), String> {
    let mut is_less = |own: &Counted| match own {
        Counted::Cell { at, people: Some(people) } if !is_rest(at) => {
            let now = places.find(at).and_then(|place| release.counted(&place));
            now.is_some_and(|now| now < *people)
        }
        _ => false,
    };
    let less = before.counts.iter().filter(|own| is_less(own)).count();
    if less == 0 {
        return Ok(());
    }
    Err(format!(
        "{} lower than on {}, when published: answers have gone or were changed, and whoever kept what was \
         published then sees whose.",
        if less == 1 { "One count is".to_owned() } else { format!("{less} counts are") },
        before.of.date
    ))
}

/// Why tables must not be published beside rows, or rows (`rows`) beside tables, that were not protected
/// together with them; None where there are no such.
pub(super) fn clash(before: &[(&Published, bool)], now: &[Counted], rows: bool) -> Option<String> {
    let mut before = before.iter().map(|(own, _)| *own);
    let own = match rows {
        // Rows leave out what all tables of now tie together: those of then must be among them.
        true => before.find(|own| !own.is_within(now)),
        false => before.find(|own| own.of.rows.is_some() && !own.holds(now)),
    }?;
    Some(format!(
        "Other tables were published on {}, and rows {}: rows and tables that were not protected together give \
         withheld counts away.",
        own.of.date,
        if rows { "would be now" } else { "with them" }
    ))
}
