//! Under which names Charley answers: exactly those, at exactly those ports, and what a cookie of each is called.

/// One name with its port, as a browser writes it into `Host`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Origin {
    host: String,
    secure: bool,
}

/// Ports that browsers leave out of `Host`.
const HTTP_PORT: u16 = 80;
const HTTPS_PORT: u16 = 443;

impl Origin {
    /// A name at a port of this machine.
    pub(super) fn at(name: &str, port: u16, secure: bool) -> Self {
        let usual = if secure { HTTPS_PORT } else { HTTP_PORT };
        let host = if port == usual { name.to_owned() } else { format!("{name}:{port}") };
        Self { host: host.to_ascii_lowercase(), secure }
    }

    /// The origin of an address such as `https://charley.home.example`; `None` when it is none.
    pub(super) fn read(address: &str) -> Option<Self> {
        let (secure, host) = match address.split_once("://")? {
            ("https", host) => (true, host),
            ("http", host) => (false, host),
            _ => return None,
        };
        let host = host.strip_suffix('/').unwrap_or(host);
        let uri: axum::http::uri::Authority = host.parse().ok()?;
        (!uri.host().is_empty() && !host.contains('@'))
            .then(|| Self { host: host.to_ascii_lowercase(), secure })
    }

    /// The names of this machine to itself.
    pub(super) fn loopback(port: u16, secure: bool) -> Vec<Self> {
        ["127.0.0.1", "localhost", "[::1]"].iter().map(|name| Self::at(name, port, secure)).collect()
    }

    /// The host that only Charley and its browsers know: cookies do not tell the ports of a machine apart, so that any other
    /// program of it would be sent those of a name that it can use as well.
    pub(super) fn home(name: &str, port: u16) -> Self {
        Self::at(&format!("{name}.localhost"), port, false)
    }

    /// The name without its port.
    pub(super) fn name(&self) -> &str {
        let port = |port: &str| port.parse::<u16>().is_ok();
        self.host.rsplit_once(':').filter(|(_, end)| port(end)).map_or(self.host.as_str(), |(name, _)| name)
    }

    /// Whether it is one of the names that every machine has for itself.
    pub(super) fn is_number(&self) -> bool {
        let name = self.host.rsplit_once(':').map_or(self.host.as_str(), |(name, _)| name);
        !self.secure && ["127.0.0.1", "localhost", "[::1]"].contains(&name)
    }

    /// Whether a `Host` header names it. Browsers write names in small letters; nothing else is let pass.
    pub(super) fn is(&self, host: &str) -> bool {
        self.host == host
    }

    /// The name of a cookie of ours: with the port, since cookies do not tell the ports of a machine apart; with the
    /// prefix that no insecure page and no other name can set, where the connection allows it.
    pub(super) fn cookie_name(&self, what: &str) -> String {
        let port =
            self.host.rsplit_once(':').map(|(_, port)| port).filter(|port| port.parse::<u16>().is_ok());
        let port = port.unwrap_or(if self.secure { "443" } else { "80" });
        let prefix = if self.secure { "__Host-" } else { "" };
        format!("{prefix}charley_{what}_{port}")
    }

    /// A line that sets a cookie out of reach of scripts and of other sites.
    pub(super) fn cookie(&self, what: &str, value: &str, lasting_s: Option<u32>) -> String {
        let secure = if self.secure { "; Secure" } else { "" };
        let lasting = lasting_s.map_or_else(String::new, |seconds| format!("; Max-Age={seconds}"));
        format!("{}={value}; Path=/; HttpOnly; SameSite=Strict{secure}{lasting}", self.cookie_name(what))
    }
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}://{}", if self.secure { "https" } else { "http" }, self.host)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_names_at_our_own_port() {
        let ours = |host: &str| Origin::loopback(4771, false).iter().any(|origin| origin.is(host));
        for host in ["127.0.0.1:4771", "localhost:4771", "[::1]:4771"] {
            assert!(ours(host), "{host}");
        }
        for host in [
            "127.0.0.1",
            "127.0.0.1:81",
            "evil.example:4771",
            "localhost.evil.example:4771",
            "LOCALHOST:4771",
            "localhost:4771.evil.example",
            "",
        ] {
            assert!(!ours(host), "{host}");
        }
    }

    #[test]
    fn home_is_none_of_the_names_that_every_machine_has() {
        let home = Origin::home("charley-x", 4771);
        assert_eq!(home.to_string(), "http://charley-x.localhost:4771");
        assert_eq!(home.cookie_name("session"), "charley_session_4771");
        assert!(!home.is_number() && Origin::loopback(4771, false).iter().all(Origin::is_number));
        assert!(!Origin::at("127.0.0.1", 4772, true).is_number());
    }

    #[test]
    fn usual_ports_are_left_out_as_browsers_do() {
        assert_eq!(Origin::at("charley.local", 443, true).to_string(), "https://charley.local");
        assert_eq!(Origin::at("charley.local", 443, false).to_string(), "http://charley.local:443");
    }

    #[test]
    fn an_address_is_read_or_refused() {
        assert_eq!(Origin::read("https://Charley.example/").unwrap().to_string(), "https://charley.example");
        assert_eq!(Origin::read("http://[::1]:80").unwrap().cookie_name("session"), "charley_session_80");
        for bad in ["charley.example", "ftp://x", "https://", "https://a b", "https://u@h", "https://h/path"]
        {
            assert_eq!(Origin::read(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_secure_cookie_carries_everything_that_keeps_it_ours() {
        let line = Origin::at("192.168.1.5", 4772, true).cookie("session", "x", Some(60));
        assert_eq!(
            line,
            "__Host-charley_session_4772=x; Path=/; HttpOnly; SameSite=Strict; Secure; Max-Age=60"
        );
        assert!(!Origin::at("127.0.0.1", 4771, false).cookie("session", "x", None).contains("Secure"));
    }
}
