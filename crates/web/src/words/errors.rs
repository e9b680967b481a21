//! What a page answers when it cannot.

use charley_speech::message::messages;

messages! {
    "errors";
    NOT_FOUND;
    NOT_FOUND_HOW;
    NO_SESSION;
    NO_SESSION_HOW;
    LOCKED;
    DID_NOT_WORK;
    NOT_YET;
    AT_HOME;
    AT_HOME_HOW;
    NO_TOKEN;
    NO_TOKEN_HOW;
    NOT_ALLOWED;
    NOT_ALLOWED_HOW;
    NOT_THAT;
    NOT_THAT_HOW;
    OTHER_KIND;
    OTHER_KIND_HOW;
    UNREAD;
    UNREAD_HOW;
    TOO_LARGE;
    too_large_how(kb);
    TOO_MANY;
    TOO_SLOW;
    TOO_SLOW_HOW;
    FOREIGN_HOST;
    FOREIGN_HOST_HOW;
    FOREIGN_SITE;
    FOREIGN_SITE_HOW;
    BUSY;
    busy_how(seconds);
    FULL;
    FULL_HOW;
    UNREADABLE;
    UNREADABLE_HOW;
    BROKE;
    BROKE_HOW;
    TO_CHARLEY;
}
