// Styles that every browser of .browserslistrc understands.
module.exports = {
  plugins: [require.resolve("stylelint-no-unsupported-browser-features")],
  rules: { "plugin/no-unsupported-browser-features": [true, { ignorePartialSupport: true }] },
};
