//! `regesta measures`.

use std::collections::HashMap;
use std::io::{self, Write};

use serde_json::{Value, json};

use super::Listing;
use super::linked::{counted, entity_json, name, net, passages};
use crate::index::net::{
    Measure, OverQuarters, Quarter, Row, measures as measured, over_quarters, quarters_of,
};
use crate::index::{Net, Opened};
use crate::model::EntityIx;

/// So many passages stand in a line; JSON has all of them.
const PASSAGES: usize = 3;

pub(super) fn measures(
    listing: &Listing,
    absence: bool,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<u8> {
    let known_on = listing.known_on.as_deref();
    let (opened, query) = match super::open::open_with_query(&listing.words, known_on, err)? {
        Ok(found) => found,
        Err(code) => return Ok(code),
    };
    let net = net(&opened, &query);
    let all = measured(&opened, &net, absence);
    let over = over_quarters(&opened, &net, absence);
    if !listing.json {
        for measure in Measure::ALL {
            writeln!(out, "{}", measure.meaning())?;
        }
        for caution in all.caution().into_iter().chain(over.cautions()) {
            writeln!(out, "{caution}")?;
        }
    }
    let changes = changes(&over);
    for row in &all.rows {
        let links = links_of(&net, row.entity, absence);
        let changes = changes.get(&row.entity).map_or(&[][..], Vec::as_slice);
        if listing.json {
            writeln!(out, "{}", row_json(&opened, row, changes, &links))?;
            continue;
        }
        writeln!(
            out,
            "{}: {} by {}, {}  {}",
            name(&opened.record, row.entity),
            counted(row.degree as usize, "neighbour"),
            counted(row.links as usize, "link"),
            share(row.betweenness),
            passages(&opened, &links, PASSAGES)
        )?;
        for (quarter, row) in changes {
            let neighbours = counted(row.degree as usize, "neighbour");
            let share = share(row.betweenness);
            let links = links_in(&opened, &links, *quarter);
            let passages = passages(&opened, &links, PASSAGES);
            writeln!(out, "     {quarter}: {neighbours}, {share}  {passages}")?;
        }
    }
    Ok(0)
}

fn share(betweenness: f64) -> String {
    format!("between {:.1} % of the others", betweenness * 100.0)
}

/// The measures of each actor and forum in each quarter in which it has a link.
fn changes(over: &OverQuarters) -> HashMap<EntityIx, Vec<(Quarter, Row)>> {
    let mut changes: HashMap<EntityIx, Vec<(Quarter, Row)>> = HashMap::new();
    for quarter in &over.quarters {
        for row in &quarter.measured.rows {
            let own = changes.entry(row.entity).or_default();
            own.push((quarter.quarter, *row));
        }
    }
    changes
}

fn links_of(net: &Net, entity: EntityIx, absence: bool) -> Vec<u32> {
    let edges = net.edges_at(entity);
    let links = edges.flat_map(|edge| net.connecting(edge, absence));
    links.collect()
}

/// Those of them that count in a quarter.
fn links_in(opened: &Opened, links: &[u32], quarter: Quarter) -> Vec<u32> {
    let counts = |number: &u32| {
        let link = &opened.index.links[*number as usize];
        quarters_of(&opened.record, link).is_some_and(|quarters| quarters.contains(&quarter))
    };
    links.iter().copied().filter(counts).collect()
}

fn row_json(opened: &Opened, row: &Row, changes: &[(Quarter, Row)], links: &[u32]) -> Value {
    let record = &opened.record;
    let addresses = |links: &[u32]| {
        let mut addresses: Vec<String> = (links.iter())
            .map(|number| opened.index.links[*number as usize].basis(record).passage)
            .map(|passage| record.address(passage))
            .collect();
        addresses.sort_unstable();
        addresses.dedup();
        addresses
    };
    let quarters: Vec<Value> = (changes.iter())
        .map(|(quarter, row)| {
            json!({
                "quarter": quarter.to_string(),
                "degree": row.degree,
                "links": row.links,
                "betweenness": row.betweenness,
                "passages": addresses(&links_in(opened, links, *quarter)),
            })
        })
        .collect();
    json!({
        "entity": entity_json(record, row.entity),
        "degree": row.degree,
        "links": row.links,
        "betweenness": row.betweenness,
        "quarters": quarters,
        "passages": addresses(links),
    })
}
