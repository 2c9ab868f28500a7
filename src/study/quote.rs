//! A quote of a participant or of a document.

use crate::language::{Lang, PerLang};
use crate::study::fieldwork::Consent;
use crate::study::inline::Locator;
use crate::study::recommendation::TagsBy;
use crate::study::record::{Entry, words};
use crate::study::settings::Name;
use crate::study::{Prose, When};

/// One quote.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// Id and place.
    pub entry: Entry,
    /// Whose words.
    pub kind: QuoteKind,
    /// How close to what was said. Only verbatim, cleaned and document quotes are set in quotation marks.
    pub form: Form,
    /// The words.
    pub text: PerLang<Prose>,
    /// Id of the group, for participants.
    pub group: Option<String>,
    /// Id of the activity, if known.
    pub activity: Option<String>,
    /// Keys of themes.
    pub themes: Vec<String>,
    /// The language it was said in.
    pub original_lang: Option<Lang>,
    /// Who translated it, and how.
    pub translation: Option<Translation>,
    /// What the speaker agreed to.
    pub consent: QuoteConsent,
    /// How the speaker is named: "young person".
    pub attribution: Option<PerLang<Prose>>,
    /// How closely the attribution names the speaker.
    pub attribution_class: Option<AttributionClass>,
    /// Who says that the words are this group's.
    pub tags_by: TagsBy,
    /// Key of the reference, for documents.
    pub source: Option<String>,
    /// Where in the document.
    pub locator: Option<Locator>,
    /// A remark.
    pub note: Option<PerLang<Prose>>,
    /// Since when it is not to be shown any more.
    pub withdrawn: Option<When>,
}

impl Quote {
    /// True if the words are set in quotation marks.
    pub fn is_in_quotation_marks(&self) -> bool {
        matches!(self.form, Form::Verbatim | Form::Cleaned)
    }
}

/// Who translated a quote, and how.
#[derive(Clone, Debug, PartialEq)]
pub struct Translation {
    /// Who.
    pub by: Option<Name>,
    /// From which language.
    pub from: Option<Lang>,
    /// How.
    pub method: Option<Name>,
}

/// What the speaker agreed to; each may be unstated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuoteConsent {
    /// To be quoted.
    pub quote: Option<Consent>,
    /// A guardian's consent.
    pub guardian: Option<Consent>,
    /// To appear on the web.
    pub web: Option<Consent>,
    /// To be quoted in another language.
    pub translation: Option<Consent>,
}

words! {
    /// Whose words.
    QuoteKind {
        /// Somebody the study heard.
        Participant = "participant",
        /// A document.
        Document = "document",
    }
}

words! {
    /// How close to what was said.
    Form {
        /// Word for word.
        Verbatim = "verbatim",
        /// Fillers removed, grammar kept.
        Cleaned = "cleaned",
        /// In the authors' words.
        Paraphrase = "paraphrase",
        /// Put together from several speakers.
        Composite = "composite",
    }
}

words! {
    /// How closely an attribution names the speaker, from the widest to the narrowest.
    AttributionClass {
        /// "One participant".
        Class = "class",
        /// "Young person".
        Group = "group",
        /// A code made for publication, the same throughout the report.
        PublicCode = "public_code",
        /// By name: office-holders who spoke on the record.
        Named = "named",
    }
}
