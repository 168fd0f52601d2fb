//! One client: requests in, answers out, and an end to both in time.

use crate::answer::Answer;
use crate::files::Files;
use crate::request;
use crate::status::Status;
use std::io::{self, ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

/// The longest head of a request, in bytes.
const HEAD: usize = 16 * 1024;
/// How many requests one connection may bring.
const REQUESTS: usize = 1000;
/// A client that reads more slowly than this many bytes a second, beyond its first seconds, is let go.
const SLOWEST: u64 = 16 * 1024;

/// How long is waited for what.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Patience {
    /// From the first byte of a request to the end of its head; also the least time for an answer.
    pub(crate) request: Duration,
    /// Between an answer and the next request.
    pub(crate) idle: Duration,
}

/// A client and what it sent that was not read yet.
pub(crate) struct Connection<'a> {
    stream: TcpStream,
    buffer: Vec<u8>,
    patience: Patience,
    /// Whether another client, or the end, is waiting for this one to go.
    wanted: &'a dyn Fn() -> bool,
}

impl<'a> Connection<'a> {
    pub(crate) fn new(
        stream: TcpStream,
        patience: Patience,
        wanted: &'a dyn Fn() -> bool,
    ) -> io::Result<Self> {
        // Head and body are written one after the other: neither shall wait for the other's receipt.
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::new(), patience, wanted })
    }

    /// Answers until either side has had enough.
    pub(crate) fn serve(mut self, files: &dyn Files, any_host: bool) -> io::Result<()> {
        for number in 1..=REQUESTS {
            let head = match self.head(number == 1)? {
                Head::Gone => return Ok(()),
                Head::Refused(status) => return self.refuse(status),
                Head::Whole(head) => head,
            };
            let request = match request::read(&head, any_host) {
                Ok(request) => request,
                Err(status) => return self.refuse(status),
            };
            let answer = Answer::to(&request, files);
            let close = request.close
                || answer.status.ends()
                || number == REQUESTS
                || self.buffer.is_empty() && (self.wanted)();
            self.send(&answer, request.head_only, close)?;
            if close {
                return self.part();
            }
        }
        Ok(())
    }

    /// The next head, without the empty line at its end.
    fn head(&mut self, first: bool) -> io::Result<Head> {
        let asked = Instant::now();
        let mut began = (first || !self.buffer.is_empty()).then_some(asked);
        let mut seen = 0;
        loop {
            // Empty lines before a request are left over from the one before.
            let blank = self.buffer.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            if seen == 0 {
                self.buffer.drain(..blank);
            }
            if let Some((end, next)) = end_of_head(&self.buffer, seen) {
                let rest = self.buffer.split_off(next);
                let mut head = std::mem::replace(&mut self.buffer, rest);
                head.truncate(end);
                return Ok(Head::Whole(head));
            }
            if self.buffer.len() >= HEAD {
                let line = self.buffer.contains(&b'\n');
                return Ok(Head::Refused(if line { Status::LongHead } else { Status::LongTarget }));
            }
            seen = self.buffer.len();
            let left = match began {
                Some(began) => self.patience.request.saturating_sub(began.elapsed()),
                None if (self.wanted)() => return Ok(Head::Gone),
                None => self.patience.idle.saturating_sub(asked.elapsed()),
            };
            if left.is_zero() {
                return Ok(if seen == 0 { Head::Gone } else { Head::Refused(Status::Slow) });
            }
            // In small steps, to notice who else is waiting.
            match self.read(left.min(Duration::from_millis(100)))? {
                Some(0) => return Ok(Head::Gone),
                Some(_) => began = began.or_else(|| Some(Instant::now())),
                None => {}
            }
        }
    }

    /// Reads what there is; None where nothing came in time.
    fn read(&mut self, patience: Duration) -> io::Result<Option<usize>> {
        self.stream.set_read_timeout(Some(patience))?;
        let mut bytes = [0; 4096];
        match self.stream.read(&mut bytes) {
            Ok(count) => {
                self.buffer.extend_from_slice(&bytes[..count]);
                Ok(Some(count))
            }
            Err(why) if is_timeout(&why) => Ok(None),
            Err(why) => Err(why),
        }
    }

    fn send(&mut self, answer: &Answer<'_>, head_only: bool, close: bool) -> io::Result<()> {
        let (head, body) = answer.parts(head_only, close);
        let size = u64::try_from(body.len()).unwrap_or(u64::MAX);
        let deadline = Instant::now() + self.patience.request + Duration::from_secs(size / SLOWEST);
        for mut rest in [head.as_bytes(), body] {
            while !rest.is_empty() {
                let left = deadline.saturating_duration_since(Instant::now());
                if left.is_zero() {
                    return Err(ErrorKind::TimedOut.into());
                }
                self.stream.set_write_timeout(Some(left.min(Duration::from_secs(1))))?;
                match self.stream.write(rest) {
                    Ok(0) => return Err(ErrorKind::WriteZero.into()),
                    Ok(count) => rest = &rest[count..],
                    Err(why) if is_timeout(&why) => {}
                    Err(why) => return Err(why),
                }
            }
        }
        Ok(())
    }

    /// Says why not, and ends.
    pub(crate) fn refuse(mut self, status: Status) -> io::Result<()> {
        self.send(&Answer::sentence(status), false, true)?;
        self.part()
    }

    /// Ends the connection so that the answer arrives: what is unread when a socket closes resets it.
    fn part(mut self) -> io::Result<()> {
        self.stream.shutdown(Shutdown::Write)?;
        let deadline = Instant::now() + self.patience.idle.min(Duration::from_secs(1));
        let mut count = 0;
        while count < 16 * HEAD {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            self.buffer.clear();
            match self.read(left)? {
                None | Some(0) => break,
                Some(more) => count += more,
            }
        }
        Ok(())
    }
}

enum Head {
    /// The client went, or said nothing for too long.
    Gone,
    Refused(Status),
    Whole(Vec<u8>),
}

/// Where the head ends and where what follows it begins; what was `seen` before had no end in it.
fn end_of_head(bytes: &[u8], seen: usize) -> Option<(usize, usize)> {
    let from = seen.saturating_sub(3);
    let rest = bytes.get(from..)?;
    for (index, byte) in rest.iter().enumerate() {
        let at = from + index;
        if *byte == b'\n' {
            match &bytes[at + 1..] {
                [b'\n', ..] => return Some((end_of_line(bytes, at), at + 2)),
                [b'\r', b'\n', ..] => return Some((end_of_line(bytes, at), at + 3)),
                _ => {}
            }
        }
    }
    None
}

fn end_of_line(bytes: &[u8], newline: usize) -> usize {
    let carriage = newline > 0 && bytes[newline - 1] == b'\r';
    newline - usize::from(carriage)
}

fn is_timeout(why: &io::Error) -> bool {
    matches!(why.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut | ErrorKind::Interrupted)
}
