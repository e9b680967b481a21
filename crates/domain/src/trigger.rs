//! The ids of the trigger table as constants: a mistyped one does not compile, and a test of the table holds them to its rows.

/// Training load that day.
pub const LOAD: &str = "load_100tss";
/// Week above habit.
pub const LOAD_JUMP: &str = "load_jump";
/// Hot weather.
pub const HEAT: &str = "heat_5c";
/// Fluid deficit.
pub const FLUID_DEFICIT: &str = "fluid_deficit_pct";
/// Sodium deficit.
pub const SODIUM_DEFICIT: &str = "sodium_deficit_g";
/// Carbohydrate shortfall.
pub const CARBOHYDRATE_SHORTFALL: &str = "carb_shortfall_gkg";
/// Long sitting.
pub const SITTING: &str = "sitting_2h";
/// Alcohol.
pub const ALCOHOL: &str = "alcohol_2u";
/// Late caffeine.
pub const LATE_CAFFEINE: &str = "caffeine_late_100mg";
/// Short sleep before.
pub const SHORT_SLEEP: &str = "sleep_short_h";
/// Long-acting beta agonist.
pub const MEDICINE_LABA: &str = "medicine_laba";
/// Potassium-sparing diuretic.
pub const MEDICINE_POTASSIUM_SPARING: &str = "medicine_potassium_sparing";
/// Thiazide-like diuretic.
pub const MEDICINE_THIAZIDE_LIKE: &str = "medicine_thiazide_like";
/// Loop diuretic.
pub const MEDICINE_LOOP: &str = "medicine_loop";
/// Statin.
pub const MEDICINE_STATIN: &str = "medicine_statin";
/// Raloxifene.
pub const MEDICINE_RALOXIFENE: &str = "medicine_raloxifene";
/// Conjugated oestrogens.
pub const MEDICINE_OESTROGEN: &str = "medicine_oestrogen";
/// Another listed medicine.
pub const MEDICINE_OTHER: &str = "medicine_other";
/// Stretching before bed.
pub const STRETCH: &str = "stretch_bed";
/// Second trimester.
pub const PREGNANCY_TRIMESTER_2: &str = "pregnancy_trimester_2";
/// Third trimester.
pub const PREGNANCY_TRIMESTER_3: &str = "pregnancy_trimester_3";
/// Time of year.
pub const SEASON: &str = "season";
/// Cramps in the last nights.
pub const HISTORY: &str = "history";
/// Time into the workout.
pub const ELAPSED: &str = "elapsed_30min";
/// Faster or harder than habit.
pub const INTENSITY: &str = "intensity_10pct";
/// Longer than habit.
pub const DISTANCE_JUMP: &str = "distance_jump";
/// Downhill.
pub const DESCENT: &str = "descent_50m_km";
/// Body heat.
pub const CORE_TEMPERATURE: &str = "core_temp_c";
/// Heat, in the first two weeks of it.
pub const FIRST_HEAT: &str = "heat_first_2w";
/// Strength that was not back at the start.
pub const STRENGTH_MISSING: &str = "strength_missing_10pct";
/// Fuel low.
pub const GLYCOGEN_LOW: &str = "glycogen_low";
/// A cramp in the last 7 days.
pub const CRAMPED_LAST_WEEK: &str = "cramped_last_7d";
/// Already cramped in this workout.
pub const CRAMPED_TODAY: &str = "already_cramped_today";
/// Morning start.
pub const MORNING: &str = "morning";

/// The other wave of the season: known through [`SEASON`], it has no row and is never named.
pub const SEASON_SINE: &str = "season_sine";

/// All of the table, in its order.
pub const ALL: [&str; 34] = [
    LOAD,
    LOAD_JUMP,
    HEAT,
    FLUID_DEFICIT,
    SODIUM_DEFICIT,
    CARBOHYDRATE_SHORTFALL,
    SITTING,
    ALCOHOL,
    LATE_CAFFEINE,
    SHORT_SLEEP,
    MEDICINE_LABA,
    MEDICINE_POTASSIUM_SPARING,
    MEDICINE_THIAZIDE_LIKE,
    MEDICINE_LOOP,
    MEDICINE_STATIN,
    MEDICINE_RALOXIFENE,
    MEDICINE_OESTROGEN,
    MEDICINE_OTHER,
    STRETCH,
    PREGNANCY_TRIMESTER_2,
    PREGNANCY_TRIMESTER_3,
    SEASON,
    HISTORY,
    ELAPSED,
    INTENSITY,
    DISTANCE_JUMP,
    DESCENT,
    CORE_TEMPERATURE,
    FIRST_HEAT,
    STRENGTH_MISSING,
    GLYCOGEN_LOW,
    CRAMPED_LAST_WEEK,
    CRAMPED_TODAY,
    MORNING,
];

/// The states of the body that change within a workout, in the order in which their course is kept.
pub const BODY_STATES: [&str; 4] = [FLUID_DEFICIT, SODIUM_DEFICIT, CORE_TEMPERATURE, GLYCOGEN_LOW];

/// What the ids of medicines begin with.
const OF_MEDICINES: &str = "medicine_";
/// What the ids of states of a pregnancy begin with.
const OF_PREGNANCY: &str = "pregnancy_";

/// Whether a trigger is a medicine, which one takes or does not take.
///
/// ```
/// use charley_domain::trigger;
/// assert!(trigger::is_medicine(trigger::MEDICINE_LOOP) && !trigger::is_medicine(trigger::HEAT));
/// ```
pub fn is_medicine(id: &str) -> bool {
    id.starts_with(OF_MEDICINES)
}

/// What a day brings, another on the next: what the days before a night brought may matter as well.
const OF_A_DAY: [&str; 6] = [LOAD, HEAT, SITTING, ALCOHOL, LATE_CAFFEINE, SHORT_SLEEP];

/// Whether a trigger is of a single day, so that the days before can be told from it.
///
/// ```
/// use charley_domain::trigger;
/// assert!(trigger::is_of_a_day(trigger::ALCOHOL) && !trigger::is_of_a_day(trigger::LOAD_JUMP));
/// ```
pub fn is_of_a_day(id: &str) -> bool {
    OF_A_DAY.contains(&id)
}

/// Whether a trigger is a state of a pregnancy.
///
/// ```
/// use charley_domain::trigger;
/// assert!(trigger::is_pregnancy(trigger::PREGNANCY_TRIMESTER_2) && !trigger::is_pregnancy(trigger::SEASON));
/// ```
pub fn is_pregnancy(id: &str) -> bool {
    id.starts_with(OF_PREGNANCY)
}
