//! `diglot explain`: what a code means, why it matters, what to do.

use crate::args::Explain;
use crate::failure::Failure;
use crate::terminal::Terminal;
use diglot::build::codes;
use diglot::diagnostic::{Code, nearest};

/// Prints one code at length, or all of them with a line each.
pub(crate) fn run(wanted: &Explain, terminal: &Terminal) -> Result<(), Failure> {
    let codes = codes();
    let Some(name) = &wanted.code else {
        terminal.print(&list(&codes));
        return Ok(());
    };
    match codes.iter().find(|code| code.name == name) {
        Some(code) => {
            terminal.print(&format!(
                "{}\n\n{}\n\nWhat to do: {}\n",
                code.name, code.why, code.remedy
            ));
            Ok(())
        }
        None => Err(unknown(name, &codes)),
    }
}

fn list(codes: &[&Code]) -> String {
    let width = codes.iter().map(|code| code.name.len()).max().unwrap_or(0);
    let lines = codes.iter().map(|code| {
        let first = code.why.split_inclusive(". ").next().unwrap_or(code.why);
        format!("{:width$}  {}\n", code.name, first.trim_end())
    });
    lines.collect()
}

fn unknown(name: &str, codes: &[&Code]) -> Failure {
    let help = match nearest(name, codes.iter().map(|code| code.name)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`diglot explain` lists all codes".to_owned(),
    };
    Failure::Usage(format!("no message has the code `{name}`\nhelp: {help}"))
}
