//! Data for others, under `data/`: JSON with schemas, CSV, one workbook, and a description of all of it for programs.
//! Beside them stands what the site's own filters read where a list is long.

mod csv;
mod filters;
mod json;
mod package;
mod workbook;

use super::Files;
use crate::diagnostic::Read;
use crate::output::File;
use crate::site::Site;
use crate::site::data::{self, FOLDER, Origin, datasets, tables};
use crate::study::Study;
use crate::theme::Theme;

/// All data files; none for a study without records.
pub(super) fn data(study: &Study, site: &Site, theme: &Theme) -> Read<Files> {
    let datasets = datasets(study, site, theme);
    if datasets.is_empty() {
        return Read::clean(Vec::new());
    }
    let origin = Origin::of(study, site, theme);
    let mut files = Vec::new();
    let mut described = Vec::new();
    let mut all = Vec::new();
    for data in &datasets {
        let kind = data.kind;
        files.push((
            format!("{kind}.json"),
            File::made(json::records(data, &origin)),
        ));
        files.push((
            format!("schema/{kind}.json"),
            File::made(json::schema(data, &origin)),
        ));
        for table in tables(data, &origin) {
            let file = File::made(csv::text(&table));
            described.push(package::table(&table, &file));
            files.push((format!("{}.csv", table.name), file));
            all.push(table);
        }
    }
    let workbook = File::made(workbook::bytes(&all, &origin));
    described.push(package::workbook(&workbook));
    files.push(("study.xlsx".to_owned(), workbook));
    let package = package::text(described, &origin);
    files.push(("datapackage.json".to_owned(), File::made(package)));
    let placed = files
        .into_iter()
        .map(|(name, file)| (format!("{FOLDER}{name}"), file));
    let long = data::filters(study, site, theme);
    let long = long
        .iter()
        .map(|one| (one.path.clone(), File::made(filters::text(one))));
    Read::clean(placed.chain(long).collect())
}
