//! `charley weather`: what would be sent to a weather service is shown first; sent it is when the person agrees, each time anew.

use std::io::{BufRead as _, IsTerminal as _, Write as _};

use charley_case::{
    asked_weather::{AskedWeather, Unaskable, WeatherQuestion, words},
    import::{self as intake, ImportDocument, Ledger},
};
use charley_speech::{spoken, typed};
use charley_web::WeatherService;
use jiff::civil::Date;

use crate::cli::{Context, Exit, Usage, desk::Desk, import::account};

/// Arguments of `charley weather`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  charley weather                              of home, since your diary began
  charley weather --from 2026-06-01            since June
  charley weather --place 52.5,13.4            of another place

This is the one command that sends anything: place (to a tenth of a degree)
and days, to Open-Meteo. It shows that first and asks, each time. What comes
back is an import like any other: charley import --delete last takes it out.
A weather file that you downloaded is brought by charley import FILE instead.
CHARLEY_WEATHER_SERVICE names another service of the kind, such as your own.")]
pub(crate) struct Args {
    /// First day [default: that of the first night or workout]
    #[arg(long, value_name = "DATE")]
    from: Option<Date>,
    /// Last day [default: yesterday]
    #[arg(long, value_name = "DATE")]
    to: Option<Date>,
    /// Where [default: home]
    #[arg(long, value_name = "LAT,LON", allow_hyphen_values = true)]
    place: Option<String>,
    /// Agree without being asked: place and days are sent
    #[arg(long)]
    yes_send_place: bool,
}

pub(crate) fn run(context: &Context, args: Args) -> anyhow::Result<Exit> {
    let service = WeatherService::configured().ok_or_else(|| Usage(words::NO_SERVICE.to_owned()))?;
    let mut desk = Desk::open(context)?;
    let place = args.place.as_deref().map(typed::position).transpose()?;
    let asked = AskedWeather { place, from: args.from, to: args.to };
    let question = asked.question(desk.store(), &desk.person, &desk.now)?.map_err(|error| match error {
        Unaskable::NoPlace => Usage(format!("{} (charley person set --home 52.5,13.4)", words::NO_PLACE)),
        other => Usage(other.to_string()),
    })?;
    show(context, &question, service.host());
    if !agrees(context, args.yes_send_place)? {
        context.say(words::NOT_SENT);
        return Ok(Exit::Failed);
    }
    let now = desk.now.clone();
    let content = service.ask_and_wait(&question.path())?.weather(&now)?;
    let mut ledger = Ledger::kept(desk.store_mut()?)?;
    let report = intake::import_sent(&question.file_name(), &mut content.as_slice(), &mut ledger, &now)?;
    if context.json {
        context.print_json(&ImportDocument::of(&report, false))?;
    } else {
        context.print(&account::of(&report, false, desk.units()))?;
    }
    Ok(super::import::exit(&report))
}

fn show(context: &Context, question: &WeatherQuestion, host: &str) {
    let say = |text: &str| context.say(spoken::wrapped(text, 0).trim_end());
    say(words::BEFORE);
    for (name, text) in question.told(host) {
        context.say(&format!("  {name:<10} {text}"));
    }
    say(words::WHO_SEES);
}

fn agrees(context: &Context, agreed: bool) -> anyhow::Result<bool> {
    if agreed {
        return Ok(true);
    }
    if context.no_input || context.json || !std::io::stdin().is_terminal() {
        return Err(Usage(words::MUST_AGREE.to_owned()).into());
    }
    write!(anstream::stderr(), "{}", words::AGREE)?;
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    Ok(matches!(line.trim().to_lowercase().as_str(), "y" | "yes"))
}
