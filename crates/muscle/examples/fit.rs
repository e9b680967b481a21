//! Fits the strengths of the loop to the fitted rows: `cargo run --profile dist -p charley-muscle --example fit -- SEED PEOPLE GENERATIONS`.
//! It prints what each candidate costs and, at the end, the lines of `circuit.rs`; the same arguments give the same lines.
#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a tool for the developer's terminal")]

use charley_muscle::{
    circuit::TABLE,
    fit::{FREE, Fit},
};

fn main() {
    let mut numbers = std::env::args().skip(1).map_while(|argument| argument.parse::<u64>().ok());
    let mut number = |default| numbers.next().unwrap_or(default);
    let (seed, people, generations) = (number(1), number(3), number(10));
    let fit = Fit { seed, people, generations: generations as usize };
    let found = fit.run(&mut |judged| {
        let costs: Vec<String> = judged.costs.iter().map(|cost| format!("{cost:.4}")).collect();
        println!("{} {}, step {:.2}", judged.number, costs.join(" "), judged.step);
        true
    });
    for (row, value) in TABLE.iter().zip(found.values()) {
        if FREE.iter().any(|(id, _)| *id == row.id) {
            println!("    {} = {value:.6},", row.id);
        }
    }
}
