// Every field of a contest's rules, by the groups in which a clerk fills them in (docs/contest-format.md has the same).

/**
 * @typedef {{ name: string, kind: "text" | "number" | "tick" | "choice" | "category" | "kind" | "amount", options?: string[], least?: number, most?: number, required?: boolean, wide?: boolean, fallback?: any }} CellSpec
 *   one field of a list's item
 * @typedef {{ name: string, kind: "text" | "moment" | "number" | "minutes" | "choice" | "tick" | "lines" | "order" | "rows",
 *             fallback?: any, options?: string[], least?: number, most?: number, required?: boolean, cells?: CellSpec[], ids?: boolean, paste?: boolean }} FieldSpec
 *   fallback: what an absent one means; ids: items have an id made of their name; paste: names can be pasted
 */

/** @type {CellSpec[]} */
const PRIZE = [
  { name: "title", kind: "text", required: true, wide: true },
  { name: "count", kind: "number", least: 1, most: 1000, required: true },
  { name: "amount_vnd", kind: "amount", least: 0, required: true },
  { name: "award", kind: "text", wide: true },
];

/** @type {Record<string, FieldSpec[]>} */
export const GROUPS = {
  "chung": [
    { name: "title", kind: "text", required: true },
    { name: "host", kind: "text", required: true },
    { name: "contact", kind: "text", required: true },
  ],
  "thoi-gian": [
    { name: "opens_at", kind: "moment", required: true },
    { name: "closes_at", kind: "moment", required: true },
    { name: "ranking.complaint_days", kind: "number", fallback: 5, most: 365 },
    { name: "ranking.claim_days", kind: "number", fallback: 30, most: 365 },
    { name: "retention_days", kind: "number", fallback: 90, least: 1, most: 3650 },
  ],
  "nguoi-du-thi": [
    { name: "identity.field", kind: "choice", options: ["phone", "citizen_id"], fallback: "phone" },
    { name: "identity.categories", kind: "lines", required: true },
    { name: "identity.min_age", kind: "number", most: 120 },
    { name: "identity.max_age", kind: "number", most: 120 },
    { name: "identity.excluded", kind: "rows", fallback: [], cells: [
      { name: "id", kind: "text", required: true },
      { name: "role", kind: "text", fallback: "Ban Tổ chức" },
    ] },
  ],
  "linh-vuc": [
    { name: "topics", kind: "rows", fallback: [], ids: true, paste: true, cells: [
      { name: "name", kind: "text", required: true, wide: true },
      { name: "quota", kind: "number", most: 100 },
    ] },
  ],
  "de-thi": [
    { name: "paper.time_limit_s", kind: "minutes" },
    { name: "paper.reveal_score", kind: "choice", options: ["after_close", "on_submit"], fallback: "after_close" },
    { name: "paper.attempts", kind: "number", fallback: 1, most: 50 },
    { name: "paper.shuffle_options", kind: "tick", fallback: true },
    { name: "paper.require_all_answers", kind: "tick", fallback: false },
    { name: "paper.points_per_question", kind: "number", fallback: 1, least: 1, most: 1000 },
    { name: "paper.draft_interval_s", kind: "number", fallback: 180, most: 3600 },
    { name: "fairness.min_seconds_per_question", kind: "number", fallback: 2, most: 60 },
    { name: "prediction.prompt", kind: "text" },
    { name: "prediction.target", kind: "choice", options: ["", "full_marks", "participants", "attempts"], fallback: "" },
  ],
  "xep-hang": [
    { name: "ranking.order", kind: "order", options: ["score", "elapsed", "submitted_at", "prediction", "attempts", "registered_at"], fallback: ["score", "elapsed", "submitted_at"] },
    { name: "ranking.last_resort", kind: "choice", options: ["organizers", "share", "draw"], fallback: "organizers" },
    { name: "ranking.draw_source", kind: "text" },
    { name: "ranking.one_collective_prize_per_unit", kind: "tick", fallback: false },
    { name: "approval.second_person", kind: "tick", fallback: false },
    { name: "approval.units_confirm", kind: "tick", fallback: false },
  ],
  "giai-thuong": [
    { name: "prizes.individual", kind: "rows", fallback: [], cells: [
      ...PRIZE,
      { name: "category", kind: "category" },
      { name: "min_score", kind: "number", least: 1, most: 100 },
      { name: "full_marks_only", kind: "tick", fallback: false },
    ] },
    { name: "prizes.collective", kind: "rows", fallback: [], cells: [
      ...PRIZE,
      { name: "metric", kind: "choice", required: true, options: ["participants", "attempts", "participation_rate", "full_marks", "correct_answers", "average_score"] },
      { name: "unit_kind", kind: "kind" },
      { name: "min_participants", kind: "number", least: 1 },
      { name: "min_rate", kind: "number", least: 1, most: 100 },
    ] },
    { name: "prizes.manual", kind: "rows", fallback: [], cells: PRIZE },
  ],
  "don-vi": [
    { name: "units", kind: "rows", fallback: [], ids: true, paste: true, cells: [
      { name: "name", kind: "text", required: true, wide: true },
      { name: "kind", kind: "kind" },
      { name: "headcount", kind: "number", least: 1 },
    ] },
  ],
};

/** The names of each group's fields; those that have no input of their own are told with the group. */
export const NAMES = Object.fromEntries(Object.entries(GROUPS).map(([group, fields]) => [group, fields.map((field) => field.name)]));
NAMES["linh-vuc"].push("paper.quota");
NAMES.chung.push("slug", "logo", "series");
NAMES["giai-thuong"].push("prizes");
