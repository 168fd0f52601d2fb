//! An event of delivery becomes a row: what came to run, what went wrong, and what leads to what.

use super::names::kept;
use super::view::{Odd, View};
use super::{Built, Piece, Worker};
use crate::events::facts::{Delivery, Kind as Happens, Request};
use crate::events::json::Scanner;
use crate::events::plan::{Found, Kind};
use crate::events::slots::CdEvent;
use std::borrow::Cow;

impl Worker<'_> {
    /// A golden path made a service.
    pub(super) fn made(
        &mut self,
        name: &[u8],
        customer: Option<u32>,
        (event, time): (u32, i64),
        piece: &mut Piece,
    ) -> Result<(), Odd> {
        let (service, owner) = self.service(name)?;
        let made = Delivery {
            time,
            kind: Happens::Made,
            event: self.shared.key.pair(b"made", name),
            subject: self.thing(b"service", name),
            service: Some(service),
            environment: None,
            artifact: None,
            change: None,
            chain: None,
            customer: customer.or(owner),
        };
        piece.deliveries.push((event, made));
        Ok(())
    }

    pub(super) fn delivered(
        &mut self,
        view: &View,
        built: Built,
        slots: CdEvent,
        (event, id, subject, time): (u32, &[u8], &[u8], i64),
        piece: &mut Piece,
    ) -> Result<(), Odd> {
        let shared = self.shared;
        let place = shared.slots.customer(shared.mapping);
        let named =
            place.and_then(|[bare, carried]| view.text(carried).or_else(|| view.text(bare)));
        let known = |name: String| shared.mapping.customers.get(&name).cloned().unwrap_or(name);
        let named = named.map(|name| kept(self.local.customers.add_as(&name, known), "customer"));
        let mut customer = named.transpose()?;
        let kind = match built {
            Built::Delivery(kind) => kind,
            Built::Request { fulfilled } => {
                let subject = self.thing(b"request", subject);
                let request = Request { time, subject, fulfilled, customer, capability: None };
                piece.requests.push((event, request));
                return Ok(());
            }
        };
        let service = match kind {
            Happens::Deployed | Happens::Upgraded | Happens::RolledBack | Happens::Removed => {
                Some(Cow::Borrowed(subject))
            }
            Happens::Detected | Happens::Resolved => view.text(slots.service),
            // A mapping tells what was made; see above.
            Happens::Merged | Happens::Packaged | Happens::Made => None,
        };
        let service = service.map(|name| self.service(&name)).transpose()?;
        customer = customer.or_else(|| service.and_then(|(_, owner)| owner));
        let subject_is: &[u8] = match kind {
            Happens::Merged => b"change",
            Happens::Packaged => b"artifact",
            Happens::Detected | Happens::Resolved => b"incident",
            _ => b"service",
        };
        let environment = view.text(slots.environment);
        let environment =
            environment.map(|name| kept(self.local.environments.add(&name), "environment"));
        let delivery = Delivery {
            time,
            kind,
            event: shared.key.pair(b"event", id),
            subject: self.thing(subject_is, subject),
            service: service.map(|(number, _)| number),
            environment: environment.transpose()?,
            artifact: view.text(slots.artifact).map(|own| self.thing(b"artifact", &own)),
            change: view.text(slots.change).map(|own| self.thing(b"change", &own)),
            chain: view.text(slots.chain).map(|own| self.thing(b"chain", &own)),
            customer,
        };
        self.links(view, slots.links, (event, delivery.event), piece);
        piece.deliveries.push((event, delivery));
        Ok(())
    }

    pub(super) fn thing(&mut self, is: &[u8], name: &[u8]) -> u32 {
        self.local.things.add(self.shared.key.pair(is, name))
    }

    /// The number of a service, and the customer whom the mapping has for it.
    fn service(&mut self, name: &[u8]) -> Result<(u32, Option<u32>), Odd> {
        let service = kept(self.local.services.add(name), "service")?;
        if self.owners.len() <= service as usize {
            let owner =
                str::from_utf8(name).ok().and_then(|name| self.shared.mapping.services.get(name));
            self.owners.push(owner.and_then(|name| self.local.customers.add(name.as_bytes())));
        }
        Ok((service, self.owners.get(service as usize).copied().flatten()))
    }

    /// The events to which the links of an event lead.
    fn links(&mut self, view: &View, slot: u8, (event, from): (u32, u128), piece: &mut Piece) {
        let outer = view.found.get(slot).map(|found| (view.bytes, found));
        let inner = || view.inside.and_then(|(bytes, own)| Some((bytes, own.get(slot)?)));
        let Some((bytes, found)) = outer.or_else(inner).filter(|(_, own)| own.kind == Kind::List)
        else {
            return;
        };
        let mut scanner = Scanner::new(&bytes[..found.end as usize], found.start as usize + 1);
        let mut link = Found::new();
        let (plan, ends) = &self.shared.slots.link;
        loop {
            scanner.space();
            match scanner.byte() {
                b'{' => {
                    if scanner.object(plan, &mut link).is_err() {
                        return;
                    }
                    let inner = View { bytes: scanner.bytes, found: &link, inside: None };
                    for end in ends {
                        if let Some(id) = inner.text(*end) {
                            let to = self.shared.key.pair(b"event", &id);
                            piece.links.push((event, [from, to]));
                        }
                    }
                }
                b',' => scanner.at += 1,
                // Something that is no link, or the end of the list.
                b']' => return,
                _ if scanner.value().is_err() => return,
                _ => {}
            }
        }
    }
}
