//! What was typed into a form that could not be taken, to be typed by nobody twice.

use axum::extract::{DefaultBodyLimit, Form, FromRequest as _, Multipart, Request};

use crate::bounds::{LARGEST_FILE_BYTES, LARGEST_FORM_BYTES};

/// What was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct KeptForm {
    pub(super) action: String,
    pub(super) fields: Vec<(String, String)>,
    /// Whether it is a form with places for files.
    pub(super) has_files: bool,
    /// Whether one was chosen: it is not kept, and has to be chosen again.
    pub(super) lost_file: bool,
}

impl KeptForm {
    /// The form of a request; `None` where it holds nothing.
    pub(super) async fn of(request: Request, has_files: bool) -> Option<Self> {
        let action = request.uri().path().to_owned();
        let mut kept = Self { action, fields: Vec::new(), has_files, lost_file: false };
        if has_files {
            kept.read_parts(request).await?;
        } else {
            kept.fields = Form::<Vec<(String, String)>>::from_request(request, &()).await.ok()?.0;
        }
        (!kept.fields.is_empty()).then_some(kept)
    }

    /// Reads what was typed beside files, which pass by without being held: whoever sends this was not let in.
    async fn read_parts(&mut self, mut request: Request) -> Option<()> {
        DefaultBodyLimit::max(LARGEST_FILE_BYTES as usize).apply(&mut request);
        let mut parts = Multipart::from_request(request, &()).await.ok()?;
        let mut left = LARGEST_FORM_BYTES as usize;
        while let Some(mut part) = parts.next_field().await.ok()? {
            let name = part.name().unwrap_or_default().to_owned();
            let is_file = part.file_name().is_some();
            let mut typed = Vec::new();
            while let Some(chunk) = part.chunk().await.ok()? {
                if is_file {
                    self.lost_file = true;
                    continue;
                }
                left = left.checked_sub(chunk.len())?;
                typed.extend_from_slice(&chunk);
            }
            if !is_file {
                self.fields.push((name, String::from_utf8_lossy(&typed).into_owned()));
            }
        }
        Some(())
    }
}
