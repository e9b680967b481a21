//! Heat: predicted heat strain of both editions, alone, running, and in blocks.

use charley_body::heat::{
    core_from_heart_rate::CoreEstimate,
    phs::{Clothing, Edition, PhsMinute, PhsPerson, PhsState, Posture, phs},
    sun::sun,
    two_node::{TwoNodeInput, saturated_torr, two_node},
    wbgt::{self, WbgtInput},
};
use charley_body::vapour as air;

use crate::table::{Row, Worst, rows};

const MET_W_M2: f64 = 58.15;
const EDITIONS: [(Edition, &str); 2] = [(Edition::Iso2023, "2023"), (Edition::Iso2004, "2004")];

fn posture(row: &Row) -> Posture {
    match row.text("posture") {
        "standing" => Posture::Standing,
        "sitting" => Posture::Sitting,
        "crouching" => Posture::Crouching,
        other => panic!("{other}"),
    }
}

fn person(row: &Row) -> PhsPerson {
    PhsPerson::of((row.number("weight"), row.number("height")), row.number("acclimatized") > 0.0)
}

fn minute(row: &Row, edition: Edition, walking_m_s: Option<f64>) -> PhsMinute {
    let air_c = row.number("tdb");
    let saturated = match edition {
        Edition::Iso2023 => air::saturated_kpa(air_c),
        Edition::Iso2004 => air::saturated_ashrae_kpa(air_c),
    };
    PhsMinute {
        air_c,
        radiant_c: row.number("tr"),
        vapour_kpa: saturated * row.number("rh") / 100.0,
        air_speed_m_s: row.number("v"),
        walking_m_s,
        metabolic_w_m2: row.number("met") * MET_W_M2,
        work_w_m2: 0.0,
        clothing: Clothing::ordinary(row.number("clo"), edition),
        posture: posture(row),
    }
}

fn constant_runs(table: &str, what: &str) {
    let (mut states, mut limits) = (Worst::default(), Worst::default());
    for row in rows(table) {
        for (edition, name) in EDITIONS {
            let walking = Some(row.number("walk_sp")).filter(|speed| *speed > 0.0);
            let for_ = (row.number("duration") as u32, row.number("drink") > 0.0);
            let end = phs(
                edition,
                &person(&row),
                &minute(&row, edition, walking),
                for_,
                (PhsState::at_rest(), 0.0),
            );
            let place = |quantity: &str| format!("case {} {quantity}_{name}", row.text("case"));
            for (quantity, ours) in [
                ("t_re", end.state.rectal_c),
                ("t_sk", end.state.skin_c),
                ("t_cr", end.state.core_c),
                ("sweat_rate_watt", end.state.sweat_w_m2),
                ("sweat_loss_g", end.loss_g),
            ] {
                states.relative(ours, row.number(&format!("{quantity}_{name}")), || place(quantity));
            }
            for (quantity, ours) in
                [("d_lim_loss_95", end.limit_loss_min), ("d_lim_t_re", end.limit_rectal_min)]
            {
                limits.absolute(ours, row.number(&format!("{quantity}_{name}")), || place(quantity));
            }
        }
    }
    states.within(1e-5, &format!("{what}, states"));
    limits.within(1e-9, &format!("{what}, limits"));
}

#[test]
fn predicted_heat_strain_within_the_standard() {
    constant_runs(include_str!("../reference/phs_in_range.csv"), "in range");
}

#[test]
fn predicted_heat_strain_of_runners_outside_the_standard() {
    constant_runs(include_str!("../reference/phs_running_extrapolated.csv"), "running");
}

#[test]
fn predicted_heat_strain_in_blocks_with_the_quirks_of_the_table() {
    let mut worst = Worst::default();
    for (edition, name) in EDITIONS {
        let (mut case, mut state, mut load) = (String::new(), PhsState::at_rest(), 0.0);
        for row in rows(include_str!("../reference/phs_chained_blocks.csv")) {
            if row.text("case") != case {
                (case, state, load) = (row.text("case").to_owned(), PhsState::at_rest(), 0.0);
            }
            state.begun = false;
            let for_ = (row.number("minutes") as u32, true);
            let end = phs(edition, &person(&row), &minute(&row, edition, None), for_, (state, load));
            (state, load) = (end.state, end.load_w_min_m2);
            for (quantity, ours) in [
                ("t_re", state.rectal_c),
                ("t_sk", state.skin_c),
                ("t_cr", state.core_c),
                ("sweat_rate_watt", state.sweat_w_m2),
                ("evap_load_wm2_min", load),
                ("sweat_loss_g", end.loss_g),
            ] {
                let place = || format!("case {case} block {} {quantity}_{name}", row.text("block"));
                worst.relative(ours, row.number(&format!("{quantity}_{name}")), place);
            }
        }
    }
    worst.within(1e-5, "chained blocks");
}

#[test]
fn the_five_examples_of_the_2023_standard() {
    let (mut sweat, mut core, mut limits, mut library) =
        (Worst::default(), Worst::default(), Worst::default(), Worst::default());
    for row in rows(include_str!("../reference/iso7933_2023_examples.csv")) {
        let case = row.text("case").to_owned();
        let person = person(&row);
        let surface_m2 = person.surface_m2();
        let air_c = row.number("tdb");
        let minute = PhsMinute {
            air_c,
            radiant_c: row.number("tr"),
            vapour_kpa: air::vapour_kpa(air_c, row.number("rh")),
            air_speed_m_s: row.number("v"),
            walking_m_s: None,
            metabolic_w_m2: row.number("met_w_whole_body") / surface_m2,
            work_w_m2: 0.0,
            clothing: Clothing {
                reflective_share: row.number("a_p"),
                reflective_coefficient: row.number("f_r"),
                ..Clothing::ordinary(row.number("clo"), Edition::Iso2023)
            },
            posture: posture(&row),
        };
        let end = phs(Edition::Iso2023, &person, &minute, (480, true), (PhsState::at_rest(), 0.0));
        library.relative(end.loss_g, row.number("lib_sweat_loss_g"), || format!("case {case} loss"));
        library.relative(end.state.core_c, row.number("lib_t_cr"), || format!("case {case} core"));
        library.relative(end.limit_rectal_min, row.number("lib_d_lim_t_re"), || format!("case {case} limit"));
        sweat.relative(end.loss_g, row.number("exp_sweat_loss_g"), || format!("case {case} loss"));
        limits.absolute(end.limit_loss_min, row.number("exp_d_lim_loss_95"), || {
            format!("case {case} loss limit")
        });
        if case == "3" {
            // Known: library and standard disagree in core and rectal limit of this example.
            let (core_c, limit_min) = (row.number("exp_t_cr"), row.number("exp_d_lim_t_re"));
            println!(
                "case 3, known disagreement: core {:.1} of {core_c}, rectal limit {} of {limit_min} min",
                end.state.core_c, end.limit_rectal_min
            );
            assert!((end.state.core_c - core_c).abs() < 0.5);
            continue;
        }
        core.absolute(end.state.core_c, row.number("exp_t_cr"), || format!("case {case} core"));
        if !row.text("exp_d_lim_t_re").is_empty() {
            limits.absolute(end.limit_rectal_min, row.number("exp_d_lim_t_re"), || {
                format!("case {case} rectal limit")
            });
        }
    }
    library.within(1e-3, "examples against the library");
    sweat.within(0.025, "examples, loss");
    core.within(0.3, "examples, core");
    limits.within(10.0, "examples, limits");
}

#[test]
fn two_nodes_at_rest_and_beyond() {
    let mut worst = Worst::default();
    for row in rows(include_str!("../reference/two_node_gagge.csv")) {
        let room = TwoNodeInput {
            air_c: row.number("tdb"),
            radiant_c: row.number("tr"),
            air_speed_m_s: row.number("v"),
            vapour_torr: saturated_torr(row.number("tdb")) * row.number("rh") / 100.0,
            metabolic_met: row.number("met"),
            work_met: row.number("wme"),
            insulation_clo: row.number("clo"),
            surface_m2: row.number("body_surface_area"),
            pressure_pa: row.number("p_atm"),
            greatest_blood_flow: row.number("max_skin_blood_flow"),
            greatest_sweat: row.number("max_sweating"),
            posture: match row.text("position") {
                "sitting" => Posture::Sitting,
                _ => Posture::Standing,
            },
        };
        let body = two_node(&room, 60);
        for (column, ours) in [
            ("e_skin", body.evaporation_w_m2),
            ("e_rsw", body.sweat_w_m2),
            ("e_max", body.greatest_evaporation_w_m2),
            ("q_sensible", body.sensible_w_m2),
            ("q_skin", body.skin_w_m2()),
            ("q_res", body.breath_w_m2),
            ("t_core", body.core_c),
            ("t_skin", body.skin_c),
            ("m_bl", body.blood_flow),
            ("m_rsw", body.sweat_g_h_m2),
            ("w", body.wettedness),
            ("set", body.standard_c),
            ("et", body.effective_c),
        ] {
            worst.relative(ours, row.number(column), || format!("case {} {column}", row.text("case")));
        }
    }
    worst.within(1e-4, "two nodes");
}

#[test]
fn core_temperature_from_heart_rate() {
    let mut worst = Worst::default();
    let (mut case, mut core) = (String::new(), CoreEstimate::known(0.0));
    for row in rows(include_str!("../reference/ectemp_hr.csv")) {
        if row.text("case") != case {
            case = row.text("case").to_owned();
            core = CoreEstimate::known(row.number("ct_start_c"));
        }
        core.minute(Some(row.number("hr_bpm")));
        let place = || format!("case {case} minute {}", row.text("minute"));
        worst.absolute(core.core_c, row.number("ct_est_c"), place);
        worst.absolute(core.variance_c2, row.number("var"), place);
    }
    worst.within(1e-6, "core from heart rate");
}

#[test]
fn wet_bulb_globe_temperature_and_the_sun() {
    let (mut temperatures, mut wind, mut suns, mut lights) =
        (Worst::default(), Worst::default(), Worst::default(), Worst::default());
    let mut with_own_sun = Worst::default();
    for row in rows(include_str!("../reference/wbgt_liljegren.csv")) {
        let place = |what: &str| format!("case {} {what}", row.text("case"));
        let sun = sun(row.text("utc").parse().unwrap(), row.number("lat"), row.number("lon"));
        suns.absolute(sun.zenith_cosine, row.number("cos_zenith"), || place("cos_zenith"));
        let (solar, direct) = wbgt::light(row.number("solar_wm2"), sun);
        lights.relative(solar.max(1.0), row.number("solar_adj").max(1.0), || place("solar_adj"));
        lights.absolute(direct, row.number("fdir"), || place("fdir"));
        let by_day = (sun.zenith_cosine > 0.0).then_some(solar);
        let mast = (row.number("speed_ms"), row.number("zspeed_m"));
        let wind_m_s = wbgt::wind_at_two_metres_m_s(mast, by_day, row.number("urban") > 0.0);
        wind.absolute(wind_m_s, row.number("out_speed"), || place("out_speed"));
        let weather = WbgtInput {
            air_c: row.number("ta_c"),
            dew_point_c: row.number("td_c"),
            pressure_hpa: row.number("pres_hpa"),
            wind_m_s,
            solar_w_m2: row.number("solar_adj"),
            direct_share: row.number("fdir"),
            zenith_cosine: row.number("cos_zenith"),
        };
        let own_sun = WbgtInput {
            solar_w_m2: solar,
            direct_share: direct,
            zenith_cosine: sun.zenith_cosine,
            ..weather
        };
        for (given, worst) in [(weather, &mut temperatures), (own_sun, &mut with_own_sun)] {
            let out = wbgt::wbgt(&given);
            for (column, ours) in [
                ("out_Tg", out.globe_c),
                ("out_Tpsy", out.psychrometric_c),
                ("out_Tnwb", out.natural_wet_bulb_c),
                ("out_Twbg", out.wbgt_c),
            ] {
                worst.absolute(ours, row.number(column), || place(column));
            }
        }
    }
    // With the sun at the horizon, a tenth of a degree of it moves the direct light by a twentieth.
    with_own_sun.within(0.5, "globe and wet bulbs under our own sun");
    suns.within(3e-3, "cosine of the zenith"); // they bend the light by the pressure of the place
    lights.within(5e-2, "light and its direct share");
    wind.within(0.2, "wind at 2 m"); // in one night row of 48 the library takes a steadier class
    temperatures.within(0.1, "globe and wet bulbs");
}
