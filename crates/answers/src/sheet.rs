//! A sheet of paper as a file: its style inside, nothing fetched.

use askama::Template;

/// The look of a sheet, which the file carries inside.
pub const STYLE: &str = include_str!("../assets/report.css");

/// A sheet as one file.
#[derive(Template)]
#[template(path = "report_file.html")]
pub(crate) struct File<'a> {
    /// Its title.
    pub(crate) title: &'a str,
    /// What stands on it, as HTML.
    pub(crate) sheet: String,
    /// Its style.
    pub(crate) style: &'a str,
}
