//! Addresses and phone numbers in a text.

use crate::infer::figure::Figure;

pub(crate) fn has_mail_address(text: &str) -> bool {
    if memchr::memchr(b'@', text.as_bytes()).is_none() {
        return false;
    }
    let letter = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '%');
    text.match_indices('@').any(|(at, _)| {
        let before = text[..at].chars().next_back().is_some_and(letter);
        let host: String = text[at + 1..].chars().take_while(|&c| letter(c)).collect();
        let host = host.trim_end_matches('.');
        before
            && host.rsplit_once('.').is_some_and(|(name, top)| {
                !name.is_empty() && top.len() >= 2 && top.chars().all(char::is_alphabetic)
            })
    })
}

/// Whether a mail or network address may stand in a text, or in one of many that follow each other:
/// a glance at its marks.
pub(crate) fn may_have_addresses(text: &str) -> bool {
    memchr::memchr(b'@', text.as_bytes()).is_some() || may_have_network_address(text)
}

/// Nearly all texts have no digit on both sides of a dot and few colons: those are told quickly.
fn may_have_network_address(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    memchr::memchr_iter(b'.', bytes).any(|at| at > 0 && digit(at - 1) && digit(at + 1))
        || memchr::memchr_iter(b':', bytes).nth(3).is_some()
}

pub(crate) fn has_network_address(text: &str) -> bool {
    if !may_have_network_address(text) {
        return false;
    }
    text.split(|c: char| !c.is_ascii_hexdigit() && c != '.' && c != ':').any(|word| {
        let v4 = word.split('.').count() == 4 && word.parse::<std::net::Ipv4Addr>().is_ok();
        v4 || word.matches(':').count() >= 4 && word.parse::<std::net::Ipv6Addr>().is_ok()
    })
}

/// Whether a phone number stands in a text.
pub(crate) fn has_phone_number(text: &str) -> bool {
    // Nearly all texts have few digits: those are told quickly.
    if text.bytes().filter(u8::is_ascii_digit).nth(7).is_none() {
        return false;
    }
    let within = |c: char| c.is_ascii_digit() || " +-()./".contains(c);
    text.split(|c: char| !within(c)).any(|run| {
        let run = run.trim_matches([' ', '.', '/', '-']);
        is_phone_number(run)
    })
}

/// Whether a text is a phone number and can hardly be another number: a plus sign and 9 to 15
/// digits; a zero or a bracket in front of 9 to 15 digits in several groups; or three, three and
/// four digits.
pub(super) fn is_phone_number(text: &str) -> bool {
    let bytes = text.as_bytes();
    let starts = bytes.first().is_some_and(|b| b.is_ascii_digit() || matches!(b, b'+' | b'('));
    if !starts || !bytes.iter().all(|b| b.is_ascii_digit() || b" +-()./".contains(b)) {
        return false;
    }
    let groups: Vec<&str> =
        text.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
    let digits: usize = groups.iter().map(|group| group.len()).sum();
    if !(9..=15).contains(&digits) || has_date(&groups) {
        return false;
    }
    match bytes[0] {
        b'+' => !groups[0].starts_with('0'),
        b'0' | b'(' => {
            groups.len() > 1
                && groups.iter().all(|group| group.len() > 1)
                && !text.starts_with("0.")
        }
        _ => {
            let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
            let american = matches!(lengths[..], [3, 3, 4] | [1, 3, 3, 4]);
            american && !text.contains('/') && Figure::read(text).is_none()
        }
    }
}

/// Whether some of the digits are a year beside a day and a month: `01.07.-05.07.2024`.
fn has_date(groups: &[&str]) -> bool {
    let is_year =
        |group: &str| group.len() == 4 && (group.starts_with("19") || group.starts_with("20"));
    let small = groups.iter().filter(|group| group.len() <= 2).count();
    groups.iter().all(|group| is_year(group))
        || groups.iter().any(|group| is_year(group)) && small + 2 >= groups.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sees_addresses() {
        assert!(has_mail_address("write to someone@example.org, please"));
        assert!(!has_mail_address("@platform-team is great"));
        assert!(has_network_address("from 192.0.2.17 today"));
        assert!(has_network_address("2001:db8:0:0:0:0:0:1"));
        assert!(!has_network_address("version 1.2.3, at 12:30:45"));
    }

    #[test]
    fn sees_phone_numbers() {
        let yes = [
            "+49 170 1234567",
            "(030) 123 4567",
            "555-123-4567",
            "+15551234567",
            "0171 2345678",
            "030/1234567",
            "01 23 45 67 89",
            "1-800-555-0199",
        ];
        assert!(yes.iter().all(|text| is_phone_number(text)));
        let no =
            ["1 000 000", "2024-01-02", "1000-5000", "50,000", "1.000.000.000", "555-1234", ""];
        no.iter().for_each(|text| assert!(!has_phone_number(text), "{text}"));
        let yes = ["call Kim on +49 171 2345678.", "Kim (030) 123 4567, mornings"];
        yes.iter().for_each(|text| assert!(has_phone_number(text), "{text}"));
        let no = [
            "2024-01-02 10:30:00",
            "from 10000 to 20000 people",
            "ISO 27001, 27002, 9001",
            "2019/2020/2021",
            "01.07.-05.07.2024",
            "10/100/1000",
            "ISO 9001/14001/45001",
            "100/200/5000 MB",
            "52.5200 13.4050",
            "123-45-6789",
            "+10000000",
            "0.123456789",
            "007-12",
        ];
        no.iter().for_each(|text| assert!(!has_phone_number(text), "{text}"));
    }
}
