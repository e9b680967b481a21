//! `charley exposures`: what each night and workout exposed a person to, and how that is known.

use charley_domain::workout::WorkoutId;
use comfy_table::{ContentArrangement, Table, presets};

use crate::cli::{Context, Exit, Usage, page::listed};
use charley_answers::exposures::{self, Exposures, HabitDocument, Which, WindowDocument, name_of};
use charley_case::{Case, body, put_right, seen::range};
use charley_speech::{spoken, typed};
use charley_store::Store;

/// Arguments of `charley exposures`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  charley exposures
  charley exposures --night 2026-11-22
  charley exposures --all --csv > exposures.csv
  charley exposures --workout ID --minutes --csv")]
pub(crate) struct Args {
    /// The night that began on this date [default: last night]
    #[arg(long, value_name = "DATE", conflicts_with_all = ["workout", "all"])]
    night: Option<String>,
    /// One workout
    #[arg(long, value_name = "ID", conflicts_with = "all")]
    workout: Option<String>,
    /// Each minute of that workout, as the body model sees it
    #[arg(long, requires = "workout")]
    minutes: bool,
    /// Every night and workout
    #[arg(long)]
    all: bool,
    /// Print a table with commas
    #[arg(long, conflicts_with = "json")]
    csv: bool,
}

pub(crate) fn run(context: &Context, args: Args) -> anyhow::Result<Exit> {
    let mut store = context.diary()?;
    let now = context.now_of(&store.person()?);
    let case = context.case(&mut store, now)?;
    let which = which(&args, &store, &case)?;
    let document = match &which {
        Which::Workout(id) if args.minutes => {
            let states = body::states(&store, &case, id)?;
            exposures::of_minutes(&case, id, states.as_ref())
        }
        _ => exposures::exposures(&case, &which),
    };
    if let Which::Workout(id) = &which
        && document.windows.is_empty()
    {
        return Err(Usage(format!(
            "{id} is no workout that can be dated: charley diary --json and the import list ids"
        ))
        .into());
    }
    if context.json {
        context.print_json(&document)?;
    } else if args.csv {
        context.print(&document.csv())?;
    } else {
        context.print(&page(&document, &case))?;
    }
    let known = document.windows.iter().any(|window| !window.values.is_empty());
    Ok(if known { Exit::Ok } else { Exit::TooLittle })
}

fn which(args: &Args, store: &Store, case: &Case) -> anyhow::Result<Which> {
    Ok(match (&args.workout, args.all) {
        // What was logged and never recorded is known by its whole id alone.
        (Some(typed), _) => Which::Workout(
            put_right::find(store, typed)
                .map_or_else(|_| WorkoutId(typed.clone()), |whole| whole.stored.head.id),
        ),
        (None, true) => Which::All,
        (None, false) => Which::Night(typed::night(args.night.as_deref(), &case.now)?),
    })
}

fn page(document: &Exposures, case: &Case) -> String {
    let mut text = String::new();
    for window in &document.windows {
        text.push_str(&one(window));
    }
    if document.windows.is_empty() {
        let nights = range(case, None);
        text = format!("No night or workout between {} and {}.\n", nights.first, nights.last);
    }
    text
}

fn one(window: &WindowDocument) -> String {
    let (kind, of) = name_of(&window.window);
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic).set_width(80);
    table.set_header(["exposure", "value", "one unit is", "known how"]);
    for value in &window.values {
        let how = value.how();
        table.add_row([value.name.clone(), spoken::rounded(value.value, 2), value.unit.clone(), how]);
    }
    let mut text = format!("{kind} {of}\n");
    if window.values.is_empty() {
        text.push_str("  nothing is known\n");
    } else {
        text.extend(table.to_string().lines().map(|line| format!("{}\n", line.trim_end())));
    }
    if let Some(habit) = window.habit {
        text.push_str(&spoken::wrapped(&habit_words(habit), 2));
    }
    text.push_str(&listed("Missing", &window.missing));
    text.push('\n');
    text
}

fn habit_words(habit: HabitDocument) -> String {
    let usual =
        habit.mean_42d_tss.map_or_else(|| "not known yet".to_owned(), |mean| format!("{mean:.0} a day"));
    let unusual = habit.z_42d.map_or_else(String::new, |z| {
        format!("; that day against your habit: z {}", spoken::difference(z, 1))
    });
    format!(
        "Training load: {:.0} points that day, {:.0} a day over about a week, {usual} over about six weeks{unusual}.",
        habit.load_tss, habit.mean_7d_tss
    )
}
