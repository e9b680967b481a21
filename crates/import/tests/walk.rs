//! Archives of every nesting, and those made to hurt.
#![allow(clippy::unwrap_used, reason = "a test stops where something is not as said")]

use std::{
    fs,
    io::{Cursor, Read, Write},
    ops::ControlFlow,
    path::Path,
};

use charley_import::walk::{Item, Limits, Taker, Walked, survey, walk, walk_stream};
use flate2::{Compression, write::GzEncoder};
use zip::{ZipWriter, write::SimpleFileOptions};

const GPX: &[u8] = b"<gpx><trk><trkseg/></trk></gpx>";

fn gz(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A path with its content's length or its error's code.
type Found = (String, Result<usize, &'static str>);

/// What a walk hands out: each path with its content's length or its error's code.
fn walked(path: &Path, limits: &Limits) -> (Vec<Found>, Walked) {
    let mut items = Vec::new();
    let walked = walk(&[path], limits, &mut |item: Item| {
        let shown = item.path.replace(path.to_str().unwrap(), "@");
        items
            .push((shown, item.content.map(|content| content.size() as usize).map_err(|error| error.code())));
        ControlFlow::Continue(())
    });
    (items, walked)
}

fn from_file(content: &[u8], limits: &Limits) -> Vec<Found> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("typed.bin");
    fs::write(&path, content).unwrap();
    walked(&path, limits).0
}

#[test]
fn every_way_to_a_recording_is_found_and_named() {
    let folder = tempfile::tempdir().unwrap();
    let inner = zipped(&[("deep/3.gpx.gz", &gz(GPX)), ("notes.txt", b"hello")]);
    let export = zipped(&[
        ("activities/2.gpx.gz", &gz(GPX)),
        ("media/picture.jpg", b"\xff\xd8\xff"),
        (
            "activities.csv",
            b"Activity ID,Activity Date,Activity Name,a,b,c,Filename\n1,x,y,1,2,3,activities/2.gpx.gz\n",
        ),
        ("parts/inner", &inner),
    ]);
    fs::write(folder.path().join("no-ending"), &export).unwrap();
    fs::write(folder.path().join("a.gpx"), GPX).unwrap();
    fs::write(folder.path().join("broken.fit"), b"not a recording").unwrap();
    fs::write(folder.path().join("empty.fit"), b"").unwrap();
    fs::write(folder.path().join("readme.md"), b"hello").unwrap();
    let (items, walked) = walked(folder.path(), &Limits::default());
    let paths: Vec<&str> = items.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "@/a.gpx",
            "@/broken.fit",
            "@/empty.fit",
            "@/no-ending/activities.csv",
            "@/no-ending/activities/2.gpx.gz",
            "@/no-ending/parts/inner/deep/3.gpx.gz",
        ]
    );
    assert!(
        items.iter().filter(|(path, _)| path.contains(".gpx")).all(|(_, content)| *content == Ok(GPX.len()))
    );
    assert_eq!(walked, Walked { items: 6, passed_over: 3, unread: vec![] });
    assert_eq!(survey(&[folder.path()]), 8);
}

#[test]
fn what_was_typed_is_always_handed_out_and_a_walk_can_be_stopped() {
    assert_eq!(from_file(b"anything", &Limits::default()), [("@".to_owned(), Ok(8))]);
    assert_eq!(
        walked(Path::new("/nowhere/at all"), &Limits::default()).0,
        [("@".to_owned(), Err("unreadable"))]
    );
    let mut seen = 0;
    let stopped = walk(&["/nowhere", "/nowhere"], &Limits::default(), &mut |_: Item| {
        seen += 1;
        ControlFlow::Break(())
    });
    assert_eq!((seen, stopped.items), (1, 1));
}

#[test]
fn an_archive_that_broke_off_gives_what_it_holds() {
    let whole = zipped(&[("1.gpx", GPX), ("2.gpx", GPX), ("3.gpx", GPX)]);
    let items = from_file(&whole[..whole.len() / 2], &Limits::default());
    assert_eq!(items[0], ("@/1.gpx".to_owned(), Ok(GPX.len())));
    assert_eq!(items.last().unwrap(), &("@".to_owned(), Err("bad_archive")));
    let half = gz(&GPX.repeat(1000));
    let items = from_file(&half[..half.len() - 20], &Limits::default());
    assert!(items[0].1.is_ok_and(|length| length > 0));
}

#[test]
fn bombs_are_told_and_cost_little() {
    let mut zeros = b"<gpx>".to_vec();
    zeros.resize(3_000_000, b' ');
    let limits = Limits { judged_from_bytes: 100_000, ..Limits::default() };
    let bomb = zipped(&[("bomb.gpx", &zeros), ("good.gpx", GPX)]);
    let items = from_file(&bomb, &limits);
    assert_eq!(items[0], ("@/bomb.gpx".to_owned(), Err("expands_too_much")));
    assert_eq!(items[1], ("@/good.gpx".to_owned(), Ok(GPX.len())));
    assert_eq!(from_file(&gz(&gz(&zeros)), &limits), [("@".to_owned(), Err("expands_too_much"))]);
    let limits = Limits { file_bytes: 1_000_000, ..limits };
    let items =
        from_file(&zipped(&[("large.gpx", &zeros[..1_100_000])]), &Limits { expansion: u64::MAX, ..limits });
    assert_eq!(items[0].1, Err("too_large"));
}

#[test]
fn many_small_bombs_run_out_of_budget() {
    let mut blanks = b"<gpx>".to_vec();
    blanks.resize(90_000, b' ');
    let limits = Limits { judged_from_bytes: 100_000, total_expansion: 1, ..Limits::default() };
    let names: Vec<String> = (0..200).map(|n| format!("{n:03}.gpx")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), blanks.as_slice())).collect();
    let items = from_file(&zipped(&files), &limits);
    assert_eq!(items.iter().filter(|(_, content)| content.is_ok()).count(), 6_400_000 / 90_000);
    assert_eq!(items.last().unwrap().1, Err("archive_too_large"));
}

#[test]
fn nesting_and_counting_have_ends() {
    let mut nested = zipped(&[("1.gpx", GPX)]);
    for _ in 0..20 {
        nested = zipped(&[("in.zip", &nested)]);
    }
    let items = from_file(&nested, &Limits::default());
    assert_eq!(items.len(), 1);
    assert_eq!(items[0].1, Err("too_deep"));
    let mut compressed = GPX.to_vec();
    for _ in 0..50 {
        compressed = gz(&compressed);
    }
    assert_eq!(from_file(&compressed, &Limits::default())[0].1, Err("too_deep"));
    let three = zipped(&[("1.gpx", GPX), ("2.gpx", GPX), ("3.gpx", GPX)]);
    let items = from_file(&three, &Limits { entries: 2, ..Limits::default() });
    assert_eq!(items.last().unwrap().1, Err("too_many_files"));
}

#[test]
fn an_export_of_apple_health_streams_by_beyond_the_limit_of_a_file() {
    let mut export = b"<?xml version='1.0'?><HealthData locale='de'>".to_vec();
    export.resize(5_000_000, b' ');
    export.extend(b"</HealthData>");
    let zip = zipped(&[("Exportación.xml", &export)]);
    let limits = Limits { file_bytes: 1_000_000, ..Limits::default() };
    assert_eq!(from_file(&zip, &limits), [("@/Exportación.xml".to_owned(), Ok(export.len()))]);
}

/// Notes in which order it was asked for room and given files.
#[derive(Default)]
struct Told(Vec<String>);

impl Taker for Told {
    fn take(&mut self, item: Item) -> ControlFlow<()> {
        self.0.push(item.content.map_or("nothing".to_owned(), |content| content.size().to_string()));
        ControlFlow::Continue(())
    }

    fn make_room(&mut self) {
        self.0.push("room".to_owned());
    }
}

#[test]
fn room_is_asked_for_before_a_large_file_is_read_whole() {
    let told = |size: u64| {
        let mut told = Told::default();
        walk_stream("-", &mut std::io::repeat(b' ').take(size), &Limits::default(), &mut told);
        told.0
    };
    assert_eq!(told(1 << 20), ["1048576"]);
    assert_eq!(told(20 << 20), ["room", "20971520"]);
}
