// The Vietnamese sentences for whatever a test imports.
import { readFileSync } from "node:fs";
import { useMessages } from "../../../static_site/js/core/text.js";

export const VI = JSON.parse(readFileSync(new URL("../../../static_site/lang/vi.json", import.meta.url), "utf8"));
useMessages(VI);
