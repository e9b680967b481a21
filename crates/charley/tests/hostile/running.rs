//! A server as a person starts it, on free ports with a diary of its own, and raw talk with it.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

use tempfile::TempDir;

use crate::trace;

/// Longest wait for an answer.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// Noon of today. The hour is fixed, so that no test depends on when it runs; the day is the real one, since those who check
/// its certificate go by the real clock.
fn noon() -> String {
    let now = jiff::ZonedDateTime::now().with_time_zone(jiff::tz::TimeZone::UTC);
    now.with().time(jiff::civil::time(12, 0, 0, 0)).build().unwrap().to_string()
}

/// A running `charley serve`.
pub(crate) struct Running {
    child: Child,
    folder: TempDir,
    /// `127.0.0.1:PORT`
    pub(crate) host: String,
    /// Port for phones.
    pub(crate) lan_port: Option<u16>,
    pub(crate) fingerprint: Option<String>,
    /// Its own host in a browser, as `http://charley-abc.localhost:PORT`.
    pub(crate) home: String,
    pub(crate) token: String,
}

impl Running {
    /// Starts it with further arguments.
    pub(crate) fn start(more: &[&str]) -> Self {
        Self::on(tempfile::tempdir().unwrap(), more)
    }

    /// Starts it on a diary that is there.
    pub(crate) fn on(folder: TempDir, more: &[&str]) -> Self {
        let data = folder.path().join("data");
        Self::of(folder, &data, more)
    }

    /// Starts it on a diary that lies elsewhere.
    pub(crate) fn over(data: &Path) -> Self {
        Self::of(tempfile::tempdir().unwrap(), data, &[])
    }

    /// Starts it on a diary that lies elsewhere, with every call that changes a file in a log.
    pub(crate) fn traced(data: &Path, log: &Path) -> Self {
        let mut strace = trace::strace(log);
        strace.arg(env!("CARGO_BIN_EXE_charley"));
        Self::by(strace, (tempfile::tempdir().unwrap(), data), &[])
    }

    fn of(folder: TempDir, data: &Path, more: &[&str]) -> Self {
        Self::by(Command::new(env!("CARGO_BIN_EXE_charley")), (folder, data), more)
    }

    fn by(mut charley: Command, (folder, data): (TempDir, &Path), more: &[&str]) -> Self {
        let mut child = charley
            .arg("--data")
            .arg(data)
            .args(["--json", "serve", "--port", "0"])
            .args(more)
            .env("CHARLEY_NOW", noon())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut text = String::new();
        for line in BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok) {
            text.push_str(&line);
            if line == "}" {
                break;
            }
        }
        let document: serde_json::Value = serde_json::from_str(&text).unwrap();
        let link = document["link"].as_str().unwrap();
        let host = link.trim_start_matches("http://").split('/').next().unwrap().to_owned();
        let token = link.split_once("token=").unwrap().1.to_owned();
        let lan_port = document["lan_port"].as_u64().map(|port| port as u16);
        let fingerprint = document["certificate_sha256"].as_str().map(str::to_owned);
        let home = document["home"].as_str().unwrap().to_owned();
        Self { child, folder, host, lan_port, fingerprint, home, token }
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Follows the one-time link and gives the cookie.
    pub(crate) fn session(&self) -> String {
        let answer = self.get(&format!("/open?token={}", self.token));
        let line = answer.lines().find(|line| line.to_lowercase().starts_with("set-cookie:")).unwrap();
        line.split_once(": ").unwrap().1.split(';').next().unwrap().to_owned()
    }

    /// A token that may only add, made on the page.
    pub(crate) fn append_token(&self) -> String {
        let cookie = self.session();
        let head = format!(
            "cookie: {cookie}\r\nsec-fetch-site: same-origin\r\ncontent-type: application/x-www-form-urlencoded"
        );
        let made =
            self.say(&self.request("POST", "/settings/devices", &head, "do=token&scope=append&name=x"));
        let location = made
            .lines()
            .find(|line| line.to_lowercase().starts_with("location:"))
            .unwrap_or_else(|| panic!("{made}"));
        let path = location.split_once(": ").unwrap().1.split('#').next().unwrap();
        let page = self.say(&self.request("GET", path, &format!("cookie: {cookie}"), ""));
        let tokens = page.split("<code>").filter_map(|part| part.split("</code>").next());
        tokens.filter(|text| text.len() == 64).last().unwrap().to_owned()
    }

    pub(crate) fn request(&self, method: &str, path: &str, head: &str, body: &str) -> Vec<u8> {
        let head = if head.is_empty() { String::new() } else { format!("{head}\r\n") };
        let (host, length) = (&self.host, body.len());
        format!("{method} {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\ncontent-length: {length}\r\n{head}\r\n{body}")
            .into_bytes()
    }

    /// A request to another of its names.
    pub(crate) fn request_of(&self, origin: &str, method: &str, path: &str, head: &str) -> Vec<u8> {
        let request = String::from_utf8(self.request(method, path, head, "")).unwrap();
        let host = origin.trim_start_matches("http://");
        request.replacen(&format!("host: {}", self.host), &format!("host: {host}"), 1).into_bytes()
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.host).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_write_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Sends bytes and gives whatever comes back until the other side closes.
    pub(crate) fn say(&self, bytes: &[u8]) -> String {
        let mut stream = self.connect();
        // A server that has heard enough may close while we still speak.
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    pub(crate) fn get(&self, path: &str) -> String {
        self.say(&self.request("GET", path, "", ""))
    }

    /// Whether it still answers as it should.
    pub(crate) fn is_alive(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none() && self.get("/healthz").ends_with("ok")
    }

    /// Memory it holds now, in MB.
    pub(crate) fn memory_mb(&self) -> u64 {
        self.status_kb("VmRSS:") / 1024
    }

    /// The most memory it ever held, in MB.
    pub(crate) fn peak_mb(&self) -> u64 {
        self.status_kb("VmHWM:") / 1024
    }

    fn status_kb(&self, name: &str) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with(name)).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    }

    /// Signal 9, and the folder it leaves behind.
    pub(crate) fn kill(mut self) -> TempDir {
        self.end();
        std::mem::replace(&mut self.folder, tempfile::tempdir().unwrap())
    }

    /// Signal 9. A tracer that stands between ends with the server that it traces.
    fn end(&mut self) {
        let id = self.child.id();
        let traced = std::fs::read_to_string(format!("/proc/{id}/task/{id}/children")).unwrap_or_default();
        // It may be dead already.
        let _ = match traced.split_whitespace().next() {
            Some(charley) => Command::new("kill").args(["-9", charley]).status().map(drop),
            None => self.child.kill(),
        };
        let _ = self.child.wait();
    }

    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.end();
    }
}

/// The status of an answer; 0 when the other side closed without one.
pub(crate) fn status(answer: &str) -> u16 {
    answer.strip_prefix("HTTP/1.1 ").and_then(|rest| rest.get(..3)?.parse().ok()).unwrap_or(0)
}
