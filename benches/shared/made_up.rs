//! A large record, always the same.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use super::chance::Chance;

const SEED: u64 = 2020;
const LEAST_SOURCES: usize = 10;
/// More events than this have further sources, so that no file grows beyond its limit.
const EVENTS_A_SOURCE: usize = 20_000;
const ACTORS: usize = 600;
const FORUMS: usize = 80;
const AREAS: usize = 10;
const LEVELS: usize = 5;
const KINDS: usize = 8;
const ROLES: usize = 8;
const SECTION: usize = 40;

/// Writes it into a folder; the bytes of all files.
pub(crate) fn write(folder: &Path, events: usize) -> io::Result<u64> {
    let mut chance = Chance(SEED);
    let mut bytes = 0;
    fs::create_dir(folder.join("parts"))?;
    fs::create_dir(folder.join("texts"))?;
    let mut put = |name: &str, text: &str| {
        bytes += text.len() as u64;
        fs::write(folder.join(name), text)
    };
    let sources = LEAST_SOURCES.max(events.div_ceil(EVENTS_A_SOURCE));
    put("dataset.ron", &main_file(sources))?;
    let each = events.div_ceil(sources);
    for source in 0..sources {
        let (part, text) = part_and_text(&mut chance, source, each, events);
        put(&format!("parts/p{source}.ron"), &part)?;
        put(&format!("texts/t{source}.md"), &text)?;
    }
    Ok(bytes)
}

fn main_file(sources: usize) -> String {
    let mut ron =
        String::from("(format: 1, id: \"made-up\", title: \"A record made up for scale\",\n");
    let list = |ron: &mut String, name: &str, count: usize, item: &dyn Fn(usize) -> String| {
        let _ = writeln!(ron, "{name}: [");
        for at in 0..count {
            let _ = writeln!(ron, "    {},", item(at));
        }
        ron.push_str("],\n");
    };
    list(&mut ron, "parts", sources, &|at| {
        format!("\"parts/p{at}.ron\"")
    });
    list(&mut ron, "areas", AREAS, &|at| {
        format!("(id: \"area-{at}\", name: \"Area {at}\")")
    });
    list(&mut ron, "levels", LEVELS, &|at| {
        format!("(id: \"level-{at}\", name: \"Level {at}\")")
    });
    list(&mut ron, "kinds", KINDS, &|at| {
        format!("(id: \"kind-{at}\", name: \"Kind {at}\")")
    });
    list(&mut ron, "roles", ROLES, &|at| {
        format!("(id: \"role-{at}\", name: \"role {at}\")")
    });
    list(&mut ron, "sources", sources, &|at| {
        format!(
            "(id: \"s{at}\", title: \"Yearbook {at}\", issued: \"{}\", \
             editions: [(id: \"text\", file: \"texts/t{at}.md\")])",
            1950 + at
        )
    });
    list(&mut ron, "actors", ACTORS, &|at| {
        format!(
            "(id: \"actor-{at}\", name: \"{}\", kind: Person, names: [\"A. {at}\"])",
            actor(at)
        )
    });
    list(&mut ron, "forums", FORUMS, &|at| {
        let parent = if at % 4 == 0 {
            String::new()
        } else {
            format!(", parent: \"forum-{}\"", at - at % 4)
        };
        format!(
            "(id: \"forum-{at}\", name: \"{}\", kind: Body{parent})",
            forum(at)
        )
    });
    ron.push_str(")\n");
    ron
}

fn actor(at: usize) -> String {
    format!("Jürgen of House {at}")
}

fn forum(at: usize) -> String {
    format!("Committee No. {at}")
}

fn part_and_text(
    chance: &mut Chance,
    source: usize,
    each: usize,
    events: usize,
) -> (String, String) {
    let mut ron = String::from("(events: [\n");
    let mut text = format!("# Yearbook {source}\n\n");
    for at in 0..each.min(events - source * each) {
        let number = source * each + at;
        let (section, block) = (at / SECTION, at % SECTION + 1);
        if block == 1 {
            let _ = writeln!(text, "## Chapter {section} {{#c{section}}}\n");
        }
        let (year, month, day) = (
            1900 + chance.below(50),
            1 + chance.below(12),
            1 + chance.below(28),
        );
        let forum_at = chance.below(FORUMS);
        // Everybody and every forum is named at least once, so that no warning is given.
        let who = [number % ACTORS, chance.below(ACTORS), chance.below(ACTORS)];
        let where_ = if at % 2 == 0 {
            number / 2 % FORUMS
        } else {
            forum_at
        };
        let role = chance.below(ROLES);
        let _ = writeln!(
            text,
            "On {day}.{month}.{year}, so the minutes, {} met in *{}* with {} and {}, \
             and matter {number} was moved, debated at length, and carried.\n",
            actor(who[0]),
            forum(where_),
            actor(who[1]),
            actor(who[2]),
        );
        let passage = format!("s{source}#c{section}/{block}");
        let planned = if number.is_multiple_of(5) {
            format!(" (edtf: \"{year}-{month:02}\", stage: Planned, standing: Reported),")
        } else {
            String::new()
        };
        let _ = writeln!(
            ron,
            "    (id: \"event-{number}\", title: \"{}: matter {number}\", kind: \"kind-{}\", passage: \"{passage}\",\n\
             \x20       dates: [(edtf: \"{year}-{month:02}-{day:02}\", quote: \"On {day}.{month}.{year}\"),{planned}],\n\
             \x20       areas: [(area: \"area-{}\", standing: Inferred)], levels: [(level: \"level-{}\", standing: Inferred)],\n\
             \x20       forums: [(forum: \"forum-{where_}\", quote: \"{}\")],\n\
             \x20       actors: [(actor: \"actor-{}\", role: \"role-{role}\", quote: \"{}\"), \
             (actor: \"actor-{}\", role: \"role-{}\")]),",
            forum(where_),
            chance.below(KINDS),
            chance.below(AREAS),
            chance.below(LEVELS),
            forum(where_),
            who[0],
            actor(who[0]),
            who[1],
            (role + 1) % ROLES,
        );
    }
    ron.push_str("])\n");
    (ron, text)
}
