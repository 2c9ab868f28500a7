//! All tests that use the program from outside, in one crate: it is linked once.

#[path = "support/own_source.rs"]
mod own_source;
#[path = "support/served.rs"]
mod served;
mod support;

mod agreement;
mod align;
mod alignment;
mod architecture;
mod checks;
mod codes;
mod command;
mod data;
mod diagnostics;
mod disk;
mod exports;
mod faults;
mod hostile;
mod memory;
mod own_study;
mod pages;
mod parity;
mod preview;
mod preview_server;
mod privacy;
mod properties;
mod read_markdown;
mod reader;
mod records;
mod saves;
mod schema;
mod site;
mod themes;
mod typography;
mod warm;
