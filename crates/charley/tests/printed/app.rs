//! The app of a person, asked as their own browser asks it.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode, request::Builder},
};
use charley_web::{Server, ServerAddresses};
use tower::ServiceExt as _;

use crate::person::{MORNING, Person};

/// What ends a part of a form.
const EDGE: &str = "edge";

/// An app with an open session.
pub(crate) struct App {
    host: String,
    cookie: String,
    /// The languages that its browser asks for; none where it says nothing.
    languages: &'static str,
    router: Router,
    runtime: tokio::runtime::Runtime,
    /// Serves as long as somebody asks.
    _server: Server,
}

impl App {
    /// Opens the diary of a person.
    pub(crate) fn of(person: &Person) -> Self {
        let server =
            Server::open(&person.data(), &ServerAddresses::default(), MORNING.parse().unwrap()).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let (host, router) = (server.address().to_string(), server.service());
        let link = server.link().split_once(&host).unwrap().1.to_owned();
        let mut app = Self { host, cookie: String::new(), languages: "", router, runtime, _server: server };
        let (_, cookie, _) = app.ask(Request::get(link), Body::empty());
        cookie.split(';').next().unwrap().clone_into(&mut app.cookie);
        app
    }

    /// The same with a browser that asks for languages.
    pub(crate) fn asking_for(mut self, languages: &'static str) -> Self {
        self.languages = languages;
        self
    }

    /// The host that its pages name.
    pub(crate) fn host(&self) -> &str {
        &self.host
    }

    /// A page or a file; nothing where there is none for this person.
    pub(crate) fn may_get(&self, path: &str) -> Option<String> {
        let (status, _, text) = self.ask(Request::get(path), Body::empty());
        assert!(matches!(status, StatusCode::OK | StatusCode::NOT_FOUND), "{path}: {status}: {text}");
        (status == StatusCode::OK).then_some(text)
    }

    /// A page or a file that everybody is given.
    pub(crate) fn get(&self, path: &str) -> String {
        self.may_get(path).unwrap_or_else(|| panic!("no {path}"))
    }

    /// Sends a form that leads to another page.
    pub(crate) fn sends(&self, path: &str, fields: &[(&str, String)]) {
        let part = |(name, value): &(&str, String)| {
            format!("--{EDGE}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        };
        let body = fields.iter().map(part).collect::<String>() + &format!("--{EDGE}--\r\n");
        let kind = format!("multipart/form-data; boundary={EDGE}");
        let request = Request::post(path).header("content-type", kind);
        let (status, _, text) = self.ask(request, body.into());
        assert_eq!(status, StatusCode::SEE_OTHER, "{path} {fields:?}: {text}");
    }

    fn ask(&self, request: Builder, body: Body) -> (StatusCode, String, String) {
        let request = request
            .header("host", &self.host)
            .header("cookie", &self.cookie)
            .header("accept-language", self.languages)
            .header("sec-fetch-site", "same-origin")
            .body(body)
            .unwrap();
        self.runtime.block_on(async {
            let response = self.router.clone().oneshot(request).await.unwrap();
            let (head, body) = response.into_parts();
            let cookie = head.headers.get("set-cookie").map_or("", |line| line.to_str().unwrap()).to_owned();
            let bytes = to_bytes(body, usize::MAX).await.unwrap();
            (head.status, cookie, String::from_utf8_lossy(&bytes).into_owned())
        })
    }
}
