/* Asks the browser for a passkey before a form with data-passkey is sent: "create" a new one, or "get" one there is. */
"use strict";

const ASKS = {
  create: async (options) =>
    navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) }),
  get: async (options) =>
    navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) }),
};

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const said = form.querySelector("[data-passkey-failed]");
  const fill = async () => {
    const { publicKey } = JSON.parse(form.dataset.options);
    const given = await ASKS[form.dataset.passkey](publicKey);
    form.elements.credential.value = JSON.stringify(given.toJSON());
    form.submit();
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    said.hidden = true;
    fill().catch(() => {
      said.hidden = false;
    });
  });
}
