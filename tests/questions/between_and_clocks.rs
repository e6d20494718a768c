//! How two are connected; and all of it on a day, by a source, in a stretch of time.

use crate::asking::Ask::{Apart, Between, In, Of, Share};
use crate::asking::{Question, Sharing};

pub const ALL: &[Question] = &[
    Question::new(
        "How are Melinda Gates and Jack Ma connected?",
        Between(["gates", "Jack Ma"], ["melinda-gates", "jack-ma"], &["hlp"]),
        &["q2-summary#roadmap/2", "convention#panel/2"],
    ),
    Question::new(
        "How are Siemens and Airbus connected?",
        Between(
            ["Siemens", "Airbus"],
            ["siemens", "airbus"],
            &["charter-of-trust"],
        ),
        &["convention#businesses/3"],
    ),
    Question::new(
        "How are Poland and Japan connected?",
        Between(["Polen", "Japan"], ["poland", "japan"], &["igf"]),
        &["q2-summary#multistakeholder/2.1"],
    ),
    Question::new(
        "How are the US Secretary of the Treasury and the head of the OECD connected?",
        Between(
            ["US Secretary of the Treasury", "Gurría"],
            ["steven-mnuchin", "angel-gurria"],
            &["oecd-g20-beps"],
        ),
        &["q2-summary#digital-economy/2"],
    ),
    // Both spoke when it was presented, at an event of its own.
    Question::new(
        "How are Baroness Shields and Berners-Lee connected?",
        Between(
            ["Baroness Shields", "Berners-Lee"],
            ["joanne-shields", "tim-berners-lee"],
            &["state-of-the-digital-world", "un-digital-roadmap"],
        ),
        &["q2-un#roadmap/3"],
    ),
    // One is the High Commissioner, the other a rapporteur in her Office; each spoke about the
    // Roadmap, and both at or for the United Nations.
    Question::new(
        "How are Irene Khan and Michelle Bachelet connected?",
        Between(
            ["Irene Khan", "Bachelet"],
            ["irene-khan", "michelle-bachelet"],
            &["ohchr", "un-digital-roadmap", "united-nations"],
        ),
        &["q3-un#roadmap/2", "q2-un#roadmap/4"],
    ),
    Question::new(
        "Does anything connect the WTO’s disputes with INTERPOL’s campaign?",
        Apart(["DSB", "Wash Your Cyberhands"]),
        &[],
    ),
    Question::new(
        "What did Germany and the United Arab Emirates do together?",
        Share(Sharing {
            names: &["Deutschland", "UAE"],
            by: &["germany", "united-arab-emirates"],
            what: "event",
            ids: &[
                "option-paper",
                "elements-of-other-models",
                "igf-ministerial-segment",
                "igf-plus-recommended",
                "technology-envoy-appointment",
            ],
        }),
        &["q3-un#roadmap/3", "q3-un#roadmap/5", "q3-un#roadmap/7"],
    ),
    // ---- On a day ------------------------------------------------------------------------
    // The essay of spring 2020 says who led the Panel; the reports that call them co-chairs
    // were still to come.
    Question::new(
        "What was known in June 2020 of who led the High-Level Panel?",
        In(
            "hlp",
            &[("co-chair", &[]), ("leader", &["melinda-gates", "jack-ma"])],
        ),
        &["convention#panel/2"],
    )
    .known_on("2020-06"),
    Question::new(
        "Who was known in September 2020 to have presided over the Security Council?",
        In(
            "un-security-council",
            &[("presidency", &["estonia", "estonian-council-president"])],
        ),
        &["q2-un#security-council/1", "q2-un#security-council/3"],
    )
    .known_on("2020-09"),
    Question::new(
        "Who was known in June 2020 to co-champion anything on AI?",
        In("roundtable-ai", &[("co-champion", &[])]),
        &[],
    )
    .known_on("2020-06"),
    Question::new(
        "Of what was Lauber known to be the chair at the end of April 2020?",
        Of("juerg-lauber", &[("chair", &["oewg"])]),
        &["q1-un-groups#oewg/8"],
    )
    .known_on("2020-04-30"),
    // ---- By a source, in a stretch of time, in an area -----------------------------------------
    Question::new(
        "Who took part in the OEWG, as Mukerji tells it?",
        In(
            "oewg",
            &[(
                "participant",
                &["un-member-states", "private-sector", "ngos", "academia"],
            )],
        ),
        &["convention#securing/10"],
    )
    .found_by("source:convention"),
    // Four spoke for others: for the United Nations, the USA, Russia and China.
    Question::new(
        "Who spoke in the Security Council in August 2020?",
        In(
            "un-security-council",
            &[(
                "speaker",
                &[
                    "ramesh-rajasingham",
                    "rodney-hunter",
                    "vassily-nebenzia",
                    "yao-shaojun",
                    "arria-august-speakers",
                    "united-states",
                    "russia",
                    "china",
                ],
            )],
        ),
        &[
            "q3-un#security-council/2",
            "q3-un#security-council/3",
            "q3-un#security-council/4",
            "q3-un#security-council/5",
        ],
    )
    .found_by("surely-from:2020-08 surely-to:2020-08"),
    Question::new(
        "Who quarrelled at the G20 over the digital economy?",
        In("g20-finance", &[("party", &["united-states", "france"])]),
        &["q2-summary#digital-economy/2"],
    )
    .found_by("area:digital-economy"),
];
