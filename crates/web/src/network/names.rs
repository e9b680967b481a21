//! How this machine is called in the network at home.

use std::net::{IpAddr, Ipv4Addr};

/// Interfaces that lead to no phone.
const INNER: [&str; 5] = ["docker", "br-", "veth", "virbr", "lxc"];

/// Its addresses, the likeliest first, then its names.
pub(super) fn names() -> Vec<String> {
    let mut addresses: Vec<Ipv4Addr> = if_addrs::get_if_addrs()
        .unwrap_or_default()
        .into_iter()
        .filter(|interface| !INNER.iter().any(|inner| interface.name.starts_with(inner)))
        .filter_map(|interface| match interface.ip() {
            IpAddr::V4(ip) if !ip.is_loopback() && !ip.is_link_local() => Some(ip),
            _ => None,
        })
        .collect();
    addresses.sort_by_key(|ip| (!ip.is_private(), *ip));
    addresses.dedup();
    let mut names: Vec<String> = addresses.iter().map(ToString::to_string).collect();
    let node = rustix::system::uname();
    if let Some(host) = node.nodename().to_str().ok().and_then(host_name) {
        if !host.contains('.') {
            names.push(format!("{host}.local"));
        }
        names.push(host);
    }
    names
}

/// A host name that can stand in an address.
fn host_name(name: &str) -> Option<String> {
    let fits = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '.';
    (!name.is_empty() && name.chars().all(fits) && name != "localhost").then(|| name.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_can_stand_in_an_address_and_none_is_loopback() {
        for name in names() {
            assert!(crate::origin::Origin::read(&format!("https://{name}:1")).is_some(), "{name}");
            assert!(!name.starts_with("127.") && name != "localhost", "{name}");
        }
        assert_eq!(host_name("Laptop"), Some("laptop".to_owned()));
        for odd in ["", "localhost", "a b", "a/b", "ü"] {
            assert_eq!(host_name(odd), None, "{odd}");
        }
    }
}
