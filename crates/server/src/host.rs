//! Whether a request means this machine, by the name it asks for.

use std::net::{Ipv4Addr, Ipv6Addr};

/// Whether a `Host` is a name of loopback, with or without a port.
///
/// A page on the net may have its own name resolved to 127.0.0.1, and then read what is served here as
/// if it were its own (DNS rebinding). The name in `Host` gives it away.
pub(crate) fn is_loopback(host: &str) -> bool {
    let (name, port) = match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((address, rest)) => {
            if address.parse::<Ipv6Addr>().ok() != Some(Ipv6Addr::LOCALHOST) {
                return false;
            }
            match rest.strip_prefix(':') {
                Some(port) => return is_port(port),
                None => return rest.is_empty(),
            }
        }
        None => host.split_once(':').map_or((host, None), |(name, port)| (name, Some(port))),
    };
    let known = name.eq_ignore_ascii_case("localhost")
        || name.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback());
    known && port.is_none_or(is_port)
}

fn is_port(port: &str) -> bool {
    port.bytes().all(|b| b.is_ascii_digit()) && port.parse::<u16>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loopback_has_these_names() {
        for host in ["localhost", "LocalHost:80", "127.0.0.1:8080", "127.9.9.9", "[::1]", "[::1]:9"]
        {
            assert!(is_loopback(host), "{host}");
        }
    }

    #[test]
    fn other_names_are_not_ours() {
        for host in [
            "",
            "example.org",
            "localhost.example.org",
            "127.0.0.1.example.org",
            "127.0.0.1@example.org",
            "localhost:80:80",
            "localhost:",
            "localhost:99999",
            "[::1]example.org",
            "[::2]",
            "[::1",
            "::1",
            "0.0.0.0",
            "0x7f.1",
            "2130706433",
            "localhost.",
            " localhost",
        ] {
            assert!(!is_loopback(host), "{host}");
        }
    }
}
