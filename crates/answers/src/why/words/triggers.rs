//! What each trigger is called in a sentence: as a thing, by the windows that have so much of it, and by what it was in one window.

use charley_domain::{
    exposure::{TriggerId, Window},
    person::Units,
    trigger,
};
use charley_infer::learn::Timing;

use charley_speech::{message::sentences, spoken};

sentences! {
    HOT_DAYS = "hot days";
    LONG_SITTING = "long sitting";
    ALCOHOL = "alcohol";
    LATE_CAFFEINE = "late caffeine";
    SHORT_SLEEP = "short sleep";
    HARD_DAYS = "hard training days";
    WEEK_ABOVE = "weeks above your habit";
    SHORT_OF_WATER = "being short of water";
    SHORT_OF_SODIUM = "being short of sodium";
    SHORT_OF_FUEL = "being short of carbohydrate";
    STRETCHING = "stretching before bed";
    TRIMESTER_2 = "the second trimester";
    TRIMESTER_3 = "the third trimester";
    HARDER = "workouts harder than your habit";
    LONGER = "workouts longer than your habit";
    DOWNHILL = "running downhill";
    HOT_WORKOUTS = "hot workouts";
    FIRST_HEAT = "the first two weeks of heat";
    TIRED_MUSCLES = "muscles that have not recovered";
    LOW_FUEL = "low fuel";
    before_that(what) = "{what} on the days before";

    points_or_more(n) = "days with {n} training points or more";
    week_or_more(percent) = "weeks {percent} % or more above habit";
    warm_or_more(air) = "days of {air} or more";
    water_or_more(percent) = "{percent} % of body mass or more short of water";
    sodium_or_more(g) = "{g} g or more short of sodium";
    fuel_or_more(g) = "{g} g/kg or more short of carbohydrate";
    sitting_or_more(hours) = "sitting {hours} or more beyond usual";
    units_or_more(n: count) =
        one "{n} unit of alcohol or more"
        other "{n} units of alcohol or more";
    ANY_ALCOHOL = "any alcohol";
    caffeine_or_more(mg) = "{mg} mg of caffeine or more after 15:00";
    sleep_or_more(hours) = "{hours} or more short of your usual sleep";
    on(medicine) = "on {medicine}";
    STRETCHED = "with stretching before bed";
    IN_TRIMESTER_2 = "in the second trimester";
    IN_TRIMESTER_3 = "in the third trimester";
    harder_or_more(percent) = "{percent} % or more above your usual pace or power";
    longer_or_more(percent) = "{percent} % or more beyond your longest of four weeks";
    downhill_or_more(m) = "{m} m or more downhill a kilometre";
    workout_warm_or_more(air) = "workouts in {air} or more";
    IN_FIRST_HEAT = "in the first two weeks of heat";
    strength_or_more(percent) = "{percent} % or more of strength not back";
    used_or_more(percent) = "{percent} % or more of the fuel used";
    mean_before(what) = "{what}, the mean of the three days before";

    of_points(n) = "{n} training points";
    of_week(percent) = "a week {percent} % above habit";
    warm(air) = "{air} by day";
    short_of_water(percent) = "{percent} % of body mass short of water";
    short_of_sodium(g) = "{g} g short of sodium";
    short_of_fuel(g) = "{g} g/kg short of carbohydrate";
    sat(hours) = "sat {hours} h";
    sat_beyond(hours) = "sat {hours} beyond usual";
    of_alcohol(n) = "{n} units of alcohol";
    ONE_UNIT = "1 unit of alcohol";
    of_caffeine(mg) = "{mg} mg of caffeine late";
    slept(hours) = "slept {hours} h";
    slept_less(hours) = "slept {hours} less than usual";
    NO_STRETCHING = "no stretching";
    harder(percent) = "{percent} % above usual pace or power";
    longer(percent) = "{percent} % beyond your longest of four weeks";
    downhill(m) = "{m} m downhill a kilometre";
    workout_warm(air) = "{air}";
    strength(percent) = "{percent} % of strength not back";
    used(percent) = "{percent} % of the fuel used";
}

/// How a trigger is spoken of to a person.
#[derive(Debug, Clone, Copy)]
pub struct TriggerWords<'a> {
    /// The trigger.
    pub id: &'a TriggerId,
    /// When it is looked at.
    pub timing: Timing,
    /// Its name: of a medicine, what the person calls it.
    pub name: &'a str,
    /// The units of the person.
    pub units: Units,
}

impl TriggerWords<'_> {
    /// As a thing: `hot days`.
    pub fn thing(self) -> String {
        let id = self.id.id.as_str();
        let thing = match (self.id.window, id) {
            (Window::Night, trigger::HEAT) => HOT_DAYS,
            (Window::Workout, trigger::HEAT) => HOT_WORKOUTS,
            (_, trigger::SITTING) => LONG_SITTING,
            (_, trigger::ALCOHOL) => ALCOHOL,
            (_, trigger::LATE_CAFFEINE) => LATE_CAFFEINE,
            (_, trigger::SHORT_SLEEP) => SHORT_SLEEP,
            (_, trigger::LOAD) => HARD_DAYS,
            (_, trigger::LOAD_JUMP) => WEEK_ABOVE,
            (_, trigger::FLUID_DEFICIT) => SHORT_OF_WATER,
            (_, trigger::SODIUM_DEFICIT) => SHORT_OF_SODIUM,
            (_, trigger::CARBOHYDRATE_SHORTFALL) => SHORT_OF_FUEL,
            (_, trigger::STRETCH) => STRETCHING,
            (_, trigger::PREGNANCY_TRIMESTER_2) => TRIMESTER_2,
            (_, trigger::PREGNANCY_TRIMESTER_3) => TRIMESTER_3,
            (_, trigger::INTENSITY) => HARDER,
            (_, trigger::DISTANCE_JUMP) => LONGER,
            (_, trigger::DESCENT) => DOWNHILL,
            (_, trigger::FIRST_HEAT) => FIRST_HEAT,
            (_, trigger::STRENGTH_MISSING) => TIRED_MUSCLES,
            (_, trigger::GLYCOGEN_LOW) => LOW_FUEL,
            _ => self.name,
        };
        match self.timing {
            Timing::Night => thing.to_owned(),
            Timing::DaysBefore => before_that(thing),
        }
    }

    /// The windows that have at least so much of it, in units: `days of 23 °C or more`.
    pub fn at_least(self, units: f64) -> String {
        let exposed = self.at_least_that_day(units);
        match self.timing {
            Timing::Night => exposed,
            Timing::DaysBefore => mean_before(exposed),
        }
    }

    fn at_least_that_day(self, units: f64) -> String {
        let percent = whole(100.0 * units);
        match (self.id.window, self.id.id.as_str()) {
            (Window::Night, trigger::HEAT) => warm_or_more(self.air(units)),
            (Window::Workout, trigger::HEAT) => workout_warm_or_more(self.air(units)),
            (_, trigger::SITTING) => sitting_or_more(spoken::span(SITTING_S * units)),
            (_, trigger::ALCOHOL) if ALCOHOL_UNITS * units < 1.0 => ANY_ALCOHOL.to_owned(),
            (_, trigger::ALCOHOL) => units_or_more((ALCOHOL_UNITS * units).round() as usize),
            (_, trigger::LATE_CAFFEINE) => caffeine_or_more(whole(CAFFEINE_MG * units)),
            (_, trigger::SHORT_SLEEP) => sleep_or_more(spoken::span(HOUR_S * units)),
            (_, trigger::LOAD) => points_or_more(percent),
            (_, trigger::LOAD_JUMP) => week_or_more(percent),
            (_, trigger::FLUID_DEFICIT) => water_or_more(spoken::plain(units)),
            (_, trigger::SODIUM_DEFICIT) => sodium_or_more(spoken::plain(units)),
            (_, trigger::CARBOHYDRATE_SHORTFALL) => fuel_or_more(spoken::plain(units)),
            (_, trigger::STRETCH) => STRETCHED.to_owned(),
            (_, trigger::PREGNANCY_TRIMESTER_2) => IN_TRIMESTER_2.to_owned(),
            (_, trigger::PREGNANCY_TRIMESTER_3) => IN_TRIMESTER_3.to_owned(),
            (_, trigger::INTENSITY) => harder_or_more(whole(10.0 * units)),
            (_, trigger::DISTANCE_JUMP) => longer_or_more(percent),
            (_, trigger::DESCENT) => downhill_or_more(whole(DESCENT_M * units)),
            (_, trigger::FIRST_HEAT) => IN_FIRST_HEAT.to_owned(),
            (_, trigger::STRENGTH_MISSING) => strength_or_more(whole(10.0 * units)),
            (_, trigger::GLYCOGEN_LOW) => used_or_more(percent),
            _ => on(self.name),
        }
    }

    /// What it was in one window: `sat 6 h`; `told` is what the diary has of it, in its own measure.
    pub fn state(self, units: f64, told: Option<f64>) -> String {
        let state = self.state_that_day(units, told.filter(|_| self.timing == Timing::Night));
        match self.timing {
            Timing::Night => state,
            Timing::DaysBefore => mean_before(state),
        }
    }

    fn state_that_day(self, units: f64, told: Option<f64>) -> String {
        let percent = whole(100.0 * units);
        match (self.id.window, self.id.id.as_str(), told) {
            (Window::Night, trigger::HEAT, _) => warm(self.air(units)),
            (Window::Workout, trigger::HEAT, _) => workout_warm(self.air(units)),
            (_, trigger::SITTING, Some(hours)) => sat(tenth(hours)),
            (_, trigger::SITTING, None) => sat_beyond(spoken::span(SITTING_S * units)),
            (_, trigger::ALCOHOL, _) if tenth(ALCOHOL_UNITS * units) == "1" => ONE_UNIT.to_owned(),
            (_, trigger::ALCOHOL, _) => of_alcohol(tenth(ALCOHOL_UNITS * units)),
            (_, trigger::LATE_CAFFEINE, _) => of_caffeine(whole(CAFFEINE_MG * units)),
            (_, trigger::SHORT_SLEEP, Some(hours)) => slept(tenth(hours)),
            (_, trigger::SHORT_SLEEP, None) => slept_less(spoken::span(HOUR_S * units)),
            (_, trigger::LOAD, _) => of_points(percent),
            (_, trigger::LOAD_JUMP, _) => of_week(percent),
            (_, trigger::FLUID_DEFICIT, _) => short_of_water(tenth(units)),
            (_, trigger::SODIUM_DEFICIT, _) => short_of_sodium(tenth(units)),
            (_, trigger::CARBOHYDRATE_SHORTFALL, _) => short_of_fuel(tenth(units)),
            (_, trigger::STRETCH, _) => if units < HALF_DONE { NO_STRETCHING } else { STRETCHED }.to_owned(),
            (_, trigger::PREGNANCY_TRIMESTER_2, _) => IN_TRIMESTER_2.to_owned(),
            (_, trigger::PREGNANCY_TRIMESTER_3, _) => IN_TRIMESTER_3.to_owned(),
            (_, trigger::INTENSITY, _) => harder(whole(10.0 * units)),
            (_, trigger::DISTANCE_JUMP, _) => longer(percent),
            (_, trigger::DESCENT, _) => downhill(whole(DESCENT_M * units)),
            (_, trigger::FIRST_HEAT, _) => IN_FIRST_HEAT.to_owned(),
            (_, trigger::STRENGTH_MISSING, _) => strength(whole(10.0 * units)),
            (_, trigger::GLYCOGEN_LOW, _) => used(percent),
            _ => on(self.name),
        }
    }

    fn air(self, units: f64) -> String {
        spoken::degrees(HEAT_FROM_C + HEAT_UNIT_C * units, self.units)
    }
}

/// What one unit of each trigger is in the measure in which it is spoken of.
const HEAT_FROM_C: f64 = 18.0; // triggers.csv, heat_5c
const HEAT_UNIT_C: f64 = 5.0; // triggers.csv, heat_5c
const SITTING_S: f64 = 7200.0; // triggers.csv, sitting_2h
const HOUR_S: f64 = 3600.0; // triggers.csv, sleep_short_h
const ALCOHOL_UNITS: f64 = 2.0; // triggers.csv, alcohol_2u
const CAFFEINE_MG: f64 = 100.0; // triggers.csv, caffeine_late_100mg
/// Stretching was done from this on.
const HALF_DONE: f64 = 0.5; // by definition
const DESCENT_M: f64 = 50.0; // triggers.csv, descent_50m_km

fn whole(number: f64) -> String {
    spoken::rounded(number, 0)
}

fn tenth(number: f64) -> String {
    spoken::plain((10.0 * number).round() / 10.0)
}

/// Every trigger at one unit, said in each way, for the lint and the eye.
#[cfg(test)]
fn examples() -> Vec<String> {
    let rows = charley_evidence::evidence().triggers.iter();
    let spoken = rows.filter(|row| {
        use charley_evidence::TriggerKind::{Remedy, State, Trigger};
        matches!(row.kind, Trigger | Remedy | State) && !trigger::is_medicine(&row.id.id)
    });
    let mut said: Vec<String> = spoken
        .map(|row| {
            let of =
                TriggerWords { id: &row.id, timing: Timing::Night, name: &row.name, units: Units::Metric };
            [of.thing(), of.at_least(1.0), of.state(1.2, Some(6.0))].join(" | ")
        })
        .collect();
    let (alcohol, hctz) =
        (TriggerId::night(trigger::ALCOHOL), TriggerId::night(trigger::MEDICINE_THIAZIDE_LIKE));
    let of = |id, name, timing| TriggerWords { id, timing, name, units: Units::Us };
    let before = of(&alcohol, "Alcohol", Timing::DaysBefore);
    let medicine = of(&hctz, "HCTZ", Timing::Night);
    for words in [before, medicine] {
        said.push([words.thing(), words.at_least(0.25), words.state(0.5, None)].join(" | "));
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filled_sentences_read_well() {
        charley_speech::lint::check(&examples());
        insta::assert_snapshot!(examples().join("\n"));
    }
}
