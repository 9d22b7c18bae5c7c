// The page: its parts are elements beside it, which the browser is still reading when this begins.

import { mount } from "./explorer.js";

const PATIENCE = 30; // ms between two looks

/** A packed text, once the browser has read all of it; its element is emptied. */
async function part(name) {
  for (;;) {
    const element = document.getElementById(name);
    if (element && (element.nextElementSibling || document.readyState !== "loading")) {
      const text = element.textContent;
      element.textContent = "";
      return text;
    }
    if (!element && document.readyState !== "loading") throw new Error(`it is not whole, ${name} is missing`);
    await new Promise((resolve) => setTimeout(resolve, PATIENCE));
  }
}

const head = JSON.parse(document.getElementById("head").textContent);
window.explorer = mount(document.getElementById("explorer"), { head, part, hash: true });
