// For people who work by keyboard or by ear: what Streamlit's own markup leaves out.
(() => {
  "use strict";
  // The name of the page one is on leads to its beginning, and not back to the note or draft that is open there.
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("[data-testid=stSidebarNavLink][aria-current=page]");
    if (!link || !location.search || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    location.assign(link.href);
  }, true);

  // The card of sources that hangs under a sentence can be put away without leaving the sentence.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const sentence of document.querySelectorAll(".mc-s:hover, .mc-s:focus-within")) {
      sentence.classList.add("mc-shut");
      const again = () => sentence.classList.remove("mc-shut");
      sentence.addEventListener("mouseleave", again, { once: true });
      sentence.addEventListener("focusout", again, { once: true });
    }
  });

  // A toast is a dialog whose name is an element that is not there; a place to drop files has a name, but a role that hides it.
  const mend = () => {
    for (const toast of document.querySelectorAll("[data-testid=stToast]:not([aria-label])")) {
      toast.setAttribute("aria-label", toast.textContent.trim().slice(0, 200));
      toast.removeAttribute("aria-labelledby");
    }
    for (const place of document.querySelectorAll("[data-testid=stFileUploaderDropzone][role=presentation]")) {
      place.setAttribute("role", "group");
    }
  };
  let waiting = false;
  new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => { waiting = false; mend(); }, 50);
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
