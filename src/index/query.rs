//! Which events a query finds.

use super::called::{begins_word, nothing_called};
use super::haystack::Wanted;
use super::query_parse::{Expr, Field, QueryError, Value, parse};
use super::{Index, Opened, fold};
use crate::model::{EntityIx, Event, EventIx, Record, SourceIx, Stage, Standing};

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
        let matcher = Matcher::new(&self.expr, context);
        context
            .record
            .events_ix()
            .map(|(ix, event)| matcher.matches(ix, event))
            .collect()
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

/// The query with names resolved to sets, so that each event is quick to judge.
enum Matcher<'a> {
    All,
    Text(Wanted<'a>),
    /// Any of these entities is an actor of the event.
    Actors(Vec<bool>),
    /// Any of these entities is a forum of the event.
    Forums(Vec<bool>),
    Roles(Vec<bool>),
    Areas(Vec<bool>),
    Levels(Vec<bool>),
    Kinds(Vec<bool>),
    /// Any of these passages tells of the event, by their numbers.
    Passages(&'a Index, Vec<bool>),
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
            Field::Source => {
                let found: Vec<bool> = (record.sources.iter())
                    .map(|source| {
                        let author = source.author.as_deref().unwrap_or("");
                        named(
                            &mut [&*source.id, &*source.title, &*source.short, author].into_iter(),
                        )
                    })
                    .collect();
                let passages = context.index.passages.all().iter();
                let in_found = passages.map(|passage| found[passage.source.at()]);
                Self::Passages(context.index, in_found.collect())
            }
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

    fn matches(&self, ix: EventIx, event: &Event) -> bool {
        let dated = |test: &dyn Fn(f64, f64) -> bool| {
            event.dates.iter().any(|claim| {
                claim.date.as_ref().is_some_and(|date| {
                    let (start, end) = date.reach();
                    test(
                        start.unwrap_or(f64::NEG_INFINITY),
                        end.unwrap_or(f64::INFINITY),
                    )
                })
            })
        };
        match self {
            Self::All => true,
            Self::Text(wanted) => wanted.stand_in(ix, event),
            Self::Actors(set) => event.actors.iter().any(|claim| has(set, claim.actor)),
            Self::Forums(set) => {
                event.forums.iter().any(|claim| has(set, claim.forum))
                    || (event.actors.iter())
                        .any(|claim| claim.forum.is_some_and(|forum| has(set, forum)))
            }
            Self::Roles(set) => event.actors.iter().any(|claim| set[claim.role.at()]),
            Self::Areas(set) => event.areas.iter().any(|claim| set[claim.under.at()]),
            Self::Levels(set) => event.levels.iter().any(|claim| set[claim.under.at()]),
            Self::Kinds(set) => event.kind.is_some_and(|kind| set[kind.at()]),
            Self::Passages(index, set) => {
                (index.told.numbers_of(ix).iter()).any(|number| set[*number as usize])
            }
            Self::Stages(stages) => event
                .dates
                .iter()
                .any(|claim| stages.contains(&claim.stage)),
            Self::Standings(standings) => event
                .bases()
                .any(|basis| standings.contains(&basis.standing)),
            Self::From(day) => dated(&|_, end| end > *day),
            Self::To(day) => dated(&|start, _| start < *day),
            Self::SurelyFrom(day) => dated(&|start, _| start >= *day),
            Self::SurelyTo(day) => dated(&|_, end| end <= *day),
            Self::Not(inner) => !inner.matches(ix, event),
            Self::And(all) => all.iter().all(|matcher| matcher.matches(ix, event)),
            Self::Or(any) => any.iter().any(|matcher| matcher.matches(ix, event)),
        }
    }
}

fn has(set: &[bool], entity: EntityIx) -> bool {
    set.get(entity.at()).copied().unwrap_or(false)
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
