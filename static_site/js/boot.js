// Before the first paint: that there are scripts, so that room is kept for what they show; text size and
// contrast as chosen last time. A classic script, so that nothing flashes.
(function () {
  document.documentElement.setAttribute("data-scripts", "");
  try {
    var kept = JSON.parse(window.localStorage.getItem("hoithi:_:display") || "{}");
    if (kept.size) document.documentElement.setAttribute("data-size", String(kept.size));
    if (kept.contrast) document.documentElement.setAttribute("data-contrast", String(kept.contrast));
  } catch (blocked) {
    // Storage forbidden or damaged: the page looks as usual.
  }
  // Announcements come and go by the clock, before anything is painted below them.
  var arriving = new MutationObserver(sift);
  function sift() {
    var now = Date.now();
    /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-until]")).forEach(function (one) {
      one.hidden = now < Number(one.dataset.from) || now >= Number(one.dataset.until);
    });
  }
  arriving.observe(document.documentElement, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", function () {
    arriving.disconnect();
    sift();
  });
})();
