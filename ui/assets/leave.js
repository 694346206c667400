// Signing out: what was typed and not saved is forgotten, here and in the other tabs, which leave for the first page. The
// server asks the browser for the same (Clear-Site-Data), which browsers heed over HTTPS and on this computer alone.
(() => {
  "use strict";
  for (const form of document.querySelectorAll("form[data-leave]")) {
    form.addEventListener("submit", () => {
      for (const key of Object.keys(sessionStorage)) if (key.startsWith("mentor-kept:")) sessionStorage.removeItem(key);
      if ("BroadcastChannel" in self) new BroadcastChannel("mentor-left").postMessage("left");
    });
  }
})();
