//! `POST /api/v1/events`: one entry from another program, the same id never twice.

use std::sync::Arc;

use axum::{
    Extension, Json,
    body::Bytes,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use charley_domain::{
    entry::{Count, Cramp, Entry, EntrySource, Record, Twinge},
    muscle::{Muscle, Side},
    night::NightOf,
    quantity::{Alcohol, BodyMass, Caffeine, Carbohydrate, FluidVolume, Hours, OutOfRange, Pain, SodiumMass},
};
use charley_store::{Kept, Sent};
use jiff::{Timestamp, ZonedDateTime};
use uuid::Uuid;

use super::{Refusal, fields::JsonFields};
use crate::{
    app::{App, Here},
    caller::Caller,
    error::PageError,
};
use charley_speech::{
    entry_document::EntryDocument,
    entry_draft::EntryDraft,
    spoken,
    typed::{self, When},
};

/// Longest cramp that is one cramp, in seconds.
const LONGEST_CRAMP_S: f64 = 86_400.0;

/// An entry as it was asked for, and what of it was said rather than filled in.
struct AskedEntry {
    entry: Entry,
    said_at: bool,
    said_night: bool,
}

/// Handles one entry.
pub(crate) async fn add(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    body: Bytes,
) -> Result<Response, Refusal> {
    let here = app.here()?;
    let asked = read(&body, &here.now)?;
    let device = caller.device();
    if let Some(device) = device {
        // A repeat is no second entry, and is told so however much came before it.
        match app.take_place(device) {
            Err(error) if !app.knows(asked.entry.id) => return Err(error.into()),
            _ => (),
        }
    }
    let kept = app.pen.write(Sent { entry: asked.entry.clone(), device }).await;
    if let (Some(device), false) = (device, matches!(kept, Ok(Kept::New))) {
        app.bounds.give_back(device);
    }
    match kept? {
        Kept::New => answer(StatusCode::CREATED, "new", &asked.entry, &here),
        Kept::Known(known) if asked.is(&known) => answer(StatusCode::OK, "known", &known, &here),
        Kept::Impossible(life) => Err(Refusal::of_field("at", life)),
        Kept::Known(_) | Kept::Unreadable => Err(Refusal::other_entry(
            "This id names another entry already, which was kept as it is. Send this one with an id of its own; a \
             repeat keeps both its id and its fields.",
        )),
    }
}

impl AskedEntry {
    /// Whether a known entry says what was asked for. What was left out and filled in may differ: a repeat comes later.
    fn is(&self, known: &Entry) -> bool {
        self.entry.record == known.record
            && (!self.said_at || self.entry.occurred_at.instant == known.occurred_at.instant)
            && (!self.said_night || self.entry.night == known.night)
    }
}

fn answer(status: StatusCode, recorded: &str, entry: &Entry, here: &Here) -> Result<Response, Refusal> {
    let line = spoken::entry_line(entry, here.units(), here.now.date());
    let verb = if status == StatusCode::CREATED { "Recorded" } else { "Already there, nothing changed" };
    let document = EntryDocument::of(entry).map_err(|_| PageError::Broken)?;
    let body = serde_json::json!({
        "schema": "charley.event/1",
        "recorded": recorded,
        "night": entry.night.to_string(),
        "said": format!("{verb}: {line}."),
        "entry": document,
    });
    Ok((status, Json(body)).into_response())
}

fn read(body: &[u8], now: &ZonedDateTime) -> Result<AskedEntry, Refusal> {
    let mut fields = JsonFields::read(body)?;
    let id = fields.text("id")?.ok_or_else(|| {
        Refusal::of_field("id", "missing: send a UUID of your own, so that a repeat is no second entry")
    })?;
    let id: Uuid = id.parse().map_err(|_| {
        Refusal::of_field(
            "id",
            format!("{id:?} is no UUID: send one as in 01a2095e-30da-7c38-86be-68f3c7b7fdd4"),
        )
    })?;
    let kind = fields.text("kind")?;
    let kind = kind.ok_or_else(|| Refusal::of_field("kind", format!("missing: it {KINDS}")))?;
    let at = fields.text("at")?;
    let when = at.as_deref().map(|at| moment(at, now)).transpose()?;
    let night = fields.text("night")?;
    let was_asked = fields.truth("asked")?;
    let (record, known) = record(&kind, &mut fields)?;
    fields.none_left(&kind, known)?;
    let of_night = matches!(record, Record::None | Record::Unsure | Record::Sleep { .. });
    if night.is_some() && !of_night {
        return Err(Refusal::of_field("night", "only none, unsure and sleep have one; send at instead"));
    }
    let (said_at, said_night) = (!of_night && at.is_some(), night.is_some() || (of_night && at.is_some()));
    let said = if of_night {
        let night = night_of(night.as_deref(), when.as_ref(), now)?;
        EntryDraft::of_night(record, night, now).map_err(|error| Refusal::of_field("night", error))?
    } else {
        let now_exactly = || typed::when(None, now).map_err(|error| Refusal::of_field("at", error));
        EntryDraft::at(record, when.map_or_else(now_exactly, Ok)?)
    };
    let entry = Entry { asked: was_asked, ..said.into_entry(Some(id), EntrySource::Api, now) };
    Ok(AskedEntry { entry, said_at, said_night })
}

fn moment(at: &str, now: &ZonedDateTime) -> Result<When, Refusal> {
    if at.parse::<Timestamp>().is_err() {
        let how = "is no time of RFC 3339: write it as in 2026-11-22T03:12:00+01:00";
        return Err(Refusal::of_field("at", format!("{at:?} {how}")));
    }
    typed::when(Some(at), now).map_err(|error| Refusal::of_field("at", error))
}

/// The night that was named, or the last that was over at the time that was named.
fn night_of(night: Option<&str>, when: Option<&When>, now: &ZonedDateTime) -> Result<NightOf, Refusal> {
    match (night, when) {
        (None, Some(when)) => Ok(NightOf::over(when.moment.civil())),
        (night, _) => typed::night(night, now).map_err(|error| Refusal::of_field("night", error)),
    }
}

const KINDS: &str = "is one of cramp, twinge, none, unsure, drink, food, weight, alcohol, caffeine, stretch, foam_roll, \
                     warm_up, sitting, sleep";

/// What an entry of this kind says, and the names of its own fields.
fn record(kind: &str, fields: &mut JsonFields) -> Result<(Record, &'static str), Refusal> {
    let missing = |name: &str, how: &str| Refusal::of_field(name, format!("missing: {how}"));
    Ok(match kind {
        "cramp" => (
            Record::Cramp(cramp(fields)?),
            ", muscle, side, pain, duration_s, during_workout, eased_by, count",
        ),
        "twinge" => (Record::Twinge(twinge(fields)?), ", muscle, side, during_workout, count"),
        "none" => (Record::None, ", night"),
        "unsure" => (Record::Unsure, ", night"),
        "drink" => {
            let volume_ml = fields.number("volume_ml", FluidVolume::from_ml)?;
            let volume_ml = volume_ml.ok_or_else(|| missing("volume_ml", "send millilitres, as in 500"))?;
            let sodium_mg = fields.number("sodium_mg", SodiumMass::from_mg)?;
            let drink = fields.word("drink")?;
            (Record::Drink { volume_ml, sodium_mg, drink }, ", volume_ml, sodium_mg, drink")
        }
        "food" => {
            let food = fields.number("carbohydrate_g", Carbohydrate::from_g)?;
            let carbohydrate_g = food.ok_or_else(|| missing("carbohydrate_g", "send grams, as in 60"))?;
            (Record::Food { carbohydrate_g }, ", carbohydrate_g")
        }
        "weight" => {
            let mass_kg = fields.number("mass_kg", BodyMass::from_kg)?;
            let mass_kg = mass_kg.ok_or_else(|| missing("mass_kg", "send kilograms, as in 61.8"))?;
            (Record::Weight { mass_kg, weigh_in: fields.word("weigh_in")? }, ", mass_kg, weigh_in")
        }
        "alcohol" => {
            let units = fields.number("units", Alcohol::from_units)?;
            let units = units.ok_or_else(|| missing("units", "send units of 8 g, as in 2"))?;
            (Record::Alcohol { units }, ", units")
        }
        "caffeine" => {
            let caffeine_mg = fields.number("caffeine_mg", Caffeine::from_mg)?;
            let caffeine_mg =
                caffeine_mg.ok_or_else(|| missing("caffeine_mg", "send milligrams, as in 100"))?;
            (Record::Caffeine { caffeine_mg }, ", caffeine_mg")
        }
        "sitting" | "sleep" => {
            let hours = fields.number("hours", Hours::from_h)?;
            let hours = hours.ok_or_else(|| missing("hours", "send hours, as in 6.5"))?;
            if kind == "sleep" {
                (Record::Sleep { hours }, ", hours, night")
            } else {
                (Record::Sitting { hours }, ", hours")
            }
        }
        "stretch" => (Record::Stretch, ""),
        "foam_roll" => (Record::FoamRoll, ""),
        "warm_up" => (Record::WarmUp, ""),
        other => return Err(Refusal::of_field("kind", format!("{other:?} is no kind of entry; it {KINDS}"))),
    })
}

fn cramp(fields: &mut JsonFields) -> Result<Cramp, Refusal> {
    let muscle: Option<Muscle> = fields.word("muscle")?;
    let muscle = muscle.ok_or_else(|| {
        let words: Vec<&str> = Muscle::ALL.iter().map(|muscle| muscle.word()).collect();
        Refusal::of_field("muscle", format!("missing: send one of {}", words.join(", ")))
    })?;
    Ok(Cramp {
        duration_s: fields.number("duration_s", duration_s)?,
        pain: fields.number("pain", Pain::from_0_10)?,
        during_workout: fields.truth("during_workout")?,
        eased_by: fields.words("eased_by")?,
        count: fields.number("count", Count::from_number)?,
        ..Cramp::of(muscle, side(fields)?)
    })
}

fn twinge(fields: &mut JsonFields) -> Result<Twinge, Refusal> {
    Ok(Twinge {
        during_workout: fields.truth("during_workout")?,
        count: fields.number("count", Count::from_number)?,
        ..Twinge::of(fields.word("muscle")?, side(fields)?)
    })
}

fn side(fields: &mut JsonFields) -> Result<Side, Refusal> {
    Ok(fields.word("side")?.unwrap_or(Side::Unknown))
}

fn duration_s(value: f64) -> Result<u32, OutOfRange> {
    let (min, max) = (1.0, LONGEST_CRAMP_S);
    if (min..=max).contains(&value) {
        return Ok(value.round() as u32);
    }
    Err(OutOfRange { what: "duration", value, unit: "s", min, max })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ID: &str = "01a2095e-30da-7c38-86be-68f3c7b7fdd4";

    fn now() -> ZonedDateTime {
        "2026-11-23T07:10[Europe/Berlin]".parse().unwrap()
    }

    fn asked(fields: &str) -> Result<Entry, String> {
        let body = format!("{{\"id\":\"{ID}\",{fields}}}");
        read(body.as_bytes(), &now()).map(|asked| asked.entry).map_err(|refusal| format!("{refusal:?}"))
    }

    #[test]
    fn every_kind_of_the_contract_is_read_with_its_fields() {
        for (fields, kind, night) in [
            (
                r#""kind":"cramp","muscle":"calf","side":"left","pain":7,"duration_s":120"#,
                "cramp",
                "2026-11-22",
            ),
            (r#""kind":"cramp","muscle":"calf","at":"2026-11-22T03:12:00+01:00""#, "cramp", "2026-11-21"),
            (r#""kind":"cramp","muscle":"calf","count":3"#, "cramp", "2026-11-22"),
            (r#""kind":"twinge""#, "twinge", "2026-11-22"),
            (r#""kind":"twinge","muscle":"foot","side":"left","count":"2""#, "twinge", "2026-11-22"),
            (r#""kind":"none""#, "none", "2026-11-22"),
            (r#""kind":"none","at":"2026-11-21T22:00:00+01:00""#, "none", "2026-11-20"),
            (r#""kind":"unsure","night":"2026-11-20""#, "unsure", "2026-11-20"),
            (r#""kind":"drink","volume_ml":"500","sodium_mg":300,"drink":"water""#, "drink", "2026-11-22"),
            (r#""kind":"food","carbohydrate_g":60"#, "food", "2026-11-22"),
            (r#""kind":"weight","mass_kg":61.8,"weigh_in":"before""#, "weight", "2026-11-22"),
            (r#""kind":"alcohol","units":2"#, "alcohol", "2026-11-22"),
            (r#""kind":"caffeine","caffeine_mg":100"#, "caffeine", "2026-11-22"),
            (r#""kind":"stretch","at":null"#, "stretch", "2026-11-22"),
            (r#""kind":"sitting","hours":9"#, "sitting", "2026-11-22"),
            (r#""kind":"sleep","hours":6.5"#, "sleep", "2026-11-22"),
        ] {
            let entry = asked(fields).unwrap_or_else(|error| panic!("{fields}: {error}"));
            assert_eq!((entry.record.kind(), entry.night.to_string().as_str()), (kind, night), "{fields}");
            assert_eq!((entry.source, entry.id.to_string().as_str()), (EntrySource::Api, ID));
        }
    }

    #[test]
    fn a_refusal_names_the_field_and_what_to_send() {
        let mut refusals: Vec<String> = [
            r#""kind":"fall""#,
            r#""kind":"cramp""#,
            r#""kind":"cramp","muscle":"thumb""#,
            r#""kind":"cramp","muscle":"calf","pain":11"#,
            r#""kind":"cramp","muscle":"calf","pain":"much""#,
            r#""kind":"cramp","muscle":"calf","duration_s":-5"#,
            r#""kind":"cramp","muscle":"calf","count":0"#,
            r#""kind":"twinge","count":1000"#,
            r#""kind":"twinge","count":2.5"#,
            r#""kind":"twinge","count":"two""#,
            r#""kind":"twinge","pain":3"#,
            r#""kind":"cramp","mucsle":"calf","muscle":"calf""#,
            r#""kind":"drink","volume_ml":500,"at":"03:12""#,
            r#""kind":"drink","volume_ml":500,"at":"2030-01-01T00:00:00Z""#,
            r#""kind":"drink","volume_ml":500,"night":"2026-11-20""#,
            r#""kind":"weight","mass_kg":6.18"#,
            r#""kind":"none","night":"2031-01-01""#,
            r#""kind":7"#,
        ]
        .iter()
        .map(|fields| asked(fields).unwrap_err())
        .collect();
        for body in ["", "[]", "{\"id\":", "{\"kind\":\"none\"}", "{\"id\":\"x\",\"kind\":\"none\"}"] {
            refusals.push(format!("{:?}", read(body.as_bytes(), &now()).map(|_| ()).unwrap_err()));
        }
        insta::assert_snapshot!(refusals.join("\n"));
    }

    proptest! {
        #[test]
        fn whatever_is_sent_is_read_or_refused(
            body in "\\PC{0,60}|\\{\"id\":\"[0-9a-f-]{30,36}\",\"kind\":\"(cramp|twinge|none|drink|x)\",\"(at|muscle|pain|count)\":\\PC{0,12}\\}"
        ) {
            if let Err(refusal) = read(body.as_bytes(), &now()) {
                let said = format!("{refusal:?}");
                prop_assert!(said.len() > 40);
            }
        }
    }
}
