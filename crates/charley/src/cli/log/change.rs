//! `charley log ... --edit ID`: an entry that is there says this from now on.

use charley_case::edit::{self, SaidAnew};
use charley_domain::entry::EntrySource;
use charley_speech::{edit as words, typed::Mistyped};
use charley_store::Edited;

use super::{LogVerb, read};
use crate::cli::{
    Context, Exit,
    desk::Desk,
    receipt::{self, ChangedReceipt},
};

pub(super) fn run(
    context: &Context,
    desk: &mut Desk,
    (one, typed): (&LogVerb, &str),
) -> anyhow::Result<Exit> {
    let found = edit::find(desk.store_mut()?, typed)?;
    let before = found.clone().standing()?;
    edit::can_be_changed(&before)?;
    desk.editing = Some(before.clone());
    let said = read(one, desk)?;
    let notes = said.notes.clone();
    let now = desk.now.clone();
    let store = desk.store_mut()?;
    let after =
        edit::changed(store, &before, SaidAnew { draft: said, source: EntrySource::Terminal, now: &now })?;
    if after != before {
        match edit::write(store, (&after, found.version), &now)? {
            Edited::Written => {}
            Edited::Gone | Edited::Since(_) => {
                return Err(Mistyped::impossible(typed, words::SINCE).into());
            }
        }
    }
    receipt::give_changed(context, desk, &ChangedReceipt { before, after, notes })
}
