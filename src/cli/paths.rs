//! `regesta paths`.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::Meeting;
use super::linked::{Asked, ask, counted, entity_json, links_json, name, passages, roles};
use crate::index::Opened;
use crate::index::net::{Chain, Step, Ways, paths as chains};

pub(super) fn paths(
    meeting: &Meeting,
    count: u32,
    parents: bool,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<u8> {
    let Asked { opened, net, named } = match ask(meeting, (2, 2), "paths lauber russia", err)? {
        Ok(asked) => asked,
        Err(code) => return Ok(code),
    };
    let absence = meeting.absent;
    let ways = Ways { absence, parents };
    let record = &opened.record;
    let (from, to) = (named[0], named[1]);
    let [one, two] = [from, to].map(|end| name(record, end));
    if from == to {
        writeln!(err, "“{one}” is one and the same.")?;
        return Ok(1);
    }
    let found = chains(&opened, &net, (from, to), count as usize, ways);
    if found.is_empty() {
        writeln!(err, "Nothing here connects “{one}” and “{two}”.")?;
        return Ok(1);
    }
    for (at, chain) in found.iter().enumerate() {
        if meeting.json {
            writeln!(out, "{}", chain_json(&opened, chain))?;
            continue;
        }
        let steps = counted(chain.steps.len(), "step");
        let links = counted(chain.links(), "link");
        let ends = chain.steps.iter().map(|step| name(record, step.to));
        let chain_names: Vec<&str> = std::iter::once(one).chain(ends).collect();
        writeln!(
            out,
            "{}. {} ({steps}, {links})",
            at + 1,
            chain_names.join(" – ")
        )?;
        for step in &chain.steps {
            writeln!(out, "     {}", step_line(&opened, step))?;
        }
    }
    Ok(0)
}

fn step_line(opened: &Opened, step: &Step) -> String {
    let record = &opened.record;
    let [from, to] = [step.from, step.to].map(|end| name(record, end));
    let linked = || {
        let links = counted(step.links.len(), "link");
        let passages = passages(opened, &step.links, usize::MAX);
        format!("{}, {links}  {passages}", roles(opened, &step.links))
    };
    let belongs = match record.entity(step.from).parent == Some(step.to) {
        true => format!("{from} belongs to {to}"),
        false => format!("{to} belongs to {from}"),
    };
    match (step.parent, step.links.is_empty()) {
        (true, true) => format!("{belongs}  [filed so in the record, without a passage]"),
        (true, false) => format!("{from} – {to}: {belongs}; {}", linked()),
        (false, _) => format!("{from} – {to}: {}", linked()),
    }
}

fn chain_json(opened: &Opened, chain: &Chain) -> Value {
    let steps: Vec<Value> = (chain.steps.iter())
        .map(|step| {
            json!({
                "from": entity_json(&opened.record, step.from),
                "to": entity_json(&opened.record, step.to),
                "parent": step.parent,
                "links": links_json(opened, &step.links),
            })
        })
        .collect();
    json!({ "links": chain.links(), "steps": steps })
}
