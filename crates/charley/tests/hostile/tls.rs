//! The door in the network at home: TLS by the certificate it prints, nothing in the clear, nothing without pairing.

use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    sync::Arc,
};

use rustls::{
    ClientConfig, ClientConnection, RootCertStore, StreamOwned,
    pki_types::{CertificateDer, ServerName, pem::PemObject as _},
};

use crate::running::{PATIENCE, Running, status};

/// A client that trusts what lies beside the diary and nothing else.
fn trusting(server: &Running) -> Arc<ClientConfig> {
    let pem = server.data().join("tls/authority.pem");
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(pem).unwrap()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    Arc::new(config.with_root_certificates(roots).with_no_client_auth())
}

fn ask(server: &Running, host: &str, path: &str) -> String {
    let port = server.lan_port.unwrap();
    let stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let name = ServerName::try_from("localhost").unwrap();
    let mut tls = StreamOwned::new(ClientConnection::new(trusting(server), name).unwrap(), stream);
    tls.write_all(format!("GET {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n").as_bytes())
        .unwrap();
    let mut answer = Vec::new();
    let _ = tls.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn the_network_at_home_speaks_tls_and_nothing_else() {
    let mut server = Running::start(&["--lan", "--lan-port", "0"]);
    let port = server.lan_port.unwrap();
    let host = format!("localhost:{port}");
    assert!(ask(&server, &host, "/healthz").ends_with("ok"));
    assert_eq!(status(&ask(&server, &host, "/")), 401);
    assert_eq!(status(&ask(&server, &host, "/pair")), 200);
    assert_eq!(status(&ask(&server, "rebound.example", "/pair")), 421);
    assert_eq!(server.fingerprint.as_ref().unwrap().len(), 95);
    // In the clear it gives nothing away.
    let mut plain = TcpStream::connect(("127.0.0.1", port)).unwrap();
    plain.set_read_timeout(Some(PATIENCE)).unwrap();
    plain.write_all(format!("GET / HTTP/1.1\r\nhost: {host}\r\n\r\n").as_bytes()).unwrap();
    let mut answer = Vec::new();
    let _ = plain.read_to_end(&mut answer);
    assert!(!String::from_utf8_lossy(&answer).contains("HTTP"), "{answer:?}");
    assert!(server.is_alive() && server.pid() > 0);
}
