//! The careless assistant: insights that nobody should believe, of many kinds, made from a seed, and
//! true ones in many layouts. Every broken one is caught at its line; no true one is refused.

mod broken;
mod claims;
mod layout;
mod world;

use layout::Page;
use paap_evidence::insight;
use paap_evidence::lock::Lock;
use paap_evidence::prove::{self, Against};
use paap_evidence::quotation::Library;
use paap_text::{Problem, Weight};
use world::{Chance, world};

/// All errors of a page.
fn errors(page: &Page, library: &Library<'_>) -> (Vec<Problem>, prove::Proved) {
    let (insight, mut problems) = insight::read("a", &page.text);
    let lock = Lock::default();
    let proved = prove::insight(&insight, &Against { library, lock: &lock, today: "2026-11-26" });
    problems.extend(proved.problems.clone());
    problems.retain(|problem| problem.weight == Weight::Error);
    (problems, proved)
}

#[test]
fn every_broken_insight_is_caught_at_its_line() {
    let world = world(7);
    let sources = world.sources();
    let library = Library::of(&sources);
    let mut missed = Vec::new();
    for seed in 0..12 {
        for (kind, make) in broken::kinds() {
            let mut chance = Chance(seed * 1000 + kind.len() as u64);
            let Some((page, codes)) = make(&world, &mut chance) else { continue };
            let (problems, _) = errors(&page, &library);
            let caught = problems
                .iter()
                .any(|own| page.broken.contains(&own.at.line) && codes.contains(&own.code));
            if !caught {
                let found: Vec<_> = problems.iter().map(|own| (own.code, own.at.line)).collect();
                missed.push(format!(
                    "{kind} (seed {seed}), lines {:?}, {codes:?}: {found:?}\n{}",
                    page.broken, page.text
                ));
            }
        }
    }
    assert!(
        missed.is_empty(),
        "{} missed; the first:\n{}",
        missed.len(),
        missed[..missed.len().min(4)].join("\n")
    );
}

#[test]
fn no_true_insight_is_refused() {
    let world = world(11);
    let sources = world.sources();
    let library = Library::of(&sources);
    let mut refused = Vec::new();
    for seed in 0..250 {
        let page = layout::truth(&world, &mut Chance(seed));
        let (problems, proved) = errors(&page, &library);
        let standing = proved.standing;
        if !problems.is_empty() || standing.unverified + standing.stale + standing.repaired > 0 {
            refused.push(format!(
                "seed {seed}: {problems:?} {standing:?} {:?}\n{}",
                proved.problems, page.text
            ));
        }
    }
    assert!(
        refused.is_empty(),
        "{} refused; the first:\n{}",
        refused.len(),
        refused[..refused.len().min(3)].join("\n")
    );
}

#[test]
fn repairs_carry_the_transcripts_own_words() {
    let world = world(13);
    let sources = world.sources();
    let library = Library::of(&sources);
    for seed in 0..60 {
        let page = layout::slightly_off(&world, &mut Chance(seed));
        let (problems, proved) = errors(&page, &library);
        assert!(problems.is_empty(), "seed {seed}: {problems:?}\n{}", page.text);
        assert_eq!(
            proved.standing.repaired, 1,
            "seed {seed}: {:?}\n{}",
            proved.problems, page.text
        );
        let mut text = page.text.clone();
        for (range, better) in proved.repairs.into_iter().rev() {
            text.replace_range(range, &better);
        }
        let (problems, proved) = errors(&Page { text: text.clone(), broken: 0..0 }, &library);
        assert!(
            problems.is_empty() && proved.repairs.is_empty(),
            "seed {seed}: {problems:?}\n{text}"
        );
        assert_eq!(proved.standing.verified, proved.pieces.len(), "seed {seed}\n{text}");
    }
}
