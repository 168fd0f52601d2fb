//! Hostile labels and impossible numbers: every form stays well-formed, finite and honest.

mod common;

use common::check;
use paap_charts::{
    Band, Bar, Chart, Difference, Differences, Estimate, Frame, Heading, Heat, Histogram, Interval,
    Level, OpenAnswer, Outline, Radar, Ratings, Row, STYLE, Share, Shares, Stacked, Tone,
    differences, diverging, heat, histogram, radar, ratings, scale, shares,
};

/// Labels as a hostile export could hold them.
const HOSTILE: [&str; 9] = [
    "</text></svg><script>alert(1)</script>",
    "\" onload=\"alert(1)\" style='x'",
    "& &amp; &#x3c; ]]> <!-- --> <![CDATA[ <?php",
    "\u{0}\u{1}\u{8}\u{b}\u{1b}\u{7f}\u{85}\u{fffe}\u{ffff}\u{fdd0}",
    "\u{202e}desrever\u{202c} \u{2067}open \u{2069}\u{2069}\u{2069} closed",
    "",
    " \r\n\t\u{a0}\u{2028}\u{2029} ",
    "👩‍👩‍👧‍👦 プラットフォーム مرحبا e\u{301}\u{301}\u{301}\u{301}",
    "=HYPERLINK(\"http://example.invalid\") url(javascript:alert(1))",
];

/// The hostile labels, and one that is 5,000 letters without a space.
fn hostile() -> Vec<String> {
    let mut all: Vec<String> = HOSTILE.iter().map(|label| (*label).to_owned()).collect();
    all.push("W".repeat(5000));
    all
}

/// Numbers no survey has, and some it has.
const NUMBERS: [f64; 14] = [
    f64::NAN,
    f64::INFINITY,
    f64::NEG_INFINITY,
    f64::MAX,
    f64::MIN,
    f64::MIN_POSITIVE,
    -0.0,
    0.0,
    -1.0,
    0.004,
    0.5,
    1.0,
    22.0,
    1e17,
];

/// Every form, with one label everywhere and three numbers wherever a number goes.
fn forms(label: &str, [a, b, c]: [f64; 3]) -> Vec<Chart> {
    let text = || label.to_owned();
    let frame = || Frame { id: text(), title: text(), note: text() };
    let interval = Some(Interval { low: b, high: c });
    let share = Share { count: a, base: c, share: b, interval };
    let estimate = Estimate { value: a, interval };
    let level = Level::Signal;
    let stacked = Stacked {
        frame: frame(),
        answers: vec![text(); 3],
        rows: vec![
            Row { label: text(), counts: vec![a, b, c, a], summary: text(), hidden: false },
            Row { label: text(), counts: vec![1.0], ..Row::default() },
        ],
    };
    let bar = Bar { label: text(), share: Some(share), other: true, level };
    let difference =
        Difference { label: text(), effect: a, interval, shares: Some((share, share)), level };
    let heading = Heading { label: text(), n: Some(a) };
    let open = OpenAnswer { label: text(), from: Some(a), to: Some(b), count: c };
    vec![
        shares(&Shares { frame: frame(), bars: vec![bar.clone(), bar], weighted: true }),
        scale(&stacked),
        diverging(&stacked),
        differences(&Differences {
            frame: frame(),
            group: text(),
            against: text(),
            rows: vec![difference],
        }),
        heat(&Heat {
            frame: frame(),
            rows: vec![heading.clone(); 2],
            columns: vec![heading; 7],
            cells: vec![vec![Some(share), None, Some(share)]],
        }),
        histogram(&Histogram {
            frame: frame(),
            values: vec![a, b, c],
            open: vec![open.clone(), OpenAnswer { from: None, ..open }],
            unit: text(),
            median: Some(estimate),
            mean: Some(estimate),
        }),
        ratings(&Ratings {
            frame: frame(),
            first: i64::MAX - 1,
            counts: vec![a, b, c],
            bands: vec![Band { label: text(), from: 0, to: i64::MAX, tone: Tone::Negative }],
            score: Some((text(), estimate)),
            ends: (text(), text()),
        }),
        radar(&Radar {
            frame: frame(),
            what: text(),
            axes: vec![text(); 5],
            rings: vec![text(); 4],
            outlines: vec![
                Outline { label: text(), values: vec![Some(a), Some(b), None, Some(c)] };
                5
            ],
        }),
    ]
}

#[track_caller]
fn check_whole(chart: &Chart) {
    check(&chart.svg);
    for row in &chart.table.rows {
        assert_eq!(row.len(), chart.table.header.len(), "{:?}", chart.table.header);
    }
    let cells = chart.table.rows.iter().flatten().chain(&chart.table.header);
    for cell in cells.chain([&chart.table.caption]) {
        assert!(!cell.contains(char::is_control), "{cell:?}");
        assert!(!cell.contains("NaN") && !cell.contains("inf"), "{cell:?}");
    }
    for word in ["NaN", "inf"] {
        let found = chart.svg.find(word).map(|at| &chart.svg[at.saturating_sub(80)..]);
        assert!(found.is_none(), "{found:?}");
    }
}

#[test]
fn labels_cannot_break_out() {
    for label in hostile() {
        for chart in forms(&label, [14.0, 0.4, 22.0]) {
            check_whole(&chart);
        }
    }
}

#[test]
fn no_number_panics_or_breaks_a_drawing() {
    for a in NUMBERS {
        for b in NUMBERS {
            for c in NUMBERS {
                for chart in forms("x", [a, b, c]) {
                    check_whole(&chart);
                }
            }
        }
    }
}

#[test]
fn nothing_is_said_to_be_nothing() {
    let empty = [
        shares(&Shares::default()),
        scale(&Stacked::default()),
        diverging(&Stacked::default()),
        differences(&Differences::default()),
        heat(&Heat::default()),
        histogram(&Histogram::default()),
        ratings(&Ratings::default()),
        radar(&Radar::default()),
    ];
    for chart in empty.into_iter().chain(forms("x", [f64::NAN; 3]).into_iter().take(1)) {
        check_whole(&chart);
        assert!(chart.svg.contains(">No answers</text>"), "{}", chart.svg);
    }
}

#[test]
fn what_is_held_back_is_nowhere() {
    let frame = || Frame { id: "a".into(), title: "b".into(), note: String::new() };
    let label = || "c".to_owned();
    let hidden = Row { label: label(), counts: vec![77.0], hidden: true, summary: "77".into() };
    let row = Row { label: label(), counts: vec![5.0], ..Row::default() };
    let bar = Bar { label: label(), share: None, other: false, level: Level::Finding };
    let some = Stacked { frame: frame(), answers: vec![label()], rows: vec![hidden.clone(), row] };
    let none = Stacked { rows: vec![hidden], ..some.clone() };
    let bars = Shares { frame: frame(), bars: vec![bar], weighted: false };
    for chart in [scale(&some), diverging(&some), scale(&none), diverging(&none), shares(&bars)] {
        check_whole(&chart);
        let said = format!("{} {:?}", chart.svg, chart.table);
        assert!(!said.contains("77"), "{said}");
        assert!(said.to_lowercase().contains("not shown"), "{said}");
        assert!(!said.to_lowercase().contains("no answers"), "{said}");
    }
}

#[test]
fn long_labels_are_drawn_whole_and_inside() {
    let label = "Security services: vulnerability management, policy management ".repeat(4);
    let label = label[..200].trim();
    for chart in forms(label, [14.0, 0.6, 22.0]) {
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let drawn: Vec<String> = chart
            .svg
            .split("</text>")
            .filter_map(|piece| piece.rsplit_once('>'))
            .flat_map(|(_, text)| words(text))
            .collect();
        let all = words(label);
        assert!(drawn.windows(all.len()).any(|window| window == all), "{}", chart.svg);
    }
}

#[test]
fn every_class_has_its_style() {
    for chart in forms("x", [14.0, 0.6, 22.0]) {
        for class in chart.svg.split("class=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            for word in class.split(' ') {
                assert!(STYLE.contains(&format!(".{word}")), "no style for {word}");
            }
        }
    }
}
