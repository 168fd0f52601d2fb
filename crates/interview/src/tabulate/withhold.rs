//! What is withheld, so that no number rests on fewer people than wished, nor can be found by taking
//! what is shown from a total: the survey room's rule, for codes.

use super::CodeSet;
use paap_analysis::People;

fn few(people: u64, least: u64) -> bool {
    people > 0 && people < least
}

/// Which codes may be shown, out of `base`. People can be in several codes, so the rest of each is a
/// group too; and so are those of a code who are not in one below it.
pub(super) fn codes(codes: &[CodeSet], base: &People, least: u64) -> Vec<bool> {
    if least <= 1 {
        return vec![true; codes.len()];
    }
    let all = base.count();
    let enough = |people: u64| people >= least && !few(all - people, least);
    let mut shown: Vec<bool> =
        codes.iter().map(|own| enough(own.people.count_both(base))).collect();
    for (at, own) in codes.iter().enumerate() {
        let beside = |above: &usize| {
            let others = codes
                .get(*above)
                .map_or(0, |above| above.people.minus(&own.people).count_both(base));
            few(others, least) && shown.get(*above) == Some(&true)
        };
        let tells = own.ancestors.iter().any(beside);
        if let Some(shown) = shown.get_mut(at) {
            *shown = *shown && !tells;
        }
    }
    shown
}

/// Which groups may be shown, out of `base`. Where nobody is in two, what is not shown must be as many
/// people in all, so further groups go, the smallest first.
pub(super) fn groups(groups: &[People], base: &People, least: u64, apart: bool) -> Vec<bool> {
    if least <= 1 {
        return vec![true; groups.len()];
    }
    let all = base.count();
    let sizes: Vec<u64> = groups.iter().map(|group| group.count_both(base)).collect();
    if !apart {
        return sizes.iter().map(|size| *size >= least && !few(all - size, least)).collect();
    }
    let mut shown: Vec<bool> = sizes.iter().map(|size| *size >= least).collect();
    let seen: u64 = sizes.iter().zip(&shown).filter(|own| *own.1).map(|own| own.0).sum();
    let mut rest = all.saturating_sub(seen);
    let mut by_size: Vec<usize> = (0..groups.len()).filter(|at| shown[*at]).collect();
    by_size.sort_by_key(|at| sizes[*at]);
    for next in by_size {
        if !few(rest, least) {
            break;
        }
        rest += sizes[next];
        shown[next] = false;
    }
    shown
}

/// Whether two sets may be held against each other: enough are in each, and not in it.
pub(super) fn is_open(n: u64, in_a: u64, in_b: u64, least: u64) -> bool {
    let enough = |people: u64| people >= least && n - people >= least;
    least <= 1 || n >= least && enough(in_a) && enough(in_b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_group_can_be_found_by_subtraction() {
        let check = |sizes: &[usize], rest: usize, expected: &str| {
            let all = sizes.iter().sum::<usize>() + rest;
            let mut start = 0;
            let mut sets = Vec::new();
            for size in sizes {
                let own = start..start + size;
                start += size;
                sets.push(People::from_fn(all, |person| own.contains(&person)));
            }
            let shown = groups(&sets, &People::all(all), 5, true);
            let text: String = shown.iter().map(|own| if *own { 'x' } else { '-' }).collect();
            assert_eq!(text, expected, "{sizes:?}");
        };
        check(&[8, 7, 1], 0, "x--");
        check(&[8, 7, 3, 2], 0, "xx--");
        check(&[8, 7], 1, "x-");
        check(&[4, 4], 0, "--");
        check(&[], 0, "");
    }
}
