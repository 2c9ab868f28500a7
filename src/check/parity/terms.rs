//! `term`: a term of the glossary in one text whose rendering is missing in its partner, and renderings to be avoided.

use super::thing::{Group, Passage, Thing};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::{Form, Lang, Lexicon, Stemmer, folded, is_letter_or_digit};
use crate::study::Study;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A term whose approved rendering is missing.
pub(crate) static TERM_MISSING: Code = Code {
    name: "term-missing",
    why: "The glossary gives the term one name in each language. Where a text calls it otherwise, readers cannot know that the same thing is meant.",
    remedy: "Use the name of the glossary, add the other one to the term's `variants`, or waive the warning where the term is rightly left out.",
};

/// A rendering that the glossary rules out.
pub(crate) static TERM_AVOID: Code = Code {
    name: "term-avoid",
    why: "The glossary lists this rendering under `avoid`: it means something else, or is no longer used.",
    remedy: "Use the approved name of the term.",
};

/// The names of all terms in one language.
#[derive(Debug, Default)]
pub(super) struct Terms {
    names: Vec<Name>,
    /// Names by the first letters of their first word: which of them may begin at a word of the text.
    by_head: BTreeMap<String, Vec<usize>>,
    stemmer: Stemmer,
}

#[derive(Debug)]
struct Name {
    term: usize,
    role: Role,
    /// As it stands in the glossary.
    written: String,
    words: Vec<Part>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// The term or its abbreviation.
    Approved,
    /// May stand for the term, but is not only said of it.
    Variant,
    Avoid,
}

#[derive(Debug)]
enum Part {
    /// Any form of a word.
    Stem(String),
    /// An abbreviation, letter by letter.
    Exact(String),
}

/// A name found in a text.
struct Use {
    name: usize,
    line: usize,
    at: Range<usize>,
}

/// A word of a text.
struct Word<'a> {
    written: &'a str,
    form: Form<'a>,
}

impl<'a> Word<'a> {
    fn of(written: &'a str) -> Self {
        let form = Form::of(folded(written));
        Self { written, form }
    }
}

/// How many letters of a word lead to the names that may begin there.
const HEAD: usize = 3;

impl Terms {
    pub(super) fn new(lang: &Lang, lexicon: &Lexicon, study: &Study) -> Self {
        let mut terms = Self {
            stemmer: lexicon.stemmer().clone(),
            ..Self::default()
        };
        for (at, term) in study.records.terms.iter().enumerate() {
            if let Some(name) = term.term.get(lang) {
                for name in alternatives(&name.plain()) {
                    terms.add(at, Role::Approved, &name);
                }
            }
            terms.add_exact(at, term.abbr.get(lang));
            let lists = [(Role::Variant, &term.variants), (Role::Avoid, &term.avoid)];
            for (role, names) in lists {
                let names = names.get(lang).into_iter().flatten();
                names.for_each(|name| terms.add(at, role, name));
            }
        }
        terms
    }

    fn add(&mut self, term: usize, role: Role, written: &str) {
        let words = words_of(written);
        let words = words.into_iter().map(|word| {
            let is_abbreviation = word.chars().filter(|one| one.is_uppercase()).count() > 1;
            match is_abbreviation {
                true => Part::Exact(word),
                false => Part::Stem(self.stemmer.stem(&folded(&word))),
            }
        });
        self.push(Name {
            term,
            role,
            written: written.to_owned(),
            words: words.collect(),
        });
    }

    fn add_exact(&mut self, term: usize, abbreviation: Option<&String>) {
        if let Some(written) = abbreviation {
            let words = words_of(written).into_iter().map(Part::Exact).collect();
            self.push(Name {
                term,
                role: Role::Approved,
                written: written.clone(),
                words,
            });
        }
    }

    fn push(&mut self, name: Name) {
        if let Some(first) = name.words.first() {
            let head = match first {
                Part::Stem(stem) => head(stem),
                Part::Exact(word) => head(&folded(word)),
            };
            self.by_head.entry(head).or_default().push(self.names.len());
            self.names.push(name);
        }
    }

    /// False for a single word that is known by its beginning only: `бала` begins many words.
    fn is_sure(&self, name: &Name) -> bool {
        let is_exact = matches!(name.words[..], [Part::Exact(_)]);
        name.words.len() > 1 || is_exact || self.stemmer.is_known()
    }

    fn has(&self, term: usize) -> bool {
        let mut names = self.names.iter();
        names.any(|name| name.term == term && name.role == Role::Approved)
    }

    /// Names in a text; of two that begin at one word the longer.
    fn uses(&self, passage: &Passage<'_>) -> Vec<Use> {
        let mut found = Vec::new();
        if self.names.is_empty() {
            return found;
        }
        for (line_at, line) in passage.lines.iter().enumerate() {
            let words = line.words();
            let written = words.iter().map(|word| &line.text[word.at.clone()]);
            let written: Vec<Word<'_>> = written.map(Word::of).collect();
            let mut at = 0;
            while at < words.len() {
                let Some(name) = self.longest(&written[at..]) else {
                    at += 1;
                    continue;
                };
                let last = at + self.names[name].words.len() - 1;
                found.push(Use {
                    name,
                    line: line_at,
                    at: words[at].at.start..words[last].at.end,
                });
                at = last + 1;
            }
        }
        found
    }

    fn longest(&self, words: &[Word<'_>]) -> Option<usize> {
        let first = words.first()?.form.word();
        let mut fitting: Vec<usize> = Vec::new();
        // Stems may be shorter than the head.
        for (end, letter) in first.char_indices().take(HEAD) {
            let names = self.by_head.get(&first[..end + letter.len_utf8()]);
            fitting.extend(names.into_iter().flatten().filter(|at| {
                let name = &self.names[**at];
                name.words.len() <= words.len()
                    && name
                        .words
                        .iter()
                        .zip(words)
                        .all(|(part, word)| self.fits(part, word))
            }));
        }
        fitting
            .into_iter()
            .max_by_key(|at| self.names[*at].words.len())
    }

    fn fits(&self, part: &Part, word: &Word<'_>) -> bool {
        let Word { written, form } = word;
        match part {
            // `SMEs`, `НПО`
            Part::Exact(exact) => written == exact || written.strip_suffix('s') == Some(exact),
            Part::Stem(stem) => self.stemmer.is_form(form, stem),
        }
    }

    /// True if a text may well speak of a term, if not in its very words: half of the words of one of its names.
    fn speaks_of(&self, term: usize, words: &[Form<'_>], lexicon: &Lexicon) -> bool {
        let names = self.names.iter();
        let mut names = names.filter(|name| name.term == term && name.role != Role::Avoid);
        names.any(|name| {
            let parts = name.words.iter();
            let parts = parts.filter(|part| match part {
                Part::Stem(stem) => !lexicon.is_stop_word(stem),
                Part::Exact(_) => true,
            });
            let (mut all, mut there) = (0, 0);
            for part in parts {
                all += 1;
                there += usize::from(words.iter().any(|word| self.is_akin(part, word)));
            }
            all > 0 && 2 * there >= all
        })
    }

    /// A form of the word, or another word of its family: `группа`, `групповой`.
    fn is_akin(&self, part: &Part, form: &Form<'_>) -> bool {
        let word = form.word();
        match part {
            Part::Exact(exact) => {
                folded(exact) == word || word.strip_suffix('s') == Some(&folded(exact))
            }
            Part::Stem(stem) => {
                let letters = stem.chars().count();
                let root: String = stem
                    .chars()
                    .take((letters - letters / 4).max(HEAD))
                    .collect();
                word.starts_with(&root) || self.stemmer.is_form(form, stem)
            }
        }
    }
}

/// `«Бизнес ради результатов» (Business 4 Results)` is two names.
fn alternatives(name: &str) -> Vec<String> {
    let (before, inside) = match name.split_once('(') {
        Some((before, rest)) => (before, rest.trim_end().strip_suffix(')')),
        None => (name, None),
    };
    let names = [Some(before), inside].into_iter().flatten();
    names.map(|one| one.trim().to_owned()).collect()
}

fn words_of(text: &str) -> Vec<String> {
    let words = text.split(|letter| !is_letter_or_digit(letter));
    let words = words.filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

fn head(word: &str) -> String {
    word.chars().take(HEAD).collect()
}

/// Terms in every thing of a group that is not `skipped`.
pub(super) fn check(group: &Group<'_>, skipped: &[bool], study: &Study) -> Vec<Diagnostic> {
    let things = group.iter().zip(skipped).filter(|(_, skipped)| !**skipped);
    let mut found = Vec::new();
    // A term that drifts through a chapter is said once.
    let mut said: BTreeSet<(usize, &str)> = BTreeSet::new();
    for (thing, _) in things {
        for (passage, uses) in thing
            .passages
            .iter()
            .map(|one| (one, one.tongue.terms.uses(one)))
        {
            found.extend(avoided(passage, thing, &uses, study));
            for one in uses {
                let name = &passage.tongue.terms.names[one.name];
                let is_asked = name.role == Role::Approved && passage.tongue.terms.is_sure(name);
                if !is_asked || is_own(thing, name.term, study) {
                    continue;
                }
                for other in thing
                    .passages
                    .iter()
                    .filter(|two| two.lang() != passage.lang())
                {
                    let written = &passage.lines[one.line].text[one.at.clone()];
                    let about = (name.term, other.lang().as_str());
                    if !said.contains(&about) && is_missing(other, name.term, written) {
                        said.insert(about);
                        found.push(missing(passage, other, &one, study));
                    }
                }
            }
        }
    }
    found
}

/// In its own entry a term is explained in other words.
fn is_own(thing: &Thing<'_>, term: usize, study: &Study) -> bool {
    thing.term == Some(study.records.terms[term].entry.id.as_str())
}

/// `written` is what the other text says; a text that says the very same has not lost it.
fn is_missing(passage: &Passage<'_>, term: usize, written: &str) -> bool {
    let terms = &passage.tongue.terms;
    if !terms.has(term) || passage.lines.iter().any(|line| line.text.contains(written)) {
        return false;
    }
    let words: BTreeSet<Cow<'_, str>> = (passage.lines.iter())
        .flat_map(|line| {
            let words = line.words().iter();
            words.map(|word| folded(&line.text[word.at.clone()]))
        })
        .collect();
    let words: Vec<Form<'_>> = words.into_iter().map(Form::of).collect();
    !terms.speaks_of(term, &words, passage.tongue.lexicon)
}

fn missing(passage: &Passage<'_>, other: &Passage<'_>, one: &Use, study: &Study) -> Diagnostic {
    let name = &passage.tongue.terms.names[one.name];
    let written = &passage.lines[one.line].text[one.at.clone()];
    let term = &study.records.terms[name.term];
    let approved = term.term.get(other.lang()).map(|prose| prose.plain());
    let message = format!(
        "`{written}` is `{}` in `{}`, which this {} does not say",
        approved.unwrap_or_default(),
        other.lang(),
        other.kind,
    );
    Diagnostic::warning(&TERM_MISSING, other.place.clone(), message)
        .note(
            passage.at(one.line, &one.at),
            format!("`{written}` stands here"),
        )
        .note(term.entry.place(), "the term stands here in the glossary")
}

fn avoided(
    passage: &Passage<'_>,
    thing: &Thing<'_>,
    uses: &[Use],
    study: &Study,
) -> Vec<Diagnostic> {
    let names = &passage.tongue.terms.names;
    let avoided = uses.iter().filter(|one| {
        let name = &names[one.name];
        name.role == Role::Avoid && !is_own(thing, name.term, study)
    });
    avoided
        .map(|one| {
            let term = &study.records.terms[names[one.name].term];
            let written = &passage.lines[one.line].text[one.at.clone()];
            let approved = term.term.get(passage.lang()).map(|prose| prose.plain());
            let message = format!("the glossary avoids `{}`", names[one.name].written);
            let help = format!(
                "write `{}` instead of `{written}`",
                approved.unwrap_or_default()
            );
            Diagnostic::warning(&TERM_AVOID, passage.at(one.line, &one.at), message)
                .help(help)
                .note(term.entry.place(), "the term stands here in the glossary")
        })
        .collect()
}
