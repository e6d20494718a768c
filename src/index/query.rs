//! Which events and which ties a query finds.

use super::called::{begins_word, nothing_called};
use super::haystack::{Wanted, is_in};
use super::query_asked::{Asked, AskedEvent, AskedTie};
use super::query_parse::{Expr, Field, QueryError, Value, parse};
use super::{Index, Link, Opened, Via, fold};
use crate::model::{Record, SourceIx, Stage, Standing};

/// A query, ready to be asked.
///
/// ```
/// use regesta::index::Query;
/// assert!(Query::parse("forum:oewg and not stage:cancelled").is_ok());
/// assert!(Query::parse("form:oewg").unwrap_err().to_string().contains("forum"));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    expr: Expr,
}

/// What a query is asked of.
#[derive(Clone, Copy)]
pub struct QueryContext<'a> {
    /// The record.
    pub record: &'a Record,
    /// Its index.
    pub index: &'a Index,
}

/// What a query finds in a record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// For each event, whether it is found.
    pub events: Vec<bool>,
    /// For each tie, whether it is found.
    pub ties: Vec<bool>,
}

impl Found {
    /// Whether the event or the tie is found that a link is by.
    #[must_use]
    pub fn holds_link(&self, link: &Link) -> bool {
        match link.via {
            Via::Event(event, _) => is_in(&self.events, event.at()),
            Via::Tie(tie) => is_in(&self.ties, tie.at()),
        }
    }
}

impl Default for Query {
    fn default() -> Self {
        Self { expr: Expr::All }
    }
}

impl Query {
    /// Reads a query. An empty one finds everything.
    ///
    /// # Errors
    /// [`QueryError`] with the place, the cause and the remedy.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        Ok(Self { expr: parse(text)? })
    }

    /// Whether it finds everything.
    #[must_use]
    pub fn is_all(&self) -> bool {
        self.expr == Expr::All
    }

    /// What the query asks for by a name that nothing in the record has: a sentence for each,
    /// with what may have been meant.
    #[must_use]
    pub fn hints(&self, opened: &Opened) -> Vec<String> {
        let mut hints = Vec::new();
        unknown_names(&self.expr, opened, &mut hints);
        hints
    }

    /// For each event of the record, whether the query finds it.
    #[must_use]
    pub fn find(&self, context: QueryContext<'_>) -> Vec<bool> {
        Matcher::new(&self.expr, context).events(context)
    }

    /// For each event and each tie of the record, whether the query finds it. Words, names and
    /// dates are looked for in a tie as in an event; area, level, kind and stage it has none.
    #[must_use]
    pub fn find_all(&self, context: QueryContext<'_>) -> Found {
        let matcher = Matcher::new(&self.expr, context);
        Found {
            events: matcher.events(context),
            ties: matcher.ties(context),
        }
    }
}

fn unknown_names(expr: &Expr, opened: &Opened, hints: &mut Vec<String>) {
    match expr {
        Expr::Not(inner) => unknown_names(inner, opened, hints),
        Expr::And(all) | Expr::Or(all) => {
            for expr in all {
                unknown_names(expr, opened, hints);
            }
        }
        Expr::Field(field, Value::Words(words)) => {
            let names = names_of(*field, opened);
            if !any_name_matches(names.iter().map(String::as_str), words) {
                let names = names.iter().map(String::as_str);
                let most = 2.max(words.len() / 4);
                hints.push(nothing_called(words, words, most, names));
            }
        }
        _ => {}
    }
}

/// Every name that a field's value is compared with.
fn names_of(field: Field, opened: &Opened) -> Vec<String> {
    let record = &opened.record;
    fn terms<'t>(terms: impl Iterator<Item = &'t crate::model::Term>) -> Vec<String> {
        terms
            .flat_map(|term| term.all_names().map(ToOwned::to_owned).collect::<Vec<_>>())
            .collect()
    }
    match field {
        Field::Actor | Field::Forum => (opened.known_entities())
            .flat_map(|(_, entity)| std::iter::once(&*entity.id).chain(entity.all_names()))
            .map(ToOwned::to_owned)
            .collect(),
        Field::Role => terms(record.roles.iter().map(|role| &role.term)),
        Field::Area => terms(record.areas.iter()),
        Field::Level => terms(record.levels.iter()),
        Field::Kind => terms(record.kinds.iter()),
        Field::Source => (record.sources.iter().enumerate())
            .filter(|(at, _)| opened.knows_source(SourceIx::new(*at)))
            .flat_map(|(_, source)| {
                [
                    &*source.id,
                    &*source.title,
                    &*source.short,
                    source.author.as_deref().unwrap_or(""),
                ]
            })
            .map(ToOwned::to_owned)
            .collect(),
        Field::Stage => Stage::ALL
            .iter()
            .map(|stage| stage.label().to_owned())
            .collect(),
        Field::Standing => Standing::ALL
            .iter()
            .map(|standing| standing.label().to_owned())
            .collect(),
        Field::From | Field::To | Field::SurelyFrom | Field::SurelyTo => Vec::new(),
    }
}

/// The query with names resolved to sets, so that each event and each tie is quick to judge.
enum Matcher<'a> {
    All,
    Text(Wanted<'a>),
    /// Any of these entities is an actor of what is asked.
    Actors(Vec<bool>),
    /// Any of these entities is a forum of it.
    Forums(Vec<bool>),
    Roles(Vec<bool>),
    Areas(Vec<bool>),
    Levels(Vec<bool>),
    Kinds(Vec<bool>),
    /// Any of these sources tells of it.
    Sources(Vec<bool>),
    Stages(Vec<Stage>),
    Standings(Vec<Standing>),
    From(f64),
    To(f64),
    SurelyFrom(f64),
    SurelyTo(f64),
    Not(Box<Self>),
    And(Vec<Self>),
    Or(Vec<Self>),
}

impl<'a> Matcher<'a> {
    fn new(expr: &Expr, context: QueryContext<'a>) -> Self {
        let record = context.record;
        match expr {
            Expr::All => Self::All,
            Expr::Text(words) => Self::Text(Wanted::new(record, context.index, words)),
            Expr::Not(inner) => Self::Not(Box::new(Self::new(inner, context))),
            Expr::And(all) => Self::And(all.iter().map(|expr| Self::new(expr, context)).collect()),
            Expr::Or(any) => Self::Or(any.iter().map(|expr| Self::new(expr, context)).collect()),
            Expr::Field(Field::From, Value::Date(start, _)) => Self::From(*start),
            Expr::Field(Field::To, Value::Date(_, end)) => Self::To(*end),
            Expr::Field(Field::SurelyFrom, Value::Date(start, _)) => Self::SurelyFrom(*start),
            Expr::Field(Field::SurelyTo, Value::Date(_, end)) => Self::SurelyTo(*end),
            Expr::Field(_, Value::Date(..)) => Self::Or(Vec::new()),
            Expr::Field(field, Value::Words(words)) => Self::words(*field, words, context),
        }
    }

    fn words(field: Field, words: &str, context: QueryContext<'a>) -> Self {
        let record = context.record;
        let named = |names: &mut dyn Iterator<Item = &str>| any_name_matches(names, words);
        match field {
            Field::Actor => Self::Actors(entities(record, words)),
            Field::Forum => {
                let found = entities(record, words);
                let with_children = record
                    .entities_ix()
                    .map(|(ix, _)| record.with_parents(ix).any(|above| found[above.at()]))
                    .collect();
                Self::Forums(with_children)
            }
            Field::Role => Self::Roles(
                (record.roles.iter())
                    .map(|role| named(&mut role.term.all_names()))
                    .collect(),
            ),
            Field::Area => Self::Areas(
                record
                    .areas
                    .iter()
                    .map(|t| named(&mut t.all_names()))
                    .collect(),
            ),
            Field::Level => Self::Levels(
                record
                    .levels
                    .iter()
                    .map(|t| named(&mut t.all_names()))
                    .collect(),
            ),
            Field::Kind => Self::Kinds(
                record
                    .kinds
                    .iter()
                    .map(|t| named(&mut t.all_names()))
                    .collect(),
            ),
            Field::Source => Self::Sources(
                (record.sources.iter())
                    .map(|source| {
                        let author = source.author.as_deref().unwrap_or("");
                        named(
                            &mut [&*source.id, &*source.title, &*source.short, author].into_iter(),
                        )
                    })
                    .collect(),
            ),
            Field::Stage => Self::Stages(
                (Stage::ALL.into_iter())
                    .filter(|stage| any_name_matches(&mut std::iter::once(stage.label()), words))
                    .collect(),
            ),
            Field::Standing => Self::Standings(
                (Standing::ALL.into_iter())
                    .filter(|standing| {
                        any_name_matches(&mut std::iter::once(standing.label()), words)
                    })
                    .collect(),
            ),
            Field::From | Field::To | Field::SurelyFrom | Field::SurelyTo => Self::Or(Vec::new()),
        }
    }

    /// For each event, whether it is found.
    fn events(&self, QueryContext { record, index }: QueryContext<'_>) -> Vec<bool> {
        (record.events_ix())
            .map(|(ix, event)| self.finds(&AskedEvent { index, ix, event }))
            .collect()
    }

    /// For each tie, whether it is found.
    fn ties(&self, QueryContext { record, .. }: QueryContext<'_>) -> Vec<bool> {
        (record.ties.iter())
            .map(|tie| self.finds(&AskedTie { record, tie }))
            .collect()
    }

    fn finds(&self, asked: &impl Asked) -> bool {
        let dated = |test: &dyn Fn(f64, f64) -> bool| {
            asked.dates().any(|date| {
                let (start, end) = date.reach();
                test(
                    start.unwrap_or(f64::NEG_INFINITY),
                    end.unwrap_or(f64::INFINITY),
                )
            })
        };
        match self {
            Self::All => true,
            Self::Text(wanted) => asked.says(wanted),
            Self::Actors(set) => asked.actors().any(|actor| is_in(set, actor.at())),
            Self::Forums(set) => asked.forums().any(|forum| is_in(set, forum.at())),
            Self::Roles(set) => asked.roles().any(|role| is_in(set, role.at())),
            Self::Areas(set) => asked.areas().any(|area| is_in(set, area.at())),
            Self::Levels(set) => asked.levels().any(|level| is_in(set, level.at())),
            Self::Kinds(set) => asked.kinds().any(|kind| is_in(set, kind.at())),
            Self::Sources(set) => asked.sources().any(|source| is_in(set, source.at())),
            Self::Stages(stages) => asked.stages().any(|stage| stages.contains(&stage)),
            Self::Standings(standings) => {
                (asked.standings()).any(|standing| standings.contains(&standing))
            }
            Self::From(day) => dated(&|_, end| end > *day),
            Self::To(day) => dated(&|start, _| start < *day),
            Self::SurelyFrom(day) => dated(&|start, _| start >= *day),
            Self::SurelyTo(day) => dated(&|_, end| end <= *day),
            Self::Not(inner) => !inner.finds(asked),
            Self::And(all) => all.iter().all(|matcher| matcher.finds(asked)),
            Self::Or(any) => any.iter().any(|matcher| matcher.finds(asked)),
        }
    }
}

fn entities(record: &Record, words: &str) -> Vec<bool> {
    record
        .entities
        .iter()
        .map(|entity| {
            any_name_matches(
                &mut std::iter::once(&*entity.id).chain(entity.all_names()),
                words,
            )
        })
        .collect()
}

/// Whether words begin in any of some names.
fn any_name_matches<'n>(mut names: impl Iterator<Item = &'n str>, words: &str) -> bool {
    names.any(|name| begins_word(&fold(name), words))
}
