//! What was done to the entries, step by step, as the log tells it, and taking the last step back. A step is a word of a
//! person: an entry recorded, changed, deleted or restored. What completes an entry that is being recorded is no step.

use std::collections::BTreeMap;

use charley_domain::entry::Entry;
use jiff::Timestamp;
use rusqlite::{Connection, Row, params};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    Store, StoreError,
    amend::{By, restore, retract},
    operations::{Deed, EntryState, Operation, Raw},
    unreadable,
};

/// The key under which the text of a change carries the identity of the change.
pub(crate) const EDIT: &str = "edit";
/// The entry along with which it was changed.
pub(crate) const WITH: &str = "with";
/// The change that was taken back, in the text that stands again.
const UNDONE: &str = "undone";
/// What stands in the log for a deletion, and for a restoration: steps of their own, not the taking back of one.
pub(crate) const OWN: &str = "{\"step\":true}";

/// What a person did to an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryStep {
    /// It was recorded.
    Recorded,
    /// It was changed.
    Changed,
    /// It was deleted.
    Deleted,
    /// It was brought back.
    Restored,
}

/// A step that was taken back.
#[derive(Debug, Clone, PartialEq)]
pub struct UndoneStep {
    /// Which.
    pub step: EntryStep,
    /// The entry: as it was where it is gone now, else as it stands again.
    pub entry: Entry,
}

/// One step that stands, by its place in the log.
#[derive(Debug, Clone)]
struct Stride {
    step: EntryStep,
    sequence: i64,
    /// The identity of a change.
    edit: Option<String>,
    /// The entry along with which it was done.
    with: Option<String>,
}

/// The steps of one entry that stand, oldest first.
#[derive(Debug, Default)]
struct Trail {
    standing: Vec<Stride>,
    /// Those that were taken back as a whole, for when the entry is put back.
    taken_back: Vec<Stride>,
    replaced: bool,
}

/// A line of the log, as far as it tells of steps.
struct StepLine {
    sequence: i64,
    entry: String,
    deed: String,
    edit: Option<String>,
    with: Option<String>,
    undone: Option<String>,
    is_own: bool,
    is_replaced: bool,
}

impl StepLine {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let text = |at: usize| row.get_ref(at).map(|cell| Raw::of(cell).text());
        let maybe = |at: usize| text(at).map(|text| (!text.is_empty()).then_some(text));
        Ok(Self {
            sequence: row.get(0)?,
            entry: text(1)?,
            deed: text(2)?,
            edit: maybe(3)?,
            with: maybe(4)?,
            undone: maybe(5)?,
            is_own: row.get(6)?,
            is_replaced: maybe(7)?.is_some(),
        })
    }
}

/// Lines of the log with what they tell of steps. What an archive brought is no word of a person: it is left out unless its
/// entry is asked for.
const LINES: &str =
    "SELECT o.sequence, o.entry_id, o.kind, o.said ->> '$.edit', o.said ->> '$.with', o.said ->> '$.undone',
        o.said ->> '$.step' IS NOT NULL, o.said ->> '$.replaced_by'
     FROM (SELECT sequence, entry_id, kind, CASE WHEN json_valid(body) THEN body END AS said FROM operation
           WHERE entry_id = coalesce(?1, entry_id)) AS o
     LEFT JOIN entry ON entry.id = o.entry_id
     WHERE ?1 IS NOT NULL OR o.kind <> 'record'
        OR NOT (entry.kind = 'observed' OR coalesce(o.said ->> '$.source', '') = 'import'
                OR coalesce(o.said ->> '$.kind', '') = 'observed')
     ORDER BY o.sequence";

impl Trail {
    fn all(connection: &Connection, id: Option<&str>) -> Result<BTreeMap<String, Self>, StoreError> {
        let mut select = connection.prepare_cached(LINES)?;
        let lines = select.query_map([id], StepLine::read)?;
        let mut trails: BTreeMap<String, Self> = BTreeMap::new();
        for line in lines {
            let line = line?;
            trails.entry(line.entry.clone()).or_default().hear(line);
        }
        Ok(trails)
    }

    fn hear(&mut self, line: StepLine) {
        let sequence = line.sequence;
        let stride = |step| Stride { step, sequence, edit: None, with: None };
        match line.deed.as_str() {
            "record" if self.standing.is_empty() && self.taken_back.is_empty() => {
                self.standing.push(stride(EntryStep::Recorded));
            }
            "amend" if line.undone.is_some() => self.standing.retain(|one| one.edit != line.undone),
            "amend" if line.edit.is_some() => {
                let (edit, with) = (line.edit, line.with);
                self.standing.push(Stride { edit, with, ..stride(EntryStep::Changed) });
            }
            "amend" => {
                if let Some(last) = self.standing.last_mut() {
                    last.sequence = sequence;
                }
            }
            "retract" if line.is_replaced => self.replaced = true,
            "retract" if line.is_own => self.standing.push(stride(EntryStep::Deleted)),
            "retract" => self.go(),
            "restore" if line.is_own => {
                if !self.is(EntryStep::Deleted) {
                    self.standing = std::mem::take(&mut self.taken_back);
                }
                self.standing.push(stride(EntryStep::Restored));
            }
            "restore" if self.replaced => self.replaced = false,
            "restore" if self.is(EntryStep::Deleted) => drop(self.standing.pop()),
            "restore" => self.standing = std::mem::take(&mut self.taken_back),
            _ => {}
        }
    }

    /// Its last step is taken back, or all of them.
    fn go(&mut self) {
        if self.is(EntryStep::Restored) {
            self.standing.pop();
            if self.is(EntryStep::Deleted) {
                return;
            }
        }
        self.taken_back = std::mem::take(&mut self.standing);
    }

    fn is(&self, step: EntryStep) -> bool {
        self.last().is_some_and(|last| last.step == step)
    }

    fn last(&self) -> Option<&Stride> {
        self.standing.last()
    }
}

impl Store {
    /// Takes the last step back and gives it with its entry; `None` where there is none. What an entry had replaced comes
    /// again, and what was changed along with it is as before. Entries that cannot be read are passed over: nobody could say
    /// what was taken back.
    ///
    /// # Errors
    /// As [`Store::record`].
    pub fn undo(&mut self, now: Timestamp) -> Result<Option<UndoneStep>, StoreError> {
        self.undo_of(None, now)
    }

    /// The same for the last step of one entry, also of one that an archive brought.
    ///
    /// # Errors
    /// As [`Store::record`].
    pub fn undo_one(&mut self, id: Uuid, now: Timestamp) -> Result<Option<UndoneStep>, StoreError> {
        self.undo_of(Some(&id.to_string()), now)
    }

    fn undo_of(&mut self, id: Option<&str>, now: Timestamp) -> Result<Option<UndoneStep>, StoreError> {
        let by = By { device: self.acting, now };
        let transaction = self.write()?;
        let trails = Trail::all(&transaction, id)?;
        let mut last: Vec<(&String, &Stride)> = trails
            .iter()
            .filter(|(_, trail)| !trail.replaced)
            .filter_map(|(entry, trail)| Some((entry, trail.last()?)))
            .filter(|(_, stride)| id.is_some() || stride.with.is_none())
            .collect();
        last.sort_by_key(|(_, stride)| -stride.sequence);
        for (entry, stride) in last {
            let Some(before) = present(&transaction, entry)? else { continue };
            back(&transaction, (entry, stride), by)?;
            let gone = matches!(stride.step, EntryStep::Recorded | EntryStep::Restored);
            let after = if gone { None } else { present(&transaction, entry)? };
            if stride.step == EntryStep::Recorded {
                along(&transaction, entry, by)?;
            }
            transaction.commit()?;
            return Ok(Some(UndoneStep { step: stride.step, entry: after.unwrap_or(before) }));
        }
        Ok(None)
    }

    /// The newest line of the log about an entry.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn last_line(&self, id: Uuid) -> Result<Option<i64>, StoreError> {
        let sql = "SELECT max(sequence) FROM operation WHERE entry_id = ?1";
        Ok(self.connection.prepare_cached(sql)?.query_row([id.to_string()], |row| row.get(0))?)
    }

    /// An entry as it was said at first, and after each change that stands: the last is as it is.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn versions(&self, id: Uuid) -> Result<Vec<Entry>, StoreError> {
        let texts = texts(&self.connection, &id.to_string())?;
        Ok(texts.iter().filter_map(|text| unreadable::entry(text).ok()).collect())
    }
}

fn back(connection: &Connection, (entry, stride): (&str, &Stride), by: By) -> Result<(), StoreError> {
    match stride.step {
        EntryStep::Deleted => restore(connection, entry, None, by),
        EntryStep::Restored => retract(connection, entry, None, by).map(drop),
        EntryStep::Recorded => {
            retract(connection, entry, None, by)?;
            for other in ids(connection, "SELECT id FROM entry WHERE replaced_by = ?1", entry)? {
                restore(connection, &other, None, by)?;
            }
            Ok(())
        }
        EntryStep::Changed => {
            let texts = texts(connection, entry)?;
            let before = texts.len().checked_sub(2).and_then(|at| texts.get(at));
            let edit = stride.edit.as_deref();
            before.map_or(Ok(()), |text| say_again(connection, &Before { entry, text, edit }, by))
        }
    }
}

/// What an entry said before a change.
struct Before<'a> {
    entry: &'a str,
    text: &'a Raw,
    /// The change.
    edit: Option<&'a str>,
}

/// The text that stood before a change stands again.
fn say_again(connection: &Connection, before: &Before<'_>, by: By) -> Result<(), StoreError> {
    let Before { entry, text, edit } = *before;
    let mut said: Value =
        serde_json::from_slice(&text.0).map_err(|error| StoreError::bad_row("entry", error))?;
    if let (Some(said), Some(edit)) = (said.as_object_mut(), edit) {
        said.insert(UNDONE.to_owned(), edit.into());
    }
    let body = said.to_string();
    let amended = Operation { deed: Deed::Amend, entry, body: Some(&body), device: by.device, at: by.now };
    let state = EntryState::of(amended.append(connection)?, Raw(body.clone().into_bytes()));
    connection.execute("DELETE FROM entry WHERE id = ?1", [entry])?;
    state.insert(entry, connection)
}

/// What was changed along with an entry that is taken back, and was not changed again since.
fn along(connection: &Connection, of: &str, by: By) -> Result<(), StoreError> {
    let sql = "SELECT DISTINCT entry_id FROM operation
               WHERE kind = 'amend' AND json_valid(body) AND body ->> '$.with' = ?1";
    for entry in ids(connection, sql, of)? {
        let trails = Trail::all(connection, Some(&entry))?;
        let last = trails.get(&entry).and_then(Trail::last);
        if let Some(stride) = last.filter(|stride| stride.with.as_deref() == Some(of)) {
            back(connection, (&entry, stride), by)?;
        }
    }
    Ok(())
}

fn ids(connection: &Connection, sql: &str, of: &str) -> Result<Vec<String>, StoreError> {
    let mut select = connection.prepare_cached(sql)?;
    let ids = select.query_map([of], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// The entry as its row has it, also one that was taken back; `None` where it cannot be read.
fn present(connection: &Connection, id: &str) -> Result<Option<Entry>, StoreError> {
    let mut select = connection.prepare_cached("SELECT body FROM entry WHERE id = ?1")?;
    let mut rows = select.query([id])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    Ok(unreadable::entry(&Raw::of(row.get_ref(0)?)).ok())
}

/// The texts of an entry that lie on one another: the last one stands.
fn texts(connection: &Connection, id: &str) -> Result<Vec<Raw>, StoreError> {
    let mut select = connection.prepare_cached(
        "SELECT body, CASE WHEN json_valid(body) THEN body ->> '$.edit' END,
                CASE WHEN json_valid(body) THEN body ->> '$.undone' END
         FROM operation WHERE entry_id = ?1 AND kind IN ('record', 'amend') ORDER BY sequence",
    )?;
    let mut rows = select.query(params![id])?;
    let mut texts: Vec<(Raw, Option<String>)> = Vec::new();
    while let Some(row) = rows.next()? {
        let text = Raw::of(row.get_ref(0)?);
        let (edit, undone): (Option<String>, Option<String>) = (row.get(1)?, row.get(2)?);
        if undone.is_some() {
            texts.retain(|(_, edit)| *edit != undone);
        } else if edit.is_some() || texts.is_empty() {
            texts.push((text, edit));
        } else if let Some((last, _)) = texts.last_mut() {
            *last = text;
        }
    }
    Ok(texts.into_iter().map(|(text, _)| text).collect())
}

#[cfg(test)]
mod tests;
