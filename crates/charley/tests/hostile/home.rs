//! A browser that comes with the number of this machine is sent to the host that is ours alone, and nobody else is told it; a
//! journal is told no secret.

use std::{
    io::{BufRead as _, BufReader, Read as _},
    process::{Command, Stdio},
};

use crate::running::{Running, status};

const TYPED: &str = "sec-fetch-site: none\r\nsec-fetch-mode: navigate\r\nsec-fetch-dest: document";

fn location(answer: &str) -> Option<String> {
    let line = answer.lines().find(|line| line.to_lowercase().starts_with("location: "))?;
    Some(line.split_once(": ")?.1.to_owned())
}

#[test]
fn a_bookmark_of_the_number_leads_home_and_a_page_of_another_port_learns_nothing() {
    let server = Running::start(&[]);
    let home = server.home.clone();
    let ask = |head: &str| server.say(&server.request("GET", "/diary?since=9d", head, ""));
    let typed = ask(TYPED);
    if cfg!(target_os = "linux") {
        assert_eq!(location(&typed).unwrap(), format!("{home}/diary?since=9d"), "{typed}");
    }
    let name = home.trim_start_matches("http://").split('.').next().unwrap();
    for head in [
        "",
        "sec-fetch-site: same-site\r\nsec-fetch-mode: navigate\r\nsec-fetch-dest: document",
        "sec-fetch-site: cross-site\r\nsec-fetch-mode: navigate\r\nsec-fetch-dest: document",
        "sec-fetch-site: none\r\nsec-fetch-mode: no-cors\r\nsec-fetch-dest: image",
        "sec-fetch-site: none\r\nsec-fetch-mode: navigate\r\nsec-fetch-dest: iframe",
    ] {
        let answer = ask(head);
        assert_eq!(status(&answer), 401, "{head}");
        assert!(!answer.contains(name), "{head}");
    }
    // A cookie that was handed out there opens the diary there.
    let opened =
        server.say(&server.request_of(&home, "GET", &format!("/open?token={}", server.token), TYPED));
    let cookie = opened.lines().find(|line| line.to_lowercase().starts_with("set-cookie: ")).unwrap();
    let cookie = format!("cookie: {}", cookie.split_once(": ").unwrap().1.split(';').next().unwrap());
    assert_eq!(status(&server.say(&server.request_of(&home, "GET", "/diary", &cookie))), 200);
}

#[test]
fn no_secret_is_printed_where_nobody_reads_it_at_once_and_a_terminal_gets_a_new_link() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let mut child = Command::new(env!("CARGO_BIN_EXE_charley"))
        .arg("--data")
        .arg(&data)
        .args(["serve", "--port", "0", "--lan", "--lan-port", "0"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut printed = String::new();
    let mut lines = BufReader::new(child.stdout.take().unwrap());
    lines.read_line(&mut printed).unwrap();
    let charley = |words: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_charley")).arg("--data").arg(&data).args(words).output().unwrap()
    };
    let host = printed.trim().trim_start_matches("http://").to_owned();
    assert!(host.starts_with("127.0.0.1:"), "{printed}");
    // It is printed before the server answers.
    let open = (0..50).find_map(|_| {
        let open = charley(&["open"]);
        if open.status.success() {
            Some(open)
        } else {
            std::thread::sleep(std::time::Duration::from_millis(100));
            None
        }
    });
    let link = String::from_utf8(open.unwrap().stdout).unwrap();
    let opened = ask(&host, link.trim().split_once(&host).unwrap().1);
    assert_eq!(status(&opened), 303, "{opened}");
    assert!(opened.to_lowercase().contains("set-cookie: charley_session_"));
    let list = String::from_utf8(charley(&["devices"]).stdout).unwrap();
    assert!(list.contains("Browsers on this machine") && list.contains("ends "), "{list}");
    let over = String::from_utf8(charley(&["devices", "log-out", "--everywhere"]).stdout).unwrap();
    assert!(over.contains("1 session is over"), "{over}");
    child.kill().unwrap();
    lines.read_to_string(&mut printed).unwrap();
    child.stderr.take().unwrap().read_to_string(&mut printed).unwrap();
    assert!(!printed.contains("token=") && !printed.contains("/pair#"), "{printed}");
    assert!(printed.contains("charley open"), "{printed}");
    assert!(charley(&["open"]).status.code() == Some(1), "it does not run any more");
    child.wait().unwrap();
}

fn ask(host: &str, path: &str) -> String {
    use std::io::Write as _;
    let mut stream = std::net::TcpStream::connect(host).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}
