/* Passkeys: asks the browser to make or show a key, and sends its answer with the form. */
(() => {
  "use strict";

  const able =
    window.PublicKeyCredential &&
    typeof PublicKeyCredential.parseCreationOptionsFromJSON === "function" &&
    typeof PublicKeyCredential.prototype.toJSON === "function";
  if (!able) return;

  async function made(form) {
    const asked = JSON.parse(form.dataset.skPasskeyMake);
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(asked);
    return navigator.credentials.create({ publicKey });
  }

  async function shown(form) {
    const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
    const answer = await fetch(form.dataset.skPasskeyShow, {
      method: "POST",
      headers: { "X-CSRFToken": token },
      credentials: "same-origin",
    });
    if (!answer.ok) throw new Error(String(answer.status));
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(await answer.json());
    return navigator.credentials.get({ publicKey });
  }

  function prepare(form, ask) {
    const answer = form.querySelector("[data-sk-passkey-answer]");
    const button = form.querySelector("[data-sk-passkey-button]");
    const error = form.querySelector("[data-sk-passkey-error]");
    form.querySelectorAll("[data-sk-passkey-none]").forEach((element) => element.remove());
    form.hidden = button.hidden = false;

    form.addEventListener("submit", async (event) => {
      if (answer.value) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      error.hidden = true;
      button.disabled = true;
      try {
        answer.value = JSON.stringify(await ask(form));
        button.disabled = false;
        form.requestSubmit();
      } catch {
        error.textContent = error.dataset.skPasskeyError;
        error.hidden = false;
        button.disabled = false;
      }
    }, { capture: true });
  }

  document.querySelectorAll("[data-sk-passkey-make]").forEach((form) => prepare(form, made));
  document.querySelectorAll("[data-sk-passkey-show]").forEach((form) => prepare(form, shown));
})();
