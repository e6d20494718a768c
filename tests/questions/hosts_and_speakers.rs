//! Who was where and what they did there: hosts, speakers, those on a panel.

use crate::asking::Ask::{All, In, MeetsMost, Of, Unnamed};
use crate::asking::Question;

pub const ALL: &[Question] = &[
    // Where a city is named, its state is the host too.
    Question::new(
        "Who has been or will be host to the Internet Governance Forum?",
        In(
            "igf",
            &[(
                "host",
                &["berlin", "germany", "poland", "ethiopia", "japan"],
            )],
        ),
        &[
            "q2-summary#multistakeholder/2.1",
            "q2-un#follow-up/10",
            "q3-un#roadmap/2",
        ],
    ),
    Question::new(
        "Who were the hosts of the Global Conferences on Cyberspace?",
        In(
            "gccs",
            &[(
                "host",
                &[
                    "united-kingdom",
                    "hungary",
                    "korea",
                    "the-hague",
                    "netherlands",
                    "india",
                ],
            )],
        ),
        &[
            "convention#conferences/1",
            "convention#conferences/3",
            "convention#conferences/4",
        ],
    ),
    Question::new(
        "Where was the Ministerial Conference of the WTO to be held?",
        In("wto-ministerial", &[("host", &["kazakhstan"])]),
        &[
            "q2-summary#digital-economy/1",
            "q2-summary#intergovernmental/2.8",
            "convention#businesses/5",
        ],
    ),
    Question::new(
        "Who were the hosts of the World Summit on the Information Society?",
        In("wsis", &[("host", &["switzerland", "tunisia"])]),
        &["convention#development/1"],
    ),
    Question::new(
        "Who organises EURODIG, and where?",
        In(
            "eurodig",
            &[("host", &["trieste"]), ("organiser", &["trieste"])],
        ),
        &["q2-summary#multistakeholder/2.2"],
    ),
    // ---- Speakers --------------------------------------------------------------------------
    Question::new(
        "Who spoke at the Arria meeting of May?",
        In(
            "arria-cyber-stability",
            &[(
                "speaker",
                &[
                    "jueri-ratas",
                    "izumi-nakamitsu",
                    "james-lewis",
                    "david-koh",
                    "cherith-norman-chalet",
                    "dmytro-kuleba",
                ],
            )],
        ),
        &[
            "q2-un#security-council/2",
            "q2-un#security-council/8",
            "q2-summary#estonia/6",
        ],
    ),
    // “As many had said that day”, says Hunter.
    Question::new(
        "Who called the Arria meeting of August, and who spoke there?",
        In(
            "arria-critical-infrastructure",
            &[
                ("convener", &["indonesia"]),
                (
                    "speaker",
                    &[
                        "ramesh-rajasingham",
                        "rodney-hunter",
                        "vassily-nebenzia",
                        "yao-shaojun",
                        "arria-august-speakers",
                    ],
                ),
            ],
        ),
        &[
            "q3-un#security-council/1",
            "q3-un#security-council/2",
            "q3-un#security-council/3",
            "q3-un#security-council/4",
            "q3-un#security-council/5",
        ],
    ),
    Question::new(
        "Who spoke when the Roadmap was presented?",
        In(
            "state-of-the-digital-world",
            &[(
                "speaker",
                &[
                    "antonio-guterres",
                    "julius-maada",
                    "simonetta-sommaruga",
                    "hamdan-al-maktoum",
                    "fekitamoeloa-utoikamanu",
                    "tim-berners-lee",
                    "ajaypal-singh-banga",
                    "nick-read",
                    "andrew-sullivan",
                    "klaus-schwab",
                    "joanne-shields",
                ],
            )],
        ),
        &["q2-un#roadmap/2", "q2-un#roadmap/3"],
    ),
    Question::new(
        "Who sat on the panels on the Roadmap, and who else took the floor?",
        In(
            "roadmap-panels",
            &[
                (
                    "panellist",
                    &[
                        "audrey-azoulay",
                        "houlin-zhao",
                        "digital-minister-finland",
                        "digital-minister-france",
                        "digital-minister-norway",
                        "digital-minister-sierra-leone",
                        "digital-minister-mexico",
                        "digital-minister-singapore",
                        "roadmap-experts",
                    ],
                ),
                (
                    "speaker",
                    &[
                        "michelle-bachelet",
                        "adrien-lowett",
                        "amani-abou-zeid",
                        "eamon-gilmore",
                        "brett-solomon",
                    ],
                ),
            ],
        ),
        &["q2-un#roadmap/4"],
    ),
    Question::new(
        "Who moderated the high-level roundtable of September, and who spoke there?",
        In(
            "action-today-roundtable",
            &[
                ("moderator", &["fabrizio-hochschild"]),
                (
                    "speaker",
                    &[
                        "simonetta-sommaruga",
                        "sahle-work-zewde",
                        "toomas-hendrik-ilves",
                        "erna-solberg",
                        "jacinda-ardern",
                        "ryota-takeda",
                        "microsoft",
                        "brad-smith",
                        "facebook",
                        "sheryl-sandberg",
                        "google",
                        "ruth-porat",
                        "alibaba",
                        "jack-ma",
                        "vodafone",
                        "fujitsu",
                        "irene-khan",
                        "civil-society",
                        "broadband-commission",
                        "gcsc",
                        "samir-saran",
                        "tim-berners-lee",
                        "queen-silvia",
                    ],
                ),
            ],
        ),
        &["q3-un#roadmap/2"],
    ),
    Question::new(
        "Where did Putin speak?",
        Of(
            "vladimir-putin",
            &[("speaker", &["general-debate-75", "general-assembly-75"])],
        ),
        &["q3-un#general-debate/1", "q3-un#^10"],
    ),
    // The roundtable belongs to what follows on the Roadmap, and is one of the United Nations.
    Question::new(
        "Where was Jack Ma, and as what?",
        All(
            "jack-ma",
            &[
                ("co-chair", &["hlp"]),
                ("leader", &["hlp"]),
                (
                    "speaker",
                    &[
                        "action-today-roundtable",
                        "un-digital-roadmap",
                        "united-nations",
                    ],
                ),
            ],
        ),
        &[
            "q2-summary#roadmap/2",
            "convention#panel/2",
            "q3-un#roadmap/2",
        ],
    ),
    // She and Berners-Lee spoke in June and in September; Vodafone’s head spoke in June and
    // Vodafone in September; what she presides over, civil society and business were there too.
    Question::new(
        "Whom did the President of Switzerland meet most?",
        MeetsMost(
            "President of Switzerland",
            &[
                "tim-berners-lee",
                "vodafone",
                "switzerland",
                "civil-society",
                "private-sector",
            ],
            2,
        ),
        &["q2-un#roadmap/3", "q3-un#roadmap/2"],
    ),
    // ---- Without a name --------------------------------------------------------------------
    Question::new(
        "Which of those at the Arria meeting of May are not named?",
        Unnamed("arria-cyber-stability", &["forty-one-governments"]),
        &["q2-un#security-council/2"],
    ),
    Question::new(
        "Which of those on the panels on the Roadmap are not named?",
        Unnamed(
            "roadmap-panels",
            &[
                "digital-minister-finland",
                "digital-minister-france",
                "digital-minister-norway",
                "digital-minister-sierra-leone",
                "digital-minister-mexico",
                "digital-minister-singapore",
                "roadmap-experts",
            ],
        ),
        &["q2-un#roadmap/4"],
    ),
    Question::new(
        "Which guests of the G7 Summit are not named?",
        Unnamed("g7-summit", &["other-g7-guests"]),
        &["q2-summary#intergovernmental/2.4"],
    ),
];
