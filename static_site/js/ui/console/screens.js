// The screens of the console. Each module gives mount(place, here), and says which catalogues of sentences it needs.

/**
 * @typedef {{ email: string, groups: string[], canChange: boolean, isAdministrator: boolean,
 *             accessToken: () => Promise<string | null> }} Me
 * @typedef {{ slug: string, title: string, opens_at: number, closes_at: number, stage: string } & Record<string, any>} ContestRow
 * @typedef {{
 *   slug: string, rest: string[], contest: ContestRow | null, api: import("../../io/console-api.js").ConsoleApi, me: Me,
 *   cognito: import("../../io/cognito.js").Cognito, canChange: boolean,
 *   href: (screen: string, ...rest: string[]) => string, go: (href: string) => void, again: () => void,
 *   signOut: (everywhere?: boolean) => Promise<void> }} Here
 * @typedef {void | (() => void)} Leave
 * @typedef {{ mount: (place: HTMLElement, here: Here) => Promise<Leave> | Leave }} ScreenModule
 * @typedef {{ title: string, load: () => Promise<ScreenModule>, words: string[], groups?: string[], hidden?: boolean }} Screen
 *   title: the key of its word in the menu; words: the catalogues it needs; groups: who sees it, everybody without; hidden: not in the menu
 */

/** Screens of the whole deployment, by the word in the address. @type {Record<string, Screen>} */
export const SITE_SCREENS = {
  "": { title: "console.menu.contests", load: () => import("./contests.js"), words: ["contests"] },
  "moi": { title: "console.menu.new", load: () => import("./new-contest.js"), words: ["contests"], groups: ["quan-tri", "to-chuc"], hidden: true },
  "nhap": { title: "console.menu.import", load: () => import("./import-contest.js"), words: ["contests"], groups: ["quan-tri", "to-chuc"], hidden: true },
  "nguoi-dung": { title: "console.menu.people", load: () => import("./people.js"), words: ["people"], groups: ["quan-tri"] },
  "nhat-ky": { title: "console.menu.audit", load: () => import("./audit.js"), words: ["audit"], groups: ["quan-tri"] },
  "tai-khoan": { title: "console.menu.account", load: () => import("./account.js"), words: ["account"] },
};

/** Screens of one contest, in the order of the menu; "" is its front. @type {Record<string, Screen>} */
export const CONTEST_SCREENS = {
  "": { title: "console.menu.overview", load: () => import("./overview.js"), words: ["contests"] },
  "the-le": { title: "console.menu.edit", load: () => import("./edit.js"), words: ["edit"] },
  "cau-hoi": { title: "console.menu.questions", load: () => import("./questions.js"), words: ["questions"] },
  "san-sang": { title: "console.menu.ready", load: () => import("./ready.js"), words: ["ready", "promotion"] },
  "phien-ban": { title: "console.menu.versions", load: () => import("./versions.js"), words: ["versions", "edit"] },
  "truyen-thong": { title: "console.menu.promotion", load: () => import("./promotion.js"), words: ["promotion"] },
  "thong-bao": { title: "console.menu.announcements", load: () => import("./announcements.js"), words: ["announcements"] },
  "theo-doi": { title: "console.menu.watch", load: () => import("./watch.js"), words: ["watch"] },
  "luot-thi": { title: "console.menu.attempts", load: () => import("./attempts.js"), words: ["attempts", "claims"] },
  "yeu-cau": { title: "console.menu.claims", load: () => import("./claims.js"), words: ["attempts", "claims"] },
  "don-vi": { title: "console.menu.units", load: () => import("./units.js"), words: ["units"] },
  "nghi-van": { title: "console.menu.flags", load: () => import("./flags.js"), words: ["flags"] },
  "dieu-chinh": { title: "console.menu.amendments", load: () => import("./amendments.js"), words: ["amendments"] },
  "xep-hang": { title: "console.menu.ranking", load: () => import("./ranking.js"), words: ["ranking"] },
  "van-ban": { title: "console.menu.documents", load: () => import("./documents.js"), words: ["documents"] },
  "nhat-ky": { title: "console.menu.audit", load: () => import("./audit.js"), words: ["audit"] },
};
