//! The files of a workspace, wherever they come from.

use std::collections::BTreeMap;

/// Files by their paths in the workspace, with `/` between folders: `studies/paved-roads/study.yaml`.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    /// What each file holds.
    pub files: BTreeMap<String, Vec<u8>>,
}
