//! The heat of a workout in words: what is done at such heat, the signs of heat stroke, and what the class rests on.

use charley_body::heat::band::{HOT_DAYS, HeatBand, HeatBandClass, Raised};
use charley_domain::person::Units;

use charley_speech::{message::sentences, spoken};

sentences! {
    GREEN = "Heat: ordinary.";
    YELLOW = "Warm for racing. At such a start about 1 in 10 marathon runners of one northern race did not finish or needed help. \
Start slower.";
    RED = "Dangerous heat. Not a day for a fast time: faster runners have more heat strokes. Ill lately, with a fever, not used to \
heat, or with a medicine that heat makes risky: do not start.";
    BLACK = "Do not race. At this heat races are called off.";
    BEYOND = "Do not race. In this heat nobody should exercise hard.";
    NO_PLAN = "No plan is made for it: choose a cooler day, an earlier hour, or rest.";
    by_season_says(wbgt) = "What air it will be is not known yet. By what the season usually brings: {wbgt} Say the air that is expected.";
    SIGNS = "Confusion, staggering, a collapse or a fit in the heat are signs of heat stroke. Call the emergency number, and cool the whole body in \
cold water at once.";
    WAS_YELLOW = "It was warm for hard exercise.";
    WAS_RED = "The heat was dangerous for hard exercise.";
    WAS_BLACK = "The heat was such that races are called off.";
    wbgt_says(middle, range, class) = "Heat index of sun, damp, wind and air (WBGT), at its highest: {middle} ({range}), class {class}.";
    at_most(class) = "At the upper end of that the class would be {class}.";
    at_most_black(class) = "At the upper end of that the class would be {class}: do not race.";
    used_to_heat(n) = "You count as used to heat: {n} hot days in the last three weeks.";
    not_used(n: count, of) =
        one "You do not count as used to heat: {n} hot day in the last three weeks, {of} would do."
        other "You do not count as used to heat: {n} hot days in the last three weeks, {of} would do.";
    FASTER = "One class higher, since this is faster than you are used to.";
    body_heat(core) = "One class higher, since body heat would likely pass {core}.";
    CLASS_GREEN = "green";
    CLASS_YELLOW = "yellow";
    CLASS_RED = "red";
    CLASS_BLACK = "black";
    CLASS_BEYOND = "beyond black";
    heading_says(class) = "Heat: {class}";
    table_says(yellow, red, black, later) = "The classes are those of road races (ACSM), stricter where a northern marathon had to be: here yellow begins at {yellow} of this index, red at {red}, \
black at {black}. For people used to heat, on a bike or walking, Charley lets some begin about {later} later, which nobody has tested.";
    figures_says(low, high, falmouth) = "Heat strokes: about 4 in 10,000 starters of the Boston Marathon in 2015 to 2019, all at an index of {low} to {high} on average, and more in the young and the fast; \
about 21 in 10,000 over the 11 km of Falmouth, in air of {falmouth}.";
    HARDLY_MOVES = "Heat hardly moves the chance of a cramp: no study of runners shows that it does. Its danger is another.";
    WHAT_IT_MEANS = "What the classes mean";
    STROKE_QUESTION = "Heat stroke: what to do";
}

/// What is said first; where nobody said the air, no more than what the season usually brings.
pub fn first(band: &HeatBand, by_season: bool, units: Units) -> String {
    if by_season && (HeatBandClass::Yellow..HeatBandClass::Black).contains(&band.class) {
        return by_season_says(wbgt(band, units));
    }
    match band.class {
        HeatBandClass::Green => format!("{GREEN} {}", wbgt(band, units)),
        HeatBandClass::Yellow => YELLOW.to_owned(),
        HeatBandClass::Red => format!("{RED} {SIGNS}"),
        HeatBandClass::Black => format!("{BLACK} {SIGNS}"),
        HeatBandClass::Beyond => format!("{BEYOND} {SIGNS}"),
    }
}

/// What is said of a workout that is over; nothing in ordinary heat. The signs stay where they may still come.
pub fn was(band: &HeatBand, fresh: bool) -> Option<String> {
    let text = match band.class {
        HeatBandClass::Green => return None,
        HeatBandClass::Yellow => WAS_YELLOW,
        HeatBandClass::Red => WAS_RED,
        HeatBandClass::Black | HeatBandClass::Beyond => WAS_BLACK,
    };
    let signs = fresh && band.class >= HeatBandClass::Red;
    Some(if signs { format!("{text} {SIGNS}") } else { text.to_owned() })
}

/// What the class would be at the upper end of what the air may be, where that is higher.
pub fn at_most_of(band: &HeatBand) -> Option<String> {
    (band.class_at_q95 > band.class).then(|| {
        let (is_black, class) = (band.class_at_q95 >= HeatBandClass::Black, class(band.class_at_q95));
        if is_black { at_most_black(class) } else { at_most(class) }
    })
}

/// What it rests on.
pub fn more(band: &HeatBand, by_season: bool, units: Units) -> Vec<String> {
    let mut more = Vec::new();
    let said_first = by_season && band.class < HeatBandClass::Black;
    if band.class > HeatBandClass::Green && !said_first {
        more.push(wbgt(band, units));
    }
    more.extend(at_most_of(band));
    for raised in &band.raised {
        more.push(match raised {
            Raised::FasterThanHabit => FASTER.to_owned(),
            Raised::BodyHeat => body_heat(spoken::limit(charley_body::heat::band::CORE_RAISES_C, units)),
        });
    }
    if matches!(band.class, HeatBandClass::Yellow | HeatBandClass::Red) || band.acclimatised {
        more.push(used(band));
    }
    more
}

/// What the classes are, and where they begin here.
pub fn table(band: &HeatBand, units: Units) -> String {
    let [yellow, red, black, _] = band.classes_from_c.map(|from_c| spoken::limit(from_c, units));
    let later = spoken::warmer(charley_body::heat::band::LATER_K, units);
    table_says(yellow, red, black, later)
}

/// What is known of heat strokes in races.
pub fn figures(units: Units) -> String {
    let [low, high, falmouth] = [17.0, 20.0, 23.3].map(|c| spoken::degrees(c, units)); // Breslow 2021; DeMartini 2014
    figures_says(low, high, falmouth)
}

/// What stands above the drawing of the classes.
pub fn heading(band: &HeatBand) -> String {
    heading_says(class(band.class))
}

/// The word for a class.
pub const fn class(class: HeatBandClass) -> &'static str {
    match class {
        HeatBandClass::Green => CLASS_GREEN,
        HeatBandClass::Yellow => CLASS_YELLOW,
        HeatBandClass::Red => CLASS_RED,
        HeatBandClass::Black => CLASS_BLACK,
        HeatBandClass::Beyond => CLASS_BEYOND,
    }
}

/// The index with its interval.
pub fn wbgt(band: &HeatBand, units: Units) -> String {
    let of = |wbgt_c: f64| spoken::degrees(wbgt_c, units);
    let wbgt = band.wbgt_c;
    wbgt_says(of(wbgt.q50), spoken::between(wbgt.q05, wbgt.q95, units), class(band.class))
}

fn used(band: &HeatBand) -> String {
    if band.acclimatised { used_to_heat(band.hot_days) } else { not_used(band.hot_days, HOT_DAYS) }
}

/// Sentences with their places filled, for the lint.
#[cfg(test)]
fn examples() -> Vec<String> {
    use charley_domain::interval::Interval;
    let classes = [
        HeatBandClass::Green,
        HeatBandClass::Yellow,
        HeatBandClass::Red,
        HeatBandClass::Black,
        HeatBandClass::Beyond,
    ];
    let band = |class| HeatBand {
        class,
        wbgt_c: Interval { q05: 19.2, q50: 22.4, q95: 28.6 },
        class_at_q95: HeatBandClass::Black,
        classes_from_c: [18.0, 21.0, 28.0, 32.2],
        acclimatised: class == HeatBandClass::Black,
        hot_days: 1,
        raised: vec![Raised::FasterThanHabit, Raised::BodyHeat],
    };
    let mut all = Vec::new();
    for class in classes {
        let band = band(class);
        all.push(first(&band, false, Units::Metric));
        all.push(first(&band, true, Units::Metric));
        all.extend(was(&band, true));
        all.extend(more(&band, false, Units::Us));
        all.push(heading(&band));
        all.push(table(&band, Units::Metric));
        all.push(figures(Units::Metric));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filled_sentences_read_well() {
        charley_speech::lint::check(&examples());
        insta::assert_snapshot!(examples().join("\n"));
    }

    #[test]
    fn black_begins_with_do_not_race_and_says_what_to_do() {
        for text in [BLACK, BEYOND] {
            let said = format!("{text} {SIGNS}");
            assert!(said.starts_with("Do not race"), "{said}");
            assert!(["heat stroke", "emergency number", "cold water"].iter().all(|what| said.contains(what)));
        }
    }
}
