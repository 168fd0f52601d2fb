//! The pages that the project writes, seen by a browser: each must be valid HTML, accessible by
//! axe-core's rules, fit a phone, be one sheet of paper where it is meant to be one, and ask nothing of
//! the network.
//!
//! Skipped unless `PAAP_REQUIRE_BROWSER=1`, which `cargo xtask test` sets together with `PAAP_NPM`,
//! the folder where the npm packages are. The work is done by `pages/check.mjs`.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The examples that the project ships: a folder each, with the export in `survey.csv`.
const EXAMPLES: &str = "../examples";

/// Where the browser is wanted, the folder of the npm packages.
fn npm() -> Option<PathBuf> {
    if std::env::var("PAAP_REQUIRE_BROWSER").is_ok_and(|value| value == "1") {
        let npm = std::env::var_os("PAAP_NPM");
        return Some(
            npm.expect("PAAP_NPM names the folder with axe-core and html-validate").into(),
        );
    }
    eprintln!("skipped: needs a browser (cargo xtask test --only browser)");
    None
}

/// What is wrong with the page, a line for each problem.
fn problems(npm: &Path, page: &Path) -> Vec<String> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pages/check.mjs");
    let output = Command::new("node").arg(script).arg(npm).arg(page).output().expect("node runs");
    let said = String::from_utf8(output.stdout).expect("the checker prints UTF-8");
    let erred = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "the checker itself failed:\n{said}{erred}");
    let (last, problems) = {
        let mut lines: Vec<String> = said.lines().map(str::to_owned).collect();
        (lines.pop(), lines)
    };
    assert_eq!(last, Some(format!("{} problems", problems.len())), "the checker did not finish");
    problems
}

fn page(name: &str, html: &str) -> PathBuf {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&file, html).expect("the page is written");
    file
}

#[test]
fn reports_are_valid_and_accessible() {
    let Some(npm) = npm() else { return };
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join(EXAMPLES);
    let mut seen = 0;
    for entry in std::fs::read_dir(&examples).into_iter().flatten() {
        let export = entry.expect("the folder of examples can be read").path().join("survey.csv");
        if !export.is_file() {
            continue;
        }
        let report = Path::new(env!("CARGO_TARGET_TMPDIR")).join("report.html");
        let _ = std::fs::remove_file(&report);
        let status = Command::new(env!("CARGO"))
            .args(["run", "--quiet", "--package", "paap", "--", "survey", "report"])
            .arg(&export)
            .arg("-o")
            .arg(&report)
            .status()
            .expect("cargo runs");
        assert!(status.success(), "paap survey report {}: {status}", export.display());
        assert!(report.is_file(), "paap wrote no report of {}", export.display());
        let problems = problems(&npm, &report);
        assert!(problems.is_empty(), "{}:\n{}", export.display(), problems.join("\n"));
        seen += 1;
    }
    assert!(seen > 0, "no survey.csv in a folder of {}", examples.display());
}

#[test]
fn the_site_is_valid_and_accessible() {
    let Some(npm) = npm() else { return };
    let site = Path::new(env!("CARGO_TARGET_TMPDIR")).join("site");
    let _ = std::fs::remove_dir_all(&site);
    let status = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--package", "paap-publish", "--example", "site", "--"])
        .arg(&site)
        .status()
        .expect("cargo runs");
    assert!(status.success(), "the sample site: {status}");
    let problems = problems(&npm, &site);
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn the_site_of_the_example_is_valid_and_accessible() {
    let Some(npm) = npm() else { return };
    // The demonstration makes it: `paap publish` would write into the example what it published.
    let demo = Path::new(env!("CARGO_TARGET_TMPDIR")).join("demo");
    let _ = std::fs::remove_dir_all(&demo);
    let status = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--package", "paap", "--", "demo", "--no-serve", "-o"])
        .arg(&demo)
        .stdout(std::process::Stdio::null())
        .status()
        .expect("cargo runs");
    assert!(status.success(), "paap demo: {status}");
    let problems = problems(&npm, &demo.join("site"));
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn the_checker_passes_a_good_page() {
    let Some(npm) = npm() else { return };
    let good = page("good.html", include_str!("pages/good.html"));
    assert_eq!(problems(&npm, &good), [""; 0]);
}

/// A checker that finds nothing proves nothing, unless it is seen to find things.
#[test]
fn the_checker_finds_what_is_planted() {
    let Some(npm) = npm() else { return };
    let good = include_str!("pages/good.html");
    let planted = [
        ("invalid", "</main>", "<p><div>A block in a paragraph</div></p></main>", "html: "),
        ("unnamed", "</main>", "<img src=\"data:,\"></main>", "axe image-alt"),
        ("pale", "color: #fff;", "color: #777;", "axe color-contrast (dark"),
        ("wide", "</main>", "<div style=\"width: 900px\">wide</div></main>", "wider than"),
        ("long", "<main>", "<main class=\"sheet\"><p style=\"height: 2000px\">long</p>", "print: "),
        ("fetch", "</main>", "<img alt=\"\" src=\"https://example.org/x.png\"></main>", "network"),
    ];
    for (name, there, instead, expected) in planted {
        assert_eq!(good.matches(there).count(), 1, "{there} stands once in the good page");
        let bad = page(&format!("{name}.html"), &good.replace(there, instead));
        let problems = problems(&npm, &bad);
        assert!(
            problems.iter().any(|problem| problem.contains(expected)),
            "{name}: nothing says {expected:?} in {problems:#?}"
        );
    }
}
