//! `privacy` and `quote`: what could lead a reader to a person who was promised not to be named.
//!
//! A checklist, no proof: disclosure arises from combinations, and whether somebody can be recognised is for people to
//! judge. The sources are looked at first; then everything that was built, since a value can leak through a caption,
//! structured data or a feed. What the sources told is not told again.

mod bytes;
mod consent;
mod groups;
mod pictures;
mod private;
mod secrets;
mod table;
mod texts;
mod traces;
mod withdrawn;

pub(super) use consent::{QUOTE_CONSENT, QUOTE_GUARDIAN, consent};
pub(super) use groups::{PRIVACY_NARROWING, PRIVACY_SMALL_GROUP, PRIVACY_UNEVEN, attributions};
pub(super) use pictures::{PRIVACY_IMAGE_AUTHOR, PRIVACY_IMAGE_POSITION};
pub use texts::{Watch, output, sources};
pub(super) use withdrawn::{QUOTE_WITHDRAWN, retold};

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Place;
use traces::Kind;

/// Codes of what is found in texts and pictures.
pub const CODES: &[&Code] = &[
    &PRIVACY_CODE,
    &PRIVACY_EMAIL,
    &PRIVACY_IMAGE_AUTHOR,
    &PRIVACY_IMAGE_POSITION,
    &PRIVACY_NATIONAL_NUMBER,
    &PRIVACY_PHONE,
    &PRIVACY_SCHOOL,
    &PRIVACY_SECRET,
    &table::PRIVACY_TABLE,
    &private::PRIVACY_UNREAD,
    &QUOTE_WITHDRAWN,
];

/// A participant's private code.
pub(super) static PRIVACY_CODE: Code = Code {
    name: "privacy-code",
    why: "Private codes such as `FGD1-P03` stand in transcripts and in the file that says who is who. Published, they tie \
          a quote to one person for everybody who was there.",
    remedy: "Name the group instead: \"young person\". Which codes a study uses is said under `privacy: codes:` in study.yaml.",
};

/// An address for e-mail.
pub(super) static PRIVACY_EMAIL: Code = Code {
    name: "privacy-email",
    why: "An e-mail address names a person. Only a public contact belongs on the site.",
    remedy: "Remove it, or say with a waiver that it is a public contact.",
};

/// A telephone number.
pub(super) static PRIVACY_PHONE: Code = Code {
    name: "privacy-phone",
    why: "A telephone number leads to a person. Only a public contact belongs on the site.",
    remedy: "Remove it, or say with a waiver that it is a public contact.",
};

/// A national identity number.
pub(super) static PRIVACY_NATIONAL_NUMBER: Code = Code {
    name: "privacy-national-number",
    why: "These twelve digits have the form and the check digit of a national identity number, which says who somebody is and when they were born.",
    remedy: "Remove the number.",
};

/// A school by its number.
pub(super) static PRIVACY_SCHOOL: Code = Code {
    name: "privacy-school",
    why: "A school by its number, together with an age, often means a few children whom everybody there knows.",
    remedy: "Say \"a school in the region\", or say with a waiver why this school may be named.",
};

/// A value that is private.
pub(super) static PRIVACY_SECRET: Code = Code {
    name: "privacy-secret",
    why: "What stands in the folder `private/` or under `private:` is never to be published, in no form and no language.",
    remedy: "Remove it here, or take it out of the private list if it is no secret.",
};

fn of(kind: Kind, words: &str, place: Place) -> Diagnostic {
    let message = match kind {
        Kind::Code => format!("`{words}` has the form of a participant's private code"),
        Kind::Email => format!("`{words}` is an address for e-mail"),
        Kind::Phone => format!("`{words}` is a telephone number"),
        Kind::NationalNumber => format!("`{words}` has the form of a national identity number"),
        Kind::School => format!("`{words}` names a school by its number"),
    };
    match kind {
        Kind::Code => Diagnostic::error(&PRIVACY_CODE, place, message),
        Kind::NationalNumber => Diagnostic::error(&PRIVACY_NATIONAL_NUMBER, place, message),
        Kind::Email => Diagnostic::warning(&PRIVACY_EMAIL, place, message),
        Kind::Phone => Diagnostic::warning(&PRIVACY_PHONE, place, message),
        Kind::School => Diagnostic::warning(&PRIVACY_SCHOOL, place, message),
    }
}
