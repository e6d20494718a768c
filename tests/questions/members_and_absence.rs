//! Who belongs to what, since when, and who stayed away.

use crate::asking::Ask::{All, In, Neighbours, Of, Share, StayedAway, Under, When};
use crate::asking::{Question, Sharing};

pub const ALL: &[Question] = &[
    Question::new(
        "Who are the 25 members of the sixth Group of Governmental Experts?",
        In(
            "gge-6",
            &[(
                "member",
                &[
                    "australia",
                    "brazil",
                    "china",
                    "estonia",
                    "france",
                    "germany",
                    "india",
                    "indonesia",
                    "japan",
                    "jordan",
                    "kazakhstan",
                    "kenya",
                    "mauritius",
                    "mexico",
                    "morocco",
                    "netherlands",
                    "norway",
                    "romania",
                    "russia",
                    "singapore",
                    "south-africa",
                    "switzerland",
                    "united-kingdom",
                    "united-states",
                    "uruguay",
                ],
            )],
        ),
        &["q1-un-groups#^9"],
    ),
    Question::new(
        "Who are the permanent members of the UN Security Council?",
        In(
            "un-security-council",
            &[(
                "permanent-member",
                &[
                    "china",
                    "france",
                    "russia",
                    "united-kingdom",
                    "united-states",
                    "permanent-five",
                ],
            )],
        ),
        &["convention#securing/5", "q2-un#security-council/3"],
    ),
    Question::new(
        "Who launched the Charter of Trust, and which businesses joined it?",
        In(
            "charter-of-trust",
            &[
                ("founder", &["siemens"]),
                (
                    "member",
                    &[
                        "aes",
                        "airbus",
                        "allianz",
                        "atos",
                        "cisco",
                        "daimler",
                        "dell-technologies",
                        "deutsche-telekom",
                        "ibm",
                        "nxp",
                        "sgs",
                        "total",
                        "tuev-sued",
                        "mitsubishi-heavy-industries",
                    ],
                ),
            ],
        ),
        &[
            "convention#businesses/3",
            "q1-un-groups#oewg/6",
            "q2-summary#multistakeholder/2.6",
        ],
    ),
    // It was launched at the Munich Security Conference, which is much older.
    Question::new(
        "What did Siemens found?",
        Of("siemens", &[("founder", &["charter-of-trust"])]),
        &["convention#businesses/3"],
    ),
    Question::new(
        "How many are linked to the Charter of Trust?",
        Neighbours("charter-of-trust", 15),
        &["convention#businesses/3"],
    ),
    Question::new(
        "Who belongs to the Council of Europe, and who does not?",
        In(
            "council-of-europe",
            &[
                ("member", &["council-of-europe-states", "russia"]),
                (
                    "non-member",
                    &[
                        "united-states",
                        "china",
                        "non-european-countries",
                        "council-of-europe-non-members",
                    ],
                ),
            ],
        ),
        &["convention#cybercrime/1"],
    ),
    Question::new(
        "Who is in both the GGE and the Security Council’s meeting of May?",
        Share(Sharing {
            names: &["UN-GGE", "Arria meeting of 22 May 2020"],
            by: &["gge", "arria-cyber-stability"],
            what: "actor",
            // Russia was not there, but had a statement to make on it.
            ids: &["estonia", "russia", "united-states"],
        }),
        &[
            "q1-un-groups#^9",
            "q2-un#security-council/1",
            "q2-un#security-council/3",
            "q2-un#security-council/8",
        ],
    ),
    // London 2011; the delegation that Russia’s statement charges; the Survey.
    Question::new(
        "Where is Great Britain, and as what?",
        All(
            "united-kingdom",
            &[
                ("member", &["gge", "gge-6"]),
                ("permanent-member", &["un-security-council"]),
                ("participant", &["gge-6"]),
                ("party", &["arria-formula", "un-security-council"]),
                ("host", &["gccs", "gccs-london"]),
                ("ranked", &["egdi", "egov-survey"]),
            ],
        ),
        &[
            "q1-un-groups#^9",
            "convention#securing/5",
            "q2-un#^2",
            "convention#conferences/1",
            "q3-un#e-government/1",
        ],
    ),
    Question::new(
        "In which forums does Estonia sit, preside, organise or champion?",
        Of(
            "estonia",
            &[
                ("member", &["gge-6"]),
                ("presidency", &["un-security-council"]),
                (
                    "organiser",
                    &[
                        "un-security-council",
                        "arria-formula",
                        "arria-cyber-stability",
                    ],
                ),
                ("co-champion", &["roundtable-trust"]),
            ],
        ),
        &[
            "q1-un-groups#^9",
            "q2-un#security-council/1",
            "q2-un#^2",
            "q2-un#follow-up/11.7",
        ],
    ),
    Question::new(
        "Which forums belong to the First Committee?",
        Under(
            "first-committee",
            &["oewg", "oewg-intersessional", "gge", "gge-4", "gge-6"],
        ),
        &["q2-summary#cyber-security/1", "q2-un#security-council/5"],
    ),
    // ---- Since when ------------------------------------------------------------------------
    Question::new(
        "Since when has Irene Khan held office?",
        When(["irene-khan", "office-holder", "ohchr"], &["2020-08-01/.."]),
        &["q3-un#roadmap/2"],
    ),
    Question::new(
        "Since when has China always been in the GGE?",
        When(["china", "member", "gge"], &["2004/.."]),
        &["convention#securing/5"],
    ),
    // Its month in the chair, and the meeting that it called in it.
    Question::new(
        "When did Indonesia preside over the UN Security Council?",
        When(
            ["indonesia", "presidency", "un-security-council"],
            &["2020-08", "2020-08-26"],
        ),
        &["q3-un#security-council/1"],
    ),
    Question::new(
        "When did academia come to the Informal Intersessional?",
        When(
            ["academia", "participant", "oewg-intersessional"],
            &["2019-12-02/2019-12-04"],
        ),
        &["q1-un-groups#^1"],
    ),
    // ---- Staying away ------------------------------------------------------------------------
    Question::new(
        "Who boycotted the Security Council’s meeting of May?",
        In(
            "arria-cyber-stability",
            &[("boycotted", &["russia", "russia-un-mission"])],
        ),
        &["q2-un#security-council/3", "q2-un#^2"],
    ),
    Question::new(
        "From what did the USA withdraw?",
        Of("united-states", &[("withdrew", &["oecd-g20-beps"])]),
        &[
            "q2-summary#digital-economy/2",
            "q2-summary#intergovernmental/2.7",
        ],
    ),
    Question::new(
        "Who was not admitted to the OEWG?",
        In("oewg", &[("not-admitted", &["ngos-without-accreditation"])]),
        &["q1-un-groups#oewg/2"],
    ),
    Question::new(
        "Who has no access to the sixth GGE?",
        In("gge-6", &[("not-admitted", &["non-state-stakeholders"])]),
        &["q1-un-groups#gge/1"],
    ),
    Question::new(
        "Who stayed away from what in the second quarter of 2020?",
        StayedAway(&[
            ["russia", "boycotted", "un-security-council"],
            ["russia", "boycotted", "arria-formula"],
            ["russia", "boycotted", "arria-cyber-stability"],
            ["russia-un-mission", "boycotted", "un-security-council"],
            ["russia-un-mission", "boycotted", "arria-formula"],
            ["russia-un-mission", "boycotted", "arria-cyber-stability"],
            ["united-states", "withdrew", "oecd-g20-beps"],
        ]),
        &["q2-un#security-council/3", "q2-summary#digital-economy/2"],
    )
    .found_by("surely-from:2020-04 surely-to:2020-06"),
];
