// Keeps what is being typed until it was saved, in this tab alone (sessionStorage): a server that restarts, a session that
// ends, a page that is left or a network that goes takes no word with it. Nothing leaves the browser; signing out (leave.js),
// saving, and whoever signs in next empty it. A field is known by its page and its widget's key; digits behind a
// double underscore (`note-text__2`) change from one empty form to the next and are not part of its name.
(() => {
  "use strict";
  const owner = document.documentElement.dataset.person || "";
  const ours = "mentor-kept:";
  const prefix = `${ours}${owner}:`;
  const store = sessionStorage;
  const keys = (begin) => Object.keys(store).filter((key) => key.startsWith(begin));
  // Before anyone is known (the first start) nobody's words are thrown away; after that only the person's own stay.
  if (owner) for (const key of keys(ours)) if (!key.startsWith(prefix)) store.removeItem(key);

  // ---- which field is which

  const TYPED = "textarea, input[type=text]:not([role=combobox])";
  const CHOSEN = "input[role=combobox], input[role=switch], input[type=number], input[type=date], input[type=radio]";
  const NAMES = ["note", "draft", "document", "kind", "type"];
  const BEGINS = "st-key-";
  const pageOf = () => {
    const asked = new URLSearchParams(location.search);
    return location.pathname + NAMES.map((name) => (asked.has(name) ? `;${name}=${asked.get(name)}` : "")).join("");
  };
  const nameOf = (field) => {
    const widget = field.closest(`[class*=${BEGINS}]`);
    const own = widget && [...widget.classList].find((name) => name.startsWith(BEGINS));
    const name = own ? own.slice(BEGINS.length).replace(/__\d+/g, "") : field.name || field.getAttribute("aria-label");
    return field.type === "radio" ? `${name}:${field.value}` : name;
  };
  const keyOf = (field) => {
    const name = nameOf(field);
    return name ? `${prefix}${pageOf()}#${name}` : null;
  };
  const labelOf = (field) => {
    const widget = field.closest(`[class*=${BEGINS}]`);
    const label = (widget && widget.querySelector("label")) || field.closest("label");
    return (field.getAttribute("aria-label") || (label && label.textContent) || "").trim();
  };
  const formOf = (field) => field.closest("[data-testid=stForm], form") || null;
  const isSwitch = (field) => field.type === "checkbox" || field.type === "radio";
  const valueOf = (field) => (isSwitch(field) ? (field.checked ? "on" : "off") : field.value);

  // ---- keeping

  const begun = new WeakMap(); // what stood in a field before it was typed in
  const read = (key) => {
    try {
      return JSON.parse(store.getItem(key));
    } catch (damaged) {
      store.removeItem(key);
      return null;
    }
  };
  const keep = (field) => {
    const key = keyOf(field);
    if (!key) return;
    const base = begun.has(field) ? begun.get(field) : "";
    try {
      if (valueOf(field) === base || (field.type === "radio" && !field.checked)) store.removeItem(key);
      else store.setItem(key, JSON.stringify({ text: valueOf(field), base, label: labelOf(field) }));
    } catch (full) {
      say("This browser has no room to keep what you type: save often.");
    }
  };
  // A field may be entered before it was looked at, and may get what is saved in it some moments after it is shown.
  const touched = new WeakSet();
  document.addEventListener("focusin", (event) => {
    const field = event.target;
    if (!field.matches || !field.matches(`${TYPED}, ${CHOSEN}`)) return;
    if (!begun.has(field)) meet(field);
    else if (!touched.has(field)) begun.set(field, valueOf(field));
  }, true);
  document.addEventListener("input", (event) => {
    if (!event.isTrusted || !event.target.matches || !event.target.matches(TYPED)) return;
    touched.add(event.target);
    keep(event.target);
    if (Date.now() - checked > 15000) check();
  }, true);
  // What is picked in a form that is also typed in is kept with its words: the day, whom it is for, whether it is shared.
  const picked = (event) => {
    const form = event.isTrusted && event.target.closest && (formOf(event.target) || inForm(event));
    if (form) setTimeout(() => { if (form.isConnected) keepPicked(form); }, 250);
  };
  const keepPicked = (within) => {
    for (const one of within.querySelectorAll(CHOSEN)) {
      if (formOf(one) && begun.has(one) && typedIn(formOf(one))) keep(one);
    }
  };
  // A list of choices opens outside of the form: the field that opened it still has the focus.
  const inForm = () => document.activeElement && formOf(document.activeElement);
  for (const what of ["click", "change", "focusout"]) document.addEventListener(what, picked, true);
  addEventListener("pagehide", () => keepPicked(document));

  // ---- bringing back

  const put = (field, text) => {
    const kind = field.tagName === "TEXTAREA" ? HTMLTextAreaElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(kind.prototype, "value").set.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const press = (field, key) => field.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  const later = (milliseconds) => new Promise((done) => { setTimeout(done, milliseconds); });
  const bring = async (field, text) => {
    if (isSwitch(field)) {
      if (valueOf(field) !== text) field.click();
    } else if (field.getAttribute("role") === "combobox") {
      const had = document.activeElement;
      field.focus();
      put(field, text);
      await later(200);
      if (!document.querySelector("[role=option][data-focused]")) press(field, "ArrowDown");
      await later(50);
      press(field, "Enter");
      await later(50);
      field.blur();
      if (had && had !== document.body && had.isConnected) had.focus();
    } else {
      put(field, text);
      // A field that stands in no form is taken when it is left.
      if (!formOf(field) || !field.matches(TYPED)) field.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
    }
  };
  const typedIn = (form) => !form || [...form.querySelectorAll(TYPED)].some((field) => {
    const key = keyOf(field);
    return key && store.getItem(key) !== null;
  });
  let pending = Promise.resolve();
  const meet = (field, patient = true) => {
    begun.set(field, valueOf(field));
    const key = keyOf(field);
    const kept = key && read(key);
    if (!kept || field.disabled || field.readOnly) return;
    if (kept.text === valueOf(field)) return begun.set(field, kept.base);
    if (!field.matches(TYPED)) {
      if (!typedIn(formOf(field))) return store.removeItem(key);
    } else if (kept.base !== valueOf(field)) {
      if (!patient) differs(field, key, kept);
      else setTimeout(() => { if (field.isConnected && !touched.has(field)) meet(field, false); }, 600);
      return;
    }
    touched.add(field);
    pending = pending.then(async () => {
      if (!field.isConnected) return;
      await bring(field, kept.text);
      if (field.matches(TYPED)) told("What you had typed is back in its place. It is not saved yet.");
      else if (valueOf(field) !== kept.text) told(`Look at “${kept.label}” again: it was ${kept.text}.`);
      else if (field.type === "checkbox") told(`“${kept.label}” is ${kept.text}, as you had left it.`);
    });
  };
  let clashes = [];
  const differs = (field, key, kept) => {
    clashes.push([field, key, kept]);
    const labels = clashes.map(([, , one]) => `“${one.label}”`).join(", ");
    const settle = (act) => () => { clashes.filter(([one]) => one.isConnected).forEach(act); clashes = []; };
    say(`What you had typed under ${labels} is still here, but what is saved there has changed meanwhile.`, true, [
      ["Put mine in the field", settle(([one, , had]) => { touched.add(one); put(one, had.text); })],
      ["Forget mine", settle(([, name]) => store.removeItem(name))],
    ]);
  };
  // Said together: several fields of one form come back at once.
  let lines = [];
  const told = (line) => {
    if (!lines.includes(line)) lines.push(line);
    say(lines.join(" "), false, [], () => { lines = []; });
  };

  // A page says with <span data-saved="key"> that what was typed in the fields whose keys begin so is safe.
  const forget = (mark) => {
    const begin = mark.dataset.saved.replace(/[^\w-]/g, "-");
    for (const key of keys(prefix)) if (!begin || key.slice(key.indexOf("#") + 1).startsWith(begin)) store.removeItem(key);
    for (const field of document.querySelectorAll(`${TYPED}, ${CHOSEN}`)) {
      if ((nameOf(field) || "").startsWith(begin)) begun.set(field, valueOf(field));
    }
  };
  const look = () => {
    for (const mark of document.querySelectorAll("[data-saved]")) {
      const once = `${mark.dataset.saved}\n${mark.dataset.when || ""}`;
      if (mark.mentorSeen === once) continue;
      mark.mentorSeen = once;
      forget(mark);
    }
    for (const kind of [TYPED, CHOSEN]) {
      for (const field of document.querySelectorAll(kind)) if (!begun.has(field)) meet(field);
    }
    const app = document.querySelector("[data-test-connection-state]");
    if (app && app.dataset.testConnectionState !== "CONNECTED" && app.dataset.testConnectionState !== "INITIAL") lost();
    clearTimeout(settled);
    settled = setTimeout(unseen, 2500);
  };
  // Words whose field is not shown: their form was closed, or is another part of the page.
  let settled = 0;
  const unseen = () => {
    const app = document.querySelector("[data-test-script-state]");
    if (!owner || !app || app.dataset.testScriptState !== "notRunning" || (bar && !bar.hidden)) return;
    const shown = new Set([...document.querySelectorAll(TYPED)].map(keyOf));
    const here = `${prefix}${pageOf()}#`;
    const hidden = keys(here).filter((key) => !shown.has(key) && !reminded.has(key)).map((key) => [key, read(key)]);
    const typed = hidden.filter(([, kept]) => kept && kept.label && kept.text !== "on" && kept.text !== "off");
    if (!typed.length) return;
    for (const [key] of typed) reminded.add(key);
    say(`What you typed under “${typed[0][1].label}” is not saved. Open its form again and it comes back.`, true, [
      ["Forget it", () => hidden.forEach(([key]) => store.removeItem(key))],
    ]);
  };
  const reminded = new Set();
  // Streamlit tells a lost connection by a dialog of raw server words over the page; ours is said in the bar.
  const unsaid = () => {
    for (const dialog of document.querySelectorAll("[role=dialog]")) {
      const close = dialog.querySelector("button[aria-label=Close]");
      if (!close || dismissed.has(dialog) || !dialog.textContent.trim().startsWith("Connection error")) continue;
      // Once: closing changes the page, which brings us here again while the dialog still fades.
      dismissed.add(dialog);
      lost();
      close.click();
      setTimeout(() => dismissed.delete(dialog), 1000);
    }
  };
  const dismissed = new WeakSet();
  let waiting = false;
  new MutationObserver(() => {
    unsaid();
    if (waiting) return;
    waiting = true;
    setTimeout(() => { waiting = false; look(); }, 120);
  }).observe(document, {
    childList: true, subtree: true, attributes: true,
    attributeFilter: ["data-saved", "data-when", "data-test-connection-state", "data-test-script-state"],
  });

  // ---- saying

  let bar = null;
  let timer = 0;
  function say(text, stay, ways = [], gone = null) {
    if (!bar) {
      bar = document.createElement("div");
      bar.className = "mc-bar";
      bar.setAttribute("role", "status");
      document.body.append(bar);
    }
    bar.textContent = text;
    for (const [name, act] of [...ways, ...(stay && !ways.length ? [] : [["Close", () => {}]])]) {
      const way = document.createElement(typeof act === "string" ? "a" : "button");
      way.textContent = name;
      if (typeof act === "string") way.href = act;
      else way.addEventListener("click", () => { quiet(); act(); });
      bar.append(" ", way);
    }
    bar.hidden = false;
    clearTimeout(timer);
    const quiet = () => { bar.hidden = true; if (gone) gone(); };
    if (!stay) timer = setTimeout(quiet, 12000);
  }

  // ---- whether the app answers, and who is signed in

  let state = "here"; // or "away", "out"
  let checked = 0;
  let again = 0;
  const check = async () => {
    if (!owner) return;
    checked = Date.now();
    clearTimeout(again);
    let person = null;
    try {
      const answer = await fetch("/here", { cache: "no-store" });
      if (answer.ok) person = (await answer.json()).person;
    } catch (gone) {
      // Said below: nobody answered.
    }
    if (person === null) {
      if (state !== "away") say("The app does not answer. What you typed stays in this tab: keep it open, it goes on by itself.", true);
      state = "away";
    } else if (person === "") {
      if (state !== "out") {
        const back = encodeURIComponent(location.pathname + location.search);
        say("You have been signed out. Sign in again: what you typed is kept.", true, [["Sign in", `/sign-in?next=${back}`]]);
      }
      state = "out";
    } else if (person !== owner) {
      location.reload(); // somebody else is signed in in this browser now: nothing of this person's stays on the screen
    } else if (state !== "here") {
      state = "here";
      say("The app answers again.");
    }
    if (state !== "here") again = setTimeout(check, state === "away" ? 2000 : 10000);
  };
  // The page's own connection says when something is amiss; nothing is asked while all is well.
  const lost = () => { if (state === "here" && Date.now() - checked > 1000) check(); };
  addEventListener("offline", check);
  addEventListener("online", check);
  addEventListener("focus", () => { if (Date.now() - checked > 5000) check(); });
  addEventListener("pageshow", (event) => { if (event.persisted) check(); });
  // Another tab signed out: nothing typed stays in this one either (leave.js).
  if ("BroadcastChannel" in self) {
    new BroadcastChannel("mentor-left").addEventListener("message", () => {
      for (const key of keys(ours)) store.removeItem(key);
      location.replace("/sign-in");
    });
  }
  look();
})();
