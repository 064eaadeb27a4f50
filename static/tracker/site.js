// Every page works without this file; it only adds.
"use strict";

// The page that was left is not one click back.
const exit = document.getElementById("quick-exit");
exit?.addEventListener("click", (event) => {
  event.preventDefault();
  location.replace(exit.href);
});

// What is wrong is read out first.
document.querySelector(".error-summary")?.focus();

// A second click is not a second record; the server sees to it as well.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});

// "Copy" buttons exist only where copying does.
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = "Copied";
  });
}

// What is typed into a form of the desk is kept as a draft, and says so. Whatever goes
// wrong, the text stays in the form.
const drafted = document.querySelector("form[data-draft]");
if (drafted) keepDrafts(drafted);

function keepDrafts(form) {
  const said = form.querySelector("[data-draft-said]");
  const PAUSE = 1500; // milliseconds without a key before it is saved
  const AGAIN = 5000; // and before it is tried again
  let waiting = 0;
  let isSaving = false;
  let isUnsaved = false;
  let isStopped = false;

  function say(text) {
    if (said.textContent !== text) said.textContent = text;
  }

  async function save() {
    clearTimeout(waiting);
    // One after the other: each takes along what the one before was told.
    if (isSaving || isStopped || !isUnsaved) return;
    isSaving = true;
    isUnsaved = false;
    const typed = new FormData(form);
    typed.set("do", "keep");
    try {
      const answer = await fetch(location.pathname, {
        method: "POST",
        body: typed,
        headers: { Accept: "application/json" },
        redirect: "manual",
        keepalive: document.hidden,
      });
      if (!isStopped) await hear(answer);
    } catch {
      isUnsaved = true;
      say("Draft not saved: the site cannot be reached. What you typed is kept on this page.");
    }
    isSaving = false;
    if (isUnsaved) later(AGAIN);
  }

  async function hear(answer) {
    if (!answer.headers.get("Content-Type")?.startsWith("application/json")) {
      isStopped = true;
      const why = answer.type === "opaqueredirect"
        ? "you have been signed out. Sign in in another tab, and copy what you typed from here."
        : "the site refused it. What you typed is kept on this page.";
      say(`Draft not saved: ${why}`);
      return;
    }
    const { said: told, draft } = await answer.json();
    if (draft) for (const field of document.getElementsByName("draft")) field.value = draft;
    else isStopped = true;
    say(told);
  }

  function later(pause = PAUSE) {
    clearTimeout(waiting);
    waiting = setTimeout(save, pause);
  }

  for (const typing of ["input", "change"]) {
    form.addEventListener(typing, () => {
      isUnsaved = true;
      later();
    });
  }
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) save();
  });
  form.addEventListener("submit", () => {
    isStopped = true;
    clearTimeout(waiting);
  });
  window.addEventListener("pageshow", () => { isStopped = false; });
}
