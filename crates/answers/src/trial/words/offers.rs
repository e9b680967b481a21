//! What may be tried, in words: what it is called, what is done on a night with it, and on one without.

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
}
