// What the pages have in common: tables, and charts that follow the theme.
const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const day = moment => moment.slice(0, 10);
const figure = (value, digits) => value == null ? "?" : value.toFixed(digits).replace("-", "\u2212");
const counted = (count, one, many) => `${count} ${count === 1 ? one : many}`;

function cell(row, kind, content, className) {
  const made = document.createElement(kind);
  made.append(...[content].flat());
  if (className) made.className = className;
  row.append(made);
  return made;
}

/**
 * @param columns names; an object {name, as} where a column has a class of its own
 * @param rows of strings or elements; the first of each names the row
 */
function table(id, columns, rows) {
  const table = document.getElementById(id);
  if (rows.length === 0) {
    table.parentElement.replaceWith(Object.assign(document.createElement("p"), {textContent: "None."}));
    return;
  }
  const kinds = columns.map(column => column.as);
  const head = table.createTHead().insertRow();
  columns.forEach((column, i) => { cell(head, "th", column.name ?? column, kinds[i]).scope = "col"; });
  const body = table.createTBody();
  for (const cells of rows) {
    const row = body.insertRow();
    cells.forEach((content, i) => {
      const made = cell(row, i === 0 ? "th" : "td", content, kinds[i]);
      if (i === 0) made.scope = "row";
    });
  }
}

const drawn = [];
function theme() {
  Chart.defaults.color = css("--text");
  Chart.defaults.borderColor = css("--line");
  drawn.forEach(chart => chart.update());
}
Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
Chart.defaults.animation = false;
theme();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", theme);

function chart(group, label, config) {
  const box = document.createElement("div");
  const canvas = document.createElement("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", label);
  box.append(canvas);
  document.getElementById(group).append(box);
  drawn.push(new Chart(canvas, config));
}
