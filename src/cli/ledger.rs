//! `regesta ledger` and `regesta trails`: contradictions and changes of plan in words.

use std::io::{self, Write};

use serde_json::json;

use super::show::{basis_json, merged};
use crate::index::{Opened, Query, QueryContext, slip_words, trails};
use crate::model::EventIx;

/// Every contradiction with the passages of its claims, and why it counts as one; then what
/// the editors remark on the substance of the texts.
pub(super) fn ledger(
    opened: &Opened,
    query: &Query,
    as_json: bool,
    out: &mut dyn Write,
) -> io::Result<u8> {
    let record = &opened.record;
    let found = found_by(opened, query);
    for rivals in opened.rivals() {
        if !found(rivals.event) {
            continue;
        }
        let event = record.event(rivals.event);
        let claims = [rivals.claims.0, rivals.claims.1].map(|at| &event.dates[at as usize]);
        if as_json {
            let claims = claims.map(|claim| {
                let date = claim.date.as_ref().map(|date| date.edtf());
                merged(
                    json!({ "edtf": date, "stage": claim.stage, "preferred": claim.preferred }),
                    basis_json(record, &claim.basis),
                )
            });
            let line = json!({
                "kind": "dates", "events": [event.id], "reason": rivals.reason, "claims": claims,
            });
            writeln!(out, "{line}")?;
            continue;
        }
        writeln!(out, "{}: they {}", event.title, rivals.reason)?;
        for claim in claims {
            let date = claim
                .date
                .as_ref()
                .map_or("no date given", |date| date.words());
            let address = record.address(claim.basis.passage);
            let quote = claim.basis.quote.as_deref().unwrap_or("");
            writeln!(out, "  {date}  [{address}]  {quote}")?;
        }
    }
    for contradiction in opened.order_contradictions() {
        let named = contradiction.claims.iter().any(|claim| found(claim.event));
        if !named {
            continue;
        }
        let reason = contradiction.reason(record);
        let bases = contradiction.claims.iter().filter_map(|claim| {
            claim
                .basis(record)
                .map(|basis| (claim.words(record), basis))
        });
        if as_json {
            let claims: Vec<_> = bases
                .map(|(words, basis)| merged(json!({ "says": words }), basis_json(record, basis)))
                .collect();
            let mut events: Vec<&str> = (contradiction.claims.iter())
                .map(|claim| &*record.event(claim.event).id)
                .collect();
            events.dedup();
            let line = json!({
                "kind": "order", "events": events, "reason": reason, "claims": claims,
            });
            writeln!(out, "{line}")?;
            continue;
        }
        writeln!(out, "{reason}")?;
        for (words, basis) in bases {
            writeln!(out, "  {words}  [{}]", record.address(basis.passage))?;
        }
    }
    super::apparatus::notes_of_substance(opened, query, as_json, out)
}

/// Every plan that changed, step by step, the farthest slip first.
pub(super) fn trails_of(
    opened: &Opened,
    query: &Query,
    as_json: bool,
    out: &mut dyn Write,
) -> io::Result<u8> {
    let record = &opened.record;
    let found = found_by(opened, query);
    let mut all = trails(record);
    all.sort_by_key(|trail| trail.slip.map_or(i64::MAX, |slip| -i64::from(slip.abs())));
    for trail in all.iter().filter(|trail| found(trail.event)) {
        let event = record.event(trail.event);
        if as_json {
            let steps: Vec<_> = (trail.steps.iter())
                .map(|step| {
                    merged(
                        json!({
                            "stage": step.stage,
                            "edtf": step.date.as_ref().map(|date| date.edtf()),
                            "slip_days": step.slip,
                            "outdated": step.outdated,
                            "variant": step.variant,
                        }),
                        basis_json(record, &event.dates[step.claim as usize].basis),
                    )
                })
                .collect();
            let line = json!({
                "event": event.id, "title": event.title, "slip_days": trail.slip, "steps": steps,
            });
            writeln!(out, "{line}")?;
            continue;
        }
        let slip = trail
            .slip
            .map_or_else(String::new, |slip| format!(": {}", slip_words(slip)));
        writeln!(out, "{}{slip}", event.title)?;
        for step in &trail.steps {
            let date = step
                .date
                .as_ref()
                .map_or("no date given", |date| date.words());
            let note = match (step.outdated, step.variant) {
                (true, _) => " (told again after it was overtaken)",
                (_, true) => " (also told)",
                _ => "",
            };
            let basis = &event.dates[step.claim as usize].basis;
            let address = record.address(basis.passage);
            writeln!(
                out,
                "  {:<10} {date}{note}  [{address}]",
                step.stage.label()
            )?;
        }
    }
    Ok(0)
}

fn found_by(opened: &Opened, query: &Query) -> impl Fn(EventIx) -> bool {
    let found = query.find(QueryContext {
        record: &opened.record,
        index: &opened.index,
    });
    move |ix| found[ix.at()]
}
