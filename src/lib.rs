//! Diglot publishes a research study in two languages as one document.
//!
//! ```text
//!  disk ─load─▶ Sources ─read─▶ Texts ─align─▶ Study ─plan─▶ Site ──▶ page(route) ─▶ Output ─write─▶ disk
//!               files      one per language    │             index   view + theme   files
//!                                              └─check─▶ diagnostics
//! ```
//!
//! Each arrow is a function, each name a plain value that can be printed, compared and made by hand in a test.
//! Nothing flows back. Only the two outer arrows touch the disk; between them there is no file, clock,
//! environment or network.
//!
//! # Floors
//!
//! Each room imports only rooms below it; `tests/architecture.rs` holds us to it.
//!
//! ```text
//! 9 bin
//! 8 preview
//! 7 build
//! 6 check     format    scaffold
//! 5 site
//! 4 read      theme
//! 3 align     yaml      disk
//! 2 study     diagnostic    output
//! 1 source    language
//! ```
//!
//! # Invariants
//!
//! - Output is deterministic to the byte: no clock, no map order, no thread order, no absolute path reaches it.
//! - A mistake of an author is a [`diagnostic::Diagnostic`], never an `Err`; the run goes on to report the rest.
//! - An [`study::BlockId`] is the same in every language. Before `align` no block has one, after it every block has.
//! - A page is made from its [`site::view::View`] and the [`theme::Theme`], nothing else.
//! - Which languages a study has is data: there is no `match` on a [`language::Lang`] anywhere.
//! - Each outside crate has one door: `read/markdown.rs` pulldown-cmark, `theme/templates.rs` tera, `yaml/values.rs` and
//!   `yaml/marks.rs` the two readers of YAML, `disk/load.rs` walkdir, `preview/watch.rs` notify, `preview/server.rs` tiny_http.

pub mod align;
pub mod build;
pub mod check;
pub mod diagnostic;
pub mod disk;
pub mod format;
pub mod language;
pub mod output;
pub mod preview;
pub mod read;
pub mod scaffold;
pub mod site;
pub mod source;
pub mod study;
pub mod theme;
pub mod yaml;
