//! A sign of life on long work: on stderr, only where a person looks at it, and only after a
//! while, so that quick work stays quiet.

use crate::show::text::clean;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// How long work may take before it is spoken of.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often the line is written again.
const PACE: Duration = Duration::from_millis(200);

/// The line is shown until this is dropped, and then wiped away.
#[derive(Debug)]
pub(crate) struct Progress {
    running: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    /// Begins to watch the reading of `length` bytes.
    pub(crate) fn start(path: &Path, length: u64, read: &Arc<AtomicU64>) -> Self {
        if !io::stderr().is_terminal() {
            return Self { running: None };
        }
        let name = path.file_name().map_or("stdin".into(), |name| clean(&name.to_string_lossy()));
        let read = Arc::clone(read);
        let (stop, stopped) = mpsc::channel::<()>();
        let started = Instant::now();
        let show = move || {
            let mut wait = PATIENCE;
            let mut shown = false;
            while stopped.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                let line = line(&name, read.load(Ordering::Relaxed), length, started.elapsed());
                // Nothing is lost when the line cannot be written.
                let _ = write!(io::stderr(), "\r\x1b[2K{line}");
                (wait, shown) = (PACE, true);
            }
            if shown {
                let _ = write!(io::stderr(), "\r\x1b[2K");
            }
        };
        let thread = thread::Builder::new().spawn(show);
        Self { running: thread.ok().map(|thread| (stop, thread)) }
    }
}

/// `reading answers.csv 42%`, then `counting answers.csv 3 s`.
fn line(name: &str, read: u64, length: u64, since: Duration) -> String {
    if read < length {
        format!("reading {name} {:.0}%", 100.0 * read as f64 / length as f64)
    } else {
        format!("counting {name} {} s", since.as_secs())
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((stop, thread)) = self.running.take() {
            drop(stop);
            // A thread that failed has only failed to show something.
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_how_far_it_is() {
        let since = Duration::from_secs(3);
        assert_eq!(line("a.csv", 42, 100, since), "reading a.csv 42%");
        assert_eq!(line("a.csv", 200, 100, since), "counting a.csv 3 s");
        assert_eq!(line("a.csv", 0, 0, since), "counting a.csv 3 s");
    }
}
