//! Two hundred writers a second, and signal 9 in the middle: what was acknowledged is there.

use std::{
    collections::BTreeSet,
    io::{Read as _, Write as _},
    net::TcpStream,
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use charley_store::Store;
use uuid::Uuid;

use crate::running::{PATIENCE, Running, status};

const WRITERS: u128 = 16;

/// Sends entries over one connection until the other side is gone; gives the ids that were acknowledged.
fn write_on(host: &str, token: &str, first: u128, over: &AtomicBool) -> Vec<Uuid> {
    let mut acknowledged = Vec::new();
    let Ok(mut stream) = TcpStream::connect(host) else { return acknowledged };
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    for number in first.. {
        let id = Uuid::from_u128(number);
        let body = format!("{{\"id\":\"{id}\",\"kind\":\"cramp\",\"muscle\":\"calf\"}}");
        let length = body.len();
        let request = format!(
            "POST /api/v1/events HTTP/1.1\r\nhost: {host}\r\nauthorization: Bearer {token}\r\ncontent-length: {length}\r\n\r\n{body}"
        );
        let mut answer = [0_u8; 4096];
        if over.load(Ordering::Relaxed) || stream.write_all(request.as_bytes()).is_err() {
            break;
        }
        match stream.read(&mut answer) {
            Ok(read) if status(&String::from_utf8_lossy(&answer[..read])) == 201 => acknowledged.push(id),
            _ => break,
        }
    }
    acknowledged
}

#[test]
fn nothing_acknowledged_through_the_door_for_programs_is_lost_by_kill_nine() {
    let server = Running::start(&[]);
    let token = server.append_token();
    let (host, over) = (server.host.clone(), AtomicBool::new(false));
    let acknowledged = Mutex::new(Vec::new());
    let folder = thread::scope(|scope| {
        for writer in 0..WRITERS {
            let (host, token, over, acknowledged) = (&host, &token, &over, &acknowledged);
            scope.spawn(move || {
                let mine = write_on(host, token, (writer + 1) << 64, over);
                acknowledged.lock().unwrap().extend(mine);
            });
        }
        thread::sleep(Duration::from_millis(1500));
        let folder = server.kill();
        over.store(true, Ordering::Relaxed);
        folder
    });
    let acknowledged: BTreeSet<Uuid> = acknowledged.into_inner().unwrap().into_iter().collect();
    assert!(acknowledged.len() > 50, "only {} were acknowledged", acknowledged.len());
    let store = Store::open(&folder.path().join("data")).unwrap();
    let kept: BTreeSet<Uuid> = store.entries().unwrap().into_iter().map(|entry| entry.id).collect();
    let lost: Vec<&Uuid> = acknowledged.difference(&kept).collect();
    println!("{} acknowledged before the kill", acknowledged.len());
    assert!(lost.is_empty(), "{} of {} acknowledged entries are lost", lost.len(), acknowledged.len());
}
