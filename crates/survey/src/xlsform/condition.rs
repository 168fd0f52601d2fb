//! Conditions that both paap's filter language and XLSForm's XPath can say.

use crate::questionnaire::{Choice, Kind, Question, Questionnaire};

/// A condition over answers.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Condition {
    /// All of them hold.
    All(Vec<Self>),
    /// Any of them holds.
    Any(Vec<Self>),
    /// It does not hold.
    Not(Box<Self>),
    /// The question was answered.
    Answered(String),
    /// The answer is, or for a checkbox holds, this text.
    Is(String, String),
    /// The answer compares with a number: `=`, `!=`, `<`, `<=`, `>` or `>=`.
    Compare(String, &'static str, f64),
}

use Condition::{All, Answered, Any, Compare, Is, Not};

/// The question itself, in a constraint.
pub(super) const SELF: &str = ".";

/// Why a condition cannot be said in the other language.
pub(super) type Why = String;

/// What a name in a condition refers to.
struct Target<'a> {
    kind: Kind,
    checkbox: bool,
    options: &'a [Choice],
}

fn target<'a>(questionnaire: &'a Questionnaire, name: &str) -> Result<Target<'a>, Why> {
    let (id, row) = name.split_once('.').map_or((name, None), |(id, row)| (id, Some(row)));
    let question =
        questionnaire.question(id).ok_or_else(|| format!("there is no question `{name}`"))?;
    let Question { kind, options, cells, rows, .. } = question;
    match (*kind == Kind::Grid, row) {
        (true, Some(row)) if rows.iter().any(|known| known.id == row) => {}
        (false, None) => {}
        (true, None) => {
            return Err(format!("`{name}` is a grid; a condition needs one of its rows"));
        }
        _ => return Err(format!("there is no question `{name}`")),
    }
    let checkbox = *kind == Kind::Checkbox || cells.name() == "checkbox";
    Ok(Target { kind: *kind, checkbox, options })
}

/// As XPath with XLSForm's `${…}`.
pub(super) fn to_xpath(
    condition: &Condition,
    questionnaire: &Questionnaire,
) -> Result<String, Why> {
    Ok(match condition {
        All(parts) => join(parts, " and ", |part| to_xpath(part, questionnaire))?,
        Any(parts) => join(parts, " or ", |part| to_xpath(part, questionnaire))?,
        Not(inner) => format!("not({})", to_xpath(inner, questionnaire)?),
        Answered(name) => {
            target(questionnaire, name)?;
            format!("${{{name}}} != ''")
        }
        Compare(name, operator, number) => {
            let target = target(questionnaire, name)?;
            if !target.options.is_empty() {
                let is = Is(name.clone(), number.to_string());
                return match *operator {
                    "=" => to_xpath(&is, questionnaire),
                    "!=" => to_xpath(&Not(Box::new(is)), questionnaire),
                    _ => Err(format!("`{name}` has options, which XLSForm does not order")),
                };
            }
            if !matches!(target.kind, Kind::Number | Kind::Rating | Kind::Scale) {
                return Err(format!("`{name}` is not answered with a number"));
            }
            format!("${{{name}}} {operator} {number}")
        }
        Is(name, text) => {
            let target = target(questionnaire, name)?;
            if target.options.is_empty() {
                if target.kind != Kind::Text {
                    return Err(format!("`{name}` is not answered with a text"));
                }
                return Ok(format!("${{{name}}} = {}", quote_xpath(text)?));
            }
            let option = option(target.options, text)
                .ok_or_else(|| format!("`{name}` has no option \"{text}\""))?;
            if target.checkbox {
                format!("selected(${{{name}}}, '{}')", option.id)
            } else {
                format!("${{{name}}} = '{}'", option.id)
            }
        }
    })
}

/// The option that a text means: by id, by label in any language, by alias.
fn option<'a>(options: &'a [Choice], text: &str) -> Option<&'a Choice> {
    let by = |test: &dyn Fn(&Choice) -> bool| options.iter().find(|option| test(option));
    by(&|option| option.id == text)
        .or_else(|| by(&|option| option.label.iter().any(|(_, label)| label == text)))
        .or_else(|| by(&|option| option.aliases.iter().any(|alias| alias == text)))
}

/// In paap's filter language. Options are named by their label in the default language where it
/// names only one.
pub(super) fn to_filter(
    condition: &Condition,
    questionnaire: &Questionnaire,
) -> Result<String, Why> {
    Ok(match condition {
        All(parts) => join(parts, " and ", |part| to_filter(part, questionnaire))?,
        Any(parts) => join(parts, " or ", |part| to_filter(part, questionnaire))?,
        Not(inner) => format!("not {}", enclosed(inner, to_filter(inner, questionnaire)?)),
        Answered(name) => {
            target(questionnaire, name)?;
            format!("{name} answered")
        }
        Compare(name, operator, number) => {
            target(questionnaire, name)?;
            format!("{name} {operator} {number}")
        }
        Is(name, text) => {
            let target = target(questionnaire, name)?;
            let text = match option(target.options, text) {
                None if target.options.is_empty() => text,
                None => return Err(format!("`{name}` has no option '{text}'")),
                Some(choice) => choice
                    .label
                    .get(questionnaire.language())
                    .filter(|label| {
                        option(target.options, label).is_some_and(|o| o.id == choice.id)
                    })
                    .unwrap_or(&choice.id),
            };
            format!("{name} = {}", quote_filter(text))
        }
    })
}

fn join(
    parts: &[Condition],
    word: &str,
    write: impl Fn(&Condition) -> Result<String, Why>,
) -> Result<String, Why> {
    let parts: Vec<String> =
        parts.iter().map(|part| Ok(enclosed(part, write(part)?))).collect::<Result<_, Why>>()?;
    Ok(parts.join(word))
}

fn enclosed(condition: &Condition, text: String) -> String {
    if matches!(condition, All(_) | Any(_)) { format!("({text})") } else { text }
}

fn quote_xpath(text: &str) -> Result<String, Why> {
    match (text.contains('\''), text.contains('"')) {
        (false, _) => Ok(format!("'{text}'")),
        (true, false) => Ok(format!("\"{text}\"")),
        (true, true) => {
            Err("a text with both kinds of quotes cannot be written in XPath".to_owned())
        }
    }
}

fn quote_filter(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
