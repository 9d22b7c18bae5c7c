// Draws a canvas of palette indices, enlarged, in crisp pixels: by WebGL2, or by a 2D canvas where there is none.

const VERTEX = `#version 300 es
void main() { gl_Position = vec4(vec2[3](vec2(-1, -1), vec2(3, -1), vec2(-1, 3))[gl_VertexID], 0, 1); }`;

const TEXTURES = ["pixels", "marks", "colors", "plans"];

// Drawn in software, what a shader does not need is felt: so there is one for each of four cases.
const FRAGMENT = `
precision highp float; precision highp int; precision highp usampler2D;
uniform usampler2D pixels, marks; uniform sampler2D colors, plans;
uniform vec2 size, origin; uniform vec4 open; uniform float scale, height; uniform vec3 paper;
out vec4 color;
vec3 at(vec2 place) {
  ivec2 pixel = ivec2(floor(place));
  vec3 shown = texelFetch(colors, ivec2(int(texelFetch(pixels, pixel, 0).r), 0), 0).rgb;
#ifdef LIT
  uint mark = texelFetch(marks, pixel, 0).r;
  vec3 wanted = texelFetch(plans, ivec2(int(mark) - 2, 0), 0).rgb;
  vec2 inside = abs(fract(place) - .5);
  float reach = max(inside.x, inside.y);
  vec3 marked = scale < 6. ? mix(shown, wanted, .5) : reach < .22 ? wanted : reach < .3 ? paper : shown;
  shown = mark == 0u ? mix(paper, vec3(dot(shown, vec3(.3, .59, .11))), .22) : mark == 1u ? shown : marked;
#endif
  vec2 opened = step(open.xy, place) * (1. - step(open.zw, place)), there = step(vec2(0), place) * (1. - step(size, place));
  return mix(paper, shown, there.x * there.y * mix(.12, 1., opened.x * opened.y));
}
void main() {
  vec2 place = origin + vec2(gl_FragCoord.x, height - gl_FragCoord.y) / scale;
#ifdef SMALL
  vec2 step = vec2(.25, -.25) / scale;
  color = vec4((at(place + step.xx) + at(place + step.xy) + at(place + step.yx) + at(place + step.yy)) / 4., 1);
#else
  color = vec4(at(place), 1);
#endif
}`;

/** The better of both for an element: `index`, `palette` and `marks` take data, `draw` shows it. */
export function painter(canvas, width, height) {
  const gl = canvas.getContext("webgl2", { alpha: false, antialias: false, preserveDrawingBuffer: true });
  return gl ? new GlPainter(canvas, gl, width, height) : new FlatPainter(canvas, width, height);
}

class GlPainter {
  constructor(canvas, gl, width, height) {
    Object.assign(this, { kind: "webgl2", canvas, gl, width, height, lit: false, sizes: [] });
    this.programs = {};
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
    for (const unit of TEXTURES.keys()) this.texture(unit);
    this.index(new Uint8Array(width * height));
    this.upload(1, new Uint8Array(1), 1, 1);
  }

  /** Use the program of a case; it is made when it is first needed. */
  use(small, lit) {
    const { gl } = this;
    const cases = `${small ? "#define SMALL\n" : ""}${lit ? "#define LIT\n" : ""}`;
    this.programs[cases] ??= program(gl, cases);
    this.program = this.programs[cases];
    gl.useProgram(this.program);
    TEXTURES.forEach((name, unit) => gl.uniform1i(this.place(name), unit));
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
    if (this.sizes[unit] === width) gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, width, height, gl.RED_INTEGER, gl.UNSIGNED_BYTE, data);
    else gl.texImage2D(gl.TEXTURE_2D, 0, gl.R8UI, width, height, 0, gl.RED_INTEGER, gl.UNSIGNED_BYTE, data);
    this.sizes[unit] = width;
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
    this.use(scale < 1, this.lit);
    gl.viewport(0, 0, canvas.width, canvas.height);
    gl.uniform2f(this.place("size"), this.width, this.height);
    gl.uniform2f(this.place("origin"), x, y);
    gl.uniform4f(this.place("open"), ...open);
    gl.uniform1f(this.place("scale"), scale);
    gl.uniform1f(this.place("height"), canvas.height);
    gl.uniform3f(this.place("paper"), ...paper.map((value) => value / 255));
    gl.drawArrays(gl.TRIANGLES, 0, 3);
  }
}

function program(gl, cases) {
  const made = gl.createProgram();
  for (const [kind, source] of [[gl.VERTEX_SHADER, VERTEX], [gl.FRAGMENT_SHADER, `#version 300 es\n${cases}${FRAGMENT}`]]) {
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
