//! What the command line answers.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde_json::Value;

use crate::asked::{ask, json, list, set, text};
use crate::asking::{Answer, Ask, NOTHING, Question, Told, chain, met};

/// Asks, and reads the answer. What somebody would look for in the lines, with the eyes or
/// with `grep`, is looked for in the JSON.
pub fn answer(question: &Question) -> Answer {
    match question.ask {
        Ask::Share(sharing) => {
            let lines = json(&words(question, "together", sharing.names));
            let just_these = set(sharing.by.iter().copied());
            let had = lines.iter().filter(|line| {
                set(list(&line["who"]).iter().map(text)) == just_these
                    && !line[sharing.what].is_null()
            });
            let said = had.map(|line| {
                let id = text(&line[sharing.what]["id"]).to_owned();
                (id, receipts(list(&line["links"])))
            });
            of_all(said)
        }
        Ask::MeetsMost(name, ..) => {
            let lines = json(&words(question, "together", &[name]));
            let events = |line: &Value| list(&line["events"]["shared"]).len();
            let most = lines.iter().map(events).max().unwrap_or(0);
            let nearest = lines.iter().filter(|line| events(line) == most);
            let said = nearest.map(|line| {
                let shared = list(&line["events"]["shared"]).iter();
                let links: Vec<Value> =
                    shared.flat_map(|one| list(&one["links"]).clone()).collect();
                (met(text(&line["actor"]["id"]), most), receipts(&links))
            });
            of_all(said)
        }
        Ask::Between(names, ..) | Ask::Apart(names) => chains(question, &names),
        Ask::Neighbours(of, _) => {
            let lines = json(&words(question, "measures", &[]));
            let own = lines.iter().filter(|line| line["entity"]["id"] == of);
            let said = own.map(|line| {
                let receipts = set(list(&line["passages"]).iter().map(text));
                (line["degree"].to_string(), receipts)
            });
            of_all(said)
        }
        _ => links(question),
    }
}

/// The words of a shell; of `links` and `measures` the query stands by itself.
fn words<'q>(question: &Question, command: &'q str, names: &[&'q str]) -> Vec<&'q str> {
    let mut words = vec![command];
    words.extend(names);
    match (question.query, names) {
        ("", _) => {}
        (query, []) => words.push(query),
        (query, _) => words.extend(["--query", query]),
    }
    if !question.known_on.is_empty() {
        words.extend(["--known-on", question.known_on]);
    }
    words
}

/// The shortest chains between two.
fn chains(question: &Question, names: &[&'static str]) -> Answer {
    let mut words = words(question, "paths", names);
    words.extend(["--count", "50"]);
    if ask(&words).code == 1 {
        return of_all([(NOTHING.to_owned(), BTreeSet::new())]);
    }
    let all = json(&words);
    let steps = |one: &Value| list(&one["steps"]).len();
    let fewest = all.iter().map(steps).min().unwrap_or(0);
    let shortest = all.iter().filter(|one| steps(one) == fewest);
    let said = shortest.map(|one| {
        let steps = list(&one["steps"]);
        let ends = steps.iter().map(|step| text(&step["to"]["id"]));
        let stations: Vec<&str> = std::iter::once(text(&steps[0]["from"]["id"]))
            .chain(ends)
            .collect();
        let links: Vec<Value> = steps
            .iter()
            .flat_map(|step| list(&step["links"]).clone())
            .collect();
        (chain(&stations), receipts(&links))
    });
    of_all(said)
}

/// The links of the whole record, which most questions are asked of.
static ALL_LINKS: LazyLock<Vec<Value>> = LazyLock::new(|| json(&["links"]));

/// What is found by going through the lines of `regesta links`.
fn links(question: &Question) -> Answer {
    let words = words(question, "links", &[]);
    let lines = match words[..] {
        ["links"] => Cow::from(&*ALL_LINKS),
        _ => Cow::from(json(&words)),
    };
    let mut parents: BTreeMap<&str, &Value> = BTreeMap::new();
    for end in lines
        .iter()
        .flat_map(|line| [&line["actor"], &line["forum"]])
    {
        parents.insert(text(&end["id"]), &end["parent"]);
    }
    let belongs = |forum: &str, above: &str| {
        let parent = |id: &&str| parents.get(id).and_then(|parent| parent.as_str());
        std::iter::successors(parent(&forum), parent).any(|one| one == above)
    };
    let said = lines.iter().flat_map(|line| {
        let [actor, forum] = ["actor", "forum"].map(|end| text(&line[end]["id"]));
        let date = line["period"].as_str();
        let mut says = question.ask.said_by(&Told {
            actor,
            role: text(&line["role"]),
            forum,
            dates: date.map(ToOwned::to_owned).into_iter().collect(),
            is_absent: line["absent"] == true,
            is_unnamed: line["actor"]["unnamed"] == true,
        });
        if let Ask::Under(above, _) = question.ask
            && belongs(forum, above)
        {
            says.push(forum.to_owned());
        }
        let receipts = receipts(std::slice::from_ref(line));
        says.into_iter()
            .map(move |phrase| (phrase, receipts.clone()))
    });
    of_all(said)
}

fn receipts(links: &[Value]) -> BTreeSet<String> {
    set(links.iter().map(|link| text(&link["passage"])))
}

fn of_all(said: impl IntoIterator<Item = (String, BTreeSet<String>)>) -> Answer {
    let mut answer = Answer::default();
    for (phrase, receipts) in said {
        answer.says.insert(phrase);
        answer.receipts.extend(receipts);
    }
    answer
}
