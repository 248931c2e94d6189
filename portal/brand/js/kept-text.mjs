// Keeps what somebody writes in a form on their device until the portal has it, and brings it back.
// data-kept-for names the person, so that nobody meets another's text on a device they share.
const PREFIX = "cp-kept-text:";
const NOBODY = "nobody";
const KEPT_FOR = 7 * 24 * 60 * 60 * 1000;
const NEVER_KEPT = ["csrfmiddlewaretoken"];
const NOT_WRITTEN = ["base", "form_token"];

export class KeptText {
  constructor(area, storage) {
    this.form = area.querySelector("form");
    this.note = area.querySelector("[data-kept-note]");
    this.isAnswered = "keptAnswered" in area.dataset;
    this.storage = storage;
    this.hasLeft = false;
    this.prefix = `${PREFIX}${area.dataset.keptFor}:`;
    this.key = this.prefix + window.location.pathname;
  }

  start() {
    this.forgetWhatArrived();
    this.forgetWhatIsOld();
    if (!this.form) return;
    // After a refused form or a new sign-in the portal itself gives the text back.
    if (this.isAnswered) this.keep(false);
    else this.bringBack();
    this.form.addEventListener("input", () => this.keep(false));
    this.form.addEventListener("submit", () => this.keep(true));
    // Going back may show the page as it was left, without starting it again.
    window.addEventListener("pageshow", (event) => {
      if (event.persisted) this.keep(false);
    });
  }

  // Who comes from the page where a form was sent to one with another address was led on by the
  // portal: it has the text. Sign-in and the browser's "no connection" are no such pages.
  forgetWhatArrived() {
    if (!document.referrer) return;
    const key = this.prefix + new URL(document.referrer).pathname;
    if (key !== this.key && this.read(key)?.isSent) this.storage.removeItem(key);
  }

  forgetWhatIsOld() {
    for (const key of Object.keys(this.storage).filter((name) => name.startsWith(PREFIX))) {
      const kept = this.read(key);
      if (!kept || Date.now() - kept.at > KEPT_FOR) this.storage.removeItem(key);
    }
  }

  read(key) {
    try {
      return JSON.parse(this.storage.getItem(key));
    } catch {
      return null;
    }
  }

  values() {
    return [...new FormData(this.form)].filter(([name]) => this.isKept(name));
  }

  // The token of a form that left comes back with its text: if the portal has it already, sending
  // it again makes no second one. One that never left begins anew each time.
  isKept(name) {
    return !NEVER_KEPT.includes(name) && (name !== "form_token" || this.hasLeft);
  }

  keep(isSent) {
    this.hasLeft ||= isSent;
    const kept = { at: Date.now(), isSent, values: this.values() };
    try {
      this.storage.setItem(this.key, JSON.stringify(kept));
    } catch {
      // A device with no room left only loses this convenience.
    }
  }

  bringBack() {
    const kept = this.read(this.key);
    if (!kept) return;
    if (this.written(kept.values) === this.written(this.values())) {
      this.storage.removeItem(this.key);
      return;
    }
    this.hasLeft = kept.values.some(([name]) => name === "form_token");
    [...this.form.elements].forEach((field) => this.fill(field, kept.values));
    this.keep(false);
    this.note.hidden = false;
    this.note.querySelector("button").addEventListener("click", () => this.throwAway());
  }

  // What people write, without the number of the revision that they saw.
  written(values) {
    return JSON.stringify(values.filter(([name]) => !NOT_WRITTEN.includes(name)));
  }

  // That number comes back too, so that the portal can say when somebody else saved since.
  fill(field, values) {
    if (!field.name || NEVER_KEPT.includes(field.name) || field.type === "submit") return;
    const own = values.filter(([name]) => name === field.name).map(([, value]) => value);
    if (["checkbox", "radio"].includes(field.type)) field.checked = own.includes(field.value);
    else if (own.length > 0) field.value = own[0];
  }

  throwAway() {
    this.storage.removeItem(this.key);
    window.location.reload();
  }
}

// Signing out takes what the person and the device's visitors without an account had not sent: the
// next to use the device must not find it.
export class ForgottenText {
  constructor(area, storage) {
    this.form = area.querySelector("form");
    this.prefixes = [area.dataset.keptFor, NOBODY].map((person) => `${PREFIX}${person}:`);
    this.storage = storage;
  }

  start() {
    this.form.addEventListener("submit", () => this.forget());
  }

  forget() {
    Object.keys(this.storage)
      .filter((name) => this.prefixes.some((prefix) => name.startsWith(prefix)))
      .forEach((name) => this.storage.removeItem(name));
  }
}

export function deviceStorage() {
  try {
    return window.localStorage;
  } catch {
    return null; // The reader's browser keeps nothing for any page.
  }
}
