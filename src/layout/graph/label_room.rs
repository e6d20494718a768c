//! Which nodes have room for their names, and where these stand.

use super::{Area, At};

/// Between two labels there is so much room at least, in points.
const GAP: f32 = 3.0;

/// The sides of a bucket, in points.
const BUCKET: At = [72.0, 28.0];

/// A name that is to be written beside a node.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LabelWish {
    /// The middle of the node on the screen.
    pub at: At,
    /// Half its width, in points.
    pub radius: f32,
    /// Width and height of the name, in points.
    pub size: At,
    /// It was written there the last time, and on which side.
    pub before: Option<LabelSpot>,
    /// It may cover nodes that come after its own and are no larger.
    pub may_cover: bool,
}

/// On which side of a node its name stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelSpot {
    /// Below it.
    Below,
    /// To its right.
    Right,
    /// Above it.
    Above,
    /// To its left.
    Left,
}

impl LabelSpot {
    const ALL: [Self; 4] = [Self::Below, Self::Right, Self::Above, Self::Left];
}

impl LabelWish {
    /// Where the name stands on a side.
    #[must_use]
    pub fn area(&self, spot: LabelSpot) -> Area {
        let [width, height] = self.size;
        let away = self.radius + 2.0;
        let (left, top) = match spot {
            LabelSpot::Below => (-width / 2.0, away),
            LabelSpot::Above => (-width / 2.0, -away - height),
            LabelSpot::Right => (away + 1.0, -height / 2.0),
            LabelSpot::Left => (-away - 1.0 - width, -height / 2.0),
        };
        let min = [self.at[0] + left, self.at[1] + top];
        Area {
            min,
            max: [min[0] + width, min[1] + height],
        }
    }

    fn node(&self) -> Area {
        Area {
            min: self.at.map(|part| part - self.radius),
            max: self.at.map(|part| part + self.radius),
        }
    }
}

/// What is taken, in buckets.
struct Taken {
    corner: At,
    columns: usize,
    rows: usize,
    buckets: Vec<Vec<(Area, usize)>>,
}

impl Taken {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn new(panel: Area) -> Self {
        let [width, height] = panel.size();
        let columns = (width / BUCKET[0]).ceil().max(1.0) as usize;
        let rows = (height / BUCKET[1]).ceil().max(1.0) as usize;
        Self {
            corner: panel.min,
            columns,
            rows,
            buckets: vec![Vec::new(); columns * rows],
        }
    }

    /// The numbers of the buckets that an area touches; what is outside counts to those at the
    /// edge.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn touched(&self, area: Area) -> impl Iterator<Item = usize> + use<> {
        let at = |value: f32, axis: usize, most: usize| {
            let bucket = ((value - self.corner[axis]) / BUCKET[axis]).floor();
            (bucket.max(0.0) as usize).min(most - 1)
        };
        let columns = at(area.min[0], 0, self.columns)..=at(area.max[0], 0, self.columns);
        let rows = at(area.min[1], 1, self.rows)..=at(area.max[1], 1, self.rows);
        let width = self.columns;
        rows.flat_map(move |row| columns.clone().map(move |column| row * width + column))
    }

    fn take(&mut self, area: Area, owner: usize) {
        for bucket in self.touched(area) {
            self.buckets[bucket].push((area, owner));
        }
    }

    /// Whether nothing is there of those that count.
    fn is_free(&self, area: Area, counts: impl Fn(usize) -> bool) -> bool {
        self.touched(area).all(|bucket| {
            let mut others = self.buckets[bucket].iter();
            others.all(|(other, whose)| !counts(*whose) || !other.overlaps(area))
        })
    }
}

/// Which names are written, and on which side: in the order of their importance, each where it
/// covers neither another name nor a node, or at worst, if it may, a smaller node; what
/// was written before is written again as long as it covers no name. No two names overlap. At
/// most so many are written.
#[must_use]
pub fn place_graph_labels(
    wishes: &[LabelWish],
    panel: Area,
    most: usize,
) -> Vec<Option<LabelSpot>> {
    let mut names = Taken::new(panel);
    let mut nodes = Taken::new(panel);
    for (owner, wish) in wishes.iter().enumerate() {
        nodes.take(wish.node(), owner);
    }
    let mut written = 0;
    let mut place = |owner: usize, wish: &LabelWish| {
        if written >= most {
            return None;
        }
        let among_names = |spot: LabelSpot| {
            let area = wish.area(spot).expanded(GAP / 2.0);
            names.is_free(area, |_| true)
        };
        let among_nodes = |spot: LabelSpot, counts: &dyn Fn(usize) -> bool| {
            among_names(spot) && nodes.is_free(wish.area(spot), counts)
        };
        let find = |counts: &dyn Fn(usize) -> bool| {
            let mut spots = LabelSpot::ALL.into_iter();
            spots.find(|spot| among_nodes(*spot, counts))
        };
        let others = |other: usize| other != owner;
        let as_before = || wish.before.filter(|spot| among_nodes(*spot, &others));
        let free = || find(&others);
        let kept = || wish.before.filter(|spot| among_names(*spot));
        let over = || {
            (wish.may_cover)
                .then(|| find(&|other| other < owner || wishes[other].radius > wish.radius))
                .flatten()
        };
        let spot = as_before().or_else(free).or_else(kept).or_else(over)?;
        names.take(wish.area(spot).expanded(GAP / 2.0), owner);
        written += 1;
        Some(spot)
    };
    (wishes.iter().enumerate())
        .map(|(owner, wish)| place(owner, wish))
        .collect()
}

/// Which of the names that are written, and cut, have room for more: `longer` is their width
/// and height in full, or `None` if they are not cut. Neither a name nor a node is covered.
#[must_use]
pub fn lengthened(
    wishes: &[LabelWish],
    spots: &[Option<LabelSpot>],
    longer: &[Option<At>],
    panel: Area,
) -> Vec<Option<At>> {
    let mut room = Taken::new(panel);
    for (owner, (wish, spot)) in wishes.iter().zip(spots).enumerate() {
        room.take(wish.node(), owner);
        if let Some(spot) = spot {
            room.take(wish.area(*spot).expanded(GAP / 2.0), owner);
        }
    }
    let mut lengthen = |owner: usize| {
        let (wish, spot, size) = (wishes.get(owner)?, (*spots.get(owner)?)?, longer[owner]?);
        let area = LabelWish { size, ..*wish }.area(spot);
        let own = area.expanded(GAP / 2.0);
        let fits = panel.holds(area.min) && panel.holds(area.max);
        if !fits || !room.is_free(own, |other| other != owner) {
            return None;
        }
        room.take(own, owner);
        Some(size)
    };
    (0..wishes.len().min(longer.len()))
        .map(&mut lengthen)
        .collect()
}

/// Where along a line its words may stand, as shares of its way, in this order.
const ALONG: [f32; 3] = [0.5, 0.62, 0.38];

/// Words that are to be written on a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LineWish {
    /// From where to where the line leads, in points.
    pub ends: (At, At),
    /// Width and height of the words, in points.
    pub size: At,
}

/// Where the middles of the words on lines are: in the order of their importance, each where it
/// covers nothing of `taken` and no other words. At most so many are written.
#[must_use]
pub fn place_line_words(
    wishes: &[LineWish],
    taken: &[Area],
    panel: Area,
    most: usize,
) -> Vec<Option<At>> {
    let mut room = Taken::new(panel);
    for area in taken {
        room.take(*area, usize::MAX);
    }
    let mut written = 0;
    let mut place = |owner: usize, wish: &LineWish| {
        if written >= most {
            return None;
        }
        let half = wish.size.map(|part| part / 2.0 + GAP / 2.0);
        let area = |middle: At| Area {
            min: [middle[0] - half[0], middle[1] - half[1]],
            max: [middle[0] + half[0], middle[1] + half[1]],
        };
        let (from, to) = wish.ends;
        let along = |share: f32| [0, 1].map(|axis| from[axis] + (to[axis] - from[axis]) * share);
        let mut middles = ALONG.into_iter().map(along);
        let middle = middles.find(|middle| {
            let own = area(*middle);
            panel.holds(own.min) && panel.holds(own.max) && room.is_free(own, |_| true)
        })?;
        room.take(area(middle), owner);
        written += 1;
        Some(middle)
    };
    (wishes.iter().enumerate())
        .map(|(owner, wish)| place(owner, wish))
        .collect()
}
