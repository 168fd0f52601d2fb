//! The answers that there are.

/// What becomes of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    Ok,
    Moved,
    NotModified,
    BadRequest,
    NotFound,
    NotAllowed,
    Slow,
    HasBody,
    LongTarget,
    WrongHost,
    LongHead,
    Busy,
    Version,
}

impl Status {
    /// Its number and name, as RFC 9110 has them.
    pub(crate) const fn line(self) -> &'static str {
        match self {
            Self::Ok => "200 OK",
            Self::Moved => "301 Moved Permanently",
            Self::NotModified => "304 Not Modified",
            Self::BadRequest => "400 Bad Request",
            Self::NotFound => "404 Not Found",
            Self::NotAllowed => "405 Method Not Allowed",
            Self::Slow => "408 Request Timeout",
            Self::HasBody => "413 Content Too Large",
            Self::LongTarget => "414 URI Too Long",
            Self::WrongHost => "421 Misdirected Request",
            Self::LongHead => "431 Request Header Fields Too Large",
            Self::Busy => "503 Service Unavailable",
            Self::Version => "505 HTTP Version Not Supported",
        }
    }

    /// The same for whoever reads it in a browser.
    pub(crate) const fn sentence(self) -> &'static str {
        match self {
            Self::Ok | Self::NotModified => "",
            Self::Moved => "The page is at the same address with a slash at its end.",
            Self::BadRequest => "This is no request that can be understood.",
            Self::NotFound => "There is no such page.",
            Self::NotAllowed => "Pages can be read here, nothing else.",
            Self::Slow => "The request took too long.",
            Self::HasBody => "Requests have no body here.",
            Self::LongTarget => "The address is too long.",
            Self::WrongHost => "This site answers to localhost and to 127.0.0.1 only.",
            Self::LongHead => "The request is too long.",
            Self::Busy => "Too many ask at once. Try again in a moment.",
            Self::Version => "Use HTTP/1.1.",
        }
    }

    /// Whether what comes next on the connection cannot be trusted to be a request.
    pub(crate) const fn ends(self) -> bool {
        !matches!(self, Self::Ok | Self::Moved | Self::NotModified | Self::NotFound)
    }
}
