//! What goes into a dataset comes out of it again.

use super::*;
use proptest::prelude::*;

fn words() -> impl Strategy<Value = String> {
    "[=+@'\"a-c,;0-9 -]{0,8}".prop_map(|text| format!("{}x", text::clean(&text)))
}

fn any_table() -> impl Strategy<Value = Table> {
    let cell = prop_oneof![
        Just(Cell::Withheld),
        (5u64..500).prop_map(|people| Cell::Shown { people, share: None }),
        (5u64..500, 0.0f64..1.0).prop_map(|(people, x)| Cell::Shown {
            people,
            share: Some(Share { base: people * 2, share: 0.5, low: x / 2.0, high: 0.5 + x / 2.0 }),
        }),
    ];
    let lines = proptest::collection::vec((words(), words(), cell), 0..8);
    (words(), words(), any::<bool>(), lines).prop_map(|(title, row, by, lines)| Table {
        id: "t".to_owned(),
        title,
        base: "all".to_owned(),
        row,
        col: by.then(|| "=by".to_owned()),
        lines: lines
            .into_iter()
            .enumerate()
            .map(|(at, (row, col, cell))| Line {
                row: format!("{row}{at}"),
                col: by.then_some(col),
                cell,
            })
            .collect(),
    })
}

fn any_rows() -> impl Strategy<Value = SafeRows> {
    let column = (proptest::collection::btree_set(words(), 1..5), any::<bool>(), words());
    proptest::collection::vec(column, 1..4).prop_flat_map(|columns| {
        let columns: Vec<SafeColumn> = columns
            .into_iter()
            .enumerate()
            .map(|(of, (values, ordered, label))| SafeColumn {
                of,
                name: format!("-q{of}"),
                label,
                values: values.into_iter().collect(),
                ordered,
                coarser: !ordered,
            })
            .collect();
        let row: Vec<_> =
            columns.iter().map(|own| proptest::option::of(0..own.values.len() as u16)).collect();
        proptest::collection::vec(row, 0..9)
            .prop_map(move |rows| SafeRows { columns: columns.clone(), rows })
    })
}

proptest! {
    #[test]
    fn what_goes_in_comes_back(rows in any_rows(), table in any_table(), people in 100u64..900) {
        let mut protected = protect(&Default::default(), &Rules::default());
        protected.rows = Ok(rows.clone());
        let part = Part {
            name: "s".to_owned(),
            people,
            rows: Some(protected),
            tables: vec![table.clone()],
            ..Part::default()
        };
        let files = made(&about(), &[part], None);
        let back = read(&files).map_err(|why| TestCaseError::fail(format!("{why:?}")))?;
        prop_assert_eq!(&back.parts[0].tables, &vec![table]);
        prop_assert_eq!(back.parts[0].rows.as_ref(), Some(&rows));
        prop_assert_eq!(back.parts[0].people, people);
    }
}
