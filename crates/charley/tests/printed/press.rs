//! All that a person is given: each verb in the terminal, each page, each file, as text.

use axum::{
    body::{Body, to_bytes},
    http::{Request, StatusCode},
};
use charley::web::{Server, Ways};
use tower::ServiceExt as _;

use crate::person::{MORNING, Person};

/// What is asked in the terminal.
const VERBS: [&str; 9] = [
    "why",
    "forecast",
    "plan tonight",
    "now",
    "now hamstrings --workout",
    "triage",
    "report",
    "diary",
    "exposures --all",
];
/// Pages and files of the app; those of the reference (evidence, see) are not written to a person.
const PAGES: [&str; 17] = [
    "/",
    "/now",
    "/now?step=2",
    "/now?step=3",
    "/now?step=4",
    "/now?window=workout",
    "/why",
    "/plan",
    "/trial",
    "/medicines",
    "/report",
    "/report/page",
    "/report/table",
    "/triage",
    "/diary",
    "/settings",
    "/evidence",
];

/// One thing that was printed.
#[derive(Debug, Clone)]
pub(crate) struct Print {
    /// Where: `terminal why`, `page /now`.
    pub(crate) place: String,
    /// Its words, without the marks of a page.
    pub(crate) text: String,
}

impl Print {
    /// Whether it is written to this person, and no reference to be looked up.
    pub(crate) fn is_personal(&self) -> bool {
        self.place != "page /evidence" && self.place != "page /relief.html"
    }

    /// Whether a diary or a form is read back, which advises nothing.
    pub(crate) fn advises(&self) -> bool {
        let plain = [
            "diary",
            "exposures",
            "/settings",
            "/report/table",
            "/report/page",
            "triage",
            "/evidence",
            "/relief.html",
        ];
        !plain.iter().any(|word| self.place.contains(word))
    }
}

/// Prints everything.
pub(crate) fn everything(person: &Person) -> Vec<Print> {
    let mut prints: Vec<Print> = VERBS
        .iter()
        .map(|verb| Print { place: format!("terminal {verb}"), text: one_line(&person.does(verb)) })
        .collect();
    prints.extend(pages(person));
    prints
}

/// A plan of a race, in the terminal and on its page; it takes longest, so only those get one who would ask.
pub(crate) fn plan(person: &Person, spec: &str) -> Print {
    Print { place: format!("terminal plan {spec}"), text: one_line(&person.does(&format!("plan {spec}"))) }
}

fn pages(person: &Person) -> Vec<Print> {
    let now = MORNING.parse().unwrap();
    let server = Server::open(&person.data(), &Ways::default(), now).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (host, router) = (server.address().to_string(), server.service());
    let get = |path: &str, cookie: &str| {
        let request = Request::get(path).header("host", &host).header("cookie", cookie);
        runtime.block_on(async {
            let response = router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
            let (head, body) = response.into_parts();
            let bytes = to_bytes(body, usize::MAX).await.unwrap();
            (head, String::from_utf8_lossy(&bytes).into_owned())
        })
    };
    let link = server.link().split_once(&host).unwrap().1.to_owned();
    let (head, _) = get(&link, "");
    let cookie = head.headers["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
    let print = |path: &str| {
        let (head, text) = get(path, &cookie);
        assert_eq!(head.status, StatusCode::OK, "{path}: {text}");
        Print { place: format!("page {path}"), text: words_of(&text) }
    };
    PAGES.iter().map(|path| print(path)).chain([print("/relief.html")]).collect()
}

/// The words of a page: no marks, no styles, no scripts; each block a sentence of its own.
fn words_of(html: &str) -> String {
    let mut text = String::with_capacity(html.len() / 2);
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let closed = |name: &str| after.starts_with(name).then(|| after.split_once(&format!("</{name}>")));
        rest = if let Some(Some((_, after))) = closed("style").or_else(|| closed("script")) {
            after
        } else {
            let (mark, after) = after.split_once('>').unwrap_or((after, ""));
            // A word may stand half in bold; what ends a block ends a sentence.
            let inline = ["b", "/b", "span", "/span", "strong", "/strong"];
            let name = mark.split([' ', '/']).find(|part| !part.is_empty()).unwrap_or_default();
            text.push_str(if inline.contains(&name) { "" } else { " \n " });
            after
        };
    }
    text.push_str(rest);
    let text =
        text.replace("&#39;", "'").replace("&quot;", "\"").replace("&#34;", "\"").replace("&amp;", "&");
    text.split('\n').map(one_line).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Blanks and breaks as one blank.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
