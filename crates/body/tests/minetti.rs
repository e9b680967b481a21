//! The cost of running against the golden table, over the whole of it.

#[test]
fn running_cost_agrees_over_the_whole_table() {
    let table = include_str!("../golden/minetti_running.csv");
    let mut rows = 0;
    for line in table.lines().skip(1) {
        let cells: Vec<f64> = line.split(',').map(|cell| cell.trim().parse().unwrap()).collect();
        let ours = charley_body::metabolic::running_cost_j_kg_m(cells[1]);
        // README.md of the table: 1e-9 of the value, plus half a unit of the ninth digit that it prints.
        let tolerance = 1e-9 * cells[2].abs() + 5e-8;
        assert!((ours - cells[2]).abs() <= tolerance, "case {}: {ours} against {}", cells[0], cells[2]);
        rows += 1;
    }
    assert_eq!(rows, 31);
}
