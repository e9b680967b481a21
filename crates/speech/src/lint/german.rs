//! The same rules in German: what Charley never says there. Each is shown to fire on a bad example.

use super::Pattern;

/// Patterns by rule, as [`super::FORBIDDEN`].
pub(super) const FORBIDDEN: &[(u8, &[Pattern])] = &[
    (
        1,
        &[
            "krampf|krämpfe * weil",
            "weil sie * dehydriert|ausgetrocknet",
            "sie sind|waren * dehydriert|ausgetrocknet",
            "die ursache ist|war",
            "der grund ist|war",
            "verursacht|verursachte|verursachen * krampf|krämpfe",
            "krampf|krämpfe * verursacht|ausgelöst",
            "ihnen fehlt|fehlte|fehlen",
            "sie haben|hatten zu wenig * magnesium|salz|kalium|natrium",
        ],
    ),
    (
        2,
        &[
            "setzen sie * * ab",
            "absetzen|weglassen",
            "nehmen sie * nicht mehr|weiter",
            "nehmen sie * weniger",
            "lassen sie * tablette|tabletten|statin|medikament|medikamente|mittel|dosis weg",
            "halbieren|verringern|senken|reduzieren sie * dosis|tablette|statin|medikament|mittel",
            "hören sie auf * nehmen",
            "ihr statin verursacht|macht",
        ],
    ),
    (
        3,
        &[
            "tonic water",
            "nehmen|trinken|versuchen|probieren sie * chinin",
            "chinin hilft|wirkt|lindert",
            "nehmen sie * # mg",
        ],
    ),
    (4, &["nehmen|versuchen|probieren sie * vitamin k|k2", "vitamin k|k2 hilft|wirkt|senkt|lindert"]),
    (
        5,
        &[
            "mehr ist besser",
            "bevor sie durst haben|bekommen|spüren",
            "trinken sie * viel|reichlich|mindestens|genug",
            "trinken sie # ml|l|liter|gläser",
            "viel|reichlich wasser|flüssigkeit",
            "nehmen sie * salztablette|salztabletten",
            "trinken sie * mehr als * durst",
        ],
    ),
    (
        6,
        &[
            "nur|bloß|lediglich ein krampf",
            "kein grund zur sorge",
            "keine sorge",
            "ist|sind * harmlos",
            "kein gerinnsel",
            "keine thrombose",
            "müssen * nicht zum arzt",
            "kein arzt nötig",
        ],
    ),
    (
        7,
        &[
            "sie haben|hätten * thrombose|neuropathie|rhabdomyolyse",
            "sie haben ein gerinnsel|blutgerinnsel",
            "das ist * thrombose|gerinnsel",
            "könnte|könnten * thrombose|neuropathie * sein",
            "diagnose lautet|ist",
            "ihre diagnose",
            "klingt nach",
        ],
    ),
    (8, &["kinder neigen", "ihr kind wird|neigt", "in der schwangerschaft * normal"]),
    (
        9,
        &[
            "sie haben sich verbessert",
            "dank * weniger krämpfe",
            "senkte|verringerte|senkten|verringerten * krämpfe um",
        ],
    ),
    (
        10,
        &[
            "risiko|wahrscheinlichkeit * # #",
            "sie werden * krampf|krämpfe bekommen|haben",
            "ihr risiko heute nacht ist",
        ],
    ),
    (
        11,
        &[
            "ist|sind|wurde * bewiesen|erwiesen",
            "nachweislich|erwiesenermaßen",
            "heilt|heilen|geheilt|heilung",
            "garantiert|garantieren|garantie",
            "verhindert|verhindern krämpfe",
            "noch niemandem geholfen",
        ],
    ),
    (
        12,
        &[
            "massieren|reiben sie * geschwollene|geschwollenen|wunde|wunden|heiße",
            "zähne zusammen",
            "stärker dehnen",
            "dehnen sie * stärker|fester",
            "gegen den schmerz",
            "durch den schmerz",
            "mit * wärmflasche|heizkissen einschlafen",
        ],
    ),
    (
        13,
        &[
            "normale blutwerte",
            "blutwerte sind normal",
            "schließt|schließen * aus",
            "ihr wert ist normal|niedrig|hoch",
        ],
    ),
    (14, &["mal so wahrscheinlich", "mal wahrscheinlicher", "verdoppelt|verdreifacht * risiko"]),
    (
        15,
        &[
            "austrocknung|wassermangel verursacht|macht",
            "mangel an * verursacht|macht",
            "magnesiummangel|kaliummangel|salzmangel",
            "magnesium verhindert|lindert|hilft",
            "bananen helfen|verhindern",
            "milchsäure",
        ],
    ),
    (
        17,
        &[
            "serie|abzeichen|rekord",
            "tage|nächte in folge",
            "sie haben * vergessen|versäumt|verpasst",
            "sie hätten * sollen",
            "gut gemacht",
            "weiter so",
            "geben sie nicht auf",
        ],
    ),
];

/// A bad sentence for each rule.
#[cfg(test)]
pub(super) const BAD: &[(u8, &str)] = &[
    (1, "Sie hatten einen Krampf, weil Sie zu wenig getrunken haben."),
    (1, "Hitze verursacht Ihre Krämpfe."),
    (1, "Ihnen fehlt Magnesium."),
    (2, "Setzen Sie das Statin für eine Woche ab."),
    (2, "Halbieren Sie abends die Dosis."),
    (2, "Ihr Statin verursacht das."),
    (3, "Ein Glas Tonic Water hilft."),
    (3, "Versuchen Sie Chinin."),
    (4, "Nehmen Sie Vitamin K2."),
    (5, "Trinken Sie, bevor Sie Durst haben."),
    (5, "Trinken Sie 500 ml in der Stunde."),
    (5, "Viel Wasser: Mehr ist besser."),
    (6, "Das ist nur ein Krampf."),
    (6, "Kein Grund zur Sorge."),
    (6, "Es ist keine Thrombose."),
    (7, "Sie haben eine Neuropathie."),
    (7, "Ihre Diagnose steht fest."),
    (8, "Kinder neigen zu Krämpfen."),
    (9, "Dank Dehnen haben Sie weniger Krämpfe."),
    (10, "Ihr Risiko heute Nacht ist 12,4 %."),
    (10, "Sie werden heute einen Krampf bekommen."),
    (11, "Dehnen ist bewiesen."),
    (11, "Magnesium heilt Krämpfe."),
    (11, "Das hilft garantiert."),
    (12, "Massieren Sie die geschwollene Wade."),
    (12, "Beißen Sie die Zähne zusammen."),
    (13, "Normale Blutwerte reichen."),
    (14, "Krämpfe sind dreimal so häufig, also dreißig mal wahrscheinlicher."),
    (15, "Magnesiummangel macht Krämpfe."),
    (17, "Sie haben drei Tage vergessen."),
];
