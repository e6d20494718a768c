//! Arguments and start, nothing else.

use std::io::{stderr, stdout};
use std::path::Path;
use std::process::ExitCode;

use clap::Parser as _;
use regesta::app::start;
use regesta::cli::{Arguments, files_named, run};

/// A large record is made of many small pieces.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if let Some(question) = &arguments.question {
        return match run(question, &mut stdout().lock(), &mut stderr().lock()) {
            Ok(code) => ExitCode::from(code),
            // Somebody closed the pipe, as `head` does.
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
            Err(error) => fail(1, &error.to_string()),
        };
    }
    let path = arguments.dataset.as_deref().unwrap_or(Path::new("shipped"));
    let files = match files_named(path) {
        Ok(files) => files,
        Err(error) => {
            let advice = "give a folder with a dataset.ron, or a .ron file";
            return fail(2, &format!("{}: {error}; {advice}", path.display()));
        }
    };
    match start(files, arguments.probe) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(
            3,
            &format!(
                "no window can be opened: {error}.\n\
                 Without a display these work: regesta show, regesta links, regesta text, \
                 regesta check (see regesta --help)."
            ),
        ),
    }
}

fn fail(code: u8, words: &str) -> ExitCode {
    eprintln!("regesta: {words}");
    ExitCode::from(code)
}
