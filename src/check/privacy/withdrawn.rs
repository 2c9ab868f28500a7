//! What was withdrawn is gone from every page in every language; what still names it is told so.

use crate::diagnostic::{Code, Diagnostic};
use crate::study::Study;

/// A quote or a person that was withdrawn.
pub(in crate::check) static QUOTE_WITHDRAWN: Code = Code {
    name: "quote-withdrawn",
    why: "Somebody took back a quote or a name. It is left out of every page, feed and data file, so nothing may name it or repeat its words.",
    remedy: "Remove the reference, or the words.",
};

/// Says of references that lead to something withdrawn why they lead nowhere.
pub(in crate::check) fn retold(study: &Study, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let gone: Vec<_> = study.withdrawn().collect();
    if gone.is_empty() {
        return found;
    }
    let retell = |one: Diagnostic| {
        let is_pointer = one.code.name.starts_with("ref-unknown");
        let named = gone
            .iter()
            .find(|it| one.message.contains(&format!("`{}`", it.id)));
        match named.filter(|_| is_pointer) {
            Some(it) => {
                let message = format!(
                    "`{}` was withdrawn on {}, and is still named here",
                    it.id, it.date
                );
                Diagnostic::error(&QUOTE_WITHDRAWN, one.place, message)
                    .note(it.place.clone(), "here it was withdrawn")
            }
            None => one,
        }
    };
    found.into_iter().map(retell).collect()
}
