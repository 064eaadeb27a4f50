// A paper's table saves itself; the Save button does the same without this file.
"use strict";

const QUIET_FOR = 1500; // milliseconds since the last key or click
const LOST =
  "Not saved: the site cannot be reached, or you are signed out. What you typed is " +
  "still here.";

class SavesItself {
  constructor(form) {
    this.form = form;
    this.says = form.querySelector("[data-saved]");
    this.isAsked = false; // a newer text waits for the answer to an older one
    this.isStopped = false;
    form.addEventListener("input", () => this.wait());
    form.addEventListener("submit", (event) => this.leave(event));
    window.addEventListener("pageshow", (event) => {
      if (event.persisted) this.isStopped = false;
    });
  }

  wait() {
    clearTimeout(this.timer);
    if (!this.isStopped) this.timer = setTimeout(() => this.save(), QUIET_FOR);
  }

  // A button sends what the page has; not before an answer that is on its way has
  // brought the version to send it with.
  leave(event) {
    this.stop();
    if (!this.saving) return;
    event.preventDefault();
    event.stopPropagation();
    this.pressed = event.submitter;
  }

  stop() {
    clearTimeout(this.timer);
    this.isStopped = true;
  }

  async save() {
    if (this.saving) {
      this.isAsked = true;
      return;
    }
    this.saving = true;
    try {
      await this.send();
    } catch {
      this.say(LOST);
      this.isAsked = true;
    }
    this.saving = false;
    if (this.pressed) {
      this.form.requestSubmit(this.pressed);
    } else if (this.isAsked) {
      this.isAsked = false;
      this.wait();
    }
  }

  async send() {
    const answer = await fetch(this.form.action, {
      method: "POST",
      body: new FormData(this.form),
      headers: { Accept: "application/json" },
      redirect: "error",
    });
    const said = await answer.json();
    if (answer.status === 409) this.stop();
    if (!answer.ok) return this.say(said.problem);
    this.form.elements.version.value = said.version;
    this.say(`Saved at ${said.saved}`);
  }

  say(words) {
    this.says.textContent = words;
  }
}

for (const form of document.querySelectorAll("form[data-saves-itself]")) {
  new SavesItself(form);
}
