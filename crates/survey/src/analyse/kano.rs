//! What something is to people, by Kano's two questions.

mod answers;
#[cfg(test)]
mod tests;

use super::{CONFIDENCE, withhold};
use crate::Kind;
use crate::answers::{Question, Survey};
use crate::scope::{Scope, ScopeError};
use crate::view::{Kano, KanoCategory, KanoCoefficient, KanoLead, KanoQuestion};
use paap_analysis::People;
use paap_analysis::interval::wilson;
use paap_analysis::kano::{Category, Coefficient, coefficients, groups, lead};
use paap_analysis::level::Level;

impl Survey {
    /// How people would feel with something and without it, as one of Kano's categories each.
    /// `answers` names the five answers from like to dislike, as `A|B|C|D|E`, where their words do not
    /// say which they are.
    pub fn kano(
        &self,
        scope: &Scope,
        with: &str,
        without: &str,
        answers: Option<&str>,
    ) -> Result<Kano, ScopeError> {
        let given = answers.map(answers::given).transpose()?.unwrap_or_default();
        let (with, without) = (self.named(with)?, self.named(without)?);
        if std::ptr::eq(with, without) {
            return Err(ScopeError::KanoSame(with.id.clone()));
        }
        let both = with.answered.and(&without.answered).and(&scope.people);
        let mut view = Kano {
            respondents: self.people as u64,
            filter: scope.filter.clone(),
            confidence: CONFIDENCE,
            min_base: scope.min_base,
            with: heading(with),
            without: heading(without),
            base: both.count(),
            categories: Category::ALL.map(withheld).into(),
            better: None,
            worse: None,
            lead: None,
            says: format!("Withheld: its base is below {}.", scope.min_base),
            notes: Vec::new(),
            warnings: self.warnings_about(&[&with.id, &without.id], scope),
        };
        for question in [with, without] {
            if question.kind == Kind::Checkbox {
                return Err(ScopeError::KanoCheckbox(question.id.clone()));
            }
            if question.options.is_empty() {
                let (id, kind) = (question.id.clone(), question.kind.name());
                return Err(ScopeError::NoOptions { id, kind });
            }
        }
        // What answers there are is withheld with their numbers.
        if view.base < scope.min_base {
            return Ok(view);
        }
        let sets = |question: &Question| -> Result<[People; 5], ScopeError> {
            Ok(answers::sets(question, &given)?.map(|set| set.and(&both)))
        };
        let groups = groups(&sets(with)?, &sets(without)?);
        let base = groups.iter().fold(People::none(self.people), |all, group| all.or(group));
        view.base = base.count();
        view.notes.extend(beside(both.count(), view.base, scope.min_base));
        if view.base < scope.min_base {
            return Ok(view);
        }
        self::count(&mut view, &groups, &base, scope.min_base);
        Ok(view)
    }
}

fn heading(question: &Question) -> KanoQuestion {
    KanoQuestion { id: question.id.clone(), label: question.label.clone() }
}

fn withheld(category: Category) -> KanoCategory {
    KanoCategory { name: category.name(), count: None, share: None, low: None, high: None }
}

/// What to know of those who answered both questions and are not in the base.
fn beside(both: u64, base: u64, least: u64) -> Option<String> {
    let why = "who answered both, for an answer beside the five such as “don't know”.";
    match both - base {
        0 => None,
        few if few < least => Some(format!("Left out: some of those {why}")),
        some => Some(format!("Left out: {some} of the {both} {why}")),
    }
}

/// Fills in the categories, as far as they may be shown, and all that follows from them.
fn count(view: &mut Kano, groups: &[People; 6], base: &People, least: u64) {
    let shown = withhold::shown(groups, base, least, true);
    let counts = groups.each_ref().map(People::count);
    let total = view.base;
    let mut seen: Vec<(Category, u64)> = Vec::new();
    for ((category, count), shown) in Category::ALL.into_iter().zip(counts).zip(&shown) {
        if !shown {
            continue;
        }
        seen.push((category, count));
        let interval = wilson(count, total, CONFIDENCE);
        view.categories[category as usize] = KanoCategory {
            name: category.name(),
            count: Some(count),
            share: (total > 0).then(|| count as f64 / total as f64),
            low: interval.map(|interval| interval.low),
            high: interval.map(|interval| interval.high),
        };
    }
    let hidden = total - seen.iter().map(|own| own.1).sum::<u64>();
    if hidden > 0 {
        view.notes.push(format!(
            "Some categories are withheld: each has fewer than {least} people, or would tell of those \
             that have.",
        ));
    }
    // What follows from counts that are shown tells no more than they do.
    let four = &shown[..4];
    if hidden == 0 || four.iter().all(|shown| *shown) {
        let of = |own: Coefficient, base| KanoCoefficient {
            count: own.count,
            base,
            value: own.value,
            low: own.interval.low,
            high: own.interval.high,
        };
        let both = coefficients(&counts, CONFIDENCE);
        view.better = both.map(|own| of(own.better, own.base));
        view.worse = both.map(|own| of(own.worse, own.base));
    } else {
        view.notes.push("Better and worse are withheld: they would tell of them.".to_owned());
    }
    (view.lead, view.says) = ahead(&seen, hidden, total);
}

/// Which category is ahead, of those that are shown, and what that says.
fn ahead(seen: &[(Category, u64)], hidden: u64, total: u64) -> (Option<KanoLead>, String) {
    let mut tested: Vec<u64> = seen.iter().map(|own| own.1).collect();
    // What is withheld is no more frequent than what is shown, and no one category of it more than
    // all together.
    if let [_] = seen {
        tested.push(hidden);
    }
    let found = lead(&tested);
    let Some(found) = found.filter(|_| !seen.is_empty()) else {
        let says = match total {
            0 => "Nobody gave one of the five answers to both questions.",
            _ => "Withheld: which category is ahead.",
        };
        return (None, says.to_owned());
    };
    let may_be_hidden = found.ahead.iter().any(|at| *at >= seen.len());
    // What is withheld may be ahead, all together: of which, nothing is said.
    if may_be_hidden {
        return (None, "Withheld: which category is ahead.".to_owned());
    }
    let of = |&at: &usize| seen.get(at).filter(|own| own.1 > 0).map(|own| own.0);
    let may_be: Vec<Category> = found.ahead.iter().filter_map(of).collect();
    let level = Level::of_difference(found.p, (total as f64, total as f64));
    match (&found.ahead[..], &may_be[..]) {
        ([_], [own]) => {
            let (name, means) = (own.name(), means(*own));
            let says = format!("{name}: {means} It is ahead beyond chance: a {level}.");
            (Some(lead_of(Some(*own), &may_be, found.p, level)), says)
        }
        (_, [own]) if hidden == 0 => {
            let says = format!("All are {}, but they are too few to be sure.", own.name());
            (Some(lead_of(None, &may_be, found.p, level)), says)
        }
        (_, [_]) => (None, "Withheld: which category is ahead.".to_owned()),
        (_, several) => {
            let mut names: Vec<&str> = several.iter().map(|own| own.name()).collect();
            names.extend((hidden > 0).then_some("one that is withheld"));
            let says = format!("No category is ahead beyond chance: it may be {}.", or(&names));
            (Some(lead_of(None, &may_be, found.p, level)), says)
        }
    }
}

fn lead_of(category: Option<Category>, may_be: &[Category], p: f64, level: Level) -> KanoLead {
    let level = if category.is_some() { level } else { Level::Signal };
    KanoLead {
        category: category.map(Category::name),
        may_be: may_be.iter().map(|own| own.name()).collect(),
        p,
        level: level.into(),
    }
}

/// `a`, `a or b`, `a, b or c`.
fn or(names: &[&str]) -> String {
    match names {
        [rest @ .., last] if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => names.concat(),
    }
}

/// What a category says of what was asked about, in a sentence.
fn means(category: Category) -> &'static str {
    match category {
        Category::Attractive => "people like to have it, and do not miss it where it is not.",
        Category::OneDimensional => "people like to have it, and dislike to be without it.",
        Category::MustBe => "people take it for granted, and dislike to be without it.",
        Category::Indifferent => "whether it is there makes little difference to people.",
        Category::Reverse => {
            "people would rather be without it, or --with and --without are exchanged."
        }
        Category::Questionable => {
            "the two answers contradict each other; look at how the questions are worded."
        }
    }
}
