//! What is said about the pairs of a chapter: texts that are missing, pairs that are doubtful, ids that differ.

use super::groups::{AtOdds, Group};
use super::pairs::{Side, Unit};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::{Lang, PerLang};
use crate::source::{Place, SourcePath, Span};
use crate::study::Block;
use crate::study::block::DOUBTFUL;
use crate::study::chapter::ChapterFile;
use crate::study::text::{Element, ElementKind};
use std::collections::{BTreeMap, BTreeSet};

/// A block of one language has no counterpart in another.
pub(super) static STRUCTURE_UNPAIRED: Code = Code {
    name: "structure-unpaired",
    why: "A study is one document with several texts: every block is one thing with a text in each language. A block that exists in one language only breaks the switch between languages at this place.",
    remedy: "Write the missing text, remove the surplus one, or put `<!-- diglot-only: reason -->` before a block that is meant for one language.",
};

/// Two blocks were paired, but another pairing is nearly as likely.
pub(super) static STRUCTURE_DOUBTFUL: Code = Code {
    name: "structure-doubtful",
    why: "Texts are paired by their order, kind, length and by what translation leaves alone, such as numbers and names. Where these say little or contradict each other the pair may be wrong, and readers who switch the language land in the wrong place.",
    remedy: "If the texts are one block, say so: `diglot agree ID`. If they are not, give the block the same id in both languages, as in `## Heading {#id}` or `<!-- diglot-id: id -->` before a paragraph.",
};

/// Two blocks seem to be one, but carry different ids.
pub(super) static STRUCTURE_IDS_DIFFER: Code = Code {
    name: "structure-ids-differ",
    why: "An id is the same in all languages: it is the address of a block. Blocks with different ids are different blocks, wherever they stand.",
    remedy: "Give both texts the same id, or remove the id in one of them.",
};

/// What is to be said, gathered over all levels of a chapter.
#[derive(Default)]
pub(super) struct Report {
    /// By the file that lacks them.
    lacking: BTreeMap<SourcePath, Vec<Lacking>>,
    /// Doubts beside a text that is missing in some file: they have the same cause.
    beside: Vec<(SourcePath, Diagnostic)>,
    found: Vec<Diagnostic>,
}

struct Lacking {
    path: SourcePath,
    start: usize,
    kind: String,
    /// After what it would stand.
    there: usize,
    is_waived: bool,
}

impl Report {
    /// Looks at one level.
    pub(super) fn see(&mut self, sides: &[Side<'_>], groups: &[Group], at_odds: &[AtOdds]) {
        let odd: BTreeSet<(usize, usize, usize)> = at_odds
            .iter()
            .flat_map(|((a, l), (b, r))| [(*a, *l, *b), (*b, *r, *a)])
            .collect();
        for side in 0..sides.len() {
            self.see_lacking(sides, groups, side, &odd);
            self.see_doubtful(sides, groups, side);
        }
        for ((a, l), (b, r)) in at_odds {
            self.found
                .push(ids_differ((&sides[*a], *l), (&sides[*b], *r)));
        }
    }

    fn see_lacking(
        &mut self,
        sides: &[Side<'_>],
        groups: &[Group],
        lacking: usize,
        odd: &BTreeSet<(usize, usize, usize)>,
    ) {
        let mut there = sides[lacking].around.start;
        for group in groups {
            if group.has(lacking) {
                there = sides[lacking].units[group.parts[lacking].start]
                    .first()
                    .span
                    .start;
                continue;
            }
            let first = group.first_side();
            let units = &sides[first].units[group.parts[first].clone()];
            let is_only = units
                .iter()
                .flat_map(|unit| &unit.elements)
                .any(|one| one.attached.only.is_some());
            if is_only || odd.contains(&(first, group.parts[first].start, lacking)) {
                continue;
            }
            let element = units[0].first();
            let waivers = &element.attached.waivers;
            let list = self.lacking.entry(sides[lacking].path.clone()).or_default();
            list.push(Lacking {
                path: sides[first].path.clone(),
                start: element.span.start,
                kind: kind(element),
                there,
                is_waived: waivers
                    .iter()
                    .any(|one| one.code == STRUCTURE_UNPAIRED.name),
            });
        }
    }

    /// One warning per run of neighbours.
    fn see_doubtful(&mut self, sides: &[Side<'_>], groups: &[Group], side: usize) {
        let is_doubtful = |group: &Group| {
            group.has(side) && group.first_side() != side && group.confidence[side] < DOUBTFUL
        };
        let mut start = 0;
        for run in groups.chunk_by(|a, b| is_doubtful(a) == is_doubtful(b)) {
            let end = start + run.len();
            if is_doubtful(&run[0]) {
                let neighbours = start.checked_sub(1).into_iter().chain([end]);
                let neighbours = neighbours.filter_map(|at| groups.get(at));
                let diagnostic = doubtful(sides, run, side);
                match lacks(neighbours, [side, run[0].first_side()]) {
                    Some(lacking) => {
                        let path = sides[lacking].path.clone();
                        self.beside.push((path, diagnostic));
                    }
                    None => self.found.push(diagnostic),
                }
            }
            start = end;
        }
    }

    /// Everything that was seen.
    pub(super) fn diagnostics(self) -> Vec<Diagnostic> {
        let mut found = self.found;
        let mut beside = self.beside;
        for (path, lacking) in self.lacking {
            let (waived, open): (Vec<_>, Vec<_>) =
                lacking.into_iter().partition(|one| one.is_waived);
            found.extend(waived.iter().map(|one| unpaired(&path, one, 1)));
            if let Some(first) = open.first() {
                let (ours, others) = beside.into_iter().partition(|(one, _)| *one == path);
                beside = others;
                found.push(with_doubts(unpaired(&path, first, open.len()), ours));
            }
        }
        found.extend(beside.into_iter().map(|(_, doubt)| doubt));
        found
    }
}

/// Names blocks that are doubtful as `diglot agree` takes them: blocks get their ids only after their texts were paired.
/// `chapter` is the name of their lock.
pub(super) fn name_doubtful(
    found: &mut [Diagnostic],
    chapter: &str,
    files: &PerLang<ChapterFile>,
    blocks: &[Block],
) {
    let doubtful = found.iter_mut();
    for diagnostic in doubtful.filter(|one| *one.code == STRUCTURE_DOUBTFUL) {
        let Place::Span { path, span } = &diagnostic.place else {
            continue;
        };
        let lang = files.iter().find(|(_, file)| file.path == *path);
        let ids = lang.and_then(|(lang, _)| doubtful_from(blocks, lang, span.start));
        let ids = ids.unwrap_or_default();
        if ids.is_empty() {
            continue;
        }
        let ids: Vec<String> = ids.iter().map(|id| format!("{chapter}#{id}")).collect();
        diagnostic.help = Some(format!(
            "if the texts are one block, say so: `diglot agree {}`; if they are not, give each block the same id in both languages",
            ids.join(" ")
        ));
    }
}

/// The doubtful block whose text in a language begins here, and those that follow it.
fn doubtful_from<'a>(blocks: &'a [Block], lang: &Lang, start: usize) -> Option<Vec<&'a str>> {
    let doubtful = |block: &'a Block| block.texts.get(lang).filter(|text| text.is_doubtful());
    let is_doubtful = |block: &&'a Block| doubtful(block).is_some();
    let begins = |block: &'a Block| doubtful(block).is_some_and(|text| text.span.start == start);
    if let Some(at) = blocks.iter().position(begins) {
        let run = blocks[at..].iter().take_while(is_doubtful);
        return Some(run.map(|block| block.id.as_str()).collect());
    }
    let mut inside = blocks.iter();
    inside.find_map(|block| doubtful_from(&block.inner, lang, start))
}

/// Which of two languages has no text for one of these blocks.
fn lacks<'a>(groups: impl Iterator<Item = &'a Group>, of: [usize; 2]) -> Option<usize> {
    let mut groups = groups;
    groups.find_map(|group| of.into_iter().find(|side| !group.has(*side)))
}

/// What is missing makes its neighbours doubtful: both are told as one.
fn with_doubts(unpaired: Diagnostic, doubts: Vec<(SourcePath, Diagnostic)>) -> Diagnostic {
    let doubts = doubts.into_iter();
    doubts.fold(unpaired, |diagnostic, (_, doubt)| {
        diagnostic.note(doubt.place, doubt.message)
    })
}

/// One warning per chapter and language; what was waived is told by itself, so that the waiver finds it.
fn unpaired(lacking: &SourcePath, first: &Lacking, count: usize) -> Diagnostic {
    let name = name(lacking);
    let message = match count {
        1 => format!("this {} has no counterpart in `{name}`", first.kind),
        _ => format!(
            "{count} blocks have no counterpart in `{name}`; this {} is the first",
            first.kind
        ),
    };
    Diagnostic::warning(
        &STRUCTURE_UNPAIRED,
        point(&first.path, first.start),
        message,
    )
    .note(
        point(lacking, first.there),
        "it would stand after the block here",
    )
}

fn doubtful(sides: &[Side<'_>], run: &[Group], side: usize) -> Diagnostic {
    let other = run[0].first_side();
    let unit = |side: usize| -> &Unit { &sides[side].units[run[0].parts[side].start] };
    let (ours, theirs) = (unit(other).first(), unit(side).first());
    let least = run
        .iter()
        .map(|group| group.confidence[side])
        .min()
        .unwrap_or_default();
    let message = match run.len() {
        1 => format!(
            "this {} is paired with doubt ({least} per cent)",
            kind(theirs)
        ),
        count => format!(
            "{count} blocks from this {} on are paired with doubt ({least} per cent)",
            kind(theirs)
        ),
    };
    Diagnostic::warning(
        &STRUCTURE_DOUBTFUL,
        point(sides[side].path, theirs.span.start),
        message,
    )
    .note(
        point(sides[other].path, ours.span.start),
        "with the block here",
    )
}

fn ids_differ(left: (&Side<'_>, usize), right: (&Side<'_>, usize)) -> Diagnostic {
    let (ours, theirs) = (&left.0.units[left.1], &right.0.units[right.1]);
    let name = name(right.0.path);
    let message = format!(
        "this {} has the id `{}`, and what seems to be its text in `{name}` has `{}`",
        kind(ours.first()),
        id(ours),
        id(theirs)
    );
    let (here, there) = (place(left.0, ours), place(right.0, theirs));
    Diagnostic::warning(&STRUCTURE_IDS_DIFFER, here, message).note(there, "the other text is here")
}

fn id(unit: &Unit) -> &str {
    let given = unit.first().attached.id.as_ref().map(|(id, _)| id.as_str());
    let known = || unit.known.as_ref().map(|id| id.as_str());
    given.or_else(known).unwrap_or_default()
}

fn place(side: &Side<'_>, unit: &Unit) -> Place {
    point(side.path, unit.first().span.start)
}

fn point(path: &SourcePath, at: usize) -> Place {
    Place::span(path, Span::new(at, at))
}

fn name(path: &SourcePath) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn kind(element: &Element) -> String {
    match &element.kind {
        ElementKind::Paragraph(_) => "paragraph".to_owned(),
        ElementKind::Heading { level, .. } => format!("heading of level {level}"),
        ElementKind::List { .. } => "list".to_owned(),
        ElementKind::Definitions(_) => "definition list".to_owned(),
        ElementKind::Table(_) => "table".to_owned(),
        ElementKind::Quote(_) => "quote".to_owned(),
        ElementKind::Alert { .. } => "alert".to_owned(),
        ElementKind::Code(_) => "code block".to_owned(),
        ElementKind::Rule => "rule".to_owned(),
        ElementKind::Html(_) => "block of HTML".to_owned(),
        ElementKind::Container(container) => format!("container `{}`", container.name),
    }
}
