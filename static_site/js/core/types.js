// Shapes shared by all modules. Types only: no page loads this file.

/** @typedef {{ slug: string, title: string, host: string, opens_at: number, closes_at: number }} ContestSummary */
/** @typedef {{ id: string, name: string, kind: string }} Unit */
/** @typedef {{ title: string, count: number, amount_vnd: number, award?: string | null }} IndividualPrize */
/** @typedef {IndividualPrize & { metric: string }} CollectivePrize */
/** @typedef {{ questions: number, time_limit_s: number | null, draft_interval_s: number,
 *              reveal_score: "after_close" | "on_submit", attempts: number }} PaperRules */
/** @typedef {ContestSummary & { contact: string, version: string | number, committed_at: number, grace_ms: number, frozen_at: number,
 *              identity_field: "phone" | "citizen_id", categories: string[], units: Unit[],
 *              topics: { id: string, name: string }[], paper: PaperRules,
 *              prizes: { individual: IndividualPrize[], collective: CollectivePrize[], total_vnd: number },
 *              rules: { heading: string, sentences: string[] }[], privacy: string[] }} Contest */

/** @typedef {{ id: string, name: string, participants: number, submitted: number }} UnitCount */
/** @typedef {{ as_of: number, registered: number, submitted: number, units: UnitCount[] }} Stats */

/** @typedef {{ kind: "individual", title: string, amount_vnd: number, name: string, identity_masked: string,
 *              unit: string, score: number, elapsed_ms: number, leaf: string, tied: boolean }} IndividualWinner */
/** @typedef {{ kind: "collective", title: string, amount_vnd: number, unit: string, metric: string,
 *              value: number | Ratio, tied: boolean, at_score?: number }} CollectiveWinner */
/** @typedef {{ num: number, den: number }} Ratio */
/** @typedef {{ published_at: number, totals: { registered: number, submitted: number, counted: number,
 *              disqualified: number, reset: number }, prizes: (IndividualWinner | CollectiveWinner)[],
 *              amendments?: { kind: string, at: number, reason: string }[] }} Results */

/** Question id to the indexes chosen, as shown, ascending. @typedef {Record<string, number[]>} Answers */
/** @typedef {{ id: string, topic: string, text: string, multiple: boolean, options: string[] }} Question */
/** @typedef {{ questions: Question[], prediction: { prompt: string } | null }} Paper */
/** @typedef {{ seq: number, answers: Answers, prediction: number | null }} Draft */
/** @typedef {{ leaf: string, elapsed_ms: number, unit: string,
 *              opening: { attempt: string, answers: Answers, prediction: number | null,
 *                         submitted_at: number, salt: string } }} Receipt */
/** @typedef {{ score: number | null, total: number, elapsed_ms: number, submitted_at: number,
 *              sealed_by: "holder" | "draft", receipt: Receipt }} Outcome */
/** @typedef {"open" | "expired" | "submitted"} AttemptState */
/** @typedef {{ attempt_id: string, token: string, state: AttemptState, paper: Paper, started_at: number,
 *              deadline: number | null, server_time: number, resume_code: string,
 *              draft?: Draft, outcome?: Outcome }} StartAnswer */
/** @typedef {{ attempt_id: string, state: AttemptState, started_at: number, deadline: number | null,
 *              server_time: number, draft?: Draft, outcome?: Outcome }} StandingAnswer */
/** @typedef {{ code: string, message: string, fields?: Record<string, string> }} ApiError */

/** What this phone keeps of an attempt.
 *  `stored` is what the server is known to hold, `at` the question last shown.
 *  @typedef {{ attemptId: string, token: string, paper: Paper, startedAt: number, deadline: number | null,
 *              resumeCode: string, answers: Answers, stored: Answers, seq: number, at: number,
 *              sending: boolean, expired: boolean, outcome: Outcome | null }} Session */

/** @typedef {{ identity: string, name: string, unit: string, category: string,
 *              eligible: boolean, consent: boolean, resume_code: string }} Registration */

export {};
