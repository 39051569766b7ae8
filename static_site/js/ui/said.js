// The server's answers on pages of other languages.
import { said } from "../core/said.js";
import { bringSentences, told } from "./frame.js";

/** @typedef {import("../core/types.js").ApiError} ApiError */
/** @typedef {import("../core/types.js").Contest} Contest */

/** In this page's language, once its sentences are here. @param {ApiError} error @param {Contest} contest */
export const saidHere = (error, contest) => (told.lang === "vi" ? error : said(error, contest));

/** @param {ApiError} error @param {Contest} contest */
export async function saidHereFirst(error, contest) {
  await bringSentences();
  return saidHere(error, contest);
}
