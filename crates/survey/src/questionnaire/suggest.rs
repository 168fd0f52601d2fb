//! "Did you mean …?"

/// The candidate nearest to `word`, if one is near enough to be what was meant: at most a third of
/// its characters differ, letter case ignored, and always one may.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = word.to_lowercase().chars().take(LONGEST).collect();
    let allowed = (word.len() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| (distance(&word, candidate), candidate))
        .filter(|&(distance, _)| distance <= allowed)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

/// Longer words are compared by their beginning, so that hostile ones cost nothing.
const LONGEST: usize = 64;

/// Edits from one word to the other, two neighbours swapped counting as one (optimal string
/// alignment: Levenshtein's distance with Damerau's transpositions).
fn distance(a: &[char], b: &str) -> usize {
    let b: Vec<char> = b.to_lowercase().chars().take(LONGEST).collect();
    let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            table[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                (table[i - 1][j] + 1)
                    .min(table[i][j - 1] + 1)
                    .min(table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]))
                    .min(if swapped { table[i - 2][j - 2] + 1 } else { usize::MAX })
            };
        }
    }
    table[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances() {
        let check = |a: &str, b, expected| {
            assert_eq!(distance(&a.chars().collect::<Vec<_>>(), b), expected, "{a} {b}");
        };
        check("kitten", "sitting", 3);
        check("", "abc", 3);
        check("abc", "", 3);
        check("flaw", "lawn", 2);
        check("lable", "label", 1);
    }

    #[test]
    fn suggests_only_what_is_near() {
        assert_eq!(nearest("lable", ["label", "table", "help"]), Some("label"));
        assert_eq!(nearest("requird", ["required", "rows"]), Some("required"));
        assert_eq!(nearest("colour", ["label", "help"]), None);
    }
}
