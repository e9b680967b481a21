//! Letting a phone in from the terminal: the code for its camera, the number it must show, and the yes.

use std::{
    io::{BufRead as _, IsTerminal as _},
    thread,
};

use crate::cli::Context;
use charley_web::{PhoneDoor, Server, WaitingPhone};

/// Shows the code and attends to phones for as long as Charley runs.
pub(super) fn attend(context: &Context, server: &Server, door: &PhoneDoor) {
    let listening = std::io::stdin().is_terminal() && !context.no_input;
    if !std::io::stderr().is_terminal() {
        // What is printed here stays in a journal, and the code lets in whoever reads it first.
        context.say("Phones are let in under Settings, Devices.");
        return;
    }
    show_code(context, door);
    if let Some((address, fingerprint)) = server.authority() {
        context.say(&format!(
            "The phone warns of a certificate it does not know. Three minutes end that for good: open\n{address} on the phone. \
             SHA-256 to compare there:\n{fingerprint}"
        ));
    } else if let Some(fingerprint) = server.fingerprint() {
        context.say(&format!("SHA-256 of the certificate:\n{fingerprint}"));
    }
    if listening {
        context.say("The code works once, for five minutes. Enter shows a new one.");
    } else {
        context.say(
            "The code works once, for five minutes. Settings, Devices shows new ones, and lets the phone in.",
        );
    }
    let asked = door.listen();
    thread::spawn(move || {
        for asking in asked {
            announce(&asking, listening);
        }
    });
    if listening {
        let door = door.clone();
        let coloured = coloured(context);
        thread::spawn(move || answer_all(&door, coloured));
    }
}

fn show_code(context: &Context, door: &PhoneDoor) {
    let Some((picture, address)) = door.offer(coloured(context)) else { return };
    let picture = if context.ascii { String::new() } else { picture };
    context.say(&format!("Let a phone in with this code:\n{picture}{address}"));
}

fn coloured(context: &Context) -> bool {
    !context.ascii && std::env::var_os("NO_COLOR").is_none()
}

fn announce(asking: &WaitingPhone, listening: bool) {
    let how = if listening {
        "If it does, type the number here and press Enter."
    } else {
        "If it does, say yes under Settings, Devices."
    };
    say(&format!("{} asks to come in. It must show {}. {how}", asking.name, asking.spoken()));
}

fn answer_all(door: &PhoneDoor, coloured: bool) {
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let digits: String = line.chars().filter(char::is_ascii_digit).collect();
        if line.trim().is_empty() {
            if let Some((picture, address)) = door.offer(coloured) {
                say(&format!("{picture}{address}"));
            }
        } else if door.let_in(&digits) {
            say("It is let in.");
        } else {
            say("No phone waits with this number. Enter shows a new code.");
        }
    }
}

/// A line on standard error, from a thread that holds no context.
fn say(line: &str) {
    use std::io::Write as _;
    // Nothing can be reported when standard error itself is closed.
    drop(writeln!(anstream::stderr(), "{line}"));
}
