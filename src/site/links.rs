//! Links, cross-references, citations and pictures that lead to nothing, reported where they stand.

use super::anchors::ChapterAt;
use super::directives::meant;
use super::target::{self, Lost, Origin};
use super::{Site, sections, walk};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::PerLang;
use crate::read::REF_UNKNOWN_REFERENCE;
use crate::source::{Field, Place, SourcePath, Span};
use crate::study::record::Record;
use crate::study::{BlockId, Inline, Prose, Study};

/// `[words](03-gone.md)`
pub static LINK_BROKEN: Code = Code {
    name: "link-broken",
    why: "A reader who follows the link would find nothing.",
    remedy: "Write the path of a chapter's file relative to this one and without its language (`02-young-people.md`), the id of something in the study (`#R04`), or an address that begins with `https://`.",
};

/// `[words](02-young-people.ru.md)` in an English text
pub static LINK_LANGUAGE: Code = Code {
    name: "link-language",
    why: "A link that changes the language without a word leaves readers where they cannot read.",
    remedy: "Leave the language out of the path: it then means the page in the reader's language. To lead to another language on purpose write `<a href=\"…\" hreflang=\"…\">` and name the language in the words.",
};

/// `[words](02-young-people.md#gone)`
pub static ANCHOR_BROKEN: Code = Code {
    name: "anchor-broken",
    why: "The page is there, but nothing on it has this id, so the reader would land at its top.",
    remedy: "Correct the id, or give the block this id: `## Heading {#id}`.",
};

/// `[words](#method)` where several chapters have a block `method`
pub static ANCHOR_AMBIGUOUS: Code = Code {
    name: "anchor-ambiguous",
    why: "Blocks of several chapters have this id, so nobody can know which is meant.",
    remedy: "Write the chapter's id before it: `#chapter#block`.",
};

/// `![alt](media/gone.svg)`
pub static IMAGE_MISSING: Code = Code {
    name: "image-missing",
    why: "The page would show a broken picture.",
    remedy: "Put the file under `content/media/`, or correct the path: `media/map.svg`.",
};

/// `[#R77]`
pub static REF_UNKNOWN_ID: Code = Code {
    name: "ref-unknown-id",
    why: "A cross-reference takes its words from what it points to; nothing in the study has this id.",
    remedy: "Correct the id, or add what it is to point to.",
};

/// Every code that following links raises.
pub const CODES: &[&Code] = &[
    &LINK_BROKEN,
    &LINK_LANGUAGE,
    &ANCHOR_BROKEN,
    &ANCHOR_AMBIGUOUS,
    &IMAGE_MISSING,
    &REF_UNKNOWN_ID,
];

const DRAFT: &str =
    "publish it by removing `draft: true`, take the link out, or build with `--drafts`";

/// Follows every link, cross-reference, citation and picture in all texts of all languages.
pub fn check(study: &Study, site: &Site) -> Vec<Diagnostic> {
    let mut check = Check {
        study,
        site,
        found: Vec::new(),
    };
    for at in site.shown() {
        check.chapter(at);
    }
    for record in study.records.all() {
        check.record(record);
    }
    check.settings();
    check.found
}

struct Check<'a> {
    study: &'a Study,
    site: &'a Site,
    found: Vec<Diagnostic>,
}

impl<'a> Check<'a> {
    fn chapter(&mut self, at: ChapterAt) {
        let chapter = at.of(self.study);
        for (lang, file) in chapter.files.iter() {
            let from = Origin {
                lang,
                text: lang,
                chapter: Some(at),
            };
            for elements in walk::texts(chapter, lang) {
                walk::inlines(elements, &mut |inline| {
                    self.inline(inline, from, &|span| Place::span(&file.path, span));
                });
            }
            let front = [
                ("title", Some(&file.front.title)),
                ("summary", file.front.summary.as_ref()),
            ];
            for (key, prose) in front {
                let field = Field::root().key(key);
                prose
                    .iter()
                    .for_each(|prose| self.prose(prose, from, &file.path, &field));
            }
        }
    }

    fn record(&mut self, record: Record<'_>) {
        let entry = record.entry();
        for (way, prose) in record.texts() {
            let field = entry.at.then(&way);
            self.localised(prose, &entry.path, &field);
        }
    }

    fn settings(&mut self) {
        let settings = &self.study.settings;
        let path = "content/study.yaml".into();
        let field = |key: &'static str| Field::root().key(key);
        let texts = [
            ("abstract", &settings.abstract_),
            ("subtitle", &settings.subtitle),
        ];
        for (key, prose) in texts {
            if let Some(prose) = prose {
                self.localised(prose, &path, &field(key));
            }
        }
        let Some(cover) = &settings.cover else { return };
        for lang in &self.site.languages {
            let from = Origin {
                lang,
                text: lang,
                chapter: None,
            };
            if target::medium(self.study, self.site, from, &cover.src).is_err() {
                let place = Place::field(&path, field("cover").key("src"));
                let lost = self.lost(Lost::Medium, &cover.src, place, &IMAGE_MISSING);
                self.found.push(lost);
                return;
            }
        }
    }

    fn localised(&mut self, prose: &PerLang<Prose>, path: &SourcePath, field: &Field) {
        for (lang, text) in prose.iter() {
            let from = Origin {
                lang,
                text: lang,
                chapter: None,
            };
            self.prose(text, from, path, &field.key(lang.as_str()));
        }
    }

    fn prose(&mut self, prose: &Prose, from: Origin<'_>, path: &SourcePath, field: &Field) {
        for paragraph in &prose.paragraphs {
            walk::inline(paragraph, &mut |inline| {
                self.inline(inline, from, &|span| {
                    Place::within(path, field.clone(), span)
                });
            });
        }
    }

    fn inline(&mut self, inline: &Inline, from: Origin<'_>, place: &dyn Fn(Span) -> Place) {
        let (study, site) = (self.study, self.site);
        let (lost, written, span) = match inline {
            Inline::Link(link) => (
                target::of_link(study, site, from, &link.target).err(),
                link.target.as_str(),
                link.span,
            ),
            Inline::Reference { target, span } => {
                let lost = target::of_id(study, site, from, target).err();
                // What takes its words from its target cannot do without it.
                let lost = lost.map(|lost| if lost == Lost::Id { Lost::Record } else { lost });
                (lost, &**target, (*span).into())
            }
            Inline::Image(image) => (
                target::medium(study, site, from, &image.source).err(),
                image.source.as_str(),
                image.span,
            ),
            Inline::Citation { works, .. } => {
                for work in works {
                    self.citation(&work.key, place(work.span));
                }
                return;
            }
            _ => return,
        };
        // Schemes were looked at when the file was read.
        let lost = lost.filter(|lost| *lost != Lost::Scheme);
        if let Some(lost) = lost.filter(|lost| !self.is_unread(lost, written)) {
            let file_code = match inline {
                Inline::Image(_) => &IMAGE_MISSING,
                _ => &LINK_BROKEN,
            };
            let diagnostic = self.lost(lost, written, place(span), file_code);
            self.found.push(diagnostic);
        }
    }

    fn citation(&mut self, key: &str, place: Place) {
        let references = &self.study.records.references;
        let known = self.site.records.get(key).map(|at| at.of(self.study));
        let is_unread = self.study.records.lost.contains("reference");
        if matches!(known, Some(Record::Reference(_))) || is_unread {
            return;
        }
        let keys = references.iter().map(|one| one.entry.id.as_str());
        let help = meant(key, keys);
        let message = format!("no work in the list of references has the key `{key}`");
        let diagnostic = Diagnostic::error(&REF_UNKNOWN_REFERENCE, place, message);
        self.found.push(Diagnostic { help, ..diagnostic });
    }

    /// `file_code` is raised where a file is missing.
    fn lost(
        &self,
        lost: Lost,
        written: &str,
        place: Place,
        file_code: &'static Code,
    ) -> Diagnostic {
        let id = written.trim_start_matches('#');
        let (code, message, help) = match lost {
            Lost::Record => (
                &REF_UNKNOWN_ID,
                format!("nothing in the study is called `{id}`"),
                meant(id, self.ids()),
            ),
            Lost::Id if self.is_draft(id) => (
                &LINK_BROKEN,
                format!("the chapter `{id}` is a draft, which is not published"),
                Some(DRAFT.to_owned()),
            ),
            Lost::Id => (
                &ANCHOR_BROKEN,
                format!("nothing here or elsewhere in the study has the id `{id}`"),
                meant(id, self.ids()),
            ),
            Lost::Ambiguous(chapters) => {
                let message = format!("blocks of {} chapters have the id `{id}`", chapters.len());
                let first = chapters.first().map(|at| at.id(self.study));
                let help =
                    first.map(|chapter| format!("write `#{chapter}#{id}` or name another chapter"));
                (&ANCHOR_AMBIGUOUS, message, help)
            }
            Lost::Anchor(at) => {
                let anchor = written.rsplit('#').next().unwrap_or(written);
                let message = format!(
                    "nothing in the chapter `{}` has the id `{anchor}`",
                    at.id(self.study)
                );
                let known = self.site.plan_of(at).ids();
                (
                    &ANCHOR_BROKEN,
                    message,
                    meant(anchor, known.map(|id| id.as_str())),
                )
            }
            Lost::File => {
                let path = written.split('#').next().unwrap_or(written);
                let name = path.rsplit('/').next().unwrap_or(path);
                let mut known = self.site.chapter_files.iter();
                let at = known.find(|(file, _)| file.rsplit('/').next() == Some(name));
                if at.is_some_and(|(_, at)| self.is_draft(at.id(self.study).as_str())) {
                    let message =
                        format!("the chapter at `{path}` is a draft, which is not published");
                    (&LINK_BROKEN, message, Some(DRAFT.to_owned()))
                } else {
                    let message = format!("no chapter stands at `{path}`");
                    (&LINK_BROKEN, message, self.file_meant(path))
                }
            }
            Lost::Language => {
                let message = format!("`{written}` leads to another language");
                (&LINK_LANGUAGE, message, None)
            }
            Lost::Medium => {
                let message = format!("there is no file `{written}` under `content/`");
                let known = self.study.media.keys().map(String::as_str);
                (file_code, message, meant(written, known))
            }
            Lost::Scheme => (
                &LINK_BROKEN,
                format!("pages do not link to addresses such as `{written}`"),
                None,
            ),
        };
        let diagnostic = Diagnostic::error(code, place, message);
        Diagnostic { help, ..diagnostic }
    }

    /// True if this may be a record that could not be read, or the page of such records.
    fn is_unread(&self, lost: &Lost, written: &str) -> bool {
        let id = written.trim_start_matches('#');
        let records = &self.study.records;
        let is_page = || sections::named(id).is_some() && !records.lost.is_empty();
        let is_whole = !id.contains('#') && !self.is_draft(id);
        let may_be = || records.may_lack(id) || is_page();
        matches!(lost, Lost::Id | Lost::Record) && is_whole && may_be()
    }

    /// True for a chapter that this build leaves out.
    fn is_draft(&self, id: &str) -> bool {
        let known = self.site.chapter_ids.get(id);
        self.study.chapter(id).is_some_and(|chapter| chapter.draft)
            && known.is_none_or(|at| !self.site.plan_of(*at).shown)
    }

    fn ids(&self) -> impl Iterator<Item = &str> {
        let records = self.site.records.keys().map(|id| id.as_str());
        let chapters = self.site.chapter_ids.keys().map(|id| id.as_str());
        // Derived ids are no words that anybody would mistype.
        let blocks = self.site.blocks.all().map(BlockId::as_str);
        let given = blocks.filter(|id| !id.starts_with("p-"));
        records.chain(chapters).chain(given)
    }

    fn file_meant(&self, path: &str) -> Option<String> {
        let name = path.rsplit('/').next().unwrap_or(path);
        let names = self.site.chapter_files.keys();
        meant(
            name,
            names.map(|file| file.rsplit('/').next().unwrap_or(file)),
        )
    }
}
