//! When a date can have started and ended.

use edtf_core::{Bound, Edtf, IntervalEndpoint, SetElement, SetKind};

use super::date::Edge;
use super::day::Day;

/// The earliest and the latest.
type Bounds = (Edge, Edge);

/// The bounds of the start and those of the end; `None` if a day lies outside the calendar.
pub(super) fn ends_of(edtf: &Edtf) -> Option<(Bounds, Bounds)> {
    match edtf {
        Edtf::Date(date) | Edtf::DateTime(edtf_core::DateTime { date, .. }) => {
            let bounds = date_bounds(date)?;
            Some((bounds, bounds))
        }
        Edtf::Interval(interval) => Some((
            endpoint_bounds(&interval.start)?,
            endpoint_bounds(&interval.end)?,
        )),
        Edtf::Set(set) => {
            let mut ends = set.elements.iter().map(element_ends);
            let first = ends.next()??;
            let (start, end) = ends.try_fold(first, |(start, end), next| {
                let (next_start, next_end) = next?;
                let start = (
                    earlier(start.0, next_start.0),
                    earlier(start.1, next_start.1),
                );
                Some((start, (later(end.0, next_end.0), later(end.1, next_end.1))))
            })?;
            Some(match set.kind {
                SetKind::AllMembers => (start, end),
                SetKind::OneMember => ((start.0, end.1), (start.0, end.1)),
            })
        }
    }
}

fn date_bounds(date: &edtf_core::Date) -> Option<Bounds> {
    let day = |bound: Bound| match bound {
        Bound::Date(day) => Day::from_ymd(day.year, day.month, day.day).map(Edge::Day),
        Bound::NegativeInfinity | Bound::PositiveInfinity | Bound::Unknown => None,
    };
    let bounds = Edtf::Date(*date).bounds();
    Some((day(bounds.earliest)?, day(bounds.latest)?))
}

fn endpoint_bounds(endpoint: &IntervalEndpoint) -> Option<Bounds> {
    Some(match endpoint {
        IntervalEndpoint::Date(date) => date_bounds(date)?,
        IntervalEndpoint::Open => (Edge::Open, Edge::Open),
        IntervalEndpoint::Unknown => (Edge::Unknown, Edge::Unknown),
        IntervalEndpoint::OnOrBefore(date) => (Edge::Open, date_bounds(date)?.1),
        IntervalEndpoint::OnOrAfter(date) => (date_bounds(date)?.0, Edge::Open),
    })
}

/// The bounds of start and end of a member, when all that it stands for is meant.
fn element_ends(element: &SetElement) -> Option<(Bounds, Bounds)> {
    const OPEN: Bounds = (Edge::Open, Edge::Open);
    Some(match element {
        SetElement::Date(date) => (date_bounds(date)?, date_bounds(date)?),
        SetElement::OnOrBefore(date) => (OPEN, date_bounds(date)?),
        SetElement::OnOrAfter(date) => (date_bounds(date)?, OPEN),
        SetElement::Range(from, to) => (date_bounds(from)?, date_bounds(to)?),
    })
}

/// The earlier of two starts.
fn earlier(one: Edge, other: Edge) -> Edge {
    match (one, other) {
        (Edge::Day(one), Edge::Day(other)) => Edge::Day(one.min(other)),
        _ => Edge::Open,
    }
}

/// The later of two ends.
fn later(one: Edge, other: Edge) -> Edge {
    match (one, other) {
        (Edge::Day(one), Edge::Day(other)) => Edge::Day(one.max(other)),
        _ => Edge::Open,
    }
}
