//! Which column of the table is which, by name in seven languages or by its usual place.

use csv::StringRecord;

/// A column that Charley uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    File,
    Name,
    Date,
    Kind,
    Elapsed,
    Distance,
    BodyMass,
    PerceivedEffort,
    Air,
    Humidity,
    Wind,
}

const COLUMNS: [Column; 11] = [
    Column::File,
    Column::Name,
    Column::Date,
    Column::Kind,
    Column::Elapsed,
    Column::Distance,
    Column::BodyMass,
    Column::PerceivedEffort,
    Column::Air,
    Column::Humidity,
    Column::Wind,
];

/// Names in English, German, Spanish, French, Italian, Dutch and Portuguese, in plain letters.
const NAMES: [(Column, &[&str]); 11] = [
    (
        Column::File,
        &[
            "filename",
            "dateiname",
            "nombredearchivo",
            "nombredelarchivo",
            "nomdufichier",
            "nomdefichier",
            "nomefile",
            "nomedelfile",
            "bestandsnaam",
            "nomedoarquivo",
            "nomedoficheiro",
            "nomedearquivo",
        ],
    ),
    (
        Column::Name,
        &[
            "activityname",
            "name",
            "namederaktivitat",
            "aktivitatsname",
            "nombredelaactividad",
            "nombredeactividad",
            "nomdelactivite",
            "nomeattivita",
            "nomedellattivita",
            "naamvanactiviteit",
            "naamactiviteit",
            "activiteitsnaam",
            "nomedaatividade",
        ],
    ),
    (
        Column::Date,
        &[
            "activitydate",
            "date",
            "aktivitatsdatum",
            "fechadelaactividad",
            "fechadeactividad",
            "datedelactivite",
            "datadellattivita",
            "dataattivita",
            "datumvanactiviteit",
            "activiteitsdatum",
            "datumactiviteit",
            "datadaatividade",
        ],
    ),
    (
        Column::Kind,
        &[
            "activitytype",
            "aktivitatsart",
            "aktivitatstyp",
            "tipodeactividad",
            "typedactivite",
            "tipodiattivita",
            "tipoattivita",
            "activiteitstype",
            "typeactiviteit",
            "tipodeatividade",
        ],
    ),
    (
        Column::Elapsed,
        &[
            "elapsedtime",
            "verstrichenezeit",
            "gesamtzeit",
            "tiempotranscurrido",
            "tempsecoule",
            "tempotrascorso",
            "verstrekentijd",
            "tempodecorrido",
        ],
    ),
    (Column::Distance, &["distance", "distanz", "distancia", "distanza", "afstand"]),
    (
        Column::BodyMass,
        &[
            "athleteweight",
            "sportlergewicht",
            "athletengewicht",
            "gewichtdesathleten",
            "pesodelatleta",
            "pesodeldeportista",
            "poidsdelathlete",
            "pesodellatleta",
            "pesoatleta",
            "gewichtatleet",
            "gewichtvanatleet",
            "gewichtsporter",
            "pesodoatleta",
        ],
    ),
    (
        Column::PerceivedEffort,
        &[
            "perceivedexertion",
            "gefuhlteanstrengung",
            "wahrgenommeneanstrengung",
            "esfuerzopercibido",
            "effortressenti",
            "effortpercu",
            "sforzopercepito",
            "ervareninspanning",
            "waargenomeninspanning",
            "ervareninspanningsniveau",
            "esforcopercebido",
        ],
    ),
    (
        Column::Air,
        &[
            "weathertemperature",
            "wettertemperatur",
            "temperaturameteorologica",
            "temperaturadeltiempo",
            "temperaturadelclima",
            "temperaturameteo",
            "temperaturemeteo",
            "temperaturedelameteo",
            "meteotemperature",
            "temperaturadelmeteo",
            "weertemperatuur",
            "temperatuurweer",
            "temperaturadotempo",
            "temperaturadoclima",
            "temperaturaambiente",
        ],
    ),
    (
        Column::Humidity,
        &[
            "humidity",
            "luftfeuchtigkeit",
            "humedad",
            "humidite",
            "umidita",
            "luchtvochtigheid",
            "vochtigheid",
            "umidade",
            "humidade",
        ],
    ),
    (
        Column::Wind,
        &[
            "windspeed",
            "windgeschwindigkeit",
            "velocidaddelviento",
            "vitesseduvent",
            "velocitadelvento",
            "velocitavento",
            "windsnelheid",
            "velocidadedovento",
        ],
    ),
];

impl Column {
    /// Whether a head calls it so.
    pub(super) fn is_called(self, name: &str) -> bool {
        let plain = plain(name);
        NAMES.iter().any(|(column, names)| *column == self && names.contains(&plain.as_str()))
    }

    /// How many columns behind the file names it stands since weather came into the table.
    const fn place_behind_file(self) -> Option<usize> {
        match self {
            Self::BodyMass => Some(1),
            Self::PerceivedEffort => Some(31),
            Self::Air => Some(44),
            Self::Humidity => Some(47),
            Self::Wind => Some(49),
            // They stand twice: first as rounded for reading, behind the file names in s and m.
            Self::Elapsed => Some(3),
            Self::Distance => Some(5),
            Self::File | Self::Name | Self::Date | Self::Kind => None,
        }
    }
}

/// Whether a head names the column of files so.
pub(super) fn names_files(name: &str) -> bool {
    Column::File.is_called(name)
}

/// Where each column stands.
#[derive(Debug)]
pub(super) struct Columns {
    places: [Option<usize>; COLUMNS.len()],
    /// How many were told by their place only.
    pub(super) by_place: usize,
}

impl Columns {
    /// Finds the columns; `None` where none holds file names.
    pub(super) fn find(head: &[String], rows: &[StringRecord]) -> Option<Self> {
        // Of two columns of one name the later one is in plain units.
        let named = |column: Column| match column {
            Column::Elapsed | Column::Distance => head.iter().rposition(|name| column.is_called(name)),
            _ => head.iter().position(|name| column.is_called(name)),
        };
        let file = named(Column::File).or_else(|| holds_files(head.len(), rows))?;
        let usual = order_is_usual(head, file);
        let mut columns = Self { places: [None; COLUMNS.len()], by_place: 0 };
        for (column, place) in COLUMNS.into_iter().zip(&mut columns.places) {
            *place = named(column);
            if place.is_none() && usual {
                *place = column.place_behind_file().map(|behind| file + behind).filter(|at| *at < head.len());
                columns.by_place += usize::from(place.is_some());
            }
        }
        columns.places[Column::File as usize] = Some(file);
        Some(columns)
    }

    /// Whether a column stands behind the file names, where values are in plain units.
    pub(super) fn is_behind_file(&self, column: Column) -> bool {
        let place = |column: Column| self.places.get(column as usize).copied().flatten();
        place(column) > place(Column::File)
    }

    /// The row's cell of a column.
    pub(super) fn cell<'a>(&self, column: Column, row: &'a StringRecord) -> Option<&'a str> {
        row.get((*self.places.get(column as usize)?)?)
    }
}

/// The column most of whose cells are paths under `activities/`.
fn holds_files(width: usize, rows: &[StringRecord]) -> Option<usize> {
    let count = |at: usize| {
        rows.iter()
            .take(1_000)
            .filter(|row| row.get(at).is_some_and(|cell| cell.starts_with("activities/")))
            .count()
    };
    (0..width.min(500)).map(|at| (count(at), at)).filter(|(count, _)| *count > 0).max().map(|(_, at)| at)
}

/// Whether the head repeats, at the usual places behind the file names, two names that stand before them: elapsed time
/// and distance come twice in every language.
fn order_is_usual(head: &[String], file: usize) -> bool {
    let Some(before) = head.get(..file) else { return false };
    [3, 5].iter().all(|behind| head.get(file + behind).is_some_and(|name| before.contains(name)))
}

/// Small letters without accents, blanks or marks.
fn plain(name: &str) -> String {
    name.chars().flat_map(char::to_lowercase).filter_map(base_letter).collect()
}

const fn base_letter(letter: char) -> Option<char> {
    Some(match letter {
        'a'..='z' => letter,
        'à' | 'á' | 'â' | 'ã' | 'ä' => 'a',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        _ => return None,
    })
}
