//! From files to a workspace.

use crate::content::Content;
use crate::problem::{Filed, Problems};
use crate::product;
use crate::settings::Settings;
use crate::study::{self, Study};
use crate::tree::Tree;
use paap_product::Product;
use paap_text::Problem;
use paap_text::yaml::At;

/// A workspace, read.
pub struct Workspace {
    /// What it is.
    pub settings: Settings,
    /// The studies, by their names.
    pub studies: Vec<Study>,
    /// What is shared beside them.
    pub content: Content,
    /// The platform as a product; None where there is no `product/`.
    pub product: Option<Product>,
    /// What was wrong in the files themselves.
    pub(crate) problems: Vec<Filed>,
}

impl Workspace {
    /// Reads a workspace. Whatever its files hold, there is one: what could not be understood is what
    /// [`Workspace::check`] begins with.
    pub fn read(tree: &Tree, threads: usize) -> Self {
        let mut problems = Problems::default();
        let file = "paap.yaml";
        let settings = match study::text(tree, file, &mut problems) {
            Some(text) => {
                let mut found = Vec::new();
                let settings = Settings::read(text, &mut found);
                problems.all(file, found);
                settings
            }
            None => {
                let problem = Problem::error("no-settings", At::START, "There is no paap.yaml.");
                problems.add(file, problem.help("`paap init DIR` makes a workspace."));
                Settings::default()
            }
        };
        let studies = tree.folders("studies").into_iter();
        let mut studies: Vec<Study> =
            studies.map(|id| Study::read(tree, id, threads, &mut problems)).collect();
        let content = Content::read(tree, &settings, &mut problems);
        let product = product::read(tree, &mut problems);
        if let Some(product) = &product {
            product::measured(product, &mut studies);
        }
        Self { settings, studies, content, product, problems: problems.0 }
    }

    /// What was wrong in a file itself.
    pub fn problems_in(&self, file: &str) -> Vec<&Filed> {
        self.problems.iter().filter(|own| own.file == file && own.is_error()).collect()
    }

    /// The study of this id.
    pub fn study(&self, id: &str) -> Option<&Study> {
        self.studies.iter().find(|study| study.id == id)
    }
}
