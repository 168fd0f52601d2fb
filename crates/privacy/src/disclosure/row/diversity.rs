//! l-diversity: whether people who are alike differ in what nobody may find out about them.

use super::Diversity;

impl Diversity {
    /// Whether so many people with each answer are different enough. Where nobody answers,
    /// nothing can be found out.
    pub(super) fn holds(self, counts: &[usize]) -> bool {
        let total: usize = counts.iter().sum();
        let said = counts.iter().filter(|count| **count > 0);
        if total == 0 {
            return true;
        }
        match self {
            Self::Distinct(least) => said.count() >= least,
            Self::Entropy(least) => {
                let part = |&count: &usize| {
                    let share = count as f64 / total as f64;
                    -share * share.ln()
                };
                // Even shares reach the bound but for the last digits.
                said.map(part).sum::<f64>() >= least.max(1.0).ln() - 1e-9
            }
        }
    }
}
