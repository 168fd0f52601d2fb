//! What the tests need beyond Rust: how to see that it is there, and how to get it.

use std::path::{Path, PathBuf};
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
    Gcc,
    Peers,
    Presidio,
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
            Need::Gcc => "gcc",
            Need::Peers => "the peers of the bench",
            Need::Presidio => "Presidio, the peer of de-identification",
        }
    }

    /// What to type to get it.
    pub(crate) fn how(self) -> String {
        match self {
            Need::Rustfmt => "rustup component add rustfmt".into(),
            Need::Clippy => "rustup component add clippy".into(),
            Need::Chromium => "apt-get install chromium".into(),
            Need::ChromeDriver => "apt-get install chromium-driver".into(),
            Need::Node => {
                "apt-get install nodejs npm, or a newer one from https://nodejs.org".into()
            }
            Need::NpmPackages => {
                format!("npm install --prefix .tools/npm {}", NPM_PACKAGES.join(" "))
            }
            Need::Gcc => "apt-get install gcc libc6-dev".into(),
            Need::Oracles => "pip install -r oracles/requirements.txt in .oracles".into(),
            Need::Peers => "pip install -r bench/peers/requirements.txt in .tools/peers".into(),
            Need::Presidio => "pip install -r bench/peers/presidio.txt in .tools/presidio".into(),
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
            Need::Oracles => Venv::oracles().is_current(),
            Need::Gcc => on_path("gcc").is_some(),
            Need::Peers => Venv::peers().is_current(),
            Need::Presidio => Venv::presidio().is_current(),
        }
    }

    fn install(self) -> Result<(), String> {
        match self {
            Need::Rustfmt | Need::Clippy => {
                run(Command::new("rustup").args(["component", "add", self.name()]))
            }
            Need::Chromium => apt_get_install(&["chromium"]),
            Need::ChromeDriver => apt_get_install(&["chromium-driver"]),
            Need::Gcc => apt_get_install(&["gcc", "libc6-dev"]),
            // Debian has Node 20 from its version 13 on.
            Need::Node => apt_get_install(&["nodejs", "npm"]),
            Need::NpmPackages => run(Command::new("npm")
                .args(["install", "--no-audit", "--no-fund", "--loglevel=error", "--save-exact"])
                .arg("--prefix")
                .arg(npm_folder())
                .args(NPM_PACKAGES)),
            Need::Oracles => Venv::oracles().install(),
            Need::Peers => Venv::peers().install(),
            Need::Presidio => Venv::presidio().install(),
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
    let of_debian = [Need::Chromium, Need::ChromeDriver, Need::Gcc, Need::Node];
    if missing.iter().any(|need| of_debian.contains(need)) {
        run(Command::new("apt-get").args(["update", "-qq"]))?;
    }
    for need in &missing {
        need.install()?;
        if !need.is_there() {
            return Err(format!("{} is still not here: {}", need.name(), need.how()));
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

fn apt_get_install(packages: &[&str]) -> Result<(), String> {
    run(Command::new("apt-get")
        .args(["install", "--yes", "-qq", "--no-install-recommends"])
        .args(packages)
        .env("DEBIAN_FRONTEND", "noninteractive"))
    .map_err(|error| format!("{error} (as root? the packages are Debian's)"))
}

/// A folder with a Python of its own, and what `pip` put there.
pub(crate) struct Venv {
    folder: PathBuf,
    requirements: PathBuf,
}

impl Venv {
    /// Where the fixtures of the statistics come from.
    pub(crate) fn oracles() -> Self {
        let requirements = root().join("oracles/requirements.txt");
        Self { folder: root().join(".oracles"), requirements }
    }

    /// What the bench measures us against.
    pub(crate) fn peers() -> Self {
        let requirements = root().join("bench/peers/requirements.txt");
        Self { folder: root().join(".tools/peers"), requirements }
    }

    /// What de-identification is measured against.
    pub(crate) fn presidio() -> Self {
        let requirements = root().join("bench/peers/presidio.txt");
        Self { folder: root().join(".tools/presidio"), requirements }
    }

    /// The interpreter that has them at hand.
    pub(crate) fn python(&self) -> PathBuf {
        self.folder.join("bin/python")
    }

    /// Whether what is installed is what is required. What was installed is written down after
    /// the fact, so that changed requirements are noticed.
    fn is_current(&self) -> bool {
        let read = |file: &Path| std::fs::read_to_string(file).ok();
        read(&self.requirements).is_some_and(|text| read(&self.stamp()) == Some(text))
    }

    fn stamp(&self) -> PathBuf {
        self.folder.join("installed.txt")
    }

    fn install(&self) -> Result<(), String> {
        if output(Command::new("python3").args(["-c", "import ensurepip"])).is_none() {
            apt_get_install(&["python3-venv"])?;
        }
        run(Command::new("python3").args(["-m", "venv"]).arg(&self.folder))?;
        let mut pip = Command::new(self.python());
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
        run(pip.arg("-r").arg(&self.requirements))?;
        std::fs::copy(&self.requirements, self.stamp())
            .map(drop)
            .map_err(|error| format!("{}: {error}", self.stamp().display()))
    }
}
