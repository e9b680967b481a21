//! Ten thousand broken requests, heads without end, paths that climb, files of two gigabytes.

use std::io::{Read as _, Write as _};

use crate::running::{Running, status};

/// Memory that broken requests may cost, in MB.
const MOST_MB: u64 = 60;

/// Xorshift: the same requests in every test.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most as u64) as usize
    }
}

#[test]
fn ten_thousand_broken_requests_are_refused_and_cost_nothing() {
    let mut server = Running::start(&[]);
    let token = server.append_token();
    let whole = [
        server.request("GET", "/", "", ""),
        server.request("GET", "/diary?all=1", "cookie: a=b; c", ""),
        server.request("POST", "/api/v1/events", &format!("authorization: Bearer {token}"), "{\"id\":\"x\"}"),
        server.request("POST", "/nights", "sec-fetch-site: same-origin", "night=2026&id=%ff&answer=\u{7f}"),
    ];
    let before_mb = server.memory_mb();
    let mut dice = Dice(0x2545_f491_4f6c_dd1d);
    let mut answered = std::collections::BTreeMap::<u16, u32>::new();
    for _ in 0..10_000 {
        let mut bytes = whole[dice.below(whole.len())].clone();
        for _ in 0..=dice.below(8) {
            let at = dice.below(bytes.len().max(1));
            match dice.below(4) {
                _ if bytes.is_empty() => break,
                0 => bytes[at] = dice.below(256) as u8,
                1 => drop(bytes.remove(at)),
                2 => bytes.insert(at, b"\r\n\0%: \x80/"[dice.below(8)]),
                _ => bytes.truncate(at.max(1)),
            }
        }
        let mut stream = server.connect();
        let _ = stream.write_all(&bytes);
        // Whoever breaks off is not waited for.
        let _ = stream.shutdown(std::net::Shutdown::Write);
        let mut answer = [0_u8; 64];
        let read = stream.read(&mut answer).unwrap_or(0);
        *answered.entry(status(&String::from_utf8_lossy(&answer[..read]))).or_default() += 1;
    }
    // Nothing was broken (5xx), nothing was let in (2xx, but for what is open to all).
    assert!(answered.keys().all(|code| *code < 500), "{answered:?}");
    assert!(answered.contains_key(&400) && answered.contains_key(&401), "{answered:?}");
    assert!(server.is_alive());
    let more_mb = server.memory_mb().saturating_sub(before_mb);
    assert!(more_mb < MOST_MB, "{more_mb} MB more after {answered:?}");
}

#[test]
fn heads_without_end_are_cut_off() {
    let mut server = Running::start(&[]);
    let long = format!("x: {}", "a".repeat(4_000_000));
    let many: Vec<String> = (0..5_000).map(|number| format!("x-{number}: a")).collect();
    for head in [long, many.join("\r\n")] {
        let answer = server.say(&server.request("GET", "/", &head, ""));
        // The server may close on us while we still send: then there is no answer to read.
        assert!([431, 0].contains(&status(&answer)), "{}", answer.lines().next().unwrap_or_default());
    }
    let just_too_many: Vec<String> = (0..90).map(|number| format!("x-{number}: a")).collect();
    assert_eq!(status(&server.say(&server.request("GET", "/", &just_too_many.join("\r\n"), ""))), 431);
    let address = format!("/{}", "a".repeat(70_000));
    let answer = server.say(&server.request("GET", &address, "", ""));
    assert!([414, 431, 0].contains(&status(&answer)), "{}", answer.lines().next().unwrap_or_default());
    assert!(server.is_alive());
    assert!(server.peak_mb() < 200, "{} MB", server.peak_mb());
}

#[test]
fn no_path_climbs_out_of_what_is_there() {
    let mut server = Running::start(&[]);
    let cookie = format!("cookie: {}", server.session());
    for path in [
        "/assets/0/../../../../etc/passwd",
        "/assets/0/..%2f..%2f..%2fetc%2fpasswd",
        "/assets/..%2f..%2fcharley.db/x",
        "/assets/0/%2e%2e%2fcharley.db",
        "/workouts/..%2f..%2fcharley.db",
        "/workouts/%00",
        "//etc/passwd",
        "/..",
        "/tls/key.pem",
        "/charley.db",
    ] {
        let answer = server.say(&server.request("GET", path, &cookie, ""));
        assert!(
            [400, 404].contains(&status(&answer)),
            "{path}: {}",
            answer.lines().next().unwrap_or_default()
        );
        assert!(!answer.contains("root:") && !answer.contains("SQLite format"), "{path}");
    }
    assert!(server.is_alive());
}

#[test]
fn two_gigabytes_are_refused_early_in_bounded_memory() {
    let mut server = Running::start(&[]);
    let token = server.append_token();
    let host = &server.host;
    let bearer = format!("authorization: Bearer {token}");
    // Said beforehand: refused before a byte is sent.
    let said = format!(
        "POST /api/v1/activities HTTP/1.1\r\nhost: {host}\r\n{bearer}\r\ncontent-length: 2147483648\r\nexpect: 100-continue\r\n\r\n"
    );
    let answer = server.say(said.as_bytes());
    assert_eq!(status(&answer), 413, "{answer}");
    assert!(answer.contains("Send it in parts"), "{answer}");
    // Not said: refused after 64 MB, whatever still comes.
    let unsaid = format!(
        "POST /api/v1/activities HTTP/1.1\r\nhost: {host}\r\n{bearer}\r\ntransfer-encoding: chunked\r\n\r\n"
    );
    let mut stream = server.connect();
    stream.write_all(unsaid.as_bytes()).unwrap();
    let mut piece = b"100000\r\n".to_vec();
    piece.extend_from_slice(&vec![b'x'; 0x0010_0000]);
    piece.extend_from_slice(b"\r\n");
    let sent_mb = (0..2048).take_while(|_| stream.write_all(&piece).is_ok()).count();
    assert!(sent_mb < 200, "{sent_mb} MB were taken");
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    let answer = String::from_utf8_lossy(&answer);
    assert!([413, 0].contains(&status(&answer)), "{answer}");
    assert!(server.is_alive());
    assert!(server.peak_mb() < 200, "{} MB", server.peak_mb());
    let left = std::fs::read_dir(server.data())
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap());
    let left: Vec<String> = left.filter(|name| !name.starts_with("charley.")).collect();
    // The copy of the day may lie there by now.
    assert!(left.iter().all(|name| name == "backups"), "{left:?}");
}
