//! Pages over HTTP: today the files of a site, to the machine they are on.
//!
//! It serves what is finished already, so it answers GET and HEAD and nothing else. Whatever comes in is
//! bounded: lines, headers, time, connections. It listens on loopback, and answers only those who ask
//! for a loopback name: else any web page in the same browser could read the site through a name of its
//! own that points here.
//!
//! ```
//! use paap_server::{Reach, Site};
//! use std::{collections::BTreeMap, sync::Arc};
//!
//! let files = BTreeMap::from([("index.html".to_owned(), b"<!doctype html>".to_vec())]);
//! let server = Site::bind(([127, 0, 0, 1], 0).into(), Arc::new(files), Reach::Machine)?;
//! println!("http://{}/", server.address());
//! # server.stop().stop();
//! server.run()?;
//! # Ok::<(), paap_server::Error>(())
//! ```

mod answer;
mod connection;
mod error;
mod files;
mod host;
mod kind;
mod path;
mod request;
mod site;
mod status;

pub use error::Error;
pub use files::{Files, Folder};
pub use site::{Reach, Site, Stop};

#[cfg(test)]
mod tests;
