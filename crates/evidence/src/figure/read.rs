//! An expression's text to an [`Expression`].

use super::{Asks, Expression, Sort};
use paap_analysis::expression::{ExpressionError, Parser, nearest};

/// Reads an expression.
///
/// # Errors
///
/// Where it is none, with the place.
pub fn read(text: &str) -> Result<Expression, ExpressionError> {
    let mut parser = Parser::new(text)?;
    let expression = taken(text, &mut parser)?;
    match parser.is_at_end() {
        true => Ok(expression),
        false => parser.fail("Here the expression should end."),
    }
}

/// Takes an expression with which a longer text begins; its own text ends where it does.
pub(crate) fn taken(text: &str, parser: &mut Parser<'_>) -> Result<Expression, ExpressionError> {
    let names = || Sort::ALL.map(Sort::name);
    let name = parser.text(&format!(
        "A figure begins with one of {}, as in count(q1 = \"Yes\").",
        names().join(", ")
    ))?;
    let lower = name.text.to_lowercase();
    let Some(sort) = Sort::ALL.into_iter().find(|sort| sort.name() == lower) else {
        let hint = match nearest(&lower, names()).first() {
            Some(near) => format!("Did you mean “{near}”?"),
            None => format!("There are {}.", names().join(", ")),
        };
        let message = format!("There is no figure “{}”. {hint}", name.text);
        return Err(ExpressionError { text: text.to_owned(), place: name.place, message });
    };
    if !parser.sign("(") {
        let message = format!("After “{}” comes an opening bracket.", sort.name());
        return parser.fail(&message);
    }
    let asks = match sort {
        Sort::Count | Sort::Share | Sort::Excerpts => {
            let who = parser.filter()?;
            let of = if parser.word("of") { Some(parser.filter()?) } else { None };
            if !parser.sign(")") {
                return parser.fail("Here comes “and”, “or”, “of” or a closing bracket.");
            }
            Asks::Who(who, of)
        }
        Sort::Median | Sort::Mean | Sort::Nps => {
            let question = parser.name()?;
            let among = if parser.word("where") { Some(parser.filter()?) } else { None };
            if !parser.sign(")") {
                return parser.fail("Here comes “where” with a filter, or a closing bracket.");
            }
            Asks::Numbers(question, among)
        }
    };
    let text = text.get(..parser.place().start).unwrap_or(text).trim_end().to_owned();
    Ok(Expression { text, sort, asks })
}
