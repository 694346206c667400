// Keeps what is being typed until it was saved, in this tab alone (sessionStorage): a server that restarts, a session that
// ends or a network that goes takes no word with it. Nothing leaves the browser, and signing out empties it.
(() => {
  "use strict";
  const owner = document.documentElement.dataset.person || "";
  const prefix = `mentor-kept:${owner}:`;
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith("mentor-kept:") && !key.startsWith(prefix)) sessionStorage.removeItem(key);
  }
  const fields = "textarea, input[type=text]";
  const keyOf = (field) => {
    const label = field.getAttribute("aria-label");
    return label ? `${prefix}${location.pathname}${location.search}:${label}` : null;
  };
  const put = (field, text) => {
    const kind = field.tagName === "TEXTAREA" ? HTMLTextAreaElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(kind.prototype, "value").set.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  document.addEventListener("input", (event) => {
    const field = event.target;
    if (!event.isTrusted || !field.matches || !field.matches(fields)) return;
    const key = keyOf(field);
    if (!key) return;
    try {
      if (field.value) sessionStorage.setItem(key, field.value);
      else sessionStorage.removeItem(key);
    } catch (full) {
      say("This browser has no room to keep what you type: save often.");
    }
  }, true);

  // A page says with <span data-saved="label"> that the text under that label is safe, so that it is not brought back.
  const seen = new WeakSet();
  const look = () => {
    for (const mark of document.querySelectorAll("[data-saved]")) {
      const once = mark.dataset.saved + "\n" + (mark.dataset.when || "");
      if (mark.mentorSeen === once) continue;
      mark.mentorSeen = once;
      for (const key of Object.keys(sessionStorage)) {
        if (key.startsWith(prefix) && key.endsWith(`:${mark.dataset.saved}`)) sessionStorage.removeItem(key);
      }
    }
    for (const field of document.querySelectorAll(fields)) {
      if (seen.has(field)) continue;
      seen.add(field);
      const key = keyOf(field);
      const kept = key && sessionStorage.getItem(key);
      if (kept && !field.value && !field.disabled) {
        put(field, kept);
        say("What you had typed is back in its place. It is not saved yet.");
      }
    }
  };
  let waiting = false;
  new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => { waiting = false; look(); }, 120);
  }).observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-saved", "data-when"] });

  let bar = null;
  let timer = 0;
  function say(text, stay) {
    if (!bar) {
      bar = document.createElement("div");
      bar.className = "mc-bar";
      bar.setAttribute("role", "status");
      document.body.append(bar);
    }
    bar.textContent = text;
    bar.hidden = false;
    clearTimeout(timer);
    if (!stay) timer = setTimeout(() => { bar.hidden = true; }, 8000);
  }
  // The page's own connection shows whether the server answers; ask now and then while something is typed.
  let away = false;
  const check = async () => {
    try {
      await fetch("/api/v1/health", { cache: "no-store" });
      if (away) { away = false; say("The app answers again."); }
    } catch (gone) {
      away = true;
      say("The app does not answer. What you type stays in this tab; keep it open.", true);
    }
  };
  setInterval(() => { if (away || document.hasFocus()) check(); }, 5000);
  addEventListener("offline", check);
  addEventListener("online", check);
})();
