//! `regesta together`.

use std::cmp::Reverse;
use std::io::{self, Write};

use serde_json::{Value, json};

use super::Meeting;
use super::linked::{
    Asked, ask, counted, entity_json, event_json, event_words, links_json, name, names, passages,
    roles,
};
use super::show::merged;
use crate::index::net::{
    Common, Companion, Presence, Shared, Shares, shares, together as companions_of,
};
use crate::index::{Net, Opened};
use crate::model::EntityIx;

pub(super) fn together(
    meeting: &Meeting,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<u8> {
    let example = "together estonia, or: regesta together estonia russia";
    let Asked { opened, net, named } = match ask(meeting, (1, 3), example, err)? {
        Ok(asked) => asked,
        Err(code) => return Ok(code),
    };
    match named[..] {
        [actor] => of_one(&opened, &net, actor, meeting, out, err),
        _ => of_several(&opened, &net, &named, meeting, out, err),
    }
}

// ---- One actor -------------------------------------------------------------------------

fn of_one(
    opened: &Opened,
    net: &Net,
    actor: EntityIx,
    meeting: &Meeting,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<u8> {
    let record = &opened.record;
    let found = companions_of(opened, net, actor, meeting.absent);
    let who = name(record, actor);
    if found.companions.is_empty() {
        writeln!(err, "“{who}” appears with nobody here.")?;
        return Ok(1);
    }
    if !meeting.json {
        writeln!(
            out,
            "{who} was at {} of {} and in {} of {}.",
            found.events,
            counted(found.all_events as usize, "event"),
            found.forums,
            counted(found.all_forums as usize, "forum"),
        )?;
    }
    let own = Presence::of_actor(opened, net, actor, meeting.absent);
    for companion in &found.companions {
        let theirs = Presence::of_actor(opened, net, companion.actor, meeting.absent);
        let both = [own.clone(), theirs];
        if meeting.json {
            writeln!(out, "{}", companion_json(opened, companion, &both))?;
            continue;
        }
        writeln!(
            out,
            "{}: {}",
            name(record, companion.actor),
            companion_words(companion)
        )?;
        for event in &companion.events.shared {
            let links: Vec<u32> = both.iter().flat_map(|one| one.at(*event)).collect();
            let passages = passages(opened, &links, usize::MAX);
            writeln!(out, "     {}  {passages}", event_words(record, *event))?;
        }
        for forum in &companion.forums.shared {
            let links: Vec<u32> = both.iter().flat_map(|one| one.with(*forum)).collect();
            let passages = passages(opened, &links, usize::MAX);
            writeln!(out, "     in {}  {passages}", name(record, *forum))?;
        }
    }
    Ok(0)
}

fn companion_words(companion: &Companion) -> String {
    let words = |count: usize, what: &str, expected: f64, surprising: bool, p: f64| {
        let surprise = match surprising {
            true => format!(", surprisingly often: by chance {expected:.1}, p = {p:.1e}"),
            false => format!(" (by chance {expected:.1})"),
        };
        format!("{}{surprise}", counted(count, what))
    };
    let Companion { events, forums, .. } = companion;
    let of_events = words(
        events.shared.len(),
        "event",
        events.expected,
        events.surprising,
        events.probability,
    );
    let of_forums = words(
        forums.shared.len(),
        "forum",
        forums.expected,
        forums.surprising,
        forums.probability,
    );
    format!("{of_events}; {of_forums}")
}

fn companion_json(opened: &Opened, companion: &Companion, both: &[Presence; 2]) -> Value {
    let record = &opened.record;
    let events = companion.events.shared.iter().map(|event| {
        let links: Vec<u32> = both.iter().flat_map(|one| one.at(*event)).collect();
        json!({ "event": event_json(record, *event), "links": links_json(opened, &links) })
    });
    let forums = companion.forums.shared.iter().map(|forum| {
        let links: Vec<u32> = both.iter().flat_map(|one| one.with(*forum)).collect();
        json!({ "forum": entity_json(record, *forum), "links": links_json(opened, &links) })
    });
    json!({
        "actor": entity_json(record, companion.actor),
        "events": common_json(&companion.events, events.collect()),
        "forums": common_json(&companion.forums, forums.collect()),
    })
}

fn common_json<T>(common: &Common<T>, shared: Vec<Value>) -> Value {
    json!({
        "count": shared.len(),
        "of_other": common.of_other,
        "expected": common.expected,
        "lift": common.lift(),
        "probability": common.probability,
        "surprising": common.surprising,
        "shared": shared,
    })
}

// ---- Two or three ----------------------------------------------------------------------

/// Something that some of them have.
struct Line {
    /// Who of them.
    who: Vec<EntityIx>,
    /// What it is, in words and as JSON.
    words: String,
    value: Value,
    /// For each who was asked about the numbers of its links.
    links: Vec<Vec<u32>>,
}

impl Line {
    fn new<T>(all: &[EntityIx], shared: Shared<T>, words: String, value: Value) -> Self {
        let have = all.iter().zip(&shared.links);
        let have = have.filter(|(_, links)| !links.is_empty());
        Self {
            who: have.map(|(one, _)| *one).collect(),
            words,
            value,
            links: shared.links,
        }
    }

    /// What each of them was there, and the receipts.
    fn told(&self, opened: &Opened, all: &[EntityIx]) -> String {
        let have = self.links.iter().zip(all);
        let roles = have
            .filter(|(links, _)| !links.is_empty())
            .map(|(links, one)| {
                let roles = roles(opened, links);
                match self.who.len() {
                    1 => roles,
                    _ => format!("{}: {roles}", name(&opened.record, *one)),
                }
            });
        let roles: Vec<String> = roles.collect();
        let passages = passages(opened, &self.links.concat(), usize::MAX);
        format!("{} ({})  {passages}", self.words, roles.join("; "))
    }

    fn json(&self, opened: &Opened) -> Value {
        let ids = self.who.iter().map(|one| &*opened.record.entity(*one).id);
        let ids: Vec<&str> = ids.collect();
        let links = links_json(opened, &self.links.concat());
        merged(json!({ "who": ids, "links": links }), self.value.clone())
    }
}

fn of_several(
    opened: &Opened,
    net: &Net,
    all: &[EntityIx],
    meeting: &Meeting,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<u8> {
    let record = &opened.record;
    let mut lines = lines(opened, shares(opened, net, all, meeting.absent), all);
    if lines.is_empty() {
        writeln!(err, "Nothing here links {}.", names(record, all))?;
        return Ok(1);
    }
    // What all have, then two of three, then only one.
    lines.sort_by_key(|line| {
        let places = (line.who.iter()).map(|one| all.iter().position(|other| other == one));
        (Reverse(line.who.len()), places.collect::<Vec<_>>())
    });
    let mut last: &[EntityIx] = &[];
    for line in &lines {
        if meeting.json {
            writeln!(out, "{}", line.json(opened))?;
            continue;
        }
        if last != line.who {
            let only = if line.who.len() == 1 { "Only " } else { "" };
            writeln!(out, "{only}{}:", names(record, &line.who))?;
            last = &line.who;
        }
        writeln!(out, "     {}", line.told(opened, all))?;
    }
    Ok(0)
}

/// The events, then the forums and actors.
fn lines(opened: &Opened, found: Shares, all: &[EntityIx]) -> Vec<Line> {
    let record = &opened.record;
    let events = found.events.into_iter().map(|shared| {
        let words = event_words(record, shared.what);
        let value = json!({ "event": event_json(record, shared.what) });
        Line::new(all, shared, words, value)
    });
    let others = found.others.into_iter().map(|shared| {
        let is_forum = |number: &u32| opened.index.links[*number as usize].forum == shared.what;
        let kind = match shared.links.iter().flatten().any(is_forum) {
            true => "forum",
            false => "actor",
        };
        let words = format!("{kind} {}", name(record, shared.what));
        let value = json!({ kind: entity_json(record, shared.what) });
        Line::new(all, shared, words, value)
    });
    events.chain(others).collect()
}
