// Sends a page's fields to the server and tells what came of it, in the words of fundflow/web/replies.py:
//
//   signed-out     nobody is signed in any more          conflict   someone else has saved the same answer
//   other-person   somebody else is signed in here now   refused    it cannot be saved; `text` says why
//   no-contact     nothing answered                      not-now    the server is in trouble or has too much to do
//
// A page older than the session has an old token. It is changed for the new one only when the session is the same
// person's who opened the page, so that nobody's words are saved in another's name.
const LONGEST = 20000;
const owner = Number(document.querySelector("[data-session-person]")?.dataset.sessionPerson);
const tokens = () => document.querySelectorAll("input[name=csrf_token]");

async function post(address, fields, keepalive) {
  let answer;
  try {
    answer = await fetch(address, {
      method: "POST",
      headers: { Accept: "application/json", "X-CSRFToken": tokens()[0]?.value ?? "" },
      body: new URLSearchParams(fields),
      redirect: "manual",
      keepalive,
      signal: AbortSignal.timeout(LONGEST),
    });
  } catch {
    return { problem: "no-contact" };
  }
  if (answer.status === 429 || answer.status >= 500) return { problem: "not-now" };
  // Something between us and the server may answer with a page of its own.
  return answer.json().catch(() => ({ problem: "no-contact" }));
}

/** Send fields and return the answer: what the server said, or what stood in the way as `problem`. */
export async function send(address, fields, { keepalive = false } = {}) {
  const answer = await post(address, fields, keepalive);
  if (answer.problem !== "old-page") return answer;
  if (answer.person !== owner) return { problem: "other-person" };
  for (const field of tokens()) field.value = answer.token;
  const again = await post(address, fields, keepalive);
  return again.problem === "old-page" ? { problem: "signed-out" } : again;
}
