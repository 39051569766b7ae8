// Shapes shared by all modules. Types only: no page loads this file.

/** @typedef {{ slug: string, title: string, opens_at: number, closes_at: number }} ContestSummary */
/** What a page knows of its contest from publication on. @typedef {ContestSummary & { attempts: number }} ContestTold */
/** @typedef {{ id: string, name: string, kind: string }} Unit */
/** @typedef {{ title: string, count: number, amount_vnd: number, award?: string | null }} Prize */
/** @typedef {Prize & { category?: string | null, full_marks_only?: boolean, min_score?: number | null }} IndividualPrize */
/** @typedef {Prize & { metric: string, unit_kind?: string | null, min_participants?: number | null,
 *                      min_rate?: number | null }} CollectivePrize */
/** @typedef {{ questions: number, time_limit_s: number | null, draft_interval_s: number,
 *              reveal_score: "after_close" | "on_submit", attempts: number,
 *              require_all_answers?: boolean, points_per_question?: number }} PaperRules */
/** @typedef {"participants" | "full_marks" | "attempts"} PredictionTarget */
/** @typedef {ContestSummary & { host: string, contact: string, version: string | number, committed_at: number, grace_ms: number, frozen_at: number,
 *              identity_field: "phone" | "citizen_id", categories: string[], units: Unit[],
 *              identity?: { min_age?: number | null, max_age?: number | null },
 *              prediction?: { prompt: string, target: PredictionTarget } | null,
 *              topics: { id: string, name: string }[], paper: PaperRules,
 *              prizes: { individual: IndividualPrize[], collective: CollectivePrize[], manual?: Prize[], total_vnd: number },
 *              privacy: string[] }} Contest */

/** @typedef {{ id: string, name: string, participants: number, submitted: number }} UnitCount */
/** @typedef {{ as_of: number, registered: number, submitted: number, units: UnitCount[],
 *              days: { date: string, submitted: number }[] }} Stats */

/** @typedef {{ kind: "individual", title: string, amount_vnd: number, name: string, identity_masked: string,
 *              unit: string, score: number, elapsed_ms: number, leaf: string, tied: boolean,
 *              prediction?: number | null, shared?: number | null }} IndividualWinner */
/** @typedef {{ kind: "collective", title: string, amount_vnd: number, unit: string, metric: string,
 *              value: number | Ratio, tied: boolean, at_score?: number, shared?: number | null }} CollectiveWinner */
/** Of a person, with the result of theirs, or of a unit alone.
 *  @typedef {{ kind: "manual", title: string, amount_vnd: number, reason: string, unit: string, name?: string,
 *              identity_masked?: string, score?: number, elapsed_ms?: number, leaf?: string }} ManualWinner */
/** `at` is null where the rules say it and nobody decided it.
 *  @typedef {{ kind: string, at: number | null, reason: string, title?: string }} Amendment */
/** @typedef {{ num: number, den: number }} Ratio */
/** @typedef {{ published_at: number, totals: { registered: number, submitted: number, counted: number,
 *              disqualified: number, reset: number }, prizes: (IndividualWinner | CollectiveWinner | ManualWinner)[],
 *              prediction?: { target: PredictionTarget, value: number } | null, amendments?: Amendment[] }} Results */

/** Question id to the indexes chosen, as shown, ascending. @typedef {Record<string, number[]>} Answers */
/** @typedef {{ id: string, topic: string, text: string, multiple: boolean, options: string[] }} Question */
/** @typedef {{ questions: Question[], prediction: { prompt: string } | null }} Paper */
/** What is drafted and sent. @typedef {{ answers: Answers, prediction: number | null }} Work */
/** @typedef {Work & { seq: number }} Draft */
/** @typedef {{ leaf: string, elapsed_ms: number, unit: string,
 *              opening: { attempt: string, answers: Answers, prediction: number | null,
 *                         submitted_at: number, salt: string } }} Receipt */
/** @typedef {{ score: number | null, total: number, elapsed_ms: number, submitted_at: number,
 *              sealed_by: "holder" | "draft", receipt: Receipt }} Outcome */
/** @typedef {"open" | "expired" | "submitted"} AttemptState */
/** @typedef {{ attempt_id: string, token: string, state: AttemptState, paper: Paper, started_at: number,
 *              deadline: number | null, server_time: number, resume_code: string, attempt?: number,
 *              draft?: Draft, outcome?: Outcome }} StartAnswer */
/** @typedef {{ attempt_id: string, state: AttemptState, started_at: number, deadline: number | null,
 *              server_time: number, attempt?: number, draft?: Draft, outcome?: Outcome }} StandingAnswer */
/** @typedef {{ code: string, message: string, fields?: Record<string, string> }} ApiError */

/** What this phone keeps of an attempt.
 *  `predicted` is the prediction as typed; `stored` and `storedPrediction` are what the server is known
 *  to hold, since `storedAt` where this phone sent it; `at` is the question last shown, or one more than the last for the prediction;
 *  `person` is kept for the next attempt, where the contest allows several.
 *  @typedef {{ attemptId: string, attempt: number, token: string, paper: Paper, startedAt: number, deadline: number | null,
 *              resumeCode: string, answers: Answers, predicted: string, stored: Answers, storedPrediction: number | null, storedAt: number | null,
 *              seq: number, at: number, sending: boolean, expired: boolean, outcome: Outcome | null,
 *              person: Person | null }} Session */
/** An attempt that another one came after; `none`: nothing of it counts.
 *  @typedef {{ attemptId: string, attempt: number, token: string, resumeCode: string, questions: number,
 *              outcome: Outcome | null, none: boolean }} EarlierAttempt */

/** `paper` only for the one shown last. @typedef {EarlierAttempt & { paper: Paper | null }} OwnAttempt */
/** A question of the bank as it is revealed; `key` has indexes of its options, from 0.
 *  @typedef {{ id: string, topic: string, text: string, options: string[], key: number[], key_before?: number[], amended?: string, explanation?: string, source?: string }} BankQuestion */
/** `shown[place]` is the bank's index of the option at that place. @typedef {{ question: BankQuestion, shown: number[] }} DrawnQuestion */
/** What opens the commitment. @typedef {{ contest: { paper: { quota: Record<string, number>, shuffle_options: boolean },
 *              questions: BankQuestion[] }, paper_key: string }} Opening */
/** A row of the published ledger; `counted_…`: what ranks, where amendments changed what was sealed.
 *  @typedef {{ leaf: string, score: number, elapsed_ms: number, unit: string, rank: number | null, counted_score?: number, counted_elapsed_ms?: number,
 *              state: "counted" | "not_best" | "disqualified" | "reset" }} LedgerEntry */

/** @typedef {{ identity: string, name: string, unit: string, category: string }} Person */
/** @typedef {Person & { eligible: boolean, age_ok: boolean, consent: boolean, resume_code: string }} Registration */

export {};
