//! Sentences about the authority by which a phone knows this machine.

use charley_speech::message::sentences;

sentences! {
    HEADING = "Let this phone know the machine";
    WHY = "Once it does, it warns no more, keeps relief for the time without a network, and lets the screen stay on during relief.";
    FOR_IPHONE = "iPhone and iPad";
    FOR_ANDROID = "Android";
    PROFILE = "Load the profile";
    CERTIFICATE = "Load the certificate";
    IOS_LOAD = "In Safari, tap Load the profile, then Allow.";
    IOS_INSTALL = "Open Settings, General, VPN & Device Management. Tap the profile, then Install.";
    IOS_COMPARE = "More Details, then the certificate, shows its SHA-256. Compare it with the machine's screen.";
    IOS_TRUST = "Open Settings, General, About, Certificate Trust Settings. Switch it on. Without this step the phone goes on warning.";
    IOS_KEEP = "Come back here. Share, then Add to Home Screen, makes it an app.";
    ANDROID_LOAD = "Tap Load the certificate.";
    ANDROID_INSTALL = "Open Settings, search for CA certificate and tap it.";
    ANDROID_ANYWAY = "Tap Install anyway, and choose charley.crt.";
    ANDROID_COMPARE = "Settings, Trusted credentials, User, shows its SHA-256. Compare it with the machine's screen.";
    ANDROID_KEEP = "Come back here. The menu of the browser, then Install app, makes it an app.";
    COMPARE = "Compare all of it with the screen of the machine: Phone and devices shows it there. If it is another one, somebody stands in between: remove it again.";
    RISK = "What this means";
    risk(names) = "From then on the phone takes whoever holds the secret of this certificate for one of these: {names}. The secret stays on the machine that Charley runs on, for its account alone. Whoever takes it from there could pretend to this phone to be one of these, and nothing else: the limit stands in the certificate itself.";
    RISK_OWN = "Do this on a phone of your own, in your own network.";
    until(date) = "It holds until {date}.";
    REMOVE = "To take it away again";
    REMOVE_IOS = "iPhone: Settings, General, VPN & Device Management, the profile, Remove Profile.";
    REMOVE_ANDROID = "Android: Settings, search for Trusted credentials, User, Charley, Remove.";
    REMOVE_WIPE = "Where the diary is wiped, the secret goes with it.";
    profile_name(host) = "Charley on {host}";
    THIS_MACHINE = "this machine";
    profile_about(names) = "Lets this device know the machine that Charley runs on. It can vouch for {names}, and for nothing else.";
    DRAWN_ALLOW = "The question of Safari, with Allow below";
    DRAWN_INSTALL = "The profile in Settings, with Install above";
    DRAWN_SWITCH = "The switch beside the name of the certificate";
    DRAWN_SEARCH = "The search of Settings with its first finding";
    DRAWN_ANYWAY = "The warning, with Install anyway below";
    NO_WARNING = "So that the phone warns no more";
    NO_WARNING_HOW = "This code leads to a page with the steps. They take three minutes, once for each phone.";
    PRINT = "Its SHA-256, to compare with the phone";
    uncovered(addresses, name) = "Phones warn all the same at {addresses}, but not at {name}.";
    uncovered_all(addresses) = "Phones warn all the same at {addresses}.";
    ANEW = "Make a new certificate at the next start";
    ANEW_HOW = "Each phone has to be told again then.";
    ANEW_DONE = "At its next start Charley makes a new certificate authority.";
}
