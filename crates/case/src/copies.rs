//! What is said of the copies of the diary.

use charley_speech::copies::CopiesStanding;
use charley_store::DailyCopies;
use jiff::ZonedDateTime;

/// The newest copy and where it is, and what went wrong since, a sentence each.
pub fn state(copies: &DailyCopies, now: &ZonedDateTime) -> Vec<String> {
    let failed = copies.failed.as_ref();
    let standing = CopiesStanding {
        newest: copies.newest().map(|copy| (copy.path.as_path(), copy.day)),
        failed: failed
            .map(|one| (one.why.as_str(), one.at.to_zoned_datetime(now.time_zone().clone()).date())),
        today: now.date(),
    };
    standing.lines()
}
