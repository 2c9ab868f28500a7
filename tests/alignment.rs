//! How well blocks find their partners, measured on labelled texts: see `tests/alignment/README.md`.

use crate::support;

use diglot::source::{Source, Sources};
use diglot::study::Chapter;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use support::{prepare, study};

const CHAPTERS: &[(&str, &[&str])] = &[
    ("bees", &["en", "ru"]),
    ("buses", &["en", "ru"]),
    ("canteens", &["en", "ru"]),
    ("letters", &["en", "ru"]),
    ("libraries", &["en", "ru"]),
    ("museum", &["en", "ru"]),
    ("pastures", &["en", "ru", "kk"]),
    ("river", &["en", "ru"]),
    ("vaccines", &["en", "ru"]),
];

/// What a link between two languages says: (language, label) of one element and of the other.
type Link = (String, String);

/// A text without its labels, and the labels of the lines that had one.
fn unlabelled(text: &str) -> (String, BTreeMap<usize, Vec<String>>) {
    let (mut plain, mut labels) = (String::new(), BTreeMap::new());
    for line in text.lines() {
        let rest = match line.strip_prefix('@').and_then(|rest| rest.split_once(' ')) {
            Some((label, rest)) => {
                let all = label.split('+').map(str::to_owned).collect();
                labels.insert(plain.len(), all);
                rest
            }
            None => line,
        };
        plain.push_str(rest);
        plain.push('\n');
    }
    (plain, labels)
}

/// A labelled chapter: aligned, and the labels of each language by offset.
struct Labelled {
    chapter: Chapter,
    labels: BTreeMap<String, BTreeMap<usize, Vec<String>>>,
    said: Vec<String>,
}

fn labelled(name: &str, languages: &[&str]) -> Labelled {
    let mut sources = Sources::new();
    let all = study("two-voices");
    let kept = all.iter().filter(|(path, _)| !path.contains("/chapters/"));
    for (path, source) in kept {
        sources.insert(path.clone(), source.clone());
    }
    if languages.contains(&"kk") {
        support::edit(
            &mut sources,
            "content/study.yaml",
            "languages: [en, ru]",
            "languages: [en, ru, kk]",
        );
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/alignment");
    let mut labels = BTreeMap::new();
    for lang in languages {
        let path = folder.join(format!("{name}.{lang}.md"));
        let text = std::fs::read_to_string(&path).expect("a labelled text is readable");
        let (plain, own) = unlabelled(&text);
        labels.insert((*lang).to_owned(), own);
        sources.insert(
            format!("content/chapters/01-{name}.{lang}.md"),
            Source::text(plain),
        );
    }
    let prepared = prepare(&sources);
    let chapter = prepared
        .study
        .chapter(name)
        .expect("the chapter was read")
        .clone();
    let said = support::lines(&prepared.diagnostics, &sources);
    Labelled {
        chapter,
        labels,
        said,
    }
}

impl Labelled {
    /// Labels of the elements of each block, per language.
    fn blocks(&self) -> Vec<BTreeMap<&str, Vec<usize>>> {
        let blocks = self.chapter.all_blocks().into_iter();
        let of_block = blocks.map(|block| {
            let texts = block.texts.iter().map(|(lang, text)| {
                let starts = text
                    .elements
                    .iter()
                    .map(|element| element.span.start)
                    .collect();
                (lang.as_str(), starts)
            });
            texts.collect()
        });
        of_block.collect()
    }

    /// Links between two languages, by the labels and by the program. An element is called by its labels and offset.
    fn links(&self, left: &str, right: &str) -> (BTreeSet<Link>, BTreeSet<Link>) {
        let (ours, theirs) = (&self.labels[left], &self.labels[right]);
        let name = |labels: &BTreeMap<usize, Vec<String>>, at: usize| {
            let all = labels
                .get(&at)
                .unwrap_or_else(|| panic!("a block at {at} has no label"));
            format!("{} @{at}", all.join("+"))
        };
        let mut wanted = BTreeSet::new();
        for (l, labels) in ours {
            let same = theirs
                .iter()
                .filter(|(_, other)| labels.iter().any(|label| other.contains(label)));
            wanted.extend(same.map(|(r, _)| (name(ours, *l), name(theirs, *r))));
        }
        let mut found = BTreeSet::new();
        for block in self.blocks() {
            for l in block.get(left).into_iter().flatten() {
                let all = block.get(right).into_iter().flatten();
                found.extend(all.map(|r| (name(ours, *l), name(theirs, *r))));
            }
        }
        (wanted, found)
    }
}

#[test]
fn labelled_pairs_are_found() {
    let (mut wanted_in_all, mut found_in_all, mut right_in_all) = (0, 0, 0);
    for (name, languages) in CHAPTERS {
        let labelled = labelled(name, languages);
        for (left, right) in pairs(languages) {
            let (wanted, found) = labelled.links(left, right);
            let right_ones = wanted.intersection(&found).count();
            println!(
                "{name} {left}-{right}: {} pairs, {} found, {right_ones} of them right",
                wanted.len(),
                found.len()
            );
            wanted
                .difference(&found)
                .for_each(|link| println!("    lacks {link:?}"));
            found
                .difference(&wanted)
                .for_each(|link| println!("    wrong {link:?}"));
            (wanted_in_all, found_in_all, right_in_all) = (
                wanted_in_all + wanted.len(),
                found_in_all + found.len(),
                right_in_all + right_ones,
            );
        }
        for line in labelled
            .said
            .iter()
            .filter(|line| line.contains("[structure-"))
        {
            println!("    {line}");
        }
    }
    let (recall, precision) = (
        share(right_in_all, wanted_in_all),
        share(right_in_all, found_in_all),
    );
    println!("{wanted_in_all} pairs: recall {recall:.4}, precision {precision:.4}");
    assert!(
        wanted_in_all >= 200,
        "the set is large enough to say something"
    );
    assert!(recall >= 0.98 && precision >= 0.98);
}

fn pairs<'a>(languages: &[&'a str]) -> Vec<(&'a str, &'a str)> {
    let mut pairs = Vec::new();
    for (at, left) in languages.iter().enumerate() {
        pairs.extend(languages[at + 1..].iter().map(|right| (*left, *right)));
    }
    pairs
}

fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}
