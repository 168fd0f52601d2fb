//! The kinds of what careless assistants write, each with the codes that would fit.

use crate::layout::{FIGURES, Page, Place, figure, page, passage, quotation};
use crate::world::{Chance, SAFE, SEALED, Said, World, sentence};

type Made = Option<(Page, &'static [&'static str])>;
type Make = fn(&World, &mut Chance) -> Made;

/// All kinds, by name.
pub(crate) const KINDS: [(&str, Make); 49] = [
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
    ("another speaker of the interview", |w, c| {
        moved(
            w,
            c,
            |place, w, said, _| {
                place.speaker = w.documents[said.document]
                    .about
                    .speakers
                    .iter()
                    .rev()
                    .find(|own| {
                        own.name != said.speaker && own.role == paap_interview::Role::Interviewee
                    })
                    .expect("it is there")
                    .name
                    .clone();
            },
            &["other-speaker"],
        )
    }),
    ("a speaker who is nobody", |w, c| {
        moved(w, c, |place, _, _, _| place.speaker = "Curlew".to_owned(), &["other-speaker"])
    }),
    ("the interviewer is said to say it", |w, c| {
        moved(
            w,
            c,
            |place, w, said, _| {
                place.speaker = w.documents[said.document].about.speakers[0].name.clone()
            },
            &["other-speaker"],
        )
    }),
    ("another turn", |w, c| {
        moved(
            w,
            c,
            |place, w, said, _| {
                let number: usize = said.turn[1..].parse().expect("it is there");
                place.turn = format!("t{}", if number > 20 { number - 2 } else { number + 2 });
                let _ = w;
            },
            &["other-turn", "other-speaker"],
        )
    }),
    ("a turn that is not there", |w, c| {
        moved(
            w,
            c,
            |place, _, _, _| place.turn = "t999".to_owned(),
            &["other-turn", "unknown-turn"],
        )
    }),
    ("another interview", |w, c| {
        moved(
            w,
            c,
            |place, w, said, _| {
                let other = (said.document + 4) % 8;
                place.document = w.documents[other].about.id.clone();
                place.version = w.documents[other].version().0[..12].to_owned();
            },
            &["other-interview", "other-speaker", "words-changed", "invented"],
        )
    }),
    ("an interview that is not there", |w, c| {
        moved(
            w,
            c,
            |place, _, _, _| place.document = "interview-404".to_owned(),
            &["unknown-transcript"],
        )
    }),
    ("an interview that is sealed", |w, c| {
        moved(w, c, |place, _, _, _| place.document = SEALED.to_owned(), &["sealed"])
    }),
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
    ("the interviewer's words", |w, c| {
        let said = w.questions.iter().find(|said| said.document == c.below(SAFE))?;
        let quote = quotation(&passage(said, c), &Place::of(w, said), c);
        made(quote, c, &["interviewer"])
    }),
    ("the interviewer's words in the answer", |w, c| {
        let at = c.below(100);
        let said = w.questions.iter().filter(|said| said.document < SAFE).nth(at)?;
        let answer = w.answers.iter().find(|own| own.document == said.document)?;
        let quote = quotation(&passage(said, c), &Place::of(w, answer), c);
        made(quote, c, &["interviewer"])
    }),
    ("withdrawn", |w, c| of_document(w, c, SAFE + 1, &["withdrawn"])),
    ("no consent", |w, c| of_document(w, c, SAFE, &["no-consent"])),
    ("no attribution", |w, c| {
        let said = w.answer(c);
        made(format!("> {}\n", passage(said, c).replace('<', "\\<")), c, &["attribution"])
    }),
    ("hidden in a comment", |w, c| {
        let said = w.answer(c);
        let quote = quotation(&passage(said, c), &Place::of(w, said), c);
        made(format!("<!--\n{quote}-->\n"), c, &["html"])
    }),
    ("a part hidden in a comment", |w, c| {
        with(
            w,
            c,
            |words, _| {
                let at = words.rfind(' ').unwrap_or(0);
                format!("{}<!--{}-->", &words[..at], &words[at..])
            },
            &["html", "words-changed", "unseen-character", "invented"],
        )
    }),
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
    ("front matter that is not closed", |w, c| {
        let said = w.answer(c);
        let quote = quotation(&passage(said, c), &Place::of(w, said), c);
        let text = format!("---\nstatus: published\n\n# Teams wait\n\n## For\n\n{quote}");
        Some((Page { text, broken: 1..2 }, &["open-front-matter"]))
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

const WORDS: &[&str] =
    &["words-changed", "invented", "stitched", "cut-word", "other-turn", "torn-negation"];

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

fn moved(
    world: &World,
    chance: &mut Chance,
    change: fn(&mut Place, &World, &Said, &mut Chance),
    codes: &'static [&'static str],
) -> Made {
    let said = world.answer(chance);
    let mut place = Place::of(world, said);
    change(&mut place, world, said, chance);
    let words = passage(said, chance);
    let quote = quotation(&words, &place, chance);
    made(quote, chance, codes)
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

fn of_document(
    world: &World,
    chance: &mut Chance,
    document: usize,
    codes: &'static [&'static str],
) -> Made {
    let own: Vec<&Said> = world.answers.iter().filter(|said| said.document == document).collect();
    let said = *chance.of(&own);
    let quote = quotation(&passage(said, chance), &Place::of(world, said), chance);
    made(quote, chance, codes)
}

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
        "７０ of 124 people use the docs portal",
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
