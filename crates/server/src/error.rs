//! Why a site cannot be served, and what to do about it.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Why a site cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Another program listens there.
    #[error(
        "port {} is taken by another program; choose another, or 0 for any that is free",
        .0.port()
    )]
    Taken(SocketAddr),
    /// The system keeps this port for itself.
    #[error("port {} is kept for the system; choose one above 1023, or 0 for any that is free", .0.port())]
    Kept(SocketAddr),
    /// The address can be reached from elsewhere, and nobody asked for that.
    #[error(
        "{} can be reached from other machines; use 127.0.0.1, or say that this is wanted",
        .0.ip()
    )]
    Open(SocketAddr),
    /// This machine does not have such an address, or something else is wrong with it.
    #[error("cannot listen on {0}: {1}")]
    Address(SocketAddr, #[source] io::Error),
    /// The folder of the site cannot be read.
    #[error("cannot read the folder {path}: {why}", path = .0.display(), why = .1)]
    Folder(PathBuf, #[source] io::Error),
    /// The system gives no more threads.
    #[error("cannot start a thread: {0}")]
    Thread(#[source] io::Error),
}
