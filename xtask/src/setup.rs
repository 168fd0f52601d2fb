//! What the tests need beyond Rust: how to see that it is there, and how to get it.

use std::path::PathBuf;
use std::process::Command;

use crate::run::{cargo, on_path, output, root, run};

/// The npm packages of the browser tests. The versions are pinned here, and only here.
/// html-validate 10 is the last line that runs on Node 20.
const NPM_PACKAGES: [&str; 2] = ["axe-core@4.14.1", "html-validate@10.9.0"];

/// Something that a step of the tests needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Need {
    Rustfmt,
    Clippy,
    Chromium,
    ChromeDriver,
    Node,
    NpmPackages,
    Oracles,
}

impl Need {
    /// Its name for people.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Need::Rustfmt => "rustfmt",
            Need::Clippy => "clippy",
            Need::Chromium => "chromium",
            Need::ChromeDriver => "chromedriver",
            Need::Node => "Node 20 or later, with npm",
            Need::NpmPackages => "axe-core and html-validate",
            Need::Oracles => "the oracles of the statistics",
        }
    }

    /// What to type to get it.
    pub(crate) fn how(self) -> String {
        match self {
            Need::Rustfmt => "rustup component add rustfmt".into(),
            Need::Clippy => "rustup component add clippy".into(),
            Need::Chromium => "apt-get install chromium".into(),
            Need::ChromeDriver => "apt-get install chromium-driver".into(),
            Need::Node => "install it from https://nodejs.org".into(),
            Need::NpmPackages => {
                format!("npm install --prefix .tools/npm {}", NPM_PACKAGES.join(" "))
            }
            Need::Oracles => "python3 -m venv .oracles, and pip install the requirements".into(),
        }
    }

    /// Whether it is there.
    pub(crate) fn is_there(self) -> bool {
        match self {
            Need::Rustfmt => output(cargo().args(["fmt", "--version"])).is_some(),
            Need::Clippy => output(cargo().args(["clippy", "--version"])).is_some(),
            Need::Chromium => on_path("chromium").is_some(),
            Need::ChromeDriver => on_path("chromedriver").is_some(),
            Need::Node => on_path("npm").is_some() && node_version().is_some_and(|v| v >= 20),
            Need::NpmPackages => NPM_PACKAGES.iter().all(|package| npm_package_is_there(package)),
            Need::Oracles => oracle_requirements().is_empty() || oracle_stamp_is_current(),
        }
    }

    fn install(self) -> Result<(), String> {
        match self {
            Need::Rustfmt | Need::Clippy => {
                run(Command::new("rustup").args(["component", "add", self.name()]))
            }
            Need::Chromium => apt_get_install("chromium"),
            Need::ChromeDriver => apt_get_install("chromium-driver"),
            Need::Node => Err(format!("{} is not here: {}", self.name(), self.how())),
            Need::NpmPackages => run(Command::new("npm")
                .args(["install", "--no-audit", "--no-fund", "--loglevel=error", "--save-exact"])
                .arg("--prefix")
                .arg(npm_folder())
                .args(NPM_PACKAGES)),
            Need::Oracles => install_oracles(),
        }
    }
}

/// Names what is missing of `needs`, and installs it if asked to. Returns what is still missing.
pub(crate) fn provide(needs: &[Need], install: bool) -> Result<Vec<Need>, String> {
    let missing: Vec<Need> = needs.iter().copied().filter(|need| !need.is_there()).collect();
    for need in &missing {
        eprintln!("missing: {} ({})", need.name(), need.how());
    }
    if !install {
        return Ok(missing);
    }
    if missing.iter().any(|need| matches!(need, Need::Chromium | Need::ChromeDriver)) {
        run(Command::new("apt-get").args(["update", "-qq"]))?;
    }
    for need in &missing {
        need.install()?;
        if !need.is_there() {
            return Err(format!("{} was installed, and is still not here", need.name()));
        }
    }
    Ok(Vec::new())
}

/// Where the npm packages of the browser tests live. Ignored by git.
pub(crate) fn npm_folder() -> PathBuf {
    root().join(".tools/npm")
}

fn npm_package_is_there(package: &str) -> bool {
    let Some((name, version)) = package.rsplit_once('@') else { return false };
    let manifest = npm_folder().join("node_modules").join(name).join("package.json");
    std::fs::read_to_string(manifest)
        .is_ok_and(|text| text.contains(&format!("\"version\": \"{version}\"")))
}

/// The first number of `node --version`, as in `v20.20.2`.
fn node_version() -> Option<u32> {
    output(Command::new("node").arg("--version"))?
        .trim_start_matches('v')
        .split('.')
        .next()?
        .parse()
        .ok()
}

fn apt_get_install(package: &str) -> Result<(), String> {
    run(Command::new("apt-get")
        .args(["install", "--yes", "-qq", "--no-install-recommends", package])
        .env("DEBIAN_FRONTEND", "noninteractive"))
    .map_err(|error| format!("{error} (as root? the package is Debian's {package})"))
}

/// The Python interpreter that has the oracles (scipy and the like) at hand.
pub(crate) fn oracle_python() -> PathBuf {
    root().join(".oracles/bin/python")
}

/// Each room may keep the scripts that made its fixtures in `oracles/`, beside the
/// `requirements.txt` that pins what they import.
fn oracle_requirements() -> Vec<PathBuf> {
    let Ok(rooms) = std::fs::read_dir(root().join("crates")) else { return Vec::new() };
    let mut files: Vec<PathBuf> = rooms
        .flatten()
        .map(|room| room.path().join("oracles/requirements.txt"))
        .filter(|file| file.is_file())
        .collect();
    files.sort();
    files
}

/// What was installed is written down after the fact, so that changed requirements are noticed.
fn oracle_stamp_is_current() -> bool {
    std::fs::read_to_string(root().join(".oracles/installed.txt"))
        .is_ok_and(|installed| installed == oracle_requirements_text())
}

fn oracle_requirements_text() -> String {
    oracle_requirements().iter().flat_map(std::fs::read_to_string).collect()
}

fn install_oracles() -> Result<(), String> {
    run(Command::new("python3").args(["-m", "venv"]).arg(root().join(".oracles")))?;
    let mut pip = Command::new(oracle_python());
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
    for file in oracle_requirements() {
        pip.arg("-r").arg(file);
    }
    run(&mut pip)?;
    std::fs::write(root().join(".oracles/installed.txt"), oracle_requirements_text())
        .map_err(|error| format!(".oracles/installed.txt: {error}"))
}
