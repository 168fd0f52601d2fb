//! What a run costs: a new process each time, its time and memory as the kernel counted them.

use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// The cost of a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Cost {
    /// Seconds from start to end.
    pub(super) wall: f64,
    /// Seconds of processor time, user and system, over all threads.
    pub(super) cpu: f64,
    /// The largest resident set, in bytes.
    pub(super) peak: u64,
}

/// Runs the command with its output in a file, and fails unless it ends well.
pub(super) fn measure(command: &mut Command, output: &Path) -> Result<Cost, String> {
    let name = || format!("{} ...", Path::new(command.get_program()).display());
    let name = name();
    let file = File::create(output).map_err(|error| format!("{}: {error}", output.display()))?;
    let start = Instant::now();
    let child = command
        .stdin(Stdio::null())
        .stdout(file)
        .spawn()
        .map_err(|error| format!("{name}: {error}"))?;
    let (status, usage) = wait(child.id())?;
    let wall = start.elapsed().as_secs_f64();
    if status != 0 {
        return Err(format!("{name}: ended with status {status:#x}"));
    }
    let seconds = |time: libc::timeval| time.tv_sec as f64 + time.tv_usec as f64 / 1e6;
    Ok(Cost {
        wall,
        cpu: seconds(usage.ru_utime) + seconds(usage.ru_stime),
        // Linux counts it in KiB, and never below that of the process that started it: so the
        // bench keeps itself small, and makes the survey in a process of its own.
        peak: u64::try_from(usage.ru_maxrss).unwrap_or(0) * 1024,
    })
}

/// The status and usage of one child, which is thereby gone.
fn wait(id: u32) -> Result<(i32, libc::rusage), String> {
    let pid = libc::pid_t::try_from(id).map_err(|error| error.to_string())?;
    let mut status = 0;
    loop {
        // SAFETY: rusage is plain integers, for which zero is a value.
        let mut usage: libc::rusage = unsafe { std::mem::zeroed() };
        // SAFETY: both pointers are to live values of the types that wait4 fills.
        let done = unsafe { libc::wait4(pid, &raw mut status, 0, &raw mut usage) };
        if done == pid {
            return Ok((status, usage));
        }
        let error = std::io::Error::last_os_error();
        if error.kind() != std::io::ErrorKind::Interrupted {
            return Err(format!("wait4: {error}"));
        }
    }
}

/// The middle value; of an even number, the lower of the two in the middle.
pub(super) fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len().saturating_sub(1) / 2).copied().unwrap_or(f64::NAN)
}

/// The medians of each cost by itself.
pub(super) fn medians(costs: &[Cost]) -> Cost {
    Cost {
        wall: median(costs.iter().map(|cost| cost.wall)),
        cpu: median(costs.iter().map(|cost| cost.cpu)),
        peak: median(costs.iter().map(|cost| cost.peak as f64)) as u64,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_that_works_costs_time_and_memory() {
        let output = std::env::temp_dir().join(format!("xtask-measure-{}", std::process::id()));
        let script = "x = bytearray(64 << 20)\nx[::4096] = b'1' * len(x[::4096])\n\
                      for _ in range(2_000_000): pass\nprint(len(x))";
        let cost = measure(Command::new("python3").args(["-c", script]), &output).unwrap();
        assert_eq!(std::fs::read_to_string(&output).unwrap(), "67108864\n");
        assert!(cost.peak > 64 << 20, "{cost:?}");
        assert!(cost.cpu > 0.0 && cost.wall > 0.0, "{cost:?}");
        assert!(measure(&mut Command::new("false"), &output).is_err());
        std::fs::remove_file(output).unwrap();
    }

    #[test]
    fn the_median_is_the_middle() {
        assert_eq!(median([3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median([4.0, 1.0, 2.0, 3.0]), 2.0);
        assert!(median([]).is_nan());
    }
}
