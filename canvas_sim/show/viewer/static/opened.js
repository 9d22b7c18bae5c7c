// Which part of the canvas is open.

/** The open rectangle at the time that is shown: x0, y0, x1, y1. */
export function opened({ head, tables, clock }) {
  let open = head.open;
  const rows = tables?.interventions;
  rows?.ts.forEach((ts, i) => {
    if (ts <= clock.ms && head.opens.includes(rows.kind[i])) open = [rows.x0[i], rows.y0[i], rows.x1[i], rows.y1[i]];
  });
  return open;
}
