// Draws a canvas of palette indices, enlarged, in crisp pixels: by WebGL2, or by a 2D canvas where there is none.

const VERTEX = `#version 300 es
void main() { gl_Position = vec4(vec2[3](vec2(-1, -1), vec2(3, -1), vec2(-1, 3))[gl_VertexID], 0, 1); }`;

const FRAGMENT = `#version 300 es
precision highp float; precision highp int; precision highp usampler2D;
uniform usampler2D pixels, marks; uniform sampler2D colors, plans;
uniform vec2 size, origin; uniform vec4 open; uniform float scale, height, lit; uniform vec3 paper;
out vec4 color;
vec3 at(vec2 place) {
  ivec2 pixel = ivec2(floor(place));
  if (any(lessThan(place, vec2(0))) || any(greaterThanEqual(place, size))) return paper;
  vec3 shown = texelFetch(colors, ivec2(int(texelFetch(pixels, pixel, 0).r), 0), 0).rgb;
  if (any(lessThan(place, open.xy)) || any(greaterThanEqual(place, open.zw))) return mix(paper, shown, .12);
  if (lit < .5) return shown;
  uint mark = texelFetch(marks, pixel, 0).r;
  if (mark == 0u) return mix(paper, vec3(dot(shown, vec3(.3, .59, .11))), .22);
  if (mark == 1u) return shown;
  vec3 wanted = texelFetch(plans, ivec2(int(mark) - 2, 0), 0).rgb;
  if (scale < 6.) return mix(shown, wanted, .5);
  vec2 inside = abs(fract(place) - .5);
  float reach = max(inside.x, inside.y);
  if (reach < .22) return wanted;
  return reach < .3 ? paper : shown;
}
void main() {
  vec2 place = origin + vec2(gl_FragCoord.x, height - gl_FragCoord.y) / scale;
  if (scale >= 1.) { color = vec4(at(place), 1); return; }
  float step = .25 / scale;
  vec3 sum = at(place + vec2(-step, -step)) + at(place + vec2(step, -step)) + at(place + vec2(-step, step)) + at(place + vec2(step, step));
  color = vec4(sum / 4., 1);
}`;

/** The better of both for an element: `index`, `palette` and `marks` take data, `draw` shows it. */
export function painter(canvas, width, height) {
  const gl = canvas.getContext("webgl2", { alpha: false, antialias: false, preserveDrawingBuffer: true });
  return gl ? new GlPainter(canvas, gl, width, height) : new FlatPainter(canvas, width, height);
}

class GlPainter {
  constructor(canvas, gl, width, height) {
    Object.assign(this, { kind: "webgl2", canvas, gl, width, height, lit: false });
    this.program = program(gl);
    gl.useProgram(this.program);
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
    ["pixels", "marks", "colors", "plans"].forEach((name, unit) => {
      this.texture(unit);
      gl.uniform1i(this.place(name), unit);
    });
    this.index(new Uint8Array(width * height));
    this.upload(1, new Uint8Array(1), 1, 1);
    gl.uniform2f(this.place("size"), width, height);
  }

  place(name) {
    return this.gl.getUniformLocation(this.program, name);
  }

  texture(unit) {
    const { gl } = this;
    gl.activeTexture(gl.TEXTURE0 + unit);
    gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
    for (const what of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, what, gl.NEAREST);
    for (const what of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(gl.TEXTURE_2D, what, gl.CLAMP_TO_EDGE);
  }

  upload(unit, data, width, height) {
    const { gl } = this;
    gl.activeTexture(gl.TEXTURE0 + unit);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.R8UI, width, height, 0, gl.RED_INTEGER, gl.UNSIGNED_BYTE, data);
  }

  index(data) {
    this.upload(0, data, this.width, this.height);
  }

  palette(data, unit = 2) {
    const { gl } = this;
    gl.activeTexture(gl.TEXTURE0 + unit);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, 256, 1, 0, gl.RGBA, gl.UNSIGNED_BYTE, data);
  }

  plans(data) {
    this.palette(data, 3);
  }

  marks(data) {
    this.lit = data !== null;
    if (data) this.upload(1, data, this.width, this.height);
  }

  draw({ x, y, scale, open, paper }) {
    const { gl, canvas } = this;
    gl.viewport(0, 0, canvas.width, canvas.height);
    gl.uniform2f(this.place("origin"), x, y);
    gl.uniform4f(this.place("open"), ...open);
    gl.uniform1f(this.place("scale"), scale);
    gl.uniform1f(this.place("height"), canvas.height);
    gl.uniform1f(this.place("lit"), this.lit ? 1 : 0);
    gl.uniform3f(this.place("paper"), ...paper.map((value) => value / 255));
    gl.drawArrays(gl.TRIANGLES, 0, 3);
  }
}

function program(gl) {
  const made = gl.createProgram();
  for (const [kind, source] of [[gl.VERTEX_SHADER, VERTEX], [gl.FRAGMENT_SHADER, FRAGMENT]]) {
    const shader = gl.createShader(kind);
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS)) throw new Error(gl.getShaderInfoLog(shader));
    gl.attachShader(made, shader);
  }
  gl.linkProgram(made);
  return made;
}

class FlatPainter {
  constructor(canvas, width, height) {
    Object.assign(this, { kind: "2d", canvas, width, height, stale: true });
    this.sheet = Object.assign(document.createElement("canvas"), { width, height });
    this.inks = this.sheet.getContext("2d");
    this.image = this.inks.createImageData(width, height);
    this.data = { index: new Uint8Array(width * height), palette: new Uint8Array(1024), plans: new Uint8Array(1024), marks: null };
  }

  index(data) {
    this.keep("index", data);
  }

  palette(data) {
    this.keep("palette", data);
  }

  plans(data) {
    this.keep("plans", data);
  }

  marks(data) {
    this.keep("marks", data);
  }

  keep(name, data) {
    this.data[name] = data;
    this.stale = true;
  }

  draw({ x, y, scale, open, paper }) {
    if (this.stale || String(open) !== this.open) this.color(open, paper);
    const context = this.canvas.getContext("2d");
    context.fillStyle = `rgb(${paper.join(",")})`;
    context.fillRect(0, 0, this.canvas.width, this.canvas.height);
    context.imageSmoothingEnabled = scale < 1;
    context.drawImage(this.sheet, -x * scale, -y * scale, this.width * scale, this.height * scale);
  }

  color(open, paper) {
    const { index, palette, plans, marks } = this.data;
    const { data } = this.image;
    for (let i = 0; i < index.length; i++) {
      const [column, row] = [i % this.width, Math.floor(i / this.width)];
      const closed = column < open[0] || row < open[1] || column >= open[2] || row >= open[3];
      const share = closed ? 0.12 : marks && marks[i] === 0 ? 0.22 : 1;
      for (let c = 0; c < 3; c++) {
        let value = palette[4 * index[i] + c];
        if (marks && marks[i] > 1) value = (value + plans[4 * (marks[i] - 2) + c]) / 2;
        data[4 * i + c] = paper[c] + (value - paper[c]) * share;
      }
      data[4 * i + 3] = 255;
    }
    this.inks.putImageData(this.image, 0, 0);
    this.stale = false;
    this.open = String(open);
  }
}
