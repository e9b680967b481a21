//! Asks a weather service over HTTPS: the one place of Charley that connects to anybody. It is called when a person has read what
//! is sent and agreed, and never else. No redirection is followed, nothing is kept between two questions.

use std::{env, net::IpAddr, sync::Arc, time::Duration};

use charley_case::asked_weather::{NoWeather, ServiceAnswer};
use http_body_util::{BodyExt as _, Empty, Limited};
use hyper::{
    Request,
    body::Bytes,
    client::conn::http1,
    header::{ACCEPT, HOST, RETRY_AFTER, USER_AGENT},
    rt::{Read, Write},
};
use hyper_util::rt::TokioIo;
use rustls::{ClientConfig, RootCertStore, crypto::ring, pki_types::ServerName};
use tokio::{net::TcpStream, time::timeout};
use tokio_rustls::TlsConnector;

/// Open-Meteo's archive of the weather since 1940.
const OPEN_METEO: &str = "https://archive-api.open-meteo.com";
/// Names another service of the same kind, such as one's own.
const VARIABLE: &str = "CHARLEY_WEATHER_SERVICE";
/// Time for the whole answer; a page waits no longer than a minute for anything.
const PATIENCE: Duration = Duration::from_secs(45);
/// The most that is read: ten years of hours have about 4 MB.
const MOST_BYTES: usize = 32 * 1024 * 1024;

/// A service of weather.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeatherService {
    host: String,
    port: u16,
    has_tls: bool,
}

impl WeatherService {
    /// The service that the environment names, else Open-Meteo; none where what it names is no address of one.
    pub fn configured() -> Option<Self> {
        Self::at(&env::var(VARIABLE).unwrap_or_else(|_| OPEN_METEO.to_owned()))
    }

    /// The service at `https://HOST`, or at `http://127.0.0.1:PORT`: without TLS only within this machine.
    fn at(address: &str) -> Option<Self> {
        let address = address.trim_end_matches('/');
        let (has_tls, rest) = match (address.strip_prefix("https://"), address.strip_prefix("http://")) {
            (Some(rest), _) => (true, rest),
            (_, Some(rest)) => (false, rest),
            _ => return None,
        };
        let (host, port) = match rest.rsplit_once(':') {
            Some((host, port)) => (host, port.parse().ok()?),
            None => (rest, if has_tls { 443 } else { 80 }),
        };
        let is_here = host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
        let is_name =
            !host.is_empty() && host.bytes().all(|b| b.is_ascii_alphanumeric() || b".-".contains(&b));
        (is_name && (has_tls || is_here)).then(|| Self { host: host.to_owned(), port, has_tls })
    }

    /// Its host, as a person reads it.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Asks for a path.
    ///
    /// # Errors
    /// [`NoWeather`], where no whole answer came.
    pub async fn ask(&self, path: &str) -> Result<ServiceAnswer, NoWeather> {
        timeout(PATIENCE, self.asked(path)).await.unwrap_or(Err(NoWeather::TooSlow))
    }

    /// The same for whoever waits.
    ///
    /// # Errors
    /// As [`WeatherService::ask`].
    pub fn ask_and_wait(&self, path: &str) -> Result<ServiceAnswer, NoWeather> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        runtime.map_err(|_| NoWeather::NoNetwork)?.block_on(self.ask(path))
    }

    async fn asked(&self, path: &str) -> Result<ServiceAnswer, NoWeather> {
        let address = (self.host.as_str(), self.port);
        let stream = TcpStream::connect(address).await.map_err(|_| NoWeather::NoNetwork)?;
        if !self.has_tls {
            return self.exchange(TokioIo::new(stream), path).await;
        }
        let name = ServerName::try_from(self.host.clone()).map_err(|_| NoWeather::NotHere)?;
        let stream = tls()?.connect(name, stream).await.map_err(|_| NoWeather::NotTrusted)?;
        self.exchange(TokioIo::new(stream), path).await
    }

    async fn exchange(
        &self,
        stream: impl Read + Write + Unpin + Send + 'static,
        path: &str,
    ) -> Result<ServiceAnswer, NoWeather> {
        let broke_off = |_| NoWeather::BrokeOff;
        let (mut sender, connection) = http1::handshake(stream).await.map_err(broke_off)?;
        let _talk = tokio::spawn(connection);
        let request = Request::get(path)
            .header(HOST, self.authority())
            .header(ACCEPT, "application/json")
            .header(USER_AGENT, "charley")
            .body(Empty::<Bytes>::new())
            .map_err(|_| NoWeather::NotHere)?;
        let response = sender.send_request(request).await.map_err(broke_off)?;
        let retry_after = response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok());
        let retry_after_s = retry_after.and_then(|text| text.trim().parse().ok());
        let status = response.status().as_u16();
        let body = Limited::new(response.into_body(), MOST_BYTES).collect().await.map_err(|error| {
            if error.is::<http_body_util::LengthLimitError>() {
                NoWeather::TooLarge
            } else {
                NoWeather::BrokeOff
            }
        })?;
        Ok(ServiceAnswer { status, retry_after_s, body: body.to_bytes().to_vec() })
    }

    /// The host as a request names it.
    fn authority(&self) -> String {
        if self.has_tls && self.port == 443 {
            self.host.clone()
        } else {
            format!("{}:{}", self.host, self.port)
        }
    }
}

/// TLS that believes the authorities of Mozilla's list and nobody else.
fn tls() -> Result<TlsConnector, NoWeather> {
    let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|_| NoWeather::NotHere)?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(TlsConnector::from(Arc::new(config)))
}

#[cfg(test)]
mod tests {
    use std::{
        io::{Read as _, Write as _},
        net::TcpListener,
        thread,
    };

    use super::*;

    /// A service that answers one question with these bytes and hangs up.
    fn answering(bytes: &'static [u8]) -> WeatherService {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut asked = [0; 4_096];
            let count = stream.read(&mut asked).unwrap();
            let asked = String::from_utf8_lossy(&asked[..count]).into_owned();
            assert!(asked.starts_with("GET /v1/archive?x=1 HTTP/1.1\r\n"), "{asked}");
            stream.write_all(bytes).unwrap();
        });
        WeatherService::at(&format!("http://127.0.0.1:{port}")).unwrap()
    }

    fn asked(bytes: &'static [u8]) -> Result<ServiceAnswer, NoWeather> {
        answering(bytes).ask_and_wait("/v1/archive?x=1")
    }

    #[test]
    fn an_answer_comes_whole_or_breaks_off() {
        let whole = asked(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}").unwrap();
        assert_eq!(whole, ServiceAnswer { status: 200, retry_after_s: None, body: b"{}".to_vec() });
        let later =
            asked(b"HTTP/1.1 429 Too Many Requests\r\nretry-after: 60\r\ncontent-length: 0\r\n\r\n").unwrap();
        assert_eq!((later.status, later.retry_after_s), (429, Some(60)));
        for half in [
            &b"HTTP/1.1 200 OK\r\ncontent-length: 20\r\n\r\n{\"hourly\""[..],
            b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{\"hou",
            b"HTTP/1.1 2",
            b"",
        ] {
            assert_eq!(asked(half), Err(NoWeather::BrokeOff), "{}", String::from_utf8_lossy(half));
        }
    }

    #[test]
    fn who_is_not_there_or_not_who_they_say_is_told_apart() {
        let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let nobody = WeatherService::at(&format!("http://127.0.0.1:{free}")).unwrap();
        assert_eq!(nobody.ask_and_wait("/"), Err(NoWeather::NoNetwork));
        // Who speaks no TLS, as a network that asks to sign in, is sent nothing: the service above would have read a question.
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let heard = thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut bytes = [0; 4_096];
            let count = stream.read(&mut bytes).unwrap();
            stream.write_all(b"HTTP/1.1 302 Found\r\nlocation: http://login.example/\r\n\r\n").unwrap();
            String::from_utf8_lossy(&bytes[..count]).into_owned()
        });
        let service = WeatherService { host: "127.0.0.1".to_owned(), port, has_tls: true };
        assert_eq!(service.ask_and_wait("/v1/archive?latitude=52.5"), Err(NoWeather::NotTrusted));
        assert!(!heard.join().unwrap().contains("latitude"));
    }

    #[test]
    fn without_tls_nothing_leaves_this_machine() {
        for refused in
            ["http://example.org", "http://192.168.1.2:80", "ftp://127.0.0.1", "https://", "x", "http://a b"]
        {
            assert_eq!(WeatherService::at(refused), None, "{refused}");
        }
        let own = WeatherService::at("https://weather.example:8443/").unwrap();
        assert_eq!((own.host(), own.authority()), ("weather.example", "weather.example:8443".to_owned()));
        assert_eq!(WeatherService::at(OPEN_METEO).unwrap().authority(), "archive-api.open-meteo.com");
    }

    #[test]
    fn the_authorities_are_read() {
        assert!(tls().is_ok() && webpki_roots::TLS_SERVER_ROOTS.len() > 50);
    }
}
