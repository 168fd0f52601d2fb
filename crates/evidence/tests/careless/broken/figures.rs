//! Figures and claims that the answers do not give.

use super::*;

/// The kinds, by name.
pub(super) const KINDS: &[(&str, Make)] = &[
    ("figure off by one", |_, c| {
        numbers(
            c,
            &[
                ("71 of 124", 0),
                ("69 of 124", 0),
                ("57%", 1),
                ("46 of 124", 2),
                ("4", 7),
                ("−25", 8),
                ("24", 8),
            ],
            &["stale"],
        )
    }),
    ("figure of another filter", |_, c| {
        let (from, to) = *c.of(&[(0, 2), (1, 6), (3, 4), (4, 5), (5, 0)]);
        let mut own = FIGURES[to];
        own.0 = FIGURES[from].0;
        made(figure(own, c), c, &["stale"])
    }),
    ("figure of another base", |_, c| {
        numbers(
            c,
            &[
                ("70 of 125", 0),
                ("57% (70 of 124)", 0),
                ("25 of 124", 4),
                ("51% (20 of 40)", 6),
                ("16 of 124", 5),
            ],
            &["stale"],
        )
    }),
    ("figure of another survey", |_, c| {
        let own = figure(FIGURES[c.below(9)], c);
        let (from, code) = *c.of(&[
            ("`none`", "figure-wrong"),
            ("`away`", "not-attested"),
            ("`interviews`", "not-attested"),
        ]);
        let _ = code;
        made(own.replace("`team`", from), c, &["figure-wrong", "not-attested"])
    }),
    ("figure without an expression", |_, c| {
        let own = *c.of(&[
            "- **70 of 124** use it\n",
            "- 70 of 124 use it\n",
            "- 70 of 124 use it: `count(q5 = \"Docs portal\")`\n",
            "70 of 124: `count(q5 = \"Docs portal\")`\n",
            "- **70 of 124** use it: `countt(q5 = \"Docs portal\")` in `team`\n",
        ]);
        made(own.to_owned(), c, &["unread-figure", "figure-wrong"])
    }),
    ("claim with another number", claim),
    ("claim that quotes nobody", |w, c| {
        let (open, close) = *c.of(&[("‘", "’"), ("'", "'"), ("‹", "›"), ("「", "」"), ("‚", "‘")]);
        let said = w.answer(c);
        let quote = quotation(&passage(said, c), &Place::of(w, said), c);
        let claim = format!("{open}I don't trust the team's platform{close}, says a developer");
        Some((page(&claim, "", &[quote], &[], None, c), &["claim-quotation"]))
    }),
    ("wrong personas", |w, c| {
        let said = w.answer(c);
        let other = ["leader", "builder"][said.document % 2];
        let quote = quotation(&passage(said, c), &Place::of(w, said), c);
        let figures: String = FIGURES.iter().map(|own| figure(*own, c)).collect();
        let made =
            page("Teams wait", &format!("personas: [{other}]\n"), &[quote], &[figures], None, c);
        Some((made, &["persona"]))
    }),
];

fn numbers(
    chance: &mut Chance,
    wrong: &[(&'static str, usize)],
    codes: &'static [&'static str],
) -> Made {
    let (value, index) = *chance.of(wrong);
    let mut own = FIGURES[index];
    own.0 = value;
    made(figure(own, chance), chance, codes)
}

fn claim(world: &World, chance: &mut Chance) -> Made {
    const CLAIMS: [&str; 39] = [
        "71 of 124 people use the docs portal",
        "70 of 125 people use the docs portal",
        "57% of people use the docs portal",
        "Seventy-one people use the docs portal",
        "Two thirds of people use the docs portal",
        "Three quarters of people use the docs portal",
        "Less than a tenth of people use the docs portal",
        "More than 80% of people use the docs portal",
        "All people use the docs portal",
        "Nobody uses the docs portal",
        "No team uses the docs portal",
        "Everyone uses the docs portal",
        "The vast majority uses the docs portal",
        "Few people use it",
        "9 out of 10 people use the docs portal",
        "Nine in ten people use the docs portal",
        "Nearly all people use the docs portal",
        "People wait 5x longer",
        "The wait is tenfold",
        "The median wait is 13 days",
        "The median wait is thirteen days",
        "2024 people use the docs portal",
        "A hundred people use the docs portal",
        "A dozen people use the docs portal",
        "70–75% of people use the docs portal",
        "30 to 33 people use the docs portal",
        "７１ of 124 people use the docs portal",
        "¾ of people use the docs portal",
        "70/125 people use the docs portal",
        "17 of them use the docs portal",
        "56.9% use the docs portal",
        "At least 72 people use the docs portal",
        "Fewer than 3 people use it",
        "Almost three quarters use it",
        "The score is 24 of 124",
        "Only one person uses it",
        "Everyone's on the docs portal",
        "Nobody’s on the docs portal",
        "LXX of CXXV people use the docs portal",
    ];
    let said = world.answer(chance);
    let quote = quotation(&passage(said, chance), &Place::of(world, said), chance);
    let figures: String = FIGURES.iter().map(|own| figure(*own, chance)).collect();
    let claim = *chance.of(&CLAIMS);
    let page = page(claim, "", &[quote], &[figures], None, chance);
    Some((page, &["claim-number", "claim-quantifier"]))
}
