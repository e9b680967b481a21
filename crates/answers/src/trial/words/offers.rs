//! What may be tried, in words: what it is called, what is done on a night with it, and on one without.

use charley_case::trial::EveningStep;
use charley_speech::message::sentences;

sentences! {
    STRETCHING = "stretching before bed";
    STRETCHING_WITH = "stretch calves and hamstrings before bed, three times ten seconds each";
    STRETCHING_WITHOUT = "no stretching before bed";
    BEDCLOTHES = "loose bedclothes";
    BEDCLOTHES_WITH = "loosen the bedclothes so that the feet lie free";
    BEDCLOTHES_WITHOUT = "bedclothes as usual";
    ALCOHOL = "an evening without alcohol";
    ALCOHOL_WITH = "no alcohol this evening";
    ALCOHOL_WITHOUT = "as usual, whatever that is";
    SHOES = "supportive shoes by day";
    SHOES_WITH = "supportive shoes by day";
    SHOES_WITHOUT = "shoes as usual";
    ACTIVITY = "some light activity each day";
    ACTIVITY_WITH = "some minutes of easy cycling or walking in the evening";
    ACTIVITY_WITHOUT = "no extra activity in the evening";
    MAGNESIUM = "magnesium";
    MAGNESIUM_WITH = "magnesium as its package says";
    MAGNESIUM_WITHOUT = "no magnesium";
    WITHOUT_IT = "as usual, without it";
    WHICH_STEP = "Is that one of these?";
    WHY_STEP = "While it is tried, Charley leaves that step to the coin and does not advise it.";
    STEP_STRETCHING = "stretching before bed";
    STEP_BEDCLOTHES = "how the bedclothes lie on the feet";
    STEP_ALCOHOL = "alcohol in the evening";
    STEP_CAFFEINE = "coffee, tea or other caffeine";
    STEP_SITTING = "sitting less, or moving in the evening";
    STEP_DRINKING = "drinking in the evening";
    STEP_EATING = "the evening meal";
    STEP_OTHER = "none of these";
}

/// What a step of the evening is called.
pub const fn step(step: EveningStep) -> &'static str {
    match step {
        EveningStep::Stretching => STEP_STRETCHING,
        EveningStep::Bedclothes => STEP_BEDCLOTHES,
        EveningStep::Alcohol => STEP_ALCOHOL,
        EveningStep::Caffeine => STEP_CAFFEINE,
        EveningStep::Sitting => STEP_SITTING,
        EveningStep::Drinking => STEP_DRINKING,
        EveningStep::Eating => STEP_EATING,
        EveningStep::Other => STEP_OTHER,
    }
}
