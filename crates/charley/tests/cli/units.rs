//! Units in the terminal: both are read, one is said, and other programs always get SI.

use crate::charley::Charley;

#[test]
fn both_are_read_and_one_is_said() {
    for (units, said) in [
        ("metric", ["591 mL", "63.5 kg", "29 °C", "7.0 km", "168 cm", "4:38 min/km"]),
        ("us", ["20 fl oz", "140.0 lb", "84 °F", "4.3 mi", "5 ft 6 in", "7:27 min/mi"]),
    ] {
        let charley = Charley::new();
        let line =
            format!("person set --units {units} --mass-kg 140lb --height-cm 5ft6in --critical-speed-m-s 3.6");
        let mut out = charley.types(&line).ok().out;
        for line in [
            "log drink 20oz",
            "log weight 140lb",
            "log weather --night 2026-11-22 --air-c 84F",
            "log workout run 40min easy --km 7 --at 08:00",
        ] {
            out.push_str(&charley.types(line).ok().out);
        }
        out.push_str(&charley.types("diary").ok().out);
        for word in said {
            assert!(out.contains(word), "{units}: {word}\n{out}");
        }
        let other = if units == "us" {
            [" kg", " km", " mL", "°C", " cm"]
        } else {
            [" lb", " mi,", " fl oz", "°F", " ft "]
        };
        for word in other {
            assert!(!out.contains(word), "{units}: {word}\n{out}");
        }
        let entry = &charley.asks("diary")["entries"];
        let mass = entry.as_array().unwrap().iter().find(|one| one["kind"] == "weight").unwrap();
        assert!((mass["mass_kg"].as_f64().unwrap() - 63.503).abs() < 0.001);
    }
}
