//! `term`: a term of the glossary in one text whose rendering is missing in its partner, and renderings to be avoided.

use super::thing::{Group, Passage, Thing};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::{Beginnings, Form, Lang, Lexicon, Stemmer, folded, is_letter_or_digit};
use crate::study::Study;
use std::borrow::Cow;
use std::cell::OnceCell;
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
    by_head: BTreeMap<Head, Vec<usize>>,
    /// The same letters: most words of a text begin like no name.
    beginnings: Beginnings,
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
    /// Any form of a word. Words of its family begin with the root: `группа`, `групповой`.
    Stem { stem: String, root: String },
    /// An abbreviation, letter by letter; also in small letters.
    Exact { written: String, folded: String },
}

impl Part {
    fn stem(stem: String) -> Self {
        let letters = stem.chars().count();
        let root = stem.chars().take((letters - letters / 4).max(HEAD));
        let root = root.collect();
        Self::Stem { stem, root }
    }

    fn exact(written: String) -> Self {
        let folded = folded(&written).into_owned();
        Self::Exact { written, folded }
    }
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
    /// Made when somebody asks.
    form: OnceCell<Form<'a>>,
}

impl<'a> Word<'a> {
    fn of(written: &'a str) -> Self {
        let form = OnceCell::new();
        Self { written, form }
    }

    fn form(&self) -> &Form<'a> {
        self.form.get_or_init(|| Form::of(folded(self.written)))
    }
}

/// How many letters of a word lead to the names that may begin there.
const HEAD: usize = 3;

/// The first letters of a word; nothing behind the last letter of a shorter one.
type Head = [Option<char>; HEAD];

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
                true => Part::exact(word),
                false => Part::stem(self.stemmer.stem(&folded(&word))),
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
            let words = words_of(written).into_iter().map(Part::exact).collect();
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
                Part::Stem { stem, .. } => head(stem),
                Part::Exact { folded, .. } => head(folded),
            };
            let letters: String = head.into_iter().flatten().collect();
            self.beginnings.add_stem(&letters);
            self.by_head.entry(head).or_default().push(self.names.len());
            self.names.push(name);
        }
    }

    /// False for a single word that is known by its beginning only: `бала` begins many words.
    fn is_sure(&self, name: &Name) -> bool {
        let is_exact = matches!(name.words[..], [Part::Exact { .. }]);
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
        let first = words.first()?;
        if !self.beginnings.may_be(first.written) {
            return None;
        }
        let first = first.form().word();
        let mut fitting: Vec<usize> = Vec::new();
        let mut head = Head::default();
        // Stems may be shorter than the head.
        for (at, letter) in first.chars().take(HEAD).enumerate() {
            head[at] = Some(letter);
            let names = self.by_head.get(&head);
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
        let written = word.written;
        match part {
            // `SMEs`, `НПО`
            Part::Exact { written: exact, .. } => {
                written == exact || written.strip_suffix('s') == Some(exact)
            }
            Part::Stem { stem, .. } => self.stemmer.is_form(word.form(), stem),
        }
    }

    /// True if a text may well speak of a term, if not in its very words: half of the words of one of its names.
    fn speaks_of(&self, term: usize, words: &[Form<'_>], lexicon: &Lexicon) -> bool {
        let names = self.names.iter();
        let mut names = names.filter(|name| name.term == term && name.role != Role::Avoid);
        names.any(|name| {
            let parts = name.words.iter();
            let parts = parts.filter(|part| match part {
                Part::Stem { stem, .. } => !lexicon.is_stop_word(stem),
                Part::Exact { .. } => true,
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
            Part::Exact { folded, .. } => folded == word || word.strip_suffix('s') == Some(folded),
            Part::Stem { stem, root } => word.starts_with(root) || self.stemmer.is_form(form, stem),
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

fn head(word: &str) -> Head {
    let mut letters = word.chars();
    Head::default().map(|_: Option<char>| letters.next())
}

/// Terms in every thing of a group that is not `skipped`.
pub(super) fn check(group: &Group<'_>, skipped: &[bool], study: &Study) -> Vec<Diagnostic> {
    let things = group.iter().zip(skipped).filter(|(_, skipped)| !**skipped);
    let mut found = Vec::new();
    // A term that drifts through a chapter is said once.
    let mut said: BTreeSet<(usize, &str)> = BTreeSet::new();
    for (thing, _) in things {
        let words: Vec<OnceCell<Words<'_>>> = vec![OnceCell::new(); thing.passages.len()];
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
                let others = thing.passages.iter().zip(&words);
                for (other, words) in others.filter(|(two, _)| two.lang() != passage.lang()) {
                    let written = &passage.lines[one.line].text[one.at.clone()];
                    let about = (name.term, other.lang().as_str());
                    if !said.contains(&about) && is_missing(other, words, name.term, written) {
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

/// The words of a passage; of a long one each once.
type Words<'a> = Vec<Form<'a>>;

/// `written` is what the other text says; a text that says the very same has not lost it. The words of the passage are
/// found when they are first asked for.
fn is_missing<'a>(
    passage: &'a Passage<'_>,
    words: &OnceCell<Words<'a>>,
    term: usize,
    written: &str,
) -> bool {
    let terms = &passage.tongue.terms;
    if !terms.has(term) || passage.lines.iter().any(|line| line.text.contains(written)) {
        return false;
    }
    let words = words.get_or_init(|| words_in(passage));
    !terms.speaks_of(term, words, passage.tongue.lexicon)
}

/// Of more words each is kept once: a long text has most of them again and again, and is asked about many terms. In a
/// short one all are looked at in less time than they are sorted.
const MANY: usize = 200;

fn words_in<'a>(passage: &'a Passage<'_>) -> Words<'a> {
    let lines = passage.lines.iter();
    let mut words: Vec<Cow<'_, str>> = lines
        .flat_map(|line| {
            let words = line.words().iter();
            words.map(|word| folded(&line.text[word.at.clone()]))
        })
        .collect();
    if words.len() > MANY {
        words.sort_unstable();
        words.dedup();
    }
    words.into_iter().map(Form::of).collect()
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
