//! Quotations that stand elsewhere, are of somebody else, or may not be quoted.

use super::*;

/// The kinds, by name.
pub(super) const KINDS: &[(&str, Make)] = &[
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
];

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
