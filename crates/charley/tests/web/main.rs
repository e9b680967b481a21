//! The web app asked directly, without a socket or a browser: what each page promises whoever asks.

mod browser;
mod diary;
mod door;
mod light;
mod settings;
mod workouts;
