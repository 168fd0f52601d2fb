//! Listening, and the threads that answer.

use crate::Error;
use crate::connection::{Connection, Patience};
use crate::files::Files;
use crate::status::Status;
use std::io::ErrorKind;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, TrySendError, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// How many clients are answered at once.
const THREADS: usize = 16;
/// How many more may wait for their turn.
const WAITING: usize = 128;
const PATIENCE: Patience =
    Patience { request: Duration::from_secs(10), idle: Duration::from_secs(15) };

/// Who may read a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Programs on this machine, by a name of loopback.
    Machine,
    /// Everybody who reaches the address, by whatever name.
    Network,
}

/// A site that listens.
pub struct Site {
    listener: TcpListener,
    address: SocketAddr,
    files: Arc<dyn Files>,
    reach: Reach,
    patience: Patience,
    stopped: Arc<AtomicBool>,
}

/// Ends a [`Site`] from another thread.
#[derive(Debug, Clone)]
pub struct Stop {
    address: SocketAddr,
    stopped: Arc<AtomicBool>,
}

impl Site {
    /// Listens on an address; port 0 is any that is free. Nobody is answered before [`Site::run`].
    pub fn bind(address: SocketAddr, files: Arc<dyn Files>, reach: Reach) -> Result<Self, Error> {
        if reach == Reach::Machine && !address.ip().is_loopback() {
            return Err(Error::Open(address));
        }
        let fails = |why: std::io::Error| match why.kind() {
            ErrorKind::AddrInUse => Error::Taken(address),
            ErrorKind::PermissionDenied => Error::Kept(address),
            _ => Error::Address(address, why),
        };
        let listener = TcpListener::bind(address).map_err(fails)?;
        let address = listener.local_addr().map_err(fails)?;
        let stopped = Arc::new(AtomicBool::new(false));
        Ok(Self { listener, address, files, reach, patience: PATIENCE, stopped })
    }

    /// Where it listens, with the port that it was given.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What ends it.
    pub fn stop(&self) -> Stop {
        Stop { address: self.address, stopped: Arc::clone(&self.stopped) }
    }

    #[cfg(test)]
    pub(crate) fn patience(self, patience: Patience) -> Self {
        Self { patience, ..self }
    }

    /// Answers until it is stopped.
    pub fn run(self) -> Result<(), Error> {
        let waiting = AtomicUsize::new(0);
        let (sender, receiver) = sync_channel::<TcpStream>(WAITING);
        let receiver = Mutex::new(receiver);
        thread::scope(|scope| {
            // Dropped at the end of this closure, by an early return too, so that the threads end.
            let sender = sender;
            for number in 0..THREADS {
                let work = || self.work(&receiver, &waiting);
                let builder = thread::Builder::new().name(format!("site {number}"));
                builder.spawn_scoped(scope, work).map_err(Error::Thread)?;
            }
            while !self.stopped.load(Ordering::Acquire) {
                let client = match self.listener.accept() {
                    Ok((client, _)) => client,
                    Err(_) => {
                        // Out of file handles, or a client that went: either passes.
                        thread::sleep(Duration::from_millis(20));
                        continue;
                    }
                };
                waiting.fetch_add(1, Ordering::AcqRel);
                match sender.try_send(client) {
                    Ok(()) => {}
                    Err(TrySendError::Full(client) | TrySendError::Disconnected(client)) => {
                        waiting.fetch_sub(1, Ordering::AcqRel);
                        turn_away(client);
                    }
                }
            }
            Ok(())
        })
    }

    /// Answers one client after the other.
    fn work(&self, clients: &Mutex<Receiver<TcpStream>>, waiting: &AtomicUsize) {
        let wanted = || waiting.load(Ordering::Acquire) > 0 || self.stopped.load(Ordering::Acquire);
        loop {
            let next = match clients.lock() {
                Ok(clients) => clients.recv(),
                Err(_) => return,
            };
            let Ok(client) = next else { return };
            waiting.fetch_sub(1, Ordering::AcqRel);
            if self.stopped.load(Ordering::Acquire) {
                continue;
            }
            // A client that goes away in the middle is no problem of the site's.
            let _ = Connection::new(client, self.patience, &wanted).and_then(|connection| {
                connection.serve(&*self.files, self.reach == Reach::Network)
            });
        }
    }
}

/// Says that too many ask, without waiting for the client.
fn turn_away(client: TcpStream) {
    let patience = Patience { request: Duration::from_millis(20), idle: Duration::ZERO };
    let _ = Connection::new(client, patience, &|| true)
        .and_then(|connection| connection.refuse(Status::Busy));
}

impl Stop {
    /// Ends the site: who is being answered is answered, who waits is not.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Release);
        // Whoever accepts notices only when somebody comes.
        let ip = match self.address {
            SocketAddr::V4(at) if at.ip().is_unspecified() => Ipv4Addr::LOCALHOST.into(),
            SocketAddr::V6(at) if at.ip().is_unspecified() => Ipv6Addr::LOCALHOST.into(),
            at => at.ip(),
        };
        let at = SocketAddr::new(ip, self.address.port());
        let _ = TcpStream::connect_timeout(&at, Duration::from_secs(1));
    }
}
