//! The preview at work on a real folder and a real port: every way in which editors save is noticed.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// The program at work on a free port; ended with the value.
struct Served {
    child: Child,
    address: String,
}

impl Served {
    fn start(root: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_diglot"))
            .args(["serve", "-p", "0", "-C"])
            .arg(root)
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

    fn version_after(&self, since: u64) -> u64 {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        let patience = Some(Duration::from_secs(10));
        stream.set_read_timeout(patience).expect("a socket");
        let ask = format!(
            "GET /_diglot/live?since={since} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        );
        stream.write_all(ask.as_bytes()).expect("it reads");
        let mut answer = String::new();
        stream
            .read_to_string(&mut answer)
            .expect("it answers in time");
        let (_, body) = answer.split_once("\r\n\r\n").expect("head and body");
        let news: serde_json::Value = serde_json::from_str(body).expect("JSON");
        news["version"].as_u64().expect("a number")
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn every_way_of_saving_is_noticed() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let root = dir.path();
    let chapters = root.join("content/chapters");
    fs::create_dir_all(&chapters).expect("folders");
    fs::write(
        root.join("content/study.yaml"),
        "title: A\nlanguages: [en]\n",
    )
    .expect("a file");
    let chapter = chapters.join("01-a.en.md");
    fs::write(&chapter, "---\ntitle: A\n---\n\nOne.\n").expect("a file");
    let served = Served::start(root);
    let mut version = served.version_after(0);
    let saves: [(&str, &dyn Fn()); 6] = [
        ("in place", &|| {
            fs::write(&chapter, "---\ntitle: B\n---\n\nTwo.\n").expect("a file");
        }),
        ("renamed over", &|| {
            fs::write(chapters.join(".01-a.tmp"), "---\ntitle: C\n---\n\nThree.\n")
                .expect("a file");
            fs::rename(chapters.join(".01-a.tmp"), &chapter).expect("a rename");
        }),
        ("moved away and written anew, as vim does", &|| {
            fs::rename(&chapter, chapters.join("01-a.en.md~")).expect("a rename");
            fs::write(&chapter, "---\ntitle: D\n---\n\nFour.\n").expect("a file");
            fs::remove_file(chapters.join("01-a.en.md~")).expect("a file");
        }),
        ("in a folder that is new", &|| {
            fs::create_dir_all(chapters.join("02-part/deep")).expect("folders");
            fs::write(
                chapters.join("02-part/deep/01-b.en.md"),
                "---\ntitle: E\n---\n",
            )
            .expect("a file");
        }),
        ("the sources gone", &|| {
            fs::remove_dir_all(root.join("content")).expect("a folder");
        }),
        ("and back again", &|| {
            fs::create_dir_all(&chapters).expect("folders");
            fs::write(&chapter, "---\ntitle: F\n---\n\nFive.\n").expect("a file");
        }),
    ];
    for (way, save) in saves {
        save();
        let now = served.version_after(version);
        assert!(now > version, "{way}: nothing was noticed");
        // What one save sets off may come in two steps. Let it end before the next one.
        std::thread::sleep(Duration::from_millis(400));
        version = served.version_after(0);
    }
    fs::write(&chapter, "---\ntitle: G\n---\n\nSix.\n").expect("a file");
    assert!(
        served.version_after(version) > version,
        "the new folder is watched too"
    );
}
