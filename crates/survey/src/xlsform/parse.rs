//! Reading conditions in either language. They differ in how a question is named and in a few
//! words; the rest of the grammar is the same:
//!
//! ```text
//! any  = all ("or" all)*        all = one ("and" one)*
//! one  = "not" one | "(" any ")" | question operator value | question "in" "(" values ")"
//!      | question "answered" | "selected" "(" question "," text ")"
//! ```

use super::condition::{Condition, SELF, Why};

use Condition::{All, Answered, Any, Compare, Is, Not};

/// Deeper nesting is refused.
const DEEPEST: usize = 50;
/// Longer conditions are refused, in bytes.
const LONGEST: usize = 20_000;

/// Reads a condition in paap's filter language, as far as XLSForm could say it too.
pub(super) fn filter(text: &str) -> Result<Condition, Why> {
    Parser::new(text, false)?.whole()
}

/// Reads an XPath condition of XLSForm, as far as paap could say it too.
pub(super) fn xpath(text: &str) -> Result<Condition, Why> {
    Parser::new(text, true)?.whole()
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Question(String),
    Word(String),
    Text(String),
    Number(f64),
    Mark(&'static str),
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
}

impl Parser {
    fn new(text: &str, xpath: bool) -> Result<Self, Why> {
        if text.len() > LONGEST {
            return Err("the condition is too long".to_owned());
        }
        Ok(Self { tokens: tokens(text, xpath)?, at: 0, depth: 0 })
    }

    fn whole(mut self) -> Result<Condition, Why> {
        let condition = self.any()?;
        match self.tokens.get(self.at) {
            None => Ok(condition),
            Some(token) => Err(unexpected(Some(token))),
        }
    }

    fn any(&mut self) -> Result<Condition, Why> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err("the condition is nested too deep".to_owned());
        }
        let mut parts = vec![self.all()?];
        while self.take_word("or") {
            parts.push(self.all()?);
        }
        self.depth -= 1;
        Ok(several(parts, Any))
    }

    fn all(&mut self) -> Result<Condition, Why> {
        let mut parts = vec![self.one()?];
        while self.take_word("and") {
            parts.push(self.one()?);
        }
        Ok(several(parts, All))
    }

    fn one(&mut self) -> Result<Condition, Why> {
        match self.next() {
            Some(Token::Word(word)) if word == "not" => {
                self.depth += 1;
                if self.depth > DEEPEST {
                    return Err("the condition is nested too deep".to_owned());
                }
                let inner = self.one()?;
                self.depth -= 1;
                Ok(Not(Box::new(inner)))
            }
            Some(Token::Mark("(")) => {
                let inner = self.any()?;
                self.expect(")")?;
                Ok(inner)
            }
            Some(Token::Word(word)) if word == "selected" => {
                self.expect("(")?;
                let question = self.question()?;
                self.expect(",")?;
                let text = self.text()?;
                self.expect(")")?;
                Ok(Is(question, text))
            }
            Some(Token::Word(word)) if word == "answered" => {
                let enclosed = self.take("(");
                let question = self.question()?;
                if enclosed {
                    self.expect(")")?;
                }
                Ok(Answered(question))
            }
            Some(Token::Question(question)) => self.comparison(question),
            token => Err(unexpected(token.as_ref())),
        }
    }

    fn comparison(&mut self, question: String) -> Result<Condition, Why> {
        if self.take_word("answered") {
            return Ok(Answered(question));
        }
        if self.take_word("in") {
            self.expect("(")?;
            let mut parts = vec![self.value(question.clone(), "=")?];
            while self.take(",") {
                parts.push(self.value(question.clone(), "=")?);
            }
            self.expect(")")?;
            return Ok(several(parts, Any));
        }
        match self.next() {
            Some(Token::Mark(operator @ ("=" | "!=" | "<" | "<=" | ">" | ">="))) => {
                self.value(question, operator)
            }
            token => Err(unexpected(token.as_ref())),
        }
    }

    fn value(&mut self, question: String, operator: &'static str) -> Result<Condition, Why> {
        match (self.next(), operator) {
            (Some(Token::Number(number)), _) => Ok(Compare(question, operator, number)),
            // XPath compares with an empty text to ask whether there is an answer.
            (Some(Token::Text(text)), "!=") if text.is_empty() => Ok(Answered(question)),
            (Some(Token::Text(text)), "=") if text.is_empty() => {
                Ok(Not(Box::new(Answered(question))))
            }
            (Some(Token::Text(text)), "=") => Ok(Is(question, text)),
            (Some(Token::Text(text)), "!=") => Ok(Not(Box::new(Is(question, text)))),
            (Some(Token::Text(_)), _) => Err(format!("`{operator}` with a text")),
            (token, _) => Err(unexpected(token.as_ref())),
        }
    }

    fn next(&mut self) -> Option<Token> {
        let token = self.tokens.get(self.at).cloned();
        self.at += 1;
        token
    }

    fn question(&mut self) -> Result<String, Why> {
        match self.next() {
            Some(Token::Question(name)) => Ok(name),
            token => Err(unexpected(token.as_ref())),
        }
    }

    fn text(&mut self) -> Result<String, Why> {
        match self.next() {
            Some(Token::Text(text)) => Ok(text),
            token => Err(unexpected(token.as_ref())),
        }
    }

    fn take(&mut self, mark: &str) -> bool {
        let found = matches!(self.tokens.get(self.at), Some(Token::Mark(found)) if *found == mark);
        self.at += usize::from(found);
        found
    }

    fn take_word(&mut self, word: &str) -> bool {
        let found = matches!(self.tokens.get(self.at), Some(Token::Word(found)) if found == word);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, mark: &str) -> Result<(), Why> {
        if self.take(mark) { Ok(()) } else { Err(unexpected(self.tokens.get(self.at))) }
    }
}

fn several(mut parts: Vec<Condition>, join: impl Fn(Vec<Condition>) -> Condition) -> Condition {
    match parts.pop() {
        Some(only) if parts.is_empty() => only,
        Some(last) => {
            parts.push(last);
            join(parts)
        }
        None => join(parts),
    }
}

fn unexpected(token: Option<&Token>) -> Why {
    match token {
        None => "the condition ends too early".to_owned(),
        Some(Token::Question(text) | Token::Word(text)) => {
            format!("`{text}` cannot be carried here")
        }
        Some(Token::Text(text)) => format!("the text '{text}' cannot be carried here"),
        Some(Token::Number(number)) => format!("the number {number} cannot be carried here"),
        Some(Token::Mark(mark)) => format!("`{mark}` cannot be carried here"),
    }
}

const MARKS: [&str; 9] = ["!=", "<=", ">=", "=", "<", ">", "(", ")", ","];

fn tokens(text: &str, xpath: bool) -> Result<Vec<Token>, Why> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let (token, after) = if let Some(mark) = MARKS.iter().find(|mark| rest.starts_with(**mark))
        {
            (Token::Mark(mark), rest.get(mark.len()..).unwrap_or_default())
        } else if matches!(first, '"' | '\'') {
            quoted(rest, first, !xpath)?
        } else if let Some(after) = rest.strip_prefix("${").filter(|_| xpath) {
            let (name, after) = after.split_once('}').ok_or("`${` without `}`")?;
            (Token::Question(name.trim().to_owned()), after)
        } else {
            word(rest, first, xpath)?
        };
        tokens.push(token);
        rest = after.trim_start();
    }
    Ok(tokens)
}

fn quoted(rest: &str, quote: char, escapes: bool) -> Result<(Token, &str), Why> {
    let mut text = String::new();
    let mut chars = rest.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        if c == quote {
            return Ok((Token::Text(text), rest.get(at + 1..).unwrap_or_default()));
        }
        match c {
            '\\' if escapes => text.extend(chars.next().map(|(_, c)| c)),
            c => text.push(c),
        }
    }
    Err("a text without its closing quote".to_owned())
}

fn word(rest: &str, first: char, xpath: bool) -> Result<(Token, &str), Why> {
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    let end = rest.char_indices().find(|&(_, c)| !part(c)).map_or(rest.len(), |(at, _)| at);
    let (word, after) = rest.split_at(end);
    if word.is_empty() {
        return Err(format!("`{first}` cannot be carried here"));
    }
    if xpath && word == SELF {
        return Ok((Token::Question(SELF.to_owned()), after));
    }
    if let Some(number) = word.parse().ok().filter(|number: &f64| number.is_finite()) {
        return Ok((Token::Number(number), after));
    }
    let known = if xpath {
        matches!(word, "and" | "or" | "not" | "selected")
    } else {
        matches!(word, "and" | "or" | "not" | "in" | "answered")
    };
    match (known, xpath) {
        (true, _) => Ok((Token::Word(word.to_owned()), after)),
        (false, true) => Err(format!("`{word}` cannot be carried")),
        (false, false) => Ok((Token::Question(word.to_owned()), after)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(parsed: Result<Condition, Why>, expected: &str) {
        let shown = match parsed {
            Ok(condition) => format!("{condition:?}"),
            Err(why) => format!("cannot: {why}"),
        };
        assert_eq!(shown, expected);
    }

    #[test]
    fn filters() {
        check(filter("q1 = \"a \\\"b\\\"\""), r#"Is("q1", "a \"b\"")"#);
        check(filter("q1 in (\"a\", 2)"), r#"Any([Is("q1", "a"), Compare("q1", "=", 2.0)])"#);
        check(
            filter("not q1 answered and (q2 >= -3 or q3 != \"x\")"),
            r#"All([Not(Answered("q1")), Any([Compare("q2", ">=", -3.0), Not(Is("q3", "x"))])])"#,
        );
        check(filter("answered(q1)"), r#"Answered("q1")"#);
        check(filter("q1 ="), "cannot: the condition ends too early");
        check(filter("q1 = \"a"), "cannot: a text without its closing quote");
        check(filter(&"(".repeat(60)), "cannot: the condition is nested too deep");
        check(filter(&"not ".repeat(60)), "cannot: the condition is nested too deep");
    }

    #[test]
    fn xpaths() {
        check(xpath("selected(${a}, 'x')"), r#"Is("a", "x")"#);
        check(
            xpath("${a}='x' and not(selected (${b-1.2}, \"y\"))"),
            r#"All([Is("a", "x"), Not(Is("b-1.2", "y"))])"#,
        );
        check(xpath("${a} != ''"), r#"Answered("a")"#);
        check(
            xpath(". >= 1 and . <= 5"),
            r#"All([Compare(".", ">=", 1.0), Compare(".", "<=", 5.0)])"#,
        );
        check(xpath("regex(${a}, '[a-z]')"), "cannot: `regex` cannot be carried");
        check(xpath("${a} + 1 > 2"), "cannot: `+` cannot be carried here");
        check(xpath("${a"), "cannot: `${` without `}`");
    }
}
