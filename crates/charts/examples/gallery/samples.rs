//! Invented data for every form, for the gallery to show and the snapshots to hold.

use paap_charts::{
    Band, Bar, Chart, Difference, Differences, Estimate, Frame, Heading, Heat, Histogram, Interval,
    Level, OpenAnswer, Outline, Radar, Ratings, Row, Share, Shares, Stacked, differences,
    diverging, heat, histogram, radar, ratings, scale, shares,
};

fn frame(id: &str, title: &str, note: &str) -> Frame {
    Frame { id: id.into(), title: title.into(), note: note.into() }
}

/// With Wilson's interval, so that the pictures are true to what reports will show.
fn share(count: f64, base: f64) -> Share {
    let (p, z2) = (count / base, 1.959_964_f64.powi(2));
    let middle = (p + z2 / (2.0 * base)) / (1.0 + z2 / base);
    let half = (z2 * (p * (1.0 - p) / base + z2 / (4.0 * base * base))).sqrt() / (1.0 + z2 / base);
    Share::new(count, base).with_interval((middle - half).max(0.0), (middle + half).min(1.0))
}

fn bar(label: &str, count: f64, base: f64) -> Bar {
    Bar {
        label: label.into(),
        share: Some(share(count, base)),
        other: false,
        level: Level::Finding,
    }
}

/// One of each form, then its edge cases.
pub(crate) fn all() -> Vec<Chart> {
    let mut all = bars();
    all.extend(scales());
    all.extend(numbers());
    all.extend(comparisons());
    all.extend(radars());
    all.extend(edges());
    all
}

fn bars() -> Vec<Chart> {
    let capabilities = [
        ("Software-defined infrastructure: compute, network and storage", 17.0),
        ("Build and test pipelines", 16.0),
        ("We don't use a prioritisation framework", 14.0),
        ("Security services: vulnerability management, policy management", 13.0),
        (
            "A portal that shows every team the services it owns, what they depend on, who is on \
             call, which of them are behind on patches, and how to ask the platform team for help \
             when something breaks",
            7.0,
        ),
        ("Data services", 1.0),
        ("None of these", 0.0),
    ];
    let mut some: Vec<Bar> = capabilities.iter().map(|(label, n)| bar(label, *n, 22.0)).collect();
    some.push(Bar { other: true, ..bar("Other", 3.0, 22.0) });
    let title = "What capabilities does your platform provide?";
    let note = "Base: 22 people who answered. Several answers possible.";
    let few = some.iter().map(|bar| Bar { level: Level::Signal, ..bar.clone() }).take(3);
    let mut few: Vec<Bar> = few.collect();
    few.push(Bar { other: true, level: Level::Signal, ..bar("Other", 3.0, 22.0) });
    few.push(Bar { share: Some(Share::new(0.0, 0.0)), ..bar("Asked of nobody", 0.0, 1.0) });
    few.push(Bar { share: None, ..bar("Asked of three people", 1.0, 3.0) });
    let many = [("Yes", 137_402.0), ("No", 62_313.0), ("Don't know", 285.0)];
    let many = many.map(|(label, n)| bar(label, n, 200_000.0)).to_vec();
    let weighted = [("Yes", 13.58), ("No", 8.42)].map(|(label, n)| bar(label, n, 22.0)).to_vec();
    let ends = vec![bar("All", 22.0, 22.0), bar("None", 0.0, 22.0)];
    vec![
        shares(&Shares { frame: frame("shares", title, note), bars: some, weighted: false }),
        shares(&Shares {
            frame: frame("few", "Signals only, and one without a base", ""),
            bars: few,
            weighted: false,
        }),
        shares(&Shares { frame: frame("many", "Many people", ""), bars: many, weighted: false }),
        shares(&Shares {
            frame: frame("weighted", "Weighted", ""),
            bars: weighted,
            weighted: true,
        }),
        shares(&Shares { frame: frame("ends", "All and none", ""), bars: ends, weighted: false }),
    ]
}

fn row(label: &str, counts: &[f64], summary: &str) -> Row {
    Row { label: label.into(), counts: counts.to_vec(), summary: summary.into(), hidden: false }
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn scales() -> Vec<Chart> {
    let agree = words(&[
        "Strongly disagree",
        "Disagree",
        "Neither agree nor disagree",
        "Agree",
        "Strongly agree",
    ]);
    let grid = vec![
        row("The platform saves my team time", &[1.0, 2.0, 4.0, 10.0, 5.0], ""),
        row("I know where to ask when something is broken", &[3.0, 6.0, 5.0, 6.0, 2.0], ""),
        row(
            "Changes to the platform are announced early enough for my team to plan for them, and \
             the announcements say what we have to do",
            &[8.0, 7.0, 3.0, 2.0, 0.0],
            "",
        ),
        row("Nobody answered this one", &[0.0; 5], ""),
        Row { hidden: true, ..row("Three answered this one", &[1.0, 1.0, 0.0, 0.0, 1.0], "") },
    ];
    let one = vec![row("", &[1.0, 2.0, 4.0, 10.0, 5.0], "mean 3.7 (3.3–4.2)")];
    let often = words(&["Never", "Yearly", "Quarterly", "Monthly", "Weekly", "Daily"]);
    let six = vec![
        row("Interviews", &[9.0, 4.0, 4.0, 3.0, 1.0, 1.0], ""),
        row("Usage data", &[2.0, 1.0, 5.0, 6.0, 5.0, 3.0], ""),
    ];
    let two = Stacked {
        frame: frame("two", "Two answers", ""),
        answers: words(&["No", "Yes"]),
        rows: vec![row("Do you have a product manager?", &[9.0, 13.0], "")],
    };
    let with = |id: &str, title: &str, answers: &[String], rows: &[Row]| Stacked {
        frame: frame(id, title, ""),
        answers: answers.to_vec(),
        rows: rows.to_vec(),
    };
    let ten: Vec<String> = (1..=10).map(|rating| rating.to_string()).collect();
    let ten_row = [row("", &[1.0, 0.0, 2.0, 1.0, 3.0, 2.0, 5.0, 6.0, 2.0, 1.0], "")];
    vec![
        scale(&with("scale", "How far do you agree? (stacked)", &agree, &grid)),
        diverging(&with("diverging", "How far do you agree? (diverging)", &agree, &grid)),
        scale(&with("one", "One question", &agree, &one)),
        diverging(&with("one-d", "One question, diverging", &agree, &one)),
        scale(&with("six", "How often do you use these?", &often, &six)),
        diverging(&with("six-d", "How often do you use these? (diverging)", &often, &six)),
        scale(&with("ten", "Ten steps", &ten, &ten_row)),
        scale(&two),
        diverging(&Stacked { frame: frame("two-d", "Two answers, diverging", ""), ..two }),
    ]
}

fn estimate(value: f64, low: f64, high: f64) -> Option<Estimate> {
    Some(Estimate { value, interval: Some(Interval { low, high }) })
}

fn open(label: &str, from: Option<f64>, to: Option<f64>, count: f64) -> OpenAnswer {
    OpenAnswer { label: label.into(), from, to, count }
}

fn numbers() -> Vec<Chart> {
    let people =
        [3.0, 4.0, 4.0, 5.0, 6.0, 6.0, 6.0, 7.0, 8.0, 8.0, 9.0, 12.0, 15.0, 20.0, 25.0, 40.0];
    let few = [1.0, 2.0, 2.0, 3.0, 3.0, 3.0, 4.0, 5.0, 5.0, 8.0];
    let hours = [0.25, 0.5, 0.75, 1.0, 1.0, 1.25, 1.5, 2.5, 2.75, 3.2, 4.8];
    let many: Vec<f64> = (0..5000).map(|i| f64::from((i * i + 7 * i) % 997) / 10.0).collect();
    let nps = [1.0, 0.0, 0.0, 2.0, 1.0, 3.0, 1.0, 4.0, 5.0, 3.0, 2.0].to_vec();
    vec![
        histogram(&Histogram {
            frame: frame("team", "How many people are in the platform team?", ""),
            values: people.to_vec(),
            open: vec![
                open("100+", Some(100.0), None, 2.0),
                open("8-10", Some(8.0), Some(10.0), 1.0),
                open("Less than 5", None, Some(5.0), 1.0),
                open("it depends", None, None, 1.0),
            ],
            unit: "people".into(),
            median: estimate(7.5, 5.0, 12.0),
            mean: estimate(11.1, 6.0, 16.2),
        }),
        histogram(&Histogram {
            frame: frame("platforms", "How many platforms do you run?", ""),
            values: few.to_vec(),
            median: estimate(3.0, 2.0, 5.0),
            ..Histogram::default()
        }),
        histogram(&Histogram {
            frame: frame("hours", "Hours until a new colleague's first release", ""),
            values: hours.to_vec(),
            mean: estimate(1.77, 0.86, 2.68),
            ..Histogram::default()
        }),
        histogram(&Histogram {
            frame: frame("five-thousand", "Five thousand numbers", ""),
            values: many,
            ..Histogram::default()
        }),
        ratings(&Ratings {
            frame: frame("nps", "How likely are you to recommend the platform?", "Base: 22."),
            first: 0,
            counts: nps,
            bands: Band::nps(),
            score: estimate(-13.6, -44.0, 19.0).map(|score| ("NPS".to_owned(), score)),
            ends: ("Not at all likely".into(), "Extremely likely".into()),
        }),
        ratings(&Ratings {
            frame: frame("stars", "How content are you with the portal?", ""),
            first: 1,
            counts: vec![2.0, 3.0, 6.0, 7.0, 4.0],
            score: estimate(3.36, 2.8, 3.9).map(|score| ("Mean".to_owned(), score)),
            ..Ratings::default()
        }),
    ]
}

fn difference(label: &str, a: (f64, f64), b: (f64, f64), half: f64, level: Level) -> Difference {
    let effect = a.0 / a.1 - b.0 / b.1;
    let interval = Some(Interval { low: effect - half, high: effect + half });
    let shares = Some((Share::new(a.0, a.1), Share::new(b.0, b.1)));
    Difference { label: label.into(), effect, interval, shares, level }
}

fn comparisons() -> Vec<Chart> {
    let rows = vec![
        difference(
            "Metrics never reach the roadmap",
            (9.0, 14.0),
            (1.0, 8.0),
            0.31,
            Level::Finding,
        ),
        difference(
            "We collect feedback in interviews",
            (5.0, 14.0),
            (5.0, 8.0),
            0.38,
            Level::Signal,
        ),
        difference(
            "Executives see the platform as a necessary function of the organisation",
            (9.0, 14.0),
            (5.0, 8.0),
            0.36,
            Level::Signal,
        ),
    ];
    let pairs = vec![
        Difference { shares: None, ..rows[0].clone() },
        Difference { shares: None, interval: None, label: "No interval".into(), ..rows[1].clone() },
        Difference { effect: f64::NAN, shares: None, label: "No number".into(), ..rows[1].clone() },
    ];
    let mut all = vec![
        differences(&Differences {
            frame: frame("compare", "What else do they say?", ""),
            group: "those who use no prioritisation framework".into(),
            against: "the rest".into(),
            rows,
        }),
        differences(&Differences {
            frame: frame("pairs", "Which answers go together?", ""),
            rows: pairs,
            ..Differences::default()
        }),
    ];
    all.extend([
        cross("cross", 3, false),
        cross("cross-long", 5, true),
        cross("cross-wide", 9, false),
    ]);
    all
}

fn cross(id: &str, columns: usize, long: bool) -> Chart {
    let head = |index: usize| match (index, long) {
        (0, true) => "Not applicable to us, since we have neither portal nor catalogue".to_owned(),
        (1, true) => "Infrastructure-as-code".to_owned(),
        (_, true) => format!("Answer number {index}"),
        (_, false) => format!("{} people", (index + 1) * 50),
    };
    let rows = ["We measure adoption", "We measure satisfaction with regular surveys", "We do not"];
    let cell = |row: usize, column: usize| {
        let base = 6.0 + column as f64;
        let count = ((row * 5 + column * 3) % 7) as f64;
        if row == 2 && column == 1 { None } else { Some(Share::new(count.min(base), base)) }
    };
    let cells = (0..rows.len()).map(|row| (0..columns).map(|column| cell(row, column)).collect());
    let heading = |label: String, n: f64| Heading { label, n: Some(n) };
    heat(&Heat {
        frame: frame(id, "Measuring, by size of organisation", "Shares of each column."),
        columns: (0..columns).map(|column| heading(head(column), 6.0 + column as f64)).collect(),
        rows: rows.iter().map(|row| heading((*row).to_owned(), 12.0)).collect(),
        cells: cells.collect(),
    })
}

fn radars() -> Vec<Chart> {
    let outline = |label: &str, values: &[Option<f64>]| Outline {
        label: label.into(),
        values: values.to_vec(),
    };
    let of = |id: &str, note: &str, axes: &[&str], outlines: Vec<Outline>| {
        radar(&Radar {
            frame: frame(id, "How mature is the platform?", note),
            what: "Aspect".into(),
            axes: words(axes),
            rings: words(&["provisional", "operational", "scalable", "optimising"]),
            outlines,
        })
    };
    let five = ["Investment", "Adoption", "Interfaces", "Operations", "Measurement"];
    let some = |values: [f64; 5]| values.map(Some);
    let last = outline("June 2026, 9 people", &some([2.25, 2.0, 3.0, 2.25, 3.75]));
    let year = vec![
        outline("June 2025, 7 people", &some([1.25, 1.75, 2.5, 2.25, 1.0])),
        outline("December 2025, 8 people", &some([1.75, 1.5, 3.0, 2.0, 2.5])),
        last.clone(),
    ];
    let gap = vec![outline("One team", &[Some(1.5), None, Some(4.0), Some(2.0), Some(1.0)]), last];
    let many = (0..6).map(|n| outline(&format!("Time {n}"), &[Some(f64::from(n) / 2.0); 11]));
    let eleven = ["An axis with a long name"; 11];
    vec![
        of("maturity", "Means of the questions that were answered.", &five, year),
        of("maturity-gap", "Nobody answered on adoption in one team.", &five, gap),
        of("maturity-one", "", &five, vec![outline("June 2026", &some([1.0, 2.0, 3.0, 4.0, 2.5]))]),
        of("maturity-many", "", &eleven, many.collect()),
    ]
}

fn edges() -> Vec<Chart> {
    let hostile = "</text><script>alert(1)</script> \"quoted\" & 'so' \u{0}\u{8}\u{202e}desrever \
                   Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrikantenverbandsvorsitzender \
                   プラットフォームチームは利用者の声をどのように集めていますか مرحبا بالعالم 👩‍👩‍👧‍👦";
    let empty = frame("empty", "A question that nobody answered", "Base: nobody.");
    vec![
        shares(&Shares {
            frame: frame("hostile \"id\">", hostile, ""),
            bars: vec![bar(hostile, 14.0, 22.0), bar(&"long ".repeat(300), 3.0, 22.0)],
            weighted: false,
        }),
        shares(&Shares { frame: empty, ..Shares::default() }),
    ]
}
