// Words to be heard rather than read.
import { ICT_OFFSET, WEEKDAYS, t } from "./text.js";

/** A moment as one says it: without zeros, the month by name. @param {number} ms */
export function spokenMoment(ms) {
  const ict = new Date(ms + ICT_OFFSET);
  const [hours, minutes] = [ict.getUTCHours(), ict.getUTCMinutes()];
  return t("time.spoken", {
    clock: t(minutes ? "time.spoken_minutes" : "time.spoken_hour", { hours, minutes }),
    weekday: t(`weekday.${WEEKDAYS[ict.getUTCDay()]}`),
    day: ict.getUTCDate(),
    month: ict.getUTCMonth() + 1,
    year: ict.getUTCFullYear(),
  });
}

/** A, B and C. @param {string[]} names */
export function listed(names) {
  const last = names[names.length - 1];
  return names.length < 2 ? last : t("list.and", { first: joined("list.more", names.slice(0, -1)), last });
}

/** One after the other, as the sentence says how one stands before the next. @param {"list.more" | "list.groups"} key @param {string[]} parts */
export const joined = (key, parts) => parts.reduce((first, next) => t(key, { first, next }));
