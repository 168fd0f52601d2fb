//! What is withheld, so that no number rests on fewer people than `--min-base` says, nor can be
//! found by taking what is shown from a total.

use crate::Kind;
use crate::view::{Inexact, Stats};
use paap_analysis::People;

/// Which groups of people may be shown, out of `base`.
///
/// A group of fewer than `least` is not. Where nobody is in two groups, what is not shown must be
/// at least as many people in all, as a total less the groups that are shown tells of them: so
/// further groups go, the smallest first. Where people can be in several groups, the rest of each
/// group is one too.
pub(super) fn shown(groups: &[People], base: &People, least: u64, apart: bool) -> Vec<bool> {
    if least <= 1 {
        return vec![true; groups.len()];
    }
    let all = base.count();
    let sizes: Vec<u64> = groups.iter().map(|group| group.count_both(base)).collect();
    let few = |people: u64| people > 0 && people < least;
    if !apart {
        return sizes.iter().map(|&size| size >= least && !few(all - size)).collect();
    }
    let mut shown: Vec<bool> = sizes.iter().map(|&size| size >= least).collect();
    loop {
        let together = groups.iter().zip(&shown).filter(|(_, shown)| **shown);
        let seen = together.fold(People::none(base.size()), |seen, (group, _)| seen.or(group));
        if !few(all - seen.count_both(base)) {
            return shown;
        }
        let next = (0..groups.len()).filter(|&at| shown[at]).min_by_key(|&at| sizes[at]);
        let Some(next) = next else { return shown };
        shown[next] = false;
    }
}

/// Whether a question's options are groups of people of whom nobody is in two.
pub(super) fn is_apart(kind: Kind) -> bool {
    kind != Kind::Checkbox
}

/// Numbers without those that so few people have: they may be one person's answer.
pub(super) fn stats(stats: Option<Stats>, kind: Kind, least: u64) -> Option<Stats> {
    let mut stats = stats?;
    if least <= 1 {
        return Some(stats);
    }
    if stats.n < least {
        return None;
    }
    let enough = |count: &u64| *count == 0 || *count >= least;
    stats.inexact = stats.inexact.filter(enough);
    stats.unread = stats.unread.filter(enough);
    // The steps of a scale are options, which are out of the base as all options are.
    if kind == Kind::Number {
        // A median and its ends are answers themselves: of few people they are one person's. So
        // many must lie on either side of them, themselves included.
        let counts = &stats.counts;
        let deep = |at: &f64| {
            let beside = |is: fn(f64, f64) -> bool| -> u64 {
                counts.iter().filter(|level| is(level.0, *at)).map(|level| level.1).sum()
            };
            beside(|level, at| level <= at) >= least && beside(|level, at| level >= at) >= least
        };
        let ends = stats.median_low.filter(deep).zip(stats.median_high.filter(deep));
        stats.median = stats.median.filter(deep);
        (stats.median_low, stats.median_high) = ends.filter(|_| stats.median.is_some()).unzip();
        let exact = stats.exact();
        let given = |end: &f64| exact.iter().any(|(level, count)| level == end && *count >= least);
        stats.min = stats.min.filter(given);
        stats.max = stats.max.filter(given);
        stats.counts.retain(|(_, count)| *count >= least);
        // The mean times n less what is shown is the sum of what is not: of few people it would be
        // one person's number.
        loop {
            let hidden = stats.n - stats.counts.iter().map(|level| level.1).sum::<u64>();
            let next = (0..stats.counts.len()).min_by_key(|&at| stats.counts[at].1);
            match next {
                Some(next) if hidden > 0 && hidden < least => stats.counts.remove(next),
                _ => break,
            };
        }
        // Of several answers at one place each could be found by taking the others from the place.
        let answers = &stats.inexact_answers;
        let parts = |at: f64| {
            let exact = exact.iter().filter(move |level| level.0 == at).map(|level| level.1);
            let inexact = answers.iter().filter(move |answer| answer.place() == at);
            exact.chain(inexact.map(|answer| answer.count))
        };
        let told = |answer: &Inexact| parts(answer.place()).all(|count| count >= least);
        stats.inexact_answers = answers.iter().filter(|answer| told(answer)).cloned().collect();
    }
    Some(stats)
}

#[cfg(test)]
mod tests {
    use super::*;
    use paap_analysis::interval::median_levels;

    #[track_caller]
    fn check(sizes: &[usize], rest: usize, least: u64, expected: &str) {
        let all = sizes.iter().sum::<usize>() + rest;
        let mut start = 0;
        let groups: Vec<People> = sizes
            .iter()
            .map(|size| {
                let own = start..start + size;
                start += size;
                People::from_fn(all, |person| own.contains(&person))
            })
            .collect();
        let shown = shown(&groups, &People::all(all), least, true);
        let text: String = shown.iter().map(|shown| if *shown { 'x' } else { '-' }).collect();
        assert_eq!(text, expected, "{sizes:?}");
    }

    #[test]
    fn no_group_can_be_found_by_subtraction() {
        check(&[8, 7, 1], 0, 0, "xxx");
        check(&[8, 7, 1], 0, 5, "x--");
        check(&[8, 7, 3, 2], 0, 5, "xx--");
        check(&[8, 7, 0], 0, 5, "xx-");
        check(&[8, 7], 1, 5, "x-");
        check(&[8, 1], 0, 5, "--");
        check(&[4, 4], 0, 5, "--");
        check(&[], 0, 5, "");
    }

    #[test]
    fn no_number_can_be_found_from_the_mean() {
        let counts = vec![(50.0, 10), (60.0, 12), (250.0, 1)];
        let whole = Stats { n: 23, mean: Some(63.9), counts, ..Stats::default() };
        let told = stats(Some(whole), Kind::Number, 5).unwrap();
        assert_eq!(told.counts, [(60.0, 12)]);
    }

    #[test]
    fn a_median_is_told_only_where_many_are_on_either_side() {
        #[track_caller]
        fn check(answers: u64, least: u64, expected: (Option<f64>, Option<(f64, f64)>)) {
            let counts: Vec<(f64, u64)> = (1..=answers).map(|own| (own as f64, 1)).collect();
            let (values, ones): (Vec<f64>, Vec<u64>) = counts.iter().copied().unzip();
            let of = median_levels(&values, &ones, 0.95).unwrap();
            let whole = Stats {
                n: answers,
                median: Some(of.median),
                median_low: of.low,
                median_high: of.high,
                counts,
                ..Stats::default()
            };
            let told = stats(Some(whole), Kind::Number, least).unwrap();
            let ends = told.median_low.zip(told.median_high);
            assert_eq!((told.median, ends), expected, "{answers}");
        }
        check(7, 0, (Some(4.0), Some((1.0, 7.0))));
        check(7, 4, (Some(4.0), None));
        check(7, 5, (None, None));
        check(40, 10, (Some(20.5), Some((14.0, 27.0))));
        check(40, 15, (Some(20.5), None));
    }

    #[test]
    fn the_rest_of_a_group_is_a_group_where_people_are_in_several() {
        let groups = [9, 5, 2].map(|size| People::from_fn(10, |person| person < size));
        assert_eq!(shown(&groups, &People::all(10), 5, false), [false, true, false]);
    }
}
