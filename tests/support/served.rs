//! The program `diglot serve` at work on a free port.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// Ended with the value.
pub(crate) struct Served {
    child: Child,
    pub(crate) address: String,
}

impl Served {
    pub(crate) fn start(root: &Path, options: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_diglot"))
            .args(["serve", "-p", "0", "-C"])
            .arg(root)
            .args(options)
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program was built");
        let stderr = child.stderr.take().expect("it is piped");
        let mut lines = BufReader::new(stderr).lines().map_while(Result::ok);
        let line = lines
            .find(|line| line.contains("the preview is at "))
            .expect("it says where");
        // Read on, lest the program wait for a reader.
        std::thread::spawn(move || lines.count());
        let (_, rest) = line.split_once("http://").expect("an address");
        let (address, _) = rest.split_once('/').expect("its path");
        Self {
            child,
            address: address.replace("localhost", "127.0.0.1"),
        }
    }

    /// The answer to raw bytes, head and body; empty if the connection is closed without one.
    pub(crate) fn raw(&self, request: &[u8]) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        let patience = Some(Duration::from_secs(10));
        stream.set_read_timeout(patience).expect("a socket");
        // It may have heard enough before we have said all.
        let _ = stream.write_all(request);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// The body of the answer to a GET.
    pub(crate) fn get(&self, target: &str) -> String {
        let ask = format!("GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        let answer = self.raw(ask.as_bytes());
        let parts = answer.split_once("\r\n\r\n");
        parts.map(|(_, body)| body.to_owned()).unwrap_or_default()
    }

    /// What a tab is told of the page at an address.
    pub(crate) fn about(&self, path: &str) -> serde_json::Value {
        serde_json::from_str(&self.get(&format!("/_diglot/page?path={path}"))).expect("JSON")
    }

    /// The version that comes after another, waited for.
    pub(crate) fn version_after(&self, since: u64) -> u64 {
        let news = self.get(&format!("/_diglot/live?since={since}"));
        let news: serde_json::Value = serde_json::from_str(&news).expect("news in time");
        news["version"].as_u64().expect("a number")
    }

    /// False once it has ended.
    pub(crate) fn is_alive(&mut self) -> bool {
        self.child.try_wait().is_ok_and(|ended| ended.is_none())
    }

    /// The time that its processor has spent on it so far, in the system's ticks (Linux).
    pub(crate) fn ticks(&self) -> Option<u64> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).ok()?;
        let (_, after) = stat.rsplit_once(") ")?;
        let mut fields = after.split(' ').skip(11);
        Some(fields.next()?.parse::<u64>().ok()? + fields.next()?.parse::<u64>().ok()?)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
