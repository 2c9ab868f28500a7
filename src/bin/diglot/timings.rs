//! How long each stage of a build took: `diglot build --timings`.

use crate::terminal::Terminal;
use std::time::{Duration, Instant};

/// A stopwatch that is pressed whenever a stage is done.
#[derive(Debug)]
pub(crate) struct Timings {
    start: Instant,
    last: Instant,
    stages: Vec<(&'static str, Duration)>,
}

impl Timings {
    /// Starts now.
    pub(crate) fn start() -> Self {
        let now = Instant::now();
        Self {
            start: now,
            last: now,
            stages: Vec::new(),
        }
    }

    /// A stage is done.
    pub(crate) fn done(&mut self, stage: &'static str) {
        let now = Instant::now();
        self.stages.push((stage, now - self.last));
        self.last = now;
    }

    /// Since the start.
    pub(crate) fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }

    /// A line for each stage: its time and its share of the whole.
    pub(crate) fn print(&self, terminal: &Terminal) {
        let whole = (self.last - self.start).as_secs_f64().max(f64::EPSILON);
        for (stage, took) in &self.stages {
            let seconds = took.as_secs_f64();
            terminal.warn(&format!(
                "{stage:<8}{:>10.1} ms{:>7.1} %",
                seconds * 1000.0,
                seconds / whole * 100.0
            ));
        }
        terminal.warn(&format!("{:<8}{:>10.1} ms", "all", whole * 1000.0));
    }
}
