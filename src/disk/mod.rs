//! Reads a study and writes a site; what is written to the file system at all is written here.
//!
//! Others only look at it: the preview reads a picture when it serves it, and asks whether a file or an editor is there,
//! the program whether a folder holds a study.
//!
//! It knows files, not studies. What is wrong with a file of the authors is kept in [`Sources`](crate::source::Sources) as a defect;
//! an [`Error`] is about the machine: a full disk, a folder that is not ours, a second build at work.

mod builtin;
mod create;
mod deeds;
mod error;
mod guard;
mod held;
mod known;
mod load;
mod lock;
mod manifest;
mod metadata;
#[cfg(test)]
mod power_cut;
mod stage;
mod write;

pub use builtin::add_builtin_theme;
pub use create::{create, overwrite};
pub use error::{Cause, Error};
pub use known::{Known, Links};
pub use load::{SOURCE_FOLDERS, is_dropping, load, load_again, load_one};
pub use lock::{rewrite, write_lock};
pub use stage::Stage;
pub use write::{Target, Unchanged, Written, clean, unchanged, write};
