//! What an author's words say in numbers: `14`, `14 of 22`, `64%`, `14 of 22 (64%)`, `−23`.
//!
//! Only what cannot be misunderstood is read. “Nearly 14 of 22” or “14 thousand” is no value.

use super::{Sort, Value, decimals, per, percent, rounded};

/// The numbers in a value. At least one of `number` and `percent` is there.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Said {
    number: Option<Decimal>,
    percent: Option<Decimal>,
    base: Option<Decimal>,
}

/// A number as it is written: its digits without the point, and how many stand behind that.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Decimal {
    units: i64,
    decimals: u32,
    /// `<` or `>` before it.
    beyond: Option<char>,
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Number(Decimal),
    Percent(Decimal),
    Word(String),
    Sign(char),
}

/// Longer values are none.
const LONGEST: usize = 200;

/// Digits of a number, at most: what a count holds exactly.
const MOST_DIGITS: usize = 15;

/// Words that would make another number of the one before them.
const OTHERWISE: &str = " hundred thousand million billion trillion dozen dozens score k m bn tn half \
    halves quarter quarters third thirds times fold per pp or and to plus minus more less fewer least \
    most not no none never nobody without except but if unless of out ";

impl Said {
    pub(super) fn is(&self, value: &Value) -> bool {
        let whole = |said: Option<Decimal>, is: u64| {
            said.is_none_or(|said| {
                said.decimals == 0 && said.beyond.is_none() && i128::from(said.units) == is.into()
            })
        };
        let is_base = whole(self.base, value.base);
        match (value.sort, value.number) {
            (Sort::Excerpts, _) => {
                whole(self.number, value.count) && self.percent.is_none() && self.base.is_none()
            }
            (Sort::Median | Sort::Mean | Sort::Nps, Some(number)) => {
                let is = |said: Decimal| {
                    let least = decimals(value.sort, number).min(1);
                    let units = rounded(number, said.decimals) * 10_f64.powi(said.decimals as i32);
                    said.beyond.is_none()
                        && said.decimals >= least
                        && (units - said.units as f64).abs() < 0.5
                };
                is_base && self.percent.is_none() && self.number.is_some_and(is)
            }
            _ => {
                let is_share = |said| is_percent(said, value.count, value.base);
                is_base && whole(self.number, value.count) && self.percent.is_none_or(is_share)
            }
        }
    }
}

fn is_percent(said: Decimal, count: u64, base: u64) -> bool {
    if let Some(sign) = said.beyond {
        return percent(count, base) == format!("{sign}{}%", said.units) && said.decimals == 0;
    }
    let all = 10_u128.checked_pow(said.decimals).and_then(|power| power.checked_mul(100));
    let Some((is, all)) = per(count, base, said.decimals).zip(all) else { return false };
    let honest = (is > 0 || count == 0) && (is < all || count == base);
    honest && u128::try_from(said.units) == Ok(is)
}

/// Reads a value; else why it is none, as a sentence.
pub(super) fn read(text: &str) -> Result<Said, String> {
    let tokens = tokens(text)?;
    let mut said = Said::default();
    // `A`, `A (B)` or `A, B`.
    let inner = tokens.iter().position(|token| matches!(token, Token::Sign('(' | ',')));
    let (first, rest) = tokens.split_at(inner.unwrap_or(tokens.len()));
    part(first, &mut said)?;
    let second = match rest {
        [] => None,
        [Token::Sign('('), second @ .., Token::Sign(')')] => Some(second),
        [Token::Sign(','), second @ ..] => Some(second),
        _ => return Err("a bracket does not close at its end.".to_owned()),
    };
    if let Some(second) = second {
        part(second, &mut said)?;
    }
    match said.number.or(said.percent) {
        Some(_) => Ok(said),
        None => Err("there is no number in it.".to_owned()),
    }
}

/// `14`, `64%`, `14 teams`, `14 of 22`, `14 teams of 22`, `64% of 22`, `n = 22`.
fn part(tokens: &[Token], said: &mut Said) -> Result<(), String> {
    let (number, rest) = match tokens {
        [Token::Word(n), Token::Sign('='), Token::Number(base), rest @ ..] if n == "n" => {
            put(&mut said.base, *base)?;
            return words(rest);
        }
        [Token::Number(number), rest @ ..] => {
            put(&mut said.number, *number)?;
            (number, rest)
        }
        [Token::Percent(number), rest @ ..] => {
            put(&mut said.percent, *number)?;
            (number, rest)
        }
        _ => return Err("it does not begin with a number.".to_owned()),
    };
    let is_of = |token: &Token| matches!(token, Token::Word(word) if word == "of");
    let of = rest.iter().position(|token| is_of(token) || *token == Token::Sign('/'));
    let Some(of) = of else { return words(rest) };
    let before = rest.get(..of).unwrap_or_default();
    words(match before {
        [before @ .., Token::Word(out)] if out == "out" => before,
        before => before,
    })?;
    let after = rest.get(of + 1..).unwrap_or_default();
    let after = match after {
        [Token::Word(the), after @ ..] if matches!(the.as_str(), "the" | "all") => after,
        after => after,
    };
    match after {
        [Token::Number(base), after @ ..] if number.decimals == 0 || said.percent.is_some() => {
            put(&mut said.base, *base)?;
            words(after)
        }
        _ => Err("after “of” comes out of how many.".to_owned()),
    }
}

fn put(place: &mut Option<Decimal>, number: Decimal) -> Result<(), String> {
    match place.replace(number) {
        None => Ok(()),
        Some(_) => Err("it has more numbers than a value has.".to_owned()),
    }
}

/// What is counted may be said behind a number.
fn words(tokens: &[Token]) -> Result<(), String> {
    for token in tokens {
        match token {
            Token::Word(word) if !OTHERWISE.contains(&format!(" {word} ")) => {}
            Token::Word(word) => return Err(format!("“{word}” makes another number of it.")),
            Token::Number(_) | Token::Percent(_) => {
                return Err("it has more numbers than a value has.".to_owned());
            }
            Token::Sign(sign) => return Err(format!("“{sign}” means nothing here.")),
        }
    }
    Ok(())
}

fn tokens(text: &str) -> Result<Vec<Token>, String> {
    if text.len() > LONGEST {
        return Err("it is too long.".to_owned());
    }
    let mut tokens = Vec::new();
    let mut rest = text.trim();
    while let Some(first) = rest.chars().next() {
        let token = match first {
            c if c.is_whitespace() => {
                rest = rest.trim_start();
                continue;
            }
            '(' | ')' | ',' | '=' | '/' => {
                rest = &rest[first.len_utf8()..];
                Token::Sign(first)
            }
            c if c.is_alphabetic() => {
                let within = |c: char| c.is_alphabetic() || matches!(c, '-' | '\'' | '’');
                let end = rest.find(|c: char| !within(c)).unwrap_or(rest.len());
                let word = rest[..end].to_lowercase();
                rest = &rest[end..];
                Token::Word(word)
            }
            _ => {
                let (number, after) = number(rest)?;
                let (percent, after) = sign(after);
                // `4–6`, `14th`, `14k`: what hangs on a number makes another of it.
                let hangs = |c: char| !(c.is_whitespace() || "(),/=".contains(c));
                if after.starts_with(hangs) {
                    return Err("something hangs on its number.".to_owned());
                }
                rest = after;
                if percent { Token::Percent(number) } else { Token::Number(number) }
            }
        };
        tokens.push(token);
    }
    Ok(tokens)
}

/// Takes `%`, `per cent` or `percent`.
fn sign(text: &str) -> (bool, &str) {
    let after = text.trim_start();
    let found = ["%", "per cent", "percent"].iter().find_map(|sign| after.strip_prefix(sign));
    found.map_or((false, text), |after| (true, after))
}

/// Takes a number: `14`, `137,402`, `2.5`, `-23`, `+5`, `<1`.
fn number(text: &str) -> Result<(Decimal, &str), String> {
    let none = || "it has a sign that means nothing here.".to_owned();
    let beyond = text.chars().next().filter(|c| matches!(c, '<' | '>'));
    let unsigned = text.trim_start_matches(['<', '>', '-', '−', '+']);
    let signs = &text[..text.len() - unsigned.len()];
    let negative = match signs {
        "" | "+" | "<" | ">" => false,
        "-" | "−" => true,
        _ => return Err(none()),
    };
    let end = |text: &str| text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let first = end(unsigned);
    if first == 0 {
        return Err(none());
    }
    let (mut digits, mut rest) = (unsigned[..first].to_owned(), &unsigned[first..]);
    // A comma parts thousands where three digits follow it, and at most three stand before the first.
    while let Some(group) = rest.strip_prefix(',') {
        if digits.starts_with('0') || first > 3 || end(group) != 3 {
            break;
        }
        digits.push_str(&group[..3]);
        rest = &group[3..];
    }
    let mut decimals = 0;
    if let Some(fraction) = rest.strip_prefix('.')
        && end(fraction) > 0
    {
        decimals = end(fraction);
        digits.push_str(&fraction[..decimals]);
        rest = &fraction[decimals..];
    }
    let units: Option<i64> = digits.parse().ok().filter(|_| digits.len() <= MOST_DIGITS);
    let units = units.ok_or_else(|| "its number is too long.".to_owned())?;
    let units = if negative { -units } else { units };
    Ok((Decimal { units, decimals: decimals as u32, beyond }, rest))
}
