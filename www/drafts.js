// What was typed is kept until it was sent: also when the session has ended in between, for this tab alone.

const key = (form, field) => `draft ${new URL(form.action, location.href).pathname} ${field.name}`;
const isText = (field) =>
  field?.name && field.form?.method === 'post' && field.form.closest('#main') &&
  (field.localName === 'textarea' || (field.localName === 'input' && field.type === 'text')) && !field.form.closest('.door');

document.addEventListener('input', ({ target }) => {
  if (!isText(target)) return;
  if (target.value === target.defaultValue) sessionStorage.removeItem(key(target.form, target));
  else sessionStorage.setItem(key(target.form, target), target.value);
});

function restore() {
  for (const field of document.querySelectorAll('#main form[method=post] :is(textarea, input)')) {
    if (!isText(field) || field.value !== field.defaultValue) continue;
    const kept = sessionStorage.getItem(key(field.form, field));
    if (kept !== null && kept !== field.value) field.value = kept;
  }
}

function forget(form) {
  for (const field of form.elements) if (field.name) sessionStorage.removeItem(key(form, field));
}

document.addEventListener('elwosa:sent', ({ detail }) => forget(detail));
document.addEventListener('elwosa:shown', restore);
// Whoever signs out leaves nothing behind.
document.addEventListener('submit', ({ target }) => target.matches('.account form') && sessionStorage.clear());
restore();
