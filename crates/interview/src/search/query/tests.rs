//! Queries as people type them, and as nobody should.

use super::*;
use proptest::prelude::*;

/// A node as a person would write it without room for doubt.
fn written(node: &Node) -> String {
    let several = |nodes: &[Node], between: &str| {
        format!("({})", nodes.iter().map(written).collect::<Vec<_>>().join(between))
    };
    match node {
        Node::Phrase(parts) => {
            let parts = parts.iter().map(|part| match part {
                Part::Stem(word) => format!("~{word}"),
                Part::Exact(word) => word.clone(),
                Part::Prefix(word) => format!("{word}*"),
            });
            parts.collect::<Vec<_>>().join("+")
        }
        Node::All(nodes) => several(nodes, " "),
        Node::Any(nodes) => several(nodes, " | "),
        Node::Not(node) => format!("-{}", written(node)),
    }
}

fn check(text: &str, expected: &str) {
    match Query::read(text) {
        Ok(query) => assert_eq!(written(&query.root), expected, "{text:?}"),
        Err(error) => panic!("{text:?}: {error}"),
    }
}

fn fails(text: &str, at: usize, problem: Problem) {
    assert_eq!(Query::read(text).err(), Some(QueryError { at, problem }), "{text:?}");
}

#[test]
fn queries() {
    check("Portal", "~portal");
    check("portal slow", "(~portal ~slow)");
    check("portal AND slow", "(~portal ~slow)");
    check("\"The Portal\"", "the+portal");
    check("“the portal”", "the+portal");
    check("a OR b c OR d", "(~a | (~b ~c) | ~d)");
    check("a -b", "(~a -~b)");
    check("-b a", "(-~b ~a)");
    check("a -\"b c\" -(d OR e)", "(~a -b+c -(~d | ~e))");
    check("co-worker's", "~co+~workers");
    check("deploy* \"self serv*\"", "(deploy* self+serv*)");
    check("((a))", "~a");
    check("or and", "(~or ~and)");
    check("平台", "~平+~台");
    check("l'équipe", "~l+~equipe");
    check("a\"b\"", "(~a b)");
}

#[test]
fn what_is_no_query_says_where() {
    fails("", 1, Problem::Empty);
    fails("   ", 1, Problem::Empty);
    fails("()", 2, Problem::Empty);
    fails("a & b", 3, Problem::NoWord);
    fails("\"\"", 1, Problem::NoWord);
    fails("a \"b", 3, Problem::OpenQuote);
    fails("a (b", 3, Problem::OpenBracket);
    fails("a b)", 4, Problem::StrayBracket);
    fails(")", 1, Problem::StrayBracket);
    fails("OR a", 1, Problem::Operator);
    fails("a OR", 3, Problem::Operator);
    fails("a OR OR b", 3, Problem::Operator);
    fails("a AND", 3, Problem::Operator);
    fails("(a OR )", 4, Problem::Operator);
    fails("a - b", 3, Problem::Minus);
    fails("a -", 3, Problem::Minus);
    fails("a --b", 3, Problem::Minus);
    fails("-a", 1, Problem::OnlyNot);
    fails("a OR -b", 6, Problem::OnlyNot);
    fails("a -(-b)", 5, Problem::OnlyNot);
    fails("*", 1, Problem::Asterisk);
    fails("de*ploy", 3, Problem::Asterisk);
    fails("a.*", 1, Problem::Asterisk);
    let message = Query::read("a OR").unwrap_err().to_string();
    assert!(message.starts_with("character 3 of the query: this needs words"), "{message}");
}

#[test]
fn hostile_queries_end() {
    fails(&"(".repeat(9_999), DEEPEST + 1, Problem::TooDeep);
    fails(&"a ".repeat(300), 2 * MOST_WORDS + 1, Problem::TooLong);
    fails(&"a".repeat(1_000_000), LONGEST + 1, Problem::TooLong);
    fails(&"a* ".repeat(40), 3 * MOST_WORDS / 8 + 1, Problem::TooLong);
    fails(&"-".repeat(1_000), 1_000, Problem::Minus);
    fails(&"OR ".repeat(1_000), 1, Problem::Operator);
    fails(&" ".repeat(1_000_000), LONGEST + 1, Problem::TooLong);
    fails(&format!("\"{}\"", "a ".repeat(4_000)), 1, Problem::TooLong);
}

proptest! {
    #[test]
    fn any_text_is_a_query_or_an_error_inside_it(
        text in "[ab()\\-*\"' OR]{0,40}|\\PC{0,60}",
    ) {
        if let Err(error) = Query::read(&text) {
            prop_assert!((1..=text.chars().count().max(1)).contains(&error.at), "{error:?}");
        }
    }
}
