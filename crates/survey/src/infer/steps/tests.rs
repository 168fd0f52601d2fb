use crate::Kind;
use crate::infer::found::Found;
use crate::infer::hints::Hints;
use crate::infer::single::find;
use paap_analysis::People;

/// What answers with these counts are: the kind, and the options with their counts and places.
#[track_caller]
fn check(
    label: &str,
    cells: &[(&str, u64)],
    kind: Kind,
    options: &[(&str, u64, f64)],
    score: Option<&str>,
) {
    let mut warnings = Vec::new();
    let Found::Options(found) = find(Hints::of(label), cells, &mut warnings) else {
        panic!("{cells:?} are options");
    };
    let count = |option: usize| -> u64 {
        found
            .cells
            .iter()
            .zip(cells)
            .filter(|(o, _)| usize::from(**o) == option)
            .map(|(_, c)| c.1)
            .sum()
    };
    let own: Vec<(&str, u64, f64)> = found
        .labels
        .iter()
        .enumerate()
        .map(|(option, label)| (label.0.as_str(), count(option), label.1.unwrap_or(-1.0)))
        .collect();
    assert_eq!((found.kind, own.as_slice(), found.score), (kind, options, score));
}

#[test]
fn few_words_at_the_ends_are_steps() {
    check(
        "How much time do you spend on teaching?",
        &[("1 (Never)", 7), ("2", 40), ("3", 20), ("5 (Always)", 3)],
        Kind::Scale,
        &[
            ("1 (Never)", 7, 1.0),
            ("2", 40, 2.0),
            ("3", 20, 3.0),
            ("4", 0, 4.0),
            ("5 (Always)", 3, 5.0),
        ],
        None,
    );
    check(
        "How likely are you to recommend us?",
        &[("10 - Extremely likely", 2), ("9", 30), ("0 - Not at all", 1)],
        Kind::Scale,
        &[
            ("0 - Not at all", 1, 0.0),
            ("1", 0, 1.0),
            ("2", 0, 2.0),
            ("3", 0, 3.0),
            ("4", 0, 4.0),
            ("5", 0, 5.0),
            ("6", 0, 6.0),
            ("7", 0, 7.0),
            ("8", 0, 8.0),
            ("9", 30, 9.0),
            ("10 - Extremely likely", 2, 10.0),
        ],
        Some("NPS"),
    );
}

#[test]
fn zeros_and_ones_are_two_options() {
    check("Uses it", &[("1", 4), ("0", 3)], Kind::Single, &[("0", 3, -1.0), ("1", 4, -1.0)], None);
}

#[test]
fn remarks_are_no_options_of_a_rating() {
    check(
        "Rate it",
        &[
            ("1", 9),
            ("2", 9),
            ("3", 9),
            ("4", 9),
            ("5", 9),
            ("I was there with Jane", 1),
            ("N/A", 1),
            ("ask me", 2),
        ],
        Kind::Rating,
        &[
            ("1", 9, 1.0),
            ("2", 9, 2.0),
            ("3", 9, 3.0),
            ("4", 9, 4.0),
            ("5", 9, 5.0),
            ("ask me", 2, -1.0),
            ("N/A", 1, -1.0),
        ],
        None,
    );
}

#[test]
fn added_steps_are_told() {
    let mut warnings = Vec::new();
    let cells = [("1", 1), ("2", 1)];
    let Found::Options(found) = find(Hints::default(), &cells, &mut warnings) else {
        panic!("a rating");
    };
    assert_eq!(found.labels.len(), 5);
    let notes: Vec<_> =
        found.notes.iter().filter_map(|note| note.among(&People::default(), 0)).collect();
    assert_eq!(notes, ["The scale is taken to be from 1 to 5; nobody answered above 2."]);
}

#[test]
fn a_remark_behind_a_number_is_no_step() {
    check(
        "Rate it",
        &[("1", 9), ("2", 9), ("3", 9), ("4", 9), ("5", 9), ("5 - Jane said so", 1)],
        Kind::Rating,
        &[("1", 9, 1.0), ("2", 9, 2.0), ("3", 9, 3.0), ("4", 9, 4.0), ("5", 9, 5.0)],
        None,
    );
}
