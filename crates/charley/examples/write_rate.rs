//! How fast entries of other programs are written: so many a second for so long over HTTP, each answered after its commit;
//! then signal 9, and every acknowledged entry is looked for. `scripts/write-rate.sh` runs it in a release build.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement may stop, and says what it found"
)]

use std::{
    collections::BTreeSet,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    process::{Command, Stdio},
    sync::Mutex,
    thread,
    time::{Duration, Instant},
};

use uuid::Uuid;

/// Connections at a time, as of a house full of buttons.
const CONNECTIONS: u32 = 20;

fn main() {
    let mut args = std::env::args().skip(1);
    let charley = args.next().expect("write_rate CHARLEY [SECONDS] [PER_SECOND]");
    let seconds: u32 = args.next().map_or(60, |text| text.parse().unwrap());
    let per_second: u32 = args.next().map_or(200, |text| text.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let mut server = Command::new(charley)
        .args(["--data".as_ref(), folder.path().as_os_str()])
        .args(["--json", "serve", "--port", "0", "--no-input"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut printed = BufReader::new(server.stdout.take().unwrap()).lines().map_while(Result::ok);
    let link = printed.find(|line| line.contains("\"link\"")).unwrap();
    let link = link.split('"').nth(3).unwrap();
    let host = link.trim_start_matches("http://").split('/').next().unwrap().to_owned();
    let session = session(&host, link.split_once("token=").unwrap().1);

    let acknowledged = Mutex::new(Vec::new());
    let pause = Duration::from_secs(1) * CONNECTIONS / per_second;
    let each = seconds * per_second / CONNECTIONS;
    thread::scope(|scope| {
        for connection in 0..CONNECTIONS {
            // Each button has a token of its own, with bounds of its own.
            let token = append_token(&host, &session);
            let (host, acknowledged) = (&host, &acknowledged);
            scope.spawn(move || {
                let mine = write_on(host, &token, (connection, pause, each));
                acknowledged.lock().unwrap().extend(mine);
            });
        }
    });
    server.kill().unwrap();
    server.wait().unwrap();

    let acknowledged = acknowledged.into_inner().unwrap();
    let mut waits_ms: Vec<f64> = acknowledged.iter().map(|(_, wait)| wait.as_secs_f64() * 1000.0).collect();
    waits_ms.sort_by(f64::total_cmp);
    let at = |share: f64| waits_ms[((waits_ms.len() - 1) as f64 * share) as usize];
    let store = charley_store::Store::open(folder.path()).unwrap();
    let kept: BTreeSet<Uuid> = store.entries().unwrap().into_iter().map(|entry| entry.id).collect();
    let lost = acknowledged.iter().filter(|(id, _)| !kept.contains(id)).count();
    println!(
        "{} written in {seconds} s, {} asked for; lost after kill -9: {lost}",
        waits_ms.len(),
        each * CONNECTIONS
    );
    println!("answered after: median {:.1} ms, p99 {:.1} ms, longest {:.1} ms", at(0.5), at(0.99), at(1.0));
    assert_eq!(lost, 0, "acknowledged entries are lost");
}

/// Writes at a steady pace, on time whatever the answers take, and gives each id with the wait from its due moment.
fn write_on(
    host: &str,
    token: &str,
    (connection, pause, each): (u32, Duration, u32),
) -> Vec<(Uuid, Duration)> {
    let mut stream = TcpStream::connect(host).unwrap();
    stream.set_nodelay(true).unwrap();
    let mut done = Vec::with_capacity(each as usize);
    let began = Instant::now() + pause * connection / CONNECTIONS;
    for number in 0..each {
        let due = began + pause * number;
        thread::sleep(due.saturating_duration_since(Instant::now()));
        let id = Uuid::from_u128((u128::from(connection) << 64) | u128::from(number));
        let body = format!("{{\"id\":\"{id}\",\"kind\":\"cramp\",\"muscle\":\"calf\"}}");
        let length = body.len();
        let head = format!("POST /api/v1/events HTTP/1.1\r\nhost: {host}\r\nauthorization: Bearer {token}");
        stream.write_all(format!("{head}\r\ncontent-length: {length}\r\n\r\n{body}").as_bytes()).unwrap();
        let mut answer = [0_u8; 4096];
        let read = stream.read(&mut answer).unwrap();
        assert!(answer[..read].starts_with(b"HTTP/1.1 201"), "{}", String::from_utf8_lossy(&answer[..read]));
        done.push((id, due.elapsed()));
    }
    done
}

/// Sends a request and gives the whole answer.
fn say(host: &str, request: &str) -> String {
    let mut stream = TcpStream::connect(host).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

/// The value of a header of an answer.
fn header(answer: &str, name: &str) -> String {
    let line = answer.lines().find(|line| line.to_lowercase().starts_with(name)).unwrap();
    line.split_once(": ").unwrap().1.split([';', '#']).next().unwrap().to_owned()
}

/// Opens a session by the link and gives the line of its cookie.
fn session(host: &str, link: &str) -> String {
    let request = format!("GET /open?token={link} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n");
    format!("cookie: {}", header(&say(host, &request), "set-cookie:"))
}

/// Makes a token on the page.
fn append_token(host: &str, cookie: &str) -> String {
    let say = |request: String| say(host, &request);
    let close = "connection: close";
    let form = "do=token&scope=append&name=rate";
    let made = say(format!(
        "POST /settings/devices HTTP/1.1\r\nhost: {host}\r\n{close}\r\n{cookie}\r\nsec-fetch-site: same-origin\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{form}",
        form.len()
    ));
    let page = header(&made, "location:");
    let page = say(format!("GET {page} HTTP/1.1\r\nhost: {host}\r\n{close}\r\n{cookie}\r\n\r\n"));
    let codes = page.split("<code>").filter_map(|part| part.split("</code>").next());
    codes.filter(|code| code.len() == 64).last().unwrap().to_owned()
}
