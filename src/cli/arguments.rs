//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// A timeline and relationship explorer in which no mark is drawn without a passage.
#[derive(Debug, Parser)]
#[command(name = "regesta", version, args_conflicts_with_subcommands = true)]
#[command(
    after_help = "Without a command a window opens. DATASET is a folder with a dataset.ron, a .ron file, or one of the built-in names “shipped” and “tutorial”. QUERY is the language of the search box, as in: forum:oewg and not role:host from:2020-03"
)]
pub struct Arguments {
    /// What to ask; without it a window opens.
    #[command(subcommand)]
    pub question: Option<Question>,
    /// The dataset to open; the record that ships if left out.
    pub dataset: Option<PathBuf>,
    /// Opens the window, measures, prints a line of JSON, and closes it again.
    #[arg(long, hide = true, value_enum)]
    pub probe: Option<Probe>,
}

/// What to measure in a real window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Probe {
    /// Until the first frame that shows a record.
    FirstFrame,
    /// How many passes there are in ten seconds without input.
    Idle,
}

/// A question that is answered without a window.
#[derive(Debug, Subcommand)]
pub enum Question {
    /// Lists every problem of a dataset; succeeds only if there is none
    Check {
        /// A folder, a .ron file, “shipped” or “tutorial”
        dataset: PathBuf,
        /// One JSON object per problem
        #[arg(long)]
        json: bool,
        /// Also lists each claim whose passage does not name what is claimed, and that is
        /// not marked as inferred
        #[arg(long)]
        named: bool,
    },
    /// Lists the events that match, one per line; with --json every claim and its passage
    Show(Listing),
    /// Lists actor-to-forum links with their roles, dates and passages. A query finds them by
    /// their events or ties
    Links {
        /// What it is asked of
        #[command(flatten)]
        listing: Listing,
        /// Only the links of an actor or forum, by its id or any of its names
        #[arg(long, value_name = "NAME")]
        of: Option<String>,
    },
    /// Says how two actors or forums are connected: the shortest chains of links, each step
    /// with its passages
    Paths {
        /// Whom it is about
        #[command(flatten)]
        meeting: Meeting,
        /// How many chains
        #[arg(long, default_value_t = 5)]
        count: u32,
        /// A forum also leads to the one that it belongs to
        #[arg(long)]
        parents: bool,
    },
    /// Says with whom an actor appears, and how much more often than chance would have it; of
    /// two or three actors or forums, what they share and what only one of them has
    Together(Meeting),
    /// Lists who has many links and who stands between the others, and how that changes over
    /// the quarters
    Measures {
        /// What it is asked of
        #[command(flatten)]
        listing: Listing,
        /// Whoever stayed away counts as having been there
        #[arg(long)]
        absent: bool,
    },
    /// Lists what is told in contradictory ways, with the passages on both sides, and what
    /// the editors remark on the substance of the texts
    Ledger(Listing),
    /// Lists plans that changed, step by step, and how far they slipped
    Trails(Listing),
    /// Lists what the sources cite, where and for what. A query finds a document by the
    /// events told from it, or by its author, its title and what it is cited for
    Documents(Listing),
    /// Lists the remarks of the editors on the texts, with their places. A query finds a
    /// remark by the events it concerns, or by its words
    Notes(Listing),
    /// Lists the lists that the sources set out, item by item. A query finds a list by the
    /// events it leads to, or by its title and those of its items
    Outlines(Listing),
    /// Says which of two events was first, as far as the sources force it, and why
    Order {
        /// Optionally a dataset, then the ids of two events
        #[arg(value_name = "[DATASET] EVENT EVENT", required = true)]
        words: Vec<String>,
        /// As one JSON object
        #[arg(long)]
        json: bool,
        /// Only what had been reported by the end of this day (EDTF)
        #[arg(long, value_name = "EDTF")]
        known_on: Option<String>,
    },
    /// Says what an EDTF date means: earliest, latest, in words
    Date {
        /// Such as 2020-05~, 2020-34, 2020-05/2020-07
        #[arg(value_name = "EDTF", allow_hyphen_values = true)]
        edtf: String,
        /// As one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Prints a passage with its footnotes
    Text {
        /// Optionally a dataset, then the address of a passage: source#section/block
        #[arg(value_name = "[DATASET] PASSAGE", required = true)]
        words: Vec<String>,
        /// As one JSON object
        #[arg(long)]
        json: bool,
        /// Only if the source had been issued by the end of this day (EDTF)
        #[arg(long, value_name = "EDTF")]
        known_on: Option<String>,
    },
}

/// What every question that lists something can be told.
#[derive(Debug, Args)]
pub struct Listing {
    /// Optionally a dataset, then optionally a query
    #[arg(value_name = "[DATASET] [QUERY]")]
    pub words: Vec<String>,
    /// One JSON object per line
    #[arg(long)]
    pub json: bool,
    /// Only what had been reported by the end of this day (EDTF)
    #[arg(long, value_name = "EDTF")]
    pub known_on: Option<String>,
}

/// What every question about meeting can be told.
#[derive(Debug, Args)]
pub struct Meeting {
    /// Optionally a dataset, then actors or forums, each by its id or any of its names
    #[arg(value_name = "[DATASET] NAME", required = true)]
    pub words: Vec<String>,
    /// Only links by the events and ties that this query finds
    #[arg(long, value_name = "QUERY")]
    pub query: Option<String>,
    /// Whoever stayed away counts as having been there
    #[arg(long)]
    pub absent: bool,
    /// One JSON object per line
    #[arg(long)]
    pub json: bool,
    /// Only what had been reported by the end of this day (EDTF)
    #[arg(long, value_name = "EDTF")]
    pub known_on: Option<String>,
}
