//! Sentences for after a cramp: what eases the soreness, and for whom it is not. Its rows of the evidence are I05, I06 and I51.

use charley_speech::message::messages;

messages! {
    "aftercare";
    REST;
    BREAKFAST;
    HEADING;
    WARM;
    WARM_NOT;
    COLD;
    COLD_NOT;
    PACKET;
    PACKET_NOT;
    NO_PACK;
    STAYS;
}
