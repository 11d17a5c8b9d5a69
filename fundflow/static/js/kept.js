// What is typed and not yet saved is kept in this browser until the server has it, for the person who typed it.
//
// A key tells person, form, question, the version it was written on, and which opening of the page wrote it, so that
// two tabs do not take each other's text. At sign-out everything goes; what another person left goes at their sign-in.
const MARK = "fundflow-unsaved";
const OPENING = Math.random().toString(36).slice(2);

// Some browsers are told to store nothing; then nothing is, and `keep` says so.
function stored(work) {
  try {
    return work(localStorage);
  } catch {
    return null;
  }
}

const keys = () => stored((store) => Object.keys(store).filter((key) => key.startsWith(`${MARK}|`))) ?? [];
const parts = (key) => {
  const [, person, about, question, version, opening] = key.split("|");
  return { person, about, question, version, opening };
};

/** Take away what one key holds. */
export function drop(key) {
  stored((store) => store.removeItem(key));
}

/** Take away what this page has kept of a question. */
export function forget(owner, question) {
  for (const key of keys()) {
    const part = parts(key);
    if (part.opening === OPENING && part.question === question && `${part.person}|${part.about}` === owner) drop(key);
  }
}

/** Keep a question's fields as they stand; say whether the browser did. `owner` is person and form: "7|ansokan-412". */
export function keep(owner, question, version, fields) {
  forget(owner, question);
  const key = [MARK, owner, question, version, OPENING].join("|");
  return stored((store) => {
    store.setItem(key, JSON.stringify({ fields, at: Date.now() }));
    return true;
  }) === true;
}

/** Return what an earlier opening of the form left, the latest of each question. */
export function leftBehind(owner) {
  const latest = new Map();
  for (const key of keys()) {
    const { person, about, question, version, opening } = parts(key);
    if (opening === OPENING || `${person}|${about}` !== owner) continue;
    const { fields, at } = stored((store) => JSON.parse(store.getItem(key))) ?? {};
    if (!fields) continue;
    const before = latest.get(question);
    const both = before ? [...before.keys, key] : [key];
    latest.set(question, before && before.at > at ? { ...before, keys: both } : { question, version, fields, at, keys: both });
  }
  return [...latest.values()];
}

const person = document.querySelector("[data-session-person]")?.dataset.sessionPerson;
if (person) {
  for (const key of keys()) if (parts(key).person !== person) drop(key);
}

document.addEventListener("submit", (event) => {
  if (event.target.matches("[data-sign-out]")) keys().forEach(drop);
});
