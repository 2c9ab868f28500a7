//! The command line: as typed, and as meant.

use crate::build::PATIENCE;
use crate::failure::Failure;
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use diglot::disk::{SOURCE_FOLDERS, Target};
use diglot::language::Lang;
use std::path::{Path, PathBuf};

/// Publishes a research study in two languages as one document.
#[derive(Debug, Parser)]
#[command(version, propagate_version = true, arg_required_else_help = true)]
pub(crate) struct Args {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
    /// Options of every command.
    #[command(flatten)]
    pub(crate) everywhere: Everywhere,
}

/// Options that work with every command.
#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "Options of every command")]
pub(crate) struct Everywhere {
    /// The study's folder [default: the folder that holds `content/`, found upwards from here]
    #[arg(short = 'C', long, global = true, value_name = "DIR")]
    root: Option<PathBuf>,
    /// Where the site is written, relative to here [default: `output` in the study's folder]
    #[arg(short, long, global = true, value_name = "DIR")]
    output_dir: Option<PathBuf>,
    /// Where the site will stand on the web, instead of the study's own `base_url`
    #[arg(short = 'u', long, global = true, value_name = "URL", value_parser = base_url)]
    pub(crate) base_url: Option<String>,
    /// Say nothing but what is wrong
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// Say more: every file that was written or removed
    #[arg(short, long, global = true)]
    pub(crate) verbose: bool,
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: Color,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make the site
    Build(Build),
    /// Show the site in a browser, and keep it up to date while files change
    #[command(alias = "preview")]
    Serve(Serve),
    /// Say what is wrong, and write nothing
    Check(Check),
    /// List the blocks and fields whose texts are not agreed
    Status(Status),
    /// Say that texts say the same again
    Agree(Agree),
    /// Write the ids of blocks into the Markdown
    Ids(Ids),
    /// Remove from the output folder what builds wrote there
    Clean,
    /// Start a study that builds at once
    #[command(alias = "init")]
    New(New),
    /// Add a record or a chapter, in every language
    Add(Add),
    /// Say what a code such as `link-broken` means; without a code, list all
    Explain(Explain),
    /// Print what a file of a study may hold, as a JSON Schema for editors; without a name, list the files
    Schema(Schema),
    /// Print a script that completes commands in a shell
    Completions(Completions),
}

/// `diglot build`
#[derive(Debug, ClapArgs)]
pub(crate) struct Build {
    /// Publish drafts too
    #[arg(long)]
    pub(crate) drafts: bool,
    /// Only these languages
    #[arg(long, value_name = "L", value_parser = language, value_delimiter = ',')]
    pub(crate) lang: Vec<Lang>,
    /// Give up if `content/lock/` is not up to date, instead of renewing it
    #[arg(long)]
    pub(crate) locked: bool,
    /// Take warnings for errors, and texts that are not agreed as well
    #[arg(long)]
    pub(crate) strict: bool,
    /// Print the time and the share of every stage
    #[arg(long)]
    pub(crate) timings: bool,
}

/// `diglot serve`
#[derive(Debug, ClapArgs)]
pub(crate) struct Serve {
    /// Port to listen on; without it 4040, or the next one that is free
    #[arg(short, long, value_name = "PORT")]
    pub(crate) port: Option<u16>,
    /// Give up if the port is taken
    #[arg(long)]
    pub(crate) strict_port: bool,
    /// Name or address to listen on
    #[arg(long, value_name = "HOST", default_value = "127.0.0.1")]
    pub(crate) host: String,
    /// Serve below the path of the base address, as the site will stand on the web
    #[arg(long)]
    pub(crate) base: bool,
    /// Open the site in a browser
    #[arg(short = 'O', long)]
    pub(crate) open: bool,
    /// Open the page of the file that was just saved, at the block that changed
    #[arg(long)]
    pub(crate) follow: bool,
    /// Look for changes this often, for folders of other machines [default: the system tells]
    #[arg(long, value_name = "MS", value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) poll: Option<u64>,
    /// Show drafts too
    #[arg(
        long,
        value_name = "BOOL",
        num_args = 0..=1,
        require_equals = true,
        default_value_t = true,
        default_missing_value = "true",
        action = clap::ArgAction::Set
    )]
    pub(crate) drafts: bool,
}

/// `diglot check`
#[derive(Debug, ClapArgs)]
pub(crate) struct Check {
    /// How to print what is wrong
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(crate) format: Format,
    /// Take warnings for errors, and texts that are not agreed as well
    #[arg(long)]
    pub(crate) strict: bool,
}

/// `diglot status`
#[derive(Debug, ClapArgs)]
pub(crate) struct Status {
    /// Only what this language has to do: what it lacks, copies, or has not followed
    #[arg(value_name = "LANG", value_parser = language)]
    pub(crate) lang: Option<Lang>,
    /// How to print the list
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(crate) format: ListFormat,
}

/// How a list is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    /// For people, with the words that changed
    Human,
    /// A JSON array
    Json,
}

/// `diglot agree`
#[derive(Debug, ClapArgs)]
#[group(required = true, multiple = false)]
pub(crate) struct Agree {
    /// Blocks and fields as `status` lists them: `young-people#p-k3f9x`, or `p-k3f9x` alone; `R04.title`, or `R04` for all its fields
    #[arg(value_name = "ID")]
    pub(crate) ids: Vec<String>,
    /// Everything in this chapter, news item (`news/launch`) or data file (`recommendations`)
    #[arg(long, value_name = "C")]
    pub(crate) chapter: Option<String>,
    /// Every block whose texts have all moved on
    #[arg(long)]
    pub(crate) both: bool,
    /// Everything
    #[arg(long)]
    pub(crate) all: bool,
}

/// `diglot ids`
#[derive(Debug, ClapArgs)]
pub(crate) struct Ids {
    /// Change the files
    #[arg(long, required = true)]
    pub(crate) write: bool,
    /// Only this chapter or news item (`news/launch`)
    #[arg(value_name = "CHAPTER")]
    pub(crate) chapter: Option<String>,
}

/// `diglot new`
#[derive(Debug, ClapArgs)]
pub(crate) struct New {
    /// Folder of the new study
    #[arg(value_name = "DIR")]
    pub(crate) dir: PathBuf,
    /// Its languages
    #[arg(long, value_name = "L", value_parser = language, value_delimiter = ',', default_value = "en,ru")]
    pub(crate) lang: Vec<Lang>,
}

/// `diglot add`
#[derive(Debug, ClapArgs)]
pub(crate) struct Add {
    /// What to add
    #[arg(value_name = "KIND", value_parser = kinds())]
    pub(crate) kind: String,
    /// An answer, such as `title.en=Test the wells` or `themes=water,health`; on a terminal, what is not said is asked
    #[arg(long, value_name = "FIELD=VALUE")]
    pub(crate) set: Vec<String>,
    /// Ask nothing, also on a terminal
    #[arg(long)]
    pub(crate) no_input: bool,
}

fn kinds() -> clap::builder::PossibleValuesParser {
    let names = diglot::scaffold::add::KINDS.iter().map(|kind| kind.name);
    names.collect::<Vec<_>>().into()
}

/// `diglot explain`
#[derive(Debug, ClapArgs)]
pub(crate) struct Explain {
    /// As it stands in brackets at the head of a message
    #[arg(value_name = "CODE")]
    pub(crate) code: Option<String>,
}

/// `diglot schema`
#[derive(Debug, ClapArgs)]
pub(crate) struct Schema {
    /// Which file, as in `recommendations`; `chapter` is the head of a chapter
    #[arg(value_name = "FILE", conflicts_with = "write")]
    pub(crate) kind: Option<String>,
    /// Write all of them into `content/.schema/`, where the first line of a YAML file can name them
    #[arg(long)]
    pub(crate) write: bool,
}

/// `diglot completions`
#[derive(Debug, ClapArgs)]
pub(crate) struct Completions {
    /// Which shell
    #[arg(value_name = "SHELL")]
    pub(crate) shell: clap_complete::Shell,
}

/// How diagnostics are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people, with the line in question
    Human,
    /// A JSON array
    Json,
    /// SARIF 2.1.0, for code scanners
    Sarif,
    /// Annotations of GitHub Actions
    Github,
}

/// Where a study stands and where its site goes.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// The folder that holds `content/`.
    pub(crate) root: PathBuf,
    /// The output folder; it need not exist.
    pub(crate) output: PathBuf,
    /// Instead of the study's own base address.
    pub(crate) base_url: Option<String>,
}

impl Place {
    /// Where to write.
    pub(crate) fn target(&self) -> Target<'_> {
        Target {
            root: &self.root,
            dir: &self.output,
            patience: PATIENCE,
        }
    }
}

impl Everywhere {
    /// The study that is meant.
    pub(crate) fn place(&self) -> Result<Place, Failure> {
        let root = match &self.root {
            Some(root) if is_study(root) => root.clone(),
            Some(root) => return Err(no_study(root, "")),
            None => upwards()?,
        };
        let output = self.output_dir.clone();
        Ok(Place {
            output: output.unwrap_or_else(|| root.join("output")),
            base_url: self.base_url.clone(),
            root,
        })
    }
}

/// The nearest folder from here upwards that holds a study; `.` if it is this one, so that messages show short paths.
fn upwards() -> Result<PathBuf, Failure> {
    if is_study(Path::new(".")) {
        return Ok(PathBuf::from("."));
    }
    let here = std::env::current_dir()
        .map_err(|cause| Failure::Machine(format!("cannot tell which folder this is: {cause}")))?;
    let found = here.ancestors().find(|folder| is_study(folder));
    found
        .map(Path::to_owned)
        .ok_or_else(|| no_study(&here, ", nor has any folder above it"))
}

fn is_study(folder: &Path) -> bool {
    folder.join(SOURCE_FOLDERS[0]).is_dir()
}

fn no_study(folder: &Path, nor: &str) -> Failure {
    Failure::Usage(format!(
        "no study in `{}`: it has no folder `content`{nor}\n\
         help: give the study's folder with `-C DIR`, or start a study with `diglot new DIR`",
        folder.display()
    ))
}

fn language(tag: &str) -> Result<Lang, String> {
    Lang::parse(tag).map_err(|error| error.to_string())
}

/// An absolute address; a slash is put at its end.
fn base_url(typed: &str) -> Result<String, String> {
    let host = ["https://", "http://"]
        .iter()
        .find_map(|scheme| typed.strip_prefix(scheme));
    let is_sound = host.is_some_and(|host| !host.is_empty() && !host.starts_with('/'));
    if !is_sound
        || typed.contains(|letter: char| letter.is_whitespace() || "?#\"<>".contains(letter))
    {
        return Err("expected an address such as `https://example.org/study/`".to_owned());
    }
    Ok(format!("{}/", typed.trim_end_matches('/')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definition_is_sound() {
        <Args as clap::CommandFactory>::command().debug_assert();
    }

    #[test]
    fn base_addresses() {
        for (typed, meant) in [
            ("https://example.org", Some("https://example.org/")),
            ("http://example.org/a/b/", Some("http://example.org/a/b/")),
            ("example.org", None),
            ("https://", None),
            ("https:///a", None),
            ("https://example.org/?q", None),
        ] {
            assert_eq!(base_url(typed).ok().as_deref(), meant, "{typed}");
        }
    }
}
