//! The documentation of the command line, held to the command line.

use super::*;
use clap::{Command, CommandFactory};
use std::collections::{BTreeMap, BTreeSet};

const DOC: &str = include_str!("../../../../docs/cli.md");

/// Every command that does something, by its full name.
fn leaves(command: &Command, name: &str, out: &mut BTreeMap<String, Command>) {
    let verbs: Vec<_> =
        command.get_subcommands().filter(|verb| verb.get_name() != "help").collect();
    if verbs.is_empty() {
        out.insert(name.to_owned(), command.clone());
    }
    for verb in verbs {
        leaves(verb, &format!("{name} {}", verb.get_name()), out);
    }
}

fn commands() -> BTreeMap<String, Command> {
    let mut out = BTreeMap::new();
    leaves(&Cli::command(), "paap", &mut out);
    out
}

/// The documentation's part of each command: its heading is the command in code.
fn sections() -> BTreeMap<String, &'static str> {
    let parts = DOC.split("\n## `").skip(1);
    parts
        .map(|part| part.split_once('`').unwrap())
        .map(|(name, text)| (name.into(), text))
        .collect()
}

#[test]
fn the_definition_is_sound() {
    Cli::command().debug_assert();
}

#[test]
fn every_command_is_documented_and_none_invented() {
    let documented: Vec<_> = sections().into_keys().collect();
    let defined: Vec<_> = commands().into_keys().collect();
    assert_eq!(documented, defined);
}

/// A flag as the documentation writes it: `--format FORMAT`, `-o, --output FILE`, `EXPORT`.
fn written(arg: &clap::Arg) -> String {
    let value = arg.get_value_names().map_or(String::new(), |names| names[0].to_string());
    let short = arg.get_short().map_or(String::new(), |short| format!("-{short}, "));
    match arg.get_long() {
        Some(long) if arg.get_action().takes_values() => format!("{short}--{long} {value}"),
        Some(long) => format!("{short}--{long}"),
        None => value,
    }
}

#[test]
fn every_flag_is_documented_and_none_invented() {
    let sections = sections();
    for (name, command) in commands() {
        let defined: BTreeSet<String> = command
            .get_arguments()
            .filter(|arg| arg.get_id() != "help" && arg.get_id() != "version")
            .map(written)
            .collect();
        let rows = sections[&name].lines().filter_map(|line| line.strip_prefix("| `"));
        let documented: BTreeSet<String> =
            rows.map(|row| row.split_once('`').unwrap().0.to_owned()).collect();
        assert_eq!(documented, defined, "{name}");
    }
}

#[test]
fn every_value_and_default_is_documented() {
    let sections = sections();
    for (name, command) in commands() {
        for arg in command.get_arguments().filter(|arg| arg.get_action().takes_values()) {
            let row = format!("| `{}` |", written(arg));
            let row = sections[&name].lines().find(|line| line.starts_with(&row)).unwrap();
            for value in arg.get_possible_values() {
                let value = format!("`{}`", value.get_name());
                assert!(row.contains(&value), "{name}: {value} is missing in {row}");
            }
            for default in arg.get_default_values() {
                let default = format!("default `{}`", default.to_str().unwrap());
                assert!(row.contains(&default), "{name}: {default:?} is missing in {row}");
            }
        }
    }
}

/// The words of a line as a shell would take them, as far as examples need it.
fn words(line: &str) -> Vec<String> {
    let command = line.split_once("| paap").map_or(line, |(_, rest)| rest);
    let command = command.split(" > ").next().unwrap_or(command);
    let mut words = vec!["paap".to_owned()];
    for (at, part) in command.trim_start_matches("paap").split('\'').enumerate() {
        if at % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

#[test]
fn every_command_has_an_example_and_every_example_parses() {
    let mut pages: BTreeMap<String, String> =
        sections().into_iter().map(|(name, text)| (name, text.to_owned())).collect();
    for (name, command) in commands() {
        let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        pages.insert(format!("{name} --help"), help);
    }
    for (page, text) in pages {
        let name = page.trim_end_matches(" --help");
        let examples: Vec<_> = text
            .lines()
            .map(str::trim)
            .filter(|line| line.starts_with("paap ") || line.contains("| paap "))
            .collect();
        assert!(examples.iter().any(|line| line.contains(name)), "{page} has no example");
        for example in examples {
            if let Err(error) = Cli::try_parse_from(words(example)) {
                panic!("{example}: {error}");
            }
        }
    }
}

#[test]
fn help_fits_80_columns() {
    for name in commands().into_keys() {
        let help = Cli::try_parse_from(name.split(' ').chain(["--help"])).unwrap_err().to_string();
        assert!(help.contains("Usage: "), "{help}");
        for line in help.lines() {
            assert!(line.chars().count() <= 80, "{name}: {line}");
        }
    }
}
