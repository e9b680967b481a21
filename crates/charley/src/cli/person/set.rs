//! `charley person set`: each option checked, nothing changed unless all of them are right.

use charley_domain::person::Person;
use jiff::ZonedDateTime;

use charley_answers::person as answers;
use charley_speech::typed::Mistyped;

/// Arguments of `charley person set`.
#[derive(Debug, clap::Args)]
#[command(arg_required_else_help = true)]
pub(super) struct Args {
    /// Your name, for the page a doctor gets and for nothing else
    #[arg(long)]
    name: Option<String>,
    /// Month of birth
    #[arg(long, value_name = "YYYY-MM")]
    born: Option<String>,
    /// Day of birth, for the page a doctor gets; everything else goes by the month
    #[arg(long, value_name = "YYYY-MM-DD")]
    birth_date: Option<String>,
    /// Month in which the trouble with cramps began
    #[arg(long, value_name = "YYYY-MM")]
    cramps_since: Option<String>,
    /// When you cramp: night, sport or both
    #[arg(long, value_name = "WHEN")]
    cramps_when: Option<String>,
    /// Nights with a cramp of the last 28, as you remember them
    #[arg(long, value_name = "0 to 28")]
    cramp_nights: Option<String>,
    /// female, male or other
    #[arg(long)]
    sex: Option<String>,
    /// Usual body weight, in kilograms (136lb is read too)
    #[arg(long, value_name = "KG")]
    mass_kg: Option<String>,
    /// Height, in centimetres
    #[arg(long, value_name = "CM")]
    height_cm: Option<String>,
    /// Highest heart rate, in beats a minute
    #[arg(long, value_name = "BPM")]
    max_hr: Option<String>,
    /// Resting heart rate, in beats a minute
    #[arg(long, value_name = "BPM")]
    rest_hr: Option<String>,
    /// Power you can hold for about an hour, in watts
    #[arg(long, value_name = "W")]
    ftp_w: Option<String>,
    /// Running speed you can hold for about an hour, in metres a second
    #[arg(long, value_name = "M/S")]
    critical_speed_m_s: Option<String>,
    /// Zone of home: Europe/Berlin
    #[arg(long, value_name = "ZONE")]
    timezone: Option<String>,
    /// north or south
    #[arg(long)]
    hemisphere: Option<String>,
    /// Where home is, for the weather you bring: latitude and longitude, kept to a tenth of a degree
    #[arg(long, value_name = "LAT,LON", allow_hyphen_values = true)]
    home: Option<String>,
    /// First day of the last period, while pregnant; "no" when it is over
    #[arg(long, value_name = "DATE")]
    pregnant_since: Option<String>,
    /// Whether records of menstruation and pregnancy of what you import are kept: yes or no
    #[arg(long, value_name = "YES")]
    cycle: Option<String>,
    /// A condition you have (repeat it for more), or "none": heart kidney dialysis liver-cirrhosis
    /// hypertension low-salt-diet diabetes neuropathy pad venous thyroid spinal-stenosis als
    /// cancer-treatment clot-before
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    condition: Vec<String>,
    /// How salty your sweat is: low, medium or high
    #[arg(long)]
    saltiness: Option<String>,
    /// Whether you have cramped in a race, or in a workout as long and hard as one: never, long-ago or
    /// lately (in the last year)
    #[arg(long, value_name = "WHEN")]
    race_cramps: Option<String>,
    /// metric or us
    #[arg(long)]
    units: Option<String>,
    /// Takes back what you said: the name of an option above, as in --forget ftp-w
    #[arg(long, value_name = "OPTION", value_delimiter = ',')]
    forget: Vec<String>,
}

impl Args {
    /// The person with what was typed.
    ///
    /// # Errors
    /// [`Mistyped`] for the first option that cannot be; then nothing changes.
    pub(super) fn applied_to(&self, mut person: Person, now: &ZonedDateTime) -> Result<Person, Mistyped> {
        for name in &self.forget {
            answers::forget(&mut person, name)?;
        }
        let conditions = (!self.condition.is_empty()).then(|| self.condition.join(","));
        for (question, typed) in self.typed().into_iter().chain([("condition", &conditions)]) {
            if let Some(typed) = typed {
                answers::answer(&mut person, question, typed, now)?;
            }
        }
        answers::consistent(&person)?;
        Ok(person)
    }

    /// Questions and what was typed for each.
    fn typed(&self) -> [(&'static str, &Option<String>); 21] {
        [
            ("name", &self.name),
            ("born", &self.born),
            ("birth-date", &self.birth_date),
            ("cramps-since", &self.cramps_since),
            ("cramps-when", &self.cramps_when),
            ("cramp-nights", &self.cramp_nights),
            ("sex", &self.sex),
            ("mass-kg", &self.mass_kg),
            ("height-cm", &self.height_cm),
            ("max-hr", &self.max_hr),
            ("rest-hr", &self.rest_hr),
            ("ftp-w", &self.ftp_w),
            ("critical-speed-m-s", &self.critical_speed_m_s),
            ("timezone", &self.timezone),
            ("hemisphere", &self.hemisphere),
            ("home", &self.home),
            ("pregnant-since", &self.pregnant_since),
            ("cycle", &self.cycle),
            ("saltiness", &self.saltiness),
            ("race-cramps", &self.race_cramps),
            ("units", &self.units),
        ]
    }
}
