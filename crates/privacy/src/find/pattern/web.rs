//! Addresses of mail, web pages and hosts, and IP and MAC addresses.

use super::super::Context;
use super::super::lexicon::Class;
use super::super::token::{Gap, Shape};
use crate::{Kind, Span};

/// The address that begins at this token, if one does.
pub(super) fn at(context: &Context<'_>, at: usize) -> Option<Span> {
    let token = context.tokens[at];
    let inside = at > 0 && token.gap == Gap::None && !opens_address(context, at);
    if inside || token.masked {
        return None;
    }
    match token.shape {
        Shape::Mark(b':') => ip6(context, token.start),
        Shape::Mark(_) => None,
        // What stands alone between blanks is no address, or a spoken one.
        _ if context.tokens.get(at + 1).is_none_or(|t| t.gap != Gap::None) => {
            spoken_mail(context, at).or_else(|| numbered_host(context, at))
        }
        _ => mail(context, at)
            .or_else(|| url(context, at))
            .or_else(|| ip4(context, at))
            .or_else(|| ip6(context, token.start))
            .or_else(|| host(context, at)),
    }
}

/// Whether what is glued before the token cannot be a part of an address.
fn opens_address(context: &Context<'_>, at: usize) -> bool {
    let before = context.tokens[at - 1];
    match before.shape {
        Shape::Mark(mark) => !matches!(mark, b'.' | b'-' | b'_' | b'@' | b'+' | b'%'),
        _ => false,
    }
}

fn span(start: usize, end: usize, kind: Kind, confidence: f64, rule: &'static str) -> Option<Span> {
    Some(Span { range: start..end, kind, confidence, rule })
}

/// The end of what `fits`, from `start`, no longer than `longest` bytes.
fn while_fits(bytes: &[u8], start: usize, longest: usize, fits: impl Fn(u8) -> bool) -> usize {
    let end = bytes.len().min(start.saturating_add(longest));
    bytes[start..end].iter().position(|&b| !fits(b)).map_or(end, |n| start + n)
}

fn mail(context: &Context<'_>, at: usize) -> Option<Span> {
    let bytes = context.text.as_bytes();
    let start = context.tokens[at].start;
    let sign = while_fits(bytes, start, 65, |b| {
        b.is_ascii_alphanumeric() || b"._%+-'".contains(&b) || !b.is_ascii()
    });
    if bytes.get(sign) == Some(&b'@') {
        let mut end = while_fits(bytes, sign + 1, 254, |b| {
            b.is_ascii_alphanumeric() || b".-".contains(&b) || !b.is_ascii()
        });
        while end > sign + 1 && bytes[end - 1].is_ascii() && !bytes[end - 1].is_ascii_alphanumeric()
        {
            end -= 1;
        }
        // Marks such as a closing quotation mark are no part of it.
        let domain =
            context.text.get(sign + 1..end)?.trim_end_matches(|c: char| !c.is_alphanumeric());
        if domain.len() > 2 {
            let dotted = domain.contains('.');
            let end = sign + 1 + domain.len();
            return span(start, end, Kind::Mail, if dotted { 0.99 } else { 0.8 }, "mail");
        }
    }
    None
}

/// `name at example dot com`, as people say it.
fn spoken_mail(context: &Context<'_>, at: usize) -> Option<Span> {
    if !context.word(at + 1).eq_ignore_ascii_case("at") {
        return None;
    }
    let words = &context.tokens[at..context.tokens.len().min(at + 9)];
    let text = |i: usize| words.get(i).map(|t| &context.text[t.start..t.end]);
    let mut end = 2;
    let mut dots = 0;
    while text(end).is_some()
        && words[end].is_word()
        && text(end + 1).is_some_and(|w| w.eq_ignore_ascii_case("dot"))
    {
        end += 2;
        dots += 1;
    }
    let last = words.get(end)?;
    let known =
        TLDS.contains(&context.text.get(last.start..last.end)?.to_ascii_lowercase().as_str());
    (dots > 0 && known)
        .then(|| span(words[0].start, last.end, Kind::Mail, 0.85, "spoken-mail"))
        .flatten()
}

fn url(context: &Context<'_>, at: usize) -> Option<Span> {
    let bytes = context.text.as_bytes();
    let token = context.tokens[at];
    let rest = &bytes[token.end..];
    let word = &context.text[token.start..token.end];
    let schemed = rest.starts_with(b"://");
    let www = word.eq_ignore_ascii_case("www") && rest.starts_with(b".");
    if !schemed && !www {
        return None;
    }
    let mut end = while_fits(bytes, token.end, 2048, |b| {
        !b.is_ascii_whitespace() && !b"<>\"`{}|\\^".contains(&b)
    });
    while end > token.end && b".,;:!?)]'*_".contains(&bytes[end - 1]) {
        end -= 1;
    }
    while !context.text.is_char_boundary(end) {
        end -= 1;
    }
    (end > token.end + 3).then(|| span(token.start, end, Kind::Url, 0.99, "url")).flatten()
}

/// Endings of hosts: public ones, and those used inside organisations.
const TLDS: [&str; 78] = [
    "com", "org", "net", "io", "dev", "co", "edu", "gov", "mil", "int", "info", "biz", "app",
    "cloud", "ai", "tech", "online", "site", "xyz", "local", "internal", "corp", "lan", "intra",
    "intranet", "example", "test", "invalid", "home", "de", "uk", "fr", "nl", "be", "ch", "at",
    "se", "no", "dk", "fi", "it", "es", "pt", "pl", "cz", "sk", "hu", "ro", "gr", "ie", "ru", "ua",
    "tr", "il", "in", "cn", "jp", "kr", "tw", "hk", "sg", "au", "nz", "ca", "us", "mx", "br", "ar",
    "cl", "uy", "za", "ng", "ke", "eu", "lu", "si", "hr", "is",
];

fn host(context: &Context<'_>, at: usize) -> Option<Span> {
    let bytes = context.text.as_bytes();
    let start = context.tokens[at].start;
    let mut end =
        while_fits(bytes, start, 254, |b| b.is_ascii_alphanumeric() || b".-_".contains(&b));
    while end > start && !bytes[end - 1].is_ascii_alphanumeric() {
        end -= 1;
    }
    // A letter of another script goes on: no host.
    if bytes.get(end).is_some_and(|b| !b.is_ascii()) && context.tokens[at].end > end {
        return None;
    }
    let name = context.text.get(start..end)?;
    if let Some((before, last)) = name.rsplit_once('.') {
        let last = last.to_ascii_lowercase();
        let labels = before.split('.').count();
        let small = name == name.to_ascii_lowercase() || labels > 1;
        let fits = !before.split('.').any(str::is_empty)
            && before.bytes().any(|b| b.is_ascii_alphabetic())
            && TLDS.contains(&last.as_str());
        // `end.In the` is two sentences without a blank.
        let sentence = matches!(
            last.as_str(),
            "in" | "it"
                | "is"
                | "at"
                | "no"
                | "be"
                | "us"
                | "co"
                | "test"
                | "home"
                | "local"
                | "internal"
                | "example"
                | "online"
                | "site"
                | "cloud"
                | "tech"
                | "app"
                | "info"
        ) && labels < 2
            && before.len() < 3;
        if fits && small && !sentence && last.bytes().all(|b| b.is_ascii_lowercase()) {
            let end = with_path(bytes, end);
            return span(start, end, Kind::Host, 0.9, "host");
        }
        return None;
    }
    machine(name).then(|| span(start, end, Kind::Host, 0.6, "machine-name")).flatten()
}

/// `jumphost3`: what machines are called, and a number.
fn numbered_host(context: &Context<'_>, at: usize) -> Option<Span> {
    let token = context.tokens[at];
    if token.shape != Shape::Mingled {
        return None;
    }
    let name = context.text.get(token.start..token.end)?;
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let called = ["host", "server", "srv", "node", "runner", "worker", "gateway", "proxy"];
    let fits = stem.len() < name.len()
        && stem.bytes().all(|b| b.is_ascii_lowercase())
        && called.iter().any(|word| stem.ends_with(word) && stem.len() > word.len());
    fits.then(|| span(token.start, token.end, Kind::Host, 0.6, "machine-name")).flatten()
}

/// A path right after a host.
fn with_path(bytes: &[u8], end: usize) -> usize {
    if bytes.get(end) != Some(&b'/') {
        return end;
    }
    let mut last =
        while_fits(bytes, end, 2048, |b| b.is_ascii_alphanumeric() || b"/-_.~%?#=&+:".contains(&b));
    while last > end && b".,;:!?".contains(&bytes[last - 1]) {
        last -= 1;
    }
    last
}

/// `db-prod-eu-07`: small words and a number, joined by two hyphens or more.
fn machine(name: &str) -> bool {
    let mut parts = 0;
    let mut ends_in_digit = false;
    let mut lettered = 0;
    for part in name.split('-') {
        if part.is_empty() || !part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
            return false;
        }
        parts += 1;
        lettered += usize::from(part.len() > 1 && part.as_bytes()[0].is_ascii_alphabetic());
        ends_in_digit = part.bytes().last().is_some_and(|b| b.is_ascii_digit());
    }
    // A cloud's region, such as `eu-west-1`, is nobody's.
    let region = parts == 3
        && ["us", "eu", "ap", "sa", "ca", "me", "af", "cn"]
            .iter()
            .any(|r| name.starts_with(&format!("{r}-")));
    parts >= 3 && lettered >= 2 && ends_in_digit && !region
}

fn ip4(context: &Context<'_>, at: usize) -> Option<Span> {
    let token = context.tokens[at];
    if !token.is_number() || token.len() > 3 {
        return None;
    }
    let bytes = context.text.as_bytes();
    let mut end = while_fits(bytes, token.start, 16, |b| b.is_ascii_digit() || b == b'.');
    while end > token.start && bytes[end - 1] == b'.' {
        end -= 1;
    }
    let text = context.text.get(token.start..end)?;
    let octets = text.split('.').count();
    let valid = text.split('.').all(|part| part.len() <= 3 && part.parse::<u8>().is_ok());
    let version = super::after(context, at, 2, Class::default())
        || at > 0
            && context.text[context.tokens[at - 1].start..context.tokens[at - 1].end]
                .eq_ignore_ascii_case("version");
    if octets != 4 || !valid || version {
        return None;
    }
    let network = while_fits(bytes, end + 1, 3, |b| b.is_ascii_digit());
    let end = if bytes.get(end) == Some(&b'/') && network > end + 1 { network } else { end };
    span(token.start, end, Kind::Ip, 0.97, "ip")
}

/// IPv6 and MAC addresses: groups of hexadecimal digits.
fn ip6(context: &Context<'_>, start: usize) -> Option<Span> {
    let bytes = context.text.as_bytes();
    let mut end =
        while_fits(bytes, start, 46, |b| b.is_ascii_hexdigit() || matches!(b, b':' | b'-' | b'.'));
    while end > start && matches!(bytes[end - 1], b'.' | b'-') {
        end -= 1;
    }
    if end > start + 2 && bytes[end - 1] == b':' && bytes[end - 2] != b':' {
        end -= 1;
    }
    let text = context.text.get(start..end)?;
    if bytes.get(end).is_some_and(|b| b.is_ascii_alphanumeric()) {
        return None;
    }
    let groups = |by: char| text.split(by);
    let pairs = |by: char| {
        groups(by).count() == 6
            && groups(by).all(|g| g.len() == 2 && g.bytes().all(|b| b.is_ascii_hexdigit()))
    };
    if pairs(':') || pairs('-') {
        return span(start, end, Kind::Ip, 0.95, "mac");
    }
    let colons = text.bytes().filter(|&b| b == b':').count();
    (colons >= 2 && text.len() >= 6 && text.parse::<std::net::Ipv6Addr>().is_ok())
        .then(|| span(start, end, Kind::Ip, 0.95, "ip"))
        .flatten()
}
