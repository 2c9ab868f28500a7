//! Records as tables: columns follow from the shape of a record, rows from its values.
//!
//! A text has a column per language (`title_ru`), a map a column per field (`rights_crc`), a list of words one column
//! with commas. A list of maps, such as the entries of progress, is a table of its own beside it.

use super::{Dataset, Origin};
use crate::language::Lang;
use crate::study::When;
use crate::yaml::Shape;
use serde_json::{Map, Value};

/// A table, ready for whatever writes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// `recommendations`, `recommendations-progress`
    pub name: String,
    /// From left to right.
    pub columns: Vec<Column>,
    /// One per record, or per entry of its list; each as long as the columns.
    pub rows: Vec<Vec<Cell>>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// `title_ru`
    pub name: String,
    /// What its cells hold.
    pub sort: Sort,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Running text.
    Prose,
    /// A word, an id, an address.
    Text,
    /// A whole number.
    Number,
    /// `true` or `false`.
    Truth,
    /// A date as precise as it is known.
    Date,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Not stated.
    Empty,
    /// Words.
    Text(String),
    /// A whole number.
    Number(u32),
    /// `true` or `false`.
    Truth(bool),
    /// A date.
    Date(When),
}

/// A column and the way to its value in a record.
struct Way {
    column: Column,
    steps: Vec<String>,
}

/// The tables of a dataset: its records, then each of their lists.
pub fn tables(data: &Dataset, origin: &Origin) -> Vec<Table> {
    let mut flat = Flat {
        languages: &data.languages,
        ways: Vec::new(),
        lists: Vec::new(),
    };
    flat.shape(&data.shape, &[]);
    let Flat {
        mut ways, lists, ..
    } = flat;
    let head = front(&mut ways);
    let records = data.records.iter().map(|record| (record, record));
    let mut out = vec![table(data.kind.to_owned(), &head, &ways, records, origin)];
    for (steps, shape) in lists {
        let mut flat = Flat {
            languages: &data.languages,
            ways: Vec::new(),
            lists: Vec::new(),
        };
        flat.shape(shape, &[]);
        let entries = data.records.iter().flat_map(|record| {
            let list = value(record, &steps).and_then(Value::as_array);
            let entries = list.into_iter().flatten().filter_map(Value::as_object);
            entries.map(move |entry| (record, entry))
        });
        let name = format!("{}-{}", data.kind, steps.join("-"));
        let table = table(name, &head, &flat.ways, entries, origin);
        // Most studies have no entries for most lists.
        if !table.rows.is_empty() {
            out.push(table);
        }
    }
    out
}

/// Takes out the columns that stand before all others, also in the tables of lists: id and number.
fn front(ways: &mut Vec<Way>) -> Vec<Way> {
    let (head, rest) = std::mem::take(ways)
        .into_iter()
        .partition(|way| ["id", "number"].contains(&way.column.name.as_str()));
    *ways = rest;
    head
}

fn table<'r>(
    name: String,
    head: &[Way],
    ways: &[Way],
    entries: impl Iterator<Item = (&'r Map<String, Value>, &'r Map<String, Value>)>,
    origin: &Origin,
) -> Table {
    let before = [("as_of", Sort::Date, dated(origin.as_of))];
    let after = [
        ("licence", Sort::Text, text(&origin.licence)),
        ("licence_url", Sort::Text, text(&origin.licence_url)),
        // A record may have a `source` of its own: the work that a definition is taken from.
        ("source_url", Sort::Text, text(&origin.source)),
        ("edition", Sort::Text, text(&origin.edition)),
        ("edition_date", Sort::Date, dated(origin.date)),
    ];
    let fixed = |(name, sort, _): &(&str, Sort, Cell)| Column {
        name: (*name).to_owned(),
        sort: *sort,
    };
    let own = |ways: &[Way]| {
        ways.iter()
            .map(|way| way.column.clone())
            .collect::<Vec<_>>()
    };
    let mut columns = own(head);
    columns.extend(before.iter().map(fixed));
    // An entry may have an id of its own: `related_id` beside the `id` of the record.
    let list = name.rsplit_once('-').map(|(_, list)| list);
    columns.extend(own(ways).into_iter().map(|column| match list {
        Some(list) if columns_taken(head, &column.name) => Column {
            name: format!("{list}_{}", column.name),
            ..column
        },
        _ => column,
    }));
    columns.extend(after.iter().map(fixed));
    let rows = entries.map(|(record, entry)| {
        let mut row: Vec<Cell> = head.iter().map(|way| cell(record, way)).collect();
        row.extend(before.iter().map(|(_, _, cell)| cell.clone()));
        row.extend(ways.iter().map(|way| cell(entry, way)));
        row.extend(after.iter().map(|(_, _, cell)| cell.clone()));
        row
    });
    Table {
        rows: rows.collect(),
        columns,
        name,
    }
}

fn columns_taken(head: &[Way], name: &str) -> bool {
    head.iter().any(|way| way.column.name == name)
}

fn text(words: &Option<String>) -> Cell {
    words.clone().map_or(Cell::Empty, Cell::Text)
}

fn dated(date: Option<When>) -> Cell {
    date.map_or(Cell::Empty, Cell::Date)
}

/// Walks a shape and notes its columns.
struct Flat<'s> {
    languages: &'s [Lang],
    ways: Vec<Way>,
    /// Lists of maps, with the way to them.
    lists: Vec<(Vec<String>, &'s Shape)>,
}

impl<'s> Flat<'s> {
    fn shape(&mut self, shape: &'s Shape, steps: &[String]) {
        match shape {
            Shape::Fields(fields) => {
                for field in fields {
                    self.shape(&field.shape, &further(steps, field.key));
                }
            }
            Shape::PerLang { value, .. } => {
                for lang in self.languages {
                    self.shape(value, &further(steps, lang.as_str()));
                }
            }
            Shape::List(element) => match &**element {
                Shape::Fields(_) => self.lists.push((steps.to_vec(), element)),
                _ => self.column(steps, Sort::Text),
            },
            Shape::Prose => self.column(steps, Sort::Prose),
            Shape::Number => self.column(steps, Sort::Number),
            Shape::Truth => self.column(steps, Sort::Truth),
            Shape::Date => self.column(steps, Sort::Date),
            _ => self.column(steps, Sort::Text),
        }
    }

    fn column(&mut self, steps: &[String], sort: Sort) {
        self.ways.push(Way {
            column: Column {
                name: steps.join("_"),
                sort,
            },
            steps: steps.to_vec(),
        });
    }
}

fn further(steps: &[String], step: &str) -> Vec<String> {
    let mut steps = steps.to_vec();
    steps.push(step.to_owned());
    steps
}

fn value<'r>(record: &'r Map<String, Value>, steps: &[String]) -> Option<&'r Value> {
    let (first, rest) = steps.split_first()?;
    let first = record.get(first)?;
    rest.iter().try_fold(first, |value, step| value.get(step))
}

fn cell(record: &Map<String, Value>, way: &Way) -> Cell {
    let Some(value) = value(record, &way.steps) else {
        return Cell::Empty;
    };
    match (value, way.column.sort) {
        (Value::String(date), Sort::Date) => {
            When::parse(date).map_or_else(|| Cell::Text(date.clone()), Cell::Date)
        }
        (Value::String(text), _) => Cell::Text(text.clone()),
        (Value::Bool(truth), _) => Cell::Truth(*truth),
        (Value::Number(number), _) => number
            .as_u64()
            .and_then(|number| u32::try_from(number).ok())
            .map_or_else(|| Cell::Text(number.to_string()), Cell::Number),
        (Value::Array(list), _) => {
            let words: Vec<&str> = list.iter().filter_map(Value::as_str).collect();
            Cell::Text(words.join(", "))
        }
        (Value::Null | Value::Object(_), _) => Cell::Empty,
    }
}
