use super::*;

fn five(outlines: &[[Option<f64>; 5]]) -> Radar {
    let words = |all: &[&str]| all.iter().map(|word| (*word).to_owned()).collect();
    let outline = |(at, values): (usize, &[Option<f64>; 5])| Outline {
        label: format!("Time {}", at + 1),
        values: values.to_vec(),
    };
    Radar {
        frame: Frame { id: "r".into(), title: "Maturity".into(), note: String::new() },
        what: "Aspect".to_owned(),
        axes: words(&["Investment", "Adoption", "Interfaces", "Operations", "Measurement"]),
        rings: words(&["provisional", "operational", "scalable", "optimising"]),
        outlines: outlines.iter().enumerate().map(outline).collect(),
    }
}

/// The numbers of an attribute of all elements of a class.
fn numbers(svg: &str, class: &str, attribute: &str) -> Vec<f64> {
    let own = svg.lines().filter(|line| line.contains(&format!("class=\"{class}\"")));
    let value = |line: &str| {
        let (_, rest) = line.split_once(&format!(" {attribute}=\""))?;
        rest.split('"').next()?.parse().ok()
    };
    own.filter_map(value).collect()
}

/// Two decimals are drawn.
#[track_caller]
fn near(found: f64, wanted: f64) {
    assert!((found - wanted).abs() <= 0.006, "{found} is not {wanted}");
}

#[test]
fn angles_and_lengths_are_those_of_a_pentagon() {
    let web = Web { x: 0.0, y: 0.0, radius: 100.0, axes: 5, levels: 4 };
    // By hand: sin 72° = 0.951057, cos 72° = 0.309017, sin 36° = 0.587785, cos 36° = 0.809017.
    let corners = [(0.0, -100.0), (95.1057, -30.9017), (58.7785, 80.9017)];
    for (axis, (x, y)) in corners.into_iter().enumerate() {
        near(web.place(axis, 4.0).0, x);
        near(web.place(axis, 4.0).1, y);
    }
    // Level 1 is a quarter of the way, and so is every other level in its proportion.
    near(web.place(1, 1.0).0, 23.7764);
    near(web.place(2, 2.5).1, 50.5636);
    let (x, y) = web.place(4, 3.0);
    near(x.hypot(y), 75.0);
}

#[test]
fn a_place_is_never_outside_the_rings() {
    let web = Web { x: 0.0, y: 0.0, radius: 100.0, axes: 7, levels: 4 };
    for level in [-3.0, 0.0, 4.0, 4.01, 1e300, f64::MIN] {
        let (x, y) = web.place(3, level);
        assert!(x.hypot(y) <= 100.0 + 1e-9, "{level}");
    }
}

#[test]
fn the_drawing_holds_the_levels_where_they_belong() {
    let chart = radar(&five(&[[Some(1.25), Some(1.75), Some(3.0), Some(2.25), Some(3.75)]]));
    let (xs, ys) =
        (numbers(&chart.svg, "point series-1", "cx"), numbers(&chart.svg, "point series-1", "cy"));
    assert_eq!(xs.len(), 6, "five, and one in the key");
    // The first axis goes straight up, so its point is below the highest corner by the rest of its way.
    let ends: Vec<f64> = numbers(&chart.svg, "grid", "y2");
    let middle = numbers(&chart.svg, "grid", "y1")[0];
    let radius = middle - ends[0];
    near(xs[0], WIDTH / 2.0);
    near(ys[0], middle - radius * 1.25 / 4.0);
    for (axis, level) in [1.25, 1.75, 3.0, 2.25, 3.75].into_iter().enumerate() {
        let away = (xs[axis] - WIDTH / 2.0).hypot(ys[axis] - middle);
        assert!((away - radius * level / 4.0).abs() < 0.02, "{axis}: {away}");
    }
    let said: Vec<&str> = chart.table.rows.iter().map(|row| row[1].as_str()).collect();
    assert_eq!(said, ["1.25", "1.75", "3.00", "2.25", "3.75"]);
}

#[test]
fn everything_is_inside_the_view() {
    for n in 1..40 {
        let mut input = five(&[]);
        input.axes = (0..n).map(|at| format!("Axis of the name {at}")).collect();
        input.outlines = (0..6)
            .map(|at| Outline {
                label: format!("Time {at}"),
                values: (0..n).map(|axis| Some(f64::from(axis % 5))).collect(),
            })
            .collect();
        let svg = radar(&input).svg;
        let (_, view) = svg.split_once("viewBox=\"0 0 ").unwrap();
        let mut view =
            view.split('"').next().unwrap().split(' ').map(|n| n.parse::<f64>().unwrap());
        let (width, height) = (view.next().unwrap(), view.next().unwrap());
        for line in svg.lines() {
            for (names, limit) in
                [(["x", "x1", "x2", "cx"], width), (["y", "y1", "y2", "cy"], height)]
            {
                for name in names {
                    let Some((_, rest)) = line.split_once(&format!(" {name}=\"")) else { continue };
                    let value: f64 = rest.split('"').next().unwrap().parse().unwrap();
                    assert!((0.0..=limit).contains(&value), "{n}: {line}");
                }
            }
            if let Some((_, rest)) = line.split_once(" points=\"") {
                for pair in rest.split('"').next().unwrap().split(' ') {
                    let (x, y) = pair.split_once(',').unwrap();
                    let (x, y): (f64, f64) = (x.parse().unwrap(), y.parse().unwrap());
                    assert!(
                        (0.0..=width).contains(&x) && (0.0..=height).contains(&y),
                        "{n}: {line}"
                    );
                }
            }
        }
    }
}

#[test]
fn what_nobody_said_is_not_drawn_through() {
    let chart = radar(&five(&[[Some(1.0), None, Some(2.0), Some(2.0), Some(3.0)]]));
    let lines = numbers(&chart.svg, "outline series-1", "x1").len();
    // Five sides without the two at the missing axis, and the piece in the key.
    assert_eq!(lines, 3 + 1);
    assert_eq!(chart.table.rows[1][1], MISSING);
}

#[test]
fn the_last_is_solid_and_no_two_look_alike() {
    let outlines = [[Some(2.0); 5]; 6];
    let chart = radar(&five(&outlines));
    assert!(chart.svg.contains("2 more are in the table."));
    assert_eq!(chart.table.header.len(), 7);
    let order =
        [4, 3, 2, 1].map(|style| chart.svg.find(&format!("outline series-{style}")).unwrap());
    assert!(order.is_sorted(), "the last lies on top");
    let one = radar(&five(&outlines[..1]));
    assert!(one.svg.contains("series-1") && !one.svg.contains("series-2"));
    let dashes: Vec<&str> = (2..=4)
        .map(|style| {
            let (_, rest) =
                crate::STYLE.split_once(&format!(".outline.series-{style} {{")).unwrap();
            rest.split_once("stroke-dasharray: ").unwrap().1.split(';').next().unwrap()
        })
        .collect();
    assert!(dashes[0] != dashes[1] && dashes[1] != dashes[2] && dashes[0] != dashes[2]);
}

#[test]
fn names_that_do_not_fit_become_numbers_with_a_key() {
    let mut input = five(&[[Some(2.0); 5]]);
    input.axes[1] = "Donaudampfschifffahrtsgesellschaft".to_owned();
    let svg = radar(&input).svg;
    assert!(svg.contains(">2: Donaudampfschifffahrtsgesellschaft</text>"), "{svg}");
}
