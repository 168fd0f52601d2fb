//! Claims that read well beside their figures, and are true of none that they are about: what somebody
//! writes who wants to please.

use super::*;

/// The kinds, by name.
pub(super) const KINDS: &[(&str, Make)] = &[
    ("a ratio of figures of two questions", |_, c| {
        // 25 of 119 are to 49 of 121 about as one to two.
        const CLAIMS: [&str; 4] = [
            "Twice as many are not in the chat channel as recommend it",
            "The number who recommend it doubled",
            "Those who are not in the chat channel doubled",
            "Recommending tripled",
        ];
        alone(&[3, 4], c.of::<&str>(&CLAIMS), "", c)
    }),
    ("a word that is true of another figure", |_, c| {
        const CLAIMS: [&str; 8] = [
            "Most people recommend it",
            "A majority recommends it",
            "Half of them recommend it",
            "More than half of them recommend it",
            "Over 50% recommend it",
            "Few people use the docs portal",
            "A minority uses the docs portal",
            "A fifth of them use the docs portal",
        ];
        alone(&[0, 4], c.of::<&str>(&CLAIMS), "", c)
    }),
    ("another language", |_, c| {
        const CLAIMS: [&str; 14] = [
            "Einundsiebzig von 124 Personen nutzen das Portal",
            "Drei Viertel der Befragten nutzen das Portal",
            "Alle Befragten nutzen das Portal",
            "Niemand ist ohne das Portal",
            "Les trois quarts des équipes sont sur le portail",
            "Toutes les équipes sont sur le portail",
            "Soixante-quinze pour cent des équipes sont sur le portail",
            "Tres cuartos de los equipos no usan el portal",
            "Todos los equipos usan el portal con gusto",
            "Três quartos das equipes não usam o portal",
            "124人中71人がポータルを使う",
            "四分之三的人使用门户",
            "124명 중 71명이 포털을 쓴다",
            "７１ of 124 people use the docs portal",
        ];
        alone(&[0], c.of::<&str>(&CLAIMS), "", c)
    }),
    ("personas of whom the answers may not be", |_, c| {
        alone(&[0, 1], "70 of 124 use the docs portal", "personas: [leader]\n", c)
    }),
    ("more people or fewer", |_, c| {
        const CLAIMS: [&str; 6] = [
            "71+ people use the docs portal",
            "71 or more people use the docs portal",
            "69 or fewer people use the docs portal",
            "≥71 people use the docs portal",
            "3/5 of the people use the docs portal, and 4/5 like it",
            "0.66 of the people use the docs portal",
        ];
        alone(&[0], c.of::<&str>(&CLAIMS), "", c)
    }),
];

/// A claim beside some of the figures alone.
fn alone(figures: &[usize], claim: &str, front: &str, chance: &mut Chance) -> Made {
    let figures: String = figures.iter().map(|at| figure(FIGURES[*at], chance)).collect();
    let page = page(claim, front, &[figures], &[], None, chance);
    Some((page, &["claim-number", "claim-quantifier", "persona"]))
}
