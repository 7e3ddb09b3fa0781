// Makes password fields kinder: shows what was typed, hints at its strength, and tells at once that two entries differ.
// The forms work without it, and what it says is only a hint: the server decides.
"use strict";

const TYPING_PAUSE_MS = 300;

/** A button that shows and hides the password beside it; screen readers are told which. */
function addShowButton(box) {
  const input = box.querySelector("input");
  const button = document.createElement("button");
  const status = document.createElement("span");
  button.type = "button";
  button.className = "show";
  status.className = "unseen";
  status.setAttribute("role", "status");

  function show(isShown) {
    input.type = isShown ? "text" : "password";
    button.textContent = isShown ? box.dataset.hide : box.dataset.show;
    button.setAttribute("aria-label", isShown ? box.dataset.hideWhat : box.dataset.showWhat);
  }

  button.addEventListener("click", () => {
    show(input.type === "password");
    status.textContent = input.type === "text" ? box.dataset.shown : box.dataset.hidden;
  });
  // A browser would offer again later what was typed into a field of plain text.
  input.form.addEventListener("submit", () => show(false));
  // A page that comes back by the back button is shown as it was left.
  window.addEventListener("pageshow", () => show(false));
  show(false);
  input.spellcheck = false;
  input.autocapitalize = "none";
  box.append(button, status);
}

/** How many characters the ones before do not suggest: no repetition, no neighbour in the alphabet, no pair seen before. */
function surprises(characters) {
  const pairs = new Set();
  let count = 0;
  characters.forEach((character, i) => {
    const before = characters[i - 1] ?? "";
    const step = before === "" ? 2 : Math.abs(character.codePointAt(0) - before.codePointAt(0));
    const pair = before + character;
    if (step > 1 && !pairs.has(pair)) {
      count += 1;
    }
    pairs.add(pair);
  });
  return count;
}

function strengthOf(password, minimum) {
  const characters = [...password.toLowerCase()];
  if (characters.length < minimum) {
    return "missing";
  }
  const surprising = surprises(characters);
  if (surprising < minimum * 0.6) {
    return "easy";
  }
  return surprising <= minimum ? "fair" : "good";
}

/** Tells about the strength once typing pauses, so that screen readers are not interrupted by each key. */
function hintAtStrength(input, hint) {
  const minimum = Number(hint.dataset.minimum);

  function tell() {
    const length = [...input.value].length;
    if (length === 0) {
      hint.dataset.strength = "none";
      hint.textContent = hint.dataset.decides;
      return;
    }
    const strength = strengthOf(input.value, minimum);
    const missing = minimum - length;
    const text = strength === "missing" && missing === 1 ? hint.dataset.missingOne : hint.dataset[strength];
    hint.dataset.strength = strength;
    hint.textContent = text.replace("{n}", missing) + " " + hint.dataset.decides;
  }

  // From the start, because what comes in later would move the button away from under the finger.
  tell();
  afterTyping(input, tell);
}

/** Tells that the entries differ when the second is left, and from then on while either is mended. */
function compare(input, again, reason) {
  let wasLeft = false;

  function tell() {
    const differ = wasLeft && again.value !== "" && again.value !== input.value;
    reason.textContent = differ ? reason.dataset.mismatch : "";
    if (differ) {
      again.setAttribute("aria-invalid", "true");
    } else {
      again.removeAttribute("aria-invalid");
    }
  }

  again.addEventListener("blur", (event) => {
    wasLeft ||= again.value !== "";
    // Words that come in while the button is pressed would move it away; then the server tells.
    if (event.relatedTarget?.type !== "submit") {
      setTimeout(tell, TYPING_PAUSE_MS);
    }
  });
  [input, again].forEach((field) => afterTyping(field, () => wasLeft && tell()));
}

function afterTyping(input, tell) {
  let pause;
  input.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(tell, TYPING_PAUSE_MS);
  });
}

document.querySelectorAll(".secret").forEach(addShowButton);

const password = document.getElementById("password");
const again = document.getElementById("again");
if (again) {
  hintAtStrength(password, document.getElementById("strength"));
  compare(password, again, document.getElementById("again-reason"));
}

// For browsers that give the focus to form fields only.
window.addEventListener("load", () => {
  if (document.activeElement === document.body) {
    document.querySelector("[role=alert][autofocus]")?.focus();
  }
});
