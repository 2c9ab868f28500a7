//! `quote`: words of a person are published only if that person agreed, and for a child a guardian too.

use super::super::Subject;
use crate::diagnostic::{Code, Diagnostic};
use crate::study::fieldwork::{Consent, Includes};
use crate::study::quote::{Form, Quote, QuoteKind};
use crate::study::record::Entry;
use crate::study::{Records, Study};

/// The speaker has not agreed.
pub(in crate::check) static QUOTE_CONSENT: Code = Code {
    name: "quote-consent",
    why: "To take part in a study is not to agree to be quoted on a public site. Words set as a quote need the speaker's consent to that.",
    remedy: "Write `consent: {quote: given}` if it was given; otherwise retell the words (`form: paraphrase`) or remove the quote.",
};

/// A guardian has not agreed.
pub(in crate::check) static QUOTE_GUARDIAN: Code = Code {
    name: "quote-guardian",
    why: "For a speaker under 18, or one who may be, a guardian has to agree as well (CRC, article 1; in Kazakhstan Law No. 345 of 2002).",
    remedy: "Write `consent: {guardian: given}` if it was given; otherwise retell the words (`form: paraphrase`) or remove the quote.",
};

/// Quotes in a speaker's own words, each with the consents it lacks.
pub(in crate::check) fn consent(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let study = subject.study;
    let quotes = study.records.quotes.iter().filter(|quote| {
        let is_own = matches!(quote.form, Form::Verbatim | Form::Cleaned | Form::Composite);
        quote.kind == QuoteKind::Participant && is_own
    });
    quotes.flat_map(|quote| lacking(study, quote)).collect()
}

fn lacking(study: &Study, quote: &Quote) -> Vec<Diagnostic> {
    let id = &quote.entry.id;
    let mut found = Vec::new();
    if quote.consent.quote != Some(Consent::Given) {
        let message = format!("quote {id} is published without consent to be quoted");
        found.push(lacks(&QUOTE_CONSENT, &quote.entry, message));
    }
    if quote.consent.guardian != Some(Consent::Given) && may_be_a_child(&study.records, quote) {
        let message = format!("quote {id} may be a child's, and no guardian's consent is stated");
        found.push(lacks(&QUOTE_GUARDIAN, &quote.entry, message));
    }
    found
}

fn lacks(code: &'static Code, entry: &Entry, message: String) -> Diagnostic {
    Diagnostic::error(code, entry.place(), message)
}

/// True if the group has children or may have, or the ages of its fieldwork begin below 18.
pub(super) fn may_be_a_child(records: &Records, quote: &Quote) -> bool {
    let of_group = |id: &str| {
        records
            .groups
            .iter()
            .find(|group| group.entry.id.as_str() == id)
    };
    let group = quote.group.as_deref();
    let activities = records
        .activities
        .iter()
        .filter(|one| match &quote.activity {
            Some(activity) => one.entry.id.as_str() == activity,
            None => one.group.as_deref() == group,
        });
    let mut ages = activities.filter_map(|one| one.age_min).peekable();
    if quote.activity.is_some() && ages.peek().is_some() {
        return ages.any(|age| age < 18);
    }
    let declared = group
        .and_then(of_group)
        .and_then(|group| group.includes_children);
    match declared {
        Some(Includes::All | Includes::Some | Includes::Unknown) => true,
        Some(Includes::None) => false,
        None => ages.any(|age| age < 18),
    }
}
