//! The language of the search box: words and fields, combined with and, or, not.
//!
//! ```text
//! query  = or
//! or     = and { "or" and }
//! and    = not { ["and"] not }
//! not    = ("not" | "-") not | "(" or ")" | term
//! term   = field ":" value | value
//! value  = word | "words in quotation marks"
//! ```

use super::fold;

/// What a value is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// A forum, or one below it, by any of its names.
    Forum,
    /// An actor by any of its names.
    Actor,
    /// A role.
    Role,
    /// An area.
    Area,
    /// A level.
    Level,
    /// A kind of event.
    Kind,
    /// A source, by id, title or author.
    Source,
    /// A stage: planned, happened …
    Stage,
    /// A standing: stated, alleged …
    Standing,
    /// Dated then or later (EDTF).
    From,
    /// Dated then or earlier (EDTF).
    To,
    /// Certainly then or later: all that the date can mean.
    SurelyFrom,
    /// Certainly then or earlier: all that the date can mean.
    SurelyTo,
}

/// Every field with its name and what it does.
pub const FIELDS: [(Field, &str, &str); 13] = [
    (
        Field::Forum,
        "forum",
        "took place in a forum or one below it: forum:oewg",
    ),
    (
        Field::Actor,
        "actor",
        "somebody took part: actor:\"Jürg Lauber\"",
    ),
    (Field::Role, "role", "somebody had this role: role:chair"),
    (Field::Area, "area", "filed under an area: area:cyber"),
    (Field::Level, "level", "filed under a level: level:multi"),
    (Field::Kind, "kind", "of this kind: kind:meeting"),
    (Field::Source, "source", "told by a source: source:q2"),
    (
        Field::Stage,
        "stage",
        "has a date of this stage: stage:postponed",
    ),
    (
        Field::Standing,
        "standing",
        "has a claim put this way: standing:alleged",
    ),
    (Field::From, "from", "possibly then or later: from:2020-05"),
    (Field::To, "to", "possibly then or earlier: to:2020-05-22"),
    (
        Field::SurelyFrom,
        "surely-from",
        "certainly then or later: surely-from:2020-05",
    ),
    (
        Field::SurelyTo,
        "surely-to",
        "certainly then or earlier: surely-to:2020-05",
    ),
];

/// A query as a tree.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Expr {
    All,
    Text(String),
    Field(Field, Value),
    Not(Box<Self>),
    And(Vec<Self>),
    Or(Vec<Self>),
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    /// Folded words.
    Words(String),
    /// A date in days: start of the first day, end of the last.
    Date(f64, f64),
}

/// What is wrong with a query, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}; {remedy}")]
pub struct QueryError {
    /// Where, as a byte of the query.
    pub at: usize,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub remedy: String,
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Open,
    Close,
    Minus,
    Field(Field),
    Word(String),
    Quoted(String),
}

/// Brackets and `not`s within one another beyond this are refused.
const MOST_DEPTH: usize = 64;

pub(super) fn parse(query: &str) -> Result<Expr, QueryError> {
    let tokens = tokens(query)?;
    if tokens.is_empty() {
        return Ok(Expr::All);
    }
    let mut parser = Parser {
        tokens: &tokens,
        at: 0,
        end: query.len(),
        depth: 0,
    };
    let expr = parser.or()?;
    match parser.tokens.get(parser.at) {
        None => Ok(expr),
        Some((at, _)) => Err(QueryError {
            at: *at,
            message: "there is a closing bracket too many".to_owned(),
            remedy: "take it away, or open one before".to_owned(),
        }),
    }
}

fn tokens(query: &str) -> Result<Vec<(usize, Token)>, QueryError> {
    let mut tokens = Vec::new();
    let mut rest = query;
    loop {
        rest = rest.trim_start();
        let at = query.len() - rest.len();
        let Some(first) = rest.chars().next() else {
            return Ok(tokens);
        };
        let mut single = |token| {
            tokens.push((at, token));
            &rest[first.len_utf8()..]
        };
        rest = match first {
            '(' => single(Token::Open),
            ')' => single(Token::Close),
            '-' if rest.len() > 1 && !rest[1..].starts_with(char::is_whitespace) => {
                single(Token::Minus)
            }
            '"' | '“' | '”' | '„' => {
                let body = &rest[first.len_utf8()..];
                // While somebody is still typing the closing mark is missing.
                let closes: &[char] = if first == '"' {
                    &['"']
                } else {
                    &['”', '“']
                };
                let end = body.find(closes).unwrap_or(body.len());
                tokens.push((at, Token::Quoted(body[..end].to_owned())));
                let mut after = body[end..].chars();
                after.next();
                after.as_str()
            }
            _ => {
                let end = rest
                    .find(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '"' | '“' | '„'))
                    .unwrap_or(rest.len());
                let word = &rest[..end];
                match word.split_once(':') {
                    Some((name, value)) => {
                        let field = field_named(name, at)?;
                        tokens.push((at, Token::Field(field)));
                        if !value.is_empty() {
                            tokens.push((at + name.len() + 1, Token::Word(value.to_owned())));
                        }
                    }
                    None => tokens.push((at, Token::Word(word.to_owned()))),
                }
                &rest[end..]
            }
        };
    }
}

fn field_named(name: &str, at: usize) -> Result<Field, QueryError> {
    let lower = name.to_lowercase();
    if let Some((field, ..)) = FIELDS.iter().find(|(_, known, _)| *known == lower) {
        return Ok(*field);
    }
    let near = FIELDS
        .iter()
        .map(|(_, known, _)| (strsim::damerau_levenshtein(&lower, known), *known))
        .filter(|(distance, _)| *distance <= 2)
        .min();
    let all: Vec<&str> = FIELDS.iter().map(|(_, known, _)| *known).collect();
    Err(QueryError {
        at,
        message: format!("there is no field “{name}:”"),
        remedy: near.map_or_else(
            || format!("there are {}", all.join(", ")),
            |(_, near)| format!("did you mean {near}: ?"),
        ),
    })
}

struct Parser<'t> {
    tokens: &'t [(usize, Token)],
    at: usize,
    end: usize,
    depth: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at).map(|(_, token)| token)
    }

    fn is_word(&self, wanted: &str) -> bool {
        matches!(self.peek(), Some(Token::Word(word)) if word.eq_ignore_ascii_case(wanted))
    }

    fn error(&self, message: &str, remedy: &str) -> QueryError {
        QueryError {
            at: self.tokens.get(self.at).map_or(self.end, |(at, _)| *at),
            message: message.to_owned(),
            remedy: remedy.to_owned(),
        }
    }

    fn or(&mut self) -> Result<Expr, QueryError> {
        let mut options = vec![self.and()?];
        while self.is_word("or") {
            self.at += 1;
            options.push(self.and()?);
        }
        Ok(one_or(options, Expr::Or))
    }

    fn and(&mut self) -> Result<Expr, QueryError> {
        let mut all = Vec::new();
        loop {
            if self.is_word("and") && !all.is_empty() {
                self.at += 1;
            }
            if matches!(self.peek(), None | Some(Token::Close)) || self.is_word("or") {
                break;
            }
            all.push(self.not()?);
        }
        if all.is_empty() {
            return Err(self.error(
                "something is missing here",
                "write a word, or a field and its value",
            ));
        }
        Ok(one_or(all, Expr::And))
    }

    fn not(&mut self) -> Result<Expr, QueryError> {
        self.depth += 1;
        if self.depth > MOST_DEPTH {
            return Err(self.error(
                "there are too many brackets within one another",
                "write it flatter",
            ));
        }
        let result = self.not_inner();
        self.depth -= 1;
        result
    }

    fn not_inner(&mut self) -> Result<Expr, QueryError> {
        if self.is_word("not") || self.peek() == Some(&Token::Minus) {
            self.at += 1;
            return Ok(Expr::Not(Box::new(self.not()?)));
        }
        let token = self.peek().cloned();
        match token {
            Some(Token::Open) => {
                self.at += 1;
                let inner = self.or()?;
                if self.peek() != Some(&Token::Close) {
                    return Err(self.error("a bracket is not closed", "close it with )"));
                }
                self.at += 1;
                Ok(inner)
            }
            Some(Token::Field(field)) => {
                self.at += 1;
                self.value_of(field)
            }
            Some(Token::Word(words) | Token::Quoted(words)) => {
                self.at += 1;
                Ok(Expr::Text(fold(words.trim())))
            }
            _ => Err(self.error(
                "something is missing here",
                "write a word, or a field and its value",
            )),
        }
    }

    fn value_of(&mut self, field: Field) -> Result<Expr, QueryError> {
        let Some(Token::Word(value) | Token::Quoted(value)) = self.peek().cloned() else {
            return Err(self.error(
                "a value is missing after the colon",
                "write it right behind the colon",
            ));
        };
        let value = match field {
            Field::From | Field::To | Field::SurelyFrom | Field::SurelyTo => {
                let date = crate::model::Date::parse(value.trim())
                    .map_err(|error| self.error(&error.to_string(), error.remedy()))?;
                let (start, end) = date.stretch();
                Value::Date(
                    start.unwrap_or(f64::NEG_INFINITY),
                    end.unwrap_or(f64::INFINITY),
                )
            }
            _ => Value::Words(fold(value.trim())),
        };
        self.at += 1;
        Ok(Expr::Field(field, value))
    }
}

fn one_or(mut list: Vec<Expr>, many: impl Fn(Vec<Expr>) -> Expr) -> Expr {
    match (list.len(), list.pop()) {
        (1, Some(only)) => only,
        (_, Some(last)) => {
            list.push(last);
            many(list)
        }
        (_, None) => Expr::All,
    }
}
