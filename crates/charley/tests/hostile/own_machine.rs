//! No request leaves the machine: every address the process ever connects to is its own, as the system saw it.

use std::process::Command;

#[test]
#[ignore = "needs strace that may trace; ./test runs it where that is so, CI always"]
fn every_connection_of_a_serving_process_stays_on_this_machine() {
    let folder = tempfile::tempdir().unwrap();
    let (data, trace) = (folder.path().join("data"), folder.path().join("trace"));
    let charley = env!("CARGO_BIN_EXE_charley");
    // `timeout` ends it as a person would; the pages are asked for by a shell beside it, through /dev/tcp.
    let script = format!(
        "strace -f -qq -e trace=connect,sendto,sendmsg -o {trace} {charley} --data {data} --json serve --port 0 --lan --lan-port 0 > {out} & tracer=$!\n\
         for _ in $(seq 200); do grep -q '^}}' {out} 2>/dev/null && break; sleep 0.1; done\n\
         port=$(sed -n 's/.*\"link\": \"http:..127.0.0.1:\\([0-9]*\\).*/\\1/p' {out})\n\
         for path in /healthz / /pair /certificate.pem /api/v1/events; do\n\
           exec 3<>/dev/tcp/127.0.0.1/$port; printf 'GET %s HTTP/1.1\\r\\nhost: 127.0.0.1:%s\\r\\nconnection: close\\r\\n\\r\\n' $path $port >&3; head -c 12 <&3; echo; exec 3>&-\n\
         done\n\
         kill -INT $(cat /proc/$tracer/task/$tracer/children); wait $tracer\n",
        trace = trace.display(),
        data = data.display(),
        out = folder.path().join("out").display(),
    );
    let run = Command::new("bash")
        .args(["-c", &script])
        .env("CHARLEY_NOW", "2026-11-23T12:00:00+00:00[UTC]")
        .output()
        .unwrap();
    let answers = String::from_utf8_lossy(&run.stdout);
    let trace = std::fs::read_to_string(&trace).unwrap_or_default();
    let said = String::from_utf8_lossy(&run.stderr);
    assert!(
        !trace.is_empty(),
        "strace saw nothing (apt-get install strace; it has to be allowed to trace): {said}"
    );
    assert_eq!(answers.matches("HTTP/1.1 ").count(), 5, "{answers}");
    let reached = trace
        .lines()
        .filter(|line| line.contains("connect(") || line.contains("sendto(") || line.contains("sendmsg("));
    let elsewhere: Vec<&str> = reached
        .filter(|line| line.contains("sa_family=AF_INET"))
        .filter(|line| !line.contains("inet_addr(\"127.") && !line.contains("\"::1\""))
        .collect();
    assert!(elsewhere.is_empty(), "{elsewhere:#?}");
}
