//! Numbers that people gave, as ranges between round bounds: the outermost are open, so that no
//! greatest or smallest answer is told.

use paap_privacy::disclosure::row::{Scale, range};

/// Numbers as ranges.
pub struct Ranges {
    /// What each range is called, lowest first.
    pub labels: Vec<String>,
    /// Their bounds.
    pub scale: Scale,
    /// The range of each person's number; None where there is none.
    pub cells: Vec<Option<u16>>,
}

/// More ranges say more than so few people can.
const MOST: f64 = 8.0;

/// The ranges of numbers, each with at least so many people; None where there are not two such.
pub fn ranges(numbers: &[Option<f64>], least: usize) -> Option<Ranges> {
    let numbers: Vec<Option<f64>> =
        numbers.iter().map(|x| x.filter(|x| x.is_finite() && x.abs() < 1e12)).collect();
    let mut sorted: Vec<f64> = numbers.iter().flatten().copied().collect();
    sorted.sort_by(f64::total_cmp);
    let (first, last) = (*sorted.first()?, *sorted.last()?);
    let whole = sorted.iter().all(|x| x.fract() == 0.0);
    let inner = |share: f64| sorted[((sorted.len() - 1) as f64 * share) as usize];
    let cuts = cuts(inner(0.05).max(first), inner(0.95).min(last), whole);
    let mut bounds: Vec<(f64, f64)> = Vec::new();
    let mut from = f64::NEG_INFINITY;
    for cut in cuts.into_iter().chain([f64::INFINITY]) {
        bounds.push((from, cut));
        from = cut;
    }
    let count = |(from, to): (f64, f64)| {
        sorted.partition_point(|x| *x < to) - sorted.partition_point(|x| *x < from)
    };
    // The range with the fewest people goes to the smaller of its neighbours until none has too few.
    loop {
        let smallest = (0..bounds.len()).min_by_key(|&at| (count(bounds[at]), at))?;
        if count(bounds[smallest]) >= least.max(1) {
            break;
        }
        if bounds.len() <= 2 {
            return None;
        }
        let size = |at: usize| bounds.get(at).map_or(usize::MAX, |own| count(*own));
        let below = smallest.checked_sub(1).map_or(usize::MAX, size);
        let lower = if below <= size(smallest + 1) { smallest - 1 } else { smallest };
        let above = bounds.remove(lower + 1);
        bounds[lower].1 = above.1;
    }
    if bounds.len() < 2 {
        return None;
    }
    let place =
        |x: f64| bounds.iter().position(|(from, to)| (*from..*to).contains(&x)).map(|at| at as u16);
    Some(Ranges {
        labels: bounds.iter().map(|&(from, to)| range(from, to, whole)).collect(),
        cells: numbers.iter().map(|x| x.and_then(place)).collect(),
        scale: Scale::Numbers { bounds, whole },
    })
}

/// The bounds of a range, by what it is called: from one number to below another. None where nothing is
/// called so.
pub fn bounds(label: &str) -> Option<(f64, f64)> {
    let number = |text: &str| text.trim().parse().ok().filter(|x: &f64| x.is_finite());
    if let Some(text) = label.strip_suffix(" or less") {
        return Some((f64::NEG_INFINITY, number(text)? + 1.0));
    }
    if let Some(text) = label.strip_prefix("under ") {
        return Some((f64::NEG_INFINITY, number(text)?));
    }
    if let Some(text) = label.strip_suffix(" or more") {
        return Some((number(text)?, f64::INFINITY));
    }
    match label.split_once(" to ") {
        Some((from, to)) => match to.strip_prefix("under ") {
            Some(to) => Some((number(from)?, number(to)?)),
            None => Some((number(from)?, number(to)? + 1.0)),
        },
        None => number(label).map(|x| (x, x + 1.0)),
    }
}

/// Round numbers between the least and the greatest of most numbers.
fn cuts(low: f64, high: f64, whole: bool) -> Vec<f64> {
    let steps = |step: f64| -> Vec<f64> {
        let first = (low / step).floor() + 1.0;
        (0..=100).map(|at| (first + f64::from(at)) * step).take_while(|cut| *cut <= high).collect()
    };
    if whole && high - low <= 10.0 {
        return steps(1.0);
    }
    if low >= 0.0 && high > 50.0 * low.max(1.0) {
        let tens = (-3..12).flat_map(|ten| [1.0, 2.0, 5.0].map(|one| one * 10f64.powi(ten)));
        return tens.filter(|cut| (!whole || *cut >= 1.0) && *cut > low && *cut <= high).collect();
    }
    let raw = ((high - low) / MOST).max(f64::MIN_POSITIVE);
    let ten = 10f64.powf(raw.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|one| one * ten).find(|step| *step >= raw);
    let step = step.unwrap_or(ten * 10.0);
    steps(if whole { step.max(1.0) } else { step })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(numbers: impl IntoIterator<Item = f64>) -> Vec<String> {
        let numbers: Vec<Option<f64>> = numbers.into_iter().map(Some).collect();
        ranges(&numbers, 5).map_or_else(Vec::new, |ranges| ranges.labels)
    }

    #[test]
    fn a_range_is_found_again_by_what_it_is_called() {
        let numbers: Vec<f64> = (0..300).map(|x| f64::from(x * x % 97)).collect();
        for (numbers, least) in
            [(numbers.clone(), 5), (numbers.iter().map(|x| x / 8.0).collect(), 9)]
        {
            let given: Vec<Option<f64>> = numbers.iter().copied().map(Some).collect();
            let ranges = ranges(&given, least).unwrap();
            for (place, label) in ranges.labels.iter().enumerate() {
                let (from, to) = bounds(label).unwrap();
                for (x, own) in numbers.iter().zip(&ranges.cells) {
                    let is_in = *own == u16::try_from(place).ok();
                    assert_eq!((from..to).contains(x), is_in, "{x} in {label}");
                }
            }
        }
        assert_eq!(bounds("Not one number"), None);
    }

    #[test]
    fn ranges_are_round_and_open_at_their_ends() {
        assert_eq!(labels((0..60).map(|x| f64::from(x % 4))), ["0 or less", "1", "2", "3 or more"]);
        let years = labels((0..100).map(|x| f64::from(1980 + x * 40 / 100)));
        assert_eq!(years.first().map(String::as_str), Some("1984 or less"));
        assert_eq!(years.last().map(String::as_str), Some("2015 or more"));
        let sizes = labels((0..80).map(|x| f64::from(1 << (x % 14))));
        assert_eq!(sizes.last().map(String::as_str), Some("5000 or more"));
        assert_eq!(labels([1.0; 30]), Vec::<String>::new());
        assert_eq!(labels([f64::NAN, f64::INFINITY]), Vec::<String>::new());
    }
}
