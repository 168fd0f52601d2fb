//! The public site: static pages that work without scripts, from any path of a static host.
//!
//! [`Site`] says all that the pages say; [`build`] writes them. All links are relative and name their
//! file, no page asks anything of another host, and the same site gives the same bytes.
//!
//! ```
//! use paap_publish::site::{Site, build, path};
//!
//! let files = build(&Site::sample())?;
//! assert!(files.contains_key(path::HOME));
//! # Ok::<(), paap_publish::PublishError>(())
//! ```

mod context;
mod filters;
mod links;
mod of;
mod pager;
mod pages;
pub mod path;
mod render;
mod results;
mod sample;
mod search;
mod standing;
#[cfg(test)]
mod tests;
mod view;
mod words;

pub use links::{BrokenLink, broken_links};
pub(crate) use of::licence;
pub use of::{Made, site as of};
pub use view::*;

use crate::PublishError;
use std::collections::BTreeMap;

/// All files of the site, by their paths from its root.
///
/// # Errors
/// [`PublishError::Twice`] where two things want one path, and [`PublishError::Template`] where a
/// template and its context disagree, which no data can cause.
pub fn build(site: &Site) -> Result<BTreeMap<String, Vec<u8>>, PublishError> {
    let mut press = render::Press::new(site)?;
    pages::all(site, &mut press)?;
    press.finish()
}
