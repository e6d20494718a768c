//! Arguments and start, nothing else.

use std::io::{stderr, stdout};
use std::process::ExitCode;

use clap::Parser as _;
use regesta::cli::{Arguments, run};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let result = match &arguments.question {
        Some(question) => run(question, &mut stdout().lock(), &mut stderr().lock()),
        None => Ok(0),
    };
    match result {
        Ok(code) => ExitCode::from(code),
        // Somebody closed the pipe, as `head` does.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("regesta: {error}");
            ExitCode::FAILURE
        }
    }
}
