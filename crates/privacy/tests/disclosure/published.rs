//! Releases as the tests make them, with what the attackers are told.

use paap_analysis::People;
use paap_privacy::disclosure::table::{Priority, Release, Variable};
use paap_survey::{Kind, Survey};

/// A release, and who has which value of which variable.
pub(crate) struct Made {
    pub(crate) release: Release,
    pub(crate) variables: Vec<(Variable, Vec<People>)>,
}

/// The variables of a survey: each option that people can combine is one.
pub(crate) fn variables(survey: &Survey, least: u64) -> Made {
    let mut made = Made { release: Release::new(survey.people, least), variables: Vec::new() };
    for asked in &survey.questions {
        if matches!(asked.kind, Kind::Text | Kind::Grid | Kind::Number | Kind::Date) {
            continue;
        }
        let question = made.release.question();
        let blank = [asked.asked.minus(&asked.answered), asked.asked.not()];
        let options: Vec<&People> = asked.options.iter().map(|choice| &choice.people).collect();
        let wholes = match asked.kind {
            Kind::Checkbox => options
                .iter()
                .map(|&option| vec![option.clone(), asked.answered.minus(option)])
                .collect(),
            _ => vec![options.iter().map(|&option| option.clone()).collect::<Vec<_>>()],
        };
        for mut values in wholes {
            values.extend(blank.clone());
            values.retain(|value| !value.is_empty());
            let variable = made.release.variable(question, &values).expect("disjoint values");
            let known = values.iter().fold(People::none(survey.people), |all, value| all.or(value));
            if made.release.values(variable) > values.len() {
                values.push(known.not());
            }
            made.variables.push((variable, values));
        }
    }
    made
}

impl Made {
    /// All tables over two variables.
    pub(crate) fn two_way(&mut self) {
        for (place, (one, _)) in self.variables.iter().enumerate() {
            for (two, _) in &self.variables[..place] {
                self.release.table(&[*one, *two], Priority::Ordinary).expect("a table");
            }
        }
    }
}
