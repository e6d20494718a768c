//! Everything that can be done, as data.

use std::path::PathBuf;
use std::sync::Arc;

use super::{
    Beside, Facet, GraphMemory, LaneBy, LaneKey, LaneRoom, Panel, Selection, TableStep, ThemeChoice,
};
use crate::index::ClaimRef;
use crate::index::net::{ActorsBy, ArrangeBy, Node};
use crate::model::{Date, Day, EntityIx, EventIx, Passage, SourceIx};

/// Something to do. Menus, palette, keys and clicks all push these.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Selects an event, an actor, a forum, or nothing.
    Select(Selection),
    /// Shows a passage in the source text.
    ShowPassage(Passage),
    /// Selects the next event in time that is let through.
    NextEvent,
    /// Selects the event before.
    PreviousEvent,
    /// Selects the first event in time.
    FirstEvent,
    /// Selects the last event in time.
    LastEvent,
    /// Selects the next event in the source text.
    NextInText,
    /// Selects the event before in the source text.
    PreviousInText,
    /// The view before.
    Back,
    /// The view after.
    Forward,

    /// Zooms the timeline by a factor (below 1 is nearer) around a moment in days, or
    /// around its middle.
    ZoomTime {
        /// New width divided by old width.
        factor: f64,
        /// The moment that stays where it is.
        around: Option<f64>,
    },
    /// Moves the timeline by days: of its axis, where empty stretches are collapsed.
    PanTime(f64),
    /// The hand takes hold of the timeline, which shows this window, in days: a glide that is
    /// under way ends here, and what follows is a step of its own.
    TakeTime(f64, f64),
    /// Shows this window at once, as a part of a movement by hand.
    DragTime(f64, f64),
    /// Zooms in one step.
    ZoomIn,
    /// Zooms out one step.
    ZoomOut,
    /// Moves a quarter of the window to earlier times.
    Earlier,
    /// Moves a quarter of the window to later times.
    Later,
    /// Shows this window of time, in days.
    ShowWindow(f64, f64),
    /// Asks for a date to go to.
    GoToDate,
    /// Shows a date with room around it.
    ShowDate(Date),
    /// Collapses long stretches in which nothing begins or ends, or shows them.
    ToggleBreaks,
    /// Shows the whole record.
    Fit,
    /// Shows the stretch in which the record is dense.
    FitHeart,
    /// Shows the selection with room around it.
    FitSelection,
    /// Scrolls the lanes a page down.
    LanesDown,
    /// Scrolls the lanes a page up.
    LanesUp,
    /// Divides the timeline by something else.
    SetLanes(LaneBy),
    /// Closes a lane, opens it, or gives it the usual room.
    SetRoom(LaneKey, Option<LaneRoom>),
    /// Closes all lanes to one row each, or gives them their room again.
    ToggleRooms,

    /// Shows only what was known at the end of a day, or everything.
    SetCurtain(Option<Day>),
    /// Draws the curtain at the last day on which something became known, or opens it.
    ToggleCurtain,
    /// Moves the curtain to the next day on which something became known.
    CurtainLater,
    /// Moves the curtain to the day before on which something became known.
    CurtainEarlier,
    /// Moves the curtain on by itself, or stops it.
    PlayCurtain,
    /// Keeps the selected event as the first of two whose order is asked.
    Compare,
    /// Closes the answer on order.
    CloseOrder,
    /// Believes a claim no longer, or again.
    SwitchClaim(ClaimRef),
    /// Believes a source no longer, or again.
    SwitchSource(SourceIx),
    /// Believes everything again.
    SwitchAllOn,
    /// Shows or hides the list of what is told in more than one way.
    ToggleLedger,
    /// Shows or hides the list of plans and their changes.
    ToggleTrails,
    /// Shows or hides what changed between the last two positions of the curtain.
    ToggleChanges,

    /// Reads this edition of a source.
    ShowEdition(SourceIx, u32),
    /// Puts another edition, the original, or nothing beside the one that is read.
    ShowBeside(Option<Beside>),
    /// Shows or hides the contents of the source.
    ToggleContents,
    /// Looks for words in the source that is open.
    FindInText,
    /// To the next place where they stand.
    FindNext,
    /// To the place before.
    FindPrevious,
    /// Closes the search in the source.
    CloseFind,
    /// Lets text and timeline move together, or apart.
    ToggleReadAlong,
    /// The reader has come to a passage.
    ReadTo(Passage),
    /// Shows or hides the list of cited documents.
    ToggleDocuments,
    /// Shows or hides the list of outlines.
    ToggleOutlines,
    /// Attaches the user's own file of the original to the open source, by the system's
    /// dialog.
    AttachOriginal,
    /// Attaches it by a typed path.
    AttachTyped,
    /// Attaches the file at a path to the open source.
    AttachPath(PathBuf),
    /// Lets an attached original go.
    DetachOriginal(SourceIx),

    /// Shows the links of any time, or only those in the window.
    ToggleAnyTime,
    /// Lets absence count as meeting, or not.
    ToggleAbsence,
    /// Lets a forum be connected with the one that it belongs to, or not.
    ToggleParents,
    /// Orders actors.
    ArrangeActors(ArrangeBy),
    /// Orders forums.
    ArrangeForums(ArrangeBy),
    /// Folds actors, all groups closed, or lets each stand apart.
    FoldActors(ActorsBy),
    /// Closes a node, so that what belongs to it stands in it, or opens it.
    ToggleNode(Node),
    /// Closes all forums that hold others, or opens them.
    ToggleNodes,
    /// Shows in full only what is so many steps away from the selection; `None`: everything.
    SetFocus(Option<u32>),
    /// One step more in full.
    FocusFarther,
    /// One step less.
    FocusNearer,
    /// Puts a node of the graph somewhere, in units of the graph; it stays there.
    PinNode(Node, [f32; 2]),
    /// Lets a node go where the forces take it.
    UnpinNode(Node),
    /// Lets all nodes go.
    UnpinAll,
    /// The nodes of the graph stand here from now on.
    KeepGraph(Arc<GraphMemory>),
    /// Forgets where the nodes of the graph stand, but for those put somewhere by hand, and
    /// lets the forces arrange them again.
    ArrangeAnew,
    /// Looks for ways between these two; `None` leaves that end open.
    FindPaths([Option<EntityIx>; 2]),
    /// Looks for ways from the selected actor or forum.
    PathFromHere,
    /// Looks for ways to it.
    PathToHere,
    /// Takes an actor or forum among those that are compared, or out again.
    ToggleBeside(EntityIx),
    /// Compares the selected actor or forum with those that are compared already.
    CompareHere,
    /// Moves the window on through time by itself, or stops it.
    PlayTime,

    /// Puts a text into the search box.
    SetQuery(String),
    /// Chooses a chip, or lets it go.
    ToggleFacet(Facet),
    /// Lets everything through again.
    ClearFilters,
    /// Fades what does not match, or hides it.
    ToggleUnmatched,
    /// Moves the keyboard to the search box.
    FocusSearch,
    /// Shows or hides the chips.
    ToggleChips,

    /// Brings a panel to the front, or hides it if it is there.
    TogglePanel(Panel),
    /// Lets a panel take the whole column in which it stands, or gives the others their room
    /// again.
    WidenPanel(Panel),
    /// The same for the panel that was touched or brought to the front last.
    WidenLast,
    /// Hides a panel, unless it is the last one.
    HidePanel(Panel),
    /// Lists these events in the table, whatever the window, and shows it. The words stand
    /// behind their number: "13 May 2020 in Security".
    ListEvents(Arc<[EventIx]>, String),
    /// Lists the events in the window again.
    ListWindow,
    /// Selects another row of the table.
    StepInTable(TableStep),
    /// Brings the timeline to the front, with the selected event in sight.
    ShowOnTimeline,
    /// Puts all panels back where they were at first.
    ResetPanels,
    /// Sets the theme.
    SetTheme(ThemeChoice),
    /// Makes the whole interface larger.
    InterfaceLarger,
    /// Makes the whole interface smaller.
    InterfaceSmaller,
    /// The usual size.
    InterfaceUsual,

    /// Opens a dataset by the system's dialog.
    OpenDialog,
    /// Opens a dataset by a typed path.
    OpenTyped,
    /// Opens the dataset at a path.
    OpenPath(PathBuf),
    /// Opens the record that ships.
    OpenShipped,
    /// Opens the small commented dataset.
    OpenTutorial,
    /// Reads the dataset again.
    Reload,
    /// Stops reading a dataset; what was open stays open.
    CancelReading,
    /// Throws away what was kept so that large datasets open faster.
    ClearCache,
    /// Shows or hides the list of problems.
    ToggleProblems,

    /// Shows or hides the help.
    ToggleHelp,
    /// Shows or hides the palette.
    TogglePalette,
    /// Shows or hides the short pointer to things worth trying.
    ToggleWelcome,
    /// Name, version, licence.
    ToggleAbout,
    /// Closes whatever lies over the main window, else lets the selection go.
    Escape,
    /// Hands a web address to the browser.
    OpenUrl(String),
    /// Puts a text on the clipboard.
    CopyText(String),
    /// Puts so many rows of the table on the clipboard, and says how many.
    CopyRows(String, usize),
    /// Puts the address and words of the current passage on the clipboard.
    CopyPassage,
    /// Ends the program.
    Quit,
}

/// What only the frame of the program can do.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Show the system's dialog.
    OpenDialog,
    /// Read the dataset at a path.
    OpenPath(PathBuf),
    /// Read a dataset that is built in.
    OpenBuiltIn(&'static str),
    /// Read the dataset again.
    Reload,
    /// Stop reading.
    CancelReading,
    /// Throw the cache away.
    ClearCache,
    /// Show the system's dialog for the original of a source.
    AttachDialog(SourceIx),
    /// Line up the file at a path with a source.
    Attach(SourceIx, PathBuf),
    /// Let an original go.
    Detach(SourceIx),
    /// Put the panels back.
    ResetPanels,
    /// Hand a web address to the browser; it has been checked.
    OpenUrl(String),
    /// Put a text on the clipboard.
    CopyText(String),
    /// Say something in passing.
    Say(String),
    /// Close the window.
    Quit,
}
