//! Who leads: co-champions, chairs, presidencies, those who set something up.

use crate::asking::Ask::{All, BothFaces, In, Of, Share};
use crate::asking::{Question, Sharing};

pub const ALL: &[Question] = &[
    Question::new(
        "Who co-champions the Roundtable on Global Connectivity?",
        In(
            "roundtable-connectivity",
            &[("co-champion", &["uganda", "itu", "unicef"])],
        ),
        &["q2-un#follow-up/11.1"],
    ),
    Question::new(
        "Who co-champions the Roundtable on Digital Public Goods?",
        In(
            "roundtable-public-goods",
            &[(
                "co-champion",
                &[
                    "norway",
                    "sierra-leone",
                    "ispirit",
                    "unicef",
                    "un-global-pulse",
                ],
            )],
        ),
        &["q2-un#follow-up/11.2"],
    ),
    Question::new(
        "Who co-champions the Roundtable on Digital Inclusion and Data?",
        In(
            "roundtable-inclusion",
            &[("co-champion", &["mexico", "un-women"])],
        ),
        &["q2-un#follow-up/11.3"],
    ),
    Question::new(
        "Who co-champions the Roundtable on Digital Help Desks?",
        In(
            "roundtable-help-desks",
            &[("co-champion", &["itu", "undp"])],
        ),
        &["q2-un#follow-up/11.4"],
    ),
    Question::new(
        "Who co-champions the Roundtable on Digital Human Rights?",
        In(
            "roundtable-human-rights",
            &[(
                "co-champion",
                &["korea", "european-union", "access-now", "ohchr"],
            )],
        ),
        &["q2-un#follow-up/11.5"],
    ),
    Question::new(
        "Who co-champions the Roundtable on Artificial Intelligence?",
        In(
            "roundtable-ai",
            &[(
                "co-champion",
                &[
                    "finland",
                    "france",
                    "fli",
                    "un-global-pulse",
                    "office-hochschild",
                ],
            )],
        ),
        &["q2-un#follow-up/11.6"],
    )
    .found_by("role:co-champion forum:\"Artificial Intelligence\""),
    Question::new(
        "Who co-champions the Roundtable on Digital Trust and Security?",
        In(
            "roundtable-trust",
            &[(
                "co-champion",
                &[
                    "estonia",
                    "netherlands",
                    "microsoft",
                    "un-disarmament-affairs",
                    "office-hochschild",
                ],
            )],
        ),
        &["q2-un#follow-up/11.7"],
    ),
    Question::new(
        "Who co-champions the Roundtable on Digital Cooperation Architecture?",
        In(
            "roundtable-architecture",
            &[(
                "co-champion",
                &["germany", "united-arab-emirates", "office-hochschild"],
            )],
        ),
        &["q2-un#follow-up/11.8"],
    ),
    Question::new(
        "What does the Office Hochschild co-champion?",
        Of(
            "office-hochschild",
            &[(
                "co-champion",
                &[
                    "roundtable-ai",
                    "roundtable-trust",
                    "roundtable-architecture",
                ],
            )],
        ),
        &[
            "q2-un#follow-up/11.6",
            "q2-un#follow-up/11.7",
            "q2-un#follow-up/11.8",
        ],
    ),
    Question::new(
        "Where is UNICEF, and as what?",
        All(
            "unicef",
            &[(
                "co-champion",
                &["roundtable-connectivity", "roundtable-public-goods"],
            )],
        ),
        &["q2-un#follow-up/11.1", "q2-un#follow-up/11.2"],
    ),
    // The co-champions of AI; their digital ministers sat on the first panels on the Roadmap.
    Question::new(
        "Where are both Finland and France?",
        Share(Sharing {
            names: &["Finnland", "Frankreich"],
            by: &["finland", "france"],
            what: "forum",
            ids: &["roundtable-ai", "roadmap-panels", "un-digital-roadmap"],
        }),
        &["q2-un#follow-up/11.6", "q2-un#roadmap/4"],
    ),
    // ---- Chairs --------------------------------------------------------------------------
    Question::new(
        "Who chairs the Open-Ended Working Group?",
        In("oewg", &[("chair", &["juerg-lauber"])]),
        &[
            "q1-un-groups#oewg/8",
            "q2-summary#cyber-security/1",
            "q2-summary#intergovernmental/2.3",
        ],
    ),
    Question::new(
        "Who chaired the Informal Intersessional of the OEWG?",
        In("oewg-intersessional", &[("chair", &["david-koh"])]),
        &["q1-un-groups#oewg/2", "q1-un-groups#oewg/3"],
    ),
    Question::new(
        "Who set up the High-Level Panel, and who were its co-chairs?",
        In(
            "hlp",
            &[
                ("convener", &["antonio-guterres"]),
                ("co-chair", &["melinda-gates", "jack-ma"]),
            ],
        ),
        &["q2-summary#roadmap/2", "q2-un#roadmap/1"],
    ),
    Question::new(
        "Under whom did India’s Study Group on cyber norms work, and who was in the chair?",
        In(
            "india-study-group",
            &[
                ("chair", &["asoke-mukerji"]),
                ("supervisor", &["india-nsc-secretariat"]),
            ],
        ),
        &["convention#stakeholders/4"],
    ),
    Question::new(
        "Who moderated the panel discussions on the Roadmap?",
        In("roadmap-panels", &[("moderator", &["fabrizio-hochschild"])]),
        &["q2-un#roadmap/4"],
    ),
    // ---- Presidencies and other offices --------------------------------------------------------
    // Russia charges “the Estonian president … then in office”, who has no name there.
    Question::new(
        "Who has presided over the UN Security Council?",
        In(
            "un-security-council",
            &[(
                "presidency",
                &["estonia", "estonian-council-president", "indonesia"],
            )],
        ),
        &[
            "q2-un#security-council/1",
            "q2-un#security-council/3",
            "q3-un#security-council/1",
        ],
    ),
    Question::new(
        "Who holds the presidency of the G7?",
        In("g7", &[("presidency", &["united-states"])]),
        &["q2-summary#intergovernmental/2.4"],
    ),
    Question::new(
        "Who holds the presidency of the G20?",
        In("g20", &[("presidency", &["saudi-arabia"])]),
        &["q2-summary#intergovernmental/2.5"],
    ),
    // The UN GGE that went on with its work in 2020 is the sixth.
    Question::new(
        "Which groups stand under the First Committee’s supervision?",
        Of(
            "first-committee",
            &[("supervisor", &["oewg", "gge", "gge-6"])],
        ),
        &["q2-summary#cyber-security/1", "q2-un#security-council/5"],
    ),
    Question::new(
        "Who is the secretariat of the Global Partnership on Artificial Intelligence?",
        In("gpai", &[("secretariat", &["oecd"])]),
        &["q2-summary#human-rights/4"],
    ),
    Question::new(
        "Who set the Tech Accord going, and what did it set going itself?",
        BothFaces(
            "tech-accord",
            &[("founder", &["apps4digitalpeace"])],
            &[("founder", &["microsoft"])],
        ),
        &["q2-summary#multistakeholder/2.7"],
    ),
    Question::new(
        "Where is the ITU a co-champion, and who holds office in it?",
        BothFaces(
            "itu",
            &[(
                "co-champion",
                &["roundtable-connectivity", "roundtable-help-desks"],
            )],
            &[("office-holder", &["houlin-zhao"])],
        ),
        &[
            "q2-un#follow-up/11.1",
            "q2-un#follow-up/11.4",
            "q2-un#roadmap/4",
        ],
    ),
];
