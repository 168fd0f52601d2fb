//! The order of the options, as far as the cells tell it.

use super::phrases::Phrases;

/// Options in an order, and whether the cells keep to it.
pub(super) struct Order {
    pub(super) options: Vec<u32>,
    /// Whether people's answers stand in the order of the form, and not in that of their clicks.
    pub(super) kept: bool,
}

/// The most options that are put in order.
const MOST: usize = 400;

/// The options in the order of the questionnaire, as far as the cells tell it: an option comes
/// before another if it mostly stands before it. Those that nobody ticks with another, such as
/// "None of the above", have no place that the cells know: they come last.
pub(super) fn order(phrases: &Phrases<'_>, options: &[u32]) -> Order {
    let n = options.len();
    if n > MOST {
        return Order { options: options.to_vec(), kept: false };
    }
    let mut place = vec![None; phrases.all.len()];
    options.iter().enumerate().for_each(|(i, &option)| place[option as usize] = Some(i));
    let mut before = vec![0i64; n * n];
    let mut beside = vec![false; n];
    let find_known = |cell: &[u32], known: &mut Vec<usize>| {
        known.clear();
        // Nobody ticks more than there are.
        known.extend(cell.iter().filter_map(|&phrase| place[phrase as usize]).take(n));
    };
    let mut known = Vec::new();
    for cell in phrases.cells.iter().filter(|cell| cell.phrases.len() > 1) {
        find_known(cell.phrases, &mut known);
        for (index, &first) in known.iter().enumerate() {
            for &second in &known[index + 1..] {
                before[first * n + second] += cell.rows as i64;
                before[second * n + first] -= cell.rows as i64;
                if first != second {
                    beside[first] = true;
                    beside[second] = true;
                }
            }
        }
    }
    // Repeatedly take the option that nothing left over stands before; the first seen at a tie.
    let (mut left, alone): (Vec<usize>, Vec<usize>) = (0..n).partition(|&i| beside[i]);
    let mut ordered = Vec::with_capacity(n);
    while !left.is_empty() {
        let preceded = |&i: &usize| left.iter().filter(|&&j| before[j * n + i] > 0).count();
        let Some(best) = left.iter().copied().min_by_key(preceded) else { break };
        left.retain(|&i| i != best);
        ordered.push(best);
    }
    ordered.extend(alone);
    let mut rank = vec![0; n];
    ordered.iter().enumerate().for_each(|(at, &option)| rank[option] = at);
    let (mut many, mut other) = (0, 0);
    for cell in phrases.cells.iter().filter(|cell| cell.phrases.len() > 1) {
        find_known(cell.phrases, &mut known);
        if known.len() > 1 {
            many += cell.rows;
            let kept = known.windows(2).all(|pair| rank[pair[0]] <= rank[pair[1]]);
            other += if kept { 0 } else { cell.rows };
        }
    }
    // What people write at *Other* may be an option's text, and out of its order.
    let kept = other * 50 <= many || other == 1 && many >= 20;
    Order { options: ordered.into_iter().map(|option| options[option]).collect(), kept }
}
