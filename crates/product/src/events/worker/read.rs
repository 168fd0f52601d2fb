//! A piece of a file: events one after the other, whatever is wrong between them.

use super::{Piece, Worker};
use crate::events::feed::Part;
use crate::events::json::{Fault, Scanner};
use crate::events::odd::{Lines, characters};
use crate::events::plan::Found;
use memchr::{memchr, memmem, memrchr};
use paap_text::{Problem, Weight};

impl Worker<'_> {
    /// Reads a piece.
    pub(crate) fn read(&mut self, bytes: &[u8], part: Part, piece: &mut Piece) {
        self.utf8 = str::from_utf8(bytes).is_ok();
        self.lines = Lines::default();
        piece.lines = memchr::memchr_iter(b'\n', bytes).count();
        let last = memrchr(b'\n', bytes).map_or(0, |at| at + 1);
        piece.characters = characters(&bytes[last..]);
        let mut scanner = Scanner::new(bytes, 0);
        let mut found = Found::new();
        // Whether a list is open, and whether something of it was read.
        let (mut list, mut begun) = (part.within, part.within);
        loop {
            scanner.space();
            let start = scanner.at;
            match scanner.byte() {
                0 if start >= bytes.len() => break,
                0x1e if !list => scanner.at += 1,
                b'[' if !list => {
                    scanner.at += 1;
                    (list, begun) = (true, false);
                }
                b']' if list && !begun => {
                    scanner.at += 1;
                    list = false;
                }
                _ => {
                    begun = true;
                    match self.item(&mut scanner, &mut found, piece) {
                        Err(fault) => {
                            self.broken(&mut scanner, start, fault, piece);
                            scanner.space();
                            if list && scanner.byte() == b',' {
                                scanner.at += 1;
                            }
                            begun = false;
                            continue;
                        }
                        Ok(()) if list => {}
                        Ok(()) => continue,
                    }
                    scanner.space();
                    match scanner.byte() {
                        b',' => scanner.at += 1,
                        b']' => {
                            scanner.at += 1;
                            list = false;
                        }
                        _ if scanner.at >= bytes.len() => break,
                        // The comma is missing; what follows is read as if it stood there.
                        _ => {
                            let at = scanner.at;
                            self.odd(piece, bytes, at, "list", Weight::Warning, || {
                                (
                                    Fault::Comma.message().into(),
                                    "Put a comma between events of a list.",
                                )
                            });
                        }
                    }
                }
            }
        }
        if list && !part.open {
            self.odd(piece, bytes, bytes.len(), "list", Weight::Warning, || {
                ("The list of events does not end.".into(), "It ends with “]”: is the file whole?")
            });
        }
        piece.fresh = self.local.fresh();
    }

    #[inline(always)]
    fn item(
        &mut self,
        scanner: &mut Scanner,
        found: &mut Found,
        piece: &mut Piece,
    ) -> Result<(), Fault> {
        let start = scanner.at;
        if scanner.byte() != b'{' {
            scanner.value()?;
            self.odd(piece, scanner.bytes, start, "no-event", Weight::Error, || {
                ("Here is a value that is no event.".into(), "An event is an object: { … }.")
            });
            return Ok(());
        }
        scanner.object(&self.shared.slots.plan, found)?;
        self.event(scanner.bytes, (start, scanner.at), found, piece);
        Ok(())
    }

    /// Names what is wrong, and goes on behind it: where its brackets end, or with the next line that
    /// begins with one, whichever comes first.
    #[cold]
    fn broken(&mut self, scanner: &mut Scanner, start: usize, fault: Fault, piece: &mut Piece) {
        let bytes = scanner.bytes;
        let line = memmem::find(&bytes[start..], b"\n{").map(|at| start + at + 1);
        // An event that does not end is wrong where the next begins, at the latest.
        let at = scanner.at.max(start).min(line.map_or(usize::MAX, |line| line - 1));
        self.odd(piece, bytes, at, "not-json", Weight::Error, || (fault.message().into(), NEXT));
        let mut lenient = Scanner::new(bytes, start);
        let begins = matches!(lenient.byte(), b'{' | b'[');
        let whole = if begins { lenient.brackets().map(|()| lenient.at) } else { None };
        // Words that are no JSON end with their line.
        let line = match memchr(b'\n', &bytes[at..]) {
            Some(next) if !begins => Some(at + next + 1),
            _ => line,
        };
        scanner.at = match (whole, line) {
            (Some(whole), Some(line)) => whole.min(line),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => bytes.len(),
        };
    }

    /// Counts something that is wrong at a place.
    pub(super) fn odd(
        &mut self,
        piece: &mut Piece,
        bytes: &[u8],
        at: usize,
        code: &'static str,
        weight: Weight,
        words: impl FnOnce() -> (String, &'static str),
    ) {
        let lines = &mut self.lines;
        piece.odds.add(code, || {
            let (message, help) = words();
            Problem {
                code,
                weight,
                at: lines.place(bytes, at),
                message,
                help: Some(help.to_owned()),
            }
        });
    }
}

const NEXT: &str = "Mend the line, or take it out; reading goes on behind it.";
