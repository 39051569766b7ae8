// Words, times and sums as residents read them. Every time is Vietnam's, whatever the phone is set to.

/** @typedef {keyof typeof import("../../lang/vi.json") | keyof typeof import("../../lang/ledger/vi.json")
 *           | import("./console-keys.js").ConsoleKey} MessageKey */
/** @typedef {Partial<Record<MessageKey, string>>} Messages */

export const ICT_OFFSET = 7 * 3600000;
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
export const WEEKDAYS = /** @type {const} */ (["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]);

/** @type {Messages} */
let messages = {};

/** The sentences that this page came with. @param {Messages} catalogue */
export function useMessages(catalogue) {
  messages = catalogue;
}

/** More sentences, for a screen that comes later. @param {Messages} catalogue */
export function addMessages(catalogue) {
  messages = { ...messages, ...catalogue };
}

/**
 * @param {MessageKey} key
 * @param {Record<string, string | number>} [params]
 */
export function t(key, params = {}) {
  return (messages[key] || key).replace(/\{(\w+)\}/g, (_, name) => String(params[name] ?? ""));
}

/** @param {number} n */
const two = (n) => String(n).padStart(2, "0");

/** In groups of three: 3.800.000. @param {number} n */
export function number(n) {
  const digits = String(Math.abs(Math.round(n))).replace(/\B(?=(\d{3})+$)/g, t("number.group"));
  return n < 0 ? `-${digits}` : digits;
}

/** @param {number} amount */
export const money = (amount) => t("money", { amount: number(amount) });

/** Months 1 and 2 carry a zero, the others none: how official papers write a date. @param {number} ms */
export function date(ms) {
  const ict = new Date(ms + ICT_OFFSET);
  const month = ict.getUTCMonth() + 1;
  return t("time.date", { day: two(ict.getUTCDate()), month: month < 3 ? two(month) : month, year: ict.getUTCFullYear() });
}

/** @param {number} ms */
export function clock(ms) {
  const ict = new Date(ms + ICT_OFFSET);
  return t("time.clock", { hours: two(ict.getUTCHours()), minutes: two(ict.getUTCMinutes()) });
}

/** Clock, weekday and date, without the zone. @param {number} ms */
export function moment(ms) {
  const weekday = t(`weekday.${WEEKDAYS[new Date(ms + ICT_OFFSET).getUTCDay()]}`);
  return t("time.moment", { clock: clock(ms), weekday, date: date(ms) });
}

/** The same with the zone in words. @param {number} ms */
export const zonedMoment = (ms) => t("time.zoned", { moment: moment(ms) });

/** To the second, as a receipt needs it. @param {number} ms */
export function exactMoment(ms) {
  const seconds = two(new Date(ms + ICT_OFFSET).getUTCSeconds());
  return t("time.exact", { clock: clock(ms), seconds, date: date(ms) });
}

/** A running clock: 04:09, or 1:04:09. @param {number} ms */
export function stopwatch(ms) {
  const seconds = Math.max(0, Math.floor(ms / SECOND));
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours ? `${hours}:${rest}` : rest;
}

/** In words, its two largest parts; whole seconds. @param {number} ms */
export function duration(ms) {
  const whole = Math.max(0, Math.floor(ms / SECOND) * SECOND);
  return joinParts([
    { key: "duration.days", value: Math.floor(whole / DAY) },
    { key: "duration.hours", value: Math.floor(whole / HOUR) % 24 },
    { key: "duration.minutes", value: Math.floor(whole / MINUTE) % 60 },
    { key: "duration.seconds", value: Math.floor(whole / SECOND) % 60 },
  ]);
}

/** @param {{ key: MessageKey, value: number }[]} parts */
function joinParts(parts) {
  const first = parts.findIndex((part) => part.value > 0);
  if (first < 0) return t("duration.seconds", { value: 0 });
  const shown = parts.slice(first, first + 2).filter((part) => part.value > 0);
  return shown.map((part) => t(part.key, { value: part.value })).join(" ");
}

/** To the thousandth, because places are decided by it. @param {number} ms */
export function exactDuration(ms) {
  const minutes = Math.floor(ms / MINUTE);
  const seconds = `${Math.floor(ms / SECOND) % 60}${t("number.decimal")}${String(ms % SECOND).padStart(3, "0")}`;
  const tail = t("duration.seconds", { value: seconds });
  return minutes ? `${t("duration.minutes", { value: minutes })} ${tail}` : tail;
}

/** The resume code in two groups of four, easier to copy by hand. @param {string} code */
export const grouped = (code) => (code.length === 8 ? `${code.slice(0, 4)}-${code.slice(4)}` : code);

/** The place a committee speaks for: "UBND phường Bồng Sơn" gives "phường Bồng Sơn". @param {string} host */
export const placeOf = (host) => host.replace(/^(UBND|[UỦ][yỷ] ban nhân dân)\s+/iu, "");

/** The kind of place alone, as in "saved at the ward". @param {string} host */
export function placeKind(host) {
  const found = /(?:^|\s)(phường|xã|thị trấn|đặc khu|huyện|thành phố|tỉnh)(?=\s|$)/iu.exec(host.normalize("NFC"));
  return found ? found[1].toLowerCase() : t("place.organizers");
}
