//! How many of something, in a sentence.

/// `1 code is`, `3 codes are`: the count with the words that go with one, or with several.
pub fn some(count: u64, one: &str, several: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_go_with_the_count() {
        let said = |count| some(count, "code is", "codes are");
        assert_eq!([said(0), said(1), said(2)], ["0 codes are", "1 code is", "2 codes are"]);
    }
}
