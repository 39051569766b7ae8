// The sentences of the console, by area: each has a catalogue of its own in lang/console/.

/**
 * @typedef {(
 *   | keyof typeof import("../../lang/console/console/vi.json")
 *   | keyof typeof import("../../lang/console/audit/vi.json")
 *   | keyof typeof import("../../lang/console/people/vi.json")
 *   | keyof typeof import("../../lang/console/documents/vi.json")
 *   | keyof typeof import("../../lang/console/account/vi.json")
 *   | keyof typeof import("../../lang/console/attempts/vi.json")
 *   | keyof typeof import("../../lang/console/claims/vi.json")
 *   | keyof typeof import("../../lang/console/watch/vi.json")
 *   | keyof typeof import("../../lang/console/announcements/vi.json")
 *   | keyof typeof import("../../lang/console/promotion/vi.json")
 *   | keyof typeof import("../../lang/console/shared/vi.json")
 *   | keyof typeof import("../../lang/console/flags/vi.json")
 *   | keyof typeof import("../../lang/console/units/vi.json")
 *   | keyof typeof import("../../lang/console/contests/vi.json")
 *   | keyof typeof import("../../lang/console/edit/vi.json")
 *   | keyof typeof import("../../lang/console/ready/vi.json")
 *   | keyof typeof import("../../lang/console/versions/vi.json")
 *   | keyof typeof import("../../lang/console/ranking/vi.json")
 *   | keyof typeof import("../../lang/console/amendments/vi.json")
 *   | keyof typeof import("../../lang/console/questions/vi.json")
 * )} ConsoleKey
 */
export {};
