// What is looked at anew while somebody looks.

const MINUTE = 60000;

/** Now, then each minute; a page that was hidden meanwhile catches up when it is seen again. @param {() => void} act */
export function eachMinute(act) {
  let last = 0;
  function due() {
    if (document.hidden || Date.now() - last < MINUTE) return;
    last = Date.now();
    act();
  }
  due();
  setInterval(due, 1000);
  document.addEventListener("visibilitychange", due);
  window.addEventListener("pageshow", due);
}
