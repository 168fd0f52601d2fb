//! The kinds of what careless assistants write, each with the codes that would fit.

mod figures;
mod pages;
mod places;
mod pleasing;
mod words;

use crate::layout::{FIGURES, Page, Place, figure, page, passage, quotation};
use crate::world::{Chance, SAFE, SEALED, Said, World, sentence};

type Made = Option<(Page, &'static [&'static str])>;
type Make = fn(&World, &mut Chance) -> Made;

/// All kinds, by name.
pub(crate) fn kinds() -> impl Iterator<Item = (&'static str, Make)> {
    [words::KINDS, places::KINDS, pages::KINDS, figures::KINDS, pleasing::KINDS]
        .into_iter()
        .flatten()
        .copied()
}

/// A page with one piece of evidence that is broken, among others that are not.
fn made(piece: String, chance: &mut Chance, codes: &'static [&'static str]) -> Made {
    let figures: String = FIGURES.iter().map(|own| figure(*own, chance)).collect();
    let at = chance.below(2);
    let pro =
        if at == 0 { vec![piece, figures] } else { vec![figures + "\nWords between.\n", piece] };
    let page = page("Teams wait", "", &pro, &[], Some(at), chance);
    Some((page, codes))
}

/// None where somebody says these words after all.
fn not_said(world: &World, words: &str) -> Option<()> {
    let folded = |text: &str| {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    let words = folded(words);
    let said = |own: &Said| folded(&own.sentences.join(" ")).contains(&words);
    (!world.answers.iter().any(said)).then_some(())
}

fn one(world: &World, chance: &mut Chance, words: String, codes: &'static [&'static str]) -> Made {
    let said = world.answer(chance);
    let quote = quotation(&words, &Place::of(world, said), chance);
    made(quote, chance, codes)
}

/// A quotation whose words are changed.
fn with(
    world: &World,
    chance: &mut Chance,
    change: fn(&str, &mut Chance) -> String,
    codes: &'static [&'static str],
) -> Made {
    let said = world.answer(chance);
    let words = passage(said, chance);
    let changed = change(&words, chance);
    (changed != words).then_some(())?;
    let quote = quotation(&changed, &Place::of(world, said), chance);
    made(quote, chance, codes)
}
