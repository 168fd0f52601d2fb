//! Long lists and long texts in several pages, so that each stays light.

use super::path;
use serde::Serialize;

/// The pages of something long, as one of them shows them.
#[derive(Serialize)]
pub(crate) struct Pager {
    /// This page, from 1.
    pub(crate) page: usize,
    /// Where each page is.
    pub(crate) paths: Vec<String>,
}

impl Pager {
    /// The `page`th, from 0, of `pages`.
    pub(crate) fn new(first: &str, page: usize, pages: usize) -> Self {
        let paths = (0..pages).map(|page| path::numbered(first, page)).collect();
        Self { page: page + 1, paths }
    }
}

/// Parts of at most `most` in weight, each of at least one; no item makes one empty part, so that
/// there is a page.
pub(crate) fn split<T>(items: &[T], most: usize, weight: impl Fn(&T) -> usize) -> Vec<&[T]> {
    let mut parts = Vec::new();
    let (mut start, mut sum) = (0, 0_usize);
    for (index, item) in items.iter().enumerate() {
        let own = weight(item);
        if index > start && sum.saturating_add(own) > most {
            parts.push(&items[start..index]);
            (start, sum) = (index, 0);
        }
        sum = sum.saturating_add(own);
    }
    parts.push(&items[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_light_and_lose_nothing() {
        let items = [5, 5, 20, 1, 1, 9];
        assert_eq!(split(&items, 10, |n| *n), [&[5, 5][..], &[20], &[1, 1], &[9]]);
        assert_eq!(split(&[0_usize; 0], 10, |n| *n), [&[0_usize; 0][..]]);
    }
}
