//! Order: what certainly came before what, by whose word, and what cannot all be true.
//!
//! Each event has a start and an end, whole days, the start not after the end. Claims
//! constrain them ([`ClaimRef`]):
//!
//! - A **date** that is no interval: the event lies within it. An interval bounds the start
//!   by its first half and the end by its second. What is open or unknown bounds nothing;
//!   an event that is under way at a time has a day in common with it, but may have begun
//!   before and may last (an interval tells its beginning); `?`, `~` and `%` widen nothing.
//! - Of an event's dates those of its **outcome** count; if it has none, its current plan,
//!   unless that was called off. Denied claims never count.
//! - A **stated order**: before (the last day of the one is before the first of the other),
//!   after, during (within the other), follows from (starts not before the other starts).
//!
//! # Contradictions
//!
//! Two dates of an event that cannot both be true are **rivals**. A question about that
//! event is asked once for each *reading*: for each largest set of its dates that agree.
//! In questions about other events it lies somewhere within the days of all its readings
//! together.
//!
//! Order claims come into force the strongest standing first; one that contradicts what is
//! in force is **set aside**, and its contradictions are reported ([`Contradiction`]).
//!
//! # Switching off
//!
//! A claim that is switched off gives nothing back: a plan stays overtaken by an outcome
//! that is switched off, and rival dates of *another* event stay as wide as they were. So
//! what was possible either way stays so, and no certain answer becomes another one. A
//! certain answer can fall; a contradiction can give way to any answer. (A certain answer
//! can become contradictory only if what is switched off had bridged two rival dates of
//! one of the two events.) A claim that was set aside comes back, for questions about the
//! events of its contradictions, when all of these are broken.
//!
//! A curtain needs nothing here: [`Orders`] of a record as known on a day are the orders
//! known on that day.

mod agreeing;
mod answer;
mod chain;
mod claims;
mod conflicts;
mod readings;
mod solve;
mod system;
mod what_if;

pub use answer::{Answer, Finding};
pub use claims::{ClaimPart, ClaimRef, Switches};
pub use conflicts::{Contradiction, ContradictionKind};
pub use what_if::{Changed, WhatIf};

use std::collections::{HashMap, HashSet};
use std::sync::Mutex;

use crate::model::{EventIx, Record};
use solve::Scratch;
use system::System;

/// An order claim that contradicts stronger ones.
#[derive(Debug)]
struct Aside {
    claim: ClaimRef,
    /// Its arcs, from and to.
    arcs: (u32, u32),
    /// Its contradictions in the record with nothing switched off.
    conflicts: Vec<Contradiction>,
    /// The first of its contradictions of which nothing is switched off.
    standing: Option<usize>,
    /// Whether the claim is not switched off.
    on: bool,
}

/// The order of all events of a record.
///
/// A pure function of the record and of what is switched off; a question changes nothing
/// but room for work.
#[derive(Debug, Default)]
pub struct Orders {
    system: System,
    asides: Vec<Aside>,
    /// Of each event the claims set aside whose contradictions it is part of.
    aside_of: HashMap<EventIx, Vec<usize>>,
    contradictions: Vec<Contradiction>,
    scratch: Mutex<Scratch>,
}

impl Orders {
    /// Takes up every claim of a record and finds its contradictions.
    #[must_use]
    pub fn new(record: &Record) -> Self {
        Self::read(record, &Switches::default())
    }

    fn read(record: &Record, off: &Switches) -> Self {
        let mut system = System::new(record, off);
        let refused = system.settle(&HashSet::new());
        let (contradictions, by_claim) = conflicts::find(&system, &refused);
        let asides = refused
            .iter()
            .zip(by_claim)
            .map(|(at, conflicts)| Aside {
                claim: system.stated[*at].claim,
                arcs: system.stated[*at].arcs,
                standing: Some(0).filter(|_| !conflicts.is_empty()),
                conflicts,
                on: true,
            })
            .collect();
        Self::of(system, asides, contradictions)
    }

    fn of(system: System, asides: Vec<Aside>, contradictions: Vec<Contradiction>) -> Self {
        let mut aside_of: HashMap<EventIx, Vec<usize>> = HashMap::new();
        for (at, aside) in asides.iter().enumerate() {
            let (from, to) = aside.arcs;
            let ends = (from..to).flat_map(|arc| {
                let arc = system.arcs[arc as usize];
                [system::event_of(arc.from), system::event_of(arc.to)]
            });
            let claims = aside.conflicts.iter().flat_map(|conflict| &conflict.claims);
            let mut events: Vec<EventIx> = claims.map(|claim| claim.event).chain(ends).collect();
            events.sort_unstable();
            events.dedup();
            for event in events {
                aside_of.entry(event).or_default().push(at);
            }
        }
        Self {
            system,
            asides,
            aside_of,
            contradictions,
            scratch: Mutex::default(),
        }
    }

    /// The contradictions of the record, each once: first every pair of rival dates, by
    /// event, then those that order claims are part of.
    ///
    /// Each is *minimal*: without any one of its claims the others can all be true. Every
    /// pair of rival dates is listed. Of the others every order claim that was set aside
    /// for its contradictions and every date that contradicts stated orders is listed with
    /// the contradictions it has, up to eight; if there are none, the record can be true
    /// but for its rival dates.
    #[must_use]
    pub fn contradictions(&self) -> &[Contradiction] {
        &self.contradictions
    }

    /// The same record with some claims switched off. `record` must be the one that these
    /// orders are of.
    #[must_use]
    pub fn switched(&self, record: &Record, off: &Switches) -> Self {
        let fresh = Self::read(record, off);
        let mut system = System::new(record, off);
        let aside = self.asides.iter().map(|aside| aside.claim).collect();
        system.settle(&aside);
        let on = |claim: &ClaimRef| !off.off(record, *claim);
        let stands = |conflict: &Contradiction| conflict.claims.iter().all(on);
        let asides = (self.asides.iter())
            .map(|aside| Aside {
                claim: aside.claim,
                arcs: aside.arcs,
                conflicts: aside.conflicts.clone(),
                standing: aside.conflicts.iter().position(stands),
                on: on(&aside.claim),
            })
            .collect();
        let mut contradictions: Vec<Contradiction> = (self.contradictions.iter())
            .filter(|conflict| stands(conflict))
            .cloned()
            .collect();
        let mut known: HashSet<Vec<ClaimRef>> =
            contradictions.iter().map(Contradiction::key).collect();
        let surfaced = fresh.contradictions.into_iter();
        contradictions.extend(surfaced.filter(|conflict| known.insert(conflict.key())));
        Self::of(system, asides, contradictions)
    }
}
