//! Questionnaires for tests: one small and readable, and a strategy for hostile ones.

use proptest::collection::{btree_map, vec};
use proptest::option::of;
use proptest::prelude::*;

use super::{
    Cells, Choice, Expression, Kind, Page, Question, Questionnaire, Row, Scale, Score, Texts,
};

/// Texts that break writers: words of YAML, marks, breaks, controls, directions, far planes.
pub(crate) fn hostile() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "no",
        "Yes",
        "null",
        "~",
        "true",
        "1.0",
        "0x1F",
        "1e3",
        "12:30",
        "2026-01-02",
        "-",
        "- a",
        "---",
        "...",
        "a: b",
        "a #b",
        "#",
        "&a",
        "*a",
        "!!str",
        "|",
        ">",
        "%TAG",
        "@",
        "`",
        "'",
        "\"",
        "\\",
        "[",
        "]",
        "{",
        "}",
        ",",
        ":",
        "?",
        "? a",
        "=1+1",
        "+1",
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        " ",
        "  ",
        "\u{85}",
        "\u{2028}",
        "\u{feff}",
        "\u{0}",
        "\u{7}",
        "\u{202e}",
        "\u{a0}",
        "é",
        "漢字",
        "\u{1f600}",
        "\u{10ffff}",
        "\u{fffe}",
        "<<",
        "=",
        ".inf",
        "_x0041_",
        "${q}",
    ]);
    prop_oneof![
        vec(words, 1..5).prop_map(|words| words.concat()),
        "[ -~]{1,20}",
        "\\PC{1,12}",
        "[a-z]{1,8}( [a-z]{1,8}){0,5}",
    ]
}

/// Texts that a spreadsheet's cell can hold unchanged.
pub(crate) fn cell_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[=+@'-]?[A-Za-z0-9(\"][ -~]{0,20}[A-Za-z0-9.?]",
        "[A-Z][a-z]{1,8}(, [a-zé漢]{1,8}){0,4}\\?",
        "[A-Z][a-z]{1,8}\n[a-z]{1,8}",
    ]
}

fn texts(text: BoxedStrategy<String>, languages: Vec<String>) -> BoxedStrategy<Texts> {
    let count = languages.len();
    (text.clone(), btree_map(0..count, text, 0..=count))
        .prop_map(move |(first, others)| {
            let mut texts = Texts::default();
            for (index, text) in others {
                texts.set(languages[index].clone(), text);
            }
            texts.set(languages[0].clone(), first);
            texts
        })
        .boxed()
}

fn maybe(texts: BoxedStrategy<Texts>) -> impl Strategy<Value = Texts> {
    of(texts).prop_map(Option::unwrap_or_default)
}

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![(-1000i32..1000).prop_map(f64::from), -1e9f64..1e9, Just(0.1), Just(1e-7)]
}

fn choices(
    text: BoxedStrategy<String>,
    languages: Vec<String>,
) -> impl Strategy<Value = Vec<Choice>> {
    let choice = (texts(text.clone(), languages), vec(text, 0..3), of(number()), any::<bool>());
    vec(choice, 1..5).prop_map(|choices| {
        let named = choices.into_iter().enumerate();
        named
            .map(|(index, (label, aliases, score, exclusive))| {
                let id = ["no", "b", "3", "none-of_these"].get(index).unwrap_or(&"z").to_string();
                Choice { id, label, aliases, score, exclusive }
            })
            .collect()
    })
}

fn scale(label: BoxedStrategy<Texts>) -> impl Strategy<Value = Scale> {
    (-5i64..5, 1i64..10, maybe(label.clone()), maybe(label)).prop_map(
        |(low, steps, low_label, high_label)| Scale {
            low,
            high: low + steps,
            low_label,
            high_label,
        },
    )
}

fn question(
    text: BoxedStrategy<String>,
    languages: Vec<String>,
) -> impl Strategy<Value = Question> {
    let label = texts(text.clone(), languages.clone());
    let rows = vec((label.clone(), of(text.clone())), 1..4);
    (
        (prop::sample::select(Kind::ALL.to_vec()), label.clone(), maybe(label.clone())),
        (choices(text.clone(), languages), scale(label), rows),
        (any::<[bool; 6]>(), prop::sample::select(Cells::ALL.to_vec())),
        (of(prop::sample::select(Score::ALL.to_vec())), of(text.clone()), of(text)),
        (of(number()), of(number())),
    )
        .prop_map(
            |((kind, label, help), (options, scale, rows), (flags, cells), more, ends)| {
                let [other, required, sensitive, quasi_identifier, whole, in_words] = flags;
                let (score, column, asked_if) = more;
                let words = match kind {
                    Kind::Single | Kind::Checkbox | Kind::Grid => true,
                    Kind::Scale => in_words,
                    _ => false,
                };
                let fits = matches!(
                    (kind, score),
                    (Kind::Rating | Kind::Scale, _)
                        | (Kind::Grid, Some(Score::Sus | Score::UxLite))
                );
                let (minimum, maximum) = match ends {
                    (Some(a), Some(b)) => (Some(a.min(b)), Some(a.max(b))),
                    ends => ends,
                };
                let several =
                    kind == Kind::Checkbox || (kind == Kind::Grid && cells == Cells::Checkbox);
                let mut options = if words { options } else { Vec::new() };
                for option in &mut options {
                    option.exclusive &= several;
                }
                let mut rows: Vec<_> = rows
                    .into_iter()
                    .enumerate()
                    .map(|(index, (label, column))| Row { id: format!("{index}"), label, column })
                    .collect();
                if kind != Kind::Grid {
                    rows.clear();
                }
                let number = kind == Kind::Number;
                Question {
                    id: String::new(),
                    label,
                    help,
                    kind,
                    options,
                    other: other && matches!(kind, Kind::Single | Kind::Checkbox),
                    scale: (kind == Kind::Rating || kind == Kind::Scale && !words).then_some(scale),
                    rows,
                    cells: if kind == Kind::Grid { cells } else { Cells::default() },
                    required,
                    asked_if: asked_if.map(Expression::new),
                    score: score.filter(|_| fits),
                    column,
                    sensitive,
                    quasi_identifier,
                    minimum: minimum.filter(|_| number),
                    maximum: maximum.filter(|_| number),
                    whole: whole && number,
                }
            },
        )
}

/// Valid questionnaires whose texts come from `text`.
pub(crate) fn questionnaires(
    text: impl Strategy<Value = String> + 'static,
) -> impl Strategy<Value = Questionnaire> {
    let text = text.boxed();
    let languages = prop::sample::select(vec![
        vec!["und"],
        vec!["en"],
        vec!["no", "en"],
        vec!["pt-BR", "de", "tlh"],
    ]);
    languages.prop_flat_map(move |languages| {
        let languages: Vec<String> = languages.into_iter().map(str::to_owned).collect();
        let title = maybe(texts(text.clone(), languages.clone()));
        let page = (
            maybe(texts(text.clone(), languages.clone())),
            of(text.clone()),
            vec(question(text.clone(), languages.clone()), 1..4),
        );
        (title, vec(page, 1..3), any::<bool>()).prop_map(move |(title, pages, flat)| {
            let mut number = 0;
            let flat = flat && pages.len() == 1;
            let pages = pages.into_iter().enumerate();
            let pages = pages
                .map(|(index, (title, asked_if, mut questions))| {
                    for question in &mut questions {
                        number += 1;
                        question.id = format!("q{number}");
                    }
                    if flat {
                        return Page { questions, ..Page::default() };
                    }
                    let asked_if = asked_if.map(Expression::new);
                    Page { id: Some(format!("page-{index}")), title, asked_if, questions }
                })
                .collect();
            Questionnaire { id: "survey-1".to_owned(), title, languages: languages.clone(), pages }
        })
    })
}
