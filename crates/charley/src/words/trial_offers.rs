//! What may be tried, in words: what it is called, what is done on a night with it, and on one without.

use crate::words::message::messages;

messages! {
    STRETCHING = "trial_offers.stretching": "stretching before bed";
    STRETCHING_WITH = "trial_offers.stretching.with": "stretch calves and hamstrings before bed, three times ten seconds each";
    STRETCHING_WITHOUT = "trial_offers.stretching.without": "no stretching before bed";
    BEDCLOTHES = "trial_offers.bedclothes": "loose bedclothes";
    BEDCLOTHES_WITH = "trial_offers.bedclothes.with": "loosen the bedclothes so that the feet lie free";
    BEDCLOTHES_WITHOUT = "trial_offers.bedclothes.without": "bedclothes as usual";
    ALCOHOL = "trial_offers.alcohol": "an evening without alcohol";
    ALCOHOL_WITH = "trial_offers.alcohol.with": "no alcohol this evening";
    ALCOHOL_WITHOUT = "trial_offers.alcohol.without": "as usual, whatever that is";
    SHOES = "trial_offers.shoes": "supportive shoes by day";
    SHOES_WITH = "trial_offers.shoes.with": "supportive shoes by day";
    SHOES_WITHOUT = "trial_offers.shoes.without": "shoes as usual";
    ACTIVITY = "trial_offers.activity": "some light activity each day";
    ACTIVITY_WITH = "trial_offers.activity.with": "some minutes of easy cycling or walking in the evening";
    ACTIVITY_WITHOUT = "trial_offers.activity.without": "no extra activity in the evening";
    MAGNESIUM = "trial_offers.magnesium": "magnesium";
    MAGNESIUM_WITH = "trial_offers.magnesium.with": "magnesium as its package says";
    MAGNESIUM_WITHOUT = "trial_offers.magnesium.without": "no magnesium";
    WITHOUT_IT = "trial_offers.without_it": "as usual, without it";
}
