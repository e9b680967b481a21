// A chart can be read off: a slider goes along the rows of its table, a finger or a pointer along the plot does the same.

/** Makes the charts readable that are not yet. */
function readable() {
  for (const figure of document.querySelectorAll("figure.chart:not([data-read])")) {
    const rows = [...figure.querySelectorAll("tr[data-at]")];
    if (rows.length > 1) read(figure, rows);
  }
}

function read(figure, rows) {
  figure.dataset.read = "";
  const plots = [...figure.querySelectorAll("svg.plot")];
  const names = [...figure.querySelectorAll("thead th")].map((one) => one.textContent);
  const slider = Object.assign(document.createElement("input"), { type: "range", min: 0, max: rows.length - 1, value: 0 });
  slider.setAttribute("aria-label", figure.dataset.along);
  const said = document.createElement("output");
  said.textContent = figure.dataset.along;
  plots.at(-1).after(slider, said);
  const cursors = plots.map((plot) => {
    const line = document.createElementNS(plot.namespaceURI, "line");
    line.setAttribute("class", "cursor");
    line.setAttribute("y2", "100%");
    plot.append(line);
    return line;
  });
  const show = () => {
    const row = rows[slider.value];
    const [place, ...values] = [...row.children].map((one) => one.textContent);
    const told = values.map((value, at) => (values.length > 1 ? `${names[at + 1]} ${value}` : value));
    said.textContent = `${place}${/[a-z]/i.test(place) ? "" : ` ${names[0]}`}: ${told.join(", ")}`;
    slider.setAttribute("aria-valuetext", place);
    for (const line of cursors) {
      line.setAttribute("x1", `${row.dataset.at}%`);
      line.setAttribute("x2", `${row.dataset.at}%`);
      line.classList.add("seen");
    }
  };
  slider.addEventListener("input", show);
  for (const plot of plots) {
    const point = (event) => {
      const box = plot.getBoundingClientRect(), style = getComputedStyle(plot);
      const [left, right] = [parseFloat(style.paddingLeft), parseFloat(style.paddingRight)];
      const at = (100 * (event.clientX - box.left - left)) / (box.width - left - right);
      const away = (row) => Math.abs(row.dataset.at - at);
      slider.value = rows.reduce((best, row, place) => (away(row) < away(rows[best]) ? place : best), 0);
      show();
    };
    plot.addEventListener("pointerdown", point);
    plot.addEventListener("pointermove", (event) => (event.pointerType === "mouse" || event.buttons) && point(event));
  }
}

readable();
document.addEventListener("charted", readable);
