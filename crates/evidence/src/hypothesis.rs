//! Hypotheses: what was assumed, and the dated test of it.

use paap_text::Problem;
use paap_text::yaml::Node;

/// Something assumed.
#[derive(Debug, Clone, Default)]
pub struct Hypothesis {
    /// Its id.
    pub id: String,
}

/// Reads one.
pub fn read(id: &str, _node: &Node) -> (Hypothesis, Vec<Problem>) {
    (Hypothesis { id: id.to_owned() }, Vec::new())
}
