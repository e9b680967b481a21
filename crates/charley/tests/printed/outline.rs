//! A page as plain text with its structure: headings, links, fields and buttons stand where they stand on the page.

/// Elements that no reader is read, or that are too large to be read: a picture is its label.
const SKIPPED: [&str; 4] = ["style", "script", "svg", "template"];
/// Elements within a line.
const INLINE: [&str; 12] =
    ["b", "strong", "em", "i", "span", "a", "code", "time", "abbr", "small", "sup", "output"];

/// The outline of a page, without the frame that each page has.
pub(crate) fn outline(html: &str) -> String {
    let begin = html.find("<main").or_else(|| html.find("<body")).unwrap_or(0);
    let mut rest = &html[begin..];
    let mut text = String::with_capacity(rest.len() / 2);
    let mut links: Vec<String> = Vec::new();
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let (mark, after) = end_of_mark(after);
        let mark = Mark::of(mark);
        rest = after;
        if SKIPPED.contains(&mark.name) && !mark.closes {
            rest = after.split_once(&format!("</{}>", mark.name)).map_or("", |(_, rest)| rest);
        }
        if mark.name == "a" {
            if mark.closes {
                text.push_str(links.pop().as_deref().unwrap_or_default());
            } else {
                text.push('[');
                links.push(format!("]({})", mark.value("href").unwrap_or_default()));
            }
        }
        text.push_str(&mark.outline());
    }
    text.push_str(rest);
    let text = text.replace("&#39;", "'").replace("&quot;", "\"").replace("&#34;", "\"");
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    let lines = text.split('\n').map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// A mark up to its end: a value in quotation marks may hold a `>`.
fn end_of_mark(after: &str) -> (&str, &str) {
    let mut quoted = false;
    for (at, letter) in after.char_indices() {
        match letter {
            '"' => quoted = !quoted,
            '>' if !quoted => return (&after[..at], &after[at + 1..]),
            _ => {}
        }
    }
    (after, "")
}

/// What stands between `<` and `>`.
struct Mark<'a> {
    name: &'a str,
    closes: bool,
    text: &'a str,
}

impl<'a> Mark<'a> {
    fn of(text: &'a str) -> Self {
        let closes = text.starts_with('/');
        let name = text.trim_start_matches('/').split([' ', '\n', '/']).next().unwrap_or_default();
        Self { name, closes, text }
    }

    /// The value of an attribute; empty where it has none.
    fn value(&self, name: &str) -> Option<&'a str> {
        let at =
            self.text.find(&format!(" {name}=\"")).or_else(|| self.text.find(&format!("\n{name}=\"")))?;
        self.text[at..].split('"').nth(1)
    }

    fn has(&self, name: &str) -> bool {
        self.text.split([' ', '\n']).any(|word| word == name)
    }

    fn outline(&self) -> String {
        let label = self.value("aria-label").map_or(String::new(), |label| format!(" {label:?}"));
        match (self.name, self.closes) {
            ("svg", false) => format!("\n(picture{label})\n"),
            ("h1" | "h2" | "h3" | "h4", false) => {
                format!("\n{} ", "#".repeat(usize::from(self.name.as_bytes()[1] - b'0')))
            }
            ("li", false) => "\n- ".to_owned(),
            ("td" | "th", _) => if self.closes { " | " } else { "" }.to_owned(),
            ("form", false) => format!(
                "\n(form {} {})\n",
                self.value("method").unwrap_or("get"),
                self.value("action").unwrap_or_default()
            ),
            ("input", _) => self.field(&label),
            ("select" | "textarea", false) => {
                format!("\n(field {}{label})\n", self.value("name").unwrap_or_default())
            }
            ("option", false) => format!("\n{} ", if self.has("selected") { "(x)" } else { "( )" }),
            ("button", _) => if self.closes { ")\n" } else { "\n(button " }.to_owned(),
            (name, _) if INLINE.contains(&name) => String::new(),
            _ => "\n".to_owned(),
        }
    }

    fn field(&self, label: &str) -> String {
        let name = self.value("name").unwrap_or_default();
        let kind = self.value("type").unwrap_or("text");
        let value = self.value("value").map_or(String::new(), |value| format!(" = {value}"));
        let checked = if self.has("checked") { " (x)" } else { "" };
        format!("\n(field {name}: {kind}{value}{checked}{label})\n")
    }
}

#[test]
fn a_page_keeps_its_structure_and_loses_its_marks() {
    let page = "<html><head><title>T</title></head><body class=\"x\"><h2>Tonight &amp; you</h2>\n<p>About <b>8</b>\nof 100, <a class=\"q\" href=\"/why\">why</a>.</p>\
                <svg aria-label=\"a > b\"><text>9</text></svg><ul><li>One</ul><form method=\"post\" action=\"/undo\"><input type=\"hidden\" name=\"id\" value=\"7\">\
                <select name=\"s\"><option selected>A<option>B</select><button>Undo</button></form><script>x < y</script></body></html>";
    let expected = "## Tonight & you\nAbout 8\nof 100, [why](/why).\n(picture \"a > b\")\n- One\n(form post /undo)\n(field id: hidden = 7)\n(field s)\n(x) A\n( ) B\n(button Undo)";
    assert_eq!(outline(page), expected);
}
