//! Quotations whose words nobody said so.

use super::*;

/// The kinds, by name.
pub(super) const KINDS: &[(&str, Make)] = &[
    ("invented", |w, c| {
        let words = "Our platform council meets quarterly and publishes minutes.";
        one(w, c, words.to_owned(), &["invented"])
    }),
    ("invented of known words", |w, c| {
        let words = sentence(&mut Chance(c.next()));
        not_said(w, &words)?;
        one(w, c, words, &["invented", "words-changed", "stitched"])
    }),
    ("word changed", |w, c| {
        words(
            w,
            c,
            |words, c| {
                let at = c.below(words.len());
                words[at] = "harbour".to_owned();
            },
            WORDS,
        )
    }),
    ("word dropped", |w, c| {
        words(
            w,
            c,
            |words, c| {
                let at = 1 + c.below(words.len() - 2);
                words.remove(at);
            },
            WORDS,
        )
    }),
    ("word added", |w, c| {
        words(
            w,
            c,
            |words, c| {
                let at = 1 + c.below(words.len() - 1);
                words.insert(at, "really".to_owned());
            },
            WORDS,
        )
    }),
    ("words swapped", |w, c| {
        words(
            w,
            c,
            |words, c| {
                let at = c.below(words.len() - 1);
                words.swap(at, at + 1);
            },
            WORDS,
        )
    }),
    ("word doubled", |w, c| {
        words(
            w,
            c,
            |words, c| {
                let at = c.below(words.len());
                words.insert(at, words[at].clone());
            },
            WORDS,
        )
    }),
    ("word in brackets", |w, c| {
        words(
            w,
            c,
            |words, c| {
                let at = 1 + c.below(words.len() - 1);
                words.insert(at, "[really]".to_owned());
            },
            WORDS,
        )
    }),
    ("negation dropped", |w, c| {
        replaced(
            w,
            c,
            &[("don't ", ""), ("didn't ", ""), ("never ", ""), ("cannot ", "can "), ("won't ", "")],
        )
    }),
    ("negation added", |w, c| {
        replaced(
            w,
            c,
            &[("always ", "never "), ("measure ", "do not measure "), ("wait ", "don't wait ")],
        )
    }),
    ("apostrophe makes another word", |w, c| {
        replaced(w, c, &[("won't ", "wont "), ("café's", "cafés")])
    }),
    ("digit changed", |w, c| {
        replaced(
            w,
            c,
            &[
                ("14 ", "15 "),
                ("2.5", "25"),
                ("3,400", "3,401"),
                ("50%", "60%"),
                ("50%", "50"),
                ("2.5", "2,6"),
            ],
        )
    }),
    ("sign dropped", |w, c| replaced(w, c, &[("C++", "C"), ("R&D", "RD"), ("50% of", "50 of")])),
    ("look-alike letter", |w, c| replaced(w, c, &[("a", "а"), ("e", "е"), ("o", "ο")])),
    ("unseen character", |w, c| {
        with(w, c, |words, _| words.replacen(' ', " \u{200b}", 1), &["unseen-character"])
    }),
    ("reversed by a control", |w, c| {
        with(w, c, |words, _| format!("\u{202e}{words}\u{202c}"), &["unseen-character"])
    }),
    ("cut within a word", |w, c| {
        with(
            w,
            c,
            |words, _| {
                let letters = words.bytes().take_while(u8::is_ascii_alphabetic).count();
                words[letters / 2..].to_owned()
            },
            &["cut-word", "words-changed"],
        )
    }),
    ("cut at the negation", cut_negation),
    ("stitched with an ellipsis", |w, c| stitched(w, c, " … ", &["ellipsis"])),
    ("stitched with three points", |w, c| stitched(w, c, " ... ", &["ellipsis"])),
    ("stitched with brackets", |w, c| stitched(w, c, " [...] ", &["ellipsis"])),
    ("stitched with parentheses", |w, c| stitched(w, c, " (…) ", &["ellipsis"])),
    ("stitched without a mark", |w, c| {
        stitched(w, c, " ", &["stitched", "words-changed", "invented"])
    }),
    ("stitched with a dash", |w, c| {
        stitched(w, c, " — ", &["stitched", "words-changed", "invented"])
    }),
    ("stitched of two turns", |w, c| {
        let (one_said, two) = (w.answer(c), w.answer(c));
        let words = format!("{} {}", one_said.sentences.last()?, two.sentences.first()?);
        not_said(w, &words)?;
        let quote = quotation(&words, &Place::of(w, one_said), c);
        made(quote, c, &["stitched", "words-changed", "invented", "ellipsis"])
    }),
];

const WORDS: &[&str] =
    &["words-changed", "invented", "stitched", "cut-word", "other-turn", "torn-negation"];

fn cut_negation(world: &World, chance: &mut Chance) -> Made {
    for _ in 0..200 {
        let said = world.answer(chance);
        let words = passage(said, chance);
        for negation in ["don't ", "never ", "won't ", "cannot ", "didn't "] {
            if let Some((_, rest)) = words.split_once(negation) {
                let quote = quotation(rest, &Place::of(world, said), chance);
                return made(quote, chance, &["torn-negation"]);
            }
        }
    }
    None
}

fn stitched(
    world: &World,
    chance: &mut Chance,
    with: &str,
    codes: &'static [&'static str],
) -> Made {
    for _ in 0..100 {
        let said = world.answer(chance);
        if said.sentences.len() < 3 {
            continue;
        }
        let cut = |text: &str| text.trim_end_matches(['.', '!', '?', '…']).to_owned();
        let words = format!("{}{with}{}", cut(&said.sentences[0]), said.sentences[2]);
        let quote = quotation(&words, &Place::of(world, said), chance);
        return made(quote, chance, codes);
    }
    None
}

fn words(
    world: &World,
    chance: &mut Chance,
    change: fn(&mut Vec<String>, &mut Chance),
    codes: &'static [&'static str],
) -> Made {
    let said = world.answer(chance);
    let mut words: Vec<String> = passage(said, chance).split(' ').map(str::to_owned).collect();
    (words.len() > 4).then_some(())?;
    change(&mut words, chance);
    let words = words.join(" ");
    not_said(world, &words)?;
    let quote = quotation(&words, &Place::of(world, said), chance);
    made(quote, chance, codes)
}

/// A quotation in which one thing is replaced.
fn replaced(world: &World, chance: &mut Chance, pairs: &[(&str, &str)]) -> Made {
    let (from, to) = *chance.of(pairs);
    for _ in 0..200 {
        let said = world.answer(chance);
        let words = passage(said, chance);
        if words.contains(from) {
            let quote = quotation(&words.replacen(from, to, 1), &Place::of(world, said), chance);
            return made(quote, chance, &["words-changed", "invented", "stitched", "other-turn"]);
        }
    }
    None
}
