// Signing in: Cognito, asked by the page itself, so that a password goes to nobody else.

/** @typedef {{ endpoint: string, user_pool_id: string, client_id: string }} CognitoSettings */
/** @typedef {{ idToken: string, accessToken: string, refreshToken: string }} SignedIn */
/** @typedef {{ name: string, session: string, email: string }} Challenge */
/** @typedef {ReturnType<typeof createCognito>} Cognito */

/** What Cognito refused, by its own word, such as NotAuthorizedException; "unreachable" where it was not reached. */
export class CognitoError extends Error {
  /** @param {string} code @param {string} message */
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/** @param {CognitoSettings} settings */
export function createCognito({ endpoint, client_id: clientId }) {
  /** @param {string} operation @param {Record<string, unknown>} asked @returns {Promise<any>} */
  async function call(operation, asked) {
    let response;
    try {
      response = await fetch(`${endpoint}/`, {
        method: "POST",
        headers: { "Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": `AWSCognitoIdentityProviderService.${operation}` },
        body: JSON.stringify(asked),
        credentials: "omit",
      });
    } catch (offline) {
      throw new CognitoError("unreachable", "");
    }
    const told = await response.json().catch(() => ({}));
    if (response.ok) return told;
    throw new CognitoError(String(told.__type || "").replace(/^.*#/, ""), told.message || told.Message || "");
  }

  /** @param {any} told @param {string} email @returns {{ signedIn: SignedIn } | { challenge: Challenge }} */
  function outcomeOf(told, email) {
    const found = told.AuthenticationResult;
    if (!found) return { challenge: { name: told.ChallengeName, session: told.Session, email } };
    return { signedIn: { idToken: found.IdToken, accessToken: found.AccessToken, refreshToken: found.RefreshToken } };
  }

  return {
    call,
    /** @param {string} email @param {string} password */
    async signIn(email, password) {
      const asked = { AuthFlow: "USER_PASSWORD_AUTH", ClientId: clientId, AuthParameters: { USERNAME: email, PASSWORD: password } };
      return outcomeOf(await call("InitiateAuth", asked), email);
    },
    /** @param {Challenge} challenge @param {Record<string, string>} answer */
    async respond({ name, session, email }, answer) {
      const asked = { ChallengeName: name, ClientId: clientId, Session: session, ChallengeResponses: { USERNAME: email, ...answer } };
      return outcomeOf(await call("RespondToAuthChallenge", asked), email);
    },
    /** @param {string} email */
    forgot: (email) => call("ForgotPassword", { ClientId: clientId, Username: email }),
    /** @param {string} email @param {string} code @param {string} password */
    confirmForgot: (email, code, password) => call("ConfirmForgotPassword", { ClientId: clientId, Username: email, ConfirmationCode: code, Password: password }),
  };
}
