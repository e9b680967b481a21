//! What `/plan` shows: the sentence, the way at three paces, what lowers it, the most to drink, the card, what-if.

use askama::Template;
use charley_domain::{
    entry::{Effort, Sun},
    person::{RaceCramps, Units},
    workout::Sport,
};
use charley_infer::forecast::Shown;

use super::{
    form::{Filled, FormProblem},
    turn::{PlanPart, Slider, Turn, part, picture, sliders},
};
use crate::{
    app::Visit,
    error::PageError,
    layout::{Layout, Light, Tab},
    pages::{
        choice::FormChoice, heat::HeatView, missing::MissingLine, notice::Notices, sentences::sentences,
    },
};
use charley_answers::{
    notice,
    plan::{
        Barred, Card, CardLine, LastPlan, PaceReport, Plan, PlanMade, what_if,
        words::{self as say, page as plan_page},
    },
};
use charley_speech::{gates::words as gates_words, spoken};

#[derive(Template)]
#[template(path = "plan.html")]
pub(super) struct PlanPage {
    layout: Layout,
    notices: Notices,
    lede: String,
    /// What is said with it.
    rest: Vec<String>,
    /// What it needs first.
    asks: Option<MissingLine>,
    /// Heat in which races are called off, for whom nothing is planned.
    heat: Option<HeatView>,
    /// The plan; none before one was made.
    seen: Option<PlanView>,
    /// The answers to the one question about past races, as word and name; none where it was answered.
    past: Vec<(&'static str, &'static str)>,
    /// The form; none for whom nothing is planned.
    form: Option<PlanForm>,
    script: String,
}

/// What is asked.
pub(super) struct PlanForm {
    filled: Filled,
    problem: Option<FormProblem>,
    sports: Vec<(&'static str, &'static str)>,
    efforts: Vec<&'static str>,
    suns: Vec<&'static str>,
    /// Whether it stands open: where there is no plan yet, or something is wrong.
    open: bool,
}

impl PlanForm {
    /// Whether this field is to blame.
    fn is_wrong(&self, name: &str) -> bool {
        self.problem.as_ref().is_some_and(|problem| problem.field == Some(name))
    }

    /// Whether anything stands in the fields that fold away, or is wrong in one.
    fn has_more(&self) -> bool {
        plan_page::TAKEN
            .iter()
            .any(|field| !self.filled.value(field.name).is_empty() || self.is_wrong(field.name))
    }
}

/// The plan.
struct PlanView {
    heat: Option<HeatView>,
    /// Suns that can be turned to, and the one that is: value, name, whether it is chosen.
    suns: Vec<FormChoice>,
    title: String,
    warning: Option<String>,
    picture_heading: &'static str,
    picture: String,
    /// Whether how likely a cramp is may be told.
    tells_level: bool,
    paces: Vec<PaceRow>,
    pace_unit: &'static str,
    finish: Option<String>,
    /// What lowers it, surely enough.
    actions: Vec<String>,
    /// What else there is, each group under its heading.
    others: Vec<(&'static str, Vec<String>)>,
    unknown: Vec<String>,
    /// Why the shape of the risk is drawn and not its level.
    shape_only: Option<&'static str>,
    most: Option<String>,
    closed: Vec<MissingLine>,
    card: Option<CardView>,
    article: Vec<String>,
    sliders: Vec<Slider>,
    checked: [bool; 3],
    drinks: bool,
    turned: Option<PlanPart>,
    assumed: Vec<MissingLine>,
    missing: Vec<MissingLine>,
    sources: String,
    /// Heat in which races are called off: then only it, what to do and the rules.
    called_off: bool,
}

/// One pace in the table.
struct PaceRow {
    name: &'static str,
    time: String,
    pace: String,
    level: String,
    alone: String,
    in_all: String,
}

/// The card.
struct CardView {
    heat: Option<String>,
    title: String,
    lines: Vec<LineView>,
    /// Whether any amount of drink, sodium, carbohydrate stands in it.
    has: [bool; 3],
    rules: Vec<String>,
}

struct LineView {
    place: String,
    clock: String,
    fluid: String,
    so_far: String,
    sodium: String,
    carbohydrate: String,
}

/// The page before the first plan.
pub(super) fn empty(visit: &mut Visit<'_>, light: Light) -> Result<PlanPage, PageError> {
    form(visit, &Filled::default(), None, light)
}

/// The form, with what is wrong in it.
pub(super) fn form(
    visit: &mut Visit<'_>,
    filled: &Filled,
    problem: Option<&FormProblem>,
    light: Light,
) -> Result<PlanPage, PageError> {
    let now = visit.now.clone();
    let case = visit.case()?;
    let barred = Barred::of(case);
    Ok(PlanPage {
        past: past(case.person.race_cramps.is_none() && barred.is_none()),
        layout: Layout::new(Tab::Plan, light, &now),
        notices: Notices::of(&notice::beside(case)),
        form: barred.is_none().then(|| asked(filled.clone(), problem.cloned(), true)),
        lede: barred.map_or(plan_page::FORM, Barred::headline).to_owned(),
        rest: Vec::new(),
        asks: barred.and_then(Barred::asks).as_ref().map(MissingLine::of),
        heat: None,
        seen: None,
        script: crate::asset::address("plan.js"),
    })
}

/// The page of a plan.
pub(super) fn planned(
    visit: &mut Visit<'_>,
    (kept, planned): (&LastPlan, &PlanMade),
    (turn, light): (&Turn, Light),
) -> PlanPage {
    let units = visit.units();
    let plan = &planned.plan;
    let mut said = sentences(&plan.headline).into_iter();
    let lede = said.next().unwrap_or_default();
    let rests_on = if plan.is_called_off() { Vec::new() } else { rests_on(plan, units) };
    let seen = planned.prepared.as_ref().map(|_| seen(planned, turn, units));
    PlanPage {
        past: past(plan.past_races.is_none() && seen.is_some()),
        layout: Layout::new(Tab::Plan, light, &visit.now),
        notices: Notices::of(&plan.notices),
        lede,
        rest: said.chain(rests_on).collect(),
        asks: None,
        heat: plan.heat.as_ref().filter(|_| seen.is_none()).map(HeatView::of),
        form: seen.is_some().then(|| asked(Filled::of(kept), None, false)),
        seen,
        script: crate::asset::address("plan.js"),
    }
}

/// What may be answered about past races, where it is asked.
fn past(is_asked: bool) -> Vec<(&'static str, &'static str)> {
    let name = |answer: &RaceCramps| match answer {
        RaceCramps::Never => say::PAST_NEVER,
        RaceCramps::LongAgo => say::PAST_LONG_AGO,
        RaceCramps::Lately => say::PAST_LATELY,
    };
    let all = RaceCramps::ALL.iter().map(|answer| (answer.word(), name(answer)));
    all.filter(|_| is_asked).collect()
}

fn asked(filled: Filled, problem: Option<FormProblem>, open: bool) -> PlanForm {
    let sports =
        [Sport::Run, Sport::TrailRun, Sport::Walk, Sport::Hike, Sport::Ride, Sport::IndoorRide, Sport::Swim];
    PlanForm {
        filled,
        problem,
        sports: sports.map(|sport| (sport.word(), sport_name(sport))).to_vec(),
        efforts: [Effort::Easy, Effort::Moderate, Effort::Hard, Effort::Race].map(Effort::word).to_vec(),
        suns: [Sun::Full, Sun::Partial, Sun::Shade].map(Sun::word).to_vec(),
        open,
    }
}

const fn sport_name(sport: Sport) -> &'static str {
    match sport {
        Sport::Run => "Run",
        Sport::TrailRun => "Trail run",
        Sport::Walk => "Walk",
        Sport::Hike => "Hike",
        Sport::Ride => "Ride",
        Sport::IndoorRide => "Indoor ride",
        _ => "Swim",
    }
}

fn seen(planned: &PlanMade, turn: &Turn, units: Units) -> PlanView {
    let (plan, outing) = (&planned.plan, &planned.outing);
    let settings = turn.settings(outing).within();
    let turned = planned.prepared.as_ref().filter(|_| turn.is_asked());
    let gates = planned
        .prepared
        .as_ref()
        .map_or((false, false), |prepared| (prepared.gates.salt, prepared.gates.carbohydrate));
    let turned = turned.map(|prepared| what_if(prepared, &settings));
    let levers = say::SortedLevers::of(&plan.levers);
    let closed = plan.gates.iter().filter(|gate| !gate.open && gate.about != "vitamin K");
    PlanView {
        heat: plan.heat.as_ref().map(HeatView::of),
        suns: suns(settings.sun),
        title: say::title(outing, units),
        warning: plan.own_drinking.as_ref().and_then(|own| own.says.clone()),
        picture_heading: if plan.shown == Some(Shown::Forecast) { say::LEVEL } else { say::SHAPE },
        picture: picture(planned, turned.as_ref(), units),
        tells_level: plan.shown == Some(Shown::Forecast),
        paces: plan.paces.iter().map(|pace| pace_row(plan, pace, units)).collect(),
        pace_unit: spoken::of_pace(units),
        finish: plan.paces.first().and_then(|goal| say::finish(&goal.finish, units)),
        actions: say::actions(&levers),
        others: levers
            .others()
            .map(|(heading, levers)| (heading, levers.iter().map(|lever| say::unclear(lever)).collect()))
            .collect(),
        shape_only: say::shape_only(plan),
        unknown: plan.not_modelled.iter().map(say::not_modelled).collect(),
        most: say::most(plan, units),
        closed: closed.map(|gate| MissingLine::of(&gates_words::closed(gate.about, &gate.because))).collect(),
        card: plan.card.as_ref().map(|card| card_view(card, units)),
        article: plan.prevention.iter().map(say::claim).collect(),
        sliders: sliders(&settings, gates, units),
        checked: [settings.easy_start, settings.warm_up, settings.drink_ml_h.is_some()],
        drinks: gates.0,
        turned: turned.map(|turned| part(planned, &turned, units)),
        assumed: plan
            .assumed
            .iter()
            .map(|one| MissingLine::of(&one.said(|what| spoken::temperatures_in(what, units))))
            .collect(),
        missing: MissingLine::all(&plan.missing),
        sources: plan.sources.join(", "),
        called_off: plan.is_called_off(),
    }
}

/// The suns that the plan can be turned to.
fn suns(chosen: Option<Sun>) -> Vec<FormChoice> {
    let of = |sun: Option<Sun>| FormChoice {
        word: sun.map_or("", Sun::word),
        name: plan_page::sun(sun),
        is_chosen: sun == chosen,
    };
    [None, Some(Sun::Full), Some(Sun::Partial), Some(Sun::Shade)].map(of).into()
}

fn rests_on(plan: &Plan, units: Units) -> Vec<String> {
    let mut rests_on = Vec::new();
    rests_on.extend(plan.paces.first().map(|goal| say::half_of_risk(goal, units)));
    rests_on
}

fn pace_row(plan: &Plan, pace: &PaceReport, units: Units) -> PaceRow {
    let told = plan.workout.distance_m.filter(|_| plan.workout.effort.is_none());
    let speed = told.and_then(|metres| charley_domain::quantity::Speed::from_m_s(metres / pace.time_s).ok());
    let level = pace.probability.filter(|_| plan.shown == Some(Shown::Forecast));
    let effect = pace.against_goal;
    PaceRow {
        name: pace.name,
        time: spoken::span(60.0 * (pace.time_s / 60.0).round()),
        pace: speed.map(|speed| spoken::bare_pace(speed, units)).unwrap_or_default(),
        level: level.map_or_else(String::new, |interval| {
            let of_100 = |p: f64| format!("{:.0}", 100.0 * p);
            format!("{} ({} to {})", of_100(interval.q50), of_100(interval.q05), of_100(interval.q95))
        }),
        alone: effect.map_or_else(String::new, |effect| say::short_change(effect.direct)),
        in_all: effect.map_or_else(String::new, |effect| say::short_change(effect.total)),
    }
}

fn card_view(card: &Card, units: Units) -> CardView {
    let has = |of: fn(&CardLine) -> Option<f64>| card.lines.iter().any(|line| of(line).is_some());
    CardView {
        heat: card.heat.clone(),
        title: card.title.clone(),
        lines: card.lines.iter().map(|line| line_view(line, units)).collect(),
        has: [
            has(|line| line.fluid_at_most_ml),
            has(|line| line.sodium_at_most_mg),
            has(|line| line.carbohydrate_g),
        ],
        rules: card.rules.clone(),
    }
}

fn line_view(line: &CardLine, units: Units) -> LineView {
    let fluid =
        |ml: Option<f64>| ml.map_or_else(String::new, |ml| format!("≤ {}", spoken::at_most(ml, units)));
    LineView {
        place: line.at_m.map_or_else(|| spoken::span(line.at_s), |metres| spoken::far(metres, units)),
        clock: line.clock.clone(),
        fluid: fluid(line.fluid_at_most_ml),
        so_far: fluid(line.fluid_so_far_at_most_ml),
        sodium: line.sodium_at_most_mg.map_or_else(String::new, |mg| format!("≤ {mg:.0} mg")),
        carbohydrate: line.carbohydrate_g.map_or_else(String::new, |g| format!("{g:.0} g")),
    }
}
