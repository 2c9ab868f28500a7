//! Words of closed lists, labels of actors, what cross-references call things: what readers see instead of keys.

use super::anchors::ChapterAt;
use super::cite;
use super::pen::Pen;
use super::relations::RecordAt;
use super::target::Thing;
use super::view::Word;
use crate::study::BlockId;
use crate::study::text::ElementKind;
use crate::theme::Filling;

/// Which list of `vocabulary.yaml` gives new labels to the words of a list of the program.
const RELABELLED_BY: &[(&str, &str)] = &[
    ("horizon", "horizons"),
    ("status", "statuses"),
    ("priority", "priorities"),
    ("action_type", "action_types"),
    ("form", "quote_forms"),
    ("quote_kind", "quote_kinds"),
    ("finding_kind", "finding_kinds"),
    ("strength", "strengths"),
    ("activity_kind", "activity_kinds"),
    ("mode", "modes"),
    ("consent", "consents"),
    ("relation", "relations"),
    ("verified", "verifications"),
    ("response", "responses"),
    ("opportunity_status", "opportunity_statuses"),
    ("text_status", "text_statuses"),
];

/// A word of a closed list, with the study's own label for it if it has one.
pub(crate) fn word(pen: &Pen<'_>, list: &str, key: &str) -> Word {
    let name = RELABELLED_BY
        .iter()
        .find(|(ours, _)| *ours == list)
        .map_or(list, |(_, theirs)| theirs);
    let relabelled = pen.study.vocabulary.relabelled.get(name);
    let known = relabelled.filter(|labels| labels.get(key).is_some());
    Word {
        key: key.to_owned(),
        label: known.map(|labels| labels.label(key, pen.text, pen.site.order(pen.text))),
    }
}

/// A key of a list that the study declares itself.
pub(crate) fn own(key: &str, label: String) -> Word {
    Word {
        key: key.to_owned(),
        label: Some(label),
    }
}

/// The plain label of an actor.
pub(crate) fn actor(pen: &Pen<'_>, key: &str) -> String {
    let actors = &pen.study.vocabulary.actors;
    actors.label(key, pen.text, pen.site.order(pen.text))
}

impl Pen<'_> {
    /// What a cross-reference calls a thing, in the language of the text: "Recommendation 4".
    pub(crate) fn label(&self, thing: &Thing) -> String {
        match thing {
            Thing::Chapter(at) => self.chapter_label(*at),
            Thing::Block(at, id) => self.block_label(*at, id),
            Thing::Section(key) => self.say_in_text(&format!("menu.{key}"), &[]),
            Thing::Record(at) => self.record_label(*at),
        }
    }

    fn chapter_label(&self, at: ChapterAt) -> String {
        let files = &at.of(self.study).files;
        let file = files.pick(self.text, self.site.order(self.text));
        let title = file.map_or_else(String::new, |(lang, file)| {
            self.in_language(lang).plain_prose(&file.front.title)
        });
        self.say_in_text("ref.chapter", &[("title", Filling::Text(&title))])
    }

    fn block_label(&self, at: ChapterAt, id: &BlockId) -> String {
        let plan = self.site.plan_of(at);
        let Some((_, anchor)) = plan.entry(id.as_str()) else {
            return self.chapter_label(at);
        };
        if let Some(figure) = plan.figure(id) {
            return self.numbered("ref", figure.kind.word(), figure.number);
        }
        let texts = &anchor.block(at.of(self.study)).texts;
        let heading = texts
            .pick(self.text, self.site.order(self.text))
            .and_then(|(lang, text)| match &text.elements.first()?.kind {
                ElementKind::Heading { content, .. } => {
                    Some(self.in_language(lang).plain_words(content))
                }
                _ => None,
            });
        match heading {
            Some(heading) => self.say_in_text("ref.chapter", &[("title", Filling::Text(&heading))]),
            None => self.chapter_label(at),
        }
    }

    /// "Figure 2": `list` is `ref` inside sentences, `label` where the words stand alone.
    pub(crate) fn numbered(&self, list: &str, kind: &str, number: u32) -> String {
        let key = format!("{list}.{kind}");
        self.say_in_text(&key, &[("number", Filling::Text(&number.to_string()))])
    }

    fn record_label(&self, at: RecordAt) -> String {
        let records = &self.study.records;
        match at {
            RecordAt::Recommendation(at) => {
                self.numbered("ref", "recommendation", records.recommendations[at].number)
            }
            RecordAt::Finding(at) => self.numbered("ref", "finding", records.findings[at].number),
            RecordAt::Group(at) => self.plain(&records.groups[at].label),
            RecordAt::Activity(at) => self.plain(&records.activities[at].label),
            RecordAt::Opportunity(at) => self.plain(&records.opportunities[at].title),
            RecordAt::Term(at) => self.plain(&records.terms[at].term),
            RecordAt::Reference(at) => cite::short(self, &records.references[at]),
            RecordAt::Quote(_) => self.say_in_text("ref.quote", &[]),
        }
    }
}
