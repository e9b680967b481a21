// A small made-up diary and two made-up workouts: nothing of a real person.

import { night, now } from "./clock.mjs";

const DAY_MS = 24 * 3_600_000;

/** Three weeks with cramps, quiet nights and gaps; nothing of the last four nights. */
export function diary(charley) {
  for (const ago of [5, 6, 8, 9, 11, 12, 14, 15, 18]) charley.run("log", "none", "--night", night(ago));
  for (const ago of [7, 13, 17]) charley.run("log", "cramp", "calf", "left", "--at", `${night(ago - 1)}T03:12:00Z`, "--for", "2m", "--pain", "6");
  charley.run("log", "unsure", "--night", night(10));
}

/** A run of an hour with a pause, a hill, and a cramp at the end; a ride with power and laps. */
export function workouts(charley) {
  const start = new Date(now() - 5 * DAY_MS);
  start.setUTCHours(8, 0, 0, 0);
  charley.run("import", charley.file("run.gpx", gpx(start)), charley.file("ride.tcx", tcx(new Date(start.getTime() - 3 * DAY_MS))));
  charley.run("log", "cramp", "hamstrings", "right", "--during-workout", "--at", new Date(start.getTime() + 55 * 60_000).toISOString());
}

/** An export of Apple Health: a zip of its XML with so many nights of sleep, days of steps and weights, made up. */
export function appleExport(start, nights) {
  const stamp = (moment) => `${moment.toISOString().slice(0, 19).replace("T", " ")} +0000`;
  const record = (type, unit, from, to, value) => `<Record type="${type}" sourceName="Made up" ${unit && `unit="${unit}" `}`
    + `creationDate="${stamp(to)}" startDate="${stamp(from)}" endDate="${stamp(to)}" value="${value}"/>\n`;
  let xml = `<?xml version="1.0" encoding="UTF-8"?>\n<HealthData locale="en_GB">\n<ExportDate value="${stamp(new Date(start.getTime() + nights * DAY_MS))}"/>\n`;
  for (let night = 0; night < nights; night += 1) {
    const day = Date.parse(start.toISOString().slice(0, 10)) + night * DAY_MS;
    const hour = (hours) => new Date(day + hours * 3_600_000);
    xml += record("HKCategoryTypeIdentifierSleepAnalysis", "", hour(23 - (night % 3) / 2), hour(29.5 + (night % 5) / 2), "HKCategoryValueSleepAnalysisAsleepUnspecified")
      + record("HKQuantityTypeIdentifierStepCount", "count", hour(8), hour(8.5), 900 + 70 * (night % 9))
      + record("HKQuantityTypeIdentifierBodyMass", "kg", hour(7), hour(7), (71 + (night % 4) / 10).toFixed(1));
  }
  return zip("apple_health_export/export.xml", `${xml}</HealthData>\n`);
}

/** A zip of one file, not compressed. */
function zip(name, text) {
  const [path, data] = [Buffer.from(name), Buffer.from(text)];
  const shared = Buffer.alloc(26);
  shared.writeUInt16LE(20, 0);
  shared.writeUInt32LE(0x5a_21_00_00, 6);
  shared.writeUInt32LE(crc32(data), 10);
  shared.writeUInt32LE(data.length, 14);
  shared.writeUInt32LE(data.length, 18);
  shared.writeUInt16LE(path.length, 22);
  const local = Buffer.concat([Buffer.from("PK\u0003\u0004"), shared, path, data]);
  const central = Buffer.concat([Buffer.from("PK\u0001\u0002\u0014\0"), shared, Buffer.alloc(14), path]);
  const end = Buffer.alloc(18);
  for (const at of [4, 6]) end.writeUInt16LE(1, at);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(local.length, 12);
  return Buffer.concat([local, central, Buffer.from("PK\u0005\u0006"), end]);
}

/** The check sum of a zip (ISO 3309, polynomial reversed). */
function crc32(data) {
  let crc = ~0;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xed_b8_83_20 : 0);
  }
  return ~crc >>> 0;
}

/** A run as GPX, one point each five seconds. */
export function gpx(start) {
  const points = [];
  for (let i = 0; i < 720; i += 1) {
    if (i > 300 && i < 340) continue;
    const time = new Date(start.getTime() + i * 5_000).toISOString();
    const latitude = (52 + i * 0.00012).toFixed(6);
    const height = (40 + 25 * Math.sin(i / 90)).toFixed(1);
    const heart = Math.round(128 + 30 * (1 - Math.exp(-i / 80)) + 6 * Math.sin(i / 25));
    points.push(`<trkpt lat="${latitude}" lon="13.4"><ele>${height}</ele><time>${time}</time><extensions><gpxtpx:TrackPointExtension>`
      + `<gpxtpx:atemp>${(18 + i / 200).toFixed(1)}</gpxtpx:atemp><gpxtpx:hr>${heart}</gpxtpx:hr></gpxtpx:TrackPointExtension></extensions></trkpt>`);
  }
  return `<?xml version="1.0" encoding="UTF-8"?><gpx version="1.1" creator="made up" xmlns="http://www.topografix.com/GPX/1/1" `
    + `xmlns:gpxtpx="http://www.garmin.com/xmlschemas/TrackPointExtension/v1"><trk><name>Made up</name><type>running</type><trkseg>${points.join("")}</trkseg></trk></gpx>`;
}

/** A ride as TCX with three laps and power. */
export function tcx(start) {
  const laps = [0, 1, 2].map((lap) => {
    const points = [];
    for (let i = 0; i < 120; i += 1) {
      const second = lap * 600 + i * 5;
      points.push(`<Trackpoint><Time>${new Date(start.getTime() + second * 1000).toISOString()}</Time><AltitudeMeters>${50 + lap * 4}</AltitudeMeters>`
        + `<DistanceMeters>${second * 8}</DistanceMeters><HeartRateBpm><Value>${120 + lap * 10 + (i % 7)}</Value></HeartRateBpm>`
        + `<Extensions><TPX xmlns="http://www.garmin.com/xmlschemas/ActivityExtension/v2"><Speed>8</Speed><Watts>${180 + lap * 30 + (i % 11)}</Watts></TPX></Extensions></Trackpoint>`);
    }
    return `<Lap StartTime="${new Date(start.getTime() + lap * 600_000).toISOString()}"><TotalTimeSeconds>600</TotalTimeSeconds><DistanceMeters>4800</DistanceMeters>`
      + `<Calories>90</Calories><Intensity>Active</Intensity><TriggerMethod>Manual</TriggerMethod><Track>${points.join("")}</Track></Lap>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?><TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"><Activities>`
    + `<Activity Sport="Biking"><Id>${start.toISOString()}</Id>${laps.join("")}</Activity></Activities></TrainingCenterDatabase>`;
}
