//! What was found in an event, and in what it carries.

use crate::events::base64;
use crate::events::json::{Scanner, unescape};
use crate::events::plan::{Found, Kind, Plan, Slot};
use paap_text::Weight;
use std::borrow::Cow;

/// Why an event is left out: a code, what is wrong, what to do.
pub(super) struct Odd(
    pub(super) &'static str,
    pub(super) Weight,
    pub(super) String,
    pub(super) &'static str,
);

pub(super) fn wrong<T>(
    code: &'static str,
    message: impl Into<String>,
    help: &'static str,
) -> Result<T, Odd> {
    Err(Odd(code, Weight::Error, message.into(), help))
}

/// What was found in an event, and what was found in a text that it carries.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) found: &'a Found,
    pub(super) inside: Option<(&'a [u8], &'a Found)>,
}

impl<'a> View<'a> {
    /// What stands at a place: a text, a number or a word; empty texts are nothing.
    #[inline(always)]
    pub(super) fn text(&self, slot: u8) -> Option<Cow<'a, [u8]>> {
        let (bytes, found): (&'a [u8], Slot) = match self.found.get(slot) {
            Some(found) => (self.bytes, found),
            None => {
                let (bytes, found) = self.inside?;
                (bytes, found.get(slot)?)
            }
        };
        let text = bytes.get(found.start as usize..found.end as usize)?;
        match found.kind {
            Kind::Text | Kind::Number | Kind::Word if !text.is_empty() => Some(Cow::Borrowed(text)),
            Kind::Escaped => Some(Cow::Owned(unescape(text))),
            _ => None,
        }
    }

    pub(super) fn has(&self, slot: u8) -> bool {
        self.found.get(slot).is_some()
            || self.inside.is_some_and(|(_, own)| own.get(slot).is_some())
    }
}

/// What an event carries in a text, as the event would have it that carries it in the open.
pub(super) fn payload(view: &View, data: u8, base64: u8) -> Result<Option<Vec<u8>>, Odd> {
    let text = match (view.found.get(data), view.text(base64)) {
        (Some(own), None) if matches!(own.kind, Kind::Text | Kind::Escaped) => view.text(data),
        (None, Some(text)) => match base64::decode(&text) {
            Some(text) => Some(Cow::Owned(text)),
            None => {
                let help = "It is base64 as RFC 4648 has it, with its padding.";
                return wrong("bad-data", "What stands in data_base64 is no base64.", help);
            }
        },
        (Some(_), Some(_)) => {
            let help = "An event carries one of them.";
            return wrong("bad-data", "The event has both data and data_base64.", help);
        }
        _ => None,
    };
    Ok(text.map(|text| [b"{\"data\":", &*text, b"}"].concat()))
}

/// Looks into what an event carries in a text.
#[cold]
pub(super) fn carried(plan: &Plan, bytes: Vec<u8>) -> Result<Box<(Vec<u8>, Found)>, Odd> {
    let mut room = Box::new((bytes, Found::new()));
    let (bytes, found) = &mut *room;
    let mut scanner = Scanner::new(bytes, 0);
    let read = str::from_utf8(bytes).is_ok() && scanner.object(plan, found).is_ok();
    if read && scanner.at == bytes.len() && found.twice.is_none() {
        return Ok(room);
    }
    let help = "Its type means something that the data should say: have the sender carry JSON.";
    wrong("bad-data", "What the event carries in a text is no JSON.", help)
}
