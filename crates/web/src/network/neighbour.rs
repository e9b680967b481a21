//! Who on this machine talks to us: the account that the other end of a connection belongs to, as Linux tells it. Elsewhere
//! nobody is known.

use std::{
    fs,
    net::{IpAddr, SocketAddr},
    os::unix::fs::MetadataExt as _,
};

/// Both ends of a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Neighbour {
    pub(super) theirs: SocketAddr,
    pub(super) ours: SocketAddr,
}

/// Tables of connections, IPv4 and IPv6; a browser may come by either to an address of IPv4.
const TABLES: [&str; 2] = ["/proc/self/net/tcp", "/proc/self/net/tcp6"];

impl Neighbour {
    /// Whether the other end belongs to the account that runs Charley: it can read the diary without us.
    pub(super) fn is_of_our_account(self) -> bool {
        let Ok(mine) = fs::metadata("/proc/self") else { return false };
        let mut tables = TABLES.iter().filter_map(|table| fs::read_to_string(table).ok());
        tables.find_map(|table| self.account(&table)) == Some(mine.uid())
    }

    /// The account of the other end in a table.
    fn account(self, table: &str) -> Option<u32> {
        let (theirs, ours) = (written(self.theirs)?, written(self.ours)?);
        table.lines().skip(1).find_map(|line| {
            let mut cells = line.split_whitespace().skip(1);
            let (local, remote) = (cells.next()?, cells.next()?);
            // An address of IPv4 in the table of IPv6 has the same end.
            (local.ends_with(&theirs) && remote.ends_with(&ours)).then(|| cells.nth(4)?.parse().ok())?
        })
    }
}

/// An address of IPv4 as the kernel writes it.
fn written(address: SocketAddr) -> Option<String> {
    let IpAddr::V4(ip) = address.ip() else { return None };
    Some(format!("{:08X}:{:04X}", u32::from_ne_bytes(ip.octets()), address.port()))
}

#[cfg(test)]
mod tests {
    use std::net::{TcpListener, TcpStream};

    use super::*;

    #[test]
    fn a_connection_of_this_test_is_of_our_account_and_one_that_is_not_there_of_nobodys() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let stream = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        let there = Neighbour { theirs: stream.local_addr().unwrap(), ours: listener.local_addr().unwrap() };
        assert_eq!(there.is_of_our_account(), cfg!(target_os = "linux"));
        let nobody = Neighbour { theirs: "127.0.0.1:1".parse().unwrap(), ..there };
        assert!(!nobody.is_of_our_account());
    }

    #[test]
    fn the_account_is_read_from_the_line_of_the_other_end() {
        let table = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n\
             \x20  0: 0100007F:12A3 00000000:0000 0A 00000000:00000000 00:00000000 00000000   100        0 1 1\n\
             \x20  1: 0100007F:12A3 0100007F:C350 01 00000000:00000000 00:00000000 00000000   100        0 2 1\n\
             \x20  2: 0100007F:C350 0100007F:12A3 01 00000000:00000000 00:00000000 00000000  1001        0 3 1\n";
        let there =
            Neighbour { theirs: "127.0.0.1:50000".parse().unwrap(), ours: "127.0.0.1:4771".parse().unwrap() };
        if cfg!(target_endian = "little") {
            assert_eq!(there.account(table), Some(1001));
        }
        assert_eq!(Neighbour { theirs: "127.0.0.1:50001".parse().unwrap(), ..there }.account(table), None);
    }
}
