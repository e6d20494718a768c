//! With whom an actor appears, and with whom surprisingly often.

use std::cmp::Reverse;

use super::{Net, at_least, by_name, false_discoveries};
use crate::index::Opened;
use crate::model::{EntityIx, EventIx};

/// Of those who are called surprising at most this share is so by accident, on average.
const RATE: f64 = 0.05;

/// What two actors have in common, beside what chance would have brought.
///
/// *By chance* each is wherever it is regardless of the other: see [`at_least`] for the
/// measure and its sources. Two are together *surprisingly often* if they have at least two in
/// common, more than expected, and chance would so rarely have brought as many that this is no
/// accident of having asked about so many ([`false_discoveries`], at most one in twenty).
#[derive(Clone, Debug, PartialEq)]
pub struct Common<T> {
    /// What they have in common.
    pub shared: Vec<T>,
    /// How many the other one has at all.
    pub of_other: u32,
    /// How many in common chance would bring.
    pub expected: f64,
    /// The probability that chance brings as many in common, or more.
    pub probability: f64,
    /// Whether that is surprisingly often.
    pub surprising: bool,
}

impl<T> Common<T> {
    fn new(shared: Vec<T>, of_one: u32, of_other: u32, all: u32) -> Self {
        let expected = f64::from(of_one) * f64::from(of_other) / f64::from(all.max(1));
        let probability = at_least(length(&shared), of_one, of_other, all);
        Self {
            shared,
            of_other,
            expected,
            probability,
            surprising: false,
        }
    }

    /// How many times as many as chance would bring (Brin, Motwani, Ullman, Tsur, *Dynamic
    /// Itemset Counting*, SIGMOD 1997, where it is called interest). For small counts it says
    /// little: look at [`Self::probability`].
    #[must_use]
    pub fn lift(&self) -> f64 {
        if self.expected > 0.0 {
            self.shared.len() as f64 / self.expected
        } else {
            0.0
        }
    }

    fn judge(&mut self, enough: f64) {
        self.surprising = self.shared.len() > 1 && self.lift() > 1.0 && self.probability <= enough;
    }
}

/// An actor that another one appears with.
#[derive(Clone, Debug, PartialEq)]
pub struct Companion {
    /// Who.
    pub actor: EntityIx,
    /// The events at which both were, by time.
    pub events: Common<EventIx>,
    /// The forums in which both were, at whatever time, by name. One meeting can be told of
    /// several forums, one within the other: so this says less than the events do.
    pub forums: Common<EntityIx>,
}

/// With whom an actor appears.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Together {
    /// At how many events it was.
    pub events: u32,
    /// In how many forums it was.
    pub forums: u32,
    /// How many events there are at which anybody was.
    pub all_events: u32,
    /// How many forums there are in which anybody was.
    pub all_forums: u32,
    /// With whom it has anything in common: those with more events first, then with more
    /// forums, then by name.
    pub companions: Vec<Companion>,
}

/// With whom an actor appears at events and in forums. `absence`: whether that counts as being
/// there. Events and forums are those of the links of the net alone.
#[must_use]
pub fn together(opened: &Opened, net: &Net, actor: EntityIx, absence: bool) -> Together {
    let mut by_actor: Vec<(EntityIx, Vec<EventIx>, Vec<EntityIx>)> = Vec::new();
    for edges in net.edges().chunk_by(|one, two| one.actor == two.actor) {
        let mut events = Vec::new();
        let mut forums = Vec::new();
        for edge in edges.iter().filter(|edge| edge.connecting(absence) > 0) {
            forums.push(edge.forum);
            let links = net.connecting(edge, absence);
            events.extend(links.filter_map(|at| opened.index.links[at as usize].event()));
        }
        events.sort_unstable();
        events.dedup();
        if !forums.is_empty() {
            by_actor.push((edges[0].actor, events, forums));
        }
    }
    let record = &opened.record;
    let mut any_event = vec![false; record.events.len()];
    let mut any_forum = vec![false; record.entities.len()];
    for (_, events, forums) in &by_actor {
        events.iter().for_each(|event| any_event[event.at()] = true);
        forums.iter().for_each(|forum| any_forum[forum.at()] = true);
    }
    let (all_events, all_forums) = (trues(&any_event), trues(&any_forum));
    let Some(own) = by_actor.iter().position(|(other, ..)| *other == actor) else {
        return Together {
            all_events,
            all_forums,
            ..Together::default()
        };
    };
    let (_, own_events, own_forums) = by_actor.swap_remove(own);
    let (of_events, of_forums) = (length(&own_events), length(&own_forums));
    let mut companions: Vec<Companion> = (by_actor.into_iter())
        .map(|(other, events, forums)| {
            let others = (length(&events), length(&forums));
            let mut events = in_both(events, &own_events);
            let mut forums = in_both(forums, &own_forums);
            events.sort_by_key(|event| opened.index.time_key(*event));
            forums.sort_by(|one, two| by_name(record, *one, *two));
            Companion {
                actor: other,
                events: Common::new(events, of_events, others.0, all_events),
                forums: Common::new(forums, of_forums, others.1, all_forums),
            }
        })
        .collect();
    judge(&mut companions);
    companions.retain(|other| !other.forums.shared.is_empty() || !other.events.shared.is_empty());
    companions.sort_by_cached_key(|other| {
        let name = crate::index::fold(&record.entity(other.actor).name);
        let counts = (other.events.shared.len(), other.forums.shared.len());
        (Reverse(counts), name, other.actor)
    });
    Together {
        events: of_events,
        forums: of_forums,
        all_events,
        all_forums,
        companions,
    }
}

/// Says who is surprising, of all who were asked about, those with nothing in common among
/// them.
fn judge(companions: &mut [Companion]) {
    let of = |probability: &dyn Fn(&Companion) -> f64| {
        let all: Vec<f64> = companions.iter().map(probability).collect();
        false_discoveries(&all, RATE)
    };
    let events = of(&|other| other.events.probability);
    let forums = of(&|other| other.forums.probability);
    for other in companions {
        other.events.judge(events);
        other.forums.judge(forums);
    }
}

/// What stands in both ascending lists.
fn in_both<T: Ord>(mut list: Vec<T>, other: &[T]) -> Vec<T> {
    list.retain(|one| other.binary_search(one).is_ok());
    list
}

fn length<T>(list: &[T]) -> u32 {
    u32::try_from(list.len()).unwrap_or(u32::MAX)
}

fn trues(list: &[bool]) -> u32 {
    u32::try_from(list.iter().filter(|is| **is).count()).unwrap_or(u32::MAX)
}
