//! Somebody with a browser: a diary of their own, a session, and requests as a browser sends them.

use std::rc::Rc;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode},
};
use charley_web::{Lan, Server, ServerAddresses};
use jiff::ZonedDateTime;
use tempfile::TempDir;
use tower::ServiceExt as _;

/// The morning on which the tests take place.
pub(crate) const MORNING: &str = "2026-11-23T07:10:00+01:00[Europe/Berlin]";

/// A browser with an open session.
pub(crate) struct Browser {
    router: Router,
    /// What answers in the network at home.
    lan: Option<Router>,
    pub(crate) lan_host: String,
    cookie: String,
    pub(crate) host: String,
    pub(crate) link: String,
    runtime: tokio::runtime::Runtime,
    server: Server,
    /// Goes away with the browser.
    folder: Rc<TempDir>,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Browser {
    /// A new diary at a time of day, and a browser that followed its link.
    pub(crate) fn at(now: &str) -> Self {
        Self::reached(now, &ServerAddresses::default())
    }

    /// The same, with a way in for phones.
    pub(crate) fn with_lan(now: &str) -> Self {
        Self::reached(now, &ServerAddresses { lan: Some(Lan::default()), ..ServerAddresses::default() })
    }

    /// The same, reached in these ways.
    pub(crate) fn reached(now: &str, ways: &ServerAddresses) -> Self {
        Self::over(tempfile::tempdir().unwrap().into(), now, ways)
    }

    /// Charley started anew on the same diary at another time, and a browser that followed its new link.
    pub(crate) fn again_at(&self, now: &str) -> Self {
        Self::over(self.folder.clone(), now, &ServerAddresses::default())
    }

    fn over(folder: Rc<TempDir>, now: &str, ways: &ServerAddresses) -> Self {
        let now: ZonedDateTime = now.parse().unwrap();
        let server = Server::open(&folder.path().join("data"), ways, now).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let (host, link) = (server.address().to_string(), server.link().to_owned());
        let lan_host = format!("localhost:{}", server.lan_port().unwrap_or_default());
        let (router, lan) = (server.service(), server.lan_service());
        let cookie = String::new();
        let mut browser = Self { router, lan, lan_host, cookie, host, link, runtime, server, folder };
        let opened = browser.get(&browser.path_of_link());
        assert_eq!(opened.status, StatusCode::SEE_OTHER);
        let cookie = opened.headers["set-cookie"].to_str().unwrap();
        cookie.split(';').next().unwrap().clone_into(&mut browser.cookie);
        browser
    }

    /// The one-time link without its origin.
    pub(crate) fn path_of_link(&self) -> String {
        self.link.split_once(&self.host).unwrap().1.to_owned()
    }

    /// A page, as a tap on a link asks for it.
    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask(Request::get(path), &[("host", &self.host), ("cookie", &self.cookie)], Body::empty())
    }

    /// A form, as a tap on its button sends it.
    pub(crate) fn post(&self, path: &str, form: &str) -> Answer {
        let headers = [
            ("host", self.host.as_str()),
            ("cookie", &self.cookie),
            ("sec-fetch-site", "same-origin"),
            ("content-type", "application/x-www-form-urlencoded"),
        ];
        self.ask(Request::post(path), &headers, Body::from(form.to_owned()))
    }

    /// What the browser says of its session.
    pub(crate) fn cookie_line(&self) -> String {
        self.cookie.clone()
    }

    /// A file chosen in a form.
    pub(crate) fn upload(&self, name: &str, bytes: &[u8]) -> Answer {
        let mut body = format!(
            "--edge\r\ncontent-disposition: form-data; name=\"files\"; filename=\"{name}\"\r\ncontent-type: application/octet-stream\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--edge--\r\n");
        let headers = [
            ("host", self.host.as_str()),
            ("cookie", &self.cookie),
            ("sec-fetch-site", "same-origin"),
            ("content-type", "multipart/form-data; boundary=edge"),
        ];
        self.ask(Request::post("/workouts"), &headers, Body::from(body))
    }

    /// What a person with another browser does while a page computes.
    pub(crate) fn while_computing<T>(&self, work: impl FnOnce() -> T) -> T {
        self.server.while_computing_for_test(work)
    }

    /// The line of its cookie.
    pub(crate) fn cookie(&self) -> String {
        self.cookie.clone()
    }

    /// The host that is Charley's alone.
    pub(crate) fn home(&self) -> String {
        self.server.home().trim_start_matches("http://").to_owned()
    }

    /// Another link, as `charley open` makes it, without its origin.
    pub(crate) fn new_link(&self) -> String {
        self.server.new_link_for_test()
    }

    /// A page, asked for with the cookie of another browser of the same port's name.
    pub(crate) fn get_as(&self, other: &Self, path: &str) -> Answer {
        let port = self.host.rsplit_once(':').unwrap().1;
        let cookie = format!("charley_session_{port}={}", other.cookie.split_once('=').unwrap().1);
        self.ask(Request::get(path), &[("host", &self.host), ("cookie", &cookie)], Body::empty())
    }

    /// What the diary has.
    pub(crate) fn entries(&self) -> Vec<charley_domain::entry::Entry> {
        charley_store::Store::open(&self.data()).unwrap().entries().unwrap()
    }

    /// The folder of the diary.
    pub(crate) fn data(&self) -> std::path::PathBuf {
        self.folder.path().join("data")
    }

    /// Makes the devices such as they were before it was written down who made them.
    pub(crate) fn forget_makers(&self) {
        charley_store::Store::open(&self.data()).unwrap().forget_makers_for_test().unwrap();
    }

    /// A token of a scope, made on the page.
    pub(crate) fn token(&self, scope: &str) -> String {
        let made = self.post("/settings/devices", &format!("do=token&name=Test&scope={scope}"));
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text);
        let page = self.get(made.headers["location"].to_str().unwrap().split('#').next().unwrap());
        let token = page.text.split("<code>").filter_map(|part| part.split("</code>").next());
        token.filter(|text| text.len() == 64).last().unwrap().to_owned()
    }

    /// An entry as a program sends it.
    pub(crate) fn event(&self, token: &str, body: &str) -> Answer {
        let bearer = format!("Bearer {token}");
        let headers = [("host", self.host.as_str()), ("authorization", bearer.as_str())];
        self.ask(Request::post("/api/v1/events"), &headers, Body::from(body.to_owned()))
    }

    /// Anything at all.
    pub(crate) fn ask(
        &self,
        request: axum::http::request::Builder,
        headers: &[(&str, &str)],
        body: Body,
    ) -> Answer {
        self.ask_of(&self.router, request, headers, body)
    }

    /// Anything at all, from the network at home.
    pub(crate) fn ask_lan(
        &self,
        request: axum::http::request::Builder,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Answer {
        self.ask_of(self.lan.as_ref().unwrap(), request, headers, Body::from(body.to_owned()))
    }

    fn ask_of(
        &self,
        router: &Router,
        request: axum::http::request::Builder,
        headers: &[(&str, &str)],
        body: Body,
    ) -> Answer {
        let request =
            headers.iter().fold(request, |request, (name, value)| request.header(*name, *value)).body(body);
        self.runtime.block_on(async {
            let response = router.clone().oneshot(request.unwrap()).await.unwrap();
            let (head, body) = response.into_parts();
            let bytes = to_bytes(body, usize::MAX).await.unwrap();
            // Numbers are held to their units by blanks that do not break; read, they are blanks.
            let text = String::from_utf8_lossy(&bytes).replace('\u{a0}', " ");
            Answer { status: head.status, headers: head.headers, text }
        })
    }
}

/// The value of a hidden field.
pub(crate) fn hidden<'a>(page: &'a Answer, name: &str) -> &'a str {
    let field = format!("name=\"{name}\" value=\"");
    page.text.split_once(&field).and_then(|(_, rest)| rest.split('"').next()).unwrap()
}
