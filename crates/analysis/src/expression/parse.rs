//! A filter's text to an [`Expression`], alone or within a longer text.

use super::{Comparison, Expression, ExpressionError, Name, Place, Value};

/// How deep brackets and `not` may be nested.
const DEPTH: usize = 100;

/// How many words, texts and signs a filter may have.
const LONGEST: usize = 20_000;

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Word(String),
    Text(String),
    Sign(&'static str),
    End,
}

/// Reads a filter.
pub fn parse(text: &str) -> Result<Expression, ExpressionError> {
    let mut parser = Parser::new(text)?;
    let expression = parser.filter()?;
    match parser.is_at_end() {
        true => Ok(expression),
        false => parser.fail("Here the filter should end, or go on with “and” or “or”."),
    }
}

fn tokens(text: &str) -> Result<Vec<(Token, Place)>, ExpressionError> {
    let mut tokens = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, character)) = rest.next() {
        let token = match character {
            c if c.is_whitespace() => continue,
            '"' | '\'' | '“' => {
                let close = if character == '“' { '”' } else { character };
                let mut value = String::new();
                loop {
                    match rest.next() {
                        Some((_, c)) if c == close => break,
                        Some((_, '\\')) => value.extend(rest.next().map(|(_, c)| c)),
                        Some((_, c)) => value.push(c),
                        None => {
                            let place = Place { start, end: start + character.len_utf8() };
                            let message = "This quotation mark is never closed.".to_owned();
                            return Err(ExpressionError { text: text.to_owned(), place, message });
                        }
                    }
                }
                Token::Text(value)
            }
            '(' => Token::Sign("("),
            ')' => Token::Sign(")"),
            ',' => Token::Sign(","),
            '=' => {
                rest.next_if(|(_, c)| *c == '=');
                Token::Sign("=")
            }
            '≠' => Token::Sign("!="),
            '≤' => Token::Sign("<="),
            '≥' => Token::Sign(">="),
            '!' if rest.next_if(|(_, c)| *c == '=').is_some() => Token::Sign("!="),
            '<' => match rest.next_if(|(_, c)| matches!(c, '=' | '>')) {
                Some((_, '=')) => Token::Sign("<="),
                Some(_) => Token::Sign("!="),
                None => Token::Sign("<"),
            },
            '>' => match rest.next_if(|(_, c)| *c == '=') {
                Some(_) => Token::Sign(">="),
                None => Token::Sign(">"),
            },
            c if is_word(c) => {
                let mut word = String::from(c);
                while let Some((_, c)) = rest.next_if(|(_, c)| is_word(*c)) {
                    word.push(c);
                }
                Token::Word(word)
            }
            _ => {
                let place = Place { start, end: start + character.len_utf8() };
                let message =
                    format!("“{character}” means nothing here. Put text in quotation marks.");
                return Err(ExpressionError { text: text.to_owned(), place, message });
            }
        };
        let end = rest.peek().map_or(text.len(), |(at, _)| *at);
        if tokens.len() == LONGEST {
            let place = Place { start, end };
            let message = format!(
                "The filter has more than {LONGEST} words and signs. Use “in (…)” for several \
                 answers, or ask for less at once."
            );
            return Err(ExpressionError { text: text.to_owned(), place, message });
        }
        tokens.push((token, Place { start, end }));
    }
    tokens.push((Token::End, Place { start: text.len(), end: text.len() }));
    Ok(tokens)
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '.' | '-' | '#' | '+' | '%')
}

/// Reads filters that stand within a longer text, such as `count(FILTER of FILTER)`: what reads that
/// text takes its own words and signs, and leaves each filter to this.
#[derive(Debug)]
pub struct Parser<'a> {
    text: &'a str,
    tokens: Vec<(Token, Place)>,
    at: usize,
    depth: usize,
}

type Parsed<T> = Result<T, ExpressionError>;

impl<'a> Parser<'a> {
    /// At the beginning of a text.
    ///
    /// # Errors
    ///
    /// Where it has what is no word, text or sign, or more of them than are read.
    pub fn new(text: &'a str) -> Parsed<Self> {
        Ok(Self { text, tokens: tokens(text)?, at: 0, depth: 0 })
    }

    /// Takes a filter, which ends where “and” and “or” no longer go on.
    ///
    /// # Errors
    ///
    /// Where there is none.
    pub fn filter(&mut self) -> Parsed<Expression> {
        self.or()
    }

    /// Takes a variable's name.
    ///
    /// # Errors
    ///
    /// Where there is none.
    pub fn name(&mut self) -> Parsed<Name> {
        let value = self.text("A question's id, position or slug is missing here.")?;
        Ok(Name { text: value.text, place: value.place })
    }

    /// Takes a value: a text, a word or a number.
    ///
    /// # Errors
    ///
    /// Where there is none, with this message.
    pub fn text(&mut self, missing: &str) -> Parsed<Value> {
        match self.next() {
            (Token::Text(text) | Token::Word(text), place) => Ok(Value { text, place }),
            (_, place) => Err(self.wrong(place, missing)),
        }
    }

    /// Whether nothing follows.
    pub fn is_at_end(&self) -> bool {
        *self.peek() == Token::End
    }

    /// Takes the next sign if it compares numbers; `=` and `!=` do not.
    pub fn comparison_sign(&mut self) -> Option<Comparison> {
        let Token::Sign(sign) = *self.peek() else { return None };
        let comparison = match sign {
            "<" => Comparison::Less,
            "<=" => Comparison::AtMost,
            ">" => Comparison::Greater,
            ">=" => Comparison::AtLeast,
            _ => return None,
        };
        self.at += 1;
        Some(comparison)
    }

    /// What is wrong at the next word or sign.
    ///
    /// # Errors
    ///
    /// Always.
    pub fn fail<T>(&self, message: &str) -> Parsed<T> {
        Err(self.wrong(self.place(), message))
    }

    fn wrong(&self, place: Place, message: &str) -> ExpressionError {
        let (text, message) = (self.text.to_owned(), message.to_owned());
        ExpressionError { text, place, message }
    }

    fn peek(&self) -> &Token {
        &self.tokens[self.at].0
    }

    /// Where the next word or sign stands.
    pub fn place(&self) -> Place {
        self.tokens[self.at].1
    }

    fn next(&mut self) -> (Token, Place) {
        let token = self.tokens[self.at].clone();
        self.at = (self.at + 1).min(self.tokens.len() - 1);
        token
    }

    /// Takes the next word if it is this one, in whatever case.
    pub fn word(&mut self, word: &str) -> bool {
        let is = matches!(self.peek(), Token::Word(own) if own.eq_ignore_ascii_case(word));
        self.at += usize::from(is);
        is
    }

    /// Takes the next sign if it is this one.
    pub fn sign(&mut self, sign: &str) -> bool {
        let is = matches!(self.peek(), Token::Sign(own) if *own == sign);
        self.at += usize::from(is);
        is
    }

    fn or(&mut self) -> Parsed<Expression> {
        let mut any = vec![self.and()?];
        while self.word("or") {
            any.push(self.and()?);
        }
        Ok(one_or(any, Expression::Or))
    }

    fn and(&mut self) -> Parsed<Expression> {
        let mut all = vec![self.not()?];
        while self.word("and") {
            all.push(self.not()?);
        }
        Ok(one_or(all, Expression::And))
    }

    fn not(&mut self) -> Parsed<Expression> {
        if self.depth >= DEPTH {
            return self.fail("The filter is nested too deeply here.");
        }
        self.depth += 1;
        let expression = if self.word("not") {
            Expression::Not(Box::new(self.not()?))
        } else if self.sign("(") {
            let inner = self.or()?;
            if !self.sign(")") {
                return self.fail("A closing bracket is missing here.");
            }
            inner
        } else {
            self.comparison()?
        };
        self.depth -= 1;
        Ok(expression)
    }

    fn comparison(&mut self) -> Parsed<Expression> {
        let name = self.name()?;
        self.word("is");
        let negated = self.word("not");
        if self.word("answered") {
            let answered = Expression::Answered(name);
            return Ok(if negated { Expression::Not(Box::new(answered)) } else { answered });
        }
        if self.word("asked") {
            let asked = Expression::Asked(name);
            return Ok(if negated { Expression::Not(Box::new(asked)) } else { asked });
        }
        if self.word("in") {
            let values = self.values()?;
            return Ok(match negated {
                true => Expression::ChoseNot(name, values),
                false => Expression::Chose(name, values),
            });
        }
        if negated {
            return self.fail("After “not” here comes “in”, “answered” or “asked”.");
        }
        if let Some(comparison) = self.comparison_sign() {
            return Ok(Expression::Compares(name, comparison, self.value()?));
        }
        if self.sign("=") {
            return Ok(Expression::Chose(name, vec![self.value()?]));
        }
        if self.sign("!=") {
            return Ok(Expression::ChoseNot(name, vec![self.value()?]));
        }
        self.fail("Here comes =, !=, <, <=, >, >=, in, answered or asked.")
    }

    fn values(&mut self) -> Parsed<Vec<Value>> {
        if !self.sign("(") {
            return self.fail("After “in” come answers in brackets: in (\"A\", \"B\").");
        }
        let mut values = vec![self.value()?];
        while self.sign(",") {
            values.push(self.value()?);
        }
        if !self.sign(")") {
            return self.fail("A comma or a closing bracket is missing here.");
        }
        Ok(values)
    }

    fn value(&mut self) -> Parsed<Value> {
        self.text("An answer is missing here. Put text in quotation marks.")
    }
}

/// The only one of these, or several put together.
fn one_or(mut parts: Vec<Expression>, several: fn(Vec<Expression>) -> Expression) -> Expression {
    match parts.pop() {
        Some(only) if parts.is_empty() => only,
        last => {
            parts.extend(last);
            several(parts)
        }
    }
}
