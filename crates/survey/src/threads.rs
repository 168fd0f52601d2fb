//! The same work on many things, on several threads.

use std::sync::Mutex;
use std::thread;

/// Does the work on every item, and gives what came of each, in the order of the items. Whoever
/// is free takes the next item.
pub(crate) fn map<T: Send, R: Send>(
    items: Vec<T>,
    threads: usize,
    work: impl Fn(T) -> R + Sync,
) -> Vec<R> {
    if threads < 2 || items.len() < 2 {
        return items.into_iter().map(work).collect();
    }
    let count = items.len();
    let next = Mutex::new(items.into_iter().enumerate());
    let done = Mutex::new(Vec::with_capacity(count));
    let lock_next = || next.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).next();
    let worker = || {
        while let Some((place, item)) = lock_next() {
            let result = work(item);
            let mut done = done.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
            done.push((place, result));
        }
    };
    thread::scope(|scope| {
        for _ in 1..threads.min(count) {
            scope.spawn(worker);
        }
        worker();
    });
    let mut done = done.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
    done.sort_unstable_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_order_of_the_items_is_kept() {
        for threads in [1, 2, 7] {
            let doubled = super::map((0..100).collect(), threads, |item: u32| item * 2);
            assert_eq!(doubled, (0..100).map(|item| item * 2).collect::<Vec<_>>());
        }
    }
}
