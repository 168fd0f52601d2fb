//! What is answered to a request, as bytes.

use crate::files::Files;
use crate::kind::media_type;
use crate::path::{encoded, path};
use crate::request::Request;
use crate::status::Status;
use std::borrow::Cow;
use std::fmt::Write as _;
use std::hash::{DefaultHasher, Hash, Hasher};

/// An answer before it is sent.
pub(crate) struct Answer<'a> {
    pub(crate) status: Status,
    media_type: &'static str,
    /// Where the page is instead.
    location: Option<String>,
    /// A name for exactly these bytes.
    version: Option<String>,
    body: Cow<'a, [u8]>,
}

impl<'a> Answer<'a> {
    /// An answer of one sentence.
    pub(crate) fn sentence(status: Status) -> Self {
        let body = Cow::Owned(format!("{}\n", status.sentence()).into_bytes());
        let media_type = "text/plain; charset=utf-8";
        Self { status, media_type, location: None, version: None, body }
    }

    /// The answer to a request.
    pub(crate) fn to(request: &Request<'_>, files: &'a dyn Files) -> Self {
        let found = path(request.target).and_then(|path| {
            let file = if path.is_empty() || path.ends_with('/') {
                format!("{path}index.html")
            } else {
                path.clone()
            };
            if let Some(body) = files.get(&file) {
                return Ok(Self::file(&file, body, request.known));
            }
            // Links of a page are relative to its folder, which only a slash at the end makes one.
            if file == path && files.get(&format!("{path}/index.html")).is_some() {
                let query = request.target.find('?').map_or("", |at| &request.target[at..]);
                let location = format!("/{}/{query}", encoded(&path));
                return Ok(Self { location: Some(location), ..Self::sentence(Status::Moved) });
            }
            Err(Status::NotFound)
        });
        match found {
            Ok(answer) => answer,
            Err(Status::NotFound) => match files.get("404.html") {
                None => Self::sentence(Status::NotFound),
                Some(body) => {
                    let media_type = media_type("404.html");
                    Self { media_type, body, ..Self::sentence(Status::NotFound) }
                }
            },
            Err(status) => Self::sentence(status),
        }
    }

    fn file(path: &str, body: Cow<'a, [u8]>, known: Option<&str>) -> Self {
        let mut hasher = DefaultHasher::new();
        body.hash(&mut hasher);
        let version = format!("\"{:016x}\"", hasher.finish());
        let has = |known: &str| known.trim().trim_start_matches("W/") == version;
        let there = known.is_some_and(|known| known.trim() == "*" || known.split(',').any(has));
        let status = if there { Status::NotModified } else { Status::Ok };
        let media_type = media_type(path);
        Self { status, media_type, location: None, version: Some(version), body }
    }

    /// Head and body as they are sent.
    pub(crate) fn parts(&self, head_only: bool, close: bool) -> (String, &[u8]) {
        let mut head = format!("HTTP/1.1 {}\r\n", self.status.line());
        // Writing to a String cannot fail.
        let mut field = |name: &str, value: &str| {
            let _ = write!(head, "{name}: {value}\r\n");
        };
        let nothing = self.status == Status::NotModified;
        if !nothing {
            field("Content-Type", self.media_type);
            field("Content-Length", &self.body.len().to_string());
        }
        if let Some(version) = &self.version {
            field("ETag", version);
        }
        if let Some(location) = &self.location {
            field("Location", location);
        }
        match self.status {
            Status::NotAllowed => field("Allow", "GET, HEAD"),
            Status::Busy => field("Retry-After", "1"),
            _ => {}
        }
        // A site that is built again is seen at once.
        field("Cache-Control", "no-cache");
        field("X-Content-Type-Options", "nosniff");
        field("Referrer-Policy", "no-referrer");
        field("Cross-Origin-Resource-Policy", "same-origin");
        if close {
            field("Connection", "close");
        }
        head.push_str("\r\n");
        (head, if head_only || nothing { &[] } else { &self.body })
    }
}
