//! A number never stands at the end of a line without its unit: the blank between them is one that does not break.

use charley_speech::spoken::{is_number, is_unit};

/// Elements whose text stands as it is: nothing of it is read, or every blank of it counts.
const AS_IT_IS: [&str; 4] = ["script", "style", "pre", "textarea"];

/// A page in which numbers stay with their units. Only text changes, no tag and no address.
pub(crate) fn unbroken(html: &str) -> String {
    let mut page = String::with_capacity(html.len() + 256); // own guess: a hundred numbers
    let mut rest = html;
    while let Some(begins) = rest.find('<') {
        together(&rest[..begins], &mut page);
        rest = &rest[begins..];
        let tag = rest.get(1..).unwrap_or_default();
        let name = AS_IT_IS.into_iter().find(|name| tag.starts_with(name));
        let ends = match name {
            Some(name) => rest.find(&format!("</{name}")),
            None => rest.find('>').map(|place| place + 1),
        };
        let (as_it_is, after) = rest.split_at(ends.unwrap_or(rest.len()));
        page.push_str(as_it_is);
        rest = after;
    }
    together(rest, &mut page);
    page
}

/// A piece of text with its numbers held to their units.
fn together(text: &str, page: &mut String) {
    let mut before = "";
    for (place, word) in text.split(' ').enumerate() {
        if place > 0 {
            page.push(if is_number(before) && is_unit(word) { '\u{a0}' } else { ' ' });
        }
        page.push_str(word);
        before = word;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_with_their_units_and_nothing_else_changes() {
        for (html, expected) in [
            ("<p>27 °C, about 5 hours</p>", "<p>27\u{a0}°C, about 5 hours</p>"),
            ("<p>21 (15 to 27) °C.</p>", "<p>21 (15 to 27)\u{a0}°C.</p>"),
            ("<p title=\"5 km\">≤ 500 mL (90 %)</p>", "<p title=\"5 km\">≤ 500\u{a0}mL (90\u{a0}%)</p>"),
            ("<pre>10 km</pre><p>10 km</p>", "<pre>10 km</pre><p>10\u{a0}km</p>"),
            ("<script>a = 5 % b</script>3 L", "<script>a = 5 % b</script>3\u{a0}L"),
            ("<p>in 3 places", "<p>in 3 places"),
            ("a < b", "a < b"),
        ] {
            assert_eq!(unbroken(html), expected);
        }
    }

    #[test]
    fn every_letter_of_a_page_stays() {
        let html = "<!doctype html><p>6 h 20 min<br>ü 3 %<textarea>4 g</textarea><b x='1 m'>";
        assert_eq!(unbroken(html).replace('\u{a0}', " "), html);
    }
}
