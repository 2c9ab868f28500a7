//! Each cause is told once, by the narrowest code.

use super::parity;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Field, Place, SourcePath, Sources, Span};
use crate::study::Study;
use crate::yaml::{self, Index};
use std::collections::{BTreeMap, BTreeSet};

/// Mistakes that change what a file seems to consist of: while they last, its blocks cannot be compared.
const UPSETTING: &[&str] = &[
    "container-depth",
    "container-in-html",
    "container-indented",
    "container-malformed",
    "container-nested",
    "container-stray",
    "container-unclosed",
    "data-front-matter-unclosed",
];

/// Mistakes in the address of a chapter, told where it is given: the plan of the site sees only that two pages meet.
const OF_ADDRESS: &[&str] = &["file-duplicate-address", "file-reserved-address"];

/// Leaves out what merely follows from something else that was found.
pub(super) fn narrowest(
    study: &Study,
    sources: &Sources,
    found: Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    let upset = paths(&found, |code| {
        UPSETTING.contains(&code) || code.starts_with("file-")
    });
    let misplaced = paths(&found, |code| OF_ADDRESS.contains(&code));
    let lists = paths(&found, |code| code == "data-not-a-list");
    let is_lost = |kinds: &[&str]| kinds.iter().any(|kind| study.records.lost.contains(kind));
    let records_are_astray = found.iter().any(hides_records) || study.settings.languages.is_empty();
    let lost = Lost::among(&found);
    let unread = Unread::among(&found, sources);
    let plain = Plain::among(&found, sources);
    let malformed = Malformed::among(&found, sources);
    let disclosed = Disclosed::among(&found);
    let differing = Differing::among(&found, study);
    let breaks_theme = |one: &Diagnostic| {
        let is_of_theme = one.place.path().starts_with("themes/");
        one.code.name == "theme-template" || is_of_theme && one.code.name.starts_with("file-")
    };
    let theme_is_broken = found.iter().any(breaks_theme);
    let follows = |one: &Diagnostic| match one.code.name {
        "structure-unpaired" | "structure-ids-differ" => touches(one, &upset),
        "structure-doubtful" if touches(one, &upset) => true,
        "structure-doubtful" => differing.explain(one),
        "facts-number" if disclosed.explains(one) => true,
        code if parity::CODES.iter().any(|known| known.name == code) && plain.explains(one) => true,
        code if code.starts_with("facts-") => lost.explains(one),
        "file-address-taken" => touches(one, &misplaced),
        "lang-missing" => {
            upset.iter().any(|path| is_remedy(one, path)) || unread.explains(one, study)
        }
        code if records_are_astray && needs_records(code) => true,
        "finding-missing" | "finding-unsupported" => touches(one, &lists),
        "finding-unheard" => is_lost(&["group", "activity"]),
        // Containers that show a quote are unknown without their templates.
        "quote-unused" => is_lost(&["finding", "quote"]) || theme_is_broken,
        "container-missing-argument" => malformed.explain(one),
        // Containers are components of the theme: one whose templates do not compile has none.
        code if code.starts_with("container-unknown") => theme_is_broken,
        _ => false,
    };
    found.into_iter().filter(|one| !follows(one)).collect()
}

/// True for a data file whose name nothing reads: nobody can say which records stand in it.
fn hides_records(one: &Diagnostic) -> bool {
    let path = one.place.path();
    let is_data = path.ends_with(".yaml") || path.ends_with(".yml");
    is_data && one.code.name == "file-unexpected"
}

/// True for what is said of a record that is not there, or that nothing names.
fn needs_records(code: &str) -> bool {
    let codes = [
        "anchor-broken",
        "data-unknown-vocable",
        "finding-missing",
        "finding-unheard",
        "finding-unsupported",
        "quote-unused",
    ];
    code.starts_with("ref-unknown-") || codes.contains(&code)
}

/// Lines that open a container and hold something that could not be read: it may be the argument that is missing.
struct Malformed<'s> {
    /// File, and where what could not be read begins.
    places: BTreeSet<(SourcePath, usize)>,
    sources: &'s Sources,
}

impl<'s> Malformed<'s> {
    fn among(found: &[Diagnostic], sources: &'s Sources) -> Self {
        let told = found.iter();
        let told = told.filter(|one| one.code.name == "container-malformed");
        let places = told.filter_map(|one| stretch(&one.place));
        Self {
            places: places.map(|(path, _, span)| (path, span.start)).collect(),
            sources,
        }
    }

    fn explain(&self, missing: &Diagnostic) -> bool {
        let Some((path, _, name)) = stretch(&missing.place) else {
            return false;
        };
        let text = self.sources.text(&path).map_or("", |text| text);
        let rest = text.get(name.end..).unwrap_or_default();
        let end = name.end + rest.lines().next().map_or(0, str::len);
        let line = (path.clone(), name.end)..=(path, end);
        self.places.range(line).next().is_some()
    }
}

/// What must not be published in any language: that another one lacks it is no mistake of its own.
struct Disclosed(Vec<(SourcePath, Field, Span)>);

impl Disclosed {
    fn among(found: &[Diagnostic]) -> Self {
        let is_told = |one: &&Diagnostic| {
            one.severity == Severity::Error && one.code.name.starts_with("privacy-")
        };
        let told = found.iter().filter(is_told);
        Self(told.filter_map(|one| stretch(&one.place)).collect())
    }

    fn explains(&self, number: &Diagnostic) -> bool {
        let Some((path, field, at)) = stretch(&number.place) else {
            return false;
        };
        let holds = |span: &Span| span.start <= at.start && at.end <= span.end;
        let mut told = self.0.iter();
        told.any(|(file, way, span)| *file == path && *way == field && holds(span))
    }
}

/// Blocks whose texts say different things, which is also why it is doubtful that they are one block.
struct Differing(BTreeSet<(SourcePath, usize)>);

impl Differing {
    fn among(found: &[Diagnostic], study: &Study) -> Self {
        if found
            .iter()
            .all(|one| one.code.name != "structure-doubtful")
        {
            return Self(BTreeSet::new());
        }
        let is_told = |one: &&Diagnostic| {
            let families = ["facts-", "lang-half", "lang-untranslated"];
            families
                .iter()
                .any(|family| one.code.name.starts_with(family))
        };
        let at = |one: &Diagnostic| match &one.place {
            Place::Span { path, span } => Some((path.clone(), span.start)),
            _ => None,
        };
        let told: BTreeSet<_> = found.iter().filter(is_told).filter_map(at).collect();
        let chapters = study.chapters.iter();
        let chapters = chapters.chain(study.news.iter().map(|item| &item.chapter));
        let mut starts = BTreeSet::new();
        for chapter in chapters {
            for block in chapter.all_blocks() {
                let texts = block.texts.iter();
                let texts =
                    texts.filter_map(|(lang, text)| Some((chapter.files.get(lang)?, text.span)));
                let places: Vec<_> = texts
                    .map(|(file, span)| (file.path.clone(), span))
                    .collect();
                let is_inside = |(path, span): &(SourcePath, Span)| {
                    let all = (path.clone(), span.start)..=(path.clone(), span.end);
                    told.range(all).next().is_some()
                };
                if places.iter().any(is_inside) {
                    starts.extend(places.into_iter().map(|(path, span)| (path, span.start)));
                }
            }
        }
        Self(starts)
    }

    fn explain(&self, doubtful: &Diagnostic) -> bool {
        match &doubtful.place {
            Place::Span { path, span } => self.0.contains(&(path.clone(), span.start)),
            _ => false,
        }
    }
}

/// Marks that the reader of a file could not take for what they are: they are missing there, and that was said.
struct Lost {
    /// File, field (the root in Markdown) and where the mark begins.
    places: BTreeSet<(SourcePath, Field, usize)>,
    notes: BTreeSet<SourcePath>,
}

impl Lost {
    fn among(found: &[Diagnostic]) -> Self {
        let spoilt = |one: &&Diagnostic| {
            let families = ["anchor-", "link-", "ref-"];
            let mut families = families.iter();
            families.any(|family| one.code.name.starts_with(family))
        };
        let start = |one: &Diagnostic| {
            let (path, field, span) = stretch(&one.place)?;
            Some((path, field, span.start))
        };
        Self {
            places: found.iter().filter(spoilt).filter_map(start).collect(),
            notes: paths(found, |code| {
                matches!(code, "ref-unused-note" | "ref-undefined-note")
            }),
        }
    }

    /// True if a mark at one of the places of a finding, or inside the text that is said to lack it, is spoilt.
    fn explains(&self, one: &Diagnostic) -> bool {
        let is_note = one.code.name == "facts-note";
        let others = one.related.iter().map(|note| &note.place);
        let mut places = others.chain([&one.place]);
        places.any(|place| {
            let Some((path, field, span)) = stretch(place) else {
                return false;
            };
            let end = span.end.max(span.start + 1);
            let inside = (path.clone(), field.clone(), span.start)..(path.clone(), field, end);
            let is_mark = one.code.name != "facts-number" && one.code.name != "facts-percent";
            is_mark && self.places.range(inside).next().is_some()
                || is_note && self.notes.contains(&path)
        })
    }
}

/// Texts in data files that stand there, but could not be read.
struct Unread {
    /// By file: its fields, and where mistakes begin.
    files: BTreeMap<SourcePath, (Index, BTreeSet<usize>)>,
}

impl Unread {
    fn among(found: &[Diagnostic], sources: &Sources) -> Self {
        let lacking = paths(found, |code| code == "lang-missing");
        let mut files: BTreeMap<SourcePath, (Index, BTreeSet<usize>)> = BTreeMap::new();
        for one in found
            .iter()
            .filter(|one| one.code.name.starts_with("data-"))
        {
            let Place::Span { path, span } = &one.place else {
                continue;
            };
            if lacking.contains(path)
                && let Some((_, starts)) = fields(&mut files, path, sources)
            {
                starts.insert(span.start);
            }
        }
        Self { files }
    }

    /// True if the text that is said to be missing is one of these.
    fn explains(&self, missing: &Diagnostic, study: &Study) -> bool {
        let Place::Key { path, field } = &missing.place else {
            return false;
        };
        let Some((index, starts)) = self.files.get(path) else {
            return false;
        };
        let mut languages = study.settings.languages.iter();
        let lang = languages.find(|lang| missing.message.ends_with(&format!("in `{lang}`")));
        lang.is_some_and(|lang| {
            let text = index.value(&field.key(lang.as_str()));
            // Of a text that is not there the index knows the field around it.
            text != index.value(field) && starts.range(text.start..=text.end).next().is_some()
        })
    }
}

/// Texts that stand where each language needs its own: nobody knows in which language they are.
struct Plain {
    /// By file: its fields, and where such texts begin.
    files: BTreeMap<SourcePath, (Index, BTreeSet<usize>)>,
}

impl Plain {
    fn among(found: &[Diagnostic], sources: &Sources) -> Self {
        let mut files: BTreeMap<SourcePath, (Index, BTreeSet<usize>)> = BTreeMap::new();
        let told = found.iter();
        for one in told.filter(|one| one.code.name == "data-plain-prose") {
            let Some((path, _, span)) = stretch(&one.place) else {
                continue;
            };
            if let Some((_, starts)) = fields(&mut files, &path, sources) {
                starts.insert(span.start);
            }
        }
        Self { files }
    }

    /// True of what is said of such a text as one of a language.
    fn explains(&self, one: &Diagnostic) -> bool {
        let (Place::Within { path, field, .. }
        | Place::Field { path, field }
        | Place::Key { path, field }) = &one.place
        else {
            return false;
        };
        let texts = self.files.get(path);
        texts.is_some_and(|(index, starts)| starts.contains(&index.value(field).start))
    }
}

/// The fields of a data file, read when they are first asked for.
fn fields<'f>(
    files: &'f mut BTreeMap<SourcePath, (Index, BTreeSet<usize>)>,
    path: &SourcePath,
    sources: &Sources,
) -> Option<&'f mut (Index, BTreeSet<usize>)> {
    if !files.contains_key(path) {
        let text = sources.text(path).map_or("", |text| text);
        let root = yaml::parse(path, text, 0).value?;
        files.insert(path.clone(), (Index::new(root), BTreeSet::new()));
    }
    files.get_mut(path)
}

/// File, field (the root in Markdown) and stretch of a place inside a text.
fn stretch(place: &Place) -> Option<(SourcePath, Field, Span)> {
    match place {
        Place::Span { path, span } => Some((path.clone(), Field::root(), *span)),
        Place::Within { path, field, span } => Some((path.clone(), field.clone(), *span)),
        _ => None,
    }
}

/// The files in which mistakes of some codes stand.
fn paths(found: &[Diagnostic], of: impl Fn(&str) -> bool) -> BTreeSet<SourcePath> {
    let some = found.iter().filter(|one| of(one.code.name));
    some.map(|one| one.place.path().clone()).collect()
}

fn touches(diagnostic: &Diagnostic, files: &BTreeSet<SourcePath>) -> bool {
    let is_there = |place: &Place| files.contains(place.path());
    is_there(&diagnostic.place) || diagnostic.related.iter().any(|note| is_there(&note.place))
}

/// True if the remedy is to write a file that is there but could not be read.
fn is_remedy(diagnostic: &Diagnostic, path: &SourcePath) -> bool {
    diagnostic.help.as_deref() == Some(&format!("write `{path}`"))
}
