//! An event: what it says of itself is checked, and what it means becomes a row.

use super::names::kept;
use super::view::{Odd, View, carried, payload, wrong};
use super::{Built, Piece, Row, Worker};
use crate::events::facts::{NONE, Request, VALUE};
use crate::events::mapping::Happened;
use crate::events::plan::Found;
use crate::events::slots::CdEvent;
use crate::events::time::moment;
use paap_text::Weight;
use std::borrow::Cow;

impl Worker<'_> {
    /// Takes the event between two places.
    #[inline(always)]
    pub(super) fn event(
        &mut self,
        bytes: &[u8],
        (start, end): (usize, usize),
        found: &Found,
        piece: &mut Piece,
    ) {
        let taken = self.take(bytes, start, end, found, piece);
        if let Err(Odd(code, weight, message, help)) = taken {
            self.odd(piece, bytes, start, code, weight, || (message, help));
        }
    }

    fn take(
        &mut self,
        bytes: &[u8],
        start: usize,
        end: usize,
        found: &Found,
        piece: &mut Piece,
    ) -> Result<(), Odd> {
        let slots = self.shared.slots;
        if !self.utf8 && str::from_utf8(&bytes[start..end]).is_err() {
            let help = "Save the file as UTF-8.";
            return wrong("not-utf8", "The event has bytes that are no UTF-8.", help);
        }
        if let Some(slot) = found.twice {
            let name = slots.plan.path(slot);
            let help = "Names in an object are there once: it is not known which one is meant.";
            return wrong("repeated-name", format!("The event has “{name}” twice."), help);
        }
        let mut view = View { bytes, found, inside: None };
        if found.get(slots.version).is_none() && found.get(slots.bare.context).is_some() {
            return self.cdevent(&view, slots.bare, piece);
        }
        let [id, source, name] = self.attributes(&view)?;
        if let Some((from, to)) = found.odd {
            let name = String::from_utf8_lossy(&bytes[from..to]).into_owned();
            self.odd(piece, bytes, from, "attribute-name", Weight::Warning, || {
                let help = "Attributes of CloudEvents have small letters and digits only; the event is read.";
                (format!("“{name}” is no name of an attribute."), help)
            });
        }
        let number = self.type_of(&name);
        let own = &self.meanings[number as usize];
        let inside = own.cdevent || own.meaning.as_ref().is_some_and(|own| own.looks_inside);
        let payload = if inside { payload(&view, slots.data, slots.base64)? } else { None };
        let room;
        if let Some(payload) = payload {
            room = carried(&slots.plan, payload)?;
            view.inside = Some((&room.0, &room.1));
        }
        if self.meanings[number as usize].cdevent && view.has(slots.carried.context) {
            return self.cdevent(&view, slots.carried, piece);
        }
        let time = match view.text(slots.time) {
            Some(text) => self.moment(&text)?,
            None if self.meanings[number as usize].meaning.is_none() => 0,
            None => {
                let help = "Without `time` nobody knows when it happened: have the sender add it.";
                return wrong("no-time", "The event does not say when it happened.", help);
            }
        };
        let event = piece.events.len() as u32;
        self.means(&view, number, event, time, None, piece)?;
        piece.events.push((self.shared.key.pair(&source, &id), number));
        Ok(())
    }

    /// The id, source and type of a CloudEvent of the right version.
    #[inline(always)]
    fn attributes<'v>(&self, view: &View<'v>) -> Result<[Cow<'v, [u8]>; 3], Odd> {
        let slots = self.shared.slots;
        let named = [(slots.id, "id"), (slots.source, "source"), (slots.name, "type")];
        match view.text(slots.version) {
            Some(version) if *version == *b"1.0" => {}
            Some(version) => {
                let version = String::from_utf8_lossy(&version).into_owned();
                let help =
                    "CloudEvents 1.0 are read: have the sender write \"specversion\": \"1.0\".";
                let message = format!("The event is of version “{version}” of CloudEvents.");
                return wrong("wrong-version", message, help);
            }
            None if named.iter().all(|(slot, _)| !view.has(*slot)) => {
                let help = "Events are CloudEvents (specversion, id, source, type) or CDEvents (context, subject).";
                return wrong("no-event", "Here is an object that is no event.", help);
            }
            None => {
                let help = "CloudEvents have \"specversion\": \"1.0\".";
                return wrong("wrong-version", "The event does not say its version.", help);
            }
        }
        let text = |(slot, name): (u8, &str)| match view.text(slot) {
            Some(text) => Ok(text),
            None => {
                let help =
                    "Every CloudEvent has an id, a source and a type: have the sender add it.";
                wrong("missing-attribute", format!("The event has no “{name}”."), help)
            }
        };
        Ok([text(named[0])?, text(named[1])?, text(named[2])?])
    }

    /// A moment that was.
    #[inline(always)]
    fn moment(&self, text: &[u8]) -> Result<i64, Odd> {
        let text_of = || String::from_utf8_lossy(text).into_owned();
        match moment(text) {
            Some(time) if time < OLDEST => {
                let help = "Look at the clock of the sender: zero of some clock is no moment.";
                wrong("bad-time", format!("The event is of {}.", text_of()), help)
            }
            Some(time) if time <= self.shared.now => Ok(time),
            Some(_) => {
                let help = "Look at the clock of the sender: what is still to come is not counted.";
                wrong("future", format!("The event is of the future: {}.", text_of()), help)
            }
            None => {
                let help = "Times are as 2026-03-20T14:27:05Z (RFC 3339).";
                wrong("bad-time", format!("“{}” is no moment.", text_of()), help)
            }
        }
    }

    /// A CDEvent, whose parts are in `slots`.
    fn cdevent(&mut self, view: &View, slots: CdEvent, piece: &mut Piece) -> Result<(), Odd> {
        let needed = |slot, name: &str| match view.text(slot) {
            Some(text) => Ok(text),
            None => {
                let help = "Every CDEvent has it: have the sender add it.";
                wrong("missing-attribute", format!("The CDEvent has no “{name}”."), help)
            }
        };
        let version = match view.text(slots.specversion) {
            Some(version) => version,
            None => needed(slots.version, "context.specversion")?,
        };
        if !["0.4", "0.5", "0.6"].iter().any(|known| of_version(&version, known)) {
            let version = String::from_utf8_lossy(&version).into_owned();
            let help = "CDEvents 0.4, 0.5 and 0.6 are read.";
            let message = format!("The event is of version “{version}” of CDEvents.");
            return wrong("wrong-version", message, help);
        }
        let id = needed(slots.id, "context.id")?;
        let source = needed(slots.source, "context.source")?;
        let name = needed(slots.name, "context.type")?;
        let subject = needed(slots.subject, "subject.id")?;
        let time = self.moment(&needed(slots.time, "context.timestamp")?)?;
        let number = self.type_of(&name);
        let event = piece.events.len() as u32;
        self.means(view, number, event, time, Some((slots, &id, &subject)), piece)?;
        piece.events.push((self.shared.key.pair(&source, &id), number));
        Ok(())
    }

    /// Makes rows of what an event means.
    #[inline(always)]
    fn means(
        &mut self,
        view: &View,
        number: u32,
        event: u32,
        time: i64,
        cdevent: Option<(CdEvent, &[u8], &[u8])>,
        piece: &mut Piece,
    ) -> Result<(), Odd> {
        let shared = self.shared;
        let own = &self.meanings[number as usize];
        // In a CDEvent places are its own first, then those of what carries it.
        let at = |place: Option<[u8; 2]>| {
            let [bare, carried] = place?;
            let inner = cdevent.as_ref().and_then(|_| view.text(carried));
            inner.or_else(|| view.text(bare))
        };
        let delivery = own.delivery;
        if let Some(meaning) = &own.meaning {
            let (is, value) = (meaning.is, meaning.value);
            let (customer, person) = (at(meaning.customer), at(meaning.person));
            let mut named = |name: &[u8]| kept(self.local.capabilities.add(name), "capability");
            let capability = match (own.capability, &meaning.capability, meaning.capability_at) {
                (Some(number), _, _) => Some(u32::from(number)),
                (None, Some(name), _) => Some(named(name.as_bytes())?),
                (None, None, place) => at(place).map(|name| named(&name)).transpose()?,
            };
            let capability = match capability.map(u16::try_from) {
                Some(Ok(number)) if number < VALUE => Some(number),
                None => None,
                Some(_) => {
                    let help =
                        "Look at `capability-at` in events.yaml: it should lead to a name of few.";
                    return wrong(
                        "no-capability",
                        "There are more than 32,767 capabilities.",
                        help,
                    );
                }
            };
            if meaning.capability.is_some() {
                self.meanings[number as usize].capability = capability;
            }
            let customer = customer.map(|name| {
                let known =
                    |name: String| shared.mapping.customers.get(&name).cloned().unwrap_or(name);
                kept(self.local.customers.add_as(&name, known), "customer")
            });
            let customer = customer.transpose()?;
            match is {
                Happened::Use => {
                    let Some(customer) = customer else {
                        let help = "Say in events.yaml where such events name the customer, or have the sender add it.";
                        return wrong(
                            "no-customer",
                            "The event does not say which customer it is of.",
                            help,
                        );
                    };
                    let Some(capability) = capability else {
                        let help = "Say in events.yaml which capability it is, or where such events name it.";
                        return wrong(
                            "no-capability",
                            "The event does not say which capability was used.",
                            help,
                        );
                    };
                    let person = person
                        .map_or(NONE, |text| self.local.persons.add(shared.key.person(&text)));
                    let capability = capability | if value { VALUE } else { 0 };
                    piece.uses.push(Row { event, customer, person, capability, time });
                }
                Happened::Request | Happened::Fulfilment | Happened::Made => {
                    let own =
                        at(self.meanings[number as usize].meaning.as_ref().and_then(|own| own.id));
                    let own = own.or_else(|| match &cdevent {
                        Some((_, _, subject)) => Some(Cow::Borrowed(*subject)),
                        None => view.text(shared.slots.subject),
                    });
                    let Some(own) = own else {
                        let help = "Say in events.yaml, by `id:`, where such events name the request or the service.";
                        return wrong(
                            "no-subject",
                            "The event does not say which request or service it is about.",
                            help,
                        );
                    };
                    if is == Happened::Made {
                        self.made(&own, customer, (event, time), piece)?;
                    } else {
                        let subject = self.thing(b"request", &own);
                        let fulfilled = is == Happened::Fulfilment;
                        let request = Request { time, subject, fulfilled, customer, capability };
                        piece.requests.push((event, request));
                    }
                }
                Happened::Nothing => {}
            }
            // What was said by hand goes before what is built in, for requests; deliveries stay.
            if matches!(delivery, Some(Built::Request { .. })) || is == Happened::Nothing {
                return Ok(());
            }
        }
        match (delivery, cdevent) {
            (Some(built), Some((slots, id, subject))) => {
                self.delivered(view, built, slots, (event, id, subject, time), piece)
            }
            (Some(_), None) => {
                let help = "Over CloudEvents, `data` is the whole CDEvent: context and subject.";
                wrong("no-data", "The event has the type of a CDEvent and carries none.", help)
            }
            (None, _) => Ok(()),
        }
    }
}

/// 2000-01-01: what is older was written by a clock that was never set.
const OLDEST: i64 = 946_684_800_000;

/// Whether a version is `known` or one of its parts: 0.5, 0.5.1, 0.6.0-draft.
fn of_version(version: &[u8], known: &str) -> bool {
    let rest = version.strip_prefix(known.as_bytes());
    rest.is_some_and(|rest| !rest.first().is_some_and(u8::is_ascii_digit))
}
