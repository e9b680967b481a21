//! Names of days and months, and how dates, nights and times are put together.

use crate::message::messages;

messages! {
    "calendar";
    MONDAY;
    TUESDAY;
    WEDNESDAY;
    THURSDAY;
    FRIDAY;
    SATURDAY;
    SUNDAY;
    JANUARY;
    FEBRUARY;
    MARCH;
    APRIL;
    MAY;
    JUNE;
    JULY;
    AUGUST;
    SEPTEMBER;
    OCTOBER;
    NOVEMBER;
    DECEMBER;
    JANUARY_SHORT;
    FEBRUARY_SHORT;
    MARCH_SHORT;
    APRIL_SHORT;
    MAY_SHORT;
    JUNE_SHORT;
    JULY_SHORT;
    AUGUST_SHORT;
    SEPTEMBER_SHORT;
    OCTOBER_SHORT;
    NOVEMBER_SHORT;
    DECEMBER_SHORT;
    day_of(day, month);
    day_of_year(day, month, year);
    day_short(day, month);
    month_of_year(month, year);
    with_weekday(weekday, day);
    nights_of_month(day, end);
    nights(day, end);
    night_of(night);
    at_on(time, day);
    at(day, time);
    DECIMAL;
}
