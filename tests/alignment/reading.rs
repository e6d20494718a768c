//! What is read from the file of an original, and what is not.

use regesta::dataset::{Fingerprint, OriginalCause, original_at, read_original};

fn paragraphs(name: &str, text: &str) -> Vec<String> {
    let original = read_original(name, text.as_bytes()).expect("a text");
    (original.paragraphs.iter())
        .map(ToString::to_string)
        .collect()
}

fn cause(name: &str, bytes: &[u8]) -> OriginalCause {
    read_original(name, bytes).expect_err("no text").cause
}

const GERMAN: &str = "Die Übersicht über die Gespräche in Zürich.\n\nGrößere Änderungen müssen \
    später beschlossen werden, so heißt es. Für die Länder wäre das möglich.";

fn utf_16(text: &str, to_bytes: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    units.flat_map(to_bytes).collect()
}

#[test]
fn every_usual_encoding_is_read() {
    let windows: Vec<u8> = (GERMAN.chars())
        .map(|c| u8::try_from(u32::from(c)).expect("a letter of Latin 1"))
        .collect();
    let with_mark = [b"\xef\xbb\xbf", GERMAN.as_bytes()].concat();
    let damaged = [GERMAN.as_bytes(), b" \xff."].concat();
    for (bytes, encoding) in [
        (GERMAN.as_bytes().to_vec(), "UTF-8"),
        (with_mark, "UTF-8"),
        (utf_16(GERMAN, u16::to_le_bytes), "UTF-16LE"),
        (utf_16(GERMAN, u16::to_be_bytes), "UTF-16BE"),
        (windows, "windows-1252"),
        (damaged, "UTF-8"),
    ] {
        let original = read_original("a.TXT", &bytes).expect(encoding);
        assert_eq!(original.encoding, encoding);
        assert_eq!(
            &*original.paragraphs[0],
            "Die Übersicht über die Gespräche in Zürich."
        );
        assert!(original.paragraphs[1].starts_with("Größere Änderungen müssen später"));
        assert_eq!(original.paragraphs.len(), 2);
        assert_eq!(original.fingerprint, Fingerprint::of(&bytes));
    }
}

#[test]
fn a_fingerprint_knows_a_file_again() {
    // The check value of CRC-32/ISO-HDLC.
    let print = Fingerprint::of(b"123456789");
    assert_eq!((print.bytes, print.crc), (9, 0xcbf4_3926));
    assert_ne!(print, Fingerprint::of(b"123456788"));
}

#[test]
fn what_is_no_text_is_refused_with_a_remedy() {
    let nul = [GERMAN.as_bytes(), b"\0"].concat();
    let noise: Vec<u8> = (1..=u8::MAX).cycle().take(4_000).collect();
    let large = vec![b'a'; (16 << 20) + 1];
    for (name, bytes, expected) in [
        ("a.pdf", GERMAN.as_bytes(), OriginalCause::Name),
        ("a", GERMAN.as_bytes(), OriginalCause::Name),
        ("a.txt.docx", GERMAN.as_bytes(), OriginalCause::Name),
        ("a.txt", b"", OriginalCause::Empty),
        ("a.md", b" \n\n \t\n", OriginalCause::Empty),
        ("a.txt", b"--\n\n***\n", OriginalCause::Empty),
        ("a.txt", &nul, OriginalCause::NotText),
        ("a.txt", &noise, OriginalCause::NotText),
        ("a.txt", b"%PDF-1.7\n%text", OriginalCause::Format("a PDF")),
        ("a.txt", &large, OriginalCause::TooLarge((16 << 20) + 1)),
    ] {
        let error = read_original(name, bytes).expect_err(name);
        assert_eq!(error.cause, expected, "{name}");
        let message = error.to_string();
        assert!(message.starts_with(&format!("“{name}” ")), "{message}");
        assert!(message.ends_with(error.cause.remedy()), "{message}");
    }
    for head in [
        &b"PK\x03\x04\x14\0"[..],
        b"\xd0\xcf\x11\xe0\xa1",
        b"{\\rtf1 text}",
    ] {
        assert!(matches!(cause("a.txt", head), OriginalCause::Format(_)));
    }
    let many = "a\n\n".repeat(200_001);
    assert_eq!(
        cause("a.txt", many.as_bytes()),
        OriginalCause::TooManyParagraphs
    );
}

#[test]
fn only_plain_files_of_a_fitting_size_are_opened() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("good.md"), "# One\n\nTwo.").expect("a file");
    let original = original_at(&path("good.md")).expect("a text");
    assert_eq!(*original.paragraphs, ["One".into(), "Two.".into()]);

    // Fifty megabytes that are nowhere on the disk.
    let large = std::fs::File::create(path("large.txt")).expect("a file");
    large.set_len(50 << 20).expect("a size");
    let error = original_at(&path("large.txt")).expect_err("too large");
    assert_eq!(
        error.to_string(),
        "“large.txt” is larger than 16 MiB: it has 50 MiB; attach only the document itself, as \
         plain text"
    );
    let cause = |name: &str| original_at(&path(name)).expect_err(name).cause;
    assert_eq!(cause("none.txt"), OriginalCause::Missing);
    std::fs::create_dir(path("folder.txt")).expect("a folder");
    assert_eq!(cause("folder.txt"), OriginalCause::NotAFile);
    #[cfg(unix)]
    {
        let made = std::process::Command::new("mkfifo")
            .arg(path("pipe.txt"))
            .status();
        if made.is_ok_and(|status| status.success()) {
            assert_eq!(cause("pipe.txt"), OriginalCause::NotAFile);
        }
    }
}

#[test]
fn blank_lines_part_paragraphs_and_broken_lines_are_joined() {
    let text = "A first para-\ngraph that goes\ton   over several lines of\nabout the same width as one does.\r\n\r\n\
        Haupt- und Neben-\nsätze, Internet-\nGovernance und Vor-\nund Nachteile gehören zusammen, so\nsteht es da.\n\n\n12\n\nThe last.\n";
    assert_eq!(
        paragraphs("a.txt", text),
        [
            "A first paragraph that goes on over several lines of about the same width as one does.",
            "Haupt- und Nebensätze, Internet-Governance und Vor- und Nachteile gehören zusammen, so steht es da.",
            "The last.",
        ]
    );
}

#[test]
fn lists_headings_and_footnotes_are_paragraphs_of_their_own() {
    let text = "# Heading\nThe Chair names these in his report, which is long:\n• one that goes on\n  and on,\n- two,\n\
        1. first,\n2. second.\n\nShort Heading\nWhat follows is a sentence that is as wide as the others are.\n\
        a) this one is as long as a line of this text can ever become\nb) that one is\n\n[1] A note that is broken at the width of\nall these lines here.\n[2] Another note.\n  3. [3] A third.\n[^4]: A fourth.\n";
    assert_eq!(
        paragraphs("a.txt", text),
        [
            "# Heading",
            "The Chair names these in his report, which is long:",
            "• one that goes on and on,",
            "- two,",
            "1. first,",
            "2. second.",
            "Short Heading",
            "What follows is a sentence that is as wide as the others are.",
            "a) this one is as long as a line of this text can ever become",
            "b) that one is",
            "[1] A note that is broken at the width of all these lines here.",
            "[2] Another note.",
            "3. [3] A third.",
            "[^4]: A fourth.",
        ]
    );
}

#[test]
fn a_date_or_a_dash_at_the_start_of_a_line_begins_nothing() {
    let text = "Das Treffen, so steht es in dem Bericht der Gruppe, war früh zu Ende.\n\
        10. Juli 2020: kurz vor der Sommerpause, und wie das letzte davor\n\
        – wer weiß, vielleicht auch wie alle noch früheren – im Forum 5\n\
        + 1, das es schon lange gibt; es endete nach einer Stunde.";
    assert_eq!(paragraphs("a.txt", text).len(), 1);
}

#[test]
fn long_lines_without_blank_ones_are_paragraphs() {
    let line = |word: &str| {
        format!(
            "{word} {}",
            "and so it goes on from word to word ".repeat(8)
        )
    };
    let text = format!(
        "Heading\n{}\n{}\nNext\n{}",
        line("One"),
        line("Two"),
        line("Three")
    );
    assert_eq!(paragraphs("a.txt", &text).len(), 5);
}

#[test]
fn what_the_end_of_a_page_tears_apart_is_joined() {
    let text = "A sentence that goes over the\n\n- 17 -\n\n\u{c}end of a page.\n\n18\n\nAnother paragraph.\n\nYear 2020 was long.\n\n2021\n\nSo was it.";
    assert_eq!(
        paragraphs("a.txt", text),
        [
            "A sentence that goes over the end of a page.",
            "Another paragraph.",
            "Year 2020 was long.",
            "2021",
            "So was it.",
        ]
    );
}

#[test]
fn markdown_is_read_as_markdown() {
    let text = "# Title\n\nA *word* and a [link](https://example.org) with a\nmarker.[^1]\n\n- one\n- two\n  more\n\n3. three\n\n> quoted\n\n| a | b |\n|---|---|\n| c | d |\n\n[^1]: The note.\n";
    assert_eq!(
        paragraphs("a.md", text),
        [
            "Title",
            "A word and a link with a marker.[1]",
            "• one",
            "• two more",
            "3. three",
            "quoted",
            "a b",
            "c d",
            "[1] The note.",
        ]
    );
}
