// Columns of whole numbers from text: a line is a name, how many, and planes of bytes, deflated, in base64.

/** All columns of a text by name: Uint8Array where a byte is enough, else Uint32Array. */
export async function unpacked(text) {
  const columns = {};
  for (const line of text.split("\n")) {
    const [name, rows, ...planes] = line.trim().split(" ");
    if (name) columns[name] = joined(await Promise.all(planes.map(plane)), Number(rows));
  }
  return columns;
}

/** Numbers of at least 0 as numbers of either sign. */
export function unfolded(number) {
  return number & 1 ? -((number + 1) / 2) : number / 2;
}

async function plane(text) {
  const stream = new Blob([bytes(text)]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function bytes(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const letters = atob(text);
  const made = new Uint8Array(letters.length);
  for (let i = 0; i < made.length; i++) made[i] = letters.charCodeAt(i);
  return made;
}

function joined(planes, rows) {
  if (planes.length === 1) return planes[0];
  const made = new Uint32Array(rows);
  planes.forEach((plane, number) => {
    const shift = 8 * number;
    for (let i = 0; i < rows; i++) made[i] |= plane[i] << shift;
  });
  return made;
}
