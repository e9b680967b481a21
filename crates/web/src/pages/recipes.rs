//! Recipes for other programs, ready to copy: address and token filled in.

/// One recipe.
#[derive(Debug)]
pub(super) struct Recipe {
    /// Where it is for.
    pub(super) name: &'static str,
    /// What to do with the text.
    pub(super) how: &'static str,
    /// The text to copy.
    pub(super) text: String,
}

/// All recipes for an address of ours; `group` is the beginning of the ids of this device, so that two devices never
/// choose the same.
pub(super) fn all(address: &str, token: &str, group: &str) -> Vec<Recipe> {
    let events = format!("{address}/api/v1/events");
    vec![
        Recipe {
            name: "curl",
            how: "A quiet night, a cramp, and a workout file. Until the certificate of Charley is trusted, add \
                  --cacert charley.pem, which is at /certificate.pem.",
            text: format!(
                "curl {events} \\\n  -H 'Authorization: Bearer {token}' -H 'Content-Type: application/json' \\\n  \
                 -d '{{\"id\":\"'$(uuidgen)'\",\"kind\":\"none\"}}'\n\n\
                 curl {events} \\\n  -H 'Authorization: Bearer {token}' -H 'Content-Type: application/json' \\\n  \
                 -d '{{\"id\":\"'$(uuidgen)'\",\"kind\":\"cramp\",\"muscle\":\"calf\",\"side\":\"left\",\"pain\":7}}'\n\n\
                 curl {address}/api/v1/activities \\\n  -H 'Authorization: Bearer {token}' --data-binary @run.fit"
            ),
        },
        Recipe {
            name: "iOS Shortcuts",
            how: "Add the actions Date, Format Date and Get Contents of URL. The formatted date ends the id, so that a \
                  double tap is one entry. iOS needs a trusted certificate: Tailscale or your own.",
            text: format!(
                "1  Date: Current Date\n2  Format Date: Custom, yyMMddHHmmss\n3  Get Contents of URL\n   URL      {events}\n   \
                 Method   POST\n   Headers  Authorization: Bearer {token}\n   Request Body: JSON\n   id       {group}-0000-4000-8000-[Formatted Date]\n   \
                 kind     cramp\n   muscle   calf\n   side     left"
            ),
        },
        Recipe {
            name: "Tasker",
            how: "A task with one action, HTTP Request. %TIMES counts seconds, so a double tap within one second is one \
                  entry. Trust Any Certificate, unless yours is trusted.",
            text: format!(
                "Method   POST\nURL      {events}\nHeaders  Authorization: Bearer {token}\n         Content-Type: application/json\n\
                 Body     {{\"id\":\"{group}-0000-4000-8001-00%TIMES\",\"kind\":\"cramp\",\"muscle\":\"calf\"}}"
            ),
        },
        Recipe {
            name: "NFC tag at the bed",
            how: "Let the tag start the shortcut or the task, with the time to the minute only: a phone that lies on the \
                  tag reads it again and again, and still makes one entry a minute.",
            text: format!(
                "iOS      Automation, NFC; as above with Format Date yyMMddHHmm and the id\n         {group}-0000-4000-8002-[Formatted Date]00\n\
                 Tasker   Event NFC Tag; first Variable Set %min to %TIMES/60, do maths, rounded to 0 digits; then\n         \
                 {{\"id\":\"{group}-0000-4000-8002-0000%min\",\"kind\":\"cramp\",\"muscle\":\"calf\"}}"
            ),
        },
        Recipe {
            name: "Home Assistant",
            how: "In configuration.yaml; the token belongs into secrets.yaml. Then call rest_command.charley_quiet_night \
                  from a button or an automation.",
            text: format!(
                "rest_command:\n  charley_quiet_night:\n    url: {events}\n    method: post\n    verify_ssl: false  # until its certificate is trusted\n    \
                 headers:\n      Authorization: !secret charley  # in secrets.yaml: charley: Bearer {token}\n    content_type: application/json\n    \
                 payload: >-\n      {{\"id\":\"{group}-0000-4000-8003-{{{{ now().strftime('%y%m%d%H%M%S') }}}}\",\"kind\":\"none\"}}"
            ),
        },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_id_of_a_recipe_is_an_id() {
        for recipe in all("https://192.168.1.5:4772", "TOKEN", "01a2095e") {
            let filled = recipe
                .text
                .replace("'$(uuidgen)'", "01a2095e-30da-7c38-86be-68f3c7b7fdd4")
                .replace("00%TIMES", "001795670400")
                .replace("0000%min", "000029927840")
                .replace("[Formatted Date]00", "261123071000")
                .replace("[Formatted Date]", "261123071012")
                .replace("{{ now().strftime('%y%m%d%H%M%S') }}", "261123071012");
            let ids = filled.split(|letter: char| !letter.is_ascii_hexdigit() && letter != '-');
            let ids: Vec<&str> = ids.filter(|word| word.len() == 36).collect();
            assert!(!ids.is_empty(), "{}", recipe.name);
            for id in ids {
                assert!(id.parse::<uuid::Uuid>().is_ok(), "{}: {id}", recipe.name);
            }
            // A tag starts one of the others.
            let whole =
                recipe.text.contains("https://192.168.1.5:4772/api/v1/") && recipe.text.contains("TOKEN");
            assert!(whole || recipe.name.starts_with("NFC"), "{}", recipe.name);
        }
    }
}
