//! Spherical k-means with a common background, then merging.

use super::super::tfidf::Row;
use paap_analysis::random::Random;

/// Centres at least so similar are one.
const SAME: f64 = 0.3;
/// Centres less similar than this stay apart, however many there are.
const APART: f64 = 0.05;
/// A grouping settles or is stopped after so many rounds.
const ROUNDS: usize = 20;

/// Rows in groups.
pub(super) struct Clusters<'a> {
    rows: &'a [Row],
    terms: usize,
    /// The mean row.
    background: Vec<f32>,
    /// How many groups there are; some may be empty.
    pub(super) count: usize,
    /// For every row its group and its cosine with the group's centre.
    pub(super) places: Vec<Option<(usize, f64)>>,
}

/// The centres of groups: for every term the weights in all groups.
struct Centres {
    count: usize,
    weights: Vec<f32>,
}

impl<'a> Clusters<'a> {
    /// The groups of rows whose terms are below `terms`.
    pub(super) fn of(rows: &'a [Row], terms: usize, random: &mut Random) -> Self {
        let mut background = vec![0.0f32; terms];
        for (term, weight) in rows.iter().flatten() {
            if let Some(sum) = background.get_mut(*term as usize) {
                *sum += weight;
            }
        }
        background.iter_mut().for_each(|sum| *sum /= rows.len().max(1) as f32);
        let mut clusters =
            Self { rows, terms, background, count: 0, places: vec![None; rows.len()] };
        let full: Vec<usize> = (0..rows.len()).filter(|row| !rows[*row].is_empty()).collect();
        if full.is_empty() {
            return clusters;
        }
        let n = full.len() as f64;
        let first = ((2.0 * n).sqrt().round() as usize).clamp(1, 40).min(full.len());
        let wanted = ((n / 2.0).sqrt().round() as usize).clamp(4, 12);
        // Few excerpts are grouped several times, and the closest grouping is taken.
        let (mut best, mut closest) = (None, f64::NEG_INFINITY);
        for _ in 0..(20_000 / full.len()).clamp(1, 6) {
            let seeds = clusters.begin(&full, first, random);
            let closeness = clusters.settle(seeds);
            if closeness > closest {
                (best, closest) = (Some(clusters.places.clone()), closeness);
            }
        }
        clusters.places = best.unwrap_or_default();
        let centres = clusters.merged(wanted);
        clusters.settle(centres);
        clusters
    }

    /// k-means++: rows far from those chosen already are the likelier.
    fn begin(&self, full: &[usize], count: usize, random: &mut Random) -> Centres {
        let mut far = vec![1.0f64; full.len()];
        let mut dense = vec![0.0f32; self.terms];
        let mut places = vec![None; self.rows.len()];
        for group in 0..count {
            let total: f64 = far.iter().sum();
            let mut drawn = random.unit() * total;
            let chosen = far.iter().position(|far| {
                drawn -= far;
                drawn < 0.0
            });
            let Some(row) = chosen.and_then(|at| full.get(at)).map(|at| &self.rows[*at]) else {
                break;
            };
            let length: f32 = row.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
            for (term, weight) in row {
                if let Some(place) = dense.get_mut(*term as usize) {
                    *place = weight / length;
                }
            }
            for (index, far) in full.iter().zip(&mut far) {
                let row = &self.rows[*index];
                let (mut sum, mut square) = (0.0f32, 0.0f32);
                for (term, weight) in row {
                    sum += weight * dense.get(*term as usize).copied().unwrap_or_default();
                    square += weight * weight;
                }
                *far = far.min(f64::from(1.0 - sum / square.sqrt()).max(0.0));
            }
            for (term, _) in row {
                if let Some(place) = dense.get_mut(*term as usize) {
                    *place = 0.0;
                }
            }
            if let Some(place) =
                chosen.and_then(|at| full.get(at)).and_then(|at| places.get_mut(*at))
            {
                *place = Some((group, 1.0));
            }
        }
        self.centres(&places, count)
    }

    /// The centres of a grouping: what its rows have more than all, with length 1.
    fn centres(&self, places: &[Option<(usize, f64)>], count: usize) -> Centres {
        let mut weights = vec![0.0f32; self.terms * count];
        let mut sizes = vec![0u32; count];
        for (row, place) in self.rows.iter().zip(places) {
            let Some((group, _)) = place else { continue };
            if let Some(size) = sizes.get_mut(*group) {
                *size += 1;
            }
            for (term, weight) in row {
                if let Some(sum) = weights.get_mut(*term as usize * count + group) {
                    *sum += weight;
                }
            }
        }
        let mut squares = vec![0.0f64; count];
        let terms = || self.background.iter();
        for (weights, background) in weights.chunks_exact_mut(count.max(1)).zip(terms()) {
            for ((weight, size), square) in weights.iter_mut().zip(&sizes).zip(&mut squares) {
                *weight = (*weight / (*size).max(1) as f32 - background).max(0.0);
                *square += f64::from(*weight * *weight);
            }
        }
        for weights in weights.chunks_exact_mut(count.max(1)) {
            for (weight, square) in weights.iter_mut().zip(&squares) {
                if *square > 0.0 {
                    *weight /= square.sqrt() as f32;
                }
            }
        }
        Centres { count, weights }
    }

    /// Moves rows to their nearest centres, and centres to their rows, until nothing moves; the
    /// sum of all cosines.
    fn settle(&mut self, mut centres: Centres) -> f64 {
        self.count = centres.count;
        let mut sums = vec![0.0f32; centres.count];
        let mut closeness = 0.0;
        for round in 0..ROUNDS {
            let mut moved = false;
            closeness = 0.0;
            for (row, place) in self.rows.iter().zip(&mut self.places) {
                sums.fill(0.0);
                for (term, weight) in row {
                    let start = *term as usize * centres.count;
                    let own = centres.weights.get(start..start + centres.count);
                    for (sum, other) in sums.iter_mut().zip(own.unwrap_or_default()) {
                        *sum += weight * other;
                    }
                }
                let best = sums.iter().enumerate().fold((0, 0.0f32), |best, (group, sum)| {
                    if *sum > best.1 { (group, *sum) } else { best }
                });
                let new = (best.1 > 0.0).then_some((best.0, f64::from(best.1)));
                moved |= new.map(|(group, _)| group) != place.map(|(group, _)| group);
                closeness += f64::from(best.1);
                *place = new;
            }
            if !moved || round + 1 == ROUNDS {
                break;
            }
            centres = self.centres(&self.places, centres.count);
        }
        closeness
    }

    /// The centres when those that are alike are one, and no more than wanted where that can be.
    fn merged(&self, wanted: usize) -> Centres {
        let mut places = self.places.clone();
        let mut count = self.count;
        loop {
            let sizes = places.iter().flatten().fold(vec![0usize; count], |mut sizes, place| {
                if let Some(size) = sizes.get_mut(place.0) {
                    *size += 1;
                }
                sizes
            });
            // Numbers without gaps.
            let mut next = 0;
            let numbers: Vec<usize> = sizes
                .iter()
                .map(|size| {
                    next += usize::from(*size > 0);
                    next.saturating_sub(1)
                })
                .collect();
            for (group, _) in places.iter_mut().flatten() {
                *group = numbers.get(*group).copied().unwrap_or_default();
            }
            count = next;
            let centres = self.centres(&places, count);
            match centres.closest() {
                Some((one, other, cosine))
                    if count > 2 && (cosine >= SAME || (count > wanted && cosine >= APART)) =>
                {
                    for (group, _) in places.iter_mut().flatten() {
                        if *group == other {
                            *group = one;
                        }
                    }
                }
                _ => return centres,
            }
        }
    }

    /// Takes out what is less like its centre than `threshold`, and who would be alone.
    pub(super) fn leave_out(&mut self, threshold: f64) {
        for place in &mut self.places {
            *place = place.filter(|(_, like)| *like >= threshold);
        }
        let mut sizes = vec![0usize; self.count];
        for (group, _) in self.places.iter().flatten() {
            if let Some(size) = sizes.get_mut(*group) {
                *size += 1;
            }
        }
        for place in &mut self.places {
            *place = place.filter(|(group, _)| sizes.get(*group).is_some_and(|size| *size > 1));
        }
    }
}

impl Centres {
    /// The two centres that are most alike, and their cosine.
    fn closest(&self) -> Option<(usize, usize, f64)> {
        let count = self.count;
        let mut cosines = vec![0.0f64; count * count];
        for weights in self.weights.chunks_exact(count.max(1)) {
            for (one, a) in weights.iter().enumerate().filter(|(_, a)| **a > 0.0) {
                for (other, b) in weights.iter().enumerate().skip(one + 1) {
                    if let Some(sum) = cosines.get_mut(one * count + other) {
                        *sum += f64::from(a * b);
                    }
                }
            }
        }
        let all = cosines.into_iter().enumerate();
        let best = all.fold(None, |best: Option<(usize, f64)>, (at, cosine)| match best {
            Some((_, highest)) if highest >= cosine => best,
            _ => Some((at, cosine)),
        });
        let (at, cosine) = best?;
        Some((at / count, at % count, cosine))
    }
}
