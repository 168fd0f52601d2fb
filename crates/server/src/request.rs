//! The head of a request, read strictly: what could be understood in two ways is refused.

use crate::host::is_loopback;
use crate::status::Status;

/// The longest target, in bytes.
const TARGET: usize = 4096;
/// The most headers.
const HEADERS: usize = 100;

/// What is asked.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Request<'a> {
    /// Whether only the head of the answer is wanted.
    pub(crate) head_only: bool,
    /// What is asked for, beginning with a slash.
    pub(crate) target: &'a str,
    /// Whether the connection ends after the answer.
    pub(crate) close: bool,
    /// The versions that the client has.
    pub(crate) known: Option<&'a str>,
}

/// Reads a head without the empty line at its end. `any_host` answers to every name.
pub(crate) fn read(head: &[u8], any_host: bool) -> Result<Request<'_>, Status> {
    let head = std::str::from_utf8(head).map_err(|_| Status::BadRequest)?;
    let mut lines = head.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line));
    let first = lines.next().unwrap_or_default();
    if first.len() > TARGET {
        return Err(Status::LongTarget);
    }
    if head.bytes().any(is_odd) {
        return Err(Status::BadRequest);
    }
    let mut words = first.split(' ');
    let (Some(method), Some(target), Some(version), None) =
        (words.next(), words.next(), words.next(), words.next())
    else {
        return Err(Status::BadRequest);
    };
    let old = match version {
        "HTTP/1.1" => false,
        "HTTP/1.0" => true,
        _ if version.starts_with("HTTP/") => return Err(Status::Version),
        _ => return Err(Status::BadRequest),
    };
    let fields = Fields::read(lines)?;
    // The whole address may stand in the first line; then its name is the one that counts.
    let (name, target) = match target.strip_prefix("http://") {
        None => (fields.host, target),
        Some(rest) => {
            let at = rest.find('/').unwrap_or(rest.len());
            (Some(&rest[..at]), if at == rest.len() { "/" } else { &rest[at..] })
        }
    };
    match (name, fields.host) {
        (None, _) | (_, None) if !old => return Err(Status::BadRequest),
        _ if any_host => {}
        (None, None) => {}
        (name, host) if name.into_iter().chain(host).all(is_loopback) => {}
        _ => return Err(Status::WrongHost),
    }
    let head_only = match method {
        "GET" => false,
        "HEAD" => true,
        _ => return Err(Status::NotAllowed),
    };
    if fields.has_body {
        return Err(Status::HasBody);
    }
    Ok(Request { head_only, target, close: old || fields.close, known: fields.known })
}

/// A control character that no line holds; a tab may stand within a header.
fn is_odd(byte: u8) -> bool {
    byte == 0x7f || byte < 0x20 && !matches!(byte, b'\t' | b'\r' | b'\n')
}

#[derive(Default)]
struct Fields<'a> {
    host: Option<&'a str>,
    close: bool,
    has_body: bool,
    known: Option<&'a str>,
}

impl<'a> Fields<'a> {
    fn read(lines: impl Iterator<Item = &'a str>) -> Result<Self, Status> {
        let mut fields = Self::default();
        for (index, line) in lines.enumerate() {
            if index == HEADERS {
                return Err(Status::LongHead);
            }
            let (name, value) = line.split_once(':').ok_or(Status::BadRequest)?;
            if name.is_empty() || !name.bytes().all(is_token) || value.contains('\r') {
                return Err(Status::BadRequest);
            }
            let value = value.trim_matches([' ', '\t']);
            match name.to_ascii_lowercase().as_str() {
                "host" if fields.host.is_some() => return Err(Status::BadRequest),
                "host" => fields.host = Some(value),
                "connection" => {
                    let mut options = value.split(',').map(str::trim);
                    fields.close |= options.any(|option| option.eq_ignore_ascii_case("close"));
                }
                "content-length" => fields.has_body |= value != "0",
                "transfer-encoding" => fields.has_body = true,
                "if-none-match" => fields.known = Some(value),
                _ => {}
            }
        }
        Ok(fields)
    }
}

fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}
