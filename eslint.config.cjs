// What the pages' scripts may do: ES2020 and what phones' WebViews of 2021 know, no markup from
// strings. `require` finds the packages because ops/node.py says where they lie.
const js = require("@eslint/js");
const compat = require("eslint-plugin-compat");
const es = require("eslint-plugin-es-x");
const globals = require("globals");

const MARKUP = "Build elements with h(); the policy of the pages forbids markup from strings.";
const STYLE = "Set a class or a custom property; the policy of the pages forbids inline styles.";
const NEW = "Newer than the browsers of .browserslistrc.";
// Of an object's type nothing is known here, so eslint-plugin-es-x does not see these where they matter.
const NEW_METHODS = ["at", "findLast", "findLastIndex", "group", "replaceAll", "toReversed", "toSorted", "toSpliced", "with"];

const property = (name, message) => ({ property: name, message });
const syntax = (selector, message) => ({ selector, message });

const FORBIDDEN_PROPERTIES = [
  ...["innerHTML", "outerHTML", "insertAdjacentHTML", "setHTMLUnsafe", "createContextualFragment", "srcdoc"]
    .map((name) => property(name, MARKUP)),
  { object: "document", property: "write", message: MARKUP },
  { object: "document", property: "writeln", message: MARKUP },
  property("cssText", STYLE),
  // Members of objects are not what eslint-plugin-compat can see.
  ...["checkVisibility", "inert", "randomUUID", "showPopover", "hidePopover", "togglePopover"]
    .map((name) => property(name, NEW)),
  { object: "AbortSignal", property: "any", message: NEW },
  { object: "AbortSignal", property: "timeout", message: NEW },
];

const FORBIDDEN_SYNTAX = [
  syntax("CallExpression[callee.property.name='setAttribute'] > Literal.arguments:first-child[value='style']", STYLE),
  syntax("AssignmentExpression > MemberExpression.left[property.name='style']", STYLE),
  syntax("CallExpression[callee.name='h'] > ObjectExpression > Property[key.name='style']", STYLE),
  syntax("CallExpression[callee.property.name='setAttribute'] > Literal.arguments:first-child[value=/^on/]",
    "Add a listener; the policy of the pages forbids inline handlers."),
  syntax("NewExpression[callee.name='DOMParser']", MARKUP),
  syntax(`CallExpression[callee.property.name=/^(${NEW_METHODS.join("|")})$/]`, NEW),
];

const RULES = {
  ...js.configs.recommended.rules,
  "eqeqeq": ["error", "always", { null: "ignore" }],
  "no-eval": "error",
  "no-implied-eval": "error",
  "no-new-func": "error",
  "no-script-url": "error",
  "no-self-compare": "error",
  "no-throw-literal": "error",
  // What was caught bears a name that says why it is let go.
  "no-unused-vars": ["error", { argsIgnorePattern: "^_", caughtErrors: "none", ignoreRestSiblings: true }],
  "no-use-before-define": ["error", { functions: false, variables: false }],
};

module.exports = [
  {
    files: ["static_site/**/*.js"],
    languageOptions: { ecmaVersion: 2024, sourceType: "module", globals: globals.browser },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    plugins: { compat, "es-x": es },
    settings: { lintAllEsApis: true },
    rules: {
      ...RULES,
      ...es.configs["flat/restrict-to-es2020"].rules,
      "compat/compat": "error",
      "no-restricted-properties": ["error", ...FORBIDDEN_PROPERTIES],
      "no-restricted-syntax": ["error", ...FORBIDDEN_SYNTAX],
      "no-var": "error",
      "prefer-const": "error",
    },
  },
  {
    // Runs before the modules, where there may be none.
    files: ["static_site/js/boot.js"],
    languageOptions: { sourceType: "script" },
    rules: { "no-var": "off" },
  },
  {
    files: ["tests/**/*.mjs", "*.config.cjs"],
    languageOptions: { ecmaVersion: 2024, globals: { ...globals.node, ...globals.browser } },
    rules: RULES,
  },
];
