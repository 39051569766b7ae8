// Time that passes when a test says so: timers and the clock of everything that runs meanwhile.

/** Replaces setTimeout, clearTimeout and Date.now until `restore`. */
export function virtualTime(start) {
  const real = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout, now: Date.now };
  const waiting = new Map();
  const queue = [];
  let now = start;
  let last = 0;

  function push(at, id) {
    let i = queue.push({ at, id }) - 1;
    while (i > 0 && queue[(i - 1) >> 1].at > queue[i].at) {
      const parent = (i - 1) >> 1;
      [queue[i], queue[parent]] = [queue[parent], queue[i]];
      i = parent;
    }
  }

  function pop() {
    const first = queue[0];
    const end = queue.pop();
    if (queue.length) {
      queue[0] = end;
      for (let i = 0; ;) {
        const next = [2 * i + 1, 2 * i + 2].filter((child) => child < queue.length && queue[child].at < queue[i].at)
          .sort((a, b) => queue[a].at - queue[b].at)[0];
        if (next === undefined) break;
        [queue[i], queue[next]] = [queue[next], queue[i]];
        i = next;
      }
    }
    return first;
  }

  globalThis.setTimeout = (act, ms = 0) => {
    last += 1;
    waiting.set(last, act);
    push(now + Math.max(0, ms), last);
    return last;
  };
  globalThis.clearTimeout = (id) => void waiting.delete(id);
  Date.now = () => now;

  return {
    now: () => now,
    restore: () => Object.assign(globalThis, { setTimeout: real.setTimeout, clearTimeout: real.clearTimeout }) && (Date.now = real.now),
    /** Runs everything that is due until then, each with what it leads to at once. */
    async until(end) {
      while (queue.length && queue[0].at <= end) {
        const { at, id } = pop();
        const act = waiting.get(id);
        if (!act) continue;
        waiting.delete(id);
        now = at;
        act();
        await new Promise((done) => setImmediate(done));
      }
      now = end;
    },
  };
}
