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
