"""Makes the reference tables again from their own input columns, beside them as NAME.new.csv, to be compared by eye or by diff.

Needs pythermalcomfort 4.8.1 and scipy (python3 -m venv DIR, DIR/bin/pip install pythermalcomfort==4.8.1 scipy); what is missing is
left out. wbgt_liljegren.csv was made with pywbgt 3.0.7 and iso7933_2023_examples.csv copied from the values of a test: neither is made here.
"""
import csv
import math
import pathlib

HERE = pathlib.Path(__file__).parent


def rows(name):
    with open(HERE / name, newline="") as file:
        return list(csv.DictReader(file))


def write(name, table):
    with open(HERE / name.replace(".csv", ".new.csv"), "w", newline="") as file:
        writer = csv.DictWriter(file, table[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)
    print(name, len(table), "rows")


def number(row, *names):
    return [float(row[name]) for name in names]


def heat():
    from pythermalcomfort.models import phs, two_nodes_gagge

    for name in ("phs_in_range.csv", "phs_running_extrapolated.csv"):
        table = rows(name)
        for row in table:
            for year in ("2023", "2004"):
                out = phs(
                    tdb=float(row["tdb"]), tr=float(row["tr"]), v=float(row["v"]), rh=float(row["rh"]), met=float(row["met"]),
                    clo=float(row["clo"]), posture=row["posture"], weight=float(row["weight"]), height=float(row["height"]),
                    acclimatized=int(float(row["acclimatized"])), drink=int(float(row["drink"])), walk_sp=float(row["walk_sp"]),
                    duration=int(row["duration"]), model=f"7933-{year}", limit_inputs=False, round_output=False)
                for column in ("t_re", "t_sk", "t_cr", "sweat_rate_watt", "sweat_loss_g", "d_lim_loss_95", "d_lim_t_re"):
                    row[f"{column}_{year}"] = f"{float(getattr(out, column)):.6g}"
        write(name, table)
    table = rows("phs_chained_blocks.csv")
    carried = ("t_sk", "t_cr", "t_re", "t_cr_eq", "t_sk_t_cr_wg", "sweat_rate_watt", "evap_load_wm2_min")
    for year in ("2023", "2004"):
        case, state = None, {}
        for row in table:
            if row["case"] != case:
                case, state = row["case"], {}
            out = phs(
                tdb=float(row["tdb"]), tr=float(row["tr"]), v=float(row["v"]), rh=float(row["rh"]), met=float(row["met"]),
                clo=float(row["clo"]), posture=row["posture"], weight=float(row["weight"]), height=float(row["height"]),
                acclimatized=int(float(row["acclimatized"])), duration=int(row["minutes"]), model=f"7933-{year}",
                limit_inputs=False, round_output=False, **state)
            state = {name: float(getattr(out, name)) for name in carried}
            for column in ("t_re", "t_sk", "t_cr", "sweat_rate_watt", "evap_load_wm2_min", "sweat_loss_g"):
                row[f"{column}_{year}"] = f"{float(getattr(out, column)):.8g}"
    write("phs_chained_blocks.csv", table)
    table = rows("two_node_gagge.csv")
    results = ("e_skin", "e_rsw", "e_max", "q_sensible", "q_skin", "q_res", "t_core", "t_skin", "m_bl", "m_rsw", "w", "set", "et")
    for row in table:
        tdb, tr, v, rh, met, clo, wme = number(row, "tdb", "tr", "v", "rh", "met", "clo", "wme")
        out = two_nodes_gagge(
            tdb=tdb, tr=tr, v=v, rh=rh, met=met, clo=clo, wme=wme, position=row["position"], round_output=False,
            body_surface_area=float(row["body_surface_area"]), p_atm=float(row["p_atm"]),
            max_skin_blood_flow=float(row["max_skin_blood_flow"]), max_sweating=float(row["max_sweating"]))
        for column in results:
            row[column] = f"{float(getattr(out, column)):.6g}"
    write("two_node_gagge.csv", table)


def core():
    table = rows("ectemp_hr.csv")
    case, ct, variance = None, 0.0, 0.0
    for row in table:
        if row["case"] != case:
            case, ct, variance = row["case"], float(row["ct_start_c"]), 0.0
        before = variance + 0.022**2
        slope = 2 * -4.5714 * ct + 384.4286
        gain = before * slope / (slope**2 * before + 18.88**2)
        ct = ct + gain * (float(row["hr_bpm"]) - (-4.5714 * ct**2 + 384.4286 * ct - 7887.1))
        variance = (1 - gain * slope) * before
        row["ct_est_c"], row["var"] = f"{ct:.9g}", f"{variance:.9g}"
    write("ectemp_hr.csv", table)


def sodium():
    table = rows("sodium_nguyen_kurtz.csv")
    for row in table:
        mass, share, na0, hours = number(row, "mass_kg", "tbw_frac", "na0_mmol_l", "hours")
        sweat, sweat_na, sweat_k, drink, drink_na = number(row, "sweat_l_h", "sweat_na", "sweat_k", "drink_l_h", "drink_na")
        urine, urine_na, urine_k = number(row, "urine_l_h", "urine_na", "urine_k")
        water = mass * share
        cations = (na0 + 23.8) / 1.03 * water
        cations += hours * (drink * drink_na - sweat * (sweat_na + sweat_k) - urine * (urine_na + urine_k))
        after = water + hours * (drink - sweat - urine)
        row["na_end_mmol_l"] = f"{1.03 * cations / after - 23.8:.9g}"
        row["body_mass_loss_pct"] = f"{100 * (water - after) / mass:.9g}"
    write("sodium_nguyen_kurtz.csv", table)


def running():
    table = rows("minetti_running.csv")
    for row in table:
        i = float(row["grade"])
        row["run_cost_j_kg_m"] = f"{155.4*i**5 - 30.4*i**4 - 43.3*i**3 + 46.3*i**2 + 19.5*i + 3.6:.9g}"
    write("minetti_running.csv", table)


def fatigue():
    from scipy.integrate import solve_ivp

    table = rows("fatigue_3ccr.csv")
    case, state, at = None, None, 0.0
    for row in table:
        if row["case"] != case:
            case, state, at = row["case"], [1.0, 0.0, 0.0], 0.0
        f, r, multiplier, load, on, off = number(row, "f_per_s", "r_per_s", "rest_mult", "target_load", "on_s", "off_s")
        until = float(row["t_s"])
        while at < until - 1e-9:
            phase = at % (on + off)
            working = phase < on - 1e-9
            step = min((on if working else on + off) - phase, until - at)
            target, recovery = (load, r) if working else (0.0, multiplier * r)

            def change(_, y):
                mr, ma, mf = y
                drive = 10 * min(target - ma, mr) if ma < target else 10 * (target - ma)
                return [-drive + recovery * mf, drive - f * ma, f * ma - recovery * mf]

            state = solve_ivp(change, (0, step), state, method="LSODA", rtol=1e-9, atol=1e-12).y[:, -1].tolist()
            at += step
        row["mr"], row["ma"], row["mf"] = (f"{value:.7g}" for value in state)
    write("fatigue_3ccr.csv", table)


def w_balance():
    workouts = {}
    for row in rows("wbal_workouts.csv"):
        seconds = int(float(row["t_end_s"]) - float(row["t_start_s"]))
        kept = workouts.setdefault(row["case"], (float(row["cp_w"]), float(row["wprime_j"]), []))
        kept[2].extend([float(row["power_w"])] * seconds)
    table = []
    for case, (cp, capacity, power) in workouts.items():
        below = [p for p in power if p < cp]
        tau = 546 * math.exp(-0.01 * (cp - (sum(below) / len(below) if below else 0.0))) + 316
        left, spent = capacity, 0.0
        for second, p in enumerate(power):
            left += (cp - p) * ((capacity - left) / capacity if p < cp else 1.0)
            spent = spent * math.exp(-1 / tau) + max(p - cp, 0.0)
            if second % 30 == 0 or second + 1 == len(power):
                table.append({"case": case, "t_s": second, "tau_s": f"{tau:.8g}",
                              "wbal_skiba2012_j": f"{capacity - spent:.8g}", "wbal_froncioni_j": f"{left:.8g}"})
    write("wbal_traces.csv", table)


for make in (core, sodium, running, w_balance, fatigue, heat):
    try:
        make()
    except ImportError as missing:
        print(f"{make.__name__}: {missing}")
