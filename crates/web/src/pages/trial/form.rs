//! What the forms of `/trial` send.

use crate::{error::PageError, form::FormFields};
use charley_answers::trial::{answer::Morning, begin::Wish};
use charley_case::trial::EveningStep;

/// What is wished for.
pub(super) fn wish(fields: &FormFields) -> Result<Wish, PageError> {
    let described = fields.text("described");
    let remedy = if described.is_empty() { fields.text("remedy") } else { described };
    Ok(Wish {
        remedy: remedy.to_owned(),
        step: match fields.text("step") {
            "" => None,
            word => Some(
                EveningStep::of_word(word)
                    .ok_or_else(|| PageError::BadForm(format!("{word:?} is no step of the evening.")))?,
            ),
        },
        cramps_a_week: number("cramps_a_week", fields)?,
        twinges_a_week: number("twinges_a_week", fields)?,
        start: match fields.text("start") {
            "" => None,
            _ => Some(fields.read("start")?),
        },
        doctor: Some(fields.text("doctor")).filter(|name| !name.is_empty()).map(str::to_owned),
        even_so: fields.text("even_so") == "yes",
        ..Wish::default()
    })
}

/// The answer of a morning.
pub(super) fn morning(fields: &FormFields) -> Result<Morning, PageError> {
    const MOST: u8 = 50;
    let cramps = match fields.text("cramps") {
        "" | "unknown" => None,
        text => match text.parse::<u8>() {
            Ok(cramps) if cramps <= MOST => Some(u32::from(cramps)),
            _ => return Err(PageError::BadForm(format!("{text:?} is no number of cramps in a night."))),
        },
    };
    let twinges = match fields.text("twinges") {
        "" | "unknown" => None,
        text => match text.parse::<u8>() {
            Ok(twinges) if twinges <= MOST => Some(u32::from(twinges)),
            _ => return Err(PageError::BadForm(format!("{text:?} is no number of twinges in a night."))),
        },
    };
    Ok(Morning {
        night: Some(fields.read("night")?),
        cramps,
        twinges,
        as_drawn: match fields.text("as_drawn") {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        },
        bother: ten("bother", fields)?,
        note: None,
        again: fields.text("again") == "yes",
    })
}

/// A number from 0 to 10; nothing, or `open`, is none.
pub(super) fn ten(name: &str, fields: &FormFields) -> Result<Option<u8>, PageError> {
    match fields.text(name) {
        "" | "open" => Ok(None),
        text => match text.parse::<u8>() {
            Ok(number @ 0..=10) => Ok(Some(number)),
            _ => Err(PageError::BadForm(format!("{text:?} is no number from 0 to 10."))),
        },
    }
}

fn number(name: &str, fields: &FormFields) -> Result<Option<f64>, PageError> {
    match fields.text(name) {
        "" => Ok(None),
        text => text
            .replace(',', ".")
            .parse()
            .map(Some)
            .map_err(|_| PageError::BadForm(format!("{text:?} is no number: write it as in 4 or 2.5."))),
    }
}
