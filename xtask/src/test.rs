//! `cargo xtask test`: every check of the project, in one command and in a fixed order.

use crate::args::Args;
use crate::run::{cargo, run};
use crate::setup::{Need, npm_folder, provide};

/// One step. The order of `Step::ALL` is the order of the run: the cheap ones first, and
/// `cargo test` last, so that a run ends with its summary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Fmt,
    Clippy,
    Doc,
    DocTest,
    Browser,
    Test,
}

impl Step {
    const ALL: [Step; 6] =
        [Step::Fmt, Step::Clippy, Step::Doc, Step::DocTest, Step::Browser, Step::Test];

    fn name(self) -> &'static str {
        match self {
            Step::Fmt => "fmt",
            Step::Clippy => "clippy",
            Step::Doc => "doc",
            Step::DocTest => "doctest",
            Step::Browser => "browser",
            Step::Test => "test",
        }
    }

    fn about(self) -> &'static str {
        match self {
            Step::Fmt => "the code is formatted",
            Step::Clippy => "clippy finds nothing, in tests neither",
            Step::Doc => "the documentation builds without a warning",
            Step::DocTest => "the examples in the documentation run",
            Step::Browser => "the pages are valid and accessible (the tests called `pages`)",
            Step::Test => "unit and integration tests (with `browser` unless that is skipped)",
        }
    }

    fn needs(self) -> &'static [Need] {
        match self {
            Step::Fmt => &[Need::Rustfmt],
            Step::Clippy => &[Need::Clippy],
            Step::Doc | Step::DocTest | Step::Test => &[],
            Step::Browser => &[Need::Chromium, Need::ChromeDriver, Need::Node, Need::NpmPackages],
        }
    }
}

/// The steps and what each one sees to, a line each.
pub(crate) fn steps_as_text() -> String {
    Step::ALL.iter().map(|step| format!("    {:<8} {}\n", step.name(), step.about())).collect()
}

/// Runs the chosen steps.
pub(crate) fn main(words: impl Iterator<Item = String>) -> Result<(), String> {
    let mut args = Args::new(words);
    let install = args.has("--setup");
    let steps = choose(&args.values("--only")?, &args.values("--skip")?)?;
    args.finish()?;

    let mut needs: Vec<Need> = steps.iter().flat_map(|step| step.needs()).copied().collect();
    needs.sort_unstable();
    let missing = provide(&needs, install)?;

    for step in &steps {
        if let Some(need) = step.needs().iter().find(|need| missing.contains(need)) {
            let name = step.name();
            return Err(format!(
                "step {name} needs {} (get all with --setup, or leave the step out with --skip {name})",
                need.name(),
            ));
        }
        // The tests of the pages are ordinary cargo tests: where `test` runs, it carries them.
        if *step == Step::Browser && steps.contains(&Step::Test) {
            continue;
        }
        eprintln!("\n== {}: {}", step.name(), step.about());
        take(*step, steps.contains(&Step::Browser)).map_err(|error| {
            format!("step {} failed (cargo xtask test --only {0}): {error}", step.name())
        })?;
    }
    Ok(())
}

fn take(step: Step, with_browser: bool) -> Result<(), String> {
    let mut cargo = cargo();
    match step {
        Step::Fmt => cargo.args(["fmt", "--all", "--check"]),
        Step::Clippy => cargo.args([
            "clippy",
            "--quiet",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ]),
        Step::Doc => cargo
            .args(["doc", "--quiet", "--workspace", "--no-deps"])
            .env("RUSTDOCFLAGS", "-D warnings"),
        Step::DocTest => cargo.args(["test", "--workspace", "--doc", "--no-fail-fast"]),
        Step::Browser => cargo.args(["test", "--workspace", "--test", "pages"]),
        Step::Test => cargo
            .args(["test", "--workspace", "--lib", "--bins", "--tests", "--examples"])
            .arg("--no-fail-fast"),
    };
    if with_browser {
        cargo.env("PAAP_REQUIRE_BROWSER", "1").env("PAAP_NPM", npm_folder());
    }
    run(&mut cargo)
}

/// The steps in their order: those named by `only` (all of them if it is empty) less `skip`.
fn choose(only: &[String], skip: &[String]) -> Result<Vec<Step>, String> {
    for name in only.iter().chain(skip) {
        if !Step::ALL.iter().any(|step| step.name() == name) {
            return Err(format!("no step is called {name}; the steps are\n{}", steps_as_text()));
        }
    }
    let named = |names: &[String], step: Step| names.iter().any(|name| name == step.name());
    Ok(Step::ALL
        .into_iter()
        .filter(|step| (only.is_empty() || named(only, *step)) && !named(skip, *step))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(only: &[&str], skip: &[&str]) -> Result<Vec<Step>, String> {
        let owned =
            |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        choose(&owned(only), &owned(skip))
    }

    #[test]
    fn all_steps_run_unless_told_otherwise_and_the_tests_come_last() {
        let steps = chosen(&[], &[]).unwrap();
        assert_eq!(steps, Step::ALL);
        assert_eq!(steps.last(), Some(&Step::Test));
    }

    #[test]
    fn steps_are_chosen_by_name_and_keep_their_order() {
        assert_eq!(chosen(&["test", "fmt"], &[]), Ok(vec![Step::Fmt, Step::Test]));
        assert_eq!(chosen(&["test", "fmt"], &["fmt"]), Ok(vec![Step::Test]));
        assert!(chosen(&["tests"], &[]).is_err_and(|message| message.contains("doctest")));
    }
}
