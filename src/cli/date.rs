//! `regesta date`.

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::model::{Date, Edge, Precision};

pub(super) fn date(
    edtf: &str,
    as_json: bool,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<u8> {
    let date = match Date::parse(edtf) {
        Ok(date) => date,
        Err(error) => {
            writeln!(err, "{error}; {}", error.remedy())?;
            return Ok(2);
        }
    };
    let (start, end) = (date.start_bounds(), date.end_bounds());
    if as_json {
        let line = json!({
            "edtf": date.edtf(),
            "words": date.words(),
            "precision": precision_id(date.precision()),
            "uncertain": date.is_uncertain(),
            "approximate": date.is_approximate(),
            "earliest": edge_json(date.earliest()),
            "latest": edge_json(date.latest()),
            "start": { "earliest": edge_json(start.0), "latest": edge_json(start.1) },
            "end": { "earliest": edge_json(end.0), "latest": edge_json(end.1) },
        });
        writeln!(out, "{line}")?;
        return Ok(0);
    }
    let between = |(earliest, latest): (Edge, Edge)| {
        if earliest == latest {
            edge_words(earliest)
        } else {
            format!("{} to {}", edge_words(earliest), edge_words(latest))
        }
    };
    let certainty = match (date.is_uncertain(), date.is_approximate()) {
        (false, false) => "plain",
        (true, false) => "uncertain",
        (false, true) => "approximate",
        (true, true) => "uncertain and approximate",
    };
    writeln!(out, "{}", date.words())?;
    writeln!(out, "earliest   {}", edge_words(date.earliest()))?;
    writeln!(out, "latest     {}", edge_words(date.latest()))?;
    writeln!(out, "starts     {}", between(start))?;
    writeln!(out, "ends       {}", between(end))?;
    writeln!(out, "precision  {}", precision_words(date.precision()))?;
    writeln!(out, "certainty  {certainty}")?;
    Ok(0)
}

/// A day as 2020-05-22, else `open` or `unknown`.
fn edge_words(edge: Edge) -> String {
    match edge {
        Edge::Day(day) => day.to_string(),
        Edge::Open => "open".to_owned(),
        Edge::Unknown => "unknown".to_owned(),
    }
}

fn edge_json(edge: Edge) -> Value {
    Value::String(edge_words(edge))
}

const fn precision_id(precision: Precision) -> &'static str {
    match precision {
        Precision::Day => "day",
        Precision::Month => "month",
        Precision::SubYear => "sub_year",
        Precision::Year => "year",
        Precision::Interval => "interval",
        Precision::Set => "set",
    }
}

const fn precision_words(precision: Precision) -> &'static str {
    match precision {
        Precision::SubYear => "part of a year",
        other => precision_id(other),
    }
}
