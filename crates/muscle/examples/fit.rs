//! Fits the strengths of the loop to the fitted rows: `cargo run --release -p charley-muscle --example fit -- SEED PEOPLE GENERATIONS`.
//! It prints each better loop as lines of `circuit.rs`; the same arguments give the same loop.
#![allow(clippy::print_stdout, reason = "a tool for the developer's terminal")]

use charley_muscle::{
    circuit::{Strength, TABLE},
    fit::{FREE, Fit},
};

fn moved(row: &Strength) -> bool {
    FREE.iter().any(|(id, _)| *id == row.id)
}

fn main() {
    let mut numbers = std::env::args().skip(1).map_while(|argument| argument.parse::<u64>().ok());
    let mut number = |default| numbers.next().unwrap_or(default);
    let (seed, people, generations) = (number(1), number(3), number(12));
    let fit = Fit { seed, people, population: 8, generations: generations as usize };
    let mut best = f64::INFINITY;
    fit.run(&mut |progress| {
        if progress.cost < best {
            best = progress.cost;
            println!("{} judged, cost {best:.3}", progress.judged);
            for (row, value) in TABLE.iter().zip(progress.best.values()).filter(|(row, _)| moved(row)) {
                println!("    {} = {value:.6},", row.id);
            }
        }
        true
    });
}
