//! Sentences about weather that is asked of a service.

use charley_speech::message::sentences;

sentences! {
    TITLE = "Weather of your nights";
    WHAT = "Charley can ask a weather service how warm your days were. That is the only thing it ever sends to anybody. Nothing is sent before you agree, and you are asked each time.";
    BEFORE = "Nothing was sent yet. This would be sent, and nothing else:";
    TO = "To";
    PLACE = "Place";
    DAYS = "Days";
    FOR = "Asked for";
    whom(host) = "{host}";
    coarse_place(place) = "{place}, to a tenth of a degree: about 10 km";
    from_to(first, last) = "{first} to {last}";
    QUANTITIES = "temperature, humidity, wind, sun and clouds of each hour";
    WHO_SEES = "The service sees the address of your internet connection too, as every page you open does. Nothing of your diary goes there.";
    SEND = "Send this and bring the weather";
    FIRST_DAY = "First day";
    LAST_DAY = "Last day";
    LOOK = "Show what would be sent";
    WITHOUT = "You can also bring a weather file that you downloaded yourself: then nothing is sent.";
    AGREE = "Send it? [y/N] ";
    NOT_SENT = "Nothing was sent.";
    MUST_AGREE = "nothing was sent: agree with --yes-send-place";
    NO_PLACE = "Say where home is first, to a tenth of a degree.";
    NO_SERVICE = "CHARLEY_WEATHER_SERVICE names no weather service: give it https://HOST, or http:// and an address of this machine; without it Open-Meteo is asked. Nothing was sent.";
    BACKWARDS = "The first day is after the last: change one of them.";
    NOT_YET = "The last day must be over: choose yesterday or an earlier one.";
    TOO_LONG = "That is more than 10 years: ask for fewer, and for the rest another time.";
    NOT_HERE = "This app cannot ask a weather service: bring a file that you downloaded. Nothing was sent.";
    NO_NETWORK = "The weather service was not reached: look whether this machine is online, and try again. Nothing was brought in.";
    NOT_TRUSTED = "Who answered could not show that they are the weather service, as where a network asks to sign in first: sign in and try again. Nothing was sent to them.";
    TOO_SLOW = "The weather service did not answer in time: try again later, or ask for fewer days. Nothing was brought in.";
    BROKE_OFF = "The answer broke off half way: try again. Nothing was brought in.";
    TOO_LARGE = "More came back than any weather is: ask for fewer days. Nothing was brought in.";
    LOGIN_PAGE = "A web page came back and no weather, as where a network asks to sign in first: sign in and try again. Nothing was brought in.";
    too_often(again) = "The weather service was asked too often from this connection: try again {again}. Nothing was brought in.";
    today_at(time) = "at {time}";
    on_at(day, time) = "on {day} at {time}";
    refused(reason) = "The weather service gives none and says: {reason}. Nothing was brought in.";
    odd(status) = "The weather service answered with something else (status {status}): try again later. Nothing was brought in.";
}
